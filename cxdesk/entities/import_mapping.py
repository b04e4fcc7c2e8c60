"""Which column of a file is what, kept for the next file of its sort."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import long_text, text


@entity(
    table="import_mapping", label=N_("Kept mappings"), one=N_("mapping"), icon="import", title="name",
    order=90, hidden=True,
)  # fmt: skip
class ImportMapping:
    """`columns` is the JSON that the command line takes as well."""

    name: str = text(N_("Name"), required=True, in_list=True, longest=120)
    kind: str = text(N_("What is in the file"), in_list=True, longest=40)
    columns: str = long_text(N_("Columns"))
