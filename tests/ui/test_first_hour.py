"""From the first start to a printed sheet: counted in the real window, with keys alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cxdesk import settings
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from tests.conftest import environment
from tests.core.output.reading import page_texts, squeezed
from tests.ui.page_kit import forget_words, spare_backup
from ui import messages, theme
from ui.bridge import Bridge
from ui.main_window import MainWindow

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_ACTIONS = 12


class Person:
    """Sits before the window for the first time. Typing one text or pressing one key is one action."""

    def __init__(self, bot: QtBot, window: MainWindow) -> None:
        self.bot, self.window = bot, window
        self.actions: list[str] = []
        self.keys = 0

    @property
    def focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, f"no focus after {self.actions}"
        return focus

    def types(self, text: str) -> None:
        self.actions.append(f"type {text!r}")
        self.keys += len(text)
        self.bot.keyClicks(self.focus, text)
        self.waits()

    def presses(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions.append(key.name.removeprefix("Key_") if not modifiers else f"Ctrl+{key.name[4:]}")
        self.keys += 1
        self.bot.keyClick(self.focus, key, modifiers)
        self.waits()

    def waits(self) -> None:
        self.bot.waitUntil(self._is_quiet, timeout=20_000)

    def returns(self) -> None:
        """Come back to the window, in case another one took the keyboard."""
        with self.bot.waitActive(self.window):
            self.window.activateWindow()

    def _is_quiet(self) -> bool:
        QApplication.processEvents()
        return not self.window.bridge.tasks.busy


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    with begun(qtbot) as person:
        yield person


@contextmanager
def begun(qtbot: QtBot) -> Iterator[Person]:
    """Start the program for the first time."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    window = MainWindow(Bridge(settings.load()))
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    person = Person(qtbot, window)
    person.waits()
    yield person
    spare_backup(window.bridge)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(app, "light")
    forget_words()


def answer_file_box(person: Person, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let her press Enter in the file box: the name that it proposes is good."""

    def answer(_parent: object, _title: str, name: str, **_more: object) -> Path:
        person.actions.append("Return in the file box")
        person.keys += 1
        return folder / name

    monkeypatch.setattr(messages, "ask_save_file", answer)


def test_a_sheet_is_printed_after_at_most_12_actions(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer_file_box(person, monkeypatch, tmp_path)
    started = time.monotonic()
    person.types("Willow & Co.")
    person.presses(KEY.Key_Tab)
    person.presses(KEY.Key_Space)
    person.presses(KEY.Key_Return)
    assert person.window.page.spec.name == "standards"
    person.returns()
    person.presses(KEY.Key_P, CTRL)
    assert person.window.page.spec.name == "print"
    person.presses(KEY.Key_S, CTRL)
    machine = time.monotonic() - started

    assert len(person.actions) <= MOST_ACTIONS, person.actions
    assert len(person.actions) == 7  # the count that the docs give
    assert machine < 20  # of the three minutes; the rest is hers
    (file,) = tmp_path.glob("*.pdf")
    ws = person.window.bridge.ws
    stage = ws.rows(Stage)[0]
    said = squeezed("".join(page_texts(file.read_bytes())))
    standards = ws.rows(Standard, stage=stage.id)
    assert len(standards) >= 5
    assert squeezed(stage.record.name) in said
    assert [row.record.text for row in standards if squeezed(row.record.text) not in said] == []
    assert [row.record.about for row in ws.rows(PrintRecord)] == [stage.record.name]


class Flashes(QObject):
    """Notes every window that is shown besides the one there should be."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        other = isinstance(watched, QWidget) and watched.isWindow() and not isinstance(watched, MainWindow)
        if event.type() == QEvent.Type.Show and other:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


class Seen(NamedTuple):
    """What was seen on a page, the first time it was shown."""

    title: str
    parts: int
    flashes: list[str]


def makes_a_shop(person: Person) -> None:
    person.types("Willow & Co.")
    person.presses(KEY.Key_Tab)
    person.presses(KEY.Key_Space)
    person.presses(KEY.Key_Return)


def sees(person: Person, page: str) -> Seen:
    flashes = Flashes()
    QApplication.instance().installEventFilter(flashes)
    person.window.show_page(page)
    person.waits()
    QApplication.instance().removeEventFilter(flashes)
    shown = person.window.page
    assert shown is not None
    parts = [part for part in shown.findChildren(QWidget) if part.isVisible() and part.width() > 20]
    return Seen(shown.title(), len(parts), flashes.seen)


FLASHY = ("start", "print", "shop", "backups", "settings")


@pytest.fixture(scope="module")
def walk(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Seen]:
    """Make a shop, then show every page once."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        with begun(QtBot(request)) as person:
            makes_a_shop(person)
            names = [button.spec.name for button in person.window.sidebar.buttons]
            return {name: sees(person, name) for name in dict.fromkeys((*names, *FLASHY))}


@pytest.mark.parametrize("page", FLASHY)
def test_no_other_window_flashes_up(walk: dict[str, Seen], page: str) -> None:
    assert walk[page].flashes == []


def test_no_screen_on_the_way_is_empty(walk: dict[str, Seen]) -> None:
    assert {"today", "standards", "metrics", "print"} < set(walk)
    for name, seen in walk.items():
        assert seen.parts > 5, name
        assert seen.title, name


def test_a_second_start_opens_the_start_page_with_the_file_in_reach(person: Person, tmp_path: Path) -> None:
    makes_a_shop(person)
    path = person.window.bridge.ws.path
    person.window.bridge.settings.opened(path)
    person.window.bridge.close()
    person.waits()
    page = person.window.page
    assert page.spec.name == "start"
    assert [row.path for row in page.open_panel.rows] == [path]


def test_a_file_that_fails_is_said_on_the_start_page(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "notes.cxdesk"
    path.write_text("just notes")
    person.window.bridge.open_path(path)
    person.waits()
    page = person.window.page
    assert page.spec.name == "start"
    assert page.trouble.isVisible()
    assert "notes.cxdesk" in page.trouble.sentence.text()


def test_the_sample_says_so_on_every_page_and_leads_back(person: Person) -> None:
    window = person.window
    window.page.open_sample()
    person.waits()
    (banner,) = window.banners.banners
    assert "sample shop" in banner.text
    window.show_page("print")
    person.waits()
    assert banner.isVisible()
    person.returns()
    own = next(button for button in banner.findChildren(QPushButton) if button.text() == "Start my own")
    person.bot.keyClick(own, KEY.Key_Space)
    assert window.page.spec.name == "start"
    assert QApplication.focusWidget() is window.page.form.name_field
