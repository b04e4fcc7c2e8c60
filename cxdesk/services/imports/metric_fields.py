"""The columns of a table of numbers, and the rows that they make."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cxdesk import periods
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.services import cells as written
from cxdesk.services.cells import Cell, Line, text_of
from cxdesk.services.imports import period_text
from cxdesk.services.imports.mapping import Field, Mapping
from cxdesk.services.imports.period_text import Period
from cxdesk.text import clean, fold

FIELDS = (
    Field("metric", N_("Metric"), (N_("Name"), N_("Key figure"))),
    Field(
        "period", N_("Period"), (N_("Date"), N_("Day"), N_("Week"), N_("Month"), N_("Quarter"), N_("Year"))
    ),
    Field("value", N_("Value"), (N_("Number"),)),
    Field("numerator", N_("Numerator"), (N_("First number"),)),
    Field("denominator", N_("Denominator"), (N_("Second number"),)),
    Field("third", N_("Third number")),
    Field("promoters", N_("Promoters")),
    Field("passives", N_("Passives")),
    Field("detractors", N_("Detractors")),
    Field("answers", N_("Answers")),
    Field("asked", N_("Asked"), (N_("How many were asked"),)),
    Field("note", N_("Note"), (N_("Comment"),)),
)
NUMBERS = frozenset(
    {"value", "numerator", "denominator", "third", "promoters", "passives", "detractors", "answers", "asked"}
)
DAYS = frozenset({"period"})
_FORM = {
    "value": "value",
    **dict.fromkeys(("numerator", "denominator", "third"), "parts"),
    **dict.fromkeys(("promoters", "passives", "detractors", "answers"), "score"),
}


class Entered(NamedTuple):
    """One row: the numbers by field. `column` is the heading in a wide table, where each column is a row."""

    line: int
    name: str
    period: Period
    numbers: dict[str, Decimal]
    note: str = ""
    column: str = ""

    @property
    def form(self) -> str:
        """Which numbers are there: "value", "parts", "score", or "" for two of them at once."""
        forms = {_FORM[key] for key in self.numbers if key in _FORM}
        return forms.pop() if len(forms) == 1 else ""


class Wrong(NamedTuple):
    """A row that can't be read, and why."""

    line: int
    name: str
    where: str
    why: str


class RowReader:
    """Reads lines as a mapping says."""

    def __init__(self, head: tuple[str, ...], mapping: Mapping, first_weekday: int) -> None:
        self._mapping = mapping
        self._first_weekday = first_weekday
        self._names = {fold(name): here for name, here in mapping.names.items()}
        self._places = written.places(head, mapping.columns)
        by_column = written.places(head, {column: column for column in mapping.wide})
        self._wide = [(by_column[column], column, name) for column, name in mapping.wide.items()]
        self._numbers = [(key, place) for key, place in self._places.items() if key in NUMBERS]

    def rows(self, line: Line) -> Iterator[Entered | Wrong]:
        """Give what a line says: one row, or one for each filled column of a wide table."""
        name = self._called(self._text(line, "metric") or self._mapping.fixed.get("metric", ""))
        written = self._text(line, "period") or self._mapping.fixed.get("period", "")
        try:
            period = self._period(line, written)
        except UserError as error:
            yield Wrong(line.number, name, written, error.message)
            return
        if self._wide:
            for place, column, wide_name in self._wide:
                if text_of(_at(line, place)):
                    yield self._row(line, self._called(wide_name), period, (("value", place),), column)
        elif not name:
            yield Wrong(line.number, "", written, _("The name of the metric is missing."))
        else:
            yield self._row(line, name, period, self._numbers)

    def _row(
        self, line: Line, name: str, period: Period, numbers: object, column: str = ""
    ) -> Entered | Wrong:
        found: dict[str, Decimal] = {}
        for key, place in numbers:  # type: ignore[attr-defined]
            try:
                number = written.number(_at(line, place), self._mapping.decimal)
            except UserError as error:
                text = text_of(_at(line, place))[:40]
                why = error.message if text in error.message else f"“{text}”: {error.message}"
                return Wrong(line.number, name, period_text.written(*period), why)
            if number is not None:
                found[key] = number
        return Entered(line.number, name, period, found, self._text(line, "note"), column)

    def _period(self, line: Line, written: str) -> Period:
        cell = _at(line, self._places["period"]) if "period" in self._places else ""
        if isinstance(cell, date):
            found = Period("day", cell)
        elif not written:
            raise UserError(_("The period is missing."))
        else:
            found = period_text.parse(written, self._first_weekday, self._mapping.dates)
        wanted = self._mapping.cadence
        if wanted and found.cadence == "day":
            return Period(wanted, periods.start_of(wanted, found.start, self._first_weekday))
        return found

    def _called(self, name: str) -> str:
        """Return what a name of the table is called here."""
        return self._names.get(fold(name), name) if self._names else name

    def _text(self, line: Line, key: str) -> str:
        place = self._places.get(key)
        return "" if place is None else clean(text_of(_at(line, place)))


def _at(line: Line, place: int) -> Cell:
    return line.cells[place] if place < len(line.cells) else ""
