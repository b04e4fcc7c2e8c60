"""A topic for the huddle: five to ten minutes with all of a shift."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import flag, long_text, position, ref, text

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@entity(
    table="huddle_topic", label=N_("Huddle topics"), one=N_("huddle topic"), icon="quote", title="topic",
    order=56, position="position",
)  # fmt: skip
class HuddleTopic:
    """What a huddle is about, and the one question that is asked."""

    position: int = position(N_("Place"))
    topic: str = text(N_("Topic"), required=True, search=True, in_list=True, longest=160)
    ask: str = long_text(N_("Question to ask"), search=True, in_list=True)
    standard: int | None = ref(N_("Standard"), to="standard")
    active: bool = flag(N_("In use"), default=True)


def open_weekdays(opening_days: Iterable[str]) -> frozenset[int]:
    """Return the days of the week on which a shop is open, 0 is Monday; all of them when none is told."""
    return frozenset(i for i, day in enumerate(_WEEK) if day in set(opening_days)) or frozenset(range(7))


def next_open(day: date, weekdays: Collection[int]) -> date:
    """Return the day itself when the shop is open, else the next day on which it is."""
    while day.weekday() not in weekdays:
        day += timedelta(days=1)
    return day


def turn_of(day: date, weekdays: Collection[int], count: int) -> int:
    """Return whose turn it is of `count` topics, from 0; on a closed day that of the next open one.

    Topics take turns by open day, whatever else is asked: as many open days as there are topics pass
    before one comes back, and the same day always has the same one.
    """
    weeks, weekday = divmod(day.toordinal() - 1, 7)  # day 1 of the calendar was a Monday
    days = weeks * len(weekdays) + sum(one < weekday for one in weekdays)
    return days % count
