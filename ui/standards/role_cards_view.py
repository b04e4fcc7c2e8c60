"""Role cards: the service vision in the words of each role, and the roles that have none yet."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from cxdesk.entities.role import Role
from cxdesk.i18n import N_, _, ngettext
from cxdesk.schema.entity import Stored
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.standards.notes import Notes
from ui.standards.plain_lists import PlainLists
from ui.standards.rows import Row, RowTag
from ui.standards.section import Section
from ui.standards.side_form import SideForm
from ui.widgets import PageScroll
from ui.widgets.wrapped import WrappedLabel


class RoleCardsCard(PlainLists):
    """The roles in their order."""

    cls = Role
    removed = N_("The role is in the trash.")

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("Role cards"), _("Print the cards"), parent)
        self.about = WrappedLabel(
            _("What the service vision means in each job: one sentence, and three things one would see.")
        )
        self.about.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(2))
        self.body.addWidget(self.about)
        self.missing = Notes()
        self.missing.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(4))
        self.body.addWidget(self.missing)
        scroll = PageScroll(spacing=0)
        section = Section(
            "role",
            _("Roles"),
            _("Add a role…"),
            _("Front desk, kitchen, owner: who does what here?"),
            "secondary",
        )
        section.add_field.setMaxLength(60)
        scroll.body.addWidget(self.add_section(section))
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)

    def show_rows(self, current: int | None) -> None:
        """Show the roles with `current` chosen."""
        self.current = current
        self.rows = self.bridge.ws.rows(Role)
        without = [row.record.name for row in self.rows if not row.record.in_my_job]
        words = ngettext(
            "{n} role has no card yet: {roles}", "{n} roles have no card yet: {roles}", len(without)
        )
        self.missing.show_notes([words.format(roles=", ".join(without))] if without else [])
        self.sections["role"].show_rows([_row(row) for row in self.rows], current, [])

    @Slot()
    def print_shown(self) -> None:
        """Show the role cards in the print centre, all of them."""
        self.bridge.print_sheet("role-card", {"role": "all"})

    def new_record(self, key: str, text: str) -> object:
        return Role(name=text)


def _row(row: Stored[Role]) -> Row:
    record = row.record
    count = len(record.examples)
    tags = (RowTag(ngettext("{n} example", "{n} examples", count), "neutral", spare=True),)
    if not record.in_my_job:
        tags = (RowTag(_("No card yet"), "warn"),)
    return Row(id=row.id, text=one_line(record.name, 120), quiet=one_line(record.in_my_job, 300), tags=tags)


class RoleForm(SideForm):
    """The card of one role."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, Role, ("name", "in_my_job", "examples"), _("Role card"), parent)
