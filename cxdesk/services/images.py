"""Pictures from outside: only PNG, JPEG and WebP, re-encoded, made smaller, and without their metadata."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from cxdesk.errors import UserError
from cxdesk.i18n import _

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP")
LONGEST_SIDE = 2_000
MOST_PIXELS = 40_000_000
MOST_BYTES = 30_000_000


def accept(data: bytes) -> bytes:
    """Return a picture as the workspace keeps it: PNG or JPEG, at most 2,000 pixels a side.

    Raises UserError with the reason for anything else. The size is read before the picture is
    decoded, so a picture of a billion pixels costs nothing.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        raise UserError(_("This file is larger than 30 MB. Choose a smaller picture."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            found: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise UserError(
            _("This is not a PNG, JPEG or WebP picture that can be read. Choose another.")
        ) from None
    if found.width * found.height > MOST_PIXELS:
        raise _too_many()
    if getattr(found, "n_frames", 1) > 1:
        raise UserError(_("This picture moves. Choose one that stands still."))
    as_png = found.format == "PNG"
    try:
        picture = ImageOps.exif_transpose(found)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (OSError, SyntaxError, ValueError, MemoryError):
        raise UserError(
            _("This picture is damaged or not complete. Copy it once more from where it comes.")
        ) from None
    return _encoded(picture, as_png=as_png)


def _too_many() -> UserError:
    return UserError(_("This picture has too many pixels. Choose one of at most 40 megapixels."))


def _encoded(picture: Image.Image, *, as_png: bool) -> bytes:
    see_through = "A" in picture.getbands() or picture.mode == "P" or "transparency" in picture.info
    plain = picture.convert("RGBA" if see_through else "RGB")
    plain.info.clear()  # Pillow would write comments, descriptions and colour profiles on from there
    out = io.BytesIO()
    if see_through or as_png or max(picture.size) <= 400:
        plain.save(out, "PNG", optimize=True)
    else:
        plain.save(out, "JPEG", quality=88)
    return out.getvalue()
