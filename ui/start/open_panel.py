"""The left side of the start page: files used here, copies that may be theirs, and other ways in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.start.backups_of import counts_text, when_text
from ui.start.files import short_place
from ui.start.rows import FileRow, RowButton
from ui.widgets import Card, Divider, SectionHeading

if TYPE_CHECKING:
    from cxdesk.store.surroundings import PossibleCopy

SHOWN = 5


class OpenPanel(Card):
    """Recent files, possible copies, Open, Restore, Sample."""

    open_wanted = Signal(object)
    look_wanted = Signal(object)
    locate_wanted = Signal(object)
    browse_wanted = Signal()
    restore_wanted = Signal()
    sample_wanted = Signal()
    remove_sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=12, spacing=2)
        self.rows: list[FileRow] = []
        self._heading = SectionHeading(_("Your shops"))
        self._heading.setContentsMargins(theme.px(8), theme.px(4), 0, theme.px(4))
        self.body.addWidget(self._heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.open_button = RowButton("open", _("Open a file…"))
        self.open_button.clicked.connect(self.browse_wanted)
        self.restore_button = RowButton("backup", _("Restore from a backup…"))
        self.restore_button.clicked.connect(self.restore_wanted)
        self.sample_button = RowButton("sample", _("Explore the sample shop"))
        self.sample_button.clicked.connect(self.sample_wanted)
        self.remove_sample_button = RowButton("trash", _("Remove the sample…"))
        self.remove_sample_button.clicked.connect(self.remove_sample_wanted)
        self._line = Divider()
        self.body.addWidget(self._line)
        for button in (self.open_button, self.restore_button, self.sample_button, self.remove_sample_button):
            self.body.addWidget(button)

    def show_files(self, recent: list[str], *, sample: Path) -> None:
        """Show the files used here, the ones that are gone in grey, and what may be copies of them."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._recent(path) for path in [Path(name) for name in recent][:SHOWN]]
        for row in self.rows:
            self._list.addWidget(row)
        self._heading.setVisible(bool(self.rows))
        self._line.setVisible(bool(self.rows))
        there = sample.exists()
        self.sample_button.show_words(
            _("Explore the sample shop"),
            "" if there else _("A salon that is all set up, in a file of its own."),
        )
        self.remove_sample_button.setVisible(there)

    def show_copies(self, copies: list[PossibleCopy], language: str) -> None:
        """Show files that a folder service may have doubled, below the ones used here."""
        shown = {row.path for row in self.rows}
        for copy in copies:
            if copy.path in shown:
                continue
            changed = when_text(copy.changed_at, language) if copy.changed_at else "–"
            row = FileRow(
                copy.path,
                copy.path.stem,
                _("A possible copy: {counts}, changed {when}").format(
                    counts=counts_text(copy.counts), when=changed
                ),
                icon="copy",
            )
            row.opened.connect(self.look_wanted)
            self.rows.append(row)
            self._list.addWidget(row)

    def _recent(self, path: Path) -> FileRow:
        there = path.exists()
        quiet = short_place(path) if there else _("Not found in {folder}").format(folder=short_place(path))
        row = FileRow(
            path,
            path.stem,
            quiet,
            icon="shop",
            live=there,
            link="" if there else _("Locate…"),
            link_name=_("Locate {file}").format(file=path.name),
        )
        row.opened.connect(self.open_wanted)
        row.other.connect(self.locate_wanted)
        return row
