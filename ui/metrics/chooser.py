"""Where a new metric is chosen: from the library, or one of her own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.periods import CADENCES
from cxdesk.services.metrics.library import LIBRARY, there
from cxdesk.text import fold
from ui import theme
from ui.bridge import Bridge
from ui.metrics.looks import Shown
from ui.metrics.panel import Panel
from ui.standards.row_delegates import StandardDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel, RowTag
from ui.widgets import PageScroll, PrimaryButton, SearchField
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from ui.metrics.panel_ways import PanelWays

OWN = 1
_FIRST = 2


class Chooser(Panel):
    """Typing narrows the list; Enter or the button takes what is chosen, or the first that fits.

    What is there already is shown instead of added.
    """

    tall = True
    taken = Signal(object)
    """A metric of the library."""
    there_wanted = Signal(int)
    """A metric that is there already."""
    own_wanted = Signal(str)
    """A metric of her own, with what was typed as its name."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("Add a metric"), parent)
        self.close_button.set_name(_("Back to the chart"))
        self.search = SearchField(self, placeholder=_("Search the library"))
        self._there: dict[int, int] = {}
        self.take_button = PrimaryButton(_("Add"), self)
        self.take_button.clicked.connect(self.on_return)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.search, 1)
        row.addWidget(self.take_button)
        self.body.addLayout(row)
        self.area = PageScroll(self, spacing=6)
        inside = self.area.widget()
        self.list = RowList(RowModel("library"), _("Library"), inside)
        StandardDelegate(self.list)
        self.list.setDragDropMode(RowList.DragDropMode.NoDragDrop)
        self.nothing = WrappedLabel(
            _("Nothing in the library is called so. Make it a metric of your own."), inside
        )
        self.area.body.addWidget(self.list)
        self.area.body.addWidget(self.nothing)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self.search.textChanged.connect(self.on_typed)
        self.search.returnPressed.connect(self.on_return)
        self.search.down_pressed.connect(self.on_down)
        self.list.opened.connect(self.on_opened)
        self.list.chosen.connect(self.on_chosen)
        self.list.edge_passed.connect(self.on_edge)

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        super().show_metric(metric, shown)
        self._there = there(self.bridge.ws)
        self.show_library()

    def open(self) -> None:
        """Begin with the whole library, and nothing of it chosen."""
        self._there = there(self.bridge.ws)
        self.list.set_current(None)
        self.search.clear()
        self.show_library()

    def show_library(self) -> None:
        """Show what fits what is typed; what is there already is marked."""
        words = fold(self.search.text()).split()
        rows = [
            Row(
                id=OWN,
                text=_("A metric of your own"),
                quiet=_("Name it, say how it is computed."),
                icon="edit",
            )
        ]
        cadences = dict(CADENCES)
        for place, one in enumerate(LIBRARY):
            name, why = _(one.name), _(one.why)
            if not all(word in fold(f"{name} {why}") for word in words):
                continue
            tags = (RowTag(_("There already"), "good"),) if place in self._there else ()
            quiet = f"{why} · {_(cadences[one.cadence])}"
            if one.counted:
                quiet += " · " + _("from records")
            rows.append(Row(id=place + _FIRST, text=name, quiet=quiet, tags=tags, icon="metrics"))
        self.nothing.setVisible(len(rows) == 1)
        current = self.list.current_id()
        ids = [row.id for row in rows]
        fitting = [row.id for row in rows[1:] if row.id - _FIRST not in self._there] or ids[1:]
        fit = fitting[0] if words and fitting else OWN
        self.list.show_rows(rows, current if current in ids and not words else fit)
        self._name_button()

    def _name_button(self) -> None:
        """Let the button say what it does with the row that is chosen."""
        current = self.list.current_id()
        words = _("Add")
        if current == OWN:
            words = _("Define it")
        elif current is not None and current - _FIRST in self._there:
            words = _("Show it")
        self.take_button.setText(words)
        self.take_button.setEnabled(current is not None)

    def lead_on(self, ways: PanelWays) -> None:
        self.taken.connect(ways.on_taken)
        self.there_wanted.connect(ways.on_there)
        self.own_wanted.connect(ways.on_own)

    def first_focus(self) -> QWidget:
        return self.search

    def stops(self) -> list[QWidget]:
        return [self.close_button, self.search, self.take_button, self.list]

    @Slot(str)
    def on_typed(self, _text: str) -> None:
        """Narrow the list."""
        self.show_library()

    @Slot()
    def on_return(self) -> None:
        """Take what is chosen."""
        current = self.list.current_id()
        if current is not None:
            self.on_opened(current)

    @Slot(int)
    def on_chosen(self, _place: int) -> None:
        """Let the button follow."""
        self._name_button()

    @Slot()
    def on_down(self) -> None:
        """Go into the list."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def on_edge(self, step: int) -> None:
        """Go back up to the search."""
        if step < 0:
            self.search.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def on_opened(self, place: int) -> None:
        """Hand on what was chosen."""
        if place == OWN:
            fits = len(self.list.rows.rows) > 1
            self.own_wanted.emit("" if fits else self.search.text().strip())
        elif place - _FIRST in self._there:
            self.there_wanted.emit(self._there[place - _FIRST])
        else:
            self.taken.emit(LIBRARY[place - _FIRST])
