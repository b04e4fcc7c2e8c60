"""The only place with message boxes and file boxes. Every text is shown as it is, never as markup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMessageBox, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.paths import SUFFIX, log_dir, new_files_dir
from ui import theme
from ui.widgets import CheckBox, PlainLabel, PrimaryButton, SecondaryButton, TextBox


def workspace_filter() -> str:
    """Return the filter for workspaces."""
    return _("CX Desk files ({pattern})").format(pattern=f"*{SUFFIX}")


def pdf_filter() -> str:
    """Return the filter for PDF files."""
    return _("PDF ({pattern})").format(pattern="*.pdf")


def image_filter() -> str:
    """Return the filter for pictures."""
    return _("Pictures ({pattern})").format(pattern="*.png *.jpg *.jpeg *.webp")


def _folder(start: Path | None) -> str:
    place = start or new_files_dir()
    while not place.is_dir() and place != place.parent:
        place = place.parent
    return str(place)


def ask_open_file(
    parent: QWidget | None, title: str, *, files: str = "", start: Path | None = None
) -> Path | None:
    """Ask for a file that there is; None when she thinks better of it. `files` is a filter."""
    name, _used = QFileDialog.getOpenFileName(parent, title, _folder(start), files or workspace_filter())
    return Path(name) if name else None


def ask_save_file(
    parent: QWidget | None,
    title: str,
    name: str,
    *,
    files: str = "",
    suffix: str = "",
    start: Path | None = None,
) -> Path | None:
    """Ask where to put a file called `name`; the suffix is added where it is missing."""
    proposed = str(Path(_folder(start)) / name)
    chosen, _used = QFileDialog.getSaveFileName(parent, title, proposed, files or workspace_filter())
    if not chosen:
        return None
    path = Path(chosen)
    return path if not suffix or path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def ask_folder(parent: QWidget | None, title: str, *, start: Path | None = None) -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, title, _folder(start))
    return Path(name) if name else None


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str, more: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("CX Desk")
    box.setText(text)
    box.setInformativeText(more)
    # The format counts for the first text only; Qt would guess that of the second.
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    return box


def confirm(parent: QWidget | None, text: str, verb: str, *, more: str = "", danger: bool = True) -> bool:
    """Ask about an act that can't be taken back; `verb` is on the button ("Delete the file").

    The safe answer is the one that Enter and Esc give.
    """
    box = _box(parent, QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question, text, more)
    act = box.addButton(
        verb, QMessageBox.ButtonRole.DestructiveRole if danger else QMessageBox.ButtonRole.AcceptRole
    )
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay if danger else act)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is act


def ask_with_tick(
    parent: QWidget | None, text: str, verb: str, tick: str, *, more: str = ""
) -> tuple[bool, bool]:
    """Ask whether to go on, and something besides, which is off until it is ticked; return both answers."""
    box = _box(parent, QMessageBox.Icon.Question, text, more)
    act = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(act)
    box.setEscapeButton(stay)
    ticked = CheckBox(tick)
    box.setCheckBox(ticked)
    box.exec()
    return box.clickedButton() is act, ticked.isChecked()


def tell(parent: QWidget | None, text: str, *, more: str = "") -> None:
    """Say something that can't wait in a banner."""
    box = _box(parent, QMessageBox.Icon.Information, text, more)
    close = box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.setEscapeButton(close)
    box.exec()


def open_folder(path: Path) -> bool:
    """Show a folder in the system's file manager."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_address(address: str) -> bool:
    """Show an address in the browser; whoever calls this has asked."""
    return QDesktopServices.openUrl(QUrl(address))


class CrashDialog(QDialog):
    """Our own bug: what happened, what was kept, and what can be sent to whoever can mend it."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.details = details
        self.setWindowTitle("CX Desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(520))
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.addWidget(PlainLabel(_("Something in CX Desk went wrong"), size="heading"))
        column.addWidget(
            PlainLabel(
                _(
                    "That is a fault of the program, not of yours. The last step was not carried out;"
                    " everything that was saved before is safe in your file. You can go on working."
                ),
                wrap=True,
            )
        )
        column.addWidget(
            PlainLabel(
                _(
                    "The details help to mend it. Read them before you pass them on:"
                    " they may hold a word or two of yours."
                ),
                tone="secondary",
                wrap=True,
            )
        )
        text = TextBox(name=_("Details"), lines=8, most=8)
        text.set_text(details)
        text.setReadOnly(True)
        column.addWidget(text)
        column.addLayout(self._buttons())
        self.go_on.setFocus()

    def _buttons(self) -> QVBoxLayout:
        from PySide6.QtWidgets import QHBoxLayout

        outer = QVBoxLayout()
        row = QHBoxLayout()
        self.copy = SecondaryButton(_("Copy details"), icon="copy")
        self.copy.clicked.connect(self.on_copy_clicked)
        self.folder = SecondaryButton(_("Open log folder"), icon="folder")
        self.folder.clicked.connect(self.on_folder_clicked)
        self.go_on = PrimaryButton(_("Continue"))
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        row.addWidget(self.copy)
        row.addWidget(self.folder)
        row.addStretch(1)
        row.addWidget(self.go_on)
        outer.addLayout(row)
        return outer

    @Slot()
    def on_copy_clicked(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details)
        self.copy.setText(_("Copied"))

    @Slot()
    def on_folder_clicked(self) -> None:
        """Show where the log is."""
        open_folder(log_dir())


class _Crash:
    open_dialog: CrashDialog | None = None


def show_crash(details: str, parent: QWidget | None = None) -> CrashDialog | None:
    """Show the crash dialog, unless it is open already; it does not stop the program."""
    from shiboken6 import isValid

    if _Crash.open_dialog is not None and isValid(_Crash.open_dialog) and _Crash.open_dialog.isVisible():
        return None
    _Crash.open_dialog = CrashDialog(details, parent)
    _Crash.open_dialog.open()
    return _Crash.open_dialog
