"""Cards: cut lines, backs behind their fronts, what fits and what is said when it does not."""

from __future__ import annotations

import io
from collections import Counter
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from cxdesk.output import printing, record
from cxdesk.output.cards import FLOOR, Card, Grid, feet_on_cards, parted
from cxdesk.output.flow import place
from cxdesk.output.frame import Book, Foot, Section
from cxdesk.output.lines import Style
from cxdesk.output.paper import MM
from cxdesk.output.sheet import Printed
from cxdesk.output.text import Text
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader

SHEETS = ["wallet-cards", "role-card", "cue-legend"]
PAPERS = ["A4", "Letter"]
LONG = "Kundenzufriedenheitsversprechensüberprüfung in Łódź, Жизнь, שלום לכל אורח"


def made(name: str, reader: MemoryReader | None = None, paper: str = "A4", **options: object) -> Printed:
    return paper_shop.printed(name, reader, options, paper=paper)


def cuts(pdf: bytes, page: int) -> tuple[list[float], list[float]]:
    """Return where the long upright and level lines of a page are."""
    uprights, levels = set(), set()
    with reading.opened(pdf) as document:
        width, height = document.get_page_size(page)
        for one in document[page].get_objects():
            left, low, right, high = one.get_bounds()
            if one.type == 2 and right - left < 2 and high - low > height * 0.6:
                uprights.add(round((left + right) / 2, 1))
            if one.type == 2 and high - low < 2 and right - left > width * 0.6:
                levels.add(round((low + high) / 2, 1))
    return sorted(uprights), sorted(levels)


def cells(uprights: list[float], levels: list[float]) -> list[tuple[float, float, float, float]]:
    return [(left, low, right, high) for left, right in pairwise(uprights) for low, high in pairwise(levels)]


def words_in(pdf: bytes, page: int, cell: tuple[float, float, float, float]) -> tuple[str, list[float]]:
    """Return what stands in a cell, and the smallest distance to its left, low, right and high edge."""
    inside, boxes = [], []
    for number, letter, _size, box in reading.letters(pdf):
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if number == page and cell[0] < middle[0] < cell[2] and cell[1] < middle[1] < cell[3]:
            inside.append(letter)
            boxes.append(box)
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return "".join(inside), [
        min(lefts) - cell[0],
        min(lows) - cell[1],
        cell[2] - max(rights),
        cell[3] - max(highs),
    ]


@pytest.mark.parametrize(("paper", "count"), [("A4", 10), ("Letter", 8)])
def test_wallet_backs_lie_behind_their_fronts(paper: str, count: int) -> None:
    pdf = made("wallet-cards", paper=paper).pdf
    wide = reading.sizes(pdf)[0][0]
    uprights, levels = cuts(pdf, 0)
    fronts = cells(uprights, levels)
    assert len(fronts) == count
    for left, low, right, high in fronts:
        assert right - left == pytest.approx(85 * MM, abs=0.3)
        assert high - low == pytest.approx(55 * MM, abs=0.3)
    found = []
    for left, low, right, high in fronts:
        mirrored = (wide - right, low, wide - left, high)  # turned over the long edge
        front, front_space = words_in(pdf, 0, (left, low, right, high))
        back, back_space = words_in(pdf, 1, mirrored)
        assert min(front_space + back_space) > 4 * MM
        found.append((front, back))
    assert len(set(found)) == 1
    front, back = found[0]
    assert "Everyguestleavesfeelingknown." in front
    assert "Wenotice" in back
    letters = Counter(page for page, *_rest in reading.letters(pdf))
    outside = [letters[page] - count * len(words) for page, words in enumerate(found[0])]
    assert outside[0] == outside[1] > 100  # footer and note, in the waste


@pytest.mark.parametrize("paper", PAPERS)
def test_role_card_backs_lie_behind_their_fronts(paper: str) -> None:
    pdf = made("role-card", paper=paper, role="1").pdf
    (wide, high), back_size = reading.sizes(pdf)
    assert wide > high
    assert (wide, high) == back_size
    uprights, levels = cuts(pdf, 0)
    assert (uprights, levels) == ([pytest.approx(wide / 2, abs=0.1)], [])
    halves = [(0.0, 0.0, wide / 2, high), (wide / 2, 0.0, wide, high)]
    sides = [words_in(pdf, page, half) for page in (0, 1) for half in halves]
    assert sides[0][0] == sides[1][0] != sides[2][0] == sides[3][0]
    assert min(space for _words, spaces in sides for space in spaces) >= 10 * MM - 0.3


@pytest.mark.parametrize("paper", PAPERS)
def test_a_quarter_of_the_page_each(paper: str) -> None:
    pdf = made("cue-legend", paper=paper).pdf
    wide, high = reading.sizes(pdf)[0]
    assert cuts(pdf, 0) == ([pytest.approx(wide / 2, abs=0.1)], [pytest.approx(high / 2, abs=0.1)])
    quarters = [
        (left, low, left + wide / 2, low + high / 2) for left in (0.0, wide / 2) for low in (0.0, high / 2)
    ]
    words = {words_in(pdf, 0, quarter)[0] for quarter in quarters}
    assert len(words) == 1
    assert "Forteammembersonly" in words.pop()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("columns", "rows", "landscape"), [(2, 2, False), (2, 1, True), (3, 2, True)])
def test_cards_that_differ_have_their_own_backs(paper: str, columns: int, rows: int, landscape: bool) -> None:
    grid = parted(paper, columns, rows, landscape=landscape)
    style = Style(10, 12)

    def card(text: str) -> Card:
        return Card(place([Text(text, style)], 100, 100)[0], 40, grid.high)

    names = "ABCDEF"[: grid.count]
    section = Section([], grid.geometry(duplex=True), Foot("", ""), feet=feet_on_cards(grid, 40))
    section.pages = [
        grid.page([card(f"{name}front") for name in names]),
        grid.page([card(f"{name}back") for name in names], back=True),
    ]
    pdf = Book("", "", "en").write([section])[0]
    for name in names:
        (left, top), (back_left, back_top) = (
            cell_of(grid, reading.place_of(pdf, f"{name}{side}")) for side in ("front", "back")
        )
        if landscape:  # turned over the upper edge, which is the long one
            assert (back_left, back_top) == (left, grid.rows - 1 - top)
        else:
            assert (back_left, back_top) == (grid.columns - 1 - left, top)
    preferences = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/ViewerPreferences"]
    assert preferences["/Duplex"] == "/DuplexFlipLongEdge"


def cell_of(grid: Grid, box: tuple[float, float, float, float]) -> tuple[int, int]:
    """Return column and row, counted from the upper left."""
    return int(box[0] / grid.wide), int((grid.page_high - box[3]) / grid.high)


def test_lines_to_cut_along_are_on_fronts_only() -> None:
    for name in ("wallet-cards", "role-card"):
        pdf = made(name).pdf
        assert cuts(pdf, 0) != ([], [])
        assert cuts(pdf, 1) == ([], [])


def test_the_sheet_says_how_to_print_it() -> None:
    for page in reading.page_texts(made("wallet-cards").pdf):
        assert "flippedonthelongedge" in reading.squeezed(page)
        assert "actualsize" in reading.squeezed(page)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("size", ["small", "large"])
def test_no_type_is_smaller_than_the_floor(name: str, paper: str, size: str) -> None:
    longer = paper_shop.changed(paper_shop.sample(), lambda text: f"{text} {LONG}")
    for reader in (None, longer):
        printed = paper_shop.printed(name, reader, paper=paper, text_size=size)
        assert min(reading.type_sizes(printed.pdf)) >= FLOOR - 0.01
        assert reading.letters_outside(printed.pdf) == []
        assert not set("■□\ufffd") & set(reading.text(printed.pdf))


@pytest.mark.parametrize("name", SHEETS)
def test_letters_of_europe_are_read_back(name: str) -> None:
    reader = paper_shop.changed(paper_shop.sample(), lambda text: f"{text} Łódź Ж €")
    printed = made(name, reader)
    assert "ŁódźЖ€" in reading.text(printed.pdf)
    reader = paper_shop.changed(paper_shop.sample(), lambda text: f"{text} שלום")
    printed = made(name, reader)
    assert "שלום" in reading.text(printed.pdf)
    assert printed.messages == ()


def test_the_statement_shrinks_and_never_breaks_a_word() -> None:
    sizes = []
    for count in (2, 5, 10, 30):
        reader = paper_shop.sample()
        words = " ".join(["Every guest leaves feeling known."] * 6).split()[:count]
        reader.put(paper_shop.Vision(statement=" ".join(words), version=2, status="adopted"), 1)
        printed = made("wallet-cards", reader)
        assert printed.messages == ()
        sizes.append(max(reading.type_sizes(printed.pdf)))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 20
    reader.put(paper_shop.Vision(statement=f"Unser {LONG}", version=2, status="adopted"), 1)
    assert "Kundenzufriedenheitsversprechensüberprüfung" in "".join(
        reading.page_texts(made("wallet-cards", reader).pdf)
    )


def test_what_does_not_fit_a_wallet_card_is_said() -> None:
    reader = paper_shop.sample()
    reader.put(paper_shop.Vision(statement="known " * 300, version=2, status="adopted"), 1)
    for number in range(4, 16):
        reader.add(paper_shop.Pillar(vision=1, position=number, title=f"Pillar {number}", meaning="M " * 90))
    printed = made("wallet-cards", reader)
    assert reading.letters_outside(printed.pdf) == []
    statement, meanings, pillars = printed.messages
    assert "ends with “…”" in statement
    assert "known…" in reading.text(printed.pdf)
    assert "Pillar 4" in meanings
    assert "“Pillar 15”" in pillars
    assert "We notice" not in pillars
    assert "Pillar15" not in reading.text(printed.pdf)


def test_wallet_cards_of_any_version_and_number() -> None:
    printed = made("wallet-cards")
    assert (printed.pages, printed.version) == (2, 2)
    assert reading.text(printed.pdf).count(f"version2·mark{printed.mark}") == 10 + 2
    first = made("wallet-cards", version="1")
    assert "Wemakepeoplelookgood." in reading.text(first.pdf)
    assert first.version == 1
    many = made("wallet-cards", sheets="3")
    assert many.pages == 6
    assert "page6of6" in reading.text(many.pdf)
    assert made("wallet-cards", sheets="0").pages == 2
    assert made("wallet-cards", sheets="9999").pages == 100
    copies = printing.render(printing.sheet("wallet-cards"), paper_shop.sample(), {}, copies=2, today=DAY)
    assert copies.pages == 4


def test_a_draft_and_a_logo_on_a_wallet_card() -> None:
    from tests.core.output.test_kit import picture

    reader = paper_shop.sample(logo=picture("PNG", (3000, 60)))
    reader.put(paper_shop.Vision(statement="Nobody waits unseen.", version=2, status="draft"), 1)
    printed = made("wallet-cards", reader)
    assert reading.text(printed.pdf).count("DRAFT·NOTADOPTEDYET") == 10
    assert b"/Subtype /Image" in printed.pdf
    assert reading.ink_outside(printed.pdf) == []


def add(reader: MemoryReader, text: str, *roles: int, **values: object) -> None:
    kind = {"kind": "operational", "status": "adopted", "stage": 1} | values
    reader.add(paper_shop.Standard(text=text, roles=roles, **kind))


def test_a_role_gets_its_own_standards_and_those_for_everybody() -> None:
    reader = paper_shop.sample()
    reader.tables[paper_shop.Standard].clear()
    add(reader, "For everybody")
    add(reader, "For the stylist", 1, stage=2)
    add(reader, "For the desk", 2, stage=3)
    add(reader, "Old habit", 1, status="retired")
    add(reader, "Goes wrong", 1, kind="defect")
    stylist, desk = (reading.text(made("role-card", reader, role=role).pdf) for role in "12")
    assert "Foreverybody" in stylist
    assert "Foreverybody" in desk
    assert "Forthestylist" in stylist
    assert "Forthestylist" not in desk
    assert "Arrival&greeting" in stylist
    assert "Arrival&greeting" not in desk  # no line of the desk there
    assert "Oldhabit" not in stylist
    assert "Goeswrong" not in stylist
    both = made("role-card", reader)
    assert both.pages == 4
    assert [part.about for part in both.parts] == ["Stylist", "Front desk"]


def test_twelve_lines_the_non_negotiable_first() -> None:
    reader = paper_shop.sample()
    reader.tables[paper_shop.Standard].clear()
    for i in range(10):
        add(reader, f"Usual {i}.", stage=1, position=i)
    for i in range(5):
        add(reader, f"Own {i}.", 1, stage=2, position=i)
    for i in range(8):
        add(reader, f"Firm {i}.", stage=3, position=i, non_negotiable=True)
    printed = made("role-card", reader, role="1")
    page = reading.text(printed.pdf)
    assert all(f"Firm{i}." in page for i in range(8))
    assert [one for one in ("Usual0.", "Usual1.", "Usual2.", "Own0.", "Own1.", "Own2.") if one in page] == [
        "Usual0.",
        "Usual1.",
        "Own0.",
        "Own1.",
    ]
    assert printed.messages == ("Stylist: 11 more standards are not on the card, which holds 12.",)


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("why", "One in ten bookings is heard wrong."),
        ("sounds_like", "Same time in six weeks?"),
        ("never_always", "Ignore waiting"),
        ("sign_off", "Trainer signs"),
    ],
)
def test_parts_of_a_role_card_can_be_left_out(flag: str, words: str) -> None:
    assert reading.squeezed(words) in reading.text(made("role-card", **{flag: "yes"}).pdf)
    assert reading.squeezed(words) not in reading.text(made("role-card", **{flag: "no"}).pdf)


def test_a_role_card_that_is_too_long_goes_on_and_says_so() -> None:
    reader = paper_shop.changed(paper_shop.sample(), lambda text: " ".join([text] * 8))
    printed = made("role-card", reader, role="1")
    assert printed.pages % 2 == 0
    assert printed.pages > 2
    assert "goes on" in printed.messages[0]


@pytest.mark.parametrize(
    ("lines", "times", "notes", "said"), [(6, 1, True, True), (12, 1, False, True), (12, 5, False, False)]
)
def test_notes_go_before_words_where_a_role_card_is_full(
    lines: int, times: int, notes: bool, said: bool
) -> None:
    reader = paper_shop.sample()
    reader.tables[paper_shop.Standard].clear()
    for i in range(lines):
        sounds = " ".join(["Shall I look it up for you now, or rather ring you back?"] * times)
        add(reader, f"Line {i} of the card.", stage=1 + i % 3, position=i, sounds_like=sounds)
    printed = made("role-card", reader, role="1")
    page = reading.text(printed.pdf)
    assert printed.pages == 2
    assert all(f"Line{i}ofthecard." in page for i in range(lines))
    assert "Trainersigns" in page
    assert ("Mynotes" in page, "ringyouback" in page) == (notes, said)
    left_out = "Stylist: how it sounds is left out, so that it fits on one card."
    assert (left_out in printed.messages) is not said


def test_more_cues_go_on_further_cards_and_the_rest_is_to_write_on() -> None:
    reader = paper_shop.sample()
    one = reading.text(made("cue-legend", reader).pdf)
    assert one.count("Whitecape") == 4
    assert "card1of" not in one
    for i in range(40):
        reader.add(
            paper_shop.Cue(position=9 + i, name=f"Sign {i}.", meaning=f"Meaning {i}. " * 3, do="Act " * 9)
        )
    reader.add(paper_shop.Cue(position=99, name="Unused", active=False))
    printed = made("cue-legend", reader)
    page = reading.text(printed.pdf)
    assert all(page.count(f"Sign{i}.") == 1 for i in range(40))
    assert "Unused" not in page
    cards = int(page.partition("card1of")[2][0])
    assert cards > 4
    assert printed.pages == 2
    assert page.count("Forteammembersonly") == 8
    assert page.count("Thesign") == 3 * (8 - cards)


def with_values(old: Any, **values: object) -> Any:
    return type(old)(**(vars(old) | values))


def test_older_cards_are_told() -> None:
    reader = paper_shop.sample()
    for name in SHEETS:
        for one in record.records(
            made(name, reader), paper="A4", copies=1, printed_at="2026-11-01T09:00:00Z", by="", target="file"
        ):
            reader.add(one)
    assert record.older_copies(reader) == []
    old = reader.tables[paper_shop.Standard][7]
    reader.put(with_values(old, text="Look up at once"), 7)
    paper_shop.freeze(reader, 7, old.text)
    reader.put(paper_shop.Cue(position=1, name="Grey cape"), 1)
    vision = reader.tables[paper_shop.Vision][1]
    reader.put(with_values(vision, purpose="Another one"), 1)  # is not on the card
    ages = [(one.sheet, one.about, one.age) for one in record.older_copies(reader)]
    assert ages == [
        ("role-card", "Stylist", "newer version"),
        ("role-card", "Front desk", "newer version"),
        ("cue-legend", "", "wording only"),
    ]
    reader.put(with_values(vision, status="past"), 1)
    reader.add(paper_shop.Vision(statement="Nobody waits unseen.", version=3, status="adopted"))
    assert ("wallet-cards", "", "newer version") in [
        (one.sheet, one.about, one.age) for one in record.older_copies(reader)
    ]


def test_in_a_pack_each_back_is_on_the_sheet_of_its_front() -> None:
    names = ("vision-poster", "wallet-cards", "stage-sheet", "role-card", "cue-legend")
    jobs = [printing.gather_job(printing.sheet(name), paper_shop.sample(), {}, today=DAY) for name in names]
    printed = printing.pack(jobs, "New starter")
    pages = [reading.squeezed(page) for page in reading.page_texts(printed.pdf)]
    assert len(pages) == printed.pages == 11
    assert all(f"page{i}of11" in page for i, page in enumerate(pages, start=1))
    assert "Walletcards3" in pages[0]
    assert "Everyguestleaves" in pages[2]
    assert "Wenotice" in pages[3]
    assert "Rolecard·Stylist7" in pages[0]
    assert "Thevisioninmyjob" in pages[6]
    assert "WhatIalwaysdo" in pages[7]
    assert reading.squeezed(pages[5]).startswith("Willow")  # nothing but its footer
    assert len(pages[5]) < 150
    assert reading.letters_outside(printed.pdf) == []


def test_a_grid_keeps_to_the_middle_of_the_page() -> None:
    grid = Grid(600, 800, 2, 3, 250, 200)
    assert (grid.left, grid.below, grid.count) == (50, 100, 6)
    assert grid.cells()[:3] == [(50, 700), (300, 700), (50, 500)]
    assert grid.cells(back=True)[:3] == [(300, 700), (50, 700), (300, 500)]
    lying = Grid(800, 600, 2, 2, 250, 200)
    assert lying.cells(back=True) == [(150, 300), (400, 300), (150, 500), (400, 500)]
