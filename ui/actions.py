"""Every command of the window in one table: menus, shortcuts, palette and help read it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import N_, _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QMenuBar

Menu = Literal["file", "edit", "view", "help"]
MENUS: dict[Menu, str] = {"file": N_("&File"), "edit": N_("&Edit"), "view": N_("&View"), "help": N_("&Help")}


class ActionId(StrEnum):
    """The commands. The window has a slot `on_<id>` for each."""

    FILE_START = "file_start"
    FILE_OPEN = "file_open"
    FILE_EXPORT = "file_export"
    FILE_FOLDER = "file_folder"
    FILE_CLOSE = "file_close"
    PRINT = "print"
    SETTINGS = "settings"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    RECORD_ADD = "record_add"
    INCIDENT = "incident"
    PROMISE = "promise"
    ACTION_ADD = "action_add"
    SAVED = "saved"
    PALETTE = "palette"
    BACK = "back"
    FORWARD = "forward"
    PRIVACY = "privacy"
    THEME_LIGHT = "theme_light"
    THEME_DARK = "theme_dark"
    THEME_CONTRAST = "theme_contrast"
    THEME_SYSTEM = "theme_system"
    TEXT_LARGER = "text_larger"
    TEXT_SMALLER = "text_smaller"
    TEXT_NORMAL = "text_normal"
    MENU_BAR = "menu_bar"
    HELP = "help"
    SHORTCUTS = "shortcuts"
    LOG_FOLDER = "log_folder"
    ABOUT = "about"


class ActionSpec(NamedTuple):
    """A command: its words, its icon, its keys, and where it is in the menus."""

    id: ActionId
    text: str
    menu: Menu
    icon: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    needs_workspace: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    gap: bool = False
    """A line stands before it in the menu."""


_Key = QKeySequence.StandardKey
_Role = QAction.MenuRole

SPECS: tuple[ActionSpec, ...] = (
    ActionSpec(ActionId.FILE_START, N_("New shop, restore, sample shop…"), "file", "new"),
    ActionSpec(ActionId.FILE_OPEN, N_("Open a file…"), "file", "open", (_Key.Open,)),
    ActionSpec(
        ActionId.FILE_EXPORT, N_("Export everything…"), "file", "export", needs_workspace=True, gap=True
    ),
    ActionSpec(
        ActionId.FILE_FOLDER, N_("Show the file in its folder"), "file", "folder", needs_workspace=True
    ),
    ActionSpec(ActionId.PRINT, N_("Print what is shown…"), "file", "print", (_Key.Print,), True, gap=True),
    ActionSpec(
        ActionId.SETTINGS,
        N_("Settings"),
        "file",
        "settings",
        ("Ctrl+,",),
        role=_Role.PreferencesRole,
        gap=True,
    ),
    ActionSpec(ActionId.FILE_CLOSE, N_("Close this shop"), "file", "close", needs_workspace=True),
    ActionSpec(ActionId.QUIT, N_("Quit"), "file", "cross", ("Ctrl+Q",), role=_Role.QuitRole),
    ActionSpec(ActionId.UNDO, N_("Undo"), "edit", "undo", (_Key.Undo,), True),
    ActionSpec(ActionId.REDO, N_("Redo"), "edit", "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), True),
    ActionSpec(ActionId.RECORD_ADD, N_("Add on this page"), "edit", "add", (_Key.New,), True, gap=True),
    ActionSpec(
        ActionId.ACTION_ADD, N_("Add an action from what is shown…"), "edit", "check", ("Ctrl+Shift+A",), True
    ),
    ActionSpec(ActionId.INCIDENT, N_("Log what went wrong"), "edit", "warning", ("Ctrl+I",), True),
    ActionSpec(ActionId.PROMISE, N_("Note a promise"), "edit", "clock", ("Ctrl+Shift+P",), True),
    ActionSpec(ActionId.SAVED, N_("When was it saved?"), "edit", "check", (_Key.Save,), True),
    ActionSpec(ActionId.PALETTE, N_("Search everything"), "view", "search", ("Ctrl+K",)),
    ActionSpec(ActionId.BACK, N_("Back to what was shown before"), "view", "left", (_Key.Back,), gap=True),
    ActionSpec(ActionId.FORWARD, N_("Forward again"), "view", "right", (_Key.Forward,)),
    ActionSpec(ActionId.PRIVACY, N_("Privacy screen"), "view", "privacy", ("Ctrl+L",), True, gap=True),
    ActionSpec(ActionId.THEME_LIGHT, N_("Light colours"), "view", "sun", gap=True),
    ActionSpec(ActionId.THEME_DARK, N_("Dark colours"), "view", "moon"),
    ActionSpec(ActionId.THEME_CONTRAST, N_("High contrast"), "view", "eye"),
    ActionSpec(ActionId.THEME_SYSTEM, N_("Colours like the system"), "view", "settings"),
    ActionSpec(ActionId.TEXT_LARGER, N_("Larger text"), "view", "words", ("Ctrl++", "Ctrl+="), gap=True),
    ActionSpec(ActionId.TEXT_SMALLER, N_("Smaller text"), "view", "words", ("Ctrl+-",)),
    ActionSpec(ActionId.TEXT_NORMAL, N_("Text at its usual size"), "view", "words", ("Ctrl+0",)),
    ActionSpec(ActionId.MENU_BAR, N_("Show or hide the menu bar"), "view", "list", ("F10",), gap=True),
    ActionSpec(ActionId.HELP, N_("Help for this page"), "help", "help", (_Key.HelpContents,)),
    ActionSpec(ActionId.SHORTCUTS, N_("Keys"), "help", "list", ("Ctrl+/",)),
    ActionSpec(ActionId.LOG_FOLDER, N_("Open the log folder"), "help", "folder", gap=True),
    ActionSpec(ActionId.ABOUT, N_("About CX Desk"), "help", "info", role=_Role.AboutRole),
)


def sequences(spec: ActionSpec) -> list[QKeySequence]:
    """Return the keys of a command on this system, the first one is the one that is shown."""
    found: list[QKeySequence] = []
    for key in spec.keys:
        if isinstance(key, str):
            found.append(QKeySequence(key))
        else:
            found += QKeySequence.keyBindings(key)[:1] or [QKeySequence(key)]
    return [keys for keys in found if not keys.isEmpty()]


def shown_keys(action: QAction) -> str:
    """Return the keys of an action as a person reads them, or ""."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Actions:
    """The commands of one window as `QAction`s, connected to its slots."""

    def __init__(self, window: QWidget) -> None:
        self._actions: dict[ActionId, QAction] = {}
        for spec in SPECS:
            action = QAction(window)  # with its text in one call, PySide would see whether that is an icon
            action.setText(_(spec.text))
            action.setObjectName(f"action_{spec.id}")
            action.setShortcuts(sequences(spec))
            action.setMenuRole(spec.role)
            action.setProperty("icon_name", spec.icon)
            action.setIconVisibleInMenu(True)
            action.triggered.connect(getattr(window, f"on_{spec.id}"))
            window.addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, name: ActionId) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def enable(self, *, workspace: bool) -> None:
        """Switch off what needs an open workspace while there is none."""
        for spec in SPECS:
            self._actions[spec.id].setEnabled(workspace or not spec.needs_workspace)

    def translate(self) -> None:
        """Take the texts anew: the language or the shop's words are different."""
        for spec in SPECS:
            self._actions[spec.id].setText(_(spec.text))

    def fill(self, bar: QMenuBar) -> None:
        """Put every command into the menus of `bar`."""
        from ui import icon_engine

        bar.clear()
        menus: dict[Menu, QMenu] = {name: bar.addMenu(_(text)) for name, text in MENUS.items()}
        for spec in SPECS:
            menu = menus[spec.menu]
            if spec.gap:
                menu.addSeparator()
            action = self._actions[spec.id]
            action.setIcon(icon_engine.icon(spec.icon))
            menu.addAction(action)
