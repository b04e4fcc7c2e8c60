"""Targets, notes and launches, two metrics beside each other, results by person."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.person import Person
from cxdesk.entities.person_result import PersonResult
from cxdesk.services.metrics import acts
from cxdesk.services.metrics.people import by_person
from tests.ui.metrics_kit import BEFORE, KEY, SINCE, MetricsRoom, type_weeks, week


@pytest.fixture
def room(shared_metrics: MetricsRoom) -> MetricsRoom:
    return shared_metrics


def fill(room: MetricsRoom, panel: Any, name: str, text: str) -> None:
    """Type into a field of a panel and leave it."""
    box = panel.form.rows[name].editor.target
    box.setFocus()
    box.selectAll()
    room.type(text)
    room.press(KEY.Key_Tab)


# Targets


def test_a_new_target_leaves_the_old_one_for_its_days(room: MetricsRoom) -> None:
    room.menu(room.chart.more, "Targets")
    panel = room.desk.targets
    panel.add_button.setFocus()
    room.press(KEY.Key_Space)
    assert QApplication.focusWidget() is panel.form.rows["value"].editor.target
    room.type("80")
    room.press(KEY.Key_Tab)
    rows = panel.list.rows.rows
    assert [row.text for row in rows] == ["80%", "75%"]
    assert [tuple(tag.text for tag in row.tags) for row in rows] == [("Now",), ()]
    assert "Half of them do" in rows[1].quiet
    assert "target 80%" in room.spoken("Left with a date")
    newest = room.ws.rows(MetricTarget, value=Decimal(80))[0].record
    assert (newest.from_on, newest.set_by) == (clock.today(), "Maya")
    assert room.chart.data.steps[0].shown == "75%"
    room.undo()
    assert "target 75%" in room.spoken("Left with a date")


def test_a_second_target_of_a_day_takes_the_place_of_the_first(room: MetricsRoom) -> None:
    room.menu(room.chart.more, "Targets")
    panel = room.desk.targets
    for value in ("80", "82"):
        panel.add_button.setFocus()
        room.press(KEY.Key_Space)
        room.type(value)
        room.press(KEY.Key_Tab)
    assert [row.text for row in panel.list.rows.rows] == ["82%", "75%"]
    assert sorted(row.record.value for row in room.ws.rows(MetricTarget)) == [75, 82]
    assert "target 82%" in room.spoken("Left with a date")
    room.undo()
    assert sorted(row.record.value for row in room.ws.rows(MetricTarget)) == [75, 80]


def test_a_target_is_not_moved_onto_the_day_of_another(room: MetricsRoom) -> None:
    room.menu(room.chart.more, "Targets")
    panel = room.desk.targets
    panel.add_button.setFocus()
    room.press(KEY.Key_Space)
    room.type("80")
    room.press(KEY.Key_Tab)
    box = panel.form.rows["from_on"].editor.target
    box.setFocus()
    box.selectAll()
    room.type(week(30).strftime("%d/%m/%Y"))
    room.press(KEY.Key_Tab)
    assert "There is a target from that day" in panel.form.rows["from_on"].sentence.text()
    assert len({row.record.from_on for row in room.ws.rows(MetricTarget)}) == 2


def test_a_target_of_an_earlier_definition_says_so(room: MetricsRoom) -> None:
    metric = room.metric("Left with a date")
    seen = room.part("Seen")
    room.bridge.act(
        "new",
        lambda tx: acts.new_version(
            tx, metric, reason="counted", from_on=week(2), formula="total", first=seen, second=None
        ),
    )
    room.menu(room.chart.more, "Targets")
    (row,) = room.desk.targets.list.rows.rows
    assert row.text == "75%"  # as it was meant, though it is a count now
    assert row.tags == ()
    assert "measured another way" in row.quiet
    assert "target" not in room.spoken("Left with a date")


def test_a_target_that_is_no_number_is_told(room: MetricsRoom) -> None:
    room.menu(room.chart.more, "Targets")
    panel = room.desk.targets
    fill(room, panel, "value", "much")
    assert panel.form.rows["value"].is_wrong()
    assert room.ws.rows(MetricTarget)[0].record.value == 75


def test_del_takes_a_target_away(room: MetricsRoom) -> None:
    room.menu(room.chart.more, "Targets")
    assert QApplication.focusWidget() is room.desk.targets.list
    room.press(KEY.Key_Delete)
    assert room.ws.count(MetricTarget) == 0
    assert room.spoken("Left with a date") == "Left with a date, key metric, now 70%"
    assert room.desk.targets.none.isVisible()


# Notes


def test_n_on_the_chart_notes_what_happened_in_that_period(room: MetricsRoom) -> None:
    room.chart.chart.setFocus()
    room.press(KEY.Key_Home, KEY.Key_Right, KEY.Key_N)
    panel = room.desk.notes
    assert QApplication.focusWidget() is panel.form.rows["text"].editor.target
    room.type("Roadworks")
    room.press(KEY.Key_Tab)
    note = room.ws.rows(ChartNote, text="Roadworks")[0].record
    assert (note.happened_on, note.sort) == (week(21), "note")
    assert note.metric == room.metric("Left with a date")
    assert (1, "Roadworks") in [(mark.place, mark.text) for mark in room.chart.data.marks]


def test_new_limits_begin_only_with_a_reason(room: MetricsRoom) -> None:
    assert len(room.chart.data.stretches) == 1
    room.menu(room.chart.more, "Notes and launches")
    panel = room.desk.notes
    panel.begin(happened_on=week(len(SINCE)), sort="rebaseline")
    assert room.ws.count(ChartNote) == 1
    room.type("")
    room.press(KEY.Key_Tab)
    assert len(room.chart.data.stretches) == 1
    fill(room, panel, "text", "The card is how we work now")
    first, second = room.chart.data.stretches
    assert (first.first, first.last, second.first) == (0, len(BEFORE) - 1, len(BEFORE))
    assert second.centre == pytest.approx(sum(SINCE) / len(SINCE) / 100)
    room.undo()
    assert len(room.chart.data.stretches) == 1


def test_a_launch_a_week_ago_is_not_judged_yet(room: MetricsRoom) -> None:
    launch = room.ws.rows(ChartNote)[0].id
    room.bridge.change(ChartNote, launch, happened_on=week(1))
    room.rest()
    assert "6 values each are needed" in room.chart.says.text()
    assert room.chart.figures[0].heading.text() == "Now"


def test_escape_gives_up_a_note_that_has_no_text(room: MetricsRoom) -> None:
    room.page.panels.on_note(week(3))
    assert room.page.close_opened()
    assert room.ws.count(ChartNote) == 1
    assert room.desk.panel is room.desk.notes
    assert room.page.close_opened()
    assert room.desk.panel is None


# Two beside each other


def compare(room: MetricsRoom, name: str) -> str:
    box = room.desk.pair.other
    box.setCurrentIndex(box.findText(name))
    box.activated.emit(box.currentIndex())
    room.rest()
    return str(room.desk.pair.words.text())


def test_two_metrics_are_compared_in_words(room: MetricsRoom) -> None:
    def add(tx: Any) -> None:
        part = tx.add(MetricPart(name="Twice"))
        type_weeks(tx, part, tuple(2 * value for value in BEFORE + SINCE))
        tx.add(Metric(name="Twice", formula="total", first=part))

    room.bridge.act("add", add)
    room.menu(room.chart.more, "Compare with another metric")
    assert compare(room, "Twice").startswith("It moves together: r = 1 over 22 periods")
    assert compare(room, "Happy").startswith("Only 0 periods have both: 12 are needed")


# By person


def people(room: MetricsRoom) -> Any:
    room.menu(room.chart.more, "Results by person")
    room.press(KEY.Key_Space)
    return room.desk.people


def test_results_by_person_are_hidden_until_they_are_asked_for(room: MetricsRoom) -> None:
    room.menu(room.chart.more, "Results by person")
    panel = room.desk.people
    assert not panel.revealed
    assert QApplication.focusWidget() is panel.reveal
    room.press(KEY.Key_Space)
    assert panel.revealed
    room.page.close_opened()
    assert not panel.revealed
    room.press(KEY.Key_Space)
    room.choose("Happy")
    assert not panel.revealed


def test_results_are_entered_by_keyboard_alone(room: MetricsRoom) -> None:
    panel = people(room)
    assert panel.start == week(1)
    for text in ("8", "10", "3", "4"):
        room.type(text)
        room.press(KEY.Key_Return)
    found = {
        line.name: (line.counts.k, line.counts.n)
        for line in by_person(room.ws, room.page.chosen, week(1), week(1))
    }
    assert found == {"Lea Brandt": (8, 10), "Omar Haddad": (3, 4)}
    said = panel.results.text()
    # Wilson 1927: 8 of 10 is 49 to 94 %.
    assert "Lea Brandt: 8 of 10 · 80%, somewhere between 49% and 94%" in said
    assert "Omar Haddad: 4 answers, too few for a score" in said
    assert said.endswith("By name: below ten each, an order would be chance.")
    room.undo()
    assert room.ws.count(PersonResult) == 1
    assert panel.rows[1].texts() == ["", ""]


def test_an_order_comes_with_ten_each_alone(room: MetricsRoom) -> None:
    panel = people(room)
    for text in ("8", "20", "9", "10"):
        room.type(text)
        room.press(KEY.Key_Return)
    assert panel.results.text().splitlines()[0].startswith("1. Omar Haddad")


def test_more_than_all_is_refused_and_stays_to_be_put_right(room: MetricsRoom) -> None:
    panel = people(room)
    room.type("12")
    room.press(KEY.Key_Return)
    room.type("10")
    room.press(KEY.Key_Return)
    assert "more than all of them" in panel.rows[0].sentence.text()
    assert panel.rows[0].texts() == ["12", "10"]
    assert room.ws.count(PersonResult) == 0
    panel.rows[0].fields[1].setFocus()
    panel.rows[0].fields[1].selectAll()
    room.type("20")
    room.press(KEY.Key_Return)
    assert panel.rows[0].sentence.text() == ""
    assert room.ws.count(PersonResult) == 1


def test_emptied_fields_take_the_result_out(room: MetricsRoom) -> None:
    panel = people(room)
    for text in ("8", "10"):
        room.type(text)
        room.press(KEY.Key_Return)
    for field in panel.rows[0].fields:
        field.setFocus()
        field.selectAll()
        room.press(KEY.Key_Delete)
    room.press(KEY.Key_Return)
    assert room.ws.count(PersonResult) == 0


def test_other_weeks_have_numbers_of_their_own(room: MetricsRoom) -> None:
    panel = people(room)
    for text in ("8", "10"):
        room.type(text)
        room.press(KEY.Key_Return)
    panel.before.setFocus()
    room.press(KEY.Key_Space)
    assert panel.start == week(2)
    assert panel.rows[0].texts() == ["", ""]
    panel.after.setFocus()
    room.press(KEY.Key_Space)
    assert panel.rows[0].texts() == ["8", "10"]


def test_what_is_no_share_has_no_results_by_person(room: MetricsRoom) -> None:
    room.choose("Complaints")
    room.page.panels.open("people")
    assert not room.desk.people.reveal.isEnabled()
    assert "Only shares and scores" in room.desk.people.about.text()


def test_who_left_is_not_asked_for(room: MetricsRoom) -> None:
    lea = room.ws.rows(Person, name="Lea Brandt")[0].id
    room.bridge.change(Person, lea, left_on=week(1))
    panel = people(room)
    assert [row.person for row in panel.rows] == [room.ws.rows(Person, name="Omar Haddad")[0].id]
