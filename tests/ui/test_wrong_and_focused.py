"""A field that holds what can't be kept and has the focus: both are seen, in each look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.made_up import plain_theme
from ui import theme
from ui.widgets import ChoiceBox, TextBox, TextField


def _field() -> TextField:
    return TextField(name="Day")


def _box() -> TextBox:
    return TextBox(name="Story")


def _choice() -> ChoiceBox:
    made = ChoiceBox(name="Stage")
    made.addItem("Arrive")
    return made


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
@pytest.mark.parametrize("make", [_field, _box, _choice])
def test_both_are_seen(qtbot: QtBot, look: theme.Mode, make: Callable[[], QWidget]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, look)
    try:
        window, field, other = QWidget(), make(), QPushButton("other")
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.addWidget(field)
        column.addWidget(other)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        seen = set()
        now = theme.current()
        for wrong in ("", "No day is written like this."):
            field.set_wrong(wrong)  # type: ignore[attr-defined]
            for part in (other, field):
                part.setFocus(Qt.FocusReason.TabFocusReason)
                image = field.grab().toImage()
                edge, inside = _edge(image), _inside(image)
                assert edge == now.colour("brand") if part is field else edge != now.colour("brand")
                assert inside == now.colour("danger_back" if wrong else "surface")
                seen.add((edge.name(), inside.name()))
        assert len(seen) == 4
    finally:
        plain_theme()


def _edge(image: QImage) -> QColor:
    return image.pixelColor(image.width() // 2, 0)


def _inside(image: QImage) -> QColor:
    return image.pixelColor(image.width() // 2, image.height() - 4)
