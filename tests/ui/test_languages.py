"""The window in German, in a language with longer words, and from right to left."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from cxdesk import clock, i18n
from cxdesk.output import printing
from cxdesk.workspace import Workspace
from tests.ui.audit_kit import go_round, look_over
from tests.ui.audit_parts import PAGES, EveryPart
from tests.ui.audit_room import Room, open_room, sample

LETTERS = str.maketrans("acdeghijklnorstuwyzACDEGHIJKLNORSTUWYZ", "àçđéğĥïĵķļñôŕšťûŵýžÀÇĐÉĞĤÎĴĶĻÑÔŔŠŤÛŴÝŽ")


class Pseudo(gettext.NullTranslations):
    """A language in which every text is 40 % longer and full of accents, and still can be read."""

    def gettext(self, message: str) -> str:
        parts = re.split(r"(\{[^{}]*\})", message)
        words = "".join(part if part.startswith("{") else part.translate(LETTERS) for part in parts)
        dots = "…" if words.endswith("…") else ""
        bare = sum(len(part) for part in parts if not part.startswith("{"))
        more = " ŵôŕđ" * (1 + round(bare * 0.4) // 5) if bare > 3 else ""
        return words.removesuffix("…") + more[: max(1, round(bare * 0.4))].rstrip() + dots

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def speaking(language: gettext.NullTranslations) -> Iterator[None]:
    """Let window and paper speak a language that has no file."""
    before = i18n._catalogue
    i18n._catalogue = lambda _language: language
    i18n.use_language("xx")
    try:
        yield
    finally:
        i18n._catalogue = before
        i18n.use_language("en")


class TestLongWords(EveryPart):
    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with speaking(Pseudo()), open_room() as room:
            yield room


@pytest.mark.parametrize("name", sorted(printing.sheets()))
def test_sheets_lose_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "willow.cxdesk"
    path.write_bytes(sample())
    ws = Workspace.open(path, read_only=True)
    told = []
    for language in (gettext.NullTranslations(), Pseudo()):
        with speaking(language):
            told.append(len(printing.render(printing.sheets()[name], ws, {}, today=clock.today()).messages))
    ws.close()
    assert told[1] == told[0]


def left_of(part: QWidget, window: QWidget) -> int:
    return part.mapTo(window, QPoint()).x()


class TestFromRightToLeft:
    @pytest.fixture(scope="class")
    @classmethod
    def room(cls, qapp: QApplication) -> Iterator[Room]:
        with open_room(direction=Qt.LayoutDirection.RightToLeft) as room:
            yield room

    def test_the_parts_stand_the_other_way_round(self, room: Room) -> None:
        window = room.window
        room.show("standards")
        content = window.page.content
        assert left_of(window.sidebar, window) + window.sidebar.width() == window.width()
        assert left_of(window.header.title, window) > left_of(window.header.buttons[0].widget, window)
        assert (
            left_of(content.journey, window)
            > left_of(content.middle, window)
            > left_of(content.right, window)
        )
        assert left_of(window.status.saved, window) > left_of(window.status.file, window)

    @pytest.mark.parametrize("page", PAGES)
    def test_page(self, room: Room, page: str) -> None:
        room.show(page)
        assert look_over(room.window) == []

    @pytest.mark.parametrize("page", ["standards", "settings", "backups"])
    def test_tab_comes_round(self, room: Room, page: str) -> None:
        room.show(page)
        assert go_round(room.window) == []


def test_the_window_speaks_german(qapp: QApplication) -> None:
    i18n.use_language("de")
    try:
        with open_room() as room:
            window = room.window
            assert [button.text() for button in window.sidebar.buttons][-1] == "Einstellungen"
            room.show("settings")
            assert window.header.title.text() == "Einstellungen"
            assert window.status.saved.text().startswith("Alle Änderungen gespeichert")
            assert look_over(window) == []
    finally:
        i18n.use_language("en")
