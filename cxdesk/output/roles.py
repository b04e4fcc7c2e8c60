"""The role of a sheet, as an option: one by its place, or all."""

from __future__ import annotations

from cxdesk.entities.role import Role
from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import Choice, Options, SheetOption
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.text import one_line


def role_option(hint: str) -> SheetOption:
    """Return the option `role`; `hint` is marked."""
    return SheetOption(
        name="role", title=N_("Role"), kind="choice", default=content.ALL, choices=_roles, hint=hint
    )


def roles_of(reader: Reader, options: Options) -> list[Stored[Role]]:
    """Return the role that is chosen, or all."""
    wanted = options.word("role")
    return [row for row in reader.rows(Role) if wanted in {content.ALL, str(row.record.position)}]


def _roles(reader: Reader) -> list[Choice]:
    found = [
        Choice(str(row.record.position), f"{row.record.position} · {one_line(row.record.name, 80)}")
        for row in reader.rows(Role)
    ]
    return [Choice(content.ALL, _("All roles")), *found]
