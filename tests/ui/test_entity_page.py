"""The generic page from the keyboard: list, search, filter, columns, form; and the trash."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.schema.entity import spec_of
from cxdesk.settings import Settings
from tests.ui.made_up import Desk, Line, Thing, plain_theme
from ui import messages, pages
from ui.pages import entity_page, entity_room, trash_page, trash_room
from ui.pages.entity_page import entity_page_spec
from ui.pages.entity_room import EntityPage
from ui.pages.trash_room import TrashPage
from ui.tasks import Tasks

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NAMES = ("Anna", "Berta", "Chloé", "Dora")


class Window:
    """What the window does for a page."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page: Any = None
        desk.bridge.changed.connect(self.on_changed)

    def on_changed(self, event: Any) -> None:
        if self.page is not None and self.page.wants(event):
            self.page.refresh(event)

    def show(self, cls: type = Thing) -> EntityPage:
        spec = entity_page_spec(spec_of(cls))
        return self.put(spec)

    def put(self, spec: Any) -> Any:
        self.page = spec.make(self.desk.bridge)
        self.page.spec = spec
        self.page.refresh(None)
        self.desk.show(self.page, 1110, 640)
        return self.page

    def key(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.desk.bot.keyClick(focus(), key, modifiers)

    def type(self, text: str) -> None:
        self.desk.bot.keyClicks(focus(), text)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.fixture
def settings() -> Settings:
    return Settings(your_name="Maya")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, settings: Settings) -> Iterator[Desk]:
    plain_theme()
    made = Desk(qtbot, tmp_path / "w.cxdesk", settings=settings)
    yield made
    made.close()


@pytest.fixture
def window(desk: Desk) -> Window:
    return Window(desk)


@pytest.fixture
def page(desk: Desk, window: Window) -> EntityPage:
    sizes = ("small", "large", "small", "large")
    owners = (1, 1, 2, None)
    rows = [Thing(name=name, size=size, owner=owner) for name, size, owner in zip(NAMES, sizes, owners)]
    desk.ws.run("fill", lambda tx: [tx.add(row) for row in rows], undoable=False)
    page = window.show()
    page.table.setFocus()
    return page


def listed(page: EntityPage) -> list[str]:
    column = list(page.kind.fields).index(page.kind.title)
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_the_first_record_is_shown_and_arrows_show_the_next(window: Window, page: EntityPage) -> None:
    assert page.form.record_id == 1
    window.key(KEY.Key_Down)
    assert page.form.record_id == 2
    assert page.form.rows["name"].editor.draft() == "Berta"
    window.key(KEY.Key_End, CTRL)
    assert page.form.record_id == 4


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_F2])
def test_a_key_goes_into_the_form_and_esc_comes_back(window: Window, page: EntityPage, key: Qt.Key) -> None:
    window.key(key)
    assert focus() is page.form.rows["name"].editor.target
    window.type("New")
    window.key(KEY.Key_Escape)
    assert focus() is page.table
    assert "New" in window.desk.ws.get(Thing, 1).record.name


def test_a_record_is_added_from_the_keyboard(window: Window, page: EntityPage, desk: Desk) -> None:
    assert page.add_record()
    assert focus() is page.form.rows["name"].editor.target
    window.type("Bella")
    window.key(KEY.Key_Tab)
    assert listed(page) == ["Anna", "Bella", "Berta", "Chloé", "Dora"]
    assert page.form.record_id == 5
    assert page.table.currentIndex().row() == 1
    assert focus() is page.form.rows["notes"].editor.target
    assert page.subtitle() == "5 in all"
    desk.bridge.undo()
    assert listed(page) == list(NAMES)


def test_esc_leaves_a_new_record_that_was_not_begun(window: Window, page: EntityPage) -> None:
    page.add_record()
    window.key(KEY.Key_Escape)
    assert focus() is page.table
    assert page.form.record_id is not None
    assert not page.form.adding


def test_removing_asks_nothing_and_can_be_undone(window: Window, page: EntityPage, desk: Desk) -> None:
    window.key(KEY.Key_Down)
    window.key(KEY.Key_Delete)
    assert listed(page) == ["Anna", "Chloé", "Dora"]
    assert desk.notices == [("“Berta” is in the trash.", "Undo: remove thing")]
    assert page.form.rows["name"].editor.draft() == "Chloé"
    desk.bridge.undo()
    assert listed(page) == list(NAMES)


def test_several_are_removed_as_one(window: Window, page: EntityPage, desk: Desk) -> None:
    page.table.selectAll()
    window.key(KEY.Key_D, CTRL)
    assert listed(page) == []
    assert desk.notices == [("4 are in the trash.", "Undo: remove Things")]
    assert page.list.stack.currentWidget() is page.list.none
    desk.bridge.undo()
    assert listed(page) == list(NAMES)
    assert page.list.stack.currentWidget() is page.table


def test_what_was_being_typed_goes_to_the_trash_with_its_record(
    window: Window, page: EntityPage, desk: Desk
) -> None:
    window.key(KEY.Key_Return)
    window.type("x")
    window.key(KEY.Key_D, CTRL)
    assert desk.problems == []
    assert listed(page) == list(NAMES[1:])
    desk.bridge.undo()
    assert desk.ws.get(Thing, 1).record.name == "x"


def test_the_button_of_the_form_removes_its_record(page: EntityPage) -> None:
    page.form.remove_button.click()
    assert listed(page) == ["Berta", "Chloé", "Dora"]


def test_search_follows_every_key_and_the_form_follows_the_search(window: Window, page: EntityPage) -> None:
    window.key(KEY.Key_F, CTRL)
    assert focus() is page.search
    window.type("c")
    assert listed(page) == ["Chloé"]
    assert page.form.record_id == 1
    window.type("hloe")
    assert listed(page) == ["Chloé"]
    assert page.subtitle() == "1 of 4"
    window.key(KEY.Key_Down)
    assert focus() is page.table
    assert page.form.record_id == 3
    window.key(KEY.Key_F, CTRL)
    window.key(KEY.Key_Escape)
    assert listed(page) == list(NAMES)
    page.follow()
    assert page.form.record_id == 3


def test_nothing_found_offers_all_again(window: Window, page: EntityPage) -> None:
    page.search.setText("xyz")
    assert page.list.stack.currentWidget() is page.list.nothing_found
    page.list.all_button.click()
    assert listed(page) == list(NAMES)


def test_a_search_that_finds_more_than_is_listed_says_so(
    desk: Desk, page: EntityPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.models import entity_table_model

    monkeypatch.setattr(entity_table_model, "FOUND_AT_MOST", 1)
    page.search.setText("a")
    assert page.subtitle() == "The 1 best matches; type more to narrow them."


def choose(page: EntityPage, *words: str) -> None:
    menu = page.filters.menu()
    for word in words:
        action = next(action for action in menu.actions() if action.text() == word)
        if action.menu() is None:
            page.filters.on_chosen(action)
            return
        menu = action.menu()


def test_the_list_is_narrowed_by_a_word_and_by_another_record(page: EntityPage) -> None:
    choose(page, "Size", "Large")
    assert listed(page) == ["Berta", "Dora"]
    choose(page, "Owner", "Front desk")
    assert listed(page) == ["Berta"]
    assert page.filters.isVisible()
    assert page.filters.equals == {"size": "large", "owner": 1}
    choose(page, "Size", "All")
    assert listed(page) == ["Anna", "Berta"]
    chip = page.filters.chips.itemAt(0).widget()
    assert chip.text == "Owner: Front desk"
    chip.cross.click()
    assert listed(page) == list(NAMES)
    assert not page.filters.isVisible()
    choose(page, "Owner", "None")
    assert listed(page) == ["Dora"]


def test_a_new_record_fits_the_filter_that_it_is_made_in(
    window: Window, page: EntityPage, desk: Desk
) -> None:
    choose(page, "Size", "Large")
    page.add_record()
    window.type("Ella")
    window.key(KEY.Key_Tab)
    assert listed(page) == ["Berta", "Dora", "Ella"]


def test_headers_sort_and_the_third_click_gives_the_own_order(page: EntityPage) -> None:
    header = page.table.horizontalHeader()
    column = list(page.kind.fields).index("name")
    header.setSortIndicator(column, Qt.SortOrder.DescendingOrder)
    assert listed(page) == list(reversed(NAMES))
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert listed(page) == list(NAMES)


def test_columns_widths_and_order_are_remembered(desk: Desk, window: Window, page: EntityPage) -> None:
    header = page.table.horizontalHeader()
    columns = {name: column for column, name in enumerate(page.kind.fields)}
    assert not header.isSectionHidden(columns["count"])
    assert header.isSectionHidden(columns["share"])
    page.list.on_columns()
    menu = page.findChildren(type(page.filters.menu()))[-1]
    actions = {action.text(): action for menu in page.findChildren(type(menu)) for action in menu.actions()}
    actions["Share"].trigger()
    actions["Count"].trigger()
    assert not actions["Name"].isEnabled()
    header.resizeSection(columns["name"], 333)
    header.setSortIndicator(columns["name"], Qt.SortOrder.DescendingOrder)
    page.splitter.moveSplitter(500, 1)
    again = window.show()
    kept = again.table.horizontalHeader()
    assert not kept.isSectionHidden(columns["share"])
    assert kept.isSectionHidden(columns["count"])
    assert kept.sectionSize(columns["name"]) == 333
    assert listed(again) == list(reversed(NAMES))
    assert abs(again.splitter.sizes()[0] - page.splitter.sizes()[0]) <= 2


def test_a_short_list_opens_with_its_first_record(desk: Desk, window: Window) -> None:
    desk.ws.run("fill", lambda tx: [tx.add(Thing(name=name)) for name in ("b", "a")])
    page = window.show()
    assert page.form.record_id == page.model.id_at(0)
    assert not page.hint.isVisible()


def test_a_long_list_opens_in_its_search_and_down_chooses(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entity_room, "SHORT", 1)
    desk.ws.run("fill", lambda tx: [tx.add(Thing(name=name)) for name in ("b", "a")])
    page = window.show()
    assert page.hint.isVisible()
    assert page.first_focus() is page.search
    page.search.setFocus()
    window.key(Qt.Key.Key_Down)
    assert page.form.record_id == page.model.id_at(0)
    assert not page.hint.isVisible()


def test_an_empty_list_says_what_it_is_for(desk: Desk, window: Window) -> None:
    page = window.show(Person)
    assert page.list.stack.currentWidget() is page.list.none
    assert page.list.none.sentence.text() == "The people who work here, so that sheets carry their names."
    assert "Lea" in page.list.none.example.text()
    assert page.subtitle() == "0 in all"
    assert page.first_focus() is page.list.first_button
    page.list.first_button.click()
    assert page.form.adding
    window.type("Lea")
    window.key(KEY.Key_Tab)
    assert listed(page) == ["Lea"]
    assert page.list.stack.currentWidget() is page.table


def test_records_with_a_place_move_by_key(desk: Desk, window: Window) -> None:
    desk.ws.run("fill", lambda tx: [tx.add(Line(text=text)) for text in ("one", "two", "three")])
    page = window.show(Line)
    page.table.setFocus()
    window.key(KEY.Key_Down, ALT)
    assert listed(page) == ["two", "one", "three"]
    assert page.form.rows["text"].editor.draft() == "one"
    assert page.table.currentIndex().row() == 1
    page.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    window.key(KEY.Key_Up, ALT)
    assert [row.record.text for row in desk.ws.rows(Line)] == ["two", "one", "three"]


def test_a_record_is_shown_on_request_even_when_it_is_filtered_out(page: EntityPage) -> None:
    choose(page, "Size", "Large")
    page.search.setText("dora")
    page.show_record("thing", 1)
    assert page.form.record_id == 1
    assert page.table.currentIndex().row() == 0
    page.show_record("role", 2)
    assert page.form.record_id == 1


def test_a_page_shown_again_shows_what_there_is_now(desk: Desk, page: EntityPage) -> None:
    desk.ws.add(Thing(name="Anton"))
    page.refresh(None)
    assert listed(page) == ["Anna", "Anton", *NAMES[1:]]
    assert page.form.record_id == 1


def test_what_is_chosen_stays_chosen_while_others_change(
    window: Window, desk: Desk, page: EntityPage
) -> None:
    window.key(KEY.Key_Down)
    desk.bridge.add(Thing(name="Aaron"))
    assert page.form.record_id == 2
    assert page.table.currentIndex().row() == 2
    desk.bridge.remove(Thing, 2)
    assert page.form.record_id != 2
    assert page.form.record_id in {row.id for row in desk.ws.rows(Thing)}


def test_the_list_becomes_a_pdf(
    desk: Desk, page: EntityPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    desk.bridge.tasks = Tasks(desk.bridge, inline=True)
    target = tmp_path / "things.pdf"
    monkeypatch.setattr(messages, "ask_save_file", lambda *words, **more: target)
    choose(page, "Size", "Large")
    page.print_action.trigger()
    text = PdfReader(target).pages[0].extract_text()
    assert "Berta" in text
    assert "Dora" in text
    assert "Anna" not in text
    assert desk.notices[-1][0].startswith("Saved as things.pdf")
    monkeypatch.setattr(messages, "ask_save_file", lambda *words, **more: None)
    page.print_action.trigger()
    assert len(desk.notices) == 1


def test_a_read_only_file_is_looked_at(
    desk: Desk, window: Window, page: EntityPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(desk.ws), "read_only", True)
    assert not page.header_actions()[-1].isEnabled()
    assert not page.add_record()
    window.key(KEY.Key_Delete)
    assert listed(page) == list(NAMES)
    assert desk.problems == []


def tab_walk(window: Window, most: int = 80) -> list[QWidget]:
    seen: list[QWidget] = []
    while focus() not in seen and len(seen) < most:
        seen.append(focus())
        window.key(KEY.Key_Tab)
    return seen


def test_the_tab_key_goes_from_search_through_the_list_to_the_form(window: Window, page: EntityPage) -> None:
    page.search.setFocus()
    seen = tab_walk(window)
    assert seen[:4] == [page.search, page.filters.button, page.list.columns, page.table]
    assert page.form.isAncestorOf(seen[4])
    assert focus() is page.search


def test_everything_that_takes_the_focus_has_a_name(window: Window, page: EntityPage) -> None:
    page.search.setFocus()
    nameless = [
        part
        for part in tab_walk(window)
        if not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
    ]
    assert nameless == []


@pytest.mark.parametrize("make", [lambda: Thing, lambda: Line])
def test_no_page_outlives_its_window(desk: Desk, make: Callable[[], type]) -> None:
    desk.ws.run("fill", lambda tx: [tx.add(Thing(name="a")), tx.add(Line(text="b"))])
    page = EntityPage(desk.bridge, spec_of(make()))
    page.spec = entity_page_spec(spec_of(make()))
    left = [weakref.ref(page), weakref.ref(page.form), weakref.ref(page.model), weakref.ref(page.table)]
    page.deleteLater()
    del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in left] == [None] * 4


def test_kinds_without_a_page_of_their_own_stand_in_the_sidebar(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    specs = {spec.name: spec for spec in entity_page.pages_of(desk.bridge)}
    thing = specs["thing"]
    assert (thing.title, thing.group, thing.icon, thing.kinds) == ("Things", "do", "tag", ("thing",))
    assert (specs["table-people"].group, specs["table-people"].title) == ("hidden", "People as a table")
    assert specs["table-standard"].group == "hidden"
    assert specs["table-standard"].title == "Standards as a table"
    assert specs["table-standard"].kinds == ()
    assert not {"shop", "print-record", "standard-version"} & {name.removeprefix("table-") for name in specs}
    names = [spec.name for spec in pages.discover(desk.bridge)]
    assert len(names) == len(set(names))
    assert {"people", "thing", "trash"} <= set(names)


# The trash


def test_the_trash_brings_back_what_went_together(desk: Desk, window: Window) -> None:
    desk.ws.add(Thing(name="Anna", owner=1))
    desk.ws.remove(Role, 1)
    page = window.put(trash_page.PAGE)
    assert isinstance(page, TrashPage)
    assert [row.entry.title for row in page.rows] == ["Front desk"]
    assert "30 days" in page.subtitle()
    page.first_focus().setFocus()
    window.key(KEY.Key_Space)
    assert desk.ws.get(Role, 1).record.name == "Front desk"
    assert page.rows == []
    assert page.stack.currentWidget() is page.empty
    assert desk.notices == [("“Front desk” is back.", "Undo: restore role")]
    desk.bridge.undo()
    assert [row.entry.title for row in page.rows] == ["Front desk"]


def test_the_trash_says_what_stands_against_it(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ws.remove(Role, 1)
    page = window.put(trash_page.PAGE)
    desk.ws.restore(page.entries[0])
    page.rows[0].button.click()
    assert desk.problems == ["It is there already."]


def test_a_full_trash_shows_the_newest_first(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trash_room, "SHOWN_AT_FIRST", 2)
    for name in ("one", "two", "three"):
        desk.ws.remove(Role, desk.ws.add(Role(name=name)))
    page = window.put(trash_page.PAGE)
    assert [row.entry.title for row in page.rows] == ["three", "two"]
    page.more.click()
    assert [row.entry.title for row in page.rows] == ["three", "two", "one"]
    assert not page.more.isVisible()
