"""Five Whys in the window: by keyboard from the problem to the root, and from the root to what changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.action import Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.metric import Metric
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.services.recovery import whys
from cxdesk.settings import Settings
from tests.ui import page_kit
from tests.ui.audit_kit import is_at_rest
from tests.ui.audit_room import Room, open_room, sample
from tests.ui.made_up import plain_theme
from tests.ui.page_kit import borrowed, close_all_opened, lasting, wait_until
from ui.pages.recovery_page import PAGE
from ui.recovery.conclude_dialog import ConcludeDialog
from ui.showing import OWNER

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class WhysRoom(page_kit.Room):
    """The page alone, on the Five Whys of the sample shop."""

    def __init__(self, bot: QtBot, path: Path) -> None:
        super().__init__(bot, PAGE, Settings(your_name=OWNER))
        path.write_bytes(sample())
        self.open(path)
        self.show(memory="whys")

    def settle(self) -> None:
        """Wait until all is made and shown."""
        wait_until(self._rests)

    def _rests(self) -> bool:
        return self._is_quiet() and is_at_rest(self.page)

    def forget(self) -> None:
        for dialog in self.page.findChildren(ConcludeDialog):
            dialog.reject()
        self.settle()
        self.page.flush()
        close_all_opened(self.page)
        self.page.view("whys").chosen = None

    def begin(self) -> None:
        super().begin()
        self.page.show_record("five_whys", 1)
        self.settle()

    def begin_again(self) -> None:
        super().begin_again()
        assert self.page.draft() is None


@pytest.fixture(scope="module")
def shared(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WhysRoom]:
    plain_theme()
    with lasting(WhysRoom(QtBot(request), tmp_path_factory.mktemp("whys") / "w.cxdesk")) as made:
        yield made


@pytest.fixture
def room(shared: WhysRoom) -> Iterator[WhysRoom]:
    with borrowed(shared):
        yield shared


@pytest.fixture
def low() -> Iterator[Room]:
    """The whole window at its smallest, with all that stands around the page."""
    with open_room(page="recovery", memory="whys") as made:
        made.window.show_record("five_whys", 1)
        made.settle()
        yield made


def page(room: Room | WhysRoom) -> Any:
    return room.page if isinstance(room, WhysRoom) else room.window.page


def view(room: Room | WhysRoom) -> Any:
    return page(room).view("whys")


def press(room: Room | WhysRoom, key: KEY, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)
    room.settle()


def write(room: Room | WhysRoom, words: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)


def newest(room: Room | WhysRoom) -> int:
    return max(row.id for row in room.bridge.ws.rows(FiveWhys))


def begun(room: Room | WhysRoom, problem: str = "The towels ran out by noon") -> int:
    assert page(room).add_record()
    room.settle()
    write(room, problem)
    press(room, KEY.Key_Tab)
    return newest(room)


def test_enter_goes_from_why_to_why_and_an_empty_one_to_the_root(room: WhysRoom) -> None:
    number = begun(room)
    assert room.bridge.ws.get(FiveWhys, number).record.problem == "The towels ran out by noon"
    view(room).form.lines.enter()
    for words in ("The wash was not on", "Nobody turns it on", "It is on no list"):
        write(room, words)
        press(room, KEY.Key_Return)
    said = [row.record.text for row in whys.of(room.bridge.ws, number)]
    assert said == ["The wash was not on", "Nobody turns it on", "It is on no list"]
    press(room, KEY.Key_Return)
    root = view(room).form.rows["root"].editor.target
    assert root.hasFocus()
    assert root.toPlainText() == "It is on no list"  # proposed, to be typed over
    press(room, KEY.Key_Tab)
    assert room.bridge.ws.get(FiveWhys, number).record.root == "It is on no list"


def test_a_why_without_evidence_says_so_until_there_is_some(room: WhysRoom) -> None:
    number = begun(room)
    form = view(room).form
    form.lines.enter()
    write(room, "The wash was not on")
    press(room, KEY.Key_Tab)
    line = form.lines.lines[0]
    assert not line.mark.isHidden()
    assert "is a guess" in form.unproven.text()
    write(room, "Looked at 11:40")
    press(room, KEY.Key_Tab)
    assert line.mark.isHidden()
    assert form.unproven.isHidden()
    assert whys.of(room.bridge.ws, number)[0].record.evidence == "Looked at 11:40"


def test_a_why_that_is_emptied_goes_and_comes_back_with_undo(room: WhysRoom) -> None:
    number = begun(room)
    form = view(room).form
    form.lines.enter()
    write(room, "The wash was not on")
    press(room, KEY.Key_Return)
    line = form.lines.lines[0]
    line.text.editor.target.setFocus()
    line.text.editor.target.selectAll()
    press(room, KEY.Key_Backspace)
    press(room, KEY.Key_Tab)
    assert whys.of(room.bridge.ws, number) == []
    room.bridge.undo()
    room.settle()
    assert line.text.editor.target.toPlainText() == "The wash was not on"


def signed_standard(room: Room | WhysRoom) -> int:
    ws = room.bridge.ws
    signed = {row.record.standard for row in ws.rows(SignOff) if row.record.version == 1}
    rows = ws.rows(Standard, kind="operational", status="launched", version=1)
    return next(row.id for row in rows if row.id in signed)


def concluding(room: Room | WhysRoom) -> ConcludeDialog:
    view(room).form.act_button.click()
    room.settle()
    found = view(room).dialog
    assert isinstance(found, ConcludeDialog)
    assert found.isVisible()
    return found


def fill(room: Room | WhysRoom, dialog: ConcludeDialog, standard: int) -> None:
    dialog.on_chosen("standard", standard)
    dialog.text.set_text("Turn the wash on when you open the door.")
    metric = room.bridge.ws.rows(Metric)[0].id
    dialog.rows["metric"].show_value(metric)
    dialog.on_metric("metric", metric)
    dialog.marker.setText("Wash on at opening")


def ready(room: Room | WhysRoom) -> int:
    number = begun(room)
    room.bridge.change(FiveWhys, number, root="It is on no list", countermeasure="Put it on the list")
    room.settle()
    return number


def test_one_key_makes_version_action_and_mark_and_shows_what_they_ask_for(room: WhysRoom) -> None:
    number, ws = ready(room), room.bridge.ws
    standard = signed_standard(room)
    counts = ws.count(Action), ws.count(ChartNote)
    dialog = concluding(room)
    assert dialog.rows["what"].editor.draft() == "Put it on the list"
    fill(room, dialog, standard)
    press_in(dialog, KEY.Key_Return, CTRL)
    room.settle()
    assert ws.get(Standard, standard).record.text == "Turn the wash on when you open the door."
    assert (ws.count(Action), ws.count(ChartNote)) == (counts[0] + 1, counts[1] + 1)
    outcome = view(room).form.outcome
    assert "must sign again" in outcome.again.text()
    assert room.page.focusWidget() is outcome.sheet_button
    titles = [row.text for row in view(room).form.trail.list.rows.rows]
    assert "Turn the wash on when you open the door." in titles
    assert "Wash on at opening" in titles
    room.bridge.undo()
    room.settle()
    assert (ws.count(Action), ws.count(ChartNote)) == counts
    assert ws.get(FiveWhys, number).record.standard_version is None
    assert outcome.isHidden()


def press_in(part: Any, key: KEY, modifier: Any) -> None:
    QTest.keyClick(part, key, modifier)


def test_what_is_missing_is_said_and_nothing_is_done(room: WhysRoom) -> None:
    ready(room)
    before = room.bridge.ws.count(StandardVersion)
    dialog = concluding(room)
    dialog.on_chosen("standard", signed_standard(room))
    dialog.on_answered()
    assert "says the same" in dialog.sentence.text()
    assert dialog.isVisible()
    dialog.reject()
    room.settle()
    assert room.bridge.ws.count(StandardVersion) == before


def test_the_sign_off_sheet_is_asked_for_with_those_who_sign_again(room: WhysRoom) -> None:
    wanted: list[tuple[str, Any]] = []
    room.bridge.print_wanted.connect(lambda sheet, options: wanted.append((sheet, options)))
    room.page.show_record("five_whys", 1)
    room.settle()
    outcome = view(room).form.outcome
    outcome.sheet_button.click()
    assert wanted[0][0] == "sign-off-sheet"
    assert wanted[0][1]["who"].split(",") == outcome.names
    room.settle()


def test_each_line_of_the_trail_opens_its_record(room: WhysRoom) -> None:
    trail = view(room).form.trail
    for number, step in trail._steps.items():
        trail.on_opened(number)
        assert room.records[-1] == step.opens
    assert {"incident", "standard", "action", "metric"} <= {kind for kind, _record in room.records}
    assert len(room.records) == len(trail._steps)


def entered(room: Room | WhysRoom, number: str) -> Any:
    view(room).on_enter()
    room.settle()
    write(room, number)
    press(room, KEY.Key_Return)
    return view(room)


def test_a_sheet_is_entered_once_and_the_second_time_shows_the_first(room: WhysRoom) -> None:
    form = room.bridge.ws.add(PaperForm(number="F-0042", sheet="five-whys"))
    shown = entered(room, "42")
    write(room, "The towels ran out")
    press(room, KEY.Key_Tab)
    first = newest(room)
    assert room.bridge.ws.get(FiveWhys, first).record.number == "F-0042"
    assert room.bridge.ws.get(PaperForm, form).record.keyed_on is not None
    count = room.bridge.ws.count(FiveWhys)
    entered(room, "f-42")
    assert "entered already" in shown.ask.sentence.text()
    assert "The towels ran out" in shown.ask.sentence.text()
    assert shown.chosen == first
    assert room.bridge.ws.count(FiveWhys) == count
    press(room, KEY.Key_Escape)
    assert not shown.ask.is_open()


def test_a_number_that_no_sheet_has_is_refused(room: WhysRoom) -> None:
    shown = entered(room, "977")
    assert "No Five Whys sheet has the number 977" in shown.ask.sentence.text()


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return])
def test_a_key_pressed_twice_does_not_empty_the_proposed_root(room: WhysRoom, key: KEY) -> None:
    number = begun(room)
    view(room).form.lines.enter()
    write(room, "It is on no list")
    press(room, KEY.Key_Return)
    press(room, KEY.Key_Return)
    root = view(room).form.rows["root"].editor.target
    press(room, key)
    press(room, key)
    assert root.toPlainText().strip() == "It is on no list"
    press(room, KEY.Key_Tab)
    assert room.bridge.ws.get(FiveWhys, number).record.root == "It is on no list"


def test_the_proposed_root_is_typed_over(room: WhysRoom) -> None:
    begun(room)
    view(room).form.lines.enter()
    write(room, "It is on no list")
    press(room, KEY.Key_Return)
    press(room, KEY.Key_Return)
    write(room, "Nobody owns the list")
    assert view(room).form.rows["root"].editor.target.toPlainText() == "Nobody owns the list"


def test_a_new_wording_takes_the_place_of_the_old_one(room: WhysRoom) -> None:
    ws, number = room.bridge.ws, ready(room)
    standard = signed_standard(room)
    old = ws.get(Standard, standard).record.text
    room.bridge.change(FiveWhys, number, standard=standard)
    dialog = concluding(room)
    assert room.page.focusWidget() is dialog.text or dialog.text.hasFocus()
    press_in(dialog.text, KEY.Key_Space, Qt.KeyboardModifier.NoModifier)
    assert dialog.text.text() == old
    dialog.on_chosen("standard", standard)
    dialog.text.setFocus()
    QTest.keyClicks(dialog.text, "Turn it on.")
    assert dialog.text.text() == "Turn it on."
    dialog.reject()
    room.settle()


def test_a_second_standard_begins_another_five_whys_by_one_key(room: WhysRoom) -> None:
    number, ws = ready(room), room.bridge.ws
    standard = signed_standard(room)
    dialog = concluding(room)
    fill(room, dialog, standard)
    press_in(dialog, KEY.Key_Return, CTRL)
    room.settle()
    made = ws.count(Action)
    dialog = concluding(room)
    assert "Turn the wash on when you open the door." in dialog.already.text()
    assert dialog.standard.isHidden()
    assert dialog.text.isHidden()
    assert dialog.rows["what"].editor.draft() == ""
    assert dialog.again_button.hasFocus()
    press(room, KEY.Key_Return)
    another = newest(room)
    assert another != number
    assert view(room).chosen == another
    assert ws.get(FiveWhys, another).record.problem == ws.get(FiveWhys, number).record.problem
    dialog = view(room).dialog
    assert (dialog.five_whys, dialog.rows["what"].editor.draft()) == (another, "")
    second = signed_standard(room)
    dialog.on_chosen("standard", second)
    dialog.text.set_text("Check the towels at noon.")
    press_in(dialog, KEY.Key_Return, CTRL)
    room.settle()
    assert ws.get(FiveWhys, number).record.standard == standard
    assert ws.get(FiveWhys, another).record.standard == second
    assert ws.count(Action) == made


def seen_whole(part: Any) -> bool:
    return bool(part.visibleRegion().boundingRect() == part.rect())


def test_what_is_typed_next_is_seen_and_the_root_is_not_marked_once_it_is_left(low: Room) -> None:
    begun(low)
    form = view(low).form
    form.lines.enter()
    low.settle()
    for place, words in enumerate(("No wash", "No turn", "No list", "No room", "No wall")):
        assert seen_whole(form.lines.lines[place].text), place
        write(low, words)
        press(low, KEY.Key_Return)
    assert seen_whole(form.lines.lines[5].text)
    press(low, KEY.Key_Return)
    root = form.rows["root"].editor.target
    assert root.textCursor().selectedText() == "No wall"
    assert seen_whole(form.rows["root"])
    press(low, KEY.Key_Tab)
    assert not root.textCursor().hasSelection()


def test_what_the_new_version_asks_for_is_seen_at_once(low: Room) -> None:
    ready(low)
    standard = signed_standard(low)
    dialog = concluding(low)
    fill(low, dialog, standard)
    press_in(dialog, KEY.Key_Return, CTRL)
    low.settle()
    outcome = view(low).form.outcome
    for part in (outcome.heading, outcome.again, outcome.sheet_button):
        assert seen_whole(part)
