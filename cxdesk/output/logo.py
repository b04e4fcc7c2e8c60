"""The shop's logo on paper. The workspace has re-encoded it; a sheet still trusts no image."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image
from reportlab.lib.utils import ImageReader

from cxdesk.output.paper import MM

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FORMATS = ("PNG", "JPEG", "WEBP")
_MOST_PIXELS = 40_000_000
_WIDEST, _TALLEST = 46 * MM, 12 * MM
_DOTS = (720, 240)  # more is not seen at that size


@dataclass(frozen=True)
class Logo:
    """A small picture on white, and its size on paper."""

    image: ImageReader
    width: float
    height: float

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        """Draw with the left edge here, centred on `middle`."""
        canv.drawImage(self.image, x, middle - self.height / 2, self.width, self.height)


@lru_cache(maxsize=4)
def read_logo(data: bytes) -> Logo | None:
    """Return the logo, or None when it is no picture of a kind that is printed."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            opened.thumbnail(_DOTS)
            picture = opened.convert("RGBA")
    except Exception:  # noqa: BLE001 - whatever a broken picture does, the sheet prints without it
        return None
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    scale = min(_WIDEST / picture.width, _TALLEST / picture.height)
    return Logo(ImageReader(ground.convert("RGB")), picture.width * scale, picture.height * scale)
