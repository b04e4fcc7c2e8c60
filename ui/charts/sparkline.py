"""A small line of the last values: where there is none, there is a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxdesk.i18n import _
from ui import theme

_LINE = 1.6
_DOT = 1.7


def paint_sparkline(
    painter: QPainter, rect: QRectF, values: Sequence[float | None], colour: QColor
) -> None:  # fmt: skip
    """Paint values from left to right over the whole rectangle; None is a gap, the last value has a dot."""
    known = [value for value in values if value is not None]
    if not known:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect.adjusted(_DOT + 1, _DOT + 1, -_DOT - 1, -_DOT - 1)
    low, high = min(known), max(known)
    step = inner.width() / max(1, len(values) - 1)

    def at(place: int, value: float) -> QPointF:
        share = (value - low) / (high - low) if high > low else 0.5
        return QPointF(inner.left() + place * step, inner.bottom() - share * inner.height())

    pen = QPen(colour, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    last = max(place for place, value in enumerate(values) if value is not None)
    for run in _runs(values):
        painter.setPen(pen)
        places = QPolygonF([at(place, value) for place, value in run])
        painter.drawPolyline(places)
        if len(run) == 1 or run[-1][0] == last:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(at(*run[-1]), _DOT, _DOT)
    painter.restore()


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Give the stretches without a gap, each value with its place."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is None:
            if run:
                yield run
            run = []
        else:
            run.append((place, value))
    if run:
        yield run


class Sparkline(QWidget):
    """A sparkline with words for who can't see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Latest values"))

    def show_values(self, values: Sequence[float | None], summary: str = "") -> None:
        """Show values; `summary` says the same in words."""
        self._values = tuple(values)
        self.setAccessibleDescription(summary)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(84), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sparkline(painter, QRectF(self.rect()), self._values, theme.current().colour("brand"))
        painter.end()
