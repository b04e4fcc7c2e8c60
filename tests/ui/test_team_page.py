"""The Team page: people, what each signed for, everybody by stage, who must sign again, and leavers."""

from __future__ import annotations

import gc
import time
import weakref
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services import sign_offs, standards
from cxdesk.services.sign_offs import Overdue
from tests.ui.made_up import plain_theme
from tests.ui.page_kit import nameless
from tests.ui.team_kit import KEY, LAST_WEEK, TeamRoom
from ui import pages, theme
from ui.pages.team_page import PAGE
from ui.pages.team_room import EVERYBODY, TeamPage
from ui.standards.row_delegates import _Fonts
from ui.standards.wording import again_sentence
from ui.team.matrix_card import late_text
from ui.team.people_list import initials


@pytest.fixture
def room(shared_team: TeamRoom) -> TeamRoom:
    return shared_team


def people(room: TeamRoom) -> list[Any]:
    rows: list[Any] = room.desk.people.people.rows.rows
    return rows


def signed_rows(room: TeamRoom) -> list[tuple[str, str, str]]:
    """Return (text, quiet line, last tag) of the middle card; headings have no tag."""
    rows = room.desk.signed.list.rows.rows
    return [(row.text, row.quiet, row.tags[-1].text if row.tags else "") for row in rows]


def test_the_page_takes_the_place_of_the_plain_list(room: TeamRoom) -> None:
    specs = {spec.name: spec for spec in pages.discover(room.bridge)}
    assert specs["people"] is PAGE
    assert (PAGE.group, PAGE.icon, PAGE.kinds) == ("do", "team", ("person", "sign_off"))
    assert specs["table-people"].group == "hidden"


def test_people_are_listed_with_role_flags_and_how_far_they_are(room: TeamRoom) -> None:
    room.sign("Lea", "Smile", "Offer tea")
    room.new_version("Smile")
    assert [row.text for row in people(room)] == ["Lea Brandt", "Omar Haddad", "Sam Tan"]
    assert people(room)[0].spoken == (
        "LB, Lea Brandt, Champion, Trainer, Front desk, Signed 1 of 5 · 1 again"
    )
    assert people(room)[1].count == "Signed 0 of 4"
    assert room.page.subtitle() == "3 people · Signed 1 of 13 · 1 again"


def test_what_somebody_signed_for_is_told_in_words(room: TeamRoom) -> None:
    room.sign("Lea", "Smile", "Say the name")
    room.sign("Lea", "Smile", seen=True)
    room.new_version("Say the name")
    day = "".join(room.desk.signed.list.rows.rows[1].quiet.partition(" · ")[0].partition("Shown ")[2])
    assert day
    assert signed_rows(room) == [
        ("Arrive", "", ""),
        ("Smile", f"Shown {day} · Seen {day}", "Seen doing it"),
        ("Say the name", f"Signed v1 on {day} · now v2", "Sign again"),
        ("Offer tea", "", "Not yet"),
        ("Leave", "", ""),
        ("Walk to the door", "", "Not yet"),
        ("Close the till", "", "Not yet"),
    ]
    assert room.desk.signed.tally.text() == "Signed 1 of 5 · 1 seen doing it · 1 again"


def test_the_keys_go_from_person_to_sign_off_and_back(room: TeamRoom) -> None:
    room.sign("Omar", "Smile")
    assert QApplication.focusWidget() is room.desk.people.people
    room.press(KEY.Key_Down)
    assert room.page.chosen == room.person("Omar")
    room.press(KEY.Key_Return)
    assert QApplication.focusWidget() is room.desk.signed.list
    assert room.desk.signed.list.current_id() == room.standard("Smile")
    room.press(KEY.Key_Return)
    form = room.desk.sign_off_form
    assert form.isVisible()
    assert form.words.text() == "Smile (v1)"
    assert form.rows["shown_on"].editor.has_focus()
    room.page.close_opened()
    assert room.desk.person_form.isVisible()
    assert QApplication.focusWidget() is room.desk.signed.list
    room.press(KEY.Key_Down, KEY.Key_Return)
    assert room.desk.entering
    assert room.cell() == ("Say the name", "Omar Haddad")
    room.press(KEY.Key_Space)
    room.page.close_opened()
    assert people(room)[1].count == "Signed 2 of 4"


def test_headings_are_no_stops(room: TeamRoom) -> None:
    room.press(KEY.Key_Return, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert room.desk.signed.list.current_id() == room.standard("Walk to the door")


def test_a_sign_off_is_put_right_and_days_that_cannot_be_are_told(room: TeamRoom) -> None:
    room.sign("Sam", "Smile")
    (row,) = room.ws.rows(SignOff, person=room.person("Sam"))
    room.page.show_record("sign_off", row.id)
    assert room.page.chosen == room.person("Sam")
    room.press(KEY.Key_Return)
    form = room.desk.sign_off_form
    form.rows["shown_on"].kept.emit("shown_on", LAST_WEEK - timedelta(days=1))
    assert "joined on" in form.rows["shown_on"].sentence.text()
    form.rows["shown_on"].kept.emit("shown_on", clock.today())
    form.rows["trainer"].kept.emit("trainer", room.person("Lea"))
    kept = room.ws.get(SignOff, row.id).record
    assert (kept.shown_on, kept.trainer) == (clock.today(), room.person("Lea"))
    form.remove_wanted.emit(row.id)
    assert room.ws.find(SignOff, row.id) is None
    assert room.desk.person_form.isVisible()
    room.bridge.undo()
    assert people(room)[2].count == "Signed 1 of 4"


def test_everybody_by_stage_counts_and_opens(room: TeamRoom) -> None:
    room.sign("Lea", "Smile", "Say the name", "Offer tea")
    room.new_version("Smile")
    room.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert room.page.chosen == EVERYBODY
    grid = room.desk.matrix.grid
    assert [head.text for head in grid.grid.columns] == ["All stages", "Arrive", "Leave"]
    assert [cell.text for cell in grid.grid.cells[0]] == ["2 of 5", "2 of 3", "0 of 2"]
    assert grid.grid.cells[0][1].quiet == "1 again"
    assert grid.grid.cells[0][1].spoken == "Lea Brandt, Arrive, 2 of 3, 1 again"
    assert "1 person must sign again" in room.desk.matrix.words.text()
    assert not room.desk.right.isVisible()
    room.press(KEY.Key_Return, KEY.Key_Right, KEY.Key_Return)
    assert room.desk.entering
    assert room.cell() == ("Smile", "Lea Brandt")
    room.page.close_opened()
    assert room.page.chosen == EVERYBODY
    room.desk.matrix.cell_opened.emit(room.person("Sam"), 0)
    assert room.page.chosen == room.person("Sam")


def test_who_waits_too_long_is_named(room: TeamRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.sign("Omar", "Smile", "Say the name", "Offer tea", "Walk to the door")
    room.page.on_everybody()
    assert not room.desk.matrix.late.isVisible()
    later = clock.today() + timedelta(days=15)
    monkeypatch.setattr(clock, "today", lambda: later)
    room.page.refresh(None)
    assert room.desk.matrix.late.text() == ("Not signed for more than 14 days: Lea Brandt (5), Sam Tan (4)")
    many = [Overdue(k, f"P{k}", (1,), later) for k in range(7)]
    assert late_text(many).endswith("P4 (1) and 2 more")


def test_all_signed_is_told_by_a_word(room: TeamRoom) -> None:
    room.sign("Omar", "Smile", "Say the name", "Offer tea", "Walk to the door")
    room.page.on_everybody()
    assert [cell.quiet for cell in room.desk.matrix.grid.grid.cells[1]] == ["all signed"] * 3


def test_leavers_stay_with_what_they_signed(room: TeamRoom) -> None:
    card = room.desk.people
    assert not card.leavers.isChecked()
    card.leavers.click()
    assert people(room)[-1].text == "Zoe Gone"
    assert people(room)[-1].count.startswith("Left ")
    room.page.on_person(room.person("Zoe"))
    assert [row[0] for row in signed_rows(room)] == ["Arrive", "Smile"]
    assert not room.desk.signed.enter_button.isVisible()
    card.leavers.click()
    assert room.page.chosen == room.person("Lea")
    room.page.show_record("person", room.person("Zoe"))
    assert card.leavers.isChecked()
    assert room.desk.signed.name.text() == "Zoe Gone"


def test_who_leaves_goes_out_of_the_list_and_out_of_the_grid(room: TeamRoom) -> None:
    room.page.on_person(room.person("Omar"))
    room.desk.person_form.rows["left_on"].kept.emit("left_on", clock.today())
    assert [row.text for row in people(room)] == ["Lea Brandt", "Sam Tan"]
    assert room.page.chosen == room.person("Lea")
    room.page.on_enter()
    assert [head.text for head in room.grid.grid.columns] == ["Lea Brandt", "Sam Tan"]
    trainers = [room.entry.trainer.itemText(k) for k in range(room.entry.trainer.count())]
    assert "Omar Haddad" not in trainers


def test_nobody_leaves_before_joining(room: TeamRoom) -> None:
    room.page.on_person(room.person("Sam"))
    row = room.desk.person_form.rows["left_on"]
    row.kept.emit("left_on", LAST_WEEK - timedelta(days=1))
    assert "before joining" in row.sentence.text()
    assert room.ws.get(Person, room.person("Sam")).record.left_on is None


def test_older_versions_and_retired_standards_are_kept_below(room: TeamRoom) -> None:
    room.sign("Lea", "Smile", "Offer tea")
    room.new_version("Smile")
    room.sign("Lea", "Smile")
    room.bridge.change(Standard, room.standard("Offer tea"), status="retired", retired_why="cold")
    earlier = signed_rows(room)[-3:]
    assert earlier[0][0] == "Signed for earlier"
    assert {(row[0], row[2]) for row in earlier[1:]} == {("Smile", "v1"), ("Offer tea", "v1")}
    room.desk.signed.list.opened.emit(room.desk.signed.list.rows.rows[-1].id)
    assert room.desk.sign_off_form.isVisible()


def test_somebody_new_is_added_and_can_be_given_up(room: TeamRoom) -> None:
    assert room.page.add_record()
    assert room.desk.person_form.rows["name"].editor.has_focus()
    room.page.close_opened()
    assert not room.desk.person_form.adding
    assert room.ws.count(Person) == 4
    room.page.add_record()
    room.type("Ada New")
    room.key(KEY.Key_Tab)
    assert room.ws.count(Person) == 5
    assert room.page.chosen == room.person("Ada")
    assert room.desk.signed.name.text() == "Ada New"
    assert room.desk.person_form.isAncestorOf(QApplication.focusWidget())


def test_who_is_removed_comes_back_with_the_sign_offs(room: TeamRoom) -> None:
    room.sign("Lea", "Smile")
    room.press(KEY.Key_Delete)
    assert "“Left on”" in room.notices[-1]
    assert room.page.chosen == room.person("Omar")
    room.bridge.undo()
    assert people(room)[0].count == "Signed 1 of 5"
    room.page.remove_person(room.person("Sam"))
    assert room.notices[-1] == "“Sam Tan” is in the trash."
    room.page.remove_person(99)


def test_an_empty_shop_says_what_the_page_is_for(qtbot: QtBot, tmp_path: Path) -> None:
    room = TeamRoom(qtbot, tmp_path / "w.cxdesk", empty=True)
    assert room.desk.none.isVisible()
    assert QApplication.focusWidget() is room.desk.first_button
    assert not room.page.header_actions()[1].isEnabled()
    room.desk.first_button.click()
    room.type("Lea")
    room.key(KEY.Key_Tab)
    assert [row.text for row in people(room)] == ["Lea"]
    assert "Standards page" in room.desk.signed.empty.text()
    assert room.page.subtitle() == "1 person · Nothing to sign for"
    room.close()


def test_tab_goes_as_the_eye_does_and_everything_has_a_name(room: TeamRoom) -> None:
    desk = room.desk
    seen = []
    for _step in range(9):
        seen.append(QApplication.focusWidget())
        room.key(KEY.Key_Tab)
    assert seen[:5] == [
        desk.people.people, desk.people.leavers, desk.signed.enter_button,
        desk.signed.list, desk.person_form.rows["name"].editor.target,
    ]  # fmt: skip
    assert all(desk.person_form.isAncestorOf(part) for part in seen[5:])
    assert room.page.chosen == room.person("Lea")
    room.page.on_everybody()
    desk.people.views.setFocus()
    room.key(KEY.Key_Tab)
    assert QApplication.focusWidget() is desk.matrix.grid
    assert nameless(room.page) == []


def test_where_it_is_narrow_the_fields_have_a_page_of_their_own(room: TeamRoom) -> None:
    room.page.resize(700, 560)
    desk = room.desk
    assert desk.signed.isVisible()
    assert not desk.person_form.isVisible()
    desk.signed.details_button.click()
    assert desk.person_form.isVisible()
    assert not desk.signed.isVisible()
    assert desk.person_form.back.isVisible()
    room.page.close_opened()
    assert desk.signed.isVisible()
    assert QApplication.focusWidget() is desk.signed.list
    room.page.resize(1110, 664)
    assert desk.signed.isVisible()
    assert desk.person_form.isVisible()


def test_another_text_size_makes_the_cards_anew(room: TeamRoom, qapp: QApplication) -> None:
    before = room.desk
    room.page.on_person(room.person("Sam"))
    theme.apply(qapp, "dark", text_scale=1.5)
    assert room.desk is not before
    assert room.desk.signed.name.text() == "Sam Tan"
    plain_theme()


def test_print_offers_the_sheet_of_what_is_shown(room: TeamRoom) -> None:
    asked: list[Any] = []
    room.bridge.print_wanted.connect(lambda sheet, options: asked.append((sheet, options)))
    room.page.on_print()
    room.page.on_everybody()
    room.page.on_print()
    room.page.on_enter()
    assert asked == [
        ("sign-off-sheet", {"stage": "all", "who": "Lea Brandt"}),
        ("sign-off-sheet", {"stage": "all"}),
    ]
    assert room.page.print_sheet() == ("sign-off-sheet", {"stage": "1"})


def test_a_new_version_names_who_signs_again(room: TeamRoom) -> None:
    assert again_sentence([]) == []
    assert again_sentence(["Lea"]) == ["Lea signs again."]
    assert again_sentence(["Lea", "Sam"]) == ["Lea, Sam sign again."]
    assert again_sentence(["A", "B", "C", "D", "E"]) == ["A, B, C and 2 more sign again."]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Lea Brandt", "LB"),
        ("Mary Ann van Dyke", "MD"),
        ("王芳", "王"),
        ("(x)", ""),
        ("", ""),
        ("0171 55", "#"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_nothing_outlives_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    room = TeamRoom(qtbot, tmp_path / "w.cxdesk")
    room.page = None
    page = TeamPage(room.bridge)
    page.spec = PAGE
    page.refresh(None)
    left = [weakref.ref(page), weakref.ref(page.desk), weakref.ref(page.desk.entry)]
    page.deleteLater()
    del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in left] == [None] * 3
    room.close()


def _many(tx: Any) -> None:
    for s in range(10):
        stage = tx.add(Stage(name=f"Stage {s}"))
        for k in range(10):
            tx.add(Standard(stage=stage, text=f"Look up and smile within ten feet, {s} {k}"))
    items = [item.standard_id for item in sign_offs.items_for(tx)]
    for k in range(30):
        person = tx.add(Person(name=f"Person {k:02}"))
        sign_offs.record(tx, person, items, shown_on=LAST_WEEK)


def test_thirty_people_and_a_hundred_standards_do_not_stall(qtbot: QtBot, tmp_path: Path) -> None:
    room = TeamRoom(qtbot, tmp_path / "w.cxdesk", empty=True)
    room.bridge.act("fill", _many)
    QApplication.processEvents()
    steps = (
        room.page.on_enter,
        room.page.on_entry_closed,
        room.page.on_everybody,
    )
    took = {}
    for step in steps:
        begun = time.perf_counter()
        step()
        QApplication.processEvents()
        took[step.__name__] = time.perf_counter() - begun
    room.page.on_enter()
    room.grid.setFocus(Qt.FocusReason.TabFocusReason)
    begun = time.perf_counter()
    room.press(KEY.Key_Space)
    took["tick"] = time.perf_counter() - begun
    assert max(took.values()) < 0.5, took  # a slow computer with other work; measured apart
    room.close()


@pytest.mark.parametrize("width", [1110, 760])
def test_the_keyboard_stays_in_the_fields_of_the_first_person(
    qtbot: QtBot, tmp_path: Path, width: int
) -> None:
    plain_theme()
    room = TeamRoom(qtbot, tmp_path / "empty.cxdesk", empty=True)
    room.page.resize(width, 664)
    room.desk.first_button.click()
    qtbot.keyClicks(QApplication.focusWidget(), "Lea")
    room.key(KEY.Key_Tab)
    assert room.desk.person_form.rows["role"].editor.has_focus()
    assert [row.text for row in people(room)] == ["Lea"]
    room.close()


def test_the_keyboard_stays_in_the_fields_of_somebody_new_after_everybody_was_shown(room: TeamRoom) -> None:
    room.page.on_everybody()
    room.page.add_record()
    room.bot.keyClicks(QApplication.focusWidget(), "Ada")
    room.key(KEY.Key_Tab)
    assert room.desk.person_form.rows["role"].editor.has_focus()
    assert room.page.chosen == room.person("Ada")


def test_who_has_nothing_to_sign_for_is_told_why(room: TeamRoom) -> None:
    omar, desk_role = room.person("Omar"), room.ws.get(Person, room.person("Lea")).record.role
    card = room.desk.signed
    room.page.show_record("person", omar)
    assert card.empty.isHidden()
    for row in room.ws.rows(Standard):
        room.bridge.change(Standard, row.id, roles=(desk_role,))
    assert "The role is missing" in card.empty.text()
    assert not card.empty.isHidden()
    other = room.ws.add(Role(name="Cleaning"))
    room.bridge.change(Person, omar, role=other)
    assert "for other roles" in card.empty.text()
    room.bridge.change(Person, omar, role=desk_role)
    assert card.empty.isHidden()
    for row in room.ws.rows(Standard):
        room.bridge.remove(Standard, row.id)
    assert "Nothing to sign for yet" in card.empty.text()


@pytest.mark.parametrize("width", [320, 700])
def test_what_is_non_negotiable_says_so_however_long_its_words_are(room: TeamRoom, width: int) -> None:
    till, long = room.standard("Close the till"), "Count the till twice and write it down " * 8
    room.sign("Lea", "Close the till")
    room.bridge.act("version", lambda tx: standards.new_version(tx, till, "clearer", text=long.strip()))
    room.page.show_record("person", room.person("Lea"))
    rows = room.desk.signed.list
    row = next(one for one in rows.rows.rows if one.id == till)
    shape = rows.itemDelegate()._shape(row, width, _Fonts.now())
    assert [tag.text for tag, _spot in shape.tags] == ["Non-negotiable", row.tags[-1].text]
    assert all(spot.right() < width for _tag, spot in shape.tags)
    assert not any(spot.intersects(line) for _tag, spot in shape.tags for _words, line in shape.lines)
