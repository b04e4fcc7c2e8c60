"""What holds at every stage: the service vision, Never & Always, the role cards."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.role import Role
from cxdesk.entities.vision import Vision
from tests.ui.standards_desk import ALT, CTRL, KEY, SHIFT, Desk, choose, close_menus, drop


@pytest.fixture
def desk(shared_standards: Desk) -> Desk:
    return shared_standards


# The service vision


def test_the_vision_warns_of_what_is_sold_and_keeps_it_all_the_same(desk: Desk) -> None:
    desk.page.on_view_chosen("vision")
    desk.page.enter()
    form = desk.content.vision_card.form
    assert form.notes.isHidden()
    desk.key(KEY.Key_A, CTRL)
    desk.type("The best haircuts in town")
    assert any("haircuts" in note for note in form.notes.texts)
    desk.key(KEY.Key_Tab)
    assert desk.ws.rows(Vision)[0].record.statement == "The best haircuts in town"
    assert not form.notes.isHidden()
    desk.page.on_undo()
    assert form.notes.isHidden()


def test_a_second_version_is_adopted_and_the_first_stays_readable(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 14))
    desk.page.on_view_chosen("vision")
    card, versions = desk.content.vision_card, desk.content.versions_card
    versions.adopt_button.click()
    box = versions.adopt_ask.boxes["by"]
    assert (box.hasFocus(), box.text()) == (True, "Maya")
    desk.key(KEY.Key_Return)
    assert not versions.adopt_ask.is_open()
    versions.next_button.click()
    assert card.form.rows["statement"].editor.has_focus()
    desk.key(KEY.Key_A, CTRL)
    desk.type("Nobody waits unseen")
    versions.adopt_button.click()
    desk.key(KEY.Key_Return)
    rows = versions.list.rows.rows
    assert [row.text for row in rows] == ["v2 · Nobody waits unseen", "v1 · Ask first, say it back"]
    assert rows[0].quiet == "Adopted 14 Mar 2026 by Maya"
    assert [row.tags[0].text for row in rows] == ["Adopted", "Past"]
    versions.list.setFocus()
    versions.list.choose_place(1)
    statement = card.form.rows["statement"].editor
    assert statement.draft() == "Ask first, say it back"
    assert statement.box.isReadOnly()
    assert card.form.pillars.add_field.isHidden()
    desk.page.show_record("pillar", desk.ws.rows(Pillar, vision=desk.ws.rows(Vision)[0].id)[0].id)
    assert desk.page.chosen.view == "vision"


def test_pillars_are_written_moved_and_taken_away(desk: Desk) -> None:
    desk.page.on_view_chosen("vision")
    pillars = desk.content.vision_card.form.pillars
    first, second, _third = desk.ws.rows(Pillar)
    pillars.cards[second.id].rows["meaning"].setFocus()
    desk.type("The work lasts")
    desk.key(KEY.Key_Up, ALT)
    assert [row.record.title for row in desk.ws.rows(Pillar)] == ["Craft", "Ears", "Freedom"]
    assert desk.ws.get(Pillar, second.id).record.meaning == "The work lasts"
    assert pillars.list.indexOf(pillars.cards[second.id]) == 0
    assert pillars.cards[second.id].rows["meaning"].editor.has_focus()
    pillars.cards[first.id].cross.click()
    assert desk.ws.find(Pillar, first.id) is None
    assert first.id not in pillars.cards
    desk.page.add_record()
    desk.type("Heart")
    desk.key(KEY.Key_Tab)
    desk.type("We mean it")
    desk.page.flush()
    assert [(row.record.title, row.record.meaning) for row in desk.ws.rows(Pillar)][-1] == (
        "Heart",
        "We mean it",
    )


def test_a_pillar_without_a_title_says_so_and_keeps_the_old_one(desk: Desk) -> None:
    desk.page.on_view_chosen("vision")
    card = next(iter(desk.content.vision_card.form.pillars.cards.values()))
    card.rows["title"].setFocus()
    desk.key(KEY.Key_A, CTRL)
    desk.key(KEY.Key_Delete)
    desk.key(KEY.Key_Tab)
    assert card.rows["title"].is_wrong()
    assert desk.ws.get(Pillar, card.pillar).record.title == "Ears"


def test_without_a_vision_the_page_asks_for_one(desk: Desk) -> None:
    desk.bridge.remove(Vision, desk.ws.rows(Vision)[0].id)
    desk.page.on_view_chosen("vision")
    card = desk.content.vision_card
    assert card.stack.currentIndex() == 0
    card.first.click()
    assert card.stack.currentIndex() == 1
    assert card.form.rows["statement"].editor.has_focus()
    assert desk.ws.count(Vision) == 1


# Never & Always


def test_lines_are_typed_counted_and_hinted(desk: Desk) -> None:
    desk.page.on_view_chosen("never_always")
    card = desk.content.never_card
    desk.page.add_record()
    assert card.sections["never"].add_field.hasFocus()
    for n in range(9):
        desk.type(f"Never {n}")
        desk.key(KEY.Key_Return)
    assert desk.ws.count(NeverAlways, side="never") == 11
    assert "With more than 10" in card.sections["never"].notes.texts[0]
    desk.type("Say one thing and do another")
    desk.key(KEY.Key_Tab)
    row = card.sections["never"].list.rows.rows[-1]
    assert [tag.text for tag in row.tags] == ["6 words"]
    assert "Three or fewer" in desk.content.never_form.notes.texts[0]
    assert desk.content.never_form.rows["text"].editor.has_focus()


def test_a_line_goes_to_the_other_side(desk: Desk) -> None:
    desk.page.on_view_chosen("never_always")
    card = desk.content.never_card
    never, always = card.sections["never"].list, card.sections["always"].list
    drop(desk, always, never.rows.mimeData([never.rows.index(1)]), QPoint(10, 2))
    assert [row.text for row in always.rows.rows] == ["Gossip", "Smile"]
    smile = always.rows.rows[1].id
    card.on_menu_wanted(smile, QPoint(1, 1))
    close_menus()
    choose(card.on_menu_chosen, "to never")
    assert [row.text for row in never.rows.rows] == ["Point", "Smile"]
    never.setFocus()
    never.choose_place(1)
    desk.key(KEY.Key_Up, ALT)
    assert [row.text for row in never.rows.rows] == ["Smile", "Point"]
    desk.key(KEY.Key_Delete)
    assert [row.text for row in never.rows.rows] == ["Point"]
    assert desk.content.never_form.record_id == never.rows.rows[0].id
    assert desk.notices[-1][0] == "The line is in the trash."


# Role cards


def test_roles_without_a_card_are_named(desk: Desk) -> None:
    desk.page.on_view_chosen("role")
    card, form = desk.content.roles_card, desk.content.role_form
    assert card.missing.texts == ["1 role has no card yet: Stylist"]
    assert desk.content.journey.views.rows.rows[2].count == "1 missing"
    desk.page.show_record("role", desk.ws.rows(Role)[1].id)
    form.focus_on("in_my_job")
    desk.type("I ask before I cut")
    desk.key(KEY.Key_Tab)
    assert card.missing.isHidden()
    assert desk.content.journey.views.rows.rows[2].count == "2"
    desk.page.add_record()
    desk.type("Owner")
    desk.key(KEY.Key_Return)
    assert card.missing.texts == ["1 role has no card yet: Owner"]
    assert [row.record.name for row in desk.ws.rows(Role)] == ["Front desk", "Stylist", "Owner"]
    form.trash.click()
    assert desk.ws.count(Role) == 2


# The keyboard


@pytest.mark.parametrize("view", ["vision", "never_always", "role", ""])
def test_shift_tab_goes_back_the_way_that_tab_came(desk: Desk, view: str) -> None:
    if view:
        desk.page.on_view_chosen(view)
    desk.content.journey.add_button.setFocus()
    there = [desk.focus()]
    for _step in range(len(desk.content.stops()) - 1):
        desk.key(KEY.Key_Tab)
        there.append(desk.focus())
    assert there == desk.content.stops()
    back = [desk.focus()]
    for _step in there[1:]:
        desk.key(KEY.Key_Backtab, SHIFT)
        back.append(desk.focus())
    assert back == there[::-1]


@pytest.mark.parametrize("width", [1024, 1110])
def test_the_heading_of_the_journey_is_read_whole(desk: Desk, width: int) -> None:
    desk.page.resize(width, 640)
    QApplication.processEvents()
    assert not desk.content.journey.heading.is_elided()
