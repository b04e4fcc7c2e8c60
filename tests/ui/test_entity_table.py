"""The table model: always what the store says, and never more of it than is looked at."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.schema.entity import spec_of
from cxdesk.store.query import Query
from cxdesk.store.transaction import Transaction
from tests.ui.made_up import SIZES, Desk, Line, Thing, plain_theme
from ui.models.entity_table_model import ID_ROLE, PAGE_ROWS, SORT_ROLE, EntityTableModel
from ui.models.record_pages import PAGES_KEPT

SPEC = spec_of(Thing)
COLUMNS = {name: column for column, name in enumerate(SPEC.fields)}
NAMES = "anna Änne Berta berta Émile zoë 王芳 o’brien O'Brien Łukasz".split()
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    plain_theme()
    made = Desk(qtbot, tmp_path / "w.cxdesk")
    yield made
    made.close()


def some(number: int, seed: int = 1) -> list[Thing]:
    dice = random.Random(seed)
    return [
        Thing(
            name=f"{dice.choice(NAMES)} {dice.randint(1, 50)}",
            notes=dice.choice(("", "tea", "Milk\nand honey")),
            size=dice.choice(SIZES)[0],
            count=dice.choice((None, *range(5))),
            price=dice.choice((None, 0, 1250)),
            made_on=dice.choice((None, date(2024, 1, 2), date(2023, 5, 6))),
            loud=dice.random() < 0.5,
            owner=dice.choice((None, 1, 2)),
        )
        for _ in range(number)
    ]


def fill(desk: Desk, number: int) -> None:
    desk.ws.run("fill", lambda tx: [tx.add(one) for one in some(number)])


@pytest.fixture
def model(desk: Desk) -> EntityTableModel:
    fill(desk, 30)
    return model_of(desk)


def model_of(desk: Desk, spec: Any = SPEC) -> EntityTableModel:
    made = EntityTableModel(desk.ws, spec)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.reload()
    desk.bridge.changed.connect(made.on_event)
    return made


def ids(model: EntityTableModel) -> list[int]:
    return [model.index(row, 0).data(ID_ROLE) for row in range(model.rowCount())]


def text(model: EntityTableModel, row: int, name: str) -> str:
    return model.index(row, COLUMNS[name]).data()


def test_cells_say_what_the_shop_reads(desk: Desk) -> None:
    desk.ws.add(
        Thing(
            name="Anna", size="large", count=12, price=125_050, made_on=date(2024, 4, 3), loud=True, owner=2,
            helpers=(2, 1), notes="one\ntwo", words=("a", "b"),
        )
    )  # fmt: skip
    model = model_of(desk)
    said = {name: text(model, 0, name) for name in SPEC.fields}
    assert said["size"] == "Large"
    assert said["price"] == "€1,250.50"
    assert said["made_on"] == "3 Apr 2024"
    assert said["loud"] == "Yes"
    assert said["owner"] == "Stylist"
    assert said["helpers"] == "Stylist; Front desk"
    assert said["notes"] == "one two"
    assert said["words"] == "a; b"
    assert said["weight"] == ""
    raw = model.index(0, COLUMNS["made_on"]).data(SORT_ROLE)
    assert raw == date(2024, 4, 3)
    right = model.index(0, COLUMNS["price"]).data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(right) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(COLUMNS["made_on"], Qt.Orientation.Horizontal) == "Made on"
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


def test_long_text_is_cut_for_its_cell_and_shown_plain_in_its_tip(desk: Desk) -> None:
    desk.ws.add(Thing(name="x", notes="<b>bold</b> " * 1_500))
    model = model_of(desk)
    cell = text(model, 0, "notes")
    assert len(cell) <= 300
    assert "\n" not in cell
    tip = model.index(0, COLUMNS["notes"]).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold" in tip
    assert "<b>" not in tip
    assert len(tip) < 3_000
    assert model.index(0, COLUMNS["name"]).data(Qt.ItemDataRole.ToolTipRole) is None


SORTED_BY = ["name", "notes", "size", "count", "price", "made_on", "loud", "owner"]


@pytest.mark.parametrize("name", SORTED_BY)
@pytest.mark.parametrize("down", [False, True])
def test_sorting_is_done_by_the_store(desk: Desk, model: EntityTableModel, name: str, down: bool) -> None:
    model.sort(COLUMNS[name], DOWN if down else UP)
    assert ids(model) == list(desk.ws.ids(Thing, Query(order=((name, down),))))
    model.sort(-1)
    assert ids(model) == list(desk.ws.ids(Thing))


def test_a_stage_that_moves_takes_its_standards_with_it(desk: Desk) -> None:
    arrive, book = (desk.ws.add(Stage(name=name)) for name in ("Arrive", "Book"))
    for stage, text in ((arrive, "by name"), (book, "say it back")):
        desk.ws.add(Standard(stage=stage, text=text))
    model = model_of(desk, spec_of(Standard))
    column = list(spec_of(Standard).fields).index("text")
    assert [model.index(row, column).data() for row in range(2)] == ["by name", "say it back"]
    desk.ws.run("move", lambda tx: tx.move(Stage, book, 1))
    desk.bridge.deliver()
    assert [model.index(row, column).data() for row in range(2)] == ["say it back", "by name"]


def test_what_has_no_order_is_not_sorted_by(desk: Desk, model: EntityTableModel) -> None:
    before = ids(model)
    model.sort(COLUMNS["helpers"], DOWN)
    assert model.order == ()
    assert ids(model) == before


def test_a_search_lists_the_best_and_is_sorted_among_them(desk: Desk, model: EntityTableModel) -> None:
    model.search("ber")
    assert model.searching
    found = ids(model)
    assert found == list(desk.ws.ids(Thing, Query(text="ber", limit=200)))
    assert found
    model.sort(COLUMNS["count"], DOWN)
    counts = [model.index(row, COLUMNS["count"]).data(SORT_ROLE) for row in range(model.rowCount())]
    assert counts == sorted(counts, key=lambda count: -1 if count is None else count, reverse=True)
    assert set(ids(model)) == set(found)
    model.search("")
    assert model.rowCount() == model.total == 30


def test_a_filter_is_by_value(desk: Desk, model: EntityTableModel) -> None:
    model.filter({"size": "large", "owner": None})
    assert ids(model) == list(desk.ws.ids(Thing, Query(equals={"size": "large", "owner": None})))
    assert 0 < model.rowCount() < model.total == 30


def test_rows_are_read_page_by_page_and_few_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = PAGE_ROWS * (PAGES_KEPT + 2)
    lines = [Line(text=str(place)) for place in range(3)]
    desk.ws.run("fill", lambda tx: [tx.add(line) for line in lines])
    model = model_of(desk, spec_of(Line))
    asked: list[int] = []
    real = desk.ws.page
    monkeypatch.setattr(desk.ws, "page", lambda cls, ids: (asked.append(len(ids)), real(cls, ids))[1])
    model._ids = model._ids[:1] * number
    model._pages.clear()
    for row in range(0, number, PAGE_ROWS // 4):
        model.data(model.index(row, 1))
    assert asked == [PAGE_ROWS] * (PAGES_KEPT + 2)
    assert len(model._pages) == PAGES_KEPT
    model.data(model.index(number - 1, 1))
    assert len(asked) == PAGES_KEPT + 2
    model.data(model.index(0, 1))
    assert len(asked) == PAGES_KEPT + 3


def test_titles_of_other_records_take_one_query_a_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk, PAGE_ROWS)
    model = model_of(desk)
    asked: list[Any] = []
    real = desk.ws.titles
    monkeypatch.setattr(desk.ws, "titles", lambda cls, ids: (asked.append(cls), real(cls, ids))[1])
    for row in range(PAGE_ROWS):
        text(model, row, "owner")
    assert asked == [Role]


def test_another_name_of_a_role_is_seen(desk: Desk, model: EntityTableModel) -> None:
    row = next(row for row in range(30) if text(model, row, "owner") == "Stylist")
    desk.bridge.change(Role, 2, name="Artist")
    assert text(model, row, "owner") == "Artist"


def rename(records: list[int], name: str, tx: Transaction) -> None:
    for record_id in records:
        tx.change(Thing, record_id, name=name)


@pytest.mark.parametrize("order", [None, *SORTED_BY])
def test_after_every_change_the_rows_are_those_of_the_store(desk: Desk, order: str | None) -> None:
    down = order in SORTED_BY[::2]
    fill(desk, 12)
    model = model_of(desk)
    equals = {"loud": True} if order in {"name", "count"} else {}
    model.filter(equals)
    if order:
        model.sort(COLUMNS[order], DOWN if down else UP)
    dice = random.Random(f"{order}{down}")
    query = Query(equals=equals, order=((order, down),) if order else ())
    for step in range(16):
        there = list(desk.ws.ids(Thing))
        act = dice.choice(("add", "change", "change", "change", "remove", "undo", "redo", "two"))
        fresh = some(1, dice.randint(0, 10**6))[0]
        if act == "add" or len(there) < 4:
            desk.bridge.add(fresh)
        elif act == "change":
            name = dice.choice(SORTED_BY)
            desk.bridge.change(Thing, dice.choice(there), **{name: getattr(fresh, name)})
        elif act == "remove":
            desk.bridge.remove(Thing, dice.choice(there))
        elif act == "two":
            desk.bridge.act("two", partial(rename, there[:2], fresh.name))
        else:
            getattr(desk.bridge, act)()
        assert ids(model) == list(desk.ws.ids(Thing, query)), (step, act)
        assert model.total == desk.ws.count(Thing)
        names = [row.record.name for row in desk.ws.page(Thing, ids(model))]
        assert [text(model, row, "name") for row in range(model.rowCount())] == names


def test_a_row_that_moves_takes_the_chosen_one_along(desk: Desk, model: EntityTableModel) -> None:
    kept = QPersistentModelIndex(model.index(4, 0))
    chosen = kept.data(ID_ROLE)
    desk.bridge.change(Thing, chosen, name="龍 last")
    assert kept.row() == 29
    assert kept.data(ID_ROLE) == chosen
    desk.bridge.change(Thing, chosen, name="aaaa first")
    assert kept.row() == 0


def test_places_are_followed(desk: Desk) -> None:
    model = model_of(desk, spec_of(Line))
    for words in ("one", "two", "three"):
        desk.bridge.add(Line(text=words))
    desk.bridge.move(Line, 3, 1)
    assert [model.index(row, 1).data() for row in range(3)] == ["three", "one", "two"]
    desk.bridge.undo()
    assert [model.index(row, 1).data() for row in range(3)] == ["one", "two", "three"]


def test_a_record_that_went_behind_our_back_is_an_empty_row(desk: Desk, model: EntityTableModel) -> None:
    gone = model.id_at(3)
    desk.ws.remove(Thing, gone)
    model._pages.clear()
    assert model.index(3, 0).data() is None
    assert model.stored_at(3) is None
    QApplication.processEvents()
    assert model.row_of(gone) == -1


def test_there_is_nothing_below_a_row(desk: Desk, model: EntityTableModel) -> None:
    first = model.index(0, 0)
    assert model.rowCount(first) == model.columnCount(first) == 0
    assert model.data(QModelIndex()) is None
    assert model.id_at(-1) is None
    assert model.row_of(None) == -1
