"""The middle of the print centre: the page on a desk, and below it which page of how many."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.printing.pages import PdfPages
from ui.printing.preview import PagePreview
from ui.tasks import Tasks
from ui.widgets import IconButton, LinkButton, PlainLabel, ProgressBar


class Desk(QWidget):
    """The preview with its buttons."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        column.setSpacing(0)
        self.preview = PagePreview(tasks)
        self.preview.moved.connect(self.on_moved)
        column.addWidget(self.preview, 1)
        self.bar = ProgressBar(name=_("The sheet is being made"))
        self.bar.setRange(0, 0)
        column.addWidget(self.bar)
        column.addLayout(self._buttons())
        self.show_busy(busy=False)
        self.on_moved()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(6), 0, theme.px(6), 0)
        row.setSpacing(theme.px(4))
        preview = self.preview
        self.back = IconButton("left", _("Page before (Page up)"))
        self.back.clicked.connect(preview.previous_page)
        self.words = PlainLabel(size="small")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.on = IconButton("right", _("Next page (Page down)"))
        self.on.clicked.connect(preview.next_page)
        self.smaller = IconButton("minus", _("Smaller (Ctrl+-)"))
        self.smaller.clicked.connect(preview.zoom_out)
        self.percent = PlainLabel(size="small")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.larger = IconButton("add", _("Larger (Ctrl++)"))
        self.larger.clicked.connect(preview.zoom_in)
        self.fit = LinkButton(_("Fit page"))
        self.fit.clicked.connect(preview.fit)
        left: tuple[QWidget, ...] = (self.back, self.words, self.on)
        right: tuple[QWidget, ...] = (self.fit, self.smaller, self.percent, self.larger)
        for part in left:
            row.addWidget(part)
        row.addStretch(1)
        for part in right:
            row.addWidget(part)
        return row

    def show_pages(self, pages: PdfPages | None, *, from_start: bool) -> None:
        """Show another PDF."""
        self.preview.show_pages(pages, from_start=from_start)

    def show_busy(self, *, busy: bool) -> None:
        """Show that something is being made. The line keeps its place, so that nothing jumps."""
        self.bar.setRange(0, 0 if busy else 1)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.setVisible(busy)

    @Slot()
    def on_moved(self) -> None:
        """Say which page it is and how large."""
        preview = self.preview
        page, pages = preview.number, preview.count
        self.words.setText(_("Page {page} of {pages}").format(page=page, pages=pages) if pages else "")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < pages)
        self.percent.setText(f"{round(preview.zoom * 100)} %")
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance("000 %") + theme.px(4))
        self.fit.setEnabled(not preview.fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The keys do the same where there is no room for the words.
        self.percent.setVisible(event.size().width() >= theme.px(360))
        self.fit.setVisible(event.size().width() >= theme.px(300))

    def minimumSizeHint(self) -> QSize:
        """Return room for a small page."""
        return QSize(theme.px(180), theme.px(180))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("border"))
        painter.drawRoundedRect(QRectF(self.rect()), t.px(12), t.px(12))
