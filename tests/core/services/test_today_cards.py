"""The numbers on top of the day: known values, the target in words, news only by signals, and the age."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.metric import Metric
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services.metrics.verdict import Written
from cxdesk.services.today.cards import NO_VALUE, Card, card, reached
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import MONDAY, TODAY, Desk

STABLE = (42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44)
ENGLISH = Written("en-US", "USD")


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def shown(desk: Desk, metric: int, today: date = TODAY, **written: Any) -> Card:
    return card(desk.ws, desk.look(metric, today), ENGLISH._replace(**written), today)


def test_a_card_has_value_target_and_share(desk: Desk) -> None:
    metric = desk.weekly(*STABLE, name="Calls", key=True)
    desk.target(metric, 55)
    found = shown(desk, metric)
    assert (found.name, found.key, found.value) == ("Calls", True, "44")
    assert (found.change, found.role, found.aim) == ("No clear change", "", "target 55")
    assert found.share == pytest.approx(0.8)
    assert found.sparks == tuple(float(value) for value in STABLE)
    assert found.spoken == "Calls, 44, No clear change, target 55"


def test_a_target_that_is_reached_is_told_and_the_bar_is_full(desk: Desk) -> None:
    metric = desk.weekly(*STABLE)
    desk.target(metric, 40)
    assert (shown(desk, metric).aim, shown(desk, metric).share) == ("target 40 reached", 1.0)
    fewer = desk.weekly(*STABLE, direction="down")
    desk.target(fewer, 22)
    assert (shown(desk, fewer).aim, shown(desk, fewer).share) == ("target 22", pytest.approx(0.5))


def test_eight_in_a_row_are_news_with_an_arrow_and_a_word(desk: Desk) -> None:
    values = (*STABLE, 45, 46, 45, 47, 46, 45, 48, 46)
    found = shown(desk, desk.weekly(*values))
    assert (found.change, found.role) == ("▲ Real improvement", "good")
    worse = shown(desk, desk.weekly(*values, direction="down"))
    assert (worse.change, worse.role) == ("▲ Really worse", "bad")


def test_a_launch_is_compared_with_the_time_before(desk: Desk) -> None:
    metric = desk.weekly(*STABLE, 52, 55, 50, 54, 57, 53)
    desk.note("New cards", date(2026, 10, 5), "launch", metric)  # six weeks before the last one ended
    found = shown(desk, metric)
    assert found.change == "▲ 9.8 since launch"  # 53.5 against 43.67, each the mean of its weeks
    assert found.role == "good"


def test_a_count_of_the_running_month_says_how_many_are_left(desk: Desk) -> None:
    part = desk.part("Referrals")
    desk.type(part, date(2026, 9, 1), *([1] * 61))  # September and October
    desk.type(part, MONDAY, 2, 3, None, 4)
    metric = desk.metric("total", part, cadence="month", name="Referrals")
    desk.target(metric, 24)
    found = shown(desk, metric)
    # The value is that of the last month that is over, as on the Metrics page: 31 in October.
    assert (found.value, found.change, found.aim) == ("31", "9 so far in Nov, 15 to go", "target 24 reached")
    assert found.share == 1.0
    assert found.age == ""


def test_a_number_of_long_ago_says_so(desk: Desk) -> None:
    metric = desk.weekly(*STABLE)  # the last week ends on 15 November
    assert shown(desk, metric).age == ""
    assert shown(desk, metric, date(2026, 11, 27)).age == "last known, 12 days ago"


def test_four_answers_give_no_score_anywhere(desk: Desk) -> None:
    parts = [desk.part(name, "month") for name in ("9 and 10", "0 to 6", "all")]
    for part, value in zip(parts, (3, 0, 4), strict=True):
        desk.type(part, date(2026, 10, 1), value, cadence="month")
    metric = desk.metric("score", *parts, cadence="month", survey=True, name="Recommend")
    desk.target(metric, 60)
    found = shown(desk, metric)
    assert (found.value, found.share) == (NO_VALUE, None)
    assert found.change == "4 answers: too few for a score"
    assert "75" not in found.spoken
    assert found.sparks == (None,)


def test_answers_say_how_many_and_how_sure(desk: Desk) -> None:
    parts = [desk.part(name, "quarter") for name in ("9 and 10", "0 to 6", "all")]
    for part, value in zip(parts, (24, 3, 41), strict=True):
        desk.type(part, date(2026, 7, 1), value, cadence="quarter")
    metric = desk.metric("score", *parts, cadence="quarter", survey=True)
    found = shown(desk, metric)
    # Adjusted Wald (Rocks 2016): 44 answers, 24.75 and 3.75 of them, half width 19.07.
    assert (found.value, found.change) == ("+51", "n = 41 · 95 % CI +29 … +67")


def test_without_numbers_there_is_nothing_to_show(desk: Desk) -> None:
    found = shown(desk, desk.metric("total", desk.part("none")))
    assert (found.value, found.change, found.share, found.sparks) == (NO_VALUE, "No numbers yet", None, ())


def test_a_card_says_which_standards_move_it(desk: Desk) -> None:
    stage = desk.ws.add(Stage(name="Leave"))
    texts = {"Offer two dates": "launched", "Gone": "retired", "Say the name": "draft", "Wave": "draft"}
    ids = tuple(desk.ws.add(Standard(stage=stage, text=text, status=one)) for text, one in texts.items())
    metric = desk.weekly(*STABLE, drivers=ids)
    assert shown(desk, metric).moves == "What moves it: Offer two dates · Say the name"
    assert shown(desk, desk.weekly(*STABLE)).moves == ""


@given(st.fractions(0, 1000), st.fractions(0, 1000), st.sampled_from(["up", "down"]))
def test_the_bar_is_never_short_where_the_target_is_reached(
    value: Fraction, target: Fraction, way: str
) -> None:
    share = reached(Metric(name="x", direction=way), value, target)
    assert share is not None
    assert 0 <= share <= 1
    assert (value >= target if way == "up" else value <= target) <= (share == 1)
