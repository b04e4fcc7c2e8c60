"""The status bar: saved when, backup when, which file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.i18n import _
from ui import theme
from ui.widgets import ElidedLabel, Picture, PlainLabel, repolish

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.widgets import ProgressBar

FLASH_MS = 1500


class StatusBar(QFrame):
    """One line at the lower edge. It never shows more than it knows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusbar")
        self._row = QHBoxLayout(self)
        self.picture = Picture("check", self, side=12)
        self.saved = PlainLabel(parent=self, tone="secondary", size="caption")
        self.backup = PlainLabel(parent=self, tone="secondary", size="caption")
        self.busy = PlainLabel(parent=self, tone="secondary", size="caption")
        self.file = ElidedLabel(parent=self, tone="secondary", size="caption")
        for part in (self.picture, self.saved):
            self._row.addWidget(part)
        self._row.addSpacing(theme.px(12))
        self._row.addWidget(self.backup)
        self._row.addSpacing(theme.px(12))
        self._row.addWidget(self.busy)
        self.file.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.file, 1)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self.on_flash_over)
        self.show_progress("", 0, 0)
        self.measure()

    @cached_property
    def bar(self) -> ProgressBar:
        """How far what runs is; made with the first of it."""
        from ui.widgets import ProgressBar

        bar = ProgressBar(self, name=_("Progress"))
        bar.setFixedWidth(theme.px(120))
        self._row.insertWidget(self._row.indexOf(self.file), bar)
        return bar

    def measure(self) -> None:
        """Take the lengths of the text size in use."""
        self.setFixedHeight(theme.px(26))
        self._row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        self._row.setSpacing(theme.px(6))

    def show_state(self, bridge: Bridge) -> None:
        """Say how things stand."""
        ws = bridge.workspace
        if ws is None:
            return
        read_only, unkept = ws.read_only, bridge.unkept
        icon = "lock" if read_only else "edit" if unkept else "check"
        self.picture.set_icon(icon, "warning" if read_only or unkept == "waiting" else "secondary")
        if read_only:
            self.saved.setText(_("Reading only; nothing can be changed here"))
        elif unkept == "typing":
            self.saved.setText(_("Typing… kept when you leave the field"))
        elif unkept:
            self.saved.setText(_("Something in a field is not kept yet"))
        elif ws.saved_at:
            self.saved.setText(
                _("All changes saved {time}").format(time=_time(ws.saved_at, ws.shop.language))
            )
        else:
            self.saved.setText(_("All changes saved"))
        self.backup.setVisible(bool(bridge.backup_at))
        if bridge.backup_at:
            self.backup.setText(_("Backup {when}").format(when=_moment(bridge.backup_at, ws.shop.language)))
        self.file.setText(ws.path.name)

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Say what runs and how far it is; an empty text takes it away."""
        self.busy.setText(text)
        self.busy.setVisible(bool(text))
        if not text and "bar" not in vars(self):
            return
        self.bar.setVisible(bool(text))
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)

    def flash(self) -> None:
        """Make the words about saving stand out for a moment."""
        self._set_strong(strong=True)
        self._flash.start()

    @Slot()
    def on_flash_over(self) -> None:
        """Be quiet again."""
        self._set_strong(strong=False)

    def _set_strong(self, *, strong: bool) -> None:
        self.saved.set_tone("good" if strong else "secondary")
        self.saved.setProperty("textsize", "strong" if strong else "caption")
        repolish(self.saved)


def _time(stamp: str, language: str) -> str:
    from cxdesk import formats

    return formats.time_text(clock.parse_stamp(stamp).astimezone().time(), language)


def _moment(stamp: str, language: str) -> str:
    from cxdesk import formats

    day = clock.parse_stamp(stamp).astimezone().date()
    if day == clock.today():
        return _("{time} today").format(time=_time(stamp, language))
    return formats.moment_text(stamp, language)
