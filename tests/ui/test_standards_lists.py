"""The four lists of a stage, from the keyboard and by dragging."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import DiskFull
from tests.ui.standards_desk import ALT, CTRL, KEY, Desk, choose, close_menus, drop
from ui.standards.rows import MIME


@pytest.fixture
def desk(shared_standards: Desk) -> Desk:
    return shared_standards


def test_standards_are_typed_one_after_the_other(desk: Desk) -> None:
    desk.page.add_record()
    field = desk.section("defect").add_field
    desk.content.stage_card.start_adding("operational")
    field = desk.section("operational").add_field
    assert field.hasFocus()
    desk.type("Open the door")
    desk.key(KEY.Key_Return)
    assert field.hasFocus()
    assert field.text() == ""
    desk.type("Take the coat")
    desk.key(KEY.Key_Tab)
    assert desk.texts("operational")[3:] == ["Open the door", "Take the coat"]
    assert desk.form.rows["why"].editor.has_focus()
    assert desk.form.typed_text("text") == "Take the coat"
    desk.type("It is raining")
    desk.key(KEY.Key_Escape)
    desk.page.close_opened()
    found = desk.standard("Take the coat").record
    assert (found.why, found.kind, found.stage) == ("It is raining", "operational", desk.stage(2))
    assert desk.section("operational").list.hasFocus()


def test_what_is_typed_in_a_line_is_added_when_it_is_left(desk: Desk) -> None:
    field = desk.section("experiential").add_field
    field.setFocus()
    desk.type("Remember the dog")
    desk.content.journey.stages.setFocus()
    assert desk.standard("Remember the dog").record.stage == desk.stage(2)
    assert field.text() == ""
    assert len([row for row in desk.ws.rows(Standard) if row.record.text == "Remember the dog"]) == 1


def test_another_stage_is_shown_only_after_the_typed_line_was_added_to_its_own(desk: Desk) -> None:
    desk.section("defect").add_field.setFocus()
    desk.type("The bell is broken")
    desk.page.show_record("stage", desk.stage(4))
    assert desk.standard("The bell is broken").record.stage == desk.stage(2)


def test_a_line_that_can_not_be_added_stays_in_its_field(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> int:
        raise DiskFull("The disk is full.")

    field = desk.section("defect").add_field
    field.setFocus()
    desk.type("Nobody answers")
    with monkeypatch.context() as patch:
        patch.setattr(desk.ws, "add", full)
        desk.key(KEY.Key_Return)
    assert field.text() == "Nobody answers"
    assert desk.problems == [("The disk is full.", "danger")]
    desk.key(KEY.Key_Return)
    assert desk.texts("defect")[-1] == "Nobody answers"


def test_standards_are_reordered_and_put_elsewhere_by_keyboard(desk: Desk) -> None:
    listed = desk.section("operational").list
    listed.setFocus()
    desk.key(KEY.Key_Down, ALT)
    assert desk.texts("operational") == [f"Arrival operational {n}" for n in (2, 1, 3)]
    assert listed.hasFocus()
    assert listed.currentIndex().row() == 1
    standard = desk.standard("Arrival operational 1").id
    acts = desk.content.stage_card.acts
    acts.on_menu_wanted(standard, QPoint(5, 5))
    choose(acts.on_menu_chosen, f"stage {desk.stage(4)}")
    assert desk.ws.get(Standard, standard).record.stage == desk.stage(4)
    assert desk.notices[-1] == ("Moved to “Paying”.", "Undo: change standard")
    assert desk.page.chosen.standard == desk.standard("Arrival operational 3").id
    choose(acts.on_menu_chosen, "kind above_beyond")
    assert desk.ws.get(Standard, standard).record.kind == "above_beyond"
    close_menus()


def test_a_standard_is_dragged_to_another_list_and_to_another_stage(desk: Desk) -> None:
    source, target = desk.section("operational").list, desk.section("experiential").list
    data = source.rows.mimeData([source.rows.index(0)])
    drop(desk, target, data, QPoint(20, 2))
    assert desk.texts("experiential") == ["Arrival operational 1", "Arrival experiential 1"]
    stages = desk.content.journey.stages
    data = target.rows.mimeData([target.rows.index(0)])
    drop(desk, stages, data, stages.visualRect(stages.rows.index(3)).center())
    assert desk.standard("Arrival operational 1").record.stage == desk.stage(4)
    data = stages.rows.mimeData([stages.rows.index(0)])
    drop(desk, stages, data, stages.visualRect(stages.rows.index(3)).bottomLeft())
    assert [row.record.name for row in desk.ws.rows(Stage)] == [
        "Arrival",
        "Service",
        "Paying",
        "Before",
        "After",
    ]


def test_what_is_dragged_from_elsewhere_is_not_taken(desk: Desk) -> None:
    listed = desk.section("defect").list
    data = QMimeData()
    data.setData(MIME, b"nonsense 7")
    drop(desk, listed, data, QPoint(20, 2))
    text = QMimeData()
    text.setText("hello")
    drop(desk, listed, text, QPoint(20, 2))
    assert desk.ws.undo_label is None


def test_the_arrows_run_through_all_four_lists(desk: Desk) -> None:
    desk.section("defect").list.setFocus()
    desk.page.enter()
    seen = []
    for _ in range(10):
        focus = desk.focus()
        seen.append(focus.accessibleName() if focus else "")
        desk.key(KEY.Key_Down)
    assert seen == [
        "What can go wrong", "Add what can go wrong…",
        *["What we always do"] * 3, "Add what we always do…",
        "How they feel it", "Add what makes it felt…",
        "Add what goes beyond…", "Add what goes beyond…",
    ]  # fmt: skip


def test_chips_count_and_filter(desk: Desk) -> None:
    card = desk.content.stage_card
    assert [card.chip_of[key].text() for key in ("all", "defect", "operational", "above_beyond")] == [
        "All  5", "Defects  1", "Operational  3", "Above && beyond  0"
    ]  # fmt: skip
    desk.bot.mouseClick(card.chip_of["defect"], Qt.MouseButton.LeftButton)
    shown = [key for key, section in card.sections.items() if not section.isHidden()]
    assert shown == ["defect"]
    assert desk.form.typed_text("text") == "Arrival defect 1"
    desk.page.show_record("standard", desk.standard("Paying operational 2").id)
    assert not card.sections["operational"].isHidden()
    assert desk.form.typed_text("text") == "Paying operational 2"


def test_empty_lists_say_what_belongs_there(desk: Desk) -> None:
    section = desk.section("above_beyond")
    assert not section.empty.isHidden()
    assert "without asking" in section.empty.text()
    assert section.list.isHidden()


def test_a_list_that_gets_the_focus_shows_its_choice(desk: Desk) -> None:
    desk.section("experiential").list.setFocus()
    desk.section("operational").list.setFocus()
    chosen = {
        kind: [index.row() for index in section.list.selectedIndexes()]
        for kind, section in desk.content.stage_card.sections.items()
    }
    assert chosen == {"defect": [], "operational": [0], "experiential": [], "above_beyond": []}
    assert desk.form.typed_text("text") == "Arrival operational 1"


def test_undo_in_the_line_that_is_typed_in_means_the_last_act_once_it_is_added(desk: Desk) -> None:
    field = desk.section("defect").add_field
    field.setFocus()
    desk.type("The bell is broken")
    desk.key(KEY.Key_Z, CTRL)
    assert field.text() == ""
    desk.type("The bell is broken")
    desk.key(KEY.Key_Return)
    assert not field.isUndoAvailable()
    event = QKeyEvent(QEvent.Type.ShortcutOverride, KEY.Key_Z, CTRL)
    field.event(event)
    assert not event.isAccepted()


def test_the_focus_goes_to_the_neighbour_of_what_was_removed_and_back_with_it(desk: Desk) -> None:
    listed = desk.section("operational").list
    listed.setFocus()
    listed.choose_place(2)
    desk.key(KEY.Key_Delete)
    assert listed.hasFocus()
    assert listed.current_id() == desk.standard("Arrival operational 2").id
    desk.bridge.undo()
    assert listed.hasFocus()
    assert listed.current_id() == desk.standard("Arrival operational 3").id
    desk.section("defect").list.setFocus()
    desk.section("defect").list.choose_place(0)
    desk.key(KEY.Key_Delete)
    assert listed.hasFocus()
    assert listed.current_id() == desk.standard("Arrival operational 1").id
    desk.bridge.undo()
    assert desk.section("defect").list.hasFocus()
    assert desk.section("defect").list.current_id() == desk.standard("Arrival defect 1").id
    assert listed.current_id() is None


def test_the_last_line_of_all_leaves_the_focus_where_the_next_is_typed(desk: Desk) -> None:
    section = desk.section("experiential")
    section.list.setFocus()
    section.list.choose_place(0)
    desk.key(KEY.Key_Delete)
    assert section.add_field.hasFocus()
    assert desk.page.chosen.standard == desk.standard("Arrival operational 3").id
    desk.bridge.undo()
    assert section.list.hasFocus()
    assert section.list.current_id() == desk.standard("Arrival experiential 1").id


def test_the_focus_follows_a_line_to_another_list(desk: Desk) -> None:
    desk.section("defect").list.setFocus()
    desk.section("defect").list.choose_place(0)
    standard = desk.standard("Arrival defect 1").id
    acts = desk.content.stage_card.acts
    acts.on_menu_wanted(standard, QPoint(5, 5))
    choose(acts.on_menu_chosen, "kind above_beyond")
    close_menus()
    listed = desk.section("above_beyond").list
    assert listed.hasFocus()
    assert listed.current_id() == standard

    def in_sight() -> bool:
        spot = listed.viewport().mapTo(
            desk.content.stage_card.area.viewport(), listed.visualRect(listed.currentIndex()).center()
        )
        return bool(desk.content.stage_card.area.viewport().rect().contains(spot))

    desk.bot.waitUntil(in_sight)


def test_the_button_never_adds_to_what_can_go_wrong_unless_that_is_all_there_is(desk: Desk) -> None:
    desk.section("defect").list.setFocus()
    desk.section("defect").list.choose_place(0)
    desk.page.add_record()
    assert desk.section("operational").add_field.hasFocus()
    desk.section("experiential").list.setFocus()
    desk.section("experiential").list.choose_place(0)
    desk.page.add_record()
    assert desk.section("experiential").add_field.hasFocus()
    desk.bot.mouseClick(desk.content.stage_card.chip_of["defect"], Qt.MouseButton.LeftButton)
    desk.page.add_record()
    assert desk.section("defect").add_field.hasFocus()


def test_a_click_on_the_chosen_line_brings_its_fields_back(desk: Desk) -> None:
    rows = desk.section("operational").list
    rows.setFocus()
    rows.choose_place(0)
    desk.content.stage_card.details_button.click()
    assert desk.content.stage_form.isVisible()
    spot = rows.visualRect(rows.rows.index(0)).center()
    desk.bot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert desk.content.standard_form.isVisible()


def test_a_line_removed_from_never_and_always_leaves_the_focus_in_a_list(desk: Desk) -> None:
    desk.page.on_view_chosen("never_always")
    card = desk.content.lists("never_always")[0]
    always, never = card.sections["always"], card.sections["never"]
    always.list.setFocus()
    always.list.choose_place(0)
    desk.key(KEY.Key_Delete)
    assert always.add_field.hasFocus() or never.list.hasFocus()
    desk.bridge.undo()
    assert always.list.hasFocus()


# From list to list with the keyboard


def test_alt_down_at_the_end_of_a_list_goes_into_the_next_one(desk: Desk) -> None:
    desk.page.show_record("standard", desk.standard("Arrival defect 1").id)
    desk.key(KEY.Key_Down, ALT)
    assert desk.texts("defect") == []
    assert desk.texts("operational")[0] == "Arrival defect 1"
    assert desk.section("operational").list.hasFocus()
    desk.key(KEY.Key_Up, ALT)
    assert desk.texts("defect") == ["Arrival defect 1"]
    desk.key(KEY.Key_Up, ALT)
    assert desk.notices[-1] == ("This is the first list.", "")
    desk.page.on_undo()
    assert desk.texts("operational")[0] == "Arrival defect 1", "each step is taken back by itself"


def test_a_line_of_never_goes_to_always_with_the_keyboard(desk: Desk) -> None:
    never = next(row for row in desk.ws.rows(NeverAlways) if row.record.text == "Gossip")
    desk.page.show_record("never_always", never.id)
    desk.key(KEY.Key_Down, ALT)
    assert desk.ws.get(NeverAlways, never.id).record.side == "always"


def test_a_line_that_was_retired_has_the_focus_again_when_that_is_taken_back(desk: Desk) -> None:
    standard = desk.standard("Arrival operational 2").id
    desk.page.show_record("standard", standard)
    desk.page.ways.on_retire_wanted(standard)
    desk.form.foot.retire_button.click()
    ask = desk.form.foot.retire_ask
    ask.button.click()
    assert ask.sentence.text()
    desk.type("That nobody waits")
    assert not ask.sentence.text(), "what is there is not asked for any more"
    ask.boxes["why"].setFocus()
    desk.type("No longer needed")
    ask.button.click()
    assert "Arrival operational 2" not in desk.texts("operational")
    desk.page.on_undo()
    assert desk.form.record_id == standard
    assert desk.section("operational").list.hasFocus()
    assert desk.section("operational").list.current_id() == standard


def test_the_role_cards_print_as_role_cards(desk: Desk) -> None:
    desk.page.on_view_chosen("role")
    assert desk.page.print_sheet() == ("role-card", {"role": "1"})
    desk.content.roles_card.print_button.click()
    assert desk.sheets == [("role-card", {"role": "all"})]
