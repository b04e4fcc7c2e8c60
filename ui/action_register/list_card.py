"""The list of actions: what waits first, narrowed to one person or to what is over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.person import Person
from cxdesk.i18n import N_, _, ngettext
from cxdesk.schema.entity import Stored
from cxdesk.services.recovery import actions
from cxdesk.text import one_line
from ui import theme
from ui.action_register.action_form import stand_text
from ui.bridge import Bridge
from ui.standards.row_delegates import StandardDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel, RowTag
from ui.widgets import Card, ChoiceBox, PageScroll
from ui.widgets.labels import TagRole
from ui.widgets.wrapped import WrappedLabel

TO_DO, OVER, ALL = "to_do", "over", "all"
WHICH = ((TO_DO, N_("To do")), (OVER, N_("Done and dropped")), (ALL, N_("All of them")))
EVERYBODY, NOBODY = 0, -1
_TAGS: dict[str, tuple[str, TagRole]] = {
    "overdue": (N_("Overdue"), "danger"),
    "today": (N_("Today"), "warn"),
    "check": (N_("Did it work?"), "brand"),
    "open": (N_("To do"), "neutral"),
    "done": (N_("Done"), "good"),
    "dropped": (N_("Dropped"), "neutral"),
}


_ICONS = {
    "overdue": "warning",
    "today": "clock",
    "check": "help",
    "open": "clock",
    "done": "check",
    "dropped": "cross",
}


class ActionRows(RowList):
    """Space says that an action is done."""

    done_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        record = self.current_id()
        if event.key() == Qt.Key.Key_Space and record is not None:
            self.done_wanted.emit(record)
            event.accept()
            return
        super().keyPressEvent(event)


class ActionsCard(Card):
    """Chooses which action the form shows."""

    chosen = Signal(int)
    opened = Signal(int)
    done_wanted = Signal(int)
    remove_wanted = Signal(int)
    filtered = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=4)
        self.bridge = bridge
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(6), theme.px(4), theme.px(6), theme.px(2))
        row.setSpacing(theme.px(8))
        self.which = ChoiceBox(self, name=_("Which actions"))
        for key, words in WHICH:
            self.which.addItem(_(words), key)
        self.who = ChoiceBox(self, name=_("Whose actions"))
        self.which.activated.connect(self.on_filter)
        self.who.activated.connect(self.on_filter)
        row.addWidget(self.which, 1)
        row.addWidget(self.who, 1)
        self.body.addLayout(row)
        self.area = PageScroll(self, spacing=0)
        self.list = ActionRows(RowModel("actions"), _("Actions"), self.area.widget())
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        StandardDelegate(self.list)
        self.nothing = WrappedLabel(parent=self.area.widget())
        self.nothing.setContentsMargins(*[theme.px(8)] * 4)
        self.area.body.addWidget(self.nothing)
        self.area.body.addWidget(self.list)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.done_wanted.connect(self.done_wanted)
        self.list.remove_wanted.connect(self.remove_wanted)

    @Slot()
    def on_filter(self) -> None:
        """Tell that others are to be shown."""
        self.filtered.emit()

    def show_all(self, current: int | None) -> list[int]:
        """Show the actions that are asked for, with `current` chosen; return their ids."""
        self._show_people()
        today = clock.today()
        owner, which = self.who.currentData() or EVERYBODY, self.which.currentData()
        rows = actions.rows(self.bridge.ws, today)
        rows = [row for row in rows if owner in {EVERYBODY, row.record.owner or NOBODY}]
        waits = {row.id: actions.state(row.record, today) in actions.WAITING for row in rows}
        rows = [row for row in rows if which == ALL or waits[row.id] == (which == TO_DO)]
        self.list.show_rows([self._row(row) for row in rows], current)
        self.nothing.setVisible(not rows)
        self.nothing.setText(self._nothing(str(which)))
        return [row.id for row in rows]

    def _nothing(self, which: str) -> str:
        return _("Nothing is to be done here.") if which == TO_DO else _("Nothing yet.")

    def _show_people(self) -> None:
        owners = {row.record.owner for row in self.bridge.ws.rows(Action)}
        wanted = [(_("Everybody’s"), EVERYBODY)]
        wanted += [
            (one_line(row.record.name, 60), row.id) for row in self.bridge.ws.rows(Person) if row.id in owners
        ]
        if None in owners:
            wanted.append((_("Nobody’s"), NOBODY))
        there = [(self.who.itemText(k), self.who.itemData(k)) for k in range(self.who.count())]
        if wanted != there:
            now = self.who.currentData()
            self.who.clear()
            for words, data in wanted:
                self.who.addItem(words, data)
            self.who.setCurrentIndex(max(0, self.who.findData(now)))

    def _row(self, row: Stored[Action]) -> Row:
        record, now = row.record, actions.state(row.record, clock.today())
        owner = self.bridge.ws.find(Person, record.owner)
        who = one_line(owner.record.name, 60) if owner is not None else _("nobody yet")
        words, role = _TAGS[now]
        stands = stand_text(record, "done" if now == "check" else now, self.bridge.ws.shop.language)
        return Row(
            id=row.id,
            text=one_line(record.what, 200),
            quiet=f"{who} · {one_line(stands, 120)}",
            tags=(RowTag(_(words), role),),
            icon=_ICONS[now],
            dim=now in {"done", "dropped"},
        )

    def show_whole(self) -> None:
        """Narrow the list by nothing: a record that is gone to may be any of them."""
        self.which.setCurrentIndex(self.which.findData(ALL))
        self.who.setCurrentIndex(max(0, self.who.findData(EVERYBODY)))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.which, self.who, self.list]


def tally_text(found: list[Stored[Action]]) -> str:
    """Return how many are to be done, how many are overdue, and how many are to be judged."""
    counted = actions.counts(found, clock.today())
    open_ones = sum(counted.get(one, 0) for one in ("overdue", "today", "open"))
    parts = [ngettext("{n} to do", "{n} to do", open_ones).format(n=open_ones)]
    if counted.get("overdue"):
        parts.append(ngettext("{n} overdue", "{n} overdue", counted["overdue"]).format(n=counted["overdue"]))
    if counted.get("check"):
        words = ngettext("{n} to be judged", "{n} to be judged", counted["check"])
        parts.append(words.format(n=counted["check"]))
    return " · ".join(parts)
