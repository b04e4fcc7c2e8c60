"""Today's lines about customers: read on another thread, leading to the card and to those to decide on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from tests.ui.made_up import plain_theme
from tests.ui.test_today_page import TodayRoom


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[TodayRoom]:
    plain_theme()
    made = TodayRoom(qtbot, tmp_path / "w.cxdesk", empty=True)
    yield made
    made.close()


def test_a_first_visit_that_was_the_last_opens_the_card(room: TodayRoom) -> None:
    opened: list[tuple[str, int]] = []
    room.bridge.record_wanted.connect(lambda kind, record: opened.append((kind, record)))
    nina = room.ws.add(Customer(name="Nina Lund", first_visit=True))
    day = clock.today() - timedelta(days=70)
    room.ws.add(Visit(customer=nina, happens_on=day, state="came"))
    room.settle()
    line = room.line("not_back")
    assert line.title.text() == "Nina Lund has not been back yet"
    line.click()
    assert opened == [("customer", nina)]
    room.ws.change(Customer, nina, followed_up_on=clock.today())
    room.settle()
    assert [one.line.sort for one in room.lines if one.line.sort == "not_back"] == []


def test_who_was_not_here_for_long_leads_to_the_decision(room: TodayRoom) -> None:
    kim = room.ws.add(Customer(name="Kim Old", since=clock.today() - timedelta(days=4000)))
    room.page.board.begin()
    room.settle()
    line = room.line("look_through")
    assert line.title.text() == "1 customer to decide on: keep or erase"
    line.click()
    assert room.places[-1] == ("customers", "look-through")
    room.ws.change(Customer, kim, look_again_on=clock.today() + timedelta(days=365))
    room.settle()
    assert [one.line.sort for one in room.lines if one.line.sort == "look_through"] == []
