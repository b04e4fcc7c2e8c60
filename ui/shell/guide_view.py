"""Shows a page of the user's guide: Markdown as it is, its pictures as wide as there is room, no network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from cxdesk.i18n import _
from cxdesk.paths import guide
from ui import theme

INDEX = "index"
_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_SETTLE_MS = 120


class Place(NamedTuple):
    """A page of the guide, and how far down it was."""

    name: str
    down: int = 0


class GuideView(QTextBrowser):
    """One page at a time. Links between pages are followed; an address on the network is only told."""

    page_shown = Signal(str)
    address_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        # Always there: pictures are drawn for the room beside it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_("Guide"))
        self.document().setDocumentMargin(theme.px(16))
        self.page = ""
        self._been: list[Place] = []
        self._drawn_for = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.on_settled)
        self.anchorClicked.connect(self.on_link)

    @staticmethod
    def has(name: str) -> bool:
        """Tell whether there is such a page."""
        return bool(re.fullmatch(r"[a-z][a-z-]*", name)) and guide(f"{name}.md").is_file()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page to go back to."""
        return bool(self._been)

    def show_page(self, name: str, heading: str = "") -> None:
        """Show a page that there is, at one of its headings if one is named as links name it."""
        if self.page and self.page != name:
            self._been.append(Place(self.page, self.verticalScrollBar().value()))
        self._load(name)
        if heading:
            self._go_to(heading)

    def go_back(self) -> None:
        """Show the page before this one, where it was left."""
        if self._been:
            place = self._been.pop()
            self._load(place.name)
            self.verticalScrollBar().setValue(place.down)

    def find_text(self, text: str, *, back: bool = False, anew: bool = False) -> bool:
        """Go to the next place with a text, round the end of the page; tell whether there is one."""
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        cursor = self.textCursor()
        if anew:
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
        if not text or self.find(text, flags):
            return bool(text)
        cursor.movePosition(QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        return self.find(text, flags)

    @Slot(QUrl)
    def on_link(self, link: QUrl) -> None:
        """Follow a link to another page; hand on an address."""
        if link.scheme() in {"http", "https"}:
            self.address_chosen.emit(link.toString())
        elif not link.scheme():
            name = link.path().removesuffix(".md") or self.page
            if self.has(name):
                self.show_page(name, link.fragment())

    @Slot()
    def on_settled(self) -> None:
        """Draw the pictures for the width there is now."""
        if self.page and self._room() != self._drawn_for:
            down = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
            self._load(self.page, told=False)
            self.verticalScrollBar().setValue(round(down * self.verticalScrollBar().maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the guide as wide as there is room; nothing else is loaded, wherever it is."""
        file = Path(QUrl(name).path()).name
        if kind != QTextDocument.ResourceType.ImageResource.value or not file:
            return None
        image = QImage(str(guide("pictures", file)))
        ratio = self.devicePixelRatioF()
        wide = round(self._room() * ratio)
        if image.width() > wide > 0:
            image = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.go_back()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for a page of readable width."""
        return QSize(theme.px(660), theme.px(560))

    def _room(self) -> int:
        return self.viewport().width() - 2 * round(self.document().documentMargin()) - 2

    def _load(self, name: str, *, told: bool = True) -> None:
        self.page, self._drawn_for = name, self._room()
        document = self.document()
        document.clear()
        document.setMarkdown(guide(f"{name}.md").read_text(encoding="utf-8"), _MARKDOWN)
        self._give_air()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        if told:
            self.page_shown.emit(name)

    def _give_air(self) -> None:
        """Let lines stand apart, and tables take the width."""
        block = self.document().begin()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # laid out once, not after each change
        while block.isValid():
            form = QTextBlockFormat()
            cursor.setPosition(block.position())
            if _is_picture(block):
                form.setBottomMargin(theme.px(8))
            else:
                form.setLineHeight(125.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if block.blockFormat().headingLevel() > 1:
                form.setTopMargin(theme.px(18))
            elif block.textList() is None and cursor.currentTable() is None:
                form.setTopMargin(theme.px(8))
            cursor.mergeBlockFormat(form)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                table = frame.format().toTableFormat()
                table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                table.setCellPadding(theme.px(5))
                table.setCellSpacing(0)
                table.setBorder(1)
                table.setBorderCollapse(True)
                table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                table.setBorderBrush(theme.current().colour("border"))
                frame.setFormat(table)
        cursor.endEditBlock()

    def _go_to(self, heading: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _link_name(block.text()) == heading:
                cursor = QTextCursor(block)
                self.setTextCursor(cursor)
                self.verticalScrollBar().setValue(
                    self.verticalScrollBar().value() + self.cursorRect(cursor).top()
                )
                return
            block = block.next()


def _is_picture(block: QTextBlock) -> bool:
    fragments = block.begin()
    return not fragments.atEnd() and fragments.fragment().charFormat().objectType() == (
        QTextFormat.ObjectTypes.ImageObject.value
    )


def _link_name(heading: str) -> str:
    """Return the name by which links of Markdown call a heading."""
    return re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
