"""The left card of the incidents: search, how they stand, filter, and the list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.incident import Incident
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import spec_of
from cxdesk.services.recovery import incident_list
from cxdesk.services.recovery.incident_list import MOST, SHOWN, Found, Show, Wanted
from ui import theme
from ui.bridge import Bridge
from ui.customers.keyed_list import KeyedList
from ui.forms.filter_bar import FilterBar
from ui.recovery.wording import listed_row
from ui.standards.chips import Chip, Chips
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.row_delegates import StandardDelegate
from ui.standards.rows import RowModel
from ui.widgets import Card, PageScroll, SearchField
from ui.widgets.wrapped import WrappedLabel

_WORDS: dict[Show, str] = {
    "open": N_("Open"),
    "overdue": N_("Overdue"),
    "all": N_("All"),
    "escalated": N_("Past the front line"),
}
_FIELDS = ("channel", "stage", "defect", "owner", "outcome")
_REST = 120


class IncidentCard(Card):
    """The list follows each key; it never writes."""

    chosen = Signal(int)
    opened = Signal(int)
    act_wanted = Signal(int, str)
    """An incident, and "next", "close", "promise" or "remove"."""
    counted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0, spacing=6)
        self.bridge = bridge
        self.found = Found((), 0, dict.fromkeys(SHOWN, 0))
        self.current: int | None = None
        self._menu_for = 0
        head = QWidget(self)
        row = QHBoxLayout(head)
        side = theme.px(12)
        row.setContentsMargins(side, side, side, 0)
        row.setSpacing(theme.px(6))
        self.search = SearchField(head, placeholder=_("Words, name, slip number"))
        spec = spec_of(Incident)
        narrowed = spec._replace(fields={name: spec.fields[name] for name in _FIELDS})
        self.filter = FilterBar(bridge, narrowed, self)
        row.addWidget(self.search, 1)
        row.addWidget(self.filter.button)
        self.body.addWidget(head)
        self.body.addWidget(self.filter)
        self.show_chips = Chips(_("Which ones"), self)
        self.show_chips.row.setContentsMargins(side, 0, side, 0)
        self._chips: dict[Show, Chip] = {key: self.show_chips.add(key, _(_WORDS[key])) for key in SHOWN}
        self.body.addWidget(self.show_chips)
        self.area = PageScroll(self, spacing=4)
        inside = self.area.body.parentWidget() or self
        self.area.body.setContentsMargins(theme.px(4), 0, theme.px(4), theme.px(4))
        keys = {
            Qt.Key.Key_Space: "next",
            Qt.Key.Key_C: "close",
            Qt.Key.Key_P: "promise",
        }
        self.list = KeyedList(RowModel("incidents"), _("Incidents"), keys, inside)
        StandardDelegate(self.list)
        self.none = WrappedLabel(parent=inside, size="body")
        self.none.setContentsMargins(theme.px(10), theme.px(8), theme.px(8), 0)
        self.more = WrappedLabel(parent=inside)
        self.more.setContentsMargins(theme.px(10), theme.px(4), theme.px(8), 0)
        for part in (self.list, self.none, self.more):
            self.area.body.addWidget(part)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self._follower = QTimer(self)
        self._follower.setSingleShot(True)
        self._follower.setInterval(_REST)
        self._teller = QTimer(self)
        self._teller.setSingleShot(True)
        self._teller.setInterval(0)
        self._connect()

    def _connect(self) -> None:
        self._follower.timeout.connect(self.follow)
        self._teller.timeout.connect(self.tell)
        self.search.textChanged.connect(self.on_typed)
        self.search.down_pressed.connect(self.on_down)
        self.search.returnPressed.connect(self.on_down)
        self.filter.changed.connect(self.follow)
        self.show_chips.chosen.connect(self.on_show)
        self.list.chosen.connect(self.on_chosen)
        self.list.opened.connect(self.opened)
        self.list.remove_wanted.connect(self.on_remove)
        self.list.menu_wanted.connect(self.on_menu_wanted)
        self.list.act_wanted.connect(self.act_wanted)
        self.list.edge_passed.connect(self.on_edge)

    # What is shown

    def reload(self) -> None:
        """List what there is now."""
        wanted = Wanted(self._show(), self.filter.equals, self.search.text())
        self.found = incident_list.find(self.bridge.ws, wanted, clock.now(), clock.today())
        language = self.bridge.ws.shop.language
        rows = [listed_row(one, clock.today(), language) for one in self.found.rows]
        self.list.show_rows(rows, self.current)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.none.setText(self._none_text())
        self.more.setVisible(self.found.total > MOST)
        self.more.setText(_("The {n} newest are listed. Type words to find others.").format(n=MOST))
        for key, chip in self._chips.items():
            chip.show_count(_(_WORDS[key]), self.found.counts[key])
        self.show_chips.row.invalidate()
        self.counted.emit()

    def _show(self) -> Show:
        current = self.show_chips.current()
        return next(show for show in SHOWN if show == current)

    def _none_text(self) -> str:
        if self.search.text().strip() or self.filter.equals:
            return _("Nothing fits what you search for.")
        if self._show() == "open":
            return _("Nothing is open. Ctrl+I logs what went wrong, from whatever page.")
        return _("Nothing here.")

    def choose(self, incident: int | None) -> None:
        """Choose an incident, without telling anybody."""
        self.current = incident
        self.list.set_current(incident)

    def reveal(self, incident: int) -> None:
        """List an incident that is narrowed away, and choose it."""
        self.current = incident
        if not self.lists(incident):
            self.filter.equals.clear()
            self.filter.clear()
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self.show_chips.choose("open")
            self.reload()
        if not self.lists(incident):
            self.show_chips.choose("all")
            self.reload()
        self.list.set_current(incident)

    def lists(self, incident: int | None) -> bool:
        """Tell whether an incident is among those that are listed."""
        return any(one.row.id == incident for one in self.found.rows)

    def first(self) -> int | None:
        """Return the incident on top."""
        return self.found.rows[0].row.id if self.found.rows else None

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.search, self.filter.button, self.show_chips.stop(), self.list]

    def to_list(self) -> None:
        """Give the keyboard to the list."""
        target = self.list if self.found.rows else self.search
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # What people do

    @Slot()
    def on_typed(self) -> None:
        """List who fits what is typed, when the fingers rest."""
        self._follower.start()

    @Slot(str)
    def on_show(self, _key: str) -> None:
        """List others."""
        self.follow()

    @Slot()
    def follow(self) -> None:
        """List what fits now, and go to the first where the one that was shown is not among it."""
        self._follower.stop()
        if self.bridge.workspace is None:
            return
        self.reload()
        if not self.lists(self.current):
            self.current = self.first()
            self.list.set_current(self.current)
            self._teller.start()

    @Slot()
    def tell(self) -> None:
        """Say which one is chosen now, once the list is seen: its steps and fields take as long again."""
        self._teller.stop()
        if self.bridge.workspace is not None:
            self.chosen.emit(self.current or 0)

    @Slot()
    def on_down(self) -> None:
        """Go from the search to what it found."""
        self.follow()
        self.to_list()

    @Slot(int)
    def on_edge(self, step: int) -> None:
        """Go on from the first row to the search."""
        if step < 0:
            self.search.setFocus(Qt.FocusReason.BacktabFocusReason)

    @Slot(int)
    def on_chosen(self, incident: int) -> None:
        """Tell which one was gone to."""
        self.current = incident
        self.chosen.emit(incident)

    @Slot(int)
    def on_remove(self, incident: int) -> None:
        """Hand the wish on."""
        self.act_wanted.emit(incident, "remove")

    @Slot(int, QPoint)
    def on_menu_wanted(self, incident: int, where: QPoint) -> None:
        """Offer what can be done with an incident."""
        self._menu_for = incident
        free = not self.bridge.ws.read_only
        open_ = any(one.row.id == incident and one.open for one in self.found.rows)
        entries = (
            Entry("open", _("Open"), "edit", "Return"),
            Entry("next", _("Next step done"), "check", "Space", free and open_),
            Entry("close", _("Close…"), "check", "C", free and open_),
            Entry("promise", _("Note a promise"), "clock", "P", free),
            LINE,
            Entry("remove", _("Move to the trash"), "trash", "Del", free),
        )
        open_menu(self.list, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "open":
            self.opened.emit(self._menu_for)
        else:
            self.act_wanted.emit(self._menu_for, str(action.data()))
