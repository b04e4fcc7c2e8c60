"""The defect register, by keyboard: two digits judge, one key makes a protocol, one shows those without."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services.recovery import protocols
from cxdesk.workspace import Workspace
from tests.ui.page_kit import Room, borrowed, forget_words, lasting, nameless
from tests.ui.recovery_kit import drop_views
from ui.pages.recovery_page import PAGE

KEY = Qt.Key


@cache
def _shop(*, empty: bool) -> bytes:
    with TemporaryDirectory() as folder:
        ws = Workspace.create(Path(folder) / "w.cxdesk", Shop(name="Willow"), who="Maya")
        if not empty:
            stage = ws.add(Stage(name="Arrive"))
            figures = {"Late": (3, 1), "Lost": (2, 3), "Rude": (None, None)}
            for text, (often, bad) in figures.items():
                ws.add(Standard(stage=stage, kind="defect", text=text, likelihood=often, severity=bad))
            ws.run("add", lambda tx: protocols.add(tx, "What was lost", defects=(2,)))
        ws.close()
        forget_words()
        return ws.path.read_bytes()


class Desk(Room):
    """The register of three defects, one of which has a protocol."""

    def __init__(self, bot: QtBot, path: Path, *, empty: bool = False) -> None:
        super().__init__(bot, PAGE)
        path.write_bytes(_shop(empty=empty))
        self.ws = self.open(path)
        self.show(memory="defects")
        (self.view.first_focus() or self.page).setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        drop_views(self.page)

    @property
    def view(self) -> Any:
        return self.page.view("defects")

    def listed(self, key: str) -> list[str]:
        section = self.view.card.sections[key]
        return [] if section.isHidden() else [row.text for row in section.list.rows.rows]

    def tags(self) -> dict[str, str]:
        lists = (section.list.rows.rows for section in self.view.card.sections.values())
        return {row.text: row.tags[0].text for rows in lists for row in rows}

    def standard(self, number: int) -> Standard:
        return self.ws.get(Standard, number).record


@pytest.fixture(scope="module")
def shared(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    with lasting(Desk(QtBot(request), tmp_path_factory.mktemp("desk") / "a.cxdesk")) as made:
        yield made


@pytest.fixture
def desk(shared: Desk) -> Iterator[Desk]:
    with borrowed(shared):
        yield shared


def test_those_without_a_protocol_stand_first_by_risk(desk: Desk) -> None:
    assert desk.listed("without") == ["Late", "Rude"]
    assert desk.listed("with") == ["Lost"]
    assert desk.tags() == {"Late": "Risk 3 = 3 × 1", "Rude": "Not judged yet", "Lost": "Risk 6 = 2 × 3"}
    assert desk.page.subtitle() == "3 things can go wrong · 2 without a protocol · 1 not judged yet"


def test_two_digits_judge_a_line_and_the_choice_stays_on_it(desk: Desk) -> None:
    desk.key(KEY.Key_Down)
    desk.key(KEY.Key_3)
    assert (desk.standard(3).likelihood, desk.standard(3).severity) == (3, None)
    assert desk.tags()["Rude"] == "How bad? Not judged yet"
    assert "How bad?" in desk.view.card.about.text()
    desk.key(KEY.Key_2)
    assert (desk.standard(3).likelihood, desk.standard(3).severity) == (3, 2)
    assert desk.listed("without") == ["Rude", "Late"]
    assert desk.view.card.current == 3
    assert QApplication.focusWidget() is desk.view.card.sections["without"].list
    desk.bridge.undo()
    desk.bridge.undo()
    assert desk.standard(3).likelihood is None


def test_on_another_line_the_first_digit_is_how_often_again(desk: Desk) -> None:
    desk.key(KEY.Key_2)
    desk.key(KEY.Key_Down)
    desk.key(KEY.Key_3)
    assert desk.standard(1).likelihood == 2
    assert (desk.standard(3).likelihood, desk.standard(3).severity) == (3, None)


def test_a_nought_takes_a_figure_back(desk: Desk) -> None:
    desk.key(KEY.Key_0)
    assert (desk.standard(1).likelihood, desk.standard(1).severity) == (None, 1)
    assert desk.tags()["Late"] == "How often? Not judged yet"


def test_one_key_makes_a_protocol_and_never_a_second_one(desk: Desk) -> None:
    desk.key(KEY.Key_P)
    made = protocols.for_defect(desk.ws, 1)
    assert made is not None
    assert made.record.name == "Late"
    assert len(protocols.steps(desk.ws, made.id)) == 4
    assert sorted(desk.listed("with")) == ["Late", "Lost"]
    assert desk.view.card.current == 1
    desk.key(KEY.Key_P)
    assert desk.ws.count(RecoveryProtocol) == 2
    assert "It has a protocol: Late." in desk.notices


def test_one_key_shows_those_without_only(desk: Desk) -> None:
    desk.key(KEY.Key_F)
    assert desk.listed("with") == []
    assert desk.listed("without") == ["Late", "Rude"]
    desk.key(KEY.Key_F)
    assert desk.listed("with") == ["Lost"]


def test_the_grid_says_its_figures_in_words_and_lists_one_field(desk: Desk) -> None:
    grid = desk.view.side.grid
    assert grid.counts[3, 1] == grid.counts[2, 3] == 1
    assert sum(grid.counts.values()) == 2
    assert "1 not judged yet" in desk.view.side.rest.text()
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(KEY.Key_Down)
    assert grid.accessibleDescription() == "now and then, they may not come back: risk 6, 1 thing"
    desk.key(KEY.Key_Return)
    assert (desk.listed("without"), desk.listed("with")) == ([], ["Lost"])
    assert desk.page.close_opened()
    assert desk.listed("without") == ["Late", "Rude"]


def test_down_goes_on_to_the_next_list(desk: Desk) -> None:
    for _step in range(2):
        desk.key(KEY.Key_Down)
    assert desk.view.card.current == 2
    assert desk.view.form.protocol_link.text() == "Protocol: What was lost"
    desk.view.form.protocol_link.click()
    assert desk.records == [("recovery_protocol", 1)]
    desk.key(KEY.Key_Up)
    assert desk.view.card.current == 3


def test_enter_goes_into_the_fields_and_esc_back(desk: Desk) -> None:
    desk.key(KEY.Key_Return)
    assert QApplication.focusWidget() is desk.view.form.rows["likelihood"].editor.target
    box = desk.view.form.rows["severity"].editor.box
    box.setCurrentIndex(3)
    box.activated.emit(3)
    assert desk.standard(1).severity == 3
    assert desk.tags()["Late"] == "Risk 9 = 3 × 3"
    assert desk.page.close_opened()
    assert QApplication.focusWidget() is desk.view.card.sections["without"].list


def test_a_shop_without_defects_is_told_where_they_are_written(qtbot: QtBot, tmp_path: Path) -> None:
    room = Desk(qtbot, tmp_path / "b.cxdesk", empty=True)
    assert QApplication.focusWidget() is room.view.standards_button
    room.key(KEY.Key_Return)
    assert room.pages == ["standards"]
    room.close()


def test_everything_has_a_name(desk: Desk) -> None:
    assert nameless(desk.page) == []
    stops = desk.view.desk.stops()
    assert len(stops) == len(set(stops)) >= 8


def test_ctrl_p_prints_the_register(desk: Desk) -> None:
    assert desk.view.print_sheet() == ("defect-register", {})
