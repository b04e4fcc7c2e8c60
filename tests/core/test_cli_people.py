"""The commands on people: what they write, say, and end with."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxdesk import settings
from cxdesk.cli import group
from cxdesk.entities.customer import Customer
from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.shop import Shop
from cxdesk.store import backup, cipher, erasing
from cxdesk.store.check import check_file
from cxdesk.workspace import Workspace
from tests.core.sample_file import copied
from tests.core.services.customers.people import NAME, SECRETS, found_in, seed
from tests.core.store.locked import PASSPHRASE, quickly


def cx(*words: object) -> Result:
    return CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def file(ws_path: Path) -> Path:
    return copied(_make, ws_path)


def _make(path: Path) -> None:
    made = Workspace.create(path, Shop(name="Willow & Co.", language="en-IE"))
    seed(made)
    made.close()


def folder_files(path: Path) -> list[Path]:
    return [one for one in path.parent.rglob("*") if one.is_file()]


def test_erase_says_which_backups_hold_them_still(file: Path) -> None:
    done = cx("erase", file, "customer", 1)
    assert done.exit_code == 0, done.stderr
    assert "Number 1" in done.stderr
    assert "1 backup from before still holds" in done.stderr
    assert found_in(file) == []
    (kept,) = backup.by_name(file)
    assert kept.reason == "before-erase"
    assert NAME in found_in(kept.path)
    assert [secret for secret in SECRETS if secret in done.output] == []
    again = cx("erase", file, "customer", 1, "--purge-backups")
    assert again.exit_code == 0, again.stderr
    assert "1 backup was written anew without it." in again.stderr
    assert found_in(*folder_files(file)) == []
    assert check_file(file) == check_file(kept.path) == []


def test_erase_and_purge_reach_the_second_place(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup.make(file, "asked", second=stick)
    monkeypatch.setattr(settings, "load", lambda: settings.Settings(backup_folder=str(stick)))
    done = cx("erase", file, "customer", 1, "--purge-backups")
    assert done.exit_code == 0, done.stderr
    assert found_in(*folder_files(file), *stick.iterdir()) == []
    stick_gone = tmp_path / "gone"
    monkeypatch.setattr(settings, "load", lambda: settings.Settings(backup_folder=str(stick_gone)))
    assert cx("erase", file, "customer", 2).exit_code == 0
    left = cx("erase", file, "customer", 2, "--purge-backups")
    assert (left.exit_code, str(stick_gone) in left.stderr) == (1, True)


def test_erase_names_where_others_wrote_of_them(file: Path) -> None:
    ws = Workspace.open(file)
    topic = ws.add(HuddleTopic(topic=f"What {NAME} liked"))
    ws.close()
    done = cx("erase", file, "customer", 1)
    assert f"huddle_topic {topic}" in done.stderr


def test_erase_ends_with_1_where_there_is_nobody(file: Path) -> None:
    before = file.read_bytes()
    assert cx("erase", file, "customer", 99).exit_code == 1
    assert cx("erase", file, "stage", 1).exit_code == 2
    assert file.read_bytes() == before


def test_erase_in_a_locked_file(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSPHRASE)
    assert cx("encrypt", file, "--backups", "remove", "--passphrase-file", secret).exit_code == 0
    done = cx("erase", file, "customer", 1, "--purge-backups", "--passphrase-file", secret)
    assert done.exit_code == 0, done.stderr
    assert cx("decrypt", file, "--passphrase-file", secret).exit_code == 0
    assert found_in(*folder_files(file)) == []
    assert cipher.is_encrypted(file) is False


def test_an_erasure_that_was_not_written_anew_ends_with_1(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxdesk.errors import DiskFull

    def full(*_what: object) -> None:
        raise DiskFull("There is not enough space.")

    monkeypatch.setattr(erasing, "rewrite", full)
    assert cx("erase", file, "customer", 1).exit_code == 1
    monkeypatch.undo()
    assert cx("erase", file, "customer", 1).exit_code == 0
    assert found_in(file) == []


def test_subject_writes_all_of_it(file: Path, tmp_path: Path) -> None:
    done = cx("subject", file, 1, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "customer-1-history.csv", "customer-1-incident.csv", "customer-1-preference.csv",
        "customer-1-promise.csv", "customer-1-visit.csv", "customer-1.csv", "customer-1.json",
        "customer-1.pdf",
    ]  # fmt: skip
    assert (tmp_path / "out" / "customer-1.pdf").read_bytes().startswith(b"%PDF")
    assert cx("subject", file, 99, "--out", tmp_path / "none").exit_code == 1
    assert not (tmp_path / "none").exists()


def test_duplicates_merge_and_its_look_before(file: Path) -> None:
    ws = Workspace.open(file)
    twin = ws.add(Customer(name=NAME, phones=("086 123 4567",), tags=("new",)))
    ws.close()
    (hint,) = json.loads(cx("duplicates", file, "--json").stdout)
    assert (hint["one"], hint["other"], hint["reasons"]) == (1, twin, ["phone", "name"])
    assert "the same phone number" in cx("duplicates", file).stdout
    before = file.read_bytes()
    look = cx("merge", file, 1, twin, "--dry-run", "--json")
    assert json.loads(look.stdout)["fields"]["tags"] == {"value": ["vip", "new"], "from": "both"}
    assert cx("merge", file, 1, twin, "--take", "name=neither").exit_code == 1
    assert file.read_bytes() == before
    done = cx("merge", file, 1, twin)
    assert done.exit_code == 0, done.stderr
    ws = Workspace.open(file)
    assert [row.id for row in ws.rows(Customer)] == [2, 1]
    ws.close()


def test_two_people_are_said_to_be_two(file: Path) -> None:
    ws = Workspace.open(file)
    twin = ws.add(Customer(name=NAME, phones=("086 123 4567",)))
    ws.close()
    assert json.loads(cx("duplicates", file, "--apart", 1, twin, "--json").stdout) == []
    assert json.loads(cx("duplicates", file, "--json").stdout) == []
    assert cx("duplicates", file, "--apart", 1, 99).exit_code == 1


def test_review_lists_and_keeps(file: Path) -> None:
    ws = Workspace.open(file)
    away = ws.add(Customer(name="Away", since=date(2001, 1, 1)))
    ws.close()
    told = json.loads(cx("review", file, "--json").stdout)
    assert {"customer": away, "name": "Away", "last": None, "since": "2001-01-01"} in told
    assert cx("review", file, "--keep", away).exit_code == 0
    assert "Away" not in cx("review", file).stdout


def test_a_list_of_preferences_leaves_out_what_is_sensitive(file: Path) -> None:
    plain, asked = (
        cx("records", file, "preference", "--json"),
        cx("records", file, "preference", "--sensitive"),
    )
    assert len(json.loads(plain.stdout)) == 2
    assert "2 sensitive notes were left out" in plain.stderr
    assert "limps in winter" in asked.stdout
    assert "penicillin" not in cx("records", file, "preference").stdout


def test_export_says_what_it_left_out(file: Path, tmp_path: Path) -> None:
    done = cx("export", file, "--to", tmp_path / "out")
    assert "2 sensitive notes were left out" in done.stderr
    with_them = cx("export", file, "--to", tmp_path / "all", "--sensitive")
    assert "left out" not in with_them.stderr
    assert "penicillin" in (tmp_path / "all" / "preference.csv").read_text(encoding="utf-8")
