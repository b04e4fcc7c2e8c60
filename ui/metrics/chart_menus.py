"""What the buttons of the chart card offer."""

from __future__ import annotations

from cxdesk.i18n import _
from cxdesk.output.charts.words import ranges
from ui.standards.menus import LINE, Entry

LAST_YEAR = "last-year"


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
        Entry("causes", _("What happens most often"), "list"),
        Entry("numbers", _("What is entered, how often"), "list"),
        LINE,
        Entry("chart-page", _("Print the chart"), "print"),
        Entry("definition-sheet", _("Print the definition"), "print"),
    )
