"""Entering what comes back on paper: the fewest keys, each kept at once, each taken back by one undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.shop import Shop
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services import sign_offs, standards
from cxdesk.services.paper_forms import Place, Places
from cxdesk.workspace import Workspace
from tests.ui.page_kit import nameless
from tests.ui.team_kit import CTRL, KEY, LAST_WEEK, SHIFT, TeamRoom

ALL = {(name, text) for name in ("Lea", "Omar", "Sam") for text in ("Smile", "Say the name", "Offer tea")}


@pytest.fixture
def room(shared_team: TeamRoom) -> TeamRoom:
    shared_team.page.on_enter()
    return shared_team


def to_grid(room: TeamRoom) -> None:
    room.grid.setFocus(Qt.FocusReason.TabFocusReason)


def test_the_key_opens_it_at_the_form_number_and_esc_closes_it(qtbot: QtBot, tmp_path: Path) -> None:
    room = TeamRoom(qtbot, tmp_path / "w.cxdesk")
    qtbot.keyClick(room.page, KEY.Key_E, CTRL)
    assert room.desk.entering
    assert QApplication.focusWidget() is room.entry.number
    assert room.page.title() == "Enter sign-offs"
    assert [action.text() for action in room.page.header_actions()] == ["Done"]
    assert room.page.close_opened()
    assert not room.desk.entering
    assert room.page.title() == "Team"
    assert QApplication.focusWidget() is room.desk.people.people
    room.close()


def test_tab_goes_from_number_to_grid_and_everything_has_a_name(room: TeamRoom) -> None:
    seen = [QApplication.focusWidget()]
    for _step in range(4):
        room.key(KEY.Key_Tab)
        seen.append(QApplication.focusWidget())
    entry = room.entry
    assert seen == [entry.number, entry.stage, entry.day.editor.target, entry.trainer, entry.grid]
    assert nameless(room.page) == []
    for part in (entry.number, entry.stage, entry.day.editor.target, entry.trainer, entry.grid):
        assert part.accessibleName()


def test_space_shows_then_sees_and_a_third_does_no_harm(room: TeamRoom) -> None:
    to_grid(room)
    assert room.cell() == ("Smile", "Lea Brandt")
    room.press(KEY.Key_Space)
    assert room.signed() == {("Lea", "Smile", "shown")}
    room.press(KEY.Key_Space)
    assert room.signed() == {("Lea", "Smile", "seen")}
    room.press(KEY.Key_Space)
    assert room.signed() == {("Lea", "Smile", "seen")}
    assert room.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Lea Brandt: Seen doing it. Smile"
    )


def test_each_key_is_one_undo(room: TeamRoom) -> None:
    to_grid(room)
    room.press((KEY.Key_A, CTRL))
    assert {found[:2] for found in room.signed()} == ALL
    assert room.bridge.undo_text() == "Undo: sign-off of 3 people"
    room.press(KEY.Key_Delete)
    assert room.bridge.undo_text() == "Undo: clear sign-off of Lea Brandt"
    assert {found[:2] for found in room.signed()} == ALL - {("Lea", "Smile")}
    room.bridge.undo()
    room.bridge.undo()
    assert room.signed() == set()
    assert room.grid.currentIndex().data() == ""


def test_a_number_ticks_the_standard_that_has_it(room: TeamRoom) -> None:
    to_grid(room)
    room.press(KEY.Key_3, KEY.Key_1, KEY.Key_9, KEY.Key_0, KEY.Key_Return, KEY.Key_2, KEY.Key_2)
    assert room.signed() == {
        ("Lea", "Offer tea", "shown"),
        ("Lea", "Smile", "shown"),
        ("Omar", "Say the name", "seen"),
    }


def test_s_means_seen_at_once(room: TeamRoom) -> None:
    to_grid(room)
    room.press(KEY.Key_Down, KEY.Key_S)
    assert room.signed() == {("Lea", "Say the name", "seen")}
    (row,) = [row for row in room.ws.rows(SignOff) if row.record.item == "Say the name"]
    assert (row.record.shown_on, row.record.seen_on) == (None, clock.today())


def test_a_takes_the_column_then_sees_it(room: TeamRoom) -> None:
    to_grid(room)
    room.press(KEY.Key_A, KEY.Key_Return)
    assert room.cell() == ("Smile", "Omar Haddad")
    assert {found[:2] for found in room.signed()} == {pair for pair in ALL if pair[0] == "Lea"}
    room.press(KEY.Key_Space, KEY.Key_A)
    assert ("Omar", "Offer tea", "shown") in room.signed()
    room.press(KEY.Key_A)
    assert {found for found in room.signed() if found[0] == "Omar"} == {
        ("Omar", text, "seen") for text in ("Smile", "Say the name", "Offer tea")
    }


def test_what_one_key_did_to_many_boxes_is_said_with_the_way_back(room: TeamRoom) -> None:
    to_grid(room)
    room.press(KEY.Key_Space)
    assert room.notices == []
    room.press(KEY.Key_Down, KEY.Key_A)
    assert room.notices == ["Signed off: 2 standards for Lea Brandt."]
    room.press((KEY.Key_A, CTRL))
    assert room.notices[1:] == ["Signed off: 3 standards for 2 people."]
    room.press((KEY.Key_S, SHIFT), (KEY.Key_Delete, SHIFT))
    assert room.notices[2:] == [
        "Seen doing it: 3 standards for Lea Brandt.", "Taken out: 3 standards for Lea Brandt.",
    ]  # fmt: skip
    room.bridge.undo()
    assert {found for found in room.signed() if found[0] == "Lea"} == {
        ("Lea", text, "seen") for text in ("Smile", "Say the name", "Offer tea")
    }


def test_shift_a_takes_the_row(room: TeamRoom) -> None:
    to_grid(room)
    room.press(KEY.Key_Down, KEY.Key_Down, (KEY.Key_A, SHIFT))
    assert {found[:2] for found in room.signed()} == {pair for pair in ALL if pair[1] == "Offer tea"}
    room.press((KEY.Key_S, SHIFT))
    assert {found for found in room.signed() if found[0] == "Lea"} == {
        ("Lea", text, "seen") for text in ("Smile", "Say the name", "Offer tea")
    }


def test_enter_goes_from_person_to_person_and_back_to_the_number(room: TeamRoom) -> None:
    to_grid(room)
    room.press(KEY.Key_Down, KEY.Key_Return, KEY.Key_Return)
    assert room.cell() == ("Smile", "Sam Tan")
    room.press((KEY.Key_Return, SHIFT))
    assert room.cell() == ("Smile", "Omar Haddad")
    room.press(KEY.Key_Return, KEY.Key_Return)
    assert QApplication.focusWidget() is room.entry.number


def test_a_click_ticks(room: TeamRoom) -> None:
    grid = room.grid
    spot = grid.visualRect(grid.grid.index(1, 1)).center()
    room.bot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert room.signed() == {("Omar", "Say the name", "shown")}


def test_day_and_trainer_are_chosen_once(room: TeamRoom) -> None:
    entry = room.entry
    trainers = [entry.trainer.itemText(k) for k in range(entry.trainer.count())]
    assert trainers == ["–", "Lea Brandt", "Omar Haddad", "Sam Tan"]
    entry.trainer.setCurrentIndex(1)
    day = entry.day.editor.target
    day.setFocus()
    day.selectAll()
    room.type("3 Feb 2026")
    to_grid(room)
    room.press(KEY.Key_Space)
    (row,) = [row.record for row in room.ws.rows(SignOff) if row.record.person == room.person("Lea")]
    assert (row.shown_on, row.trainer) == (date(2026, 2, 3), room.person("Lea"))
    assert "3 Feb 2026" in entry.where.text()
    room.page.close_opened()
    room.page.on_enter()
    assert entry.day.read() == (True, date(2026, 2, 3))
    assert entry.trainer.currentText() == "Lea Brandt"


def test_d_goes_to_the_day_and_enter_back_to_the_same_cell(room: TeamRoom) -> None:
    to_grid(room)
    room.press(KEY.Key_Down, KEY.Key_D)
    assert room.entry.day.editor.has_focus()
    room.type("3 Feb 2026")
    room.press(KEY.Key_Return, KEY.Key_Space)
    (row,) = [row.record for row in room.ws.rows(SignOff) if row.record.person == room.person("Lea")]
    assert (row.item, row.shown_on) == ("Say the name", date(2026, 2, 3))


@pytest.mark.parametrize(
    ("typed", "column", "sentence"),
    [("1 Jan 2100", 0, "still to come"), ("2 Feb 2026", 2, "joined on"), ("31 Hello", 0, "day right first")],
)
def test_days_that_cannot_be_are_said_at_the_grid(
    room: TeamRoom, typed: str, column: int, sentence: str
) -> None:
    day = room.entry.day.editor.target
    day.setFocus()
    day.selectAll()
    room.type(typed)
    to_grid(room)
    room.press(*[KEY.Key_Right] * column, KEY.Key_A)
    assert sentence in room.entry.sentence.text()
    assert room.signed() == set()
    assert room.problems == []
    room.entry.day.show_value(clock.today())
    room.press(KEY.Key_Space)
    assert room.entry.sentence.text() == ""
    assert len(room.signed()) == 1


def test_other_stages_leave_out_who_is_not_asked(room: TeamRoom) -> None:
    room.entry.stage.setCurrentIndex(1)
    room.entry.on_stage(1)
    to_grid(room)
    room.press((KEY.Key_A, CTRL))
    assert ("Lea", "Close the till", "shown") in room.signed()
    assert ("Omar", "Close the till", "shown") not in room.signed()
    assert "not asked" in room.grid.grid.cells[1][1].spoken
    room.press(KEY.Key_Down, KEY.Key_Right, KEY.Key_Space)
    assert room.entry.where.text() == "Omar Haddad: not asked for “Close the till”"
    assert len(room.signed()) == 4


def test_again_is_told_and_signed_for_the_new_version(room: TeamRoom) -> None:
    room.sign("Lea", "Smile")
    room.new_version("Smile")
    to_grid(room)
    assert room.grid.grid.cells[0][0].text == "Again"
    assert "now v2" in room.entry.where.text()
    room.press(KEY.Key_Space)
    versions = [row.record.version for row in room.ws.rows(SignOff, person=room.person("Lea"))]
    assert sorted(versions) == [1, 2]
    assert room.grid.grid.cells[0][0].text == "Shown"


def add_form(room: TeamRoom, number: str, *names: str, text: str = "Offer tea") -> None:
    keys = [{"person": room.person(name), "standard": room.standard(text), "version": 1} for name in names]
    boxes = tuple(Place(1, 1.0, 1.0, 4.0, 4.0, "tick", key) for key in keys)
    places = Places(((297.0, 210.0),), boxes).written()
    room.ws.add(PaperForm(number=number, sheet="sign-off-sheet", places=places))


def test_a_form_number_brings_its_stage_and_people(room: TeamRoom) -> None:
    add_form(room, "F-0042", "Sam", "Zoe")
    room.type("42")
    room.press(KEY.Key_Return)
    assert QApplication.focusWidget() is room.grid
    assert room.entry.number.text() == "F-0042"
    assert [head.text for head in room.grid.grid.columns] == ["Sam Tan", "Zoe Gone"]
    assert [head.text for head in room.grid.grid.rows] == ["Offer tea"]
    room.press(KEY.Key_Space)
    (row,) = room.ws.rows(SignOff, person=room.person("Sam"))
    assert row.record.form == "F-0042"
    assert room.ws.rows(PaperForm)[0].record.keyed_on == clock.today()
    room.bridge.undo()
    assert room.ws.rows(PaperForm)[0].record.keyed_on is None
    assert room.ws.rows(SignOff, person=room.person("Sam")) == []


def test_a_sheet_from_before_a_new_version_counts_for_its_own_words(room: TeamRoom) -> None:
    add_form(room, "F-0042", "Sam")
    tea = room.standard("Offer tea")
    room.ws.run("v2", lambda tx: standards.new_version(tx, tea, "clearer", text="Offer tea or water"))
    room.type("42")
    room.press(KEY.Key_Return)
    assert "still to be signed" in room.entry.sentence.text()
    assert [head.text for head in room.grid.grid.rows] == ["Offer tea"]
    room.press(KEY.Key_Space)
    assert room.grid.grid.cells[0][0].text == "Shown"
    (row,) = room.ws.rows(SignOff, person=room.person("Sam"), standard=tea)
    assert (row.record.version, row.record.item) == (1, "Offer tea")
    (cell,) = [c for c in sign_offs.matrix(room.ws, people=[room.person("Sam")]) if c.standard_id == tea]
    assert cell.state == "again"


def test_a_sheet_entered_before_and_an_unknown_number_are_told(room: TeamRoom) -> None:
    add_form(room, "F-0001", "Lea")
    room.ws.change(PaperForm, room.ws.rows(PaperForm)[0].id, keyed_on=LAST_WEEK)
    room.type("F-0001")
    room.press(KEY.Key_Return)
    assert "entered before" in room.entry.sentence.text()
    room.entry.number.setFocus()
    room.entry.number.selectAll()
    room.type("99")
    room.press(KEY.Key_Return)
    assert "99" in room.entry.sentence.text()
    assert len(room.grid.grid.columns) == 1 or len(room.grid.grid.columns) == 3
    room.entry.number.clear()
    room.press(KEY.Key_Return)
    assert QApplication.focusWidget() is room.entry.stage


def test_a_file_that_is_read_only_takes_no_ticks(qtbot: QtBot, tmp_path: Path) -> None:
    room = TeamRoom(qtbot, tmp_path / "w.cxdesk", read_only=True)
    room.page.on_enter()
    assert not room.desk.entering
    room.page._open_entry(None)
    room.grid.setFocus()
    room.press((KEY.Key_A, CTRL))
    assert room.signed() == set()
    assert room.problems == []
    room.close()


def test_a_sheet_of_eight_people_and_ten_standards_takes_few_keys(qtbot: QtBot, tmp_path: Path) -> None:
    """All shown but two boxes, one person seen doing everything: 15 keys for 80 boxes."""
    room = TeamRoom(qtbot, tmp_path / "w.cxdesk", empty=True)

    def fill(tx: Any) -> None:
        stage = tx.add(Stage(name="Arrive"))
        for k in range(10):
            tx.add(Standard(stage=stage, text=f"Standard {k}"))
        for k in range(8):
            tx.add(Person(name=f"Person {k}", trainer=k == 0))

    room.bridge.act("fill", fill)
    keys: list[Any] = [
        (KEY.Key_E, CTRL), KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Down, KEY.Key_Tab,
        (KEY.Key_A, CTRL),
        KEY.Key_A, KEY.Key_Return, KEY.Key_S, KEY.Key_Return,
        KEY.Key_Down, KEY.Key_Delete, KEY.Key_Return, KEY.Key_Delete,
    ]  # fmt: skip
    room.bot.keyClick(room.page, *keys[0])
    room.press(*keys[1:])
    rows = [row.record for row in room.ws.rows(SignOff)]
    assert len(rows) == 78
    assert {row.trainer for row in rows} == {room.person("Person 0")}
    assert sum(1 for row in rows if row.seen_on) == 11
    assert len(keys) == 15
    room.close()


def test_the_file_keeps_every_tick(room: TeamRoom) -> None:
    to_grid(room)
    room.press(KEY.Key_Space, KEY.Key_Return, KEY.Key_Space)
    again = Workspace.open(room.ws.path, read_only=True)
    assert again.count(SignOff) == 3
    assert again.rows(Shop)[0].record.name == "Willow"
    again.close()
