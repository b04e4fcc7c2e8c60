"""A target belongs to the definition that it was set for, and is drawn for its own time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.output import printing
from cxdesk.output.charts.data import chart_data
from cxdesk.services.metrics import acts
from cxdesk.services.metrics.verdict import Written, verdict
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import MONDAY, TODAY, Desk

ENGLISH = Written("en-GB", "EUR")


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def redefined(desk: Desk) -> tuple[int, date]:
    """Return a metric with a target that is measured in a new way since so many weeks, and that day."""
    since = MONDAY - timedelta(weeks=2)
    score = [desk.part(name, "week") for name in ("9 and 10", "0 to 6", "all")]
    share = [desk.part(name, "week") for name in ("4 and 5", "1 to 5")]
    for part, value in zip([*score, *share], (20, 5, 40, 30, 40), strict=True):
        desk.type(part, date(2026, 6, 1), *[value] * 24, cadence="week")
    metric = desk.metric("score", *score)
    desk.target(metric, 40, date(2026, 6, 1))
    desk.ws.run(
        "new",
        lambda tx: acts.new_version(
            tx, metric, reason="a card of five steps", from_on=since,
            formula="share", first=share[0], second=share[1], third=None,
        ),
    )  # fmt: skip
    return metric, since


def test_a_new_definition_begins_without_a_target(desk: Desk) -> None:
    metric, since = redefined(desk)
    assert desk.look(metric).target is None
    assert acts.target_value(desk.ws, metric, TODAY) is None
    assert "target" not in " ".join(verdict(desk.look(metric), ENGLISH).sentences)
    desk.target(metric, 80, since + timedelta(days=3))
    assert desk.look(metric).target == Decimal("0.8")
    assert acts.target_value(desk.ws, metric, TODAY) == 80


def test_the_chart_draws_each_target_beside_what_it_was_set_for(desk: Desk) -> None:
    metric, since = redefined(desk)
    desk.target(metric, 80, since)
    made = chart_data(desk.look(metric), ENGLISH)
    old, new = made.steps
    assert (old.value, old.shown, new.value, new.shown) == (0.4, "+40", 0.8, "80%")
    assert old.first == 0
    assert new.first == old.last + 1
    assert {look.version for look in desk.look(metric).points[old.first : old.last + 1]} == {1}


@pytest.mark.parametrize("sheet", ["xmr-page", "metric-definition"])
def test_paper_writes_each_target_as_it_was_meant(desk: Desk, sheet: str) -> None:
    metric, since = redefined(desk)
    desk.target(metric, 80, since)
    job = printing.gather_job(printing.sheet(sheet), desk.ws, {"metric": str(metric)}, today=TODAY)
    values = [str(one if isinstance(one, str) else one.value) for one in job.gathered.topics[0].body.targets]
    assert [value.split()[0] for value in values] == ["80%", "+40"]


def test_a_target_set_on_a_closed_day_is_drawn(desk: Desk) -> None:
    """The shop is closed on Sundays, and TODAY is one."""
    part = desk.part("calls")
    desk.type(part, MONDAY, *[3] * 6, None, *[4] * 6, None, *[5] * 6)
    metric = desk.metric("total", part, cadence="day")
    assert TODAY.weekday() == 6
    desk.target(metric, 9, TODAY)
    made = chart_data(desk.look(metric), ENGLISH)
    (step,) = made.steps
    assert (step.shown, step.first, step.last) == ("9", len(made.points) - 1, len(made.points) - 1)
    assert made.points[step.first].value is None
    assert "22 Nov" in made.wording.label(step.first)
    # On Monday the shop is open again, and there the target begins.
    later = chart_data(desk.look(metric, TODAY + timedelta(days=1)), ENGLISH)
    assert "23 Nov" in later.wording.label(later.steps[0].first)


def test_a_target_from_a_day_to_come_is_not_drawn_yet(desk: Desk) -> None:
    metric = desk.weekly(*range(40, 52))
    desk.target(metric, 9, TODAY + timedelta(days=30))
    assert chart_data(desk.look(metric), ENGLISH).steps == ()


def test_a_target_that_is_set_twice_on_a_day_is_one(desk: Desk) -> None:
    metric = desk.weekly(1, 2, 3)
    for value in (75, 80):
        desk.ws.run("aim", lambda tx, value=value: acts.set_target(tx, metric, Decimal(value), from_on=TODAY))
    assert [row.record.value for row in desk.ws.rows(MetricTarget, metric=metric)] == [80]
    assert desk.ws.get(Metric, metric).record.version == 1
