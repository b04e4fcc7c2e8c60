"""Forms that come back filled in: their numbers, and what each of their boxes and lines stands for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxdesk.entities.paper_form import PaperForm
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader

Kind = Literal["tick", "line"]
Key = Mapping[str, str | int]

FORMAT = 1
"""Of the places of a form, and of the codes in its corners."""
_NUMBER = re.compile(r"F-([0-9]+)")


def number_text(number: int) -> str:
    """Return a form number as it is printed: figures only, so that none is taken for a letter."""
    return f"F-{number:04}"


def next_number(reader: Reader) -> int:
    """Return the first number above all that were given out."""
    found = (_NUMBER.fullmatch(number) for number in reader.values(PaperForm, "number"))
    return 1 + max((int(one.group(1)) for one in found if one), default=0)


def typed_numbers(typed: str) -> list[str]:
    """Return the form numbers that people mean by what they type: F-0042, f42 or 42."""
    figures = re.sub(r"[^0-9]", "", typed)[:12]
    meant = dict.fromkeys([typed.strip().upper(), f"F-{int(figures):04}" if figures else ""])
    return [number for number in meant if number]


def form_by_number(reader: Reader, typed: str, sheet: str = "") -> Stored[PaperForm] | None:
    """Return the form, of one kind of sheet if that is said, with a number as people type it, or None."""
    kind = {"sheet": sheet} if sheet else {}
    found = (row for number in typed_numbers(typed) for row in reader.rows(PaperForm, number=number, **kind))
    return next(found, None)


@dataclass(frozen=True, slots=True)
class Place:
    """A box to tick, or room to write on a line: in millimetres from the top left of its page."""

    page: int
    x: float
    y: float
    width: float
    height: float
    kind: Kind
    key: Key


@dataclass(frozen=True, slots=True)
class Places:
    """What `PaperForm.places` holds: the sizes of the pages in millimetres, and the places on them."""

    pages: tuple[tuple[float, float], ...] = ()
    places: tuple[Place, ...] = ()

    def written(self) -> str:
        """Return it as JSON, the same for the same form."""
        rows = [
            [one.page, one.x, one.y, one.width, one.height, one.kind, dict(one.key)] for one in self.places
        ]
        whole = {"format": FORMAT, "pages": self.pages, "places": rows}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Places:
        """Return what `written` wrote. Raises ValueError for anything else."""
        try:
            whole = json.loads(text)
            if whole["format"] != FORMAT:
                raise ValueError(text[:80])
            pages = tuple((float(wide), float(high)) for wide, high in whole["pages"])
            places = tuple(
                Place(page, x, y, wide, high, kind, dict(key))
                for page, x, y, wide, high, kind, key in whole["places"]
            )
        except (KeyError, TypeError) as error:
            raise ValueError(text[:80]) from error
        return cls(pages, places)

    @classmethod
    def of(cls, form: PaperForm) -> Places:
        """Return the places of a form; none for one whose print was taken back."""
        try:
            return cls.read(form.places)
        except ValueError:
            return cls()
