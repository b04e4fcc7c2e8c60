"""Backups, restores, migrations and what is saved from a damaged file: all as locked as the file itself."""

from __future__ import annotations

import hashlib
import shutil
import threading
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cxdesk import errors
from cxdesk.entities.person import Person
from cxdesk.entities.standard import Standard
from cxdesk.store import backup, check, cipher, db, files, keys, locked_pages, moving, sealing, surroundings
from cxdesk.store.model import default_model
from cxdesk.store.salvage import salvage
from cxdesk.workspace import Workspace
from tests.conftest import HOMES
from tests.core.store.locked import (
    OTHER,
    PASSPHRASE,
    key_of,
    locked_file,
    opened,
    quickly,
    readable,
    with_names,
)
from tests.faults.samples import TEXT, content, digest, names
from tests.golden.dump import HERE, build

NEWEST = default_model().version


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return locked_file(tmp_path / "Salon.cxdesk")


def test_a_backup_by_another_thread_is_locked_with_the_same_key(file: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    ws = opened(file)
    worker = threading.Thread(target=lambda: backup.make(file, "timer", second=away))
    worker.start()
    worker.join()
    found = backup.listing(file)
    assert [one.counts["person"] for one in found] == [2]
    assert found[0].operation == backup.newest(file).operation > 0
    assert [one.path for one in backup.listing(file, away)] == [away / found[0].path.name]
    assert ws.backup_due() is None
    ws.close()
    assert keys.looks_locked(found[0].path)
    opened(found[0].path).close()
    assert backup.newest_good(file) is None  # without the key none can be known to be good
    assert [dict(one.counts) for one in backup.listing(file)] == [{}]
    with keys.held(file, key_of(file)):
        assert backup.newest_good(file) == found[0]


def test_backups_are_made_and_thinned_as_ever(file: Path) -> None:
    ws = opened(file)
    assert ws.backup_due() == "open"
    for number in range(3):
        ws.change(Person, 1, name=f"Somebody {number}")
        ws.backup("asked")
    ws.change(Person, 1, name="Last")
    assert ws.finish() == ""
    assert [one.reason for one in backup.by_name(file)] == ["close", "asked", "asked", "asked"]
    assert readable(file.parent) == []


def test_a_restore_leads_back_and_stays_locked(file: Path) -> None:
    ws = opened(file)
    made = ws.backup("asked")
    ws.change(Person, 1, name="Somebody Else")
    kept = ws.restore_backup(made.path)
    assert ws.encrypted
    assert ws.get(Person, 1).record.name == "Wilhelmina Quackenbush"
    ws.close()
    assert kept is not None
    assert readable(file.parent) == []
    with keys.held(kept.path, key_of(kept.path)):
        assert content(kept.path)["person"][0] != content(made.path)["person"][0]


@pytest.mark.parametrize("of_old", ["plain", "former passphrase"])
def test_a_restore_of_an_older_backup_keeps_the_present_passphrase(tmp_path: Path, of_old: str) -> None:
    path = (
        with_names(tmp_path / "Salon.cxdesk") if of_old == "plain" else locked_file(tmp_path / "Salon.cxdesk")
    )
    ws = Workspace.open(path) if of_old == "plain" else opened(path)
    made = ws.backup("asked")
    with cipher.new_key(OTHER) as key:
        ws.set_key(key)
    ws.change(Person, 1, name="Somebody Else")
    if of_old != "plain":
        with pytest.raises(errors.FileLocked, match="-asked"):
            ws.restore_backup(made.path)
        assert ws.get(Person, 1).record.name == "Somebody Else"
        with key_of(made.path) as old, keys.offered(old):
            ws.restore_backup(made.path)
    else:
        ws.restore_backup(made.path)
    assert ws.encrypted
    assert ws.get(Person, 1).record.name == "Wilhelmina Quackenbush"
    ws.change(Person, 1, name="Goes on")
    ws.close()
    opened(path, OTHER).close()
    with key_of(path, OTHER) as key, keys.held(path, key):
        assert check.check_file(path) == []


def test_a_plain_backup_does_not_silently_unlock_what_it_replaces(file: Path, tmp_path: Path) -> None:
    other = with_names(tmp_path / "plain.cxdesk")
    before = digest(file)
    with pytest.raises(errors.FileLocked, match="under another name"):
        backup.restore(other, file)
    assert digest(file) == before
    backup.restore(other, tmp_path / "new.cxdesk")
    Workspace.open(tmp_path / "new.cxdesk").close()


def test_a_locked_backup_takes_the_place_of_a_plain_file(file: Path, tmp_path: Path) -> None:
    other = with_names(tmp_path / "plain.cxdesk")
    with key_of(file) as key, keys.offered(key):
        kept = backup.restore(file, other)
    assert kept is not None
    assert keys.looks_locked(other)
    opened(other).close()
    with pytest.raises(errors.FileLocked):
        backup.restore(file, tmp_path / "new.cxdesk")
    assert not (tmp_path / "new.cxdesk").exists()


def locked_old(path: Path, version: str) -> Path:
    """Lock a file of a former version, as a former version would have."""
    build(HERE / version, path)
    with cipher.new_key(PASSPHRASE) as key:
        sealing.remove_backups([sealing.set_key(path, key)])
    return path


@pytest.mark.parametrize("version", [f"v{number:04}.sql" for number in range(1, NEWEST + 1)])
def test_a_locked_file_of_every_version_is_brought_up_to_date(tmp_path: Path, version: str) -> None:
    plain = build(HERE / version, tmp_path / "plain.cxdesk")
    Workspace.open(plain).close()
    path = locked_old(tmp_path / "Salon.cxdesk", version)
    before = digest(path)
    ws = opened(path, read_only=True)
    assert (ws.count(Standard), ws.shop.name) == (
        len(content(plain)["standard"]),
        content(plain)["shop"][0][1],
    )
    assert version == f"v{NEWEST:04}.sql" or ws.search("e")
    ws.close()
    assert digest(path) == before
    ws = opened(path)
    ws.close()
    with keys.held(path, key_of(path)):
        assert check.check_file(path) == []
        mine, theirs = content(path), content(plain)
        for kind in ("shop", "stage", "standard", "role"):
            assert mine[kind] == theirs[kind]
    made = [one.reason for one in backup.by_name(path)]
    assert made == ([] if version == f"v{NEWEST:04}.sql" else ["before-migration"])
    assert all(keys.looks_locked(one.path) for one in backup.by_name(path))


def test_a_newer_locked_file_is_refused_and_untouched(file: Path) -> None:
    with keys.held(file, key_of(file)):
        connection = db.connect(file)
        connection.execute("PRAGMA user_version=99")
        connection.close()
    before = digest(file)
    with pytest.raises(errors.FileTooNew):
        opened(file)
    assert digest(file) == before


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file whose tables grew side by side, so that every part of it holds some of each."""
    return Path(shutil.copyfile(_large(), tmp_path / "Salon.cxdesk"))


@cache
def _large() -> Path:
    path = locked_file(HOMES / "large.cxdesk", stages=1, each=1)
    ws = opened(path)

    def grow(tx: Any) -> None:
        for number in range(1_600):
            tx.add(Standard(stage=1, text=f"{number} {TEXT}", why=TEXT * 4))

    ws.run("grow", grow)
    ws.close()
    return path


def saved(path: Path) -> dict[str, int]:
    """Save what can be read, with the key; check that all of it is locked, and the damaged file untouched."""
    before, into = digest(path), path.with_name("saved.cxdesk")
    with cipher.unlock(path, PASSPHRASE) as key, keys.held(path, key):
        found = salvage(path, into)
        assert check.check_file(into) == []
    assert digest(path) == before
    assert readable(path.parent) == []
    assert [name for name in names(path.parent) if name != "backups"] == [path.name, into.name]
    ws = opened(into)
    ws.add(Person(name="Goes On"))
    ws.close()
    return dict(found.counts)


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_locked_file_cut_off_gives_back_what_was_before_the_cut(large: Path, part: float) -> None:
    with large.open("rb+") as file:
        file.truncate(int(large.stat().st_size * part))
    assert saved(large)["standard"] > 1_601 * (part - 0.3)  # a third of it are tables that are empty


def test_pages_lost_in_a_locked_file_cost_only_their_rows(large: Path) -> None:
    with large.open("rb+") as file:
        for page in range(240, 430, 10):
            file.seek(page * 4096 + 100)
            file.write(b"damage")
    assert 1_500 < saved(large)["standard"] <= 1_601


def test_the_first_page_is_lent_by_a_backup(large: Path) -> None:
    with keys.held(large, key_of(large)):
        backup.make(large, "asked")
    with large.open("rb+") as file:
        file.write(bytes(4096))
    assert saved(large)["standard"] == 1_601


def test_only_a_backup_with_the_same_key_lends_its_first_page(large: Path, tmp_path: Path) -> None:
    other = locked_file(tmp_path / "Other.cxdesk", OTHER)
    whole = shutil.copyfile(large, tmp_path / "whole.cxdesk")
    with key_of(large) as key:
        with large.open("rb+") as file:
            file.write(bytes(4096))
        locked_pages.mend(large, key, [other, whole])
    assert large.read_bytes() == whole.read_bytes()


def test_what_can_not_be_reached_is_told(tmp_path: Path) -> None:
    with keys.Key(bytes(32), bytes(16)) as key:
        for act in (lambda path: locked_pages.mend(path, key, []), lambda path: locked_pages.fits(key, path)):
            with pytest.raises(errors.EnvironmentFault, match="is not there"):
                act(tmp_path / "none.cxdesk")


def test_a_first_page_with_a_few_wrong_bytes_is_read_all_the_same(large: Path) -> None:
    with large.open("rb+") as file:
        file.seek(600)
        file.write(b"damage")
    assert saved(large)["standard"] == 1_601


def test_without_its_first_page_and_a_backup_nothing_can_be_read(large: Path) -> None:
    with large.open("rb+") as file:
        file.seek(16)
        file.write(hashlib.shake_128(b"noise").digest(4080))
    with (
        cipher.unlock(large, PASSPHRASE) as key,
        keys.held(large, key),
        pytest.raises(errors.FileDamaged, match="Nothing in Salon"),
    ):
        salvage(large, large.with_name("saved.cxdesk"))
    with pytest.raises(errors.FileLocked):
        salvage(large, large.with_name("saved.cxdesk"))
    assert names(large.parent) == ["Salon.cxdesk"]


def test_it_moves_without_its_passphrase(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with keys.held(file, key_of(file)):
        backup.make(file, "asked")
    away = tmp_path / "away"
    away.mkdir()
    before = digest(file)
    real = files.copy

    def spoilt(source: Path, target: Path) -> None:
        real(source, target)
        if target.parent == away:
            data = target.read_bytes()
            target.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    monkeypatch.setattr(files, "copy", spoilt)
    with pytest.raises(errors.EnvironmentFault, match="can't be trusted"):
        moving.move(file, away)
    monkeypatch.undo()
    assert digest(file) == before
    moved = moving.move(file, away)
    assert digest(moved) == before
    assert not file.exists()
    assert len(backup.by_name(moved)) == 1


def test_a_copy_made_by_a_conflict_is_known_while_the_file_is_open(file: Path) -> None:
    copy = file.with_name("Salon (conflicted copy 2026-01-14).cxdesk")
    shutil.copyfile(file, copy)
    assert [one.counts for one in surroundings.conflict_copies(file)] == [{}]
    ws = opened(file)
    assert [one.counts["person"] for one in surroundings.conflict_copies(file)] == [2]
    assert ws.is_same(copy)
    ws.close()
