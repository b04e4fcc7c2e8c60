"""The brand colour as it carries text on white paper: darkened where it is too pale, and by how much."""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cxdesk.formats import number_text
from cxdesk.i18n import _
from cxdesk.output.colour import contrast, from_hex, readable
from ui import theme
from ui.widgets.wrapped import WrappedLabel


class BrandShade(QWidget):
    """A sample of text in the colour, and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(4), 0, 0)
        row.setSpacing(theme.px(8))
        self.sample = _Sample(self)
        self.words = WrappedLabel(parent=self)
        row.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def show_colour(self, written: str, language: str) -> None:
        """Show what becomes of a colour; nothing while it is not one."""
        known = re.fullmatch("#[0-9A-Fa-f]{6}", written) is not None
        self.setVisible(known)
        if not known:
            return
        wished = from_hex(written)
        shade = _hex(readable(wished))
        self.sample.show_colour(shade)
        before, after = (_ratio(contrast(from_hex(one)), language) for one in (written, shade))
        if shade == _hex(wished):
            sentence = _("Text in it reads well on white: contrast {ratio} : 1.")
            self.words.setText(sentence.format(ratio=before))
            return
        sentence = _("Too pale for text (contrast {before} : 1). Text is printed in {shade}, {after} : 1.")
        self.words.setText(sentence.format(before=before, shade=shade, after=after))


class _Sample(QWidget):
    """Two letters on white."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a small card."""
        return QSize(theme.px(38), theme.px(30))

    def show_colour(self, colour: str) -> None:
        """Write in this colour."""
        self.colour = QColor(colour)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.colour("field_border"), 1))
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), t.px(6), t.px(6))
        painter.setFont(t.font("heading"))
        painter.setPen(self.colour)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Aa")


def _hex(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def _ratio(value: float, language: str) -> str:
    return number_text(Decimal(value).quantize(Decimal("0.1")), language)
