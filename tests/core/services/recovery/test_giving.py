"""What may be given without asking, and who says yes beyond that."""

from __future__ import annotations

from datetime import date

import pytest

from cxdesk import clock
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.person import Person
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.yes_step import YesStep
from cxdesk.services.recovery import giving
from cxdesk.workspace import Workspace

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def team(ws: Workspace) -> dict[str, int]:
    """A stylist who may give 40, an assistant of whom nothing is agreed, two who can say yes."""
    ws.change(Shop, 1, currency="EUR", language="en-IE")
    stylist = ws.add(Role(name="Stylist", may_give=4000))
    assistant = ws.add(Role(name="Assistant"))
    owner = ws.add(Role(name="Owner", may_give=0))
    roles = {"Omar": stylist, "Tom": assistant, "Lea": stylist, "Maya": owner}
    people = {name: ws.add(Person(name=name, role=role)) for name, role in roles.items()}
    ws.add(YesStep(person=people["Lea"], phone="555 0171", hours="Tuesday to Saturday", up_to=6000,
                   deputy=people["Omar"], deputy_phone="555 0176"))  # fmt: skip
    ws.add(YesStep(person=people["Maya"], phone="555 0188"))
    return people


def asked(ws: Workspace, cost: int, person: int | None = None) -> list[str]:
    names = {row.id: row.record.name for row in ws.rows(Person)}
    return [names[row.record.person or 0] for row in giving.who_may_approve(ws, cost, person)]


def test_the_limit_is_that_of_the_role(ws: Workspace, team: dict[str, int]) -> None:
    limits = {name: giving.limit_for(ws, person) for name, person in team.items()}
    assert limits == {"Omar": 4000, "Tom": None, "Lea": 4000, "Maya": 0}
    assert giving.limit_for(ws, None) is None
    nobody = ws.add(Person(name="Kim"))
    assert giving.limit_for(ws, nobody) is None


def test_the_first_whose_own_limit_holds_is_asked(ws: Workspace, team: dict[str, int]) -> None:
    assert asked(ws, 6000) == ["Lea", "Maya"]
    assert asked(ws, 6001) == ["Maya"]
    assert asked(ws, 5000, team["Lea"]) == ["Maya"]


def test_within_the_limit_nobody_is_asked(ws: Workspace, team: dict[str, int]) -> None:
    answer = giving.answer(ws, 4000, team["Omar"])
    assert answer.allowed
    assert answer.words == "Within the limit of €40.00: give it, no need to ask."
    assert giving.answer(ws, None, team["Tom"]).allowed
    assert giving.answer(ws, 0, team["Tom"]).words == "It costs no money: give it."


def test_over_the_limit_it_is_said_who_and_how_to_reach_them(ws: Workspace, team: dict[str, int]) -> None:
    answer = giving.answer(ws, 4001, team["Omar"])
    assert not answer.allowed
    assert answer.words == (
        "Over the limit of €40.00. Ask Lea · 555 0171 · Tuesday to Saturday, else Omar · 555 0176."
    )
    assert [row.record.person for row in answer.ask] == [team["Lea"], team["Maya"]]


def test_without_a_limit_somebody_is_asked_for_any_sum(ws: Workspace, team: dict[str, int]) -> None:
    answer = giving.answer(ws, 100, team["Tom"])
    assert not answer.allowed
    assert answer.words.startswith("No limit is agreed for this role yet. Ask Lea")


def test_who_is_on_the_ladder_may_give_what_their_step_holds(ws: Workspace, team: dict[str, int]) -> None:
    assert giving.answer(ws, 6000, team["Lea"]).words == "You can say yes to this yourself."
    over = giving.answer(ws, 6001, team["Lea"])
    assert not over.allowed
    assert [row.record.person for row in over.ask] == [team["Maya"]]
    assert giving.answer(ws, 1_000_000, team["Maya"]).allowed


def test_the_deputy_stands_in_for_somebody_who_left(ws: Workspace, team: dict[str, int]) -> None:
    ws.change(Person, team["Lea"], left_on=TODAY)
    assert [rung.name for _row, rung in giving.ladder(ws)] == ["Omar", "Maya"]
    assert giving.answer(ws, 5000, team["Tom"]).words.endswith("Ask Omar · 555 0176 · Tuesday to Saturday.")
    ws.change(Person, team["Omar"], left_on=TODAY)
    assert asked(ws, 5000) == ["Maya"]


def test_where_nobody_may_say_yes_that_is_said(ws: Workspace, team: dict[str, int]) -> None:
    ws.change(Person, team["Maya"], left_on=TODAY)
    answer = giving.answer(ws, 7000, team["Tom"])
    assert not answer.allowed
    assert answer.ask == []
    assert answer.words.endswith("ask the owner.")


def test_the_menu_of_a_protocol_has_what_is_for_all_and_for_it(ws: Workspace) -> None:
    late, rude = (ws.add(RecoveryProtocol(name=name)) for name in ("Late", "Rude"))
    ws.add(MakeGood(text="A coffee", cost=300))
    ws.add(MakeGood(text="The first slot", cost=0, protocols=(late,)))
    ws.add(MakeGood(text="A call", protocols=(rude,)))
    ws.add(MakeGood(text="A voucher", active=False))
    assert [row.record.text for row in giving.menu(ws, late)] == ["A coffee", "The first slot"]
    assert [row.record.text for row in giving.menu(ws)] == ["A coffee"]
    assert [giving.without_money(row.record) for row in giving.menu(ws, late)] == [False, True]


def test_the_whole_menu_names_each_thing_once(ws: Workspace) -> None:
    late = ws.add(RecoveryProtocol(name="Late"))
    ws.add(MakeGood(text="A coffee", protocols=(late,)))
    ws.add(MakeGood(text="a COFFEE"))
    assert [one.text for one in giving.whole_menu(ws)] == ["A coffee"]
