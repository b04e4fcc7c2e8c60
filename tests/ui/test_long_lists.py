"""A list longer than what is read at once: every row is there from the first, and is right when asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cxdesk.schema.entity import spec_of
from cxdesk.store.query import Query
from tests.ui.made_up import Desk, Thing, plain_theme
from ui.models import entity_table_model
from ui.models.entity_table_model import ID_ROLE, EntityTableModel

MANY = 40


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    plain_theme()
    monkeypatch.setattr(entity_table_model, "FIRST_IDS", 5)
    monkeypatch.setattr(entity_table_model, "STEP_IDS", 4)
    monkeypatch.setattr(entity_table_model, "PAGE_ROWS", 3)
    made = Desk(qtbot, tmp_path / "w.cxdesk")
    made.ws.run("fill", lambda tx: [tx.add(Thing(name=f"Thing {i % 7} {i}")) for i in range(MANY)])
    yield made
    made.close()


@pytest.fixture
def model(desk: Desk) -> EntityTableModel:
    made = EntityTableModel(desk.ws, spec_of(Thing))
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.reload()
    desk.bridge.changed.connect(made.on_event)
    return made


def everything(desk: Desk) -> list[int]:
    return list(desk.ws.ids(Thing))


def test_the_store_goes_on_behind_a_record(desk: Desk) -> None:
    whole = everything(desk)
    assert list(desk.ws.ids(Thing, Query(limit=6, after=whole[9]))) == whole[10:16]
    assert list(desk.ws.ids(Thing, Query(after=whole[-1]))) == []


@pytest.mark.parametrize("last", [2**32 - 2, 2**32 - 1, 2**40])
def test_numbers_beyond_four_bytes_find_room(last: int, desk: Desk, model: EntityTableModel) -> None:
    model.ids()
    desk.ws._connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'thing'", (last,))
    for name in ("A first", "Thing 3 between", "Z last"):
        desk.ws.add(Thing(name=name))
        desk.bridge.deliver()
    assert list(model.ids()) == everything(desk)
    assert max(model.ids()) == last + 3
    model.reload()
    assert list(model.ids()) == everything(desk)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.id_at(0) == last + 3
    model.search("last")
    assert model.id_at(0) == last + 3


def test_the_number_of_all_is_known_without_counting(desk: Desk) -> None:
    desk.ws.remove(Thing, 3)
    assert desk.ws.count(Thing) == MANY - 1 == len(everything(desk))
    assert desk.ws.count(Thing, name="Thing 1 1") == 1


def test_all_rows_are_there_and_the_ids_follow(desk: Desk, qtbot: QtBot, model: EntityTableModel) -> None:
    assert model.rowCount() == model.total == MANY
    qtbot.waitUntil(lambda: not model._listing)
    assert model.rowCount() == MANY
    assert [model.index(row, 0).data(ID_ROLE) for row in range(MANY)] == everything(desk)


@pytest.mark.parametrize("row", [4, 5, 8, 9, MANY - 1])
def test_a_row_that_was_not_reached_yet_is_read_when_it_is_asked_for(
    desk: Desk, model: EntityTableModel, row: int
) -> None:
    whole = everything(desk)
    assert model.index(row, 0).data(ID_ROLE) == whole[row]
    model.reload()
    assert model.id_at(row) == whole[row]
    model.reload()
    assert model.row_of(whole[row]) == row
    model.reload()
    assert list(model.ids()) == whole
    assert model.row_of(10_000) == -1


def test_a_change_meanwhile_finds_its_place(desk: Desk, qtbot: QtBot, model: EntityTableModel) -> None:
    last = everything(desk)[-1]
    desk.bridge.change(Thing, last, name="AAA")
    assert model.row_of(last) == 0
    desk.bridge.add(Thing(name="zzz"))
    desk.bridge.remove(Thing, 5)
    qtbot.waitUntil(lambda: not model._listing)
    assert list(model.ids()) == everything(desk)


def test_after_a_change_of_very_many_a_long_list_is_read_in_steps(
    desk: Desk, qtbot: QtBot, model: EntityTableModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: not model._listing)
    read: list[int] = []
    ids = desk.ws.ids

    def noted(*words: Any) -> Any:
        found = ids(*words)
        read.append(len(found))
        return found

    monkeypatch.setattr(desk.ws, "ids", noted)
    before = [model.id_at(row) for row in range(MANY)]
    desk.ws.run("turn round", lambda tx: [tx.change(Thing, i, name=f"{MANY - i:03}") for i in before if i])
    desk.bridge.deliver()
    assert [model.id_at(row) for row in range(MANY)] == before
    qtbot.waitUntil(lambda: model.id_at(0) == MANY)
    assert max(read) <= 5
    monkeypatch.undo()
    assert [model.id_at(row) for row in range(MANY)] == everything(desk)


def test_what_a_change_of_very_many_did_is_there_when_it_is_asked_for(
    desk: Desk, qtbot: QtBot, model: EntityTableModel
) -> None:
    qtbot.waitUntil(lambda: not model._listing)
    added = desk.ws.run("add", lambda tx: [tx.add(Thing(name=f"Another {i}")) for i in range(9)])
    desk.bridge.deliver()
    assert model.row_of(added[-1]) == everything(desk).index(added[-1])
    desk.ws.run("remove", lambda tx: [tx.remove(Thing, one) for one in added])
    desk.bridge.deliver()
    assert list(model.ids()) == everything(desk)


def test_texts_that_a_change_of_very_many_left_in_their_order_are_shown_at_once(
    desk: Desk, qtbot: QtBot, model: EntityTableModel
) -> None:
    qtbot.waitUntil(lambda: not model._listing)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    first, second, *_more = everything(desk)
    assert model.index(0, 0).data() == "Thing 0 0"
    words = {first: "Thing 0 0 too", second: "Thing 0 14 too"}
    desk.ws.run("more", lambda tx: [tx.change(Thing, one, name=words[one]) for one in words])
    desk.bridge.deliver()
    assert [model.index(row, 0).data() for row in (0, 1)] == [*words.values()]
    qtbot.waitUntil(lambda: model._anew is None)
    assert list(model.ids()) == everything(desk)
    assert resets == []


def test_changes_while_a_long_list_is_read_anew(desk: Desk, qtbot: QtBot, model: EntityTableModel) -> None:
    qtbot.waitUntil(lambda: not model._listing)
    desk.ws.run("two", lambda tx: [tx.change(Thing, 3, name="zz"), tx.remove(Thing, 8)])
    desk.bridge.deliver()
    model.on_next()
    desk.bridge.change(Thing, 30, name="AAA")
    qtbot.waitUntil(lambda: model._anew is None)
    assert list(model.ids()) == everything(desk)
    assert model.rowCount() == model.total == MANY - 1


def test_a_wrong_number_is_put_right(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.ws, "count", lambda cls: MANY + 9)
    model = EntityTableModel(desk.ws, spec_of(Thing))
    model.reload()
    assert model.rowCount() == MANY + 9
    qtbot.waitUntil(lambda: not model._listing)
    assert model.rowCount() == model.total == MANY


def test_nothing_is_read_after_the_list_was_cleared(
    desk: Desk, qtbot: QtBot, model: EntityTableModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.clear()
    asked: list[object] = []
    monkeypatch.setattr(desk.ws, "ids", lambda *words: asked.append(words))
    end = time.monotonic() + 0.05
    qtbot.waitUntil(lambda: time.monotonic() > end)
    assert model.rowCount() == 0
    assert asked == []
