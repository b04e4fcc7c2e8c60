"""A walk-round sheet that came back: which cues stand on it, in the order of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.schema.reading import Reader
from cxdesk.services.paper_forms import Places, form_by_number

SHEET = "walk-round-sheet"


@dataclass(frozen=True, slots=True)
class WalkPaper:
    """A printed sheet by its number; cues that were removed since are left out."""

    form: int
    number: str
    cues: tuple[int, ...]
    keyed_on: date | None = None


def walk_paper(reader: Reader, typed: str) -> WalkPaper | None:
    """Return the sheet with a number as people type it: F-0042, f42 or 42. None for any other form."""
    form = form_by_number(reader, typed, SHEET)
    if form is None:
        return None
    record, places = form.record, Places.of(form.record).places
    asked = dict.fromkeys(int(one.key["cue"]) for one in places if one.key.get("field") == "gone")
    cues = tuple(cue for cue in asked if reader.find(NegativeCue, cue) is not None)
    return WalkPaper(form.id, record.number, cues, record.keyed_on)
