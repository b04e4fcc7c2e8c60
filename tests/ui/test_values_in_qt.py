"""Values that are tuples underneath come back from Qt as they went in, not as lists."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from cxdesk.entities.stage import Stage
from cxdesk.events import Event
from cxdesk.schema.entity import Stored
from cxdesk.store.check import Report

VALUES: list[Any] = [
    Stored(1, Stage(name="Arrive"), "", "", 3),
    Event(tables=frozenset({"stage"}), ids={"stage": (1,)}, label="add stage"),
    Report(("torn",), {"stage": 3}),
    ("role", (1, 2), False),
]


class Teller(QObject):
    """Tells a value at once and later."""

    told = Signal(str, object)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_as_it_went_in(qtbot: QtBot, value: Any) -> None:
    action, box, model = QAction(), QComboBox(), QStandardItemModel(1, 1)
    qtbot.addWidget(box)
    action.setData(value)
    box.addItem("one", value)
    model.setItem(0, 0, QStandardItem("one"))
    model.setData(model.index(0, 0), value, Qt.ItemDataRole.UserRole + 1)
    heard: list[Any] = []
    teller = Teller()
    for how in (Qt.ConnectionType.DirectConnection, Qt.ConnectionType.QueuedConnection):
        teller.told.connect(lambda _name, told: heard.append(told), how)
    with qtbot.waitSignal(teller.told):
        teller.told.emit("one", value)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=2000)
    for got in (
        action.data(),
        box.currentData(),
        model.index(0, 0).data(Qt.ItemDataRole.UserRole + 1),
        *heard,
    ):
        assert type(got) is type(value)
        assert got == value
