"""Pictures from outside: never trusted, never larger than needed, nothing hidden in them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from cxdesk.errors import UserError
from cxdesk.services.images import accept


def encoded(kind: str, size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """Return a PNG of `side` × `side` pixels that is a few bytes long."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_kinds_are_taken(kind: str) -> None:
    assert Image.open(io.BytesIO(accept(encoded(kind)))).size == (60, 40)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "GIF"])
def test_other_kinds_are_refused(kind: str) -> None:
    with pytest.raises(UserError, match="PNG, JPEG or WebP"):
        accept(encoded(kind))


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"%PDF-1.4", encoded("PNG")[:40], encoded("JPEG")[:90]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        accept(data)


@pytest.mark.parametrize("side", [60_000, 12_000, 7_000])
def test_a_picture_of_a_billion_pixels_is_refused(side: int) -> None:
    with pytest.raises(UserError, match="too many pixels"):
        accept(bomb(side))


def test_large_pictures_are_made_smaller() -> None:
    assert max(Image.open(io.BytesIO(accept(encoded("JPEG", (4000, 1000))))).size) == 2000


def test_where_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    kept = accept(encoded("JPEG", (900, 900), exif=exif))
    assert b"secret place" not in kept
    assert len(Image.open(io.BytesIO(kept)).getexif()) == 0
