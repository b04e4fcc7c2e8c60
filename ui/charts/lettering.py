"""Words of a drawn chart, in the window's own font."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from cxdesk.output.charts.shapes import Picture, Words
from ui import theme


def _font(size: float, strong: bool) -> QFont:
    font = QFont(theme.current().font("strong" if strong else "caption"))
    font.setPixelSize(max(7, round(size)))
    return font


@lru_cache(maxsize=64)
def _metrics(family: str, size: float, strong: bool) -> tuple[QFont, QFontMetricsF]:
    font = _font(size, strong)
    return font, QFontMetricsF(font)


@lru_cache(maxsize=4096)
def _width(family: str, text: str, size: float) -> float:
    return _metrics(family, size, strong=False)[1].horizontalAdvance(text)


def measure(text: str, size: float) -> float:
    """Return the width of a text as `write` sets it."""
    return _width(theme.current().font("caption").family(), text, size)


def write(image: QImage, picture: Picture) -> None:
    """Write the words of a picture onto it."""
    family = theme.current().font("caption").family()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for one in picture.drawn:
        if isinstance(one, Words):
            font, metrics = _metrics(family, one.size, one.strong)
            text = " ".join(one.text.split())
            wide = metrics.horizontalAdvance(text) if one.align != "left" else 0.0
            left = one.x - {"left": 0.0, "center": wide / 2, "right": wide}[one.align]
            painter.setFont(font)
            painter.setPen(QColor(one.colour))
            painter.drawText(QPointF(left, picture.height - one.y + metrics.capHeight() / 2), text)
    painter.end()
