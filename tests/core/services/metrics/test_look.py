"""What is said about a metric: news only by signals, targets in words, and how old the last number is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from cxdesk.entities.metric import Metric
from cxdesk.services.metrics.look import to_shown, to_value
from cxdesk.services.metrics.verdict import Verdict, Written, verdict
from cxdesk.services.statistics import compare
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import MONDAY, Desk

# A series with known limits: mean 43.6667, 35.9285 to 51.4048.
STABLE = (42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44)
ENGLISH = Written("en-US", "USD")


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def said(desk: Desk, metric: int, **more: date) -> Verdict:
    return verdict(desk.look(metric, **more), ENGLISH)


def test_a_stable_series_is_no_news(desk: Desk) -> None:
    metric = desk.weekly(*STABLE)
    found = said(desk, metric)
    assert (found.badge, found.role) == ("No clear change", "")
    assert found.sentences[0] == "Between 35.9 and 51.4 is the usual up and down: no clear change."


@pytest.mark.parametrize(
    ("target", "words"),
    [(55, "will keep missing"), (50, "hit or miss"), (35, "will keep meeting")],
)
def test_a_target_in_words(desk: Desk, target: int, words: str) -> None:
    metric = desk.weekly(*STABLE)
    desk.target(metric, target)
    assert words in said(desk, metric).sentences[-1]
    assert f"{target}" in said(desk, metric).sentences[-1]


def test_where_less_is_better_a_high_target_is_met(desk: Desk) -> None:
    metric = desk.weekly(*STABLE, direction="down")
    desk.target(metric, 55)
    assert "will keep meeting" in said(desk, metric).sentences[-1]


def test_eight_in_a_row_are_an_improvement_or_the_opposite(desk: Desk) -> None:
    values = (*STABLE, 45, 46, 45, 47, 46, 45, 48, 46)
    assert said(desk, desk.weekly(*values))[:2] == ("Real improvement", "good")
    worse = said(desk, desk.weekly(*values, direction="down"))
    assert worse[:2] == ("Really worse", "bad")
    assert "in a row above the average of 43.7: not chance." in worse.sentences[0]


def test_one_low_day_is_no_reason_to_say_anything(desk: Desk) -> None:
    metric = desk.weekly(*STABLE, 37)
    assert said(desk, metric).badge == "No clear change"
    assert desk.look(metric).prompts == ()


def test_one_value_beyond_the_limits_is_told_as_such(desk: Desk) -> None:
    found = said(desk, desk.weekly(*STABLE, 60))
    assert found.sentences[0].startswith("The last value lies above 51.4")


def test_before_there_are_enough_it_says_how_many_are_missing(desk: Desk) -> None:
    found = said(desk, desk.weekly(1, 2, 3))
    assert found.badge == "Too early to tell"
    assert found.sentences[0].startswith("3 more weeks without a gap")
    assert said(desk, desk.metric("total", desk.part("none"))).badge == "No numbers yet"


def test_a_launch_is_compared_with_the_time_before(desk: Desk) -> None:
    metric = desk.weekly(62, 63, 61, 63, 64, 63, 69, 70, 68, 70, 69, 71, decimals=0)
    launch = MONDAY - timedelta(days=7 * 4)
    desk.note("The remembered guest", launch, "launch")
    look = desk.look(metric)
    assert isinstance(look.shift, compare.Shift)
    assert (look.shift.counts, look.shift.verdict) == ((6, 6), "shift_up")
    assert "Before the launch 63, since then 70: a shift." in said(desk, metric).sentences


def test_a_launch_a_moment_ago_is_not_judged(desk: Desk) -> None:
    metric = desk.weekly(*STABLE)
    desk.note("New card", MONDAY, "launch")
    assert "6 values each are needed" in " ".join(said(desk, metric).sentences)


def test_new_limits_by_hand_with_a_reason(desk: Desk) -> None:
    metric = desk.weekly(*STABLE, *(value + 20 for value in STABLE))
    desk.note("Moved to the new street", MONDAY - timedelta(days=7 * 10), "rebaseline", metric)
    chart = desk.look(metric).chart
    assert [(one.start, one.cause, one.reason) for one in chart.segments] == [
        (0, "start", ""),
        (12, "rebaseline", "Moved to the new street"),
    ]
    assert said(desk, metric).badge == "No clear change"


def test_notes_of_another_metric_stay_there(desk: Desk) -> None:
    metric, other = desk.weekly(*STABLE), desk.weekly(*STABLE)
    desk.note("ours", MONDAY, metric=metric)
    desk.note("everybody's", MONDAY)
    desk.note("before the chart", date(2020, 1, 1))
    assert [note.text for _place, note in desk.look(metric).notes] == ["everybody's", "ours"]
    assert [note.text for _place, note in desk.look(other).notes] == ["everybody's"]


def test_an_old_value_is_the_last_known_one(desk: Desk) -> None:
    metric = desk.weekly(*STABLE)
    last = MONDAY + timedelta(days=7 + 6)
    assert "Last known, 11 days ago" in said(desk, metric, today=last + timedelta(days=11)).sentences[-1]
    for days in (0, 1, 7):
        assert not desk.look(metric, last + timedelta(days=days)).stale


def test_shares_are_kept_as_fractions_and_shown_in_per_cent(desk: Desk) -> None:
    booked, seen = desk.part("booked", "week"), desk.part("seen", "week")
    desk.type(booked, MONDAY, 2, cadence="week")
    desk.type(seen, MONDAY, 3, cadence="week")
    record = desk.look(desk.metric("share", booked, seen, decimals=1)).metric
    assert to_shown(record, Fraction(2, 3)) == Decimal("66.7")
    assert to_value(record, Decimal(75)) == Fraction(3, 4)
    assert ENGLISH.value(record, Fraction(2, 3)) == "66.7%"
    assert Written("de-DE", "EUR").value(record, None) == "no data"


def test_money_is_written_with_the_cents_that_it_has(desk: Desk) -> None:
    sales, bills = desk.part("sales", "week", unit="money"), desk.part("bills", "week")
    metric = desk.ws.get(Metric, desk.metric("ratio", sales, bills)).record
    assert metric.decimals == 0
    assert Written("en-US", "EUR", money=True).value(metric, Fraction("4.6")) == "€4.60"
