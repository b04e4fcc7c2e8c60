"""Editors of what is looked at: a picture, a colour."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMimeData,
    QObject,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from ui import messages, theme
from ui.forms.base import FieldEditor, FormContext
from ui.forms.text_editors import LineEditor
from ui.widgets import LinkButton, PlainLabel, SecondaryButton, set_tip
from ui.widgets.buttons import EnterPresses, paint_ring

MOST_BYTES = 30_000_000
# Colours that carry white text, around the wheel, and two greys.
SWATCHES = (
    "#0B746B", "#1F6F43", "#4E6B12", "#8A5A06", "#A8480F", "#A33214",
    "#A3195B", "#7A2E8E", "#4B3FA7", "#1F4E9E", "#0F6285", "#2F3B52",
)  # fmt: skip


class ImageEditor(FieldEditor):
    """A picture: chosen from a file, pasted or dropped."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._data: bytes | None = None
        self._failed = ""
        self.view = _PictureView(self)
        self.row.addWidget(self.view)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.row.addLayout(column, 1)
        self.choose = SecondaryButton(_("Choose…"), self, icon="image")
        self.paste_button = LinkButton(_("Paste"), self, icon="copy")
        self.remove = LinkButton(_("Remove"), self, icon="close")
        for button in (self.choose, self.paste_button, self.remove):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(PlainLabel(_("Or drop a picture here."), size="small", tone="secondary"))
        column.addStretch(1)
        self.choose.setAccessibleName(_("{field}: choose a picture").format(field=_(field.label)))
        self.choose.clicked.connect(self.on_choose)
        self.paste_button.clicked.connect(self.on_paste)
        self.remove.clicked.connect(self.on_remove)
        self.setFocusProxy(self.choose)
        self.setAcceptDrops(True)

    def stops(self) -> list[QWidget]:
        return [self.choose, self.paste_button, self.remove]

    def draft(self) -> object:
        return self._data, self._failed

    def draft_of(self, value: Any) -> object:
        return value, ""

    def show_draft(self, draft: Any) -> None:
        self._data, self._failed = draft
        self.view.show_picture(self._data)
        self.remove.setEnabled(self._data is not None)

    def value(self) -> Any:
        if self._failed:
            raise UserError(self._failed)
        return self._data

    def take(self, data: bytes) -> None:
        """Take a picture from outside, made small and without its metadata, and keep it."""
        from cxdesk.services import images

        try:
            self.show_draft((images.accept(data), ""))
        except UserError as error:
            self._failed = error.message
        self.typed.emit()
        self.left.emit()

    @Slot()
    def on_choose(self) -> None:
        """Ask for a file."""
        path = messages.ask_open_file(self, _("Choose a picture"), files=messages.image_filter())
        if path is not None:
            self._take_file(str(path))

    def _take_file(self, name: str) -> None:
        try:
            with open(name, "rb") as file:  # noqa: PTH123 - a path as the system gives it
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            self._failed = _("The file could not be read: {reason}.").format(reason=error.strerror)
            self.typed.emit()
            self.left.emit()
            return
        self.take(data)

    @Slot()
    def on_paste(self) -> None:
        """Take what is on the clipboard, if that is a picture."""
        if not self.take_mime(QGuiApplication.clipboard().mimeData()):
            self._failed = _("There is no picture to paste. Copy one first.")
            self.typed.emit()
            self.left.emit()

    @Slot()
    def on_remove(self) -> None:
        """Have no picture."""
        self.choose.setFocus()
        self.show_draft((None, ""))
        self.typed.emit()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.on_paste()
        elif event.key() == Qt.Key.Key_Delete and self._data is not None:
            self.on_remove()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.could_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def could_take(self, mime: QMimeData) -> bool:
        """Tell whether what is dragged may be a picture."""
        return mime.hasImage() or bool(_local_file(mime))

    def take_mime(self, mime: QMimeData | None) -> bool:
        """Take what was dropped or pasted; tell whether it was a file or a picture."""
        if mime is None:  # an empty clipboard
            return False
        name = _local_file(mime)
        if name:
            self._take_file(name)
        elif mime.hasImage():
            self.take(_png(QImage(mime.imageData())))
        return bool(name) or mime.hasImage()


def _local_file(mime: QMimeData) -> str:
    """Return the one local file that is dragged or pasted, or ""."""
    names = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
    return names[0] if len(names) == 1 else ""


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs know only bytes
    buffer.close()
    return bytes(data.data())


class _PictureView(QWidget):
    """The picture, as large as fits, on a quiet ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, data: bytes | None) -> None:
        """Show a picture that was accepted, or none."""
        self._pixmap = QPixmap()
        if data:
            self._pixmap.loadFromData(data)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the frame."""
        return QSize(theme.px(120), theme.px(96))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        style = Qt.PenStyle.DashLine if self._pixmap.isNull() else Qt.PenStyle.SolidLine
        painter.setPen(QPen(t.colour("field_border"), 1, style))
        painter.setBrush(t.colour("window"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, t.px(8), t.px(8))
        if self._pixmap.isNull():
            from ui import icons

            side = t.px(24)
            spot = self.rect()
            spot.setSize(QSize(side, side))
            spot.moveCenter(self.rect().center())
            icons.paint(painter, spot, "image", t.colour("secondary"))
            return
        room = self.rect().adjusted(t.px(6), t.px(6), -t.px(6), -t.px(6)).size()
        size = self._pixmap.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, 0, size.width(), size.height())
        area.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(area, self._pixmap, QRectF(self._pixmap.rect()))


class ColourEditor(LineEditor):
    """A colour as six digits, with a swatch that opens some that read well (Alt+Down)."""

    short = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.swatch = Swatch("", _("Choose a colour"), self)
        self.swatch.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Down does the same from the field
        self.swatch.clicked.connect(self.open_swatches)
        self.row.insertWidget(0, self.swatch)
        self.box.setMaximumWidth(theme.px(120))
        self.box.setPlaceholderText("#0B746B")
        self.row.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        super().show_draft(draft)
        self.swatch.show_colour(draft)

    def value(self) -> Any:
        text = self.box.text().strip()
        return f"#{text}" if len(text) == 6 and not text.startswith("#") else text

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.swatch.setDisabled(read_only)

    @Slot(str)
    def on_text_edited(self, text: str) -> None:
        """Show the colour while its digits are typed."""
        self.swatch.show_colour(text)
        super().on_text_edited(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_swatches()
            return
        super().keyPressEvent(event)

    @Slot()
    def open_swatches(self) -> None:
        """Show some colours under the field."""
        self.popup = QFrame(self, Qt.WindowType.Popup)
        self.popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.popup.setFrameShape(QFrame.Shape.StyledPanel)
        grid = QGridLayout(self.popup)
        grid.setSpacing(theme.px(4))
        for place, colour in enumerate(SWATCHES):
            swatch = Swatch(colour, colour, self.popup)
            swatch.clicked.connect(self.on_swatch)
            swatch.installEventFilter(self)
            grid.addWidget(swatch, place // 6, place % 6)
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + theme.px(2))))
        self.popup.show()
        self.popup.findChildren(Swatch)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Swatch):
            step = _STEPS.get(cast(QKeyEvent, event).key()) if event.type() == QEvent.Type.KeyPress else None
            if step is not None:
                self._walk(watched, step)
            return step is not None
        return super().eventFilter(watched, event)

    def _walk(self, swatch: Swatch, step: int) -> None:
        all_of_them = self.popup.findChildren(Swatch)
        place = (all_of_them.index(swatch) + step) % len(all_of_them)
        all_of_them[place].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_swatch(self) -> None:
        """Take the colour that was pressed and keep it."""
        swatch = self.sender()
        if isinstance(swatch, Swatch):
            self.popup.close()
            self.show_draft(swatch.colour)
            self.typed.emit()
            self.left.emit()


_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -6, Qt.Key.Key_Down: 6}


class Swatch(EnterPresses, QToolButton):
    """A square of a colour; crossed out where there is none."""

    def __init__(self, colour: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setAccessibleName(name)
        set_tip(self, name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_colour(self, colour: str) -> None:
        """Show a colour, or none if it is not one."""
        self.colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(theme.px(30), theme.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5)
        colour = QColor(self.colour) if len(self.colour) == 7 else QColor()
        painter.setPen(QPen(t.colour("field_border"), 1))
        painter.setBrush(colour if colour.isValid() else t.colour("surface"))
        painter.drawRoundedRect(body, t.px(6), t.px(6))
        if not colour.isValid():
            painter.drawLine(body.topLeft(), body.bottomRight())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), t.px(7))
