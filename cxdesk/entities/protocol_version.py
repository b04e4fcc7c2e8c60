"""What an earlier version of a recovery protocol said."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, integer, lines, long_text, ref, text


@entity(
    table="protocol_version", label=N_("Earlier protocols"), one=N_("earlier protocol"),
    icon="standard_version", title="name", order=67, hidden=True,
)  # fmt: skip
class ProtocolVersion:
    """`said` has the whole of it line by line, as it was printed."""

    protocol: int | None = ref(
        N_("Protocol"), to="recovery_protocol", on_delete="cascade", required=True, in_list=True
    )
    version: int = integer(N_("Version"), default=1, low=1, in_list=True)
    name: str = text(N_("Name"), required=True, in_list=True, longest=120)
    said: tuple[str, ...] = lines(N_("What it said"))
    from_on: date | None = day(N_("From"), in_list=True)
    until_on: date | None = day(N_("Until"), in_list=True)
    why_changed: str = long_text(N_("Why changed"), in_list=True)
