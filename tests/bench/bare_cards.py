"""The floor of preference cards: the same words in the same places, written on a plain canvas.

Lines are broken by reportlab's `simpleSplit`; boxes are rectangles; nothing shrinks or goes on elsewhere.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from cxdesk.output.sheet import Job
from tests.bench.bare_sheet import styles

_PAD = 10 * mm
_WIDE = A4[0] / 2 - 2 * _PAD


def draw(job: Job) -> bytes:
    """Return the PDF of a job: four cards on a page."""
    styles()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    cards = job.gathered.topics[0].body.cards
    for i, card in enumerate(cards):
        if i and i % 4 == 0:
            canvas.showPage()
        left, top = _PAD + i % 2 * A4[0] / 2, A4[1] - _PAD - i // 2 % 2 * A4[1] / 2
        _card(canvas, card, left, top)
        _foot(canvas, job, left, top - A4[1] / 2 + 2 * _PAD, f"page {i // 4 + 1} of {(len(cards) + 3) // 4}")
    canvas.save()
    return out.getvalue()


def _put(
    canvas: Any, words: str, x: float, y: float, font: str, size: float, leading: float, wide: float
) -> float:
    """Write words below y; return where they end."""
    canvas.setFont(font, size)
    for line in simpleSplit(words, font, size, wide):
        y -= leading
        canvas.drawString(x, y, line)
    return y


def _card(canvas: Any, card: Any, x: float, top: float) -> None:
    y = top - 5
    for one in card.alerts:
        canvas.rect(x + 6, y - 14, 13, 13, stroke=0, fill=1)
        canvas.rect(x + _WIDE - 18, y - 13, 10, 10)
        y = _put(canvas, one.text, x + 24, y, "BareBold", 13, 17, _WIDE - 54)
        y = _put(canvas, f"Product · confirmed {one.confirmed}", x + 24, y, "Bare", 9, 12, _WIDE - 54)
    canvas.roundRect(x, y - 5, _WIDE, top - y + 5, 5)
    y = _put(canvas, card.name, x, y - 8, "BareBold", 17, 20, _WIDE)
    y = _put(canvas, f"Say: {card.called}", x, y, "BareBold", 13, 17, _WIDE)
    y = _put(canvas, "Tick what is still true, cross out what is not.", x, y, "BareMedium", 10, 13, _WIDE)
    for one in card.lines:
        canvas.rect(x, y - 13, 10, 10)
        y = _put(canvas, one.text, x + 17, y, "Bare", 12, 16, _WIDE - 17)
        y = _put(canvas, f"Likes · confirmed {one.confirmed}", x + 17, y, "Bare", 9, 12, _WIDE - 17) - 2
    y = _put(canvas, "New, with date and name", x, y, "BareMedium", 10, 13, _WIDE)


def _foot(canvas: Any, job: Job, x: float, low: float, pages: str) -> None:
    canvas.setFillGray(0.1)
    canvas.rect(x, low + 34, _WIDE, 16, stroke=0, fill=1)
    canvas.setFillGray(1)
    _put(canvas, "For team members only", x + 7, low + 50, "BareBold", 9, 11, _WIDE)
    _put(canvas, "no. 1", x + _WIDE - 40, low + 50, "BareMedium", 8, 11, 40)
    canvas.setFillGray(0)
    canvas.line(x, low + 23, x + _WIDE, low + 23)
    _put(canvas, f"{job.shop.name} · Preference card", x, low + 23, "Bare", 8, 10, _WIDE)
    _put(canvas, pages, x + _WIDE - 60, low + 23, "Bare", 8, 10, 60)
    _put(canvas, f"mark ABCD · printed {job.options.today}", x, low + 13, "Bare", 8, 10, _WIDE)
