"""A workspace moves with its backups, or stays where it is as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxdesk import errors
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.store import backup, check, files, moving
from cxdesk.workspace import Workspace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "old" / "willow.cxdesk"
    path.parent.mkdir()
    ws = Workspace.create(path, Shop(name="Willow"))
    ws.add(Stage(name="Arrive"))
    ws.close()
    backup.make(path, "asked")
    return path


def everything(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def test_it_moves_with_its_backups(file: Path, tmp_path: Path) -> None:
    before = everything(file.parent)
    other = file.with_name("other.cxdesk")
    Workspace.create(other, Shop(name="Other")).close()
    backup.make(other, "asked")
    now = moving.move(file, tmp_path / "new")
    assert everything(tmp_path / "new") == before
    assert {one for one in everything(file.parent) if "other" not in one} == set()
    ws = Workspace.open(now)
    assert [row.record.name for row in ws.rows(Stage)] == ["Arrive"]
    ws.close()


def test_nothing_is_overwritten(file: Path, tmp_path: Path) -> None:
    there = tmp_path / "new" / file.name
    there.parent.mkdir()
    there.write_text("mine")
    with pytest.raises(errors.UserError, match="already"):
        moving.move(file, there.parent)
    assert there.read_text() == "mine"
    assert file.exists()


def test_an_open_file_stays(file: Path, tmp_path: Path) -> None:
    ws = Workspace.open(file)
    with pytest.raises(errors.FileBusy, match="open in another program"):
        moving.move(file, tmp_path / "new")
    ws.close()
    assert file.exists()


def test_a_folder_that_can_not_be_made_is_said(file: Path, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("a file is in the way")
    with pytest.raises(errors.EnvironmentFault):
        moving.move(file, tmp_path / "new")
    assert file.exists()


def test_a_copy_that_is_not_whole_is_taken_away(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(file.parent)
    monkeypatch.setattr(check, "verify_file", lambda _path: check.Report(("torn",)))
    with pytest.raises(errors.FileDamaged):
        moving.move(file, tmp_path / "new")
    assert everything(file.parent) == before
    assert everything(tmp_path / "new") == set()


@pytest.mark.logs
def test_what_can_not_be_removed_is_left_twice(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, **_more: object) -> None:
        raise PermissionError(13, "in use")

    copied = files.copy

    def copy(source: Path, target: Path) -> None:
        copied(source, target)
        if target == tmp_path / "new" / file.name:
            return
        monkeypatch.setattr(Path, "unlink", refuse)

    monkeypatch.setattr(files, "copy", copy)
    now = moving.move(file, tmp_path / "new")
    monkeypatch.undo()
    assert now.exists()
    assert file.exists()


def test_a_backup_that_is_there_already_is_not_copied_again(file: Path, tmp_path: Path) -> None:
    (made,) = backup.listing(file)
    there = tmp_path / "new" / "backups" / made.path.name
    there.parent.mkdir(parents=True)
    there.write_bytes(made.path.read_bytes())
    assert moving.move(file, tmp_path / "new").exists()
    assert there.exists()
