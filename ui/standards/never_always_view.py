"""Never & Always: two lists that hold at every stage, and the form of one line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from cxdesk.entities.never_always import NeverAlways, checks, list_checks
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored, changed
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.standards.menus import Entry
from ui.standards.plain_lists import PlainLists
from ui.standards.rows import Row, RowTag
from ui.standards.section import Section
from ui.standards.side_form import SideForm
from ui.widgets import PageScroll
from ui.widgets.wrapped import WrappedLabel


class NeverAlwaysCard(PlainLists):
    """The two lists beside each other."""

    cls = NeverAlways
    removed = N_("The line is in the trash.")

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("Never & Always"), _("Print the poster"), parent)
        self.about = WrappedLabel(
            _("What nobody here ever does, and what everybody does. Six to ten each, one to three words.")
        )
        self.about.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(6))
        self.body.addWidget(self.about)
        scroll = PageScroll(spacing=0)
        both = QWidget()
        grid = QGridLayout(both)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        never = Section(
            "never",
            _("Never"),
            _("Add a Never…"),
            _("Say no without an offer. Talk over a {customer}."),
            "danger",
        )
        always = Section(
            "always", _("Always"), _("Add an Always…"), _("Look up and smile. Use the name."), "good"
        )
        for column, section in enumerate((never, always)):
            section.add_field.setMaxLength(120)
            grid.addWidget(self.add_section(section), 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        for section in self.sections.values():
            section.list.takes = frozenset(self.sections)
        scroll.body.addWidget(both)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)

    def show_rows(self, current: int | None) -> None:
        """Show both lists with `current` chosen."""
        self.current = current
        ws = self.bridge.ws
        self.rows = [row for key in self.sections for row in ws.rows(NeverAlways, side=key)]
        for key, section in self.sections.items():
            here = [row for row in self.rows if row.record.side == key]
            section.show_rows([_row(row) for row in here], current, list_checks(key, len(here)))

    def section_of(self, record: Any) -> str:
        return str(record.side)

    def new_record(self, key: str, text: str) -> object:
        return NeverAlways(side=key, text=text)

    def values_for(self, key: str) -> dict[str, Any]:
        return {"side": key}

    def menu_entries(self, row: Stored[Any]) -> tuple[Entry, ...]:
        if row.record.side == "never":
            return (Entry("to always", _("Move to Always"), "always"),)
        return (Entry("to never", _("Move to Never"), "never"),)

    @Slot()
    def print_shown(self) -> None:
        """Show the poster in the print centre."""
        self.bridge.print_sheet("never-always-poster")


def _row(row: Stored[NeverAlways]) -> Row:
    record = row.record
    hints = checks(record)
    tags = (RowTag(_("{n} words").format(n=len(record.text.split())), "warn"),) if hints else ()
    return Row(id=row.id, text=one_line(record.text, 200), quiet=one_line(record.why, 200), tags=tags)


class NeverAlwaysForm(SideForm):
    """One line."""

    hinted = "text"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, NeverAlways, ("text", "side", "why"), _("Never or Always"), parent)

    def hints(self) -> list[str]:
        row = self.bridge.ws.find(NeverAlways, self.record_id)
        return checks(changed(row.record, text=self.typed_text("text"))) if row is not None else []
