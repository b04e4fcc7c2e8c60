"""Between window and workspace: acts, what stands against them, events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.errors import InputError, NotFound, UserError
from cxdesk.events import Event
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from ui.bridge import Bridge
from ui.tasks import Tasks


@pytest.fixture
def bridge(qapp: QCoreApplication, tmp_path: Path) -> Iterator[Bridge]:
    made = Bridge(Settings(your_name="Maya"), tasks=Tasks(inline=True))
    made.take(Workspace.create(tmp_path / "willow.cxdesk", Shop(name="Willow"), who="Maya"))
    yield made
    made.close()


class Ear:
    """Writes down what the bridge says."""

    def __init__(self, bridge: Bridge) -> None:
        self.events: list[Event] = []
        self.notices: list[tuple[str, str]] = []
        self.problems: list[tuple[str, str]] = []
        bridge.changed.connect(self.events.append)
        bridge.notice.connect(self.on_notice)
        bridge.problem.connect(self.on_problem)

    def on_notice(self, text: str, undo: str) -> None:
        self.notices.append((text, undo))

    def on_problem(self, text: str, role: str) -> None:
        self.problems.append((text, role))


@pytest.fixture
def ear(bridge: Bridge) -> Ear:
    return Ear(bridge)


def test_an_act_is_told_when_it_is_over(bridge: Bridge, ear: Ear) -> None:
    done = bridge.act("add two stages", lambda tx: [tx.add(Stage(name=name)) for name in ("A", "B")])
    assert done
    assert [event.label for event in ear.events] == ["add two stages"]
    assert bridge.ws.count(Stage) == len(done.value or []) == 2


def test_a_page_may_write_when_it_hears_of_a_change(bridge: Bridge) -> None:
    def on_changed(event: Event) -> None:
        if "shop" in event.tables:
            assert bridge.add(Stage(name="written while refreshing"))

    bridge.changed.connect(on_changed)
    assert bridge.change(Shop, bridge.ws.shop_id or 0, name="Rosa")
    assert bridge.ws.count(Stage) == 1


def test_writes_beside_the_bridge_are_told_too(bridge: Bridge, ear: Ear, qtbot: QtBot) -> None:
    bridge.ws.add(Stage(name="Arrival"))
    assert ear.events == []
    qtbot.waitUntil(lambda: len(ear.events) == 1, timeout=2000)


def test_events_come_in_their_order(bridge: Bridge, ear: Ear) -> None:
    bridge.ws.add(Stage(name="Arrival"))
    number = bridge.add(Stage(name="Farewell")).value or 0
    bridge.remove(Stage, number)
    assert [event.label for event in ear.events] == ["add stage", "add stage", "remove stage"]


def test_what_was_done_can_be_offered_to_be_taken_back(bridge: Bridge, ear: Ear) -> None:
    number = bridge.add(Stage(name="Arrival")).value or 0
    bridge.remove(Stage, number, done="Stage removed")
    assert ear.notices == [("Stage removed", "Undo: remove stage")]
    bridge.undo()
    assert bridge.ws.count(Stage) == 1
    assert ear.notices[-1] == ("Undone: remove stage", "")
    bridge.redo()
    assert ear.notices[-1] == ("Done again: remove stage", "")
    assert bridge.undo_text() == "Undo: remove stage"
    assert bridge.redo_text() == ""


def test_moves_are_acts_too(bridge: Bridge) -> None:
    numbers = [bridge.add(Stage(name=name)).value or 0 for name in "AB"]
    assert bridge.move(Stage, numbers[1], 1)
    assert [row.record.name for row in bridge.ws.rows(Stage)] == ["B", "A"]


def test_undo_with_nothing_to_undo_is_quiet(bridge: Bridge, ear: Ear) -> None:
    bridge.undo()
    bridge.redo()
    assert (ear.notices, ear.problems, bridge.undo_text()) == ([], [], "")


def test_what_she_typed_and_can_not_be_kept_is_a_sentence(bridge: Bridge, ear: Ear) -> None:
    done = bridge.add(Stage(name=""))
    assert not done
    assert isinstance(done.error, InputError)
    assert ear.problems == [(done.error.message, "warn")]
    assert ear.events == []


def test_a_form_shows_wrong_fields_itself(bridge: Bridge, ear: Ear) -> None:
    done = bridge.add(Stage(name=""), inline=True)
    assert set(done.fields) == {"name"}
    assert ear.problems == []


def test_other_errors_of_a_form_are_still_sentences(bridge: Bridge, ear: Ear) -> None:
    done = bridge.change(Stage, 99, inline=True, name="Arrival")
    assert isinstance(done.error, NotFound)
    assert len(ear.problems) == 1
    assert done.fields == {}


def test_a_fault_of_ours_is_not_hidden(bridge: Bridge) -> None:
    with pytest.raises(ZeroDivisionError):
        bridge.act("divide", lambda _tx: 1 / 0)
    assert bridge.add(Stage(name="life goes on"))


def test_opening_takes_the_place_of_the_open_file(bridge: Bridge, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "rosa.cxdesk"
    Workspace.create(other, Shop(name="Rosa")).close()
    first = bridge.ws.path
    with qtbot.waitSignals(
        [bridge.closing, bridge.workspace_closed, bridge.workspace_opened], order="strict"
    ):
        assert bridge.open_path(other)
    assert bridge.ws.shop.name == "Rosa"
    assert bridge.ws.who == "Maya"
    assert Workspace.open(first).close() is None


def test_the_open_file_stays_open_when_it_is_asked_for_by_a_link(bridge: Bridge, tmp_path: Path) -> None:
    kept, link = bridge.ws, tmp_path / "link.cxdesk"
    link.symlink_to(kept.path)
    assert bridge.open_path(link)
    assert bridge.open_path(kept.path)
    assert bridge.workspace is kept


def test_a_file_that_can_not_be_opened_is_told_with_its_reason(
    bridge: Bridge, tmp_path: Path, qtbot: QtBot
) -> None:
    kept = bridge.ws
    with qtbot.waitSignal(bridge.open_failed) as told:
        assert not bridge.open_path(tmp_path / "gone.cxdesk")
    assert told.args[0] == tmp_path / "gone.cxdesk"
    assert isinstance(told.args[1], Exception)
    assert bridge.workspace is kept


def test_without_a_workspace_asking_for_it_is_a_mistake(bridge: Bridge) -> None:
    bridge.close()
    bridge.close()
    with pytest.raises(RuntimeError):
        _ = bridge.ws
    assert bridge.undo_text() == ""
    bridge.undo()


def test_nothing_is_heard_of_a_closed_workspace(bridge: Bridge, ear: Ear) -> None:
    ws = bridge.ws
    bridge.close()
    ws.events.tell(Event(tables=frozenset({"stage"}), ids={}, label="late"))
    bridge.deliver()
    assert ear.events == []


def test_errors_of_tasks_go_the_same_ways(bridge: Bridge, ear: Ear) -> None:
    bridge.on_task_error(UserError("Choose another folder."))
    assert ear.problems == [("Choose another folder.", "warn")]
    with pytest.raises(KeyError):
        bridge.on_task_error(KeyError("ours"))


def test_wishes_are_handed_on(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.page_wanted) as page:
        bridge.go_to("standards")
    with qtbot.waitSignal(bridge.record_wanted) as record:
        bridge.show_record("stage", 3)
    with qtbot.waitSignal(bridge.print_wanted) as sheet:
        bridge.print_sheet("training-sheet", {"stage": "1"})
    with qtbot.waitSignal(bridge.backup_made):
        bridge.backed_up("2026-11-21T09:00:00Z")
    assert (page.args, record.args) == (["standards"], ["stage", 3])
    assert sheet.args == ["training-sheet", {"stage": "1"}]
    assert bridge.backup_at == "2026-11-21T09:00:00Z"
