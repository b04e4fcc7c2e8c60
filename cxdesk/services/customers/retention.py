"""Who was not there for long: a list to decide on, one by one. Nothing goes by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cxdesk.entities.customer import Customer
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.schema.reading import Idle, LookingReader, Reader, Writer

STEP = 10_000
"""So many are looked through at once: a longer look would hold up whoever writes meanwhile."""


class Due(NamedTuple):
    """Somebody to decide on. `last` is the day of the last visit; the time counts from the day `known`."""

    customer: int
    name: str
    last: date | None
    known: date


def months_before(day: date, months: int) -> date:
    """Return the day so many months before; the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def keep_months(reader: Reader) -> int:
    """Return after how many months without a visit the shop decides again."""
    return int(next(iter(reader.values(Shop, "keep_months")), 24) or 24)


class Longest(NamedTuple):
    """How many are to be decided on, and those of them who are away the longest."""

    number: int
    first: list[Due]


def due(reader: LookingReader, today: date) -> list[Due]:
    """Return who comes up to be decided on, the longest away first.

    Those without a visit for the shop's months, and none planned, unless somebody decided to keep them until
    a later day. Who never came counts from the day noted, else from the day they were written down.
    """
    return longest_away(reader, today).first


def longest_away(reader: LookingReader, today: date, most: int | None = None) -> Longest:
    """Return how many are `due`, and the first `most` of them; of all the others nothing is kept.

    Seconds for a million: for a worker.
    """
    asked = Idle(
        Customer, by=(Visit, "customer", "happens_on"), but={"state": "missed"}, since="since",
        again="look_again_on", until=months_before(today, keep_months(reader)), today=today,
    )  # fmt: skip
    number, found, after = 0, list[Due](), 0
    while (part := reader.idle(asked, after=after, limit=STEP, most=most)).after is not None:
        after = part.after
        number += part.number
        found += [Due(row.id, row.title, row.last, row.known) for row in part.rows]
        if most is not None:
            found = sorted(found, key=_longest_first)[:most]
    return Longest(number, sorted(found, key=_longest_first))


def _longest_first(one: Due) -> tuple[date, str, int]:
    return one.known, one.name, one.customer


def keep_for_a_year(tx: Writer, customers: Iterable[int], today: date) -> None:
    """Note that they are kept, and that it is decided again in a year."""
    again = months_before(today, -12)
    for one in customers:
        tx.change(Customer, one, look_again_on=again)
