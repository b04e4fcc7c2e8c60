"""A window over the others while an operation on very many records is undone or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.imports.steps import StepRunner
from ui.widgets import PlainLabel, ProgressBar, SecondaryButton

if TYPE_CHECKING:
    from cxdesk.events import Act
    from ui.bridge import Bridge


class GoingBack(QDialog):
    """It goes when the work is done; closing it before leaves everything as it was."""

    def __init__(self, bridge: Bridge, parent: QWidget, act: Act) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        undo = act == "undo"
        text = bridge.undo_text() if undo else bridge.redo_text()
        self._done = _("Undone: {label}") if undo else _("Done again: {label}")
        self.setWindowTitle(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(PlainLabel(text, self, size="strong", wrap=True))
        words = _("These are very many records: it takes a moment. If you give up, all stays as it is.")
        column.addWidget(PlainLabel(words, self, tone="secondary", wrap=True))
        bar = ProgressBar(self, name=text)
        bar.setRange(0, 0)
        column.addWidget(bar)
        buttons = QDialogButtonBox(self)
        self.give_up = SecondaryButton(_("Give up"))
        buttons.addButton(self.give_up, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.px(420))
        self._runner = StepRunner(self)
        self._runner.done.connect(self.on_done)
        self._runner.failed.connect(self.on_failed)
        self._runner.start(bridge.ws.going_back(act))

    @Slot(object)
    def on_done(self, label: str | None) -> None:
        """Say what was done."""
        self.accept()
        self._bridge.deliver()  # what a change dismisses has to be over before its own notice
        if label:
            self._bridge.notice.emit(self._done.format(label=label), "")

    @Slot(object)
    def on_failed(self, error: BaseException) -> None:
        """Say what stands against it."""
        self.accept()
        self._bridge.on_task_error(error)

    def done(self, result: int) -> None:
        self._runner.stop()
        super().done(result)
