"""The Today page: cards, lines, badge, and that everything on it leads to what it is about."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.entities.vision import Vision
from cxdesk.services.today.cards import Card
from cxdesk.services.today.lines import Line
from cxdesk.workspace import Workspace
from tests.core.sample_file import sample_shop
from tests.ui.made_up import plain_theme
from tests.ui.page_kit import Room, borrowed, forget_words, lasting, nameless, put_away
from ui import pages, theme
from ui.pages.today_page import PAGE, waiting
from ui.pages.today_room import greeting
from ui.today.board import board_of
from ui.today.needs_card import FIRST

KEY = Qt.Key


class TodayRoom(Room):
    """The page on the sample shop, or on an empty one."""

    def __init__(self, bot: QtBot, path: Path, *, empty: bool = False, **more: Any) -> None:
        super().__init__(bot, PAGE)
        self.places: list[tuple[str, str]] = []
        self.sheets: list[str] = []
        self.added: list[str] = []
        self.counted = 0
        self.bridge.place_wanted.connect(self.on_place)
        self.bridge.print_wanted.connect(self.on_print)
        self.bridge.add_wanted.connect(self.added.append)
        self.bridge.badges_changed.connect(self.on_counted)
        if empty:
            Workspace.create(path, Shop(name="Empty")).close()
        else:
            sample_shop(path, clock.today()).close()
            forget_words()
        self.ws = self.open(path, **more)
        self.show()
        self.settle()

    def on_place(self, page: str, place: str) -> None:
        self.places.append((page, place))

    def on_print(self, sheet: str, _options: object) -> None:
        self.sheets.append(sheet)

    def on_counted(self) -> None:
        self.counted += 1

    @property
    def cards(self) -> list[Any]:
        return [card for card in self.page.desk.cards if card.isVisible()]

    @property
    def lines(self) -> list[Any]:
        return [button for button in self.page.desk.needs.buttons if button.isVisible()]

    def metric(self, name: str) -> int:
        return self.ws.rows(Metric, name=name)[0].id

    def line(self, sort: str) -> Any:
        return next(button for button in self.lines if button.line.sort == sort)

    def forget(self) -> None:
        self.bridge.backed_up("")
        self.page.desk.needs.all_shown = False
        for told in (self.places, self.sheets, self.added):
            told.clear()

    def close(self) -> None:
        self.settle()
        put_away(self.bridge)
        forget_words()


@pytest.fixture(scope="module")
def shared(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TodayRoom]:
    plain_theme()
    with lasting(TodayRoom(QtBot(request), tmp_path_factory.mktemp("today") / "w.cxdesk")) as made:
        yield made


@pytest.fixture
def room(shared: TodayRoom) -> Iterator[TodayRoom]:
    with borrowed(shared):
        yield shared


@pytest.fixture(scope="module")
def shared_quiet(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TodayRoom]:
    plain_theme()
    path = tmp_path_factory.mktemp("quiet") / "w.cxdesk"
    with lasting(TodayRoom(QtBot(request), path, empty=True)) as made:
        yield made


@pytest.fixture
def quiet(shared_quiet: TodayRoom) -> Iterator[TodayRoom]:
    with borrowed(shared_quiet):
        yield shared_quiet


def test_it_is_the_first_page_of_any_shop(quiet: TodayRoom) -> None:
    assert pages.discover(quiet.bridge)[0] is PAGE
    assert (PAGE.name, PAGE.icon, PAGE.guide) == ("today", "today", "today")


def test_four_numbers_stand_on_top_with_the_key_one_first(room: TodayRoom) -> None:
    assert [card.name.text() for card in room.cards] == [
        "Guest retention", "Referrals", "Average ticket", "Recommend score",
    ]  # fmt: skip
    assert [card.key.isVisible() for card in room.cards] == [True, False, False, False]
    first, *_rest, score = room.cards
    assert first.value.text() == "71%"
    assert first.words.text().endswith("points since launch · target 75%")
    assert first.words.text().startswith("▲")
    assert first.bar.value() == round(0.7103631532329495 / 0.75 * 1000)  # 802 of 1129 against 75 %
    assert score.words.text() == "n = 41 · 95 % CI +29 … +67 · target +60"


def test_a_card_says_all_of_it_to_who_cannot_see_it(room: TodayRoom) -> None:
    for card in room.cards:
        for words in (card.name.text(), card.value.text(), card.words.text().split(" · ")[0]):
            assert words in card.accessibleName()
    assert nameless(room.page) == []


def test_a_click_and_enter_open_the_metric(room: TodayRoom) -> None:
    first, second, *_rest = room.cards
    room.bot.mouseClick(first, Qt.MouseButton.LeftButton)
    second.setFocus()
    room.key(KEY.Key_Return)
    assert room.records == [
        ("metric", room.metric("Guest retention")), ("metric", room.metric("Referrals")),
    ]  # fmt: skip


def test_an_old_number_says_how_old_it_is(room: TodayRoom) -> None:
    answers = room.metric("Satisfied answers")
    room.bridge.act("key", lambda tx: tx.change(Metric, answers, position=1))
    room.settle()
    card = next(card for card in room.cards if card.metric_id == answers)
    assert card.age.isVisible()
    assert card.age.text().startswith("Last known, ")


def test_a_typed_number_is_on_its_card_at_once(room: TodayRoom) -> None:
    part = room.ws.rows(MetricPart, name="Of these, back within three months")[0].id
    newest = max(room.ws.columns(PartValue, "starts_on", "id", "value", part=part))
    assert newest[2] == 802
    room.bridge.change(PartValue, newest[1], value=Decimal(565))  # of 1129
    room.settle()
    assert room.cards[0].value.text() == "50%"


def test_the_lines_stand_in_order_and_wear_words(room: TodayRoom) -> None:
    tags = [button.tag.text() for button in room.lines]
    assert len(tags) == FIRST
    assert tags[:3] == ["Overdue 1 d", "Again", "Overdue 12 d"]
    assert room.lines[0].title.text().startswith("Call Mrs Nowak back")  # the promise of yesterday
    kinds = [button.line.role for button in room.lines]
    order = ["overdue", "today", "celebrate", "coach", "soon"]
    assert [order.index(kind) for kind in kinds] == sorted(order.index(kind) for kind in kinds)
    assert all(button.tag.text() in button.accessibleName() for button in room.lines)


def test_all_lines_are_shown_on_a_wish(room: TodayRoom) -> None:
    everything = len(board_of(room.bridge).lines)
    assert everything > FIRST
    link = room.page.desk.needs.all_link
    assert link.text() == f"All {everything}"
    link.click()
    assert len(room.lines) == everything
    assert link.text() == "Fewer"
    link.click()
    assert len(room.lines) == FIRST


def test_each_line_opens_what_it_is_about(room: TodayRoom) -> None:
    room.page.desk.needs.on_all()
    for button in room.lines:
        room.records.clear()
        line = button.line
        button.click()
        if line.sort == "numbers":
            assert room.page.desk.yesterday.isAncestorOf(QApplication.focusWidget())
        else:
            assert room.records == [(line.kind, line.record)]


@pytest.mark.parametrize(
    ("sheet", "place"),
    [
        ("sign-off-sheet", ("people", "enter")),
        ("walk-round-sheet", ("negative-cue", "enter")),
        ("another", ("print", "log")),
    ],
)
def test_a_form_leads_to_where_it_is_entered(room: TodayRoom, sheet: str, place: tuple[str, str]) -> None:
    form = room.ws.add(PaperForm(number="F-0009", sheet=sheet, printed_at="2026-01-01T10:00:00Z"))
    room.page.on_line(Line("form", -1, "x", kind="paper_form", record=form))
    assert room.places == [place]


def test_a_backup_line_leads_to_the_backups(room: TodayRoom) -> None:
    room.bridge.backed_up(clock.stamp(clock.now() - timedelta(days=9)))
    room.settle()
    room.page.desk.needs.all_link.click()
    room.line("backup").click()
    assert room.pages == ["backups"]


def test_a_signal_says_which_words_to_use(room: TodayRoom) -> None:
    room.page.desk.needs.on_all()
    assert "aloud" in room.line("celebrate").say.text()
    assert "in private" in room.line("coach").say.text()
    assert room.line("celebrate").say.isVisible()
    assert "What moves it: Offer two dates" in room.line("coach").detail.text()
    assert "What moves it: Read the card" in room.cards[0].toolTip()
    assert not room.line("review").say.isVisible()


def test_arrows_go_from_line_to_line(room: TodayRoom) -> None:
    room.lines[0].setFocus()
    room.key(KEY.Key_Down)
    assert room.lines[1].hasFocus()
    room.key(KEY.Key_Up)
    room.key(KEY.Key_Up)
    assert room.lines[0].hasFocus()


def test_the_badge_counts_what_is_due_and_follows(room: TodayRoom) -> None:
    due = [line for line in board_of(room.bridge).lines if line.role in {"overdue", "today"}]
    assert waiting(room.bridge) == len(due)
    before, counted = waiting(room.bridge), room.counted
    review = next(line for line in due if line.sort == "review")
    room.bridge.change(Standard, review.record, review_on=clock.today() + timedelta(days=90))
    room.settle()
    assert waiting(room.bridge) == before - 1
    assert room.counted > counted
    assert review not in board_of(room.bridge).lines
    room.bridge.undo()
    room.settle()
    assert waiting(room.bridge) == before


def test_a_metric_that_goes_takes_its_line_and_its_card_with_it(room: TodayRoom) -> None:
    room.bridge.change(Metric, room.metric("Guest retention"), active=False)
    room.settle()
    assert next(card.name.text() for card in room.cards) == "Referrals"
    assert "Guest retention" not in [line.title for line in board_of(room.bridge).lines]


def test_an_empty_day_says_so_kindly(quiet: TodayRoom) -> None:
    assert quiet.lines == []
    assert quiet.page.desk.needs.kind_words.text().startswith("Nothing is waiting.")
    assert quiet.page.desk.needs.kind_words.isVisible()
    assert waiting(quiet.bridge) == 0


def test_without_a_metric_it_leads_to_the_first(quiet: TodayRoom) -> None:
    assert quiet.cards == []
    assert quiet.page.desk.choose.isVisible()
    quiet.page.desk.choose.click()
    assert quiet.places == [("metrics", "library")]


def test_the_promise_stands_at_the_foot_with_two_numbers(room: TodayRoom) -> None:
    promise = room.page.desk.promise
    adopted = room.ws.rows(Vision, status="adopted")[0].record.statement
    assert promise.statement.text() == f"“{adopted}”"
    assert [number.name.text() for number in promise.numbers] == [
        "Left with a next date",
        "Appointment frequency",
    ]
    promise.numbers[1].click()
    assert room.records == [("metric", room.metric("Appointment frequency"))]


def test_a_value_that_cannot_be_says_so_beside_the_promise(room: TodayRoom) -> None:
    number = room.page.desk.promise.numbers[0]
    assert number.slip.isHidden()
    card = Card(1, "Left", False, "125%", "Probably a slip", "bad", "", None, "", "", (), doubt=True)
    number.show_card(card)
    assert number.slip.isVisible()
    assert number.slip.text() == "Probably a slip"
    assert number.accessibleName() == "Left, 125%, Probably a slip"
    number.show_card(card._replace(doubt=False))
    assert number.slip.isHidden()


def test_without_a_promise_it_leads_to_where_it_is_written(quiet: TodayRoom) -> None:
    quiet.page.desk.promise.write_link.click()
    assert quiet.places == [("standards", "vision")]


def test_quick_add_begins_things_on_their_pages(room: TodayRoom) -> None:
    room.page.on_menu()
    actions = {str(action.data()): action for action in room.page.menu.actions() if action.text()}
    for key in ("standards", "negative-cue", "people", "metrics"):
        actions[key].trigger()
    assert room.added == ["standards", "negative-cue", "people", "metrics"]
    actions["enter"].trigger()
    actions["note"].trigger()
    assert room.places == [("people", "enter"), ("metrics", "notes")]
    actions["number"].trigger()
    assert room.page.desk.yesterday.isAncestorOf(QApplication.focusWidget())


def test_the_huddle_sheet_is_what_it_prints(room: TodayRoom) -> None:
    room.page.header_actions()[0].trigger()
    assert room.sheets == ["huddle-sheet"]
    assert room.page.print_sheet() == ("huddle-sheet", {})


def test_who_only_looks_can_add_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    plain_theme()
    made = TodayRoom(qtbot, tmp_path / "w.cxdesk", read_only=True)
    assert not made.page.header_actions()[1].isEnabled()
    assert not made.page.add_record()
    assert len(made.cards) == 4
    made.close()


@pytest.mark.parametrize(
    ("hour", "name", "words"),
    [
        (9, "Maya Ortiz", "Good morning, Maya"), (12, "Maya", "Good afternoon, Maya"),
        (18, "", "Good evening"), (3, " ", "Good evening"), (5, "Li", "Good morning, Li"),
    ],
)  # fmt: skip
def test_the_greeting_goes_by_the_hour(hour: int, name: str, words: str) -> None:
    assert greeting(hour, name) == words


@pytest.mark.parametrize(("width", "across", "beside"), [(1110, 4, 2), (800, 2, 2), (600, 2, 1), (400, 1, 1)])
def test_in_less_room_things_stand_below_each_other(
    room: TodayRoom, width: int, across: int, beside: int
) -> None:
    room.page.resize(theme.px(width), 664)
    room.settle()
    tops = [card.mapTo(room.page, card.rect().topLeft()).y() for card in room.cards]
    assert tops.count(tops[0]) == across
    desk = room.page.desk
    assert (desk.yesterday.y() == desk.needs.y()) is (beside == 2)
    for part in (*room.cards, *room.lines, desk.needs, desk.yesterday):
        assert part.x() + part.width() <= desk.area.widget().width()


def test_the_board_forgets_a_file_that_was_closed(qtbot: QtBot, tmp_path: Path) -> None:
    plain_theme()
    room = TodayRoom(qtbot, tmp_path / "w.cxdesk")
    board = board_of(room.bridge)
    assert board.lines
    assert board.cards
    room.bridge.changed.disconnect(room.on_changed)
    room.bridge.close()
    assert (board.lines, board.cards, waiting(room.bridge)) == ([], {}, 0)
    room.close()


NO_CHARTS = """
import sys
from pathlib import Path
from ui.portrait import Studio
with Studio("light") as studio:
    studio.open(Path(sys.argv[1]))
    studio.window.show()
    studio.window.show_page("today")
    studio.settle()
    assert studio.window.page.board.ready
print([name for name in sys.modules if name.split(".")[0] == "matplotlib"])
"""


def test_it_loads_no_library_for_charts(tmp_path: Path) -> None:
    path = tmp_path / "w.cxdesk"
    sample_shop(path, clock.today()).close()
    forget_words()
    run = subprocess.run(
        [sys.executable, "-c", NO_CHARTS, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[]"
