"""The large chart: looked into with the pointer or by keys, copied, saved, and said in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.output.charts.model import CauseData, ChartData
from cxdesk.output.charts.placing import AnyChart
from cxdesk.services.exporting import write_whole
from cxdesk.store.db import file_error
from ui import theme
from ui.charts.hint import paint_hint
from ui.charts.pen import Encode, pen, warm
from ui.charts.picture_cache import Drawn
from ui.charts.span import Span
from ui.widgets.buttons import paint_area

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent

    from ui.tasks import Job, Tasks

FORMS = ("png", "svg", "pdf")
_LONG, _REST_MS = 1_000, 8
"""From so many points on the window has a moment for itself between what made them and drawing them."""
_DRAG = 5  # pixels: less is a click
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_STEPS_LYING = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChartView(QWidget):
    """Shows one chart at a time.

    Left and Right go from value to value and say each, as Up and Down do from cause to cause, Home and End to
    the ends; + and − come nearer and go back, 0 shows all; Enter says the newest
    value, or the most frequent cause. Enter on a value, or a click, chooses its period.
    """

    chosen = Signal(int)
    """A period was chosen: its place in all points of the series, from 0 (of causes, that of the bar)."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._data: AnyChart | None = None
        self._message = ""
        self._span = Span(0)
        self._cursor: int | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self._drawn: Drawn | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self.on_soon)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Chart"))
        theme.current().changed.connect(self.on_theme_changed)

    @property
    def data(self) -> AnyChart | None:
        """What is shown."""
        return self._data

    @property
    def cursor_place(self) -> int | None:
        """The point that is looked at, in what is shown; None for none."""
        return self._cursor

    def show_chart(self, data: AnyChart) -> None:
        """Show a chart. With another part of the same series, what was looked at is looked at no more."""
        self._data, self._message = data, ""
        self._span = Span(len(data.points) if isinstance(data, ChartData) else 0)
        self._cursor, self._drawn = None, None
        self.setAccessibleName(data.title or _("Chart"))
        self.setAccessibleDescription(data.summary)
        if not pen().ready:
            self._tasks.run(warm, self.on_warm)
        if self._span.length > _LONG:
            self._soon.start()
        else:
            self.update()

    def clear(self, message: str) -> None:
        """Show no chart, but a sentence."""
        self._data, self._message, self._cursor, self._drawn = None, message, None, None
        self.setAccessibleName(_("Chart"))
        self.setAccessibleDescription(message)
        self.update()

    def copy_picture(self) -> None:
        """Put the chart on the clipboard, with its title, in light colours."""
        if self._data is not None:
            self._tasks.run(Encode(self._data, "png"), self.on_picture_made)

    def save(
        self,
        path: Path,
        on_done: Callable[[Path], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Save the chart as the ending of the path says: a picture (.png), or lines (.svg, .pdf).

        It is made and written on another thread, whole or not at all; on_error gets an EnvironmentFault
        for what the disk refuses. Raises UserError for another ending, and where no chart is shown.
        """
        form = path.suffix.lower().lstrip(".")
        if form not in FORMS:
            raise UserError(_("End the name in .png, .svg or .pdf; nothing was saved."))
        if self._data is None:
            raise UserError(_("There is no chart to save yet."))
        self._tasks.run(_Save(Encode(self._data, form), path), on_done, on_error)

    @Slot()
    def on_soon(self) -> None:
        """Draw, after a moment."""
        self.update()

    @Slot(object)
    def on_warm(self, _nothing: object) -> None:
        """Draw, now that all is there."""
        pen().make_ready()
        self.update()

    @Slot(object)
    def on_picture_made(self, png: bytes) -> None:
        """Put the finished picture on the clipboard."""
        QGuiApplication.clipboard().setImage(QImage.fromData(png))

    @Slot()
    def on_theme_changed(self) -> None:
        """Draw anew."""
        self._drawn = None
        self.update()

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(theme.px(640), theme.px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        now = theme.current()
        paint_area(painter, self.rect(), now.colour("surface"))
        if self._data is None or self._data.empty or not pen().ready:
            self._paint_words(painter)
        else:
            self._drawn = self._picture(self._data)
            painter.drawPixmap(0, 0, self._drawn.pixmap)
            if self._cursor is not None:
                paint_hint(painter, self.rect(), self._drawn.picture, self._data, self._cursor)
        if self.hasFocus():
            painter.setPen(QPen(now.colour("brand"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        words = self._message
        if self._data is not None:
            words = _("No numbers yet") if self._data.empty else _("Drawing…")
        painter.setPen(theme.current().colour("secondary"))
        painter.setFont(theme.current().font("body"))
        inner = self.rect().adjusted(theme.px(24), 0, -theme.px(24), 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def _picture(self, data: AnyChart) -> Drawn:
        size, ratio = (self.width(), self.height()), self.devicePixelRatioF()
        return pen().drawn(data, size, ratio, self._span.window)

    # Pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and self._drawn is not None:
            moved = event.position().x() - self._pressed.x()
            if self._dragged or abs(moved) >= _DRAG:
                self._dragged = True
                if self._span.move(-moved / self._drawn.picture.spacing):
                    self._pressed = event.position()
                    self._cursor = None
                    self.update()
                return
        self._look_at(self._place_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._pressed is not None and not self._dragged
        self._pressed, self._dragged = None, False
        place = self._place_at(event.position())
        if clicked and place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(place)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._look_at(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        nearer = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self._drawn is None or not (nearer or turned.x()) or not self._span.can_zoom:
            event.ignore()  # the page scrolls
            return
        if nearer:
            place = self._place_at(event.position())
            self._zoom(0.8 ** (turned.y() / 120), place)
        elif self._span.move(-turned.x() / 120 * self._span.length / 8):
            self.update()
        event.accept()

    def _place_at(self, at: QPointF) -> int | None:
        if self._drawn is None or self._data is None:
            return None
        return self._drawn.picture.place_at(at.x(), self.height() - at.y())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._data is None or self._data.empty or not self._on_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._look_at(None)
        super().focusOutEvent(event)

    def _on_key(self, key: Qt.Key) -> bool:
        """Do what a key is for; tell whether it was for anything."""
        count = self._count()
        lying = isinstance(self._data, CauseData)
        steps = _STEPS | _STEPS_LYING if lying else _STEPS
        begin = 0 if lying else count - 1
        if key in steps:
            at = self._cursor
            self._go_to(begin if at is None else min(max(at + steps[key], 0), count - 1))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go_to(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus} and self._span.can_zoom:
            self._zoom(0.7 if key == Qt.Key.Key_Plus else 1 / 0.7, self._cursor)
        elif key == Qt.Key.Key_0 and self._span.zoomed:
            self._span.whole()
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            if self._cursor is None:
                self._go_to(begin)
            else:
                self._choose(self._cursor)
        elif key == Qt.Key.Key_Escape and self._cursor is not None:
            self._look_at(None)
        else:
            return False
        return True

    def _go_to(self, place: int) -> None:
        """Look at a point, moving there, and say it."""
        if self._span.reach(place):
            self.update()
        self._look_at(place)
        if self._data is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._data.words(place)))

    def _zoom(self, factor: float, place: int | None) -> None:
        if self._span.zoom(factor, place):
            self.update()

    def _look_at(self, place: int | None) -> None:
        if place != self._cursor:
            self._cursor = place
            self.update()

    def _choose(self, place: int) -> None:
        offset = self._data.offset if isinstance(self._data, ChartData) else 0
        self.chosen.emit(offset + place)

    def _count(self) -> int:
        data = self._data
        if data is None:
            return 0
        return len(data.points) if isinstance(data, ChartData) else len(data.bars)


class _Save:
    """Makes a file of a chart and writes it."""

    def __init__(self, encode: Encode, path: Path) -> None:
        self._encode, self._path = encode, path

    def __call__(self, job: Job) -> Path:
        data = self._encode(job)
        try:
            return write_whole(self._path, data)
        except OSError as error:
            raise file_error(error, self._path) from error
