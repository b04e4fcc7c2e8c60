"""The command line on locked files: where the passphrase comes from, and what every command does with it."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from cxdesk import settings
from cxdesk.cli import group, passphrases
from cxdesk.store import backup, keys
from cxdesk.workspace import Workspace
from tests.core.store.locked import NAMES, OTHER, PASSPHRASE, locked_file, quickly, readable, with_names
from tests.faults.samples import digest, names


def cx(*words: object, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(group, [str(word) for word in words], env=env)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """The file with the passphrase, as some editors write it."""
    path = tmp_path / "secret.txt"
    path.write_text(f"\ufeff{PASSPHRASE}\r\nnot this line\r\n", encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.txt"
    path.write_text(OTHER)
    return path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder for the workspace alone."""
    (tmp_path / "shop").mkdir()
    return tmp_path / "shop"


@pytest.fixture
def plain(shop: Path) -> Path:
    return with_names(shop / "Salon.cxdesk")


@pytest.fixture
def file(shop: Path) -> Path:
    return locked_file(shop / "Salon.cxdesk")


def test_encrypt_locks_and_says_what_to_do_now(plain: Path, secret: Path) -> None:
    done = cx("encrypt", plain, "--passphrase-file", secret)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert "Salon.cxdesk is locked now." in done.stderr
    assert "cxdesk recovery-key Salon.cxdesk" in done.stderr
    (left,) = backup.by_name(plain)
    assert str(left.path) in done.stderr
    assert keys.looks_locked(plain)
    assert readable(plain.parent) == [f"backups/{left.path.name}"]
    again = cx("encrypt", plain, "--passphrase-file", secret)
    assert (again.exit_code, "already" in again.stderr) == (1, True)
    locked = cx("encrypt", plain, "--backups", "lock", "--passphrase-file", secret)
    assert (locked.exit_code, locked.stderr) == (0, "1 older backup is locked now.\n")
    assert readable(plain.parent) == []
    assert PASSPHRASE not in done.stderr + again.stderr + locked.stderr


def test_plain_backups_go_where_that_is_asked_for(plain: Path, secret: Path) -> None:
    backup.make(plain, "asked")
    done = cx("encrypt", plain, "--backups", "remove", "--passphrase-file", secret)
    assert "2 older backups are removed." in done.stderr
    assert backup.by_name(plain) == []


def test_a_passphrase_is_refused_or_commented(plain: Path) -> None:
    before = digest(plain)
    short = cx("encrypt", plain, env={"CXDESK_PASSPHRASE": "short"})
    assert (short.exit_code, "at least 8" in short.stderr) == (1, True)
    assert digest(plain) == before
    easy = cx("encrypt", plain, env={"CXDESK_PASSPHRASE": "1234567890"})
    assert (easy.exit_code, "Digits alone" in easy.stderr) == (0, True)


@pytest.mark.parametrize("how", ["file", "environment", "recovery key"])
def test_every_command_opens_a_locked_file(file: Path, secret: Path, tmp_path: Path, how: str) -> None:
    env = {"CXDESK_PASSPHRASE": PASSPHRASE} if how == "environment" else {}
    if how == "recovery key":
        printed = cx("recovery-key", file, "--passphrase-file", secret)
        assert len(printed.stdout.split()) == 14
        secret.write_text(printed.stdout)
    given = [] if env else ["--passphrase-file", secret]

    def run(*words: object) -> str:
        done = cx(*words, *given, env=env)
        assert done.exit_code == 0, (words, done.stderr)
        return done.stdout

    people = json.loads(run("records", file, "person", "--json"))
    assert [one["name"] for one in people] == sorted(NAMES)[::-1] or {one["name"] for one in people} == set(
        NAMES
    )
    run("set", file, "person", people[0]["id"], "name=Another Name")
    assert run("add", file, "stage", "name=Pay").strip().isdecimal()
    run("check", file)
    run("check", file, "--rebuild-search")
    made = Path(run("backup", file).strip())
    assert "person 2" in run("backup", file, "--list")
    run("backup", file, "--to", file.parent / "copy.cxdesk")
    run("export", file, "--to", tmp_path / "exported")
    assert "Another Name" in (tmp_path / "exported" / "person.csv").read_text(encoding="utf-8-sig")
    run("print", "vision-poster", "--workspace", file, "--out", tmp_path / "x.pdf", "--no-log")
    run("set", file, "person", people[0]["id"], "name=Yet Another")
    run("restore", made, file)
    assert "Another Name" in run("records", file, "person")
    assert readable(file.parent) == []
    assert not keys._known


def test_every_command_on_a_workspace_takes_a_passphrase() -> None:
    without = {
        name
        for name, command in group.commands.items()
        if any(one.name == "file" for one in command.params)
        and all("--passphrase-file" not in one.opts for one in command.params)
    }
    assert without == {"new"}


def test_a_restore_from_a_plain_backup_stays_locked(plain: Path, secret: Path) -> None:
    made = Path(cx("backup", plain).stdout.strip())
    cx("encrypt", plain, "--passphrase-file", secret)
    before = digest(plain)
    refused = cx("restore", made, plain)
    assert (refused.exit_code, "under another name" in refused.stderr) == (1, True)
    assert digest(plain) == before
    assert cx("restore", made, plain, "--passphrase-file", secret).exit_code == 0
    assert keys.looks_locked(plain)
    assert NAMES[0] in cx("records", plain, "person", "--passphrase-file", secret).stdout


def test_a_file_whose_passphrase_is_lost_makes_room_for_its_backup(
    file: Path, secret: Path, other: Path
) -> None:
    made = Path(cx("backup", file, "--passphrase-file", secret).stdout.strip())
    words = ("passphrase", file, "--passphrase-file", secret, "--new-passphrase-file", other)
    assert cx(*words).exit_code == 0
    done = cx("restore", made, file, "--passphrase-file", secret)
    assert done.exit_code == 0, done.stderr
    assert NAMES[0] in cx("records", file, "person", "--passphrase-file", secret).stdout


@pytest.mark.parametrize(
    "words",
    [("records", "person"), ("check",), ("backup",), ("decrypt",), ("passphrase",), ("recovery-key",)],
)
def test_without_a_passphrase_a_sentence_says_how_to_give_it(file: Path, words: tuple[str, ...]) -> None:
    before, beside = digest(file), names(file.parent)
    refused = cx(words[0], file, *words[1:])
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "CXDESK_PASSPHRASE" in refused.stderr
    assert refused.stderr.count("\n") == 1
    wrong = cx(words[0], file, *words[1:], env={"CXDESK_PASSPHRASE": OTHER})
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert "does not open Salon.cxdesk" in wrong.stderr
    assert OTHER not in wrong.stderr
    assert (digest(file), names(file.parent)) == (before, beside)


def test_a_passphrase_file_that_is_none_is_said_so(file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\nsecond line")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name, sentence in (
        ("empty", "first line"),
        ("binary", "not text"),
        ("none", os.strerror(errno.ENOENT)),
    ):
        refused = cx("check", file, "--passphrase-file", tmp_path / name)
        assert (refused.exit_code, sentence in refused.stderr) == (1, True), refused.stderr


def test_who_sits_there_is_asked_without_an_echo(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, dict[str, object]]] = []

    def prompt(question: str, **how: object) -> str:
        asked.append((question, how))
        return OTHER if how["confirmation_prompt"] else PASSPHRASE

    monkeypatch.setattr(click, "prompt", prompt)
    monkeypatch.setattr(passphrases, "somebody_is_there", lambda: True)
    assert cx("passphrase", file).exit_code == 0
    assert [question for question, _how in asked] == [
        "Passphrase or recovery key of Salon.cxdesk",
        "New passphrase of Salon.cxdesk",
    ]
    assert all(how["hide_input"] and how["err"] for _question, how in asked)
    assert cx("check", file, env={"CXDESK_PASSPHRASE": OTHER}).exit_code == 0


@pytest.mark.logs
def test_a_change_of_passphrase_names_the_backups_that_keep_the_old_one(
    file: Path, secret: Path, other: Path
) -> None:
    made = Path(cx("backup", file, "--passphrase-file", secret).stdout.strip())
    words = ("passphrase", file, "--passphrase-file", secret, "--new-passphrase-file", other)
    done = cx(*words)
    assert done.exit_code == 0
    assert "2 older backups are not locked with this passphrase" in done.stderr
    assert str(made) in done.stderr
    assert cx("check", file, "--passphrase-file", secret).exit_code == 1
    late = cx("encrypt", file, "--passphrase-file", other, "--backups", "lock")
    assert (late.exit_code, "have a former passphrase" in late.stderr) == (1, True)
    back = cx(
        "passphrase", file, "--passphrase-file", other, "--new-passphrase-file", secret, "--backups", "remove"
    )
    assert "3 older backups are removed." in back.stderr
    assert backup.by_name(file) == []


def test_backups_get_the_new_passphrase_where_that_is_asked_for(
    file: Path, secret: Path, other: Path
) -> None:
    made = Path(cx("backup", file, "--passphrase-file", secret).stdout.strip())
    words = ("passphrase", file, "--passphrase-file", secret, "--new-passphrase-file", other)
    assert "2 older backups are locked now." in cx(*words, "--backups", "lock").stderr
    assert cx("check", made, "--passphrase-file", other).exit_code == 0


def test_plain_backups_and_those_of_the_second_place_get_it_too(
    plain: Path, secret: Path, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(settings, "load", lambda: settings.Settings(backup_folder=str(stick)))
    backup.make(plain, "asked", second=stick)
    told = cx("encrypt", plain, "--passphrase-file", secret)
    assert str(stick) in told.stderr
    words = ("passphrase", plain, "--passphrase-file", secret, "--new-passphrase-file", other)
    done = cx(*words, "--backups", "lock")
    assert done.exit_code == 0, done.stderr
    assert [*readable(plain.parent), *readable(stick)] == []
    stick.rename(tmp_path / "pulled")
    gone = cx("encrypt", plain, "--passphrase-file", other, "--backups", "lock")
    assert "is not there now" in gone.stderr


def test_a_damaged_beginning_does_not_hide_that_there_is_a_passphrase(file: Path, secret: Path) -> None:
    cx("backup", file, "--passphrase-file", secret)
    with file.open("rb+") as damaged:
        damaged.write(bytes(600))
    assert "CXDESK_PASSPHRASE" in cx("check", file).stderr
    assert "though its passphrase is right" in cx("check", file, "--passphrase-file", secret).stderr


def test_decrypt_opens_it_to_everybody_and_says_so(file: Path, secret: Path) -> None:
    done = cx("decrypt", file, "--passphrase-file", secret)
    assert (done.exit_code, "everybody" in done.stderr) == (0, True)
    Workspace.open(file).close()
    for command in ("decrypt", "recovery-key", "passphrase"):
        refused = cx(command, file, "--passphrase-file", secret)
        assert (refused.exit_code, "is not locked" in refused.stderr) == (1, True)
    assert cx("recovery-key", file.with_name("none.cxdesk")).exit_code == 1
