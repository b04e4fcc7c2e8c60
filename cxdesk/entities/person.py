"""A person who works in the shop."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, ref, text


@entity(table="person", label=N_("People"), one=N_("person"), icon="person", title="name", order=70)
class Person:
    """Whose name goes on sheets. Leavers stay in the history and leave the pickers."""

    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=80)
    role: int | None = ref(N_("Role"), to="role", in_list=True)
    joined_on: date | None = day(N_("Joined on"), in_list=True)
    left_on: date | None = day(N_("Left on"), in_list=True)
