"""A kind that is declared in one module and migrated by one function works everywhere else at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.errors import InputError
from cxdesk.output import printing, record_list
from cxdesk.output.record_list import ListText
from cxdesk.services import exporting
from cxdesk.store.query import Query
from tests.ui.made_up import Desk, model_with, package, plain_theme
from ui import pages

PARROT = '''
"""A bird that talks."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, flag, lines, long_text, money, ref, tags, text


@entity(table="parrot", label=N_("Parrots"), one=N_("parrot"), icon="star", title="name", order=300)
class Parrot:
    name: str = text(N_("Name"), required=True, search=True, in_list=True)
    says: str = long_text(N_("What it says"), search=True, in_list=True)
    mood: str = choice(N_("Mood"), (("calm", N_("Calm")), ("loud", N_("Loud"))), in_list=True)
    price: int | None = money(N_("Price"), in_list=True)
    hatched: date | None = day(N_("Hatched on"), in_list=True)
    keeper: int | None = ref(N_("Keeper"), to="role", in_list=True)
    tame: bool = flag(N_("Tame"))
    songs: tuple[str, ...] = lines(N_("Songs"))
    colours: tuple[str, ...] = tags(N_("Colours"))
'''


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    plain_theme()
    with package(tmp_path / "added", "aviary", {"parrot": PARROT}) as aviary:
        made = Desk(qtbot, tmp_path / "w.cxdesk", model=model_with(aviary))
        yield made
        made.close()


@pytest.fixture
def spec(desk: Desk) -> Any:
    return desk.ws.spec("parrot")


@pytest.fixture
def parrots(desk: Desk, spec: Any) -> list[int]:
    rows = [
        spec.cls(name="José", says='=Good morning; "again"\nand again', price=125_050, keeper=1,
                 songs=("a", "b")),
        spec.cls(name="Ara", says="Hello", mood="loud", tame=True, colours=("red", "blue"),
                 hatched=spec.fields["hatched"].parse("2024-04-03")),
    ]  # fmt: skip
    return [desk.ws.add(row) for row in rows]


def page_of(desk: Desk) -> Any:
    found = next(spec for spec in pages.discover(desk.bridge) if "parrot" in spec.kinds)
    page = found.make(desk.bridge)
    page.spec = found
    page.refresh(None)
    desk.bridge.changed.connect(page.refresh)
    desk.show(page, 1110, 640)
    return page


def test_its_page_is_in_the_sidebar_with_its_list(desk: Desk, spec: Any, parrots: list[int]) -> None:
    page = page_of(desk)
    assert page.title() == "Parrots"
    assert page.spec.group == "do"
    columns = {name: column for column, name in enumerate(spec.fields)}
    shown = [
        name for name, column in columns.items() if not page.table.horizontalHeader().isSectionHidden(column)
    ]
    assert shown == ["name", "says", "mood", "price", "hatched", "keeper"]
    cells = [[page.model.index(row, columns[name]).data() for name in shown] for row in range(2)]
    assert cells == [
        ["Ara", "Hello", "Loud", "", "3 Apr 2024", ""],
        ["José", '=Good morning; "again" and again', "Calm", "€1,250.50", "", "Front desk"],
    ]


def test_its_form_adds_and_changes(desk: Desk, spec: Any) -> None:
    page = page_of(desk)
    page.add_record()
    desk.bot.keyClicks(QApplication.focusWidget(), "Polly")
    form = page.form
    form.rows["hatched"].editor.target.setFocus()
    desk.bot.keyClicks(QApplication.focusWidget(), "3/4/2024")
    form.flush()
    (polly,) = desk.ws.rows(spec.cls)
    assert (polly.record.name, str(polly.record.hatched)) == ("Polly", "2024-04-03")
    form.rows["price"].editor.target.setText("12,50")
    form.flush()
    assert form.rows["price"].is_wrong()
    assert desk.ws.get(spec.cls, polly.id).record.price is None


def test_it_is_found_by_search(desk: Desk, spec: Any, parrots: list[int]) -> None:
    assert [(hit.kind, hit.title, hit.label) for hit in desk.ws.search("jose")] == [
        ("parrot", "José", "parrot")
    ]
    assert [hit.title for hit in desk.ws.search("hel")] == ["Ara"]
    assert list(desk.ws.ids(spec.cls, Query(equals={"mood": "loud"}))) == [parrots[1]]
    page = page_of(desk)
    page.search.setText("again")
    assert page.model.rowCount() == 1
    desk.bridge.close()
    page.follow()


def test_what_it_does_is_undone_by_name(desk: Desk, spec: Any, parrots: list[int]) -> None:
    desk.ws.change(spec.cls, parrots[0], mood="loud")
    assert desk.ws.undo_label == "change parrot"
    desk.ws.undo()
    assert desk.ws.get(spec.cls, parrots[0]).record.mood == "calm"
    desk.ws.remove(spec.cls, parrots[0])
    assert [entry.title for entry in desk.ws.trash()] == ["José"]
    desk.ws.undo()
    assert desk.ws.count(spec.cls) == 2
    with pytest.raises(InputError, match="Name"):
        desk.ws.add(spec.cls(name=" "))


def test_its_csv_reads_back_the_same(desk: Desk, spec: Any, parrots: list[int]) -> None:
    before = [row.record for row in desk.ws.rows(spec.cls)]
    text = exporting.csv_text(spec, desk.ws.rows(spec.cls))
    assert "'=Good morning" in text
    values = exporting.read_csv(spec, text)
    for record_id in parrots:
        desk.ws.remove(spec.cls, record_id)
    desk.ws.run(
        "import",
        lambda tx: [tx.add(spec.cls(**{k: v for k, v in row.items() if k != "id"})) for row in values],
    )
    assert [row.record for row in desk.ws.rows(spec.cls)] == before


def test_its_list_is_printed(desk: Desk, spec: Any, parrots: list[int]) -> None:
    text = record_list.read_list(desk.ws, spec)
    printed = printing.render(record_list.list_sheet(spec, text), desk.ws, {})
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.pdf)).pages)
    for words in ("Parrots", "José", "What it says", "Front desk", "Loud", "3 Apr 2024", "1,250.50"):
        assert words in said
    chosen = record_list.read_list(desk.ws, spec, ("name", "tame"), [parrots[1]])
    assert chosen == ListText(("Name", "Tame"), (("Ara", "Yes"),), chosen.shares)


def test_an_empty_list_and_one_too_long_say_so_on_paper(
    desk: Desk, spec: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = record_list.read_list(desk.ws, spec)
    printed = printing.render(record_list.list_sheet(spec, empty), desk.ws, {}, paper="Letter")
    assert "nothing in this list" in PdfReader(io.BytesIO(printed.pdf)).pages[0].extract_text()
    desk.ws.run("fill", lambda tx: [tx.add(spec.cls(name=f"Bird {place}")) for place in range(5)])
    monkeypatch.setattr(record_list, "MOST_ROWS", 3)
    text = record_list.read_list(desk.ws, spec)
    assert (len(text.rows), text.left_out) == (3, 2)
    printed = printing.render(record_list.list_sheet(spec, text), desk.ws, {})
    assert printed.messages == ("The first 3 are in the list; 2 more are not.",)


def test_two_kinds_in_other_packages_do_not_know_each_other(desk: Desk) -> None:
    from cxdesk.entities import default_registry

    assert "parrot" not in default_registry()
