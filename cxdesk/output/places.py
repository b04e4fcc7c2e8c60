"""Forms that come back filled in: their numbers, and where each box and line to write on stands.

A form is one numbered paper of one or more pages. While it is drawn, every box to tick and every line to
write on says what it stands for and where it is; that is kept as JSON beside the print record
(`PaperForm.places`).
Nothing here draws, and nothing here needs reportlab: who keys a form in reads `Places.read`.

In each corner of each page stands a small code (`corner_text`), so that a picture of the page can be turned
upright, its form found, and each box looked at where it was printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cxdesk.entities.paper_form import PaperForm
from cxdesk.output.paper import LEAST, MM
from cxdesk.schema.reading import Reader

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Kind = Literal["tick", "line"]
Key = Mapping[str, str | int]

CORNERS = ("TL", "TR", "BL", "BR")  # top left, top right, bottom left, bottom right
CODE = 14 * MM  # the side of a code
QUIET = CODE / 21 * 4  # what stays white around it: four of its modules
CLEAR = LEAST + CODE + QUIET  # from the edge of the paper
_FORMAT = 1
_NUMBER = re.compile(r"F-([0-9]+)")


def number_text(number: int) -> str:
    """Return a form number as it is printed: figures only, so that none is taken for a letter."""
    return f"F-{number:04}"


def next_number(reader: Reader) -> int:
    """Return the first number above all that were given out."""
    found = (_NUMBER.fullmatch(number) for number in reader.values(PaperForm, "number"))
    return 1 + max((int(one.group(1)) for one in found if one), default=0)


def corner_text(number: str, page: int, corner: str) -> str:
    """Return what a code says: `CXD1 F-0042 2 TL`.

    Four words with a blank between: the program's mark with the version of this format, the form number,
    the page of the form from 1, and the corner (TL, TR, BL, BR). All letters are of the alphanumeric set of
    QR codes, so that the smallest one, 21 modules wide, holds 20 of them and is read with 15 % of it dirty.
    """
    return f"CXD{_FORMAT} {number} {page} {corner}"


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
        whole = {"format": _FORMAT, "pages": self.pages, "places": rows}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Places:
        """Return what `written` wrote. Raises ValueError for anything else."""
        try:
            whole = json.loads(text)
            if whole["format"] != _FORMAT:
                raise ValueError(text[:80])
            pages = tuple((float(wide), float(high)) for wide, high in whole["pages"])
            places = tuple(
                Place(page, x, y, wide, high, kind, dict(key))
                for page, x, y, wide, high, kind, key in whole["places"]
            )
        except (KeyError, TypeError) as error:
            raise ValueError(text[:80]) from error
        return cls(pages, places)


@dataclass(slots=True)
class Form:
    """One form while it is drawn. Without a number it bears no codes and is not kept."""

    number: str
    part: int
    pages: list[tuple[float, float]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    _high: float = 0.0

    def begin_page(self, width: float, height: float) -> int:
        """Note that a page of this size (in points) begins; return its number."""
        self._high = height
        self.pages.append((round(width / MM, 2), round(height / MM, 2)))
        return len(self.pages)

    def put(
        self, canv: Canvas, kind: Kind, key: Key, x: float, top: float, width: float, height: float
    ) -> None:
        """Note what stands on the page with its upper left corner here."""
        x, top = canv.absolutePosition(x, top)
        left, down, wide, high = (round(one / MM, 2) for one in (x, self._high - top, width, height))
        self.places.append(Place(len(self.pages), left, down, wide, high, kind, key))

    def written(self) -> str:
        """Return the places as JSON."""
        return Places(tuple(self.pages), tuple(self.places)).written()
