"""That somebody was erased: nothing of them but a number that no one else has, and the day."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, integer, text


@entity(
    table="erasure", label=N_("Erased"), one=N_("erasure"), icon="privacy", title="token", order=89,
    hidden=True,
)  # fmt: skip
class Erasure:
    """A backup from before is told by it whom to erase again: `record` is the id that the person had."""

    token: str = text(N_("Token"), required=True, longest=40, editable=False)
    kind: str = text(N_("Kind"), longest=40, editable=False)
    record: int = integer(N_("Number"), default=0, low=0, editable=False)
    erased_on: date | None = day(N_("Erased on"), in_list=True, editable=False)
