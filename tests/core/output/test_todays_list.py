"""Today's list, the preference pad and the secret service systems: on paper, for the team alone."""

from __future__ import annotations

from datetime import date, time

import pytest

from cxdesk.entities.cue import Cue
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.visit import Visit
from cxdesk.errors import UserError
from cxdesk.output import printing
from cxdesk.output.sheet import Printed
from cxdesk.schema.entity import changed
from tests.core.output import customers_shop, paper_shop, reading
from tests.core.output.customers_shop import ALERT, SENSITIVE, SENSITIVE_ALERT, TALK, coming, noted
from tests.core.output.paper_shop import DAY, MemoryReader
from tests.core.output.test_sheets import HOSTILE, PAPERS, check_paper

SHEETS = ["preference-pad", "todays-list", "secret-systems"]


def printed(name: str, reader: MemoryReader | None = None, paper: str = "A4", **options: object) -> Printed:
    spec = printing.sheet(name)
    return printing.render(spec, reader or customers_shop.sample(), options, paper=paper, today=DAY)


def said(made: Printed) -> str:
    return reading.text(made.pdf)


# The list


def test_guests_stand_by_their_time_those_without_one_last() -> None:
    page = said(printed("todays-list"))
    order = [page.index(words) for words in ("9:00AM", "PriyaR.", "9:30AM", "ŁukaszW.", "3:00PM", "李…")]
    assert order == sorted(order)
    assert "Saturday,November21,2026" in page
    assert "LeaBrandt" in page


def test_nothing_sensitive_or_personal_without_its_tick() -> None:
    made = printed("todays-list")
    with reading.opened(made.pdf) as document:
        told = repr(document.get_metadata_dict())
    for words in (SENSITIVE, SENSITIVE_ALERT, TALK):
        assert reading.squeezed(words) not in said(made)
        assert words not in told + repr(made.parts) + made.about
    assert "Alert:lookitupbeforeyoubegin." in said(made)  # that of Łukasz
    assert "Wiśniewski" not in said(made)


def test_ticks_and_full_names_bring_what_was_asked_for() -> None:
    made = printed("todays-list", sensitive="yes", ford="yes", names="full")
    page = said(made)
    assert reading.squeezed(SENSITIVE_ALERT) in page
    assert "Askabout:DaughterAnustartedschool" in page
    assert "ŁukaszWiśniewski" in page
    assert "lookitup" not in page


def test_what_is_to_be_done_the_alert_first() -> None:
    page = said(printed("todays-list"))
    assert page.index(reading.squeezed(ALERT)) < page.index("Masalachai")
    assert "Gardening" not in page  # one line each


def test_a_dislike_is_not_taken_for_a_wish() -> None:
    reader = customers_shop.sample()
    noted(reader, 3, "dislikes", "Loud music", alert="highlight")
    assert "Dislikes:Loudmusic" in said(printed("todays-list", reader))


def test_cues_are_those_of_the_visit_else_those_of_the_systems() -> None:
    reader = customers_shop.sample()
    page = said(printed("todays-list", reader))
    assert page.count("Whitecape") == 1  # chosen for Priya
    assert page.count("Blueclip") == 2  # by the system for likes: Łukasz and 李小龙, not who wants no notes
    reader.put(changed(reader.tables[Cue][3], active=False), 3)
    assert "Blueclip" not in said(printed("todays-list", reader))


def test_a_cue_does_not_give_away_what_was_not_ticked() -> None:
    reader = customers_shop.sample()
    reader.tables[SecretSystem].clear()
    reader.add(SecretSystem(position=1, name="Care", sort="sensitive", cue=2))
    assert "Foldedcorner" not in said(printed("todays-list", reader))
    assert "Foldedcorner" in said(printed("todays-list", reader, sensitive="yes"))


def test_the_first_visit_and_the_birthday_are_marked() -> None:
    reader = customers_shop.sample()
    assert said(printed("todays-list", reader)).count("Firstvisit") == 1
    coming(reader, 1, happens_on=date(2026, 10, 1), state="came")
    assert "Firstvisit" not in said(printed("todays-list", reader))
    reader.put(Customer(name="Łukasz Wiśniewski", birthday="--11-21"), 2)
    assert said(printed("todays-list", reader)).count("Birthday") == 1


def test_another_day_and_those_who_did_not_come() -> None:
    reader = customers_shop.sample()
    assert "PriyaR." not in said(printed("todays-list", reader, date="2026-11-22"))
    reader.put(changed(reader.tables[Visit][3], state="missed"), 3)
    assert "PriyaR." not in said(printed("todays-list", reader))
    with pytest.raises(UserError):
        printed("todays-list", reader, date="some day")


def test_every_page_says_for_whom_it_is_and_to_shred_it() -> None:
    reader = customers_shop.sample()
    for i in range(40):
        coming(reader, reader.add(Customer(name=f"Guest Number{i}")), time(16, i))
    made = printed("todays-list", reader, names="full")
    pages = reading.page_texts(made.pdf)
    assert len(pages) > 1
    assert all("Shred it in the evening" in page and "For team members only" in page for page in pages)
    assert all(f"GuestNumber{i}" in said(made) for i in range(40))
    assert "Shredthislistintheevening.Enterthetick" in said(made)


def test_a_row_longer_than_a_page_goes_on_over_the_next() -> None:
    reader = customers_shop.sample()
    for i in range(30):
        noted(reader, 1, "product", f"Alert{i} " + "never the strong one " * 10, alert="acknowledge")
    made = printed("todays-list", reader)
    check_paper(made, "A4")
    assert all(f"Alert{i}" in said(made) for i in range(30))


# The pad


def test_a_pad_is_eight_blank_slips_and_names_nobody() -> None:
    made = printed("preference-pad", sheets="3")
    assert made.pages == 3
    page = reading.squeezed(reading.page_texts(made.pdf)[0])
    for words in ("Who", "What", "Seenby", "Date", "Theysaidwemaykeepthis", "Forteammembersonly"):
        assert page.count(words) == 8
    assert "Priya" not in page
    assert made.forms == ()


def test_too_many_pads_are_refused() -> None:
    with pytest.raises(UserError, match="50"):
        printed("preference-pad", sheets="51")


# The systems


def test_a_whole_system_has_no_gap_and_a_broken_one_shows_each() -> None:
    reader = customers_shop.sample()
    page = said(printed("secret-systems", reader))
    for words in (
        "Theusualdrink",
        "Likes",
        "Whattheydrink",
        "Onthecard",
        "Blueclip",
        "Frontdesk",
        "Hasitready",
    ):
        assert words in page
    assert "gap" not in page
    reader.add(SecretSystem(position=2, name="Quiet chair", learnt="Who likes silence", sort="comfort"))
    page = said(printed("secret-systems", reader))
    assert "6gaps" in page
    for asked in ("Whereisitwrittendown?", "Whichsigntellstheothers?", "Whosejobisit?", "Whatdotheydo?"):
        assert asked in page


def test_a_cue_out_of_use_is_a_gap_and_a_system_out_of_use_is_left_out() -> None:
    reader = customers_shop.sample()
    reader.put(changed(reader.tables[Cue][3], active=False), 3)
    assert "1gap:" in said(printed("secret-systems", reader))
    reader.put(changed(reader.tables[SecretSystem][1], active=False), 1)
    assert "Theusualdrink" not in said(printed("secret-systems", reader))


# All three


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHEETS)
def test_a_shop_on_its_first_day_gets_a_page_to_write_on(name: str, paper: str) -> None:
    for reader in (paper_shop.empty(), MemoryReader()):
        made = printed(name, reader, paper)
        check_paper(made, paper)
        assert made.pages == 1
        assert made.messages == ()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("size", ["small", "normal", "large"])
@pytest.mark.parametrize("name", SHEETS)
def test_much_text_in_any_size_is_never_clipped(name: str, size: str, paper: str) -> None:
    reader = customers_shop.sample(
        customer_one="patient with an appointment", staff_many="members of the whole practice team"
    )
    reader.put(Customer(name="Wolfeschlegelsteinhausenbergerdorff " * 3, called="Baron " * 9), 1)
    noted(reader, 1, "comfort", "and a cushion " * 21, alert="highlight", confirmed_on=DAY)
    long = "Donaudampfschifffahrtsgesellschaftskapitän " * 30
    reader.add(SecretSystem(position=3, name=long[:120], learnt=long, kept_in=long[:200], does=long, cue=1))
    made = printing.render(
        printing.sheet(name), reader, {"names": "full"} if name == "todays-list" else {},
        paper=paper, text_size=size, today=DAY,
    )  # fmt: skip
    check_paper(made, paper)
    if name == "todays-list":
        assert said(made).count("andacushion") == 21
    if name == "secret-systems":
        assert said(made).count("kapitän") >= 60
    assert printing.render(
        printing.sheet(name), reader, {"names": "full"} if name == "todays-list" else {},
        paper=paper, text_size=size, today=DAY,
    ).pdf == made.pdf  # fmt: skip


def test_hostile_text_is_printed_as_it_is() -> None:
    reader = customers_shop.sample()
    reader.tables[Preference].clear()
    for i, text in enumerate(HOSTILE):
        who = reader.add(Customer(name="Somebody", called=text))
        noted(reader, who, "likes", text)
        coming(reader, who, time(10, i), service=text)
        reader.add(SecretSystem(position=9, name=text, learnt=text, does=text))
    page = said(printed("todays-list", reader))
    assert [text for text in HOSTILE if page.count(reading.squeezed(text)) < 3] == []
    page = said(printed("secret-systems", reader))
    assert [text for text in HOSTILE if page.count(reading.squeezed(text)) < 3] == []
