"""What incidents say together, on eight that were counted by hand."""

from __future__ import annotations

from datetime import UTC, date, time

import pytest

from cxdesk.entities.incident import Incident
from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services.recovery import seeing
from cxdesk.services.recovery.seeing import Cost, Seen, Times
from cxdesk.services.statistics.shares import Score, TooFew
from cxdesk.workspace import Workspace

FIRST, LAST = date(2026, 3, 1), date(2026, 4, 30)
# day, stage, defect, severity, minutes to the first answer after 10:00, outcome, cost
TOLD = (
    (date(2026, 2, 27), 1, 1, 3, 5, "satisfied", 9900),
    (date(2026, 3, 2), 1, 1, 1, 10, "satisfied", 1500),
    (date(2026, 3, 4), 1, 2, 3, 20, "satisfied", None),
    (date(2026, 3, 11), 2, 3, 1, None, "not_satisfied", 2500),
    (date(2026, 3, 16), 2, 3, 1, 60, "satisfied", None),
    (date(2026, 3, 27), 2, None, 3, 30, "partly", 500),
    (date(2026, 4, 7), None, None, 1, None, "", None),
    (date(2026, 4, 8), 2, 3, 1, None, "satisfied", 700),
)


@pytest.fixture
def ws(ws: Workspace) -> Workspace:
    """Open Monday to Friday from 9 to 17; 40 a month; the repeat within 4 days alone."""

    def act(tx: Workspace) -> None:
        for row in tx.rows(Stage):
            tx.remove(Stage, row.id)
        stages = {1: tx.add(Stage(name="Arrive")), 2: tx.add(Stage(name="Pay"))}
        defects = {
            number: tx.add(Standard(stage=stages[stage], kind="defect", text=text))
            for number, stage, text in ((1, 1, "Late"), (2, 1, "Nobody there"), (3, 2, "Wrong bill"))
        }
        for day in ("mon", "tue", "wed", "thu", "fri"):
            tx.add(OpeningHours(weekday=day, opens=time(9), closes=time(17)))
        for day, stage, defect, severity, minutes, outcome, cost in TOLD:
            answered = f"{day}T{10 + minutes // 60:02}:{minutes % 60:02}:00Z" if minutes is not None else ""
            tx.add(
                Incident(
                    happened_on=day, at=time(10), stage=stages.get(stage or 0),
                    defect=defects.get(defect or 0), severity=severity, happened="x",
                    acknowledged_at=answered, outcome=outcome, cost=cost,
                    closed_at="2026-04-09T10:00:00Z" if outcome else "",
                )
            )  # fmt: skip

    ws.run("seed", act)  # type: ignore[arg-type]
    ws.change(Shop, 1, repeat_days=4, give_month=4000)
    return ws


@pytest.fixture
def found(ws: Workspace) -> Seen:
    return seeing.seen(ws, FIRST, LAST, zone=UTC)


def test_where_it_goes_wrong_in_the_order_of_the_stages(found: Seen) -> None:
    assert (found.incidents, found.open) == (7, 1)
    assert found.by_defect == (
        ("Late", 1),
        ("Nobody there", 1),
        ("Wrong bill", 3),
        ("nothing of the list", 2),
    )
    assert found.by_stage == (("Arrive", 2), ("Pay", 4), ("no stage noted", 1))


def test_how_soon_in_opening_minutes(found: Seen) -> None:
    # 10, 20, 30 and 60 minutes: of an even number the lower of the two in the middle.
    assert found.acknowledged == Times(4, 20, 60)
    assert found.resolved == Times(0)


def test_put_right_as_they_say_out_of_those_with_an_outcome(found: Seen) -> None:
    assert isinstance(found.success, Score)
    assert (found.success.value.numerator, found.success.value.denominator) == (2, 3)
    # Wilson's interval of 4 of 6, by an independent calculator (Newcombe 1998, method 3).
    assert (round(found.success.low, 3), round(found.success.high, 3)) == (0.300, 0.903)


def test_less_than_five_outcomes_are_no_score(ws: Workspace) -> None:
    assert seeing.seen(ws, date(2026, 4, 1), LAST, zone=UTC).success == TooFew(1)


def test_days_between_severe_failures_count_the_repeat_as_severe(ws: Workspace, found: Seen) -> None:
    assert found.severe == 2
    assert found.between.intervals == (23,)
    assert found.between.since == 34
    ws.change(Incident, 7, severity=2, defect=ws.get(Incident, 8).record.defect)
    ws.change(Incident, 8, severity=2)  # one day after the same
    assert seeing.seen(ws, FIRST, LAST, zone=UTC).between.intervals == (23, 12)


def test_the_cost_of_a_month_against_what_is_set_aside(found: Seen) -> None:
    assert found.costs[-3:] == (
        Cost(date(2026, 2, 1), 9900, 1, 4000), Cost(date(2026, 3, 1), 4500, 3, 4000),
        Cost(date(2026, 4, 1), 700, 1, 4000),
    )  # fmt: skip
    assert [one.over for one in found.costs[-3:]] == [True, True, False]
    assert len(found.costs) == seeing.MONTHS


def test_nothing_yet_is_said_as_nothing(ws: Workspace) -> None:
    found = seeing.seen(ws, date(2025, 1, 1), date(2025, 1, 31), zone=UTC)
    assert (found.incidents, found.by_defect, found.by_stage) == (0, (), ())
    assert (found.acknowledged, found.success) == (Times(0), TooFew(0))
    assert found.between.intervals == ()


def test_it_names_nobody_who_gave(found: Seen) -> None:
    assert not {"person", "gave_by", "taken_by", "owner"} & set(Seen._fields + Cost._fields + Times._fields)


def test_a_month_is_the_whole_of_it(ws: Workspace) -> None:
    found = seeing.month(ws, date(2026, 3, 15), zone=UTC)
    assert (found.first, found.last, found.incidents) == (date(2026, 3, 1), date(2026, 3, 31), 5)
