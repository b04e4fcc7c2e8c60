"""What was printed, when, in which version: so that older copies can be found and taken down."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, instant, integer, text


@entity(
    table="print_record", label=N_("Print log"), one=N_("print record"), icon="print_record", title="sheet",
    order=90, hidden=True,
)  # fmt: skip
class PrintRecord:
    """One act of printing or saving a sheet."""

    sheet: str = text(N_("Sheet"), required=True, in_list=True)
    about: str = text(N_("About"), in_list=True)
    version: int = integer(N_("Sheet version"), default=1, in_list=True)
    mark: str = text(N_("Content mark"), in_list=True)
    paper: str = text(N_("Paper"))
    copies: int = integer(N_("Copies"), default=1, low=1)
    printed_at: str = instant(N_("Printed at"), in_list=True)
    by: str = text(N_("By"), in_list=True)
    target: str = choice(N_("To"), (("file", N_("File")), ("printer", N_("Printer"))), in_list=True)
