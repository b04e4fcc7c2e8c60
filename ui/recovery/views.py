"""The views of the Recovery page, and what the page asks of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import N_

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from cxdesk.events import Event
    from ui.bridge import Bridge


class RecoveryView(QWidget):
    """One view. It is made when it is first shown and lives as long as the page.

    What a view does not need it leaves as it is here.
    """

    header_changed = Signal()
    """The subtitle or the commands are different now."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge

    @property
    def commands(self) -> list[QAction]:
        """What stands at the right of the header while this view is shown, see `ui.header_action`."""
        return []

    def subtitle(self) -> str:
        """Return the second line of the header."""
        return ""

    def refresh(self, event: Event | None) -> None:
        """Show what is in the workspace now; None when it was not shown meanwhile."""

    def open_record(self, kind: str, record: int) -> bool:
        """Choose a record and bring it into view; tell whether it is there."""
        return False

    def open_place(self, name: str) -> None:
        """Go to something on this view that the palette and keys name."""

    def add_record(self) -> bool:
        """Add what this view is a list of (Ctrl+N); tell whether it can."""
        return False

    def shown_record(self) -> tuple[str, int] | None:
        """Return kind and id of the record that an action would come from, or None."""
        return None

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        """Return the sheet that fits what is shown, with its options (Ctrl+P)."""
        return None

    def flush(self) -> None:
        """Keep what stands in a field that still has the focus."""

    def draft(self) -> object:
        """Return what is half typed and no record yet, None for nothing; see `ui.pages.base.Page.draft`."""
        return None

    def show_draft(self, draft: Any) -> None:
        """Put back what `draft` of the view before this one returned."""

    def close_opened(self) -> bool:
        """Close what was opened last (Esc); tell whether there was something."""
        return False

    def first_focus(self) -> QWidget | None:
        """Return what gets the focus when the view is shown."""
        return None


class ViewSpec(NamedTuple):
    """A view before it is made: `module` exports `make(bridge, parent) -> RecoveryView`.

    `kinds` are the record kinds that it opens, `places` what it opens by name.
    """

    name: str
    title: str
    module: str
    icon: str
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def make(self, bridge: Bridge, parent: QWidget) -> RecoveryView:
        """Return the view."""
        make: Callable[[Bridge, QWidget], RecoveryView] = import_module(self.module).make
        return make(bridge, parent)


VIEWS: tuple[ViewSpec, ...] = (
    ViewSpec(
        "incidents", N_("Incidents"), "ui.recovery.incidents_view", "warning",
        ("incident", "incident_step", "promise", "opening_hours"),
    ),
    ViewSpec(
        "protocols", N_("Protocols"), "ui.recovery.protocols_view", "recovery",
        ("recovery_protocol", "protocol_step", "protocol_version", "make_good", "yes_step"),
        ("menu", "ladder", "limits"),
    ),
    ViewSpec("defects", N_("What can go wrong"), "ui.recovery.defects_view", "defect"),
    ViewSpec("whys", N_("Five Whys"), "ui.recovery.whys_view", "search", ("five_whys", "why")),
    ViewSpec("numbers", N_("Numbers"), "ui.recovery.numbers_view", "metrics"),
)  # fmt: skip
