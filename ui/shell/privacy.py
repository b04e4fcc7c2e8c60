"""The privacy screen: hides everything at once, until any key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.focus_return import FocusReturn
from ui.shell.sidebar import BrandMark
from ui.widgets import PlainLabel

_MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class PrivacyCover(QFrame):
    """Shows the shop's name and nothing else."""

    left = Signal()
    """Everything is shown again."""

    def __init__(self, over: QStackedWidget) -> None:
        super().__init__()
        self._over = over
        self._focus = FocusReturn()
        over.addWidget(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        self.mark = BrandMark(side=64)
        self.shop_name = PlainLabel(tone="sidebar_strong", size="headline", wrap=True)
        self.hint = PlainLabel(_("Hidden, not locked. Press any key to go on"), tone="sidebar", size="small")
        column.addStretch(1)
        column.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self.shop_name, self.hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addStretch(1)

    def cover(self, name: str, logo: bytes | None, came_from: QWidget | None) -> None:
        """Hide everything but whose shop it is; `came_from` gets the focus back."""
        self._focus.remember(came_from)
        self.shop_name.setText(name)
        self.mark.show_shop(name, logo)
        words = _("Privacy screen of {shop}: hidden, not locked. Press any key to go on.")
        self.setAccessibleName(words.format(shop=name))
        self._over.setCurrentWidget(self)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Show everything again."""
        self._over.setCurrentIndex(0)
        self._focus.give_back(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Take every key for itself, so that no shortcut acts behind the screen."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() not in _MODIFIERS and not event.isAutoRepeat():
                self.uncover()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.uncover()
