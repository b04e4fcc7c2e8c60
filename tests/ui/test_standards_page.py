"""The Standards page as a whole: the journey, the header, what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.settings import Settings
from cxdesk.store.transaction import Transaction
from tests.ui.standards_desk import ALT, KEY, SHIFT, Desk, choose, make_shop
from ui import theme
from ui.bridge import Bridge
from ui.pages.standards_page import PAGE
from ui.pages.standards_room import StandardsPage


@pytest.fixture
def desk(shared_standards: Desk) -> Desk:
    return shared_standards


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("standards") / "shop.cxdesk")


@pytest.fixture
def own(qtbot: QtBot, shop_file: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """Give a desk on a file that can be opened again."""
    theme.apply(qapp, "light")
    made = Desk(qtbot, shop_file, tmp_path / "shop.cxdesk")
    made.go(2)
    yield made
    made.close()


def test_a_stage_moved_by_keyboard_stays_there(own: Desk) -> None:
    stages = own.content.journey.stages
    stages.setFocus()
    own.go(3)
    own.key(KEY.Key_Up, ALT)
    own.key(KEY.Key_Up, ALT)
    wanted = ["Service", "Before", "Arrival", "Paying", "After"]
    assert [row.text for row in stages.rows.rows] == wanted
    assert [row.number for row in stages.rows.rows] == ["1", "2", "3", "4", "5"]
    assert stages.hasFocus()
    assert stages.currentIndex().row() == 0
    assert own.content.stage_card.heading.text() == "1 · Service"
    own.reopen()
    assert [row.text for row in own.content.journey.stages.rows.rows] == wanted
    assert own.content.stage_card.heading.text() == "1 · Service"


def test_stages_are_added_one_after_the_other_and_renamed(desk: Desk) -> None:
    journey = desk.content.journey
    journey.add_stages()
    desk.type("Wait")
    desk.key(KEY.Key_Return)
    desk.type("Return")
    desk.key(KEY.Key_Return)
    desk.key(KEY.Key_Escape)
    assert journey.add_field.isHidden()
    assert journey.stages.hasFocus()
    assert [row.record.name for row in desk.ws.rows(Stage)][5:] == ["Wait", "Return"]
    desk.key(KEY.Key_F2)
    desk.type("Come back")
    desk.key(KEY.Key_Return)
    desk.bot.waitUntil(lambda: desk.ws.rows(Stage)[6].record.name == "Come back")
    desk.bot.waitUntil(journey.stages.hasFocus)
    assert desk.ws.undo_label == "change stage"


def test_a_removed_stage_comes_back_with_its_standards(desk: Desk) -> None:
    desk.content.journey.stages.setFocus()
    desk.key(KEY.Key_Delete)
    assert desk.ws.count(Stage) == 4
    assert desk.ws.count(Standard) == 20
    assert "5 standards" in desk.notices[-1][0]
    assert desk.content.stage_card.heading.text() == "2 · Service"
    desk.page.on_undo()
    assert desk.ws.count(Standard) == 25
    assert desk.content.journey.stages.rows.rows[1].text == "Arrival"


def test_the_arrows_lead_from_the_stages_to_what_holds_everywhere(desk: Desk) -> None:
    journey = desk.content.journey
    journey.stages.setFocus()
    desk.go(5)
    desk.key(KEY.Key_Down)
    assert desk.page.chosen.view == "vision"
    desk.key(KEY.Key_Down)
    assert desk.page.chosen.view == "never_always"
    desk.key(KEY.Key_Up)
    desk.key(KEY.Key_Up)
    assert desk.page.chosen.view == ""
    assert journey.stages.hasFocus()


def marked(desk: Desk) -> list[int]:
    """Return the standards that look chosen in the lists of the stage."""
    lists = [section.list for section in desk.content.stage_card.sections.values()]
    return [
        found.current_id() for found in lists if found.selectionModel().hasSelection() or found.current_id()
    ]


def test_the_line_that_looks_chosen_is_the_one_whose_fields_are_shown(desk: Desk) -> None:
    content, journey = desk.content, desk.content.journey
    first = desk.standard("Arrival defect 1").id
    assert (marked(desk), content.shown_form()) == ([first], content.standard_form)
    desk.page.show_record("stage", desk.stage(3))
    assert (marked(desk), content.shown_form()) == ([], content.stage_form)
    assert journey.stages.hasFocus()
    desk.page.refresh(None)  # as it is when one comes back to the page
    assert (marked(desk), content.shown_form()) == ([], content.stage_form)
    lists = content.stage_card.sections["defect"].list
    assert lists in content.stage_card.stops()
    lists.setFocus(Qt.FocusReason.TabFocusReason)
    third = desk.standard("Service defect 1").id
    assert (marked(desk), content.shown_form()) == ([third], content.standard_form)
    assert content.standard_form.record_id == third


def test_esc_goes_from_the_details_of_a_stage_back_to_the_standard_that_was_chosen(desk: Desk) -> None:
    chosen = desk.standard("Arrival operational 2").id
    desk.page.on_standard_chosen(chosen)
    desk.page.on_stage_details(desk.stage(2))
    assert marked(desk) == []
    assert desk.page.close_opened()
    assert marked(desk) == [chosen]
    assert desk.content.standard_form.record_id == chosen
    assert desk.focus() is desk.section("operational").list


def test_an_empty_journey_says_what_to_do(desk: Desk) -> None:
    for row in desk.ws.rows(Stage):
        desk.bridge.remove(Stage, row.id)
    assert desk.content.stage_card.stack.currentIndex() == 0
    desk.bot.mouseClick(desk.content.stage_card.first_button, Qt.MouseButton.LeftButton)
    desk.type("First")
    desk.key(KEY.Key_Tab)
    assert desk.content.stage_card.heading.text() == "1 · First"
    assert desk.content.stage_form.rows["wants"].editor.has_focus()


# The header and the window


def test_the_header_counts_and_prints(desk: Desk) -> None:
    assert desk.page.subtitle() == "25 standards in 5 stages · 0 non-negotiable"
    desk.bridge.change(Standard, desk.standard("Arrival defect 1").id, status="retired")
    desk.bridge.change(Standard, desk.standard("Arrival operational 1").id, non_negotiable=True)
    assert desk.page.subtitle() == "24 standards in 5 stages · 1 non-negotiable"
    assert desk.page.print_sheet() == ("training-sheet", {"stage": "2"})
    desk.content.stage_card.print_button.click()
    choose(desk.page.actions_.on_sheet_chosen, "training-sheet")
    desk.page.on_view_chosen("never_always")
    desk.content.never_card.print_button.click()
    assert desk.sheets == [
        ("stage-sheet", {"stage": "2"}), ("training-sheet", {"stage": "2"}), ("never-always-poster", {})
    ]  # fmt: skip
    undo, _print, add = desk.page.header_actions()
    assert undo.isEnabled()
    assert add.text() == "Line"


def test_what_was_chosen_is_remembered(own: Desk) -> None:
    own.page.show_record("standard", own.standard("Paying operational 3").id)
    own.go(1)
    own.go(4)
    assert own.form.typed_text("text") == "Paying operational 3"
    own.reopen()
    assert own.form.typed_text("text") == "Paying operational 3"
    own.page.on_view_chosen("role")
    own.reopen()
    assert own.page.chosen.view == "role"


def test_other_words_of_the_shop_are_used_at_once(desk: Desk) -> None:
    assert desk.content.journey.heading.text() == "Customer journey"
    desk.bridge.change(Shop, desk.ws.shop_id, customer_one="patient", customer_many="patients")
    assert desk.content.journey.heading.text() == "Patient journey"
    assert "patients" in desk.section("defect").empty.text()
    assert desk.content.stage_card.heading.text() == "2 · Arrival"


def test_a_file_that_can_only_be_read_is_shown_without_a_way_to_write(qtbot: QtBot, shop_file: Path) -> None:
    bridge = Bridge(Settings(your_name="Maya"))
    bridge.open_path(shop_file, read_only=True)
    page = StandardsPage(bridge)
    page.spec = PAGE
    qtbot.addWidget(page)
    page.refresh(None)
    assert not page.actions_.add.isEnabled()
    assert not page.add_record()
    box = page.content.standard_form.rows["text"].editor.box
    assert box.isReadOnly()
    page.flush()
    bridge.close()


def test_300_standards_are_shown_whole(desk: Desk) -> None:
    stages = [row.id for row in desk.ws.rows(Stage)]

    def many(tx: Transaction) -> None:
        for n in range(275):
            kind = ("defect", "operational", "experiential", "above_beyond")[n % 4]
            tx.add(
                Standard(stage=stages[n % 5], kind=kind, text=f"One more {n} with a few words", why="Because")
            )

    desk.bridge.act("many", many)
    assert desk.page.subtitle().startswith("300 standards")
    assert [row.count for row in desk.content.journey.stages.rows.rows] == ["60"] * 5
    shown = desk.content.stage_card.shown_ids()
    assert len(shown) == 60
    desk.page.show_record("standard", shown[-1])
    listed = desk.section("above_beyond").list
    room = desk.content.stage_card.area.viewport()

    def is_seen() -> bool:
        row = listed.visualRect(listed.currentIndex())
        return room.rect().contains(listed.viewport().mapTo(room, row.center()))

    desk.bot.waitUntil(is_seen)


def test_tab_goes_through_the_page_as_the_eye_does(desk: Desk) -> None:
    desk.page.show_record("standard", desk.standard("Arrival operational 1").id)
    desk.content.journey.add_button.setFocus()
    seen = []
    for _ in range(28):
        seen.append(desk.name_of_focus())
        desk.key(KEY.Key_Tab)
    assert seen == [
        "Add stages", "Stages", "Stage details", "Print this stage", "All, 5",
        "Add what can go wrong…", "What we always do", "Add what we always do…", "Add what makes it felt…",
        "Add what goes beyond…",
        "More acts", "Text, needed", "Why it matters", "Sounds like", "How we know", "Owner", "Status",
        "Non-negotiable", "Review on", "Still right", "New version…", "Retire…",
        "For these roles: Front desk", "For these roles: Stylist", "Pillar", "Seconds it takes",
        "Cost each time", "Role card of the owner",
    ]  # fmt: skip
    assert desk.name_of_focus() == "History"
    assert desk.form.typed_text("text") == "Arrival operational 1"
    for name in ("Role card of the owner", "Cost each time", "Seconds it takes"):
        desk.key(KEY.Key_Tab, SHIFT)
        assert desk.name_of_focus() == name


def test_the_arrows_choose_what_is_shown(desk: Desk) -> None:
    card = desk.content.stage_card
    card.chip_of["all"].setFocus()
    desk.key(KEY.Key_Right)
    assert card.chips.current() == "defect"
    assert card.sections["operational"].isHidden()
    desk.key(KEY.Key_Left)
    desk.key(KEY.Key_Left)
    assert card.chips.current() == "above_beyond"


def test_in_large_text_the_view_that_is_shown_is_seen_in_the_journey(
    qtbot: QtBot, shop_file: Path, tmp_path: Path, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", None, 2.0)
    desk = Desk(qtbot, shop_file, tmp_path / "large.cxdesk")
    desk.page.resize(960, 400)
    desk.page.show_place("role")
    views = desk.content.journey.views

    def is_seen() -> bool:
        return views.visibleRegion().contains(views.visualRect(views.currentIndex()))

    qtbot.waitUntil(is_seen)
    desk.close()
    theme.apply(qapp, "light")
