"""Posters: as large as the page allows, never smaller than can be read without saying so."""

from __future__ import annotations

import pytest

from cxdesk.errors import UserError
from cxdesk.output import printing
from cxdesk.output.paper import MM
from cxdesk.output.sheet import Printed
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader, with_list

FOURTEEN = [
    "Ignore waiting",
    "Greet by name!",
    "Look up, smile",
    "Say “no” first",
    "Own it at once",
    "Phone in hands",
    "Whisper loudly",
    "Blame somebody",
    "Rush a goodbye",
    "Argue too much",
]


def poster(reader: MemoryReader, paper: str = "A4", **options: object) -> Printed:
    return printing.render(printing.sheet("never-always-poster"), reader, options, paper=paper, today=DAY)


def vision(reader: MemoryReader, paper: str = "A4", **options: object) -> Printed:
    return printing.render(printing.sheet("vision-poster"), reader, options, paper=paper, today=DAY)


def one_size(made: Printed, items: list[str]) -> float:
    found = {size for item in items for size in reading.size_of(made.pdf, item)}
    assert len(found) == 1, found
    return found.pop()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_ten_and_ten_of_fourteen_letters_are_read_from_far(paper: str) -> None:
    assert {len(item) for item in FOURTEEN} == {14}
    made = poster(with_list(FOURTEEN), paper)
    assert made.pages == 1
    assert made.messages == ()
    assert one_size(made, FOURTEEN) >= 32
    assert reading.letters_outside(made.pdf) == []


def test_even_the_widest_letters_are_read_from_far() -> None:
    items = ["M" * 14] * 10
    made = poster(with_list(items))
    assert one_size(made, items[:1]) >= 31.5
    assert reading.letters_outside(made.pdf) == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_longer_items_shrink_together_to_a_floor(paper: str) -> None:
    items = [*FOURTEEN[:9], "Let the phone ring ten times"]
    made = poster(with_list(items), paper)
    assert 24 <= one_size(made, items) < 32
    assert made.messages == ()


def test_below_the_floor_the_print_says_which() -> None:
    long = "Leave anybody standing at the desk without a word or a look"
    items = [*FOURTEEN[:5], long]
    made = poster(with_list(items))
    assert made.pages == 1
    assert one_size(made, items) == 24
    assert len(made.messages) == 1
    assert "Leave anybody standing at the desk" in made.messages[0]
    assert "Ignore waiting" not in made.messages[0]


def test_a_list_beyond_any_wall_goes_on_and_says_so() -> None:
    items = [f"Item {i} is so long that nobody would ever want it on a wall" for i in range(90)]
    made = poster(with_list(items))
    assert made.pages > 1
    assert "11 points" in made.messages[1]
    page = reading.text(made.pdf)
    assert all(page.count(reading.squeezed(item)) == 2 for item in items)
    assert reading.letters_outside(made.pdf) == []


def test_more_text_never_makes_the_type_larger() -> None:
    sizes = []
    for count in (1, 2, 4, 5, 8, 10, 14):
        items = (FOURTEEN * 2)[:count]
        sizes.append(one_size(poster(with_list(items)), items[:1]))
    assert sizes == sorted(sizes, reverse=True)
    lengths = []
    for letters in (3, 8, 14, 20, 30, 60):
        item = ("abc defg " * 9)[:letters].strip()
        lengths.append(one_size(poster(with_list([item] * 8), turn="portrait"), [item]))
    assert lengths == sorted(lengths, reverse=True)


def test_few_items_fill_the_page() -> None:
    made = poster(with_list(["Ignore waiting", "Point", "Argue"]))
    assert one_size(made, ["Ignore waiting"]) > 45
    lowest = min(box[1] for _page, _letter, size, box in reading.letters(made.pdf) if size > 45)
    assert lowest < 300


@pytest.mark.parametrize(("turn", "lies"), [("portrait", False), ("landscape", True), ("auto", False)])
def test_turn_of_the_page(turn: str, lies: bool) -> None:
    made = poster(paper_shop.sample(), turn=turn)
    width, height = reading.sizes(made.pdf)[0]
    assert (width > height) is lies


def test_the_page_is_turned_when_that_gives_larger_type() -> None:
    made = poster(with_list(["Look at the phone now"] * 8))
    width, height = reading.sizes(made.pdf)[0]
    assert width > height
    assert one_size(made, ["Look at the phone now"]) >= 32


def test_one_side_alone_leaves_lines_on_the_other() -> None:
    reader = with_list(["Point", "Argue"])
    for row in reader.rows(paper_shop.NeverAlways, side="always"):
        reader.tables[paper_shop.NeverAlways].pop(row.id)
    made = poster(reader)
    assert "Point" in reading.text(made.pdf)
    assert "ALWAYS" in reading.text(made.pdf)


def test_the_list_has_a_mark_and_no_version() -> None:
    made = poster(paper_shop.sample())
    assert made.version == 1
    assert f"mark{made.mark}" in reading.text(made.pdf)
    assert "version" not in reading.text(made.pdf)


def test_the_statement_is_huge_and_whole() -> None:
    made = vision(paper_shop.sample())
    assert made.pages == 1
    assert made.version == 2
    assert "version2" in reading.text(made.pdf)
    assert min(reading.size_of(made.pdf, "feeling")) > 80
    assert min(reading.size_of(made.pdf, "We notice")) >= 16


def test_a_longer_statement_is_never_larger() -> None:
    sizes = []
    for count in (4, 8, 16, 40, 60):
        reader = paper_shop.sample()
        words = " ".join(["Every guest leaves feeling known."] * 12).split()[:count]
        reader.put(paper_shop.Vision(statement=" ".join(words), version=2, status="adopted"), 1)
        sizes.append(max(reading.type_sizes(vision(reader).pdf)))
    assert sizes == sorted(sizes, reverse=True)


def test_a_word_is_never_broken() -> None:
    reader = paper_shop.sample()
    word = "Kundenzufriedenheitsversprechen"
    reader.put(paper_shop.Vision(statement=f"Unser {word} gilt.", version=2, status="adopted"), 1)
    made = vision(reader)
    lows = {
        round(box[1] / 30)
        for _page, _letter, size, box in reading.letters(made.pdf)
        if size in reading.size_of(made.pdf, word)
    }
    assert len(lows) <= 4
    assert word in "".join(reading.page_texts(made.pdf))


def test_a_draft_says_so_and_versions_can_be_chosen() -> None:
    reader = paper_shop.sample()
    reader.add(paper_shop.Vision(statement="Nobody waits unseen.", version=3, status="draft"))
    assert "Nobody waits" not in " ".join(reading.page_texts(vision(reader).pdf))
    draft = vision(reader, version="3")
    assert "DRAFT" in reading.text(draft.pdf)
    assert draft.version == 3
    past = vision(reader, version="1")
    assert "Wemakepeoplelookgood." in reading.text(past.pdf)
    assert "DRAFT" not in reading.text(past.pdf)
    for row in reader.rows(paper_shop.Vision, status="adopted"):
        reader.tables[paper_shop.Vision].pop(row.id)
    assert "DRAFT" in reading.text(vision(reader).pdf)


def test_five_pillars_and_long_ones() -> None:
    reader = paper_shop.sample()
    for place in (4, 5):
        reader.add(
            paper_shop.Pillar(vision=1, position=place, title=f"Pillar {place}", meaning="Meaning " * 30)
        )
    made = vision(reader)
    assert reading.letters_outside(made.pdf) == []
    assert "Pillar5" in reading.text(made.pdf)


def tallest(printed: Printed) -> float:
    return max(
        high - low for _page, _letter, _size, (_left, low, _right, high) in reading.letters(printed.pdf)
    )


@pytest.mark.parametrize(
    ("paper", "small", "millimetres"), [("A3", "A4", (297, 420)), ("Tabloid", "Letter", (279.4, 431.8))]
)
@pytest.mark.parametrize("name", ["vision-poster", "never-always-poster", "huddle-calendar", "stage-sheet"])
def test_posters_come_on_large_paper(
    name: str, paper: str, small: str, millimetres: tuple[float, float]
) -> None:
    reader, spec = paper_shop.sample(), printing.sheet(name)
    large = printing.render(spec, reader, {}, paper=paper, today=DAY)
    usual = printing.render(spec, reader, {}, paper=small, today=DAY)
    size = sorted(side / MM for side in reading.sizes(large.pdf)[0])
    assert size == pytest.approx(sorted(millimetres), abs=0.1)
    assert large.pages == usual.pages
    assert reading.letters_outside(large.pdf) == []
    assert reading.ink_outside(large.pdf) == []
    assert sorted(reading.text(large.pdf)) == sorted(reading.text(usual.pdf))
    grown = tallest(large) / tallest(usual)
    assert grown > 1.25


def test_large_paper_is_for_posters_alone() -> None:
    with pytest.raises(UserError, match="A4, Letter"):
        printing.render(printing.sheet("training-sheet"), paper_shop.sample(), {}, paper="A3", today=DAY)
