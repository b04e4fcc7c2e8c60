"""Backups are whole or not there, named, counted, thinned; and lead back."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from cxdesk import clock, errors
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import backup, check, db, files
from cxdesk.store.migrations import MIGRATIONS
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
    size_limit,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return filled_file(tmp_path / "Salon.cxdesk")


def at(monkeypatch: pytest.MonkeyPatch, **later: float) -> None:
    """Set the clock some time after now."""
    now = clock.now() + timedelta(**later)
    monkeypatch.setattr(clock, "now", lambda: now)


def touch(path: Path, *backups: str) -> None:
    """Make files with the names of backups."""
    (path.parent / "backups").mkdir(exist_ok=True)
    for name in backups:
        (path.parent / "backups" / name).write_bytes(b"")


def test_a_backup_says_the_same_and_tells_what_is_in_it(file: Path) -> None:
    made = backup.make(file, "asked")
    assert content(made.path) == content(file)
    assert check.check_file(made.path) == []
    assert made.path.name.startswith("Salon-2")
    assert made.path.name.endswith(f"Z-seq00001-v{len(MIGRATIONS)}-asked.cxdesk")
    assert (made.sequence, made.reason, made.version, made.operation) == (1, "asked", len(MIGRATIONS), 2)
    assert made.counts["standard"] == 15
    assert made.size == made.path.stat().st_size
    assert backup.listing(file) == [made]
    assert backup.newest(file) == made
    assert names(file.parent) == ["Salon.cxdesk", "backups"]


def test_one_is_made_while_the_file_is_open_and_written(tmp_path: Path) -> None:
    ws = filled(tmp_path / "x.cxdesk", each=60, size=10)
    added = []

    def write_between(done: int, _total: int) -> None:
        if done and len(added) < 2:
            added.append(ws.add(Stage(name="Meanwhile")))

    real, backup._STEP = backup._STEP, 8
    try:
        made = backup.make(ws.path, "timer", progress=write_between)
    finally:
        backup._STEP = real
    assert len(added) == 2
    assert made.counts["stage"] == 5
    assert ws.backup("asked").counts["stage"] == 5
    ws.close()
    assert content(made.path) == content(ws.path)


def test_backups_are_found_by_name_and_number_alone(file: Path) -> None:
    touch(
        file,
        "Salon-2026-11-21T19-40-05Z-seq00042-v7-close.cxdesk",
        "Salon-2020-01-01T00-00-00Z-seq00043-v7-timer.cxdesk",
        "Salon-2026-11-21T19-40-05Z-seq00041-v7-close.cxdesk.part",
        "Salon-2026-13-41T19-40-05Z-seq00045-v7-close.cxdesk",
        "Salon-2026-11-21T19-40-05Z-seq00046-v7-whim.cxdesk",
        "Salon-Berlin-2026-11-21T19-40-05Z-seq00047-v7-close.cxdesk",
        "Other-2026-11-21T19-40-05Z-seq00048-v7-close.cxdesk",
        "notes.txt",
    )
    assert [(one.sequence, one.made_at) for one in backup.listing(file)] == [
        (43, "2020-01-01T00:00:00Z"),
        (42, "2026-11-21T19:40:05Z"),
    ]
    assert backup.make(file, "close").sequence == 44


def test_a_second_copy_goes_to_another_place(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(errors.EnvironmentFault, match="no second copy"):
        backup.make(file, "timer", second=stick)
    assert len(backup.listing(file)) == 1
    stick.mkdir()
    made = backup.make(file, "timer", second=stick)
    assert names(stick) == [made.path.name]
    assert digest(stick / made.path.name) == digest(made.path)
    assert len(backup.listing(file, stick)) == 1


def test_a_folder_that_went_is_made_again(file: Path) -> None:
    backup.make(file, "timer")
    shutil.rmtree(file.parent / "backups")
    assert backup.listing(file) == []
    assert backup.newest_good(file) is None
    assert backup.due(file, changed=False) == "open"
    backup.make(file, "timer")
    assert len(backup.listing(file)) == 1


def test_a_copy_under_a_name_of_ones_own(file: Path, tmp_path: Path) -> None:
    made = backup.make(file, "asked", to=tmp_path / "copy.cxdesk")
    assert made.path == tmp_path / "copy.cxdesk"
    assert made.counts["stage"] == 3
    assert not (tmp_path / "backups").exists()
    with pytest.raises(errors.UserError, match="already"):
        backup.make(file, "asked", to=file)
    with pytest.raises(errors.EnvironmentFault, match="not there"):
        backup.make(file, "asked", to=tmp_path / "no" / "copy.cxdesk")


def test_what_can_not_be_backed_up_is_said_so(file: Path, tmp_path: Path) -> None:
    with pytest.raises(errors.EnvironmentFault, match="can't be reached"):
        backup.make(tmp_path / "x.cxdesk", "asked")
    (tmp_path / "text.cxdesk").write_text("hello" * 1000)
    with pytest.raises(errors.FileDamaged):
        backup.make(tmp_path / "text.cxdesk", "asked")
    connection = db.connect(file)
    connection.execute("CREATE TABLE mine (a)")
    connection.close()
    with pytest.raises(errors.FileForeign):
        backup.make(file, "asked")
    connection = db.connect(file)
    connection.execute("PRAGMA application_id=7")
    connection.close()
    with pytest.raises(errors.FileForeign, match="not made by CX Desk"):
        backup.make(file, "asked")
    with anybodys_folder() as folder:
        path = filled_file(folder / "x.cxdesk")
        folder.chmod(0o555)
        with nobody(), pytest.raises(errors.ReadOnly, match="does not let you"):
            backup.make(path, "asked")


def test_a_damaged_file_does_not_become_a_backup(tmp_path: Path) -> None:
    ws = filled(tmp_path / "a.cxdesk", stages=2, each=200, size=3)
    torn = in_mid_write(ws, tmp_path / "b.cxdesk", journal=False)
    ws.close()
    with pytest.raises(errors.FileDamaged, match="totals"):
        backup.make(torn, "timer")
    assert names(tmp_path / "backups") == []


def test_a_full_disk_leaves_no_half_backup(file: Path, tmp_path: Path) -> None:
    good = backup.make(file, "timer")
    with size_limit(100_000), pytest.raises(errors.DiskFull, match="backups"):
        backup.make(file, "timer")
    stick = tmp_path / "stick"
    stick.mkdir()
    with size_limit(100_000), pytest.raises(errors.DiskFull, match="stick"):
        backup.copy_to(good, file, stick)
    assert names(stick) == []
    assert backup.listing(file) == [good]
    assert names(tmp_path / "backups") == [good.path.name]


def test_when_one_is_due(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backup.due(file, changed=False) == "open"
    assert backup.due(file, changed=True, closing=True) == "close"
    backup.make(file, "close")
    assert backup.due(file, changed=True) is None
    assert backup.due(file, changed=False, closing=True) is None
    now = clock.now()
    assert backup.due(file, changed=True, now=now + timedelta(minutes=31)) == "timer"
    assert backup.due(file, changed=False, now=now + timedelta(minutes=31)) is None
    assert backup.due(file, changed=False, now=now + timedelta(hours=25)) == "open"
    assert backup.due(file, changed=True, now=now - timedelta(days=400)) == "timer"
    assert backup.due(file, changed=False, now=now - timedelta(days=400)) is None


def test_the_workspace_knows_when_one_is_due(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ws = Workspace.open(file)
    assert ws.backup_due() == "open"
    backup.make(file, "open")
    assert ws.backup_due() is None
    assert ws.backup_due(closing=True) is None
    ws.add(Stage(name="Pay"))
    assert ws.backup_due() is None
    assert ws.backup_due(closing=True) == "close"
    at(monkeypatch, minutes=31)
    assert ws.backup_due() == "timer"
    assert ws.finish() == ""
    assert [one.reason for one in backup.listing(file)] == ["close", "open"]
    ws = Workspace.open(file)
    assert ws.finish() == ""
    assert len(backup.listing(file)) == 2


def test_a_backup_that_fails_does_not_keep_from_closing(file: Path) -> None:
    ws = Workspace.open(file)
    ws.add(Stage(name="Pay"))
    (file.parent / "backups").write_text("in the way")
    assert "can't be used" in ws.finish()
    Workspace.open(file).close()


def test_old_ones_go_when_a_new_one_is_made(file: Path) -> None:
    old = [f"Salon-2024-01-01T{hour:02}-00-00Z-seq{hour:05}-v1-timer.cxdesk" for hour in range(24)]
    touch(file, *old)
    made = backup.make(file, "timer")
    assert names(file.parent / "backups") == [old[-1], made.path.name]


def test_none_goes_when_the_clock_went_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(file, *(f"Salon-2024-01-01T{hour:02}-00-00Z-seq{hour:05}-v1-timer.cxdesk" for hour in range(24)))
    backup.make(file, "timer", to=file.parent / "x.cxdesk")
    future = clock.stamp(clock.now() + timedelta(days=1)).replace(":", "-")
    touch(file, f"Salon-{future}-seq00050-v1-timer.cxdesk")
    made = backup.make(file, "timer")
    assert len(names(file.parent / "backups")) == 26
    assert made.sequence == 51


def test_one_that_can_not_be_removed_is_no_hindrance(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    touch(file, *(f"Salon-2024-01-01T{hour:02}-00-00Z-seq{hour:05}-v1-timer.cxdesk" for hour in range(3)))
    real = Path.unlink

    def refuse(self: Path, *, missing_ok: bool = False) -> None:
        if "2024" in self.name:
            raise PermissionError(13, "no")
        real(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    backup.make(file, "timer")
    assert "could not be removed" in caplog.text


def test_what_a_kill_left_half_made_goes_at_the_next_start(file: Path) -> None:
    made = backup.make(file, "timer")
    left = [made.path.with_name(made.path.name.replace("00001", "00002") + ".part"), Path(f"{file}.part")]
    left.append(Path(f"{left[0]}-journal"))
    for path in left:
        path.write_bytes(b"half")
    other = file.parent / "backups" / "Other-2026.cxdesk.part"
    other.write_bytes(b"of another file")
    Workspace.open(file, read_only=True).close()
    assert all(path.exists() for path in left)
    Workspace.open(file).close()
    assert names(file.parent / "backups") == [other.name, made.path.name]
    assert names(file.parent) == ["Salon.cxdesk", "backups"]


def test_a_backup_is_opened_to_look_only(file: Path) -> None:
    made = backup.make(file, "timer")
    ws = Workspace.open(made.path)
    assert "Restore" in ws.why_read_only
    assert len(ws.rows(Stage)) == 3
    with pytest.raises(errors.ReadOnly):
        ws.add(Stage(name="Pay"))
    with pytest.raises(errors.ReadOnly):
        ws.restore_backup(made.path)
    ws.close()
    assert names(made.path.parent) == [made.path.name]


def test_restore_and_the_way_back(file: Path) -> None:
    first = content(file)
    made = backup.make(file, "asked")
    ws = Workspace.open(file)
    ws.remove(Stage, 1)
    ws.close()
    second = content(file)
    kept = backup.restore(made.path, file)
    assert content(file) == first
    assert kept
    assert (kept.reason, kept.counts["stage"]) == ("before-restore", 2)
    backup.restore(kept.path, file)
    assert content(file) == second
    assert len(backup.listing(file)) == 3
    assert names(file.parent) == ["Salon.cxdesk", "backups"]


def test_restore_where_there_is_nothing(file: Path, tmp_path: Path) -> None:
    made = backup.make(file, "asked")
    assert backup.restore(made.path, tmp_path / "new.cxdesk") is None
    assert content(tmp_path / "new.cxdesk") == content(file)


def test_restore_by_a_link_replaces_the_file_and_leaves_the_link(file: Path, tmp_path: Path) -> None:
    made = backup.make(file, "asked")
    ws = Workspace.open(file)
    ws.remove(Stage, 1)
    ws.close()
    (tmp_path / "desktop").mkdir()
    link = tmp_path / "desktop" / "shop.cxdesk"
    link.symlink_to(file)
    kept = backup.restore(made.path, link)
    assert link.is_symlink()
    assert content(file) == content(made.path)
    assert kept
    assert kept.path.parent == file.parent / "backups"
    assert names(link.parent) == ["shop.cxdesk"]


def test_restore_suspends_thinning_until_the_next_start(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backup.make(file, "asked")
    old = [f"Salon-2024-01-01T{hour:02}-00-00Z-seq{hour:05}-v1-timer.cxdesk" for hour in range(2, 9)]
    touch(file, *old)
    backup.restore(made.path, file)
    backup.make(file, "timer")
    assert set(old) <= set(names(file.parent / "backups"))
    monkeypatch.setattr(backup, "_restored", set())
    backup.make(file, "timer")
    assert len(set(old) & set(names(file.parent / "backups"))) == 1


def test_restoring_over_a_damaged_file_keeps_its_bytes(file: Path) -> None:
    made = backup.make(file, "asked")
    os.truncate(file, 50_000)
    Path(f"{file}-journal").write_bytes(b"stale")
    before = digest(file)
    kept = backup.restore(made.path, file)
    assert kept
    assert digest(kept.path) == before
    assert not Path(f"{file}-journal").exists()
    assert check.check_file(file) == []


@pytest.mark.parametrize("link", [True, False])
def test_what_was_cut_off_is_taken_back_before_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: bool
) -> None:
    ws = filled(tmp_path / "a.cxdesk", stages=2, each=200, size=3)
    hot = in_mid_write(ws, tmp_path / "b.cxdesk")
    made = ws.backup("asked")
    ws.close()
    if not link:
        monkeypatch.setattr(os, "link", lambda *_paths: (_ for _ in ()).throw(OSError(95, "no links here")))
    kept = backup.restore(made.path, hot)
    assert kept
    assert content(kept.path) == content(ws.path)
    assert names(tmp_path) == ["a.cxdesk", "b.cxdesk", "backups"]


def test_the_journal_of_a_file_that_can_not_be_opened_is_kept_with_it(file: Path) -> None:
    made = backup.make(file, "asked")
    with file.open("rb+") as opened:
        opened.write(b"\0" * 100)
    Path(f"{file}-journal").write_bytes(b"perhaps of use")
    kept = backup.restore(made.path, file)
    assert kept
    assert Path(f"{kept.path}-journal").read_bytes() == b"perhaps of use"
    assert names(file.parent) == ["Salon.cxdesk", "backups"]
    assert (kept.version, kept.counts) == (0, {})


def test_stale_companions_are_not_replayed_into_what_was_restored(file: Path) -> None:
    made = backup.make(file, "asked")
    ws = filled(file.with_name("other.cxdesk"), stages=2, each=200, size=3)
    in_mid_write(ws, file.with_name("torn.cxdesk"))
    ws.close()
    file.unlink()
    file.with_name("torn.cxdesk-journal").rename(f"{file}-journal")
    Path(f"{file}-wal").write_bytes(b"x" * 100)
    backup.restore(made.path, file)
    assert content(file) == content(made.path)


def test_restore_refuses_what_it_should_not_restore(file: Path, tmp_path: Path) -> None:
    made = backup.make(file, "asked")
    before = digest(file)
    broken = tmp_path / "broken.cxdesk"
    shutil.copy(made.path, broken)
    connection = db.connect(broken)
    connection.execute("UPDATE stage SET revision = 99")
    connection.close()
    with pytest.raises(errors.FileDamaged, match="totals"):
        backup.restore(broken, file)
    connection = db.connect(broken)
    connection.execute("CREATE VIEW v AS SELECT 1")
    connection.close()
    with pytest.raises(errors.FileForeign):
        backup.restore(broken, file)
    with size_limit(100_000), pytest.raises(errors.DiskFull):
        backup.restore(made.path, file)
    ws = Workspace.open(file)
    with pytest.raises(errors.FileBusy, match="Close it there"):
        backup.restore(made.path, file)
    ws.close()
    with anybodys_folder() as folder:
        folder.chmod(0o555)
        with nobody(), pytest.raises(errors.EnvironmentFault):
            backup.taken(folder / "x.cxdesk")
    assert digest(file) == before
    assert names(tmp_path) == ["Salon.cxdesk", "backups", "broken.cxdesk"]


def test_an_open_workspace_goes_on_with_what_was_restored(file: Path) -> None:
    made = backup.make(file, "asked")
    ws = Workspace.open(file)
    ws.change(Stage, 1, name="Changed")
    told = []
    ws.events.subscribe(told.append)
    kept = ws.restore_backup(made.path)
    assert ws.get(Stage, 1).record.name == "Stage 0"
    assert ws.undo_label is None
    assert len(told) == 1
    assert "stage" in told[0].tables
    ws.add(Stage(name="Pay"))
    assert kept
    ws.restore_backup(kept.path)
    assert ws.get(Stage, 1).record.name == "Changed"
    ws.close()
    assert check.check_file(file) == []


def test_a_restore_that_fails_leaves_the_workspace_open(file: Path, tmp_path: Path) -> None:
    ws = Workspace.open(file)
    (tmp_path / "text.cxdesk").write_text("hello" * 1000)
    with pytest.raises(errors.FileForeign):
        ws.restore_backup(tmp_path / "text.cxdesk")
    assert ws.add(Stage(name="Pay"))
    ws.close()


def test_the_newest_good_one_is_found(file: Path) -> None:
    good = backup.make(file, "asked")
    bad = backup.make(file, "asked")
    os.truncate(bad.path, 30_000)
    touch(file, "Salon-2026-11-21T19-40-05Z-seq00009-v1-close.cxdesk")
    assert backup.newest_good(file) == good
    assert [one.counts for one in backup.listing(file)][:2] == [{}, {}]


def test_a_copy_is_saved_under_a_new_name_only(file: Path, tmp_path: Path) -> None:
    ws = Workspace.open(file)
    with pytest.raises(errors.UserError, match="already"):
        ws.save_copy(file)
    ws.save_copy(tmp_path / "copy.cxdesk")
    ws.close()
    assert content(tmp_path / "copy.cxdesk") == content(file)


def test_history_is_pruned_on_close_by_its_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ws = filled(tmp_path / "x.cxdesk")
    for i in range(30):
        ws.change(Stage, 1, name=f"Name {i}")
    ws.remove(Standard, 2)
    ws.remove(Standard, 3)
    ws.restore(ws.trash()[0])
    ws.finish()
    at(monkeypatch, days=40)
    ws = Workspace.open(ws.path)
    ws.add(Standard(stage=1, text="new"))
    ws.finish()
    ws = Workspace.open(ws.path)
    assert ws.trash() == []
    assert ws.history(Standard, 2) == []
    assert [entry.act for entry in ws.history(Standard, 3) if entry.act != "change"] == ["add", "add"]
    assert len(ws.history(Stage, 1)) == 31
    at(monkeypatch, days=800)
    ws.add(Standard(stage=1, text="newer"))
    ws.finish()
    ws = Workspace.open(ws.path)
    assert [entry.new for entry in ws.history(Stage, 1)] == [f"Name {i}" for i in range(29, 9, -1)]
    assert check.check_file(ws.path) == []
    ws.close()


def test_where_folders_can_not_be_synced_nothing_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as windows:
        windows.setattr(os, "name", "nt")
        files.sync_folder(tmp_path / "no such folder")
    with pytest.raises(FileNotFoundError):
        files.sync_folder(tmp_path / "no such folder")


def test_a_backup_is_on_the_disk_before_it_has_its_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def told_fsync(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def told_replace(self: Path, target: Path) -> Path:
        done.append(f"{self.suffix} to {target.suffix}")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", told_fsync)
    monkeypatch.setattr(Path, "replace", told_replace)
    made = backup.make(file, "asked")
    assert done == ["file", ".part to .cxdesk", "folder"]
    done.clear()
    backup.restore(made.path, file)
    assert done == ["folder", "file", ".part to .cxdesk", "folder"]


def test_no_part_is_left_by_any_error(tmp_path: Path) -> None:
    def fail() -> NoReturn:
        with files.part_of(tmp_path / "x") as part:
            part.write_bytes(b"half")
            raise KeyError("bug")

    with pytest.raises(KeyError):
        fail()
    assert names(tmp_path) == []
    Workspace.create(tmp_path / "y.cxdesk", Shop(name="x")).close()


def test_the_newest_backup_is_brought_to_the_second_place_once(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    assert backup.bring(file, stick) is False
    stick.mkdir()
    assert backup.bring(file, stick) is True  # nothing to bring yet
    made = backup.make(file, "timer")
    assert backup.bring(file, stick) is True
    (copy,) = backup.listing(file, stick)
    assert copy.counts == made.counts
    copy.path.touch()
    at = copy.path.stat().st_mtime_ns
    backup.bring(file, stick)
    assert copy.path.stat().st_mtime_ns == at


def test_a_second_copy_that_came_out_wrong_is_not_kept(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup.make(file, "timer")

    def torn(_source: Path, target: Path) -> None:
        target.write_bytes(b"torn")

    monkeypatch.setattr(files, "copy", torn)
    with pytest.raises(errors.EnvironmentFault):
        backup.bring(file, stick)
    assert list(stick.iterdir()) == []
