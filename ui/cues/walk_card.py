"""Keys in a walk-round sheet: its number, a tick for each that is gone, a line for each that is new."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _, ngettext
from cxdesk.output.walk_rounds import WalkPaper, walk_paper
from cxdesk.schema.entity import Stored
from cxdesk.services import walk_rounds
from cxdesk.store.transaction import Transaction
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.cues.walk_grid import CLEAR, EVERY, WalkGrid
from ui.forms import drafts
from ui.forms.paper_card import PaperCard
from ui.team.grid import GridCell, Head
from ui.widgets import (
    ElidedLabel,
    FieldLabel,
    PlainLabel,
    SectionHeading,
    TextField,
)

_KEYS = (
    (N_("1–9"), N_("that one is gone")),
    (N_("Space"), N_("gone")),
    (N_("A"), N_("all")),
    (N_("Del"), N_("takes it out")),
    (N_("R"), N_("replaced by")),
    (N_("D"), N_("another day")),
    (N_("Enter"), N_("on to what is new")),
)
_COLUMN = 1
_SHOWN = 3
"""So many of the new ones are repeated, newest first."""


class WalkCard(PaperCard):
    """The page's other face while a sheet is keyed in."""

    grid: WalkGrid
    low = 480

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.sheet: WalkPaper | None = None
        self._rows: dict[int, Stored[NegativeCue]] = {}
        self._opened_with: tuple[int, ...] = ()
        self._kept: list[int] = []
        self._for = 0
        self._build_head()
        self.body.addWidget(self.sentence)
        self.grid = WalkGrid(self)
        self.body.addWidget(self.grid, 1)
        self.empty = PlainLabel(_("Nothing on this sheet is there any more."), self, tone="secondary")
        self.body.addWidget(self.empty, 1)
        self._build_instead()
        self.build_keys(_KEYS)
        self._build_found()
        self._connect()

    # Making

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addLayout(self.labelled(_("Form number"), self.number), 2)
        row.addWidget(self.day, 2, Qt.AlignmentFlag.AlignTop)
        row.addStretch(3)
        self.body.addLayout(row)

    def _build_instead(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.instead = TextField(self)
        self.instead.setMaxLength(300)
        words = _("Replaced by")
        self.instead.setAccessibleName(words)
        self.which = ElidedLabel(parent=self, tone="secondary", size="small")
        row.addWidget(FieldLabel(words, self, buddy=self.instead))
        row.addWidget(self.instead, 3)
        row.addWidget(self.which, 2)
        self.body.addLayout(row)

    def _build_found(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(SectionHeading(_("Found on the way"), self))
        hint = _("Enter keeps a line; Enter on an empty line is the end of the sheet.")
        heading.addWidget(ElidedLabel(hint, self, tone="secondary", size="small"), 1)
        self.body.addLayout(heading)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.place, self.shows, self.replaced = (TextField(self) for _each in range(3))
        for label, field, longest, share in (
            (_("Where"), self.place, 120, 2),
            (_("What it says or shows"), self.shows, 300, 4),
            (_("Replaced by"), self.replaced, 300, 3),
        ):
            field.setMaxLength(longest)
            row.addLayout(self.labelled(label, field), share)
        self.body.addLayout(row)
        self.kept = PlainLabel(parent=self, tone="secondary", size="small", wrap=True)
        self.body.addWidget(self.kept)

    def _connect(self) -> None:
        self.connect_head()
        self.grid.wanted.connect(self.on_wanted)
        self.grid.through.connect(self.to_found)
        self.grid.day_wanted.connect(self.on_day_wanted)
        self.grid.instead_wanted.connect(self.on_instead_wanted)
        self.grid.clicked.connect(self.on_clicked)
        self.grid.moved.connect(self.show_instead)
        self.instead.returnPressed.connect(self.on_instead_typed)
        self.instead.editingFinished.connect(self.keep_instead)
        for field in (self.place, self.shows, self.replaced):
            field.returnPressed.connect(self.on_found)

    # What is shown

    def open(self) -> None:
        """Begin with the next sheet, at its number."""
        self._begin()
        self.begin_day()
        self.number.setFocus(Qt.FocusReason.TabFocusReason)

    def _begin(self) -> None:
        """Take another sheet: none yet, so all that are still there."""
        self.sheet, self._kept = None, []
        self._opened_with = tuple(row.id for row in walk_rounds.still_there(self.bridge.ws))
        for field in (self.number, self.place, self.shows, self.replaced):
            field.setText("")
        self.say("")
        self.reload()

    def reload(self) -> None:
        """Show the cues as they are now."""
        ws = self.bridge.ws
        wanted = self.sheet.cues if self.sheet is not None else self._opened_with
        found = [ws.find(NegativeCue, cue) for cue in wanted]
        self._rows = {row.id: row for row in found if row is not None}
        heads = [
            Head(cue, self._line(row), str(k) if k < 11 else "")
            for k, (cue, row) in enumerate(self._rows.items(), 1)
        ]
        cells = [[self._cell(row)] for row in self._rows.values()]
        self.grid.show_grid(heads, [Head(_COLUMN, _("Gone since"))], cells)
        self.grid.setVisible(bool(heads))
        self.empty.setVisible(not heads)
        self.show_instead()
        self._show_kept()

    def _line(self, row: Stored[NegativeCue]) -> str:
        return one_line(": ".join(filter(None, (row.record.place, row.record.shows))), 300)

    def _cell(self, row: Stored[NegativeCue]) -> GridCell:
        gone = row.record.done_on
        if gone is None:
            return GridCell(spoken=_("Still there: {name}").format(name=self._line(row)))
        day_words = date_text(gone, self.bridge.ws.shop.language)
        spoken = _("Gone since {day}: {name}").format(day=day_words, name=self._line(row))
        return GridCell(day_words, "good", "check", spoken=spoken)

    def _chosen(self) -> Stored[NegativeCue] | None:
        ids = self.grid.ids()
        return self._rows.get(ids[0]) if ids is not None else None

    @Slot()
    def show_instead(self) -> None:
        """Show what is there instead of the chosen cue."""
        row = self._chosen()
        if row is not None and row.id == self._for and self.instead.isModified():
            return
        self._for = row.id if row is not None else 0
        self.instead.setText(row.record.replaced_by if row is not None else "")
        self.instead.setCursorPosition(0)
        self.instead.setEnabled(row is not None and not self.bridge.ws.read_only)
        self.which.setText(self._line(row) if row is not None else "")

    def _show_kept(self) -> None:
        rows = [row for cue in self._kept if (row := self.bridge.ws.find(NegativeCue, cue)) is not None]
        self.kept.setVisible(bool(rows))
        if rows:
            names = "; ".join(one_line(self._line(row), 60) for row in rows[: -1 - _SHOWN : -1])
            words = ngettext("{n} is in the list now: {names}", "{n} are in the list now: {names}", len(rows))
            self.kept.setText(words.format(names=names))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        found = [self.place, self.shows, self.replaced]
        return [self.number, *self.day.editor.stops(), self.grid, self.instead, *found]

    def draft(self) -> drafts.Draft:
        """Return what stands in the fields."""
        return drafts.taken(self._fields())

    def show_draft(self, draft: drafts.Draft) -> None:
        """Go on with the sheet that was keyed in on a card before this one."""
        drafts.put_back(self._fields(), draft)
        self.take_number()

    def _fields(self) -> tuple[QWidget, ...]:
        return self.number, self.day, self.place, self.shows, self.replaced

    # The number and the day

    @Slot()
    def on_number(self) -> None:
        """Go on to the grid."""
        self.take_number()
        if self.sheet is None and self.number.text().strip():
            self.number.selectAll()
        elif self._rows:
            self.grid.setCurrentIndex(self.grid.grid.index(0, 0))
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.to_found()

    @Slot()
    def take_number(self) -> None:
        """Show the cues of the sheet whose number was typed."""
        if self.bridge.workspace is None:
            return
        typed = self.number.text().strip()
        if (typed and self.sheet is not None and typed == self.sheet.number) or not (typed or self.sheet):
            return
        self.sheet = walk_paper(self.bridge.ws, typed) if typed else None
        self.say("")
        if self.sheet is not None:
            self.number.setText(self.sheet.number)
            if self.sheet.keyed_on is not None:
                self.say_entered(self.sheet.keyed_on)
        elif typed:
            sentence = _("No walk-round sheet has the number {number}. These are all that are still there.")
            self.say(sentence.format(number=typed))
        self.reload()

    # Ticks

    @Slot()
    def on_clicked(self) -> None:
        """A click ticks, as a key does."""
        row = self._chosen()
        if row is not None:
            self.on_wanted(CLEAR if row.record.done_on else "tick", "one")

    @Slot(str, str)
    def on_wanted(self, act: str, where: str) -> None:
        """Keep what a key means, at once."""
        row, wanted = self._chosen(), None if act == CLEAR else self.chosen_day()
        if row is None or self.bridge.ws.read_only or (act != CLEAR and wanted is None):
            return
        rows = list(self._rows.values()) if where == EVERY else [row]
        ids = [one.id for one in rows if (one.record.done_on is None) != (wanted is None)]
        if not ids:
            return
        name = one_line(self._rows[ids[0]].record.shows, 60)
        if len(ids) > 1:
            name = ngettext("{n} negative cue", "{n} negative cues", len(ids))
        label = (_("still there: {name}") if wanted is None else _("gone: {name}")).format(name=name)
        self._act(label, lambda tx: walk_rounds.gone(tx, ids, wanted))

    def _act(self, label: str, act: Callable[[Transaction], int]) -> int | None:
        """Keep an act together with the note that the sheet came back; return what it gives."""
        form = self.sheet.form if self.sheet is not None else None

        def both(tx: Transaction) -> int:
            given = act(tx)
            walk_rounds.entered(tx, form)
            return given

        done = self.bridge.act(label, both, initiator=self, inline=True)
        self.say("" if done.error is None else next(iter(done.fields.values()), done.error.message))
        self.reload()
        return done.value if done else None

    # What is there instead

    @Slot()
    def on_instead_wanted(self) -> None:
        """Let what is there instead be typed."""
        if self.instead.isEnabled():
            self.instead.setFocus(Qt.FocusReason.TabFocusReason)
            self.instead.selectAll()

    @Slot()
    def on_instead_typed(self) -> None:
        """Keep it and go back to the ticks."""
        self.keep_instead()
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def keep_instead(self) -> None:
        """Keep what is there instead, if it is another than before."""
        row = self._rows.get(self._for)
        typed = " ".join(self.instead.text().split())
        if row is None or self.bridge.workspace is None or typed == row.record.replaced_by:
            return
        self.instead.setModified(False)
        cue = row.id

        def act(tx: Transaction) -> int:
            tx.change(NegativeCue, cue, replaced_by=typed)
            return cue

        self._act(_("change {kind}").format(kind=_("negative cue")), act)

    # What is new

    @Slot()
    def to_found(self) -> None:
        """Go to the line for what was found on the way."""
        self.place.setFocus(Qt.FocusReason.TabFocusReason)
        self.place.selectAll()

    @Slot()
    def on_found(self) -> None:
        """Keep the line; where it says nothing the sheet is through, and the next one is asked for."""
        place, shows, replaced = (
            " ".join(field.text().split()) for field in (self.place, self.shows, self.replaced)
        )
        if not shows and not replaced and (not place or self._kept):
            self._end()
            return
        if not shows:
            self.shows.setFocus(Qt.FocusReason.TabFocusReason)
            return
        when = self.chosen_day()
        if when is None or self.bridge.ws.read_only:
            return
        label = _("add {kind}").format(kind=_("negative cue"))
        cue = self._act(label, lambda tx: walk_rounds.found(tx, place, shows, replaced, when))
        if cue is None:
            self.shows.setFocus(Qt.FocusReason.TabFocusReason)
            self.shows.selectAll()
            return
        self._kept.append(cue)
        self._show_kept()
        self.shows.setText("")
        self.replaced.setText("")
        self.to_found()  # the place stays: one finds several things in one spot

    def _end(self) -> None:
        """Note that the sheet came back, even where nothing was on it, and ask for the next."""
        if self.sheet is not None and self.sheet.keyed_on is None:
            form = self.sheet.form
            self.bridge.act(
                _("sheet {number} is entered").format(number=self.sheet.number),
                lambda tx: walk_rounds.entered(tx, form),
                initiator=self,
            )
        self._begin()
        self.number.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Keep what is typed; a line that is begun waits in its fields."""
        self.keep_instead()
        self.day.settle()
