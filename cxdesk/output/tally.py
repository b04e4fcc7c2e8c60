"""A tally sheet that came back: which squares stand on it, in the order of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxdesk.entities.metric_part import MetricPart
from cxdesk.schema.reading import Reader
from cxdesk.services.paper_forms import Places, form_by_number

SHEET = "tally-sheet"


@dataclass(frozen=True, slots=True)
class TallyPaper:
    """A printed sheet by its number: its squares as (number, first day).

    Those removed since, or counted from records by now, are left out.
    """

    form: int
    number: str
    cells: tuple[tuple[int, date], ...]
    keyed_on: date | None = None


def tally_paper(reader: Reader, typed: str) -> TallyPaper | None:
    """Return the sheet with a number as people type it: F-0042, f42 or 42. None for any other form."""
    form = form_by_number(reader, typed, SHEET)
    if form is None:
        return None
    record = form.record
    squares = [
        (int(one.key["part"]), date.fromisoformat(str(one.key["start"])))
        for one in Places.of(record).places
        if "part" in one.key
    ]
    rows_of = {part: reader.find(MetricPart, part) for part, _start in squares}
    there = {part for part, row in rows_of.items() if row is not None and not row.record.taken_from}
    return TallyPaper(
        form.id, record.number, tuple(one for one in squares if one[0] in there), record.keyed_on
    )
