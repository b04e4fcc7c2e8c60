"""The colours and lengths of a chart as the theme has them."""

from __future__ import annotations

from collections.abc import Callable

from cxdesk.output.charts.shapes import Style
from ui import theme
from ui.colours import Colours
from ui.theme import load_colours, mix, with_brand

_TEXT = 11  # as captions


def chart_style(measure: Callable[[str, float], float]) -> Style:
    """Return how charts look in the theme in use, with lengths in logical pixels."""
    now = theme.current()
    return _style(now.colours, measure, float(now.px(_TEXT)), strong=now.scheme == "contrast")


def file_style(measure: Callable[[str, float], float], brand: str) -> Style:
    """Return how charts look in files: light, whatever the theme, with the title above."""
    colours = load_colours("light")
    colours = with_brand(colours, brand, dark=False) if brand else colours
    return _style(colours, measure, float(_TEXT), strong=False, headed=True)


def _style(
    colours: Colours,
    measure: Callable[[str, float], float],
    size: float,
    *,
    strong: bool,
    headed: bool = False,
) -> Style:
    return Style(
        ink=colours.text,
        quiet=colours.secondary,
        grid=mix(colours.surface, colours.secondary, 0.45 if strong else 0.16),
        ground=colours.surface,
        line=colours.brand,
        band=mix(colours.surface, colours.brand, 0.2 if strong else 0.1),
        edge=mix(colours.surface, colours.brand, 0.8 if strong else 0.45),
        target=colours.danger,
        measure=measure,
        size=size,
        headed=headed,
    )
