"""The print centre: kinds of sheet at the left, the real page in the middle, its options at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cxdesk.i18n import _, ngettext
from cxdesk.output import packs, printing, record
from cxdesk.output.sheet import AREAS
from ui import theme
from ui.header_action import make_action
from ui.pages.base import Page
from ui.printing.acts import Acts
from ui.printing.desk import Desk
from ui.printing.kinds import KindList
from ui.printing.log_panel import LogPanel
from ui.printing.maker import Maker
from ui.printing.older import options_for
from ui.printing.request import Made, Request, title_of
from ui.printing.side import Side
from ui.widgets import Banner, Card

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.output.record import OlderCopy
    from ui.bridge import Bridge
    from ui.tasks import Job

_Key = QKeySequence.StandardKey
MOST_ALONE = 2
"""So many sentences about a sheet have a banner each, the others one together: the page needs the room."""


class PrintPage(Page):
    """Chooses a sheet, shows it, prints it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.made: Made | None = None
        self._before: Request | None = None
        self._then: Callable[[Made], None] | None = None
        self._from_start = True
        self.maker = Maker(bridge, self)
        self.acts = Acts(bridge, self)
        self.kinds = KindList(_("Kinds of sheet"))
        self.desk = Desk(bridge.tasks)
        self.log = LogPanel()
        self.side = Side()
        self.banners: list[Banner] = []
        self.log_action = make_action(_("Print log"), self.toggle_log, self, icon="print_record")
        self._build()
        self._connect()
        bridge.tasks.run(partial(_preload, bridge.ws.shop.language))
        self.side.options.set_paper(bridge.ws.shop.paper)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        self.left = Card(margin=8)
        self.left.body.addWidget(self.kinds)
        row.addWidget(self.left)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.px(6))
        column.addLayout(self._said)
        column.addWidget(self.desk, 1)
        self.middle = QStackedWidget()
        self.middle.addWidget(middle)
        self.middle.addWidget(self.log)
        row.addWidget(self.middle, 1)
        row.addWidget(self.side)
        self.measure()

    @Slot()
    def measure(self) -> None:
        """Take the lengths of the text size in use."""
        self.left.setFixedWidth(min(theme.px(244), round(self.width() * 0.25)))
        self.side.setFixedWidth(min(theme.px(270), round(self.width() * 0.33)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def _connect(self) -> None:
        theme.current().changed.connect(self.measure)
        self.kinds.chosen.connect(self.on_kind_chosen)
        self.side.options.changed.connect(self.ask)
        self.side.print_button.clicked.connect(self.print_now)
        self.side.save_button.clicked.connect(self.save)
        self.side.cancel_button.clicked.connect(self.acts.cancel)
        self.side.older.again_wanted.connect(self.print_again)
        self.maker.made.connect(self.on_made)
        self.maker.refused.connect(self.on_refused)
        self.maker.busy_changed.connect(self.on_busy)
        self.acts.progress.connect(self.side.show_progress)
        self.acts.done.connect(self.on_act_done)
        self.log.closed.connect(self.show_preview)

    # What the window asks

    def title(self) -> str:
        return _("Print centre")

    def subtitle(self) -> str:
        kinds = ngettext("{n} kind of sheet", "{n} kinds of sheet", len(printing.sheets()))
        several = ngettext("{n} pack", "{n} packs", len(packs.packs()))
        return f"{kinds}, {several}"

    def header_actions(self) -> list[QAction]:
        return [self.log_action]

    def refresh(self, event: Event | None) -> None:
        self.kinds.show_kinds(_listed())
        if not self.kinds.current:
            self._begin(self._before or Request(next(iter(printing.sheets())), "", ""))
        elif event is None or event.tables != frozenset({"print_record"}):
            self.side.options.show_sheet(self.kinds.current, self.bridge.ws)
            self.ask()
        self._show_records()

    def _begin(self, request: Request) -> None:
        """Choose the first sheet to be shown, which asks for it, or the one that was shown before."""
        self.kinds.choose(request.sheet)
        if self._before is not None:
            self.side.options.set_request(request)
            self.ask()

    def memory(self) -> object:
        return self.side.options.request() if self.isHidden() else None

    def recall(self, memory: object) -> None:
        self._before = memory if isinstance(memory, Request) and memory.sheet else None

    def show_sheet(self, sheet: str, options: Mapping[str, str]) -> None:
        self.show_preview()
        if self.kinds.current != sheet:
            self.kinds.choose(sheet)
        self.side.options.set_values(options)
        self.ask()

    def spot(self) -> object:
        return self.side.options.request(), self.middle.currentWidget() is self.log

    def return_to(self, spot: object) -> None:
        if not isinstance(spot, tuple) or spot == self.spot():
            return
        request, log = spot
        if request.sheet and request != self.side.options.request():
            self.kinds.choose(request.sheet)
            self.side.options.set_request(request)
            self.ask()
        if log is not (self.middle.currentWidget() is self.log):
            self.toggle_log()

    def show_place(self, name: str) -> None:
        if name in printing.sheets() or name in packs.packs():
            self.show_sheet(name, {})
        elif self.middle.currentWidget() is not self.log:
            self.toggle_log()

    def first_focus(self) -> QWidget | None:
        return self.kinds

    def close_opened(self) -> bool:
        if self.middle.currentWidget() is self.log:
            self.show_preview()
            return True
        return False

    # The sheet

    @Slot(str)
    def on_kind_chosen(self, sheet: str) -> None:
        """Show another kind of sheet."""
        self.side.show_title(title_of(sheet))
        self.side.options.show_sheet(sheet, self.bridge.ws)
        self._from_start = True
        self.show_preview()
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Let what is chosen be drawn."""
        self.maker.ask(self.side.options.request())

    @Slot(object)
    def on_made(self, made: Made) -> None:
        """Show it."""
        self.made = made
        self.desk.show_pages(made.pages, from_start=self._from_start)
        self._from_start = False
        self._say(made.printed.messages, "info")
        self.side.set_ready(ready=True)
        then, self._then = self._then, None
        if then is not None:
            then(made)

    @Slot(str)
    def on_refused(self, sentence: str) -> None:
        """Say why there is nothing to print."""
        self.made, self._then = None, None
        self.desk.show_pages(None, from_start=True)
        self.side.set_ready(ready=False)
        self._say((sentence,), "warn")

    @Slot(bool)
    def on_busy(self, busy: bool) -> None:
        """Show that a sheet is being made."""
        self.desk.show_busy(busy=busy)

    def _say(self, sentences: tuple[str, ...], role: str) -> None:
        said = [*sentences[:MOST_ALONE], *filter(None, (" ".join(sentences[MOST_ALONE:]),))]
        if [banner.text for banner in self.banners] == said:
            return
        for banner in self.banners:
            self._said.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.banners = [Banner(text, "warn" if role == "warn" else "info", closable=False) for text in said]
        for banner in self.banners:
            self._said.addWidget(banner)

    # Print and save

    def _with_newest(self, act: Callable[[Made], None]) -> None:
        """Do something with what is chosen: at once, or when it is drawn."""
        if self.maker.busy:
            self._then = act
        elif self.made is not None:
            act(self.made)

    @Slot()
    def print_now(self) -> None:
        """Print what is shown."""
        self._with_newest(self.acts.print_)

    @Slot()
    def save(self) -> None:
        """Save what is shown as PDF."""
        self._with_newest(self.acts.save)

    @Slot()
    def on_act_done(self) -> None:
        """Show the log as it is now."""
        self._show_records()

    @Slot(object)
    def print_again(self, copy: OlderCopy) -> None:
        """Show the sheet that takes the place of an older copy, and print it."""
        choices = {
            choice.value: choice.title
            for option in printing.sheet(copy.sheet).options
            if option.choices is not None and option.name == "stage"
            for choice in option.choices(self.bridge.ws)
        }
        self.show_sheet(copy.sheet, options_for(copy, choices))
        self.print_now()

    # The log

    def _show_records(self) -> None:
        workspace = self.bridge.ws
        self.side.show_older(record.older_copies(workspace))
        if self.middle.currentWidget() is self.log:
            self.log.show_log(workspace)

    @Slot()
    def toggle_log(self) -> None:
        """Show the print log in place of the preview, or the preview again."""
        if self.middle.currentWidget() is self.log:
            self.show_preview()
            return
        self.middle.setCurrentWidget(self.log)
        self._show_records()
        (self.log.table if self.log.rows.rowCount() else self.log.back).setFocus()

    @Slot()
    def show_preview(self) -> None:
        """Show the sheet."""
        if self.middle.currentWidget() is self.log:
            self.middle.setCurrentIndex(0)
            self.kinds.setFocus()

    # Keys

    def _act_for(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does here, in place of what it does elsewhere."""
        preview = self.desk.preview
        keys = QKeySequence(event.keyCombination())
        for key, act in ((_Key.Save, self.save), (_Key.Print, self.print_now)):
            if event.matches(key):
                return act
        table: dict[str, Callable[[], None]] = {
            "Ctrl++": preview.zoom_in,
            "Ctrl+=": preview.zoom_in,
            "Ctrl+-": preview.zoom_out,
            "Ctrl+0": preview.fit,
            "PgDown": preview.next_page,
            "PgUp": preview.previous_page,
        }
        return next((act for text, act in table.items() if QKeySequence(text) == keys), None)

    def event(self, event: QEvent) -> bool:
        """Take the keys of the print centre before the window takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and self._act_for(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_for(event)
        if act is None:
            super().keyPressEvent(event)
            return
        act()


def _listed() -> Iterator[tuple[str, str, str]]:
    """Yield all sheets under the areas they belong to, then the packs."""
    for area, title in AREAS.items():
        yield "", _(title), ""
        yield from (
            (name, _(spec.title), _(spec.about))
            for name, spec in printing.sheets().items()
            if spec.area == area
        )
    yield "", _("Packs: several sheets as one PDF"), ""
    yield from ((name, _(pack.title), _(pack.about)) for name, pack in packs.packs().items())


def _preload(language: str, _job: Job) -> None:
    printing.preload(language)
