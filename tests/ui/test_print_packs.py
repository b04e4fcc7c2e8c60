"""Packs in the print centre: beside the sheets, chosen for a person or a stage, one PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt

from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.output import packs, printing
from tests.ui.page_kit import Room, nameless
from tests.ui.print_kit import PrintRoom, choose, control, own, texts
from ui import messages
from ui.printing.kinds import NAME, is_heading

__all__ = ["own"]
KEY = Qt.Key


@pytest.fixture
def room(shared_print: PrintRoom) -> PrintRoom:
    return shared_print


def rows(room: Room) -> list[QModelIndex]:
    model = room.page.kinds.model()
    return [model.index(place, 0) for place in range(model.rowCount())]


def pick(room: Room, name: str, value: str) -> None:
    box = control(room, name)
    place = box.findData(value)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)
    room.settle()


def first(room: Room) -> str:
    return " ".join(texts(room.page.made.pages.pdf, 1)[0].split())


def test_sheets_stand_under_what_they_belong_to_and_packs_below(room: Room) -> None:
    assert [str(index.data(NAME)) for index in rows(room) if not is_heading(index)] == [
        *printing.sheets(),
        *packs.packs(),
    ]
    under = {}
    for index in rows(room):
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        if is_heading(index):
            heading = text
        else:
            under[text] = heading
    assert list(dict.fromkeys(under.values())) == [
        "Standards", "Secret service", "Recovery", "Guests", "Metrics", "Team",
        "Packs: several sheets as one PDF",
    ]  # fmt: skip
    belongs = {
        "Training sheet": "Standards", "Cue legend": "Secret service", "Incident slips": "Recovery",
        "Preference pad": "Guests", "Tally sheet": "Metrics", "Huddle sheet": "Team",
    }  # fmt: skip
    assert {title: under[title] for title in belongs} == belongs
    assert f"{len(packs.packs())} packs" in room.page.subtitle()
    assert nameless(room.page) == []


def test_keys_pass_over_the_heading(room: Room) -> None:
    choose(room, list(printing.sheets())[-1])
    room.page.kinds.setFocus()
    room.key(KEY.Key_Down)
    room.settle()
    assert room.page.kinds.current == "new-starter"
    room.key(KEY.Key_Up)
    room.settle()
    assert room.page.kinds.current == list(printing.sheets())[-1]


def test_home_and_end_go_to_the_first_sheet_and_the_last_pack(room: Room) -> None:
    room.page.kinds.setFocus()
    room.key(KEY.Key_End)
    room.settle()
    assert room.page.kinds.current == list(packs.packs())[-1]
    room.key(KEY.Key_Home)
    room.settle()
    assert room.page.kinds.current == next(iter(printing.sheets()))


def test_a_new_starter_is_chosen_by_name(room: Room) -> None:
    choose(room, "new-starter")
    assert room.page.side.heading.text() == "New starter"
    assert "In this pack" in first(room)
    pick(room, "person", "Lea Brandt")
    assert "New starter · Lea Brandt" in first(room)
    assert not any("no role" in sentence for sentence in room.page.made.printed.messages)
    assert room.page.made.printed.pages == room.page.desk.preview.count


def test_what_is_left_out_of_a_pack_is_said(room: Room) -> None:
    choose(room, "new-starter")
    pick(room, "person", "Jin Park")
    if "role-card" in printing.sheets():
        assert "Jin Park has no role yet" in room.page.banners[0].text


def test_all_that_is_left_out_is_said_however_much(room: Room) -> None:
    for name in ("Dentist", "Hygienist", "Reception", "Assistant"):
        role = room.bridge.ws.add(Role(name=name))
        stage = room.bridge.ws.add(Stage(name=f"With {name}"))
        for number in range(20):
            room.bridge.ws.add(Standard(stage=stage, text=f"{name} does {number}.", roles=(role,)))
    choose(room, "role-card")
    said = " ".join(banner.text for banner in room.page.banners)
    assert len(room.page.made.printed.messages) > 3
    assert all(message in said for message in room.page.made.printed.messages)
    assert len(room.page.banners) <= 3


def test_a_sheet_is_taken_out_of_one_pack_only(room: Room) -> None:
    choose(room, "new-starter")
    pages = room.page.made.printed.pages
    room.bot.keyClick(control(room, "vision-poster"), KEY.Key_Space)
    room.settle()
    assert room.page.made.printed.pages == pages - 1
    assert "vision-poster" not in room.page.made.request.include
    choose(room, "wall-set")
    assert "vision-poster" in room.page.made.request.include
    choose(room, "new-starter")
    assert "vision-poster" not in room.page.made.request.include


def test_a_pack_without_any_sheet_is_refused_in_words(room: Room) -> None:
    choose(room, "this-stage")
    for name in ("training-sheet", "stage-sheet"):
        room.bot.keyClick(control(room, name), KEY.Key_Space)
    room.settle()
    assert "at least one" in room.page.banners[0].text
    assert not room.page.side.print_button.isEnabled()


def test_the_stage_stays_from_sheet_to_pack(room: Room) -> None:
    stage = room.bridge.ws.rows(Stage)[2].record.name
    pick(room, "stage", "3")
    choose(room, "this-stage")
    assert f"This stage · {stage}" in first(room)


def test_a_pack_is_saved_under_its_name_and_every_part_is_noted(
    own: PrintRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(messages, "ask_save_file", lambda _parent, _title, name, **_more: folder / name)
    choose(own, "this-stage")
    own.page.save()
    own.settle()
    (file,) = folder.iterdir()
    stage = own.bridge.ws.rows(Stage)[0].record.name
    assert file.name == f"This stage - {stage} - Willow & Co.pdf"
    assert file.read_bytes() == own.page.made.pages.pdf
    noted = [row.record for row in own.bridge.ws.rows(PrintRecord)]
    assert {(one.sheet, one.about) for one in noted} == {("training-sheet", stage), ("stage-sheet", stage)}
    assert own.page.side.older.isHidden()


def test_another_page_can_ask_for_a_pack(room: Room) -> None:
    room.page.show_sheet("new-starter", {"person": "Lea Brandt"})
    room.settle()
    assert "New starter · Lea Brandt" in first(room)


def test_day_and_topic_of_a_huddle_are_chosen_without_typing(room: Room) -> None:
    for row in room.bridge.ws.rows(HuddleTopic):
        room.bridge.ws.remove(HuddleTopic, row.id)
    for place in (1, 2, 3):
        room.bridge.add(HuddleTopic(topic=f"Topic {place}", ask=f"Question {place}?"))
    choose(room, "huddle-sheet")
    days = control(room, "date")
    assert days.count() == 13
    pick(room, "date", str(days.itemData(5)))
    assert room.page.made.printed.about == days.itemData(5)
    pick(room, "topic", "2")
    assert "Question 2?" in first(room)
    choose(room, "huddle-calendar")
    months = control(room, "month")
    pick(room, "month", str(months.itemData(3)))
    assert str(months.itemText(3)) in first(room)
    assert "3 huddle topics" in room.page.banners[0].text
