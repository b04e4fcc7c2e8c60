"""Why a file was not opened, in a plain sentence, and the ways out that there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import errors
from cxdesk.i18n import _
from ui import theme
from ui.start.rows import RowButton
from ui.widgets import Card, IconButton, Picture, PlainLabel

LOOK, AGAIN, RESTORE, SALVAGE, SAVED, OTHER, LOCATE, FOLDER, BACKUPS = (
    "look", "again", "restore", "salvage", "saved", "other", "locate", "folder", "backups",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: what it does, and what comes of it."""

    act: str
    icon: str
    title: str
    quiet: str = ""


def ways_out(path: Path, error: errors.CxDeskError) -> list[Way]:
    """Return what can be done when `path` was not opened because of `error`."""
    other = Way(OTHER, "open", _("Open another file…"))
    folder = Way(FOLDER, "folder", _("Show the file in its folder"))
    backups = Way(BACKUPS, "backup", _("Choose from its backups…"))
    if isinstance(error, errors.FileBusy):
        look = Way(LOOK, "eye", _("Look at it"), _("Nothing can be changed while it is open elsewhere."))
        return [look, Way(AGAIN, "refresh", _("Try again"), _("After it was closed there.")), other]
    if not path.exists():
        locate = Way(LOCATE, "search", _("Locate it…"), _("It may have been moved or renamed."))
        return [locate, backups, other]
    if isinstance(error, errors.FileTooNew):
        return [other, folder]
    if isinstance(error, errors.FileDamaged):
        salvage = Way(
            SALVAGE, "recovery", _("Save what can be read into a new file"),
            _("The damaged file stays as it is."),
        )  # fmt: skip
        return [salvage, backups, folder]
    if isinstance(error, errors.FileForeign):
        return [other, backups, folder]
    return [Way(AGAIN, "refresh", _("Try again")), folder, other]


def ways_after(saved: Path) -> list[Way]:
    """Return what can be done when only a part of a damaged file could be saved, into the file `saved`."""
    words = _("It is in {file}, beside the damaged one.").format(file=saved.name)
    return [
        Way(SAVED, "open", _("Open what could be read"), words),
        Way(BACKUPS, "backup", _("Choose from its backups…")),
        Way(FOLDER, "folder", _("Show the file in its folder")),
    ]


def may_be_restored(path: Path, error: errors.CxDeskError) -> bool:
    """Tell whether the newest good backup shall be offered first."""
    return isinstance(error, errors.FileDamaged | errors.FileForeign) or not path.exists()


class TroubleCard(Card):
    """The sentence and the ways out, on the page itself."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=16, spacing=6)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Picture("warning", side=20, role="danger"))
        self.sentence = PlainLabel(size="strong", wrap=True)
        head.addWidget(self.sentence, 1)
        self.close_button = IconButton("close", _("Close this message"))
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.buttons: dict[str, RowButton] = {}
        self.hide()

    def show_ways(self, sentence: str, ways: Sequence[Way]) -> None:
        """Show a sentence and what can be done."""
        self.sentence.setText(sentence)
        for button in self.buttons.values():
            self._rows.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for way in ways:
            self.add_way(way)
        self.show()

    def add_way(self, way: Way, *, first: bool = False) -> None:
        """Offer one more."""
        button = RowButton(way.icon, way.title, way.quiet, strong=True)
        button.setProperty("act", way.act)
        button.clicked.connect(self.on_clicked)
        self._rows.insertWidget(0 if first else self._rows.count(), button)
        if first:
            QWidget.setTabOrder(self.close_button, button)
            self.buttons = {way.act: button, **self.buttons}
        else:
            self.buttons[way.act] = button

    def focus_first(self) -> None:
        """Go to the first way out."""
        if self.buttons:
            next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """Take no other wish while one is being met."""
        for button in self.buttons.values():
            button.setEnabled(not busy)

    @Slot()
    def on_clicked(self) -> None:
        """Tell what was chosen."""
        sender: QObject | None = self.sender()
        if sender is not None:
            self.chosen.emit(str(sender.property("act")))
