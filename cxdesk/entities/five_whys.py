"""Five Whys: from what went wrong down to its cause, and to what changes."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import day, integer, long_text, ref, text


@entity(
    table="five_whys", label=N_("Five Whys"), one=N_("Five Whys"), icon="search",
    title="problem", order=77, hidden=True,
)  # fmt: skip
class FiveWhys:
    """`whys` and `evidence` go together line by line. What came of it: a new version, and its actions."""

    problem: str = long_text(N_("What went wrong"), required=True, search=True, in_list=True, longest=1_000)
    incident: int | None = ref(N_("Incident"), to="incident")
    defect: int | None = ref(N_("Of this sort"), to="standard", in_list=True)
    asked_on: date | None = day(N_("Asked on"), in_list=True)
    team: str = text(N_("Who was there"), longest=300)
    root: str = long_text(N_("The root"), search=True, in_list=True, longest=1_000)
    rule_was_for: str = long_text(
        N_("What was the rule for?"), hint=N_("Before a rule goes: what did it keep from happening?")
    )
    countermeasure: str = long_text(N_("What we change"), search=True, longest=1_000)
    standard: int | None = ref(N_("The standard that changed"), to="standard")
    standard_version: int | None = integer(N_("Version of the standard"), low=1, editable=False)
    protocol: int | None = ref(N_("The protocol that changed"), to="recovery_protocol")
    protocol_version: int | None = integer(N_("Version of the protocol"), low=1, editable=False)
    number: str = text(N_("Form number"), longest=20)
