"""The month summary: its figures, what changes, and nobody's name."""

from __future__ import annotations

from datetime import date

import pytest

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.customer import Customer
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.person import Person
from cxdesk.output import printing
from cxdesk.workspace import Workspace
from tests.core.output import reading

NAMES = ("Ottilie Zwiebel", "Quentin Vandermeer")


@pytest.fixture
def ws(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 3))

    def act(tx: Workspace) -> None:
        customer, person = tx.add(Customer(name=NAMES[0])), tx.add(Person(name=NAMES[1]))
        for day in (2, 9, 16, 23, 30):
            incident = tx.add(
                Incident(
                    happened_on=date(2026, 3, day), customer=customer, gave_by=person, owner=person,
                    happened=f"{NAMES[0]} waited", outcome="satisfied", cost=1_000,
                )
            )  # fmt: skip
        whys = tx.add(FiveWhys(problem="They wait", incident=incident, countermeasure="A gap at noon"))
        tx.add(
            Action(what="Paint the line", from_kind="five_whys", from_record=whys, due_on=date(2026, 5, 2))
        )
        tx.add(Action(what="Of another month", from_kind="incident", from_record=999))

    ws.run("seed", act)  # type: ignore[arg-type]
    return ws


def words(ws: Workspace, month: str) -> str:
    made = printing.render(printing.sheet("incident-month"), ws, {"month": month}, today=date(2026, 4, 3))
    return " ".join(" ".join(reading.page_texts(made.pdf)).split())


def test_the_figures_of_the_month_and_what_changes(ws: Workspace) -> None:
    text = words(ws, "2026-03")
    for told in ("March 2026", "Incidents 5", "100%", "A gap at noon", "Paint the line due"):
        assert told in text
    assert "Of another month" not in text


def test_it_names_nobody(ws: Workspace) -> None:
    text = words(ws, "2026-03")
    assert not [name for name in NAMES if name in text or name.split()[1] in text]


def test_a_month_without_incidents_can_be_written_on(ws: Workspace) -> None:
    assert "Nothing was written down for this month" in words(ws, "2026-02")
