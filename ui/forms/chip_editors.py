"""Editors of things without an order, as chips or ticks: tags, and other records."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from cxdesk.text import fold, one_line
from ui import theme
from ui.forms.base import FieldEditor, FormContext
from ui.forms.lookup import RecordLookup
from ui.widgets import CheckBox, ElidedLabel, FlowLayout, IconButton, PageScroll, TextField, set_tip
from ui.widgets.wrapped import WrappedLabel

MOST_CHECKS = 40
"""With more records than this, they are found by typing instead of ticked."""


class Chip(QWidget):
    """A word in a rounded box with a cross."""

    removed = Signal(QWidget)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), 0, 0, 0)
        row.setSpacing(0)
        words = ElidedLabel(one_line(text, 60), size="small")
        words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(words)
        self.cross = IconButton("close", _("Remove {name}").format(name=text), self, side=22)
        self.cross.clicked.connect(self.on_cross)
        row.addWidget(self.cross)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("neutral_back"))
        painter.drawRoundedRect(self.rect(), theme.px(6), theme.px(6))

    @Slot()
    def on_cross(self) -> None:
        """Ask to be removed."""
        self.removed.emit(self)


class ChipsEditor(FieldEditor):
    """Things as chips, and a field below that adds one; the base of tags and of many records."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(4))
        self.row.addLayout(self.column, 1)
        self.chips_area = QWidget(self)
        self.chips = FlowLayout(self.chips_area)
        self.column.addWidget(self.chips_area)
        self._items: tuple[Any, ...] = ()

    def word(self, item: Any) -> str:
        """Return what the chip of an item says."""
        return str(item)

    def stops(self) -> list[QWidget]:
        items = (self.chips.itemAt(place) for place in range(self.chips.count()))
        chips = [item.widget() for item in items if item is not None]
        return [*(chip.cross for chip in chips if isinstance(chip, Chip)), self.target]

    def draft(self) -> object:
        return self._items

    def draft_of(self, value: Any) -> object:
        return tuple(value)

    def show_draft(self, draft: Any) -> None:
        self._items = tuple(draft)
        self.chips.clear()
        for item in self._items:
            chip = Chip(self.word(item), self.chips_area)
            chip.setProperty("item", item)
            chip.removed.connect(self.on_removed)
            self.chips.addWidget(chip)
            chip.show()
        self.chips_area.setVisible(bool(self._items))
        self.chips_area.updateGeometry()

    def take(self, items: tuple[Any, ...]) -> None:
        """Show other items and keep them."""
        self.show_draft(items)
        self.typed.emit()
        self.left.emit()

    @Slot(QWidget)
    def on_removed(self, chip: QWidget) -> None:
        """Remove an item and keep the rest."""
        self.target.setFocus()
        gone = chip.property("item")
        self.take(tuple(item for item in self._items if item != gone))


class TagsEditor(ChipsEditor):
    """Short words, each once. Enter or a comma adds one, Backspace in the empty field takes the last away."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box = TextField(self, placeholder=_("Add a word and press Enter"))
        self.column.addWidget(self.box)
        self.watch(self.box)
        self.box.textEdited.connect(self.on_text_edited)

    def draft(self) -> object:
        return self._items, self.box.text().strip()

    def draft_of(self, value: Any) -> object:
        return tuple(value), ""

    def show_draft(self, draft: Any) -> None:
        items, typed = draft
        super().show_draft(items)
        if self.box.text() != typed:
            self.box.setText(typed)

    def value(self) -> Any:
        items, typed = self._items, self.box.text().strip()
        if not typed or fold(typed) in map(fold, items):
            return items
        return (*items, typed)

    def take(self, items: tuple[Any, ...]) -> None:
        self.show_draft((items, ""))
        self.typed.emit()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.text() == ",":
                self.take(self.value())
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.box.text() and self._items:
                self.take(self._items[:-1])
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def on_text_edited(self, _text: str) -> None:
        """Pass on that something was typed."""
        self.typed.emit()


class RefsEditor(ChipsEditor):
    """Several other records: ticked while there are few, else found by typing; `lookup` offers others."""

    def __init__(
        self,
        field: Field,
        context: FormContext,
        parent: QWidget | None = None,
        *,
        lookup: RecordLookup | None = None,
    ) -> None:
        super().__init__(field, context, parent)
        self._lookup = lookup or RecordLookup(context, field.to)
        self.ticks: list[CheckBox] = []
        self._listed: list[tuple[int, str]] = []
        self.many = self._lookup.count() > self.most_ticks()
        self.none_there = WrappedLabel(parent=self)
        self.column.addWidget(self.none_there)
        self.none_there.hide()
        if self.many:
            from ui.widgets.entity_picker import EntityPicker

            self.picker = EntityPicker(self._lookup, self)
            self.column.addWidget(self.picker)
            self.watch(self.picker.box)
            self.picker.picked.connect(self.on_picked)
        else:
            self.area = PageScroll(self, spacing=0)
            self.column.addWidget(self.area)

    def most_ticks(self) -> int:
        """Return up to how many records are ticked."""
        return MOST_CHECKS

    def none_words(self) -> str:
        """Return what is said where there is none to tick."""
        kinds = _(self._lookup.spec.label)
        return _("None yet: {kinds} are made on their own page.").format(kinds=kinds)

    def word(self, item: Any) -> str:
        return self._lookup.title(item) or "–"

    def stops(self) -> list[QWidget]:
        return super().stops() if self.many else [*self.ticks]

    def value(self) -> Any:
        unknown = self.picker.unknown() if self.many else ""
        if unknown:
            kind = _(self._lookup.spec.one)
            raise UserError(
                _("There is no {kind} called “{text}”. Choose one from the list.").format(
                    kind=kind, text=unknown
                )
            )
        return self._items

    def show_draft(self, draft: Any) -> None:
        if self.many:
            super().show_draft(draft)
            self.picker.show_record(None)
            return
        self._items = tuple(draft)
        self.chips_area.hide()
        listed = self._lookup.all(self._items)
        if listed != self._listed or not self.ticks:
            self._make_ticks(listed)
        for (record_id, _title), tick in zip(self._listed, self.ticks, strict=True):
            tick.setChecked(record_id in self._items)

    def _make_ticks(self, listed: list[tuple[int, str]]) -> None:
        for tick in self.ticks:
            self.area.body.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._listed, self.ticks = listed, []
        for _record_id, title in listed:
            tick = CheckBox(one_line(title, 120).replace("&", "&&"), self.area.widget())
            tick.setAccessibleName(_("{field}: {value}").format(field=_(self.field.label), value=title))
            tick.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            set_tip(tick, title)
            tick.clicked.connect(self.on_ticked)
            self.area.body.addWidget(tick)
            self.ticks.append(tick)
        self.none_there.setVisible(not listed)
        self.area.setVisible(bool(listed))
        self.none_there.setText(self.none_words())
        if self.ticks:
            self.setFocusProxy(self.ticks[0])
            one = self.ticks[0].sizeHint().height()
            self.area.setFixedHeight(one * min(len(self.ticks), 6) + theme.px(2))

    def has_focus(self) -> bool:
        return self.many and super().has_focus()

    @Slot()
    def on_ticked(self) -> None:
        """Keep what is ticked now."""
        on = [
            record_id
            for (record_id, _title), tick in zip(self._listed, self.ticks, strict=True)
            if tick.isChecked()
        ]
        self._items = tuple([i for i in self._items if i in on] + [i for i in on if i not in self._items])
        self.typed.emit()
        self.left.emit()

    @Slot(object)
    def on_picked(self, record_id: object) -> None:
        """Add the record that was chosen."""
        self.picker.show_record(None)
        if record_id is not None and record_id not in self._items:
            self.take((*self._items, record_id))
