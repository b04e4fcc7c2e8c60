"""The Today page: puts the cards together and leads on to what they are about; `today_page` declares it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.paper_form import PaperForm
from cxdesk.events import Event
from cxdesk.formats import full_date_text
from cxdesk.i18n import _
from cxdesk.services import vision
from cxdesk.services.today.lines import Line
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.pages.base import Page
from ui.standards.menus import Entry, fill
from ui.today.board import board_of
from ui.today.desk import CARDS, TodayDesk

SHEET = "huddle-sheet"
_REST = 5
"""Milliseconds between the steps in which a card is made, for keys and the pointer."""
_YESTERDAY = "ui.numbers.yesterday_card"
# Where a sheet that came back is entered: the page, and the place on it.
_ENTERED: Mapping[str, tuple[str, str]] = {
    "sign-off-sheet": ("people", "enter"),
    "walk-round-sheet": ("negative-cue", "enter"),
}


class TodayPage(Page):
    """What is shown first comes at once; numbers and lines follow as the board has read them."""

    tables: ClassVar[frozenset[str] | None] = frozenset(
        {"shop", "vision", "metric", "metric_part", "part_value", "closed_day"}
    )

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.board = board_of(bridge)
        self._print = make_action(_("Print today's huddle sheet"), self.on_print, self, icon="print")
        self.menu = QMenu(self)
        self._add = make_action(
            _("Quick add"), self.on_quick_add, self, icon="add", primary=True, menu=self.menu
        )
        self.menu.aboutToShow.connect(self.on_menu)
        self.menu.triggered.connect(self.on_chosen)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.desk = TodayDesk(bridge, self)
        outer.addWidget(self.desk)
        self.desk.metric_wanted.connect(self.open_metric)
        self.desk.line_wanted.connect(self.on_line)
        self.desk.vision_wanted.connect(self.on_vision)
        self.desk.library_wanted.connect(self.on_library)
        self.desk.grid_wanted.connect(self.on_open_grid)
        self.board.card_changed.connect(self.on_card)
        self.board.settled.connect(self.show_all)
        self._focus_due = False
        """The keyboard was to go to the card for numbers, which was not there yet."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.make_yesterday)

    @Slot()
    def make_yesterday(self) -> None:
        """Make the card for yesterday's numbers in steps, once the page was painted."""
        if self.bridge.workspace is None:
            return
        if _YESTERDAY not in sys.modules:
            import_module(_YESTERDAY)
            done = False
        elif self.desk.yesterday is None:
            self.desk.make_yesterday(read=False)
            done = False
        else:
            done = self.desk.yesterday.fill_in_steps()
        self.bridge.tasks.at_work(self, on=not done)
        if not done:
            self._soon.start(_REST)
            self.board.give_way()  # a step of both in one turn would be felt
        elif self._focus_due:
            self._begin()

    # What the window asks for

    def title(self) -> str:
        return greeting(clock.now().astimezone().hour, self.bridge.settings.your_name)

    def subtitle(self) -> str:
        if not self.board.ready:
            return ""  # how a date is written in full is loaded with the rest
        return full_date_text(clock.today(), self.bridge.ws.shop.language)

    def header_actions(self) -> list[QAction]:
        self._add.setEnabled(not self.bridge.ws.read_only)
        return [self._print, self._add]

    def refresh(self, event: Event | None) -> None:
        found = vision.current(self.bridge.ws)
        self.desk.promise.show_statement(found.record.statement if found is not None else "")
        if self.desk.yesterday is not None and self.desk.yesterday.filled:
            self.desk.yesterday.refresh(event)
        else:
            self._soon.start(0)
        if event is None:
            self.show_all()
            self.board.hurry()

    def first_focus(self) -> QWidget | None:
        card = self.desk.yesterday
        self._focus_due = card is None or not card.filled
        if card is None or self._focus_due:
            return None
        lines = [button for button in self.desk.needs.buttons if button.isVisible()]
        return card.first_missing() or next(iter(lines), None) or card.first_focus()

    def _begin(self) -> None:
        """Give the keyboard to the first thing to do, unless somebody went elsewhere meanwhile."""
        wanted, now = self.first_focus(), QApplication.focusWidget()
        if wanted is not None and self.isVisible() and (now is None or now.isAncestorOf(self)):
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        return SHEET, {}

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        self.menu.popup(self.mapToGlobal(QPoint(self.width() - self.menu.sizeHint().width(), 0)))
        return True

    def show_place(self, name: str) -> None:
        if name == "all":
            if not self.desk.needs.all_shown:
                self.desk.needs.on_all()
            shown = [button for button in self.desk.needs.buttons if button.isVisible()]
            (shown[0] if shown else self.desk.needs.all_link).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.enter_numbers()

    def memory(self) -> object:
        return None if self.bridge.unkept else (self.desk.needs.all_shown,)

    def recall(self, memory: object) -> None:
        if isinstance(memory, tuple):
            self.desk.needs.all_shown = bool(memory[0])

    def flush(self) -> None:
        if self.desk.yesterday is not None and self.bridge.workspace is not None:
            self.desk.yesterday.flush()

    # What is shown

    @Slot(int)
    def on_card(self, metric: int) -> None:
        """Show a metric that was just read, where it stands on top."""
        if metric in self.board.headline[:CARDS]:
            place = self.board.headline.index(metric)
            self.desk.cards[place].show_card(self.board.cards[metric])

    @Slot()
    def show_all(self) -> None:
        """Show what the board knows by now."""
        board = self.board
        if self.bridge.workspace is None or not board.ready:
            return
        self.desk.show_cards([board.cards[one] for one in board.headline[:CARDS] if one in board.cards])
        others = [one for one in board.active if one not in board.headline]
        self.desk.promise.show_cards([board.cards[one] for one in others[:2] if one in board.cards])
        self.desk.needs.show_lines(board.lines, board.day, self.bridge.ws.shop.language)
        self.header_changed.emit()

    # Leading on

    @Slot(int)
    def open_metric(self, metric: int) -> None:
        """Show a metric with its chart."""
        self.bridge.show_record("metric", metric)

    @Slot(object)
    def on_line(self, line: Line) -> None:
        """Open what a line is about."""
        if line.sort == "numbers":
            self.enter_numbers()
        elif line.sort == "backup":
            self.bridge.go_to("backups")
        elif line.sort == "look_through":
            self.bridge.show_place("customers", "look-through")
        elif line.sort == "form":
            row = self.bridge.ws.find(PaperForm, line.record)
            page, place = _ENTERED.get(row.record.sheet if row else "", ("print", "log"))
            self.bridge.show_place(page, place)
        else:
            self.bridge.show_record(line.kind, line.record)

    def enter_numbers(self) -> None:
        """Go to the first number of yesterday that is missing."""
        wanted = self.desk.make_yesterday().first_focus()
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.area.ensureWidgetVisible(wanted)

    @Slot()
    def on_vision(self) -> None:
        """Show where the service vision is written."""
        self.bridge.show_place("standards", "vision")

    @Slot()
    def on_library(self) -> None:
        """Show the usual metrics."""
        self.bridge.show_place("metrics", "library")

    @Slot()
    def on_open_grid(self) -> None:
        """Show the grid of the week."""
        self.bridge.show_place("metrics", "enter")

    @Slot()
    def on_print(self) -> None:
        """Show the huddle sheet of today in the print centre."""
        self.bridge.print_sheet(SHEET, {})

    @Slot()
    def on_quick_add(self) -> None:
        """Show what can be added."""
        self.add_record()

    @Slot()
    def on_menu(self) -> None:
        """Fill the menu, in the words of the shop as they are now."""
        self.menu.clear()
        fill(
            self.menu,
            [
                Entry("number", _("Yesterday's numbers"), "metrics"),
                Entry("note", _("What happened: a note on the charts"), "edit"),
                Entry(),
                Entry("standards", _("Standard"), "standard"),
                Entry("negative-cue", _("Negative cue"), "eye"),
                Entry("people", _("Person"), "person"),
                Entry("metrics", _("Metric"), "metrics"),
                Entry(),
                Entry("enter", _("Sign-offs from paper"), "check"),
            ],
        )

    @Slot(QAction)
    def on_chosen(self, action: QAction) -> None:
        """Begin what was chosen, on its own page."""
        chosen = str(action.data())
        if chosen == "number":
            self.enter_numbers()
        elif chosen == "note":
            self.bridge.show_place("metrics", "notes")
        elif chosen == "enter":
            self.bridge.show_place("people", "enter")
        else:
            self.bridge.add_on(chosen)


def greeting(hour: int, name: str) -> str:
    """Return a greeting for an hour of the day, by the first name where one is known."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    if 5 <= hour < 12:
        words = _("Good morning, {name}") if first else _("Good morning")
    elif 12 <= hour < 18:
        words = _("Good afternoon, {name}") if first else _("Good afternoon")
    else:
        words = _("Good evening, {name}") if first else _("Good evening")
    return words.format(name=first)
