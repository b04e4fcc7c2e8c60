"""List and form of a kind that has sheets of its own: silent cues, secret service systems, huddle topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.entities.cue import Cue
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.i18n import N_, _, ngettext
from cxdesk.text import one_line
from ui import theme
from ui.header_action import make_action
from ui.pages.entity_room import EntityPage
from ui.standards.notes import Notes
from ui.widgets import Card, IconButton

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.schema.entity import EntitySpec
    from ui.bridge import Bridge

MOST_GAPS = 3
"""So many systems that break off are named above the list."""


class SheetPage(EntityPage):
    """The generic page with a button for each sheet; Ctrl+P opens the first of them."""

    sheets: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """Name of a sheet, what its button says (marked), and its icon."""

    def __init__(self, bridge: Bridge, kind: EntitySpec, parent: QWidget | None = None) -> None:
        super().__init__(bridge, kind, parent)
        self.sheet_actions = []
        for name, words, icon in self.sheets:
            action = make_action(_(words), self.on_sheet, self, icon=icon)
            action.setData(name)
            self.sheet_actions.append(action)
        # The list as a PDF is wanted less often here: it has no room in the header.
        self.list_button = IconButton("pdf", _("Save list as PDF…"), self)
        self.list_button.clicked.connect(self.on_print)
        cast("QHBoxLayout", self.list_card().body.itemAt(0)).addWidget(self.list_button)
        self.list_card().setMinimumWidth(theme.px(250))  # with large text there is little room for both
        QWidget.setTabOrder(self.list.columns, self.list_button)
        QWidget.setTabOrder(self.list_button, self.table)

    def list_card(self) -> Card:
        """Return the card of the list."""
        return self.list

    def header_actions(self) -> list[QAction]:
        pdf, add = super().header_actions()
        self.list_button.setEnabled(pdf.isEnabled())
        return [*reversed(self.sheet_actions), add]

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        return self.sheets[0][0], self.sheet_options(self.sheets[0][0])

    def sheet_options(self, _sheet: str) -> Mapping[str, str]:
        """Return the options that fit what is shown."""
        return {}

    @Slot()
    def on_sheet(self) -> None:
        """Show a sheet in the print centre."""
        action = self.sender()
        if isinstance(action, QAction):
            self.flush()
            sheet = str(action.data())
            self.bridge.print_sheet(sheet, self.sheet_options(sheet))


class CuePage(SheetPage):
    """Silent cues, with the pocket legend for the team."""

    sheets = (("cue-legend", N_("Cue legend"), "print"),)


class SecretSystemPage(SheetPage):
    """Secret service systems, with their plan; what breaks off is named above the list."""

    sheets = (("secret-systems", N_("Plan on paper"), "print"),)

    def __init__(self, bridge: Bridge, kind: EntitySpec, parent: QWidget | None = None) -> None:
        super().__init__(bridge, kind, parent)
        self.gaps = Notes(self)
        self.gaps.body.setContentsMargins(*[theme.px(12), 0] * 2)
        self.list_card().body.insertWidget(1, self.gaps)

    def refresh(self, event: Event | None) -> None:
        super().refresh(event)
        if event is None or not {"secret_system", "cue"}.isdisjoint(event.tables):
            self.gaps.show_notes(self._gaps())

    def _gaps(self) -> list[str]:
        from cxdesk.services.customers.paper import gaps  # the other pages here do without what it needs

        ws = self.bridge.ws
        cues = {row.id for row in ws.rows(Cue, active=True)}
        found = []
        for row in ws.rows(SecretSystem, active=True):
            missing = ", ".join(_(self.kind.fields[name].label) for name in gaps(row.record, cues))
            if missing:
                words = _("“{name}” breaks off. Still to say: {fields}.")
                found.append(words.format(name=one_line(row.record.name, 60), fields=missing))
        more = len(found) - MOST_GAPS
        if more > 0:
            found[MOST_GAPS:] = [ngettext("{n} more breaks off.", "{n} more break off.", more).format(n=more)]
        return found


class HuddleTopicPage(SheetPage):
    """Huddle topics, with the sheet of a day and the calendar of a month."""

    sheets = (
        ("huddle-sheet", N_("Huddle sheet"), "print"),
        ("huddle-calendar", N_("Calendar"), "calendar"),
    )
