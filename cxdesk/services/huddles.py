"""Huddles: which topic is whose turn, and which standard goes with it.

Topics take turns by open day, so nothing is kept about the past: a day has the same topic on whatever
paper or page it stands, as long as topics and opening days stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.periods import WEEKDAYS
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader

_WEEK = tuple(name for name, _label in WEEKDAYS)


def open_weekdays(opening_days: Iterable[str]) -> frozenset[int]:
    """Return the days of the week on which a shop is open, 0 is Monday; all of them when none is told."""
    told = set(opening_days)
    return frozenset(i for i, day in enumerate(_WEEK) if day in told) or frozenset(range(7))


def next_open(day: date, weekdays: Collection[int]) -> date:
    """Return the day itself when the shop is open, else the next day on which it is."""
    while day.weekday() not in weekdays:
        day += timedelta(days=1)
    return day


def turn_of(day: date, weekdays: Collection[int], count: int) -> int:
    """Return whose turn it is of `count` things, from 0; on a closed day that of the next open one.

    As many open days as there are things pass before one comes back.
    """
    weeks, weekday = divmod(day.toordinal() - 1, 7)  # day 1 of the calendar was a Monday
    days = weeks * len(weekdays) + sum(one < weekday for one in weekdays)
    return days % count


@dataclass(frozen=True, slots=True)
class Plan:
    """The topics in use by their place, and the days of the week, 0 is Monday."""

    topics: tuple[Stored[HuddleTopic], ...]
    weekdays: frozenset[int]
    first_weekday: int

    def on(self, day: date) -> Stored[HuddleTopic] | None:
        """Return the topic of a day, on a closed one that of the next open day; None when there is none."""
        return self.topics[turn_of(day, self.weekdays, len(self.topics))] if self.topics else None


def plan(reader: Reader) -> Plan:
    """Read topics and opening days."""
    shop = next((one.record for one in reader.rows(Shop)), None) or Shop(name="-")
    first = _WEEK.index(shop.first_weekday) if shop.first_weekday in _WEEK else 0
    topics = tuple(one for one in reader.rows(HuddleTopic) if one.record.active)
    return Plan(topics, open_weekdays(shop.opening_days), first)


def standard_for(
    reader: Reader, topic: HuddleTopic | None, day: date, weekdays: Collection[int]
) -> Stored[Standard] | None:
    """Return the standard of a topic, else one in turn: of those that bind or run, else of all in use."""
    places = {one.id: one.record.position for one in reader.rows(Stage) if one.record.active}
    rows = [one for one in reader.rows(Standard) if one.record.stage in places]
    rows = [one for one in rows if one.record.status != "retired" and one.record.kind != "defect"]
    linked = next((one for one in rows if topic is not None and one.id == topic.standard), None)
    if linked or not rows:
        return linked
    firm = [one for one in rows if one.record.non_negotiable or one.record.status == "launched"]
    turn = sorted(firm or rows, key=lambda one: (places[one.record.stage or 0], one.record.position, one.id))
    return turn[turn_of(day, weekdays, len(turn))]
