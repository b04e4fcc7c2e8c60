"""What the grid asks in its own card: a note, days that were closed, the number of a sheet."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cxdesk import clock
from cxdesk.day_words import parse_day
from cxdesk.errors import UserError
from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.output.tally import TallyPaper, tally_paper
from cxdesk.services import open_days
from ui import theme
from ui.bridge import Bridge
from ui.numbers import keeping
from ui.numbers.ask_line import AskLine
from ui.numbers.grid_model import Spot
from ui.widgets import FieldLabel, LinkButton, TextField
from ui.widgets.wrapped import WrappedLabel


class GridAsks(QObject):
    """The questions and how their answers are kept; the grid puts them into its card."""

    kept = Signal()
    closed_ask = Signal()
    """A question is over: the keyboard goes back to the grid."""
    paper_chosen = Signal(object)
    """A `TallyPaper` whose number was typed."""

    def __init__(self, bridge: Bridge, card: QWidget) -> None:
        super().__init__(card)
        self.bridge, self.card = bridge, card
        self.note = AskLine(_("Keep the note"), card)
        self.note.add_field("note", "", share=4, longest=300)
        self.closed = AskLine(_("Mark as closed"), card)
        self.closed.add_field("until", _("to"), share=2, longest=40)
        self.closed.add_field("why", _("Why"), share=3, longest=120)
        self._spot: Spot | None = None
        self._from: date | None = None
        self._build_form_row()
        self.note.answered.connect(self.on_note)
        self.closed.answered.connect(self.on_closed)
        for ask in (self.note, self.closed):
            ask.closed.connect(self.closed_ask)

    def _build_form_row(self) -> None:
        self.form_row = QWidget(self.card)
        row = QHBoxLayout(self.form_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.number = TextField(self.form_row)
        self.number.setMaxLength(20)
        self.number.setFixedWidth(theme.px(110))
        self.told = WrappedLabel(parent=self.form_row)
        self.leave = LinkButton(_("Close the sheet"), self.form_row)
        row.addWidget(FieldLabel(_("Form number"), self.form_row, buddy=self.number))
        row.addWidget(self.number)
        row.addWidget(self.told, 1)
        row.addWidget(self.leave)
        self.number.returnPressed.connect(self.on_number)
        self.leave.clicked.connect(self.close_form)
        self.form_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.form_row.hide()

    # Which are there

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at under the grid."""
        return [part for ask in (self.note, self.closed) if ask.is_open() for part in ask.stops()]

    def form_stops(self) -> list[QWidget]:
        """Return what Tab stops at above the grid."""
        return [] if self.form_row.isHidden() else [self.number, self.leave]

    def close_last(self) -> bool:
        """Close what is open; tell whether there was something."""
        for ask in (self.note, self.closed):
            if ask.is_open():
                ask.close_ask()
                return True
        if not self.form_row.isHidden():
            self.close_form()
            return True
        return False

    # Notes

    def ask_note(self, spot: Spot, name: str, note: str) -> None:
        """Ask for the note on a number."""
        self.closed.hide()
        self._spot = spot
        self.note.ask(_("Note on {name}").format(name=name), "note", note=note)

    @Slot()
    def on_note(self) -> None:
        """Keep the note; an empty one takes it away."""
        if self._spot is None:
            return
        why = keeping.keep_note(self.bridge, *self._spot, self.note.text("note"), self.card)
        self.note.say(why)
        if not why:
            self.note.close_ask()
            self.kept.emit()

    # Closed days

    def ask_closed(self, first: date, last: date) -> None:
        """Ask why the shop was closed, and how long."""
        self.note.hide()
        self._from = first
        language = self.bridge.ws.shop.language
        self.closed.ask(
            _("Closed from {day}").format(day=date_text(first, language)),
            "why", until=date_text(last, language), why="",
        )  # fmt: skip

    @Slot()
    def on_closed(self) -> None:
        """Mark the days as closed."""
        if self._from is None:
            return
        first, why, language = self._from, self.closed.text("why"), self.bridge.ws.shop.language
        try:
            last = parse_day(self.closed.text("until"), language, clock.today())
        except UserError as error:
            self.closed.say(error.message)
            return
        done = self.bridge.act(
            _("closed days"),
            lambda tx: open_days.close(tx, first, last, why),
            initiator=self,
            inline=True,
        )
        if not done:
            self.closed.say(keeping.why_not(done))
            return
        self.closed.close_ask()
        self.kept.emit()

    def reopen(self, first: date, last: date) -> None:
        """Take days out of what is marked as closed."""
        done = self.bridge.act(
            _("open after all"), lambda tx: open_days.reopen(tx, first, last), initiator=self
        )
        if done:
            self.kept.emit()

    # A sheet that came back

    def ask_number(self, words: str = "") -> None:
        """Ask for the number of a sheet; `words` say how the last one went."""
        self.number.setText("")
        self.told.set_tone("secondary")
        self.told.setText(words or _("It stands at the top of the sheet."))
        self.form_row.show()
        self.number.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_number(self) -> None:
        """Find the sheet whose number was typed."""
        typed = self.number.text().strip()
        if not typed:
            return
        paper = tally_paper(self.bridge.ws, typed)
        if paper is None:
            sentence = _("No tally sheet has the number {number}. It stands at the top, such as F-0042.")
            self.told.setText(sentence.format(number=typed))
            self.told.set_tone("danger")
            self.number.selectAll()
            return
        self.show_paper(paper)
        self.paper_chosen.emit(paper)

    def show_paper(self, paper: TallyPaper) -> None:
        """Say which sheet is keyed in."""
        self.form_row.show()
        self.number.setText(paper.number)
        self.told.set_tone("secondary")
        words = ""
        if paper.keyed_on is not None:
            words = _("This sheet was entered before, on {day}. You can go on.").format(
                day=date_text(paper.keyed_on, self.bridge.ws.shop.language)
            )
        self.told.setText(words)

    @Slot()
    def close_form(self) -> None:
        """Leave the sheet."""
        self.form_row.hide()
        self.paper_chosen.emit(None)
        self.closed_ask.emit()
