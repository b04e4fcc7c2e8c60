"""Start: a new shop on one screen, the files used here, backups, and the sample shop."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cxdesk import errors, paths
from cxdesk.i18n import _
from ui import messages, theme
from ui.pages.base import Page
from ui.start.backups_of import ListBackups, files_to_look_beside, when_text
from ui.start.files import free_path
from ui.start.making import FindCopies, MakeSample, MakeShop, remove_sample, sample_path
from ui.start.new_shop import NewShop, NewShopForm
from ui.start.open_panel import OpenPanel
from ui.start.restore_panel import RestorePanel
from ui.start.restoring import plain_stem, restorer_of
from ui.start.trouble import TroubleCard
from ui.widgets import LinkButton, PageScroll, Picture, PlainLabel, SecondaryButton

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.services.trade_files import Trade
    from cxdesk.store.backup import Backup
    from cxdesk.store.surroundings import PossibleCopy
    from ui.bridge import Bridge
    from ui.lock.ask_card import AskCard
    from ui.start.open_trouble import OpenTrouble
    from ui.tasks import Job

WIDEST = 1160
START = "start"
HOME = "standards"
"""The page that a new shop begins on."""


class StartPage(Page):
    """What is shown while no file is open."""

    tables = frozenset({"shop"})

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, *, locale: QLocale | None = None
    ) -> None:
        super().__init__(bridge, parent)
        self.setObjectName("start_area")
        self._looking = False
        self.asking: AskCard | None = None
        self.form = NewShopForm(locale=locale)
        self.open_panel = OpenPanel()
        self.restore_panel = RestorePanel(self.form.defaults.language)
        self.trouble = TroubleCard()
        self.restorer = restorer_of(bridge)
        self._build()
        self._connect()
        bridge.tasks.run(_load_trades, self.on_trades, bridge.on_task_error)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll()
        outer.addWidget(scroll)
        inside = self.inside = QWidget()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        scroll.body.addStretch(1)
        scroll.body.addLayout(row)
        scroll.body.addStretch(2)
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(32), theme.px(28), theme.px(32), theme.px(28))
        column.setSpacing(theme.px(16))
        column.addLayout(self._head())
        column.addWidget(self.trouble)
        sides = QHBoxLayout()
        sides.setSpacing(theme.px(20))
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.px(14))
        left.addWidget(self.open_panel)
        left.addLayout(_private_words())
        left.addStretch(1)
        sides.addWidget(self.left)
        self.right = QStackedWidget()
        self.right.addWidget(self.form)
        self.right.addWidget(self.restore_panel)
        sides.addWidget(self.right, 1)
        column.addLayout(sides, 1)
        self.measure()

    @Slot()
    def measure(self) -> None:
        """Take the lengths of the text size in use."""
        self.inside.setMaximumWidth(theme.px(WIDEST))
        self.left.setFixedWidth(min(theme.px(330), max(theme.px(200), round(self.width() * 0.28))))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(Picture("heart", side=30, role="brand"), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(PlainLabel("CX Desk", size="headline"))
        words.addWidget(
            PlainLabel(
                _("Say how good service looks in your shop, teach it on paper, keep it going."),
                tone="secondary",
            )
        )
        row.addLayout(words, 1)
        self.back_button = LinkButton("", icon="left")
        self.back_button.clicked.connect(self.go_back)
        row.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _connect(self) -> None:
        panel, restore = self.open_panel, self.restore_panel
        theme.current().changed.connect(self.measure)
        self.bridge.workspace_opened.connect(self.on_opened)
        self.form.wanted.connect(self.on_new_wanted)
        panel.open_wanted.connect(self.open_file)
        panel.look_wanted.connect(self.look_at)
        panel.locate_wanted.connect(self.locate)
        panel.browse_wanted.connect(self.browse)
        panel.restore_wanted.connect(self.show_backups)
        panel.sample_wanted.connect(self.open_sample)
        panel.remove_sample_wanted.connect(self.remove_sample)
        restore.restore_wanted.connect(self.on_restore_wanted)
        restore.look_wanted.connect(self.look_at)
        restore.browse_wanted.connect(self.browse_backup)
        restore.closed.connect(self.show_form)
        self.trouble.closed.connect(self.forget_trouble)

    # What the window asks

    def refresh(self, event: Event | None) -> None:
        settings = self.bridge.settings
        self.open_panel.show_files(settings.recent, sample=sample_path())
        workspace = self.bridge.workspace
        self.back_button.setVisible(workspace is not None)
        if workspace is not None:
            self.back_button.setText(_("Back to {shop}").format(shop=workspace.shop.name))
        self.form.show_place()
        there = tuple(path for path in map(Path, settings.recent) if path.exists())
        if there:
            self.bridge.tasks.run(FindCopies(there), self.on_copies, self.bridge.on_task_error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(None)  # files come and go while a shop is open

    @Slot(object)
    def on_copies(self, copies: list[PossibleCopy]) -> None:
        """Show what may be copies of the files used here."""
        self.open_panel.show_copies(copies, self.form.defaults.language)

    def _asks(self) -> bool:
        return self.asking is not None and not self.asking.isHidden()

    def first_focus(self) -> QWidget | None:
        if self.asking is not None and self._asks():
            return self.asking.form.field
        if self.trouble.isVisible() or not self.open_panel.rows:
            return self.form.name_field if self.right.currentWidget() is self.form else None
        return self.open_panel.rows[0].button

    def close_opened(self) -> bool:
        if self.right.currentWidget() is self.restore_panel:
            self.show_form()
            return True
        if not self.trouble.isHidden() or self._asks():
            self.forget_trouble()
            return True
        return False

    @Slot()
    def go_back(self) -> None:
        """Go back to the shop that is open."""
        self.bridge.go_to(HOME)

    # New

    @Slot(object)
    def on_trades(self, trades: list[Trade]) -> None:
        """Offer the trades that there are."""
        self.form.show_trades(trades)

    @Slot(object)
    def on_new_wanted(self, new: NewShop) -> None:
        """Make the file in the background."""
        self.form.set_busy(True)
        self.bridge.tasks.run(MakeShop(new, self.bridge.who), self.on_made, self.on_not_made, store=True)

    @Slot(object)
    def on_made(self, path: Path) -> None:
        """Open what was made, at its first stage."""
        self.form.set_busy(False)
        if self.bridge.open_path(path):
            self._go_to_first_stage()

    def _go_to_first_stage(self) -> None:
        from cxdesk.entities.stage import Stage

        self.bridge.go_to(HOME)
        stages = self.bridge.ws.rows(Stage)
        if stages:
            self.bridge.show_record("stage", stages[0].id)

    @Slot(object)
    def on_not_made(self, error: BaseException) -> None:
        """Say what stands against it, beside the button."""
        self.form.set_busy(False)
        if not isinstance(error, errors.CxDeskError):
            raise error
        self.form.say(error.message)

    # The sample

    @Slot()
    def open_sample(self) -> None:
        """Open the sample shop, made if need be."""
        self.open_panel.sample_button.setEnabled(False)
        work = MakeSample(self.form.defaults, self.bridge.who)
        self.bridge.tasks.run(work, self.on_sample_made, self.on_sample_not_made, store=True)

    @Slot(object)
    def on_sample_made(self, path: Path) -> None:
        """Show the sample."""
        self.open_panel.sample_button.setEnabled(True)
        self.on_made(path)

    @Slot(object)
    def on_sample_not_made(self, error: BaseException) -> None:
        """Say why there is no sample."""
        self.open_panel.sample_button.setEnabled(True)
        self.on_not_made(error)

    @Slot()
    def remove_sample(self) -> None:
        """Remove the file of the sample shop, and nothing else."""
        if remove_sample(self.bridge, self):
            self.refresh(None)

    # Files

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Open a file."""
        self.bridge.open_path(path)

    @Slot(object)
    def look_at(self, path: Path) -> None:
        """Open a file to look at only."""
        self._looking = True
        try:
            self.bridge.open_path(path, read_only=True)
        finally:
            self._looking = False

    @Slot()
    def browse(self) -> None:
        """Ask for a file and open it."""
        path = messages.ask_open_file(self, _("Open a file"))
        if path is not None:
            self.bridge.open_path(path)

    @Slot(object)
    def locate(self, gone: Path) -> None:
        """Ask where a file is now, and open it in the place of the one that is gone."""
        title = _("Where is {file}?").format(file=gone.name)
        path = messages.ask_open_file(self, title, start=gone.parent)
        if path is not None and self.bridge.open_path(path):
            self.bridge.settings.recent = [name for name in self.bridge.settings.recent if Path(name) != gone]
            self.bridge.settings.save()

    @Slot()
    def on_opened(self) -> None:
        """Forget what stood against it, and tell a sample from one's own."""
        self.forget_trouble()
        self.show_form()
        self.form.name_field.clear()
        area: Any = getattr(self.window(), "banners", None)  # the window's, where there is one
        if area is not None and self.bridge.ws.shop.sample:
            own = SecondaryButton(_("Start my own"))
            own.clicked.connect(self.start_own)
            remove = LinkButton(_("Remove the sample…"))
            remove.clicked.connect(self.remove_sample)
            area.show_banner(_("This is the sample shop. Change what you like."), "info", [remove, own])

    @Slot()
    def start_own(self) -> None:
        """Come back to the form of a new shop."""
        self.bridge.go_to(START)
        self.form.name_field.setFocus()

    # Backups

    @Slot()
    def show_backups(self) -> None:
        """Look for backups and show them."""
        self.restore_panel.show_searching()
        self.right.setCurrentWidget(self.restore_panel)
        settings = self.bridge.settings
        second = Path(settings.backup_folder) if settings.backup_folder else None
        work = ListBackups(files_to_look_beside(settings.recent), second)
        self.bridge.tasks.run(work, self.restore_panel.show_found, self.bridge.on_task_error)

    @Slot()
    def show_form(self) -> None:
        """Show the form of a new shop again."""
        self.right.setCurrentWidget(self.form)

    @Slot(object, object)
    def on_restore_wanted(self, one: Backup, file: Path) -> None:
        """Bring a backup back."""
        when = when_text(one.made_at, self.form.defaults.language)
        self.restorer.restore(self, one.path, file, when)

    @Slot()
    def browse_backup(self) -> None:
        """Ask for a backup from elsewhere; it becomes a new file, whatever there is already."""
        path = messages.ask_open_file(self, _("Choose a backup file"))
        if path is not None:
            target = free_path(paths.new_files_dir(), plain_stem(path))
            self.restorer.restore(self, path, target, "")

    # Trouble

    @Slot(object, object)
    def on_open_failed(self, path: Path, error: errors.CxDeskError) -> None:
        """Say why a file was not opened, with the ways out."""
        self.forget_trouble()
        if isinstance(error, errors.FileLocked):
            self._ask_passphrase(path)
            return
        self.ways_out.show(path, error)

    @cached_property
    def ways_out(self) -> OpenTrouble:
        """The ways out, loaded with the first file that is not opened."""
        from ui.start.open_trouble import OpenTrouble

        return OpenTrouble(self)

    @Slot()
    def forget_trouble(self) -> None:
        """Take the cards away."""
        if "ways_out" in self.__dict__:
            self.ways_out.forget()
        self.trouble.hide()
        if self.asking is not None:
            self.asking.dismiss()

    def _ask_passphrase(self, path: Path) -> None:
        if self.asking is None:
            from ui.lock.ask_card import AskCard

            self.asking = AskCard(self.bridge)
            self._column.insertWidget(self._column.indexOf(self.trouble), self.asking)
        self.asking.ask(path, read_only=self._looking)


def _private_words() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
    row.setSpacing(theme.px(10))
    row.addWidget(Picture("lock"), 0, Qt.AlignmentFlag.AlignTop)
    words = _("Everything stays on this computer: no account, no internet, one file for each shop.")
    row.addWidget(PlainLabel(words, tone="secondary", size="small", wrap=True), 1)
    return row


def _load_trades(_job: Job) -> list[Trade]:
    from cxdesk.services import trades

    return [trades.load(info.trade) for info in trades.available()]
