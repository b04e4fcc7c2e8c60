"""Who needs you: what gives a line and what does not, in which order, and what each line opens."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import clock
from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services import sign_offs
from cxdesk.services.today import due
from cxdesk.services.today.lines import PROMPTS, Line, Sort, in_order, tag_text, waiting
from cxdesk.workspace import Workspace
from tests.core.sample_file import sample_shop
from tests.core.services.metrics.metric_desk import TODAY, Desk

STABLE = (42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44)
SORTS = get_args(Sort)
A_DAY = timedelta(days=1)


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def sorts(ws: Workspace, today: date = TODAY) -> list[tuple[str, int]]:
    return [(line.sort, line.days) for line in due.gather(ws, today)]


def at(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"


def test_an_empty_shop_has_nothing_to_do(ws: Workspace) -> None:
    assert due.gather(ws, TODAY) == []


def test_reviews_come_when_they_are_due_and_a_week_before(ws: Workspace) -> None:
    stage = ws.add(Stage(name="Arrive"))
    for days in (-3, 0, 7, 8):
        ws.add(Standard(stage=stage, text=f"In {days}", review_on=TODAY + days * A_DAY))
    ws.add(Standard(stage=stage, text="Gone", status="retired", review_on=TODAY))
    found = due.gather(ws, TODAY)
    assert [(line.title, line.days) for line in found] == [("In -3", -3), ("In 0", 0), ("In 7", 7)]
    assert {line.kind for line in found} == {"standard"}
    assert ws.get(Standard, found[0].record).record.text == "In -3"
    assert "Arrive" in found[0].detail


def test_one_low_day_gives_no_prompt_and_eight_give_one_in_private(desk: Desk) -> None:
    desk.ws.add(Person(name="Omar Haddad"))
    one = desk.weekly(*STABLE, 37, name="Kept")
    assert [line for line in due.gather(desk.ws, TODAY) if line.sort in PROMPTS] == []
    low = desk.weekly(*STABLE, 42, 43, 41, 43, 42, 40, 43, 42, name="Left with a date")
    prompts = [line for line in due.gather(desk.ws, TODAY) if line.sort in PROMPTS]
    assert [(line.sort, line.title, line.record) for line in prompts] == [("coach", "Left with a date", low)]
    assert "below the average of 43.7" in prompts[0].detail
    assert "in private" in prompts[0].say
    assert "Left with a date" in prompts[0].say
    assert not any(character.isdigit() for character in prompts[0].say)
    assert "Omar" not in f"{prompts[0].title} {prompts[0].detail} {prompts[0].say}"
    assert one != low


def test_eight_high_days_are_praised_aloud_and_where_less_is_better_they_are_not(desk: Desk) -> None:
    values = (*STABLE, 45, 46, 45, 47, 46, 45, 48, 46)
    good = desk.weekly(*values, name="Good")
    bad = desk.weekly(*values, name="Bad", direction="down")
    found = {line.record: line for line in due.gather(desk.ws, TODAY)}
    assert (found[good].sort, found[bad].sort) == ("celebrate", "coach")
    assert "aloud" in found[good].say


def test_a_signal_of_long_ago_is_no_prompt(desk: Desk) -> None:
    desk.weekly(*STABLE, 60, 44, 43, 45, 42, 44)
    assert [line for line in due.gather(desk.ws, TODAY) if line.sort in PROMPTS] == []


def test_a_number_that_is_missing_since_its_week_is_over_says_how_old_the_last_is(desk: Desk) -> None:
    metric = desk.weekly(*STABLE, name="Calls")  # up to the week that ends on Sunday, 15 November
    assert [line for line in due.gather(desk.ws, date(2026, 11, 22)) if line.sort == "stale"] == []
    found = [line for line in due.gather(desk.ws, date(2026, 11, 27)) if line.sort == "stale"]
    assert [(line.days, line.record) for line in found] == [(-4, metric)]  # due on Monday the 23rd
    assert found[0].detail == "Last known, 12 days ago"


def test_yesterday_is_asked_for_once_and_not_as_old(desk: Desk) -> None:
    part = desk.part("Visits")
    desk.metric("total", part, cadence="day", name="Visits")
    desk.type(part, date(2026, 11, 2), *([30] * 17))  # to Wednesday the 18th
    friday = date(2026, 11, 20)
    found = due.gather(desk.ws, friday)
    assert [(line.sort, line.days, line.kind, line.record) for line in found] == [
        ("numbers", 0, "metric_part", part)
    ]
    assert found[0].title == "Enter the numbers of Thu, Nov 19"
    assert "Visits" in found[0].detail
    desk.type(part, date(2026, 11, 19), 30)
    assert due.gather(desk.ws, friday) == []
    found = due.gather(desk.ws, date(2026, 11, 24))
    assert "stale" in [line.sort for line in found]


def test_after_a_closed_day_the_last_open_one_is_asked_for(desk: Desk) -> None:
    part = desk.part("Visits")
    desk.ws.change(Shop, desk.ws.rows(Shop)[0].id, opening_days=("tue", "wed", "thu", "fri", "sat"))
    desk.ws.add(ClosedDay(from_on=date(2026, 11, 20), until_on=date(2026, 11, 21)))
    desk.type(part, date(2026, 11, 17), 5, 5)
    found = due.gather(desk.ws, date(2026, 11, 24))
    assert [line.title for line in found] == ["Enter the numbers of Thu, Nov 19"]


def test_sign_offs_are_one_line_for_all_and_open_the_longest_wait(ws: Workspace) -> None:
    today = clock.today() + 15 * A_DAY
    stage = ws.add(Stage(name="Arrive"))
    smile = ws.add(Standard(stage=stage, text="Smile"))
    ws.add(Standard(stage=stage, text="Nod"))
    lea = ws.add(Person(name="Lea Brandt"))
    assert [line for line in due.gather(ws, clock.today()) if line.sort == "sign_off"] == []
    found = due.gather(ws, today)
    assert [(line.title, line.kind, line.record) for line in found] == [
        ("Sign-offs of Lea Brandt", "person", lea)
    ]
    ws.add(Person(name="Omar Haddad"))
    ws.run("sign", lambda tx: sign_offs.record(tx, lea, [smile], shown_on=clock.today()))
    found = due.gather(ws, today)
    assert [line.title for line in found] == ["Sign-offs of 2 people"]
    assert "3 standards not signed for" in found[0].detail
    assert found[0].days < 0


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"found_on": TODAY - 15 * A_DAY}, [("negative_cue", -1)]),
        ({"found_on": TODAY - 14 * A_DAY}, [("negative_cue", 0)]),
        ({"found_on": TODAY - 13 * A_DAY}, []),
        ({"found_on": TODAY - 40 * A_DAY, "done_on": TODAY - 30 * A_DAY}, []),
        ({"found_on": TODAY - 40 * A_DAY, "owner": None}, []),
        ({}, []),
    ],
)
def test_a_negative_cue_that_somebody_sees_to_is_told_of_after_two_weeks(
    ws: Workspace, values: dict[str, object], expected: list[tuple[str, int]]
) -> None:
    owner = ws.add(Person(name="Maya Ortiz"))
    ws.add(NegativeCue(**{"shows": "No refunds!", "place": "Till", "owner": owner, **values}))
    found = [line for line in due.gather(ws, TODAY) if line.sort == "negative_cue"]
    assert [(line.sort, line.days) for line in found] == expected
    assert all("Maya Ortiz" in line.detail and "No refunds!" in line.title for line in found)


@pytest.mark.parametrize(
    ("printed", "keyed", "expected"),
    [(6, None, []), (7, None, [0]), (20, None, [-13]), (61, None, []), (20, TODAY - A_DAY, [])],
)
def test_a_form_that_does_not_come_back_is_told_of_for_a_while(
    ws: Workspace, printed: int, keyed: date | None, expected: list[int]
) -> None:
    ws.add(
        PaperForm(
            number="F-0007", sheet="sign-off-sheet", about="Arrive",
            printed_at=at(TODAY - printed * A_DAY), keyed_on=keyed,
        )
    )  # fmt: skip
    found = [line for line in due.gather(ws, TODAY) if line.sort == "form"]
    assert [line.days for line in found] == expected
    assert all("F-0007" in line.title for line in found)


def test_a_newer_form_takes_the_place_of_one_that_was_lost(ws: Workspace) -> None:
    for number, about, days in (("F-0001", "Arrive", 30), ("F-0002", "Arrive", 10), ("F-0003", "Leave", 9)):
        printed_at = at(TODAY - days * A_DAY)
        ws.add(PaperForm(number=number, sheet="sign-off-sheet", about=about, printed_at=printed_at))
    titles = [line.title for line in due.gather(ws, TODAY)]
    assert titles == ["Form F-0002 is not entered yet", "Form F-0003 is not entered yet"]


def test_the_huddle_of_the_next_open_day_until_its_sheet_is_printed(ws: Workspace) -> None:
    topic = ws.add(HuddleTopic(topic="The farewell", ask="How?"))
    sunday = date(2026, 11, 22)  # closed; open from Monday on
    found = due.gather(ws, sunday)
    assert [(line.title, line.days, line.kind, line.record) for line in found] == [
        ("Huddle: The farewell", 1, "huddle_topic", topic)
    ]
    assert [line.days for line in due.gather(ws, sunday + A_DAY)] == [0]
    ws.add(PrintRecord(sheet="huddle-sheet", printed_at=at(sunday + A_DAY)))
    assert due.gather(ws, sunday + A_DAY) == []
    assert [line.days for line in due.gather(ws, sunday + 2 * A_DAY)] == [0]


def test_backups_are_told_of_after_a_week_and_at_once_where_there_is_none() -> None:
    assert [line.days for line in due.backups("", TODAY)] == [0]
    assert due.backups(at(TODAY - 6 * A_DAY), TODAY) == []
    assert [line.days for line in due.backups(at(TODAY - 9 * A_DAY), TODAY)] == [-2]
    assert due.second_place(6, 7) == []
    assert [line.days for line in due.second_place(9, 7)] == [-2]


_LINES = st.builds(
    Line, st.sampled_from(SORTS), st.integers(-400, 7), st.text(), late=st.booleans(), again=st.booleans()
)


@given(st.lists(_LINES))
def test_overdue_before_due_before_prompts_before_soon(lines: list[Line]) -> None:
    ordered = in_order(lines)
    places = ["overdue", "today", "celebrate", "coach", "soon"]
    ranks = [places.index(line.role) for line in ordered]
    assert ranks == sorted(ranks)
    late = [(line.sort != "promise", not line.again, line.days) for line in ordered if line.role == "overdue"]
    assert late == sorted(late)
    soon = [line.days for line in ordered if line.role == "soon"]
    assert soon == sorted(soon)
    assert sorted(map(repr, ordered)) == sorted(map(repr, lines))
    pressing = [line for line in lines if line.days <= 0 or line.late or line.again]
    assert waiting(lines) == sum(line.sort not in PROMPTS for line in pressing)


def test_what_comes_goes_by_its_day_whatever_it_is() -> None:
    lines = [Line("promise", 5, "Friday"), Line("review", 1, "Monday"), Line("huddle", 1, "Also Monday")]
    assert [line.days for line in in_order(lines)] == [1, 1, 5]
    both = [Line("review", 1, "A review"), Line("promise", 1, "A promise")]
    assert [line.title for line in in_order(both)] == ["A promise", "A review"]


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "Overdue 3 d"), (0, "Today"), (2, "Tuesday"), (7, "Nov 29")]
)
def test_a_tag_says_when_in_words(days: int, words: str) -> None:
    assert tag_text(Line("review", days, "x"), date(2026, 11, 22), "en-US") == words


def test_every_line_of_the_sample_opens_a_record_that_is_there(tmp_path: Path) -> None:
    today = clock.today()
    ws = sample_shop(tmp_path / "willow.cxdesk", today)
    found = due.gather(ws, today)
    assert {"review", "stale", "numbers", "celebrate", "coach", "huddle"} <= {line.sort for line in found}
    for line in found:
        assert ws.get(ws.spec(line.kind).cls, line.record)
    ws.close()
