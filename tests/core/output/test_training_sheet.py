"""The training sheet: its parts, its people, its stages, and the stage sheet beside it."""

from __future__ import annotations

import re

import pytest

from cxdesk.entities.standard import KINDS
from cxdesk.errors import UserError
from cxdesk.output import printing
from cxdesk.output.sheet import Printed
from cxdesk.schema.entity import changed
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader


def training(reader: MemoryReader | None = None, **options: object) -> Printed:
    return paper_shop.printed("training-sheet", reader, {"stage": "2"} | options)


def test_it_has_all_its_parts_on_one_page() -> None:
    made = training()
    assert made.pages == 1
    page = reading.text(made.pdf)
    for words in (
        "Stage 2 of 3",
        "Arrival & greeting",
        "“Every guest leaves feeling known.”",
        "After this sheet you can: greet",
        "We always",
        "NON-NEGOTIABLE",
        "Sounds like: “Your chai, Ms Raman?”",
        "Above & beyond",
        "What can go wrong",
        "Never",
        "Always",
        "Practise it",
        "Check yourself",
        "Did we look up within ten seconds?",
        "yes",
        "no",
        "Name",
        "Date",
        "Trainer signs",
        "12 Mill Lane",
        "page 1 of 1",
        f"mark {made.mark}",
        "version 2",
    ):
        assert reading.squeezed(words) in page, words


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("why", "The card tells us what to remember."),
        ("sounds_like", "Your chai, Ms Raman?"),
        ("never_always", "Ignore waiting"),
        ("practise", "In pairs, 5 minutes"),
        ("check_yourself", "Was a drink offered without asking what?"),
        ("sign_off", "Trainer signs"),
    ],
)
def test_each_part_can_be_left_out(flag: str, words: str) -> None:
    assert reading.squeezed(words) in reading.text(training().pdf)
    assert reading.squeezed(words) not in reading.text(training(**{flag: "no"}).pdf)


def test_all_stages_in_use_each_on_a_new_page_with_its_own_numbers() -> None:
    reader = paper_shop.sample()
    stage = reader.tables[paper_shop.Stage][3]
    reader.put(changed(stage, active=False), 3)
    made = training(reader, stage="all")
    assert made.pages == 2
    assert [part.about for part in made.parts] == ["Before the visit", "Arrival & greeting"]
    assert [part.version for part in made.parts] == [1, 2]
    assert made.version == 2
    assert made.about == "Before the visit; Arrival & greeting"
    first, second = map(reading.squeezed, reading.page_texts(made.pdf))
    assert "Stage1of2" in first
    assert "Stage2of2" in second
    assert "page1of1" in first
    assert "page1of1" in second


def test_a_copy_for_each_person_with_the_name_filled_in() -> None:
    made = training(people="Lea Brandt, jin park")
    assert made.pages == 2
    for page, name in zip(reading.page_texts(made.pdf), ("Lea Brandt", "Jin Park"), strict=True):
        assert name in page
        assert "page 1 of 1" in page
    assert len(made.parts) == 1


def test_everybody_is_who_has_not_left() -> None:
    made = training(people="all")
    assert made.pages == 5
    assert "AdaGone" not in reading.text(made.pdf)
    assert training(people=["Tom Eriksen", "Lea Brandt"]).pages == 2
    assert training(people="none").pages == 1
    assert training(people="").pages == 1


def test_a_name_with_a_comma_is_one_person() -> None:
    reader = paper_shop.sample()
    reader.add(paper_shop.Person(name="Park, Jin"))
    assert training(reader, people="Park, Jin").pages == 1


def test_who_gets_a_copy_changes_no_mark() -> None:
    assert training(people="all").mark == training().mark == training(why="no").mark


def test_retired_standards_are_left_out_but_count_for_the_version() -> None:
    reader = paper_shop.sample()
    before = training(reader)
    record = reader.tables[paper_shop.Standard][7]
    reader.put(changed(record, status="retired"), 7)
    paper_shop.freeze(reader, 7, "Look up")
    made = training(reader)
    assert "Lookupandsmile" not in reading.text(made.pdf)
    assert made.version == 3
    assert made.mark != before.mark


def test_drafts_print_without_a_word_about_it() -> None:
    reader = paper_shop.sample()
    record = reader.tables[paper_shop.Standard][7]
    reader.put(changed(record, status="draft"), 7)
    made = training(reader)
    assert "DRAFT" not in reading.text(made.pdf)
    assert made.mark == training().mark


def test_moved_stages_keep_their_marks() -> None:
    reader = paper_shop.sample()
    first, second = (reader.tables[paper_shop.Stage][i] for i in (1, 2))
    mark = training(reader, stage="2").mark
    reader.put(changed(first, position=2), 1)
    reader.put(changed(second, position=1), 2)
    assert training(reader, stage="1").mark == mark


def test_a_stage_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError, match="1, 2, 3, all"):
        training(stage="9")
    with pytest.raises(UserError, match="Lea Brandt"):
        training(people="Nobody")


def test_an_open_question_gets_a_line_for_the_answer() -> None:
    reader = paper_shop.sample()
    record = reader.tables[paper_shop.Standard][7]
    reader.put(changed(record, how_we_know="Say when we look up."), 7)
    page = "".join(reading.page_texts(training(reader).pdf))
    assert len(re.findall(r"\byes\b", page)) == 2


def test_longer_text_never_makes_larger_type() -> None:
    sizes = []
    for count in (1, 2, 3, 4, 6):
        reader = paper_shop.changed(paper_shop.sample(), lambda text, n=count: " ".join([text] * n))
        sizes.append(max(reading.size_of(training(reader).pdf, "Open the guest’s card")))
    assert sizes[0] <= 12.5
    assert all(size <= 12.5 for size in sizes)


def test_the_sign_off_is_never_alone_and_never_torn() -> None:
    for count in range(1, 26):
        reader = paper_shop.sample()
        for i in range(count):
            reader.add(
                paper_shop.Standard(
                    stage=2,
                    position=20 + i,
                    kind="operational",
                    text=f"Standard number {i}",
                    why="Because " * 9,
                )
            )
        pages = [reading.squeezed(page) for page in reading.page_texts(training(reader).pdf)]
        signed = [page for page in pages if "Trainersigns" in page]
        assert len(signed) == 1
        assert "Shown,practisedandseendone." in signed[0]
        assert len(pages) == 1 or len(signed[0]) > 150, count


def pages_of(made: Printed) -> list[str]:
    return [reading.squeezed(page) for page in reading.page_texts(made.pdf)]


def filled(reader: MemoryReader, count: int) -> MemoryReader:
    """Push what follows the standards down the page."""
    for i in range(count):
        why = "Because " * (9 + 12 * (i % 2))
        reader.add(paper_shop.Standard(stage=2, position=20 + i, kind="operational", text=f"No {i}", why=why))
    return reader


@pytest.mark.parametrize("count", range(14))
@pytest.mark.parametrize("words", ["", " and some words more that need a second line"])
def test_never_and_always_stay_on_one_page(count: int, words: str) -> None:
    never, always = ([f"{side}{i:02}x{words}" for i in range(9)] for side in ("bad", "good"))
    pages = pages_of(training(filled(paper_shop.with_list(never, always), count)))
    titled = [page for page in pages if "Never" in page and "Always" in page]
    assert len(titled) == 1
    for i in range(9):
        assert f"bad{i:02}x" in titled[0]
        assert f"good{i:02}x" in titled[0]


@pytest.mark.parametrize("count", [0, 3, 5])
@pytest.mark.parametrize(("most", "fewest"), [(70, 70), (70, 3), (3, 70), (141, 60)])
def test_never_and_always_taller_than_a_page_repeat_their_titles(count: int, most: int, fewest: int) -> None:
    never = [f"bad{i:03}x and some words more" for i in range(most)]
    always = [f"good{i:03}x and some words more" for i in range(fewest)]
    made = training(filled(paper_shop.with_list(never, always), count))
    pages = pages_of(made)
    assert reading.letters_outside(made.pdf) == []
    for title, mark, number in (("Never", "bad", most), ("Always", "good", fewest)):
        assert sum(mark in page for page in pages) > (number > 3)
        assert all((title in page) == (mark in page) for page in pages)
        assert all(sum(f"{mark}{i:03}x" in page for page in pages) == 1 for i in range(number))


def test_the_aim_stands_as_it_was_typed() -> None:
    reader = paper_shop.sample()
    reader.put(changed(reader.tables[paper_shop.Stage][2], aim="Take a booking."), 2)
    lead = reading.squeezed("After this sheet you can: Take a booking.")
    assert lead in reading.text(training(reader).pdf)


def test_copies_repeat_the_whole() -> None:
    spec = printing.sheet("training-sheet")
    made = printing.render(spec, paper_shop.sample(), {"stage": "all"}, today=DAY, copies=3)
    assert made.pages == 9
    assert len(made.parts) == 3


def stage_sheet(reader: MemoryReader, **options: object) -> Printed:
    return printing.render(printing.sheet("stage-sheet"), reader, {"stage": "2"} | options, today=DAY)


def test_the_stage_sheet_lies_and_has_defects_on_the_left() -> None:
    made = stage_sheet(paper_shop.sample())
    width, height = reading.sizes(made.pdf)[0]
    assert width > height
    assert made.pages == 1
    assert reading.place_of(made.pdf, "What can go wrong")[2] < width / 2
    for title in ("What we always do", "How customers feel it", "Above & beyond"):
        assert reading.place_of(made.pdf, title)[0] > width * 0.4
    assert reading.text(made.pdf).count("NON-NEGOTIABLE") == 2


def test_a_stage_with_too_much_goes_on_and_says_so() -> None:
    reader = paper_shop.sample()
    for i in range(60):
        reader.add(
            paper_shop.Standard(
                stage=2, position=20 + i, kind="operational", text=f"Line {i} " + "word " * 25
            )
        )
    made = stage_sheet(reader)
    assert made.pages > 1
    assert "Arrival & greeting" in made.messages[0]
    assert reading.letters_outside(made.pdf) == []
    assert all(f"Line{i}word" in reading.text(made.pdf) for i in range(60))


@pytest.mark.parametrize("name", ["training-sheet", "stage-sheet", "standards-manual"])
def test_each_sheet_calls_it_as_the_window_does(name: str) -> None:
    text = reading.text(paper_shop.printed(name).pdf).lower()
    assert dict(KINDS)["above_beyond"].replace(" ", "").lower() in text
    assert "further" not in text
