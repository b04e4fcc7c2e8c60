"""The list of incidents: narrowed by how they stand, by fields and by words; the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services import repeats
from cxdesk.services.recovery import incidents
from cxdesk.services.repeats import Severity
from cxdesk.text import fold

MOST = 100
"""So many are listed at once; the words find the others."""
Show = Literal["open", "overdue", "all", "escalated"]
SHOWN: tuple[Show, ...] = ("open", "overdue", "all", "escalated")


class Wanted(NamedTuple):
    """What is looked for: how it stands, values of fields, and words that all have to be in it."""

    show: Show = "open"
    equals: Mapping[str, Any] = MappingProxyType({})
    words: str = ""


class Listed(NamedTuple):
    """One incident as the list shows it; `who` is the name of the customer or what was typed."""

    row: Stored[Incident]
    bad: Severity
    late: bool
    who: str
    stage: str
    defect: str

    @property
    def open(self) -> bool:
        """Whether it is not closed yet."""
        return not self.row.record.closed_at


class Found(NamedTuple):
    """What the list shows, how many there are, and how many of each sort there would be."""

    rows: tuple[Listed, ...]
    total: int
    counts: Mapping[Show, int]


def find(reader: Reader, wanted: Wanted, now: datetime, today: date) -> Found:
    """Return the incidents that are looked for, at most `MOST` of them.

    Of the open ones come first those that went wrong again, then those overdue.
    """
    names = _Names(reader)
    pressing = {row.id: row for row in _pressing(reader)}
    flags = reader.columns(Incident, "id", "happened_on", "escalated", "closed_at")
    sets: dict[Show, set[int]] = {
        "open": {one for one, _day, _escalated, closed in flags if not closed},
        "overdue": {one for one, row in pressing.items() if incidents.is_late(row.record, now, today)},
        "all": {one for one, _day, _escalated, _closed in flags},
        "escalated": {one for one, _day, escalated, _closed in flags if escalated},
    }
    days = {one: day or date.min for one, day, _escalated, _closed in flags}
    fits = _narrowed(reader, sets[wanted.show], wanted, names)
    ids = sorted(fits, key=lambda one: (days[one], one), reverse=True)
    rows = [pressing.get(one) or reader.get(Incident, one) for one in ids[:MOST]]
    bad = repeats.severities(reader, [row.id for row in rows])
    listed = [_listed(row, bad[row.id], names, late=row.id in sets["overdue"]) for row in rows]
    if wanted.show == "open":
        listed.sort(key=lambda one: (not one.bad.again, not one.late))
    return Found(tuple(listed), len(ids), {show: len(found) for show, found in sets.items()})


def _pressing(reader: Reader) -> Iterable[Stored[Incident]]:
    """Give what a clock may run for: what is open, and what is to be asked about again."""
    found = {row.id: row for row in reader.rows(Incident, closed_at="")}
    for one, on in reader.columns(Incident, "id", "follow_up_on", followed_up_at=""):
        if on is not None and one not in found:
            found[one] = reader.get(Incident, one)
    return found.values()


def _narrowed(reader: Reader, ids: set[int], wanted: Wanted, names: _Names) -> set[int]:
    """Return those of `ids` that fit."""
    words, fields = fold(wanted.words).split(), tuple(wanted.equals)
    if not words and not fields:
        return ids
    facts = ("customer", "stage", "defect", "who", "happened", "words", "number") if words else ()
    values = tuple(wanted.equals.values())
    found = set()
    for one, *row in reader.columns(Incident, "id", *fields, *facts):
        fits = one in ids and tuple(row[: len(fields)]) == values
        if fits and (not words or _has(words, tuple(row[len(fields) :]), names)):
            found.add(one)
    return found


def _has(words: list[str], facts: tuple[Any, ...], names: _Names) -> bool:
    customer, stage, defect, *texts = facts
    told = (names.customer(customer), names.stages.get(stage, ""), names.defect(defect), *texts)
    whole = fold("\n".join(told))
    return all(word in whole for word in words)


class _Names:
    """The names of what incidents refer to, each looked up once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._customers: dict[int | None, str] = {None: ""}
        self._defects: dict[int | None, str] = {None: ""}
        self.stages: dict[int | None, str] = {row.id: row.record.name for row in reader.rows(Stage)}

    def customer(self, one: int | None) -> str:
        if one not in self._customers:
            row = self._reader.find(Customer, one)
            self._customers[one] = row.record.name if row is not None else ""
        return self._customers[one]

    def defect(self, one: int | None) -> str:
        if one not in self._defects:
            row = self._reader.find(Standard, one)
            self._defects[one] = row.record.text if row is not None else ""
        return self._defects[one]


def _listed(row: Stored[Incident], bad: Severity, names: _Names, *, late: bool) -> Listed:
    record = row.record
    return Listed(
        row,
        bad,
        late,
        names.customer(record.customer) or record.who,
        names.stages.get(record.stage, ""),
        names.defect(record.defect),
    )
