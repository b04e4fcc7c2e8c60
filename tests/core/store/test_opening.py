"""Which files open, which are refused, and what nobody may change about the refused ones."""

from __future__ import annotations

import hashlib
import io
import os
import random
import shutil
import sqlite3
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from cxdesk import clock, errors
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import check, db
from cxdesk.store.lock import WorkspaceLock
from cxdesk.store.model import Model, default_model
from cxdesk.workspace import Workspace
from tests.faults.samples import (
    anybodys_folder,
    content,
    digest,
    filled,
    filled_file,
    in_mid_write,
    names,
    nobody,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return filled_file(tmp_path / "Salon.cxdesk")


def poke(path: Path, *statements: str) -> None:
    """Do to a file what another program might do."""
    with sqlite3.connect(path, isolation_level=None) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def newer() -> int:
    return default_model().version + 1


def test_a_file_from_a_newer_program_is_refused_and_untouched(file: Path) -> None:
    poke(file, f"PRAGMA user_version={newer()}")
    before, beside = digest(file), names(file.parent)
    for read_only in (False, True):
        with pytest.raises(errors.FileTooNew, match="newer CX Desk"):
            Workspace.open(file, read_only=read_only)
    assert digest(file) == before
    assert names(file.parent) == beside


@pytest.mark.parametrize(("place", "fault"), [(60, errors.FileTooNew), (68, errors.FileForeign)])
def test_a_write_cut_off_in_a_newer_program_or_another_is_left_to_it(
    tmp_path: Path, place: int, fault: type[Exception]
) -> None:
    ws = filled(tmp_path / "a.cxdesk", stages=2, each=200, size=3)
    (tmp_path / "b").mkdir()
    path = in_mid_write(ws, tmp_path / "b" / "b.cxdesk")
    ws.close()
    with path.open("rb+") as newer_file:
        newer_file.seek(place)
        newer_file.write(newer().to_bytes(4, "big"))
    before = digest(path), digest(Path(f"{path}-journal"))
    for read_only in (False, True):
        with pytest.raises(fault):
            Workspace.open(path, read_only=read_only)
    assert (digest(path), digest(Path(f"{path}-journal"))) == before
    assert names(path.parent) == ["b.cxdesk", "b.cxdesk-journal"]


def test_a_version_that_only_the_journal_told_is_refused_too(file: Path) -> None:
    poke(file, f"PRAGMA user_version={newer()}")
    connection = db.look(file)
    with pytest.raises(errors.FileTooNew):
        check.check_schema(connection, file, default_model())
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON stage BEGIN DELETE FROM standard; END",
        "CREATE TRIGGER t AFTER INSERT ON search_stage_content BEGIN DELETE FROM standard; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE diary (a)",
        "ALTER TABLE stage ADD COLUMN extra TEXT",
        "PRAGMA application_id=7",
    ],
)
def test_a_foreign_file_is_refused_and_untouched(file: Path, statement: str) -> None:
    poke(file, statement)
    before = digest(file)
    with pytest.raises(errors.FileForeign, match="not changed"):
        Workspace.open(file)
    assert digest(file) == before
    assert names(file.parent) == [file.name]


@pytest.mark.parametrize("there", [{}, {"_sha256": None}, {"_sha256": None, "_sha2": hashlib}])
def test_tables_are_known_again_whatever_python_computes_with(
    file: Path, there: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, module in there.items():
        monkeypatch.setitem(sys.modules, name, module)
    Workspace.open(file).close()


def zip_of_noise() -> bytes:
    """Return a ZIP whose first page is as evenly spread as that of a locked file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a", random.Random(7).randbytes(9_000))
    return out.getvalue()


NO_WORKSPACE = "damaged, locked with a password, or not a CX Desk file"


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"", errors.FileForeign, "x.cxdesk is an empty file, not a CX Desk file. It was not changed."),
        (b"hello\n", errors.FileForeign, "is a text, not"),
        ("é".encode() * 4_000 + b"!", errors.FileForeign, "is a text, not"),
        (b"%PDF-1.7\n" + b"\0x" * 200, errors.FileForeign, "is a PDF, not"),
        (zip_of_noise(), errors.FileForeign, "is a ZIP or an Office file, not"),
        (b"\0" * 5000, errors.FileDamaged, NO_WORKSPACE),
        (b"hello\0", errors.FileDamaged, NO_WORKSPACE),
    ],
)
def test_what_is_no_workspace_is_refused(
    tmp_path: Path, data: bytes, kind: type[errors.CxDeskError], said: str
) -> None:
    path = tmp_path / "x.cxdesk"
    path.write_bytes(data)
    with pytest.raises(kind, match=said):
        Workspace.open(path)
    assert path.read_bytes() == data
    assert names(tmp_path) == [path.name]


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(errors.EnvironmentFault, match="not there"):
        Workspace.open(tmp_path / "x.cxdesk")
    with pytest.raises(errors.EnvironmentFault, match="can't be used"):
        Workspace.open(tmp_path)


def test_the_second_opener_hears_who_has_it_and_can_look(file: Path) -> None:
    first = Workspace.open(file)
    with pytest.raises(errors.FileBusy) as refused:
        Workspace.open(file)
    assert "open already, by" in refused.value.message
    assert clock.now().strftime("%Y-%m-%d") in refused.value.message
    second = Workspace.open(file, read_only=True)
    assert len(second.rows(Stage)) == 3
    with pytest.raises(errors.ReadOnly, match="look only"):
        second.add(Stage(name="Late"))
    first.add(Stage(name="Pay"))
    assert len(second.rows(Stage)) == 4
    second.close()
    first.close()
    Workspace.open(file).close()


def test_a_holder_that_left_no_note_is_another_program(file: Path) -> None:
    lock = WorkspaceLock(file)
    assert lock.acquire()
    lock.path.write_bytes(b"")
    with pytest.raises(errors.FileBusy, match="in another program"):
        Workspace.open(file)
    lock.path.write_bytes(b'\0{"user": "Ben", "host": "till", "pid": 1, "since": "yesterday"}')
    with pytest.raises(errors.FileBusy, match="by Ben on till since yesterday"):
        Workspace.open(file)
    lock.release()


def test_a_folder_that_takes_no_lock_is_said_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: object) -> bool:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(WorkspaceLock, "acquire", fail)
    with pytest.raises(errors.EnvironmentFault, match="No locks available"):
        Workspace.open(file)
    assert Workspace.open(file, read_only=True).rows(Stage)


def test_a_foreign_file_can_not_even_be_looked_at(file: Path) -> None:
    poke(file, "CREATE VIEW v AS SELECT 1")
    with pytest.raises(errors.FileForeign):
        Workspace.open(file, read_only=True)


def test_nothing_is_left_beside_a_closed_file(file: Path) -> None:
    ws = Workspace.open(file)
    ws.add(Stage(name="Pay"))
    ws.close()
    assert names(file.parent) == [file.name]


@pytest.mark.parametrize("read_only_part", ["file", "folder"])
def test_where_nothing_can_be_written_it_opens_to_look_and_save_a_copy(
    read_only_part: str, tmp_path: Path
) -> None:
    with anybodys_folder() as folder:
        shutil.chown(filled_file(folder / "x.cxdesk"), user=65534 if os.geteuid() == 0 else os.geteuid())
        path = folder / "x.cxdesk"
        (path if read_only_part == "file" else folder).chmod(0o555)
        if read_only_part == "file" and os.geteuid() == 0:
            shutil.chown(folder, user=65534)
        with nobody():
            ws = Workspace.open(path)
            assert "can be read but not changed in this place" in ws.why_read_only
            with pytest.raises(errors.ReadOnly, match="Save a copy"):
                ws.add(Stage(name="Pay"))
            assert ws.backup_due() is None
        ws.save_copy(tmp_path / "copy.cxdesk")
        ws.close()
        assert names(folder) == [path.name]
    copy = Workspace.open(tmp_path / "copy.cxdesk")
    copy.add(Stage(name="Pay"))
    copy.close()


def test_a_file_that_may_not_be_read_is_said_so(file: Path) -> None:
    with anybodys_folder() as folder:
        path = Path(shutil.copy(file, folder))
        path.chmod(0)
        with nobody(), pytest.raises(errors.ReadOnly, match="does not let you"):
            Workspace.open(path)


def test_a_write_that_was_cut_off_is_taken_back(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "cxdesk")
    ws = filled(tmp_path / "a.cxdesk", stages=2, each=200, size=3)
    path = in_mid_write(ws, tmp_path / "b.cxdesk")
    ws.close()
    again = Workspace.open(path)
    assert again.notices == ()
    assert "the last write had been cut off" in caplog.text
    assert again.confirm(check.verify_file(path))
    again.close()
    assert content(path) == content(ws.path)
    assert names(tmp_path) == ["a.cxdesk", "b.cxdesk"]


def test_looking_at_a_cut_off_write_takes_it_back_or_says_why_not(tmp_path: Path) -> None:
    ws = filled(tmp_path / "a.cxdesk", stages=2, each=200, size=3)
    with anybodys_folder() as folder:
        path = in_mid_write(ws, folder / "b.cxdesk")
        folder.chmod(0o555)
        with nobody(), pytest.raises(errors.EnvironmentFault, match=r"together with b\.cxdesk-journal"):
            Workspace.open(path)
        folder.chmod(0o755)
        look = Workspace.open(path, read_only=True)
        assert not any("changed" in row.record.why for row in look.rows(Standard))
        look.close()
    ws.close()


def test_half_a_write_without_its_journal_is_caught_before_the_first_write(tmp_path: Path) -> None:
    ws = filled(tmp_path / "a.cxdesk", stages=2, each=200, size=3)
    path = in_mid_write(ws, tmp_path / "b.cxdesk", journal=False)
    ws.close()
    torn = Workspace.open(path)
    before = digest(path)
    with pytest.raises(errors.FileDamaged, match="contradicts its totals"):
        torn.add(Stage(name="Pay"))
    assert torn.read_only
    with pytest.raises(errors.ReadOnly, match="Restore a backup"):
        torn.add(Stage(name="Pay"))
    torn.close()
    assert digest(path) == before


def test_a_worker_checks_before_the_first_write(file: Path) -> None:
    ws = Workspace.open(file)
    assert not ws.trusted
    assert ws.confirm(check.verify_file(file))
    assert ws.trusted
    assert ws.confirm(check.Report(("too late",)))  # it was written to meanwhile
    ws.close()
    bad = Workspace.open(file)
    assert not bad.confirm(check.Report(("Torn.",)))
    assert "Torn." in bad.why_read_only
    bad.close()


def as_wal(file: Path, folder: Path, *, companion: bool) -> Path:
    """Copy a file that another program left in write-ahead mode with changes of its own."""
    path = folder / "wal.cxdesk"
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("UPDATE meta SET value = 'elsewhere' WHERE key = 'made_with'")
        shutil.copyfile(file, path)
        if companion:
            shutil.copyfile(f"{file}-wal", f"{path}-wal")
    other.close()
    return path


def made_with(path: Path) -> str:
    connection = db.connect(path, read_only=True)
    try:
        return str(connection.execute("SELECT value FROM meta WHERE key = 'made_with'").fetchone()[0])
    finally:
        connection.close()


def test_a_write_ahead_file_without_its_companion_is_opened_with_a_warning(
    file: Path, tmp_path: Path
) -> None:
    (tmp_path / "copies").mkdir()
    path = as_wal(file, tmp_path / "copies", companion=False)
    look = Workspace.open(path, read_only=True)
    look.close()
    assert names(path.parent) == [path.name]
    ws = Workspace.open(path)
    assert any("wal.cxdesk-wal" in notice for notice in ws.notices)
    ws.add(Stage(name="Pay"))
    ws.close()
    assert not db.read_header(path).write_ahead
    assert names(path.parent) == [path.name]


def test_a_write_ahead_file_with_its_companion_keeps_everything(file: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    path = as_wal(file, tmp_path / "copies", companion=True)
    ws = Workspace.open(path)
    assert ws.notices == ()
    ws.close()
    assert made_with(path) == "elsewhere"
    assert names(path.parent) == [path.name]


def test_missing_search_and_indexes_are_made_again(file: Path) -> None:
    poke(file, "DROP INDEX stage_by_title", "DROP TABLE search_stage")
    before = digest(file)
    looked = Workspace.open(file, read_only=True)
    assert [hit.title for hit in looked.search("stage 1", kinds=["stage"])] == ["Stage 1"]
    looked.close()
    assert digest(file) == before
    assert len(check.check_file(file)) == 2
    ws = Workspace.open(file)
    assert [hit.title for hit in ws.search("stage 1", kinds=["stage"])] == ["Stage 1"]
    ws.close()
    assert check.check_file(file) == []


def test_missing_search_in_a_torn_file_is_left_alone(file: Path) -> None:
    poke(file, "DROP TABLE search_stage", "UPDATE stage SET revision = 99")
    before = digest(file)
    with pytest.raises(errors.FileDamaged, match="totals"):
        Workspace.open(file)
    assert digest(file) == before


def test_a_clock_set_back_is_told_and_keeps_the_order(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: with_now - timedelta(days=2))
    ws = Workspace.open(file)
    assert [notice for notice in ws.notices if "clock" in notice] == list(ws.notices)
    assert len(ws.notices) == 1
    before = max(row.changed_at for row in ws.rows(Stage))
    new = ws.get(Stage, ws.add(Stage(name="Pay")))
    assert new.created_at >= before
    ws.close()


def test_a_file_that_was_moved_is_noticed_and_can_be_copied(file: Path, tmp_path: Path) -> None:
    ws = Workspace.open(file)
    assert ws.still_ours()
    file.rename(tmp_path / "elsewhere.cxdesk")
    with pytest.raises(errors.FileMoved, match="moved, deleted or replaced"):
        ws.still_ours()
    with pytest.raises(errors.FileMoved):
        ws.add(Stage(name="Pay"))
    assert len(ws.rows(Stage)) == 3
    ws.save_copy(tmp_path / "copy.cxdesk")
    ws.reopen(tmp_path / "elsewhere.cxdesk")
    assert ws.add(Stage(name="Pay"))
    ws.close()
    assert names(tmp_path) == ["copy.cxdesk", "elsewhere.cxdesk"]
    assert check.check_file(tmp_path / "copy.cxdesk") == []


def test_a_file_that_was_replaced_is_noticed(file: Path, tmp_path: Path) -> None:
    ws = Workspace.open(file)
    other = filled_file(tmp_path / "other.cxdesk", stages=1)
    other.replace(file)
    with pytest.raises(errors.FileMoved):
        ws.add(Stage(name="Pay"))
    with pytest.raises(errors.FileMoved):
        ws.still_ours()
    assert len(ws.rows(Stage)) == 3
    ws.reopen()
    assert ws.still_ours()
    assert len(ws.rows(Stage)) == 1
    assert not ws.trusted
    ws.close()


def test_what_another_program_wrote_is_noticed_and_checked(file: Path) -> None:
    ws = Workspace.open(file)
    ws.change(Stage, 1, name="Hello")
    assert ws.still_ours()
    other = db.connect(file)
    other.execute("UPDATE shop SET name = 'Renamed'")
    other.close()
    assert not ws.still_ours()
    assert ws.undo_label is None
    assert ws.shop.name == "Renamed"
    assert not ws.trusted
    assert ws.still_ours()
    ws.close()


def test_reopening_tells_every_page(file: Path) -> None:
    ws = Workspace.open(file)
    told = []
    ws.events.subscribe(told.append)
    ws.reopen()
    assert [set(event.tables) == set(default_model().specs) for event in told] == [True]
    with pytest.raises(errors.FileBusy):
        Workspace.open(file)
    ws.close()


def test_a_new_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.cxdesk"
    model = default_model()
    broken = Model(model.registry, model.migrations, dict.fromkeys(model.fingerprints, ""))
    with pytest.raises(errors.FileDamaged):
        Workspace.create(path, Shop(name="x"), model=broken)
    assert names(tmp_path) == []
    (tmp_path / "new.cxdesk-journal").write_bytes(b"of a file that was here once")
    Workspace.create(path, Shop(name="x")).close()
    assert names(tmp_path) == [path.name]
    with pytest.raises(errors.UserError, match="already"):
        Workspace.create(path, Shop(name="x"))


def test_a_new_file_without_its_shop_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise errors.DiskFull("full")

    monkeypatch.setattr(Workspace, "run", fail)
    with pytest.raises(errors.DiskFull):
        Workspace.create(tmp_path / "new.cxdesk", Shop(name="x"))
    assert names(tmp_path) == []


def test_a_new_file_needs_a_place_that_can_be_written(tmp_path: Path) -> None:
    with anybodys_folder() as folder:
        folder.chmod(0o555)
        with nobody(), pytest.raises(errors.ReadOnly, match="does not let you"):
            Workspace.create(folder / "new.cxdesk", Shop(name="x"))
    other = WorkspaceLock(tmp_path / "new.cxdesk")
    assert other.acquire()
    with pytest.raises(errors.FileBusy, match="open already"):
        Workspace.create(tmp_path / "new.cxdesk", Shop(name="x"))
    other.release()


def test_a_damaged_file_that_can_not_be_shown_lets_go_of_the_lock(file: Path) -> None:
    poke(file, "UPDATE sqlite_sequence SET seq = seq")
    data = bytearray(file.read_bytes())
    connection = db.look(file)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'shop'").fetchone()
    connection.close()
    data[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    file.write_bytes(data)
    with pytest.raises(errors.FileDamaged):
        Workspace.open(file)
    assert names(file.parent) == [file.name]
