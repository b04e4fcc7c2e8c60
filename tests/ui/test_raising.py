"""A second start with the same file brings the first window to the front."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxdesk.store.lock import WorkspaceLock
from ui import launch, raising
from ui.raising import Raiser, first_answers, wish_of

ASK = """
import sys
from pathlib import Path
from ui.raising import first_answers
print(first_answers(Path(sys.argv[1])))
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "shop.cxdesk"
    path.write_bytes(b"")
    lock = WorkspaceLock(path)
    assert lock.acquire()
    yield path
    lock.release()


def test_the_first_window_comes_up_and_the_second_start_ends(held: Path, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    Raiser(window)
    second = subprocess.Popen([sys.executable, "-c", ASK, str(held)], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    told, _errors = second.communicate()
    assert told.strip() == "True"
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert not wish_of(os.getpid()).exists()


def test_one_that_does_not_answer_is_not_waited_for_long(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wish_of(1).parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(raising, "_lives", lambda _lock, _pid: True)
    assert not first_answers(held, patience=0.05)
    assert not wish_of(os.getpid()).exists(), "the wish is taken back"


def test_nobody_is_asked_where_nobody_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "shop.cxdesk"
    assert not launch.is_open_already(None)
    assert not launch.is_open_already(path)
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    lock = WorkspaceLock(path)
    assert lock.acquire()
    holder = lock.holder()
    lock.release()
    for changes in ({"pid": int(gone.stdout)}, {"host": "elsewhere"}, {"pid": os.getpid()}):
        note = json.dumps({**holder._asdict(), **changes})
        lock.path.write_bytes(b"\0" + note.encode())
        assert not launch.is_open_already(path)
