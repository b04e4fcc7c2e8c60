"""A list with headings between its rows, at which nobody stops."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui import theme
from ui.standards.row_delegates import StandardDelegate
from ui.standards.rows import ROW, Index, Row, RowModel


class HeadedModel(RowModel):
    """Rows of which those with a number below 0 are headings: nobody stops at them."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].id < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class HeadedDelegate(StandardDelegate):
    """Headings between the standards."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        t = theme.current()
        if row.id >= 0:
            return super().sizeHint(option, index)
        above = t.px(6) if index.row() == 0 else t.px(16)
        return QSize(self.view.viewport().width(), QFontMetrics(t.font("caption")).height() + above + t.px(6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        if row.id >= 0:
            super().paint(painter, option, index)
            return
        t = theme.current()
        rect = option.rect  # type: ignore[attr-defined,unused-ignore]
        area = rect.adjusted(t.px(8), 0, -t.px(8), -t.px(4))
        painter.save()
        painter.setFont(t.font("caption"))
        painter.setPen(t.colour("secondary"))
        low = Qt.AlignmentFlag.AlignBottom
        metrics = QFontMetrics(painter.font())
        end = metrics.horizontalAdvance(row.count) + t.px(8)
        name = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, area.width() - end)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | low, name)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | low, row.count)
        painter.setPen(t.colour("border"))
        painter.drawLine(area.left(), rect.bottom(), area.right(), rect.bottom())
        painter.restore()
