"""Buttons with a menu, and the ways out that every chart offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cxdesk.i18n import _
from ui.standards.menus import LINE, Entry, fill
from ui.widgets import LinkButton


def with_menu(button: LinkButton, fill_it: Callable[[], None], slot: Callable[[QAction], None]) -> LinkButton:
    """Give a button a menu, which is filled each time it opens; both are bound methods."""
    menu = QMenu(button)
    button.setMenu(menu)
    menu.aboutToShow.connect(fill_it)
    menu.triggered.connect(slot)
    return button


def refill(button: LinkButton, entries: Sequence[Entry]) -> None:
    """Put other entries into a button's menu."""
    menu = button.menu()
    if menu is not None:
        menu.clear()
        fill(menu, entries)


def export_entries(keys: str = "") -> tuple[Entry, ...]:
    """Return the ways out of a chart; `keys` are those that copy its picture."""
    return (
        Entry("copy", _("Copy the picture"), "copy", keys),
        LINE,
        Entry("png", _("Picture (PNG)"), "image"),
        Entry("svg", _("Drawing (SVG)"), "image"),
        Entry("pdf", _("PDF"), "pdf"),
        Entry("csv", _("The numbers (CSV)"), "export"),
    )
