"""Backups: what there is, when and why it was made, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.errors import CxDeskError
from cxdesk.i18n import _
from cxdesk.paths import SUFFIX
from ui import messages, theme
from ui.header_action import make_action
from ui.pages.base import Page
from ui.standards.menus import Entry, open_menu
from ui.start.backup_table import (
    BackupModel,
    Found,
    LookForBackups,
    MadeBackup,
    MakeBackup,
    SaveCopy,
    away_text,
    rule_text,
)
from ui.start.backups_of import counts_text, reason_text, when_text
from ui.start.restoring import original_of, restorer_of
from ui.widgets import (
    Card,
    Divider,
    EmptyState,
    FlowLayout,
    LinkButton,
    PageScroll,
    PlainLabel,
    PrimaryButton,
    ProgressBar,
    SecondaryButton,
    SectionHeading,
)
from ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.store.backup import Backup
    from ui.bridge import Bridge


class BackupsPage(Page):
    """Lists the backups of the open file; everything that takes time runs in the background."""

    tables = frozenset()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.file = original_of(bridge.ws.path) or bridge.ws.path
        self.is_backup = self.file != bridge.ws.path
        self.busy = False
        self._wanted: Path | None = None
        self.restorer = restorer_of(bridge)
        self.rows = BackupModel(self)
        self.make_action = make_action(_("Back up now"), self.back_up, self, icon="backup", primary=True)
        self.folder_action = make_action(_("Show in folder"), self.show_folder, self, icon="folder")
        self.copy_action = make_action(_("Save a copy…"), self.save_copy, self, icon="copy")
        self._build()
        self.restorer.busy_changed.connect(self.on_busy)
        theme.current().changed.connect(self.measure)
        bridge.backup_made.connect(self.look)
        bridge.settings_changed.connect(self.look)

    # Building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        left = Card(margin=12)
        self.table = RecordTable(_("Backups"))
        self.table.setModel(self.rows)
        self.rows.set_widths(self.table.horizontalHeader())
        self.table.current_changed.connect(self.on_current_changed)
        self.table.entered.connect(self.look_inside)
        self.table.menu_wanted.connect(self.on_menu_wanted)
        self.bar = ProgressBar(name=_("Backing up"))
        self.bar.hide()
        words = _("A backup is made when you open the file, while you work, and when you close it.")
        self.empty = EmptyState("backup", words)
        left.body.addWidget(self.bar)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        row.addWidget(left, 1)
        right = self.right = PageScroll(spacing=14)
        right.body.setContentsMargins(0, 0, theme.px(6), 0)
        right.body.addWidget(self._chosen_card())
        right.body.addWidget(self._away_card())
        right.body.addWidget(self._rule_card())
        right.body.addStretch(1)
        row.addWidget(right)
        self.measure()
        self._show_chosen()

    @Slot()
    def measure(self) -> None:
        """Take the lengths of the text size in use."""
        self.right.setFixedWidth(min(theme.px(306), round(self.width() * 0.4)))
        self.rows.fit(self.table.horizontalHeader(), self.width() - self.right.width() - theme.px(52))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def _chosen_card(self) -> Card:
        card = Card()
        self.chosen_title = SectionHeading()
        self.chosen_title.setWordWrap(True)
        self.chosen_words = PlainLabel(tone="secondary", wrap=True)
        self.restore_button = PrimaryButton(_("Restore…"))
        self.restore_button.clicked.connect(self.restore)
        self.look_button = SecondaryButton(_("Look inside"), icon="eye")
        self.look_button.clicked.connect(self.look_inside)
        self.back_button = LinkButton(_("Back to my file"), icon="left")
        self.back_button.clicked.connect(self.go_back)
        for part in (self.chosen_title, self.chosen_words):
            card.body.addWidget(part)
        both = QWidget()
        buttons = FlowLayout(both, gap=2)
        buttons.addWidget(self.restore_button)
        buttons.addWidget(self.look_button)
        card.body.addWidget(both)
        card.body.addWidget(self.back_button)
        self.back_button.setHidden(not self.is_backup)
        return card

    def _away_card(self) -> Card:
        card = Card()
        card.body.addWidget(SectionHeading(_("Away from this computer")))
        self.away = PlainLabel(wrap=True)
        card.body.addWidget(self.away)
        self.settings_button = LinkButton(_("Choose a second place"))
        self.settings_button.clicked.connect(self.go_to_settings)
        card.body.addWidget(self.settings_button)
        return card

    def _rule_card(self) -> Card:
        card = Card()
        card.body.addWidget(SectionHeading(_("What is kept, and how long")))
        for place, paragraph in enumerate(rule_text()):
            if place:
                card.body.addWidget(Divider())
            card.body.addWidget(PlainLabel(paragraph, tone="secondary", size="small", wrap=True))
        return card

    # What the window asks

    def subtitle(self) -> str:
        return self.rows.summary()

    def header_actions(self) -> list[QAction]:
        return [self.folder_action, self.copy_action, self.make_action]

    def refresh(self, event: Event | None) -> None:
        self.make_action.setEnabled(not self.is_backup)
        self.look()

    def memory(self) -> object:
        return None if self.busy else (self.chosen.path if self.chosen else Path())

    def recall(self, memory: object) -> None:
        self._wanted = memory if isinstance(memory, Path) else None

    def first_focus(self) -> QWidget | None:
        return self.table

    # The list

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        return self.rows.at(self.table.currentIndex())

    @property
    def language(self) -> str:
        """How the shop writes dates."""
        workspace = self.bridge.workspace
        return workspace.shop.language if workspace is not None else "en"

    @Slot()
    def look(self) -> None:
        """Read the list anew, in the background."""
        if self.bridge.workspace is None:
            return
        second = self.bridge.settings.backup_folder
        work = LookForBackups(self.file, Path(second) if second else None)
        self.bridge.tasks.run(work, self.on_found, self.bridge.on_task_error)

    @Slot(object)
    def on_found(self, found: Found) -> None:
        """Show the list; what was chosen stays chosen."""
        before = self.chosen
        self.rows.show_backups(found.backups, self.language)
        self.table.setVisible(bool(found.backups))
        self.empty.setVisible(not found.backups)
        if found.backups:
            wanted = before.path if before else self.bridge.ws.path if self.is_backup else self._wanted
            self.table.go_to_row(self.rows.row_of(wanted))
        self.away.setText(away_text(found))
        self.away.set_tone("warning" if found.away_is_old else "text")
        self.settings_button.setVisible(found.second is None)
        self._show_chosen()
        self.header_changed.emit()

    @Slot(QModelIndex)
    def on_current_changed(self, _index: QModelIndex) -> None:
        """Tell about another backup."""
        self._show_chosen()

    def _show_chosen(self) -> None:
        one = self.chosen
        self.restore_button.setEnabled(one is not None)
        self.look_button.setEnabled(one is not None)
        if one is None:
            self.chosen_title.setText(_("No backup yet"))
            self.chosen_words.setText(_("Make one with “Back up now”."))
            return
        self.chosen_title.setText(when_text(one.made_at, self.language))
        self.chosen_words.setText(f"{counts_text(one.counts)}\n{reason_text(one.reason)}")

    # What can be done

    @Slot(QPoint)
    def on_menu_wanted(self, where: QPoint) -> None:
        """Offer what can be done with the chosen backup."""
        entries = (
            Entry("look", _("Look inside"), "eye", "Return"),
            Entry("restore", _("Restore…"), "restore"),
        )
        open_menu(self.table, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "look":
            self.look_inside()
        else:
            self.restore()

    @Slot()
    def back_up(self) -> None:
        """Make a backup, in the background."""
        if not self.make_action.isEnabled():
            return
        self.on_busy(busy=True)
        second = self.bridge.settings.backup_folder
        work = MakeBackup(self.file, Path(second) if second else None)
        self.bridge.tasks.run(work, self.on_made, self.on_not_made, self.on_progress)

    @Slot(int, int, str)
    def on_progress(self, done: int, total: int, _text: str) -> None:
        """Show how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    @Slot(object)
    def on_made(self, made: MadeBackup) -> None:
        """Say that it is there, and what became of the second copy."""
        self.on_busy(busy=False)
        self.bridge.backed_up(made.backup.made_at)
        self.bridge.notice.emit(_("Backed up: {counts}").format(counts=counts_text(made.backup.counts)), "")
        if made.second_refused:
            self.bridge.problem.emit(made.second_refused, "warn")

    @Slot(object)
    def on_not_made(self, error: BaseException) -> None:
        """Say what stands against it."""
        self.on_busy(busy=False)
        self.bridge.on_task_error(error)

    @Slot(bool)
    def on_busy(self, busy: bool) -> None:
        """Show that something runs."""
        self.busy = busy
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.make_action.setEnabled(not busy and not self.is_backup)

    @Slot()
    def save_copy(self) -> None:
        """Ask where to, then write what is open to a new file."""
        title, name = _("Save a copy"), self.bridge.ws.path.name
        path = messages.ask_save_file(self, title, name, suffix=SUFFIX, start=Path.home())
        if path is None:
            return
        if not self.bridge.ws.in_place():  # only the open connection still has it
            try:
                self.bridge.ws.save_copy(path)
            except CxDeskError as error:
                self.bridge.show_error(error)
            else:
                self.on_copied(path)
            return
        self.on_busy(busy=True)
        self.bridge.tasks.run(
            SaveCopy(self.bridge.ws.path, path), self.on_copied, self.on_not_made, self.on_progress
        )

    @Slot(object)
    def on_copied(self, path: Path) -> None:
        """Say where the copy is."""
        self.on_busy(busy=False)
        words = _("A copy is in {folder} as {file}").format(folder=path.parent.name, file=path.name)
        self.bridge.notice.emit(words, "")

    @Slot()
    def restore(self) -> None:
        """Bring the chosen backup back, after asking."""
        one = self.chosen
        if one is not None:
            self.restorer.restore(self, one.path, self.file, when_text(one.made_at, self.language))

    @Slot()
    def look_inside(self) -> None:
        """Open the chosen backup to look at only."""
        one = self.chosen
        if one is None:
            return
        when = when_text(one.made_at, self.language)
        undo_ends = bool(self.bridge.ws.undo_label)
        if self.bridge.open_path(one.path, read_only=True):
            words = _(
                "You are looking at the backup of {when}. The Backups page takes you back to your file."
            )
            if undo_ends:
                words += " " + _("What you did before is then taken back in History, not with Undo.")
            self.bridge.problem.emit(words.format(when=when), "info")

    @Slot()
    def go_back(self) -> None:
        """Open the file that the backup belongs to."""
        self.bridge.open_path(self.file)

    @Slot()
    def show_folder(self) -> None:
        """Show the folder of the backups."""
        folder = self.file.parent / "backups"
        messages.open_folder(folder if folder.is_dir() else self.file.parent)

    @Slot()
    def go_to_settings(self) -> None:
        """Show where a second place is chosen."""
        self.bridge.go_to("settings")
