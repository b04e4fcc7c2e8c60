"""Whose numbers a row holds: a metric that is there, a number to enter, or a metric to be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.reading import Reader
from cxdesk.services.imports.metric_fields import Entered
from cxdesk.services.metrics.series import NEEDED
from cxdesk.text import fold

ASKED = 3
"""The place of how many were asked, after the three numbers of a formula."""
_ALIKE = 0.75
_FIELDS = ("numerator", "denominator", "third")
_NAME = spec_of(Metric).fields["name"]


class There(NamedTuple):
    """What stands for a number in a period, with the id of its row."""

    id: int
    value: Decimal | None
    note: str


@dataclass
class Number:
    """A number to enter: one that is there, or one to be made."""

    part: MetricPart
    id: int = 0
    looked_up: bool = False
    there: dict[date, There] = field(default_factory=dict)
    planned: dict[date, tuple[Decimal, str | None, int]] = field(default_factory=dict)
    """By first day: the number, its note if one is given, and the line that says so."""
    places: int = 0
    """The decimals of what is planned, at most."""


@dataclass
class Subject:
    """A metric, or a number to enter by itself, with its numbers by place."""

    name: str
    formula: str
    cadence: str
    numbers: dict[int, Number]
    metric: int = 0
    new: bool = False
    larger: bool = False
    """Whether a first number was larger than its second: that is no share."""

    def has_plans(self) -> bool:
        """Tell whether a number is to be entered."""
        return any(number.planned for number in self.numbers.values())

    def filled(self, row: Entered) -> dict[int, Decimal]:
        """Return the numbers of a row by place. Raises UserError where they don't fit the formula."""
        form = row.form
        if not form and not set(row.numbers) - {"asked"}:
            raise UserError(_("There is no number in it."))
        if not form:
            raise UserError(_("It has a value and parts at once: only one of them can count."))
        found = self._of_form(form, row.numbers)
        if "asked" in row.numbers:
            found[ASKED] = row.numbers["asked"]
        return found

    def _of_form(self, form: str, numbers: Mapping[str, Decimal]) -> dict[int, Decimal]:
        single = self.formula in {"total", "growth"}
        if form == "value":
            if single:
                return {0: numbers["value"]}
            raise UserError(
                _("“{name}” is computed of {count} numbers: give them, not the result.").format(
                    name=self.name, count=NEEDED[self.formula]
                )
            )
        if form == "score":
            if self.formula != "score":
                raise UserError(_("“{name}” is no recommend score.").format(name=self.name))
            return _score(numbers)
        if single:
            raise UserError(
                _("“{name}” is one number: put it into the column of values.").format(name=self.name)
            )
        found = {place: numbers[key] for place, key in enumerate(_FIELDS) if key in numbers}
        if len(found) > NEEDED[self.formula]:
            raise UserError(_("“{name}” has no third number.").format(name=self.name))
        return found


def _score(numbers: Mapping[str, Decimal]) -> dict[int, Decimal]:
    found = {place: numbers[key] for place, key in enumerate(("promoters", "detractors")) if key in numbers}
    all_three = {"promoters", "passives", "detractors"} <= numbers.keys()
    groups = ("promoters", "passives", "detractors")
    counted = sum((numbers[key] for key in groups), Decimal()) if all_three else None
    answers = numbers.get("answers", counted)
    if answers is None:
        raise UserError(_("Either the passives or all answers have to be told, too."))
    if counted is not None and answers != counted:
        raise UserError(_("Promoters, passives and detractors don't add up to the answers."))
    if answers < sum(found.values(), Decimal()):
        raise UserError(_("There can't be fewer answers than promoters and detractors."))
    return {**found, 2: answers}


class Subjects:
    """Finds whose numbers a row holds, by name without regard to case and accents."""

    def __init__(self, reader: Reader, *, parts_first: bool) -> None:
        self._reader = reader
        self._of_id: dict[int, Number] = {}
        self._known: dict[str, Subject] = {}
        self.ambiguous: set[str] = set()
        parts = {row.id: row for row in reader.rows(MetricPart)}
        metrics = [self._of_metric(row, parts) for row in reader.rows(Metric)]
        singles = [self._of_part(row) for row in parts.values()]
        for one in (*singles, *metrics) if parts_first else (*metrics, *singles):
            key = fold(one.name)
            if key in self._known and bool(self._known[key].metric) == bool(one.metric):
                self.ambiguous.add(key)
            self._known.setdefault(key, one)

    def of(self, row: Entered) -> Subject:
        """Return whose row it is, new where nobody has the name. Raises UserError, Refused."""
        key = fold(row.name)
        if key in self.ambiguous:
            raise UserError(
                _("“{name}” is the name of several: name them apart first.").format(name=row.name)
            )
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _new(row)
        return found

    def give_up(self, name: str) -> None:
        """Forget a metric to be made that got no number: a line that is refused says nothing of it."""
        found = self._known.get(fold(name))
        if found is not None and found.new and not found.has_plans():
            del self._known[fold(name)]

    @property
    def new(self) -> list[Subject]:
        """The metrics to be made."""
        return [one for one in self._known.values() if one.new and one.has_plans()]

    def likely(self, name: str) -> str:
        """Return the name of one that is there, takes as many numbers, and is written much like this one."""
        single = self._known[fold(name)].formula == "total"
        known = {
            key: one.name
            for key, one in self._known.items()
            if not one.new and (one.formula in {"total", "growth"}) == single
        }
        found = get_close_matches(fold(name), known, n=1, cutoff=_ALIKE)
        return known[found[0]] if found else ""

    @property
    def numbers(self) -> list[Number]:
        """All numbers for which something is planned, each once."""
        found = {id(n): n for one in self._known.values() for n in one.numbers.values() if n.planned}
        return list(found.values())

    @property
    def asking(self) -> list[Subject]:
        """The metrics that are there and get, as a new number, how many were asked."""
        return [
            one
            for one in self._known.values()
            if one.metric and (asked := one.numbers.get(ASKED)) and asked.planned and not asked.id
        ]

    def number(self, subject: Subject, place: int) -> Number:
        """Return a number of a metric, with what stands there already."""
        found = subject.numbers.get(place)
        if found is None:
            if place != ASKED and not subject.new:
                raise UserError(
                    _("“{name}” lacks one of its numbers: complete it in the window first.").format(
                        name=subject.name
                    )
                )
            # A count is refused a fraction; whether it is one is known in the end.
            part = MetricPart(name=_part_name(subject, place), cadence=subject.cadence, unit="minutes")
            found = subject.numbers[place] = Number(part)
        if found.id and not found.looked_up:
            found.looked_up = True
            rows = self._reader.columns(PartValue, "starts_on", "id", "value", "note", part=found.id)
            found.there = {row[0]: There(*row[1:]) for row in rows}
        return found

    def _of_metric(self, row: Stored[Metric], parts: Mapping[int, Stored[MetricPart]]) -> Subject:
        metric = row.record
        places = enumerate((metric.first, metric.second, metric.third)[: NEEDED[metric.formula]])
        numbers = {place: self._shared(parts[part]) for place, part in places if part and part in parts}
        if metric.asked and metric.asked in parts:
            numbers[ASKED] = self._shared(parts[metric.asked])
        return Subject(metric.name, metric.formula, metric.cadence, numbers, metric=row.id)

    def _of_part(self, row: Stored[MetricPart]) -> Subject:
        return Subject(row.record.name, "total", row.record.cadence, {0: self._shared(row)})

    def _shared(self, row: Stored[MetricPart]) -> Number:
        """Return the one object for a number, however many metrics use it."""
        if row.id not in self._of_id:
            self._of_id[row.id] = Number(row.record, row.id)
        return self._of_id[row.id]


def _new(row: Entered) -> Subject:
    """Return a metric to be made, as the first row of it asks. Raises UserError, Refused."""
    formula = {"value": "total", "parts": "share", "score": "score"}.get(row.form, "")
    if not formula or "third" in row.numbers:
        raise UserError(
            _(
                "There is no metric “{name}” yet, and its columns don't tell how it is computed:"
                " make it in the window first."
            ).format(name=row.name)
        )
    return Subject(_NAME.clean(row.name), formula, row.period.cadence, {}, new=True)


def _part_name(subject: Subject, place: int) -> str:
    """Return the name of a number to be made."""
    if place == ASKED:
        return _("{metric}: asked").format(metric=subject.name)
    if subject.formula == "total":
        return subject.name
    if subject.formula == "score":
        names = (_("{metric}: promoters"), _("{metric}: detractors"), _("{metric}: answers"))
    else:
        names = (_("{metric}: numerator"), _("{metric}: denominator"), _("{metric}: third number"))
    return names[place].format(metric=subject.name)
