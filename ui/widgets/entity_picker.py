"""Choose another record by typing the beginning of its name."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.text import fold, one_line
from ui import icon_engine, theme
from ui.widgets.fields import TextField
from ui.widgets.labels import PlainLabel

OFFERED = 20
_NAMED = 4


class Lookup(Protocol):
    """Where a picker looks records up."""

    def offers(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return (id, title) of at most `limit` records whose words begin with those of `text`."""
        ...

    def title(self, record_id: int) -> str:
        """Return what names a record, or "" when it is gone."""
        ...


class EntityPicker(QWidget):
    """A field that holds one record or none. Down shows what there is; typing narrows it."""

    picked = Signal(object)
    """The id of the record that was chosen, or None when the field was emptied."""
    edited = Signal()

    def __init__(self, lookup: Lookup, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._id: int | None = None
        self._title = ""
        self._ids: list[int] = []
        self.box = _PickerField(self, name=name, placeholder=_("Type to search"))
        # Made here: of one that Qt makes, Python's side is gone after a while, though the action is there.
        self.button = QAction(icon_engine.icon("down", "secondary"), _("Show all"), self.box)
        self.box.addAction(self.button, QLineEdit.ActionPosition.TrailingPosition)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addWidget(self.box)
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(10)
        self.completer.setWidget(self.box)
        cast("Any", self.completer.activated)[QModelIndex].connect(self.on_chosen)
        self.box.textEdited.connect(self.on_edited)
        self.box.down_pressed.connect(self.show_all)
        self.button.triggered.connect(self.show_all)

    @cached_property
    def hint(self) -> PlainLabel:
        """Says that nothing was found. Made when that is first so."""
        made = PlainLabel(_("Nothing found."), self, tone="secondary", size="small")
        made.hide()
        self._column.addWidget(made)
        return made

    def _show_found(self, found: bool) -> None:
        if not found or "hint" in self.__dict__:
            self.hint.setVisible(not found)

    def record(self) -> int | None:
        """Return the id of the record it holds; None also while the text names none."""
        return self._id if self.box.text() == self._title else None

    def text(self) -> str:
        """Return what is typed in it."""
        return self.box.text()

    def unknown(self) -> str:
        """Return the text when it names no record, else ""."""
        return self.box.text().strip() if self.box.text() != self._title else ""

    def show_record(self, record_id: int | None) -> None:
        """Hold a record."""
        self._id = record_id
        self._title = "" if record_id is None else one_line(self._lookup.title(record_id))
        self.box.setText(self._title)
        self.box.setCursorPosition(0)
        self._show_found(True)

    def show_text(self, text: str) -> None:
        """Put back a text that names no record."""
        self.box.setText(text)
        self._show_found(True)

    def settle(self) -> None:
        """Take the record that the text names, if it names exactly one; nothing typed is no record."""
        typed = self.box.text()
        if typed == self._title:
            return
        if not typed.strip():
            self.show_record(None)
            return
        same = self._named_so(self._lookup.offers(typed, OFFERED))
        if len(same) == 1:
            self.show_record(same[0])

    def take_only(self) -> bool:
        """Take the record if what is typed leaves one only; tell whether it does."""
        typed = self.unknown()
        found = self._lookup.offers(typed, OFFERED) if typed else []
        fits = self._named_so(found) or [record_id for record_id, _title in found]
        if len(fits) != 1:
            return False
        self._hide_list()
        self.show_record(fits[0])
        self.picked.emit(self._id)
        return True

    def several(self) -> str:
        """Return a sentence with the names of those that what is typed fits, "" unless it fits several."""
        typed = self.unknown()
        found = self._lookup.offers(typed, _NAMED + 1) if typed else []
        if len(found) < 2:
            return ""
        names = ", ".join(one_line(title, 40) for _id, title in found[:_NAMED])
        more = "…" if len(found) > _NAMED else ""
        return _("“{text}” fits several: {names}. Type more of it, or choose one from the list.").format(
            text=typed, names=names + more
        )

    def take_lit(self) -> bool:
        """Take the record that is lit in the open list; tell whether one is."""
        popup = self.completer.popup()
        lit = popup.selectedIndexes() if popup is not None and popup.isVisible() else []
        if not lit:  # the first row is current also while none is lit
            return False
        index = lit[0]
        self._hide_list()
        self.on_chosen(index)
        return True

    def _named_so(self, found: list[tuple[int, str]]) -> list[int]:
        typed = fold(self.box.text().strip())
        return [record_id for record_id, title in found if fold(title) == typed]

    @Slot(str)
    def on_edited(self, text: str) -> None:
        """Offer what fits what is typed."""
        self.edited.emit()
        if text.strip():
            self._offer(text)
        else:
            self._hide_list()
            self._show_found(True)

    @Slot()
    def show_all(self) -> None:
        """Offer the first records there are, whatever is in the field."""
        self.box.setFocus()
        self._offer("" if self.box.text() == self._title else self.box.text())

    def _hide_list(self) -> None:
        popup = self.completer.popup()
        if popup is not None:
            popup.hide()

    def _offer(self, text: str) -> None:
        found = self._lookup.offers(text, OFFERED)
        self._ids = [record_id for record_id, _title in found]
        self._model.setStringList([one_line(title, 120) for _id, title in found])
        self._show_found(bool(found))
        if found:
            self.completer.complete()
        else:
            self._hide_list()

    @Slot(QModelIndex)
    def on_chosen(self, index: QModelIndex) -> None:
        """Take the record that was chosen from the list."""
        if 0 <= index.row() < len(self._ids):
            self.show_record(self._ids[index.row()])
            self.picked.emit(self._id)


class _PickerField(TextField):
    """The line that is typed in; Down and Alt+Down open the list, Enter and Tab take what is left of it."""

    down_pressed = Signal()

    def _take_only(self) -> bool:
        picker = self.parentWidget()
        return isinstance(picker, EntityPicker) and not self.isReadOnly() and picker.take_only()

    def _take_lit(self) -> bool:
        picker = self.parentWidget()
        return isinstance(picker, EntityPicker) and not self.isReadOnly() and picker.take_lit()

    def event(self, event: QEvent) -> bool:
        """Take the record that is lit, or the only one that is left, before Tab goes on.

        Where whoever was told of it has moved the focus, Tab has gone on already: a second step would leave
        out the field it went to.
        """
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            and (self._take_lit() or self._take_only())
            and not self.hasFocus()
        ):
            if event.key() == Qt.Key.Key_Tab:
                event.accept()
                return True
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # going back starts from here
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._take_only():
            return
        super().keyPressEvent(event)
