"""The middle card: what one person signs for, stage by stage, and what was signed for before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.person import Person
from cxdesk.entities.sign_off import SignOff
from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services import sign_offs
from cxdesk.services.sign_offs import AGAIN, NEVER, Cell, Item
from ui import theme
from ui.bridge import Bridge
from ui.standards.headed_rows import HeadedDelegate, HeadedModel
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowTag
from ui.team.facts import TeamFacts
from ui.team.wording import STATES, again_text, cell_line, flags_of, tally_text
from ui.widgets import Card, ElidedLabel, IconButton, PageScroll, SecondaryButton
from ui.widgets.wrapped import WrappedLabel

PAST = 1_000_000_000
"""Added to the number of an older sign-off, so that it is not taken for a standard's."""


class SignedCard(Card):
    """Shows the sign-offs of one person."""

    entry_wanted = Signal(int, int)
    """(person, standard): it is to be signed for."""
    details_wanted = Signal()
    sign_off_wanted = Signal(int)
    """A sign-off that is there already is to be looked at or put right."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=4)
        self.bridge = bridge
        self.person: int | None = None
        self._cells: dict[int, Cell] = {}
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(8), theme.px(4), theme.px(4), 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name = ElidedLabel(parent=self, size="heading")
        self.about = WrappedLabel(parent=self)
        self.tally = WrappedLabel(parent=self)
        for part in (self.name, self.about, self.tally):
            words.addWidget(part)
        self.enter_button = SecondaryButton(_("Sign off…"), self, icon="check")
        self.enter_button.clicked.connect(self.on_enter)
        head.addLayout(words, 1)
        self.details_button = IconButton("person", _("Fields of this person"), self)
        self.details_button.clicked.connect(self.details_wanted)
        self.details_button.hide()
        head.addWidget(self.enter_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.area = PageScroll(self, spacing=0)
        self.list = RowList(HeadedModel("signed"), _("Signed for"), self.area.widget())
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        HeadedDelegate(self.list)
        self.empty = WrappedLabel(parent=self.area.widget())
        self.empty.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), 0)
        self.area.body.addWidget(self.empty)
        self.area.body.addWidget(self.list)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self.list.opened.connect(self.on_opened)

    def show_person(self, facts: TeamFacts, person: int) -> None:
        """Show what a person signs for, and what else was signed for."""
        row = facts.person(person)
        if row is None:
            return
        same, self.person = self.person == person, person
        self._cells = {cell.standard_id: cell for cell in facts.of(person)}
        tally, gone = facts.tally(person), row.record.left(facts.today)
        self.name.setText(row.record.name)
        role = facts.roles.get(row.record.role or 0, "")
        self.about.setText(" · ".join(filter(None, (role, *flags_of(row.record)))))
        self.about.setVisible(bool(self.about.text()))
        again = again_text(tally.again)
        seen = _("{count} seen doing it").format(count=tally.seen) if tally.seen else ""
        self.tally.setText(" · ".join(filter(None, (tally_text(tally), seen, again))))
        self.tally.setVisible(not gone)
        self.enter_button.setVisible(bool(self._cells) and not gone)
        self.enter_button.setEnabled(not self.bridge.ws.read_only)
        rows = self._present(facts, gone=gone) + self._past(facts)
        kept = self.list.current_id() if same else None
        self.list.show_rows(rows, kept)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText(_why_nothing(facts, row.record, gone=gone))
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def _present(self, facts: TeamFacts, *, gone: bool) -> list[Row]:
        """Return what is to be signed for; of leavers what they had signed by then."""
        rows: list[Row] = []
        for stage, name in facts.stages.items():
            items = [item for item in facts.items if item.stage_id == stage]
            items = [item for item in items if self._is_shown(item, gone=gone)]
            if items:
                cells = [self._cells[item.standard_id] for item in items]
                tally = sign_offs.tally(cells)
                count = _("{signed} of {total}").format(signed=tally.signed, total=tally.total)
                rows.append(Row(id=-1 - stage, text=name, count="" if gone else count))
                rows += [self._item_row(item, cell, facts) for item, cell in zip(items, cells, strict=True)]
        return rows

    def _is_shown(self, item: Item, *, gone: bool) -> bool:
        cell = self._cells.get(item.standard_id)
        return cell is not None and (cell.state != NEVER or not gone)

    def _item_row(self, item: Item, cell: Cell, facts: TeamFacts) -> Row:
        state = STATES[cell.state]
        tags = [RowTag(_(state.word), state.role)]
        if item.non_negotiable and not cell.signed:
            tags.insert(0, RowTag(_("Non-negotiable"), "solid"))
        return Row(
            id=item.standard_id,
            text=item.text,
            quiet=cell_line(cell, facts.names, self.bridge.ws.shop.language),
            tags=tuple(tags),
            icon=state.icon or "minus",
        )

    def _past(self, facts: TeamFacts) -> list[Row]:
        """Return what was signed for and is not asked any more: older versions, what is retired."""
        now = {cell.sign_off for cell in self._cells.values()}
        past = [row for row in sign_offs.signed_by(self.bridge.ws, self.person or 0) if row.id not in now]
        if not past:
            return []
        return [
            Row(id=-1, text=_("Signed for earlier")),
            *(self._past_row(row, facts) for row in past),
        ]

    def _past_row(self, row: Stored[SignOff], facts: TeamFacts) -> Row:
        record, language = row.record, self.bridge.ws.shop.language
        days = [date_text(day, language) for day in (record.shown_on, record.seen_on) if day]
        return Row(
            id=PAST + row.id,
            text=record.item,
            quiet=" · ".join(days),
            tags=(RowTag(_("v{n}").format(n=record.version)),),
            icon="history",
            dim=True,
        )

    def choose(self, standard: int) -> None:
        """Choose a standard and bring it into view."""
        self.list.set_current(standard)
        self.list.reveal()

    def enter(self) -> None:
        """Take the keyboard."""
        if self.list.current_id() is None:
            first = next((row.id for row in self.list.rows.rows if row.id >= 0), None)
            self.list.set_current(first)
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.enter_button, self.details_button, self.list]

    @Slot()
    def on_enter(self) -> None:
        """Enter sign-offs of this person, where something is missing."""
        missing = (cell.standard_id for cell in self._cells.values() if not cell.signed)
        chosen = self.list.current_id()
        standard = chosen if chosen in self._cells else next(missing, next(iter(self._cells), 0))
        self.entry_wanted.emit(self.person or 0, standard)

    @Slot(int)
    def on_opened(self, number: int) -> None:
        """Open a sign-off that is there, or the entry of one that is not."""
        if number >= PAST:
            self.sign_off_wanted.emit(number - PAST)
            return
        cell = self._cells.get(number)
        if cell is None:
            return
        if cell.sign_off is not None and cell.state != AGAIN:
            self.sign_off_wanted.emit(cell.sign_off)
        elif not self.enter_button.isHidden() and self.enter_button.isEnabled():
            self.entry_wanted.emit(cell.person_id, number)


def _why_nothing(facts: TeamFacts, person: Person, *, gone: bool) -> str:
    """Return why a person has nothing to sign for, and what to do about it."""
    if gone:
        return _("Nothing was signed for.")
    if not facts.items:
        return _("Nothing to sign for yet. What you write on the Standards page comes here by itself.")
    if person.role is None:
        return _(
            "The role is missing: every standard so far is signed for by people of certain roles. "
            "Choose a role among the fields of this person."
        )
    return _(
        "Nothing to sign for in this role: every standard so far is for other roles. "
        "Each standard on the Standards page says who signs for it."
    )
