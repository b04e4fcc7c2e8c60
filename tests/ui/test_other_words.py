"""Ctrl+K by the words that somebody says who is new to the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.action import Action
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.standard import Standard
from tests.ui import audit_kit
from tests.ui.audit_room import Room, open_room
from tests.ui.page_kit import never_painted
from ui.actions import ActionId
from ui.command_palette import Entry
from ui.imports.desk import ImportDialog
from ui.shell import other_words

SAID = [
    ("who can say yes", "Who can say yes"),
    ("ladder of yes", "Who can say yes"),
    ("permission", "Who can say yes"),
    ("refund", "What we may give"),
    ("allowance", "Limits without asking"),
    ("new version", "New version of the standard that is chosen"),
    ("reword", "New version of the standard that is chosen"),
    ("erase", "Erase guest for good"),
    ("delete a person", "Erase guest for good"),
    ("gdpr", "Erase guest for good"),
    ("opening hours", "Opening hours"),
    ("holidays", "Opening hours"),
    ("passphrase", "Protection of this shop’s file"),
    ("password", "Protection of this shop’s file"),
    ("encrypt", "Protection of this shop’s file"),
    ("undo", "Undo: change person"),
    ("mistake", "Undo: change person"),
    ("complaint", "Log what went wrong"),
    ("angry", "Log what went wrong"),
    ("birthday", "Who is coming"),
    ("appointment", "Who is coming"),
    ("merge", "Possible duplicates"),
    ("kpi", "Metrics"),
    ("graph", "Metrics"),
    ("employees", "Team"),
    ("meeting", "Huddle topics"),
    ("task", "Actions"),
    ("deleted", "Trash"),
    ("recycle bin", "Trash"),
    ("logo", "Shop"),
    ("currency", "Shop"),
    ("dark mode", "Dark colours"),
    ("zoom", "Larger text"),
    ("bigger", "Larger text"),
    ("excel", "Export everything…"),
    ("lock", "Privacy screen"),
    ("exit", "Quit"),
    ("shortcuts", "Keys"),
    ("manual", "Standards manual"),
    ("licence", "About CX Desk"),
    ("previous", "Back to what was shown before"),
    ("call back", "Note a promise"),
    ("root cause", "Five Whys"),
    ("pareto", "What happens most often"),
    ("mission", "Service vision"),
    ("dos and donts", "Never & Always"),
    ("job description", "Role cards"),
    ("skills", "Everybody by stage"),
    ("usb stick", "Save a copy…"),
    ("import", "Import guests…"),
    ("import customers", "Import guests…"),
    ("import visits", "Import appointments…"),
    ("sign again", "Enter sign-offs"),
    ("csv", "Import guests…"),
    ("excel", "Import guests…"),
    ("csv", "Import numbers…"),
    ("csv", "Export everything…"),
    ("staff", "Team"),
    ("print everything", "Print centre"),
    ("print everything", "Whole set"),
    ("give money back", "What we may give"),
    ("price list", "What we may give"),
    ("closed on monday", "Opening hours"),
    ("allergies", "Guests"),
    ("who may say yes", "Who can say yes"),
    ("crm", "Guests"),
    ("dashboard", "Today"),
]


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with open_room() as made:
        never_painted(made.window)
        made.window.show_page("shop")
        made.window.show_page("today")
        row = made.bridge.ws.rows(_person())[0]
        made.bridge.change(_person(), row.id, name=row.record.name + " B.")
        made.settle()
        yield made


def _person() -> type[Any]:
    from cxdesk.entities.person import Person

    return Person


def found(room: Room, typed: str) -> list[str]:
    window = room.window
    window.palette_.open_with(window.palette_entries(), typed)
    shown = [entry.text for entry in window.palette_.model.entries]
    window.palette_.close_palette()
    return shown


@pytest.mark.parametrize(("typed", "wanted"), SAID)
def test_what_a_newcomer_says_is_among_the_first_five(room: Room, typed: str, wanted: str) -> None:
    assert wanted in found(room, typed)[:5]


def test_a_command_of_the_page_has_the_words_of_the_place_that_it_leads_to(room: Room) -> None:
    room.window.show_page("customers")
    try:
        assert "Who is coming" in found(room, "appointment")[:5]
    finally:
        room.window.show_page("today")


def test_its_own_name_goes_before_other_words(room: Room) -> None:
    assert found(room, "print")[0] == "Print centre"
    assert found(room, "keys")[0] == "Keys"


def test_every_page_place_and_command_has_other_words(room: Room) -> None:
    entries: list[Entry] = room.window.palette_entries()
    hidden = {spec.name for spec in room.window.host.specs if spec.group == "hidden"}
    bare = [
        entry.text
        for entry in entries
        if not entry.others and entry.act not in hidden and _has_a_place_in_the_table(room, entry)
    ]
    assert bare == []


def _has_a_place_in_the_table(room: Room, entry: Entry) -> bool:
    """Tell whether an entry is no command of a page: those have the words of their button."""
    return not hasattr(entry.act, "text") or entry.act in list(room.window.actions_)


def test_no_words_are_for_what_is_not_there(room: Room) -> None:
    room.window.show_page("today")  # commands of a page stand for its places
    entries = room.window.palette_entries()
    acts = [entry.act for entry in entries if not hasattr(entry.act, "text")]
    assert set(other_words.PLACES) <= set(acts)
    assert set(other_words.PAGES) <= set(acts)
    assert set(other_words.COMMANDS) == set(ActionId)


def _run(room: Room, typed: str) -> Any:
    window = room.window
    audit_kit.activate(window)
    window.palette_.open_with(window.palette_entries(), typed)
    QTest.keyClick(window.palette_.line, Qt.Key.Key_Return)
    room.settle()
    return window.page


def test_new_version_asks_for_it_at_the_standard(room: Room) -> None:
    standard = int(room.bridge.ws.ids(Standard)[0])
    room.bridge.show_record("standard", standard)
    room.settle()
    page = _run(room, "new version")
    assert page.content.standard_form.foot.is_asking()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.content.standard_form.foot.isAncestorOf(focus)
    page.close_opened()


def test_who_may_say_yes_shows_the_nearest_first(room: Room) -> None:
    assert found(room, "who may say yes")[0] == "Who can say yes"


def test_words_that_stand_in_every_question_find_nothing_alone(room: Room) -> None:
    assert found(room, "who xyzzy to qqqq") == []


def test_letters_that_only_begin_words_are_no_fit_in_part(room: Room) -> None:
    assert found(room, "bo lindqvist") == []
    assert found(room, "bo li") == []
    assert "Print centre" in found(room, "pri cen")


def test_what_is_due_again_is_not_mixed_up_with_signs(room: Room) -> None:
    shown = found(room, "sign again")
    assert shown[0] == "Enter sign-offs"
    assert not {"Negative cues", "Close this shop"} & set(shown)


def test_fewer_than_half_of_the_words_find_nothing(room: Room) -> None:
    assert found(room, "yes xyzzy qqqq") == []


def test_what_fits_wholly_is_not_joined_by_what_fits_in_part(room: Room) -> None:
    assert "Who can say yes" in found(room, "say yes")
    assert "Never & Always" not in found(room, "say yes")


@pytest.mark.parametrize(
    ("typed", "page", "kind"),
    [
        ("import guests", "customers", "customers"),
        ("import visits", "customers", "visits"),
        ("import numbers", "metrics", "metrics"),
    ],
)
def test_an_import_opens_from_any_page(room: Room, typed: str, page: str, kind: str) -> None:
    room.window.show_page("shop")
    shown = _run(room, typed)
    assert shown.spec.name == page
    dialog = shown.findChild(ImportDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.kind == kind
    dialog.reject()
    audit_kit.activate(room.window)


def test_erase_asks_to_choose_first_where_nobody_was_chosen(room: Room, qtbot: QtBot) -> None:
    room.window.host.drop_workspace_pages()
    room.window.show_page("shop")
    with qtbot.waitSignal(room.bridge.notice) as said:
        page = _run(room, "erase")
    assert QApplication.focusWidget() is page.desk.list.search
    assert "Choose" in said.args[0]


def test_erase_goes_to_the_button_that_asks_first_for_who_was_chosen(room: Room) -> None:
    room.window.show_page("customers")
    room.settle()
    page = room.window.page
    page.desk.list.table.go_to_row(2)
    chosen = page.chosen
    page = _run(room, "erase")
    assert page.chosen == chosen
    assert QApplication.focusWidget() is page.desk.side.erase_button


def test_who_can_say_yes_shows_the_ladder(room: Room) -> None:
    page = _run(room, "who can say yes")
    assert page.name == "protocols"
    assert page.view().place == "ladder"


def test_what_is_found_of_actions_and_five_whys_opens_there(room: Room) -> None:
    ws = room.bridge.ws
    action = ws.add(Action(what="Order counter wipes"))
    whys = ws.add(FiveWhys(problem="The board was wrong", root="Nobody has chalk"))
    try:
        page = _run(room, "counter wipes")
        assert (page.spec.name, page.chosen) == ("actions", action)
        page = _run(room, "chalk")
        assert (page.spec.name, page.name, page.view().chosen) == ("recovery", "whys", whys)
    finally:
        for _added in (whys, action):
            ws.undo()
        room.bridge.deliver()
