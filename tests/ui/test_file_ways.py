"""The open file can't be written where it is: the banner says so and has the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.schema.entity import spec_of
from cxdesk.store import backup, db
from cxdesk.workspace import Workspace
from tests.faults.samples import names
from tests.ui.shell_kit import Shell, open_shell
from ui import messages
from ui.caretaker import Caretaker
from ui.forms.entity_form import EntityForm
from ui.start import trouble


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    (tmp_path / "shop").mkdir()
    with open_shell(qtbot, tmp_path / "shop") as made:
        made.add_stage("Arrive")
        yield made


def banner(shell: Shell) -> Any:
    (only,) = shell.window.banners.banners
    return only


def press(shell: Shell, words: str) -> None:
    button = next(one for one in banner(shell).findChildren(QPushButton) if one.text() == words)
    button.click()


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    for name in ("ask_save_file", "ask_open_file"):
        monkeypatch.setattr(messages, name, lambda *_words, **_more: path)


@pytest.mark.parametrize("how", ["deleted", "replaced", "moved"])
def test_a_file_that_went_away_is_saved_elsewhere_and_work_goes_on(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path, copy = shell.bridge.ws.path, tmp_path / "copy.cxdesk"
    if how == "deleted":
        path.unlink()
    elif how == "moved":
        path.rename(tmp_path / "elsewhere.cxdesk")
    else:
        Workspace.create(tmp_path / "other.cxdesk", Shop(name="Other")).close()
        (tmp_path / "other.cxdesk").replace(path)
    pages = dict(shell.window.host._pages)
    for _again in range(2):
        assert not shell.bridge.add(Stage(name="Pay"))
    assert "was moved, deleted or replaced" in banner(shell).text
    answer(monkeypatch, None)
    press(shell, "Save a copy…")
    assert shell.bridge.ws.path == path
    answer(monkeypatch, copy)
    press(shell, "Save a copy…")
    assert shell.bridge.ws.path == copy
    assert shell.window.banners.banners == []
    assert shell.window.host._pages == pages, "what is being typed on a page is lost with it"
    assert shell.bridge.add(Stage(name="Pay"))
    assert [row.record.name for row in shell.bridge.ws.rows(Stage)] == ["Arrive", "Pay"]
    assert shell.window.status.file.text() == "copy.cxdesk"
    assert shell.settings.recent == [str(copy)]


def test_a_file_that_was_moved_is_found_again(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.bridge.ws.path.rename(tmp_path / "elsewhere.cxdesk")
    assert not shell.bridge.add(Stage(name="Pay"))
    path = shell.bridge.ws.path
    answer(monkeypatch, None)
    press(shell, "Find it…")
    assert shell.bridge.ws.path == path
    answer(monkeypatch, tmp_path / "elsewhere.cxdesk")
    press(shell, "Find it…")
    assert shell.bridge.ws.path == tmp_path / "elsewhere.cxdesk"
    assert shell.bridge.add(Stage(name="Pay"))


def test_what_a_form_can_not_keep_has_the_ways_on_at_the_top(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = EntityForm(shell.bridge, spec_of(Stage), shell.window)
    form.show_record(shell.add_stage("Pay"))
    shell.bridge.ws.path.rename(tmp_path / "elsewhere.cxdesk")
    form.rows["name"].editor.target.setText("Pay and book")
    form.flush()
    assert "was moved, deleted or replaced" in banner(shell).text
    buttons = [one.text() for one in banner(shell).findChildren(QPushButton) if one.text()]
    assert buttons == ["Save a copy…", "Find it…"]
    assert "message at the top" in form.fault.text
    answer(monkeypatch, tmp_path / "elsewhere.cxdesk")
    press(shell, "Find it…")
    form.retry_button.click()
    assert [row.record.name for row in shell.bridge.ws.rows(Stage)] == ["Arrive", "Pay and book"]
    assert form.fault.isHidden()


def test_another_file_is_never_taken_for_the_one_that_went(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace.create(tmp_path / "other.cxdesk", Shop(name="Other")).close()
    (tmp_path / "notes.cxdesk").write_text("notes")
    shell.bridge.ws.path.unlink()
    assert not shell.bridge.add(Stage(name="Pay"))
    answer(monkeypatch, tmp_path / "notes.cxdesk")
    press(shell, "Find it…")
    assert "notes.cxdesk is a text, not a CX Desk file" in shell.page("start").failed[0]
    pages = dict(shell.window.host._pages)
    answer(monkeypatch, tmp_path / "other.cxdesk")
    press(shell, "Find it…")
    assert shell.bridge.ws.shop.name == "Other"
    assert not set(pages.values()) & set(shell.window.host._pages.values()) - {shell.page("start")}


def test_a_place_that_takes_no_copy_is_said(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shell.bridge.ws.path
    path.unlink()
    assert not shell.bridge.add(Stage(name="Pay"))
    (tmp_path / "there.cxdesk").write_text("something")
    answer(monkeypatch, tmp_path / "there.cxdesk")
    press(shell, "Save a copy…")
    said = [one.text for one in shell.window.banners.banners]
    assert "Choose another name; nothing was changed" in said[1]
    assert shell.bridge.ws.path == path


def test_a_copy_that_somebody_else_has_taken_meanwhile_is_said(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.bridge.ws.path.rename(tmp_path / "elsewhere.cxdesk")
    assert not shell.bridge.add(Stage(name="Pay"))
    other = Workspace.open(tmp_path / "elsewhere.cxdesk")
    answer(monkeypatch, tmp_path / "elsewhere.cxdesk")
    press(shell, "Find it…")
    assert "is open already" in shell.window.banners.banners[1].text
    other.close()


def test_where_nothing_can_be_written_a_copy_is_offered(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shell.bridge.ws.path
    shell.bridge.close()
    assert shell.bridge.open_path(path, read_only=True)
    assert banner(shell).text == shell.bridge.ws.why_read_only
    assert not shell.bridge.add(Stage(name="Pay"))
    answer(monkeypatch, tmp_path / "copy.cxdesk")
    press(shell, "Save a copy…")
    assert shell.bridge.ws.path == tmp_path / "copy.cxdesk"
    assert shell.window.banners.banners == []
    assert shell.bridge.add(Stage(name="Pay"))
    made = backup.make(path, "asked")
    assert shell.bridge.open_path(made.path)
    assert shell.window.banners.banners == []  # the page of the backups says it


def test_damage_found_after_opening_leads_to_the_ways_out(shell: Shell, tmp_path: Path) -> None:
    caretaker = Caretaker(shell.bridge)
    path = shell.bridge.ws.path
    shell.bridge.close()
    connection = db.connect(path)
    connection.execute("UPDATE stage SET revision = 99")
    connection.close()
    assert shell.bridge.open_path(path)
    caretaker.check()
    assert "contradicts its totals" in banner(shell).text
    press(shell, "What can be done…")
    assert "contradicts its totals" in shell.page("start").failed[0]
    assert trouble.SALVAGE in [way.act for way in trouble.ways_out(path, shell.window.file_ways._error)]
    assert names(path.parent) == ["backups", "willow.cxdesk", "willow.cxdesk.lock"]


def test_closing_a_file_that_went_away_says_nothing_more(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.bridge.remove(Stage, shell.add_stage("Pay"))
    late = clock.now() + timedelta(days=40)  # closing would clear the trash
    monkeypatch.setattr(clock, "now", lambda: late)
    shell.bridge.ws.path.rename(tmp_path / "elsewhere.cxdesk")
    said: list[str] = []
    shell.bridge.problem.connect(lambda text, _role: said.append(text))
    shell.bridge.close()
    assert said == []
    found = backup.listing(tmp_path / "shop" / "willow.cxdesk")
    assert [one.counts["stage"] for one in found] == [1]  # the newest state is kept all the same
