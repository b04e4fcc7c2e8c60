"""A Five Whys sheet that came back: its number, and what was entered from it already."""

from __future__ import annotations

from dataclasses import dataclass

from cxdesk.entities.five_whys import FiveWhys
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.paper_forms import form_by_number

SHEET = "five-whys"


@dataclass(frozen=True, slots=True)
class WhysPaper:
    """A printed sheet by its number; `first` is what was entered from it."""

    form: int
    number: str
    first: Stored[FiveWhys] | None = None


def whys_paper(reader: Reader, typed: str) -> WhysPaper | None:
    """Return the sheet with a number as people type it: F-0042, f42 or 42. None for any other form."""
    form = form_by_number(reader, typed, SHEET)
    if form is None:
        return None
    number = form.record.number
    return WhysPaper(form.id, number, next(iter(reader.rows(FiveWhys, number=number)), None))
