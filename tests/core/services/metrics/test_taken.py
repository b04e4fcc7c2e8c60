"""Numbers that come from records: counted by hand, by the metric's own periods, never out of date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import SOURCES, MetricPart
from cxdesk.entities.preference import Preference
from cxdesk.entities.visit import Visit
from cxdesk.services.metrics import events, records, taken
from cxdesk.services.metrics.behind import behind
from cxdesk.services.metrics.series import series
from cxdesk.services.open_days import open_days
from cxdesk.workspace import Workspace

TODAY = date(2026, 4, 10)


@pytest.fixture
def ws(ws: Workspace) -> Workspace:
    """Anna in January (twice) and March, Ben in February; three incidents, one of them severe."""

    def act(tx: Workspace) -> None:
        anna, ben = tx.add(Customer(name="Anna")), tx.add(Customer(name="Ben"))
        tea = tx.add(Preference(customer=anna, text="tea", seen_on=date(2026, 1, 5)))
        window = tx.add(Preference(customer=anna, text="window", seen_on=date(2026, 3, 2)))
        for who, day, kept, missed in (
            (anna, date(2026, 1, 5), (), ()),
            (anna, date(2026, 1, 20), (tea,), ()),
            (ben, date(2026, 2, 3), (), ()),
            (anna, date(2026, 3, 2), (tea,), (window,)),
        ):
            tx.add(Visit(customer=who, happens_on=day, ticket=5000, kept=kept, missed=missed))
        tx.add(Visit(customer=ben, happens_on=date(2026, 3, 9), state="missed"))
        for day, severity, outcome in (
            (date(2026, 1, 9), 1, "satisfied"),
            (date(2026, 1, 30), 3, "not_satisfied"),
            (date(2026, 3, 3), 2, ""),
        ):
            tx.add(Incident(happened_on=day, happened="x", severity=severity, outcome=outcome))

    ws.run("seed", act)  # type: ignore[arg-type]
    return ws


def part(source: str) -> MetricPart:
    unit = "money" if source == "spend" else "count"
    return MetricPart(name=source, taken_from=source, unit=unit, cadence="week", within_weeks=4)


def values(ws: Workspace, formula: str, *sources: str, cadence: str = "month") -> list[Fraction | None]:
    parts = [ws.add(part(one)) for one in sources]
    first, second = [*parts, None][:2]
    metric = ws.add(Metric(name="M", formula=formula, cadence=cadence, first=first, second=second))
    return [point.value for point in series(ws, metric, TODAY).over]


@pytest.mark.parametrize(
    ("source", "january_to_march"),
    [
        ("visits", [2, 1, 1]),
        ("customers", [1, 1, 1]),
        ("new", [1, 1, 0]),
        ("spend", [100, 50, 50]),
        ("tickets", [2, 1, 1]),
        ("back", [1, 0, None]),  # the four weeks of March are not over
        ("new_back", [1, 0, None]),
        ("preferences", [1, 0, 1]),
        ("honoured", [1, 0, 1]),
        ("looked_at", [1, 0, 2]),
        ("incidents", [2, 0, 1]),
        ("severe", [1, 0, 0]),
        ("closed", [2, 0, 0]),
        ("recovered", [1, 0, 0]),
    ],
)
def test_each_is_counted_by_the_periods_of_the_metric(
    ws: Workspace, source: str, january_to_march: list[int | None]
) -> None:
    assert values(ws, "total", source) == january_to_march


def test_a_share_of_two_such_numbers(ws: Workspace) -> None:
    assert values(ws, "share", "recovered", "closed") == [Fraction(1, 2), None, None]
    assert values(ws, "share", "honoured", "looked_at") == [1, None, Fraction(1, 2)]


def test_customers_of_a_quarter_are_not_those_of_its_months_added_up(ws: Workspace) -> None:
    assert values(ws, "total", "customers", cadence="quarter") == [2]


def test_a_change_of_the_records_is_a_change_of_the_number(ws: Workspace) -> None:
    before = values(ws, "total", "visits")
    ws.add(Visit(customer=1, happens_on=date(2026, 2, 25)))
    metric = ws.ids(Metric)[-1]
    assert before == [2, 1, 1]
    assert [point.value for point in series(ws, metric, TODAY).over] == [2, 2, 1]
    ws.undo()
    assert [point.value for point in series(ws, metric, TODAY).over] == before


def test_a_period_that_runs_has_no_value_and_nothing_comes_before_the_first_record(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="v", taken_from="incidents"))
    found = series(ws, ws.add(Metric(name="M", formula="total", cadence="month", first=part)), TODAY)
    assert [point.start for point in found.points if point.value is not None] == [
        date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "kind", "ids"),
    [("visits", Visit, (1, 2)), ("customers", Customer, (1,)), ("severe", Incident, (2,))],
)
def test_each_number_leads_to_the_records_behind_it(
    ws: Workspace, source: str, kind: type, ids: tuple[int, ...]
) -> None:
    metric = Metric(name="M", formula="total", cadence="month", first=ws.add(part(source)))
    found = behind(ws, ws.add(metric), date(2026, 1, 17), TODAY)
    assert (found.start, found.typed) == (date(2026, 1, 1), False)
    assert [(one.kind, one.ids, one.value) for one in found.numbers] == [(kind, ids, len(ids))]


def test_typed_numbers_have_no_records_behind_them(ws: Workspace) -> None:
    typed, counted = ws.add(MetricPart(name="t")), ws.add(part("visits"))
    metric = ws.add(Metric(name="M", formula="ratio", cadence="month", first=typed, second=counted))
    found = behind(ws, metric, date(2026, 1, 1), TODAY)
    assert ([one.part for one in found.numbers], found.typed) == ([counted], True)


def test_days_between_are_those_of_the_records(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="v", taken_from="incidents", cadence="month"))
    metric = ws.add(Metric(name="M", formula="total", cadence="month", first=part))
    found = events.between(ws, ws.get(Metric, metric).record, TODAY)
    assert (found.intervals, found.since) == ((21, 32), 38)


def test_a_closed_day_without_records_is_no_gap_and_one_with_them_counts(ws: Workspace) -> None:
    part = ws.get(MetricPart, ws.add(MetricPart(name="v", taken_from="visits", cadence="day")))
    ws.add(Visit(customer=1, happens_on=date(2026, 2, 8)))  # a Sunday
    found = {one.start: one.value for one in taken.taken(ws, part, "day", open_days(ws), TODAY)}
    assert found[date(2026, 2, 8)] == Decimal(1)
    assert date(2026, 2, 15) not in found
    assert found[date(2026, 2, 16)] == Decimal(0)


def test_every_source_that_can_be_chosen_can_be_counted(ws: Workspace) -> None:
    for key, _label in SOURCES[1:]:
        row = ws.get(MetricPart, ws.add(part(key)))
        assert taken.taken(ws, row, "month", open_days(ws), TODAY)
    assert {one.key for one in records.SOURCES} < {key for key, _label in SOURCES}
