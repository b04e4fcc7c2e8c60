"""One page on a real file, and what it says to the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesk import i18n
from cxdesk.entities.shop import Shop
from cxdesk.services import trades
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from tests.ui.audit_kit import activate
from ui.bridge import Bridge
from ui.pages.base import Page, PageSpec

SIZE = (1110, 664)
LOOK_MS = 2
"""A thread that is through wakes nobody, so it is looked for."""


def make_file(path: Path) -> Path:
    """Make a salon with its starter content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_salon())
    return path


@cache
def _salon() -> bytes:
    with TemporaryDirectory() as folder:
        ws = Workspace.create(
            Path(folder) / "salon.cxdesk", Shop(name="Willow & Co.", trade="salon"), who="Maya"
        )
        ws.run("add starter content", lambda tx: trades.apply(tx, "salon"))
        ws.close()
        forget_words()
        return ws.path.read_bytes()


def put_away(bridge: Bridge) -> None:
    """Close the file at the end of a test, without a backup."""
    spare_backup(bridge)
    bridge.close()


def spare_backup(bridge: Bridge) -> None:
    """Let closing the file make no backup, as it would at the end of every test, for nobody."""
    if bridge.workspace is not None:
        bridge.workspace.backup_due = _no_backup  # type: ignore[method-assign]


def _no_backup(*, closing: bool = False) -> None:
    return None


def take_back(bridge: Bridge) -> None:
    """Undo all that a test did, so that the next one finds the file as this one did."""
    while bridge.ws.undo_label is not None:
        bridge.ws.undo()
    bridge.deliver()


def forget_words() -> None:
    """Let the next test begin with the program's own words: they are those of the whole process."""
    i18n.use_words({})
    i18n.use_language("en")


def use_words_of(ws: Workspace) -> None:
    """Speak the words of a file that stays open, whatever another one has left."""
    i18n.use_words(ws.shop.words())


def wait_until(true: Callable[[], bool], timeout: int = 20_000) -> None:
    """Let happen what happens until something is true; asleep until the next event. Raises TimeoutError."""
    patience, look = QTimer(singleShot=True, interval=timeout), QTimer(interval=LOOK_MS)
    patience.start()
    look.start()
    while not true():
        if not patience.isActive():
            raise TimeoutError(f"not true within {timeout} ms: {true}")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def close_all_opened(page: Page, most: int = 9) -> None:
    """Press Esc as long as it closes something."""
    for _time in range(most):
        if not page.close_opened():
            break


def drop_parts(owner: QWidget, *names: str) -> None:
    """Let what a widget makes when it is first needed be made anew."""
    for name in names:
        part = owner.__dict__.pop(name, None)
        if part is not None:
            part.hide()
            part.setParent(None)
            part.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def never_painted(window: QWidget) -> None:
    """Let a window paint nothing where no test looks at it: that takes a fifth of its time."""
    window.setUpdatesEnabled(False)


class Room:
    """A page, the bridge, and what came over it."""

    def __init__(self, bot: QtBot, spec: PageSpec, settings: Settings | None = None) -> None:
        self.bot = bot
        self.spec = spec
        self.bridge = Bridge(settings or Settings(your_name="Maya"))
        self.notices: list[str] = []
        self.problems: list[str] = []
        self.pages: list[str] = []
        self.records: list[tuple[str, int]] = []
        self.bridge.notice.connect(self.on_notice)
        self.bridge.problem.connect(self.on_problem)
        self.bridge.page_wanted.connect(self.pages.append)
        self.bridge.record_wanted.connect(self.on_record)
        self.bridge.changed.connect(self.on_changed)
        self.bridge.tasks.unexpected.connect(self.bridge.on_task_error)
        self.page: Any = None
        self._going_back = False
        self._began_with = dict(vars(self.bridge.settings))

    def on_notice(self, text: str, _undo: str) -> None:
        self.notices.append(text)

    def on_problem(self, text: str, _role: str) -> None:
        self.problems.append(text)

    def on_record(self, kind: str, record: int) -> None:
        self.records.append((kind, record))

    def on_changed(self, event: Any) -> None:
        if self.page is not None and not self._going_back and self.page.wants(event):
            self.page.refresh(event)

    def open(self, path: Path, **more: Any) -> Workspace:
        assert self.bridge.open_path(path, **more)
        return self.bridge.ws

    def show(self, *, memory: object = None, **more: Any) -> Any:
        """Show the page as the window does, where a window before it was left if it has a `memory`."""
        page = self.spec.make(self.bridge, **more)
        page.spec = self.spec
        if memory is not None:
            page.recall(memory)
        self.page = page
        self.bot.addWidget(page)
        page.resize(*SIZE)
        page.refresh(None)
        with self.bot.waitActive(page):
            page.show()
            page.activateWindow()
        wanted = page.first_focus()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until nothing is being made in the background."""
        wait_until(self._is_quiet)

    def _is_quiet(self) -> bool:
        QApplication.processEvents()
        return not self.bridge.tasks.busy

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.bot.keyClick(focus, key, modifiers)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.bot.keyClicks(focus, text)

    def begin(self) -> None:
        """Let a test that shares the page find it as `show` leaves one: active, the keyboard in its place."""
        use_words_of(self.bridge.ws)
        activate(self.page)
        (self.page.first_focus() or self.page).setFocus(Qt.FocusReason.OtherFocusReason)
        self.settle()

    def begin_again(self) -> None:
        """Leave file and page as the next test would find them in a room of its own."""
        self.settle()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.forget()
        self._going_back = True  # the page is shown as a whole below
        take_back(self.bridge)
        self._going_back = False
        settings = vars(self.bridge.settings)
        settings.clear()
        settings.update(self._began_with)
        self.page.resize(*SIZE)
        self.page.refresh(None)
        self.settle()
        for told in (self.notices, self.problems, self.pages, self.records):
            told.clear()

    def forget(self) -> None:
        """Let the page forget what it remembers beside the file: what is chosen, searched, half typed."""

    def close(self) -> None:
        if self.page is not None:
            self.page.flush()
        assert self.bridge.tasks.close()
        put_away(self.bridge)
        forget_words()


class Lasting(Protocol):
    """What can be lent to one test after the other."""

    page: Any

    def begin(self) -> None: ...
    def begin_again(self) -> None: ...
    def close(self) -> None: ...


R = TypeVar("R", bound=Lasting)


@contextmanager
def lasting(made: R) -> Iterator[R]:
    """Give a room that outlives a test, which then calls `begin_again`."""
    yield made
    page = made.page
    made.close()
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def borrowed(made: R) -> Iterator[R]:
    """Give a lasting room to one test."""
    made.begin()
    yield made
    made.begin_again()


def by_tab(page: Page, most: int = 200) -> list[QWidget]:
    """Return what Tab reaches, from the first on, until it comes round."""
    found: list[QWidget] = []
    at: QWidget | None = page
    for _step in range(most):
        at = at.nextInFocusChain() if at is not None else None
        if at is None or at is page:
            break
        if at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(at)
    return found


def nameless(page: Page) -> list[str]:
    """Return what can be reached by Tab and says nothing to a screen reader."""
    return [
        f"{type(part).__name__} {part.objectName()}"
        for part in by_tab(page)
        if not (part.accessibleName() or (hasattr(part, "text") and part.text()))
    ]
