"""Pictures from outside: never trusted, never larger than needed, nothing hidden in them."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

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


def photo(size: tuple[int, int], **more: object) -> bytes:
    """Return a JPEG, red at the left and blue at the right."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    out = io.BytesIO()
    picture.save(out, "JPEG", **more)
    return out.getvalue()


def test_a_photo_taken_upright_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it to the right
    kept = Image.open(io.BytesIO(accept(photo((900, 600), exif=exif)))).convert("RGB")
    assert kept.size == (600, 900)
    top, low = kept.getpixel((300, 50)), kept.getpixel((300, 850))
    assert top[0] > 200 > top[2]
    assert low[2] > 200 > low[0]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_no_place_no_comment_and_no_profile_is_kept(kind: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    exif[0x010E] = "secret place"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more: dict[str, object] = {"exif": exif, "icc_profile": profile}
    if kind == "PNG":
        note = PngImagePlugin.PngInfo()
        note.add_text("Comment", "secret note")
        more["pnginfo"] = note
    if kind == "JPEG":
        more["comment"] = b"secret note"
    if kind != "PNG":
        more["xmp"] = b"<x>secret xmp</x>"
    for size in ((900, 900), (60, 40)):
        given = encoded(kind, size, **more)
        assert b"secret" in given
        kept = accept(given)
        again = Image.open(io.BytesIO(kept))
        again.load()
        assert b"secret" not in kept
        assert len(again.getexif()) == 0
        assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_pictures_that_move_are_refused(kind: str) -> None:
    pictures = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:], duration=100)
    with pytest.raises(UserError, match="moves"):
        accept(out.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_ends_too_early_is_refused(kind: str) -> None:
    noise = Image.effect_noise((500, 400), 80).convert("RGB")
    out = io.BytesIO()
    noise.save(out, kind)
    whole = out.getvalue()
    with pytest.raises(UserError, match=r"damaged or not complete|can be read"):
        accept(whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_broken_byte_never_ends_in_anything_but_a_sentence(kind: str) -> None:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 80).convert("RGB").save(out, kind)
    whole = out.getvalue()
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        with contextlib.suppress(UserError):
            assert Image.open(io.BytesIO(accept(bytes(broken)))).size


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_mode_is_taken(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    Image.new(mode, (50, 30)).save(out, kind)
    assert Image.open(io.BytesIO(accept(out.getvalue()))).size == (50, 30)


def test_a_colour_that_is_see_through_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGB", (50, 30), "white").save(out, "PNG", transparency=(255, 255, 255))
    assert Image.open(io.BytesIO(accept(out.getvalue()))).convert("RGBA").getpixel((5, 5))[3] == 0


def test_more_bytes_than_a_picture_needs_are_refused() -> None:
    with pytest.raises(UserError, match="30 MB"):
        accept(encoded("PNG") + b"\0" * 30_000_000)


def test_where_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    kept = accept(encoded("JPEG", (900, 900), exif=exif))
    assert b"secret place" not in kept
    assert len(Image.open(io.BytesIO(kept)).getexif()) == 0
