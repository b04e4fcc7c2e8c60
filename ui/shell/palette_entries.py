"""What the command palette offers besides records: pages, places on pages, and commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _
from ui.actions import ActionId, shown_keys
from ui.command_palette import Entry, words_of
from ui.shell import other_words
from ui.shell.command_window import PRINT, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from ui.main_window import MainWindow
    from ui.pages.base import PageSpec


def entries_of(window: MainWindow) -> list[Entry]:
    """Return every page, place and command that can be used now; tables of what has a page come last."""
    host = window.host
    shown = [spec for spec in host.specs if host.can_show(spec) and not spec.full]
    front = [spec for spec in shown if spec.group != "hidden"]
    back = [spec for spec in shown if spec.group == "hidden"]
    places, sheets = (list(_places(window, shown, sheets=which)) for which in (False, True))
    also = {entry.text: entry.others for entry in (*places, *sheets)}
    commands = [
        replace(entry, others=(*entry.others, *also.get(entry.text, ())))
        for entry in _commands(window, settings_there=any(spec.name == SETTINGS for spec in front))
    ]
    there = {entry.text for entry in commands}
    near, papers = ([entry for entry in part if entry.text not in there] for part in (places, sheets))
    return [*_pages(window, front), *near, *commands, *papers, *_pages(window, back)]


def _pages(window: MainWindow, specs: Sequence[PageSpec]) -> Iterator[Entry]:
    numbers = {button.spec.name: k for k, button in enumerate(window.sidebar.buttons)}
    for spec in specs:
        number = numbers.get(spec.name, len(window.page_actions))
        keys = shown_keys(window.page_actions[number]) if number < len(window.page_actions) else ""
        if spec.name == SETTINGS:
            keys = shown_keys(window.actions_[ActionId.SETTINGS])
        text = _(spec.title)
        others = words_of(other_words.of_page(spec.name))
        yield Entry(text, _("Page"), spec.icon, spec.name, keys=keys, words=words_of(text), others=others)


def _places(window: MainWindow, specs: Sequence[PageSpec], *, sheets: bool) -> Iterator[Entry]:
    for spec in specs:
        if (spec.name == PRINT) is not sheets:
            continue
        page = _(spec.title)
        for place in spec.places(window.bridge) if spec.places is not None else ():
            text, tag = place.title, place.tag or page
            words = words_of(f"{text} {tag} {page}")
            others = words_of(f"{place.about} {other_words.of_place(spec.name, place.name)}")
            yield Entry(text, tag, place.icon, (spec.name, place.name), words=words, others=others)


def _commands(window: MainWindow, *, settings_there: bool) -> Iterator[Entry]:
    own = window.page.header_actions() if window.page is not None else []
    left_out = {ActionId.PALETTE, ActionId.SETTINGS} if settings_there else {ActionId.PALETTE}
    passed = [window.actions_[name] for name in left_out]
    for action in (*with_menus(own), *window.actions_):
        usable = action.isEnabled() and action.isVisible() and action.menu() is None
        if usable and action.text() and action not in passed:
            text, icon = plain(action.text()), str(action.property("icon_name") or "right")
            others = words_of(other_words.of_command(action.objectName().removeprefix("action_")))
            yield Entry(
                text, _("Command"), icon, action, keys=shown_keys(action), words=words_of(text), others=others
            )


def plain(text: str) -> str:
    """Return the text of an action without the marks of its access key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def with_menus(actions: Sequence[QAction]) -> list[QAction]:
    """Return actions with those of their menus in place of what opens a menu."""
    flat: list[QAction] = []
    for action in actions:
        menu = action.menu()
        inside = menu.actions() if isinstance(menu, QWidget) else [action]
        flat += [one for one in inside if not one.isSeparator()]
    return flat
