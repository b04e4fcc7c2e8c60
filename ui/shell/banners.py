"""The banners under the header: what stands in the way, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.frames import Banner, BannerRole

MOST = 3


class BannerArea(QWidget):
    """Shows at most three banners, newest last, none twice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_area")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), 0)
        self._column.setSpacing(theme.px(6))
        self.banners: list[Banner] = []
        self.hide()

    def show_banner(
        self,
        text: str,
        role: BannerRole = "warn",
        buttons: Sequence[QPushButton] = (),
        *,
        closable: bool = True,
    ) -> Banner:
        """Show a sentence with its buttons; one that is there already stays."""
        for banner in self.banners:
            if banner.text == text:
                return banner
        return self.add(Banner(text, role, buttons, closable=closable))

    def add(self, banner: Banner) -> Banner:
        """Show a banner that was made elsewhere."""
        while len(self.banners) >= MOST:
            self.banners[0].close_banner()
        banner.closed.connect(self.on_banner_closed)
        self.banners.append(banner)
        self._column.addWidget(banner)
        self.show()
        return banner

    def clear(self) -> None:
        """Take all banners away."""
        for banner in tuple(self.banners):
            banner.close_banner()

    @Slot()
    def on_banner_closed(self) -> None:
        """Forget a banner that was closed."""
        self.banners = [banner for banner in self.banners if banner is not self.sender()]
        self.setVisible(bool(self.banners))
