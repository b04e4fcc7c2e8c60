"""What the incidents say together, on the page: figures, causes, days between, cost."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from cxdesk.entities.shop import Shop
from tests.ui.audit_kit import look_over
from tests.ui.recovery_kit import BRASSY, LATE, RecoveryRoom, incident


@pytest.fixture
def room(shared_recovery: RecoveryRoom) -> RecoveryRoom:
    return shared_recovery


def show(room: RecoveryRoom) -> None:
    room.page.show_view("numbers")
    room.settle()


def figures(room: RecoveryRoom) -> str:
    shown = [one.text() for one in room.view.left.findChildren(QLabel) if one.isVisibleTo(room.view)]
    return " | ".join(shown)


def log(room: RecoveryRoom) -> None:
    """Six times brassy, twice late, one of them closed with nothing given."""
    brassy, late = room.defect(BRASSY), room.defect(LATE)
    room.incidents(
        *(incident("Brassy", ago, defect=brassy, cost=1000, outcome="satisfied") for ago in range(6)),
        incident("Late", 1, defect=late, outcome="not_satisfied"),
        incident("Late", 100, defect=late),
    )


def test_nothing_yet_says_how_to_begin(room: RecoveryRoom) -> None:
    show(room)
    assert not room.view.left.isVisible()
    assert "Ctrl+I" in " ".join(one.text() for one in room.view.empty.findChildren(QLabel))


def test_the_figures_of_the_span_that_is_chosen(room: RecoveryRoom) -> None:
    log(room)
    show(room)
    assert "Incidents | 7" in figures(room)
    assert "86%" in figures(room)
    room.view.left.span.setCurrentIndex(room.view.left.span.findData("all"))
    room.view.on_chosen()
    assert "Incidents | 8" in figures(room)


def test_causes_by_defect_and_by_stage(room: RecoveryRoom) -> None:
    log(room)
    show(room)
    assert [(bar.label, bar.number) for bar in room.view.causes.data.bars] == [(BRASSY, 6), (LATE, 1)]
    room.view.what.setCurrentIndex(room.view.what.findData("stage"))
    room.view.on_what()
    assert [bar.label for bar in room.view.causes.data.bars] == ["no stage noted"]


def test_what_is_logged_is_counted_at_once(room: RecoveryRoom) -> None:
    log(room)
    show(room)
    room.incident("Once more", 0, defect=room.defect(LATE))
    show(room)
    assert "Incidents | 8" in figures(room)


def test_the_month_against_what_is_set_aside(room: RecoveryRoom) -> None:
    log(room)
    room.ws.change(Shop, 1, give_month=500)
    show(room)
    room.view.what.setCurrentIndex(room.view.what.findData("cost"))
    room.view.on_what()
    model = room.view.cost.table.model()
    assert model.rowCount() == 12
    assert model.index(0, 4).data().endswith("over")
    room.ws.change(Shop, 1, give_month=None)
    show(room)
    room.view.refresh(None)
    assert room.view.cost.table.model().index(0, 2).data() == "not set"


def test_days_between_severe_failures(room: RecoveryRoom) -> None:
    room.incidents(*(incident("Burnt", ago, severity=3, stage=None) for ago in (40, 25, 4)))
    show(room)
    room.view.what.setCurrentIndex(room.view.what.findData("between"))
    room.view.on_what()
    assert "18 days from one to the next on average; 4 days since the last" in room.view.between.words.text()
    assert [point.value for point in room.view.between.chart.data.points] == [15.0, 21.0]


def test_nothing_is_cut(room: RecoveryRoom) -> None:
    log(room)
    for what in range(4):
        show(room)
        room.view.what.setCurrentIndex(what)
        room.view.on_what()
        room.settle()
        assert look_over(room.page) == []
