"""What is half typed on the Recovery page waits out a lock, in the program's memory alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from cxdesk.entities.incident import Incident
from tests.core.store.locked import NAMES, OTHER, locked_file, quickly
from tests.ui.lock_kit import lent, lock, open_locked, settle, told, unlock
from tests.ui.shell_kit import Shell

BEGUN = f"{NAMES[0]} waited for half an hour"


@pytest.fixture
def shell(window_to_lend: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent(window_to_lend, locked_file(tmp_path / "willow.cxdesk"), page="trash") as shell:
        yield shell


def view(shell: Shell) -> Any:
    """Return the view of incidents, as it is now."""
    page: Any = shell.window.host.page("recovery")
    return page.view("incidents")


def begin_log(shell: Shell) -> None:
    """Half type an incident."""
    shell.bridge.show_place("recovery", "log")
    card = view(shell).log_card
    card.who.show_text(NAMES[1])
    card.channel.setCurrentIndex(2)
    card.number.setText("no such slip")
    card.severity.choose("3")
    card.happened.set_text(BEGUN)
    card.words.set_text("Never again")
    card.at.editor.box.setText("07:41")
    settle()


def begin_promise(shell: Shell) -> None:
    """Half type a promise."""
    shell.bridge.show_place("recovery", "promises")
    card = view(shell).promises_card
    card.what.setText(f"Call {NAMES[0]}")
    card.whom.show_text(NAMES[1])
    card.due.editor.box.setText("some day")
    settle()


def test_a_half_typed_incident_is_there_after_unlocking(shell: Shell) -> None:
    begin_log(shell)
    lock(shell)
    assert told() == []
    unlock(shell)
    assert shell.window.page is shell.window.host.page("recovery")
    card = view(shell).face
    assert card is view(shell).log_card
    assert card.isVisible()
    assert card.happened.text() == BEGUN
    assert (card.who.text(), card.number.text(), card.words.text()) == (
        NAMES[1],
        "no such slip",
        "Never again",
    )
    assert (card.channel.currentIndex(), card.severity.current()) == (2, "3")
    assert card.at.read() == (True, time(7, 41))
    assert not shell.bridge.ws.rows(Incident)
    card.number.setText("")
    card.keep()
    (row,) = shell.bridge.ws.rows(Incident)
    assert (row.record.happened, row.record.severity) == (BEGUN, 3)


def test_a_time_that_was_not_typed_stays_that_of_the_beginning(shell: Shell) -> None:
    begin_log(shell)
    card = view(shell).log_card
    card.at.show_value(time(6, 12))
    lock(shell)
    unlock(shell)
    card = view(shell).log_card
    assert card.at.read() == (True, time(6, 12))
    assert not card.at.is_edited()


def test_a_half_typed_promise_is_there_after_unlocking(shell: Shell) -> None:
    begin_promise(shell)
    lock(shell)
    assert told() == []
    unlock(shell)
    card = view(shell).face
    assert card is view(shell).promises_card
    assert card.what.text() == f"Call {NAMES[0]}"
    assert card.whom.text() == NAMES[1]
    assert card.due.editor.box.text() == "some day"


def test_what_was_set_aside_waits_also_behind_another_page_and_over_two_locks(shell: Shell) -> None:
    begin_promise(shell)
    begin_log(shell)
    shell.window.show_page("people")
    for _time in range(2):
        lock(shell)
        unlock(shell)
        page = shell.window.page
        assert page is not None
        assert page.spec.name == "people"
    shell.window.show_page("recovery")
    assert view(shell).log_card.happened.text() == BEGUN
    assert view(shell).promises_card.what.text() == f"Call {NAMES[0]}"


def test_another_file_drops_it(shell: Shell, tmp_path: Path) -> None:
    path = shell.bridge.ws.path
    begin_log(shell)
    lock(shell)
    shell.window.locker.leave()
    open_locked(shell, locked_file(tmp_path / "other.cxdesk", OTHER, each=4), OTHER)
    shell.bridge.show_place("recovery", "log")
    assert view(shell).log_card.happened.text() == ""
    open_locked(shell, path)
    shell.bridge.show_place("recovery", "log")
    assert view(shell).log_card.happened.text() == ""


def test_the_same_file_under_another_name_has_it_still(shell: Shell, tmp_path: Path) -> None:
    path = shell.bridge.ws.path
    begin_log(shell)
    lock(shell)
    shell.window.locker.leave()
    settle()
    assert told() == []
    open_locked(shell, path.rename(tmp_path / "renamed.cxdesk"))
    shell.bridge.show_place("recovery", "log")
    assert view(shell).log_card.happened.text() == BEGUN


def test_it_is_written_nowhere(shell: Shell, tmp_path: Path) -> None:
    begin_log(shell)
    lock(shell)
    found = [path for path in tmp_path.rglob("*") if path.is_file() and BEGUN.encode() in path.read_bytes()]
    assert found == []
    unlock(shell)
    assert not shell.bridge.ws.undo_label


def test_the_lock_page_says_what_waits_and_claims_no_more(shell: Shell) -> None:
    lock(shell)
    page = shell.window.locker.page
    assert page.state.text() == "Locked. What you kept is saved."
    unlock(shell)
    begin_log(shell)
    lock(shell)
    assert "is saved" in page.state.text()
    assert "begun" in page.state.text()
    assert page.state.text() in page.accessibleName()
