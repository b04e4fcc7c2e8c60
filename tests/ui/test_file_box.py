"""Qt's own box for files wears the theme all over: none of our marks meets a part of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QListView  # noqa: TID251 - it is what is looked at
from pytestqt.qtbot import QtBot

from ui import theme


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_its_places_can_be_read(look: theme.Mode, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, look)
    try:
        box = QFileDialog(None, "Choose a table")
        box.setOption(QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(box)
        with qtbot.waitExposed(box):
            box.show()
        places = next(one for one in box.findChildren(QListView) if one.objectName() == "sidebar")
        picture = places.viewport().grab().toImage()  # without the scroll bar
        back = picture.pixelColor(picture.width() // 2, picture.height() - 6)
        text = places.palette().color(places.foregroundRole())
        assert theme.contrast(text.name(), back.name()) >= 4.5
    finally:
        theme.apply(qapp, "light")
