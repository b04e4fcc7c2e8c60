"""Text on paper: cleaned, broken into lines, each letter in a font that has it.

No markup parser ever sees a text, so nothing that people type is an instruction: what is emphasised
is told beside the text, in spans. Setting lines ourselves takes time in proportion to the text, puts
right-to-left words in order, and lets a sheet ask for heights before it draws.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.colour import WHITE
from cxdesk.output.lines import (
    TAG_PAD,
    TAG_SIZE,
    Line,
    Paragraph,
    Run,
    Span,
    Style,
    Tag,
    break_lines,
    shaped,
)
from cxdesk.text import clean

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

CAP = 0.711  # height of capitals of the text face
_PLAIN = re.compile(r"[ -~]*")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\ufff9-\ufffd]")
_BLANKS = re.compile("[ \t\u1680\u2000-\u200a\u205f\u3000]+")


def esc(text: str) -> str:
    """Return text as it can be set: no control or unseen characters, single spaces, lines kept."""
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip()
    text = clean(text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\u202f", "\xa0"), lines=True)
    lines = (_BLANKS.sub(" ", _UNSEEN.sub("", line)).strip(" ") for line in text.split("\n"))
    return "\n".join(lines).strip("\n")


def unprintable(texts: Iterable[str]) -> list[str]:
    """Return, sorted, the letters that would not come out as themselves."""
    letters: set[str] = set()
    for text in texts:
        if not text.isascii():
            letters.update(char for char in esc(text) if char != "\n" and not char.isascii())
    return sorted(char for char in letters if not fonts.printable(char))


class Text(Block):
    """A paragraph, or several with line ends between them."""

    def __init__(
        self,
        content: str | Sequence[Span | Tag],
        style: Style,
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        balance: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep=keep)
        self.style = style
        self.paragraphs = _paragraphs([Span(content)] if isinstance(content, str) else content)
        self.balance = balance
        self.lines: list[Line] = []

    def measure(self, width: float) -> float:
        self.lines = break_lines(self.paragraphs, self.style, width)
        if self.balance and len(self.lines) > 1:
            self.lines = _balanced(self.paragraphs, self.style, width, self.lines)
        return len(self.lines) * self.style.leading

    def widest(self) -> float:
        """Return the width of the widest line, as measured last."""
        return max((line.width for line in self.lines), default=0.0)

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        draw_lines(canv, self.lines, self.style, x, top, self.width)

    def least(self) -> float:
        return min(len(self.lines), 2 if len(self.lines) != 3 else 3) * self.style.leading

    def cut(self, room: float) -> tuple[Text, Text] | None:
        fits = int((room + 0.01) / self.style.leading)
        fits = min(fits, len(self.lines) - 2)
        if fits < 2:
            return None
        return self._part(self.lines[:fits]), self._part(self.lines[fits:])

    def _part(self, lines: list[Line]) -> Text:
        part = Text("", self.style, before=self.before, after=self.after, keep=self.keep)
        part.lines, part.width, part.height = lines, self.width, len(lines) * self.style.leading
        return part


def _paragraphs(spans: Sequence[Span | Tag]) -> list[Paragraph]:
    """Split spans at line ends, and clean them."""
    only = spans[0] if len(spans) == 1 else None
    if isinstance(only, Span):
        return [[Span(part, only.face, only.colour)] for part in esc(only.text).split("\n")]
    found: list[list[Span | Tag]] = [[]]
    for i, span in enumerate(spans):
        if isinstance(span, Tag):
            found[-1].append(Tag(esc(span.text), span.colour))
            continue
        parts = esc(span.text).split("\n")
        if span.text[:1] == " " and i:  # outer blanks part a span from its neighbours
            parts[0] = " " + parts[0]
        if span.text[-1:] == " " and i + 1 < len(spans):
            parts[-1] += " "
        for j, part in enumerate(parts):
            if j:
                found.append([])
            found[-1].append(Span(part, span.face, span.colour))
    return list(found)


def _balanced(paragraphs: Sequence[Paragraph], style: Style, width: float, lines: list[Line]) -> list[Line]:
    """Return as many lines of nearly the same length."""
    words = (word for paragraph in paragraphs for span in paragraph for word in span.text.split(" "))
    low, high = max((width_of(word, style) for word in words), default=0.0), width
    best = lines
    for _step in range(9):
        middle = (low + high) / 2
        tried = break_lines(paragraphs, style, middle)
        if len(tried) <= len(lines):
            best, high = tried, middle
        else:
            low = middle
    return best


def one_line(text: str, style: Style) -> Line:
    """Return text as one line, whatever its width."""
    flat = esc(text).replace("\n", " ")
    return break_lines([[Span(flat)]], style, float("inf"))[0]


def width_of(text: str, style: Style) -> float:
    """Return the width of text on one line."""
    return one_line(text, style).width


def elided(text: str, style: Style, width: float) -> Line:
    """Return text as one line that fits the width, its end replaced by "…" when it must be."""
    line = one_line(text, style)
    if line.width <= width:
        return line
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + "…", style) <= width:
            low = middle
        else:
            high = middle - 1
    return one_line(text[:low].rstrip() + "…", style)


def draw_text(canv: Canvas, text: str, style: Style, x: float, middle: float) -> float:
    """Draw one line whose capitals are centred on `middle`; return its width. `align` is kept from `x`."""
    line = one_line(text, style)
    x -= {"left": 0.0, "center": line.width / 2, "right": line.width}[style.align]
    draw_line(canv, line, style, x, middle)
    return line.width


def draw_line(canv: Canvas, line: Line, style: Style, x: float, middle: float) -> None:
    """Draw a broken line from `x`, whatever its alignment."""
    draw_lines(canv, [line], style, x, middle + style.leading / 2, line.width)


def draw_lines(canv: Canvas, lines: Sequence[Line], style: Style, x: float, top: float, width: float) -> None:
    """Draw broken lines into a column."""
    out = canv.beginText()
    if style.track:
        out.setCharSpace(style.track * style.size)
    font = colour = None
    tags: list[tuple[float, float, Run]] = []
    base = top - style.leading / 2 - CAP * style.size / 2
    for line in lines:
        left = x + _indent(line, style.align, width)
        for run in line.runs:
            if run.tag:
                tags.append((left + run.x, base, run))
                continue
            if run.font is not font:
                font = run.font
                out.setFont(font.name, style.size)
            if run.colour is not colour:
                colour = run.colour
                out.setFillColor(colour)
            out.setTextOrigin(left + run.x, base)
            _put(out, run, style)
        base -= style.leading
    if style.track:
        out.setCharSpace(0)
    canv.drawText(out)
    for left, base, run in tags:
        _draw_tag(canv, left, base + CAP * style.size / 2, run, style.size)


def _indent(line: Line, align: str, width: float) -> float:
    if align == "center":
        return (width - line.width) / 2
    if align == "right" or (line.rtl and align == "left"):
        return width - line.width
    return 0.0


def _put(out: PDFTextObject, run: Run, style: Style) -> None:
    """Write the letters of a run; accents that are letters of their own are placed by the shaping engine."""
    marks = not run.text.isascii() and any(unicodedata.combining(char) for char in run.text)
    if marks or (style.kern and run.font.is_simple(run.text)):
        out.textOut(shaped(run.font.name, style.size, run.text, kern=style.kern)[1])
    else:
        out.textOut(run.text)


def _draw_tag(canv: Canvas, x: float, middle: float, run: Run, size: float) -> None:
    small = size * TAG_SIZE
    high = small * 1.75
    canv.setFillColor(run.colour)
    canv.roundRect(x, middle - high / 2, run.tag, high, small * 0.35, stroke=0, fill=1)
    style = Style(small, small, fonts.BOLD, WHITE)
    draw_text(canv, run.text, style, x + small * TAG_PAD, middle)
