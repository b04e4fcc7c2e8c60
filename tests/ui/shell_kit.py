"""A window with pages that only tests have, on a real workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.errors import CxDeskError
from cxdesk.events import Event
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from tests.ui.page_kit import spare_backup
from ui import theme
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.main_window import MainWindow
from ui.pages.base import Group, Page, PageSpec
from ui.tasks import Tasks


class FakePage(Page):
    """Writes down what the window asks of it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.told: list[str] = []
        self.failed: list[str] = []
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        QVBoxLayout(self).addWidget(self.field)
        self.add = make_action("Standard", self.on_add, self, icon="add", primary=True)
        self.words = "45 standards"
        self.opened = False

    def on_add(self) -> None:
        self.told.append("header add")

    def subtitle(self) -> str:
        return self.words

    def header_actions(self) -> list[QAction]:
        return [self.add]

    def refresh(self, event: Event | None) -> None:
        self.told.append("refresh" if event is None else f"event {event.label}")

    def add_record(self) -> bool:
        self.told.append("add_record")
        return True

    def show_record(self, kind: str, record_id: int) -> None:
        self.told.append(f"show {kind} {record_id}")

    def on_open_failed(self, path: Path, error: CxDeskError) -> None:
        self.failed.append(error.message)

    def show_sheet(self, sheet: str, options: dict[str, str]) -> None:
        self.told.append(f"sheet {sheet} {options}")

    def print_sheet(self) -> tuple[str, dict[str, str]] | None:
        return ("training-sheet", {"stage": "2"}) if self.spec.name == "standards" else None

    def flush(self) -> None:
        self.told.append("flush")

    def close_opened(self) -> bool:
        was, self.opened = self.opened, False
        return was


def two(_bridge: Bridge) -> int:
    return 2


def spec(name: str, group: Group, order: int = 10, **more: object) -> PageSpec:
    title = str(more.pop("title", name.capitalize()))
    return PageSpec(name, title, "file", group, order, more.pop("make", FakePage), **more)  # type: ignore[arg-type]


SPECS = [
    spec("today", "", 10, badge=two),
    spec("standards", "promise", 10, kinds=("stage", "standard"), help="What every guest can count on."),
    spec("metrics", "know"),
    spec("team", "do"),
    spec("print", "bottom", title="Print centre"),
    spec("settings", "pinned", needs_workspace=False),
    spec("records", "hidden"),
    spec("start", "hidden", needs_workspace=False, full=True),
]


class Shell:
    """A window, its bridge, and short ways to both."""

    def __init__(self, folder: Path, specs: list[PageSpec] | None = None) -> None:
        self.settings = Settings(theme="light", your_name="Maya")
        self.bridge = Bridge(self.settings, tasks=Tasks(inline=True))
        self.window = MainWindow(self.bridge, specs if specs is not None else SPECS)
        self.window.resize(1280, 720)
        self.folder = folder
        self.lent: object = None
        """What is open in it from test to test, if something is: see `lock_kit.lent_again`."""

    def make(self, name: str = "Willow & Co. Salon") -> Workspace:
        ws = Workspace.create(self.folder / "willow.cxdesk", Shop(name=name), who="Maya")
        self.bridge.take(ws)
        return ws

    def page(self, name: str = "") -> FakePage:
        page = self.window.host.page(name) if name else self.window.page
        assert isinstance(page, FakePage)
        return page

    def add_stage(self, name: str = "Arrival", done: str = "") -> int:
        return self.bridge.add(Stage(name=name), done=done).value or 0

    @property
    def nav(self) -> list[str]:
        return [button.spec.name for button in self.window.sidebar.buttons]


@contextmanager
def open_shell(
    qtbot: QtBot,
    folder: Path,
    *,
    workspace: bool = True,
    specs: list[PageSpec] | None = None,
    first: Callable[[Shell], object] | None = None,
) -> Iterator[Shell]:
    """Show a window, with a workspace or without; `first` opens one of its own before it is shown."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    shell = Shell(folder, specs)
    if workspace:
        shell.make()
    if first is not None:
        first(shell)
    with qtbot.waitActive(shell.window):
        shell.window.show()
        shell.window.activateWindow()
    yield shell
    spare_backup(shell.bridge)
    shell.window.close()
    shell.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(app, "light")


def focusable(root: QWidget) -> list[QWidget]:
    """Return what Tab reaches below `root`."""
    return [
        part
        for part in root.findChildren(QWidget)
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
