"""Who was not there for long: a list to decide on, one by one. Nothing goes by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.schema.reading import Reader, Writer


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


def due(reader: Reader, today: date) -> list[Due]:
    """Return who comes up to be decided on, the longest away first.

    Those without a visit for the shop's months, and none planned, unless somebody decided to keep them until
    a later day. Who never came counts from the day noted, else from the day they were written down.
    """
    limit = months_before(today, keep_months(reader))
    last = _last_visits(reader)
    found = []
    for record_id, name, since, again in reader.columns(Customer, "id", "name", "since", "look_again_on"):
        if again is not None and again > today:
            continue
        known = last.get(record_id) or since or _written_on(reader, record_id)
        if known <= limit:
            found.append(Due(record_id, name, last.get(record_id), known))
    return sorted(found, key=lambda one: (one.known, one.name, one.customer))


def _written_on(reader: Reader, customer: int) -> date:
    return clock.parse_stamp(reader.get(Customer, customer).created_at).date()


def _last_visits(reader: Reader) -> dict[int, date]:
    """Return the day of the last visit that came or is planned, by customer."""
    last: dict[int, date] = {}
    for customer, day, state in reader.columns(Visit, "customer", "happens_on", "state"):
        if state != "missed" and day is not None and (customer not in last or day > last[customer]):
            last[customer] = day
    return last


def keep_for_a_year(tx: Writer, customers: Iterable[int], today: date) -> None:
    """Note that they are kept, and that it is decided again in a year."""
    again = months_before(today, -12)
    for one in customers:
        tx.change(Customer, one, look_again_on=again)
