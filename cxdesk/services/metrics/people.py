"""A metric by person: private, with how many each is made of, in an order only where that says something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cxdesk import clock, periods
from cxdesk.entities.metric import Metric
from cxdesk.entities.person import Person
from cxdesk.entities.person_result import PersonResult
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.metrics.answers import sample
from cxdesk.services.metrics.series import NEEDED, Point
from cxdesk.services.open_days import open_days
from cxdesk.services.statistics import shares
from cxdesk.services.statistics.figures import exact
from cxdesk.services.statistics.shares import Hits, Recommend, Score, TooFew

BY_PERSON = frozenset({"share", "score"})
"""Formulas that can be told apart by person with an interval."""


class PersonLine(NamedTuple):
    """One person's result over some periods; `rank` is 0 where no order is allowed."""

    person: int
    name: str
    counts: Hits | Recommend
    score: Score | TooFew
    rank: int = 0


def keep(
    tx: Writer, metric_id: int, person: int, start: date, numbers: Sequence[Decimal | None], note: str = ""
) -> int:
    """Keep the numbers of one person for one period, in the place of those that stood there.

    Raises InputError for a metric that can't be told by person, for a period to come, and for counts that
    can't be. Raises ValueError for a day that begins no period of the metric.
    """
    metric = tx.get(Metric, metric_id).record
    if metric.formula not in BY_PERSON:
        raise InputError({"metric": _("Only shares and scores of counts can be told by person.")})
    if periods.start_of(metric.cadence, start, open_days(tx).first_weekday) != start:
        raise ValueError(f"{start} begins no {metric.cadence}")
    if start > clock.today():
        raise InputError({"starts_on": _("That period is still to come.")})
    values = dict(zip(("first", "second", "third"), numbers, strict=False))
    _check(metric, start, numbers[: NEEDED[metric.formula]])
    for row in tx.rows(PersonResult, metric=metric_id, person=person, starts_on=start):
        tx.change(PersonResult, row.id, **values, note=note)
        return row.id
    return tx.add(PersonResult(metric=metric_id, person=person, starts_on=start, note=note, **values))


def take_out(tx: Writer, metric_id: int, person: int, start: date) -> None:
    """Take out what one person has for one period, if anything."""
    for row in tx.rows(PersonResult, metric=metric_id, person=person, starts_on=start):
        tx.remove(PersonResult, row.id)


def _check(metric: Metric, start: date, numbers: Sequence[Decimal | None]) -> None:
    known = [exact(one) for one in numbers if one is not None]
    if len(known) < NEEDED[metric.formula]:
        raise InputError({"first": _("All numbers are needed: without them nobody can tell of how many.")})
    if any(one < 0 or one.denominator != 1 for one in known):
        raise InputError({"first": _("These are counted: whole numbers, and none below nothing.")})
    if not known[-1]:
        raise InputError({"second": _("Out of nothing there is no result: leave the line empty.")})
    if sample(metric, _point(start, tuple(known))) is None:
        raise InputError({"first": _("These numbers can't be: the first ones are more than all of them.")})


def by_person(reader: Reader, metric_id: int, first: date, last: date) -> list[PersonLine]:
    """Return the results of people over the periods that begin from one day to another.

    In the order of their scores where everybody has ten answers or more (`shares.may_rank`), else by name.
    """
    metric = reader.get(Metric, metric_id).record
    sums: dict[int, list[Fraction]] = {}
    for row in reader.rows(PersonResult, metric=metric_id):
        one = row.record
        if one.person is None or one.starts_on is None or not first <= one.starts_on <= last:
            continue
        there = sums.setdefault(one.person, [Fraction()] * NEEDED[metric.formula])
        for place, value in enumerate((one.first, one.second, one.third)[: len(there)]):
            there[place] += exact(value or 0)
    lines = []
    for person, numbers in sums.items():
        found = sample(metric, _point(first, tuple(numbers)))
        stored = reader.find(Person, person)
        if found is not None and stored is not None:
            lines.append(PersonLine(person, stored.record.name, found, shares.score(found)))
    return _ranked(metric, lines)


def _ranked(metric: Metric, lines: list[PersonLine]) -> list[PersonLine]:
    by_name = sorted(lines, key=lambda line: line.name.casefold())
    if len(lines) < 2 or not shares.may_rank(*(line.counts for line in lines)):
        return by_name
    best = metric.direction == "up"
    values = {line.person: line.score.value for line in lines if isinstance(line.score, Score)}
    ordered = sorted(by_name, key=lambda line: values[line.person], reverse=best)
    ranks = [1 + sum(1 for value in values.values() if (value > values[line.person]) is best and
                     value != values[line.person]) for line in ordered]  # fmt: skip
    return [line._replace(rank=rank) for line, rank in zip(ordered, ranks, strict=True)]


def _point(start: date, numbers: tuple[Fraction | None, ...]) -> Point:
    return Point(start, None, numbers)
