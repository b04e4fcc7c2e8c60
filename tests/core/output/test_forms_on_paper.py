"""What a form says of its places is where things are printed; its codes can be read; nothing touches them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from cxdesk.output import printing
from cxdesk.output.paper import MM
from cxdesk.output.places import CLEAR, CODE, CORNERS, corner_text
from cxdesk.output.sheet import Printed
from cxdesk.services.paper_forms import Place, Places
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader
from tests.core.output.test_sheets import check_paper

FORMS = ("sign-off-sheet", "walk-round-sheet")
NEAR = 0.2  # millimetres
LONG = "Bartholomew Featherstonehaugh-Cholmondeley of Upper Slaughter and Lower Swell the 3rd"


def long(reader: MemoryReader) -> MemoryReader:
    made = paper_shop.changed(reader, lambda text: " ".join([text] * 9))
    for i in range(9):
        made.add(paper_shop.Person(name=f"{LONG[: 70 + i]} {i}", role=1))
    return made


READERS: dict[str, Any] = {
    "sample": paper_shop.sample,
    "long": lambda: long(paper_shop.sample()),
    "empty": paper_shop.empty,
    "nothing": MemoryReader,
}


def numbered(name: str, reader: MemoryReader, paper: str = "A4", **options: object) -> Printed:
    stage = {"stage": "all"} if name == "sign-off-sheet" else {}
    return printing.render(
        printing.sheet(name), reader, stage | options, paper=paper, today=DAY, numbered=True
    )


@cache
def printed(name: str, content: str, paper: str = "A4") -> Printed:
    """Return a print that several tests look at."""
    return numbered(name, READERS[content](), paper)


def pages_of(made: Printed) -> list[tuple[str, int, list[Place]]]:
    """Return, for each page of the print, its form, its number in the form and the places on it."""
    found = []
    for form in made.forms:
        whole = Places.read(form.places)
        assert len(whole.pages) == form.pages
        found += [
            (form.number, page, [one for one in whole.places if one.page == page])
            for page in range(1, form.pages + 1)
        ]
    return found


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("content", READERS)
@pytest.mark.parametrize("name", FORMS)
def test_places_are_where_boxes_and_lines_are_printed(name: str, content: str, paper: str) -> None:
    made = printed(name, content, paper)
    check_paper(made, paper)
    drawn = reading.drawn_paths(made.pdf)
    pages = pages_of(made)
    assert len(pages) == len(drawn)
    for (_number, _page, places), paths in zip(pages, drawn, strict=True):
        boxes = [path for path in paths if abs(path[2] - 4) < NEAR and abs(path[3] - 4) < NEAR]
        ticks = [one for one in places if one.kind == "tick"]
        assert len(boxes) == len(ticks)
        for one in ticks:
            assert any(near((one.x, one.y, one.width, one.height), box) for box in boxes), one
        for one in (one for one in places if one.kind == "line"):
            line = (one.x, one.y + one.height, one.width, 0.0)
            assert any(near(line, path) for path in paths), one
            assert one.height >= 6.5
            assert one.width >= 8
    keys = [(number, *one.key.items()) for number, _page, places in pages for one in places]
    assert len(keys) == len(set(keys)) or content in {"long", "sample"}


def near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("content", ["sample", "long"])
def test_each_place_of_a_cell_is_registered_once(content: str) -> None:
    made = printed("sign-off-sheet", content)
    for form in made.forms:
        cells = [
            tuple(one.key.items())
            for one in Places.read(form.places).places
            if "standard" in one.key or one.key["field"] == "initials"
        ]
        assert cells
        assert len(cells) == len(set(cells))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", FORMS)
def test_the_codes_of_every_corner_can_be_read(name: str, paper: str) -> None:
    made = printed(name, "long", paper)
    document = pypdfium2.PdfDocument(made.pdf)
    try:
        pages = pages_of(made)
        assert len(document) == len(pages)
        step = 4 if len(pages) > 10 else 1
        # Nothing touches a code on any page (below), so one that reads here reads on those between, too.
        for place in sorted({*range(0, len(pages), step), len(pages) - 1}):
            page, (number, in_form, _places) = document[place], pages[place]
            wide, high = page.get_size()
            picture = page.render(scale=150 / 72, grayscale=True).to_pil()
            found = {code.text: code.position for code in zxingcpp.read_barcodes(picture)}
            assert set(found) == {corner_text(number, in_form, corner) for corner in CORNERS}
            for text, at in found.items():
                middle = [(at.top_left.x + at.bottom_right.x) / 2, (at.top_left.y + at.bottom_right.y) / 2]
                side = {"T": middle[1] < picture.height / 2, "B": middle[1] > picture.height / 2}
                edge = {"L": middle[0] < picture.width / 2, "R": middle[0] > picture.width / 2}
                assert side[text[-2]]
                assert edge[text[-1]]
            assert wide > 0 < high
            page.close()
    finally:
        document.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", FORMS)
def test_nothing_touches_the_quiet_zone_of_a_code(name: str, paper: str) -> None:
    made = numbered(name, long(paper_shop.sample(address="12 Mill Lane " * 9, name="Willow " * 30)), paper)
    sizes = reading.sizes(made.pdf)

    def clear(box: reading.Box, page: int) -> bool:
        (left, low, right, high), (wide, tall) = box, sizes[page]
        beside = left < CLEAR - 0.3 or right > wide - CLEAR + 0.3
        level = low < CLEAR - 0.3 or high > tall - CLEAR + 0.3
        return not (beside and level)

    if not all(clear(run, page) for page, one in enumerate(reading.pages(made.pdf)) for run in one.runs):
        for page, letter, _size, box in reading.letters(made.pdf):
            assert clear(box, page), (page, letter)
    for (wide, tall), paths in zip(sizes, reading.drawn_paths(made.pdf), strict=True):
        for x, y, width, height in paths:
            beside = x < CLEAR / MM - 0.1 or x + width > (wide - CLEAR) / MM + 0.1
            level = y < CLEAR / MM - 0.1 or y + height > (tall - CLEAR) / MM + 0.1
            assert not (beside and level), (x, y, width, height)
    assert pytest.approx(14) == CODE / MM


@pytest.mark.parametrize("name", FORMS)
def test_number_version_and_mark_can_be_read_on_every_page(name: str) -> None:
    made = printed(name, "long")
    texts = reading.page_texts(made.pdf)
    marks = [made.parts[form.part].mark for form in made.forms for _page in range(form.pages)]
    for (number, _page, _places), text, mark in zip(pages_of(made), texts, marks, strict=True):
        assert text.count(number) == 2  # in the head, and in the footer
        assert f"mark {mark}" in text
    assert 17 in reading.size_of(made.pdf, made.forms[0].number)
