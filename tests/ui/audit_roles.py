"""What a window painted once in light would be like in the other schemes.

A scheme gives other colours to the same roles. Painted with a colour of its own for each role, a window
shows which pair of roles a text has with what is behind it, and with that its contrast in every scheme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import product
from typing import NamedTuple, get_args

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from tests.ui.audit_kit import LARGE_TEXT, Picture, contrast, go_round, problems
from ui import theme
from ui.colours import Colours

SCHEMES: tuple[theme.Scheme, ...] = get_args(theme.Scheme)
_load = theme.load_colours
ON_PAPER = {_load("light").brand.lower(), "#ffffff"}
"""The shop's colour on paper, as the page of the shop shows it in every scheme."""


@cache
def told_apart() -> Colours:
    """Return the light colours, changed so little that nobody sees it: no two are the same then.

    None is what the files say either, so that a colour which doesn't come from a role is not taken for one.
    """
    taken = {colour.upper() for colour in _load("light")} | {"#FFFFFF", "#000000"}
    table = {}
    for role, colour in theme.as_dict(_load("light")).items():
        near = next(shade for shade in _near(colour) if shade not in taken)
        taken.add(near)
        table[role] = near
    return Colours(**table)


def _near(colour: str) -> Iterator[str]:
    red, green, blue, _alpha = QColor(colour).getRgb()  # type: ignore[misc]
    for steps in sorted(product((0, 1, 2, -1, -2), repeat=3), key=lambda step: sum(map(abs, step))):
        shade = [part + step for part, step in zip((red, green, blue), steps, strict=True)]
        if all(0 <= part <= 255 for part in shade):
            yield QColor(*shade).name().upper()


@contextmanager
def roles_told_apart() -> Iterator[None]:
    """Let the light scheme have a colour for each role; put a theme on anew for it to be seen."""

    def load(scheme: theme.Scheme) -> Colours:
        return told_apart() if scheme == "light" else _load(scheme)

    def no_brand(_brand: str | None) -> None:
        """The sample shop has the program's colour, which would be taken for one of its own now."""

    own = theme.own_brand
    theme.load_colours, theme.own_brand = load, no_brand  # type: ignore[assignment]
    try:
        yield
    finally:
        theme.load_colours, theme.own_brand = _load, own


def faint_in(picture: Picture, colours: Colours) -> list[str]:
    """Return the texts that would be too close to their background in the colours of a scheme.

    What is painted in no role's colour is told too: nobody knows what it is in another scheme.
    """
    role_of = {colour.lower(): role for role, colour in theme.as_dict(told_apart()).items()}
    table = theme.as_dict(colours)
    found = set()
    for text, ink, back, size in picture.pairs:
        roles = role_of.get(ink), role_of.get(back)
        pair = [table[role] for role in roles if role is not None]
        if {ink, back} == ON_PAPER:
            pair = [ink, back]
        words = f"{text[:40]!r}: {roles[0] or ink} on {roles[1] or back}"
        if len(pair) < 2:
            found.add(f"{words} is of no role")
        elif contrast(*pair) < (3.0 if size >= LARGE_TEXT else theme.READABLE):
            found.add(f"{words} = {contrast(*pair):.2f}")
    return sorted(found)


class Looks(NamedTuple):
    """What stands against a window: as it is, by contrast in each scheme, by the way that Tab takes."""

    problems: list[str]
    faint: dict[theme.Scheme, list[str]]
    round: list[str]


def look_at(window: QWidget, *, way: bool = True, first: Callable[[], object] | None = None) -> Looks:
    """Look a window over that has `roles_told_apart`; then go round in it, after `first`."""
    picture = Picture(window)
    seen = problems(picture)
    faint = {scheme: faint_in(picture, _load(scheme)) for scheme in SCHEMES}
    return Looks(seen, faint, _way(window, first) if way else [])


def _way(window: QWidget, first: Callable[[], object] | None) -> list[str]:
    if first is not None:
        first()
    try:
        return go_round(window)
    except AssertionError as error:  # the looks before are told all the same
        return [f"no way round: {error}"]


class Seen:
    """What each thing that a class of tests looks at is like; the first test that asks has it made."""

    def __init__(self) -> None:
        self._looks: dict[str, Looks] = {}

    def of(self, name: str, make: Callable[[], Looks]) -> Looks:
        """Return what was found out about `name`."""
        if name not in self._looks:
            self._looks[name] = make()
        return self._looks[name]
