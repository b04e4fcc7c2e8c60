"""The caretaker: the file is checked, backed up, and watched while the window runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxdesk import clock, settings
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.store import backup
from cxdesk.workspace import Workspace
from ui.bridge import Bridge
from ui.caretaker import TICK_SECONDS, Caretaker
from ui.tasks import Tasks


class Wall:
    """A clock on the wall that stands until it is moved."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def bridge(qapp: object, tmp_path: Path) -> Iterator[Bridge]:
    path = tmp_path / "willow.cxdesk"
    made = Workspace.create(path, Shop(name="Willow"))
    made.add(Stage(name="Arrive"))
    made.close()
    bridge = Bridge(settings.load(), tasks=Tasks(inline=True))
    yield bridge
    bridge.close()


@pytest.fixture
def caretaker(bridge: Bridge, wall: Wall, tmp_path: Path) -> Caretaker:
    made = Caretaker(bridge, wall=wall)
    assert bridge.open_path(tmp_path / "willow.cxdesk")
    return made


def test_looking_for_backups_needs_nothing_that_restores_or_thins() -> None:
    code = "import sys, cxdesk.store.backup; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, timeout=60, text=True
    )
    late = {f"cxdesk.store.{name}" for name in ("erasing", "thinning", "history", "transaction", "migrate")}
    assert (late | {"dataclasses"}).isdisjoint(told.stdout.split())


def test_an_opened_file_is_checked_and_backed_up(bridge: Bridge, caretaker: Caretaker) -> None:
    caretaker.check()
    assert bridge.ws.trusted
    (made,) = backup.listing(bridge.ws.path)
    assert (made.reason, made.counts["stage"]) == ("open", 1)
    assert bridge.backup_at == made.made_at


def test_a_change_is_backed_up_half_an_hour_later(
    bridge: Bridge, caretaker: Caretaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    caretaker.check()
    bridge.add(Stage(name="Pay"))
    caretaker.on_tick()
    assert len(backup.listing(bridge.ws.path)) == 1
    later = clock.now() + backup.EVERY
    monkeypatch.setattr(clock, "now", lambda: later)
    caretaker.on_tick()
    assert [made.reason for made in backup.listing(bridge.ws.path)] == ["timer", "open"]


def days_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    later = clock.now() + backup.DAILY * days
    monkeypatch.setattr(clock, "now", lambda: later)


def test_a_second_place_is_reminded_of_in_time_and_once_a_day(
    bridge: Bridge, caretaker: Caretaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    bridge.problem.connect(lambda text, _role: said.append(text))
    bridge.settings.backup_folder = str(tmp_path / "unplugged")
    caretaker.check()
    assert bridge.settings.backup_reached  # from now on it is counted
    bridge.add(Stage(name="Pay"))
    days_later(monkeypatch, 3)
    caretaker.back_up_if_due()
    assert said == []
    assert len(backup.listing(bridge.ws.path)) == 2  # here it is backed up as ever
    days_later(monkeypatch, 5)
    caretaker.mind_second_place()
    caretaker.mind_second_place()
    (told,) = said
    assert "8 days" in told
    assert "unplugged" in told
    bridge.settings.remind_after = 0
    days_later(monkeypatch, 5)
    caretaker.mind_second_place()
    assert len(said) == 1


def test_the_second_place_gets_its_copy_as_soon_as_it_is_there(
    bridge: Bridge, caretaker: Caretaker, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    bridge.settings.backup_folder = str(stick)
    caretaker.check()
    stick.mkdir()
    caretaker.mind_second_place()
    (made,) = backup.listing(bridge.ws.path, stick)
    assert made.path.name == backup.listing(bridge.ws.path)[0].path.name
    assert made.counts["stage"] == 1
    assert settings.load().backup_reached == bridge.settings.backup_reached != ""


def test_a_place_that_was_just_chosen_is_used_at_once(
    bridge: Bridge, caretaker: Caretaker, tmp_path: Path
) -> None:
    caretaker.check()
    stick = tmp_path / "stick"
    stick.mkdir()
    bridge.settings.backup_folder = str(stick)
    bridge.settings_changed.emit()
    assert len(backup.listing(bridge.ws.path, stick)) == 1


def test_closing_does_not_wait_for_a_place_that_is_not_there(
    bridge: Bridge, caretaker: Caretaker, tmp_path: Path
) -> None:
    said: list[str] = []
    bridge.problem.connect(lambda text, _role: said.append(text))
    bridge.settings.backup_folder = str(tmp_path / "unplugged")
    caretaker.check()
    bridge.add(Stage(name="Pay"))
    bridge.close()
    assert said == []


def test_a_file_that_was_moved_is_said_when_the_window_comes_back(
    bridge: Bridge, caretaker: Caretaker, tmp_path: Path
) -> None:
    said: list[str] = []
    bridge.problem.connect(lambda text, _role: said.append(text))
    bridge.ws.path.rename(tmp_path / "elsewhere.cxdesk")
    caretaker.look()
    assert "moved" in said[0]


def test_after_sleep_the_file_is_looked_at(
    bridge: Bridge, caretaker: Caretaker, wall: Wall, tmp_path: Path
) -> None:
    said: list[str] = []
    bridge.problem.connect(lambda text, _role: said.append(text))
    caretaker.check()
    bridge.ws.path.rename(tmp_path / "elsewhere.cxdesk")
    wall.now += TICK_SECONDS
    caretaker.on_tick()
    assert said == []
    wall.now += 5 * TICK_SECONDS
    caretaker.on_tick()
    assert said


def test_a_synced_folder_is_warned_of_once(bridge: Bridge, wall: Wall, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (folder / ".dropbox").write_text("")
    path = Path(shutil.copy(tmp_path / "willow.cxdesk", folder / "w.cxdesk"))
    said: list[str] = []
    bridge.problem.connect(lambda text, _role: said.append(text))
    for _time in range(2):
        caretaker = Caretaker(bridge, wall=wall)
        assert bridge.open_path(path)
        caretaker.check()
        bridge.close()
    assert len([text for text in said if "Dropbox" in text]) == 1


def test_closing_backs_up_what_changed(bridge: Bridge, caretaker: Caretaker) -> None:
    caretaker.check()
    bridge.add(Stage(name="Pay"))
    path = bridge.ws.path
    bridge.close()
    newest = backup.listing(path)[0]
    assert (newest.reason, newest.counts["stage"]) == ("close", 2)
