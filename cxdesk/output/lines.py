"""Breaking text into lines: what fits, where a word may part, and the order on the line.

Takes cleaned paragraphs (`cxdesk.output.text` cleans them) in time proportional to their length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from cxdesk.output import bidi, fonts
from cxdesk.output.colour import INK, Colour
from cxdesk.output.fonts import Font
from cxdesk.text import has_cjk

TAG_SIZE, TAG_PAD = 0.62, 0.5  # of a tag, to the size of the text around it
_SLACK = 0.001
_JOINTS = re.compile(r"(?<=[^\W\d]{2})[-–—/](?=[^\W\d]{2})")


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks. `leading` is the distance of lines, `track` the space between letters per point.

    `kern` lets pairs of letters such as "To" move together: seen in large type only, and costly.
    """

    size: float
    leading: float
    face: str = fonts.REGULAR
    colour: Colour = INK
    align: str = "left"
    track: float = 0.0
    kern: bool = False

    def sized(self, size: float) -> Style:
        """Return the style at another size, its lines as far apart in proportion."""
        return replace(self, size=size, leading=self.leading * size / self.size)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with a face or colour of its own."""

    text: str
    face: str = ""
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A word in a small dark box, within a line of text."""

    text: str
    colour: Colour = INK


class Run(NamedTuple):
    """Letters of one font on a line, `x` from its left end."""

    x: float
    font: Font
    text: str
    colour: Colour
    tag: float = 0.0  # the width, for a tag


class Line(NamedTuple):
    """One line of text as it is drawn."""

    runs: tuple[Run, ...]
    width: float
    rtl: bool = False


class _Piece(NamedTuple):
    """What is not broken: letters of one span and font."""

    font: Font
    text: str
    colour: Colour
    width: float
    tag: bool = False


class _Word(NamedTuple):
    """What stays together on a line, and the blank before it: none after a joint."""

    pieces: tuple[_Piece, ...]
    width: float
    space: float
    blank: Font


Paragraph = Sequence[Span | Tag]


def break_lines(paragraphs: Sequence[Paragraph], style: Style, width: float) -> list[Line]:
    """Break paragraphs into lines of at most `width`; only a single letter may be wider."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        if len(paragraph) == 1 and isinstance(paragraph[0], Span) and not style.track and not style.kern:
            span = paragraph[0]
            font = fonts.font(span.face or style.face)
            if font.is_simple(span.text):
                lines += _plain_lines(span.text, font, span.colour or style.colour, style.size, width)
                continue
        rows = list(_rows(_words(paragraph, style), width)) or [[]]
        if any(isinstance(span, Span) and bidi.has_rtl(span.text) for span in paragraph):
            lines += _ordered(rows, style)
        else:
            lines += [_line(row) for row in rows]
    return lines


def _plain_lines(text: str, font: Font, colour: Colour, size: float, width: float) -> list[Line]:
    """Break ASCII text of one font: the common case, without a detour."""
    scale = size / 1000
    widths = font.widths
    whole = sum(map(widths.__getitem__, text)) * scale
    if whole <= width + _SLACK:
        return [Line((Run(0.0, font, text, colour),), whole)]
    space = widths[" "] * scale
    lines: list[Line] = []
    row: list[str] = []
    used = 0.0
    for word in text.split(" "):
        wide = sum(map(widths.__getitem__, word)) * scale
        if row and used + space + wide <= width + _SLACK:
            row.append(word)
            used += space + wide
            continue
        if wide > width + _SLACK or _JOINTS.search(word):
            return _general_lines(text, font, colour, size, width)
        if row:
            lines.append(Line((Run(0.0, font, " ".join(row), colour),), used))
        row, used = [word], wide
    lines.append(Line((Run(0.0, font, " ".join(row), colour),), used))
    return lines


def _general_lines(text: str, font: Font, colour: Colour, size: float, width: float) -> list[Line]:
    space = font.widths[" "] * size / 1000
    words: list[_Word] = []
    for part in text.split(" "):
        for j, bit in enumerate(_at_joints(part)):
            piece = _piece(font, bit, colour, size, 0.0)
            words.append(_Word((piece,), piece.width, 0.0 if j else space, font))
    return [_line(row) for row in _rows(words, width)]


def _words(spans: Paragraph, style: Style) -> Iterator[_Word]:
    """Yield what stays together on a line."""
    pieces: list[_Piece] = []
    main = fonts.font(style.face)
    gap = 0.0
    for span in spans:
        if isinstance(span, Tag):
            if pieces:
                yield _word(pieces, gap, main)
            pieces, gap = [_tag_piece(span, style)], style.size * 0.45
            continue
        face, colour = span.face or style.face, span.colour or style.colour
        main = fonts.font(face)
        blank = main.widths[" "] * style.size / 1000 + style.track * style.size
        for i, part in enumerate(span.text.split(" ")):
            if i:
                if pieces:
                    yield _word(pieces, gap, main)
                pieces, gap = [], blank
            for j, bit in enumerate(_at_joints(part)):
                if j:
                    yield _word(pieces, gap, main)
                    pieces, gap = [], 0.0
                for font, run in fonts.runs(bit, face):
                    piece = _piece(font, run, colour, style.size, style.track)
                    pieces.append(_kerned(piece, style.size) if style.kern else piece)
    if pieces:
        yield _word(pieces, gap, main)


def _at_joints(word: str) -> list[str]:
    """Split a word after hyphens and strokes, and between letters of scripts without spaces."""
    if word.isascii():
        if not _JOINTS.search(word):
            return [word] if word else []
    elif not has_cjk(word) and not _JOINTS.search(word):
        return [word]
    bits: list[str] = []
    start = 0
    for i in range(1, len(word)):
        if _JOINTS.match(word, i - 1) or (has_cjk(word[i - 1 : i + 1]) and _may_part(word[i - 1], word[i])):
            bits.append(word[start:i])
            start = i
    return [*bits, word[start:]]


def _may_part(before: str, char: str) -> bool:
    """Tell whether a line may end between two letters of a script without spaces."""
    return unicodedata.category(char)[0] not in "MP" and unicodedata.category(before) not in {"Ps", "Pi"}


def _piece(font: Font, text: str, colour: Colour, size: float, track: float) -> _Piece:
    width = sum(map(font.widths.__getitem__, text)) * size / 1000
    if track:
        width += len(text) * track * size
    return _Piece(font, text, colour, width)


def _kerned(piece: _Piece, size: float) -> _Piece:
    saved = sum(map(piece.font.widths.__getitem__, piece.text)) - shaped_width(piece.font.name, piece.text)
    return piece._replace(width=piece.width - saved * size / 1000)


@lru_cache(maxsize=2048)
def shaped_width(font_name: str, text: str) -> float:
    """Return the width of letters in thousandths of their size, pairs moved together."""
    return float(shaped(font_name, 1000.0, text, kern=True)[0])


def shaped(font_name: str, size: float, text: str, *, kern: bool) -> tuple[float, str]:
    """Return the width of a run, and the run with every letter placed by the shaping engine."""
    from reportlab.lib.abag import ABag
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfbase.ttfonts import shapeFragWord

    word = [stringWidth(text, font_name, size), (ABag(fontName=font_name, fontSize=size), text)]
    made = shapeFragWord(word, features={"kern": kern, "liga": False, "dlig": False})
    return made[0], made[1][1]


def _tag_piece(tag: Tag, style: Style) -> _Piece:
    small = style.size * TAG_SIZE
    width = (
        sum(
            run.width
            for run in break_lines([[Span(tag.text)]], Style(small, small, fonts.BOLD), float("inf"))
        )
        + 2 * TAG_PAD * small
    )
    return _Piece(fonts.font(fonts.BOLD), tag.text, tag.colour, width, tag=True)


def _word(pieces: Sequence[_Piece], space: float, blank: Font) -> _Word:
    return _Word(tuple(pieces), sum(piece.width for piece in pieces), space, blank)


def _rows(words: Iterable[_Word], width: float) -> Iterator[list[_Word]]:
    """Fill lines with words, as many as fit; break a word that is wider than a line."""
    row: list[_Word] = []
    used = 0.0
    for word in words:
        if row and used + word.space + word.width <= width + _SLACK:
            row.append(word)
            used += word.space + word.width
            continue
        if row:
            yield row
        row, used = [word], word.width
        while used > width + _SLACK:
            first, rest = _halved(row[0], width)
            if rest is None:
                break
            yield [first]
            row, used = [rest], rest.width
    if row:
        yield row


def _halved(word: _Word, width: float) -> tuple[_Word, _Word | None]:
    """Break a word where the line ends; at least one letter stays."""
    done: list[_Piece] = []
    used = 0.0
    for i, piece in enumerate(word.pieces):
        if used + piece.width <= width + _SLACK or piece.tag:
            done.append(piece)
            used += piece.width
            continue
        each = piece.width / sum(map(piece.font.widths.__getitem__, piece.text)) if piece.width else 0.0
        fits = 0
        for char in piece.text:
            step = piece.font.widths[char] * each
            if used + step > width + _SLACK and (fits or done):
                break
            used += step
            fits += 1
        first, rest = _slice(piece, 0, fits), _slice(piece, fits, len(piece.text))
        left = [*done, first] if fits else done
        right = [rest, *word.pieces[i + 1 :]] if rest.text else list(word.pieces[i + 1 :])
        return _word(left, word.space, word.blank), _word(right, 0.0, word.blank) if right else None
    return word, None


def _slice(piece: _Piece, start: int, stop: int) -> _Piece:
    part = piece.text[start:stop]
    whole = sum(map(piece.font.widths.__getitem__, piece.text)) or 1.0
    return piece._replace(
        text=part, width=piece.width * sum(map(piece.font.widths.__getitem__, part)) / whole
    )


def _line(row: Sequence[_Word]) -> Line:
    """Join neighbours of one font and colour into runs; blanks are written, for those who copy text."""
    runs: list[Run] = []
    x = 0.0
    for i, word in enumerate(row):
        for j, piece in enumerate(word.pieces):
            gap = word.space if i and not j else 0.0
            last = runs[-1] if runs and not runs[-1].tag else None
            same = last and last.font is piece.font and last.colour is piece.colour and not piece.tag
            if last and same and (not gap or last.font is word.blank):
                runs[-1] = last._replace(text=last.text + (" " if gap else "") + piece.text)
            else:
                if last and gap:
                    runs[-1] = last._replace(text=last.text + " ")
                tag = piece.width if piece.tag else 0.0
                runs.append(Run(x + gap, piece.font, piece.text, piece.colour, tag))
            x += gap + piece.width
    return Line(tuple(runs), x)


def _ordered(rows: Sequence[Sequence[_Word]], style: Style) -> list[Line]:
    """Return the lines of a paragraph with right-to-left letters, from left to right."""
    letters: list[tuple[str, _Piece]] = []
    ends: list[int] = []
    for row in rows:
        for i, word in enumerate(row):
            if word.space and i:
                blank = word.pieces[0]._replace(font=word.blank, width=word.space, tag=False)
                letters.append((" ", blank))
            for piece in word.pieces:
                letters += [(piece.text, piece)] if piece.tag else [(char, piece) for char in piece.text]
        ends.append(len(letters))
    plain = "".join(text if not piece.tag else "\ufffc" for text, piece in letters)
    base, level = bidi.base_level(plain), bidi.levels(plain)
    starts = [0, *ends[:-1]]
    return [
        _ordered_line(letters[start:end], plain[start:end], level[start:end], base, style)
        for start, end in zip(starts, ends, strict=True)
    ]


def _ordered_line(
    letters: Sequence[tuple[str, _Piece]], plain: str, level: Sequence[int], base: int, style: Style
) -> Line:
    runs: list[Run] = []
    x = 0.0
    before = -1
    for i in bidi.visual(plain, level, base):
        text, piece = letters[i]
        if piece.tag:
            runs.append(Run(x, piece.font, text, piece.colour, piece.width))
            x += piece.width
        else:
            backwards = level[i] % 2
            char = bidi.mirrored(text) if backwards else text
            last = runs[-1] if runs else None
            same = last and not last.tag and last.font is piece.font and last.colour is piece.colour
            if last and same and before == level[i]:
                runs[-1] = last._replace(text=last.text + char)
            else:
                runs.append(Run(x, piece.font, char, piece.colour))
            x += piece.width if text == " " else piece.font.widths[text] * style.size / 1000
            x += style.track * style.size if text != " " else 0.0
        before = level[i]
    return Line(tuple(_turned(run) for run in runs), x, bool(base))


def _turned(run: Run) -> Run:
    """Give a run with points as it is read, because the shaper turns it around itself."""
    if run.tag or not bidi.has_rtl(run.text) or not any(unicodedata.combining(char) for char in run.text):
        return run
    return run._replace(text="".join(bidi.mirrored(char) for char in reversed(run.text)))
