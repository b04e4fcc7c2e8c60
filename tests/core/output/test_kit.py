"""The kit: colours, logos, fitting and flowing."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from cxdesk.output import printing
from cxdesk.output.block import Columns, Space, Stack
from cxdesk.output.colour import WHITE, contrast, from_hex, mix, readable
from cxdesk.output.fit import fewest_pages, largest
from cxdesk.output.flow import NewPage, Page, place, stretch
from cxdesk.output.forms import Notes, WriteLines
from cxdesk.output.lines import Span, Style, Tag
from cxdesk.output.paper import LEAST, MM, bound, geometry
from cxdesk.output.shapes import Frame, Panel, Table
from cxdesk.output.text import Text
from tests.core.output import paper_shop, reading

STYLE = Style(10, 14)


def picture(kind: str, size: tuple[int, int] = (400, 200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if kind != "JPEG" else "RGB", size, "#0B746B").save(out, kind)
    return out.getvalue()


def bomb() -> bytes:
    """Make a small PNG that says it is 30,000 pixels wide and high."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def sheet(**shop: object) -> printing.Printed:
    reader = paper_shop.sample(**shop)
    return printing.render(printing.sheet("training-sheet"), reader, {}, today=paper_shop.DAY)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_printed(kind: str) -> None:
    made = sheet(logo=picture(kind))
    assert made.messages == ()
    assert b"/Subtype /Image" in made.pdf
    assert made.pdf == sheet(logo=picture(kind)).pdf
    assert reading.ink_outside(made.pdf) == []


@pytest.mark.parametrize("size", [(4000, 20), (20, 4000), (1, 1)])
def test_a_logo_of_any_shape_stays_in_its_place(size: tuple[int, int]) -> None:
    made = sheet(logo=picture("PNG", size))
    assert reading.ink_outside(made.pdf) == []
    assert made.pages == sheet().pages


@pytest.mark.parametrize(
    "data", [b"", b"no picture", picture("GIF"), picture("PNG")[:60], bomb(), b"%PDF-1.4", b"<svg/>"]
)
def test_what_is_no_good_picture_is_left_out_with_a_sentence(data: bytes) -> None:
    made = sheet(logo=data)
    assert b"/Subtype /Image" not in made.pdf
    assert len(made.messages) == (1 if data else 0)


def test_colours() -> None:
    assert from_hex("#FFFFFF") == WHITE
    assert from_hex("red") == from_hex("#0B746B")
    assert contrast((0, 0, 0)) == pytest.approx(21)
    pale = readable(from_hex("#FFD400"))
    assert contrast(pale) >= 4.5
    assert pale[0] > pale[2]
    assert readable(from_hex("#0B746B")) == from_hex("#0B746B")
    assert contrast(mix(from_hex("#000000"), 0.09)) < 1.3


def test_pages_keep_ten_millimetres() -> None:
    for paper in ("A4", "Letter"):
        for page in (geometry(paper), geometry(paper, landscape=True), bound(paper)):
            assert min(page.inner, page.outer, page.top, page.bottom) >= LEAST
    page = bound("A4")
    assert page.left(1) == page.inner == 24 * MM
    assert page.left(2) == page.outer
    assert page.body == pytest.approx(page.width - page.inner - page.outer)


def test_largest() -> None:
    assert largest(8, 20, lambda size: size <= 13.2) == 13.0
    assert largest(8, 20, lambda size: True) == 20
    assert largest(8, 20, lambda size: False) is None


def paragraphs(count: int, words: int = 60) -> list[Text]:
    return [Text("word " * words, STYLE, after=6) for _one in range(count)]


def seen(pages: list[Page]) -> int:
    return sum(one.block.height > 0 for page in pages for one in page.placed)


def test_blocks_flow_over_pages_and_none_is_lost() -> None:
    pages = place(paragraphs(20), 300, 400)
    assert len(pages) > 3
    assert all(page.used <= 400.1 for page in pages)
    lines = sum(len(one.block.lines) for page in pages for one in page.placed)
    assert lines == sum(len(block.lines) for block in paragraphs(20) if block.fit(300))


def test_a_heading_is_never_last_on_a_page() -> None:
    for count in range(1, 40):
        story = [
            *[Space(10) for _one in range(count)],
            Text("Heading", STYLE, keep=True),
            Text("Body", STYLE),
        ]
        pages = place(story, 300, 200)
        last = [page.placed[-1].block for page in pages]
        assert not any(isinstance(block, Text) and block.keep for block in last)


def test_new_pages_and_foreign_flowables() -> None:
    from reportlab.platypus import Spacer

    pages = place([NewPage(), Spacer(1, 30), NewPage(), NewPage(), Spacer(1, 300), Spacer(1, 300)], 300, 400)
    assert [len(page.placed) for page in pages] == [1, 1, 1]


def test_a_block_that_no_page_holds_is_placed_all_the_same() -> None:
    assert seen(place([Space(900), Space(20)], 300, 400)) == 2


def test_notes_take_what_is_left_and_push_down_what_follows() -> None:
    notes = Notes("Notes", STYLE, before=10)
    [page] = place([Space(100), notes, Space(50)], 300, 400)
    stretch(page, 400)
    assert page.used == 400
    assert page.placed[-1].down == 350
    assert notes.height == 240
    stretch(page, 400)
    assert notes.height == 240


def test_notes_alone_take_no_page_of_their_own() -> None:
    assert len(place([Space(395), Notes("Notes", STYLE, before=10)], 300, 400)) == 1


def test_a_sparse_last_page_is_saved_by_smaller_type() -> None:
    def build(scale: float) -> list:
        return [Text("word " * 350, STYLE.sized(10 * scale))]

    scales = (1.0, 0.95, 0.9, 0.85)
    whole = place(build(1.0), 300, 4000)[0].used
    assert len(fewest_pages(build, 300, whole + 1, scales)) == 1
    assert len(fewest_pages(build, 300, whole * 0.9, scales)) == 1
    assert len(fewest_pages(build, 300, whole * 0.6, scales)) == 2
    assert len(fewest_pages(build, 300, whole * 0.7, scales)) == 2
    largest_that_fits = fewest_pages(build, 300, whole * 0.95, scales)[0].placed[0].block.style.size
    assert largest_that_fits == 9.5


def test_composed_blocks_are_cut_without_loss() -> None:
    def words(block: object) -> int:
        if isinstance(block, Text):
            return sum(len(run.text.split()) for line in block.lines for run in line.runs)
        parts = getattr(block, "parts", None) or [getattr(block, "body", None)]
        return sum(words(part) for part in parts if part is not None)

    for whole in (
        Stack(paragraphs(4)),
        Columns(paragraphs(3), 10, (1, 2, 1)),
        Columns(paragraphs(2), 10, even=True),
        Panel(paragraphs(4), Frame(line=(0, 0, 0))),
    ):
        whole.fit(300)
        first, rest = whole.cut(90)
        assert first.height <= 90.1
        assert words(first) + words(rest) == words(whole)
        assert whole.cut(3) is None


def test_tables_and_lines_are_cut_between_rows() -> None:
    table = Table(("A", "B"), [["x", ""]] * 10, (1, 1), STYLE, STYLE)
    table.fit(300)
    first, rest = table.cut(120)
    assert len(first.rows) + len(rest.rows) == 10
    assert table.cut(10) is None
    tall = Table(("A", "B"), [["x", "word " * 400], ["y", ""]], (1, 3), STYLE, STYLE)
    tall.fit(300)
    pages = place([tall], 300, 300)
    assert len(pages) > 2
    assert all(page.used <= 300.1 for page in pages)
    lines = WriteLines(10, pitch=20)
    lines.fit(300)
    first, rest = lines.cut(70)
    assert (first.count, rest.count) == (3, 7)
    assert lines.cut(5) is None


def test_spans_keep_their_blanks_and_tags_stay_whole() -> None:
    block = Text([Span("One ", "bold"), Span("two\nthree"), Tag("NON-NEGOTIABLE")], STYLE)
    assert block.fit(300) == 28
    assert [run.text for run in block.lines[0].runs] == ["One ", "two"]
    assert [run.text for run in block.lines[1].runs] == ["three ", "NON-NEGOTIABLE"]
    assert block.lines[1].runs[1].tag > 0
    block.fit(30)
    assert all(line.runs for line in block.lines)
