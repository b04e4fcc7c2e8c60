"""Undo of very many records: in a window of its own, which can be closed half way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from cxdesk.entities.customer import Customer
from cxdesk.store.aftermath import MANY
from cxdesk.store.returning import Returning
from cxdesk.store.steps import Steps
from cxdesk.store.transaction import prepared
from cxdesk.workspace import through
from tests.ui.shell_kit import Shell, open_shell
from ui.shell.going_back import GoingBack

COUNT = 2 * MANY


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with open_shell(qtbot, tmp_path) as made:
        yield made


def add_many(shell: Shell) -> None:
    def act(tx: Returning) -> Steps[None]:
        tx.add_rows(Customer, [prepared(Customer(name=f"Anna {i}")) for i in range(COUNT)])
        yield from tx.settle()

    through(shell.bridge.ws.run_in_steps("import people.csv", act))
    shell.bridge.deliver()


def opened(shell: Shell) -> GoingBack:
    (dialog,) = shell.window.findChildren(GoingBack)
    return dialog


def wait(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: not shell.window.findChildren(GoingBack), timeout=20_000)


def test_it_is_undone_and_done_again_while_the_window_goes_on(qtbot: QtBot, shell: Shell) -> None:
    add_many(shell)
    qtbot.keyClick(shell.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(shell)
    assert dialog.windowTitle() == "Undo: import people.csv"
    assert shell.bridge.ws.count(Customer) == COUNT
    beats: list[None] = []
    beat = QTimer(shell.window)
    beat.timeout.connect(lambda: beats.append(None))
    beat.start(1)
    wait(qtbot, shell)
    assert len(beats) > 5
    assert shell.bridge.ws.count(Customer) == 0
    assert shell.window.undo_bar.isVisible()
    shell.bridge.redo()
    wait(qtbot, shell)
    assert shell.bridge.ws.count(Customer) == COUNT
    assert shell.bridge.undo_text() == "Undo: import people.csv"


def test_it_can_be_given_up(qtbot: QtBot, shell: Shell) -> None:
    add_many(shell)
    shell.window.on_undo()
    dialog = opened(shell)
    steps: list[None] = []
    QTimer.singleShot(0, lambda: steps.append(None))
    qtbot.waitUntil(lambda: bool(steps))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    wait(qtbot, shell)
    assert shell.bridge.ws.count(Customer) == COUNT
    assert shell.bridge.undo_text() == "Undo: import people.csv"


def test_what_stands_against_it_is_said(qtbot: QtBot, shell: Shell) -> None:
    add_many(shell)
    shell.bridge.ws.run("note", lambda tx: tx.change(Customer, 9, note="Mine"), undoable=False)
    said: list[str] = []
    shell.bridge.problem.connect(lambda sentence, _role: said.append(sentence))
    shell.window.on_undo()
    wait(qtbot, shell)
    assert "was changed since" in said[0]
    assert shell.bridge.ws.get(Customer, 9).record.note == "Mine"
