"""The window as a whole: focus, sizes, where it was, what it imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.shop import Shop
from cxdesk.errors import ReadOnly, UserError
from cxdesk.settings import settings_file
from cxdesk.store import backup
from cxdesk.workspace import Workspace
from tests.arch.source import ROOT
from tests.ui.shell_kit import SPECS, Shell, focusable, open_shell, spec
from ui import window_state
from ui.main_window import SMALLEST, MainWindow
from ui.pages import discover
from ui.pages.base import GROUPS


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with open_shell(qtbot, tmp_path) as made:
        yield made


def press(shell: Shell, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        target = QApplication.focusWidget() or shell.window
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers))


# The window


def test_everything_that_takes_the_focus_has_a_name(shell: Shell) -> None:
    nameless = [
        f"{type(part).__name__} {part.objectName()}"
        for part in focusable(shell.window)
        if not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip()
    ]
    assert nameless == []


def test_tab_goes_through_the_window_and_comes_back(shell: Shell) -> None:
    parts = focusable(shell.window)
    parts[0].setFocus()
    seen = []
    for _step in range(len(parts) + 1):
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now)
        press(shell, Qt.Key.Key_Tab)
    assert set(parts) <= set(seen)


def test_showing_another_page_does_not_look_through_the_window_for_what_comes_next(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one, other) = shell.nav[:2]
    shell.window.show_page(one)
    inside = next(part for part in focusable(shell.window) if shell.page().isAncestorOf(part))
    inside.setFocus()
    assert QApplication.focusWidget() is inside
    looked: list[bool] = []
    monkeypatch.setattr(MainWindow, "focusNextPrevChild", lambda _window, on: looked.append(on) or True)
    shell.window.show_page(other)
    assert looked == []


@pytest.mark.parametrize("percent", [90, 100, 150])
def test_the_window_fits_the_smallest_screen_at_every_text_size(shell: Shell, percent: int) -> None:
    shell.window._set_text_size(percent)
    QApplication.processEvents()
    assert shell.window.minimumSize() == SMALLEST
    needed = shell.window.minimumSizeHint()
    assert needed.width() <= SMALLEST.width()
    assert needed.height() <= SMALLEST.height()


def test_the_window_comes_back_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    with open_shell(qtbot, tmp_path) as shell:
        shell.window.resize(1280, 740)
        shell.window.show_page("team")
        path, settings = shell.bridge.ws.path, shell.settings
        shell.window.close()
        again = Shell(tmp_path)
        again.bridge.settings = settings
        again.bridge.open_path(path)
        assert window_state.restore_window(again.window, settings)
        again.window.show()
        assert again.window.height() == 740
        assert again.page().spec.name == "team"
        again.window.close()


@pytest.mark.parametrize(
    "state", [{}, {"shape": 1, "geometry": "!"}, {"shape": 1, "geometry": 7}, {"shape": 0}]
)
def test_a_window_state_that_does_not_fit_is_left_aside(shell: Shell, state: dict[str, object]) -> None:
    shell.settings.window = state
    assert not window_state.restore_window(shell.window, shell.settings)


def test_splitters_are_remembered(qtbot: QtBot, shell: Shell) -> None:
    from PySide6.QtWidgets import QSplitter, QWidget

    def splitter() -> QSplitter:
        made = QSplitter()
        made.addWidget(QWidget())
        made.addWidget(QWidget())
        made.resize(400, 100)
        qtbot.addWidget(made)
        return made

    first = splitter()
    window_state.keep(first, "test", shell.settings)
    first.show()
    first.moveSplitter(120, 1)
    second = splitter()
    window_state.keep(second, "test", shell.settings)
    second.show()
    assert second.sizes() == first.sizes()


def test_closing_the_window_keeps_everything_and_frees_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    with open_shell(qtbot, tmp_path) as shell:
        path, page = shell.bridge.ws.path, shell.page()
        shell.window.close()
        assert "flush" in page.told
        assert shell.bridge.workspace is None
        assert shell.bridge.open_path(path)


def test_a_fault_while_closing_keeps_nothing_open(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise KeyError("ours")

    with open_shell(qtbot, tmp_path) as shell:
        path = shell.bridge.ws.path
        shell.add_stage("Pay")
        with monkeypatch.context() as sick, pytest.raises(KeyError):
            sick.setattr(shell.page(), "flush", fail)
            shell.window.close()
        assert shell.bridge.workspace is None
        assert [made.reason for made in backup.listing(path)] == ["close"]
        assert settings_file().exists()
        assert shell.bridge.open_path(path)


def test_pages_are_found_and_complete() -> None:
    found = discover()
    assert len({spec.name for spec in found}) == len(found)
    assert [spec.name for spec in found if spec.group not in {*GROUPS, "hidden"}] == []
    assert [spec.name for spec in found if not spec.title or not spec.icon] == []


def test_pages_are_sorted_by_group_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    import ui.pages

    class Module:
        PAGE = spec("b", "know", 20)

        @staticmethod
        def pages_of(_bridge: object) -> list[object]:
            return [spec("a", "know", 30), spec("first", ""), spec("last", "pinned"), spec("c", "know", 10)]

    class OpenBridge:
        workspace = object()

    monkeypatch.setattr(ui.pages, "_modules", lambda: (Module,))
    assert [found.name for found in discover(OpenBridge())] == ["first", "c", "b", "a", "last"]  # type: ignore[arg-type]
    assert [found.name for found in discover()] == ["b"]


def test_before_the_first_paint_nothing_heavy_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "a.cxdesk"
    Workspace.create(path, Shop(name="Willow")).close()
    code = f"""
import sys
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from pathlib import Path
from ui.app import make_app
settings = Settings()
app = make_app(["cxdesk"], settings)
from ui.bridge import Bridge
from ui.main_window import MainWindow
bridge = Bridge(settings)
window = MainWindow(bridge, [])
bridge.take(Workspace.open(Path({str(path)!r})))
window.show()
heavy = "ui.lock ui.protection cxdesk.store.cipher matplotlib numpy reportlab sqlite_utils babel click"
heavy += " pypdfium2 PIL PySide6.QtNetwork tomllib"
print(*[name for name in heavy.split() if name in sys.modules])
print("|", window.windowTitle())
"""
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.split("|") == ["\n", " Willow – CX Desk\n"]


def test_specs_of_tests_are_in_the_order_that_discovery_gives() -> None:
    assert [one.group for one in SPECS] == [
        "",
        "promise",
        "know",
        "do",
        "bottom",
        "pinned",
        "hidden",
        "hidden",
    ]


def test_errors_have_their_banners(shell: Shell) -> None:
    shell.bridge.show_error(UserError("Choose another name."))
    shell.bridge.show_error(ReadOnly("This file can only be read."))
    assert [banner.property("role") for banner in shell.window.banners.banners] == ["warn", "danger"]
