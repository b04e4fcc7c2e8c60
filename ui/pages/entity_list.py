"""The list side of the page of any record kind; `entity_room` has the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from zlib import crc32

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from cxdesk.i18n import N_, _
from cxdesk.schema.entity import EntitySpec
from ui import theme
from ui.bridge import Bridge
from ui.forms.filter_bar import FilterBar
from ui.models.entity_table_model import EntityTableModel
from ui.pages.entity_page import NAMES
from ui.widgets import Card, EmptyState, IconButton, PrimaryButton, SearchField, SecondaryButton
from ui.widgets.record_table import RecordTable
from ui.window_state import keep

# What an empty list says it is for, and an example.
EMPTY: Mapping[str, tuple[str, str]] = {
    "person": (
        N_("The people who work here, so that sheets carry their names."),
        N_("For example: Lea Sommer, front desk, since 1 March."),
    ),
    "negative_cue": (
        N_("Signs, phrases and sights that tell every {customer} off because of a few, until they are gone."),
        N_(
            "For example: “No refunds without receipt!” at the till; instead: “We will find a way, just ask.”"
        ),
    ),
    "cue": (
        N_("A sign that one of you shows another, without a word to the {customer}."),
        N_("For example: a green dot beside a name means a first {visit}; whoever passes says hello."),
    ),
    "huddle_topic": (
        N_("What you talk about in the ten minutes before you open: one topic a day, in turn."),
        N_("For example: Ten seconds at the door. Who was greeted late yesterday, and why?"),
    ),
}


class EntityList(Card):
    """Search, filter, columns and rows, and what stands in the place of no rows."""

    add_wanted = Signal()
    all_wanted = Signal()
    """Search and filter shall be taken away."""

    def __init__(self, bridge: Bridge, kind: EntitySpec, model: EntityTableModel, parent: QWidget) -> None:
        super().__init__(parent, margin=0, spacing=0)
        self.bridge, self.kind, self.model = bridge, kind, model
        self.setMinimumWidth(theme.px(360))
        self._build()
        self.columns.clicked.connect(self.on_columns)
        self._remember()

    def _build(self) -> None:
        side = theme.px(12)
        top = QHBoxLayout()
        top.setContentsMargins(side, side, side, theme.px(8))
        top.setSpacing(theme.px(6))
        self.body.addLayout(top)
        searched = ", ".join(_(field.label) for field in self.kind.searched[:3])
        self.search = SearchField(self, placeholder=_("Search: {fields}").format(fields=searched))
        if not self.kind.searched:
            self.search.hide()
        self.filters = FilterBar(self.bridge, self.kind, self)
        self.columns = IconButton("columns", _("Choose columns"), self)
        top.addWidget(self.search, 1)
        top.addWidget(self.filters.button)
        top.addWidget(self.columns)
        self.body.addWidget(self.filters)
        holder = QWidget(self)
        self.stack = QStackedLayout(holder)
        self.table = RecordTable(_(self.kind.label), holder)
        self.table.setModel(self.model)
        self.stack.addWidget(self.table)
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(9), 0, theme.px(4), theme.px(6))
        inside.addWidget(holder)
        self.body.addLayout(inside, 1)

    @cached_property
    def first_button(self) -> PrimaryButton:
        """Adds the first record."""
        button = PrimaryButton(_("Add {kind}").format(kind=_(self.kind.one)), icon="add")
        button.clicked.connect(self.add_wanted)
        return button

    @cached_property
    def all_button(self) -> SecondaryButton:
        """Takes search and filter away."""
        button = SecondaryButton(_("Show all"))
        button.clicked.connect(self.all_wanted)
        return button

    @cached_property
    def none(self) -> EmptyState:
        """What stands in the place of an empty list."""
        sentence, example = EMPTY.get(self.kind.table, ("", ""))
        if not sentence:
            sentence = _("There is nothing here yet. Add the first {kind}; it is kept while you type.")
        empty = EmptyState(
            NAMES.get(self.kind.table, ("", self.kind.icon))[1],
            _(sentence).format(kind=_(self.kind.one)),
            [self.first_button],
            title=_(self.kind.label),
            example=_(example),
        )
        self.stack.addWidget(empty)
        return empty

    @cached_property
    def nothing_found(self) -> EmptyState:
        """What stands in the place of a list that nothing fits."""
        empty = EmptyState("search", _("Nothing fits what you search for."), [self.all_button])
        self.stack.addWidget(empty)
        return empty

    def _remember(self) -> None:
        """Let the columns stand as they were left on this computer."""
        header = self.table.horizontalHeader()
        shown = {field.name for field in self.kind.listed} or {self.kind.title}
        for column, field in enumerate(self.model.fields):
            sample = self.fontMetrics().horizontalAdvance(self.model.sample_width(column))
            label = self.fontMetrics().horizontalAdvance(_(field.label)) + theme.px(18)
            self.table.set_width(column, max(sample, label) + theme.px(30))
            header.setSectionHidden(column, field.name not in shown)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.wide_column = list(self.kind.fields).index(self.kind.title)
        self.table.shrinking = {
            column
            for column, field in enumerate(self.model.fields)
            if field.kind.name in {"text", "long_text"}
        }
        names = ",".join(field.name for field in self.model.fields)
        kept = f"columns.{self.kind.table}.{crc32(names.encode()):08x}"
        if kept in self.bridge.settings.views:
            self.table.wide_column = -1
        self._columns_keeper = keep(header, kept, self.bridge.settings)
        self.table.setSortingEnabled(True)

    def seen_columns(self) -> list[str]:
        """Return the fields that are seen, in the order of the columns."""
        header = self.table.horizontalHeader()
        seen = [header.logicalIndex(place) for place in range(header.count())]
        return [self.model.fields[column].name for column in seen if not header.isSectionHidden(column)]

    def show_fitting(self) -> None:
        """Show what fits the number of rows."""
        if self.model.rowCount():
            self.stack.setCurrentWidget(self.table)
        else:
            narrowed = self.model.searching or bool(self.model.equals)
            self.stack.setCurrentWidget(self.nothing_found if narrowed else self.none)
        self.columns.setEnabled(self.model.rowCount() > 0)

    def show_all(self) -> None:
        """Take search and filter away."""
        self.search.clear()
        self.filters.clear()

    @Slot()
    def on_columns(self) -> None:
        """Let the columns be chosen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        header = self.table.horizontalHeader()
        for column, field in enumerate(self.model.fields):
            action = menu.addAction(_(field.label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(column))
            action.setEnabled(field.name != self.kind.title)
            action.setData(column)
        menu.triggered.connect(self.on_column_chosen)
        menu.popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))

    @Slot(QAction)
    def on_column_chosen(self, action: QAction) -> None:
        """Show or hide a column."""
        header = self.table.horizontalHeader()
        column = int(action.data())
        header.setSectionHidden(column, not action.isChecked())
        if action.isChecked() and header.sectionSize(column) < header.minimumSectionSize():
            header.resizeSection(column, theme.px(120))
        self._columns_keeper.on_moved()
