"""Paper: its sizes, and what of a page may be used."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
PAPERS = {"A4": (210 * MM, 297 * MM), "Letter": (612.0, 792.0)}
# Posters only: drawn on a smaller page and enlarged as a whole, so that type grows with the distance.
ENLARGED = {"A3": 2**0.5, "Tabloid": 11 / 8.5}
_LARGE = {"A3": (297 * MM, 420 * MM), "Tabloid": (792.0, 1224.0)}
LEAST = 10 * MM  # many printers clip what lies further out

TEXT_SIZES = {"small": 0.9, "normal": 1.0, "large": 1.2}


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page and its margins. `inner` is the left one; in a `duplex` book, that of the binding.

    On paper all of it is `enlarged`.
    """

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    duplex: bool = False
    enlarged: float = 1.0

    @property
    def body(self) -> float:
        """The width between the margins."""
        return self.width - self.inner - self.outer

    def left(self, number: int) -> float:
        """Return where the body begins on a page: on even pages of a duplex book at the outer margin."""
        return self.outer if self.duplex and number % 2 == 0 else self.inner


def geometry(paper: str, *, landscape: bool = False, side: float = 15.0, ends: float = 12.0) -> Geometry:
    """Return a page with margins in millimetres."""
    enlarged = ENLARGED.get(paper, 1.0)
    short, long = (length / enlarged for length in (PAPERS | _LARGE)[paper])
    width, height = (long, short) if landscape else (short, long)
    return Geometry(width, height, side * MM, side * MM, ends * MM, ends * MM, enlarged=enlarged)


def bound(paper: str, gutter: float = 24.0, outer: float = 22.0) -> Geometry:
    """Return a page to be printed on both sides and punched: a gutter for two or three holes."""
    width, height = PAPERS[paper]
    return Geometry(width, height, gutter * MM, outer * MM, 12 * MM, 12 * MM, duplex=True)
