"""Choosing a backup on the start page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cxdesk.i18n import _
from ui import theme
from ui.start.backups_of import counts_text, reason_text, when_text
from ui.start.rows import FileRow
from ui.widgets import Card, PageScroll, PlainLabel, SecondaryButton

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup

SHOWN = 40


class RestorePanel(Card):
    """The backups that were found, newest first, and a way to one that was not."""

    restore_wanted = Signal(object, object)
    """The backup and the file that it belongs to."""
    look_wanted = Signal(object)
    browse_wanted = Signal()
    closed = Signal()

    def __init__(self, language: str) -> None:
        super().__init__(margin=20, spacing=10)
        self._language = language
        self.found: list[tuple[Path, Backup]] = []
        self.rows: list[FileRow] = []
        self.body.addWidget(PlainLabel(_("Restore from a backup"), size="title"))
        self.words = PlainLabel(tone="secondary", wrap=True)
        self.body.addWidget(self.words)
        self._scroll = PageScroll(spacing=0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self.body.addWidget(self._scroll, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        self.back_button = SecondaryButton(_("Back"), icon="left")
        self.back_button.clicked.connect(self.closed)
        self.browse_button = SecondaryButton(_("Choose a backup file…"), icon="folder")
        self.browse_button.clicked.connect(self.browse_wanted)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.browse_button)
        self.body.addLayout(row)
        self.show_searching()

    def show_searching(self) -> None:
        """Say that backups are looked for."""
        self._show_rows([])
        self.words.setText(_("Looking for backups…"))

    def show_found(self, found: list[tuple[Path, Backup]]) -> None:
        """Show the backups."""
        self._show_rows(found)
        self.words.setText(
            _("The newest ones of the shops on this computer. Look inside before you choose.")
            if found
            else _("None were found on this computer. If you have one on a stick or a disk, choose it.")
        )
        (self.rows[0].button if self.rows else self.browse_button).setFocus()

    def _show_rows(self, found: list[tuple[Path, Backup]]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.found = found[:SHOWN]
        self.rows = [self._row(file, one) for file, one in self.found]
        for row in self.rows:
            self._list.addWidget(row)

    def _row(self, file: Path, one: Backup) -> FileRow:
        when = when_text(one.made_at, self._language)
        row = FileRow(
            (file, one),
            f"{when} · {file.stem}",
            f"{counts_text(one.counts)} · {reason_text(one.reason)}",
            icon="backup",
            link=_("Look inside"),
            link_name=_("Look inside the backup of {when}").format(when=when),
        )
        row.opened.connect(self.on_opened)
        row.other.connect(self.on_other)
        return row

    @Slot(object)
    def on_opened(self, pair: tuple[Path, Backup]) -> None:
        """Ask for this backup."""
        self.restore_wanted.emit(pair[1], pair[0])

    @Slot(object)
    def on_other(self, pair: tuple[Path, Backup]) -> None:
        """Ask to look inside."""
        self.look_wanted.emit(pair[1].path)
