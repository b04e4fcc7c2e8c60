"""Settings of this computer: whole or not at all, and never in the way of starting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxdesk import settings


def test_settings_come_back(tmp_path: Path) -> None:
    kept = settings.Settings(your_name="Maya", theme="dark", text_size=120)
    kept.opened(tmp_path / "a.cxdesk")
    assert kept.save()
    assert settings.load() == kept


@pytest.mark.logs
@pytest.mark.parametrize("broken", ["{", "\x00\xff", '"text"', "[1]"])
def test_broken_settings_do_not_stop_the_program(broken: str) -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(broken.encode("latin-1"))
    assert settings.load() == settings.Settings()


@pytest.mark.logs
def test_a_file_that_can_not_be_read_is_kept_aside() -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True)
    path.write_text("{ not json")
    settings.load()
    assert path.with_name("settings.json.bad").read_text() == "{ not json"


def test_unfit_and_unknown_values_are_left_aside() -> None:
    path = settings.settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"theme": "pink", "text_size": 900, "your_name": 5, "later": 1}))
    assert settings.load() == settings.Settings(text_size=150)


def test_recent_files_are_eight_and_each_once(tmp_path: Path) -> None:
    kept = settings.Settings()
    for number in [*range(10), 3]:
        kept.opened(tmp_path / f"{number}.cxdesk")
    assert len(kept.recent) == 8
    assert kept.recent[0].endswith("3.cxdesk")
    assert len(set(kept.recent)) == 8


@pytest.mark.logs
def test_settings_that_can_not_be_written_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CXDESK_HOME", str(tmp_path / "file"))
    assert settings.Settings().save() is False


@pytest.mark.parametrize(
    ("user", "shown"), [("root", ""), ("Administrator", ""), ("SYSTEM", ""), ("maya", "maya")]
)
def test_an_account_that_is_nobodys_does_not_stand_in_the_history(
    monkeypatch: pytest.MonkeyPatch, user: str, shown: str
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: user)
    assert settings.Settings().who == shown
    assert settings.Settings(your_name="Maya").who == "Maya"
