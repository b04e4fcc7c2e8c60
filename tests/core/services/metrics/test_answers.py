"""Shares and scores as samples: of how many, how sure, whether one differs from the one before."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from cxdesk.services.metrics.verdict import Verdict, Written, verdict
from cxdesk.services.statistics.shares import Change, Score, TooFew
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import Desk

ENGLISH = Written("en-GB", "GBP")
JULY = date(2026, 7, 1)


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def survey(desk: Desk, *months: tuple[int, int, int], asked: int | None = None, **more: object) -> int:
    """Return a recommend score by month: 9 and 10, 0 to 6, all answers; the last month is October."""
    parts = [desk.part(name, "month") for name in ("9 and 10", "0 to 6", "answers")]
    first = date(2026, 11 - len(months), 1)
    for part, values in zip(parts, zip(*months, strict=True), strict=True):
        desk.type(part, first, *values, cadence="month")
    if asked is not None:
        more["asked"] = desk.part("asked", "month")
        desk.type(more["asked"], date(2026, 10, 1), asked, cadence="month")  # type: ignore[arg-type]
    return desk.metric("score", *parts, cadence="month", **more)


def said(desk: Desk, metric: int) -> Verdict:
    return verdict(desk.look(metric), ENGLISH)


def test_a_small_change_of_a_recommend_score_is_no_clear_change(desk: Desk) -> None:
    # 12 promoters, 6 passives, 7 detractors; then 18, 7, 5.
    metric = survey(desk, (12, 7, 25), (18, 5, 30))
    change = desk.look(metric).change
    assert isinstance(change, Change)
    assert [round(edge * 100, 1) for edge in (change.low, change.high)] == [-19.0, 62.1]
    assert change.verdict == "no_clear_change"
    assert "Since the period before no clear change: −19 to +62 points." in said(desk, metric).sentences


def test_a_clear_rise_is_told_as_such(desk: Desk) -> None:
    metric = survey(desk, (60, 15, 100), (75, 7, 100))
    change = desk.look(metric).change
    assert isinstance(change, Change)
    assert [round(edge * 100, 1) for edge in (change.low, change.high)] == [3.7, 40.9]
    assert "Since the period before a clear rise: +4 to +41 points." in said(desk, metric).sentences


def test_how_sure_a_score_is_of_a_list_that_was_asked(desk: Desk) -> None:
    # 24 promoters, 10 passives, 6 detractors answered, of a list of 120.
    metric = survey(desk, (24, 6, 40), asked=120, all_asked=True, decimals=1)
    score = desk.look(metric).score
    assert isinstance(score, Score)
    assert [round(edge * 100, 1) for edge in (score.low, score.high)] == [23.6, 60.2]
    sentences = said(desk, metric).sentences
    assert "Of 40: somewhere between +23.6 and +60.2." in sentences
    assert "40 of 120 who were asked did answer: 33%." in sentences


def test_who_was_asked_is_no_list_unless_it_is_said(desk: Desk) -> None:
    open_end = desk.look(survey(desk, (24, 6, 40), asked=120)).score
    listed = desk.look(survey(desk, (24, 6, 40), asked=120, all_asked=True)).score
    assert isinstance(open_end, Score)
    assert isinstance(listed, Score)
    assert open_end.high - open_end.low > listed.high - listed.low


def test_more_answers_than_were_asked_give_no_rate(desk: Desk) -> None:
    metric = survey(desk, (24, 6, 40), asked=30, all_asked=True)
    assert isinstance(desk.look(metric).score, Score)
    assert "asked" not in " ".join(said(desk, metric).sentences)


def test_four_answers_show_no_score_anywhere(desk: Desk) -> None:
    metric = survey(desk, (3, 0, 4), asked=10)
    look = desk.look(metric)
    assert look.score == TooFew(4)
    assert [point.value for point in look.points] == [None]
    found = said(desk, metric)
    assert found.badge == "Too early to tell"
    assert "4 answers: read the comments, there is no score below 5." in found.sentences
    assert "75" not in " ".join(found.sentences)


def test_five_to_twenty_nine_answers_are_an_early_score(desk: Desk) -> None:
    early, sure = (" ".join(said(desk, survey(desk, (20, 4, n))).sentences) for n in (29, 30))
    assert "Early: of 29 answers" in early
    assert "Of 30: somewhere" in sure


def test_retention_is_computed_from_its_three_numbers(desk: Desk) -> None:
    parts = [desk.part(name, "quarter", level=k < 2) for k, name in enumerate(("start", "end", "new"))]
    for part, value in zip(parts, (85, 100, 25), strict=True):
        desk.type(part, JULY, value, cadence="quarter")
    metric = desk.metric("kept", *parts, cadence="quarter", decimals=1)
    look = desk.look(metric)
    assert look.points[-1].value == Fraction(75, 85)
    assert ENGLISH.value(look.metric, look.points[-1].value) == "88.2%"


def test_nothing_to_divide_by_is_no_data_and_not_zero(desk: Desk) -> None:
    hits, seen = desk.part("rebooked", "month"), desk.part("seen", "month")
    for part in (hits, seen):
        desk.type(part, date(2026, 10, 1), 0, cadence="month")
    metric = desk.metric("share", hits, seen, cadence="month")
    look = desk.look(metric)
    assert look.points[-1].value is None
    assert ENGLISH.value(look.metric, look.points[-1].value) == "no data"
    assert said(desk, metric).badge == "No data"
    assert "nothing to divide by" in said(desk, metric).sentences[0]


def test_a_share_of_counts_tells_how_sure_it_is(desk: Desk) -> None:
    hits, seen = desk.part("rebooked", "month"), desk.part("seen", "month")
    desk.type(hits, date(2026, 10, 1), 8, cadence="month")
    desk.type(seen, date(2026, 10, 1), 10, cadence="month")
    score = desk.look(desk.metric("share", hits, seen, cadence="month")).score
    assert isinstance(score, Score)
    assert [round(edge, 3) for edge in (score.low, score.high)] == [0.49, 0.943]  # Wilson 1927, 8 of 10


def test_money_out_of_money_is_no_sample(desk: Desk) -> None:
    cost, sales = desk.part("cost", "month", unit="money"), desk.part("sales", "month", unit="money")
    desk.type(cost, date(2026, 10, 1), 12.5, cadence="month")
    desk.type(sales, date(2026, 10, 1), 100.25, cadence="month")
    assert desk.look(desk.metric("share", cost, sales, cadence="month")).score is None
