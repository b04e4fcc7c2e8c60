"""Numbers that come from records instead of being typed: always what the records say now.

They are counted by the periods of the metric that they are part of, whatever these are: customers of a month
are not those of its weeks added up. Nothing is kept, so nothing can be out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from cxdesk import periods
from cxdesk.entities.incident import Incident
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics import records
from cxdesk.services.metrics.records import Seen, Taken
from cxdesk.services.open_days import OpenDays
from cxdesk.services.repeats import MOST, severities

COLUMNS: Mapping[type[Any], tuple[str, ...]] = {
    Visit: ("id", "happens_on", "state", "customer", "ticket", "kept", "missed"),
    Preference: ("id", "seen_on", "off"),
    Incident: ("id", "happened_on", "severity", "outcome", "customer", "defect"),
}
"""What has to be read of each kind for any of these numbers."""


class _Counted(NamedTuple):
    """A number that is added up over the days of records: their kind, and how much each counts."""

    kind: type[Any]
    amount: Literal["each", "kept", "kept_or_missed", "severe", "closed", "satisfied"]


_COUNTED: Mapping[str, _Counted] = {
    "preferences": _Counted(Preference, "each"),
    "honoured": _Counted(Visit, "kept"),
    "looked_at": _Counted(Visit, "kept_or_missed"),
    "incidents": _Counted(Incident, "each"),
    "severe": _Counted(Incident, "severe"),
    "closed": _Counted(Incident, "closed"),
    "recovered": _Counted(Incident, "satisfied"),
}


def kind_of(source: str) -> type[Any]:
    """Return the kind of the records that a number is counted from."""
    return _COUNTED[source].kind if source in _COUNTED else Visit


def taken(reader: Reader, part: Stored[MetricPart], cadence: str, days: OpenDays, today: date) -> list[Taken]:
    """Return the number of each period since the first record, with the ids of the records behind it.

    A period that is not over, or in which it can't be known yet, has None. An open or closed day is no matter
    to what happened on it; a closed day on which nothing happened is left out.
    """
    source = part.record.taken_from
    if source in _COUNTED:
        rows = _rows(reader, _COUNTED[source])
        found = _added_up(rows, cadence, days.first_weekday, today)
    else:
        visits = _visits(reader)
        if not visits:
            return []
        found = records.take(
            records.source(source).key, visits, cadence, visits[0].day, today,
            today=today, first_weekday=days.first_weekday, weeks=_weeks(reader, part.record),
        )  # fmt: skip
    return [one for one in found if cadence != "day" or one.value or days.holds(one.start)]


def days_of(reader: Reader, source: str) -> list[date]:
    """Return the day of each one that a source counts, one for every time it counts, in order."""
    if source in _COUNTED:
        return sorted(day for _id, day, amount in _rows(reader, _COUNTED[source]) for _i in range(amount))
    return [one.day for one in _visits(reader)] if source == "visits" else []


def kind_of_rows(source: str) -> type[Any]:
    """Return the kind of the records that `taken` names behind a number."""
    from cxdesk.entities.customer import Customer

    if source in _COUNTED:
        return _COUNTED[source].kind
    return Customer if records.source(source).kind == "customer" else Visit


def _weeks(reader: Reader, part: MetricPart) -> int:
    if part.within_weeks:
        return part.within_weeks
    return next((row.record.return_weeks for row in reader.rows(Shop)), Shop(name="-").return_weeks)


def _visits(reader: Reader) -> list[Seen]:
    rows = reader.columns(Visit, "id", "customer", "happens_on", "ticket", "state")
    seen = [Seen(*row[:4]) for row in rows if row[1] and row[2] and row[4] == "came"]
    return sorted(seen, key=records.by_day)


def _rows(reader: Reader, counted: _Counted) -> list[tuple[int, date, int]]:
    """Return (id, day, amount) of the records that have a day."""
    names = COLUMNS[counted.kind]
    found = []
    for row in reader.columns(counted.kind, *names):
        one = dict(zip(names, row, strict=True))
        day = one[names[1]]
        if day is not None and one.get("state", "came") == "came":
            found.append((one["id"], day, _amount(counted.amount, one)))
    if counted.amount != "severe":
        return found
    levels = severities(reader)  # one alone does not tell whether it is the same again
    return [(record, day, int(levels[record].level >= MOST)) for record, day, _each in found]


def _amount(amount: str, one: Mapping[str, Any]) -> int:
    match amount:
        case "kept":
            return len(one["kept"])
        case "kept_or_missed":
            return len(one["kept"]) + len(one["missed"])
        case "closed":
            return int(bool(one["outcome"]))
        case "satisfied":
            return int(one["outcome"] == "satisfied")
        case _:
            return 1


def _added_up(
    rows: Iterable[tuple[int, date, int]], cadence: str, first_weekday: int, today: date
) -> list[Taken]:
    """Add amounts up by period, from that of the first row on: from there on none is 0, not missing."""
    sums: dict[date, int] = {}
    ids: dict[date, list[int]] = {}
    first: date | None = None
    for record, day, amount in rows:
        first = day if first is None else min(first, day)
        if amount:
            start = periods.start_of(cadence, day, first_weekday)
            sums[start] = sums.get(start, 0) + amount
            ids.setdefault(start, []).append(record)
    if first is None:
        return []
    return [
        Taken(start, Decimal(sums.get(start, 0)), tuple(sorted(ids.get(start, ()))))
        if periods.next_start(cadence, start) <= today
        else Taken(start, None)
        for start in periods.starts(cadence, periods.start_of(cadence, first, first_weekday), today)
    ]
