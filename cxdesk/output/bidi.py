"""The order in which letters stand on a line when right-to-left script is among them.

The implicit part of the Unicode bidirectional algorithm (rules P2, P3, W1 to W7, N0 to N2, I1, I2,
L1, L2, L4). Explicit embeddings are not needed: such control characters never reach a sheet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

_MIRROR = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_OPENING = dict(zip("([{", ")]}", strict=True))
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})


def has_rtl(text: str) -> bool:
    """Tell whether any letter of `text` runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


def base_level(text: str) -> int:
    """Return 1 when the first strong letter runs right to left, else 0."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return 0
        if kind in {"R", "AL"}:
            return 1
    return 0


def levels(text: str) -> list[int]:
    """Return the embedding level of every character of a paragraph: odd runs right to left."""
    base = base_level(text)
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    outer = "R" if base else "L"
    _weak(kinds, outer)
    _brackets(text, kinds, outer)
    _neutral(kinds, outer)
    return [_implicit(kind, base) for kind in kinds]


def visual(text: str, line: Sequence[int], base: int) -> list[int]:
    """Return the indexes of a line's characters from left to right.

    `line` holds the level of each character of `text`, which is one line of a paragraph.
    """
    flat = list(line)
    end = len(flat)
    while end and unicodedata.bidirectional(text[end - 1]) in {"WS", "B", "S"}:
        end -= 1
        flat[end] = base
    order = list(range(len(flat)))
    for level in range(max(flat, default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and flat[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = max(stop, start + 1)
    return order


def mirrored(char: str) -> str:
    """Return the mirror image of a bracket, or the character itself."""
    return _MIRROR.get(char, char)


def _weak(kinds: list[str], outer: str) -> None:
    """Resolve marks and everything around numbers (W1, W2, W6, W7)."""
    before = strong = outer
    for i, kind in enumerate(kinds):
        kind = before if kind == "NSM" else kind
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[i] = before = kind
    _numbers(kinds)
    strong = outer
    for i, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"
        elif kind in {"ES", "ET", "CS"}:
            kinds[i] = "ON"


def _numbers(kinds: list[str]) -> None:
    """Join signs to the numbers that they belong to (W3 to W5)."""
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):
        left, kind, right = kinds[i - 1 : i + 2]
        if left == right == "EN" and kind in {"ES", "CS"}:
            kinds[i] = "EN"
        elif left == right == "AN" and kind == "CS":
            kinds[i] = "AN"
    for start, stop in _stretches(kinds, lambda kind: kind == "ET"):
        if "EN" in (kinds[start - 1 : start] + kinds[stop : stop + 1]):
            kinds[start:stop] = ["EN"] * (stop - start)


def _brackets(text: str, kinds: list[str], outer: str) -> None:
    """Let a pair of brackets follow what is in it, or what is before it (N0)."""
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        if char in _OPENING and kinds[i] == "ON":
            open_at.append(i)
        elif char in _OPENING.values() and kinds[i] == "ON":
            while open_at and _OPENING[text[open_at[-1]]] != char:
                open_at.pop()
            if open_at:
                pairs.append((open_at.pop(), i))
    for start, stop in sorted(pairs):
        inside = {_side(kind) for kind in kinds[start + 1 : stop] if kind not in _NEUTRAL}
        if not inside:
            continue
        side = outer
        if outer not in inside:
            before = next((_side(kind) for kind in reversed(kinds[:start]) if kind not in _NEUTRAL), outer)
            side = before
        kinds[start] = kinds[stop] = side


def _neutral(kinds: list[str], outer: str) -> None:
    """Let spaces and punctuation follow what surrounds them (N1, N2)."""
    for start, stop in _stretches(kinds, _NEUTRAL.__contains__):
        left = _side(kinds[start - 1]) if start else outer
        right = _side(kinds[stop]) if stop < len(kinds) else outer
        kinds[start:stop] = [left if left == right else outer] * (stop - start)


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _stretches(kinds: Sequence[str], wanted: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return (start, stop) of each run of wanted kinds."""
    found: list[tuple[int, int]] = []
    start = -1
    for i, kind in enumerate([*kinds, ""]):
        if wanted(kind):
            start = i if start < 0 else start
        elif start >= 0:
            found.append((start, i))
            start = -1
    return found


def _implicit(kind: str, base: int) -> int:
    if base:
        return base if kind == "R" else base + 1
    return {"L": base, "R": base + 1}.get(kind, base + 2)
