"""Who may be there twice: pairs with what speaks for it, what they would become, and two answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.customer import Customer
from cxdesk.i18n import _, ngettext
from cxdesk.services.contacts import alike
from cxdesk.services.contacts.alike import Hint
from cxdesk.services.customers import merge as merging
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.customers import acts
from ui.customers.found_card import MOST_SHOWN, FoundCard
from ui.customers.looking import look_for_pairs
from ui.customers.merge_table import MergeTable, next_choice
from ui.standards.menus import LINE, Entry
from ui.standards.rows import Row
from ui.tasks import Job
from ui.widgets import (
    FlowLayout,
    LinkButton,
    PageScroll,
    PrimaryButton,
    SecondaryButton,
    SectionHeading,
)
from ui.widgets.wrapped import WrappedLabel

BESIDE = 700
"""In less room the pairs stand above what they would become."""
MERGE, APART, SWAP, OPEN = "merge", "apart", "swap", "open"
_KEYS = {Qt.Key.Key_M: MERGE, Qt.Key.Key_N: APART, Qt.Key.Key_S: SWAP}


class PairsCard(FoundCard):
    """The page's face for possible duplicates."""

    opened = Signal(int)
    """A customer whose card is wanted."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.hints: list[Hint] = []
        self._swapped = False
        self._choices: dict[str, str] = {}
        self.parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.parts.setSpacing(theme.px(18))
        self.body.addLayout(self.parts, 1)
        self.parts.addWidget(self._make_list(), 2)
        self.parts.addWidget(self._make_outcome(), 5)

    # Making

    def _make_list(self) -> QWidget:
        area = self.make_area("pairs", _("Possible duplicates"), _KEYS)
        self.list.chosen.connect(self.on_chosen)
        self.list.opened.connect(self.on_opened)
        return area

    def _make_outcome(self) -> QWidget:
        self.outcome = PageScroll(self, spacing=8)
        inside = self.outcome.body.parentWidget() or self
        column: QVBoxLayout = self.outcome.body
        self.heading = SectionHeading(parent=inside)
        self.reason = WrappedLabel(parent=inside, size="body")
        holder = QWidget(inside)
        buttons = FlowLayout(holder)
        self.merge_button = PrimaryButton(_("Merge"), holder, icon="check")
        self.apart_button = SecondaryButton(_("Not the same"), holder)
        self.swap_button = SecondaryButton(_("The other one stays"), holder)
        self.open_button = LinkButton(_("Open the card"), holder, icon="customers")
        for button, act in (
            (self.merge_button, self.merge),
            (self.apart_button, self.keep_apart),
            (self.swap_button, self.swap),
            (self.open_button, self.open_card),
        ):
            button.clicked.connect(act)
            buttons.addWidget(button)
        self.table = MergeTable(self.bridge, inside)
        self.table.choice_wanted.connect(self.on_choice)
        self.along = WrappedLabel(parent=inside, size="body")
        words = _("In the list: M merges, N says that they are two people, S lets the other one stay.")
        more = _("In the table, Space takes a field from the other one. Ctrl+Z takes everything back.")
        self.hint = WrappedLabel(f"{words} {more}", inside)
        for part in (self.heading, self.reason, holder, self.table, self.along, self.hint):
            column.addWidget(part)
        column.addStretch(1)
        return self.outcome

    # What the page asks for

    def title(self) -> str:
        """Return the first line of the header."""
        return _("Possible duplicates")

    def subtitle(self) -> str:
        """Return the second line of the header."""
        if not self.looked:
            return _("Looking…")
        count = len(self.hints)
        return ngettext("{n} pair may be one person", "{n} pairs may be one person", count).format(n=count)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [
            self.list, self.merge_button, self.apart_button, self.swap_button, self.open_button, self.table,
        ]  # fmt: skip

    def is_edited(self) -> bool:
        """Tell whether a choice was made that was not carried out."""
        return bool(self._choices)

    # What is shown

    def look(self) -> Job:
        return look_for_pairs(self.bridge, self.on_found)

    def take(self, found: Sequence[Hint]) -> None:
        self.hints = list(found)

    def show_found(self) -> None:
        chosen = self.pair
        near = {one for hint in self.hints[:MOST_SHOWN] for one in (hint.one, hint.other)}
        titles = self.bridge.ws.titles(Customer, near)
        gone = near - set(titles)
        self.hints = [hint for hint in self.hints if not gone & {hint.one, hint.other}]
        rows = [
            Row(id=place, text=f"{titles[one]} · {titles[other]}", quiet=alike.why(hint), icon="person")
            for place, hint in enumerate(self.hints[:MOST_SHOWN], 1)
            if {one := hint.one, other := hint.other} <= set(titles)
        ]
        place = next((n for n, hint in enumerate(self.hints, 1) if hint == chosen), None)
        if place is None:
            self._swapped, self._choices = False, {}
            place = min(max(self.list.currentIndex().row() + 1, 1), len(rows)) or None
        self.list.show_rows(rows, place)
        nobody = _("Nobody seems to be here twice. Same phone, same email and names alike were looked at.")
        self.show_around(len(rows), len(self.hints) - len(rows), nobody)
        self._show_outcome()
        self.changed.emit()

    @property
    def pair(self) -> Hint | None:
        """The pair that is chosen."""
        place = self.list.current_id()
        return self.hints[place - 1] if place is not None and place <= len(self.hints) else None

    @property
    def both(self) -> tuple[int, int] | None:
        """The one that stays, and the one that goes."""
        pair = self.pair
        if pair is None:
            return None
        return (pair.other, pair.one) if self._swapped else (pair.one, pair.other)

    def _show_outcome(self) -> None:
        both, pair = self.both, self.pair
        self.outcome.setVisible(both is not None)
        if both is None or pair is None:
            return
        ws = self.bridge.ws
        stays, goes = (one_line(ws.get(Customer, one).record.name, 60) for one in both)
        self.heading.setText(_("{name} stays, {other} becomes part of it").format(name=stays, other=goes))
        self.reason.setText(_("What speaks for it: {reasons}").format(reasons=alike.why(pair)))
        preview = merging.preview(ws, *both, self._choices)
        self.table.show_preview(preview, self._choices)
        words = _(
            "Notes that come along: {notes}; {visits} that come along: {n}. Held by both already: {again}."
        )
        self.along.setText(words.format(notes=preview.preferences, n=preview.visits, again=preview.again))
        for button in (self.merge_button, self.apart_button):
            button.setDisabled(ws.read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= theme.px(BESIDE)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self.parts.direction() != wanted:
            self.parts.setDirection(wanted)

    # What people do

    @Slot(int)
    def on_chosen(self, _place: int) -> None:
        """Show what a pair would become."""
        self._swapped, self._choices = False, {}
        self._show_outcome()

    @Slot(int)
    def on_opened(self, _place: int) -> None:
        """Go on to the fields."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        self.table.go_to_row(0)

    @Slot(str)
    def on_choice(self, field: str) -> None:
        """Take a field from elsewhere."""
        self._choices = next_choice(field, self._choices)
        self._show_outcome()

    def act(self, what: str) -> None:
        {MERGE: self.merge, APART: self.keep_apart, SWAP: self.swap, OPEN: self.open_card}[what]()

    @Slot()
    def merge(self) -> None:
        """Make them one."""
        both = self.both
        if both is not None and not self.bridge.ws.read_only:
            acts.merge(self.bridge, *both, self._choices)
            self._back_to_list()

    @Slot()
    def keep_apart(self) -> None:
        """They are two people."""
        pair = self.pair
        if (
            pair is not None
            and not self.bridge.ws.read_only
            and acts.keep_apart(self.bridge, pair.one, pair.other)
        ):
            self.hints.remove(pair)
            self.show_found()
            self._back_to_list()

    def _back_to_list(self) -> None:
        if self.hints:
            self.to_list()

    @Slot()
    def swap(self) -> None:
        """Let the other one stay."""
        self._swapped, self._choices = not self._swapped, {}
        self._show_outcome()

    @Slot()
    def open_card(self) -> None:
        """Show the card of the one that stays."""
        both = self.both
        if both is not None:
            self.opened.emit(both[0])

    def entries(self) -> Sequence[Entry]:
        free = not self.bridge.ws.read_only
        return (
            Entry(MERGE, _("Merge"), "check", "M", free),
            Entry(APART, _("Not the same"), "cross", "N", free),
            Entry(SWAP, _("The other one stays"), "person", "S"),
            LINE,
            Entry(OPEN, _("Open the card"), "customers"),
        )
