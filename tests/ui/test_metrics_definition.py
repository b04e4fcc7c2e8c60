"""Metrics are added and defined by keyboard: from the library, of her own, and anew with a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.part_value import PartValue
from tests.ui.metrics_kit import CTRL, KEY, MetricsRoom, week
from tests.ui.page_kit import never_painted


@pytest.fixture
def room(shared_metrics: MetricsRoom) -> MetricsRoom:
    never_painted(shared_metrics.page)
    return shared_metrics


def form(room: MetricsRoom) -> Any:
    return room.desk.definition.form


def field(room: MetricsRoom, name: str) -> Any:
    return form(room).rows[name].editor.target


def choose_value(box: Any, value: object) -> None:
    """Choose an entry of a list as the keyboard does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def library(room: MetricsRoom) -> list[tuple[str, tuple[str, ...]]]:
    rows = room.desk.library.list.rows.rows
    return [(row.text, tuple(tag.text for tag in row.tags)) for row in rows]


# The library


def test_the_library_marks_what_is_there_and_narrows_as_one_types(room: MetricsRoom) -> None:
    room.bridge.act("add", lambda tx: tx.add(Metric(name="Referrals")))
    assert room.page.add_record()
    assert len(library(room)) == 22
    assert library(room)[0] == ("A metric of your own", ())
    assert ("Referrals", ("There already",)) in library(room)
    room.type("referral")
    names = [name for name, _tags in library(room)]
    assert names[0] == "A metric of your own"
    assert "Referral rate" in names
    assert "Retention" not in names


def test_a_metric_of_the_library_comes_with_its_numbers(room: MetricsRoom) -> None:
    room.page.add_record()
    room.type("average tick")
    room.press(KEY.Key_Return)
    assert room.page.chosen == room.metric("Average ticket")
    assert {"Sales", "Bills"} <= {row.record.name for row in room.ws.rows(MetricPart)}
    assert room.desk.panel is None
    assert "“Average ticket” is there" in room.notices[-1]
    room.undo()
    assert "Average ticket" not in room.names()
    assert not room.ws.rows(MetricPart, name="Bills")


def test_the_arrows_go_through_the_library(room: MetricsRoom) -> None:
    room.page.add_record()
    room.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert room.page.chosen == room.metric("Retention")


def test_the_library_begins_anew_each_time(room: MetricsRoom) -> None:
    room.page.add_record()
    room.type("average tick")
    room.press(KEY.Key_Return)
    room.page.add_record()
    library_list = room.desk.library.list
    assert room.desk.library.search.text() == ""
    assert library_list.rows.rows[library_list.currentIndex().row()].text == "A metric of your own"


def test_what_is_there_already_is_shown_and_not_added_again(room: MetricsRoom) -> None:
    for _time in range(2):
        room.page.add_record()
        room.type("average tick")
        room.press(KEY.Key_Return)
    assert len(room.ws.rows(Metric, name="Average ticket")) == 1
    assert room.page.chosen == room.metric("Average ticket")
    assert room.desk.panel is None
    assert room.notices[-1] == "“Average ticket” is there already."


def test_what_was_put_out_of_use_is_used_again(room: MetricsRoom) -> None:
    room.page.add_record()
    room.type("average tick")
    room.press(KEY.Key_Return)
    one = room.metric("Average ticket")
    room.bridge.change(Metric, one, active=False)
    room.page.add_record()
    room.type("average tick")
    room.press(KEY.Key_Return)
    assert [row.record.active for row in room.ws.rows(Metric, name="Average ticket")] == [True]
    assert room.page.chosen == one
    room.undo()
    assert not room.record("Average ticket").active


def test_a_metric_with_another_name_and_the_same_numbers_is_there(room: MetricsRoom) -> None:
    room.page.add_record()
    room.type("average tick")
    room.press(KEY.Key_Return)
    room.bridge.change(Metric, room.metric("Average ticket"), name="What a visit brings")
    room.page.add_record()
    assert ("Average ticket", ("There already",)) in library(room)


def test_the_mouse_has_a_button_that_says_what_it_does(room: MetricsRoom) -> None:
    room.page.add_record()
    chooser = room.desk.library
    assert chooser.take_button.text() == "Define it"
    room.type("average tick")
    assert chooser.take_button.text() == "Add"
    room.bot.mouseClick(chooser.take_button, Qt.MouseButton.LeftButton)
    room.rest()
    assert room.page.chosen == room.metric("Average ticket")
    room.page.add_record()
    room.type("average tick")
    assert chooser.take_button.text() == "Show it"
    assert chooser.take_button in room.desk.stops()


def test_escape_leaves_the_library(room: MetricsRoom) -> None:
    room.page.add_record()
    assert room.page.close_opened()
    assert room.desk.panel is None
    assert QApplication.focusWidget() is room.list


# One of her own


def test_a_metric_of_her_own_with_a_number_that_is_new(room: MetricsRoom) -> None:
    room.page.add_record()
    room.press(KEY.Key_Return)
    assert QApplication.focusWidget() is field(room, "name")
    room.type("Late starts")
    room.press(KEY.Key_Tab)
    assert room.page.chosen == room.metric("Late starts")
    choose_value(field(room, "formula"), "share")
    field(room, "first").setFocus()
    room.type("Began late")
    room.press(KEY.Key_Tab)
    assert QApplication.focusWidget() is field(room, "second")
    room.type("Seen")
    room.press(KEY.Key_Tab)
    record = room.record("Late starts")
    assert room.ws.get(MetricPart, record.first).record.name == "Began late"
    assert record.second == room.part("Seen")
    assert form(room).words.text() == "“Began late”, out of “Seen”, in per cent."
    assert "“Began late” is a number to enter now." in room.notices


def test_what_is_not_in_the_library_becomes_the_name(room: MetricsRoom) -> None:
    room.page.add_record()
    room.type("Plants watered")
    room.press(KEY.Key_Return)
    assert room.page.chosen == room.metric("Plants watered")


def test_giving_up_a_new_one_adds_nothing(room: MetricsRoom) -> None:
    count = room.ws.count(Metric)
    room.page.add_record()
    room.press(KEY.Key_Return)
    assert room.page.close_opened()
    assert room.ws.count(Metric) == count
    assert room.desk.panel is None


def test_the_numbers_are_called_what_they_are_in_the_formula(room: MetricsRoom) -> None:
    room.choose("Nothing yet")
    room.press(KEY.Key_Return)
    rows = form(room).rows
    assert rows["first"].label.text() == "What is counted"
    assert rows["second"].isHidden()
    choose_value(field(room, "formula"), "kept")
    labels = [rows[name].label.text() for name in ("first", "second", "third")]
    assert labels == ["There at the start", "There at the end", "New ones"]
    assert not rows["third"].isHidden()
    assert "takes 3 numbers" in form(room).words.text()
    assert room.record("Nothing yet").formula == "kept"


def test_fields_are_kept_as_they_are_left_and_taken_back(room: MetricsRoom) -> None:
    room.press(KEY.Key_Return)
    box = field(room, "name")
    assert QApplication.focusWidget() is box
    box.selectAll()
    room.type("Next date booked")
    room.press(KEY.Key_Tab)
    assert room.names()[0] == "Next date booked"
    assert room.chart.name.text() == "Next date booked"
    room.undo()
    assert room.names()[0] == "Left with a date"


def test_an_empty_name_is_told_and_not_kept(room: MetricsRoom) -> None:
    room.press(KEY.Key_Return)
    field(room, "name").selectAll()
    room.press(KEY.Key_Delete, KEY.Key_Tab)
    assert form(room).rows["name"].is_wrong()
    assert room.names()[0] == "Left with a date"


def test_survey_options_stand_behind_more(room: MetricsRoom) -> None:
    room.press(KEY.Key_Return)
    assert "survey" not in form(room).rows
    form(room).more.setFocus()
    room.press(KEY.Key_Space)
    assert form(room).rows["survey"].isVisible()
    field(room, "survey").setFocus()
    room.press(KEY.Key_Space)
    assert room.record("Left with a date").survey


# Defined anew


def begin(room: MetricsRoom) -> Any:
    """Open the question with the keyboard."""
    room.press(KEY.Key_Return)
    form(room).redefine.setFocus()
    room.press(KEY.Key_Space)
    ask = form(room).ask
    assert ask.is_open()
    return ask


def test_how_it_is_computed_is_locked_once_there_are_numbers(room: MetricsRoom) -> None:
    room.press(KEY.Key_Return)
    rows = form(room).rows
    assert [rows[name].isEnabled() for name in ("formula", "first", "second", "cadence")] == [False] * 4
    assert rows["direction"].isEnabled()
    assert form(room).redefine.isVisible()
    room.choose("Nothing yet")
    assert form(room).rows["formula"].isEnabled()
    assert not form(room).redefine.isVisible()


def test_a_new_definition_breaks_the_chart_and_keeps_the_past(room: MetricsRoom) -> None:
    before = room.page.looks.get(room.page.chosen).look.points
    ask = begin(room)
    assert QApplication.focusWidget() is ask.rows["formula"].editor.target
    choose_value(ask.rows["formula"].editor.target, "total")
    assert ask.rows["second"].isHidden()
    day = ask.rows["from_on"].editor.target
    day.setFocus()
    day.selectAll()
    room.type(week(4).isoformat())
    ask.rows["why_changed"].setFocus()
    room.type("We count heads now")
    room.press((KEY.Key_Tab,))
    ask.button.setFocus()
    room.press(KEY.Key_Space)
    assert not ask.is_open()
    frozen = room.ws.rows(MetricVersion)[0].record
    assert (frozen.formula, frozen.why_changed, frozen.until_on) == ("share", "We count heads now", week(4))
    record = room.record("Left with a date")
    assert (record.formula, record.version, record.second) == ("total", 2, None)
    points = room.page.looks.get(room.page.chosen).look.points
    assert [one.value for one in points[:18]] == [one.value for one in before[:18]]
    assert [one.value for one in points[18:]] == [70, 69, 71, 70]
    assert any(mark.sort == "version" for mark in room.chart.data.marks)
    assert "We count heads now" in form(room).past.text()
    room.undo()
    assert room.record("Left with a date").formula == "share"
    assert room.ws.count(MetricVersion) == 0


def test_a_new_definition_without_a_reason_is_refused_in_words(room: MetricsRoom) -> None:
    ask = begin(room)
    choose_value(ask.rows["formula"].editor.target, "total")
    room.press((KEY.Key_Tab,))
    ask.button.setFocus()
    room.press(KEY.Key_Space)
    assert ask.rows["why_changed"].sentence.text() == "Say why: whoever reads the chart later will ask."
    assert room.record("Left with a date").version == 1
    assert room.page.close_opened()
    assert not ask.is_open()
    assert room.desk.panel is room.desk.definition


def test_a_number_of_the_new_way_can_be_named_there(room: MetricsRoom) -> None:
    ask = begin(room)
    box = ask.rows["first"].editor.target
    box.setFocus()
    box.selectAll()
    room.type("Booked at the desk")
    room.press(KEY.Key_Tab)
    assert room.ws.rows(MetricPart, name="Booked at the desk")[0].record.cadence == "week"
    assert ask.is_open()
    assert ask.rows["first"].editor.picker.record() == room.part("Booked at the desk")


def test_the_history_of_a_metric_opens_and_closes(room: MetricsRoom) -> None:
    room.press(KEY.Key_Return)
    form(room).history_button.setFocus()
    room.press(KEY.Key_Space)
    assert form(room).history is not None
    assert room.page.close_opened()
    assert form(room).history is None
    assert room.page.close_opened()
    assert room.desk.panel is None


# The numbers behind it


def test_what_a_number_is_can_be_changed_and_its_rhythm_not(room: MetricsRoom) -> None:
    room.menu(room.chart.more, "What is entered, how often")
    panel = room.desk.numbers
    assert panel.list.rows.rows[0].quiet == "Every week · Count · for Left with a date"
    assert not panel.form.rows["cadence"].isEnabled()
    choose_value(panel.form.rows["unit"].editor.target, "money")
    assert room.ws.get(MetricPart, room.part("Booked")).record.unit == "money"
    panel.on_chosen(room.part("Referred"))
    assert panel.form.rows["cadence"].isEnabled()


def test_typed_numbers_stay_for_the_number_that_is_renamed(room: MetricsRoom) -> None:
    room.menu(room.chart.more, "What is entered, how often")
    panel = room.desk.numbers
    panel.list.setFocus()
    room.press(KEY.Key_Return)
    box = panel.form.rows["name"].editor.target
    assert QApplication.focusWidget() is box
    box.selectAll()
    room.type("Booked again")
    room.press(KEY.Key_Tab)
    assert room.ws.count(PartValue, part=room.part("Booked again")) == 22
    room.page.close_opened()
    assert "“Booked again”" in room.desk.list.formula.text()


def test_ctrl_enter_answers_no_question_of_another_card(room: MetricsRoom) -> None:
    room.press((KEY.Key_Return, CTRL))
    assert room.ws.count(MetricVersion) == 0


def test_the_keyboard_goes_on_after_the_name_of_a_new_one(room: MetricsRoom) -> None:
    room.page.add_record()
    room.press(KEY.Key_Return)
    room.type("One")
    room.press(KEY.Key_Tab)
    assert QApplication.focusWidget() is field(room, "formula")
    assert form(room).rows["first"].isEnabled()


def test_a_money_number_makes_an_amount(room: MetricsRoom) -> None:
    sales = room.bridge.act("p", lambda tx: tx.add(MetricPart(name="Sales", unit="money"))).value
    room.bridge.act("v", lambda tx: tx.add(PartValue(part=sales, starts_on=week(1), value=Decimal("1234.5"))))
    room.bridge.act("m", lambda tx: tx.add(Metric(name="Sales", formula="total", first=sales, decimals=2)))
    room.rest()
    assert "now €1,234.50" in room.spoken("Sales")
    assert room.list.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_numbers_of_a_new_metric_go_with_its_cadence_in_one_step(room: MetricsRoom) -> None:
    room.page.add_record()
    room.press(KEY.Key_Return)
    room.type("Calls answered")
    room.press(KEY.Key_Tab)
    one = form(room)
    for name, words in (("first", "Calls taken"), ("second", "Calls in all")):
        box = one.rows[name].editor.target
        box.setFocus()
        room.type(words)
        room.press(KEY.Key_Tab)
    choose_value(one.rows["cadence"].editor.target, "day")
    one.flush()
    made = [room.ws.get(MetricPart, room.part(name)).record for name in ("Calls taken", "Calls in all")]
    assert [part.cadence for part in made] == ["day", "day"]
    assert "too seldom" not in one.words.text()
    room.ws.undo()
    assert room.ws.get(MetricPart, room.part("Calls taken")).record.cadence == "week"
    record = room.ws.find(Metric, one.record_id)
    assert record is not None
    assert record.record.cadence == "week"
