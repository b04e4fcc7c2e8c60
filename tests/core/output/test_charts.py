"""What a chart shows: values, gaps, limits, targets and signals, in plain values and in words."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.output.charts.causes import cause_data
from cxdesk.output.charts.data import chart_data, spark_values, table_rows
from cxdesk.output.charts.model import ChartData
from cxdesk.output.charts.words import ranges
from cxdesk.services.metrics.verdict import Written, written_for
from cxdesk.services.statistics.pareto import pareto
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import MONDAY, TODAY, Desk

# A series whose mean and limits were worked out elsewhere.
KNOWN = (42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44)
MEAN, LOWER, UPPER = 43.6667, 35.9285, 51.4048
ENGLISH = Written("en-GB", "EUR")


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def data(desk: Desk, metric: int, **how: object) -> ChartData:
    return chart_data(desk.look(metric), ENGLISH, **how)  # type: ignore[arg-type]


def test_mean_and_limits_are_the_known_ones(desk: Desk) -> None:
    (one,) = data(desk, desk.weekly(*KNOWN)).stretches
    assert (round(one.centre, 4), round(one.lower, 4), round(one.upper, 4)) == (MEAN, LOWER, UPPER)
    assert (one.first, one.last, one.trial) == (0, 11, False)
    assert (one.centre_text, one.lower_text, one.upper_text) == ("43.67", "35.93", "51.4")


def test_fewer_than_twelve_make_trial_limits_and_fewer_than_six_none(desk: Desk) -> None:
    assert data(desk, desk.weekly(*KNOWN[:8])).stretches[0].trial
    assert data(desk, desk.weekly(*KNOWN[:5])).stretches == ()


def test_a_year_without_march_has_a_gap_there(desk: Desk) -> None:
    part = desk.part("Calls", "month", unit="minutes")
    values = [40, 41, None, 43, 44, 45, 46, 47, 48]
    desk.type(part, date(2026, 1, 1), *values, cadence="month")
    made = data(desk, desk.metric("total", part, cadence="month"))
    assert [point.value for point in made.points[:4]] == [40, 41, None, 43]
    assert made.wording.label(2) == "Mar 2026"
    assert made.words(2) == "Mar 2026: no data"
    assert table_rows(made)[2][:3] == ("Mar 2026", "no data", "")
    assert spark_values(desk.look(desk.metric("total", part, cadence="month")))[2] is None


def test_only_the_last_periods_with_the_limits_of_all(desk: Desk) -> None:
    metric = desk.weekly(*KNOWN)
    made = data(desk, metric, last=4)
    assert [point.value for point in made.points if not point.running] == [44, 45, 43, 44]
    assert made.offset == 8
    assert round(made.stretches[0].upper, 4) == UPPER
    assert (made.stretches[0].first, made.stretches[0].last) == (0, 3)


def test_a_count_has_no_limit_below_nothing_and_a_share_none_above_all(desk: Desk) -> None:
    low = data(desk, desk.weekly(0, 5, 0, 6, 1, 0, 7, 0))
    assert low.stretches[0].lower == 0
    hits, n = desk.part("Hits", "week"), desk.part("All", "week")
    for part, values in ((hits, (99, 60, 100, 70, 100, 95, 100)), (n, (100,) * 7)):
        desk.type(part, MONDAY - timedelta(weeks=5), *values, cadence="week")
    assert data(desk, desk.metric("share", hits, n)).stretches[0].upper == 1


def test_the_running_period_is_hollow_and_says_so(desk: Desk) -> None:
    part = desk.part("Calls", "day")
    desk.type(part, MONDAY, *([3] * 20))
    made = data(desk, desk.metric("total", part))
    assert TODAY.weekday() == 6
    running = [point for point in made.points if point.running]
    assert [point.shape for point in running] in ([], ["hollow"])
    metric = desk.metric("total", part, cadence="month")
    last = data(desk, metric)
    assert last.points[-1].shape == "hollow"
    assert last.wording.shown(0) == "not over yet"


def test_signals_have_a_shape_and_a_name(desk: Desk) -> None:
    made = data(desk, desk.weekly(*KNOWN, 60, 44))
    assert made.points[12].shape == "diamond"
    assert made.points[12].said == ("above the usual up and down",)
    assert made.points[13].shape == "dot"
    run = data(desk, desk.weekly(*KNOWN, 43, *([46] * 8)))
    assert {point.shape for point in run.points[13:21]} == {"square"}
    assert run.runs[-1].words == "8 in a row above the average"
    assert (run.runs[-1].first, run.runs[-1].last) == (13, 20)
    assert table_rows(run)[15].said == "8 in a row above the average"


def test_a_target_holds_for_its_own_time(desk: Desk) -> None:
    metric = desk.weekly(*KNOWN)
    start = MONDAY - timedelta(weeks=10)
    desk.target(metric, 40, start)
    desk.target(metric, 50, start + timedelta(weeks=6))
    one, other = data(desk, metric).steps
    assert (one.first, one.last, one.value) == (0, 5, 40)
    assert (other.first, other.value, other.shown) == (6, 50, "50")


def test_launches_and_notes_stand_where_they_happened(desk: Desk) -> None:
    metric = desk.weekly(*KNOWN)
    desk.note("The remembered guest", MONDAY - timedelta(weeks=4), "launch")
    desk.note("Street closed", MONDAY - timedelta(weeks=2) + timedelta(days=3))
    launch, note = data(desk, metric).marks
    assert (launch.place, launch.sort, launch.share, launch.text) == (6, "launch", 0, "The remembered guest")
    assert (note.place, note.sort) == (8, "note")
    assert table_rows(data(desk, metric))[8].note == "Street closed"


def test_new_limits_by_hand_part_the_chart(desk: Desk) -> None:
    metric = desk.weekly(*KNOWN, *KNOWN)
    desk.note("New team", MONDAY - timedelta(weeks=10), "rebaseline")
    made = data(desk, metric)
    assert [(one.first, one.last) for one in made.stretches] == [(0, 11), (12, 23)]


def test_another_definition_breaks_the_chart_and_keeps_how_it_was_written(ws: Workspace, desk: Desk) -> None:
    old, all_answers = desk.part("Satisfied", "week"), desk.part("Answers", "week")
    start = MONDAY - timedelta(weeks=9)
    desk.type(old, start, *([40] * 11), cadence="week")
    desk.type(all_answers, start, *([50] * 11), cadence="week")
    metric = desk.metric("ratio", all_answers, old, decimals=2)
    changed = start + timedelta(weeks=5)
    ws.add(
        MetricVersion(
            metric=metric, version=1, name="x", formula="share", first=old, second=all_answers,
            cadence="week", until_on=changed, why_changed="A clearer scale",
        )
    )  # fmt: skip
    ws.change(Metric, metric, version=2, defined_on=changed)
    made = data(desk, metric)
    assert [(mark.place, mark.sort) for mark in made.marks] == [(5, "version")]
    assert made.wording.shown(4) == "80%"
    assert made.wording.shown(5) == "1.25"
    assert [(one.first, one.last) for one in made.stretches] == [(5, 10)]


def test_last_year_is_the_same_periods_a_year_before(desk: Desk) -> None:
    part = desk.part("Calls", "month", unit="minutes")
    values = list(range(1, 23))
    desk.type(part, date(2025, 1, 1), *values, cadence="month")
    made = data(desk, desk.metric("total", part, cadence="month"), last=3, last_year=True)
    assert [point.value for point in made.points[:3]] == [20, 21, 22]
    assert made.last_year[:3] == (8, 9, 10)
    assert data(desk, desk.weekly(*KNOWN), last_year=True).last_year == ()


def test_too_few_answers_give_no_value_anywhere(desk: Desk) -> None:
    parts = [desk.part(name, "week") for name in ("Promoters", "Detractors", "Answers")]
    for part, value in zip(parts, (3, 0, 4), strict=True):
        desk.type(part, MONDAY, value, cadence="week")
    made = data(desk, desk.metric("score", *parts))
    assert made.points[0].value is None
    assert table_rows(made)[0].value == "too few answers for a score"
    assert "75" not in made.summary + made.words(0)


def test_the_summary_says_name_value_and_verdict(ws: Workspace, desk: Desk) -> None:
    metric = desk.weekly(*KNOWN)
    look = desk.look(metric)
    made = chart_data(look, written_for(ws, look.metric))
    assert made.summary == (
        "x · week of Nov 9, 2026: 44 · Between 35.9 and 51.4 is the usual up and down: no clear change."
    )


def test_ranges_in_words() -> None:
    assert [one.words for one in ranges("week", 30)] == ["12 weeks", "24 weeks", "All"]
    assert [one.last for one in ranges("month", 13)] == [12, 0]
    assert [one.words for one in ranges("day", 5)] == ["All"]


def test_causes_are_told_with_the_few_that_make_most() -> None:
    made = cause_data("Complaints", pareto([("Waiting", 6), ("Price", 1), ("Colour", 3)]), "en")
    assert [(bar.label, bar.number, bar.share) for bar in made.bars] == [
        ("Waiting", 6, "60%"), ("Colour", 3, "30%"), ("Price", 1, "10%"),
    ]  # fmt: skip
    assert made.summary == "Complaints: “Waiting” comes first, and 2 causes make 90% of it all. Early: of 10."
    assert cause_data("Complaints", (), "en").empty


def test_values_at_the_axis_are_written_as_the_shop_does(desk: Desk) -> None:
    metric = desk.weekly(*KNOWN, unit="a day")
    german = chart_data(desk.look(metric), Written("de-DE", "EUR"))
    assert german.axis(Fraction(Decimal("43.5"))) == "43,5"


def test_what_a_chart_shows_loads_no_library_that_draws() -> None:
    code = (
        "import cxdesk.output.charts.data, cxdesk.output.charts.placing, cxdesk.output.charts.draw, sys;"
        "bad = {'matplotlib', 'reportlab', 'PySide6', 'numpy'} & set(sys.modules);"
        "sys.exit(bool(bad))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).returncode == 0
