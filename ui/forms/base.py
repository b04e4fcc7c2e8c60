"""What all editors share: what was shown, what is in it now, and what it says when it can't be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from cxdesk.schema.kinds import Refused
from ui import theme

if TYPE_CHECKING:
    from cxdesk.workspace import Workspace
    from ui.bridge import Bridge


class FormContext(NamedTuple):
    """What an editor may ask for: the open workspace and how its shop writes dates and amounts."""

    bridge: Bridge

    @property
    def ws(self) -> Workspace:
        """The open workspace."""
        return self.bridge.ws

    @property
    def language(self) -> str:
        """The shop's language and country."""
        return self.ws.shop.language

    @property
    def currency(self) -> str:
        """The shop's currency."""
        return self.ws.shop.currency


class FormDraft(NamedTuple):
    """What was typed into a form and is not in the file."""

    fields: dict[int, dict[str, object]]
    """What stands in fields by their names, by the record; under 0 that of a new one."""
    new: dict[str, Any] | None
    """What a new record that is shown began with; None while none is."""
    asked: object
    """See `EntityForm.asked`."""


class Targeted(QWidget):
    """A widget whose focus goes to a part of it.

    A focus proxy of Qt's would be a stop of its own for Tab, wherever it stands in the chain.
    """

    _part: QWidget | None = None

    def setFocusProxy(self, part: QWidget) -> None:
        """Let `part` have the focus of this widget."""
        self._part = part

    def focusProxy(self) -> QWidget | None:
        """Return the part that has the focus."""
        return self._part

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the part."""
        if self._part is not None:
            self._part.setFocus(reason)


class FieldEditor(Targeted):
    """Shows and takes the value of one field.

    It holds what was typed until somebody keeps it: `is_edited` tells whether there is something to
    keep, `read` returns it, `show_value` shows what was kept.
    """

    left = Signal()
    """The person is through with it: what is in it shall be kept."""
    typed = Signal()
    """What is in it changed."""

    names_itself: ClassVar[bool] = False
    """Whether it shows the field's label itself, as a switch does."""
    rests: ClassVar[bool] = False
    """Whether what is typed in it is kept also when the fingers rest: half of a text is a text."""
    short: ClassVar[bool] = False
    """Whether two of it fit side by side."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.context = context
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.px(6))
        self._shown: object = None

    # For editors to say

    def draft(self) -> object:
        """Return what is in the editor, readable or not, so that it can be put back."""
        raise NotImplementedError

    def show_draft(self, draft: Any) -> None:
        """Put back what `draft` returned."""
        raise NotImplementedError

    def value(self) -> Any:
        """Return what is in the editor as a value. Raises UserError with a sentence."""
        return self.draft()

    def draft_of(self, value: Any) -> object:
        """Return the draft that shows `value`."""
        return value

    def show_wrong(self, sentence: str) -> None:
        """Mark what is in it as not kept, with the reason; "" takes the mark away."""
        mark = getattr(self.target, "set_wrong", None)
        if mark is not None:
            mark(sentence)

    @property
    def target(self) -> QWidget:
        """The widget that gets the focus and carries the accessible name."""
        return self.focusProxy() or self

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at in it, in the order of reading."""
        return [self.target]

    # For forms to use

    def show_value(self, value: Any) -> None:
        """Show a value that is kept."""
        self.show_draft(self.draft_of(value))
        self._shown = self.draft()

    def mark_kept(self) -> None:
        """Take what is in it for what is kept, without touching it: somebody is typing."""
        self._shown = self.draft()

    def is_edited(self) -> bool:
        """Tell whether something else is in it than was shown."""
        return self.draft() != self._shown

    def read(self) -> Any:
        """Return the value as it would be kept. Raises UserError with a sentence."""
        try:
            kept = self.field.clean(self.value())
        except Refused as refused:
            raise UserError(str(refused)) from None
        if self.field.required and self.field.is_empty(kept):
            raise UserError(_("Write something here; it can't be left empty."))
        return kept

    def has_focus(self) -> bool:
        """Tell whether somebody is in it."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def set_read_only(self, read_only: bool) -> None:
        """Let it be looked at only, as in a file that can't be written."""
        self.setDisabled(read_only)

    def watch(self, box: QWidget) -> None:
        """Make `box` the one that is typed in: leaving it, and undo in it, are looked after here."""
        box.installEventFilter(self)
        if self.focusProxy() is None:
            self.setFocusProxy(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            # A page that goes with its file takes the focus from its fields, too.
            gone = self.context.bridge.workspace is None
            if not gone and cast(QFocusEvent, event).reason() != Qt.FocusReason.PopupFocusReason:
                self.on_box_left()
        elif event.type() == QEvent.Type.ShortcutOverride and _is_for_the_window(
            watched, cast(QKeyEvent, event)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def on_box_left(self) -> None:
        """Handle that the focus went away."""
        self.left.emit()


def _is_for_the_window(box: QObject, event: QKeyEvent) -> bool:
    """Tell whether an undo key means the last operation, because nothing was typed in `box` itself."""
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if not (undo or redo):
        return False
    if isinstance(box, QLineEdit):
        return not (box.isUndoAvailable() if undo else box.isRedoAvailable())
    if isinstance(box, QPlainTextEdit):
        document = box.document()
        return not (document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False
