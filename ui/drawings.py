"""What the files of `resources/icons` draw, as outlines to be stroked.

Of all that an SVG can say they use a twentieth (`tests/ui/test_icons.py` sees to it), and are read without
QtSvg: that library would be a part of every start, and of the memory as long as the program runs.
"""

from __future__ import annotations

from math import atan2, ceil, cos, sin, sqrt, tan, tau

from PySide6.QtGui import QPainterPath

GRID = 24
"""The side of a drawing."""
STROKE = 1.75

_APART = {ord(letter): f" {letter} " for letter in "MmLlHhVvCcSsAaZz"} | {ord("-"): " -", ord(","): " "}
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}
"""How many numbers each letter of a path takes at a time."""
_A_LITTLE = 1e-6


def outline(svg: str) -> QPainterPath:
    """Return the lines of a drawing. Raises KeyError for a letter of a path that none of ours has."""
    path = QPainterPath()
    for part in svg.split("<")[2:]:  # behind that of the whole
        kind, _space, words = part.partition(" ")
        marked = words.split('"')
        said = dict(zip((name.strip(" =") for name in marked[::2]), marked[1::2], strict=False))
        if kind == "path":
            _Pen(path).follow(said["d"])
        elif kind == "circle":
            x, y, radius = (float(said[name]) for name in ("cx", "cy", "r"))
            path.addEllipse(x - radius, y - radius, 2 * radius, 2 * radius)
        elif kind == "rect":
            x, y, width, height, radius = (float(said[name]) for name in ("x", "y", "width", "height", "rx"))
            path.addRoundedRect(x, y, width, height, radius, radius)
    return path


class _Pen:
    """Goes along a path; places are complex numbers."""

    def __init__(self, path: QPainterPath) -> None:
        self._path = path
        self._at = self._begun = self._bent = 0j

    def follow(self, steps: str) -> None:
        """Draw what the letters and numbers of a path say."""
        words = steps.translate(_APART).split()
        place = 0
        while place < len(words):
            letter, place = words[place], place + 1
            kind, takes = letter.upper(), _TAKES[letter.upper()]
            while True:
                origin = self._at if letter.islower() else 0j
                self._step(kind, origin, [float(word) for word in words[place : place + takes]])
                place += takes
                if not takes or place >= len(words) or words[place].isalpha():
                    break
                kind = "L" if kind == "M" else kind  # more places after the first are gone to

    def _step(self, kind: str, origin: complex, numbers: list[float]) -> None:
        if kind == "Z":
            self._path.closeSubpath()
            self._at = self._bent = self._begun
            return
        if kind == "H":
            to = complex(origin.real + numbers[0], self._at.imag)
        elif kind == "V":
            to = complex(self._at.real, origin.imag + numbers[0])
        else:
            to = origin + complex(*numbers[-2:])
        if kind == "M":
            self._path.moveTo(to.real, to.imag)
            self._begun = to
        elif kind == "A":
            self._arc(numbers[0], large=bool(numbers[3]), clockwise=bool(numbers[4]), to=to)
        elif kind in "CS":
            bends = [origin + complex(*numbers[place : place + 2]) for place in range(0, len(numbers) - 2, 2)]
            out = bends[0] if kind == "C" else 2 * self._at - self._bent
            self._bent = bends[-1]
            self._bow(out, self._bent, to)
        else:
            self._path.lineTo(to.real, to.imag)
        self._at = to
        if kind not in "CS":
            self._bent = to

    def _arc(self, radius: float, *, large: bool, clockwise: bool, to: complex) -> None:
        """Draw a part of a circle, in pieces of a quarter at most."""
        half = (to - self._at) / 2
        radius = max(radius, abs(half))
        aside = half / abs(half) * 1j * sqrt(radius * radius - abs(half) ** 2)
        centre = self._at + half + (-aside if large == clockwise else aside)
        turned = (to - centre) / (self._at - centre)
        turn = atan2(turned.imag, turned.real) % tau - (0 if clockwise else tau)
        pieces = ceil(abs(turn) / (tau / 4) - _A_LITTLE)
        part = turn / pieces
        onward, bend = complex(cos(part), sin(part)), 4 / 3 * tan(part / 4) * 1j
        spoke = self._at - centre
        for piece in range(1, pieces + 1):
            next_spoke = to - centre if piece == pieces else spoke * onward
            self._bow(centre + spoke * (1 + bend), centre + next_spoke * (1 - bend), centre + next_spoke)
            spoke = next_spoke

    def _bow(self, out: complex, into: complex, to: complex) -> None:
        self._path.cubicTo(out.real, out.imag, into.real, into.imag, to.real, to.imag)
