"""Ctrl+K: commands, pages and records by a few letters, without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.stage import Stage
from cxdesk.errors import EnvironmentFault
from cxdesk.workspace import Workspace
from tests.ui import audit_kit
from tests.ui.shell_kit import Shell, open_shell
from ui.actions import ActionId
from ui.command_palette import ENTRY, CommandPalette, Entry


@contextmanager
def two_stages(bot: QtBot, folder: Path) -> Iterator[Shell]:
    with open_shell(bot, folder) as made:
        made.add_stage("Arrival & greeting")
        made.add_stage("Émile’s farewell")
        yield made


@pytest.fixture(scope="module")
def shared(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    with two_stages(QtBot(request), tmp_path_factory.mktemp("palette")) as made:
        yield made


@pytest.fixture
def shell(shared: Shell) -> Iterator[Shell]:
    """One window for all tests that write nothing."""
    audit_kit.activate(shared.window)
    shared.window.navigator.begin("today")
    shared.window.actions_[ActionId.PALETTE].trigger()
    yield shared
    shared.window.palette_.hide()


@pytest.fixture
def fresh(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with two_stages(qtbot, tmp_path) as made:
        made.window.actions_[ActionId.PALETTE].trigger()
        yield made


def palette(shell: Shell) -> CommandPalette:
    return shell.window.palette_


def texts(shell: Shell) -> list[str]:
    return [entry.text for entry in palette(shell).model.entries]


def chosen(shell: Shell) -> Entry:
    entry = palette(shell).list.currentIndex().data(ENTRY)
    assert isinstance(entry, Entry)
    return entry


def test_it_opens_over_the_window_with_the_focus_in_its_line(shell: Shell) -> None:
    assert palette(shell).isVisible()
    assert palette(shell).line.hasFocus()
    assert palette(shell).geometry() == shell.window.rect()
    assert palette(shell).rect().contains(palette(shell).panel.geometry())


def test_it_shows_every_page_and_every_command_that_can_be_used(shell: Shell) -> None:
    shown = texts(shell)
    assert shown[:6] == ["Today", "Standards", "Metrics", "Team", "Print centre", "Settings"]
    assert "Undo: add stage" in shown
    assert "Redo" not in shown
    assert "Standard" in shown, "the actions of the page"
    usable = [action.text() for action in shell.window.actions_ if action.isEnabled()]
    assert set(usable) - set(shown) == {"Search everything"}


def test_pages_and_commands_show_their_kind_and_keys(shell: Shell) -> None:
    by_text = {entry.text: entry for entry in palette(shell).model.entries}
    assert (by_text["Standards"].tag, by_text["Standards"].keys) == ("Page", "Ctrl+2")
    assert (by_text["Privacy screen"].tag, by_text["Privacy screen"].keys) == ("Command", "Ctrl+L")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("met", "Metrics"),
        ("TEAM", "Team"),
        ("centre", "Print centre"),
        ("und", "Undo: add stage"),
        ("dark", "Dark colours"),
        ("greeting arr", "Arrival & greeting"),
        ("emile", "Émile’s farewell"),
    ],
)
def test_a_few_letters_find_it(shell: Shell, qtbot: QtBot, typed: str, first: str) -> None:
    qtbot.keyClicks(palette(shell).line, typed)
    assert chosen(shell).text == first


def test_what_begins_with_the_letters_comes_first(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(shell).line, "s")
    shown = texts(shell)
    assert shown.index("Settings") < shown.index("When was it saved?")


def test_records_show_their_kind(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(shell).line, "arriv")
    assert [(entry.text, entry.tag) for entry in palette(shell).model.entries] == [
        ("Arrival & greeting", "Stage")
    ]


def test_many_records_stand_after_the_first_commands_and_before_the_rest(fresh: Shell, qtbot: QtBot) -> None:
    for number in range(60):
        fresh.add_stage(f"Stop {number}")
    qtbot.keyClicks(palette(fresh).line, "s")
    kinds = [entry.tag for entry in palette(fresh).model.entries]
    assert "Stage" not in kinds[:5]
    assert set(kinds[5:45]) == {"Shop", "Stage"}
    assert "Command" in kinds[45:]


def test_what_fits_in_part_stands_after_a_record_that_fits_wholly(fresh: Shell, qtbot: QtBot) -> None:
    fresh.add_stage("Print corner")
    qtbot.keyClicks(palette(fresh).line, "print corner")
    assert texts(fresh)[:2] == ["Print corner", "Print centre"]


def test_nothing_found_is_said(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(shell).line, "xyzzy")
    assert palette(shell).model.entries == []
    assert palette(shell).nothing.isVisible()
    qtbot.keyClick(palette(shell).line, Qt.Key.Key_Return)
    assert palette(shell).isVisible()


def test_enter_shows_a_page_and_closes(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(shell).line, "team")
    qtbot.keyClick(palette(shell).line, Qt.Key.Key_Return)
    assert not palette(shell).isVisible()
    assert shell.page().spec.name == "team"


def test_enter_runs_a_command(fresh: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(fresh).line, "undo")
    qtbot.keyClick(palette(fresh).line, Qt.Key.Key_Return)
    assert fresh.bridge.ws.count(Stage) == 1


def test_enter_shows_a_record_on_its_page(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(shell).line, "arrival")
    qtbot.keyClick(palette(shell).line, Qt.Key.Key_Return)
    assert shell.page().spec.name == "standards"
    assert shell.page().told[-1].startswith("show stage ")


def test_arrows_go_round_and_pages_do_not(shell: Shell, qtbot: QtBot) -> None:
    line, last = palette(shell).line, len(texts(shell)) - 1
    rows = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        qtbot.keyClick(line, key)
        rows.append(palette(shell).list.currentIndex().row())
    assert rows == [1, 0, last, last, 0]
    qtbot.keyClick(line, Qt.Key.Key_PageDown)
    assert palette(shell).list.currentIndex().row() == 8
    qtbot.keyClick(line, Qt.Key.Key_PageUp)
    assert palette(shell).list.currentIndex().row() == 0


def test_the_chosen_line_is_told_to_screen_readers(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(shell).line, "met")
    assert palette(shell).line.accessibleDescription() == "Metrics, Page, Ctrl+3"


def test_escape_closes_and_gives_the_focus_back(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(palette(shell).line, Qt.Key.Key_Escape)
    assert not palette(shell).isVisible()
    shell.page().field.setFocus()
    shell.window.actions_[ActionId.PALETTE].trigger()
    qtbot.keyClick(palette(shell).line, Qt.Key.Key_Escape)
    assert shell.page().field.hasFocus()


def test_the_same_keys_close_it(shell: Shell) -> None:
    shell.window.actions_[ActionId.PALETTE].trigger()
    assert not palette(shell).isVisible()


def test_tab_stays_in_the_line(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(palette(shell).line, Qt.Key.Key_Tab)
    assert palette(shell).line.hasFocus()


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_1, True), (Qt.Key.Key_N, True), (Qt.Key.Key_K, False)])
def test_shortcuts_do_not_act_behind_it(shell: Shell, key: Qt.Key, kept: bool) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(palette(shell), event)
    assert event.isAccepted() is kept


def test_a_click_runs_a_line_and_one_beside_the_panel_closes(shell: Shell, qtbot: QtBot) -> None:
    where = palette(shell).list.visualRect(palette(shell).model.index(2, 0)).center()
    qtbot.mouseClick(palette(shell).list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert shell.page().spec.name == "metrics"
    shell.window.actions_[ActionId.PALETTE].trigger()
    qtbot.mouseClick(palette(shell), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette(shell).isVisible()


def test_it_opens_anew_with_what_can_be_used_now(fresh: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(fresh).line, "team")
    fresh.window.actions_[ActionId.PALETTE].trigger()
    fresh.bridge.undo()
    fresh.window.actions_[ActionId.PALETTE].trigger()
    assert palette(fresh).line.text() == ""
    assert "Redo: add stage" in texts(fresh)


def test_without_a_workspace_it_has_no_records_and_no_dead_commands(qtbot: QtBot, tmp_path: Path) -> None:
    with open_shell(qtbot, tmp_path, workspace=False) as shell:
        shell.window.actions_[ActionId.PALETTE].trigger()
        assert "Open a file…" in texts(shell)
        assert "Export everything…" not in texts(shell)
        qtbot.keyClicks(palette(shell).line, "xyzzy")
        assert texts(shell) == []


def test_a_search_that_fails_says_so(fresh: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object) -> None:
        raise EnvironmentFault("The drive was taken out.")

    monkeypatch.setattr(Workspace, "search", fail)
    qtbot.keyClicks(palette(fresh).line, "t")
    assert [banner.text for banner in fresh.window.banners.banners] == ["The drive was taken out."]
    assert "Team" in texts(fresh)


def test_every_letter_is_answered_at_once(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(palette(shell).line, Qt.Key.Key_M)
    assert "Metrics" in texts(shell)
    assert "Today" not in texts(shell)


def test_all_lines_can_be_painted(shell: Shell) -> None:
    empty = palette(shell).list.grab().toImage()
    palette(shell).line.setText("arr")
    assert palette(shell).list.grab().toImage() != empty
