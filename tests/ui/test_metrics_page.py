"""The Metrics page: the list, the chart with its words, ranges, the table, exports, links from elsewhere."""

from __future__ import annotations

import csv
import gc
import io
import threading
import weakref
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.part_value import PartValue
from cxdesk.output import printing
from tests.ui.made_up import plain_theme
from tests.ui.metrics_kit import ALT, KEY, MONDAY, SEEN, SINCE, MetricsRoom, week
from tests.ui.page_kit import nameless
from ui import messages, pages
from ui.metrics import looks
from ui.pages.metrics_page import PAGE


@pytest.fixture
def room(shared_metrics: MetricsRoom) -> MetricsRoom:
    return shared_metrics


@pytest.fixture
def own(qtbot: QtBot, tmp_path: Path) -> Iterator[MetricsRoom]:
    """A room for one test alone: it begins or ends with another day or without a page."""
    plain_theme()
    made = MetricsRoom(qtbot, tmp_path / "w.cxdesk")
    yield made
    made.close()


def test_the_page_takes_the_place_of_the_plain_list(room: MetricsRoom) -> None:
    specs = {spec.name: spec for spec in pages.discover(room.bridge)}
    assert specs["metrics"] is PAGE
    assert (PAGE.group, PAGE.icon, PAGE.guide) == ("know", "metrics", "metrics")
    assert specs["table-metric"].group == "hidden"
    assert [one.name for one in PAGE.places(room.bridge)] == [
        "enter", "sheet", "library", "import", "causes", "numbers"
    ]  # type: ignore[misc]  # fmt: skip


def test_each_metric_is_heard_with_where_it_stands(room: MetricsRoom) -> None:
    assert room.names() == ["Left with a date", "Complaints", "Happy", "Nothing yet"]
    assert room.spoken("Left with a date") == "Left with a date, key metric, now 70%, target 75%"
    assert room.spoken("Complaints") == "Complaints, now 0"
    assert room.spoken("Nothing yet") == "Nothing yet, now –"
    last = f"{(MONDAY - timedelta(days=7)).day} "
    assert room.page.subtitle().startswith("4 metrics · 1 key · last entry " + last)


def test_four_answers_show_no_score(room: MetricsRoom) -> None:
    assert room.spoken("Happy") == "Happy, now –, too few answers"
    room.choose("Happy")
    assert room.chart.badge.text() == "Too early to tell"
    assert "4 answers: read the comments" in room.chart.says.text()
    room.chart.on_table()
    lines = room.chart.table.lines.lines
    assert [line.value for line in lines if line.n == "4"] == ["too few answers for a score"]
    assert not any("75" in field for line in lines for field in line)


def test_the_formula_of_the_chosen_one_is_told_in_words(room: MetricsRoom) -> None:
    words = room.desk.list.formula.text()
    assert words == "Left with a date = “Booked”, out of “Seen”, in per cent."
    room.choose("Complaints")
    assert room.desk.list.formula.text() == "Complaints = “Grumbles”, as they were counted."


def test_what_changed_since_the_launch_stands_below_the_chart(room: MetricsRoom) -> None:
    figures = [(one.heading.text(), one.figure.text()) for one in room.chart.figures if one.isVisible()]
    assert figures == [("Before launch", "62%"), ("Since launch", "70%"), ("Change", "+7.7 pts")]
    assert (room.chart.badge.text(), room.chart.badge.property("role")) == ("Real improvement", "good")
    assert "a shift" in room.chart.says.text()
    assert "keep missing the target of 75%" in room.chart.says.text()
    assert room.chart.chart.accessibleDescription().startswith("Left with a date · week of ")


def test_a_number_typed_elsewhere_is_shown_without_a_key(room: MetricsRoom) -> None:
    row = next(row for row in room.ws.rows(PartValue, part=room.part("Booked"), starts_on=week(1)))
    room.bridge.change(PartValue, row.id, value=Decimal(SEEN))
    room.rest()
    assert "now 100%" in room.spoken("Left with a date")
    room.undo()
    assert "now 70%" in room.spoken("Left with a date")


def test_only_what_a_number_is_part_of_is_computed_again(room: MetricsRoom) -> None:
    fresh: list[int] = []
    room.page.looks.ready.connect(fresh.append)
    room.bridge.act("type", lambda tx: tx.add(PartValue(part=room.part("Grumbles"), starts_on=MONDAY)))
    room.rest()
    assert fresh == [room.metric("Complaints")]


def test_how_much_is_shown_is_chosen_in_weeks(room: MetricsRoom) -> None:
    assert room.chart.range.text() == "24 weeks"
    room.menu(room.chart.range, "12 weeks")
    assert room.chart.range.text() == "12 weeks"
    assert sum(one.value is not None for one in room.chart.data.points) == 12
    room.menu(room.chart.range, "Compare with last year")
    assert room.chart.last_year
    room.menu(room.chart.range, "All")
    assert sum(one.value is not None for one in room.chart.data.points) == 22


def test_the_table_takes_the_place_of_the_chart(room: MetricsRoom) -> None:
    room.chart.as_table.setFocus()
    room.press(KEY.Key_Space)
    assert room.chart.stack.currentWidget() is room.chart.table
    model = room.chart.table.model()
    heads = [model.headerData(k, Qt.Orientation.Horizontal) for k in range(model.columnCount())]
    assert heads[:3] == ["Period", "Value", "Of how many"]
    first = next(line for line in room.chart.table.lines.lines if line.value.endswith("%"))
    assert (first.value, first.n) == ("70%", "100")
    assert room.chart.as_table.text() == "Chart"
    room.press(KEY.Key_Space)
    assert room.chart.stack.currentWidget() is room.chart.chart


def test_what_is_rare_is_offered_as_days_between(room: MetricsRoom) -> None:
    assert room.chart.between_button.isHidden()
    room.choose("Complaints")
    assert room.chart.between_button.isVisible()
    room.chart.between_button.setFocus()
    room.press(KEY.Key_Space)
    assert "days from one to the next on average" in room.chart.says.text()
    assert [one.value for one in room.chart.data.points] == [21, 28, 35]
    room.press(KEY.Key_Space)
    assert len(room.chart.data.points) >= 15


def save(room: MetricsRoom, monkeypatch: pytest.MonkeyPatch, path: Path, words: str) -> bytes:
    def ask(*_words: object, **_more: object) -> Path:
        return path

    monkeypatch.setattr(messages, "ask_save_file", ask)
    room.menu(room.chart.export_button, words)
    return path.read_bytes()


def test_the_chart_goes_out_as_picture_drawing_and_pdf(
    room: MetricsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert save(room, monkeypatch, tmp_path / "a.png", "Picture (PNG)").startswith(b"\x89PNG")
    assert b"<svg" in save(room, monkeypatch, tmp_path / "a.svg", "Drawing (SVG)")
    assert save(room, monkeypatch, tmp_path / "a.pdf", "PDF").startswith(b"%PDF")
    assert room.notices[-1] == f"Saved as a.pdf in {tmp_path.name}"


def test_the_numbers_go_out_as_csv_that_is_no_formula(
    room: MetricsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.bridge.act("note", lambda tx: tx.add(ChartNote(happened_on=week(1), text='=cmd|"x"!A1')))
    room.rest()
    data = save(room, monkeypatch, tmp_path / "a.csv", "The numbers (CSV)")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert lines[0] == ["Period", "Value", "Of how many", "Usual up and down", "Signal", "Notes"]
    newest = next(line for line in reversed(lines) if line[1].endswith("%"))
    assert newest[1:3] == ["70%", "100"]
    assert "cmd" in newest[5]
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)


def test_a_folder_that_is_not_there_is_told(
    room: MetricsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileNotFoundError):
        save(room, monkeypatch, tmp_path / "none" / "a.csv", "The numbers (CSV)")
    assert len(room.problems) == 1
    assert not room.notices


def test_the_picture_is_copied_with_a_key(room: MetricsRoom) -> None:
    room.list.setFocus()
    room.page.on_copy()
    room.rest()
    assert QApplication.clipboard().image().width() > 300
    assert room.notices == ["The chart is on the clipboard as a picture."]


def test_metrics_move_with_alt_and_the_arrows(room: MetricsRoom) -> None:
    room.press((KEY.Key_Down, ALT))
    assert room.names()[:2] == ["Complaints", "Left with a date"]
    assert room.list.current_id() == room.metric("Left with a date")
    room.undo()
    assert room.names()[0] == "Left with a date"


def test_del_removes_a_metric_and_leaves_its_numbers(room: MetricsRoom) -> None:
    typed = room.ws.count(PartValue)
    room.press(KEY.Key_Delete)
    assert "Left with a date" not in room.names()
    assert room.ws.count(MetricTarget) == 0
    assert room.ws.count(PartValue) == typed
    assert room.notices[-1] == "“Left with a date” is in the trash. The numbers that were typed stay."
    assert room.page.chosen == room.metric("Complaints")
    room.undo()
    assert "now 70%" in room.spoken("Left with a date")
    assert room.ws.count(MetricTarget) == 1


def test_another_key_metric_is_chosen_in_the_menu(room: MetricsRoom) -> None:
    room.choose("Complaints")
    room.page.on_act("key", room.metric("Complaints"))
    room.rest()
    assert "key metric" in room.spoken("Complaints")
    assert "key metric" not in room.spoken("Left with a date")
    assert sum(row.record.key for row in room.ws.rows(Metric)) == 1


def test_what_is_out_of_use_is_shown_when_asked_for(room: MetricsRoom) -> None:
    room.desk.list.retired.setFocus()
    room.press(KEY.Key_Space)
    assert room.names()[-1] == "Long gone"
    room.page.on_act("active", room.metric("Long gone"))
    room.rest()
    assert room.record("Long gone").active


def test_a_point_of_the_chart_shows_its_numbers(room: MetricsRoom) -> None:
    room.chart.chart.setFocus()
    room.press(KEY.Key_Home, KEY.Key_Return)
    assert room.desk.grid.day == week(22)


def test_links_from_elsewhere_open_what_they_name(room: MetricsRoom) -> None:
    room.page.show_record("metric", room.metric("Happy"))
    assert room.page.chosen == room.metric("Happy")
    target = room.ws.rows(MetricTarget)[0].id
    room.page.show_record("metric_target", target)
    assert room.page.chosen == room.metric("Left with a date")
    assert room.desk.panel is room.desk.targets
    assert room.desk.targets.form.record_id == target
    room.page.show_record("metric_part", room.part("Answers"))
    assert room.desk.numbers.form.record_id == room.part("Answers")
    room.page.show_record("metric", room.metric("Long gone"))
    assert room.names()[-1] == "Long gone"


def test_a_metric_is_found_by_its_name(room: MetricsRoom) -> None:
    assert [(hit.kind, hit.title) for hit in room.ws.search("left with")] == [("metric", "Left with a date")]


def test_escape_goes_from_the_chart_to_the_list(room: MetricsRoom) -> None:
    room.chart.more.setFocus()
    assert room.page.close_opened()
    assert QApplication.focusWidget() is room.list
    assert not room.page.close_opened()


def test_everything_that_tab_reaches_has_a_name(room: MetricsRoom) -> None:
    assert nameless(room.page) == []
    for name in ("definition", "targets", "notes", "pair", "people", "numbers", "library"):
        room.page.panels.open(name)
        assert nameless(room.page) == [], name


def test_an_empty_shop_says_what_to_do_and_does_it(qtbot: QtBot, tmp_path: Path) -> None:
    plain_theme()
    room = MetricsRoom(qtbot, tmp_path / "e.cxdesk", empty=True)
    assert QApplication.focusWidget() is room.desk.first_button
    assert room.page.subtitle() == ""
    room.press(KEY.Key_Space)
    room.type("average tick")
    room.press(KEY.Key_Return)
    assert room.names() == ["Average ticket"]
    assert room.chart.badge.text() == "No numbers yet"
    room.close()


def test_a_file_to_be_looked_at_only_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    plain_theme()
    room = MetricsRoom(qtbot, tmp_path / "r.cxdesk", read_only=True)
    before = room.names()
    room.press(KEY.Key_Delete, (KEY.Key_Down, ALT), KEY.Key_N)
    assert not room.page.add_record()
    assert room.names() == before
    assert not any(action.isEnabled() for action in room.page.header_actions()[1:])
    room.close()


def test_the_page_goes_away_whole(own: MetricsRoom) -> None:
    for name in ("definition", "targets", "people"):
        own.page.panels.open(name)
    gone: list[weakref.ref[Any]] = [weakref.ref(own.desk), weakref.ref(own.page)]
    page, own.page = own.page, None
    page.close()
    page.deleteLater()
    del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in gone] == [None, None]


def test_the_launch_is_as_old_as_the_values_since(room: MetricsRoom) -> None:
    assert room.chart.day_of(len(SINCE) + 2) == week(len(SINCE))
    assert room.chart.day_of(None) == clock.today()


def test_ctrl_p_prints_the_chosen_one_and_more_prints_its_pages(room: MetricsRoom) -> None:
    room.choose("Complaints")
    wanted: list[tuple[str, dict[str, str]]] = []
    room.bridge.print_wanted.connect(lambda sheet, options: wanted.append((sheet, options)))
    room.page.on_poster()
    room.menu(room.chart.more, "Print the chart")
    room.menu(room.chart.more, "Print the definition")
    own = {"metric": str(room.metric("Complaints"))}
    assert wanted == [("scoreboard-poster", own), ("xmr-page", own), ("metric-definition", own)]
    assert room.page.print_sheet() == ("scoreboard-poster", own)
    for name, options in wanted:
        sheet = printing.sheets()[name]
        assert printing.render(sheet, room.ws, options, today=clock.today()).pdf.startswith(b"%PDF")


def test_the_places_of_the_page_are_gone_to(room: MetricsRoom) -> None:
    room.page.show_place("library")
    assert QApplication.focusWidget() is room.desk.library.search
    room.page.show_place("numbers")
    assert room.desk.panel is room.desk.numbers
    room.page.show_place("enter")
    assert room.desk.panel is None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert room.desk.grid.isAncestorOf(focus)


def test_nothing_is_computed_on_the_thread_of_the_window(
    own: MetricsRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, threads = looks.look, []

    def watched(*words: Any) -> Any:
        threads.append(threading.current_thread())
        return real(*words)

    monkeypatch.setattr(looks, "look", watched)
    own.page.looks.refresh(None)
    own.rest()
    assert len(threads) == 4
    assert threading.main_thread() not in threads


def test_the_chosen_one_is_computed_first(own: MetricsRoom) -> None:
    own.choose("Happy")
    fresh: list[int] = []
    own.page.looks.ready.connect(fresh.append)
    own.page.looks.refresh(None)
    own.rest()
    assert fresh[0] == own.metric("Happy")
    assert len(fresh) == 4


def test_a_new_day_makes_last_weeks_value_the_last_known_one(
    own: MetricsRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock.today() + timedelta(days=14)
    monkeypatch.setattr(clock, "today", lambda: later)
    own.bridge.change(Metric, own.metric("Happy"), why="to see")
    own.rest()
    assert own.spoken("Left with a date").endswith("last known")
