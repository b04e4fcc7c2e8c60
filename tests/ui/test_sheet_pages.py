"""Silent cues and huddle topics: their sheets, their order, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxdesk.entities.cue import Cue
from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.standard import Standard
from cxdesk.schema.entity import spec_of
from tests.ui.page_kit import Room, make_file, nameless
from ui import messages
from ui.pages import discover
from ui.pages.entity_page import entity_page_spec

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CASES = [
    (Cue, "cue-legend", ["Cue legend", "Silent cue"]),
    (HuddleTopic, "huddle-sheet", ["Calendar", "Huddle sheet", "Huddle topic"]),
]


@pytest.fixture(params=CASES, ids=lambda case: case[0].__name__)
def case(request: pytest.FixtureRequest) -> tuple[type, str, list[str]]:
    return request.param


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, case: tuple[type, str, list[str]]) -> Iterator[Room]:
    made = Room(qtbot, entity_page_spec(spec_of(case[0])))
    made.asked = []
    made.bridge.print_wanted.connect(lambda sheet, options: made.asked.append((sheet, options)))
    made.open(make_file(tmp_path / "w.cxdesk"))
    made.show()
    yield made
    made.close()


def test_the_header_has_its_sheets(room: Room, case: tuple[type, str, list[str]]) -> None:
    _cls, sheet, words = case
    actions = room.page.header_actions()
    assert [one.text() for one in actions] == words
    assert room.page.print_sheet() == (sheet, {})
    actions[-2].trigger()
    assert room.asked == [(sheet, {})]
    assert nameless(room.page) == []


def test_alt_and_arrows_move_a_line(room: Room, case: tuple[type, str, list[str]]) -> None:
    cls = case[0]
    first, second, *_more = [row.id for row in room.bridge.ws.rows(cls)]
    assert room.page.form.record_id == first  # the first one is shown at once
    room.key(KEY.Key_Down, ALT)
    assert [row.id for row in room.bridge.ws.rows(cls)][:2] == [second, first]
    assert room.page.form.record_id == first
    room.bridge.undo()
    assert [row.id for row in room.bridge.ws.rows(cls)][:2] == [first, second]


def test_the_list_is_saved_as_a_pdf_from_beside_it(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list.pdf"
    monkeypatch.setattr(messages, "ask_save_file", lambda *_w, **_m: file)
    room.bot.keyClick(room.page.list_button, KEY.Key_Return)
    room.settle()
    assert file.read_bytes().startswith(b"%PDF")


def test_a_topic_leads_to_its_standard(qtbot: QtBot, tmp_path: Path) -> None:
    room = Room(qtbot, entity_page_spec(spec_of(HuddleTopic)))
    ws = room.open(make_file(tmp_path / "w.cxdesk"))
    standard = ws.rows(Standard, kind="operational")[0]
    room.show()
    assert room.page.form.rows["standard"].label.text() == "Standard"
    ws.change(HuddleTopic, room.page.form.record_id, standard=standard.id)
    room.page.refresh(None)
    assert room.page.form.values()["standard"] == standard.id
    room.close()


def test_each_stands_in_its_group(room: Room) -> None:
    groups = {spec.name: spec.group for spec in discover(room.bridge)}
    assert {name: groups[name] for name in ("negative-cue", "cue", "huddle-topic", "people")} == {
        "negative-cue": "promise",
        "cue": "know",
        "huddle-topic": "do",
        "people": "do",
    }
    icons = [spec.icon for spec in discover(room.bridge) if spec.group not in {"hidden", ""}]
    assert len(icons) == len(set(icons))


def test_a_system_that_breaks_off_is_named_with_what_is_missing(qtbot: QtBot, tmp_path: Path) -> None:
    room = Room(qtbot, entity_page_spec(spec_of(SecretSystem)))
    room.open(make_file(tmp_path / "w.cxdesk"))
    room.show()
    before = list(room.page.gaps.texts)
    room.bridge.add(SecretSystem(name="New parents", learnt="A child was born", kept_in="The card"))
    (said,) = [text for text in room.page.gaps.texts if text not in before]
    assert said.startswith("“New parents” breaks off")
    assert "Silent cue" in said
    assert "Who acts" in said
    assert "Where it is kept" not in said
    added = room.bridge.ws.rows(SecretSystem)[-1].id
    room.bridge.change(SecretSystem, added, active=False)
    assert room.page.gaps.texts == before
    assert room.page.print_sheet() == ("secret-systems", {})
    room.close()
