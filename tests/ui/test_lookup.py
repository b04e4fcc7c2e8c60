"""Who left is offered nowhere any more, and keeps the name where somebody chose them before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.person import Person
from cxdesk.entities.shop import Shop
from cxdesk.entities.sign_off import SignOff
from cxdesk.schema.entity import spec_of
from cxdesk.schema.fields import Field, refs
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from tests.ui.page_kit import forget_words
from ui.bridge import Bridge
from ui.forms import chip_editors
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow
from ui.forms.filter_bar import FilterBar
from ui.forms.lookup import RecordLookup
from ui.standards.ref_choice import RefChoiceEditor

TRAINER: Field = spec_of(SignOff).fields["trainer"]
MEMBERS: Field = refs("Members", to="person").named("members")


@dataclass(frozen=True)
class Shopful:
    """A bridge, and people of whom some have left."""

    bot: QtBot
    context: FormContext
    lea: int
    soon: int
    gone: int

    def show(self, widget: QWidget) -> None:
        self.bot.addWidget(widget)
        widget.show()


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path) -> Iterator[Shopful]:
    path, today = tmp_path / "w.cxdesk", clock.today()
    Workspace.create(path, Shop(name="Willow")).close()
    bridge = Bridge(Settings(your_name="Maya"))
    assert bridge.open_path(path)
    ids = [
        bridge.ws.add(Person(name=name, left_on=left))
        for name, left in (("Lea", None), ("Leo Soon", today + timedelta(days=1)), ("Lena Gone", today))
    ]
    yield Shopful(qtbot, FormContext(bridge), *ids)
    bridge.close()
    forget_words()


def test_leavers_are_not_offered(shop: Shopful) -> None:
    lookup = RecordLookup(shop.context, "person")
    assert lookup.all() == [(shop.lea, "Lea"), (shop.soon, "Leo Soon")]
    assert lookup.count() == 2
    assert [found for found, _title in lookup.offers("le", 20)] == [shop.lea, shop.soon]
    assert lookup.offers("lena", 20) == []
    assert lookup.title(shop.gone) == "Lena Gone"


def test_a_full_list_of_offers_is_found_behind_many_leavers(shop: Shopful) -> None:
    ws = shop.context.ws
    for k in range(30):
        ws.add(Person(name=f"Aa {k}", left_on=clock.today()))
    ws.add(Person(name="Aa last"))
    lookup = RecordLookup(shop.context, "person")
    assert [title for _id, title in lookup.offers("aa", 2)] == ["Aa last"]
    assert [title for _id, title in lookup.offers("", 2)] == ["Aa last", "Lea"]


def test_kinds_that_nobody_leaves_are_offered_whole(shop: Shopful) -> None:
    lookup = RecordLookup(shop.context, "stage")
    assert (lookup.all(), lookup.count(), lookup.offers("", 5)) == ([], 0, [])


def test_a_leaver_chosen_before_keeps_the_name_in_a_picker(shop: Shopful) -> None:
    row = EditorRow(TRAINER, shop.context)
    shop.show(row)
    row.show_value(shop.gone)
    assert row.editor.picker.text() == "Lena Gone"
    assert not row.is_edited()
    row.editor.picker.show_all()
    model = row.editor.picker.completer.model()
    assert [model.index(k, 0).data() for k in range(model.rowCount())] == ["Lea", "Leo Soon"]
    row.editor.picker.completer.popup().hide()


def test_a_leaver_chosen_before_keeps_the_name_in_a_list(shop: Shopful) -> None:
    editor = RefChoiceEditor(TRAINER, shop.context)
    shop.show(editor)
    editor.show_value(shop.lea)
    assert [editor.box.itemText(k) for k in range(editor.box.count())] == ["–", "Lea", "Leo Soon"]
    editor.show_value(shop.gone)
    assert editor.box.currentText() == "Lena Gone"


def test_a_leaver_stays_ticked_until_somebody_takes_the_tick_away(shop: Shopful) -> None:
    row = EditorRow(MEMBERS, shop.context)
    shop.show(row)
    row.show_value((shop.lea,))
    assert [tick.text() for tick in row.editor.ticks] == ["Lea", "Leo Soon"]
    row.show_value((shop.gone, shop.lea))
    assert {tick.text(): tick.isChecked() for tick in row.editor.ticks} == {
        "Lea": True,
        "Lena Gone": True,
        "Leo Soon": False,
    }
    row.editor.ticks[-1].click()
    assert set(row.editor.read()) == {shop.gone, shop.lea, shop.soon}


def test_many_people_are_found_by_typing_and_leavers_count_for_nothing(
    shop: Shopful, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chip_editors, "MOST_CHECKS", 2)
    assert not EditorRow(MEMBERS, shop.context).editor.many
    monkeypatch.setattr(chip_editors, "MOST_CHECKS", 1)
    row = EditorRow(MEMBERS, shop.context)
    shop.show(row)
    assert row.editor.many
    row.show_value((shop.gone,))
    assert row.editor.word(shop.gone) == "Lena Gone"


def test_a_filter_still_finds_what_leavers_did(shop: Shopful) -> None:
    bar = FilterBar(shop.context.bridge, spec_of(SignOff))
    shop.bot.addWidget(bar)
    assert (shop.gone, "Lena Gone") in bar.options(TRAINER)


def test_a_name_too_long_for_its_field_ends_in_dots_until_it_is_typed_in(shop: Shopful) -> None:
    shown = EditorRow(TRAINER, shop.context)
    shop.context.bridge.change(Person, shop.lea, name="Lea who walks in and queues at the till all day")
    shown.show_value(shop.lea)
    other = QLineEdit()
    shown.layout().addWidget(other)  # type: ignore[union-attr]
    shown.resize(190, 120)
    shop.show(shown)
    shown.activateWindow()
    other.setFocus()
    box = shown.editor.target
    assert isinstance(box, QLineEdit)
    whole = box.text()
    looks, starts = _looks(box), [whole[:n] for n in range(4, len(whole))]
    dotted = [(_looks_with(box, f"{start}…"), _looks_with(box, start)) for start in starts]
    assert looks in [dots for dots, bare in dotted if dots != bare]  # else they would be out of sight
    _looks(box)
    assert whole in box.toolTip()
    box.setText("Lea")
    _looks(box)
    assert box.toolTip() == ""


def _looks(box: QLineEdit) -> QImage:
    QApplication.processEvents()
    inside = box.rect().adjusted(8, 4, -30, -4)
    return box.grab(inside).toImage()


def _looks_with(box: QLineEdit, text: str) -> QImage:
    """Return how it looks with a text that fits."""
    before = box.text()
    box.setText(text)
    box.setCursorPosition(0)
    looks = _looks(box)
    box.setText(before)
    box.setCursorPosition(0)
    return looks
