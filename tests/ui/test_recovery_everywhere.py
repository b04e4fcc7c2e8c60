"""From whatever page: Ctrl+I, Ctrl+Shift+P, Today's lines, the card of who it happened to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from tests.ui.audit_kit import activate
from tests.ui.audit_room import Room, open_room
from tests.ui.customers_kit import CustomersRoom
from tests.ui.made_up import plain_theme
from tests.ui.page_kit import never_painted, take_back
from ui.actions import ActionId
from ui.main_window import MainWindow
from ui.recovery.log_card import LogCard
from ui.recovery.promises_card import PromisesCard


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with open_room() as made:
        never_painted(made.window)
        yield made


@pytest.fixture
def window(room: Room) -> Iterator[MainWindow]:
    """The sample shop on Today, with the Recovery page at its first view."""
    activate(room.window)
    recovery = room.window.host.page("recovery")
    recovery.show_view("incidents")  # type: ignore[attr-defined]
    room.window.navigator.begin("today")
    room.settle()
    yield room.window
    room.window.actions_.enable(workspace=True)
    while room.window.page.close_opened():  # type: ignore[union-attr]
        room.settle()
    take_back(room.bridge)
    room.settle()


def test_ctrl_i_logs_from_every_page(window: MainWindow, qtbot: QtBot) -> None:
    names = [spec.name for spec in window.host.specs if window.host.can_show(spec) and not spec.full]
    assert len(names) > 10
    for name in names:
        window.show_page(name)
        QApplication.processEvents()
        target = QApplication.focusWidget() or window
        qtbot.keyClick(target, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        assert window.page is not None, name
        assert window.page.spec.name == "recovery", name
        face = window.page.view().face  # type: ignore[attr-defined]
        assert isinstance(face, LogCard), name
        assert QApplication.focusWidget() is face.who.box, name
        assert window.page.close_opened()


def test_both_are_in_the_palette_with_their_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("standards")
    found = {entry.text: entry.keys for entry in window.palette_entries()}
    assert found["Log what went wrong"] == "Ctrl+I"
    assert found["Note a promise"] == "Ctrl+Shift+P"
    window.actions_[ActionId.PROMISE].trigger()
    face = window.page.view().face  # type: ignore[union-attr]
    assert isinstance(face, PromisesCard)
    assert QApplication.focusWidget() is face.what


def test_while_an_incident_is_shown_a_promise_belongs_to_it(window: MainWindow) -> None:
    ws = window.bridge.ws
    made = ws.add(Incident(happened="Too cold", happened_on=clock.today()))
    QApplication.processEvents()
    window.show_record("incident", made)
    promise = window.actions_[ActionId.PROMISE]
    promise.trigger()
    face = window.page.view().face  # type: ignore[union-attr]
    assert isinstance(face, PromisesCard)
    assert face.incident == made
    assert "Too cold" in face.about.box.currentText()
    face.what.setText("Call back")
    promise.trigger()  # once more: what is typed stays
    assert (face.incident, face.what.text()) == (made, "Call back")
    face.what.setText("")
    window.page.close_opened()  # type: ignore[union-attr]
    window.show_page("standards")
    promise.trigger()
    assert face.incident is None


def test_without_a_file_there_is_nothing_to_log(window: MainWindow) -> None:
    window.actions_.enable(workspace=False)
    assert not window.actions_[ActionId.INCIDENT].isEnabled()


def test_views_are_gone_through_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("recovery")
    page = window.page
    assert page is not None
    names = [tab.key for tab in page.tabs.tabs]  # type: ignore[attr-defined]
    assert names[0] == "incidents"
    seen = []
    for _step in names:
        seen.append(page.name)  # type: ignore[attr-defined]
        focus = QApplication.focusWidget()
        assert focus is not None
        assert page.isAncestorOf(focus)
        qtbot.keyClick(focus, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert seen == names
    assert page.name == "incidents"  # type: ignore[attr-defined]


def test_the_card_says_that_it_went_wrong_again(qtbot: QtBot, tmp_path: Path) -> None:
    plain_theme()
    room = CustomersRoom(qtbot, tmp_path / "w.cxdesk")
    bea = room.id_of("Bea")
    today = clock.today()
    first = room.ws.add(Incident(happened="Late", happened_on=today - timedelta(days=9), customer=bea))
    QApplication.processEvents()
    room.go("Bea")
    card = room.desk.card
    assert [banner.text for banner in card._banners] == []
    assert [tag.text for tag in room.desk.list.model.shown_at(0).tags] == ["Recovering", "First visit"]
    second = room.ws.add(Incident(happened="Late again", happened_on=today, customer=bea))
    QApplication.processEvents()
    (banner,) = card._banners
    assert banner.text.startswith("Went wrong 2 times in 60 days. Tell the owner today")
    card.recovery_button.click()
    assert room.records[-1] == ("incident", second)
    for one in (first, second):
        room.ws.change(Incident, one, closed_at=clock.stamp(clock.now()))
    QApplication.processEvents()
    assert [tag.text for tag in room.desk.list.model.shown_at(0).tags] == ["First visit"]
    room.go("José")
    assert card._banners == []
    assert card.recovery_button.isHidden()
    assert room.ws.get(Customer, bea).record.name == "Bea Klein"
    room.close()
