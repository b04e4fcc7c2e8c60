"""Small round switches in a row: which of the lists are shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.buttons import RING, RingMixin, paint_ring
from ui.widgets.flow import FlowLayout


class Chip(RingMixin, QPushButton):
    """One of them. Pressed in, it is dark."""

    step_wanted = Signal(QPushButton, int)
    """Left (-1) or right (1) was pressed."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.key = key
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, words: str, count: int) -> None:
        """Show what it chooses and how many there are."""
        text = f"{words}  {count}".replace("&", "&&")
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(f"{words}, {count}")

    def sizeHint(self) -> QSize:
        """Return the word and room around it."""
        metrics = QFontMetrics(theme.current().font("caption"))
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(width + theme.px(16) + 2 * RING, metrics.height() + theme.px(5) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """Return the full size."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.step_wanted.emit(self, step)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        body = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("solid_back" if on else "neutral_back"))
        if not on and self.underMouse():
            painter.setBrush(t.colour("border"))
        painter.drawRoundedRect(body, t.px(6), t.px(6))
        painter.setFont(t.font("caption"))
        painter.setPen(t.colour("solid" if on else "neutral"))
        painter.drawText(body, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic), self.text())
        if self.hasFocus() and self.ring:
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), t.px(7))


class Chips(QWidget):
    """Several chips of which one is pressed in; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        self.group.buttonClicked.connect(self.on_clicked)
        self.row = FlowLayout(self, gap=2)

    def add(self, key: str, words: str) -> Chip:
        """Add one at the end; the first one is pressed in."""
        chip = Chip(words, key, self)
        chip.step_wanted.connect(self.on_step_wanted)
        self.group.addButton(chip)
        self.row.addWidget(chip)
        if len(self.group.buttons()) == 1:
            chip.setChecked(True)
        return chip

    def current(self) -> str:
        """Return the key of the one that is pressed in."""
        chip = self.group.checkedButton()
        return chip.key if isinstance(chip, Chip) else ""

    def stop(self) -> QWidget:
        """Return the one that Tab stops at."""
        return self.group.checkedButton() or self

    def choose(self, key: str) -> None:
        """Press one in, without telling anybody."""
        for chip in self.group.buttons():
            if isinstance(chip, Chip) and chip.key == key:
                chip.setChecked(True)
                # Qt takes Tab from those that were not pressed in while one had the focus, for good.
                chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @Slot(QPushButton, int)
    def on_step_wanted(self, chip: Chip, step: int) -> None:
        """Press in the next one or the one before."""
        buttons = self.group.buttons()
        wanted = buttons[(buttons.index(chip) + step) % len(buttons)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        wanted.click()

    @Slot(QPushButton)
    def on_clicked(self, chip: QPushButton) -> None:
        """Hand the choice on."""
        if isinstance(chip, Chip):
            self.chosen.emit(chip.key)
