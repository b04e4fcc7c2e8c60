"""One writer a file, named; and a lock that ends with its process."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from cxdesk import clock, errors
from cxdesk.store import lock as lock_module
from cxdesk.store.lock import Holder, WorkspaceLock
from cxdesk.workspace import Workspace
from tests.conftest import ROOT
from tests.faults.samples import anybodys_folder, filled_file, names, nobody

ELSEWHERE = Holder("Ben", "till-2", 7, "2026-01-14T10:00:00Z")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.cxdesk"


@pytest.fixture(params=["fcntl", "filelock"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Take locks as on POSIX, and as on all other systems."""
    take = lock_module._take_posix if request.param == "fcntl" else lock_module._take_elsewhere
    monkeypatch.setattr(lock_module, "_take", take)
    return str(request.param)


def leave_behind(path: Path, note: str) -> Path:
    """Leave a lock file as a computer does that lost its power, with the note after the locked byte."""
    lock = path.with_name(path.name + ".lock")
    lock.write_bytes(b"\0" + note.encode())
    return lock


def crash(lock: WorkspaceLock) -> None:
    """Let go as a process does that is killed: the file stays."""
    lock._lock.close()  # type: ignore[union-attr]
    lock._lock = None


def fails(number: int) -> Callable[..., NoReturn]:
    """Return a call that the system answers with this error."""

    def fail(*_words: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def test_only_one_holds_it_and_the_other_hears_who(path: Path, way: str) -> None:
    first, second = WorkspaceLock(path), WorkspaceLock(path)
    assert first.acquire()
    assert not second.acquire()
    holder = second.holder()
    assert holder
    assert holder == first.holder()
    assert holder.is_here
    assert (holder.user, holder.since[:2]) != ("", "")
    second.release()  # of what it never had
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()
    if way == "fcntl":  # where `filelock` is used in earnest, it removes the file too
        assert names(path.parent) == []


def test_a_note_that_can_not_be_read_says_nothing(path: Path) -> None:
    for note in ("", "{", "[1]", '{"user": "Ben"}', "\ufffd" * 9000):
        leave_behind(path, note)
        assert WorkspaceLock(path).holder() is None


def test_what_a_dead_process_left_behind_is_taken_over(path: Path, way: str) -> None:
    leave_behind(path, json.dumps({**ELSEWHERE._asdict(), "note": ""}))
    leave_behind(path, json.dumps(ELSEWHERE._asdict()))
    lock = WorkspaceLock(path)
    assert lock.acquire()
    assert lock.left_behind == ELSEWHERE
    assert not ELSEWHERE.is_here
    now = lock.holder()
    assert now
    assert now.is_here
    lock.release()


def test_a_file_not_closed_on_another_computer_opens_with_a_warning(path: Path) -> None:
    filled_file(path)
    leave_behind(path, json.dumps(ELSEWHERE._asdict()))
    ws = Workspace.open(path)
    assert any("till-2" in notice and "Ben" in notice for notice in ws.notices)
    ws.close()
    ws = Workspace.open(path)
    assert ws.notices == ()
    ws.close()


HOLDER = """
import sys
from pathlib import Path
from cxdesk.store import lock
lock._take = getattr(lock, sys.argv[2])
held = lock.WorkspaceLock(Path(sys.argv[1]))
assert held.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("take", ["_take_posix", "_take_elsewhere"])
def test_the_lock_of_a_killed_process_is_free_at_once(path: Path, take: str) -> None:
    words = [sys.executable, "-c", HOLDER, str(path), take]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "held\n"
        lock = WorkspaceLock(path)
        assert not lock.acquire()
        assert lock.holder().pid == child.pid  # type: ignore[union-attr]
        child.send_signal(signal.SIGKILL)
    assert lock.acquire()
    assert lock.left_behind
    assert (lock.left_behind.pid, lock.left_behind.is_here) == (child.pid, True)
    lock.release()
    assert names(path.parent) == []


def test_a_lock_file_that_is_not_ours_stays(path: Path) -> None:
    lock = WorkspaceLock(path)
    assert lock.acquire()
    lock.path.unlink()
    other = WorkspaceLock(path)
    assert other.acquire()
    lock.release()
    assert not WorkspaceLock(path).acquire()
    other.release()
    assert names(path.parent) == []


def test_a_lock_file_that_was_removed_meanwhile_is_no_hindrance(path: Path) -> None:
    lock = WorkspaceLock(path)
    assert lock.acquire()
    lock.path.unlink()
    lock.release()
    assert names(path.parent) == []


def test_a_lock_without_a_name_does_not_count(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening and locking the holder let go: what was opened is not the file of that name."""
    holder, waiting = WorkspaceLock(path), WorkspaceLock(path)
    assert holder.acquire()
    real = lock_module._open_posix
    opened = []

    def open_then_lose(path: Path, mode: int) -> tuple[int, bool]:
        found = real(path, mode)
        opened.append(found)
        holder.release()
        return found

    monkeypatch.setattr(lock_module, "_open_posix", open_then_lose)
    assert waiting.acquire()
    assert len(opened) == 2
    monkeypatch.undo()
    assert not WorkspaceLock(path).acquire()
    waiting.release()


def test_a_lock_that_goes_while_it_is_opened_is_asked_for_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, answers = os.open, [FileExistsError(), FileNotFoundError(), FileExistsError(), BlockingIOError()]

    def open_late(*words: object, **more: object) -> int:
        if answers:
            raise answers.pop(0)
        return real(*words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", open_late)
    lock = WorkspaceLock(path)
    assert lock.acquire()
    assert answers == []
    lock.release()


def test_where_there_is_no_folder_there_is_no_lock(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        WorkspaceLock(tmp_path / "gone" / "x.cxdesk").acquire()


def test_whoever_may_write_the_file_may_take_over_its_lock() -> None:
    with anybodys_folder() as folder:
        folder.chmod(0o777)
        path = filled_file(folder / "x.cxdesk")
        path.chmod(0o666)
        lock = WorkspaceLock(path)
        assert lock.acquire()
        assert lock.path.stat().st_mode & 0o777 == 0o666
        crash(lock)
        with nobody():
            other = WorkspaceLock(path)
            assert other.acquire()
            other.release()


def test_the_lock_file_of_somebody_else_counts_even_where_it_can_only_be_read() -> None:
    with anybodys_folder() as folder:
        folder.chmod(0o1777)  # as /tmp: nobody removes what is not theirs
        path = filled_file(folder / "x.cxdesk")
        path.chmod(0o666)
        leave_behind(path, json.dumps(ELSEWHERE._asdict())).chmod(0o444)
        theirs = WorkspaceLock(path)
        with nobody():
            lock = WorkspaceLock(path)
            assert lock.acquire()
            assert lock.left_behind == ELSEWHERE
            assert not theirs.acquire()
            lock.release()
        assert theirs.acquire()
        theirs.release()


def test_where_nothing_can_be_made_the_file_opens_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    with anybodys_folder() as folder:
        path = filled_file(folder / "x.cxdesk")
        path.chmod(0o666)
        folder.chmod(0o555)
        with nobody():
            ws = Workspace.open(path)
            assert "Save a copy to a place where you may write" in ws.why_read_only
            ws.close()


@pytest.mark.parametrize("number", [errno.EWOULDBLOCK, errno.EACCES])
def test_network_drives_say_in_two_ways_that_it_is_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    filled_file(path)
    leave_behind(path, json.dumps(ELSEWHERE._asdict()))
    monkeypatch.setattr(fcntl, "flock", fails(number))
    with pytest.raises(errors.FileBusy, match="by Ben on till-2"):
        Workspace.open(path)


@pytest.mark.parametrize("there_before", [True, False])
def test_a_drive_without_locks_is_said_and_nothing_is_left_on_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, there_before: bool
) -> None:
    filled_file(path)
    if there_before:
        leave_behind(path, "somebody's")
    before = names(path.parent)
    monkeypatch.setattr(fcntl, "flock", fails(errno.ENOLCK))
    with pytest.raises(errors.EnvironmentFault) as refused:
        Workspace.open(path)
    said = refused.value.message
    assert said.startswith("x.cxdesk can't be kept from being written by two programs at once")
    assert "No locks available" in said
    assert "Copy it to a disk of this computer" in said
    assert names(path.parent) == before
    Workspace.open(path, read_only=True).close()


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_what_lies_in_the_place_of_the_lock_is_named_and_not_touched(path: Path, kind: str) -> None:
    filled_file(path)
    diary = path.with_name("diary.txt")
    diary.write_text("Dear diary")
    lock = path.with_name("x.cxdesk.lock")
    if kind == "link":
        lock.symlink_to(diary)
    else:
        lock.mkdir()
    with pytest.raises(errors.EnvironmentFault, match=r"If there is something called x\.cxdesk\.lock"):
        Workspace.open(path)
    assert diary.read_text() == "Dear diary"
    assert names(path.parent) == ["diary.txt", "x.cxdesk", "x.cxdesk.lock"]


def test_a_link_laid_over_the_lock_leads_no_writing_astray(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = path.with_name("diary.txt")
    diary.write_text("Dear diary")
    lock = WorkspaceLock(path)
    real = clock.now

    def lay_a_link() -> object:
        lock.path.unlink()
        lock.path.symlink_to(diary)
        return real()

    monkeypatch.setattr(clock, "now", lay_a_link)
    assert lock.acquire()
    assert diary.read_text() == "Dear diary"
    lock.release()
    assert lock.path.is_symlink()
    assert diary.read_text() == "Dear diary"


def test_who_comes_by_a_link_meets_the_same_lock(path: Path) -> None:
    filled_file(path)
    (path.parent / "desktop").mkdir()
    link = path.parent / "desktop" / "shop.cxdesk"
    link.symlink_to(path)
    assert WorkspaceLock(link).path == WorkspaceLock(path).path
    first = Workspace.open(link)
    assert first.path == path
    for name in (path, link):
        with pytest.raises(errors.FileBusy):
            Workspace.open(name)
    first.close()
    assert names(path.parent) == ["desktop", "x.cxdesk"]
    assert names(link.parent) == ["shop.cxdesk"]


def test_the_note_is_a_courtesy(path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (lock_module._PosixLock, lock_module._OtherLock):
        monkeypatch.setattr(kind, "write", fails(errno.ENOSPC))
    lock = WorkspaceLock(path)
    assert lock.acquire()
    assert lock.holder() is None
    assert not WorkspaceLock(path).acquire()
    lock.release()


@pytest.mark.parametrize("error", [KeyError("uid"), OSError(), ModuleNotFoundError("pwd")])
def test_no_user_name_is_no_hindrance(path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def unknown() -> str:
        raise error

    monkeypatch.setattr("getpass.getuser", unknown)
    lock = WorkspaceLock(path)
    assert lock.acquire()
    assert lock.holder().user == "?"  # type: ignore[union-attr]
    lock.release()


def test_computers_have_their_name_elsewhere_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPUTERNAME", "TILL-3")
    with monkeypatch.context() as windows:
        windows.setattr(os, "name", "nt")
        there = lock_module._host()
    assert there == "TILL-3"
    assert lock_module._host() == os.uname().nodename
