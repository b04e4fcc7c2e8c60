"""Tab through a window in which parts come and go: what stays is still there for Python, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cxdesk.entities.shop import Shop
from cxdesk.workspace import Workspace
from tests.ui.shell_kit import open_shell
from ui.widgets import in_order
from ui.widgets.in_order import go_round, stops_of

KEY = Qt.Key


def end(part: QWidget) -> None:
    """Let a part go as the window does."""
    part.hide()
    part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_what_stands_after_a_part_that_goes_stays(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    page = QWidget(window)
    window.setCentralWidget(page)
    field = QLineEdit(page)
    bar = window.menuBar()
    window.show()
    assert field in [stop for group in stops_of(window, [page]) for stop in group]
    end(page)
    assert isValid(bar)
    assert isValid(window)
    assert not isValid(field)


@pytest.mark.parametrize("forth", [True, False])
def test_tab_goes_along_the_stops_of_all_parts(qtbot: QtBot, tmp_path: Path, forth: bool) -> None:
    with open_shell(qtbot, tmp_path) as shell:
        shell.window.show_page("metrics")
        parts = shell.window.frame.parts()
        ring = [stop for group in stops_of(shell.window, parts) for stop in group]
        assert len(ring) > 6
        ring[0].setFocus()
        seen = []
        for _stop in ring:
            assert go_round(shell.window, parts, next=forth)
            seen.append(QApplication.focusWidget())
        assert seen == ([*ring[1:], ring[0]] if forth else ring[::-1])


def test_the_next_stop_beside_is_found_without_a_look_at_the_whole_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[QWidget] = []
    real = in_order.beside

    def counted(widget: QWidget, *, next: bool = True) -> QWidget:
        looked.append(widget)
        return real(widget, next=next)

    with open_shell(qtbot, tmp_path) as shell:
        many = [QLineEdit(shell.window.page) for _field in range(500)]
        first, second = shell.window.sidebar.buttons[:2]
        first.setFocus()
        monkeypatch.setattr(in_order, "beside", counted)
        assert go_round(shell.window, shell.window.frame.parts(), next=True)
        assert QApplication.focusWidget() is second
        assert len(looked) < len(many) / 10


def test_the_menu_bar_comes_after_another_file_was_opened(qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "other.cxdesk"
    Workspace.create(other, Shop(name="Rosa")).close()

    def press(key: Qt.Key) -> None:
        QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget() or shell.window, key)
        QApplication.processEvents()

    with open_shell(qtbot, tmp_path) as shell:
        shell.window.show_page("metrics")
        press(KEY.Key_F10)
        press(KEY.Key_F10)
        for _step in range(20):
            press(KEY.Key_Tab)
        assert shell.bridge.open_path(other)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for _step in range(20):
            press(KEY.Key_Tab)
        press(KEY.Key_F10)
        assert shell.window.menuBar().isVisible()
        press(KEY.Key_F10)
        assert not shell.window.menuBar().isVisible()


@pytest.mark.parametrize("lays_over", ["on_menu_bar", "on_palette", "on_privacy"])
def test_what_had_the_keyboard_may_be_gone_by_the_time_it_gets_it_back(
    qtbot: QtBot, tmp_path: Path, lays_over: str
) -> None:
    with open_shell(qtbot, tmp_path) as shell:
        window = shell.window
        window.show_page("metrics")
        field = QLineEdit(window.page)
        field.show()
        field.setFocus()
        assert window.focusWidget() is field
        getattr(window, lays_over)()
        end(field)
        if lays_over == "on_privacy":
            window.cover.uncover()
        else:
            getattr(window, lays_over)()
        assert window.menuBar().isHidden()
        assert window.outer.currentIndex() == 0
        assert not window.palette_.isVisible()
