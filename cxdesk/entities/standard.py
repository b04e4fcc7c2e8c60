"""A standard, or what can go wrong: one line of one of the four lists of a stage."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from cxdesk.i18n import N_, _
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, flag, integer, long_text, money, position, ref, refs
from cxdesk.text import fold

KINDS = (
    ("defect", N_("What can go wrong")),
    ("operational", N_("What we always do")),
    ("experiential", N_("How they feel it")),
    ("above_beyond", N_("Above & beyond")),
)
STATUSES = (
    ("draft", N_("Draft")),
    ("adopted", N_("Adopted")),
    ("launched", N_("Launched")),
    ("retired", N_("Retired")),
)
# The wording that a new version freezes.
FROZEN = ("kind", "text", "why", "sounds_like", "how_we_know", "non_negotiable", "seconds", "cost")

# "Easy" and "no drag": about ten seconds (thedijuliusgroup.com, the customer experience cycle).
MOST_SECONDS = 10
MOST_EXPERIENTIAL = 6
VAGUE = (
    "promptly", "prompt", "friendly", "asap", "as soon as possible", "soon", "quickly", "nice", "nicely",
    "appropriate", "appropriately", "properly", "professional", "professionally", "good", "great", "well",
    "always try", "try to", "if possible", "as needed", "timely", "warmly",
    "courteous", "politely", "regularly",
)  # fmt: skip


@cache  # with the first use: the start needs none of it
def _vague() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(map(re.escape, VAGUE)) + r")\b")


@entity(
    table="standard", label=N_("Standards"), one=N_("standard"), icon="standard", title="text", order=40,
    position="position", within=("stage", "kind"),
)  # fmt: skip
class Standard:
    """What is done (or goes wrong) at a stage, why, and how anybody can tell."""

    stage: int | None = ref(N_("Stage"), to="stage", on_delete="cascade", required=True, in_list=True)
    position: int = position(N_("Place"))
    kind: str = choice(N_("List"), KINDS, default="operational", required=True, in_list=True)
    text: str = long_text(N_("Text"), required=True, search=True, in_list=True, longest=2_000)
    why: str = long_text(N_("Why it matters"), search=True)
    sounds_like: str = long_text(N_("Sounds like"), search=True)
    how_we_know: str = long_text(
        N_("How we know"), search=True, hint=N_("A question that anybody watching answers with yes or no.")
    )
    non_negotiable: bool = flag(N_("Non-negotiable"), in_list=True)
    owner: int | None = ref(N_("Owner"), to="role", in_list=True)
    roles: tuple[int, ...] = refs(N_("For these roles"), to="role")
    pillar: int | None = ref(N_("Pillar"), to="pillar")
    seconds: int | None = integer(N_("Seconds it takes"), low=0, high=86_400)
    cost: int | None = money(N_("Cost each time"), low=0)
    status: str = choice(N_("Status"), STATUSES, in_list=True)
    review_on: date | None = day(N_("Review on"), in_list=True)
    version: int = integer(N_("Version"), default=1, low=1, editable=False)
    retired_why: str = long_text(N_("Why retired"))
    was_for: str = long_text(
        N_("What this rule was for"), hint=N_("Asked before it goes: what did it keep from happening?")
    )
    likelihood: int | None = integer(
        N_("How often"), low=1, high=3, hint=N_("1 seldom, 2 now and then, 3 often."),
        section=N_("When it goes wrong"),
    )  # fmt: skip
    severity: int | None = integer(
        N_("How bad"),
        low=1,
        high=3,
        hint=N_("1 a word is enough, 2 it costs them time or money, 3 they may not come back."),
    )
    prevention: str = long_text(N_("How we prevent it"), search=True)
    signs: str = long_text(N_("How we notice it early"), search=True)


def vague_words(statement: str) -> list[str]:
    """Return the words of `statement` that two people would tick differently."""
    return list(dict.fromkeys(_vague().findall(fold(statement))))


def checks(standard: Standard) -> list[str]:
    """Return hints on one standard. They never block: she may know better."""
    if standard.kind == "defect":
        return []
    hints = [
        _("“{word}”: how would two people tick this the same?").format(word=word)
        for word in vague_words(standard.text)
    ]
    if (standard.seconds or 0) > MOST_SECONDS and not standard.why:
        hints.append(
            _("It takes more than {most} seconds. Say why it is worth it.").format(most=MOST_SECONDS)
        )
    if (standard.cost or 0) > 0 and not standard.why:
        hints.append(_("It costs money each time. Say why it is worth it."))
    return hints


def list_checks(kind: str, count: int) -> list[str]:
    """Return hints on the length of one list of a stage."""
    if kind == "experiential" and count > MOST_EXPERIENTIAL:
        return [
            _("{count} here. With more than {most}, none is done. Which ones matter?").format(
                count=count, most=MOST_EXPERIENTIAL
            )
        ]
    return []
