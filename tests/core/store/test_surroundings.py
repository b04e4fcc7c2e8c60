"""Synchronised folders, network drives, and the copies that conflicts leave."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cxdesk import errors
from cxdesk.entities.stage import Stage
from cxdesk.store import surroundings
from cxdesk.workspace import Workspace
from tests.faults.samples import digest, filled_file, names

CONFLICTS = [
    "Salon (conflicted copy 2026-01-14)",
    "Salon (Anna's conflicted copy 2026-01-14)",
    "Salon (conflicted copy 2026-01-14 101112)",
    "Salon (Case Conflict)",
    "Salon (SFConflict anna@example.org 2026-01-14-10-11-12)",
    "Salon [conflicted]",
    "Salon (In Konflikt stehende Kopie von Anna 2026-01-14)",
    "Salon (Copie en conflit de Anna 2026-01-14)",
    "Salon.sync-conflict-20260114-101112-ABC1234",
    "Salon_conflict-20260114-101112",
    "Salon.Conflict",
]
PERHAPS = ["Salon-LAPTOP7", "Salon (1)", "Salon 2", "Salon-Anna-PC", "Salon copy"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return filled_file(tmp_path / "Salon.cxdesk")


def beside(file: Path, name: str) -> Path:
    return filled_file(file.with_name(f"{name}.cxdesk"))


@pytest.mark.parametrize("name", CONFLICTS + PERHAPS)
def test_a_copy_made_by_a_conflict_is_listed_with_its_counts(file: Path, name: str) -> None:
    copy = beside(file, name)
    (found,) = surroundings.conflict_copies(file)
    assert found.path == copy
    assert found.counts["standard"] == 15
    assert found.changed_at


@pytest.mark.parametrize("name", ["Other", "Salone", "Sal", "Salon-Berlin", "Salon plan", "Salon (north)"])
def test_another_workspace_is_no_copy(file: Path, name: str) -> None:
    Workspace.create(file.with_name(f"{name}.cxdesk"), Workspace.open(file, read_only=True).shop).close()
    assert surroundings.conflict_copies(file) == []


def test_a_damaged_copy_is_listed_all_the_same(file: Path) -> None:
    file.with_name("Salon (conflicted copy).cxdesk").write_text("torn")
    file.with_name("Salon-LAPTOP7.cxdesk").write_text("torn")
    assert [(copy.path.name, copy.counts) for copy in surroundings.conflict_copies(file)] == [
        ("Salon (conflicted copy).cxdesk", {})
    ]
    assert surroundings.conflict_copies(file.parent / "no" / "x.cxdesk") == []


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_copy_made_by_a_conflict_opens_to_look_only(file: Path, name: str) -> None:
    copy = beside(file, name)
    before = digest(copy)
    ws = Workspace.open(copy)
    assert "second copy of Salon.cxdesk" in ws.why_read_only
    with pytest.raises(errors.ReadOnly):
        ws.add(Stage(name="Pay"))
    ws.close()
    assert digest(copy) == before
    file.unlink()
    ws = Workspace.open(copy)
    assert not ws.read_only
    ws.close()
    assert names(copy.parent) == [copy.name]


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox/shop", "Dropbox"),
        ("Dropbox (Maya)", "Dropbox"),
        ("OneDrive - Salon/Documents", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Nextcloud/a/b", "Nextcloud"),
        ("GoogleDrive-maya@example.org/x", "Google Drive"),
        ("Documents/CX Desk", ""),
        ("Dropboxes", ""),
    ],
)
def test_folders_that_are_synchronised_are_known_by_name(tmp_path: Path, folder: str, program: str) -> None:
    path = tmp_path / folder / "Salon.cxdesk"
    assert surroundings.synced_by(path, {}) == program
    assert (program in surroundings.warning(path)) if program else (surroundings.warning(path) == "")


def test_folders_that_are_synchronised_are_known_by_a_mark_or_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "Salon.cxdesk"
    assert surroundings.synced_by(path, {"OneDriveCommercial": str(tmp_path / "a")}) == "OneDrive"
    assert surroundings.synced_by(path, {"OneDrive": "", "PATH": str(tmp_path)}) == ""
    (tmp_path / "a" / ".stfolder").mkdir(parents=True)
    assert surroundings.synced_by(path, {}) == "Syncthing"


@pytest.mark.parametrize(
    ("kind", "network"),
    [
        ("ext4", False), ("apfs", False), ("fuseblk", False), ("tmpfs", False), ("overlay", False),
        ("fuse.portal", False), ("nfs4", True), ("nfs", True), ("cifs", True), ("smb3", True),
        ("smbfs", True), ("9p", True), ("fuse.sshfs", True), ("fuse.rclone", True), ("afpfs", True),
    ],
)  # fmt: skip
def test_network_drives_are_known_by_their_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, network: bool
) -> None:
    path = tmp_path / "share" / "Salon.cxdesk"
    mounts = [("/", "ext4"), (str(tmp_path / "share"), kind), (str(tmp_path / "sha"), "nfs")]
    assert surroundings.on_network(path, mounts) is network
    assert not surroundings.on_network(tmp_path / "Salon.cxdesk", mounts)
    monkeypatch.setattr(surroundings, "_mounts", lambda: mounts)
    assert ("network drive" in surroundings.warning(path)) is network


def fail(*_args: object, **_more: object) -> str:
    raise OSError(2, "no such file")


def test_mounts_are_read_from_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "36 35 98:0 / /mnt/a\\040b rw,noatime master:1 - cifs //till/x rw\nshort\n"
    assert surroundings._from_mountinfo(text) == [("/mnt/a b", "cifs")]
    assert all(len(mount) == 2 for mount in surroundings._mounts())
    monkeypatch.setattr(Path, "read_text", fail)
    assert surroundings._mounts() == []
    assert surroundings.on_network(Path("/x/y.cxdesk")) is False


def test_mounts_of_other_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "//maya@till/share on /Volumes/share (smbfs, nodev)\n/dev/disk1 on / (apfs, local)\n"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("subprocess.run", lambda *_words, **_more: SimpleNamespace(stdout=said))
    assert surroundings._mounts() == [("/Volumes/share", "smbfs"), ("/", "apfs")]
    monkeypatch.setattr("subprocess.run", fail)
    assert surroundings._mounts() == []
    monkeypatch.setattr(sys, "platform", "win32")
    for kind, network in ((3, False), (4, True)):
        kernel = SimpleNamespace(GetDriveTypeW=lambda _drive, kind=kind: kind)
        monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=kernel), raising=False)
        assert surroundings.on_network(tmp_path) is network


def test_an_open_workspace_tells_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    ws = Workspace.open(filled_file(tmp_path / "Dropbox" / "Salon.cxdesk"))
    assert "Dropbox synchronises" in ws.place_warning()
    ws.close()
