"""Badge, sentences, chart, Today, command line and paper say the same about a metric."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.output import printing
from cxdesk.output.charts.data import chart_data
from cxdesk.output.sheets import xmr_page
from cxdesk.services.metrics.look import look
from cxdesk.services.metrics.verdict import Verdict, Written, verdict, written_for
from cxdesk.services.today.cards import NO_VALUE, card
from cxdesk.services.today.due import of_metric
from cxdesk.workspace import Workspace
from tests.core.output import reading
from tests.core.sample_file import sample_shop
from tests.core.services.metrics.metric_desk import MONDAY, TODAY, Desk
from tests.core.test_cli import cx

# A series with known limits: mean 43.6667, 35.9285 to 51.4048.
STABLE = (42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44)
ENGLISH = Written("en-US", "USD")


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def said(desk: Desk, metric: int) -> Verdict:
    return verdict(desk.look(metric), ENGLISH)


# The badge and what stands beside it


def test_a_shift_since_a_launch_is_no_unclear_change(desk: Desk) -> None:
    metric = desk.weekly(*STABLE, 47, 46, 46, 46, 45, 47, 43)
    desk.note("The remembered guest", MONDAY - timedelta(days=7 * 5), "launch")
    assert not any(prompt.current for prompt in desk.look(metric).prompts)
    assert said(desk, metric)[:2] == ("Real improvement", "good")
    assert said(desk, metric).sentences == ("Before the launch 43.7, since then 45.7: a shift.",)
    desk.ws.change(Metric, metric, direction="down")
    assert said(desk, metric)[:2] == ("Really worse", "bad")


def test_a_clear_rise_of_answers_is_no_unclear_change(desk: Desk) -> None:
    parts = [desk.part(name, "month") for name in ("satisfied", "answers")]
    for part, values in zip(parts, ((20, 48), (50, 50)), strict=True):
        desk.type(part, date(2026, 9, 1), *values, cadence="month")
    metric = desk.metric("share", *parts, cadence="month", survey=True)
    found = said(desk, metric)
    # 20 and 48 of 50: more than half of all answers apart.
    assert found[:2] == ("Real improvement", "good")
    assert found.sentences[0].startswith("Since the period before a clear rise")
    assert sum("clear rise" in one for one in found.sentences) == 1


def test_marks_further_back_are_said_to_be_older(desk: Desk) -> None:
    found = said(desk, desk.weekly(*STABLE, 60, 44))
    assert (found.badge, found.role) == ("Back to usual", "")
    assert found.sentences[0] == (
        "Between 35.9 and 51.4 is the usual up and down: no clear change now. The signals are older."
    )


def test_three_of_four_is_spoken_alone_and_beside_another_signal(desk: Desk) -> None:
    alone = said(desk, desk.weekly(*STABLE, 49, 43, 49, 50))
    assert alone[:2] == ("Real improvement", "good")
    assert alone.sentences[0].startswith("Three of four values lie far above the average of 43.7")
    both = said(desk, desk.weekly(*STABLE, 45, 46, 45, 47, 46, 49, 49, 50))
    assert both.sentences[0].startswith("9 values in a row above the average")  # with the last of the stable
    assert both.sentences[0].endswith("Besides: three of four far above the average.")


def test_no_limit_is_told_that_can_not_be(desk: Desk) -> None:
    hits, n = desk.part("Hits", "week"), desk.part("All", "week")
    for part, values in ((hits, (99, 60, 100, 70, 100, 95, 100)), (n, (100,) * 7)):
        desk.type(part, MONDAY - timedelta(weeks=5), *values, cadence="week")
    assert "and 100% is the usual up and down" in said(desk, desk.metric("share", hits, n)).sentences[0]


def test_the_chart_page_has_the_badge_in_a_colour_of_its_own(desk: Desk) -> None:
    bodies = []
    for values in (STABLE, (*STABLE, 60)):
        metric = desk.weekly(*values)
        job = printing.gather_job(xmr_page.SHEET, desk.ws, {"metric": str(metric)}, today=TODAY)
        bodies.append(job.gathered.topics[0].body)
    assert [(one.badge, one.role) for one in bodies] == [
        ("No clear change", ""),
        ("Real improvement", "good"),
    ]


def test_the_summary_of_the_chart_begins_with_the_badge(desk: Desk) -> None:
    metric = desk.weekly(*STABLE, 60)
    found = chart_data(desk.look(metric), ENGLISH)
    assert f"60 · {found.badge} · {found.sentences[0]}" in found.summary


# Today, Metrics and the command line


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    made = sample_shop(tmp_path / "willow.cxdesk", TODAY)
    yield made
    made.close()


def test_today_metrics_and_the_command_show_the_same_value(sample: Workspace) -> None:
    wanted: dict[str, tuple[str, float | None]] = {}
    for row in sample.rows(Metric, active=True):
        seen, written = look(sample, row.id, TODAY), written_for(sample, row.record)
        assert seen.now is not None
        shown = NO_VALUE if seen.now.too_few else written.value(seen.metric, seen.now.value)
        assert card(sample, seen, written, TODAY).value == shown, row.record.name
        wanted[row.record.name] = (shown, verdict(seen, written).badge)
    path = sample.path
    sample.close()
    for name, (shown, badge) in wanted.items():
        text = cx("metric", path, name).stdout
        assert shown in text, name
        told = json.loads(cx("metric", path, name, "--json").stdout)
        assert str(told["verdict"]).startswith(badge), name
        figures = "".join(letter for letter in shown if letter.isdigit() or letter == ".")
        assert float(figures) == pytest.approx(told["score"], abs=0.5 if "." not in figures else 0.005), name


def test_values_are_printed_with_their_unit(sample: Workspace) -> None:
    path = sample.path
    sample.close()
    retention = cx("metric", path, "guest retention").stdout
    assert "68.0" not in retention
    assert "71%" in retention
    assert "Average 62.2%, limits 57.6% to 66.7%." in retention
    assert "€62.90" in cx("metric", path, "average ticket").stdout
    assert "5.1 a year" in cx("metric", path, "appointment").stdout
    raw = json.loads(cx("metric", path, "guest retention", "--json").stdout)
    assert isinstance(raw["points"][0]["value"], float)


# What can't be


def booked(desk: Desk, *hits: int) -> int:
    """Return a share of which 20 each week are the whole."""
    part, seen = desk.part("Booked", "week"), desk.part("Seen", "week")
    start = MONDAY - timedelta(weeks=len(hits) - 2)
    desk.type(part, start, *hits, cadence="week")
    desk.type(seen, start, *[20] * len(hits), cadence="week")
    return desk.metric("share", part, seen)


def test_a_part_larger_than_the_whole_is_told_as_a_slip(desk: Desk) -> None:
    metric = booked(desk, *[12, 11, 13, 12, 14, 12] * 2, 24)
    found = said(desk, metric)
    assert (found.badge, found.role) == ("Probably a slip", "doubt")
    assert (
        found.sentences[0]
        == "120% can't be: a part would be more than the whole. Look for a slip in its numbers."
    )
    shown = card(desk.ws, desk.look(metric), ENGLISH, TODAY)
    assert (shown.value, shown.change, shown.role) == ("120%", "Probably a slip", "bad")
    assert shown.share is None
    assert list(of_metric(desk.look(metric), ENGLISH, TODAY)) == []


def test_what_can_be_more_than_all_is_no_slip(desk: Desk) -> None:
    assert said(desk, booked(desk, *[12, 11, 13, 12, 14, 12] * 2, 20)).role != "doubt"
    sales = desk.part("Sales", "week")
    desk.type(sales, date(2025, 11, 17), *[10] * 52, 24, cadence="week")
    assert said(desk, desk.metric("growth", sales)).role != "doubt"
    ratio = desk.metric("ratio", sales, sales)
    assert said(desk, ratio).role != "doubt"


@pytest.mark.parametrize(
    ("formula", "numbers", "doubt"),
    [
        ("kept", (85, 100, 25), False),
        ("kept", (85, 120, 25), True),  # more of the old ones at the end than there were
        ("kept", (85, 20, 25), True),  # more new ones than all
        ("score", (7, 1, 10), False),
        ("score", (7, 5, 10), True),  # more answers of two kinds than of all
    ],
)
def test_each_formula_knows_what_is_part_of_what(
    desk: Desk, formula: str, numbers: tuple[int, ...], doubt: bool
) -> None:
    parts = [desk.part(str(place), "month") for place in range(3)]
    for part, value in zip(parts, numbers, strict=True):
        desk.type(part, date(2026, 10, 1), value, cadence="month")
    assert (said(desk, desk.metric(formula, *parts, cadence="month")).role == "doubt") is doubt


def test_the_first_week_that_still_runs_can_hold_a_slip_as_well(desk: Desk) -> None:
    part, seen = desk.part("Booked", "week"), desk.part("Seen", "week")
    this_week = date(2026, 11, 16)
    desk.type(part, this_week, 25, cadence="week")
    desk.type(seen, this_week, 20, cadence="week")
    metric = desk.metric("share", part, seen)
    desk.target(metric, 60)
    assert said(desk, metric)[:2] == ("Probably a slip", "doubt")
    shown = card(desk.ws, desk.look(metric), ENGLISH, TODAY)
    assert (shown.value, shown.change, shown.role) == ("125%", "Probably a slip", "bad")
    assert (shown.aim, shown.share, shown.doubt) == ("target 60%", None, True)


def test_the_poster_doubts_the_value_that_stands_on_it(desk: Desk) -> None:
    yes, answers = desk.part("Yes", "month"), desk.part("Answers", "month")
    desk.type(yes, date(2026, 9, 1), 25, 2, cadence="month")
    desk.type(answers, date(2026, 9, 1), 20, 3, cadence="month")  # October has too few to say anything
    metric = desk.metric("share", yes, answers, cadence="month", survey=True)
    options = {"metric": str(metric)}
    made = printing.render(printing.sheet("scoreboard-poster"), desk.ws, options, paper="A4", today=TODAY)
    assert "125%" in reading.text(made.pdf)
    assert reading.squeezed("Probably a slip") in reading.text(made.pdf)


@pytest.mark.parametrize("before", [0, 1])
def test_of_too_few_answers_a_slip_is_told_without_a_value(desk: Desk, before: int) -> None:
    yes, answers = desk.part("Yes", "month"), desk.part("Answers", "month")
    desk.type(yes, date(2026, 10 - before, 1), *[15] * before, 4, cadence="month")
    desk.type(answers, date(2026, 10 - before, 1), *[20] * before, 3, cadence="month")
    found = said(desk, desk.metric("share", yes, answers, cadence="month", survey=True))
    assert (found.badge, found.role) == ("Probably a slip", "doubt")
    assert found.sentences[0] == "A part would be more than the whole. Look for a slip in its numbers."


def test_numbers_from_records_are_not_asked_for(desk: Desk) -> None:
    visits = desk.part("Visits", taken_from="visits")
    found = said(desk, desk.metric("total", visits))
    assert found.badge == "No numbers yet"
    assert found.sentences == (
        "Its numbers come from records: the chart begins with the first records of a period that is over.",
    )
    both = desk.metric("ratio", visits, desk.part("Chairs"))
    for metric in (both, desk.metric("total")):
        assert said(desk, metric).sentences == ("Enter the first numbers, and the chart begins.",)
