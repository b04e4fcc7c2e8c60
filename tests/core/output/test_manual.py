"""The manual: its order, its page numbers, its tabs, and the gutter on both sides of a leaf."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from cxdesk.output import printing
from cxdesk.output.paper import MM
from cxdesk.output.sheet import Printed
from cxdesk.schema.entity import changed
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader


def manual(reader: MemoryReader | None = None, paper: str = "A4", **options: object) -> Printed:
    spec = printing.sheet("standards-manual")
    return printing.render(spec, reader or paper_shop.sample(), options, paper=paper, today=DAY)


def test_everything_is_in_it_in_order() -> None:
    made = manual()
    pages = [reading.squeezed(page) for page in reading.page_texts(made.pdf)]
    for page, words in zip(
        pages,
        (
            "Howwelookafter",
            "Contents",
            "Whathaschanged",
            "Ourpromise",
            "Never&Always",
            "Beforethevisit",
            "Arrival&greeting",
            "Sayinggoodbye",
            "Rolecards",
            "Sign-off",
        ),
        strict=True,
    ):
        assert words in page
    assert made.pages == len(pages) == 10
    assert all(f"page{i}of10" in page for i, page in enumerate(pages, start=1))
    assert "Theseholdforeverybody" in pages[4]
    assert "nobodyinthistowngoesamonth" in pages[3]
    assert "LeaBrandt" in pages[9]
    assert "AdaGone" not in pages[9]


def test_the_contents_tell_the_pages() -> None:
    reader = paper_shop.changed(
        paper_shop.sample(), lambda text: f"{text} {text} {text}" if len(text) > 30 else text
    )
    for i in range(40):
        reader.add(
            paper_shop.Standard(
                stage=1, position=20 + i, kind="operational", text=f"Extra {i}", why="w " * 50
            )
        )
    made = manual(reader)
    pages = reading.page_texts(made.pdf)
    contents = next(page for page in pages if "Contents" in page and "Sign-off" in page)
    for title in (
        "What has changed",
        "Our promise",
        "Arrival & greeting",
        "Saying goodbye",
        "Role cards",
        "Sign-off",
    ):
        number = int(re.search(rf"^{re.escape(title)}\s*\.*\s*(\d+)", contents, re.MULTILINE).group(1))
        assert title in pages[number - 1], title


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_gutter_changes_sides_and_so_do_the_tabs(paper: str) -> None:
    made = manual(paper=paper)
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for page, _letter, size, box in reading.letters(made.pdf):
        if size == 8:  # the footer spans the body
            lefts[page] = min(lefts.get(page, 999), box[0])
            rights[page] = max(rights.get(page, 0), box[2])
    width = reading.sizes(made.pdf)[0][0]
    for page in range(made.pages):
        inner = lefts[page] if page % 2 == 0 else width - rights[page]
        outer = width - rights[page] if page % 2 == 0 else lefts[page]
        assert inner == pytest.approx(24 * MM, abs=2)
        assert outer == pytest.approx(22 * MM, abs=2)
    tabs = tab_sides(made)
    assert {6, 7, 8} <= set(tabs) <= {6, 7, 8, 9}
    assert all(side == ("right" if page % 2 else "left") for page, side in tabs.items())


def tab_sides(made: Printed) -> dict[int, str]:
    """Return the outer edge on which each page has something dark within 18 mm."""
    found = {}
    with reading.opened(made.pdf) as document:
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=1, grayscale=True).to_pil()
            edge = int(18 * MM)
            for side, left in (("left", 0), ("right", picture.width - edge)):
                if picture.crop((left, 0, left + edge, picture.height)).getextrema()[0] < 128:
                    found[number] = side
            page.close()
    return found


def test_tabs_go_down_the_edge_stage_by_stage() -> None:
    made = manual()
    places = [reading.place_of(made.pdf, f"{i}") for i in (1, 2, 3)]
    assert len(places) == 3
    reader = paper_shop.empty()
    for i in range(1, 41):
        reader.add(paper_shop.Stage(position=i, name=f"Stage named {i}"))
    many = manual(reader)
    assert reading.ink_outside(many.pdf) == []
    assert reading.letters_outside(many.pdf) == []


def test_changes_stand_behind_the_contents_with_before_and_after() -> None:
    reader = paper_shop.sample()
    paper_shop.freeze(reader, 7, "Look up and smile within 20 seconds", why="Nobody waits that long")
    made = manual(reader)
    assert made.version == 3
    page = reading.page_texts(made.pdf)[2]
    for words in (
        "Oct 12, 2026 · Arrival & greeting · version 3",
        "Before: Look up and smile within 20 seconds",
        "Why: Nobody waits that long",
        "Before: Look up and smile",
        "version 2",
    ):
        assert reading.squeezed(words) in reading.squeezed(page), words


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_lines_of_a_standard_stay_on_one_page(paper: str) -> None:
    reader = paper_shop.empty()
    reader.add(paper_shop.Stage(position=1, name="Arrive"))
    for i in range(100, 160):
        words = {name: f"{name} {i} " + "and more words " * (i % 23) for name in ("text", "why")}
        reader.add(
            paper_shop.Standard(
                stage=1, position=i, kind="operational", **words,
                sounds_like=f"sounds {i}", how_we_know=f"known {i}", status="adopted",
            )
        )  # fmt: skip
        paper_shop.freeze(reader, i - 99, f"old {i} " + "and more words " * (i % 23), why=f"since {i}")
    pages = [reading.squeezed(page) for page in reading.page_texts(manual(reader, paper).pdf)]
    for i in range(100, 160):
        for lines in ((f"text{i}", f"why{i}", f"sounds{i}", f"known{i}"), (f"old{i}", f"since{i}")):
            assert any(all(one in page for one in lines) for page in pages), lines


def test_a_standard_longer_than_a_page_is_all_there() -> None:
    reader = paper_shop.empty()
    reader.add(paper_shop.Stage(position=1, name="Arrive"))
    why = " ".join(f"word{i}." for i in range(2000))
    reader.add(
        paper_shop.Standard(
            stage=1,
            position=1,
            kind="operational",
            text="Long",
            why=why,
            how_we_know="At last",
            status="adopted",
        )
    )
    text = "".join(reading.page_texts(manual(reader).pdf))
    assert "word0." in text
    assert "word1999." in text
    assert "At last" in text


def test_drafts_are_marked_here_and_retired_ones_left_out() -> None:
    reader = paper_shop.sample()
    assert "DRAFT" not in reading.text(manual(reader).pdf)
    for record_id, status in ((7, "draft"), (8, "retired")):
        record = reader.tables[paper_shop.Standard][record_id]
        reader.put(changed(record, status=status), record_id)
    page = reading.text(manual(reader).pdf)
    assert page.count("DRAFT") == 1
    assert "Opentheguest’scardbefore" not in page


def test_role_cards_and_sign_off_can_be_left_out() -> None:
    made = manual(roles="no", sign_off="no")
    assert made.pages == 8
    page = reading.text(made.pdf)
    assert "Stylist" not in page
    assert "Signature" not in page


def test_it_is_meant_for_both_sides_and_has_an_outline() -> None:
    reader = pypdf.PdfReader(io.BytesIO(manual().pdf))
    wishes = reader.trailer["/Root"]["/ViewerPreferences"]
    assert wishes["/Duplex"] == "/DuplexFlipLongEdge"
    assert wishes["/PrintScaling"] == "/None"
    titles = [one.title for one in flat(reader.outline)]
    assert titles[0] == "Standards manual"
    assert "Arrival & greeting" in titles
    assert reader.metadata.title == "Standards manual"
    assert reader.metadata.author == "Willow & Co. Salon"


def test_each_copy_has_its_own_page_numbers() -> None:
    made = printing.render(printing.sheet("standards-manual"), paper_shop.sample(), {}, today=DAY, copies=2)
    pages = [reading.squeezed(page) for page in reading.page_texts(made.pdf)]
    assert len(pages) == 20
    assert [i for i, page in enumerate(pages) if "page1of10" in page] == [0, 10]
    assert "Signature" in pages[19]


def flat(outline: list) -> list:
    return [one for part in outline for one in (flat(part) if isinstance(part, list) else [part])]


def test_a_long_sign_off_list_goes_on_with_its_headings() -> None:
    reader = paper_shop.sample()
    for i in range(60):
        reader.add(paper_shop.Person(name=f"Person {i} " + "Longname " * (i % 4)))
    made = manual(reader)
    assert made.pages > 11
    signed = [page for page in reading.page_texts(made.pdf) if "Signature" in page and "Person" in page]
    assert 2 <= len(signed) <= made.pages - 9
    assert all("Trainer" in page for page in signed)
    last = reading.page_texts(made.pdf)[-1]
    assert "hand this slip in" in last
    assert reading.letters_outside(made.pdf) == []
