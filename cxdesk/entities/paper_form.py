"""A form on paper that comes back filled in: its number, and the place of each box on it."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, instant, integer, long_text, ref, text


@entity(
    table="paper_form", label=N_("Forms on paper"), one=N_("form on paper"), icon="file", title="number",
    order=91, hidden=True,
)  # fmt: skip
class PaperForm:
    """One printed form. `places` is JSON: what each box and line stands for, and where it is, in mm."""

    number: str = text(N_("Form number"), required=True, in_list=True, longest=20)
    sheet: str = text(N_("Sheet"), required=True, in_list=True)
    about: str = text(N_("About"), in_list=True)
    version: int = integer(N_("Sheet version"), default=1)
    mark: str = text(N_("Content mark"))
    paper: str = text(N_("Paper"))
    pages: int = integer(N_("Pages"), default=1, low=1)
    printed_at: str = instant(N_("Printed at"), in_list=True)
    print_record: int | None = ref(N_("Print record"), to="print_record")
    places: str = long_text(N_("Places"), longest=2_000_000)
    keyed_on: date | None = day(N_("Entered on"), in_list=True)
