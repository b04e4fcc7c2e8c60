"""Paper: its sizes, and what of a page may be used."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
PAPERS = {"A4": (210 * MM, 297 * MM), "Letter": (612.0, 792.0)}
LEAST = 10 * MM  # many printers clip what lies further out

TEXT_SIZES = {"small": 0.9, "normal": 1.0, "large": 1.2}


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page and its margins. `inner` is the left one; in a `duplex` book, that of the binding."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    duplex: bool = False

    @property
    def body(self) -> float:
        """The width between the margins."""
        return self.width - self.inner - self.outer

    def left(self, number: int) -> float:
        """Return where the body begins on a page: on even pages of a duplex book at the outer margin."""
        return self.outer if self.duplex and number % 2 == 0 else self.inner


def geometry(paper: str, *, landscape: bool = False, side: float = 15.0, ends: float = 12.0) -> Geometry:
    """Return a page with margins in millimetres."""
    short, long = PAPERS[paper]
    width, height = (long, short) if landscape else (short, long)
    return Geometry(width, height, side * MM, side * MM, ends * MM, ends * MM)


def bound(paper: str, gutter: float = 24.0, outer: float = 22.0) -> Geometry:
    """Return a page to be printed on both sides and punched: a gutter for two or three holes."""
    width, height = PAPERS[paper]
    return Geometry(width, height, gutter * MM, outer * MM, 12 * MM, 12 * MM, duplex=True)
