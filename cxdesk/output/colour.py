"""Colours of a sheet: few, readable on white, and told apart in grey by shape or word."""

from __future__ import annotations

import re

Colour = tuple[float, float, float]

_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
_READABLE = 4.5
_BRAND = "#0B746B"


def from_hex(text: str, fallback: str = _BRAND) -> Colour:
    """Return the colour written as `#RRGGBB`; anything else gives the fallback."""
    match = _HEX.fullmatch(text.strip())
    digits = match.group(1) if match else fallback.lstrip("#")
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def contrast(one: Colour, other: Colour = (1.0, 1.0, 1.0)) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable(colour: Colour) -> Colour:
    """Return the colour, darkened until it can be read on white."""
    while contrast(colour) < _READABLE:
        colour = (colour[0] * 0.95, colour[1] * 0.95, colour[2] * 0.95)
    return colour


def mix(colour: Colour, share: float) -> Colour:
    """Return `share` of the colour on white."""
    red, green, blue = (1 - share * (1 - part) for part in colour)
    return red, green, blue


def _luminance(colour: Colour) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


WHITE: Colour = (1.0, 1.0, 1.0)
INK = from_hex("#1E2433")
QUIET = from_hex("#4E5666")
LINE = from_hex("#8E939C")
HAIR = from_hex("#C6C8CC")
WRONG = from_hex("#A33214")
GOOD = from_hex("#17653A")
