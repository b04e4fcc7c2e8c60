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
            picture: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise UserError(_("This picture has too many pixels. Choose one of at most 40 megapixels."))
            picture = ImageOps.exif_transpose(picture)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UserError(_("This picture has too many pixels. Choose one of at most 40 megapixels.")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise UserError(
            _("This is not a PNG, JPEG or WebP picture that can be read. Choose another.")
        ) from None
    return _encoded(picture)


def _encoded(picture: Image.Image) -> bytes:
    see_through = "A" in picture.getbands() or picture.mode == "P"
    out = io.BytesIO()
    if see_through or picture.format == "PNG" or max(picture.size) <= 400:
        picture.convert("RGBA" if see_through else "RGB").save(out, "PNG", optimize=True)
    else:
        picture.convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()
