"""A workspace is locked, gets another passphrase, is unlocked: always the old file whole, or the new one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cxdesk import errors
from cxdesk.entities.stage import Stage
from cxdesk.store import backup, check, cipher, db, files, keys, sealing
from cxdesk.store.keys import Key
from cxdesk.workspace import Workspace
from tests.core.store.locked import (
    OTHER,
    PASSPHRASE,
    key_of,
    locked_file,
    opened,
    quickly,
    readable,
    with_names,
    worked_with,
)
from tests.faults.samples import content, digest, names, size_limit


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return with_names(tmp_path / "Salon.cxdesk")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return locked_file(tmp_path / "Salon.cxdesk")


def said(path: Path, passphrase: str = PASSPHRASE) -> dict[str, Any]:
    with key_of(path, passphrase) as key, keys.held(path, key):
        assert check.check_file(path) == []
        return content(path)


def header(path: Path, key: Key) -> tuple[int, int]:
    return db.peek(path, key)


def test_locking_keeps_everything_and_leaves_one_plain_backup(plain: Path) -> None:
    before, was = content(plain), db.read_header(plain)
    with cipher.new_key(PASSPHRASE) as key:
        made = sealing.encrypt(plain, key)
        assert header(plain, key) == (was.application_id, was.user_version)
    assert said(plain) == before
    assert made.reason == "before-passphrase"
    assert readable(plain.parent) == [f"backups/{made.path.name}"]
    assert sealing.plain_backups(plain) == backup.by_name(plain)
    assert names(plain.parent) == ["Salon.cxdesk", "backups"]
    assert not keys._known


def test_locking_in_the_middle_of_the_work_goes_on_with_it(plain: Path) -> None:
    ws = Workspace.open(plain, who="Maya")
    ws.change(Stage, 1, name="Hello")
    told: list[object] = []
    ws.events.subscribe(told.append)
    with cipher.new_key(PASSPHRASE) as key:
        ws.set_key(key)
    assert ws.encrypted
    assert keys.looks_locked(plain)
    assert told == []
    assert ws.undo() is not None
    assert ws.get(Stage, 1).record.name == "Stage 0"
    ws.backup("asked")
    with cipher.new_key(OTHER) as key:
        ws.set_key(key)
    ws.redo()
    assert [hit.title for hit in ws.search("hello")] == ["Hello"]
    with pytest.raises(errors.FileBusy):  # its lock was never let go
        opened(plain, OTHER)
    ws.close()
    assert said(plain, OTHER)["stage"][0][2] == "Hello"
    ws = opened(plain, OTHER)
    ws.set_key(None)
    assert not ws.encrypted
    ws.change(Stage, 1, name="Plain again")
    ws.close()
    assert check.check_file(plain) == []
    assert not keys._known
    assert worked_with(plain.parent) == []


def test_another_passphrase_shuts_out_the_old_one_but_not_from_old_backups(file: Path) -> None:
    before = said(file)
    salt = file.read_bytes()[:16]
    with key_of(file) as old, cipher.new_key(OTHER) as new:
        made = sealing.change_key(file, old, new)
        assert sealing.backups_with_other_keys(file, new) == backup.by_name(file)
        assert file.read_bytes()[:16] != salt
        with pytest.raises(errors.WrongKey):
            key_of(file)
        assert said(file, OTHER) == before
        assert said(made.path) == before
        with keys.offered(old):
            assert sealing.lock_backups(backup.by_name(file), new) == []
        assert sealing.backups_with_other_keys(file, new) == []
    assert said(made.path, OTHER) == before
    assert [one.path for one in backup.by_name(file)] == [made.path]


def test_the_lock_is_taken_away(file: Path) -> None:
    before = said(file)
    with key_of(file) as key:
        made = sealing.decrypt(file, key)
    assert content(file) == before
    assert check.check_file(file) == []
    assert keys.looks_locked(made.path)
    Workspace.open(file).close()


@pytest.mark.logs
def test_plain_backups_are_locked_under_their_names_or_removed(plain: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    one, two = (backup.make(plain, "asked", second=away) for _number in range(2))
    ours = [found.path.name for found in backup.by_name(plain)]
    torn = one.path.name.replace("00001", "00009").replace("asked", "before-restore")
    (one.path.parent / torn).write_bytes(one.path.read_bytes()[:9000])
    before = content(two.path)
    with cipher.new_key(PASSPHRASE) as key:
        made = sealing.encrypt(plain, key)
        found = sealing.plain_backups(plain)
        assert {one.path.name for one in found} >= {*ours, made.path.name}
        (left,) = sealing.lock_backups(found, key)
        assert left.reason == "before-restore"  # what can't be read can't be locked
        assert sealing.plain_backups(plain) == [left]
        assert sealing.remove_backups([left]) == []
        assert len(sealing.plain_backups(plain, away)) == 2
        assert sealing.remove_backups(sealing.plain_backups(plain, away)) == []
    assert readable(tmp_path) == []
    assert said(two.path) == before
    with keys.held(plain, key_of(plain)):
        assert [one.counts["person"] for one in backup.listing(plain)] == [2, 2, 2]


@pytest.mark.logs
def test_a_backup_that_can_not_be_removed_is_told(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backup.make(plain, "asked")

    def refused(_path: Path) -> None:
        raise PermissionError(13, "not allowed")

    monkeypatch.setattr(files, "remove_part", refused)
    assert sealing.remove_backups([made]) == [made]


@contextmanager
def no_space_for_the_new_file() -> Iterator[None]:
    """Let the new file, and no backup, find the disk full."""
    real = db.take_all

    def full(target: Any, path: Path) -> None:
        target.execute("PRAGMA max_page_count=20")
        real(target, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "take_all", full)
        yield


@pytest.mark.parametrize("lock", [True, False])
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, lock: bool) -> None:
    path = (with_names if lock else locked_file)(tmp_path / "Salon.cxdesk")
    with cipher.new_key(OTHER) as new:
        before = digest(path)
        ws = Workspace.open(path) if lock else opened(path)
        size = path.stat().st_size
        with size_limit(size - 30_000), pytest.raises(errors.DiskFull):
            ws.set_key(new)
        assert digest(path) == before
        ws.backup("asked")  # which fits from here on: now the new file is what does not
        with no_space_for_the_new_file(), pytest.raises(errors.DiskFull):
            ws.set_key(new)
        assert digest(path) == before
        assert ws.encrypted is not lock
        ws.change(Stage, 1, name="Goes on")
        ws.close()
    assert [name for name in names(tmp_path) if "part" in name] == []


def test_a_copy_that_says_something_else_is_not_taken(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(plain)
    real = db.take_all

    def forgetful(target: Any, path: Path) -> None:
        real(target, path)
        target.execute("DELETE FROM sqlite_sequence")

    monkeypatch.setattr(db, "take_all", forgetful)
    with cipher.new_key(PASSPHRASE) as key, pytest.raises(errors.EnvironmentFault, match="can't be trusted"):
        sealing.encrypt(plain, key)

    def worse(target: Any, path: Path) -> None:
        real(target, path)
        target.execute("DELETE FROM person")

    monkeypatch.setattr(db, "take_all", worse)
    with cipher.new_key(PASSPHRASE) as key, pytest.raises(errors.FileDamaged):
        sealing.encrypt(plain, key)
    assert digest(plain) == before


def test_a_damaged_file_is_not_written_anew(plain: Path) -> None:
    connection = db.connect(plain)
    connection.execute("DELETE FROM person")
    connection.close()
    before = digest(plain)
    with cipher.new_key(PASSPHRASE) as key, pytest.raises(errors.FileDamaged):
        sealing.encrypt(plain, key)
    assert digest(plain) == before


def test_a_file_that_is_open_elsewhere_is_left_alone(plain: Path) -> None:
    ws = Workspace.open(plain)
    with cipher.new_key(PASSPHRASE) as key, pytest.raises(errors.FileBusy, match="Close it there"):
        sealing.encrypt(plain, key)
    ws.close()


def test_what_a_kill_left_half_made_is_gone_after_the_next_start(file: Path) -> None:
    (file.parent / "Salon.cxdesk.part").write_bytes(b"SQLite format 3\x00 Quackenbush")
    opened(file).close()
    assert readable(file.parent) == []
