"""The preview: one page at a time, drawn from the PDF itself, sharp on any screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.printing import pages as pdf
from ui.printing.pages import PdfPages
from ui.tasks import Cancelled, Job, Tasks
from ui.widgets.buttons import paint_ring

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
LOGICAL_DPI = 96
ROOM = 20
"""Room around the page, at the design's size."""
_NOTCH = 120


def _draw(pages: PdfPages, number: int, width: int, job: Job) -> tuple[PdfPages, int, QImage]:
    if job.cancelled:
        raise Cancelled
    return pages, number, pdf.picture(pages, number, width)


class PagePreview(QAbstractScrollArea):
    """Shows a page of a PDF. The page before stays until the picture of the new one is there."""

    moved = Signal()
    """Page, number of pages or zoom are different now."""
    drawn = Signal()
    """The picture of the page is there."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pages: PdfPages | None = None
        self._number = 0
        self._zoom: float | None = None
        self._picture = QImage()
        self._shows: tuple[PdfPages, int] | None = None
        self._job: Job | None = None
        self._turned = 0
        self._grip: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setCornerWidget(QWidget(self))
        self.setMinimumSize(140, 140)
        self._tell()

    # What is shown

    @property
    def number(self) -> int:
        """The number of the page that is shown, from 1; 0 when there is none."""
        return self._number + 1 if self.count else 0

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages) if self._pages else 0

    @property
    def fits(self) -> bool:
        """Whether the page is shown whole."""
        return self._zoom is None

    @property
    def zoom(self) -> float:
        """How large the page is: 1 is its size on paper."""
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def picture(self) -> QImage:
        """The picture that is shown."""
        return self._picture

    def show_pages(self, pages: PdfPages | None, *, from_start: bool = False) -> None:
        """Show another PDF, at the same page if it has one."""
        self._pages = pages
        self._number = 0 if from_start else max(0, min(self._number, self.count - 1))
        if pages is None:
            self._picture, self._shows = QImage(), None
        self._show_changed()

    @Slot()
    def next_page(self) -> None:
        """Go on to the next page."""
        self.go_to(self._number + 1)

    @Slot()
    def previous_page(self) -> None:
        """Go back to the page before."""
        self.go_to(self._number - 1)

    def go_to(self, number: int) -> None:
        """Show a page, counted from 0; beyond the ends the page stays."""
        if 0 <= number < self.count and number != self._number:
            self._number = number
            self.verticalScrollBar().setValue(0)
            self._show_changed()

    @Slot()
    def zoom_in(self) -> None:
        """Show the page one step larger."""
        self._set_zoom(next((step for step in ZOOMS if step > self.zoom * 1.01), ZOOMS[-1]))

    @Slot()
    def zoom_out(self) -> None:
        """Show the page one step smaller."""
        self._set_zoom(next((step for step in reversed(ZOOMS) if step < self.zoom * 0.99), ZOOMS[0]))

    @Slot()
    def fit(self) -> None:
        """Show the whole page."""
        self._set_zoom(None)

    def _set_zoom(self, zoom: float | None) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self._show_changed()

    # Geometry

    def _size_on_paper(self) -> tuple[float, float]:
        size = self._pages.sizes[self._number] if self._pages else None
        return (size.width(), size.height()) if size else (595.0, 842.0)

    def _fitting(self) -> float:
        room = 2 * theme.px(ROOM)
        width, height = self._size_on_paper()
        view = self.viewport().size()
        across = max(40, view.width() - room) / (width * LOGICAL_DPI / 72)
        return min(across, max(40, view.height() - room) / (height * LOGICAL_DPI / 72))

    def _page_size(self) -> QSize:
        width, height = self._size_on_paper()
        scale = self.zoom * LOGICAL_DPI / 72
        return QSize(round(width * scale), round(height * scale))

    def page_rect(self) -> QRect:
        """Return where the page is, in the viewport."""
        size, view = self._page_size(), self.viewport().size()
        x = (view.width() - size.width()) // 2
        y = (view.height() - size.height()) // 2
        room = theme.px(ROOM)
        if size.width() + 2 * room > view.width():
            x = room - self.horizontalScrollBar().value()
        if size.height() + 2 * room > view.height():
            y = room - self.verticalScrollBar().value()
        return QRect(QPoint(x, y), size)

    def _set_bars(self) -> None:
        size, view, room = self._page_size(), self.viewport().size(), 2 * theme.px(ROOM)
        for bar, whole, seen in (
            (self.horizontalScrollBar(), size.width() + room, view.width()),
            (self.verticalScrollBar(), size.height() + room, view.height()),
        ):
            bar.setRange(0, 0 if self._zoom is None else max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(max(1, seen // 12))

    # The picture

    def _show_changed(self) -> None:
        self._set_bars()
        self._ask()
        self._tell()
        self.viewport().update()
        self.moved.emit()

    def _ask(self) -> None:
        """Let the page be drawn at the size in use; the newest wish wins."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._pages is None:
            return
        width = round(self._page_size().width() * self.devicePixelRatioF())
        if self._shows == (self._pages, self._number) and self._picture.width() == width:
            return
        work = partial(_draw, self._pages, self._number, width)
        self._job = self._tasks.run(work, self.on_drawn)

    def on_drawn(self, result: tuple[PdfPages, int, QImage]) -> None:
        """Show the picture that has come."""
        pages, number, self._picture = result
        self._shows = (pages, number)
        self._job = None
        self.viewport().update()
        self.drawn.emit()

    def _tell(self) -> None:
        if self.count:
            name = _("Preview, page {page} of {pages}").format(page=self.number, pages=self.count)
        else:
            name = _("Preview")
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not self._picture.isNull():
            self._paint_page(painter, QRectF(self.page_rect()))
        if self.hasFocus():
            frame = QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2)
            paint_ring(painter, frame, t.px(10))

    def _paint_page(self, painter: QPainter, page: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for spread, strength in ((1, 22), (3, 10), (6, 5)):
            painter.setPen(QPen(QColor(0, 0, 0, strength), spread))
            painter.drawRect(page.adjusted(0, spread / 2, 0, spread / 2))
        # At its own size the picture is put down pixel by pixel, so nothing blurs.
        painter.drawImage(page, self._picture)

    # Events

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_changed()

    def event(self, event: QEvent) -> bool:
        """Draw again where the screen has other pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._show_changed()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(turn, self.zoom_in, self.zoom_out)
        elif self._at_end(turn):
            self._step(turn, self.previous_page, self.next_page)
        else:
            super().wheelEvent(event)
        event.accept()

    def _at_end(self, turn: int) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() == (bar.minimum() if turn > 0 else bar.maximum())

    def _step(self, turn: int, up: Callable[[], None], down: Callable[[], None]) -> None:
        self._turned += turn
        while abs(self._turned) >= _NOTCH:
            self._turned -= _NOTCH if self._turned > 0 else -_NOTCH
            (up if turn > 0 else down)()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            moved = event.position().toPoint() - self._grip
            self._grip = event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        steps = {Qt.Key.Key_Left: (across, -1), Qt.Key.Key_Right: (across, 1), Qt.Key.Key_Up: (down, -1),
                 Qt.Key.Key_Down: (down, 1)}  # fmt: skip
        if key in steps:
            bar, sign = steps[Qt.Key(key)]
            bar.setValue(bar.value() + sign * bar.singleStep())
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(self.count - 1)
        else:
            event.ignore()
