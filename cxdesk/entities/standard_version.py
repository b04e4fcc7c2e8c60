"""The frozen wording of an earlier version of a standard."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, flag, integer, long_text, money, ref, text


@entity(
    table="standard_version", label=N_("Earlier versions"), one=N_("earlier version"),
    icon="standard_version", title="text", order=41, hidden=True,
)  # fmt: skip
class StandardVersion:
    """What a version said, from when until when, and why it changed. Sign-offs point here."""

    standard: int | None = ref(
        N_("Standard"), to="standard", on_delete="cascade", required=True, in_list=True
    )
    version: int = integer(N_("Version"), default=1, low=1, in_list=True)
    kind: str = text(N_("List"))
    text: str = long_text(N_("Text"), required=True, in_list=True)
    why: str = long_text(N_("Why it matters"))
    sounds_like: str = long_text(N_("Sounds like"))
    how_we_know: str = long_text(N_("How we know"))
    non_negotiable: bool = flag(N_("Non-negotiable"))
    seconds: int | None = integer(N_("Seconds it takes"))
    cost: int | None = money(N_("Cost each time"))
    from_on: date | None = day(N_("From"), in_list=True)
    until_on: date | None = day(N_("Until"), in_list=True)
    why_changed: str = long_text(N_("Why changed"), in_list=True)
