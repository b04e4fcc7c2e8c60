"""A card below the chart that is opened for one thing and closed again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from ui import theme
from ui.bridge import Bridge
from ui.forms.entity_form import EntityForm
from ui.forms.layout import Arrangement
from ui.metrics.looks import Shown
from ui.standards.menus import Entry, open_menu
from ui.standards.row_delegates import StandardDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel
from ui.team.desk import form_stops
from ui.widgets import Card, ElidedLabel, IconButton, PageScroll, SecondaryButton
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from ui.metrics.panel_ways import PanelWays


class Panel(Card):
    """Has a heading and a button that closes it. What is in it is in the classes below."""

    closed = Signal()

    tall = False
    """Whether it takes the place of the chart as well."""

    def __init__(self, bridge: Bridge, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=14, spacing=6)
        self.bridge = bridge
        self.metric_id: int | None = None
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(6))
        self.heading = ElidedLabel(title, self, size="heading")
        self.close_button = IconButton("close", _("Back to the numbers"), self)
        self.close_button.clicked.connect(self.closed)
        self.head.addWidget(self.heading, 1)
        self.head.addWidget(self.close_button)
        self.body.addLayout(self.head)

    def lead_on(self, ways: PanelWays) -> None:
        """Connect what leads from here to other parts of the page."""

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        """Show what belongs to a metric."""
        self.metric_id = metric

    def first_focus(self) -> QWidget:
        """Return the widget for the keyboard."""
        return self.close_button

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.close_button]

    def flush(self) -> None:
        """Keep what is typed."""

    def has_unkept(self) -> bool:
        """Tell whether something is typed that is neither kept nor part of `draft`."""
        return False

    def draft(self) -> object:
        """Return what is half typed, None for nothing."""
        return None

    def show_draft(self, draft: Any) -> None:
        """Put back what was half typed in a panel before this one; it is open, for the same metric."""

    def close_opened(self) -> bool:
        """Close what is open in it; tell whether there was something."""
        return False


class RecordForm(EntityForm):
    """The form of one record of a panel; `dress` may relabel its rows."""

    def __init__(
        self,
        bridge: Bridge,
        cls: type[Any],
        fields: Arrangement,
        parent: QWidget,
        makers: Callable[[], dict[str, Any]] | None = None,
    ) -> None:
        self._makers = makers
        super().__init__(bridge, spec_of(cls), parent, fields=fields, heading="", buttons=False, shown=False)

    def makers(self) -> dict[str, Any]:
        return self._makers() if self._makers is not None else {}


class RecordsPanel(Panel):
    """A few records that belong to a metric at the left, the fields of the chosen one at the right."""

    def __init__(
        self,
        bridge: Bridge,
        cls: type[Any],
        fields: Arrangement,
        title: str,
        add_words: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bridge, title, parent)
        self.cls = cls
        self.current: int | None = None
        self._menu_for = 0
        self.add_button = SecondaryButton(add_words, self, icon="add")
        self.add_button.clicked.connect(self.on_add)
        self.head.insertWidget(1, self.add_button)
        self.add_button.setDisabled(bridge.ws.read_only)
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(14))
        self.area = PageScroll(self, spacing=4)
        inside = self.area.widget()
        self.list = RowList(RowModel(spec_of(cls).table), title, inside)
        StandardDelegate(self.list)
        self.list.setDragDropMode(RowList.DragDropMode.NoDragDrop)
        self.none = WrappedLabel(self.none_words(), inside)
        self.area.body.addWidget(self.list)
        self.area.body.addWidget(self.none)
        self.area.body.addStretch(1)
        columns.addWidget(self.area, 5)
        self.form = self.make_form(fields)
        columns.addWidget(self.form, 6)
        self.body.addLayout(columns, 1)
        self.list.chosen.connect(self.on_chosen)
        self.list.opened.connect(self.on_opened)
        self.list.remove_wanted.connect(self.remove)
        self.list.menu_wanted.connect(self.on_menu_wanted)
        self.form.added.connect(self.on_added)

    # For the kinds to say

    def make_form(self, fields: Arrangement) -> RecordForm:
        """Return the form of one record."""
        return RecordForm(self.bridge, self.cls, fields, self, self.makers)

    def makers(self) -> dict[str, Any]:
        """Return what makes the editors of some fields."""
        return {}

    def none_words(self) -> str:
        """Return what is said while there is none."""
        return ""

    def records(self) -> list[Stored[Any]]:
        """Return the records in their order."""
        raise NotImplementedError

    def row(self, row: Stored[Any]) -> Row:
        """Return a record as the list shows it."""
        raise NotImplementedError

    def preset(self) -> dict[str, Any]:
        """Return what a new one begins with."""
        return {}

    def removed_words(self) -> str:
        """Return what the undo bar says when one is removed."""
        return ""

    # What is shown

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        if metric != self.metric_id:
            self.form.flush()
            self.current = None
            if self.form.adding:
                self.form.show_record(None)
        super().show_metric(metric, shown)
        self.show_records()

    def show_records(self) -> None:
        """Show what there is now."""
        rows = self.records()
        ids = [row.id for row in rows]
        if self.form.record_id is not None and self.form.record_id in ids:
            self.current = self.form.record_id
        if self.current not in ids:
            self.current = ids[0] if ids else None
        self.list.show_rows([self.row(row) for row in rows], None if self.form.adding else self.current)
        self.none.setVisible(not rows)
        if not self.form.adding:
            self.form.show_record(self.current)
        self.form.setVisible(self.form.adding or self.current is not None)

    def first_focus(self) -> QWidget:
        return self.list if self.current is not None and not self.form.adding else self.add_button

    def stops(self) -> list[QWidget]:
        fields = form_stops(self.form) if not self.form.isHidden() else []
        return [self.add_button, self.close_button, self.list, *fields]

    def flush(self) -> None:
        self.form.flush()

    def draft(self) -> object:
        return self.form.draft()

    def show_draft(self, draft: Any) -> None:
        self.form.show_draft(draft)
        if self.form.adding:
            self.form.show()
            self.list.set_current(None)

    def close_opened(self) -> bool:
        if self.form.close_history():
            self.form.focus_first()
            return True
        if self.form.adding:
            self.form.flush()
            if self.form.adding:
                self.form.show_record(self.current)
            self.show_records()
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    # Acts

    def begin(self, **preset: Any) -> None:
        """Begin a new one."""
        if self.bridge.ws.read_only:
            return
        self.form.show()
        self.list.set_current(None)
        self.form.new_record(**{**self.preset(), **preset})

    @Slot()
    def on_add(self) -> None:
        """Begin a new one."""
        self.begin()

    @Slot(int)
    def on_added(self, record: int) -> None:
        """Choose the new one."""
        self.current = record
        self.show_records()

    @Slot(int)
    def on_chosen(self, record: int) -> None:
        """Show one."""
        self.current = record
        self.form.show_record(record)
        self.form.show()

    @Slot(int)
    def on_opened(self, _record: int) -> None:
        """Go into the fields."""
        self.form.focus_first()

    @Slot(int)
    def remove(self, record: int) -> None:
        """Move one to the trash."""
        if not self.bridge.ws.read_only:
            self.bridge.remove(self.cls, record, done=self.removed_words())
            self.form.forget(record)

    @Slot(int, QPoint)
    def on_menu_wanted(self, record: int, where: QPoint) -> None:
        """Offer what can be done with one."""
        self._menu_for = record
        entries = (
            Entry("open", _("Open"), "edit", "Return"),
            Entry("remove", _("Move to the trash"), "trash", "Del", not self.bridge.ws.read_only),
        )
        open_menu(self.list, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "open":
            self.form.focus_first()
        else:
            self.remove(self._menu_for)
