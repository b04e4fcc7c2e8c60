"""The pen of the window: draws a placed chart on a figure of matplotlib, which is loaded for it alone."""

from __future__ import annotations

import io
import threading
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from cxdesk.output import fonts
from cxdesk.output.charts.shapes import CAP, Area, Box, Lines, Marks, Picture, Words
from cxdesk.text import has_cjk

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

UNITS = 72.0  # lengths of a picture to the inch
_DASHES: dict[str, Any] = {"": "-", "dash": (0, (4, 3)), "dot": (0, (1, 2))}
_MARKERS = {"dot": "o", "hollow": "o", "diamond": "D", "square": "s", "triangle": "^"}
_FORMATS = ("png", "svg", "pdf")
_measuring = threading.Lock()


def _paths(face: str, cjk: bool) -> tuple[str, ...]:
    return tuple(map(str, (*fonts.paths(face), *(fonts.cjk_paths() if cjk else ()))))


@cache
def _family(face: str, cjk: bool) -> tuple[str, ...]:
    """Return the names by which matplotlib knows the faces of paper: the next has what one lacks."""
    from matplotlib.font_manager import fontManager, get_font

    names = []
    known = {entry.fname for entry in fontManager.ttflist}
    for path in _paths(face, cjk):
        if path not in known:
            fontManager.addfont(path)
        names.append(get_font(path).family_name)
    return tuple(names)


class _Letters(dict[str, float]):
    """The width of each letter at size 1 in the first face that has it, -1 for one that none has.

    Kerning is left aside, and so is what the letters of a word do to each other.
    """

    def __init__(self, face: str, cjk: bool) -> None:
        from matplotlib.ft2font import FT2Font

        super().__init__()
        self._fonts = [FT2Font(path) for path in _paths(face, cjk)]

    def __missing__(self, letter: str) -> float:
        from matplotlib.ft2font import LoadFlags

        with _measuring:  # a font is one of FreeType's, which is not for two threads
            code = ord(letter)
            font = next((one for one in self._fonts if one.get_char_index(code)), None)
            width = -1.0
            if font is not None:
                width = font.load_char(code, LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM
        self[letter] = width
        return width


@cache
def _letters(face: str, cjk: bool) -> _Letters:
    return _Letters(face, cjk)


@lru_cache(maxsize=2048)
def _shown(text: str, face: str) -> str:
    """Return text as it can be drawn: a letter that no face has as on a sheet, by a blank to fill in."""
    widths = _letters(face, has_cjk(text))
    flat = " ".join(text.split())
    return "".join(
        letter if widths[letter] >= 0 else "_" if unicodedata.category(letter)[0] in "LN" else ""
        for letter in flat
    )


def width_of(text: str, size: float, *, strong: bool = False) -> float:
    """Return the width of a text at a size, as `draw` sets it or a hair more."""
    face = fonts.BOLD if strong else fonts.REGULAR
    widths = _letters(face, has_cjk(text))
    return sum(widths[letter] for letter in _shown(text, face)) * size


@lru_cache(maxsize=64)
def _face(face: str, size: float, cjk: bool) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    weight = "bold" if face == fonts.BOLD else "normal"
    return FontProperties(family=list(_family(face, cjk)), size=size, weight=weight)


def new_figure() -> Figure:
    """Return a figure to be kept and drawn on again and again, with the canvas that makes pixels."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # Letters as wide as they are: hinting rounds each to whole pixels, and the words fall apart.
    mpl.rcParams["text.hinting"] = "none"
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure


def draw(
    figure: Figure, picture: Picture, ground: str, *, ratio: float = 1.0, words: bool = True
) -> None:  # fmt: skip
    """Draw a picture in place of what was on the figure; `ratio` are its pixels to a unit of length.

    Without `words`, whoever asks writes them: that takes matplotlib four times as long as all the rest.
    """
    from matplotlib.transforms import Affine2D

    figure.clear()
    figure.set_dpi(UNITS * ratio)
    figure.set_size_inches(picture.width / UNITS, picture.height / UNITS, forward=False)
    figure.set_facecolor(ground)
    lengths = Affine2D().scale(1 / UNITS) + figure.dpi_scale_trans
    for order, one in enumerate(picture.drawn):
        if isinstance(one, Words) and not words:
            continue
        artist = _artist(one)
        artist.set_transform(lengths)
        artist.set_zorder(order)
        artist.set_figure(figure)
        figure.add_artist(artist)


def warm_up() -> Figure:
    """Load all that it takes for pixels and draw once; return the figure."""
    picture = Picture(40.0, 40.0, Box(0, 0, 40, 40))
    picture.drawn += [
        Area(0, 0, 4, 4, "#000000"),
        Lines([(0, 0), (9, 9), (20, 3)], "#000000", 1.0, "dash"),
        Marks([(2, 2)], "dot", 4.0, "#000000", "#FFFFFF"),
    ]
    figure = new_figure()
    draw(figure, picture, "#FFFFFF")
    pixels(figure)
    return figure


def pixels(figure: Figure) -> tuple[memoryview, int, int]:
    """Return the drawn figure as RGBA, with its width and height; the bytes are those of the canvas."""
    canvas: Any = figure.canvas
    canvas.draw()
    width, height = canvas.get_width_height()
    return canvas.buffer_rgba(), width, height


def encoded(picture: Picture, ground: str, form: str, *, ratio: float = 3.0) -> bytes:
    """Return a picture as "png", "svg" or "pdf". Raises ValueError for anything else."""
    if form not in _FORMATS:
        raise ValueError(form)
    import matplotlib as mpl

    figure = new_figure()
    draw(figure, picture, ground, ratio=ratio if form == "png" else 1.0)
    out = io.BytesIO()
    # Nothing that tells when or by whom; the same chart gives the same file.
    no_dates: dict[str, Any] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form, {})
    with mpl.rc_context({"pdf.fonttype": 42, "svg.fonttype": "path", "svg.hashsalt": "cxdesk"}):
        figure.savefig(out, format=form, dpi=figure.dpi, metadata=no_dates)
    return out.getvalue()


def _artist(one: Lines | Area | Marks | Words) -> Any:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

    if isinstance(one, Lines):
        xs, ys = zip(*one.points, strict=True) if one.points else ((), ())
        return Line2D(
            xs,
            ys,
            color=one.colour,
            linewidth=one.width,
            linestyle=_DASHES[one.dash],
            solid_joinstyle="round",
        )
    if isinstance(one, Area):
        size = (one.right - one.left, one.high - one.low)
        return Rectangle((one.left, one.low), *size, facecolor=one.colour, edgecolor="none", linewidth=0)
    if isinstance(one, Marks):
        xs, ys = zip(*one.points, strict=True) if one.points else ((), ())
        hollow = one.shape == "hollow"
        across = one.size * (0.72 if one.shape == "diamond" else 1.0)
        return Line2D(
            xs, ys, linestyle="none", marker=_MARKERS[one.shape], markersize=across,
            markerfacecolor=one.ground if hollow else one.colour,
            markeredgecolor=one.colour if hollow else one.ground,
            markeredgewidth=one.size * (0.2 if hollow else 0.1),
        )  # fmt: skip
    face = fonts.BOLD if one.strong else fonts.REGULAR
    return Text(
        one.x, one.y - CAP * one.size / 2, _shown(one.text, face), color=one.colour,
        fontproperties=_face(face, one.size, has_cjk(one.text)),
        horizontalalignment=one.align, verticalalignment="baseline", parse_math=False,
    )  # fmt: skip
