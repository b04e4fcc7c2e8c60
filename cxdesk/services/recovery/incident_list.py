"""The list of incidents: narrowed by how they stand, by fields and by words; the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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

MOST = 60
"""So many are listed at once; the words find the others."""
Show = Literal["open", "overdue", "all", "escalated"]
_SHOWN_BY: Mapping[str, Mapping[str, Any]] = {"open": {"closed_at": ""}, "escalated": {"escalated": True}}
_CLOCKS = (
    "acknowledge_by", "acknowledged_at", "resolve_by", "resolved_at", "follow_up_on", "followed_up_at",
)  # fmt: skip
_TEXTS = ("customer", "stage", "defect", "who", "happened", "words", "number")
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

    Of the open ones come first those that went wrong again, then those overdue. Of all incidents only a few
    columns are read; records are made of those that are listed.
    """
    opened = reader.columns(Incident, "id", *_CLOCKS, closed_at="")
    late = _late(reader, opened, now, today)
    narrow: dict[str, Any] = {**wanted.equals, **_SHOWN_BY.get(wanted.show, {})}
    if wanted.show == "overdue":
        narrow["id"] = frozenset(late)
    ids = [one for _day, one in sorted(_fitting(reader, wanted.words, narrow), reverse=True)]
    listed = _listed(reader, ids[:MOST], late)
    if wanted.show == "open":
        listed.sort(key=lambda one: (not one.bad.again, not one.late))
    counts: dict[Show, int] = {
        "open": len(opened),
        "overdue": len(late),
        "all": reader.count(Incident),
        "escalated": reader.count(Incident, escalated=True),
    }
    return Found(tuple(listed), len(ids), counts)


def _late(reader: Reader, opened: list[tuple[Any, ...]], now: datetime, today: date) -> set[int]:
    """Return the ids of those of which a clock is overdue: open ones, and those to be asked about again."""
    found = set()
    for one, *clocks in opened:
        told: dict[str, Any] = dict(zip(_CLOCKS, clocks, strict=True))
        if incidents.is_late(Incident(happened="", happened_on=None, **told), now, today):
            found.add(one)
    still_open = {one for one, *_clocks in opened}
    for one, on in reader.columns(Incident, "id", "follow_up_on", followed_up_at=""):
        if on is not None and on < today and one not in still_open:
            found.add(one)
    return found


def _fitting(reader: Reader, words: str, narrow: Mapping[str, Any]) -> list[tuple[date, int]]:
    """Return day and id of those that have all words and whose fields equal those of `narrow`."""
    asked = fold(words).split()
    if asked:
        narrow = {"id": _worded(reader, asked, narrow)}
    return [(day or date.min, one) for day, one in reader.columns(Incident, "happened_on", "id", **narrow)]


def _worded(reader: Reader, asked: list[str], narrow: Mapping[str, Any]) -> frozenset[int]:
    rows = reader.columns(Incident, "id", *_TEXTS, **narrow)
    names = _Names(reader, [row[1:4] for row in rows], fold)
    found = set()
    for one, customer, stage, defect, *texts in rows:
        whole = "\n".join((*names.of(customer, stage, defect), fold("\n".join(texts))))
        if all(word in whole for word in asked):
            found.add(one)
    return frozenset(found)


class _Names:
    """The names of what some incidents refer to, read at once; `links` are customer, stage and defect."""

    def __init__(
        self, reader: Reader, links: Iterable[Sequence[int | None]], change: Callable[[str], str] = str
    ) -> None:
        links = list(links)
        self._names: list[dict[int | None, str]] = []
        for place, (cls, title) in enumerate(((Customer, "name"), (Stage, "name"), (Standard, "text"))):
            wanted = frozenset(row[place] for row in links if row[place] is not None)
            rows = reader.columns(cls, "id", title, id=wanted)
            self._names.append({None: "", **{one: change(name) for one, name in rows}})

    def of(self, customer: int | None, stage: int | None, defect: int | None) -> tuple[str, str, str]:
        """Return the three names, "" where there is none."""
        customers, stages, defects = self._names
        return customers.get(customer, ""), stages.get(stage, ""), defects.get(defect, "")


def _listed(reader: Reader, ids: list[int], late: set[int]) -> list[Listed]:
    there = {row.id: row for row in reader.rows(Incident, id=frozenset(ids))}
    rows = [there[one] for one in ids]
    bad = repeats.severities(reader, ids)
    names = _Names(reader, [(row.record.customer, row.record.stage, row.record.defect) for row in rows])
    found = []
    for row in rows:
        record = row.record
        who, stage, defect = names.of(record.customer, record.stage, record.defect)
        found.append(Listed(row, bad[row.id], row.id in late, who or record.who, stage, defect))
    return found
