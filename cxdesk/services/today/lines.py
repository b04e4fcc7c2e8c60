"""Lines of the list of what needs somebody: when each is due, and in which order they stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from cxdesk.formats import day_month_text, weekday_text
from cxdesk.i18n import _, ngettext

Sort = Literal[
    "review", "numbers", "stale", "sign_off", "negative_cue", "form", "huddle", "backup",
    "not_back", "look_through", "celebrate", "coach", "incident", "promise", "action", "effect",
]  # fmt: skip
Role = Literal["overdue", "today", "soon", "celebrate", "coach"]
PROMPTS = frozenset({"celebrate", "coach"})
"""What a chart gives a reason for; nobody is late with it."""

_PLACES: tuple[Role, ...] = ("overdue", "today", "celebrate", "coach", "soon")
_A_WEEK = 7


class Line(NamedTuple):
    """One thing for somebody: in so many days, below 0 since so many; `late` is overdue within its day.

    It opens the record of that kind and id; what has none, such as a backup, has no kind. `say` are the words
    that a prompt proposes. What went wrong `again` is as pressing as what is overdue.
    """

    sort: Sort
    days: int
    title: str
    detail: str = ""
    kind: str = ""
    record: int = 0
    say: str = ""
    late: bool = False
    again: bool = False

    @property
    def role(self) -> Role:
        """How pressing it is."""
        if self.sort == "celebrate":
            return "celebrate"
        if self.sort == "coach":
            return "coach"
        if self.late or self.again:
            return "overdue"
        return "overdue" if self.days < 0 else "today" if self.days == 0 else "soon"


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return overdue lines first, the oldest on top, then those of today, prompts, and what comes.

    Of what is as late a promise goes first, for somebody is waiting; then what went wrong again. What comes
    goes by its day.
    """
    return sorted(lines, key=_rank)


def _rank(line: Line) -> tuple[int, int, bool, bool, int]:
    comes = line.days if line.role == "soon" else 0
    return _PLACES.index(line.role), comes, line.sort != "promise", not line.again, line.days


def waiting(lines: Iterable[Line]) -> int:
    """Return how many lines are overdue or due today."""
    return sum(1 for line in lines if line.role in {"overdue", "today"})


def tag_text(line: Line, today: date, language: str) -> str:
    """Return what stands before a line: Overdue 3 d, Today, Tuesday, 5 Dec, Celebrate, Coach."""
    role = line.role
    if line.again:
        return _("Again")
    if role == "overdue" and line.days >= 0:
        return _("Overdue")
    if role == "overdue":
        return ngettext("Overdue {n} d", "Overdue {n} d", -line.days).format(n=-line.days)
    if role == "soon":
        day = today + timedelta(days=line.days)
        near = line.days < _A_WEEK
        return weekday_text(day.weekday(), language) if near else day_month_text(day, language)
    return {"today": _("Today"), "celebrate": _("Celebrate"), "coach": _("Coach")}[role]
