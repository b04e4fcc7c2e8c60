"""What a page showed when it was left, and how it is shown so again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from ui.focus_names import Spot, give_back, spot_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.pages.base import Page

Area = tuple[str, str, str, int]
"""Class, name and accessible name of what scrolls, and which one of that name it is."""


class Visit(NamedTuple):
    """One page as it was left: it may be made anew before somebody comes back."""

    page: str
    spot: object
    scrolled: Mapping[Area, tuple[int, int]]
    focus: Spot | None

    @classmethod
    def of(cls, page: Page) -> Visit:
        """Return what is shown now."""
        scrolled = {
            name: (area.horizontalScrollBar().value(), area.verticalScrollBar().value())
            for name, area in _areas(page).items()
        }
        return cls(page.spec.name, page.spot(), scrolled, spot_of(page))

    def leads_elsewhere(self, now: Page | None) -> bool:
        """Tell whether something else is shown now; a page on which nothing was chosen is no other place."""
        if now is None or now.spec.name != self.page:
            return now is not None
        return self.spot is not None and now.spot() != self.spot

    def give_back(self, page: Page) -> None:
        """Let focus and scroll bars stand where they did; those again when what is shown has its place."""
        page.fill_whole()
        if not give_back(page, self.focus):
            (page.first_focus() or page).setFocus()
        again = _Scrolling(page, self.scrolled)
        again.put_back()
        again.start()


class _Scrolling(QTimer):
    """Puts scroll bars back after the layouts were counted anew."""

    def __init__(self, page: Page, scrolled: Mapping[Area, tuple[int, int]]) -> None:
        super().__init__(page)
        self._page, self._scrolled = page, scrolled
        self.setSingleShot(True)
        self.setInterval(0)
        self.timeout.connect(self.put_back)
        self.timeout.connect(self.deleteLater)

    def put_back(self) -> None:
        """Put them back as far as they go by now."""
        for name, area in _areas(self._page).items():
            across, down = self._scrolled.get(name, (None, None))
            if across is not None and down is not None:
                area.horizontalScrollBar().setValue(across)
                area.verticalScrollBar().setValue(down)


def _areas(page: Page) -> dict[Area, QAbstractScrollArea]:
    found: dict[Area, QAbstractScrollArea] = {}
    for area in page.findChildren(QAbstractScrollArea):
        if area.isVisibleTo(page):
            base = (type(area).__name__, area.objectName(), area.accessibleName())
            number = sum(name[:3] == base for name in found)
            found[(*base, number)] = area
    return found
