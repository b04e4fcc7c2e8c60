"""Cards beside each other with room between them that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Slot
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from cxdesk.settings import Settings
from ui import theme
from ui.window_state import keep

LEAST = (150, 280, 220)


def shares(
    room: int, left: int = 222, two_below: int = 0, *, right: int = 320, most_left: float = 0.24
) -> list[int]:
    """Return the widths of the three cards in `room`; the first one is `left` wide where that is possible.

    The first takes at most the share `most_left`, the last at least `right` where that is possible. In less
    room than `two_below` only two of them are seen at a time.
    """
    if room < theme.px(two_below):
        first = min(round(room * 0.38), theme.px(240))
        return [first, room - first, room - first]
    left = min(max(round(room * 0.2), theme.px(left)), theme.px(280), round(room * most_left))
    right = min(max(round(room * 0.28), theme.px(right)), theme.px(460), round(room * 0.34))
    return [left, room - left - right, right]


class _Handle(QSplitterHandle):
    """The room between two cards: empty until the pointer is there."""

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("field_border"))
        height = theme.px(40)
        bar = QRectF(self.width() / 2 - 2, (self.height() - height) / 2, 4, height)
        painter.drawRoundedRect(bar, 2, 2)


class Columns(QSplitter):
    """Three cards: what to choose from, what was chosen, its details.

    They share the room as is best for reading, until somebody draws them to other widths.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        name: str,
        left: int = 222,
        two_below: int = 0,
        right: int = 320,
        most_left: float = 0.24,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.name = name
        self.left, self.two_below = left, two_below
        self.right, self.most_left = right, most_left
        self.drawn = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.px(14))
        self.splitterMoved.connect(self.on_drawn)

    def finish(self, settings: Settings) -> None:
        """Take the widths of the last time, once the three are there."""
        for place, least in enumerate(LEAST):
            part = self.widget(place)
            if part is not None:
                part.setMinimumWidth(least)
            self.setStretchFactor(place, int(place == 1))
        self.drawn = self.name in settings.views
        keep(self, self.name, settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self.drawn:
            self.share_out(event.size().width())
        super().resizeEvent(event)

    def share_out(self, width: int) -> None:
        """Give each card the room that is best for reading."""
        parts = [self.widget(place) for place in range(self.count())]
        handles = 1 if sum(part is not None and not part.isHidden() for part in parts) == 2 else 2
        room = width - handles * self.handleWidth()
        wanted = shares(room, self.left, self.two_below, right=self.right, most_left=self.most_left)
        self.setSizes(wanted)

    @Slot()
    def on_drawn(self) -> None:
        """Leave the widths as they were drawn."""
        self.drawn = True

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)
