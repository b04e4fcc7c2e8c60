"""Tables of numbers for metrics: what each row would do, and doing it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cxdesk import clock, periods
from cxdesk.entities.metric import Metric
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import changed, spec_of
from cxdesk.schema.kinds import Refused
from cxdesk.schema.reading import Reader
from cxdesk.services.imports import mapping as mappings
from cxdesk.services.imports import metric_fields, period_text
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.metric_fields import Entered, RowReader, Wrong
from cxdesk.services.imports.metric_subjects import ASKED, Number, Subject, Subjects
from cxdesk.services.imports.period_text import Period
from cxdesk.services.imports.plans import (
    LINES_A_STEP,
    NOTHING,
    SEPARATOR,
    BulkWriter,
    Item,
    Plan,
    Tally,
    What,
)
from cxdesk.services.imports.tables import Table
from cxdesk.services.metrics import entry
from cxdesk.services.open_days import open_days
from cxdesk.store.steps import Steps

_VALUE, _NOTE = (spec_of(PartValue).fields[name] for name in ("value", "note"))
_NAMES = ("first", "second", "third")
_BY = {
    "day": N_("by the day"),
    "week": N_("by the week"),
    "month": N_("by the month"),
    "quarter": N_("by the quarter"),
    "year": N_("by the year"),
}
_MADE = {
    "total": N_("“{name}” is new: one number, {cadence}."),
    "share": N_("“{name}” is new: a share of two numbers, {cadence}."),
    "ratio": N_("“{name}” is new: one number for each of another, {cadence}."),
    "score": N_("“{name}” is new: a recommend score, {cadence}."),
}
MOST_DECIMALS = 2


class MetricTable:
    """The target for tables of numbers."""

    kind = "metrics"
    label = N_("Numbers of metrics")
    fields = metric_fields.FIELDS
    numbers = metric_fields.NUMBERS
    days = metric_fields.DAYS
    many: frozenset[str] = frozenset()
    wide = True

    def proposed(self, table: Table) -> Mapping:
        """Return what the columns are by their headings."""
        return Mapping(columns=mappings.propose(table.head, self.fields))

    def knows(self, mapping: Mapping) -> str:
        """Return why a mapping is not enough, or nothing."""
        there = set(mapping.columns) | set(mapping.fixed)
        unknown = there - {field.key for field in self.fields} | (set(mapping.fixed) - {"metric", "period"})
        if unknown:
            return _("A table of numbers has no {names}.").format(names=", ".join(sorted(unknown)))
        if "period" not in there:
            return _("No column tells the period, such as 2026-11-20 or 2026-W47. Say which one does.")
        if mapping.wide:
            return ""
        if "metric" not in there:
            return _("No column tells the metric. Say which one does, or which columns are numbers.")
        if not there & {"value", "numerator", "promoters", "detractors"}:
            return _("No column holds the numbers. Say which one does.")
        return ""

    def plan(self, reader: Reader, table: Table, mapping: Mapping) -> Steps[Plan]:
        """Look at every line. Raises UserError where a column is missing."""
        days = open_days(reader)
        rows = RowReader(table.head, mapping, days.first_weekday)
        language = next((row.record.language for row in reader.rows(Shop)), "en")
        made = MetricsPlan(Subjects(reader, parts_first=bool(mapping.wide)), days.first_weekday, language)
        for count, line in enumerate(table.lines(), 1):
            for row in rows.rows(line):
                made.take(row)
            if count % LINES_A_STEP == 0:
                yield
        made.settle()
        return made


class MetricsPlan:
    """What a table of numbers would do."""

    def __init__(self, subjects: Subjects, first_weekday: int, language: str) -> None:
        self.tally = Tally()
        self.notices: list[str] = []
        self.likely: list[tuple[str, str]] = []
        """Names that are new, each with the one that is there and may be meant."""
        self._subjects = subjects
        self._first_weekday = first_weekday
        self._language = language
        self._today = clock.today()

    def take(self, row: Entered | Wrong) -> None:
        """Plan a row, or note why it can't be taken."""
        if isinstance(row, Wrong):
            self.tally.note(Item(row.line, "wrong", row.name, row.where, why=row.why))
            return
        try:
            self.tally.note(self._planned(row))
        except (UserError, Refused) as error:
            self._subjects.give_up(row.name)
            where = period_text.written(*row.period)
            why = error.message if isinstance(error, UserError) else str(error)
            self.tally.note(Item(row.line, "wrong", row.name, where, why=why))

    def settle(self) -> None:
        """Decide what only all rows together tell: how a new metric is computed, and what its numbers are."""
        for subject in self._subjects.new:
            if subject.formula == "share" and subject.larger:
                subject.formula = "ratio"
            words = _(_MADE[subject.formula])
            said = words.format(name=subject.name, cadence=_(_BY[subject.cadence]))
            likely = self._subjects.likely(subject.name)
            if likely:
                self.likely.append((subject.name, likely))
                said += " " + _("Did you mean “{name}”?").format(name=likely)
            self.notices.append(said)
        self.notices.sort(key=lambda said: not said.endswith("?"))
        for number in self._subjects.numbers:
            if not number.id:
                number.part = changed(number.part, unit="minutes" if number.places else "count")

    def write(self, tx: BulkWriter) -> Steps[None]:
        """Write what is planned: new metrics, then all numbers."""
        for number in self._subjects.numbers:
            if not number.id:
                number.id = tx.add(number.part)
        for subject in self._subjects.new:
            tx.add(_metric(subject))
        for subject in self._subjects.asking:
            tx.change(Metric, subject.metric, asked=subject.numbers[ASKED].id)
        yield
        for number in self._subjects.numbers:
            yield from _write_number(tx, number)

    def _planned(self, row: Entered) -> Item:
        subject = self._subjects.of(row)
        filled = subject.filled(row)
        numbers = {place: self._subjects.number(subject, place) for place in filled}
        starts = {place: self._start(subject, number, row.period) for place, number in numbers.items()}
        values = {place: _VALUE.clean(value) for place, value in filled.items()}
        notes: dict[int, str | None] = dict.fromkeys(numbers)
        notes[next(iter(numbers))] = _NOTE.clean(row.note) or None  # it stands beside the first number
        for place, number in numbers.items():
            entry.check(number.part, starts[place], values[place], today=self._today, language=self._language)
            notes[place] = _settled(number, starts[place], values[place], notes[place])
        if subject.new and {0, 1} <= values.keys() and subject.formula != "score":
            subject.larger |= values[0] > values[1]
        acts, before = set(), []
        for place, number in numbers.items():
            was = number.there.get(starts[place])
            before.append(None if was is None else was.value)
            number.planned[starts[place]] = (values[place], notes[place], row.line)
            number.places = max(number.places, _places(values[place]))
            acts.add(_act(was, values[place], notes[place]))
        what: What = "update" if "update" in acts else "add" if "add" in acts else "same"
        if not self.tally.wants(what):
            return Item(row.line, what)
        return Item(
            row.line, what, subject.name, period_text.written(*row.period),
            was=_joined(before), now=_joined(list(values.values())),
        )  # fmt: skip

    def _start(self, subject: Subject, number: Number, period: Period) -> date:
        """Return the first day of the period for a number. Raises UserError for one of another length."""
        cadence = number.part.cadence
        if period.cadence == cadence:
            return period.start
        first = periods.start_of(cadence, period.start, self._first_weekday)
        # Not even the first day is taken for its week: a table by the day would give its Mondays alone.
        raise UserError(
            _("“{name}” is entered {cadence}, such as {example}.").format(
                name=number.part.name if number.id else subject.name,
                cadence=_(_BY[cadence]),
                example=period_text.written(cadence, first),
            )
        )


def _write_number(tx: BulkWriter, number: Number) -> Steps[None]:
    new: list[object] = []
    for count, (start, (value, note, _line)) in enumerate(number.planned.items(), 1):
        there = number.there.get(start)
        if there is None:
            new.append(PartValue(part=number.id, starts_on=start, value=value, note=note or ""))
        elif _act(there, value, note) == "update":
            tx.change(PartValue, there.id, value=value, note=there.note if note is None else note)
        if count % LINES_A_STEP == 0:
            tx.add_all(new)
            new = []
            yield
            yield from tx.settle()
    tx.add_all(new)
    yield from tx.settle()


def _act(was: object, value: Decimal, note: str | None) -> str:
    there = getattr(was, "value", None)
    if there is None and was is None:
        return "add"
    same = there == value and (note is None or note == getattr(was, "note", ""))
    return "same" if same else "update"


def _settled(number: Number, start: date, value: Decimal, note: str | None) -> str | None:
    """Return the note of a number, or that of an earlier line. Raises UserError where that says otherwise."""
    if start not in number.planned:
        return note
    said, noted, line = number.planned[start]
    if said != value:
        words = _("Line {line} says {value} for the same: only one of them can be right.")
        raise UserError(words.format(line=line, value=f"{said:f}"))
    if note and noted and note != noted:
        words = _("Line {line} has another note for the same: only one of them can be kept.")
        raise UserError(words.format(line=line))
    return noted or note


def _metric(subject: Subject) -> Metric:
    """Return a metric to be made, whose numbers are there."""
    numbers = [subject.numbers.get(place) for place in range(3)]
    decimals = MOST_DECIMALS if subject.formula == "ratio" else 1 if subject.formula == "share" else 0
    if subject.formula == "total":
        decimals = subject.numbers[0].places
    asked = subject.numbers.get(ASKED)
    parts: dict[str, Any] = {
        name: number.id or None for name, number in zip(_NAMES, numbers, strict=True) if number
    }
    return Metric(
        name=subject.name,
        formula=subject.formula,
        cadence=subject.cadence,
        decimals=decimals,
        survey=subject.formula == "score",
        asked=None if asked is None or not asked.id else asked.id,
        **parts,
    )


def _places(value: Decimal) -> int:
    """Return how many decimals a number has."""
    if value == value.to_integral_value():
        return 0
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _joined(values: list[Decimal | None]) -> str:
    shown = [NOTHING if value is None else f"{value.normalize():f}" for value in values]
    return "" if all(value is None for value in values) else SEPARATOR.join(shown)
