"""What stands around the fields of a record: its heading, a note, a banner, its foot, and its history."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
from cxdesk.text import capital
from ui import theme
from ui.bridge import Bridge
from ui.forms.record_foot import RecordFoot
from ui.widgets import Banner, IconButton, PageScroll, SecondaryButton, SectionHeading
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from ui.widgets.history_panel import HistoryPanel


class FormFrame(QWidget):
    """The room for the fields of one record; they go into `area`."""

    remove_wanted = Signal(int)
    """Somebody pressed the button that removes the record."""

    def __init__(
        self,
        bridge: Bridge,
        spec: EntitySpec,
        parent: QWidget | None = None,
        *,
        heading: str | None = None,
        buttons: bool = True,
    ) -> None:
        """Make it with the name of the kind as its `heading`, or another; "" shows none."""
        super().__init__(parent)
        self.bridge = bridge
        self.spec = spec
        self._buttons = buttons
        self.history: HistoryPanel | None = None
        self.stack = QStackedLayout(self)
        front = QWidget(self)
        self.column = QVBoxLayout(front)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addLayout(self._heading(front, capital(_(spec.one)) if heading is None else heading))
        self.note = WrappedLabel(parent=front)
        self.note.hide()
        self.column.addWidget(self.note)
        self.area = PageScroll(front, spacing=10)
        self.column.addWidget(self.area, 1)
        self.record_foot = RecordFoot(bridge, spec, front)
        self.changed_line = self.record_foot.changed_line
        self.history_button = self.record_foot.history_button
        self.history_button.clicked.connect(self.show_history)
        self.column.addWidget(self.record_foot)
        self.stack.addWidget(front)

    def _heading(self, front: QWidget, heading: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        self.heading = SectionHeading(heading, front)
        row.addWidget(self.heading, 1)
        self.remove_button = IconButton("trash", _("Move to the trash"), front)
        self.remove_button.clicked.connect(self.on_remove)
        row.addWidget(self.remove_button)
        if not heading:
            self.heading.hide()
        if not self._buttons:
            self.remove_button.hide()
        return row

    # What the form says of itself

    @property
    def record_id(self) -> int | None:
        """The id of the record shown; None for none or a new one."""
        raise NotImplementedError

    def flush(self) -> bool:
        """Keep what stands in the fields; tell whether nothing is left unkept."""
        raise NotImplementedError

    @Slot()
    def retry(self) -> None:
        """Try again to keep what the disk or the file refused."""
        raise NotImplementedError

    # What could not be kept

    @cached_property
    def retry_button(self) -> SecondaryButton:
        """The button on the banner."""
        button = SecondaryButton(_("Retry"), icon="refresh")
        button.clicked.connect(self.retry)
        return button

    @cached_property
    def fault(self) -> Banner:
        """Says that something could not be kept. Made when that happens."""
        fault = Banner(" ", "danger", [self.retry_button], closable=False, narrow=True)
        fault.hide()
        self.column.insertWidget(self.column.indexOf(self.area), fault)
        return fault

    def show_fault(self, sentence: str = "", *, shown: bool) -> None:
        """Show or hide the banner, with another sentence if there is one."""
        if sentence:
            self.fault.words.setText(sentence)
        if "fault" in self.__dict__:
            self.fault.setVisible(shown)

    # The record as a whole

    @Slot()
    def on_remove(self) -> None:
        """Hand the wish on."""
        if self.record_id is not None:
            self.remove_wanted.emit(self.record_id)

    @Slot()
    def show_history(self) -> None:
        """Show what happened to the record in the place of its fields."""
        if self.record_id is None:
            return
        self.flush()
        self.close_history()
        from ui.widgets.history_panel import HistoryPanel

        self.history = HistoryPanel(self.bridge, self.spec, self.record_id, self)
        self.history.closed.connect(self.on_history_closed)
        self.stack.addWidget(self.history)
        self.stack.setCurrentWidget(self.history)
        self.history.focus_first()

    @Slot()
    def on_history_closed(self) -> None:
        """Show the fields again."""
        self.close_history()
        self.history_button.setFocus(Qt.FocusReason.TabFocusReason)

    def close_history(self) -> bool:
        """Close the history if it is open; tell whether it was."""
        panel, self.history = self.history, None
        if panel is None:
            return False
        self.stack.removeWidget(panel)
        panel.deleteLater()
        return True
