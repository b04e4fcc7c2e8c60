"""Editors of recovery records that are other than those of their kind of field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.fields import Field
from cxdesk.services.recovery.defects import BAD, OFTEN, SCALE
from ui.forms.base import FieldEditor, FormContext
from ui.forms.chip_editors import RefsEditor
from ui.forms.choice_editors import RefEditor
from ui.forms.editors import Maker
from ui.forms.lookup import FewLookup, RecordLookup
from ui.widgets import ChoiceBox


class ScaleEditor(FieldEditor):
    """One of three figures, each with its words; empty as long as nobody judged."""

    short = True

    def __init__(
        self, words: Mapping[int, str], field: Field, context: FormContext, parent: QWidget | None
    ) -> None:
        super().__init__(field, context, parent)
        self.box = ChoiceBox(self)
        self.box.addItem(_("Not judged yet"), None)
        for figure in SCALE:
            self.box.addItem(_("{figure} · {words}").format(figure=figure, words=_(words[figure])), figure)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self.on_activated)

    def draft(self) -> object:
        return self.box.currentData()

    def show_draft(self, draft: Any) -> None:
        self.box.setCurrentIndex(0 if draft is None else SCALE.index(draft) + 1)

    @Slot(int)
    def on_activated(self, _index: int) -> None:
        """Keep what was chosen."""
        self.typed.emit()
        self.left.emit()


def often(field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
    """Return the editor of how often something goes wrong."""
    return ScaleEditor(OFTEN, field, context, parent)


def bad(field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
    """Return the editor of how bad it is."""
    return ScaleEditor(BAD, field, context, parent)


class _Defects(RecordLookup):
    """Of the standards those that are defects in use."""

    def count(self) -> int:
        return len(self.all())

    def _offered(self, rows: list[Stored[Any]], chosen: frozenset[int] = frozenset()) -> list[Stored[Any]]:
        return [
            row
            for row in super()._offered(rows, chosen)
            if row.id in chosen or (row.record.kind == "defect" and row.record.status != "retired")
        ]


class DefectsEditor(RefsEditor):
    """Their texts are sentences, so that those chosen are shown and the others found by typing."""

    def most_ticks(self) -> int:
        return 0


def defects(field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
    """Return the editor of the defects that a protocol is for."""
    return DefectsEditor(field, context, parent, lookup=_Defects(context, field.to))


def one_of(few: Callable[[], list[tuple[int, str]]]) -> Maker:
    """Return what makes the editor of a record that is found among a few."""

    def make(field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
        return RefEditor(field, context, parent, lookup=FewLookup(few, RecordLookup(context, field.to)))

    return make
