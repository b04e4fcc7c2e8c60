"""The Metrics page: what the shop looks at, entered in seconds, charted honestly.

It is declared here; what it is made of is loaded when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_, _
from ui.pages.base import PageSpec, Place, made_in

if TYPE_CHECKING:
    from ui.bridge import Bridge


def places(_bridge: Bridge) -> tuple[Place, ...]:
    """Return what can be gone to besides a metric."""
    return (
        Place("enter", _("Enter numbers"), "edit"),
        Place("sheet", _("Enter a tally sheet"), "edit"),
        Place("library", _("Add a metric from the library"), "add"),
        Place("import", _("Import numbers…"), "import"),
        Place("causes", _("What happens most often"), "list"),
        Place("numbers", _("What is entered, how often"), "list"),
    )


PAGE = PageSpec(
    name="metrics",
    title=N_("Metrics"),
    icon="metrics",
    group="know",
    order=30,
    make=made_in("ui.pages.metrics_room", "MetricsPage"),
    places=places,
    guide="metrics",
    help=N_(
        "The metrics at the left, the chart of the chosen one with what it says, the numbers to enter below."
        " Only a change that is more than chance is called one: the band is the usual up and down.\n\n"
        "Enter opens how a metric is defined, Esc goes back. N on the chart notes what happened in that"
        " period; a launch compares the time before with the time since. “More” has targets, notes, the"
        " comparison with another metric and results by person. Alt with the arrows moves a metric, Del"
        " removes it, Ctrl+E keys in a tally sheet, Ctrl+Shift+C copies the chart as a picture, Ctrl+Z takes"
        " back."
    ),
    kinds=("metric", "metric_part", "metric_target", "chart_note"),
)
