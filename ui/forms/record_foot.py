"""The foot of a record's form: when it was changed and by whom, and the way to its history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import formats
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored
from ui import theme
from ui.bridge import Bridge
from ui.widgets import LinkButton
from ui.widgets.wrapped import WrappedLabel


class RecordFoot(QWidget):
    """Its line is read once the fields are seen."""

    def __init__(self, bridge: Bridge, spec: EntitySpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._spec = bridge, spec
        self._stored: Stored[Any] | None = None
        self._due = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.show_changed_line)
        row = QHBoxLayout(self)
        row.setSpacing(theme.px(4))
        self.changed_line = WrappedLabel(parent=self)
        self.history_button = LinkButton(_("History"), self)
        row.addWidget(self.changed_line, 1)
        row.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.setContentsMargins(0, 0, theme.px(10), 0)

    def show_record(self, stored: Stored[Any] | None) -> None:
        """Show the foot of a record; of none, nothing."""
        self._stored = stored
        self.history_button.setVisible(stored is not None)
        self.changed_line.setVisible(stored is not None)
        self._due = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._due:
            self._due = False
            self._soon.start()

    @Slot()
    def show_changed_line(self) -> None:
        """Say when the record was changed and by whom."""
        self._soon.stop()
        stored, workspace = self._stored, self._bridge.workspace
        if stored is None or workspace is None:
            return
        entries = workspace.history(self._spec.cls, stored.id)
        when = formats.moment_text(stored.changed_at, workspace.shop.language)
        by = entries[0].who if entries else ""
        text = _("Changed {when} by {who}") if by else _("Changed {when}")
        self.changed_line.setText(text.format(when=when, who=by))
