"""The real window on the sample shop, in one look after the other, and what opens from it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cxdesk import i18n
from cxdesk.entities import default_registry
from tests.ui import audit_kit
from tests.ui.audit_roles import roles_told_apart
from tests.ui.page_kit import spare_backup, take_back
from ui import messages, pages, theme
from ui.metrics import desk as metrics_desk
from ui.portrait import Studio
from ui.showing import OWNER, make_sample

SIZE = (1280, 720)
PATIENCE_MS = 5_000
VIEWS = ("", "stage", "vision", "never_always", "role")
"""What the Standards page shows in its middle: a standard, its stage, and the three views."""


@cache
def sample() -> bytes:
    """Return the file of the sample shop."""
    with TemporaryDirectory() as folder:
        made = make_sample(Path(folder) / "willow.cxdesk").read_bytes()
        i18n.use_words({})
        return made


@cache
def page_names() -> tuple[str, ...]:
    """Return the names of all pages of a shop, without opening one."""
    shop: Any = SimpleNamespace(workspace=True, ws=SimpleNamespace(kinds=default_registry()))
    return tuple(spec.name for spec in pages.discover(shop))


class Room:
    """The window, and ways to whatever it shows."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.window = studio.window
        self.bridge = studio.bridge

    def settle(self) -> None:
        """Wait until all is made and shown."""
        patience = QTimer(singleShot=True, interval=PATIENCE_MS)
        patience.start()
        self.studio.settle()
        while not audit_kit.is_at_rest(self.window) and patience.isActive():
            # Asleep until what is due comes.
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self.studio.settle()

    def show(self, page: str) -> QWidget:
        """Show a page with something chosen."""
        # Painted once, when all is made.
        self.window.setUpdatesEnabled(False)
        try:
            self.window.show_page(page)
            self.settle()
            if audit_kit.choose_something(self.window):
                self.settle()
            shown = self.window.page
            assert shown is not None
            assert shown.spec.name == page
            audit_kit.activate(self.window)
            (shown.first_focus() or self.window.host).setFocus(Qt.FocusReason.TabFocusReason)
        finally:
            self.window.setUpdatesEnabled(True)
        self.settle()
        return shown

    def show_alone(self, page: str) -> QWidget:
        """Show a page as the first one: each Tab looks at all that the pages shown so far are made of."""
        # Else Qt looks at each page that goes for who gets the focus next.
        self.window.host.setFocus()
        self.window.host.drop_workspace_pages()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self.show(page)

    def begin_again(self, *pages: str) -> None:
        """Give the file back as it was; these pages are made anew when they are shown next."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        host = self.window.host
        host.setFocus()
        for name in pages:
            if name in host._pages:
                host._drop(name, host._pages[name])
        take_back(self.bridge)
        self.settle()

    def show_view(self, view: str) -> None:
        """Show a view of the Standards page."""
        page = self.show("standards")
        if view == "stage":
            page.on_stage_details(page.facts.stages[1].id)
        else:
            page.on_view_chosen(view)
        (page.first_focus() or page).setFocus(Qt.FocusReason.TabFocusReason)
        self.settle()


@contextmanager
def _no_pauses() -> Iterator[None]:
    """Let what is made ahead for somebody who looks at a page be made at once: nobody looks."""
    before, metrics_desk._AHEAD = metrics_desk._AHEAD, metrics_desk._REST
    try:
        yield
    finally:
        metrics_desk._AHEAD = before


@contextmanager
def open_room(
    look: theme.Mode = "light",
    text: float = 1.0,
    *,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    page: str = "",
    memory: object = None,
    file: bytes | None = None,
    roles: bool = False,
) -> Iterator[Room]:
    """Open the sample shop in one look, on a page that was shown last and keeps its `memory` of it.

    `file` is the sample shop where another process has made it. With `roles` each role of the light
    colours has one of its own, for `look_at`.
    """
    app = QApplication.instance()
    colours = roles_told_apart() if roles else nullcontext()
    with TemporaryDirectory() as folder, colours, _no_pauses(), Studio(look, who=OWNER) as studio:
        studio.app.setLayoutDirection(direction)
        studio.bridge.settings.text_size = round(text * 100)
        studio.bridge.settings.window["page"] = page
        studio.window.host.expect(page, memory)
        theme.apply(studio.app, look, None, text)
        path = Path(folder) / "willow.cxdesk"
        path.write_bytes(file or sample())
        studio.open(path)
        studio.window.resize(*SIZE)
        studio.window.show()
        studio.window.activateWindow()
        room = Room(studio)
        room.settle()
        yield room
        spare_backup(studio.bridge)
        app = studio.app
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(app, "light")
    i18n.use_words({})


# What opens


def _box(room: Room) -> QWidget:
    kinds = messages.QMessageBox
    box = messages._box(
        room.window, kinds.Icon.Question, "Delete the sample shop?", "It can’t be taken back. " * 4
    )
    box.addButton("Delete the sample shop", kinds.ButtonRole.DestructiveRole)
    box.addButton("Cancel", kinds.ButtonRole.RejectRole)
    box.show()
    return box


def _dialog(room: Room) -> QWidget:
    return next(box for box in room.window.findChildren(QDialog) if box.isVisible())


def _help(room: Room) -> QWidget:
    room.show("standards")
    room.window.on_help()
    return _dialog(room)


def _keys(room: Room) -> QWidget:
    room.window.on_shortcuts()
    return _dialog(room)


def _about(room: Room) -> QWidget:
    room.window.on_about()
    return _dialog(room)


def _crash(room: Room) -> QWidget:
    return messages.show_crash("CX Desk, Python, Qt\n\nValueError: 7\n" * 3, room.window)


def _palette(room: Room) -> QWidget:
    room.window.on_palette()
    return room.window.palette_


def _palette_found(room: Room) -> QWidget:
    palette = _palette(room)
    palette.line.setText("phone")
    return palette


def _banners(room: Room) -> QWidget:
    room.show("standards")
    for role in ("info", "warn", "danger"):
        room.window.banners.show_banner(f"The disk with the backups is not there ({role}). " * 2, role)
    return room.window.banners


def _undo_bar(room: Room) -> QWidget:
    room.show("standards")
    room.window.frame.on_notice("The standard is retired.", "Undo: retire standard")
    return room.window.undo_bar


def _privacy(room: Room) -> QWidget:
    room.window.on_privacy()
    return room.window


def _menus(room: Room) -> QWidget:
    room.show("settings")
    room.window.on_menu_bar()
    return room.window.menuBar()


def _locked(room: Room) -> QWidget:
    page = room.window.locker.page
    room.window.outer.setCurrentWidget(page)
    page.show_locked("willow.cxdesk")
    page.form.refuse("This passphrase does not open willow.cxdesk. Look at capitals and try again. " * 2)
    return room.window


def _asking(room: Room) -> QWidget:
    from ui.lock.ask_dialog import AskDialog

    dialog = AskDialog(room.studio.bridge, Path("willow.cxdesk"))
    dialog.show()
    return dialog


def _protecting(room: Room) -> Any:
    from ui.protection.dialog import ProtectDialog

    dialog = ProtectDialog(room.window, "change")
    dialog.words.show_wrong({"current": "That is not the passphrase of this file."})
    dialog.show()
    return dialog


def _recovery(room: Room) -> QWidget:
    from ui.protection.steps import PaperStep

    dialog = _protecting(room)
    step = PaperStep(["7K2M"] * 14)
    step.say("It was sent to the printer. Look that all groups can be read.")
    dialog._show(step, step.print_button)
    return dialog


OPENED = {
    "locked": _locked, "asking": _asking, "protecting": _protecting, "recovery": _recovery,
    "help": _help, "keys": _keys, "about": _about, "crash": _crash, "box": _box, "palette": _palette,
    "palette-found": _palette_found, "banners": _banners, "undo-bar": _undo_bar, "privacy": _privacy,
    "menus": _menus,
}  # fmt: skip


@contextmanager
def opened(room: Room, name: str) -> Iterator[QWidget]:
    """Open a dialog, a panel or a bar, and close it again."""
    window = room.window
    part = OPENED[name](room)
    room.settle()
    try:
        yield part
    finally:
        if part is not window and (part.isWindow() or name.startswith("palette")):
            part.close()
        if not window.menuBar().isHidden():
            window.on_menu_bar()
        window.banners.clear()
        window.outer.setCurrentIndex(0)
        window.show_title()
        window.frame.dismiss_undo()
        room.settle()


def main(file: bytes) -> int:
    """Look for what is cut on any page in the scale that the environment asks for; tell what was found.

    What things are called and how they are coloured is the same in every scale.
    """
    found = []
    with open_room(file=file) as room:
        for name in page_names():
            room.show(name)
            picture = audit_kit.Picture(room.window)
            cut = [*audit_kit.cut(picture.parts), *audit_kit.laid_over(picture.said)]
            found += [f"{name}: {one}" for one in cut]
    print("\n".join(found))
    return len(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).read_bytes()))
