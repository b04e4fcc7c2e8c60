"""A part of a page in which Tab goes as the eye does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_BY_TAB = (Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus)


def takes_tab(widget: QWidget) -> bool:
    """Tell whether Tab can stop at a widget now."""
    if not (widget.isVisible() and widget.focusPolicy() in _BY_TAB and widget.isEnabled()):
        return False
    # Last: PySide takes the answer for a child of the widget asked. A viewport's is the scroll area it is in,
    # and such a circle takes what is inside with it when one of them goes.
    return widget.focusProxy() is None


class InParts:
    """A window that knows in which order its parts are read; see `go_round`."""


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
        elif isinstance(self.window(), InParts):
            return super().focusNextPrevChild(next)
        else:
            wanted = self._beyond(focus, next=next)
        if wanted is None:
            return False
        _go_to(wanted, next=next)
        return True

    def _beyond(self, start: QWidget, *, next: bool) -> QWidget | None:
        """Return what Tab stops at outside of this part."""
        widget: QWidget | None = start
        while widget is not None:
            widget = beside(widget, next=next)
            if widget is start:
                return None
            if not self.isAncestorOf(widget) and takes_tab(widget):
                return widget
        return None


def stops_of(window: QWidget, parts: Sequence[QWidget]) -> list[list[QWidget]]:
    """Return for each part of a window what Tab stops at in it now, in the order of reading.

    A part may be inside of one that comes before it: what it holds is its own.
    """
    found: list[list[QWidget]] = [[] for _part in parts]
    told: set[QWidget] = set()
    at = beside(window)
    # The quickest question first: of the thousands of widgets of a window most are on pages not shown.
    while at is not window:
        if at.isVisible() and takes_tab(at) and at not in told:
            place = _part_around(at, parts)
            whole = _in_order_around(at)
            stops = [at] if whole is None else whole.stops()
            told.update(stops)
            if place is not None and (whole is None or at in stops):
                found[place] += stops
        at = beside(at)
    return found


def beside(widget: QWidget, *, next: bool = True) -> QWidget:
    """Return what comes after a widget in Qt's own chain, or before it."""
    found = cast("QWidget", widget.nextInFocusChain() if next else widget.previousInFocusChain())
    # PySide takes the answer for a child of the widget asked, and would let go of it together with that one.
    # Qt does nothing where the parent is what it was; PySide puts its own note right.
    found.setParent(found.parentWidget())
    return found


def go_round(window: QWidget, parts: Sequence[QWidget], *, next: bool) -> bool:
    """Go to the next stop of a window whose parts are read in this order; tell whether that could be done.

    Qt's own chain goes by the order of making, and pages, buttons of the header and messages come and go.
    """
    focus = QApplication.focusWidget()
    if focus is None:
        return False
    near = _near(focus, window, parts, next=next)
    if near is not None:
        _go_to(near, next=next)
        return True
    groups = stops_of(window, parts)
    ring = [stop for group in groups for stop in group]
    step = 1 if next else -1
    if focus in ring:
        place = ring.index(focus) + step
    elif focus in parts:
        # A part itself, such as a page that does not say where the focus goes: its first stop is next.
        before = sum(len(group) for group in groups[: parts.index(focus)])
        place = before if next else before - 1
    else:
        return False
    if not ring:
        return False
    _go_to(ring[place % len(ring)], next=next)
    return True


def _near(focus: QWidget, window: QWidget, parts: Sequence[QWidget], *, next: bool) -> QWidget | None:
    """Return the next stop where Qt's own chain has it in the same part, without a look at all the others.

    A window has thousands of widgets, and to walk along all of them takes as long as a key may.
    """
    here = _part_around(focus, parts)
    if here is None or not takes_tab(focus) or _in_order_around(focus) is not None:
        return None
    at = beside(focus, next=next)
    while at is not window:
        if at.isVisible() and takes_tab(at) and _part_around(at, parts) == here:
            return at if _in_order_around(at) is None else None
        at = beside(at, next=next)
    return None


def _part_around(widget: QWidget, parts: Sequence[QWidget]) -> int | None:
    """Return which part holds a widget: the last one, where a part is inside of another one."""
    return next((k for k in range(len(parts) - 1, -1, -1) if parts[k].isAncestorOf(widget)), None)


def _go_to(wanted: QWidget, *, next: bool) -> None:
    wanted.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
    reveal(wanted)


def reveal(widget: QWidget) -> None:
    """Scroll a widget into view."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
        area = area.parentWidget()


def _in_order_around(widget: QWidget) -> InOrder | None:
    part = widget.parentWidget()
    while part is not None and not isinstance(part, InOrder):
        part = part.parentWidget()
    return part
