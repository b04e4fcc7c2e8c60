"""The window around the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from tests.ui.shell_kit import SPECS, Shell, open_shell, spec
from ui import theme
from ui.actions import SPECS as COMMANDS
from ui.actions import ActionId, sequences
from ui.main_window import MainWindow
from ui.pages.base import made_in
from ui.shell.command_window import TEXT_STEPS
from ui.shell.help_dialog import TextDialog
from ui.shell.sidebar import PageButton


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with open_shell(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with open_shell(qtbot, tmp_path, workspace=False) as made:
        yield made


@pytest.fixture(scope="module")
def unseen(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A window for what holds of any, shown or not."""
    made = Shell(tmp_path_factory.mktemp("window"))
    yield made
    made.window.close()
    made.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(shell: Shell, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        target = QApplication.focusWidget() or shell.window
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers))


# Pages


def test_the_sidebar_lists_the_pages_that_are_there_in_their_groups(shell: Shell) -> None:
    assert shell.nav == ["today", "standards", "metrics", "team", "print", "settings"]


def test_no_button_of_an_earlier_list_stays_in_sight(shell: Shell) -> None:
    shell.window.sidebar.set_pages(SPECS[:3])
    left = [button for button in shell.window.sidebar.findChildren(PageButton) if button.isVisible()]
    assert left == shell.window.sidebar.buttons


def test_pages_are_made_when_they_are_first_shown_and_kept(shell: Shell) -> None:
    assert set(shell.window.host._pages) == {"today"}
    shell.window.show_page("metrics")
    made = shell.page()
    shell.window.show_page("today")
    shell.window.show_page("metrics")
    assert shell.page() is made
    assert made.told.count("refresh") == 1


def test_the_name_of_the_module_shows_the_page_too(shell: Shell) -> None:
    shell.window.show_page("metrics_page")
    assert shell.page().spec.name == "metrics"


def test_a_page_can_be_imported_when_it_is_first_shown(shell: Shell) -> None:
    late = spec("late", "know", make=made_in("tests.ui.shell_kit", "FakePage"))
    shell.window.host.set_specs([*SPECS, late])
    shell.window.show_page("late")
    assert type(shell.page()).__name__ == "FakePage"


def test_a_page_that_does_not_exist_changes_nothing(shell: Shell) -> None:
    shell.window.show_page("no_such_page")
    assert shell.page().spec.name == "today"


def test_a_click_in_the_sidebar_shows_the_page_and_marks_it(shell: Shell) -> None:
    shell.window.sidebar.buttons[1].click()
    assert shell.page().spec.name == "standards"
    assert [button.isChecked() for button in shell.window.sidebar.buttons] == [False, True] + [False] * 4


def test_ctrl_and_a_number_show_the_page(shell: Shell) -> None:
    keys = [action.shortcut().toString() for action in shell.window.page_actions]
    assert keys == [f"Ctrl+{number}" for number in range(1, 10)]
    shell.window.page_actions[2].trigger()
    assert shell.page().spec.name == "metrics"
    shell.window.page_actions[8].trigger()
    assert shell.page().spec.name == "metrics"


def test_the_arrow_keys_walk_through_the_sidebar(shell: Shell) -> None:
    shell.window.sidebar.search.setFocus()
    press(shell, Qt.Key.Key_Down)
    press(shell, Qt.Key.Key_Down)
    assert shell.window.sidebar.buttons[1].hasFocus()
    press(shell, Qt.Key.Key_Return)
    assert shell.page().spec.name == "standards"


def test_the_header_shows_the_page_and_its_actions(shell: Shell) -> None:
    header = shell.window.header
    assert header.title._whole == "Today"
    assert header.subtitle._whole == "45 standards"
    header.buttons[0].widget.click()
    assert shell.page().told[-1] == "header add"


def test_the_header_follows_the_page(shell: Shell) -> None:
    page = shell.page()
    page.words = "46 standards"
    page.add.setEnabled(False)
    page.header_changed.emit()
    assert shell.window.header.subtitle._whole == "46 standards"
    assert not shell.window.header.buttons[0].widget.isEnabled()


def test_badges_count_what_waits(shell: Shell) -> None:
    shell.window.count_badges()
    today = shell.window.sidebar.buttons[0]
    assert today.badge == 2
    assert today.accessibleName() == "Today, 2 wait"


def test_a_page_that_is_left_keeps_what_was_typed(shell: Shell) -> None:
    page = shell.page()
    shell.window.show_page("metrics")
    assert page.told[-1] == "flush"


def test_a_change_reaches_the_page_at_once_and_the_others_when_they_are_shown(shell: Shell) -> None:
    shell.window.show_page("metrics")
    hidden = shell.page()
    shell.window.show_page("today")
    shown = shell.page()
    hidden.told.clear()
    shell.add_stage()
    assert shown.told[-1] == "event add stage"
    assert hidden.told == []
    shell.window.show_page("metrics")
    assert hidden.told == ["refresh"]


def test_a_page_hears_only_of_its_tables(shell: Shell) -> None:
    page = shell.page()
    type(page).tables = frozenset({"standard"})
    try:
        page.told.clear()
        shell.add_stage()
        assert page.told == []
    finally:
        type(page).tables = None


# The workspace


def test_without_a_workspace_the_start_page_fills_the_window(bare: Shell) -> None:
    assert bare.page().spec.name == "start"
    window = bare.window
    assert not any(part.isVisible() for part in (window.sidebar, window.header, window.status))
    bare.make()
    assert bare.page().spec.name == "today"
    assert all(part.isVisible() for part in (window.sidebar, window.header, window.status))


def test_closing_the_workspace_drops_its_pages(shell: Shell) -> None:
    shell.window.actions_[ActionId.FILE_CLOSE].trigger()
    assert shell.bridge.workspace is None
    assert set(shell.window.host._pages) == {"start"}
    assert not shell.window.actions_[ActionId.UNDO].isEnabled()
    assert shell.window.actions_[ActionId.FILE_OPEN].isEnabled()


def test_the_shop_is_named_everywhere(shell: Shell) -> None:
    window = shell.window
    assert window.sidebar.shop_name._whole == "Willow & Co. Salon"
    assert window.sidebar.second_line._whole == "Maya"
    assert window.windowTitle() == "Willow & Co. Salon – CX Desk"
    assert window.status.file._whole == "willow.cxdesk"


def test_a_new_name_and_colour_of_the_shop_are_seen_at_once(shell: Shell) -> None:
    ws = shell.bridge.ws
    assert shell.bridge.change(Shop, ws.shop_id or 0, name="Rosa", brand_colour="#7A1FA2")
    assert shell.window.sidebar.shop_name._whole == "Rosa"
    assert theme.current().colours.brand == "#7A1FA2"


def test_the_colour_of_the_shop_is_there_when_its_file_is_opened_again(shell: Shell) -> None:
    ws = shell.bridge.ws
    assert shell.bridge.change(Shop, ws.shop_id or 0, brand_colour="#7A1FA2")
    path = ws.path
    shell.bridge.close()
    assert theme.current().colours.brand == "#0B746B"  # the start page is the program's
    assert shell.bridge.open_path(path)
    assert theme.current().colours.brand == "#7A1FA2"
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert "#7A1FA2" in app.styleSheet()
    assert app.palette().color(QPalette.ColorRole.Highlight).name().upper() == "#7A1FA2"


def test_a_file_that_can_not_be_opened_leaves_the_open_one_and_says_why(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "letter.cxdesk").write_text("Dear Maya", encoding="utf-8")
    assert not shell.bridge.open_path(tmp_path / "letter.cxdesk")
    assert shell.bridge.workspace is not None
    page = shell.window.page
    assert page is not None
    assert page.spec.name == "start"
    assert "not a CX Desk file" in page.failed[0]  # type: ignore[attr-defined]


def test_a_problem_is_a_banner_that_is_shown_once_and_closed_by_escape(shell: Shell) -> None:
    for _again in range(2):
        shell.bridge.problem.emit("The drive is full.", "warn")
    assert [banner.text for banner in shell.window.banners.banners] == ["The drive is full."]
    press(shell, Qt.Key.Key_Escape)
    assert shell.window.banners.banners == []
    assert not shell.window.banners.isVisible()


def test_not_more_than_three_banners(shell: Shell) -> None:
    for number in range(5):
        shell.bridge.problem.emit(f"Sentence {number}", "warn")
    assert [banner.text[-1] for banner in shell.window.banners.banners] == ["2", "3", "4"]


def test_the_status_bar_says_when_it_was_saved_and_backed_up(shell: Shell) -> None:
    status = shell.window.status
    assert not status.backup.isVisible()
    shell.add_stage()
    shell.bridge.backed_up("2026-11-21T09:00:00Z")
    assert status.saved.text().startswith("All changes saved ")
    assert "09:00" in status.backup.text().replace("9:00", "09:00").replace("009", "09")


def test_ctrl_s_flashes_the_note(shell: Shell, qtbot: QtBot) -> None:
    status = shell.window.status
    shell.window.actions_[ActionId.SAVED].trigger()
    assert status.saved.property("tone") == "good"
    assert shell.page().told[-1] == "flush"
    status._flash.start(1)
    qtbot.waitUntil(lambda: status.saved.property("tone") == "secondary", timeout=2000)


def test_reading_only_is_said(shell: Shell) -> None:
    path = shell.bridge.ws.path
    shell.bridge.close()
    assert shell.bridge.open_path(path, read_only=True)
    assert shell.window.status.saved.text().startswith("Reading only")
    assert not shell.bridge.add(Stage(name="Arrival"))
    assert len(shell.window.banners.banners) == 1


# Undo


def test_undo_and_redo_are_named(shell: Shell) -> None:
    undo, redo = shell.window.actions_[ActionId.UNDO], shell.window.actions_[ActionId.REDO]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    shell.add_stage()
    assert (undo.text(), undo.isEnabled()) == ("Undo: add stage", True)
    undo.trigger()
    assert shell.page().told[-2:] == ["flush", "event add stage"]
    assert (redo.text(), redo.isEnabled(), undo.isEnabled()) == ("Redo: add stage", True, False)
    redo.trigger()
    assert shell.bridge.ws.count(Stage) == 1


def test_the_undo_bar_takes_back_what_it_names(shell: Shell) -> None:
    shell.add_stage(done="Stage added")
    bar = shell.window.undo_bar
    assert bar.isVisible()
    assert (bar.words.text(), bar.button.toolTip()) == ("Stage added", "Undo: add stage")
    bar.button.click()
    assert shell.bridge.ws.count(Stage) == 0
    assert bar.words.text() == "Undone: add stage"


def test_the_undo_bar_goes_when_something_else_was_done(shell: Shell) -> None:
    shell.add_stage(done="Stage added")
    shell.add_stage("Farewell")
    assert not shell.window.undo_bar.isVisible()


def test_the_undo_bar_stays_inside_the_window(shell: Shell) -> None:
    shell.add_stage(done="Stage added " * 60)
    for width in (1280, 1600):
        shell.window.resize(width, 720)
        bar = shell.window.undo_bar
        assert bar.parentWidget().rect().contains(bar.geometry())


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_undo_bar_hides_nothing_of_the_page(shell: Shell, width: int) -> None:
    shell.window.resize(width, 720)
    before = shell.page().geometry()
    shell.add_stage(done="Moved “Greet everybody who comes in by name within ten seconds” to “Arrival”.")
    bar, page = shell.window.undo_bar, shell.page()
    assert page.geometry() == before
    assert bar.mapToGlobal(QPoint()).y() > page.mapToGlobal(page.rect().bottomLeft()).y()


# Commands


def test_every_command_is_declared_once_and_has_its_slot() -> None:
    assert sorted(command.id for command in COMMANDS) == sorted(ActionId)
    assert [name for name in ActionId if not callable(getattr(MainWindow, f"on_{name}", None))] == []


def test_no_two_commands_have_the_same_keys(unseen: Shell) -> None:
    keys = [keys.toString() for command in COMMANDS for keys in sequences(command)]
    keys += [action.shortcut().toString() for action in unseen.window.page_actions]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        (ActionId.UNDO, "Ctrl+Z"), (ActionId.REDO, "Ctrl+Y"), (ActionId.REDO, "Ctrl+Shift+Z"),
        (ActionId.RECORD_ADD, "Ctrl+N"), (ActionId.PRINT, "Ctrl+P"), (ActionId.SAVED, "Ctrl+S"),
        (ActionId.PALETTE, "Ctrl+K"), (ActionId.PRIVACY, "Ctrl+L"), (ActionId.HELP, "F1"),
        (ActionId.SETTINGS, "Ctrl+,"), (ActionId.MENU_BAR, "F10"),
    ],
)  # fmt: skip
def test_the_keys_are_those_of_the_design(unseen: Shell, command: ActionId, keys: str) -> None:
    assert QKeySequence(keys) in unseen.window.actions_[command].shortcuts()


def test_the_menu_bar_comes_with_f10_and_has_every_command(shell: Shell) -> None:
    window = shell.window
    window.actions_[ActionId.MENU_BAR].trigger()
    bar = window.menuBar()
    assert bar.isVisible()
    in_menus = {action.objectName() for menu in bar.actions() for action in menu.menu().actions()}
    assert {action.objectName() for action in window.actions_} <= in_menus
    window.actions_[ActionId.MENU_BAR].trigger()
    assert not bar.isVisible()


def test_ctrl_n_adds_on_the_page(shell: Shell) -> None:
    shell.window.actions_[ActionId.RECORD_ADD].trigger()
    assert shell.page().told[-1] == "add_record"


def test_ctrl_p_prints_what_is_shown(shell: Shell) -> None:
    shell.window.show_page("standards")
    shell.window.actions_[ActionId.PRINT].trigger()
    assert shell.page().spec.name == "print"
    assert shell.page().told[-1] == "sheet training-sheet {'stage': '2'}"


def test_ctrl_p_on_a_page_without_a_sheet_shows_the_print_centre(shell: Shell) -> None:
    shell.window.actions_[ActionId.PRINT].trigger()
    assert shell.page().spec.name == "print"
    assert not any(word.startswith("sheet") for word in shell.page().told)


def test_a_record_is_shown_on_the_page_of_its_kind_else_on_the_generic_one(shell: Shell) -> None:
    shell.bridge.show_record("stage", 7)
    assert (shell.page().spec.name, shell.page().told[-1]) == ("standards", "show stage 7")
    shell.bridge.show_record("person", 3)
    assert (shell.page().spec.name, shell.page().told[-1]) == ("records", "show person 3")


def test_help_says_what_the_page_is_for_and_its_keys(shell: Shell) -> None:
    shell.window.show_page("standards")
    shell.window.actions_[ActionId.HELP].trigger()
    dialog = shell.window.findChild(QDialog)
    assert isinstance(dialog, TextDialog)
    assert dialog.windowTitle() == "Standards"
    texts = [label.text() for label in dialog.findChildren(type(shell.window.status.saved))]
    assert "What every guest can count on." in texts
    assert "Ctrl+K" in texts
    dialog.close()


@pytest.mark.parametrize("command", [ActionId.SHORTCUTS, ActionId.ABOUT])
def test_dialogs_open_and_are_closed_by_escape(shell: Shell, qtbot: QtBot, command: ActionId) -> None:
    shell.window.actions_[command].trigger()
    dialog = shell.window.findChild(QDialog)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_themes_and_text_sizes_are_kept_in_the_settings(shell: Shell) -> None:
    actions = shell.window.actions_
    actions[ActionId.THEME_DARK].trigger()
    assert (shell.settings.theme, theme.current().dark) == ("dark", True)
    for _more in range(9):
        actions[ActionId.TEXT_LARGER].trigger()
    assert (shell.settings.text_size, theme.current().scale) == (TEXT_STEPS[-1], 1.5)
    assert shell.window.sidebar.width() == 312
    actions[ActionId.TEXT_SMALLER].trigger()
    actions[ActionId.TEXT_NORMAL].trigger()
    actions[ActionId.THEME_LIGHT].trigger()
    assert (shell.settings.text_size, theme.current().dark) == (100, False)
    actions[ActionId.THEME_SYSTEM].trigger()
    assert theme.current().mode == "system"


def test_another_text_size_is_no_step_that_could_be_gone_back(shell: Shell) -> None:
    shell.window.actions_[ActionId.TEXT_LARGER].trigger()
    assert not shell.window.navigator.can_go_back
    shell.window.actions_[ActionId.TEXT_NORMAL].trigger()


def test_export_writes_everything_and_says_where(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.add_stage()
    monkeypatch.setattr("ui.messages.ask_folder", lambda *_words, **_more: tmp_path / "out")
    shell.window.actions_[ActionId.FILE_EXPORT].trigger()
    assert (tmp_path / "out" / "stage.csv").is_file()
    assert "out" in shell.window.undo_bar.words.text()


def test_open_asks_for_a_file(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shell.bridge.ws.path
    shell.bridge.close()
    monkeypatch.setattr("ui.messages.ask_open_file", lambda *_words, **_more: path)
    shell.window.actions_[ActionId.FILE_OPEN].trigger()
    assert shell.bridge.ws.path == path


# Privacy


def test_the_privacy_screen_hides_everything_until_a_key(shell: Shell) -> None:
    window = shell.window
    shell.page().field.setFocus()
    window.actions_[ActionId.PRIVACY].trigger()
    assert window.cover.isVisible()
    assert not any(part.isVisible() for part in (window.sidebar, window.header, window.host, window.status))
    assert window.windowTitle() == "CX Desk"
    press(shell, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert window.cover.isVisible()
    press(shell, Qt.Key.Key_A)
    assert not window.cover.isVisible()
    assert shell.page().field.hasFocus()
    assert shell.page().field.text() == ""


def test_no_shortcut_acts_behind_the_privacy_screen(shell: Shell, qtbot: QtBot) -> None:
    shell.add_stage()
    shell.window.actions_[ActionId.PRIVACY].trigger()
    qtbot.keyClick(shell.window.cover, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shell.bridge.ws.count(Stage) == 1
    assert not shell.window.cover.isVisible()


def test_a_click_leaves_the_privacy_screen(shell: Shell, qtbot: QtBot) -> None:
    shell.window.actions_[ActionId.PRIVACY].trigger()
    qtbot.mouseClick(shell.window.cover, Qt.MouseButton.LeftButton)
    assert not shell.window.cover.isVisible()


def test_escape_closes_what_opened_last(shell: Shell) -> None:
    shell.page().opened = True
    shell.add_stage(done="Stage added")
    press(shell, Qt.Key.Key_Escape)
    assert not shell.page().opened
    assert shell.window.undo_bar.isVisible()
    press(shell, Qt.Key.Key_Escape)
    assert not shell.window.undo_bar.isVisible()


def test_escape_leads_back_from_the_start_page(shell: Shell) -> None:
    shell.window.show_page("team")
    shell.window.actions_[ActionId.FILE_START].trigger()
    assert shell.page().spec.name == "start"
    press(shell, Qt.Key.Key_Escape)
    assert shell.page().spec.name == "team"
