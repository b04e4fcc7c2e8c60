"""Lines of the day about customers: who did not come back, and who is to be decided on."""

from __future__ import annotations

from datetime import date, timedelta

from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from cxdesk.services.customers import cards
from cxdesk.services.today import due
from cxdesk.workspace import Workspace

TODAY = date(2026, 11, 18)


def came(ws: Workspace, name: str, days: int, **more: object) -> int:
    who = ws.add(Customer(name=name, first_visit=True, **more))  # type: ignore[arg-type]
    ws.add(Visit(customer=who, happens_on=TODAY - timedelta(days=days), state="came"))
    return who


def lines(ws: Workspace) -> list[tuple[str, int, int]]:
    return [(line.title, line.days, line.record) for line in due.not_back(ws, TODAY)]


def test_a_first_visit_without_a_second_comes_up_once_its_time_is_over(ws: Workspace) -> None:
    ana = came(ws, "Ana Lind", 57)
    came(ws, "Bo Reed", 56)
    assert lines(ws) == [("Ana Lind has not been back yet", -1, ana)]
    assert due.not_back(ws, TODAY)[0].kind == "customer"
    ws.change(Customer, ana, followed_up_on=TODAY)
    assert lines(ws) == []


def test_several_are_one_line_that_opens_the_longest_wait(ws: Workspace) -> None:
    came(ws, "Ana Lind", 60)
    bo = came(ws, "Bo Reed", 80)
    assert lines(ws) == [("2 new customers have not been back yet", -24, bo)]
    assert due.not_back(ws, TODAY)[0].detail == "Bo Reed, Ana Lind"


def test_who_is_expected_or_was_here_again_or_long_ago_does_not_come_up(ws: Workspace) -> None:
    expected, back = came(ws, "Ana", 70), came(ws, "Bo", 70)
    ws.add(Visit(customer=expected, happens_on=TODAY + timedelta(days=3), state="planned"))
    ws.add(Visit(customer=back, happens_on=TODAY - timedelta(days=5), state="came"))
    came(ws, "Cem", 57 + cards.TOO_LATE_DAYS)
    last = came(ws, "Dee", 56 + cards.TOO_LATE_DAYS)
    assert [record for _title, _days, record in lines(ws)] == [last]


def test_who_is_to_be_decided_on_is_one_line(ws: Workspace) -> None:
    assert due.look_through(ws, TODAY) == []
    one = ws.add(Customer(name="Ana", since=date(2020, 1, 1)))
    ws.add(Customer(name="Bo", since=date(2021, 1, 1)))
    (line,) = due.look_through(ws, TODAY)
    assert (line.title, line.record, line.role) == ("2 customers to decide on: keep or erase", one, "today")
    assert line.detail == "Not here for 24 months · Ana, Bo"
