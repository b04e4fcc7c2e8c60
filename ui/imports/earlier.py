"""What was taken in before, and taking it back."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.import_batch import ImportBatch
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services.imports import batches
from ui import theme
from ui.bridge import Bridge
from ui.imports.lists import BatchModel
from ui.widgets import LinkButton, PlainLabel, SecondaryButton
from ui.widgets.record_table import RecordTable


class Earlier(QWidget):
    """The list of imports."""

    take_back_wanted = Signal(object)
    """A stored batch."""
    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        words = _(
            "Taking one back puts everything as it was before, as long as nothing in it was changed since."
        )
        column.addWidget(PlainLabel(words, self, tone="secondary", wrap=True))
        self.table = RecordTable(_("Files taken in"), self)
        self.model = BatchModel(self.table)
        self.table.setModel(self.model)
        self.model.set_widths(self.table.horizontalHeader())
        self.table.current_changed.connect(self.on_current)
        self.table.entered.connect(self.on_take_back)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        self.back = LinkButton(_("Back to the table"), icon="left")
        self.back.clicked.connect(self.closed)
        self.button = SecondaryButton(_("Take it back"), icon="undo")
        self.button.clicked.connect(self.on_take_back)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.button)
        column.addLayout(row)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        return [self.table, self.back, self.button]

    def refresh(self) -> None:
        """Show what is in the file."""
        self.model.language = self._bridge.ws.shop.language
        row = self.table.currentIndex().row()
        self.model.show_rows(batches.standing(self._bridge.ws))
        if self.model.rows:
            self.table.selectRow(max(0, min(row, len(self.model.rows) - 1)))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.on_current(QModelIndex())

    @property
    def current(self) -> Stored[ImportBatch] | None:
        """The batch that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    @Slot(QModelIndex)
    def on_current(self, _index: QModelIndex) -> None:
        """Offer to take back what was not."""
        one = self.current
        free = one is not None and not one.record.undone_at and not self._bridge.ws.read_only
        self.button.setEnabled(free)

    @Slot()
    def on_take_back(self) -> None:
        """Take the chosen one back."""
        if self.button.isEnabled():
            self.take_back_wanted.emit(self.current)
