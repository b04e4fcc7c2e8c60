"""What is decided about a metric: a new definition, targets, the key metric, and what the library brings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.errors import InputError
from cxdesk.services.metrics import acts, library
from cxdesk.services.metrics.look import look
from cxdesk.services.metrics.series import target_on, targets
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import MONDAY, TODAY, Desk


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def redefine(
    desk: Desk, metric: int, day: date = MONDAY, reason: str = "we count bills now", **more: object
) -> None:
    desk.ws.run("new", lambda tx: acts.new_version(tx, metric, reason=reason, from_on=day, **more))


def two_ways(desk: Desk) -> tuple[int, int]:
    """Return a metric that was typed for twelve weeks, and another number typed for as long."""
    metric = desk.weekly(*range(40, 52))
    other = desk.part("bills", "week")
    desk.type(other, date(2026, 8, 31), *range(100, 112), cadence="week")
    return metric, other


def test_a_new_definition_breaks_the_chart_and_leaves_the_past(desk: Desk) -> None:
    metric, other = two_ways(desk)
    before = desk.look(metric).points
    redefine(desk, metric, date(2026, 11, 5), first=other)
    after = desk.look(metric)
    assert after.metric.defined_on == MONDAY  # the first day of that week
    assert (after.metric.version, after.points[-1].version) == (2, 2)
    old = [point for point in after.points if point.version == 1]
    assert old == list(before[: len(old)])
    assert [point.value for point in after.points if point.version == 2] == [109, 110]
    assert [one.cause for one in after.chart.segments] == ["start", "version"]
    frozen = desk.ws.rows(MetricVersion, metric=metric)[0].record
    assert (frozen.version, frozen.why_changed, frozen.until_on) == (1, "we count bills now", MONDAY)


def test_from_recommend_score_to_satisfied_answers_there_are_no_common_limits(desk: Desk) -> None:
    score = [desk.part(name, "week") for name in ("9 and 10", "0 to 6", "all")]
    share = [desk.part(name, "week") for name in ("4 and 5", "1 to 5")]
    for part, value in zip([*score, *share], (20, 5, 40, 30, 40), strict=True):
        desk.type(part, date(2026, 6, 1), *[value + k % 3 for k in range(24)], cadence="week")
    metric = desk.metric("score", *score)
    redefine(desk, metric, date(2026, 9, 7), formula="share", first=share[0], second=share[1], third=None)
    one, two = desk.look(metric).chart.segments
    assert one.limits is not None
    assert two.limits is not None
    assert one.limits.upper < two.limits.lower
    assert desk.look(metric).points[two.start].start == date(2026, 9, 7)


def test_what_a_new_definition_needs(desk: Desk) -> None:
    metric, other = two_ways(desk)
    with pytest.raises(InputError, match="Say why"):
        redefine(desk, metric, reason="  ", first=other)
    with pytest.raises(InputError, match="Nothing in how"):
        redefine(desk, metric)
    with pytest.raises(InputError, match="takes 2 numbers"):
        redefine(desk, metric, formula="share")
    with pytest.raises(InputError, match="“calls” is entered too seldom"):
        redefine(desk, metric, cadence="day")
    redefine(desk, metric, first=other)
    with pytest.raises(InputError, match="after the last change"):
        redefine(desk, metric, formula="growth")
    assert desk.ws.count(MetricVersion) == 1


def test_a_definition_is_only_changed_freely_while_nothing_was_typed(desk: Desk) -> None:
    metric = desk.weekly(1)
    empty = desk.metric("total", desk.part("none", "week"))
    assert acts.has_numbers(desk.ws, desk.ws.get(Metric, metric).record)
    assert not acts.has_numbers(desk.ws, desk.ws.get(Metric, empty).record)


def test_an_old_target_stays_for_its_own_days(desk: Desk) -> None:
    metric = desk.weekly(1, 2, 3)

    def aim(value: int, day: date) -> None:
        desk.ws.run("aim", lambda tx: acts.set_target(tx, metric, Decimal(value), from_on=day))

    aim(75, date(2026, 1, 1))
    aim(80, date(2026, 7, 1))
    aim(82, date(2026, 7, 1))
    found = targets(desk.ws, metric)
    assert [(one.value, one.from_on) for one in found] == [(75, date(2026, 1, 1)), (82, date(2026, 7, 1))]
    assert target_on(found, date(2026, 6, 30)) == found[0]
    assert target_on(found, date(2025, 12, 31)) is None
    assert acts.target_value(desk.ws, metric, date(2026, 7, 1)) == 82
    assert acts.target_value(desk.ws, metric, date(2025, 1, 1)) is None
    assert desk.ws.count(MetricTarget) == 2


def test_there_is_one_key_metric_at_a_time(desk: Desk) -> None:
    one, two, three = (desk.weekly(k) for k in range(3))
    assert acts.key_metric(desk.ws) == one  # none is marked: the first in use
    desk.ws.run("key", lambda tx: acts.make_key(tx, two))
    desk.ws.run("key", lambda tx: acts.make_key(tx, three))
    assert [row.id for row in desk.ws.rows(Metric) if row.record.key] == [three]
    assert acts.headline(desk.ws, 2) == [three, one]
    desk.ws.change(Metric, three, active=False)
    assert acts.key_metric(desk.ws) == one


def test_a_shop_without_metrics_has_no_key_metric(ws: Workspace) -> None:
    assert acts.key_metric(ws) is None
    assert acts.headline(ws) == []


def template(name: str) -> library.MetricTemplate:
    return next(one for one in library.LIBRARY if one.name == name)


def test_metrics_of_the_library_share_their_numbers(desk: Desk) -> None:
    for name in ("Referrals", "Referral rate"):
        desk.ws.run("take", lambda tx, name=name: library.take(tx, template(name)))
    names = [row.record.name for row in desk.ws.rows(MetricPart)]
    assert names == ["New customers sent by somebody", "New customers"]
    referrals, rate = (row.record for row in desk.ws.rows(Metric))
    assert referrals.first == rate.first


def test_a_number_that_is_typed_more_often_serves_a_metric_looked_at_less_often(desk: Desk) -> None:
    daily = desk.part("new CUSTOMERS", "day")
    taken = desk.ws.run("take", lambda tx: library.take(tx, template("Referral rate")))
    assert desk.ws.get(Metric, taken).record.second == daily
    yearly = desk.part("Bills", "year")
    ticket = desk.ws.get(Metric, desk.ws.run("take", lambda tx: library.take(tx, template("Average ticket"))))
    assert ticket.record.second != yearly


def test_a_number_out_of_use_comes_back_with_the_metric_that_needs_it(desk: Desk) -> None:
    part = desk.part("Sales", "week", unit="money", active=False)
    desk.ws.run("take", lambda tx: library.take(tx, template("Average ticket")))
    assert desk.ws.get(MetricPart, part).record.active


@pytest.mark.parametrize("one", library.LIBRARY, ids=lambda one: one.name)
def test_whatever_is_taken_of_the_library_can_be_computed(ws: Workspace, one: library.MetricTemplate) -> None:
    taken = ws.run("take", lambda tx: library.take(tx, one))
    record = ws.get(Metric, taken).record
    assert acts.definition_gap(
        ws, formula=record.formula, first=record.first, second=record.second, third=record.third,
        cadence=record.cadence,
    ) == ""  # fmt: skip
    assert "{" not in record.name + record.why
    assert look(ws, taken, TODAY).series.newest is None
