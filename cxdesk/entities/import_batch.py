"""A file that was taken in: what it did, so that all of it can be taken back, after a restart too."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import instant, integer, text


@entity(
    table="import_batch", label=N_("Files taken in"), one=N_("file taken in"), icon="import", title="file",
    order=88, hidden=True,
)  # fmt: skip
class ImportBatch:
    """`operation` is the one of the history that wrote all of it."""

    file: str = text(N_("File"), required=True, in_list=True, longest=200)
    kind: str = text(N_("What was in it"), in_list=True, longest=40)
    imported_at: str = instant(N_("When"), in_list=True, editable=False)
    operation: int = integer(N_("Operation"), default=0, low=0, editable=False)
    added: int = integer(N_("Added"), default=0, low=0, in_list=True, editable=False)
    changed: int = integer(N_("Changed"), default=0, low=0, in_list=True, editable=False)
    same: int = integer(N_("As it was"), default=0, low=0, editable=False)
    refused: int = integer(N_("Left out"), default=0, low=0, in_list=True, editable=False)
    undone_at: str = instant(N_("Taken back"), in_list=True, editable=False)
