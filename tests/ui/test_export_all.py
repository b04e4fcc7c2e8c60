"""Everything out of the file, from the window: what is sensitive goes along only where that is ticked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from tests.ui.shell_kit import Shell, open_shell
from ui import messages
from ui.actions import ActionId


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with open_shell(qtbot, tmp_path) as shell:
        customer = shell.bridge.ws.add(Customer(name="Ada"))
        shell.bridge.ws.add(Preference(customer=customer, sort="sensitive", text="rash"))
        yield shell


def answer(monkeypatch: pytest.MonkeyPatch, button: str, *, ticked: bool) -> list[Any]:
    """Press a button of the next box, with its tick as it is or set; return the boxes that were shown."""
    shown: list[Any] = []

    def pressed(box: Any) -> int:
        shown.append((box.text(), box.checkBox().text(), box.checkBox().isChecked()))
        box.checkBox().setChecked(ticked)
        next(one for one in box.buttons() if one.text() == button).click()
        return 0

    monkeypatch.setattr(messages.QMessageBox, "exec", pressed)
    return shown


@pytest.mark.parametrize("ticked", [False, True])
def test_sensitive_notes_go_along_only_where_that_is_ticked(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, ticked: bool
) -> None:
    monkeypatch.setattr(messages, "ask_folder", lambda *_words, **_more: tmp_path / "out")
    shown = answer(monkeypatch, "Choose a folder…", ticked=ticked)
    shell.window.actions_[ActionId.FILE_EXPORT].trigger()
    assert shown == [("Take everything out of this file?", "With 1 sensitive note", False)]
    assert ("1 sensitive note" in shell.window.undo_bar.words.text()) is not ticked
    for name in ("cxdesk.json", "preference.csv"):
        assert ("rash" in (tmp_path / "out" / name).read_text(encoding="utf-8")) is ticked


def test_who_thinks_better_of_it_is_asked_for_no_folder(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(messages, "ask_folder", lambda *words, **_more: asked.append(words))
    answer(monkeypatch, "Cancel", ticked=True)
    shell.window.actions_[ActionId.FILE_EXPORT].trigger()
    assert asked == []
