"""Forms that come back filled in, while they are drawn: where each box and line to write on stands.

A form is one numbered paper of one or more pages. While it is drawn, every box to tick and every line to
write on says what it stands for and where it is; that is kept beside the print record and read again when
the form is keyed in (`cxdesk.services.paper_forms`).

In each corner of each page stands a small code (`corner_text`), so that a picture of the page can be turned
upright, its form found, and each box looked at where it was printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdesk.output.paper import LEAST, MM
from cxdesk.services.paper_forms import FORMAT, Key, Kind, Place, Places

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

CORNERS = ("TL", "TR", "BL", "BR")  # top left, top right, bottom left, bottom right
CODE = 14 * MM  # the side of a code
QUIET = CODE / 21 * 4  # what stays white around it: four of its modules
CLEAR = LEAST + CODE + QUIET  # from the edge of the paper


def corner_text(number: str, page: int, corner: str) -> str:
    """Return what a code says: `CXD1 F-0042 2 TL`.

    Four words with a blank between: the program's mark with the version of this format, the form number,
    the page of the form from 1, and the corner (TL, TR, BL, BR). All letters are of the alphanumeric set of
    QR codes, so that the smallest one, 21 modules wide, holds 20 of them and is read with 15 % of it dirty.
    """
    return f"CXD{FORMAT} {number} {page} {corner}"


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
