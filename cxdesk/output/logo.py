"""Pictures on paper: logo and photos. The workspace has re-encoded them; a sheet still trusts no image."""

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
_DOTS_A_POINT = 220 / 72


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
    picture = _opened(data, _DOTS)
    if picture is None:
        return None
    scale = min(_WIDEST / picture.width, _TALLEST / picture.height)
    return Logo(ImageReader(picture), picture.width * scale, picture.height * scale)


def read_photo(data: bytes, width: float, height: float) -> Logo | None:
    """Return a photo as large as it fits, with no more dots than are seen then; None as `read_logo` does."""
    picture = _opened(data, (round(width * _DOTS_A_POINT), round(height * _DOTS_A_POINT)))
    if picture is None:
        return None
    small = io.BytesIO()
    picture.save(small, "JPEG", quality=82)
    small.seek(0)
    scale = min(width / picture.width, height / picture.height)
    return Logo(ImageReader(small), picture.width * scale, picture.height * scale)


def _opened(data: bytes, dots: tuple[int, int]) -> Image.Image | None:
    """Return a picture on white, made smaller than these dots."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            opened.thumbnail(dots)
            picture = opened.convert("RGBA")
    except Exception:  # noqa: BLE001 - whatever a broken picture does, the sheet prints without it
        return None
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    return ground.convert("RGB")
