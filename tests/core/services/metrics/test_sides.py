"""Metrics by person, two beside each other, and what is rare as days between."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxdesk.entities.person import Person
from cxdesk.entities.person_result import PersonResult
from cxdesk.errors import InputError
from cxdesk.services.metrics import events, pairs, people
from cxdesk.services.statistics.compare import Pairing, Refused
from cxdesk.services.statistics.shares import Score, TooFew
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import MONDAY, TODAY, Desk

YEAR = (date(2026, 1, 1), TODAY)


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws)


def shared(desk: Desk, **more: object) -> int:
    return desk.metric("share", desk.part("rebooked", "week"), desk.part("seen", "week"), **more)


def keep(desk: Desk, metric: int, name: str, hits: int, n: int, start: date = MONDAY) -> None:
    rows = desk.ws.rows(Person, name=name)
    person = rows[0].id if rows else desk.ws.add(Person(name=name))
    numbers = (Decimal(hits), Decimal(n))
    desk.ws.run("keep", lambda tx: people.keep(tx, metric, person, start, numbers))


def lines(desk: Desk, metric: int) -> list[tuple[str, int]]:
    return [(line.name, line.rank) for line in people.by_person(desk.ws, metric, *YEAR)]


def test_people_stand_by_name_while_one_of_them_has_fewer_than_ten(desk: Desk) -> None:
    metric = shared(desk)
    keep(desk, metric, "Omar", 9, 9)
    keep(desk, metric, "Lea", 10, 20)
    assert lines(desk, metric) == [("Lea", 0), ("Omar", 0)]
    keep(desk, metric, "Omar", 1, 1, MONDAY + timedelta(days=7))
    assert lines(desk, metric) == [("Omar", 1), ("Lea", 2)]


def test_the_same_share_is_the_same_place(desk: Desk) -> None:
    metric = shared(desk, direction="down")
    for name, hits in (("Ada", 5), ("Bo", 10), ("Cy", 5)):
        keep(desk, metric, name, hits, 20)
    assert lines(desk, metric) == [("Ada", 1), ("Cy", 1), ("Bo", 3)]


def test_each_result_comes_with_its_interval(desk: Desk) -> None:
    metric = shared(desk)
    keep(desk, metric, "Lea", 8, 10)
    (line,) = people.by_person(desk.ws, metric, *YEAR)
    assert isinstance(line.score, Score)
    assert [round(edge, 3) for edge in (line.score.low, line.score.high)] == [0.49, 0.943]
    keep(desk, metric, "Omar", 4, 4)
    assert people.by_person(desk.ws, metric, *YEAR)[1].score == TooFew(4)


def test_what_is_typed_again_takes_the_place_and_can_be_taken_out(desk: Desk) -> None:
    metric = shared(desk)
    keep(desk, metric, "Lea", 8, 10)
    keep(desk, metric, "Lea", 9, 10)
    (row,) = desk.ws.rows(PersonResult)
    assert (row.record.first, row.record.second) == (9, 10)
    person = row.record.person or 0
    desk.ws.run("out", lambda tx: people.take_out(tx, metric, person, MONDAY))
    assert desk.ws.count(PersonResult) == 0


@pytest.mark.parametrize(
    ("hits", "n", "start", "words"),
    [
        (11, 10, MONDAY, "more than all"),
        (-1, 10, MONDAY, "whole numbers"),
        (0, 0, MONDAY, "Out of nothing"),
        (1, 10, MONDAY + timedelta(days=700), "still to come"),
    ],
)
def test_results_that_cannot_be_are_refused(desk: Desk, hits: int, n: int, start: date, words: str) -> None:
    metric = shared(desk)
    with pytest.raises(InputError, match=words):
        keep(desk, metric, "Lea", hits, n, start)
    assert desk.ws.count(PersonResult) == 0


def test_half_a_result_is_none(desk: Desk) -> None:
    metric, person = shared(desk), desk.ws.add(Person(name="Lea"))
    with pytest.raises(InputError, match="All numbers"):
        desk.ws.run("k", lambda tx: people.keep(tx, metric, person, MONDAY, (Decimal(3), None)))
    with pytest.raises(InputError, match="whole numbers"):
        desk.ws.run("k", lambda tx: people.keep(tx, metric, person, MONDAY, (Decimal("0.5"), Decimal(3))))


def test_an_average_cannot_be_told_by_person(desk: Desk) -> None:
    metric = desk.metric("ratio", desk.part("sales", "week"), desk.part("bills", "week"))
    with pytest.raises(InputError, match="Only shares and scores"):
        keep(desk, metric, "Lea", 1, 2)


# Two beside each other


def two(desk: Desk, ones: list[float], others: list[float]) -> pairs.Pair:
    return pairs.pair(desk.ws, desk.weekly(*ones), desk.weekly(*others), TODAY)


def test_eleven_periods_are_too_few_to_compare(desk: Desk) -> None:
    found = two(desk, list(range(11)), list(range(11)))
    assert isinstance(found.result, Refused)
    assert found.sentence == "Only 11 periods have both: 12 are needed to compare."


def test_what_moves_together_is_told_with_r_and_its_interval(desk: Desk) -> None:
    # Anscombe's first set, and one pair more on its line: r is 0.8164.
    xs = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5, 9]
    ys = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68, 7.5]
    found = two(desk, [float(x) for x in xs], ys)
    assert isinstance(found.result, Pairing)
    assert found.sentence.startswith("It moves together: r = 0.82 over 12 periods (0.46 to 0.95).")
    assert found.sentence.endswith("That does not say that one brings about the other.")
    assert len(found.points) == 12


def test_against_each_other_and_not_at_all(desk: Desk) -> None:
    rising = [float(k) for k in range(12)]
    assert two(desk, rising, rising[::-1]).sentence.startswith(
        "One moves up when the other moves down: r = −1 over"
    )
    assert two(desk, rising, [1, 5, 2, 6, 1, 4, 3, 6, 2, 5, 1, 4]).sentence.startswith("No clear link")
    assert two(desk, rising, [3.0] * 12).sentence.startswith("One of them never changes")


def test_weeks_do_not_stand_beside_months(desk: Desk) -> None:
    month = desk.metric("total", desk.part("m", "month"), cadence="month")
    assert "in different rhythms" in pairs.pair(desk.ws, desk.weekly(1), month, TODAY).sentence


# Days between


def complaints(desk: Desk, *weeks: int) -> int:
    part = desk.part("complaints", "week")
    desk.type(part, MONDAY - timedelta(days=7 * (len(weeks) - 1)), *weeks, cadence="week")
    return desk.metric("total", part)


def offered(desk: Desk, metric: int) -> bool:
    return events.offers(desk.look(metric).series)


def test_days_between_are_offered_for_what_is_rare(desk: Desk) -> None:
    assert offered(desk, complaints(desk, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0))  # 0.3 a week
    assert not offered(desk, complaints(desk, 1, 2, 0, 1, 0, 2, 1, 1, 2, 1))
    assert not offered(desk, shared(desk))


def test_days_between_are_told_with_the_days_since_the_last(desk: Desk) -> None:
    metric = complaints(desk, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0)
    record = desk.look(metric).metric
    found = events.between(desk.ws, record, TODAY)
    assert found.intervals == (21, 21)
    assert found.since == 7 * 3 + 20
    assert found.sentence == "21 days from one to the next on average; 41 days since the last."
    empty = events.between(desk.ws, record, date(2020, 1, 1))
    assert empty.sentence == "It takes two to have days between them."


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=6))
def test_nobody_is_ranked_below_ten(ws: Workspace, results: list[tuple[int, int]]) -> None:
    desk = Desk(ws)
    metric = shared(desk)
    for k, (hits, others) in enumerate(results):
        if hits + others:
            keep(desk, metric, f"P{k}", hits, hits + others)
    found = people.by_person(ws, metric, *YEAR)
    enough = len(found) > 1 and all(line.counts.n >= 10 for line in found)
    assert all(bool(line.rank) is enough for line in found)
    if enough:
        shares = [line.score.value for line in found if isinstance(line.score, Score)]
        assert shares == sorted(shares, reverse=True)
