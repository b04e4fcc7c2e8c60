"""The Customers page: found at every key, the alert first, lines and visits by the keyboard, all undoable."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.cue import Cue
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.services.customers import cards
from tests.ui.customers_kit import CTRL, KEY, CustomersRoom
from tests.ui.made_up import plain_theme
from tests.ui.page_kit import nameless
from ui import messages, pages


@pytest.fixture
def room(shared_customers: CustomersRoom) -> CustomersRoom:
    return shared_customers


@pytest.fixture
def own(qtbot: QtBot, tmp_path: Path) -> Iterator[CustomersRoom]:
    """A room for what no Undo takes back, or what is seen only in a new one."""
    plain_theme()
    made = CustomersRoom(qtbot, tmp_path / "w.cxdesk")
    yield made
    made.close()


def test_the_page_takes_the_place_of_the_plain_list(room: CustomersRoom) -> None:
    specs = {spec.name: spec for spec in pages.discover(room.bridge)}
    assert (specs["customers"].group, specs["customers"].icon) == ("know", "customers")
    assert specs["customers"].order < specs["metrics"].order
    assert nameless(room.page) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("pri", ["Priya Raman"]), ("jose al", ["José Álvarez"]), ("0142", ["Priya Raman"]),
     ("oat mi", ["Priya Raman"]), ("xyz", [])],
)  # fmt: skip
def test_the_list_follows_each_key(room: CustomersRoom, typed: str, found: list[str]) -> None:
    room.type(typed)
    assert room.listed() == found
    if found:
        room.key(KEY.Key_Return)
        assert room.page.chosen == room.id_of(found[0])


def test_a_row_says_who_when_and_what(room: CustomersRoom) -> None:
    model = room.desk.list.model
    spoken = [model.data(model.index(row, 0), 11) for row in range(model.rowCount())]
    assert spoken[0] == "BK, Bea Klein, First visit, No visit yet"
    assert spoken[3].startswith("PR, Priya Raman, VIP, ")
    today = clock.today()
    room.ws.add(Visit(customer=room.id_of("Bea"), happens_on=today, state="planned"))
    QApplication.processEvents()
    assert model.data(model.index(0, 0), 11) == "BK, Bea Klein, First visit, Today"


def test_the_visits_of_the_rows_in_sight_are_one_query(
    room: CustomersRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int]] = []
    real = cards.seen

    def counted(reader: Any, customers: Any, today: Any) -> Any:
        asked.append(list(customers))
        return real(reader, asked[-1], today)

    monkeypatch.setattr(cards, "seen", counted)
    room.desk.list.model.reload()
    room.desk.list.table.viewport().grab()
    assert len(asked) == 1


def test_the_alert_covers_the_card_until_enter_says_that_it_was_read(room: CustomersRoom) -> None:
    room.press("priya", KEY.Key_Return)
    card = room.desk.card
    assert card.covered
    assert card.cover.words.text() == "PPD hair dye"
    assert not card.boxes["likes"].isVisible()
    assert QApplication.focusWidget() is card.cover.button
    room.key(KEY.Key_Return)
    assert not card.covered
    assert card.boxes["likes"].isVisible()
    assert [banner.text for banner in card._banners] == ["Take care: PPD hair dye"]
    room.page.show_record("customer", room.id_of("Bea"))
    room.page.show_record("customer", room.id_of("Priya"))
    assert card.covered


def test_enter_adds_a_line_and_goes_on(room: CustomersRoom) -> None:
    room.go("Bea")
    room.desk.card.boxes["likes"].add_field.setFocus()
    room.press("Green tea", KEY.Key_Return, "Window", KEY.Key_Return)
    assert room.lines("Bea") == [("likes", "Green tea"), ("likes", "Window")]
    line = room.ws.rows(Preference, text="Green tea")[0].record
    assert (line.seen_on, line.person) == (clock.today(), 2)
    room.bridge.undo()
    assert room.lines("Bea") == [("likes", "Green tea")]


def test_keys_on_a_line(room: CustomersRoom) -> None:
    room.go("Priya")
    box = room.desk.card.boxes["family"]
    assert box.list.rows.rows[0].tags[0].text.startswith("check")
    box.enter(1)
    room.key(KEY.Key_C)
    assert box.list.rows.rows[0].tags == ()
    room.key(KEY.Key_H)
    assert room.ws.rows(Preference, sort="family")[0].record.alert == "highlight"
    room.key(KEY.Key_A)
    assert not room.desk.card.covered
    assert len(room.desk.card._banners) == 2
    room.key(KEY.Key_Delete)
    assert "Daughter Asha" not in dict(room.lines("Priya")).values()
    room.bridge.undo()
    assert ("family", "Daughter Asha") in room.lines("Priya")


def test_a_line_is_edited_in_its_place(room: CustomersRoom) -> None:
    room.go("Priya")
    room.desk.card.boxes["likes"].enter(1)
    room.key(KEY.Key_F2)
    field: Any = QApplication.focusWidget()
    field.setText("Masala chai")
    room.key(KEY.Key_Return)
    room.settle()
    assert ("likes", "Masala chai") in room.lines("Priya")
    assert room.ws.rows(Preference, sort="likes")[0].record.confirmed_on == clock.today()


def test_nothing_is_noted_of_who_wants_no_notes(room: CustomersRoom) -> None:
    room.go("Cem")
    card = room.desk.card
    assert "asked that we keep no notes" in card.refusal.text
    assert not any(box.add_field.isVisible() for box in card.boxes.values())
    room.page.card_acts.on_line_added("likes", "Tea")
    assert room.lines("Cem") == []
    assert "no notes" in room.problems[-1]


def test_a_visit_takes_few_keys(room: CustomersRoom) -> None:
    """Ten seconds at two keys a second are twenty: service, ticket and two marks take 14 keys."""
    room.go("Priya")
    room.key(KEY.Key_J, CTRL)
    keys = 1 + room.press("Cut", KEY.Key_Tab, "58", KEY.Key_Tab, KEY.Key_Tab)
    assert QApplication.focusWidget() is room.desk.visit_form.marks
    keys += room.press(KEY.Key_1, KEY.Key_2, KEY.Key_2, KEY.Key_Return)
    assert keys <= 14
    newest = max(room.ws.rows(Visit), key=lambda row: row.id).record
    assert (newest.happens_on, newest.service, newest.ticket) == (clock.today(), "Cut", 5800)
    assert newest.person == 1  # who did it the last time
    texts = {row.id: row.record.text for row in room.ws.rows(Preference)}
    assert [texts[one] for one in (*newest.kept, *newest.missed)] == ["Chai, oat milk", "PPD hair dye"]
    assert room.desk.card.honoured.text() == "1 of 2 kept at the last visit"
    room.bridge.undo()
    assert room.ws.count(Visit) == 3


def test_cues_used_are_chosen_by_their_number_and_stay(room: CustomersRoom) -> None:
    room.ws.add(Cue(name="Blue cup"))
    cape = room.ws.add(Cue(name="White cape"))
    old = room.ws.add(Cue(name="Old sign", active=False))
    room.ws.add(SecretSystem(name="Drinks", sort="likes", cue=cape))
    room.go("Priya")
    room.key(KEY.Key_J, CTRL)
    form = room.desk.visit_form
    assert [row.text for row in form.cues.rows.rows] == ["1  White cape", "2  Blue cup"]
    keys = 1 + room.press("Cut", *[KEY.Key_Tab] * 4)
    assert QApplication.focusWidget() is form.cues
    keys += room.press(KEY.Key_1, KEY.Key_2, KEY.Key_2, KEY.Key_Return)
    assert keys <= 14
    newest = max(row.id for row in room.ws.rows(Visit))
    assert room.ws.get(Visit, newest).record.cues == (cape,)
    room.ws.change(Visit, newest, cues=(cape, old))
    QApplication.processEvents()
    room.page.card_acts.on_visit_opened(newest)
    room.press("s", KEY.Key_Return)
    assert set(room.ws.get(Visit, newest).record.cues) == {cape, old}
    room.page.card_acts.on_plan()
    assert not form.cues.isVisible()


def test_enter_in_a_field_keeps_the_visit_and_a_bad_day_says_why(room: CustomersRoom) -> None:
    room.go("Bea")
    room.page.card_acts.on_log()
    form = room.desk.visit_form
    form.rows["happens_on"].editor.box.setText("1 Jan 2099")
    form.rows["service"].setFocus()
    room.press("Cut", KEY.Key_Return)
    assert room.ws.count(Visit) == 3
    assert "still to come" in form.rows["happens_on"].sentence.text()
    form.rows["happens_on"].show_value(clock.today())
    form.rows["service"].setFocus()
    room.key(KEY.Key_Return)
    assert room.ws.count(Visit) == 4


def test_visits_are_listed_newest_first_and_open_again(room: CustomersRoom) -> None:
    room.go("Priya")
    table = room.desk.card.visits
    days = [row.record.happens_on for row in table.visits.visits]
    assert days == [clock.today() - timedelta(days=n) for n in (14, 56, 98)]
    assert table.visits.data(table.visits.index(0, 3)).strip() == "€58.00"
    assert "every 6 weeks" in room.desk.card.facts.text()
    table.setFocus()
    table.go_to_row(0)
    room.press(KEY.Key_Return, "s", KEY.Key_Return)
    assert table.visits.visits[0].record.service in {"Cuts", "s"}
    assert room.ws.count(Visit) == 3


def test_cells_asked_for_while_the_file_is_closed_are_those_last_shown(own: CustomersRoom) -> None:
    own.go("Priya")
    visits = own.desk.card.visits.visits
    shown = visits.data(visits.index(0, 3))
    own.bridge.close()
    assert visits.data(visits.index(0, 3)) == shown


def test_the_next_visit_is_planned_and_missed(room: CustomersRoom) -> None:
    room.go("Bea")
    room.page.card_acts.on_plan()
    form = room.desk.visit_form
    form.rows["happens_on"].show_value(clock.today())
    form.rows["at"].editor.box.setText("14:30")
    form.keep()
    assert room.desk.side.when.text().startswith("Today 14:30")
    room.page.card_acts.on_missed()
    assert room.desk.side.when.text() == "Nothing planned"
    assert room.ws.rows(Visit, state="missed")[0].record.customer == room.id_of("Bea")


def test_who_is_new_and_not_back_comes_up_once(room: CustomersRoom) -> None:
    bea = room.id_of("Bea")
    room.ws.add(Visit(customer=bea, happens_on=clock.today() - timedelta(days=60), state="came"))
    room.go("Bea")
    assert room.desk.side.return_card.isVisible()
    room.desk.side.followed_button.click()
    assert not room.desk.side.return_card.isVisible()
    assert room.ws.get(Customer, bea).record.followed_up_on == clock.today()


def test_sensitive_notes_are_closed_until_asked_for(room: CustomersRoom) -> None:
    priya = room.id_of("Priya")
    room.ws.add(Preference(customer=priya, sort="sensitive", text="Pregnant"))
    room.go("Priya")
    card = room.desk.card
    assert not card.sensitive_button.isVisible()
    room.ws.change(Shop, room.ws.shop_id or 0, keep_sensitive=True)
    room.go("Priya")
    assert card.sensitive_button.text() == "Show 1 sensitive note"
    assert "sensitive" not in [box.sort for box in card.boxes.values() if box.isVisible()]
    card.sensitive_button.click()
    assert [row.text for row in card.boxes["sensitive"].list.rows.rows] == ["Pregnant"]
    room.page.show_record("customer", room.id_of("Bea"))
    room.go("Priya")
    assert not card.boxes["sensitive"].isVisible()


def test_somebody_new_with_a_birthday_as_the_shop_writes_it(room: CustomersRoom) -> None:
    room.page.add_record()
    room.press("Nora Lund", KEY.Key_Return)
    form = room.desk.details
    nora = room.id_of("Nora")
    assert room.page.chosen == nora
    for typed, kept in (("12/04/1985", "1985-04-12"), ("12 Apr", "--04-12")):
        form.rows["birthday"].editor.box.setText(typed)
        form.flush()
        assert room.ws.get(Customer, nora).record.birthday == kept
    form.rows["birthday"].editor.box.setText("31 Feb")
    form.flush()
    assert form.rows["birthday"].is_wrong()
    assert room.ws.get(Customer, nora).record.birthday == "--04-12"


def test_erasing_asks_and_leaves_nothing(own: CustomersRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    own.go("Priya")
    monkeypatch.setattr(messages, "confirm", lambda *_args, **_more: False)
    own.desk.side.erase_button.click()
    assert "Priya Raman" in own.listed()
    monkeypatch.setattr(messages, "confirm", lambda *_args, **_more: True)
    own.desk.side.erase_button.click()
    own.settle()
    assert "Priya Raman" not in own.listed()
    assert own.ws.count(Preference) == own.ws.count(Visit) == 0


def test_a_copy_goes_into_the_folder(
    room: CustomersRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    monkeypatch.setattr(messages, "ask_folder", lambda *_args, **_more: folder)
    room.go("Priya")
    room.desk.side.copy_button.click()
    written = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert "PPD hair dye" in written
    assert "Bea" not in written
    assert "The copy is" in room.notices[-1]


def test_escape_goes_back_step_by_step(room: CustomersRoom) -> None:
    room.go("Priya")
    room.page.on_details()
    assert room.page.close_opened()
    assert room.desk.beside is None
    room.desk.card.boxes["likes"].add_field.setFocus()
    assert room.page.close_opened()
    assert QApplication.focusWidget() is room.desk.list.table
    assert not room.page.close_opened()


def test_del_moves_to_the_trash_and_undo_brings_all_back(room: CustomersRoom) -> None:
    room.go("Priya")
    room.page.remove(room.id_of("Priya"))
    assert "Priya Raman" not in room.listed()
    room.bridge.undo()
    assert "Priya Raman" in room.listed()
    assert len(room.lines("Priya")) == 3


def test_the_sheet_that_fits(room: CustomersRoom) -> None:
    room.go("Priya")
    assert room.page.print_sheet() == ("preference-card", {"customer": str(room.id_of("Priya"))})
    room.page.faces.on_coming()
    assert room.page.print_sheet() == ("todays-list", {"date": clock.today().isoformat()})


def test_who_is_coming_is_kept_by_typing(room: CustomersRoom) -> None:
    room.page.faces.on_coming()
    room.press("jos", KEY.Key_Return, "15:00", KEY.Key_Return, "pri", KEY.Key_Return, "9:30", KEY.Key_Return)
    coming = room.desk.coming
    assert [row.text for row in coming.list.rows.rows] == ["09:30 · Priya Raman", "15:00 · José Álvarez"]
    assert "Take care: PPD hair dye" in coming.list.rows.rows[0].quiet
    assert room.page.subtitle() == "2 are coming"
    room.press("nobody", KEY.Key_Tab, KEY.Key_Return)
    assert "Nobody is called “nobody”" in coming.sentence.text()
    coming.on_remove(coming.list.rows.rows[1].id)
    assert [row.text for row in coming.list.rows.rows] == ["09:30 · Priya Raman"]
    coming.on_opened(coming.list.rows.rows[0].id)
    assert room.page.chosen == room.id_of("Priya")
    assert room.desk.card.covered


def test_a_shop_without_customers_says_what_they_are_for(qtbot: QtBot, tmp_path: Path) -> None:
    plain_theme()
    room = CustomersRoom(qtbot, tmp_path / "w.cxdesk", empty=True)
    assert room.desk.empty
    room.desk.first_button.click()
    room.press("Ana", KEY.Key_Return)
    assert room.listed() == ["Ana"]
    room.close()


def test_scrolling_thousands_reads_only_what_is_seen(own: CustomersRoom) -> None:
    own.ws.run("many", lambda tx: [tx.add(Customer(name=f"Guest {n:05}")) for n in range(3000)])
    own.bridge.deliver()
    table, model = own.desk.list.table, own.desk.list.model
    began = time.perf_counter()
    for row in range(0, 3000, 300):
        table.scrollTo(model.index(row, 0))
        table.viewport().grab()
    assert time.perf_counter() - began < 2
    assert len(model._pages) <= 32
    own.page.chosen = None
    own.page.show_all()
    assert own.desk.card.hint.isVisible()  # of thousands nobody is chosen by itself
    table.scrollTo(model.index(2700, 0))
    assert table.indexAt(QPoint(5, 5)).row() > 2000


def test_boxes_and_visits_are_made_for_those_who_have_them(own: CustomersRoom) -> None:
    own.go("Bea")
    card = own.desk.card
    assert "visits" not in card.__dict__
    assert not {"comfort", "product", "sensitive"} & set(card.boxes)
    card.more_button.click()
    shown = [box.sort for box in card._shown_boxes()]
    assert shown[-2:] == ["comfort", "product"]
    assert card.boxes["comfort"].add_field.isVisible()
    assert card.boxes["comfort"].add_field.hasFocus()
    assert card.more_button.isHidden()
    own.go("Priya")
    assert card.visits.isVisible()
    assert not card.boxes["comfort"].isVisible()
    assert card.more_button.isVisible()
