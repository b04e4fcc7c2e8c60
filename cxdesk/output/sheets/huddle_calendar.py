"""Huddle calendar: a month on one page, a topic for every day that the shop is open."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.clock import today
from cxdesk.errors import UserError
from cxdesk.formats import month_text
from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.services.huddles import plan

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_THIS = "this"
_PROPOSED = 12  # months that can be chosen without typing
_YEARS = (1970, 2199)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the month; a closed one has no topic."""

    day: date
    open: bool
    topic: str = ""


@dataclass(frozen=True, slots=True)
class CalendarText:
    """What a calendar says. The topics in turn and the opening days make its mark, whatever the month."""

    topics: tuple[str, ...]
    weekdays: tuple[int, ...]
    first_weekday: int = field(default=0, metadata=NOT_MARKED)
    days: tuple[Day, ...] = field(default=(), metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the topics and give each open day its own."""
    huddles = plan(reader)
    days = []
    for day in _days(_month(options)):
        is_open = day.weekday() in huddles.weekdays
        topic = huddles.on(day) if is_open else None
        days.append(Day(day, is_open, topic.record.topic if topic else ""))
    body = CalendarText(
        topics=tuple(one.record.topic for one in huddles.topics),
        weekdays=tuple(sorted(huddles.weekdays)),
        first_weekday=huddles.first_weekday,
        days=tuple(days),
    )
    return Gathered((Topic("", "", body, versioned=False),))


def _days(month: date) -> list[date]:
    return [month.replace(day=i + 1) for i in range(calendar.monthrange(month.year, month.month)[1])]


def _month(options: Options) -> date:
    wanted = options.word("month")
    return options.today.replace(day=1) if wanted == _THIS else date.fromisoformat(f"{wanted}-01")


def _months(reader: Reader) -> list[Choice]:
    shop = content.shop_of(reader)
    language = shop.language if shop else "en"
    now = today().year * 12 + today().month - 1
    months = [date(month // 12, month % 12 + 1, 1) for month in range(now + 1, now + 1 + _PROPOSED)]
    coming = [Choice(f"{month:%Y-%m}", month_text(month, language)) for month in months]
    return [Choice(_THIS, _("This month")), *coming]


def _read_month(_reader: Reader, word: str) -> str:
    """Return any other month. Raises UserError with an example."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})(-[0-9]{1,2})?", word)
    if match and _YEARS[0] <= int(match[1]) <= _YEARS[1] and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02}"
    if not word:
        return _THIS
    raise UserError(_("Write the month as {example}.").format(example="2026-11"))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import huddle_calendar

    return huddle_calendar.sections(gathered, press)


SHEET = SheetSpec(
    name="huddle-calendar",
    title=N_("Huddle calendar"),
    about=N_("A month on the wall: a topic for each open day, all in turn"),
    order=62,
    options=(
        SheetOption(
            name="month",
            title=N_("Month"),
            kind="choice",
            default=_THIS,
            choices=_months,
            hint=N_("this, or a month such as 2026-11"),
            read=_read_month,
        ),
    ),
    gather=gather,
    build=build,
    poster=True,
)
