"""Reading a PDF back: its words, where its letters stand, and whether ink is where it must not be."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MARGIN = 10 * 72 / 25.4
_HARDLY = 0.3  # points
Box = tuple[float, float, float, float]


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """Open a PDF, and close it and its pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _stroke(one: Any) -> float:
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(one, width)
    return width.value


def drawn_paths(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Return, page by page, left, top, width and height of each stroked path, in mm from the top left."""
    found = []
    with opened(pdf) as document:
        for page in document:
            high = page.get_height()
            rows = []
            for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
                mode, stroked = ctypes.c_int(), ctypes.c_int()
                pdfium.FPDFPath_GetDrawMode(one, mode, stroked)
                if stroked.value:
                    thick = _stroke(one)  # the bounds are wider by it on each side
                    left, low, right, top = one.get_bounds()
                    box = (left + thick, high - top + thick, right - left - 2 * thick, top - low - 2 * thick)
                    rows.append(tuple(part * 25.4 / 72 for part in box))
            found.append(rows)
            page.close()
    return found


class Page(NamedTuple):
    """A page as it is read: its size, its text, and left, low, right and high of each run of letters."""

    size: tuple[float, float]
    text: str
    runs: tuple[Box, ...]


@lru_cache(maxsize=64)  # a test asks many things of one PDF, and several tests ask of the same
def pages(pdf: bytes) -> tuple[Page, ...]:
    """Return what each page says and where; the runs are as wide and high as their letters together."""
    left, low, right, high = sides = [ctypes.c_double() for _side in range(4)]
    into = [ctypes.byref(side) for side in (left, high, right, low)]
    found = []
    with opened(pdf) as document:
        for page in document:
            reader = page.get_textpage()
            runs = []
            for i in range(pdfium.FPDFText_CountRects(reader.raw, 0, -1)):
                assert pdfium.FPDFText_GetRect(reader.raw, i, *into)
                runs.append(tuple(side.value for side in sides))
            found.append(Page(page.get_size(), reader.get_text_range(), tuple(runs)))
            reader.close()
            page.close()
    return tuple(found)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.text for page in pages(pdf)]


def squeezed(text: str) -> str:
    """Return text without blanks, which line breaks take and give."""
    return re.sub(r"[\s\u00ad\ufffe\u0002]+", "", text)


@lru_cache(maxsize=64)
def text(pdf: bytes) -> str:
    """Return the text of all pages, without blanks."""
    return squeezed("".join(page_texts(pdf)))


def letters(pdf: bytes) -> Iterator[tuple[int, str, float, tuple[float, float, float, float]]]:
    """Give (page, letter, size of type, box) of every letter that is seen."""
    return iter(_letters(pdf))


@lru_cache(maxsize=16)  # a test asks many things of one PDF
def _letters(pdf: bytes) -> tuple[tuple[int, str, float, tuple[float, float, float, float]], ...]:
    # By the raw calls: the library's own ones take ten times as long, for each of a million letters.
    found = []
    left, right, low, high = sides = [ctypes.c_double() for _side in range(4)]
    into = [ctypes.byref(side) for side in sides]
    with opened(pdf) as document:
        for number, page in enumerate(document):
            reader = page.get_textpage()
            raw = reader.raw
            for i in range(reader.count_chars()):
                letter = chr(pdfium.FPDFText_GetUnicode(raw, i))
                if letter.strip() and pdfium.FPDFText_GetTextIndexFromCharIndex(raw, i) >= 0:
                    assert pdfium.FPDFText_GetCharBox(raw, i, *into)
                    box = (left.value, low.value, right.value, high.value)
                    found.append((number, letter, pdfium.FPDFText_GetFontSize(raw, i), box))
            reader.close()
            page.close()
    return tuple(found)


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page."""
    return [page.size for page in pages(pdf)]


def type_sizes(pdf: bytes) -> set[float]:
    """Return the sizes of type on the pages."""
    found = set()
    with opened(pdf) as document:
        for page in document:
            size = ctypes.c_float()
            for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                assert pdfium.FPDFTextObj_GetFontSize(one, size)
                found.add(size.value)
            page.close()
    return found


def letters_outside(pdf: bytes) -> list[str]:
    """Return the letters that reach into the outer ten millimetres."""

    def outside(box: Box, page: int) -> bool:
        (left, low, right, high), (wide, tall) = box, found[page].size
        least, across, up = MARGIN - _HARDLY, wide - MARGIN + _HARDLY, tall - MARGIN + _HARDLY
        return left < least or low < least or right > across or high > up

    found = pages(pdf)
    if not any(outside(run, number) for number, page in enumerate(found) for run in page.runs):
        return []
    return [f"page {page + 1}: {letter}" for page, letter, _size, box in letters(pdf) if outside(box, page)]


def ink_outside(pdf: bytes, scale: float = 1.0) -> list[int]:
    """Return the pages that have any ink in the outer ten millimetres."""
    found = []
    with opened(pdf) as document:
        for number, page in enumerate(document):
            picture = page.render(scale=scale, grayscale=True).to_pil()
            edge = int(MARGIN * scale) - 1  # a pixel for smooth edges
            wide, high = picture.size
            level = [(0, 0, wide, edge), (0, high - edge, wide, high)]
            upright = [(0, 0, edge, high), (wide - edge, 0, wide, high)]
            if any(picture.crop(one).getextrema()[0] < 255 for one in level + upright):
                found.append(number + 1)
            page.close()
    return found


def size_of(pdf: bytes, words: str) -> set[float]:
    """Return the sizes of type in which `words` stand on the pages."""
    found: set[float] = set()
    stream = [(letter, round(size, 2)) for _page, letter, size, _box in letters(pdf)]
    line = "".join(letter for letter, _size in stream)
    wanted = squeezed(words)
    start = line.find(wanted)
    while start >= 0:
        found.update(size for _letter, size in stream[start : start + len(wanted)])
        start = line.find(wanted, start + 1)
    return found


def place_of(pdf: bytes, words: str) -> tuple[float, float, float, float]:
    """Return left, low, right and high of the first place where `words` stand."""
    stream = list(letters(pdf))
    wanted = squeezed(words)
    start = "".join(letter for _page, letter, _size, _box in stream).index(wanted)
    boxes = [box for _page, _letter, _size, box in stream[start : start + len(wanted)]]
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)
