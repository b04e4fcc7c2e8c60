"""The window in which a passphrase is set, changed or taken away, and its recovery key brought to paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.errors import CxDeskError, InputError
from cxdesk.i18n import _
from cxdesk.output.recovery_sheet import RecoverySheet
from ui import messages, theme
from ui.lock.work import Confirm, Others, Seal, Settle
from ui.protection import on_paper
from ui.protection.steps import TITLES, BackupsStep, Mode, PaperStep, WordsStep
from ui.widgets import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent
    from PySide6.QtPrintSupport import QPrinter

    from cxdesk.store.backup import Backup
    from cxdesk.store.keys import Key
    from ui.main_window import MainWindow


class ProtectDialog(QDialog):
    """Goes through the steps. It has keys of its own while it is open, and wipes them when it closes."""

    def __init__(self, window: MainWindow, mode: Mode) -> None:
        super().__init__(window)
        self._main, self._bridge, self.mode = window, window.bridge, mode
        self._path = self._bridge.ws.path
        self._language = self._bridge.ws.shop.language
        self._old: Key | None = self._bridge.key()
        self._new: Key | None = None
        self._found: list[Backup] = []
        self._device: QPrinter | None = None
        self._working = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.show_paper)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_(TITLES[mode]))
        self.setMinimumWidth(theme.px(460))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        self.heading = PlainLabel(self.windowTitle(), size="heading")
        self.windowTitleChanged.connect(self.heading.setText)
        column.addWidget(self.heading)
        self.steps = QStackedWidget(self)
        column.addWidget(self.steps)
        self.words = WordsStep(mode)
        self.words.wanted.connect(self.on_words)
        self.words.cancel_button.clicked.connect(self.reject)
        self.paper: PaperStep | None = None
        self.others: BackupsStep | None = None
        self._show(self.words, next(iter(self.words.fields.values())))

    def _show(self, step: QWidget, focus: QWidget) -> None:
        if self.steps.indexOf(step) < 0:
            self.steps.addWidget(step)
        self.steps.setCurrentWidget(step)
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _second(self) -> Path | None:
        folder = self._bridge.settings.backup_folder
        return Path(folder) if folder else None

    # The words

    @Slot()
    def on_words(self) -> None:
        """Derive keys, which takes a moment."""
        self._working = True
        work = Confirm(self._old, self.words.current, self.words.new)
        self._bridge.tasks.run(work, self.on_confirmed, self.on_refused)

    @Slot(object)
    def on_refused(self, error: BaseException) -> None:
        """Say at the field what is wrong."""
        self._working = False
        if not isinstance(error, InputError):
            self.words.set_busy(busy=False)
            self._bridge.on_task_error(error)
            return
        self.words.show_wrong(error.fields)

    @Slot(object)
    def on_confirmed(self, key: Key | None) -> None:
        """Write the file anew, or go on to the paper."""
        self.words.forget()
        self._new = key
        if self.mode == "print":
            self._working = False
            self.show_paper()
            return
        self._main.locker.work(_("The file is being written anew. This takes a moment."))
        work = Seal(self._path, self._old, key)
        self._bridge.tasks.run(work, self.on_sealed, self.on_not_sealed, store=True)

    @Slot(object)
    def on_sealed(self, path: Path) -> None:
        """Open the file again, and go on to the paper."""
        self._working = False
        on_paper.forget(self._bridge.settings, path)
        if not self._main.locker.reopen(path, self._new.copy() if self._new else None):
            self.reject()
        elif self._new is None:
            words = _("{file} has no passphrase any more.").format(file=path.name)
            self._bridge.notice.emit(words, "")
            self.accept()
        else:
            self._soon.start(0)  # the page behind has its turn first

    @Slot(object)
    def on_not_sealed(self, error: BaseException) -> None:
        """Open the file as it was, and say what stands against it."""
        self._working = False
        self._main.locker.reopen(self._path, self._old.copy() if self._old else None)
        self.reject()
        self._bridge.on_task_error(error)

    # The paper

    @Slot()
    def show_paper(self) -> None:
        """Show the recovery key, unless the file was closed since."""
        if self._bridge.workspace is None:
            return
        self.paper = PaperStep(self._bridge.ws.recovery_key())
        self.paper.print_button.clicked.connect(self.print_paper)
        self.paper.save_button.clicked.connect(self.save_paper)
        self.paper.done_button.clicked.connect(self.on_paper_done)
        self.paper.later_button.clicked.connect(self.look_for_others)
        self.setWindowTitle(_("The recovery key"))
        self._show(self.paper, self.paper.print_button)

    def _pdf(self) -> bytes:
        ws = self._bridge.ws
        return RecoverySheet(
            ws.recovery_key(), ws.path.name, clock.today(), ws.shop.language, ws.shop.paper
        ).pdf()

    @Slot()
    def save_paper(self) -> None:
        """Ask where to, and write the sheet there."""
        name = _("Recovery key of {file}").format(file=self._path.stem) + ".pdf"
        path = messages.ask_save_file(
            self, _("Save as PDF"), name, files=messages.pdf_filter(), suffix=".pdf", start=Path.home()
        )
        if path is None or self.paper is None:
            return
        from cxdesk.services.exporting import write_whole

        try:
            write_whole(path, self._pdf())
        except OSError as error:
            words = _("{file} could not be saved: {why}. Choose another folder.")
            self.paper.say(words.format(file=path.name, why=error.strerror or error), wrong=True)
            return
        self.paper.say(_("Saved. Print it, then delete that file: it opens the shop's file."))

    @Slot()
    def print_paper(self) -> None:
        """Open the system's print dialog."""
        from PySide6.QtPrintSupport import QPrintDialog

        from ui.printing import pages, printer

        made = pages.measured(self._pdf())
        self._device = printer.printer_for(made, _("Recovery key"))
        box = QPrintDialog(self._device, self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(self.on_print_accepted)
        QDialog.open(box)

    @Slot()
    def on_print_accepted(self) -> None:
        """Send the page, in the background."""
        from ui.printing import pages, printer

        if self._device is not None:
            work = printer.work(pages.measured(self._pdf()), self._device)
            self._bridge.tasks.run(work, self.on_printed, self.on_not_printed)

    @Slot(int)
    def on_printed(self, _count: int) -> None:
        """Say so."""
        if self.paper is not None:
            self.paper.say(_("It was sent to the printer. Look that all groups can be read."))

    @Slot(object)
    def on_not_printed(self, error: BaseException) -> None:
        """Say why not."""
        if not isinstance(error, CxDeskError):
            raise error
        if self.paper is not None:
            self.paper.say(error.message, wrong=True)

    @Slot()
    def on_paper_done(self) -> None:
        """Remember that it is on paper."""
        on_paper.note(self._bridge.settings, self._path)
        self._bridge.settings_changed.emit()
        self.look_for_others()

    # The backups from before

    def ask_again(self) -> None:
        """Ask only what becomes of older backups; the key is that of the open file."""
        self._new = self._bridge.key()
        self.finished.connect(self.deleteLater)  # shown only when there are any
        self.look_for_others()

    @Slot()
    def look_for_others(self) -> None:
        """Look for backups that this passphrase does not open."""
        if self.mode == "print" or self._new is None:
            self.accept()
            return
        work = Others(self._path, self._new, self._second)
        self._bridge.tasks.run(work, self.on_found, self._bridge.on_task_error)

    @Slot(object)
    def on_found(self, found: list[Backup]) -> None:
        """Show them, if there are any."""
        self._found = found
        if not found:
            self.accept()
            return
        self.setWindowTitle(_("Backups from before"))
        self.others = BackupsStep(found, self._language)
        self.others.keep_button.clicked.connect(self.accept)
        self.others.lock_button.clicked.connect(self.lock_others)
        self.others.remove_button.clicked.connect(self.remove_others)
        self._show(self.others, self.others.lock_button)
        if not self.isVisible():
            self.open()

    @Slot()
    def lock_others(self) -> None:
        """Lock them with the new key."""
        self._settle(remove=False)

    @Slot()
    def remove_others(self) -> None:
        """Remove them, after asking."""
        words = _("Remove these backups for good?")
        more = _("What only they hold is gone then. The newest state is in the file itself.")
        if messages.confirm(self, words, _("Remove them"), more=more):
            self._settle(remove=True)

    def _settle(self, *, remove: bool) -> None:
        if self.others is None or self._new is None:
            return
        self.others.set_busy(busy=True)
        self._working = True
        work = Settle(tuple(self._found), self._new, self._old, remove)
        self._bridge.tasks.run(work, self.on_settled, self.on_not_settled, store=True)

    @Slot(object)
    def on_settled(self, left: list[Backup]) -> None:
        """Close, or say with which it could not be done."""
        self._working = False
        if left and self.others is not None:
            self.others.show_left(len(left))
            return
        self._bridge.notice.emit(_("No backup can be read without the passphrase any more."), "")
        self.accept()

    @Slot(object)
    def on_not_settled(self, error: BaseException) -> None:
        """Say what stands against it."""
        self._working = False
        if self.others is not None:
            self.others.set_busy(busy=False)
        self._bridge.on_task_error(error)

    # Closing

    def _at_the_paper(self) -> bool:
        return self.paper is not None and self.steps.currentWidget() is self.paper

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the recovery key for later; what becomes of older backups is still asked."""
        if event.key() == Qt.Key.Key_Escape and self._at_the_paper():
            self.look_for_others()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Do the same where a person closes the window; a lock closes all of it at once."""
        if event.spontaneous() and self._at_the_paper():
            event.ignore()
            self.look_for_others()
        else:
            super().closeEvent(event)

    def done(self, result: int) -> None:
        """Forget what was typed and wipe the keys; not while the file is being written."""
        if self._working:
            return
        self.words.forget()
        if self.paper is not None:
            self.paper.forget()
        for key in (self._old, self._new):
            if key is not None:
                key.wipe()
        super().done(result)
