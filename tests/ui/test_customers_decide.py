"""Possible duplicates and who is to be decided on: by the keyboard, looked at before, taken back exactly."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.visit import Visit
from tests.core.services.customers.test_merge import content
from tests.ui.customers_kit import KEY, CustomersRoom
from tests.ui.page_kit import nameless
from ui import messages
from ui.customers import decide
from ui.pages.customers_page import PAGE, places


@pytest.fixture
def room(shared_customers: CustomersRoom) -> CustomersRoom:
    return shared_customers


def twice(room: CustomersRoom) -> tuple[int, int]:
    """Write Priya down a second time, with another phone and a visit."""
    ws = room.ws
    one = room.id_of("Priya")
    two = ws.add(Customer(name="Priya Ramann", phones=("0555 0142", "555 7777"), email="priya@example.org"))
    ws.add(Preference(customer=two, sort="likes", text="Window chair"))
    ws.add(Visit(customer=two, happens_on=date(2026, 1, 5), service="Cut"))
    return one, two


def pairs(room: CustomersRoom) -> list[str]:
    room.settle()
    return [row.text for row in room.desk.pairs.list.rows.rows]


def cells(room: CustomersRoom, field: str) -> list[str]:
    model = room.desk.pairs.table.merge
    found = next(n for n in range(model.rowCount()) if model.data(model.index(n, 0)) == field)
    return [model.data(model.index(found, column)) for column in range(1, 5)]


def test_the_palette_and_the_menu_lead_there(room: CustomersRoom) -> None:
    assert {"duplicates", "look-through"} <= {place.name for place in places(room.bridge)}
    assert room.page.faces.more_action in room.page.header_actions()
    room.page.faces.on_menu()
    menu = [action for action in room.page.faces.menu.actions() if action.data() == "duplicates"]
    room.page.faces.on_menu_chosen(menu[0])
    assert room.page.title() == "Possible duplicates"
    assert room.page.header_actions() == [room.page.faces.done_action]
    assert nameless(room.page) == []
    assert PAGE.places is places


def test_a_pair_says_why_and_what_it_would_become(room: CustomersRoom) -> None:
    twice(room)
    room.page.show_place("duplicates")
    assert pairs(room) == ["Priya Raman · Priya Ramann"]
    assert room.page.subtitle() == "1 pair may be one person"
    card = room.desk.pairs
    assert "the same phone number" in card.reason.text()
    assert cells(room, "Phones") == ["555 0142", "0555 0142; 555 7777", "555 0142; 555 7777", "Both"]
    assert cells(room, "Email") == ["", "priya@example.org", "priya@example.org", "Goes"]
    assert card.along.text() == (
        "Notes that come along: 1; visits that come along: 1. Held by both already: 0."
    )


def test_merged_by_one_key_and_taken_back_exactly(room: CustomersRoom) -> None:
    one, two = twice(room)
    before = content(room.ws)
    room.page.show_place("duplicates")
    room.settle()
    assert QApplication.focusWidget() is room.desk.pairs.list
    room.press(KEY.Key_M)
    assert pairs(room) == []
    kept = room.ws.get(Customer, one).record
    assert kept.phones == ("555 0142", "555 7777")
    assert room.ws.find(Customer, two) is None
    assert room.ws.count(Visit, customer=one) == 4
    room.bridge.undo()
    assert content(room.ws) == before
    assert pairs(room) == ["Priya Raman · Priya Ramann"]


def test_the_other_one_stays_and_a_field_is_chosen(room: CustomersRoom) -> None:
    one, two = twice(room)
    room.page.show_place("duplicates")
    room.settle()
    room.press(KEY.Key_S, KEY.Key_Return)
    card = room.desk.pairs
    assert QApplication.focusWidget() is card.table
    assert cells(room, "Name") == ["Priya Ramann", "Priya Raman", "Priya Ramann", "Stays"]
    room.press(KEY.Key_Space)
    assert cells(room, "Name")[2:] == ["Priya Raman", "Goes (your choice)"]
    room.press(KEY.Key_Space)
    assert cells(room, "Name")[2:] == ["Priya Ramann", "Stays (your choice)"]
    room.press(KEY.Key_Space, KEY.Key_Space)
    card.merge_button.click()
    assert room.ws.find(Customer, one) is None
    assert room.ws.get(Customer, two).record.name == "Priya Raman"


def test_two_people_are_not_shown_again(room: CustomersRoom) -> None:
    twice(room)
    room.page.show_place("duplicates")
    room.settle()
    room.press(KEY.Key_N)
    assert pairs(room) == []
    room.key(KEY.Key_Escape)
    room.page.close_opened()
    room.page.show_place("duplicates")
    assert pairs(room) == []
    assert room.desk.pairs.none.isVisible()
    room.bridge.undo()
    assert pairs(room) == ["Priya Raman · Priya Ramann"]


def away(room: CustomersRoom, name: str, years: int) -> int:
    return room.ws.add(Customer(name=name, since=clock.today() - timedelta(days=366 * years)))


def test_who_was_not_here_for_long_is_kept_or_erased_by_one_key(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = CustomersRoom(qtbot, tmp_path / "w.cxdesk")  # no Undo takes it back
    kim, lou = away(room, "Kim Old", 9), away(room, "Lou Older", 8)
    room.page.show_place("look-through")
    room.settle()
    card = room.desk.decide
    assert [row.text for row in card.list.rows.rows] == ["Kim Old", "Lou Older"]
    assert room.page.title() == "To decide on"
    assert room.page.subtitle() == "Not here for 24 months · 2 customers"
    assert card.list.rows.rows[0].quiet.startswith("Never here; known since")
    assert QApplication.focusWidget() is card.list
    room.press(KEY.Key_K)
    assert room.ws.get(Customer, kim).record.look_again_on is not None
    assert [row.text for row in card.list.rows.rows] == ["Lou Older"]
    asked: list[str] = []
    monkeypatch.setattr(messages, "confirm", lambda _over, text, *_more, **_rest: asked.append(text))
    room.press(KEY.Key_E)
    assert asked == ["Erase Lou Older for good?"]
    assert room.ws.find(Customer, lou) is not None
    monkeypatch.setattr(messages, "confirm", lambda *_args, **_more: True)
    room.press(KEY.Key_Delete)
    room.settle()
    assert room.ws.find(Customer, lou) is None
    assert card.none.isVisible()
    room.close()


def test_all_are_counted_and_the_first_are_shown(
    room: CustomersRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decide, "MOST_SHOWN", 1)
    for name, years in (("Kim Old", 9), ("Lou Older", 8), ("Max Oldest", 7)):
        away(room, name, years)
    room.page.show_place("look-through")
    room.settle()
    card = room.desk.decide
    assert [row.text for row in card.list.rows.rows] == ["Kim Old"]
    assert room.page.subtitle() == "Not here for 24 months · 3 customers"
    assert card.rest.text() == "and 2 more after these"
    room.press(KEY.Key_K)
    room.settle()
    assert [row.text for row in card.list.rows.rows] == ["Lou Older"]
    assert card.rest.text() == "and 1 more after these"


def test_enter_opens_the_card(room: CustomersRoom) -> None:
    kim = away(room, "Kim Old", 9)
    room.page.show_place("look-through")
    room.settle()
    room.press(KEY.Key_Return)
    assert room.page.chosen == kim
    assert room.desk.face is None


def test_nobody_decides_in_a_file_that_is_only_looked_at(qtbot: QtBot, tmp_path: Path) -> None:
    first = CustomersRoom(qtbot, tmp_path / "w.cxdesk")
    twice(first)
    away(first, "Kim Old", 9)
    data = first.ws.path.read_bytes()
    first.close()
    room = CustomersRoom(qtbot, tmp_path / "w.cxdesk", read_only=True)
    room.bridge.close()
    room.ws.path.write_bytes(data)
    room.ws = room.open(room.ws.path, read_only=True)
    for place, keys in (("duplicates", (KEY.Key_M, KEY.Key_N)), ("look-through", (KEY.Key_K, KEY.Key_E))):
        room.page.show_place(place)
        room.settle()
        before = room.ws.count(Customer)
        room.press(*keys)
        assert room.ws.count(Customer) == before
    room.close()


def test_nothing_is_said_of_visits_that_nobody_had(qtbot: QtBot, tmp_path: Path) -> None:
    room = CustomersRoom(qtbot, tmp_path / "w.cxdesk", empty=True)
    room.ws.add(Customer(name="Tom Reed"))
    room.page.show_place("look-through")
    room.settle()
    said = room.desk.decide.none.text()
    room.close()
    assert "were here" not in said
    assert said.startswith("Nobody is to be decided on now.")
    assert "without a visit it counts from the day they were written down" in said
