"""The words of a field that do not all fit, drawn with "…". Loaded when the first such field is painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolButton

_INSET = 2
"""Qt keeps so many points free on both sides of the words of a field."""


def paint_cut(field: QLineEdit, text: str, needed: int) -> bool:
    """Draw the words anew where there is less room than they need; tell whether there is."""
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    area = _words_area(field, option)
    if area.isEmpty() or needed <= area.width():
        return False
    painter = QPainter(field)
    field.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, field)
    metrics = field.fontMetrics()
    seen = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    area.setTop(area.top() + (area.height() - metrics.height() + 1) // 2)
    painter.setPen(field.palette().color(QPalette.ColorRole.Text))
    leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop  # where the reading begins
    painter.drawText(area, int(leading | Qt.TextFlag.TextSingleLine), seen)
    return True


def _words_area(field: QLineEdit, option: QStyleOptionFrame) -> QRect:
    area = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    area = area.marginsRemoved(field.textMargins()).adjusted(_INSET, 0, -_INSET, 0)
    for button in field.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if button.isVisible() and button.x() > field.width() // 2:
            area.setRight(min(area.right(), button.x()))
        elif button.isVisible():
            area.setLeft(max(area.left(), button.geometry().right()))
    return area
