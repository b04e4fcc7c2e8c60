"""The rows of the card for yesterday: a number before, a field, and words beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets import PageScroll, PlainLabel, TextField
from ui.widgets.labels import Tone


class NumberLine(TextField):
    """A field for one number. Enter and Down go on, Up goes back, Esc puts back what was kept."""

    on_wanted = Signal(int)
    pasted = Signal()
    entered = Signal()
    """The keyboard is in it now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholder="–")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(theme.tabular(self.font()))
        self.setMaxLength(40)
        self.kept = ""

    def show_kept(self, text: str) -> None:
        """Show what stands in the file."""
        self.kept = text
        self.setText(text)
        self.setModified(False)

    def is_edited(self) -> bool:
        """Tell whether something is in it that is not in the file."""
        return self.text().strip() != self.kept

    def is_typed_in(self) -> bool:
        """Tell whether somebody is in it now."""
        return self.hasFocus()

    def rest(self) -> None:
        """Wait on: half of a number would be another number."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.on_wanted.emit(-1 if back else 1)
        elif key == Qt.Key.Key_Up:
            self.on_wanted.emit(-1)
        elif key == Qt.Key.Key_Escape and self.is_edited():
            self.show_kept(self.kept)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)


_LEAST = 150
"""Three rows with their heads."""


class RowsScroll(PageScroll):
    """The rows: all of them where there is room, else as many as fit, the others by scrolling."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=0)
        self.inside = QWidget(self)
        self.inside.setObjectName("inside")
        self.setWidget(self.inside)
        self._room: int | None = None
        self.verticalScrollBar().rangeChanged.connect(self.keep_in_view)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def whole_height(self) -> int:
        """Return how high all rows are."""
        layout = self.inside.layout()
        if layout is None:
            return 0
        wide = self.viewport().width()
        return (
            layout.totalHeightForWidth(wide)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )

    def height_wanted(self) -> int:
        """Return how high it is to be now."""
        return self.minimumHeight()

    def limit(self, room: int | None) -> None:
        """Take at most so much height, but that of a few rows; None is what there is to show."""
        self._room = room
        self.fit()

    def fit(self) -> None:
        """Take note that there are other rows, or that they are wider or narrower."""
        whole = self.whole_height()
        high = whole if self._room is None else min(whole, max(self._room, theme.px(_LEAST)))
        if high != self.minimumHeight() or high != self.maximumHeight():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        self.keep_in_view()

    @Slot()
    def keep_in_view(self) -> None:
        """Bring what is typed in into view again, after the room or the rows became others."""
        typed_in = QApplication.focusWidget()
        if typed_in is not None and self.inside.isAncestorOf(typed_in):
            self.show_part(typed_in)

    def show_part(self, part: QWidget) -> None:
        """Bring the whole of a part into view: of a field that is typed in, Qt brings the cursor alone."""
        corner = part.mapTo(self.inside, QPoint(0, 0))
        for y in (corner.y() + part.height(), corner.y()):
            self.ensureVisible(0, y, 0, theme.px(2))


class NumberRow(QObject):
    """One number of the card: its parts stand in the grid of the card."""

    left = Signal(object)
    on_wanted = Signal(object, int)
    pasted = Signal(object)
    typed = Signal(object)
    entered = Signal(object)

    def __init__(self, grid: QGridLayout, row: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.part, self.start = 0, date.min
        self._said: tuple[str, Tone] = ("", "danger")
        self.name = PlainLabel(parent=parent, wrap=True)
        self.before = PlainLabel(parent=parent, tone="secondary")
        self.before.setFont(theme.tabular(self.before.font()))
        self.before.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field = NumberLine(parent)
        self.field.setFixedWidth(theme.px(104))
        self.beside = PlainLabel(parent=parent, tone="secondary", size="small", wrap=True)
        self.why = PlainLabel(parent=parent, tone="danger", size="small", wrap=True)
        for column, part in enumerate((self.name, self.before, self.field, self.beside)):
            grid.addWidget(part, 2 * row, column)
        grid.addWidget(self.why, 2 * row + 1, 0, 1, 4)
        self.field.editingFinished.connect(self.on_left)
        self.field.on_wanted.connect(self.on_go)
        self.field.pasted.connect(self.on_paste)
        self.field.textEdited.connect(self.on_typed)
        self.field.entered.connect(self.on_entered)

    def say(self, why: str) -> None:
        """Say why what stands there is not kept."""
        self.field.set_wrong(why)
        self._say(why, "danger")

    def doubt(self, sentence: str) -> None:
        """Ask about a number that is kept, unless there is something wrong."""
        if not self.field.property("wrong"):
            self.field.setAccessibleDescription(sentence)
            self._say(sentence, "warning")

    def _say(self, sentence: str, tone: Tone) -> None:
        if sentence == self._said[0] and (not sentence or tone == self._said[1]):
            return
        self._said = sentence, tone
        if sentence:
            self.why.set_tone(tone)
        self.why.setText(sentence)
        self.why.setVisible(bool(sentence))

    def widgets(self) -> list[QWidget]:
        """Return all parts of the row."""
        return [self.name, self.before, self.field, self.beside, self.why]

    @Slot()
    def on_left(self) -> None:
        """The field was left."""
        self.left.emit(self)

    @Slot()
    def on_entered(self) -> None:
        """The field was gone to."""
        self.entered.emit(self)

    @Slot(int)
    def on_go(self, step: int) -> None:
        """Another row is wanted."""
        self.on_wanted.emit(self, step)

    @Slot()
    def on_paste(self) -> None:
        """Something is to be pasted from here down."""
        self.pasted.emit(self)

    @Slot()
    def on_typed(self) -> None:
        """Something is typed."""
        self.typed.emit(self)
