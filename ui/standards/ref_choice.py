"""Another record, chosen from a few: a list to open instead of a name to type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from cxdesk.schema.fields import Field
from cxdesk.text import one_line
from ui.forms.base import FieldEditor, FormContext
from ui.forms.lookup import RecordLookup
from ui.widgets import ChoiceBox

Offers = Callable[[], list[tuple[int, str]]]


class RefChoiceEditor(FieldEditor):
    """Shows `offers` of the moment; a record that is not among them is shown none the less."""

    short = True

    def __init__(
        self, field: Field, context: FormContext, offers: Offers | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, context, parent)
        self._lookup = RecordLookup(context, field.to)
        self._offers = offers or self._lookup.all
        self.box = ChoiceBox(self)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self.on_activated)

    def draft(self) -> object:
        return self.box.currentData()

    def show_draft(self, draft: Any) -> None:
        offers = self._offers()
        if draft is not None and all(draft != record_id for record_id, _title in offers):
            offers = [*offers, (draft, self._lookup.title(draft))]
        wanted: list[tuple[int | None, str]] = [(None, "–"), *offers]
        there = [(self.box.itemData(k), self.box.itemText(k)) for k in range(self.box.count())]
        if wanted != there:
            self.box.clear()
            for record_id, title in wanted:
                self.box.addItem(one_line(title, 80), record_id)
        self.box.setCurrentIndex([record_id for record_id, _title in wanted].index(draft))

    @Slot(int)
    def on_activated(self, _index: int) -> None:
        """Keep what was chosen."""
        self.typed.emit()
        self.left.emit()
