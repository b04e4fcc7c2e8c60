"""The codes in the corners of a form, its head, and boxes and lines that note where they stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from cxdesk.output.colour import INK, LINE
from cxdesk.output.paper import LEAST, MM, Geometry
from cxdesk.output.places import CODE, CORNERS, Form, corner_text
from cxdesk.output.shapes import box, rule
from cxdesk.services.paper_forms import Key

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

BOX = 4 * MM  # a box to tick on a form
_OVER = 0.04  # points: rows of modules overlap by a hair, so that no white line shows between them


def draw_corners(canv: Canvas, form: Form, size: Geometry) -> None:
    """Begin a page of a form: a code in each corner, unless the form has no number."""
    page = form.begin_page(size.width, size.height)
    if not form.number:
        return
    far, high = size.width - LEAST - CODE, size.height - LEAST - CODE
    spots = {"TL": (LEAST, high), "TR": (far, high), "BL": (LEAST, LEAST), "BR": (far, LEAST)}
    for corner in CORNERS:
        _draw_code(canv, corner_text(form.number, page, corner), *spots[corner])


def _draw_code(canv: Canvas, text: str, x: float, y: float) -> None:
    rows = _modules(text)
    unit = CODE / len(rows)
    path = canv.beginPath()
    for i, row in enumerate(rows):
        for start, count in row:
            low = y + CODE - (i + 1) * unit
            path.rect(x + start * unit, low, count * unit, unit + (_OVER if i else 0.0))
    canv.setFillColorRGB(0, 0, 0)
    canv.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=256)
def _modules(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the dark stretches of each row of a code, as (start, count)."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    found = []
    for row in code.modules:
        runs: list[tuple[int, int]] = []
        for i, dark in enumerate(row):
            if dark and runs and sum(runs[-1]) == i:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            elif dark:
                runs.append((i, 1))
        found.append(tuple(runs))
    return tuple(found)


def tick_box(canv: Canvas, form: Form, key: Key, x: float, middle: float, size: float = BOX) -> None:
    """Draw a box to tick and note its place."""
    box(canv, x, middle, size, INK)
    form.put(canv, "tick", key, x, middle + size / 2, size, size)


def write_line(canv: Canvas, form: Form, key: Key, x: float, low: float, width: float, room: float) -> None:
    """Draw a line to write on and note the room above it."""
    rule(canv, x, low, width, LINE, 0.5)
    form.put(canv, "line", key, x, low + room, width, room)
