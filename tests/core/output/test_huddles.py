"""Huddles: whose turn it is, the sheet of a day, the calendar of a month."""

from __future__ import annotations

import calendar
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.person import Person
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import UserError
from cxdesk.output import printing, record
from cxdesk.output.sheet import Printed
from cxdesk.periods import WEEKDAYS
from cxdesk.services.huddles import open_weekdays, turn_of
from tests.core.output import paper_shop, reading
from tests.core.output.paper_shop import DAY, MemoryReader
from tests.core.output.test_sheets import HOSTILE, check_paper, missing

WEEK = [name for name, _label in WEEKDAYS]
PAPERS = ["A4", "Letter"]
days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(frozenset)


def with_topics(count: int = 12, reader: MemoryReader | None = None, **shop: object) -> MemoryReader:
    reader = reader or paper_shop.sample(**shop)
    for place in range(1, count + 1):
        reader.add(HuddleTopic(position=place, topic=f"Topic number {place}", ask=f"Who saw number {place}?"))
    return reader


def sheet(reader: MemoryReader, paper: str = "A4", today: date = DAY, **options: object) -> Printed:
    return printing.render(printing.sheet("huddle-sheet"), reader, options, paper=paper, today=today)


def month(reader: MemoryReader, paper: str = "A4", **options: object) -> Printed:
    return printing.render(printing.sheet("huddle-calendar"), reader, options, paper=paper, today=DAY)


# The sheet of a day


@pytest.mark.parametrize("paper", PAPERS)
def test_the_sheet_says_topic_question_standard_and_names(paper: str) -> None:
    reader = with_topics()
    made = sheet(reader, paper)
    check_paper(made, paper)
    assert made.pages == 1
    assert made.messages == ()
    assert made.about == "2026-11-21"
    page = reading.text(made.pdf)
    number = 1 + turn_of(DAY, open_weekdays(WEEK[:6]), 12)
    for words in (
        "Saturday, November 21, 2026",
        f"Topic number {number} ",
        f"Who saw number {number}?",
        "Every guest leaves feeling known.",
        "Yesterday: what went wrong",
        "Yesterday: who was praised",
        "The number of the day",
        "A story worth telling",
        "Birthdays today",
        "Here for the first time today",
        "Lea Brandt",
        "Tom Eriksen",
        f"mark {made.mark}",
    ):
        assert reading.squeezed(words) in page, words
    assert "Ada" not in page  # she has left


def test_the_sheet_and_the_calendar_agree_whatever_is_printed_when() -> None:
    reader = with_topics(31)
    for day in (date(2026, 11, 3), date(2026, 12, 1), date(2027, 2, 27)):
        said = sheet(reader, date=day.isoformat())
        again = sheet(reader, today=day)
        place = 1 + turn_of(day, open_weekdays(WEEK[:6]), 31)
        for made in (said, again):
            assert f"Whosawnumber{place}?" in reading.text(made.pdf)
        cells = {one.day: one.topic for one in cells_of(reader, f"{day:%Y-%m}")}
        assert cells[day] == f"Topic number {place}"


def test_a_topic_can_be_chosen_and_brings_its_standard() -> None:
    reader = with_topics()
    reader.put(HuddleTopic(position=5, topic="The umbrella", ask="Who?", standard=8), 5)
    text = reader.get(Standard, 8).record.text
    assert missing(sheet(reader, topic="5"), ["The umbrella", text]) == []
    reader.put(HuddleTopic(position=5, topic="The umbrella", standard=5, active=False), 5)
    with pytest.raises(UserError, match="in-turn, 1, 2, 3, 4, 6"):
        sheet(reader, topic="5")


def test_standards_that_bind_take_turns_and_retired_ones_never_do() -> None:
    reader = with_topics()
    firm = [row for row in reader.rows(Standard) if row.record.non_negotiable]
    seen = set()
    for ahead in range(14):
        page = reading.text(sheet(reader, today=DAY + timedelta(days=ahead)).pdf)
        seen |= {row.id for row in firm if reading.squeezed(row.record.text) in page}
        assert "NON-NEGOTIABLE" in page
    assert seen == {row.id for row in firm}
    for row in reader.rows(Standard):
        reader.put(Standard(stage=row.record.stage, text=row.record.text, status="retired"), row.id)
    assert "NON-NEGOTIABLE" not in reading.text(sheet(reader).pdf)


@pytest.mark.parametrize("written", ["2026-12-24", "24 December 2026", "Dec 24, 2026", " 2026-12-24 "])
def test_the_day_is_read_kindly(written: str) -> None:
    assert sheet(with_topics(), date=written).about == "2026-12-24"


@pytest.mark.parametrize("written", ["2026-13-01", "2026-02-30", "soon", "9999-12-31", "0001-01-01"])
def test_what_is_no_day_is_refused_in_words(written: str) -> None:
    with pytest.raises(UserError, match=r"[.]$"):
        sheet(with_topics(), date=written)


def test_a_closed_day_is_said() -> None:
    made = sheet(with_topics(), date="2026-11-22")
    assert len(made.messages) == 1
    assert "Sunday, November 22, 2026 is closed" in made.messages[0]
    assert made.pages == 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("team", [0, 1, 25, 400])
def test_it_is_always_one_page_and_says_what_did_not_fit(paper: str, team: int) -> None:
    reader = with_topics()
    reader.tables[Person].clear()
    for i in range(team):
        reader.add(Person(name=f"Somebody with a longer name {i}"))
    made = sheet(reader, paper)
    check_paper(made, paper)
    assert made.pages == 1
    page = reading.text(made.pdf)
    hidden = sum(f"longername{i}" not in page for i in range(team))
    if team == 400:
        assert f"{hidden} names" in made.messages[0]
        assert hidden > 0
    else:
        assert (hidden, made.messages) == (0, ())


@pytest.mark.parametrize("paper", PAPERS)
def test_endless_text_is_shortened_and_named(paper: str) -> None:
    reader = with_topics(0, paper_shop.changed(paper_shop.sample(), lambda text: " ".join([text] * 60)))
    reader.put(Shop(name="Willow & Co. Salon " * 4, address="12 Mill Lane · " * 10), 1)
    reader.add(HuddleTopic(position=1, topic="W" * 160, ask="Why is that so? " * 1200))
    made = sheet(reader, paper)
    check_paper(made, paper)
    assert made.pages == 1
    assert all(f"the end of the {what}" in made.messages[0] for what in ("question", "vision", "standard"))
    assert "…" in reading.text(made.pdf)


def test_hostile_words_are_printed_as_they_are() -> None:
    reader = with_topics(0, paper_shop.sample(name="<b>&amp;"))
    reader.tables[Person].clear()
    for i, text in enumerate(HOSTILE, start=1):
        reader.add(HuddleTopic(position=i, topic=f"{text} t", ask=f"{text} q"))
        reader.add(Person(name=text))
    made = sheet(reader, topic="3")
    check_paper(made, "A4")
    assert missing(made, [f"{HOSTILE[2]} t", f"{HOSTILE[2]} q", *HOSTILE]) == []
    check_paper(month(reader), "A4")
    assert b"/URI" not in made.pdf


def test_a_huddle_that_is_over_is_no_older_copy() -> None:
    reader = with_topics()
    old = sheet(reader, date="2026-11-03")
    for one in record.records(
        old, paper="A4", copies=1, printed_at="2026-11-03T08:00:00Z", by="Maya", target="file"
    ):
        reader.add(one)
    assert [row.record.about for row in reader.rows(PrintRecord)] == ["2026-11-03"]
    assert record.older_copies(reader) == []


# The calendar of a month


def cells_of(reader: MemoryReader, wanted: str) -> tuple[object, ...]:
    job = printing.gather_job(printing.sheet("huddle-calendar"), reader, {"month": wanted}, today=DAY)
    return job.gathered.topics[0].body.days


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("wanted", ["2026-11", "2026-08", "2027-02", "2026-02"])
def test_every_open_day_has_a_topic_and_every_closed_one_a_word(paper: str, wanted: str) -> None:
    reader = with_topics(31)
    made = month(reader, paper, month=wanted)
    check_paper(made, paper)
    assert made.pages == 1
    assert made.messages == ()
    page = reading.text(made.pdf)
    year, number = map(int, wanted.split("-"))
    assert calendar.month_name[number] + str(year) in page
    cells = cells_of(reader, wanted)
    assert len(cells) == calendar.monthrange(year, number)[1]
    topics = [one.topic for one in cells if one.open]
    assert len(set(topics)) == len(topics) >= 24
    assert missing(made, topics) == []
    assert page.count("closed") == sum(not one.open for one in cells)
    width, height = reading.sizes(made.pdf)[0]
    assert width > height


def test_the_week_begins_as_the_shop_says_and_closed_days_are_its_own() -> None:
    reader = with_topics(first_weekday="sun", opening_days=("tue", "wed", "sun"))
    made = month(reader)
    heads = [reading.place_of(made.pdf, name)[0] for name in calendar.day_name]
    assert heads.index(min(heads)) == 6
    assert heads[:6] == sorted(heads[:6])
    assert {one.day.weekday() for one in cells_of(reader, "2026-11") if one.topic} == {1, 2, 6}
    german = reading.text(month(with_topics(language="de-DE")).pdf)
    assert "Donnerstag" in german


@pytest.mark.parametrize("count", [1, 2, 10, 29, 30, 31])
def test_too_few_topics_are_said_with_how_often_they_come(count: int) -> None:
    made = month(with_topics(count))
    check_paper(made, "A4")
    shown = Counter(one.topic for one in cells_of(with_topics(count), "2026-11") if one.open)
    assert max(shown.values()) - min(shown.values()) <= 1
    if count >= 30:
        assert made.messages == ()
    elif count > 1:
        assert f"{count} huddle topics, so each comes back after {count} open days" in made.messages[0]
    else:
        assert "the same every open day" in made.messages[0]


def test_without_topics_there_are_lines_to_write_on() -> None:
    made = month(paper_shop.sample())
    check_paper(made, "A4")
    assert made.messages == ()
    with reading.opened(made.pdf) as document:
        kinds = [one.type for one in document[0].get_objects()]
    assert kinds.count(2) > 60
    reader = paper_shop.empty()
    reader.put(Shop(name="", opening_days=()), 1)
    check_paper(month(reader), "A4")


@pytest.mark.parametrize("paper", PAPERS)
def test_long_topics_share_the_page_and_are_named_when_cut(paper: str) -> None:
    reader = with_topics(0)
    for place in range(1, 32):
        reader.add(HuddleTopic(position=place, topic=f"{place} " + "abcdefgh " * 8))
    made = month(reader, paper)
    assert made.messages == ()
    assert len(reading.size_of(made.pdf, "abcdefgh")) == 1
    for place in range(1, 32):
        reader.put(HuddleTopic(position=place, topic=(f"{place} " + "MMMMMMMMM " * 20)[:160]), place)
    made = month(reader, paper)
    check_paper(made, paper)
    assert made.pages == 1
    assert "end with “…”" in made.messages[0]
    assert min(reading.type_sizes(made.pdf)) >= 8


def test_the_mark_changes_with_a_topic_and_not_with_the_month() -> None:
    reader = with_topics()
    first = month(reader)
    assert first.mark == month(reader, month="2027-03").mark
    for one in record.records(
        first, paper="A4", copies=1, printed_at="2026-11-01T08:00:00Z", by="Maya", target="file"
    ):
        reader.add(one)
    assert record.older_copies(reader) == []
    reader.put(HuddleTopic(position=3, topic="Another one"), 3)
    assert month(reader).mark != first.mark
    assert [one.age for one in record.older_copies(reader)] == ["wording only"]


@pytest.mark.parametrize("written", ["2026-13", "November", "26-11", "1066-10", "2026-00"])
def test_what_is_no_month_is_refused_in_words(written: str) -> None:
    with pytest.raises(UserError, match="2026-11"):
        month(with_topics(), month=written)


@pytest.mark.parametrize("written", ["this", "This", "", "2026-11", "2026-11-21"])
def test_the_month_is_read_kindly(written: str) -> None:
    assert "November2026" in reading.text(month(with_topics(), month=written).pdf)


def test_stages_out_of_use_give_no_standard() -> None:
    reader = with_topics()
    for row in reader.rows(Stage):
        reader.put(Stage(position=row.record.position, name=row.record.name, active=False), row.id)
    check_paper(sheet(reader), "A4")
    assert "NON-NEGOTIABLE" not in reading.text(sheet(reader).pdf)
