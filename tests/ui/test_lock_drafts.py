"""What is half typed on the Recovery page waits out a lock, in the program's memory alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cxdesk.entities.incident import Incident
from tests.core.store.locked import NAMES, OTHER, locked_file, quickly
from tests.ui.lock_kit import lent_again, lock, open_locked, settle, told, unlock
from tests.ui.shell_kit import Shell

BEGUN = f"{NAMES[0]} waited for half an hour"


@pytest.fixture
def shell(window_to_lend: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent_again(window_to_lend, locked_file, page="trash") as shell:
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


class Waited(NamedTuple):
    """What could be seen of a half typed incident behind the lock, and what came back."""

    told: list[str]
    written: tuple[list[Path], list[Path]]
    """All files of the folder, and those in which it stands."""
    state: str
    name: str
    same_page: bool
    same_card: bool
    visible: bool
    texts: tuple[str, str, str, str]
    chosen: tuple[int, str]
    at: tuple[bool, time]
    kept: list[Incident]
    undo: str | None
    kept_then: list[Incident]


_waited: list[Waited] = []


@pytest.fixture
def waited(request: pytest.FixtureRequest) -> Waited:
    """Half type an incident, lock, unlock and keep it: once for all that look at it."""
    if not _waited:
        _waited.append(_go_through(request.getfixturevalue("shell")))
    return _waited[0]


def _go_through(shell: Shell) -> Waited:
    begin_log(shell)
    lock(shell)
    names, lock_page = told(), shell.window.locker.page
    files = [path for path in shell.folder.rglob("*") if path.is_file()]
    written = [path for path in files if BEGUN.encode() in path.read_bytes()]
    state, name = lock_page.state.text(), lock_page.accessibleName()
    unlock(shell)
    card, undo = view(shell).face, shell.bridge.ws.undo_label
    seen = Waited(
        told=names, written=(files, written), state=state, name=name,
        same_page=shell.window.page is shell.window.host.page("recovery"),
        same_card=card is view(shell).log_card, visible=card.isVisible(),
        texts=(card.happened.text(), card.who.text(), card.number.text(), card.words.text()),
        chosen=(card.channel.currentIndex(), card.severity.current()), at=card.at.read(),
        kept=_incidents(shell), undo=undo, kept_then=[],
    )  # fmt: skip
    card.number.setText("")
    card.keep()
    return seen._replace(kept_then=_incidents(shell))


def _incidents(shell: Shell) -> list[Incident]:
    return [row.record for row in shell.bridge.ws.rows(Incident)]


def test_a_half_typed_incident_is_there_after_unlocking(waited: Waited) -> None:
    assert waited.told == []
    assert waited.same_page
    assert waited.same_card
    assert waited.visible
    assert waited.texts == (BEGUN, NAMES[1], "no such slip", "Never again")
    assert waited.chosen == (2, "3")
    assert waited.at == (True, time(7, 41))
    assert not waited.kept
    (record,) = waited.kept_then
    assert (record.happened, record.severity) == (BEGUN, 3)


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


def test_it_is_written_nowhere(waited: Waited) -> None:
    files, written = waited.written
    assert files
    assert written == []
    assert not waited.undo


def test_the_lock_page_claims_no_more_than_there_is(shell: Shell) -> None:
    lock(shell)
    assert shell.window.locker.page.state.text() == "Locked. What you kept is saved."


def test_the_lock_page_says_what_waits(waited: Waited) -> None:
    assert "is saved" in waited.state
    assert "begun" in waited.state
    assert waited.state in waited.name
