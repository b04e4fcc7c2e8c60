"""One writer a file, named; and a lock that ends with its process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cxdesk.store import lock as lock_module
from cxdesk.store.lock import Holder, WorkspaceLock
from cxdesk.workspace import Workspace
from tests.conftest import ROOT
from tests.faults.samples import anybodys_folder, filled_file, names, nobody

ELSEWHERE = Holder("Ben", "till-2", 7, "2026-01-14T10:00:00Z")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.cxdesk"


def leave_behind(path: Path, note: str) -> Path:
    """Leave a lock file as a computer does that lost its power, with the note after the locked byte."""
    lock = path.with_name(path.name + ".lock")
    lock.write_bytes(b"\0" + note.encode())
    return lock


def test_only_one_holds_it_and_the_other_hears_who(path: Path) -> None:
    first, second = WorkspaceLock(path), WorkspaceLock(path)
    assert first.acquire()
    assert not second.acquire()
    holder = second.holder()
    assert holder
    assert holder.is_here
    assert (holder.user, holder.since[:2]) != ("", "")
    second.release()  # of what it never had
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()
    assert names(path.parent) == []


def test_a_note_that_can_not_be_read_says_nothing(path: Path) -> None:
    for note in ("", "{", "[1]", '{"user": "Ben"}', "\ufffd" * 9000):
        leave_behind(path, note)
        assert WorkspaceLock(path).holder() is None


def test_what_a_dead_process_left_behind_is_taken_over(path: Path) -> None:
    leave_behind(path, json.dumps({**vars_of(ELSEWHERE), "note": ""}))
    leave_behind(path, json.dumps(vars_of(ELSEWHERE)))
    lock = WorkspaceLock(path)
    assert lock.acquire()
    assert lock.left_behind == ELSEWHERE
    assert not ELSEWHERE.is_here
    now = lock.holder()
    assert now
    assert now.is_here
    lock.release()


def vars_of(holder: Holder) -> dict[str, object]:
    return holder._asdict()


def test_a_file_not_closed_on_another_computer_opens_with_a_warning(path: Path) -> None:
    filled_file(path)
    leave_behind(path, json.dumps(vars_of(ELSEWHERE)))
    ws = Workspace.open(path)
    assert any("till-2" in notice and "Ben" in notice for notice in ws.notices)
    ws.close()
    ws = Workspace.open(path)
    assert ws.notices == ()
    ws.close()


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


def test_a_lock_without_a_name_does_not_count(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening and locking the holder let go: what was opened is not the file of that name."""
    holder, waiting = WorkspaceLock(path), WorkspaceLock(path)
    assert holder.acquire()
    real = lock_module._open_posix
    opened = []

    def open_then_lose(path: Path, mode: int) -> int:
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


def test_whoever_may_write_the_file_may_take_over_its_lock() -> None:
    with anybodys_folder() as folder:
        folder.chmod(0o777)
        path = filled_file(folder / "x.cxdesk")
        path.chmod(0o666)
        lock = WorkspaceLock(path)
        assert lock.acquire()
        assert lock.path.stat().st_mode & 0o777 == 0o666
        lock._lock.release()  # type: ignore[union-attr]  # as a crash does: the file stays
        with nobody():
            other = WorkspaceLock(path)
            assert other.acquire()
            other.release()


def test_where_an_open_file_can_not_be_removed_the_lock_does_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = WorkspaceLock(path)
    assert lock.acquire()
    with monkeypatch.context() as windows:
        windows.setattr("os.name", "nt")
        lock.release()
    assert names(path.parent) == [lock.path.name]
    assert WorkspaceLock(path).acquire()


def test_no_user_name_is_no_hindrance(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", unknown)
    lock = WorkspaceLock(path)
    assert lock.acquire()
    assert lock.holder().user == "?"  # type: ignore[union-attr]
    lock.release()


COUNTER = """
import sys
from pathlib import Path
from cxdesk.store.lock import WorkspaceLock
path, rounds = Path(sys.argv[1]), int(sys.argv[2])
for _ in range(rounds):
    lock = WorkspaceLock(path)
    while not lock.acquire():
        pass
    path.write_text(str(int(path.read_text()) + 1))
    lock.release()
"""


def test_three_processes_never_hold_it_at_once(path: Path) -> None:
    path.write_text("0")
    each = 40
    running = [
        subprocess.Popen([sys.executable, "-c", COUNTER, str(path), str(each)], cwd=ROOT) for _ in range(3)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert path.read_text() == str(3 * each)
    assert names(path.parent) == [path.name]
