"""One story through the window: complaint, steps, cause, new version, sheet, who signs again, the chart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.metric import Metric
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.output import record
from cxdesk.services import sign_offs
from tests.ui.audit_kit import activate
from tests.ui.audit_room import Room, open_room
from ui import messages
from ui.actions import ActionId
from ui.recovery.conclude_dialog import ConcludeDialog

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
NEW_WORDING = "Whoever is named for the door looks up within ten seconds."


class Story(Room):
    """The window, and what somebody does in it."""

    folder: Path

    def press(self, *keys: Any, modifier: Any = NONE) -> None:
        """Press keys and type texts where the focus is."""
        for one in keys:
            target = QApplication.focusWidget()
            assert target is not None
            if isinstance(one, str):
                QTest.keyClicks(target, one)
            else:
                QTest.keyClick(target, one, modifier)
            QApplication.processEvents()
        self.settle()

    @property
    def page(self) -> Any:
        return self.window.page

    def save_sheet(self) -> str:
        """Save what the print centre shows, and return its words."""
        self.page.save()
        self.settle()
        (file,) = self.folder.iterdir()
        document = pypdfium2.PdfDocument(file.read_bytes())
        try:
            return " ".join(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()
            file.unlink()


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    with open_room() as room:
        made = Story(room.studio)
        made.folder = tmp_path
        monkeypatch.setattr(messages, "ask_save_file", lambda _over, _title, name, **_more: tmp_path / name)
        yield made


def signed_defect(story: Story) -> tuple[int, int]:
    """Return a defect that has a protocol, and a standard of its stage that was signed for."""
    from cxdesk.services.recovery import protocols

    ws = story.bridge.ws
    signed = {(row.record.standard, row.record.version) for row in ws.rows(SignOff)}
    for defect in ws.rows(Standard, kind="defect"):
        if protocols.for_defect(ws, defect.id) is None:
            continue
        for row in ws.rows(Standard, stage=defect.record.stage, kind="operational", status="launched"):
            if (row.id, row.record.version) in signed:
                return defect.id, row.id
    raise AssertionError("the sample shop has no such stage")


def log(story: Story, defect: int) -> Any:
    story.window.actions_[ActionId.INCIDENT].trigger()
    story.settle()
    activate(story.window)
    card = story.page.view().log_card
    card.who.box.setFocus()
    story.press("Priya", KEY.Key_Tab)
    card.defect.show_record(defect)
    card.happened.setFocus()
    story.press("Stood at the desk for four minutes and nobody looked up")
    story.press(KEY.Key_Return, modifier=CTRL)
    return max(story.bridge.ws.rows(Incident), key=lambda row: row.id)


def work_and_close(story: Story, incident: int) -> None:
    ws, panel = story.bridge.ws, story.page.view().panel
    steps = ws.rows(IncidentStep, incident=incident)
    assert len(steps) >= 3, "the steps of the protocol are in hand"
    panel.steps.setFocus()
    for figure in range(1, len(steps) + 1):
        story.press(str(figure))
    assert all(row.record.done_at for row in ws.rows(IncidentStep, incident=incident))
    panel.ask_close()
    story.settle()
    form = panel.close_form
    form.keep()
    assert not ws.get(Incident, incident).record.closed_at, "nothing closes blank"
    form.rows["outcome"].show_value("satisfied")
    form.rows["cause"].show_value("action")
    form.fit()
    form.rows["action"].show_value("Ask why with the team")
    form.rows["due_on"].show_value(clock.today())
    form.keep()
    story.settle()
    assert ws.get(Incident, incident).record.closed_at


def ask_why(story: Story, incident: int) -> int:
    story.page.view().panel.on_why()
    story.settle()
    ws = story.bridge.ws
    (five,) = ws.rows(FiveWhys, incident=incident)
    activate(story.window)
    view = story.page.view("whys")
    view.form.lines.enter()
    story.press("Both were on the phone", KEY.Key_Return, "Nobody is named for the door", KEY.Key_Return)
    story.press(KEY.Key_Return)
    assert view.form.rows["root"].editor.target.hasFocus()
    story.press(KEY.Key_Tab)
    assert ws.get(FiveWhys, five.id).record.root == "Nobody is named for the door"
    return five.id


def conclude(story: Story, standard: int, metric: int) -> None:
    form = story.page.view("whys").form
    form.act_button.click()
    story.settle()
    dialog = story.window.findChild(ConcludeDialog)
    assert dialog is not None
    dialog.on_chosen("standard", standard)
    dialog.text.set_text(NEW_WORDING)
    dialog.rows["what"].show_value("Hang the door rota")
    dialog.rows["metric"].show_value(metric)
    dialog.on_metric("metric", metric)
    dialog.marker.setText("Door rota begins")
    QTest.keyClick(dialog, KEY.Key_Return, CTRL)
    story.settle()
    assert not dialog.sentence.text()


def test_from_the_complaint_to_the_mark_on_the_chart_and_back(story: Story) -> None:
    ws = story.bridge.ws
    defect, standard = signed_defect(story)
    stage = ws.get(Stage, ws.get(Standard, standard).record.stage or 0).record
    old = ws.get(Standard, standard).record.text
    metric = ws.rows(Metric)[0].id
    story.bridge.print_sheet("training-sheet", {"stage": str(stage.position)})
    story.settle()
    assert old[:30] in story.save_sheet().replace("\r\n", " ")

    incident = log(story, defect)
    work_and_close(story, incident.id)
    five = ask_why(story, incident.id)
    conclude(story, standard, metric)

    # What the new version asks for stands there, each with its key.
    outcome = story.page.view("whys").form.outcome
    again = [row.record.name for row in sign_offs.must_sign_again(ws, standard)]
    assert again
    assert all(name in outcome.again.text() for name in again)
    assert [copy.sheet for copy in outcome.older.copies] == ["training-sheet"]

    outcome.older.buttons[0].click()
    story.settle()
    assert story.page.spec.name == "print"
    printed = story.save_sheet().replace("\r\n", " ")
    assert NEW_WORDING[:40] in printed
    assert old[:30] not in printed
    assert record.older_copies(ws) == []

    story.window.show_record("five_whys", five)
    story.settle()
    outcome = story.page.view("whys").form.outcome
    assert outcome.older.copies == []
    outcome.sheet_button.click()
    story.settle()
    assert story.page.spec.name == "print"
    paper = story.save_sheet()
    assert all(name.split()[0] in paper for name in again)

    walk_both_ways(story, incident.id, five, standard, metric)


def walk_both_ways(story: Story, incident: int, five: int, standard: int, metric: int) -> None:
    """Go by clicks from the incident to the chart, and from the standard back to the incident."""
    ws = story.bridge.ws
    story.window.show_record("incident", incident)
    story.settle()
    shown = trail_of(story)
    assert open_line(story, shown, NEW_WORDING) == "standards"
    assert story.page.chosen.standard == standard
    story.window.show_record("incident", incident)
    story.settle()
    assert open_line(story, trail_of(story), "Door rota begins") == "metrics"
    assert story.page.chosen == metric
    (note,) = (row for row in ws.rows(ChartNote) if row.record.text == "Door rota begins")
    assert (note.record.sort, note.record.metric) == ("launch", metric)

    action = next(row.id for row in ws.rows(Action) if row.record.what == "Hang the door rota")
    story.window.show_record("action", action)
    story.settle()
    story.page.form.came_from.click()
    story.settle()
    assert story.page.spec.name == "recovery"
    assert story.page.view().chosen == five
    assert open_line(story, story.page.view().form.trail, "Stood at the desk") == "recovery"
    assert story.page.view().shown_record() == ("incident", incident)

    printed = [row.record for row in ws.rows(PrintRecord) if row.record.sheet == "training-sheet"]
    assert len(printed) == 2
    story.window.show_record("standard", standard)
    story.settle()
    trail = story.page.content.standard_form.trail
    titles = [row.text for row in trail.list.rows.rows]
    assert any(title.startswith("Training sheet") for title in titles)
    assert "Priya" not in " ".join(row.spoken for row in trail.list.rows.rows), "everybody looks at this page"
    assert open_line(story, trail, "Something went wrong") == "recovery"


def trail_of(story: Story) -> Any:
    return story.page.view().panel.trail


def open_line(story: Story, trail: Any, words: str) -> str:
    """Open a line of a trail by its words, with Enter; return the page that shows it."""
    number = next(row.id for row in trail.list.rows.rows if row.text.startswith(words))
    activate(story.window)
    trail.list.set_current(number)
    trail.list.setFocus()
    story.press(KEY.Key_Return)
    return str(story.page.spec.name)
