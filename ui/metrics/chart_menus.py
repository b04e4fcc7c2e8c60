"""What the buttons of the chart card offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cxdesk.i18n import _
from cxdesk.output.charts.words import ranges
from ui.standards.menus import LINE, Entry, fill
from ui.widgets import LinkButton

LAST_YEAR = "last-year"


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


def range_entries(cadence: str, count: int, now: int | None, *, last_year: bool) -> list[Entry]:
    """Return how much of a series of so many periods can be shown; `now` is marked, 0 is all of it."""
    offered = ranges(cadence, count)
    if now is not None and now not in [one.last for one in offered]:
        now = 0
    entries = [Entry(str(one.last), one.words, "check" if one.last == now else "") for one in offered]
    year = Entry(LAST_YEAR, _("Compare with last year"), "check" if last_year else "")
    return [*entries, LINE, year]


def more_entries(*, private: bool) -> tuple[Entry, ...]:
    """Return what else there is to a metric; results by person where it has them."""
    return (
        Entry("definition", _("How it is defined"), "edit"),
        Entry("targets", _("Targets"), "metrics"),
        Entry("notes", _("Notes and launches"), "quote"),
        Entry("pair", _("Compare with another metric"), "columns"),
        Entry("people", _("Results by person"), "lock", "", private),
        LINE,
        Entry("numbers", _("What is entered, how often"), "list"),
        LINE,
        Entry("chart-page", _("Print the chart"), "print"),
        Entry("definition-sheet", _("Print the definition"), "print"),
    )


def export_entries() -> tuple[Entry, ...]:
    """Return the ways out of a chart."""
    return (
        Entry("copy", _("Copy the picture"), "copy", "Ctrl+Shift+C"),
        LINE,
        Entry("png", _("Picture (PNG)"), "image"),
        Entry("svg", _("Drawing (SVG)"), "image"),
        Entry("pdf", _("PDF"), "pdf"),
        Entry("csv", _("The numbers (CSV)"), "export"),
    )
