"""Looks over a window as somebody would who can't use a mouse, hears it read out, or sees it badly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QAbstractListModel, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QImage, QPainter, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QTextBrowser,
    QWidget,
)

from ui import theme
from ui.standards.row_list import RowList
from ui.widgets import Card, CheckBox, ElidedLabel, UndoBar
from ui.widgets.in_order import takes_tab
from ui.widgets.record_table import RecordTable

LARGE_TEXT = 24
"""Text of so many pixels may have less contrast (WCAG 2: 18 pt, or 14 pt bold)."""
contrast = cache(theme.contrast)
DOTS = "…"
MOST = 0.8
"""So much of a text must be in view to be looked at."""


class Said(NamedTuple):
    """A text that our own code painted: where in the window, in which ink, how large, how much too wide."""

    text: str
    rect: QRect
    ink: str
    size: int
    over: int
    on: QWidget | None


def told(widget: QWidget) -> str:
    """Return how a finding names a widget."""
    words = widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName()
    return f"{type(widget).__name__} {words[:50]!r}"


def shown(root: QWidget) -> Iterator[QWidget]:
    """Give what can be seen below `root`, scrolled away or not.

    What is hidden is not gone into: most widgets of a window are on pages that are not shown.
    """
    waiting = root.children()[::-1]
    while waiting:
        part = waiting.pop()
        if isinstance(part, QWidget) and part.isVisible() and not part.isWindow():
            if part.width() > 0 and part.height() > 0:
                yield part
            waiting += part.children()[::-1]


# Names


def inside_of_qt(part: QWidget) -> bool:
    """Tell whether a widget is a piece of one of Qt's own controls."""
    above = part.parentWidget()
    return part.objectName().startswith("qt_") or isinstance(above, QLineEdit | QComboBox)


def nameless(parts: Iterable[QWidget]) -> list[str]:
    """Return the controls that say nothing to a screen reader."""
    found = []
    for part in parts:
        control = isinstance(
            part, QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit | QAbstractItemView
        )
        if isinstance(part, QHeaderView) or inside_of_qt(part):
            continue
        if control or part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            face = QAccessible.queryAccessibleInterface(part)
            if not face.text(QAccessible.Text.Name).strip():
                found.append(told(part))
    return found


# The way of Tab


def _press_tab(back: bool) -> QWidget | None:
    focus = QApplication.focusWidget()
    if focus is None:
        return None
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    # In a text with links Tab goes from link to link first.
    for _link in range(200 if isinstance(focus, QTextBrowser) else 1):
        QTest.keyClick(focus, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, modifier)
        if QApplication.focusWidget() is not focus:
            break
    return QApplication.focusWidget()


def _place(part: QWidget, window: QWidget) -> QRect:
    seen = part.visibleRegion().boundingRect()
    if seen.isEmpty():
        seen = part.rect()
    return seen.translated(part.mapTo(window, QPoint()))


def backwards(before: QRect, after: QRect, *, rtl: bool = False) -> bool:
    """Tell whether the eye goes back: up in the same column, or against the reading on the same line."""
    if after.bottom() <= before.top() and after.left() <= before.right() and before.left() <= after.right():
        return True
    level = (
        after.top() < before.center().y() < after.bottom()
        or before.top() < after.center().y() < before.bottom()
    )
    against = after.left() >= before.right() if rtl else after.right() <= before.left()
    return level and against


class Step(NamedTuple):
    """From one stop to the next, and where both were then: what has the focus is scrolled into view."""

    before: QWidget
    after: QWidget
    places: tuple[QRect, QRect]


def walk(window: QWidget, *, back: bool = False, most: int = 400) -> list[Step]:
    """Press Tab until it comes round."""
    start = QApplication.focusWidget()
    if start is None or not takes_tab(start):
        start = _press_tab(back)
    assert start is not None, "nothing has the focus"
    steps: list[Step] = []
    for _step in range(most):
        before = steps[-1].after if steps else start
        at = _press_tab(back)
        assert at is not None, f"the focus is lost after {told(before)}"
        steps.append(Step(before, at, (_place(before, window), _place(at, window))))
        if at is start:
            break
        assert all(at is not step.before for step in steps), f"a circle that leaves others out, at {told(at)}"
    return steps


def against_the_eye(window: QWidget, steps: list[Step]) -> list[str]:
    """Return where Tab goes back; it does so once, from the end to the beginning.

    What takes a record away may stand last on its card, wherever it is seen, and messages that offer to
    take something back float over all.
    """
    rtl = window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    first = min(step.places[1].top() for step in steps)
    return [
        f"{told(step.before)} → {told(step.after)}"
        for step in steps
        if step.places[1].top() > first
        and backwards(*step.places, rtl=rtl)
        and not any(_stands_apart(part) for part in step[:2])
    ]


def _stands_apart(part: QWidget) -> bool:
    takes_away = part.accessibleName().startswith(("Remove", "Move to the trash"))
    return takes_away or isinstance(part.parentWidget(), UndoBar)


def missed(root: QWidget, steps: list[Step]) -> list[str]:
    """Return what should be reached by Tab and is not.

    One radio button stands for its group, one list of rows for those above and below it on its card:
    the arrow keys go on.
    """
    stops = [step.before for step in steps]
    groups = {part.parentWidget() for part in stops if isinstance(part, QRadioButton)}
    groups |= {_card(part) for part in stops if isinstance(part, RowList)}
    return [
        told(part)
        for part in shown(root)
        if takes_tab(part)
        and part not in stops
        and part.isEnabledTo(root)
        and not inside_of_qt(part)
        and not (isinstance(part, QRadioButton) and part.parentWidget() in groups)
        and not (isinstance(part, RowList) and _card(part) in groups)
    ]


def _card(part: QWidget) -> QWidget | None:
    above = part.parentWidget()
    while above is not None and not isinstance(above, Card):
        above = above.parentWidget()
    return above


def choose_something(root: QWidget) -> bool:
    """Choose the first row where there is a table; tell whether there was anything to choose."""
    tables = [
        part for part in shown(root) if isinstance(part, RecordTable) and not part.currentIndex().isValid()
    ]
    for table in tables:
        table.go_to_row(0)
    return bool(tables)


def is_at_rest(window: QWidget) -> bool:
    """Tell whether nothing is to be made or shown in a moment."""
    QApplication.processEvents()
    return not any(_is_due(one) and _is_out(one, window) for one in window.findChildren(QTimer))


def _is_due(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.interval() < 1000


def _is_out(timer: QTimer, window: QWidget) -> bool:
    """Tell whether a timer belongs to what is not hidden."""
    above = timer.parent()
    while above is not None and above is not window:
        if isinstance(above, QWidget) and above.isHidden():
            return False
        above = above.parent()
    return True


# What is cut


def _lost(part: QWidget) -> tuple[int, int]:
    """Return how much of a widget's width and height can be neither seen nor scrolled to."""
    if part.visibleRegion().boundingRect() == part.rect():
        return 0, 0
    rect, at, wide, high = part.rect(), part, 0, 0
    while not at.isWindow() and at.parentWidget() is not None:
        above = at.parentWidget()
        area = above.parentWidget()
        rect = rect.translated(at.pos())
        if isinstance(area, QScrollArea) and area.widget() is at:
            # As if it were scrolled there.
            rect.moveTop(0)
            rect.setHeight(min(rect.height(), above.height()))
            if area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                rect.moveLeft(0)
                rect.setWidth(min(rect.width(), above.width()))
        seen = rect.intersected(above.rect())
        wide, high = wide + rect.width() - seen.width(), high + rect.height() - seen.height()
        rect, at = seen, above
    return wide, high


def _needed(part: QWidget) -> tuple[int, int]:
    """Return how wide and high a widget must be to show all that it says."""
    if isinstance(part, ElidedLabel):
        return 0, part.fontMetrics().height()
    if isinstance(part, QLabel):
        if not part.text():
            return 0, 0
        if part.wordWrap():
            words = part.fontMetrics()
            longest = max((words.horizontalAdvance(word) for word in part.text().split()), default=0)
            return longest, part.heightForWidth(part.width())
        return part.sizeHint().width(), part.sizeHint().height()
    if isinstance(part, QComboBox):
        # It ends in dots where there is little room; then its tip says it all.
        words = part.fontMetrics().horizontalAdvance(part.currentText() or part.placeholderText())
        wide, least = words + theme.px(40), theme.px(80)
        if part.width() < max(wide, least):
            part.grab()  # what is scrolled away has not been painted yet
            wide = least if part.toolTip() else wide
        return wide, part.fontMetrics().height() + 4
    if isinstance(part, QLineEdit):
        words = part.fontMetrics().horizontalAdvance(part.placeholderText()) if not part.text() else 0
        return words + theme.px(20) if words else 0, part.fontMetrics().height() + 4
    if isinstance(part, QAbstractButton) and not inside_of_qt(part):
        size = part.sizeHint() if isinstance(part, CheckBox) else part.minimumSizeHint()
        return size.width(), size.height()
    return 0, 0


def cut(parts: Iterable[QWidget]) -> list[str]:
    """Return what does not show all that it says."""
    found = []
    for part in parts:
        wide, high = _needed(part)
        if (not wide and not high) or inside_of_qt(part):
            continue
        lost = _lost(part)
        if part.width() < wide or part.height() < high:
            found.append(f"{told(part)} needs {wide} × {high}, has {part.width()} × {part.height()}")
        elif max(lost) > 2:
            found.append(f"{told(part)} of {part.width()} × {part.height()} loses {lost[0]} × {lost[1]}")
    return found


def laid_over(said: list[Said]) -> list[str]:
    """Return the painted texts that are wider than their place, and the words of buttons that end in dots."""
    wide = [f"{one.text!r} is {one.over} px too wide" for one in said if one.over > 2]
    buttons = (one for one in said if isinstance(one.on, QAbstractButton) and one.text.endswith(DOTS))
    return wide + [
        f"{one.text!r} of {told(one.on)}" for one in buttons if one.on and one.text not in _words_of(one.on)
    ]


def _words_of(button: QWidget) -> str:
    return " ".join(str(getattr(button, "text", str)()).split()) + " " + button.accessibleName()


# Painted texts


def _seen(painter: QPainter, on: QWidget, rect: QRectF, place: QRect) -> QRect:
    """Return the piece of `place` that is not scrolled away; nothing if that is most of it."""
    own = painter.transform().mapRect(rect).toRect()
    seen = on.visibleRegion().boundingRect().intersected(own)
    if seen.height() < own.height() * MOST:
        return QRect()
    return seen.translated(place.topLeft() - own.topLeft())


@contextmanager
def listening() -> Iterator[list[Said]]:
    """Write down each text that is painted from Python meanwhile."""
    said: list[Said] = []
    paint = QPainter.drawText

    def write_down(painter: QPainter, *words: Any) -> Any:
        rect = words[0] if words and isinstance(words[0], QRect | QRectF) else None
        text = next((word for word in words if isinstance(word, str)), "")
        if rect is not None and text.strip():
            shape = painter.deviceTransform()
            ratio = shape.m11()
            spot = shape.mapRect(QRectF(rect))
            place = QRectF(spot.x() / ratio, spot.y() / ratio, spot.width() / ratio, spot.height() / ratio)
            metrics, flags = (
                painter.fontMetrics(),
                int(words[1]) if isinstance(words[1], int | Qt.AlignmentFlag) else 0,
            )
            wraps = flags & Qt.TextFlag.TextWordWrap.value
            over = 0 if wraps else metrics.horizontalAdvance(text) - place.toRect().width()
            on = painter.device()
            on = on if isinstance(on, QWidget) else None
            seen = place.toRect() if on is None else _seen(painter, on, QRectF(rect), place.toRect())
            if not seen.isEmpty():
                ink, size = painter.pen().color().name(), painter.font().pixelSize()
                said.append(Said(text, seen, ink, size, over, on))
        return paint(painter, *words)

    QPainter.drawText = write_down  # type: ignore[method-assign]
    try:
        yield said
    finally:
        QPainter.drawText = paint  # type: ignore[method-assign]


class Picture:
    """A window as it is painted, the texts that were painted, and its parts as they are shown then."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        with listening() as self.said:
            image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        self.parts = tuple(shown(window))
        self._ratio = image.devicePixelRatio()
        flat = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
        self._pixels = flat[:, : image.width()] & 0xFFFFFF

    def back(self, rect: QRect) -> str:
        """Return the colour that most of a place has, or "" where the window ends."""
        k = self._ratio
        top, left = max(0, round(rect.top() * k)), max(0, round(rect.left() * k))
        part = self._pixels[top : round((rect.bottom() + 1) * k), left : round((rect.right() + 1) * k)]
        if part.size == 0:
            return ""
        few = part[:: 1 + part.shape[0] // 60, :: 1 + part.shape[1] // 200]
        if np.count_nonzero(few == few[0, 0]) * 2 > few.size:
            return f"#{int(few[0, 0]):06x}"
        colours, counts = np.unique(few, return_counts=True)
        return f"#{int(colours[counts.argmax()]):06x}"

    def faint(self) -> list[str]:
        """Return the texts that are too close to their background."""
        found = set()
        for text, ink, back, size in self.pairs:
            least = 3.0 if size >= LARGE_TEXT else theme.READABLE
            if contrast(ink, back) < least:
                found.add(f"{text[:40]!r}: {ink} on {back} = {contrast(ink, back):.2f}")
        return sorted(found)

    @cached_property
    def pairs(self) -> list[tuple[str, str, str, int]]:
        """Each text that has to be read with its ink, what is behind it, and its size in pixels."""
        idle = theme.current().colour("disabled").name()
        inside = self.window.rect()
        texts = [one for one in self._texts() if one[2] != idle]
        told = [(text, ink, self.back(rect.intersected(inside)), size) for text, rect, ink, size in texts]
        return [one for one in told if one[2]]

    def _texts(self) -> Iterator[tuple[str, QRect, str, int]]:
        for one in self.said:
            yield one.text, one.rect, one.ink, one.size
        for part in self.parts:
            if part.visibleRegion().isEmpty() or not part.isEnabled():
                continue
            inner = part.viewport() if isinstance(part, QAbstractScrollArea) else part
            rect = _place(inner, self.window)
            if isinstance(part, QLabel | QLineEdit) and rect.height() < part.height() * MOST:
                continue
            if isinstance(part, QLabel) and not isinstance(part, ElidedLabel) and part.text():
                ink = part.palette().color(part.foregroundRole())
                yield part.text(), rect, ink.name(), part.fontInfo().pixelSize()
            elif isinstance(part, QLineEdit | QPlainTextEdit):
                role = QPalette.ColorRole.Text if _filled(part) else QPalette.ColorRole.PlaceholderText
                yield told(part), rect, part.palette().color(role).name(), part.fontInfo().pixelSize()
            elif isinstance(part, QAbstractItemView) and not isinstance(part, QHeaderView):
                ink = part.palette().color(QPalette.ColorRole.Text)
                yield told(part), rect, ink.name(), part.fontInfo().pixelSize()

    def unread(self) -> list[str]:
        """Return the words that are painted in a row and that a screen reader does not get."""
        found = []
        for view in self.parts:
            model = view.model() if isinstance(view, QAbstractItemView) else None
            if model is None or isinstance(view, QHeaderView) or view.visibleRegion().isEmpty():
                continue
            port = view.viewport()
            # What is scrolled away under the edge of the page is not seen there.
            at = port.visibleRegion().boundingRect().translated(port.mapTo(self.window, QPoint()))
            inside = [one for one in self.said if at.contains(one.rect.center())]
            for row in range(model.rowCount() if inside else 0):
                for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
                    index = model.index(row, column)
                    spot = view.visualRect(index).translated(port.mapTo(self.window, QPoint()))
                    spot = spot.intersected(at)
                    heard = _letters(_heard(model, row, column, index))
                    found += [
                        f"{told(view)}: {one.text!r} is not in {heard!r}"
                        for one in inside
                        if spot.contains(one.rect.center()) and _letters(one.text) not in heard
                    ]
        return found


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _heard(model: Any, row: int, column: int, index: Any) -> str:
    words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or ""
    more = index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or ""
    return f"{words} {more}"


def _filled(part: QLineEdit | QPlainTextEdit) -> bool:
    return bool(part.text() if isinstance(part, QLineEdit) else part.toPlainText())


def look_over(window: QWidget) -> list[str]:
    """Return all that stands against a window as it is shown."""
    return problems(Picture(window))


def problems(picture: Picture) -> list[str]:
    """Return all that stands against a window as it was painted."""
    found = {
        "without a name": nameless(picture.parts),
        "cut": [*cut(picture.parts), *laid_over(picture.said)],
        "too faint": picture.faint(),
        "not read out": picture.unread(),
    }
    return [f"{what}: {one}" for what, all_of_it in found.items() for one in dict.fromkeys(all_of_it)]


def activate(window: QWidget) -> None:
    """Make a window the active one, so that a key reaches what has the focus in it."""
    window.activateWindow()
    QApplication.processEvents()
    if not window.isActiveWindow():
        # Without a screen Qt may take it for active already and do nothing: another one must be so first.
        other = QWidget()
        for one in (other, window):
            one.show()
            one.activateWindow()
            QApplication.processEvents()
        other.close()
    QApplication.processEvents()


def go_round(window: QWidget) -> list[str]:
    """Return all that stands against the way that Tab takes through a window, there and back."""
    top = window.window()
    activate(top)
    there = walk(top)
    QApplication.processEvents()
    back = walk(top, back=True)
    names = [told(step.before) for step in there]
    again = [told(step.after) for step in reversed(back)]
    found = {"never reached": missed(window, there), "against the eye": against_the_eye(top, there)}
    problems = [f"{what}: {one}" for what, all_of_it in found.items() for one in all_of_it]
    if names != again:
        place = next((k for k, pair in enumerate(zip(names, again)) if pair[0] != pair[1]), 0)
        problems.append(f"not the same way back at {names[place:][:2]} and {again[place:][:2]}")
    return problems
