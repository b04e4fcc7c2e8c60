"""The form in the right card: that of any record, dressed with what this page has to say about it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from ui.bridge import Bridge
from ui.forms.entity_form import EntityForm
from ui.forms.layout import Arrangement
from ui.standards.notes import Notes
from ui.widgets import IconButton, SectionHeading


class SideForm(EntityForm):
    """Shows hints below one of its fields while it is typed in. They never stand in the way."""

    hinted = ""
    """The field that hints stand below."""

    def __init__(
        self,
        bridge: Bridge,
        cls: type[Any],
        fields: Arrangement,
        heading: str,
        parent: QWidget | None = None,
    ) -> None:
        self.notes: Notes | None = None
        self._title = heading
        super().__init__(bridge, spec_of(cls), parent, fields=fields, heading="", buttons=False, shown=False)
        self.changed_line.setWordWrap(True)

    def _make_rows(self) -> None:
        self.notes = None
        super()._make_rows()
        self.dress(self.area.body)
        for row in self.rows.values():
            row.editor.left.connect(self.forget_taken_back)
            row.label.setText(row.label.text().removesuffix(" *"))
            row.typed.connect(self.on_row_typed)

    def _show_state(self) -> None:
        super()._show_state()
        if self.notes is not None:
            self.show_more()

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        if self.history is not None:
            return list(self.history.findChildren(QAbstractButton))
        fault = [self.retry_button] if "fault" in self.__dict__ else []
        head = [self.trash] if self._title else []
        return [*self.field_stops(), *fault, self.history_button, *head]

    def field_stops(self) -> list[QWidget]:
        """Return the stops of the form without its history."""
        return [stop for row in self.rows.values() for stop in row.editor.stops()]

    def dress(self, body: QVBoxLayout) -> None:
        """Put into the form what is not a field. Called again when the fields are made anew."""
        self.notes = Notes(body.parentWidget())
        place = body.indexOf(self.rows[self.hinted]) + 1 if self.hinted else 0
        body.insertWidget(place, self.notes)
        if self._title:
            body.insertWidget(0, self._head(body.parentWidget()))

    def _head(self, parent: QWidget | None) -> QWidget:
        head = QWidget(parent)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        self.what = SectionHeading(self._title, head)
        self.trash = IconButton("trash", _("Move to the trash"), head)
        self.trash.setDisabled(self.context.ws.read_only)
        self.trash.clicked.connect(self.on_remove)
        row.addWidget(self.what, 1)
        row.addWidget(self.trash)
        return head

    def show_more(self) -> None:
        """Show what is not a field."""
        if self.notes is not None:
            self.notes.show_notes(self.hints() if self.record_id is not None else [])

    def hints(self) -> list[str]:
        """Return the hints on what is kept and on what is being typed."""
        return []

    def typed_text(self, name: str) -> str:
        """Return what stands in a text field now, kept or not."""
        return str(self.rows[name].editor.draft())

    @Slot(str)
    def on_row_typed(self, _name: str) -> None:
        """Let the hints follow the typing."""
        if self.record_id is not None and self.notes is not None:
            self.notes.show_notes(self.hints())

    def focus_on(self, name: str) -> None:
        """Put the cursor into a field."""
        row = self.rows[name]
        row.setFocus()
        self.area.ensureWidgetVisible(row)

    def is_asking(self) -> bool:
        """Tell whether a question is open whose answer is not a field."""
        return False

    def close_opened(self) -> bool:
        """Close what is open in the form; tell whether there was something."""
        if self.history is None:
            return False
        self.on_history_closed()
        return True
