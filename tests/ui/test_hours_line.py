"""The Shop page says when the shop is open, and leads to where that is typed."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.entities.shop import Shop
from cxdesk.services.recovery import clocks
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room
from ui.pages.shop_page import PAGE


def test_the_hours_of_open_days_are_said_and_the_button_leads_to_them(qtbot: QtBot, tmp_path: Path) -> None:
    Workspace.create(
        tmp_path / "a.cxdesk", Shop(name="Willow", language="en-GB", opening_days=("tue", "fri"))
    ).close()
    room = Room(qtbot, PAGE)
    ws = room.open(tmp_path / "a.cxdesk")
    places: list[tuple[str, str]] = []
    room.bridge.place_wanted.connect(lambda page, place: places.append((page, place)))
    page = room.show()
    assert page.hours.words.text() == "Not said yet: open days count as a whole."
    week = {"tue": [(time(14), time(18)), (time(9), time(12, 30))], "fri": [(time(18), time(1))]}
    room.bridge.act("hours", lambda tx: clocks.set_hours(tx, week))
    assert page.hours.words.text() == "Tuesday: 09:00–12:30, 14:00–18:00 · Friday: 18:00–01:00"
    ws.add(OpeningHours(weekday="mon", opens=time(8), closes=time(9)))
    room.bridge.deliver()
    assert "Monday" not in page.hours.words.text()
    page.hours.button.click()
    assert places == [("recovery", "hours")]
    page.show_place("days")
    assert QApplication.focusWidget() is page.days.ticks["mon"]
    room.close()
