"""Everybody by stage: who signed for how much, and who must sign again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _, ngettext
from cxdesk.services.sign_offs import DAYS, Overdue, Tally
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.team.facts import TeamFacts
from ui.team.grid import GridCell, GridShape, GridView, Head
from ui.team.wording import again_text
from ui.widgets import Card, PlainLabel, SectionHeading

NAMED = 5
"""So many of those who wait too long are named."""
ALL = 0
"""Stands for the column of all stages."""


def late_text(late: Sequence[Overdue]) -> str:
    """Return who waits too long for sign-offs, and for how many: some by name, the others as a number."""
    if not late:
        return ""
    named = [
        _("{name} ({count})").format(name=one_line(one.person, 30), count=len(one.standards))
        for one in late[:NAMED]
    ]
    rest = len(late) - NAMED
    more = ngettext("and {n} more", "and {n} more", rest) if rest > 0 else ""
    words = _("Not signed for more than {days} days: {names}").format(days=DAYS, names=", ".join(named))
    return " ".join(filter(None, (words, more)))


class MatrixCard(Card):
    """People down, stages across."""

    cell_opened = Signal(int, int)
    """A person and a stage; 0 for all stages."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=12, spacing=4)
        self.bridge = bridge
        self.heading = SectionHeading(_("Everybody by stage"), self)
        self.words = PlainLabel(parent=self, tone="secondary", size="small", wrap=True)
        shape = GridShape(side=150, side_share=0.3, least=78, most=150, row=46)
        self.grid = GridView(_("Everybody by stage"), shape, self)
        self.grid.opened.connect(self.cell_opened)
        self.late = PlainLabel(parent=self, tone="warning", size="small", wrap=True)
        for part in (self.heading, self.words, self.late):
            self.body.addWidget(part)
        self.body.addSpacing(theme.px(4))
        self.body.addWidget(self.grid, 1)

    def show_facts(self, facts: TeamFacts) -> None:
        """Show who is here."""
        columns = [Head(ALL, _("All stages")), *(Head(key, name) for key, name in facts.stages.items())]
        rows = [Head(row.id, row.record.name) for row in facts.here]
        cells = [
            [self._cell(row.text, head, facts.tally(row.id, head.id or None)) for head in columns]
            for row in rows
        ]
        self.grid.show_grid(rows, columns, cells)
        self.words.setText(self._said(facts))
        late = facts.overdue(self.bridge.ws)
        self.late.setText(late_text(late))
        self.late.setVisible(bool(late))

    def _said(self, facts: TeamFacts) -> str:
        again = sum(1 for row in facts.here if facts.tally(row.id).again)
        if not again:
            return _("How many standards each has signed for. Enter on a cell opens it.")
        return ngettext(
            "{n} person must sign again for a new version. Enter on a cell opens it.",
            "{n} people must sign again for a new version. Enter on a cell opens it.",
            again,
        )

    def _cell(self, name: str, head: Head, tally: Tally) -> GridCell:
        if not tally.total:
            spoken = _("{name}, {stage}: nothing to sign for").format(name=name, stage=head.text)
            return GridCell(spoken=spoken, live=False)
        count = _("{signed} of {total}").format(signed=tally.signed, total=tally.total)
        again = again_text(tally.again)
        spoken = ", ".join(filter(None, (name, head.text, count, again)))
        whole = tally.signed == tally.total
        quiet = again or (_("all signed") if whole else "")
        return GridCell(
            text=count,
            icon="check" if whole else "",
            quiet=quiet,
            quiet_role="warning" if again else "good",
            spoken=spoken,
        )

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        return [self.grid]
