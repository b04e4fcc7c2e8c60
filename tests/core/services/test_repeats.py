"""The same again within the days of the shop: worse by one, and said why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.person import Person
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.yes_step import YesStep
from cxdesk.services import repeats
from cxdesk.services.recovery import giving
from cxdesk.workspace import Workspace

DAY = date(2026, 11, 20)


@pytest.fixture
def ana(ws: Workspace) -> int:
    return ws.add(Customer(name="Ana"))


@pytest.fixture
def defect(ws: Workspace) -> int:
    return ws.add(Standard(stage=ws.add(Stage(name="Cut")), kind="defect", text="Brassy"))


def incident(ws: Workspace, ago: int, **more: object) -> int:
    facts = {"happened_on": DAY - timedelta(days=ago), "happened": "x", "severity": 1} | more
    return ws.add(Incident(**facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(("ago", "again"), [(60, True), (61, False), (0, True)])
def test_the_same_person_within_the_days_is_worse_by_one(
    ws: Workspace, ana: int, ago: int, *, again: bool
) -> None:
    first = incident(ws, ago, customer=ana)
    second = incident(ws, 0, customer=ana)
    found = repeats.severity(ws, second)
    assert (found.level, found.raised, found.customer) == ((2, True, (first,)) if again else (1, False, ()))
    assert repeats.severity(ws, first).level == 1  # the first one was no repeat
    assert ("60 days" in found.why) is again


def test_the_same_defect_counts_also_for_others(ws: Workspace, ana: int, defect: int) -> None:
    first = incident(ws, 9, defect=defect)
    second = incident(ws, 3, customer=ana, defect=defect)
    third = incident(ws, 1, customer=ana)
    assert repeats.severity(ws, second)._replace(days=0) == (1, 0, (), (first,))
    assert repeats.severity(ws, third)._replace(days=0) == (1, 0, (second,), ())


def test_the_days_are_those_of_the_shop(ws: Workspace, ana: int) -> None:
    ws.change(Shop, 1, repeat_days=7)
    incident(ws, 8, customer=ana)
    assert not repeats.severity(ws, incident(ws, 0, customer=ana)).again


def test_nothing_is_worse_than_severe_but_it_is_still_the_same_again(ws: Workspace, ana: int) -> None:
    incident(ws, 1, customer=ana)
    found = repeats.severity(ws, incident(ws, 0, customer=ana, severity=3))
    assert (found.level, found.again, found.raised) == (3, True, False)


def test_nobody_named_is_nobody_again(ws: Workspace) -> None:
    incident(ws, 1)
    assert not repeats.severity(ws, incident(ws, 0)).again


def test_all_at_once_says_the_same_as_one_by_one(ws: Workspace, ana: int, defect: int) -> None:
    facts = ((70, ana, defect), (20, ana, None), (20, None, defect), (3, ana, defect), (0, None, None))
    made = [incident(ws, ago, customer=who, defect=what) for ago, who, what in facts]
    every = repeats.severities(ws)
    assert [every[one] for one in made] == [repeats.severity(ws, one) for one in made]
    assert [every[one].again for one in made] == [False, True, True, True, False]


_FACTS = st.tuples(st.integers(0, 150), st.sampled_from((None, 1, 2)), st.sampled_from((None, 1, 2)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(_FACTS, min_size=1, max_size=12), st.data())
def test_of_a_few_it_says_the_same_as_of_all(ws: Workspace, facts: list[Any], data: st.DataObject) -> None:
    for row in ws.rows(Incident):
        ws.remove(Incident, row.id)
    for number in (1, 2):
        if ws.find(Customer, number) is None:
            stage = ws.add(Stage(name=f"S{number}"))
            ws.add(Customer(name=f"C{number}"))
            ws.add(Standard(stage=stage, kind="defect", text=f"D{number}"))
    made = [incident(ws, ago, customer=who, defect=what) for ago, who, what in facts]
    few = data.draw(st.sets(st.sampled_from(made)))
    every = repeats.severities(ws)
    assert repeats.severities(ws, few) == {one: every[one] for one in few}


def test_a_card_says_how_often_of_late(ws: Workspace, ana: int) -> None:
    incident(ws, 61, customer=ana)
    one = incident(ws, 30, customer=ana)
    assert (repeats.failures_of(ws, ana, DAY).words, repeats.failures_of(ws, ana, DAY).again) == ("", False)
    two = incident(ws, 2, customer=ana)
    found = repeats.failures_of(ws, ana, DAY)
    assert (found.incidents, found.words) == ((two, one), "Went wrong 2 times in 60 days")


def test_the_top_of_the_ladder_is_to_know(ws: Workspace) -> None:
    assert "owner" in giving.escalate_text(ws)
    for name, phone in (("Lea", "111"), ("Maya", "222")):
        ws.add(YesStep(person=ws.add(Person(name=name)), phone=phone))
    assert giving.escalate_text(ws).startswith("Tell Maya · 222 today")
