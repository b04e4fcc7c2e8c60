"""Every page and every panel: heard by a screen reader, reached by Tab, read by weak eyes, nothing cut."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.audit_kit import Picture, look_over
from tests.ui.audit_parts import PAGES, EveryPart
from tests.ui.audit_roles import SCHEMES, Looks, Seen, faint_in, look_at, roles_told_apart
from tests.ui.audit_room import OPENED, VIEWS, Room, open_room, opened, sample
from ui import theme
from ui.colours import Colours

WITH_A_WAY = ("help", "about", "crash", "box", "banners", "undo-bar")


class TestLight:
    """Each page, view and opened part is made once; what its tests look at is told by `Looks`."""

    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(roles=True) as room:
            yield room

    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls) -> Seen:
        return Seen()

    @pytest.fixture(params=PAGES)
    def page(self, room: Room, seen: Seen, request: pytest.FixtureRequest) -> Looks:
        return seen.of(request.param, lambda: look_at(room.show_alone(request.param).window()))

    @pytest.fixture(params=VIEWS[1:])
    def view(self, room: Room, seen: Seen, request: pytest.FixtureRequest) -> Looks:
        def look() -> Looks:
            room.show_view(request.param)
            return look_at(room.window)

        return seen.of(f"standards: {request.param}", look)

    @pytest.fixture
    def part(self, room: Room, seen: Seen, name: str) -> Looks:
        def look() -> Looks:
            with opened(room, name) as part:
                return look_at(part, way=name in WITH_A_WAY)

        return seen.of(f"opened: {name}", look)

    def test_page(self, page: Looks) -> None:
        assert page.problems == []

    def test_view_of_the_standards(self, view: Looks) -> None:
        assert view.problems == []

    @pytest.mark.parametrize("name", OPENED)
    def test_what_opens(self, part: Looks) -> None:
        assert part.problems == []

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_contrast_of_page(self, page: Looks, scheme: theme.Scheme) -> None:
        assert page.faint[scheme] == []

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_contrast_of_view_of_the_standards(self, view: Looks, scheme: theme.Scheme) -> None:
        assert view.faint[scheme] == []

    @pytest.mark.parametrize("scheme", SCHEMES)
    @pytest.mark.parametrize("name", OPENED)
    def test_contrast_of_what_opens(self, part: Looks, scheme: theme.Scheme) -> None:
        assert part.faint[scheme] == []

    def test_tab_comes_round(self, page: Looks) -> None:
        assert page.round == []

    def test_tab_comes_round_in_the_standards(self, view: Looks) -> None:
        assert view.round == []

    @pytest.mark.parametrize("name", WITH_A_WAY)
    def test_tab_comes_round_in_what_opens(self, part: Looks) -> None:
        assert part.round == []


class _PaintedIn:
    """A scheme as it is painted: what `Looks` works out is true, and so is what is painted in it alone.

    The journey, the charts with their bands, lists with a chosen row, messages and their buttons.
    """

    look: ClassVar[theme.Scheme]

    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(cls.look) as room:
            yield room

    @pytest.mark.parametrize("page", ["today", "standards", "metrics", "shop"])
    def test_page(self, room: Room, page: str) -> None:
        room.show(page)
        assert look_over(room.window) == []

    @pytest.mark.parametrize("name", ["box", "banners", "palette-found"])
    def test_what_opens(self, room: Room, name: str) -> None:
        with opened(room, name) as part:
            assert look_over(part) == []


class TestDark(_PaintedIn):
    look = "dark"


class TestHighContrast(_PaintedIn):
    look = "contrast"


class TestLargeText(EveryPart):
    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(text=1.5) as room:
            yield room


def test_nothing_is_cut_on_a_screen_with_twice_the_pixels(tmp_path: Path) -> None:
    file = tmp_path / "willow.cxdesk"
    file.write_bytes(sample())
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.audit_room", str(file)],
        env={**os.environ, "QT_SCALE_FACTOR": "2"}, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert run.stdout.strip() == ""
    assert run.returncode == 0, run.stderr


def faint_label(app: QApplication, ink: str, back: str, colours: Colours) -> list[str]:
    """Return what is told of a scheme about a word in `ink` on `back`: roles, or colours as such."""
    with roles_told_apart():
        theme.apply(app, "light")
        own = theme.as_dict(theme.current().colours)
        board = QWidget()
        label = QLabel("Word", board)
        label.setStyleSheet(f"color: {own.get(ink, ink)}; background: {own.get(back, back)};")
        board.show()
        found = faint_in(Picture(board), colours)
        board.close()
    theme.apply(app, "light")
    return found


def test_roles_too_faint_in_one_scheme_are_told_there_alone(qapp: QApplication) -> None:
    dark = theme.load_colours("dark")
    bad = dark._replace(secondary=theme.mix(dark.surface, dark.secondary, 0.4))
    assert faint_label(qapp, "secondary", "surface", theme.load_colours("light")) == []
    assert faint_label(qapp, "secondary", "surface", dark) == []
    [told] = faint_label(qapp, "secondary", "surface", bad)
    assert told.startswith("'Word': secondary on surface = ")


@pytest.mark.parametrize(("ink", "back"), [("text", "#ffffff"), ("#1e2433", "surface")])
def test_a_colour_that_no_scheme_gives_is_told(qapp: QApplication, ink: str, back: str) -> None:
    [told] = faint_label(qapp, ink, back, theme.load_colours("dark"))
    assert told == f"'Word': {ink} on {back} is of no role"
