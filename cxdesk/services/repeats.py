"""The same again: a second failure for the same person, or of the same sort, soon after the first.

What was put right once does not put right a second time. So the severity is one higher than it was given.
Nothing of it is kept: it is computed from the incidents.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from cxdesk.entities.incident import Incident
from cxdesk.entities.shop import Shop
from cxdesk.i18n import ngettext
from cxdesk.schema.reading import Reader

MOST = 3
"""The highest severity there is."""


class Severity(NamedTuple):
    """How bad an incident is: as given, and one more where it is the same again.

    `customer` and `defect` are the ids of the incidents before it, within `days`, the newest first.
    """

    given: int
    days: int
    customer: tuple[int, ...] = ()
    defect: tuple[int, ...] = ()

    @property
    def again(self) -> bool:
        """Whether the same went wrong before."""
        return bool(self.customer or self.defect)

    @property
    def level(self) -> int:
        """What it counts as, 1 to 3."""
        return min(MOST, self.given + self.again)

    @property
    def raised(self) -> bool:
        """Whether it counts as worse than it was given."""
        return self.level > self.given

    @property
    def why(self) -> str:
        """What went wrong before, in words; "" where nothing did."""
        parts = []
        if self.customer:
            words = ngettext(
                "It went wrong for them {n} time before in {days} days",
                "It went wrong for them {n} times before in {days} days",
                len(self.customer),
            )
            parts.append(words.format(n=len(self.customer), days=self.days))
        if self.defect:
            words = ngettext(
                "The same went wrong {n} time before in {days} days",
                "The same went wrong {n} times before in {days} days",
                len(self.defect),
            )
            parts.append(words.format(n=len(self.defect), days=self.days))
        return " · ".join(parts)


def severity(reader: Reader, incident: int) -> Severity:
    """Return how bad an incident is. Raises NotFound."""
    record, days = reader.get(Incident, incident).record, repeat_days(reader)
    if record.happened_on is None:
        return Severity(record.severity or 1, days)
    here, since = (record.happened_on, incident), record.happened_on - timedelta(days=days)
    before = []
    for name, key in (("customer", record.customer), ("defect", record.defect)):
        rows = reader.columns(Incident, "happened_on", "id", **{name: key}) if key is not None else []
        near = [(day, one) for day, one in rows if day is not None and since <= day and (day, one) < here]
        before.append(tuple(one for _day, one in sorted(near, reverse=True)))
    return Severity(record.severity or 1, days, *before)


def severities(reader: Reader, incidents: Iterable[int] | None = None) -> dict[int, Severity]:
    """Return how bad these incidents are, or all of them; of a few only the days that matter are read."""
    days = repeat_days(reader)
    wanted = None if incidents is None else frozenset(incidents)
    near = {} if wanted is None else {"happened_on": _days_before(reader, wanted, days)}
    rows = reader.columns(Incident, "id", "happened_on", "customer", "defect", "severity", **near)
    rows.sort(key=lambda row: (row[1] or date.min, row[0]))
    by_customer: dict[int, list[tuple[date, int]]] = {}
    by_defect: dict[int, list[tuple[date, int]]] = {}
    found = {}
    for record, day, customer, defect, judged in rows:
        given = judged or 1
        if day is None:
            found[record] = Severity(given, days)
            continue
        if wanted is None or record in wanted:
            since = day - timedelta(days=days)
            found[record] = Severity(
                given, days, _before(by_customer, customer, since), _before(by_defect, defect, since)
            )
        for known, key in ((by_customer, customer), (by_defect, defect)):
            if key is not None:
                known.setdefault(key, []).append((day, record))
    return found


def _days_before(reader: Reader, incidents: frozenset[int], days: int) -> frozenset[date]:
    """Return the days on which these happened and those up to `days` before."""
    told = {day.toordinal() for (day,) in reader.columns(Incident, "happened_on", id=incidents)}
    near = {number - back for number in told for back in range(days + 1)}
    return frozenset(date.fromordinal(number) for number in near if number > 0)


def _before(known: dict[int, list[tuple[date, int]]], key: int | None, since: date) -> tuple[int, ...]:
    if key is None:
        return ()
    return tuple(
        record for _day, record in takewhile(lambda one: one[0] >= since, reversed(known.get(key, ())))
    )


def repeat_days(reader: Reader) -> int:
    """Return within how many days the same again is one failure too many."""
    return next(iter(reader.values(Shop, "repeat_days")), None) or 60


class Failures(NamedTuple):
    """How often it went wrong for a customer of late; the ids of the incidents, the newest first."""

    days: int
    incidents: tuple[int, ...]

    @property
    def again(self) -> bool:
        """Whether it was more than once."""
        return len(self.incidents) > 1

    @property
    def words(self) -> str:
        """What their card says; "" where it was not more than once."""
        if not self.again:
            return ""
        return ngettext(
            "Went wrong {n} time in {days} days", "Went wrong {n} times in {days} days", len(self.incidents)
        ).format(n=len(self.incidents), days=self.days)  # fmt: skip


def failures_of(reader: Reader, customer: int, today: date) -> Failures:
    """Return what went wrong for a customer within the days of the shop before `today`."""
    days = repeat_days(reader)
    since = today - timedelta(days=days)
    rows = reader.columns(Incident, "id", "happened_on", customer=customer)
    near = sorted(((day, one) for one, day in rows if day is not None and day >= since), reverse=True)
    return Failures(days, tuple(one for _day, one in near))
