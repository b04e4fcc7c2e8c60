"""The pages of a PDF as pictures, drawn from the file itself.

PDFium may be used by one thread at a time, so everything that touches it holds one lock. It is
loaded on the first use.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

MOST_PIXELS = 34_000_000
"""A picture of a page is never larger; the screen then stretches it."""
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True, eq=False)
class PdfPages:
    """A PDF and the sizes of its pages, in points."""

    pdf: bytes
    sizes: tuple[QSizeF, ...]

    def __len__(self) -> int:
        return len(self.sizes)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # type: ignore[import-untyped]

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def measured(pdf: bytes) -> PdfPages:
    """Return the pages of a PDF."""
    with _opened(pdf) as document:
        sizes = tuple(QSizeF(*document.get_page_size(number)) for number in range(len(document)))
    return PdfPages(pdf, sizes)


def picture(pages: PdfPages, number: int, width: int) -> QImage:
    """Return page `number` (from 0), `width` real pixels wide. Runs on any thread."""
    size = pages.sizes[number]
    scale = max(1, width) / size.width()
    scale = min(scale, math.sqrt(MOST_PIXELS / (size.width() * size.height())))
    with _opened(pages.pdf) as document:
        page = document[number]
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        try:
            drawn = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            )
            return drawn.copy()
        finally:
            bitmap.close()
            page.close()


def pixels(size: QSizeF, dpi: float) -> QSize:
    """Return how many pixels a page has at a resolution."""
    return QSize(round(size.width() * dpi / 72), round(size.height() * dpi / 72))
