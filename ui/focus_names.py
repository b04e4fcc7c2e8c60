"""Which part of a page has the focus, by names: the page may be made anew meanwhile."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class Spot(NamedTuple):
    """Class and accessible name of a part, which of those of that name it is, and where its caret stands."""

    kind: str
    name: str
    nth: int
    caret: int


def spot_of(page: QWidget | None) -> Spot | None:
    """Return what the focus of a page is called, None while it is elsewhere in its window."""
    focus = page.window().focusWidget() if page is not None else None
    if page is None or focus is None or not page.isAncestorOf(focus):
        return None
    same = _same(page, *_name(focus))  # without the page itself
    return Spot(*_name(focus), same.index(focus) if focus in same else 0, _caret(focus))


def give_back(page: QWidget | None, spot: Spot | None) -> bool:
    """Give the focus to the part of that name; tell whether there is one."""
    if page is None or spot is None:
        return False
    same = _same(page, spot.kind, spot.name)
    for part in same[spot.nth :] + same[: spot.nth]:
        if part.isVisibleTo(page) and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            _set_caret(part, spot.caret)
            return True
    return False


def _same(page: QWidget, kind: str, name: str) -> list[QWidget]:
    return [part for part in page.findChildren(QWidget) if _name(part) == (kind, name)]


def _name(widget: QWidget) -> tuple[str, str]:
    return type(widget).__name__, widget.accessibleName()


def _caret(part: QWidget) -> int:
    if isinstance(part, QLineEdit):
        return part.cursorPosition()
    return part.textCursor().position() if isinstance(part, QPlainTextEdit) else 0


def _set_caret(part: QWidget, caret: int) -> None:
    if isinstance(part, QLineEdit):
        part.setCursorPosition(caret)
    elif isinstance(part, QPlainTextEdit):
        cursor = QTextCursor(part.document())
        cursor.setPosition(min(caret, len(part.toPlainText())))
        part.setTextCursor(cursor)
