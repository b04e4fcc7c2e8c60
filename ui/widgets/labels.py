"""Texts: the only place of the program that makes a `QLabel`, and it shows plain text only."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme

_NO_RULE = "/**/"
Tone = Literal[
    "text",
    "secondary",
    "brand",
    "danger",
    "warning",
    "good",
    "solid",
    "sidebar",
    "sidebar_strong",
    "sidebar_heading",
]
Size = Literal["body", "small", "caption", "strong", "heading", "title", "headline"]
TagRole = Literal["danger", "warn", "good", "brand", "neutral", "solid"]


class PlainLabel(QLabel):
    """Text as it was typed: never read as markup, whatever is in it."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: Tone = "text",
        size: Size = "body",
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setProperty("textsize", size)  # `size` is a property of Qt
        if size != "body":
            self.setFont(theme.current().font(size))  # as the style sheet will: measured before, it fits
        self.setWordWrap(wrap)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text` as it is."""
        super().setText(text)
        self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        # Qt's layouts may give wrapped text less height than it needs, and then cut it. QLabel counts
        # its own least height in what it asks for, so that goes first: else it would never get smaller.
        if self.wordWrap():
            self.setMinimumHeight(0)
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())) if self.width() > 1 else 0)

    def set_tone(self, tone: Tone) -> None:
        """Show the text in another colour role."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)


class ElidedLabel(PlainLabel):
    """One line that ends in "…" where there is no room; the whole text is in the tool tip."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, tone: Tone = "text", size: Size = "body"
    ) -> None:
        super().__init__("", parent, tone=tone, size=size)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`, line breaks as spaces."""
        self._whole = " ".join(text.split())
        super().setText(self._whole)
        self.setAccessibleName(self._whole)
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the size of the whole line."""
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self._whole) + margins.left() + margins.right() + 1
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters and the dots."""
        return QSize(
            min(self.sizeHint().width(), self.fontMetrics().averageCharWidth() * 4), self.sizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def is_elided(self) -> bool:
        """Tell whether some of the text is not seen."""
        return self.fontMetrics().horizontalAdvance(self._whole) > self.contentsRect().width()

    def _tell(self) -> None:
        tip = self._whole if self.is_elided() else ""
        if tip != self.toolTip():
            self.setToolTip(plain_tip(tip))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, self.alignment() | Qt.TextFlag.TextSingleLine, text)


class SectionHeading(PlainLabel):
    """The heading of a part of a page."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, size="heading")


class FieldLabel(PlainLabel):
    """The name of a field, above it. Give it the field as buddy: screen readers read it out."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, buddy: QWidget | None = None
    ) -> None:
        super().__init__(text, parent, tone="secondary", size="small")
        if buddy is not None:
            self.setBuddy(buddy)
            if not buddy.accessibleName():
                buddy.setAccessibleName(text)


class Tag(PlainLabel):
    """A quiet word in a rounded box: a status, a kind, a count."""

    def __init__(self, text: str = "", role: TagRole = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_role(self, role: TagRole) -> None:
        """Show the tag in another role."""
        if self.property("role") != role:
            self.setProperty("role", role)
            repolish(self)


class KeyHint(PlainLabel):
    """A key or a combination of keys, drawn like a key."""

    def __init__(self, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see that a property changed."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it will look when the widget is first shown
    if isinstance(widget, QLabel):
        # Not by its style: when PySide first meets one, it makes all enumerations of QStyle, for 6 ms.
        widget.setStyleSheet(_NO_RULE)
        widget.setStyleSheet("")
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def plain_tip(text: str) -> str:
    """Return `text` for a tool tip, which would otherwise be guessed to be markup."""
    if "<" not in text and "&" not in text:
        return text
    clean = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{clean}</qt>"


def is_look_event(event: QEvent) -> bool:
    """Tell whether an event says that colours or fonts are different now."""
    return event.type() in {
        QEvent.Type.PaletteChange,
        QEvent.Type.ApplicationPaletteChange,
        QEvent.Type.StyleChange,
        QEvent.Type.FontChange,
        QEvent.Type.ApplicationFontChange,
    }


def set_tip(target: QWidget | QAction, text: str) -> None:
    """Give a widget or an action a tool tip, shown as it is written."""
    target.setToolTip(plain_tip(text))
