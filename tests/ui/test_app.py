"""Our own faults: in the log without what she typed, in the dialog once; and the boxes."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QtMsgType
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesk.errors import ReadOnly
from cxdesk.paths import log_dir
from cxdesk.settings import Settings
from ui import app as app_module
from ui import messages, theme
from ui.app import Faults, MemoryKeeper, make_app, on_qt_message


@pytest.fixture
def faults(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    shown: list[str] = []
    monkeypatch.setattr(messages, "show_crash", lambda details, _parent: shown.append(details))
    made = Faults()
    made.shown = shown  # type: ignore[attr-defined]
    yield made
    made.uninstall()


def raised(error: Exception) -> tuple[type[Exception], Exception, object]:
    try:
        raise error
    except Exception as caught:
        return type(caught), caught, caught.__traceback__


@pytest.mark.logs
def test_a_fault_is_shown_once_and_logged_without_what_she_typed(
    faults: Faults, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    for _again in range(3):
        faults.on_exception(*raised(ValueError("Mrs. Nowak")))  # type: ignore[arg-type]
    qapp.processEvents()
    assert len(faults.shown) == 1  # type: ignore[attr-defined]
    assert "Mrs. Nowak" in faults.shown[0]  # type: ignore[attr-defined]
    assert "ValueError" in caplog.text
    assert "Mrs. Nowak" not in caplog.text


@pytest.mark.logs
def test_a_fault_of_another_thread_is_shown_by_this_one(faults: Faults, qapp: QApplication) -> None:
    faults.install()

    def work() -> None:
        raise KeyError("ours")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert faults.shown == []  # type: ignore[attr-defined]
    qapp.processEvents()
    assert len(faults.shown) == 1  # type: ignore[attr-defined]


@pytest.mark.logs
def test_a_sentence_for_a_person_is_no_crash(faults: Faults, qapp: QApplication) -> None:
    class Window(QWidget):
        told = ""

        def on_problem(self, text: str, _role: str) -> None:
            self.told = text

    window = Window()
    faults.window = window
    faults.on_exception(*raised(ReadOnly("This file can only be read.")))  # type: ignore[arg-type]
    qapp.processEvents()
    assert window.told == "This file can only be read."
    assert faults.shown == []  # type: ignore[attr-defined]


@pytest.mark.logs
def test_a_sick_program_does_not_bury_her_in_boxes(faults: Faults, qapp: QApplication) -> None:
    for number in range(20):
        kind = type(f"Error{number}", (Exception,), {})
        faults.on_exception(*raised(kind()))  # type: ignore[arg-type]
    qapp.processEvents()
    assert len(faults.shown) == app_module.MOST_CRASH_DIALOGS  # type: ignore[attr-defined]


def test_hooks_are_given_back(qapp: QApplication) -> None:
    before = (sys.excepthook, threading.excepthook)
    made = Faults()
    made.install()
    assert sys.excepthook == made.on_exception
    assert (log_dir() / "crash.log").is_file()
    made.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_keyboard_ends_the_program(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    monkeypatch.setattr(QGuiApplication, "quit", lambda: told.append(True))
    faults.on_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == [True]


@pytest.mark.logs
def test_what_qt_says_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "cxdesk.qt")
    on_qt_message(QtMsgType.QtWarningMsg, None, "a warning of Qt")  # type: ignore[arg-type]
    assert [(record.levelname, record.message) for record in caplog.records] == [
        ("WARNING", "a warning of Qt")
    ]


def test_the_application_takes_the_settings(qapp: QApplication) -> None:
    made = make_app([], Settings(theme="dark", text_size=120))
    try:
        assert made is qapp
        assert theme.current().dark
        assert theme.current().scale == pytest.approx(1.2)
        assert not gc.isenabled()
    finally:
        theme.apply(qapp, "light")


def test_memory_is_tidied_on_this_thread_alone(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: asked.append(generation))
    monkeypatch.setattr(gc, "freeze", lambda: asked.append(99))
    keeper = MemoryKeeper()
    keeper.start()
    assert not gc.isenabled()
    for _turn in range(60):
        keeper.on_timeout()
    assert asked[:2] == [2, 99]
    assert (asked.count(1), asked.count(0), asked.count(2)) == (9, 50, 2)


# Boxes


class Answers:
    """Presses a button of the next box."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
        self.box: dict[str, object] = {}

        def answer(box: Any) -> int:
            self.box = {
                "text": box.text(),
                "format": box.textFormat(),
                "buttons": [button.text() for button in box.buttons()],
                "default": box.defaultButton().text() if box.defaultButton() else "",
            }
            next(button for button in box.buttons() if button.text() == word).click()
            return 0

        monkeypatch.setattr(messages.QMessageBox, "exec", answer)


@pytest.mark.parametrize(("word", "answer"), [("Delete the file", True), ("Cancel", False)])
def test_only_what_can_not_be_undone_is_asked_and_the_safe_answer_is_ready(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, word: str, answer: bool
) -> None:
    seen = Answers(monkeypatch, word)
    assert messages.confirm(None, "<b>Delete</b>?", "Delete the file", more="It is gone then.") is answer
    assert seen.box["text"] == "<b>Delete</b>?"
    assert seen.box["format"] == Qt.TextFormat.PlainText
    assert seen.box["default"] == "Cancel"


def test_telling_has_one_button(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Answers(monkeypatch, "Close")
    messages.tell(None, "The backup is there.", more="<i>more</i>")
    assert seen.box["buttons"] == ["Close"]


def test_file_boxes_answer_with_paths(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        messages.QFileDialog, "getOpenFileName", lambda *_words: (str(tmp_path / "a.cxdesk"), "")
    )
    monkeypatch.setattr(
        messages.QFileDialog, "getSaveFileName", lambda *_words: (str(tmp_path / "sheet"), "")
    )
    monkeypatch.setattr(messages.QFileDialog, "getExistingDirectory", lambda *_words: str(tmp_path))
    assert messages.ask_open_file(None, "Open") == tmp_path / "a.cxdesk"
    saved = messages.ask_save_file(None, "Save", "sheet.pdf", files=messages.pdf_filter(), suffix=".pdf")
    assert saved == tmp_path / "sheet.pdf"
    assert messages.ask_folder(None, "Where?") == tmp_path


def test_thinking_better_of_it_is_an_answer(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(messages.QFileDialog, name, lambda *_words: ("", ""))
    monkeypatch.setattr(messages.QFileDialog, "getExistingDirectory", lambda *_words: "")
    assert messages.ask_open_file(None, "Open", files=messages.image_filter()) is None
    assert messages.ask_save_file(None, "Save", "a.cxdesk") is None
    assert messages.ask_folder(None, "Where?") is None


def test_the_crash_dialog_copies_opens_the_folder_and_goes_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(messages, "open_folder", opened.append)
    window = QWidget()
    qtbot.addWidget(window)
    dialog = messages.show_crash("ValueError: <b>x</b>", window)
    assert dialog is not None
    assert messages.show_crash("another", window) is None, "one at a time"
    assert dialog.isVisible()
    assert dialog.go_on.hasFocus() or dialog.focusWidget() is dialog.go_on
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "ValueError: <b>x</b>"
    dialog.folder.click()
    assert opened == [log_dir()]
    dialog.go_on.click()
    qtbot.waitUntil(lambda: messages.show_crash("again", window) is not None, timeout=2000)
