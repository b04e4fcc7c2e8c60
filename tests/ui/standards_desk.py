"""The Standards page on a real file, with a keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.vision import Vision
from cxdesk.settings import Settings
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.ui.audit_kit import activate
from tests.ui.page_kit import put_away, take_back, use_words_of, wait_until
from ui.bridge import Bridge
from ui.pages.standards_page import PAGE
from ui.pages.standards_room import StandardsPage
from ui.standards.selection import Selection

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
STAGES = ("Before", "Arrival", "Service", "Paying", "After")


class Desk:
    """A page on a file, and the keys."""

    def __init__(self, qtbot: QtBot, source: Path, path: Path) -> None:
        path.write_bytes(source.read_bytes())
        self.bot = qtbot
        self.path = path
        self.bridge = Bridge(Settings(your_name="Maya"))
        self.notices: list[tuple[str, str]] = []
        self.problems: list[tuple[str, str]] = []
        self.sheets: list[tuple[str, Any]] = []
        self.bridge.notice.connect(self.on_notice)
        self.bridge.problem.connect(self.on_problem)
        self.bridge.print_wanted.connect(self.on_print)
        self.bridge.record_wanted.connect(self.on_record)
        self.bridge.changed.connect(self.on_changed)
        self.page: StandardsPage | None = None
        self.bridge.open_path(path)
        self.show()

    def show(self) -> None:
        self.page = StandardsPage(self.bridge)
        self.page.spec = PAGE
        self.bot.addWidget(self.page)
        self.page.resize(1110, 640)
        self.page.refresh(None)
        self.page.show()
        self.page.activateWindow()
        # Until then no widget has the focus, and the form is not filled.
        wait_until(lambda: self.page.isActiveWindow() and self.page._late._waits is None)

    def close(self) -> None:
        self.page = None
        put_away(self.bridge)

    def on_notice(self, text: str, undo: str) -> None:
        self.notices.append((text, undo))

    def on_problem(self, text: str, role: str) -> None:
        self.problems.append((text, role))

    def on_print(self, sheet: str, options: object) -> None:
        self.sheets.append((sheet, options))

    def on_record(self, kind: str, record: int) -> None:
        self.page.show_record(kind, record)

    def on_changed(self, event: object) -> None:
        if self.page is not None and self.page.wants(event):
            self.page.refresh(event)

    @property
    def ws(self) -> Workspace:
        return self.bridge.ws

    @property
    def content(self) -> Any:
        return self.page.content

    @property
    def form(self) -> Any:
        return self.content.standard_form

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.bot.keyClick(focus, key, modifiers)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.bot.keyClicks(focus, text)

    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    def name_of_focus(self) -> str:
        focus = self.focus()
        return focus.accessibleName() or focus.text()

    def stage(self, number: int) -> int:
        return self.ws.rows(Stage)[number - 1].id

    def go(self, number: int) -> None:
        self.page.on_stage_chosen(self.stage(number))

    def section(self, kind: str) -> Any:
        return self.content.stage_card.sections[kind]

    def texts(self, kind: str) -> list[str]:
        return [row.text for row in self.section(kind).list.rows.rows]

    def standard(self, text: str) -> Any:
        return next(row for row in self.ws.rows(Standard) if row.record.text == text)

    def elsewhere(self) -> Workspace:
        """Open the file a second time, to see what is really in it."""
        return Workspace.open(self.path, read_only=True)

    def begin(self) -> None:
        """Let a test that shares the page find it as `show` leaves one."""
        use_words_of(self.ws)
        activate(self.page)

    def begin_again(self) -> None:
        """Leave file and page as the next test would find them on a desk of its own."""
        page = self.page
        close_menus()
        page.flush()
        take_back(self.bridge)
        for told in (self.notices, self.problems, self.sheets):
            told.clear()
        self.bridge.settings.views.clear()
        page.chosen, page._filled = Selection(), False
        for gone in page._gone.values():
            gone.clear()
        old, page.content = page.content, page._make_content()
        old.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        page.resize(1110, 640)
        page.refresh(None)

    def reopen(self) -> None:
        self.page.flush()
        self.page.hide()
        self.page = None
        self.bridge.close()
        self.bridge.open_path(self.path)
        self.show()


def make_shop(path: Path) -> Path:
    """Make a file with five stages of five standards, a vision, three lines and two roles."""
    path.write_bytes(_shop())
    return path


@cache
def _shop() -> bytes:
    with TemporaryDirectory() as folder:
        return _make(Path(folder) / "shop.cxdesk").read_bytes()


def _make(path: Path) -> Path:
    ws = Workspace.create(path, Shop(name="Willow", products=("haircut",), language="en-GB"), who="Maya")

    def fill(tx: Transaction) -> None:
        desk = tx.add(Role(name="Front desk", in_my_job="I see everybody first."))
        tx.add(Role(name="Stylist"))
        for name in STAGES:
            stage = tx.add(Stage(name=name))
            for kind in ("defect", "operational", "operational", "operational", "experiential"):
                count = tx.count(Standard, stage=stage, kind=kind) + 1
                text = f"{name} {kind} {count}"
                tx.add(Standard(stage=stage, kind=kind, text=text, status="launched", owner=desk))
        vision = tx.add(Vision(statement="Ask first, say it back"))
        for title in ("Ears", "Craft", "Freedom"):
            tx.add(Pillar(vision=vision, title=title))
        for side, text in (("never", "Point"), ("never", "Gossip"), ("always", "Smile")):
            tx.add(NeverAlways(side=side, text=text))

    ws.run("fill", fill)
    ws.close()
    return path


def drop(desk: Desk, target: Any, data: QMimeData, at: QPoint) -> None:
    event = QDropEvent(
        QPointF(at), Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop,
    )  # fmt: skip
    target.dropEvent(event)


def choose(slot: Callable[[QAction], None], key: str) -> None:
    action = QAction()
    action.setData(key)
    slot(action)


def close_menus() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
