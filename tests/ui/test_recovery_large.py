"""The views of the Recovery page in the largest text on the smallest window: what is there can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from cxdesk.entities.shop import Shop
from tests.ui.made_up import plain_theme
from tests.ui.page_kit import borrowed, lasting
from tests.ui.recovery_kit import BRASSY, RecoveryRoom
from ui import theme


@pytest.fixture(scope="module")
def shared(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RecoveryRoom]:
    theme.apply(qapp, "dark", None, 2.0)
    with lasting(RecoveryRoom(QtBot(request), tmp_path_factory.mktemp("large") / "w.cxdesk")) as made:
        yield made
    plain_theme()


@pytest.fixture
def room(shared: RecoveryRoom) -> Iterator[RecoveryRoom]:
    shared.page.resize(960, 560)
    with borrowed(shared):
        yield shared


def test_the_figures_are_not_cut_at_their_end(room: RecoveryRoom) -> None:
    room.ws.change(Shop, 1, give_month=200_000)
    room.incident("Brassy", defect=room.defect(BRASSY), cost=100_000, outcome="satisfied")
    room.page.show_view("numbers")
    room.settle()
    area = room.view.left.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()


def test_no_field_of_the_grid_of_risks_lies_under_another_part(room: RecoveryRoom) -> None:
    room.page.show_view("defects")
    room.settle()
    side = room.view.side
    assert side.grid.height() >= side.grid.sizeHint().height()
    assert side.grid.geometry().bottom() < side.only.geometry().top()
    area = side.findChild(QScrollArea)
    area.ensureWidgetVisible(side.only)
    assert side.only.visibleRegion().boundingRect().height() == side.only.height()


def test_the_whole_question_about_an_end_can_be_reached(room: RecoveryRoom) -> None:
    room.logged()
    room.panel.ask_close()
    form = room.panel.close_form
    form.rows["cause"].editor.show_draft("action")
    form.rows["cause"].editor.typed.emit()
    room.settle()
    for stop in form.stops():
        room.panel.area.ensureWidgetVisible(stop)
        seen = stop.visibleRegion().boundingRect()
        assert (seen.left(), seen.right()) == (stop.rect().left(), stop.rect().right()), stop.accessibleName()
