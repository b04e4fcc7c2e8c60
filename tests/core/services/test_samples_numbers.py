"""The sample shop measures something: numbers that hold together, whatever day it is made on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from cxdesk import periods
from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.person import Person
from cxdesk.entities.standard import Standard
from cxdesk.services import samples
from cxdesk.services.metrics import acts, events, people
from cxdesk.services.metrics.look import Look, look
from cxdesk.services.metrics.series import NEEDED, targets
from cxdesk.services.open_days import open_days
from cxdesk.services.statistics import compare
from cxdesk.services.statistics.shares import Score, TooFew
from cxdesk.workspace import Workspace
from tests.core.sample_file import sample_shop

DAYS = (date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29), date(2027, 6, 2))
"""A Sunday, New Year's Day, a leap day, a Wednesday."""


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    found: date = request.param
    return found


@pytest.fixture
def willow(tmp_path: Path, today: date) -> Iterator[Workspace]:
    made = sample_shop(tmp_path / "willow.cxdesk", today)
    yield made
    made.close()


def looks(willow: Workspace, today: date) -> dict[str, Look]:
    return {row.record.name: look(willow, row.id, today) for row in willow.rows(Metric, active=True)}


def typed(willow: Workspace, name: str) -> dict[date, int]:
    part = willow.rows(MetricPart, name=name, active=True)[0].id
    rows = willow.columns(PartValue, "starts_on", "value", part=part)
    return {day: int(value) for day, value in rows if value is not None}


def test_eight_metrics_are_in_use_and_retention_is_the_key_one(willow: Workspace) -> None:
    names = [row.record.name for row in willow.rows(Metric, active=True)]
    assert names == [
        "Guest retention", "Referrals", "Average ticket", "Recommend score", "Left with a next date",
        "Appointment frequency", "Satisfied answers", "Complaints",
    ]  # fmt: skip
    assert [willow.get(Metric, one).record.name for one in acts.headline(willow)] == names[:4]
    assert [row.record.name for row in willow.rows(Metric, key=True)] == ["Guest retention"]
    assert willow.count(Metric) > len(names)  # the rest of the trade's waits


def test_each_metric_is_whole_and_says_where_it_comes_from(willow: Workspace) -> None:
    standards = {row.id for row in willow.rows(Standard)}
    for row in willow.rows(Metric, active=True):
        one = row.record
        used = (one.first, one.second, one.third)[: NEEDED[one.formula]]
        assert None not in used
        assert all(willow.get(MetricPart, part).record.active for part in used if part)
        assert set(one.drivers) <= standards
        assert one.drivers
        assert one.owner
        assert one.why
        assert one.source
        assert not any("{" in text for text in (one.name, one.why, one.unit))


def test_the_numbers_of_a_day_hold_together(willow: Workspace) -> None:
    visits, again = typed(willow, "Visits"), typed(willow, "Booked again before leaving")
    takings = typed(willow, "Takings")
    assert len(visits) >= 175
    assert visits.keys() == again.keys() == takings.keys()
    assert all(again[day] <= visits[day] for day in visits)
    assert all(45 <= takings[day] / visits[day] <= 75 for day in visits)


def test_closed_days_have_no_number_and_the_last_open_day_waits(willow: Workspace, today: date) -> None:
    days = open_days(willow)
    last = max(day for day in (today - timedelta(days=i) for i in range(1, 30)) if days.holds(day))
    for name in ("Visits", "Referrals"):
        there = typed(willow, name)
        assert all(days.holds(day) for day in there)
        assert last not in there
        assert max(there) == max(
            day for day in (last - timedelta(days=i) for i in range(1, 30)) if days.holds(day)
        )
    assert willow.count(ClosedDay) == 2


def test_nothing_lies_ahead_and_each_period_begins_on_its_first_day(willow: Workspace, today: date) -> None:
    cadence = {row.id: row.record.cadence for row in willow.rows(MetricPart)}
    for part, start in willow.columns(PartValue, "part", "starts_on"):
        assert start < today
        assert periods.start_of(cadence[part], start) == start


def test_a_launch_ten_weeks_ago_made_a_real_shift(willow: Workspace, today: date) -> None:
    found = looks(willow, today)["Guest retention"]
    launch = [(place, note.text) for place, note in found.notes if note.sort == "launch"]
    assert launch == [(16, "The remembered guest")]
    assert len(found.points) == 26
    assert isinstance(found.shift, compare.Shift)
    assert found.shift.verdict == "shift_up"
    assert found.shift.counts == (16, 10)


def test_one_signal_is_good_and_one_is_bad(willow: Workspace, today: date) -> None:
    told = {
        name: {prompt.kind for prompt in seen.prompts if prompt.current}
        for name, seen in looks(willow, today).items()
    }
    assert {name: kinds for name, kinds in told.items() if kinds} == {
        "Guest retention": {"celebrate"}, "Left with a next date": {"coach"},
    }  # fmt: skip


def test_there_is_a_gap_and_something_old(willow: Workspace, today: date) -> None:
    found = looks(willow, today)
    answers = found["Satisfied answers"]
    assert answers.stale
    assert answers.age is not None
    assert answers.age >= 4
    inside = answers.points[:-1]
    assert [point.value for point in inside].count(None) == 1
    assert any(point.value is None for point in found["Referrals"].points)


def test_each_chart_has_enough_to_say_something(willow: Workspace, today: date) -> None:
    for name, seen in looks(willow, today).items():
        assert len(seen.points) >= 24, name
        assert seen.chart.limits is not None, name
    assert {len(targets(willow, row.id)) for row in willow.rows(Metric, active=True)} == {0, 1, 2}


def test_the_recommend_score_is_made_of_forty_one_answers(willow: Workspace, today: date) -> None:
    score = looks(willow, today)["Recommend score"].score
    assert isinstance(score, Score)
    assert (score.n, score.value) == (41, Fraction(24 - 3, 41))


def test_complaints_are_rare_enough_for_the_days_between(willow: Workspace, today: date) -> None:
    seen = looks(willow, today)["Complaints"]
    assert events.offers(seen.series)
    assert len(events.between(willow, seen.metric, today).intervals) >= 8


def test_results_by_person_have_no_order_while_somebody_has_few(willow: Workspace, today: date) -> None:
    metric = willow.rows(Metric, name="Left with a next date")[0].id
    lines = people.by_person(willow, metric, today - timedelta(days=70), today)
    assert [line.name for line in lines] == ["Jin Park", "Omar Haddad", "Sofia Rossi", "Tom Eriksen"]
    assert {line.rank for line in lines} == {0}
    assert [line.counts.n for line in lines][-1] == 9
    assert not any(isinstance(line.score, TooFew) for line in lines)
    assert {line.person for line in lines} <= {row.id for row in willow.rows(Person)}


def test_the_same_day_makes_the_same_numbers(willow: Workspace, today: date, tmp_path: Path) -> None:
    again = Workspace.create(tmp_path / "again.cxdesk", samples.sample_shop(), who="Maya")
    again.run("sample shop", lambda tx: samples.fill_sample(tx, today))
    columns = ("part", "starts_on", "value", "note")
    assert again.columns(PartValue, *columns) == willow.columns(PartValue, *columns)
    again.close()
