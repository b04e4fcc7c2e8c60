"""The form of one record: everything is kept as the field is left, and nothing typed is lost."""

from __future__ import annotations

import gc
import itertools
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cxdesk import errors
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.schema.entity import spec_of
from tests.ui.made_up import Desk, Line, Thing, plain_theme
from ui.forms.entity_form import EntityForm
from ui.forms.layout import SideBySide, arranged
from ui.widgets.history_panel import HistoryPanel

SPEC = spec_of(Thing)
FULL = "There is not enough space on D:. Nothing was lost; free some space and try again."


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    plain_theme()
    made = Desk(qtbot, tmp_path / "w.cxdesk")
    yield made
    made.close()


@pytest.fixture
def form(desk: Desk) -> EntityForm:
    made = EntityForm(desk.bridge, SPEC)
    made.show_record(desk.ws.add(Thing(name="Anna", count=3, price=1250, owner=1)))
    desk.show(made)
    return made


def thing(desk: Desk, record_id: int = 1) -> Thing:
    return desk.ws.get(Thing, record_id).record


def type_in(form: EntityForm, name: str, text: str) -> QWidget:
    box = form.rows[name].editor.target
    box.setFocus()
    box.setText(text) if hasattr(box, "setText") else box.set_text(text)
    return box


class NoSpace:
    """Lets writes fail as long as it is on."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.on = True
        self._real = desk.ws._operations._commit
        monkeypatch.setattr(desk.ws._operations, "_commit", self.commit)

    def commit(self, *words: Any, **more: Any) -> Any:
        if self.on:
            raise errors.DiskFull(FULL)
        return self._real(*words, **more)


def test_a_change_is_kept_as_the_field_is_left(desk: Desk, form: EntityForm) -> None:
    form.focus_first()
    assert form.rows["name"].editor.target.hasFocus()
    type_in(form, "name", "Berta")
    assert thing(desk).name == "Anna"
    desk.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert thing(desk).name == "Berta"
    assert desk.ws.undo_label == "change thing"
    desk.bridge.undo()
    assert form.rows["name"].editor.draft() == "Anna"


def test_the_same_value_written_otherwise_is_no_change(desk: Desk, form: EntityForm) -> None:
    before = desk.ws.get(Thing, 1).revision
    type_in(form, "price", "12.5")
    type_in(form, "name", "  Anna ")
    form.flush()
    assert desk.ws.get(Thing, 1).revision == before
    assert form.rows["price"].editor.draft() == "12.50"
    assert form.rows["name"].editor.draft() == "Anna"


def test_the_form_is_the_initiator_of_its_changes(desk: Desk, form: EntityForm) -> None:
    heard: list[Any] = []
    desk.bridge.changed.connect(heard.append)
    type_in(form, "name", "Berta")
    form.flush()
    assert [event.initiator for event in heard] == [form]


def test_wrong_text_stays_and_the_record_does_not_change(desk: Desk, form: EntityForm) -> None:
    type_in(form, "count", "many")
    assert not form.flush()
    assert form.has_unkept()
    assert thing(desk).count == 3
    assert form.rows["count"].is_wrong()
    assert form.rows["count"].editor.draft() == "many"
    type_in(form, "name", "Berta")
    form.flush()
    assert thing(desk).name == "Berta"
    assert form.rows["count"].editor.draft() == "many"


def test_wrong_text_waits_for_its_record_while_others_are_shown(desk: Desk, form: EntityForm) -> None:
    other = desk.ws.add(Thing(name="Other", count=5))
    type_in(form, "count", "many")
    form.show_record(other)
    assert form.rows["count"].editor.draft() == "5"
    assert not form.rows["count"].is_wrong()
    form.show_record(1)
    assert form.rows["count"].editor.draft() == "many"
    assert form.rows["count"].is_wrong()
    type_in(form, "count", "4")
    form.flush()
    assert thing(desk).count == 4
    assert not form.has_unkept()


def test_leaving_for_another_record_keeps_what_is_typed(desk: Desk, form: EntityForm) -> None:
    other = desk.ws.add(Thing(name="Other"))
    type_in(form, "notes", "remember me")
    form.show_record(other)
    assert thing(desk).notes == "remember me"
    assert thing(desk, other).notes == ""


def test_what_others_change_is_shown_but_not_over_what_is_typed(desk: Desk, form: EntityForm) -> None:
    type_in(form, "name", "half writ")
    desk.bridge.change(Thing, 1, count=9, name="Clara")
    assert form.rows["count"].editor.draft() == "9"
    assert form.rows["name"].editor.draft() == "half writ"
    desk.bridge.change(Role, 1, name="Reception")
    assert form.rows["owner"].editor.picker.text() == "Reception"


def test_a_full_disk_leaves_the_edit_and_retry_keeps_it(
    desk: Desk, form: EntityForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = desk.ws.add(Thing(name="Other"))
    disk = NoSpace(desk, monkeypatch)
    type_in(form, "name", "Berta")
    form.flush()
    assert thing(desk).name == "Anna"
    assert form.fault.isVisible()
    assert form.fault.text == FULL
    assert form.rows["name"].editor.draft() == "Berta"
    assert form.rows["name"].is_edited()
    form.show_record(other)
    type_in(form, "notes", "also")
    form.flush()
    assert form.fault.isVisible()
    form.retry_button.click()
    assert form.fault.isVisible()
    disk.on = False
    form.retry_button.click()
    assert (thing(desk).name, thing(desk, other).notes) == ("Berta", "also")
    assert not form.fault.isVisible()
    assert not form.has_unkept()


def test_an_edit_that_was_refused_can_be_taken_back_by_hand(
    desk: Desk, form: EntityForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = NoSpace(desk, monkeypatch)
    type_in(form, "name", "Berta")
    form.flush()
    disk.on = False
    type_in(form, "name", "Anna")
    form.flush()
    assert not form.fault.isVisible()
    assert not form.has_unkept()
    form.retry_button.click()
    assert thing(desk).name == "Anna"


def test_a_new_record_is_kept_as_soon_as_what_is_needed_is_there(desk: Desk, form: EntityForm) -> None:
    added: list[int] = []
    form.added.connect(added.append)
    form.new_record(size="large")
    assert form.adding
    assert "Name" in form.note.text()
    assert not form.rows["fixed"].isVisible()
    assert form.rows["name"].editor.target.hasFocus()
    type_in(form, "count", "7")
    form.flush()
    assert added == []
    type_in(form, "name", "Dora")
    form.flush()
    assert len(added) == 1
    new = thing(desk, added[0])
    assert (new.name, new.count, new.size) == ("Dora", 7, "large")
    assert form.record_id == added[0]
    assert not form.note.isVisible()
    assert desk.ws.undo_label == "add thing"


def test_a_new_record_keeps_what_is_wrong_in_its_field(desk: Desk, form: EntityForm) -> None:
    form.new_record()
    type_in(form, "count", "many")
    type_in(form, "name", "Dora")
    form.flush()
    assert thing(desk, form.record_id).count is None
    assert form.rows["count"].editor.draft() == "many"
    assert form.rows["count"].is_wrong()


def test_a_beginning_is_still_there_when_one_comes_back(desk: Desk, form: EntityForm) -> None:
    form.new_record()
    type_in(form, "notes", "no name yet")
    form.show_record(1)
    assert form.rows["notes"].editor.draft() == ""
    form.new_record()
    assert form.rows["notes"].editor.draft() == "no name yet"
    assert desk.ws.count(Thing) == 1


def test_a_full_disk_leaves_the_beginning_of_a_new_record(
    desk: Desk, form: EntityForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = NoSpace(desk, monkeypatch)
    form.new_record()
    type_in(form, "name", "Dora")
    form.flush()
    assert form.fault.isVisible()
    assert form.adding
    disk.on = False
    form.retry_button.click()
    assert thing(desk, form.record_id).name == "Dora"
    assert not form.fault.isVisible()


def test_the_history_says_what_changed_and_brings_a_value_back(desk: Desk, form: EntityForm) -> None:
    desk.bridge.change(Thing, 1, name="Berta", price=2000)
    desk.bridge.change(Thing, 1, owner=None)
    form.history_button.click()
    panel = form.history
    assert isinstance(panel, HistoryPanel)
    said = [label.text() for label in panel.findChildren(QLabel)]
    for words in ("Maya", "Name", "Anna", "Berta", "€12.50", "€20.00", "Front desk", "(empty)", "Added"):
        assert any(words in text for text in said), words
    buttons = [step.button for step in panel.findChildren(QWidget) if hasattr(step, "entry")]
    assert len(buttons) == 3
    next(
        step.button
        for step in panel.findChildren(QWidget)
        if getattr(step, "entry", None) and step.entry.field == "name"
    ).click()
    assert thing(desk).name == "Anna"
    assert desk.notices[-1] == ("“Name” is as it was before.", "Undo: change thing")
    assert form.history is panel
    desk.bot.waitUntil(
        lambda: sum(hasattr(step, "entry") and step.isVisible() for step in panel.findChildren(QWidget)) == 4
    )
    desk.bot.keyClick(panel.back, Qt.Key.Key_Escape)
    assert form.history is None
    assert form.rows["name"].editor.draft() == "Anna"
    assert form.history_button.hasFocus()


def test_nothing_needed_is_restored_to_nothing(desk: Desk, form: EntityForm) -> None:
    desk.bridge.change(Thing, 1, notes="something")
    form.show_history()
    next(step.button for step in form.history.findChildren(QWidget) if hasattr(step, "entry")).click()
    assert thing(desk).notes == ""


def test_the_last_line_says_who_changed_it(desk: Desk, form: EntityForm) -> None:
    form.record_foot.show_changed_line()
    assert form.changed_line.text().endswith("by Maya")


def test_another_language_of_the_shop_is_another_way_to_write(desk: Desk, form: EntityForm) -> None:
    type_in(form, "count", "many")
    desk.bridge.change(Shop, desk.ws.shop_id, language="de-DE", currency="USD")
    assert form.rows["price"].editor.draft() == "12,50"
    assert form.rows["price"].editor.unit() == "$"
    assert form.rows["count"].editor.draft() == "many"


def test_fields_stand_in_sections_and_two_by_two(desk: Desk, form: EntityForm) -> None:
    order = arranged(SPEC)
    assert order[:4] == ["name", "notes", ("size", "count"), ("weight", "price")]
    headings = [
        label.text() for label in form.findChildren(QLabel) if type(label).__name__ == "SectionHeading"
    ]
    assert headings == ["Thing", "First", "Second"]
    together = form.findChildren(SideBySide)[0]
    assert together.box.direction() == together.box.Direction.LeftToRight
    form.resize(220, 900)
    desk.bot.waitUntil(lambda: together.box.direction() == together.box.Direction.TopToBottom)
    assert arranged(spec_of(Line)) == ["text", "place"]


def test_only_the_fields_asked_for_are_shown(desk: Desk) -> None:
    form = EntityForm(desk.bridge, SPEC, fields=("notes", ("size", "count")), heading="")
    form.show_record(desk.ws.add(Thing(name="Anna")))
    desk.show(form)
    assert list(form.rows) == ["notes", "size", "count"]
    assert not form.heading.isVisible()
    form.new_record(name="Preset")
    type_in(form, "count", "3")
    form.flush()
    assert thing(desk, form.record_id).name == "Preset"


def test_the_tab_key_follows_the_eye(desk: Desk, form: EntityForm) -> None:
    form.resize(420, 2400)
    form.focus_first()
    seen: list[QWidget] = []
    while (focus := QApplication.focusWidget()) not in seen:
        seen.append(focus)
        desk.bot.keyClick(focus, Qt.Key.Key_Tab)
    editors = [box for box in seen if any(row.editor.isAncestorOf(box) for row in form.rows.values())]
    places = [box.mapTo(form, box.rect().topLeft()) for box in editors]
    assert len(editors) >= len([name for name, row in form.rows.items() if row.field.editable])
    # Two beside each other share a line: further right is later there.
    assert all(b.y() > a.y() - 40 for a, b in itertools.pairwise(places))
    rows = sorted(places, key=lambda place: (place.y() // 40, place.x()))
    assert [place.y() // 60 for place in places] == sorted(place.y() // 60 for place in rows)


def test_a_file_that_is_read_only_can_be_looked_at(desk: Desk, form: EntityForm) -> None:
    record_id = form.record_id
    path = desk.ws.path
    desk.bridge.close()
    assert desk.bridge.take is not None
    from cxdesk.workspace import Workspace
    from tests.ui.made_up import THINGS

    desk.bridge.take(Workspace.open(path, read_only=True, model=THINGS))
    looked = EntityForm(desk.bridge, SPEC)
    looked.show_record(record_id)
    desk.show(looked)
    desk.bot.keyClicks(looked.rows["name"].editor.target, "x")
    looked.flush()
    assert desk.bridge.ws.get(Thing, record_id).record.name == "Anna"
    assert not looked.remove_button.isEnabled()


def test_no_form_outlives_its_page(desk: Desk) -> None:
    page = QWidget()
    form = EntityForm(desk.bridge, SPEC, page)
    form.show_record(desk.ws.add(Thing(name="Anna")))
    form.show_history()
    left = [weakref.ref(form), weakref.ref(form.history), weakref.ref(form.rows["steps"])]
    page.deleteLater()
    del form, page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in left] == [None, None, None]


# While somebody types


def rest(desk: Desk) -> None:
    """Let the fingers rest, without waiting."""
    desk.bridge.typing.clock.stop()
    desk.bridge.typing.on_rest()


def test_what_is_typed_is_kept_when_the_fingers_rest_and_the_field_is_left_alone(
    desk: Desk, form: EntityForm, qtbot: QtBot
) -> None:
    box: Any = form.rows["name"].editor.target
    box.setFocus()
    box.selectAll()
    assert desk.bridge.unkept == ""
    qtbot.keyClicks(box, "Maya ")
    assert desk.bridge.unkept == "typing"
    assert thing(desk).name == "Anna"
    rest(desk)
    assert thing(desk).name == "Maya"
    assert desk.bridge.unkept == ""
    assert box.text() == "Maya ", "the blank before the next word stays"
    assert box.isUndoAvailable(), "Ctrl+Z in the field goes on as before"
    qtbot.keyClicks(box, "Ortiz ")
    rest(desk)
    form.history_button.setFocus()
    assert box.text() == thing(desk).name == "Maya Ortiz"
    desk.ws.undo()
    desk.bridge.deliver()
    assert thing(desk).name == box.text() == "Anna", "one visit is one step"


def test_what_was_kept_and_taken_back_in_the_field_is_taken_back_in_the_file(
    desk: Desk, form: EntityForm, qtbot: QtBot
) -> None:
    label = desk.ws.undo_label
    box: Any = form.rows["name"].editor.target
    box.setFocus()
    box.end(False)
    qtbot.keyClicks(box, "!")
    rest(desk)
    assert thing(desk).name == "Anna!"
    box.undo()
    assert desk.bridge.unkept == "typing"
    form.history_button.setFocus()
    assert thing(desk).name == "Anna"
    assert desk.ws.undo_label == label, "there is nothing to take back"


def test_what_can_not_be_read_waits_without_a_word_until_the_field_is_left(
    desk: Desk, form: EntityForm, qtbot: QtBot
) -> None:
    for name, wrong in (("name", ""), ("count", "twelve")):
        box: Any = form.rows[name].editor.target
        box.setFocus()
        box.selectAll()
        qtbot.keyClick(box, Qt.Key.Key_Delete)
        qtbot.keyClicks(box, wrong)
        rest(desk)
        assert not form.rows[name].is_wrong()
        assert desk.bridge.unkept != ""
    form.history_button.setFocus()
    assert form.rows["count"].is_wrong()
    assert desk.bridge.unkept == "waiting"
    assert thing(desk) == Thing(name="Anna", count=3, price=1250, owner=1)


def test_a_new_record_is_kept_when_the_fingers_rest_and_all_that_is_needed_is_there(
    desk: Desk, form: EntityForm, qtbot: QtBot
) -> None:
    form.new_record()
    box: Any = form.rows["name"].editor.target
    for text, kept in (("Lea ", False), ("Sommer", True)):
        qtbot.keyClicks(box, text)
        rest(desk)
        assert form.adding is not kept
    assert box.text() == "Lea Sommer"
    assert box.cursorPosition() == len("Lea Sommer")
