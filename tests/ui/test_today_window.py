"""Today in the real window: its place, its badge, and the ways that lead from it to other pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from cxdesk import clock
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.standard import Standard
from cxdesk.errors import EnvironmentFault
from cxdesk.services.today import due
from cxdesk.services.today.lines import waiting
from tests.ui.audit_room import Room, open_room
from ui.today.board import board_of


@pytest.fixture(scope="module")
def opened() -> Iterator[tuple[Room, str]]:
    """The sample shop, and the page that it opened with."""
    with open_room() as made:
        assert made.window.page is not None
        yield made, made.window.page.spec.name


@pytest.fixture
def room(opened: tuple[Room, str]) -> Iterator[Room]:
    """The sample shop on its standards, with Today not made yet."""
    made = opened[0]
    made.show("standards")
    board_of(made.bridge).on_day_check()  # after the clock of another test
    made.settle()
    yield made
    made.begin_again("today", "negative-cue")


def button(room: Room) -> Any:
    return next(one for one in room.window.sidebar.buttons if one.spec.name == "today")


def test_it_stands_first_but_a_new_file_begins_with_its_standards(
    room: Room, opened: tuple[Room, str]
) -> None:
    assert room.window.sidebar.buttons[0] is button(room)
    assert opened[1] == "standards"


def test_the_badge_is_there_without_the_page_and_follows_each_change(room: Room) -> None:
    board_of(room.bridge).hurry()
    room.settle()
    before = button(room).badge
    assert before == waiting(due.gather(room.bridge.ws, clock.today()))
    row = room.bridge.ws.rows(Standard)[0]
    room.bridge.change(Standard, row.id, review_on=clock.today() - timedelta(days=2), status="launched")
    room.settle()
    assert button(room).badge == before + 1
    assert f"{before + 1} wait" in button(room).accessibleName()


def test_a_record_begins_on_the_page_of_its_kind(room: Room) -> None:
    room.show("today")
    count = room.bridge.ws.count(NegativeCue)
    room.bridge.add_on("negative-cue")
    room.settle()
    assert room.window.page.spec.name == "negative-cue"
    assert room.window.page.isAncestorOf(room.window.focusWidget())
    assert room.bridge.ws.count(NegativeCue) == count  # nothing is kept before something is typed
    room.bridge.add_on("nowhere")
    assert room.window.page.spec.name == "negative-cue"


def test_the_header_greets_and_says_the_day(room: Room) -> None:
    room.show("today")
    assert room.window.header.title.text().endswith(", Maya")
    assert str(clock.today().year) in room.window.header.subtitle.text()


def test_a_disk_that_fails_is_told_and_reading_goes_on_later(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    board = board_of(room.bridge)
    board.hurry()
    room.settle()
    room.bridge.problem.connect(lambda text, _role: told.append(text))

    def fails(_reader: object, _today: object) -> list[due.Line]:
        raise EnvironmentFault("The stick was pulled out.")

    good = due.SOURCES
    monkeypatch.setattr(due, "SOURCES", tuple(one._replace(find=fails) for one in good))
    row = room.bridge.ws.rows(Standard)[0]
    room.bridge.change(Standard, row.id, review_on=clock.today(), status="launched")
    room.settle()
    assert told == ["The stick was pulled out."]
    monkeypatch.setattr(due, "SOURCES", good)
    room.bridge.change(Standard, row.id, review_on=clock.today() - timedelta(days=1))
    room.settle()
    assert (row.id, -1) in [(line.record, line.days) for line in board.lines if line.sort == "review"]


def test_a_new_day_reads_everything_anew(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    board = board_of(room.bridge)
    board.hurry()
    room.settle()
    before = {line.record: line.days for line in board.lines if line.sort == "review"}
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    board.on_day_check()
    room.settle()
    after = {line.record: line.days for line in board.lines if line.sort == "review"}
    assert before
    assert {record: after[record] + 1 for record in before} == before
