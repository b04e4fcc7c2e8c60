"""The Protocols view, by keyboard: steps, models, versions, the menu, who says yes, limits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.person import Person
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.protocol_version import ProtocolVersion
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.yes_step import YesStep
from cxdesk.services import trades
from cxdesk.services.recovery import protocols
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, borrowed, forget_words, lasting, nameless
from tests.ui.recovery_kit import drop_views
from ui.pages.recovery_page import PAGE

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@cache
def _shop(*, empty: bool) -> bytes:
    with TemporaryDirectory() as folder:
        shop = Shop(name="Willow", trade="salon", language="en-GB")
        ws = Workspace.create(Path(folder) / "w.cxdesk", shop, who="Maya")
        role = ws.add(Role(name="Front desk"))
        ws.add(Person(name="Lea Brandt", role=role))
        ws.add(Person(name="Maya Ortiz", role=role))
        if not empty:
            ws.run("add", lambda tx: protocols.add(tx, "We run late", model="heard"))
            ws.run("add", lambda tx: protocols.add(tx, "One of us was rude"))
        ws.close()
        forget_words()
        return ws.path.read_bytes()


class Desk(Room):
    """The view with its keys, and what is in the file."""

    def __init__(self, bot: QtBot, path: Path, *, empty: bool = False) -> None:
        super().__init__(bot, PAGE)
        path.write_bytes(_shop(empty=empty))
        self.ws = self.open(path)
        self.show(memory="protocols")
        (self.view.first_focus() or self.page).setFocus(Qt.FocusReason.TabFocusReason)
        self.settle()

    def forget(self) -> None:
        self.page.show_view("protocols")
        drop_views(self.page, keep="protocols")
        view = self.view
        foot = view.protocol_form.foot
        foot.ask.hide()
        foot.earlier.hide()
        foot.ask.boxes["why"].set_text("")
        foot._begun.clear()
        for form in view.forms.values():
            form.show_record(None)
        for row in (*view.limits.rows.values(), view.limits.month):
            row.show_value(None)
        for card in (view.list, *view.lists.values()):
            for section in card.sections.values():
                section.add_field.clear()
        view.place, view.protocol, view.steps.protocol = "", None, None
        view.chosen = dict.fromkeys(view.chosen)
        for gone in view._gone.values():
            gone.clear()
        view.desk.show_details(False)

    def begin_again(self) -> None:
        super().begin_again()
        assert self.page.draft() is None

    @property
    def view(self) -> Any:
        return self.page.view("protocols")

    @property
    def focus(self) -> Any:
        return QApplication.focusWidget()

    def steps(self, protocol: int = 1) -> list[str]:
        return [row.record.name for row in protocols.steps(self.ws, protocol)]

    def record(self, protocol: int = 1) -> RecoveryProtocol:
        return self.ws.get(RecoveryProtocol, protocol).record

    def shown_steps(self) -> list[str]:
        return [row.text for row in self.view.steps.sections["steps"].list.rows.rows]

    def choose_model(self, model: str) -> None:
        box = self.view.forms["list"].rows["model"].editor.box
        box.setFocus()
        box.setCurrentIndex(box.findData(model))
        box.activated.emit(box.currentIndex())


@pytest.fixture(scope="module")
def shared(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    with lasting(Desk(QtBot(request), tmp_path_factory.mktemp("desk") / "a.cxdesk")) as made:
        yield made


@pytest.fixture
def desk(shared: Desk) -> Iterator[Desk]:
    with borrowed(shared):
        yield shared


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "a.cxdesk", empty=True)
    yield made
    made.close()


def test_the_chosen_protocol_shows_its_steps(desk: Desk) -> None:
    assert desk.shown_steps() == ["Hear", "Empathise", "Apologise", "Resolve", "Diagnose"]
    desk.key(KEY.Key_Down)
    assert desk.view.steps.heading.text() == "One of us was rude"
    assert desk.shown_steps() == []


def test_choosing_a_model_fills_the_steps_and_can_be_taken_back(desk: Desk) -> None:
    desk.choose_model("latte")
    assert desk.shown_steps() == ["Listen", "Acknowledge", "Take action", "Thank", "Explain"]
    assert "behind them" in desk.notices[-1]
    desk.bridge.undo()
    assert desk.steps() == ["Hear", "Empathise", "Apologise", "Resolve", "Diagnose"]
    assert desk.record().model == "heard"


def test_a_model_that_was_taken_back_does_not_come_back_by_leaving_the_page(desk: Desk) -> None:
    desk.choose_model("latte")
    desk.bridge.undo()
    assert desk.view.forms["list"].rows["model"].editor.draft() == "heard"
    desk.page.flush()
    assert desk.record().model == "heard"


def test_a_step_is_renamed_moved_removed_and_added_by_keyboard(desk: Desk) -> None:
    desk.view.enter()
    desk.key(KEY.Key_Return)
    assert desk.focus is desk.view.forms[""].rows["name"].editor.target
    desk.focus.selectAll()
    desk.type("Sit down")
    desk.key(KEY.Key_Return)
    assert desk.steps()[0] == "Sit down"
    assert desk.page.close_opened()
    desk.key(KEY.Key_Down, ALT)
    assert desk.steps()[:2] == ["Empathise", "Sit down"]
    desk.key(KEY.Key_Delete)
    assert desk.steps() == ["Empathise", "Apologise", "Resolve", "Diagnose"]
    desk.view.steps.start_adding()
    desk.type("Ring in the evening")
    desk.key(KEY.Key_Return)
    assert desk.steps()[-1] == "Ring in the evening"


def test_a_new_protocol_is_typed_at_the_end_of_the_list(desk: Desk) -> None:
    assert desk.page.add_record()
    desk.type("Stained or lost")
    desk.key(KEY.Key_Return)
    assert [row.record.name for row in desk.ws.rows(RecoveryProtocol)][-1] == "Stained or lost"
    assert desk.view.steps.heading.text() == "Stained or lost"


def test_a_new_version_asks_why_and_freezes_what_it_said(desk: Desk) -> None:
    foot = desk.view.forms["list"].foot
    foot.ask_version()
    desk.key(KEY.Key_Return, CTRL)
    assert "few words" in foot.ask.sentence.text()
    assert desk.ws.count(ProtocolVersion) == 0
    desk.type("Nobody rang")
    desk.key(KEY.Key_Return, CTRL)
    (frozen,) = protocols.versions(desk.ws, 1)
    assert frozen.said[0] == "Name: We run late"
    assert desk.record().version == 2
    assert not foot.ask.is_open()
    assert "v2" in foot.version.text()
    assert "print them again" in desk.notices[-1]
    desk.bridge.undo()
    assert desk.record().version == 1
    assert "v1" in foot.version.text()


def test_a_new_version_taken_back_is_offered_again_for_the_change_that_stays(desk: Desk) -> None:
    desk.bridge.change(ProtocolStep, 1, name="Listen well")
    foot = desk.view.forms["list"].foot
    foot.ask_version()
    desk.type("They talked over people")
    desk.key(KEY.Key_Return, CTRL)
    assert desk.record().version == 2
    desk.bridge.undo()
    assert desk.record().version == 1
    foot.ask_version()
    assert "a moment ago is v2" in foot.ask.about.text()
    desk.type("They talked over people")
    desk.key(KEY.Key_Return, CTRL)
    (frozen,) = protocols.versions(desk.ws, 1)
    assert not any("Listen well" in line for line in frozen.said)


def test_a_change_made_a_moment_ago_belongs_to_the_new_version(desk: Desk) -> None:
    desk.bridge.change(ProtocolStep, 1, name="Listen well")
    foot = desk.view.forms["list"].foot
    foot.ask_version()
    assert "a moment ago is v2" in foot.ask.about.text()
    desk.type("Clearer")
    desk.key(KEY.Key_Return, CTRL)
    assert any(line.startswith("1. Hear") for line in protocols.versions(desk.ws, 1)[0].said)
    assert desk.steps()[0] == "Listen well"
    foot.on_earlier()
    assert not foot.earlier.isHidden()
    assert desk.page.close_opened()
    assert foot.earlier.isHidden()


def test_the_menu_has_what_costs_nothing_apart(desk: Desk) -> None:
    view = desk.view
    view.on_place_chosen("menu")
    view.menu_card.sections["free"].add_field.setFocus()
    desk.type("The first slot")
    desk.key(KEY.Key_Return)
    view.menu_card.sections["money"].add_field.setFocus()
    desk.type("A coffee")
    desk.key(KEY.Key_Return)
    assert {row.record.text: row.record.cost for row in desk.ws.rows(MakeGood)} == {
        "The first slot": 0, "A coffee": None,
    }  # fmt: skip
    (row,) = view.menu_card.sections["money"].list.rows.rows
    assert [tag.text for tag in row.tags] == ["Cost not said"]
    coffee = row.id
    desk.bridge.change(MakeGood, coffee, cost=350)
    (row,) = view.menu_card.sections["money"].list.rows.rows
    assert [tag.text for tag in row.tags] == ["€3.50"]
    desk.bridge.change(MakeGood, coffee, cost=0)
    assert len(view.menu_card.sections["free"].list.rows.rows) == 2


def test_somebody_who_can_say_yes_is_added_and_moved(desk: Desk) -> None:
    view = desk.view
    view.on_place_chosen("ladder")
    assert desk.page.add_record()
    form = view.forms["ladder"]
    desk.type("maya")
    desk.key(KEY.Key_Return)
    (first,) = desk.ws.rows(YesStep)
    assert first.record.person == 2
    form.rows["up_to"].editor.target.setFocus()
    desk.type("60,00" if "," in form.rows["up_to"].editor.box.text() else "60.00")
    form.flush()
    assert desk.ws.rows(YesStep)[0].record.up_to == 6000
    (row,) = view.ladder.sections["ladder"].list.rows.rows
    assert (row.text, [tag.text for tag in row.tags]) == ("Maya Ortiz", ["up to €60.00"])
    assert "no phone yet" in row.quiet
    desk.ws.add(YesStep(person=1))
    view.refresh(None)
    view.enter()
    desk.key(KEY.Key_Down, ALT)
    assert [row.record.person for row in desk.ws.rows(YesStep)] == [1, 2]


def test_who_says_yes_is_typed_in_one_go_from_the_empty_line_on(desk: Desk) -> None:
    desk.view.on_place_chosen("ladder")
    desk.view.list.places.setFocus()
    desk.key(KEY.Key_Return)
    rows = desk.view.forms["ladder"].rows
    assert desk.focus is rows["person"].editor.target
    for letter in "maya":
        desk.type(letter)
        QApplication.processEvents()
    for words in ("0171 22", "till six", "60"):
        desk.key(KEY.Key_Tab)
        desk.type(words)
    desk.key(KEY.Key_Return)
    (kept,) = desk.ws.rows(YesStep)
    assert (kept.record.person, kept.record.phone, kept.record.hours, kept.record.up_to) == (
        2, "0171 22", "till six", 6000,
    )  # fmt: skip
    assert desk.focus is rows["up_to"].editor.target


def test_the_second_who_says_yes_is_typed_in_one_go_too(desk: Desk) -> None:
    first = desk.ws.add(YesStep(person=2, phone="0171 22"))
    desk.view.refresh(None)
    desk.page.show_record("yes_step", first)
    desk.view.ladder.add_button.setFocus()
    desk.key(KEY.Key_Space)
    desk.type("l")
    desk.key(KEY.Key_Tab)
    desk.type("0171 33")
    desk.key(KEY.Key_Return)
    assert [(row.record.person, row.record.phone) for row in desk.ws.rows(YesStep)] == [
        (2, "0171 22"), (1, "0171 33"),
    ]  # fmt: skip


def test_esc_gives_up_adding_the_first_who_says_yes(desk: Desk) -> None:
    desk.view.on_place_chosen("ladder")
    desk.view.list.places.setFocus()
    desk.key(KEY.Key_Return)
    assert desk.page.close_opened()
    assert desk.focus is desk.view.ladder.add_button
    assert not desk.view.forms["ladder"].adding


def test_limits_are_typed_as_the_shop_writes_amounts(desk: Desk) -> None:
    view = desk.view
    view.on_place_chosen("limits")
    view.enter()
    desk.type("40")
    desk.key(KEY.Key_Return)
    assert desk.ws.get(Role, 1).record.may_give == 4000
    row = view.limits.rows[1]
    row.setFocus()
    desk.focus.selectAll()
    desk.type("lots")
    desk.key(KEY.Key_Return)
    assert row.is_wrong()
    assert desk.ws.get(Role, 1).record.may_give == 4000
    view.limits.month.setFocus()
    desk.type("200")
    desk.key(KEY.Key_Return)
    assert desk.ws.shop.give_month == 20_000


def test_a_file_without_protocols_takes_those_of_its_trade(bare: Desk) -> None:
    assert bare.focus is bare.view.starters.take_button
    bare.key(KEY.Key_Return)
    salon = trades.load("salon")
    assert [row.record.name for row in bare.ws.rows(RecoveryProtocol)] == [p.name for p in salon.protocols]
    assert bare.ws.count(Role) == 1
    assert "8 protocols added." in bare.notices
    assert all(row.record.may_give is None for row in bare.ws.rows(Role))
    bare.bridge.undo()
    assert bare.ws.count(RecoveryProtocol) == bare.ws.count(MakeGood) == 0
    assert bare.view.starters.isVisible()


def test_a_shop_of_no_known_trade_is_not_offered_any(bare: Desk) -> None:
    bare.bridge.change(Shop, 1, trade="lighthouse")
    assert bare.view.starters.take_button.isHidden()
    assert bare.view.first_focus() is bare.view.starters.write_button


@pytest.mark.parametrize(
    ("kind", "place"), [("protocol_step", ""), ("make_good", "menu"), ("yes_step", "ladder")]
)
def test_a_record_opens_where_it_is(desk: Desk, kind: str, place: str) -> None:
    coffee, lea = desk.ws.add(MakeGood(text="A coffee")), desk.ws.add(YesStep(person=1))
    record = {"protocol_step": 1, "make_good": coffee, "yes_step": lea}[kind]
    desk.page.show_record(kind, record)
    assert desk.view.place == place
    assert desk.view.chosen[place] == record


def begin_version(desk: Desk, words: str) -> Any:
    foot = desk.view.forms["list"].foot
    foot.ask_version()
    desk.type(words)
    return foot


def test_a_half_written_new_version_stays_in_sight(desk: Desk) -> None:
    foot = begin_version(desk, "Nobody rang ba")
    desk.view.enter()
    desk.key(KEY.Key_Down)
    assert desk.view.chosen[""] is not None
    assert foot.ask.isVisible()
    assert foot.ask.text("why") == "Nobody rang ba"
    desk.key(KEY.Key_Return)
    assert desk.focus is foot.ask.boxes["why"]
    assert "Start this version first" in foot.ask.sentence.text()
    desk.key(KEY.Key_Escape)
    desk.view.enter()
    desk.key(KEY.Key_Down)
    assert desk.view.forms[""].isVisible()


def test_a_half_written_new_version_belongs_to_its_protocol(desk: Desk) -> None:
    foot = begin_version(desk, "Nobody rang ba")
    desk.view.on_protocol_chosen(2)
    assert not foot.ask.isVisible()
    foot.ask_version()
    assert foot.ask.text("why") == ""
    desk.key(KEY.Key_Escape)
    desk.view.on_protocol_chosen(1)
    assert foot.ask.isVisible()
    assert foot.ask.text("why") == "Nobody rang ba"


def test_an_earlier_version_opens_its_protocol(desk: Desk) -> None:
    desk.ws.run("v2", lambda tx: protocols.new_version(tx, 2, "Because"))
    (frozen,) = desk.ws.rows(ProtocolVersion)
    desk.page.show_record("protocol_version", frozen.id)
    assert desk.view.protocol == 2


def test_esc_goes_from_the_fields_to_the_steps_to_the_list(desk: Desk) -> None:
    desk.view.enter()
    desk.key(KEY.Key_Return)
    assert desk.page.close_opened()
    assert desk.focus is desk.view.steps.sections["steps"].list
    assert desk.page.close_opened()
    assert desk.focus is desk.view.list.sections["protocols"].list
    assert not desk.page.close_opened()


def test_the_arrows_go_down_to_what_holds_for_all_and_up_again(desk: Desk) -> None:
    for _step in range(3):
        desk.key(KEY.Key_Down)
    assert desk.view.place == "menu"
    desk.key(KEY.Key_Down)
    assert desk.view.place == "ladder"
    for _step in range(2):
        desk.key(KEY.Key_Up)
    assert desk.view.place == ""
    assert desk.focus is desk.view.list.sections["protocols"].add_field
    desk.key(KEY.Key_Up)
    assert desk.view.protocol == 2


def test_the_sheet_is_that_of_what_is_shown(desk: Desk) -> None:
    assert desk.page.print_sheet() == ("protocol-cards", {"protocol": "1"})
    desk.view.on_place_chosen("limits")
    assert desk.page.print_sheet() == ("may-do-card", {})


@pytest.mark.parametrize("place", ["", "menu", "ladder", "limits"])
def test_everything_has_a_name_and_tab_reaches_what_is_shown(desk: Desk, place: str) -> None:
    desk.ws.add(MakeGood(text="A coffee"))
    desk.ws.add(YesStep(person=1))
    if place:
        desk.view.on_place_chosen(place)
    desk.view.enter()
    assert nameless(desk.page) == []
    stops = desk.view.desk.stops()
    assert len(stops) == len(set(stops)) >= 5


def test_a_file_that_may_only_be_read_offers_nothing_to_change(qtbot: QtBot, tmp_path: Path) -> None:
    Desk(qtbot, tmp_path / "a.cxdesk").close()
    room = Room(qtbot, PAGE)
    room.open(tmp_path / "a.cxdesk", read_only=True)
    room.show()
    room.page.show_view("protocols")
    view = room.page.view("protocols")
    assert [one.isEnabled() for one in view.commands] == [True, False]
    assert not room.page.add_record()
    assert not view.forms["list"].foot.version_button.isEnabled()
    room.close()
