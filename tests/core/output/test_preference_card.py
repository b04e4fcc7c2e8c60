"""Preference cards: the alert above all, nothing personal that was not ticked, lines to confirm."""

from __future__ import annotations

from datetime import date

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.errors import UserError
from cxdesk.output import printing
from cxdesk.output.sheet import Printed
from tests.core.output import customers_shop, paper_shop, reading
from tests.core.output.customers_shop import ALERT, NOT_TRUE, SENSITIVE, SENSITIVE_ALERT, TALK, noted
from tests.core.output.paper_shop import DAY, MemoryReader
from tests.core.output.test_sheets import HOSTILE, check_paper


def cards(reader: MemoryReader | None = None, paper: str = "A4", **options: object) -> Printed:
    spec = printing.sheet("preference-card")
    return printing.render(spec, reader or customers_shop.sample(), options, paper=paper, today=DAY)


def said(made: Printed) -> str:
    return reading.text(made.pdf)


def test_the_alert_is_the_first_line_of_the_card() -> None:
    made = cards(customer="1,2,3,4", names="full")
    _left, _low, _right, above = reading.place_of(made.pdf, ALERT.split(":", maxsplit=1)[0])
    for words in ("Priya Raman", "Ms Raman", "Masala chai", "Gardening", "team members only"):
        assert reading.place_of(made.pdf, words)[3] < above
    assert said(made).startswith("!" + reading.squeezed(ALERT))


@pytest.mark.parametrize("size", ["a6", "index"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_is_not_ticked_is_nowhere_in_the_file(size: str, paper: str) -> None:
    made = cards(customer="all", size=size, paper=paper)
    check_paper(made, paper)
    hidden = (SENSITIVE, SENSITIVE_ALERT, TALK, NOT_TRUE, "Silence")
    assert not any(reading.squeezed(words) in said(made) for words in hidden)
    with reading.opened(made.pdf) as document:
        told = repr(document.get_metadata_dict()) + repr([one.get_title() for one in document.get_toc()])
    for words in (*hidden, ALERT, "Priya", "Raman"):
        assert words not in told
        assert words not in made.about + repr(made.parts) + repr(made.messages)


def test_each_tick_brings_its_own_and_no_more() -> None:
    talk, sensitive = said(cards(customer="1", ford="yes")), said(cards(customer="1", sensitive="yes"))
    assert reading.squeezed(TALK) in talk
    assert reading.squeezed(SENSITIVE) not in talk
    assert reading.squeezed(SENSITIVE) in sensitive
    assert reading.squeezed(TALK) not in sensitive


def test_a_shop_that_keeps_nothing_sensitive_prints_none_even_when_ticked() -> None:
    made = cards(customers_shop.sample(keep_sensitive=False), customer="1,2", sensitive="yes")
    assert "Pregnant" not in said(made)
    assert "Pacemaker" not in said(made)


def test_an_alert_that_is_held_back_is_told_as_one() -> None:
    without, ticked = cards(customer="2"), cards(customer="2", sensitive="yes")
    assert "Thereisanalertthatisnotprintedhere" in said(without)
    assert any("alert that was not ticked" in sentence for sentence in without.messages)
    assert said(ticked).startswith("!Pacemaker")
    assert "notprintedhere" not in said(ticked)


def test_an_alert_among_the_personal_is_held_back_too() -> None:
    reader = customers_shop.sample()
    noted(reader, 3, "family", "Lost her husband in May", alert="acknowledge")
    assert "Lostherhusband" not in said(cards(reader, customer="3"))
    assert "notprintedhere" in said(cards(reader, customer="3"))
    assert said(cards(reader, customer="3", ford="yes")).startswith("!Lostherhusband")


def test_what_is_older_than_a_year_or_due_is_to_be_checked() -> None:
    reader = customers_shop.sample()
    reader.tables[Preference].clear()
    for text, day, more in (
        ("Fresh", date(2025, 11, 21), {}),
        ("Stale", date(2025, 11, 20), {}),
        ("Never", None, {}),
        ("Due", date(2026, 11, 1), {"review_on": DAY}),
    ):
        noted(reader, 1, "likes", text, confirmed_on=day, **more)
    page = said(cards(reader, customer="1"))
    assert "Nov21,2025check" not in page
    assert page.count("check") == 3
    assert "StaleLikes·confirmedNov20,2025check" in page
    assert "NeverLikes·neverconfirmedcheck" in page
    assert "DueLikes·confirmedNov1,2026check" in page


def test_five_lines_the_highlighted_first_then_the_newest() -> None:
    reader = customers_shop.sample()
    for month in range(1, 9):
        noted(reader, 3, "comfort", f"Wish of month {month}", confirmed_on=date(2026, month, 1))
    noted(reader, 3, "comfort", "Old but marked", confirmed_on=date(2026, 1, 1), alert="highlight")
    made = cards(reader, customer="3")
    page = said(made)
    order = [
        page.index(reading.squeezed(words)) for words in ("Old but marked", "绿茶", "month 8", "month 6")
    ]
    assert order == sorted(order)
    assert "month5" not in page
    assert any("leaves out lines" in sentence for sentence in made.messages)


def test_a_dislike_is_not_taken_for_a_wish() -> None:
    assert "Dislikes:Smalltalk" in said(cards(customer="1"))


def test_an_alert_stands_as_it_was_written_whatever_its_sort() -> None:
    reader = customers_shop.sample()
    noted(reader, 3, "dislikes", "Allergy: nuts", alert="acknowledge")
    assert said(cards(reader, customer="3")).startswith("!Allergy:nuts")


def test_names_are_short_unless_chosen() -> None:
    short, full = said(cards(customer="all")), said(cards(customer="all", names="full"))
    assert all(name in short for name in ("PriyaR.", "ŁukaszW.", "李…", "ИринаП."))
    assert "Wiśniewski" not in short
    assert all(name in full for name in ("PriyaRaman", "ŁukaszWiśniewski", "李小龙", "ИринаПетрова"))


def test_who_wants_no_notes_gets_none() -> None:
    reader = customers_shop.sample()
    reader.put(Customer(name="Ирина Петрова", consent="no"), 4)
    for shop in (customers_shop.sample(), reader):
        page = said(cards(shop, customer="4", ford="yes", sensitive="yes"))
        assert "Silence" not in page
        assert "keepnonotes" in page


def test_without_a_name_it_is_for_those_who_come_on_the_day() -> None:
    reader = customers_shop.sample()
    reader.add(Customer(name="Not Today"))
    page = said(cards(reader, names="full"))
    assert "PriyaRaman" in page
    assert "NotToday" not in page


def test_nobody_gives_blank_cards_to_write_on() -> None:
    made = cards(paper_shop.empty())
    check_paper(made, "A4")
    assert made.pages == 1
    assert said(made).count("Mustbeknownbeforewebegin") == 4
    assert made.messages == ("Nobody is expected today, so these are blank cards to write on.",)


@pytest.mark.parametrize("typed", ["2", " Łukasz Wiśniewski ", "2, 2"])
def test_a_customer_is_named_by_number_or_name(typed: str) -> None:
    assert "ŁukaszW." in said(cards(customer=typed))


@pytest.mark.parametrize("typed", ["99", "Nobody", "1, 99", "<b>"])
def test_a_customer_that_is_not_there_is_said(typed: str) -> None:
    with pytest.raises(UserError, match="Give the name as it stands in the list"):
        cards(customer=typed)


def test_too_many_cards_are_refused_before_they_are_read() -> None:
    reader = customers_shop.sample()
    for i in range(2_000):
        reader.add(Customer(name=f"Customer {i}"))
    with pytest.raises(UserError, match="2000"):
        cards(reader, customer="all")


@pytest.mark.parametrize("size", ["a6", "index"])
@pytest.mark.parametrize("text_size", ["small", "normal", "large"])
def test_long_words_are_never_clipped_and_alerts_stand_on_every_part(size: str, text_size: str) -> None:
    reader = customers_shop.sample()
    reader.put(Customer(name="Wolfeschlegelsteinhausenbergerdorff " * 3, called="Baron " * 10), 1)
    for i in range(5):
        noted(reader, 1, "comfort", f"Wish{i} " + "and a cushion " * 18, confirmed_on=DAY)
    spec = printing.sheet("preference-card")
    options = {"customer": "1", "size": size, "names": "full", "ford": "yes", "sensitive": "yes"}
    made = printing.render(spec, reader, options, text_size=text_size, today=DAY)
    check_paper(made, "A4")
    page = said(made)
    assert page.count("andacushion") == 18 * 3  # two lines are highlighted, so three wishes are left
    assert page.count("Allergictoammonia") == max(1, page.count("·card"))
    assert min(reading.type_sizes(made.pdf)) >= 4.5


def test_alerts_that_fill_a_card_go_on_over_the_next() -> None:
    reader = customers_shop.sample()
    for i in range(14):
        noted(reader, 3, "product", f"Alert{i} " + "never use the strong one " * 6, alert="acknowledge")
    for size in ("a6", "index"):
        made = cards(reader, customer="3", size=size)
        check_paper(made, "A4")
        assert all(f"Alert{i}" in said(made) for i in range(14))


def test_hostile_text_is_printed_as_it_is() -> None:
    reader = customers_shop.sample()
    reader.tables[Preference].clear()
    for i, text in enumerate(HOSTILE):
        noted(reader, reader.add(Customer(name=f"Somebody {i}", called=text)), "likes", text)
    made = cards(reader, customer="all", names="full")
    page = said(made)
    assert [text for text in HOSTILE if page.count(reading.squeezed(text)) < 2] == []


def test_printing_again_gives_the_same_bytes() -> None:
    assert cards(customer="all").pdf == cards(customer="all").pdf
