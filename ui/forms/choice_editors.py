"""Editors in which one chooses: a word, yes or no, a day, another record."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cxdesk import clock, formats
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from ui import icon_engine, theme
from ui.forms.base import FieldEditor, FormContext
from ui.forms.lookup import RecordLookup
from ui.forms.text_editors import LineEditor
from ui.widgets import ChoiceBox, ToggleSwitch

if TYPE_CHECKING:
    from cxdesk.day_words import Side
    from ui.widgets.entity_picker import Lookup

_AHEAD = frozenset({"due_on", "follow_up_on", "review_on", "look_again_on", "by_on"})
_BACK = frozenset(
    {
        "happened_on", "found_on", "done_on", "seen_on", "confirmed_on", "checked_on", "shown_on", "asked_on",
        "adopted_on", "consent_on", "worked_on", "promised_on", "let_go_on", "keyed_on", "followed_up_on",
    }
)  # fmt: skip
"""Fields in which the name of a day is the next one, or the last one; elsewhere it says neither."""


def is_asked(field: Field) -> bool:
    """Tell whether a field has to be answered; a list that begins with one of its choices is answered."""
    return field.required and field.default not in dict(field.choices)


class ChoiceEditor(FieldEditor):
    """One of a few words."""

    short = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box = ChoiceBox(self)
        if is_asked(field):
            self.box.setPlaceholderText(_("Choose…"))
        if not field.required and field.default == "":
            self.box.addItem("–", "")
        for key, label in field.choices:
            self.box.addItem(_(label), key)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self.on_activated)

    def draft(self) -> object:
        return self.box.currentData() or ""

    def show_draft(self, draft: Any) -> None:
        self.box.setCurrentIndex(self.box.findData(draft))

    @Slot(int)
    def on_activated(self, _index: int) -> None:
        """Keep what was chosen."""
        self.typed.emit()
        self.left.emit()


class FlagEditor(FieldEditor):
    """Yes or no, as a switch that names itself."""

    names_itself = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box = ToggleSwitch(_(field.label), self)
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.setFocusProxy(self.box)
        self.box.clicked.connect(self.on_clicked)

    def draft(self) -> object:
        return self.box.isChecked()

    def show_draft(self, draft: Any) -> None:
        self.box.setChecked(bool(draft))

    @Slot()
    def on_clicked(self) -> None:
        """Keep what it says now."""
        self.typed.emit()
        self.left.emit()


class DayEditor(LineEditor):
    """A date: typed in the shop's way or as people say it, or chosen from a calendar (Alt+Down)."""

    short = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        # Made here: of one that Qt makes, Python's side is gone after a while, though the action is there.
        self.side: Side = "ahead" if field.name in _AHEAD else "back" if field.name in _BACK else ""
        words = _("Choose from a calendar")
        self.button = QAction(icon_engine.icon("calendar", "secondary"), words, self.box)
        self.box.addAction(self.button, QLineEdit.ActionPosition.TrailingPosition)
        self.button.triggered.connect(self.open_calendar)
        self.left.connect(self.write_out)
        self.box.setMaximumWidth(theme.px(220))
        self.row.addStretch(1)

    def write(self, value: Any) -> str:
        return "" if value is None else formats.date_text(value, self.context.language)

    def parse(self, text: str) -> Any:
        from cxdesk.day_words import parse_day_of  # loaded with the first day that is typed

        return parse_day_of(text, self.context.language, clock.today(), self.side)

    @Slot()
    def write_out(self) -> None:
        """Write out in full which day was understood: nobody has to guess which Friday, or the year."""
        if not self.is_edited():
            return
        with suppress(UserError):  # what can't be read stays, and whoever reads it says so
            self.show_draft(self.draft_of(self.value()))

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.button.setEnabled(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    @Slot()
    def open_calendar(self) -> None:
        """Show a calendar under the field."""
        if self.box.isReadOnly():
            return
        from ui.forms.calendar_popup import CalendarPopup

        self.box.setFocus()
        try:
            day = self.value() or clock.today()
        except UserError:
            day = clock.today()
        self.popup = CalendarPopup(self.context, self)
        self.popup.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.popup.calendar.clicked.connect(self.on_day_chosen)
        self.popup.calendar.activated.connect(self.on_day_chosen)
        self.popup.adjustSize()
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + theme.px(2))))
        self.popup.show()
        self.popup.calendar.setFocus()

    @Slot(QDate)
    def on_day_chosen(self, day: QDate) -> None:
        """Take the day that was chosen and keep it."""
        self.popup.close()
        self.show_draft(self.draft_of(day.toPython()))
        self.typed.emit()
        self.left.emit()


class RefEditor(FieldEditor):
    """Another record, found by typing; `lookup` where others are offered than all of its kind."""

    short = True

    def __init__(
        self,
        field: Field,
        context: FormContext,
        parent: QWidget | None = None,
        *,
        lookup: Lookup | None = None,
    ) -> None:
        from ui.widgets.entity_picker import EntityPicker

        super().__init__(field, context, parent)
        self.picker = EntityPicker(lookup or RecordLookup(context, field.to), self)
        self.row.addWidget(self.picker, 1)
        self.watch(self.picker.box)
        self.picker.picked.connect(self.on_picked)
        self.picker.edited.connect(self.typed)

    def draft(self) -> object:
        return self.picker.record(), self.picker.text()

    def draft_of(self, value: Any) -> object:
        return value, ""

    def show_draft(self, draft: Any) -> None:
        record_id, text = draft
        self.picker.show_record(record_id)
        if record_id is None and text:
            self.picker.show_text(text)

    def value(self) -> Any:
        self.picker.settle()
        unknown = self.picker.unknown()
        if unknown:
            if several := self.picker.several():
                raise UserError(several)
            spec = self.context.ws.spec(self.field.to)
            raise UserError(
                _("There is no {kind} called “{text}”. Choose one from the list.").format(
                    kind=_(spec.one), text=unknown
                )
            )
        return self.picker.record()

    def set_read_only(self, read_only: bool) -> None:
        self.picker.box.setReadOnly(read_only)
        self.picker.button.setEnabled(not read_only)

    @Slot(object)
    def on_picked(self, _record_id: object) -> None:
        """Keep the record that was chosen."""
        self.left.emit()
