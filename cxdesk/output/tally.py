"""A tally sheet that came back: which squares stand on it, in the order of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.paper_form import PaperForm, typed_numbers
from cxdesk.output.places import Places
from cxdesk.schema.reading import Reader

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
    rows = [
        row for number in typed_numbers(typed) for row in reader.rows(PaperForm, number=number, sheet=SHEET)
    ]
    if not rows:
        return None
    record = rows[0].record
    try:
        places = Places.read(record.places).places
        squares = [
            (int(one.key["part"]), date.fromisoformat(str(one.key["start"])))
            for one in places
            if "part" in one.key
        ]
    except (KeyError, ValueError):  # a print that was taken back
        squares = []
    rows_of = {part: reader.find(MetricPart, part) for part, _start in squares}
    there = {part for part, row in rows_of.items() if row is not None and not row.record.taken_from}
    return TallyPaper(
        rows[0].id, record.number, tuple(one for one in squares if one[0] in there), record.keyed_on
    )
