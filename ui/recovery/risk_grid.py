"""How often against how bad: how many defects there are in each of nine fields."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxdesk.i18n import _, ngettext
from cxdesk.services.recovery.defects import BAD, OFTEN, SCALE
from ui import theme
from ui.widgets.buttons import RING, RingMixin, paint_ring

Place = tuple[int, int]
"""How often, how bad."""
_SIDE = 46


class RiskGrid(RingMixin, QWidget):
    """Arrows go from field to field, Enter or Space lists what is in one, and once more lists all."""

    chosen = Signal(object)
    """A `Place`, or None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: Mapping[Place, int] = {}
        self.place: Place | None = None
        self._at: Place = (3, 3)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._say()

    def show_counts(self, counts: Mapping[Place, int], place: Place | None) -> None:
        """Show how many there are; `place` is the field that is listed."""
        self.counts, self.place = counts, place
        self._say()
        self.update()

    def words(self, place: Place) -> str:
        """Return what a field says, such as for a screen reader."""
        often, bad = place
        count = self.counts.get(place, 0)
        defects = ngettext("{n} thing", "{n} things", count).format(n=count)
        return _("{often}, {bad}: risk {risk}, {defects}").format(
            often=_(OFTEN[often]), bad=_(BAD[bad]), risk=often * bad, defects=defects
        )

    def _say(self) -> None:
        self.setAccessibleName(_("How often and how bad"))
        self.setAccessibleDescription(self.words(self._at))

    def sizeHint(self) -> QSize:
        """Return three fields and the figures beside them."""
        side = theme.px(_SIDE)
        return QSize(3 * side + self._edge() + 2 * RING, 3 * side + self._edge() + 2 * RING)

    def _edge(self) -> int:
        return theme.px(18)

    def _spot(self, place: Place) -> QRectF:
        often, bad = place
        side = theme.px(_SIDE)
        column = bad - 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else 3 - bad
        left = RING + (self._edge() if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else 0)
        return QRectF(left + column * side, RING + (3 - often) * side, side, side).adjusted(1, 1, -1, -1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for often in SCALE:
            for bad in SCALE:
                self._paint_field(painter, (often, bad))
        painter.setPen(look.colour("secondary"))
        painter.setFont(look.font("small"))
        for figure in SCALE:
            beside, below = self._spot((figure, 1)), self._spot((1, figure))
            edge = float(self._edge())
            left = (
                RING
                if self.layoutDirection() == Qt.LayoutDirection.LeftToRight
                else self.width() - RING - edge
            )
            rows = QRectF(left, beside.top(), edge, beside.height())
            painter.drawText(rows, Qt.AlignmentFlag.AlignCenter, str(figure))
            columns = QRectF(below.left(), below.bottom(), below.width(), edge)
            painter.drawText(columns, Qt.AlignmentFlag.AlignCenter, str(figure))

    def _paint_field(self, painter: QPainter, place: Place) -> None:
        look, spot = theme.current(), self._spot(place)
        risk, count = place[0] * place[1], self.counts.get(place, 0)
        tone = "danger" if risk >= 6 else "warning" if risk >= 3 else "neutral"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}_back"))
        painter.drawRoundedRect(spot, 4, 4)
        painter.setPen(look.colour(tone))
        painter.setFont(look.font("heading" if count else "body"))
        words = str(count) if count else "–"
        painter.drawText(spot.adjusted(0, 0, 0, -spot.height() * 0.3), Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(look.font("caption"))
        low = spot.adjusted(0, spot.height() * 0.6, 0, 0)
        painter.drawText(low, Qt.AlignmentFlag.AlignCenter, _("risk {risk}").format(risk=risk))
        if place == self.place:
            painter.setPen(QPen(look.colour("brand"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(spot, 4, 4)
        if place == self._at and self.ring:
            paint_ring(painter, spot, 5)

    # Keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        often, bad = self._at
        ahead = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        steps = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_Right: (0, ahead),
            Qt.Key.Key_Left: (0, -ahead),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._at = min(max(often + step[0], 1), 3), min(max(bad + step[1], 1), 3)
            self._say()
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = QPointF(event.position())
        for often in SCALE:
            for bad in SCALE:
                if self._spot((often, bad)).contains(point):
                    self._at = often, bad
                    self._choose(self._at)

    def _choose(self, place: Place) -> None:
        self.chosen.emit(None if place == self.place else place)
