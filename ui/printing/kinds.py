"""The list of kinds of sheet and packs: a name and a few lines about it, with headings between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.widgets.buttons import paint_edge, paint_ring
from ui.widgets.labels import is_look_event

NAME = Qt.ItemDataRole.UserRole + 1
ABOUT = Qt.ItemDataRole.UserRole + 2
_LINES = 5
SPACING = 1
HEADING = 22
FIRST_HEADING = 8


class _Delegate(QStyledItemDelegate):
    """Paints a name and a few lines about it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        t = theme.current()
        wide = self._width(option)
        metrics = QFontMetrics(t.font("small"))
        about = str(index.data(ABOUT) or "")
        if is_heading(index):
            return QSize(wide, metrics.height() + t.px(_room_above(index)))
        area = metrics.boundingRect(QRect(0, 0, wide, 1000), int(Qt.TextFlag.TextWordWrap), about)
        lines = min(_LINES, max(1, round(area.height() / metrics.lineSpacing()))) if about else 0
        high = QFontMetrics(t.font("body")).height() + lines * metrics.lineSpacing() + 2 * t.px(7)
        return QSize(wide, high)

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        return max(40, wide - 2 * SPACING - 2 * theme.px(12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if is_heading(index):
            paint_heading(
                painter,
                option.rect,
                str(index.data(Qt.ItemDataRole.DisplayRole)),
                above=_room_above(index),
            )
            return
        t = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(option.rect).adjusted(1, 1, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(body, t.px(8), t.px(8))
        if option.state & QStyle.StateFlag.State_HasFocus and chosen:
            paint_ring(painter, body.adjusted(1, 1, -1, -1), t.px(7))
        elif chosen:
            paint_edge(painter, body.adjusted(0.5, 0.5, -0.5, -0.5), t.px(7))
        room = t.px(12)
        inside = option.rect.adjusted(room, t.px(7), -room, -t.px(7))
        painter.setFont(t.font("strong" if chosen else "body"))
        painter.setPen(t.colour("text"))
        high = QFontMetrics(t.font("body")).height()
        title = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, inside.width()
        )
        leading = int(Qt.AlignmentFlag.AlignLeading)
        painter.drawText(QRect(inside.left(), inside.top(), inside.width(), high), leading, title)
        painter.setFont(t.font("small"))
        painter.setPen(t.colour("secondary"))
        painter.drawText(
            inside.adjusted(0, high, 0, 0),
            leading | int(Qt.TextFlag.TextWordWrap),
            str(index.data(ABOUT) or ""),
        )
        painter.restore()


def is_heading(index: QModelIndex | QPersistentModelIndex) -> bool:
    """Tell whether a row is a heading: it has no name, so it can't be chosen."""
    return not index.data(NAME)


def _room_above(index: QModelIndex | QPersistentModelIndex) -> int:
    """Return what a heading is taller than its words: the first has no rows above to be parted from."""
    return HEADING if index.row() else FIRST_HEADING


def paint_heading(painter: QPainter, rect: QRect, text: str, *, above: int) -> None:
    """Draw what the rows that follow are, under a line where there is room for one."""
    t = theme.current()
    painter.save()
    room = t.px(12)
    if above == HEADING:
        painter.setPen(t.colour("border"))
        high = rect.top() + t.px(8)
        painter.drawLine(rect.left() + room, high, rect.right() - room, high)
    painter.setFont(t.font("small"))
    painter.setPen(t.colour("secondary"))
    inside = rect.adjusted(room, t.px(above) - t.px(4), -room, 0)
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop), text)
    painter.restore()


class KindList(QListView):
    """Up and Down choose; what is chosen is shown at once."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.setSpacing(SPACING)
        self.selectionModel().currentChanged.connect(self.on_current_changed)

    def show_kinds(self, kinds: Iterable[tuple[str, str, str]]) -> None:
        """Show these (name, title, about) and keep what is chosen; without a name it is a heading."""
        rows = list(kinds)
        shown = [
            (item.data(NAME), item.text(), item.data(ABOUT))
            for item in (self._rows.item(place) for place in range(self._rows.rowCount()))
        ]
        if rows == shown:
            return
        before = self.current
        self._rows.clear()
        for name, title, about in rows:
            item = QStandardItem(title)
            if not name:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setData(name, NAME)
            item.setData(about, ABOUT)
            item.setData(about, Qt.ItemDataRole.AccessibleDescriptionRole)
            self._rows.appendRow(item)
        self.choose(before)

    @property
    def current(self) -> str:
        """The name of the kind that is chosen, or nothing."""
        index = self.currentIndex()
        return str(index.data(NAME)) if index.isValid() else ""

    def _indexes(self) -> Iterator[QModelIndex]:
        return (self._rows.index(place, 0) for place in range(self._rows.rowCount()))

    def choose(self, name: str) -> None:
        """Choose a kind; one that is not there changes nothing."""
        for index in self._indexes():
            if index.data(NAME) == name and index != self.currentIndex():
                self.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows are as high as their words need

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_look_event(event):
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()  # these turn the pages of the sheet
            return
        if event.key() == Qt.Key.Key_Home:  # Qt would go to the heading, which can't be chosen
            self.choose(next(str(index.data(NAME)) for index in self._indexes() if not is_heading(index)))
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        """Tell which one it is now."""
        if now.isValid():
            self.chosen.emit(str(now.data(NAME)))
