"""A part of a page in which Tab goes as the eye does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def takes_tab(widget: QWidget) -> bool:
    """Tell whether Tab can stop at a widget now."""
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


class InOrder(QWidget):
    """Says itself what Tab stops at.

    Qt's own chain goes by the order of making, and in a circle round fields that hand the focus on to a
    part of them.
    """

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at now, in the order of reading."""
        raise NotImplementedError

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next stop, or to what comes after the last one."""
        focus, stops, step = QApplication.focusWidget(), self.stops(), 1 if next else -1
        if focus not in stops:
            return super().focusNextPrevChild(next)
        place = stops.index(focus) + step
        if 0 <= place < len(stops):
            wanted: QWidget | None = stops[place]
        else:
            wanted = self._beyond(focus, next=next)
        if wanted is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        wanted.setFocus(reason)
        self._reveal(wanted)
        return True

    def _beyond(self, start: QWidget, *, next: bool) -> QWidget | None:
        """Return what Tab stops at outside of this part."""
        widget: QWidget | None = start
        while widget is not None:
            widget = widget.nextInFocusChain() if next else widget.previousInFocusChain()
            if widget is start:
                return None
            if widget is not None and not self.isAncestorOf(widget) and takes_tab(widget):
                return widget
        return None

    def _reveal(self, widget: QWidget) -> None:
        area = widget.parentWidget()
        while area is not None and area is not self:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(widget)
            area = area.parentWidget()
