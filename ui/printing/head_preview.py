"""The head of a real training sheet, drawn anew while name, colour or logo are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxdesk.i18n import _
from cxdesk.output import printing
from ui import theme
from ui.printing import pages as pdf
from ui.tasks import Cancelled

if TYPE_CHECKING:
    from cxdesk.output.sheet import Job as SheetJob
    from ui.bridge import Bridge
    from ui.tasks import Job

SHEET = "training-sheet"
_SHARE = 0.27
"""How much of the page is shown, from its top."""
_HEAD = {
    "name": "name",
    "brand_colour": "colour",
    "logo": "logo",
    "address": "address",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class _Wish:
    job: SheetJob
    width: int


def _draw(wish: _Wish, job: Job) -> tuple[_Wish, QImage]:
    if job.cancelled:
        raise Cancelled
    printed = printing.build_job(wish.job)
    return wish, pdf.picture(pdf.measured(printed.pdf), 0, wish.width)


class HeadPreview(QWidget):
    """The upper part of a sheet as it will be printed."""

    drawn = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._picture = QImage()
        self._typed: dict[str, Any] = {}
        self._running = False
        self._next: _Wish | None = None
        self._newest: _Wish | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How the head of your sheets looks"))

    def sizeHint(self) -> QSize:
        """Return a strip."""
        return QSize(theme.px(420), self.heightForWidth(max(self.width(), theme.px(320))))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow strip."""
        return QSize(theme.px(240), theme.px(60))

    def heightForWidth(self, width: int) -> int:
        """The wider, the higher."""
        return round(width * 1.414 * _SHARE)

    @property
    def picture(self) -> QImage:
        """What is shown."""
        return self._picture

    def show_typed(self, typed: Mapping[str, Any]) -> None:
        """Show the head with values that are typed but not kept yet."""
        self._typed = {_HEAD[name]: value for name, value in typed.items() if name in _HEAD}
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Draw what the workspace has now."""
        workspace = self._bridge.workspace
        if workspace is None or not self.width():
            return
        job = printing.gather_job(printing.sheet(SHEET), workspace, {})
        job = replace(job, shop=replace(job.shop, **self._typed))
        wish = _Wish(job, round(self.width() * self.devicePixelRatioF()))
        if wish == self._newest:
            return  # what was typed is kept now, or something changed that it does not show
        self._newest = wish
        if self._running:
            self._next = wish
        else:
            self._start(wish)

    def _start(self, wish: _Wish) -> None:
        self._running = True
        self._bridge.tasks.run(partial(_draw, wish), self.on_drawn, self.on_failed)

    @Slot(object)
    def on_drawn(self, result: tuple[_Wish, QImage]) -> None:
        """Show it, unless something newer is wanted by now."""
        self._running = False
        _wish, picture = result
        if self._next is not None:
            wish, self._next = self._next, None
            self._start(wish)
            return
        self._picture = picture
        self.update()
        self.drawn.emit()

    @Slot(object)
    def on_failed(self, _error: BaseException) -> None:
        """Leave the picture that is there; the print centre says what stands against it."""
        self._running, self._next, self._newest = False, None, None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
            self.refresh()

    def event(self, event: QEvent) -> bool:
        """Draw again where the screen has other pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.refresh()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, t.px(8), t.px(8))
        painter.fillPath(shape, QColor(Qt.GlobalColor.white))
        if not self._picture.isNull():
            painter.setClipPath(shape)
            height = self.width() * self._picture.height() / self._picture.width()
            painter.drawImage(QRectF(0, 0, self.width(), height), self._picture)
            painter.setClipping(False)
        painter.setPen(QPen(t.colour("field_border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
