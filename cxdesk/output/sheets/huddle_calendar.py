"""Huddle calendar: a month on one page, a topic for every day that the shop is open."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.i18n import N_
from cxdesk.output.months import month_of, month_option
from cxdesk.output.sheet import NOT_MARKED, Gathered, Options, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.services.huddles import plan

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


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
    for day in _days(month_of(options)):
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


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import huddle_calendar

    return huddle_calendar.sections(gathered, press)


SHEET = SheetSpec(
    name="huddle-calendar",
    title=N_("Huddle calendar"),
    about=N_("A topic for each open day"),
    area="team",
    order=62,
    options=(month_option(ahead=True),),
    gather=gather,
    build=build,
    poster=True,
)
