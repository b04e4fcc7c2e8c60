"""A locked file: what it is worth to others, what opens it, and what is said where nothing does."""

from __future__ import annotations

import hashlib
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cxdesk import errors
from cxdesk.entities.stage import Stage
from cxdesk.store import backup, check, cipher, db, keys, sealing
from cxdesk.workspace import Workspace
from tests.conftest import ROOT
from tests.core.store.locked import (
    NAMES,
    OTHER,
    PASSPHRASE,
    key_of,
    locked_file,
    opened,
    quickly,
    readable,
    worked_with,
)
from tests.faults.samples import content, digest, filled_file, names


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return locked_file(tmp_path / "Salon.cxdesk")


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def page_of_standards(path: Path) -> int:
    with keys.held(path, key_of(path)):
        connection = db.look(path)
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'standard'").fetchone()
        connection.close()
    return int(page)


def flip_each_page(path: Path) -> None:
    """Damage all but the first page."""
    for place in range(5000, path.stat().st_size, 4096):
        flip(path, place)


def test_nobody_reads_a_name_in_the_file_its_journal_or_its_backups(file: Path) -> None:
    ws = opened(file)
    ws._connection.execute("PRAGMA cache_size=4")
    ws.backup("asked")
    seen: list[str] = []

    def act(tx: Any) -> None:
        for _number in range(60):
            tx.add(Stage(name="Visit", aim="Quackenbush " * 300))
        seen.extend(names(file.parent))
        seen.extend(readable(file.parent))

    ws.run("many", act)
    ws.save_copy(file.parent / "copy.cxdesk")
    assert ws.finish() == ""
    assert len(backup.by_name(file)) == 2
    assert seen == ["Salon.cxdesk", "Salon.cxdesk-journal", "Salon.cxdesk.lock", "backups", "copy.cxdesk"][:4]
    assert readable(file.parent) == []
    assert all(keys.looks_locked(path) for path in file.parent.rglob("*.cxdesk"))


def test_the_words_of_a_search_are_not_left_in_temporary_files(file: Path) -> None:
    ws = opened(file)
    assert ws._connection.execute("PRAGMA temp_store").fetchone()[0] == 2
    assert [hit.title for hit in ws.search("quack")] == [NAMES[0]]
    ws.close()


def test_it_is_worked_with_like_any_other(file: Path) -> None:
    ws = opened(file)
    assert ws.encrypted
    ws.change(Stage, 1, name="Hello")
    ws.undo()
    assert ws.get(Stage, 1).record.name == "Stage 0"
    ws.redo()
    assert ws.still_ours()
    ws.rebuild_search()
    ws.reopen()
    assert ws.get(Stage, 1).record.name == "Hello"
    ws.close()
    ws = opened(file, read_only=True)
    assert ws.get(Stage, 1).record.name == "Hello"
    assert ws.why_read_only
    ws.close()
    with keys.held(file, key_of(file)):
        assert check.check_file(file) == []


def test_a_second_opener_may_look_and_is_told_who_writes(file: Path) -> None:
    ws = opened(file)
    with pytest.raises(errors.FileBusy, match="open already"):
        opened(file)
    second = opened(file, read_only=True)
    ws.change(Stage, 1, name="Hello")
    assert second.get(Stage, 1).record.name == "Hello"
    with pytest.raises(errors.ReadOnly):
        second.set_key(None)
    second.close()
    ws.change(Stage, 1, name="Still ours")  # the key of the other one went, not this one's
    assert ws.backup("asked").counts["stage"] == 3
    ws.close()


def test_without_a_key_it_is_said_to_be_locked_and_stays_as_it_is(file: Path, tmp_path: Path) -> None:
    before, beside = digest(file), names(tmp_path)
    for read_only in (False, True):
        with pytest.raises(errors.FileLocked, match="passphrase or its recovery key"):
            Workspace.open(file, read_only=read_only)
    for act in (backup.make, lambda path, _reason: check.verify_file(path)):
        with pytest.raises(errors.FileLocked):
            act(file, "asked")
    assert check.check_file(file)[0].startswith("Salon.cxdesk is locked")
    assert cipher.is_encrypted(file)
    assert (digest(file), names(tmp_path)) == (before, beside)


def test_a_wrong_passphrase_is_told_as_such_and_changes_nothing(file: Path, tmp_path: Path) -> None:
    before, beside = digest(file), names(tmp_path)
    with pytest.raises(errors.WrongKey, match="does not open Salon") as refused:
        opened(file, OTHER)
    assert OTHER not in str(refused.value)
    with keys.Key(b"k" * 32, file.read_bytes()[:16]) as key, pytest.raises(errors.WrongKey):
        Workspace.open(file, key=key)
    assert (digest(file), names(tmp_path)) == (before, beside)


def test_a_wrong_key_never_touches_a_write_that_was_cut_off(tmp_path: Path) -> None:
    file = locked_file(tmp_path / "Salon.cxdesk", stages=2, each=200, size=3)
    ws = opened(file)
    (tmp_path / "b").mkdir()
    ws._connection.execute("BEGIN IMMEDIATE")
    ws._connection.execute("PRAGMA user_version=2")  # so that the first page is in the journal, too
    ws._connection.execute("PRAGMA cache_size=4")
    ws._connection.execute("UPDATE standard SET why = why || ' changed'")
    torn = tmp_path / "b" / "Salon.cxdesk"
    for end in ("", "-journal"):
        shutil.copyfile(f"{file}{end}", f"{torn}{end}")
    ws._connection.execute("ROLLBACK")
    ws.close()
    before = digest(torn), digest(Path(f"{torn}-journal"))
    with keys.Key(b"k" * 32, torn.read_bytes()[:16]) as key, pytest.raises(errors.WrongKey):
        Workspace.open(torn, key=key)
    assert (digest(torn), digest(Path(f"{torn}-journal"))) == before
    with torn.open("rb+") as half:  # the page that everything begins with was just being written
        half.seek(1024)
        half.write(b"\0" * 512)
    healed = opened(torn)
    assert healed.count(Stage) == 2
    healed.confirm(check.verify_file(torn))
    assert healed.trusted
    healed.close()
    with keys.held(torn, key_of(torn)), keys.held(file, key_of(file)):
        assert content(torn) == content(file)


@pytest.mark.parametrize("data", [b"", b"hello", b"\0" * 9000, b"%PDF-1.7 some text " * 900])
def test_what_is_no_workspace_is_not_asked_for_a_passphrase(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.cxdesk"
    path.write_bytes(data)
    assert not cipher.is_encrypted(path)
    with pytest.raises((errors.FileDamaged, errors.FileForeign)):
        Workspace.open(path)


def test_of_random_bytes_only_the_key_tells(tmp_path: Path) -> None:
    path = tmp_path / "x.cxdesk"
    path.write_bytes(hashlib.shake_128(b"noise").digest(20_000))
    with pytest.raises(errors.FileLocked, match="or it is not a CX Desk file"):
        Workspace.open(path)
    with pytest.raises(errors.WrongKey, match="may be damaged, or not be one of"):
        cipher.unlock(path, PASSPHRASE)


def test_the_right_passphrase_of_a_damaged_file_is_told_to_be_right(file: Path) -> None:
    with keys.held(file, key_of(file)):
        made = backup.make(file, "asked")
    whole = file.read_bytes()
    flip(file, 2000)
    with pytest.raises(errors.FileDamaged, match="though its passphrase is right"):
        opened(file)
    file.write_bytes(whole)
    flip_each_page(file)
    with pytest.raises(errors.FileDamaged, match="though its passphrase is right"):
        opened(file)
    file.write_bytes(whole)
    flip(file, page_of_standards(file) * 4096 - 2000)
    with key_of(file) as key:
        ws = Workspace.open(file, key=key)
        assert not ws.confirm(check.verify_file(file))
        assert "damaged" in ws.why_read_only
        ws.close()
    file.write_bytes(whole[:16] + hashlib.shake_128(b"noise").digest(len(whole) - 16))
    with pytest.raises(errors.FileDamaged, match="for it opens the backup") as told:
        opened(file)
    assert made.path.name in str(told.value)
    with pytest.raises(errors.WrongKey):
        opened(file, OTHER)


def test_a_file_that_lost_its_first_bytes_opens_by_those_of_its_backup(file: Path) -> None:
    with keys.held(file, key_of(file)):
        backup.make(file, "asked")
    with file.open("rb+") as damaged:
        damaged.write(bytes(16))
    with cipher.unlock(file, PASSPHRASE) as key:
        ws = Workspace.open(file, key=key)
        assert ws.count(Stage) == 3
        ws.change(Stage, 1, name="Mended")
        ws.close()


def test_every_flipped_bit_is_found(file: Path) -> None:
    whole = file.read_bytes()
    with keys.held(file, key_of(file)):
        for part in range(1, 12):
            file.write_bytes(whole)
            flip(file, len(whole) * part // 12)
            assert check.check_file(file), part


def test_the_key_is_derived_once_and_with_all_the_work(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[dict[str, Any]] = []
    real = hashlib.scrypt

    def counted(password: bytes, **more: Any) -> bytes:
        done.append(more)
        return real(password, **more)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    opened(file).close()
    assert len(done) == 1
    assert done[0]["salt"] == file.read_bytes()[:16]
    monkeypatch.undo()
    assert (cipher._COST, cipher._BLOCK, cipher._PARALLEL) == (2**17, 8, 1)
    key = cipher._derived("pleaseletmein", b"SodiumChloride--")
    # of `openssl kdf -keylen 32 -kdfopt n:131072 … SCRYPT`
    assert key.hex() == "38da085653800a2a772069fbf8fa5a1e4b6e0bcc9a22d30acabcdb14cb442f88"


def test_a_passphrase_is_the_same_however_its_letters_are_composed(tmp_path: Path) -> None:
    path = locked_file(tmp_path / "x.cxdesk", "caf\u00e9 on the corner")
    opened(path, "cafe\u0301 on the corner").close()


def test_each_passphrase_has_a_salt_of_its_own() -> None:
    with cipher.new_key(PASSPHRASE) as one, cipher.new_key(PASSPHRASE) as other:
        assert one.salt != other.salt
        assert one.secret != other.secret


@pytest.mark.parametrize("passphrase", ["", "short", "1234567", "e\u0301" * 7])
def test_a_short_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(errors.InputError, match="at least 8"):
        cipher.new_key(passphrase)


@pytest.mark.parametrize(
    ("passphrase", "advice"),
    [
        ("12345678", "Digits alone"),
        ("aaaaaaaaaaaaaaaaaaa", "one of the first"),
        ("Password123", "one of the first"),
        ("qwertyuiop123", "one of the first"),
        ("tea4two!", "with patience"),
        (PASSPHRASE, ""),
        ("my password is a horse", ""),
    ],
)
def test_what_is_easy_to_guess_is_said_and_taken(passphrase: str, advice: str) -> None:
    assert advice in cipher.advice(passphrase)
    assert bool(cipher.advice(passphrase)) == bool(advice)
    cipher.new_key(passphrase).wipe()


def test_a_key_does_not_show_itself_and_goes_when_the_file_is_closed(file: Path) -> None:
    ws = opened(file)
    key = ws._opened.key
    assert key is not None
    secret = key.secret
    for shown in (repr(key), str(key), f"{key}", repr(vars(ws))):
        assert secret.hex() not in shown
    with pytest.raises(TypeError):
        pickle.dumps(key)
    ws.close()
    assert bytes(key._secret) == bytes(32)
    with pytest.raises(errors.FileLocked):
        key.for_engine()
    assert not keys._known
    assert worked_with(file.parent) == []
    with pytest.raises(errors.FileLocked):
        db.look(file)


def test_no_key_is_left_when_opening_fails(file: Path) -> None:
    ws = opened(file)
    with pytest.raises(errors.FileBusy):
        opened(file)
    ws.close()
    assert not keys._known
    assert worked_with(file.parent) == []


def test_who_closes_twice_takes_nobody_elses_key(file: Path) -> None:
    ws, second = opened(file), opened(file, read_only=True)
    second.close()
    second.close()
    assert ws.backup("asked").counts["stage"] == 3
    assert check.verify_file(file).ok
    ws.close()


def test_a_key_has_its_length() -> None:
    with pytest.raises(ValueError, match="length"):
        keys.Key(b"short", bytes(16))


def run(code: str, *words: object) -> tuple[str, str]:
    """Run code in a process of its own; return what it printed, and what it or the engine complained of."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout, done.stderr


OPEN_PLAIN = """
import sys
before = set(sys.modules)
from pathlib import Path
from cxdesk.workspace import Workspace
Workspace.open(Path(sys.argv[1])).close()
ours = {"cipher", "sealing", "locked_pages", "recovery_key"}
slow = {"hmac", "hashlib", "_hashlib", *(f"cxdesk.store.{name}" for name in ours)}
print(*slow & set(sys.modules) - before)
"""
CHECK_LOCKED = """
import sys
from pathlib import Path
from cxdesk.store import check, cipher, keys
cipher._COST = 2
path = Path(sys.argv[1])
keys.hold(path, cipher.unlock(path, sys.argv[2]))
print(check.check_file(path) == [])
"""


def test_a_plain_start_loads_nothing_of_it(tmp_path: Path) -> None:
    assert run(OPEN_PLAIN, filled_file(tmp_path / "x.cxdesk")) == ("\n", "")


def test_the_engine_says_nothing_on_standard_error(file: Path) -> None:
    flip_each_page(file)
    assert run(CHECK_LOCKED, file, PASSPHRASE) == ("False\n", "")


def test_encrypt_refuses_what_is_locked_already_or_none_of_ours(file: Path, tmp_path: Path) -> None:
    with cipher.new_key(OTHER) as key:
        with pytest.raises(errors.UserError, match="already"):
            sealing.encrypt(file, key)
        (tmp_path / "text.cxdesk").write_text("hello" * 1000)
        with pytest.raises(errors.FileForeign):
            sealing.encrypt(tmp_path / "text.cxdesk", key)
