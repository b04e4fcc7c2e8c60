"""Alt+Left and Alt+Right: along the pages and records that were shown, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.metric import Metric
from cxdesk.entities.person import Person
from cxdesk.entities.standard import Standard
from tests.ui import audit_kit
from tests.ui.audit_room import Room, open_room
from tests.ui.shell_kit import SPECS, FakePage, Shell, open_shell, spec
from ui.actions import ActionId
from ui.bridge import Bridge
from ui.widgets import PrimaryButton

KEY = Qt.Key
KEYS = Qt.FocusReason.TabFocusReason
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def whole() -> Iterator[Room]:
    with open_room() as made:
        yield made


@pytest.fixture
def room(whole: Room) -> Room:
    """The sample shop, with nothing to go back to."""
    audit_kit.activate(whole.window)
    whole.window.navigator.begin("today")
    whole.settle()
    return whole


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with open_shell(qtbot, tmp_path) as made:
        yield made


def press(room: Room, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or room.window, key, held)
    QApplication.processEvents()
    room.settle()


def shown(room: Room) -> tuple[str, object]:
    page = room.window.page
    assert page is not None
    return page.spec.name, page.shown_record()


def test_pages_are_gone_back_along_and_forward_again(room: Room) -> None:
    for number in (KEY.Key_2, KEY.Key_3):
        press(room, number, CTRL)
    names = [button.spec.name for button in room.window.sidebar.buttons[:3]]
    seen = [shown(room)[0]]
    for key in (KEY.Key_Left, KEY.Key_Left, KEY.Key_Right, KEY.Key_Right):
        press(room, key, ALT)
        seen.append(shown(room)[0])
    assert seen == [names[2], names[1], names[0], names[1], names[2]]


def test_with_nowhere_to_go_nothing_happens(room: Room) -> None:
    before = shown(room)
    for key in (KEY.Key_Left, KEY.Key_Right):
        press(room, key, ALT)
    assert shown(room) == before
    assert not room.window.actions_[ActionId.BACK].isEnabled()
    assert not room.window.actions_[ActionId.FORWARD].isEnabled()


def test_another_way_ends_going_forward(room: Room) -> None:
    room.window.show_page("team")
    press(room, KEY.Key_Left, ALT)
    room.window.show_page("metrics")
    press(room, KEY.Key_Right, ALT)
    assert shown(room)[0] == "metrics"


@pytest.mark.parametrize("kind", [Standard, Metric, Incident, Person, Customer])
def test_the_record_is_chosen_again_from_which_somebody_jumped(room: Room, kind: type[Any]) -> None:
    ws, table = room.bridge.ws, kind.__name__.lower()
    first, second = [int(one) for one in ws.ids(kind)[:2]]
    room.bridge.show_record(table, first)
    room.settle()
    there = room.window.page
    assert there is not None
    left = there.spot()
    room.bridge.show_record(table, second)
    room.settle()
    room.window.show_page("shop")
    press(room, KEY.Key_Left, ALT)
    assert room.window.page is there
    assert there.spot() != left
    press(room, KEY.Key_Left, ALT)
    assert there.spot() == left
    press(room, KEY.Key_Right, ALT)
    assert there.spot() != left


def test_list_and_focus_stand_as_they_were_left(room: Room) -> None:
    page = room.show("negative-cue")
    room.window.show_record("negative_cue", int(page.model.id_at(page.model.rowCount() - 1)))
    page.table.setFocus()
    press(room, KEY.Key_Up)
    chosen, bar = page.shown_record(), page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    scrolled = bar.value()
    room.window.show_page("shop")
    bar.setValue(0)
    press(room, KEY.Key_Left, ALT)
    assert page.shown_record() == chosen
    assert bar.value() == scrolled
    assert page.table.hasFocus()


def test_what_is_gone_by_now_is_passed_over(room: Room) -> None:
    ws = room.bridge.ws
    first, second = [int(one) for one in ws.ids(Person)[:2]]
    room.window.show_page("metrics")
    for person in (first, second):
        room.bridge.show_record("person", person)
        room.settle()
    ws.remove(Person, first)
    room.bridge.deliver()
    press(room, KEY.Key_Left, ALT)
    assert shown(room)[0] == "metrics"
    room.bridge.undo()
    room.settle()


def test_the_tab_of_recovery_is_shown_again(room: Room) -> None:
    page = room.show("recovery")
    page.show_place("defects")
    room.settle()
    room.window.show_page("metrics")
    page.show_view("numbers")
    press(room, KEY.Key_Left, ALT)
    assert page.name == "defects"


def test_the_sheet_that_was_shown_is_shown_again(room: Room) -> None:
    room.bridge.print_sheet("scoreboard-poster")
    room.settle()
    room.bridge.print_sheet("training-sheet", {"stage": "2"})
    room.settle()
    press(room, KEY.Key_Left, ALT)
    page: Any = room.window.page
    assert page.kinds.current == "scoreboard-poster"
    press(room, KEY.Key_Right, ALT)
    assert page.side.options.request().options["stage"] == "2"


def test_the_command_is_in_the_palette_and_among_the_keys(shell: Shell) -> None:
    assert "Back to what was shown before" not in [e.text for e in shell.window.palette_entries()]
    shell.window.show_page("metrics")
    found = {entry.text: entry.keys for entry in shell.window.palette_entries()}
    assert found["Back to what was shown before"] == "Alt+Left"
    shell.window.actions_[ActionId.BACK].trigger()
    found = {entry.text: entry.keys for entry in shell.window.palette_entries()}
    assert found["Forward again"] == "Alt+Right"


def test_another_workspace_begins_anew(shell: Shell) -> None:
    shell.window.show_page("metrics")
    path = shell.bridge.ws.path
    shell.bridge.close()
    assert shell.bridge.open_path(path)
    assert not shell.window.navigator.can_go_back
    assert not shell.window.actions_[ActionId.BACK].isEnabled()


class ButtonPage(FakePage):
    """A page that begins with a button."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.button = PrimaryButton("Begin", self)

    def first_focus(self) -> PrimaryButton:
        return self.button


def test_where_keys_led_the_focus_is_seen_and_where_the_mouse_did_it_is_not(
    qtbot: QtBot, tmp_path: Path
) -> None:
    specs = [*SPECS[:2], spec("begin", "know", make=ButtonPage), *SPECS[3:]]
    with open_shell(qtbot, tmp_path, specs=specs) as shell:
        audit_kit.activate(shell.window)
        shown = []
        for by_keys in (True, False):
            shell.window.show_page("today")
            button = shell.window.sidebar.buttons[2]
            if by_keys:
                button.setFocus(KEYS)
                QTest.keyClick(button, KEY.Key_Return)
            else:
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            focus = QApplication.focusWidget()
            assert isinstance(focus, PrimaryButton)
            shown.append(focus.ring)
        assert shown == [True, False]


def test_at_most_fifty_steps_are_kept(shell: Shell) -> None:
    for number in range(60):
        shell.window.show_page(("metrics", "team")[number % 2])
    for _step in range(50):
        assert shell.window.navigator.can_go_back
        shell.window.actions_[ActionId.BACK].trigger()
    assert not shell.window.navigator.can_go_back
