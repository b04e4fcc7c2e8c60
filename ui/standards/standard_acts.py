"""What can be done with a standard from a list: moving, removing, and the menu of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cxdesk.entities.standard import Standard
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.text import one_line
from ui.bridge import Bridge
from ui.standards.facts import Facts
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.moving import place_before
from ui.standards.wording import KINDS, MONTHS, is_live, look_again

if TYPE_CHECKING:
    from cxdesk.store.transaction import Transaction


class StandardActs(QObject):
    """The acts. `facts` are those that are shown."""

    opened = Signal(int)
    retire_wanted = Signal(int)
    version_wanted = Signal(int)
    history_wanted = Signal(int)
    right_wanted = Signal(int, int)
    """A standard that is still right, and in how many months it is looked at again."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.facts = Facts()
        self._over = parent
        self._menu_for = 0

    @Slot(int, int)
    def on_place_wanted(self, standard: int, other: int) -> None:
        """Put a standard where another one of its list is."""
        row = self.facts.standard(other)
        if row is not None:
            self.bridge.move(Standard, standard, row.record.position, initiator=self)

    def put(self, row: Stored[Standard], kind: str, before: int) -> None:
        """Put a standard into a list of its stage, before another one or at the end."""
        places = {other.id: other.record.position for other in self.facts.of_stage(row.record.stage, kind)}
        place = place_before(places, row.id, before)
        if row.record.kind == kind:
            self.bridge.move(Standard, row.id, place, initiator=self)
            return

        def act(tx: Transaction) -> None:
            tx.change(Standard, row.id, kind=kind, position=place)

        done = _("Moved to “{list}”.").format(list=_(KINDS[kind].heading))
        self.bridge.act(_("move standard"), act, initiator=self, done=done)

    @Slot(int)
    def remove(self, standard: int) -> None:
        """Move a standard to the trash."""
        self.bridge.remove(Standard, standard, initiator=self, done=_("The standard is in the trash."))

    def to_stage(self, standard: int, stage: int) -> None:
        """Put a standard at the end of its list in another stage."""
        name = one_line(self.facts.stage(stage).name, 60)
        done = _("Moved to “{stage}”.").format(stage=name)
        self.bridge.change(Standard, standard, initiator=self, done=done, stage=stage)

    def bring_back(self, standard: int) -> None:
        """Put a retired standard to use again, as a draft."""
        self.bridge.change(
            Standard,
            standard,
            initiator=self,
            done=_("In use again, as a draft."),
            status="draft",
            retired_why="",
        )

    def _siblings(self, row: Stored[Standard]) -> list[int]:
        """Return the list in which a standard stands, without what is retired."""
        rows = self.facts.of_stage(row.record.stage, row.record.kind)
        return [other.id for other in rows if is_live(other) or other.id == row.id]

    @Slot(int, QPoint)
    def on_menu_wanted(self, standard: int, where: QPoint) -> None:
        """Offer what can be done with a standard."""
        row = self.facts.standard(standard)
        if row is None:
            return
        self._menu_for = standard
        siblings = self._siblings(row)
        place = siblings.index(standard)
        stages = tuple(
            Entry(f"stage {other.id}", f"{other.record.position}  {other.record.name}")
            for other in self.facts.stages
            if other.id != row.record.stage
        )
        kinds = tuple(
            Entry(f"kind {kind}", _(words.heading))
            for kind, words in KINDS.items()
            if kind != row.record.kind
        )
        live: tuple[Entry, ...] = ()
        if is_live(row):
            again = tuple(Entry(f"right {months}", look_again(months)) for months in MONTHS)
            live = (Entry("version", _("New version…")), Entry("", _("Still right"), below=again))
        retire = Entry("retire", _("Retire…")) if is_live(row) else Entry("back", _("Use again"), "restore")
        entries = (
            Entry("open", _("Open"), "edit", "Return"),
            LINE,
            Entry("up", _("Move up"), "up", "Alt+Up", place > 0),
            Entry("down", _("Move down"), "down", "Alt+Down", place < len(siblings) - 1),
            Entry("", _("Move to another stage"), enabled=bool(stages), below=stages or (LINE,)),
            Entry("", _("Move to another list"), below=kinds),
            LINE,
            *live,
            retire,
            Entry("history", _("History")),
            Entry("remove", _("Remove"), "trash", "Del"),
        )
        open_menu(self._over, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        row = self.facts.standard(self._menu_for)
        if row is None:
            return
        key, _space, more = str(action.data()).partition(" ")
        if key == "stage":
            self.to_stage(row.id, int(more))
        elif key == "kind":
            self.put(row, more, 0)
        elif key == "right":
            self.right_wanted.emit(row.id, int(more))
        elif key in {"up", "down"}:
            siblings = self._siblings(row)
            place = siblings.index(row.id) + (1 if key == "down" else -1)
            if 0 <= place < len(siblings):
                self.on_place_wanted(row.id, siblings[place])
        else:
            plain = {
                "open": self.opened.emit, "retire": self.retire_wanted.emit, "back": self.bring_back,
                "remove": self.remove, "version": self.version_wanted.emit,
                "history": self.history_wanted.emit,
            }  # fmt: skip
            plain[key](row.id)
