"""A metric: which numbers it is made of, how, how often, and which way is better."""

from __future__ import annotations

from datetime import date

from cxdesk.i18n import N_
from cxdesk.periods import CADENCES
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, day, flag, integer, long_text, position, ref, refs, text

FORMULAS = (
    ("share", N_("First number out of the second, in per cent")),
    ("ratio", N_("First number for each of the second")),
    ("total", N_("The first number as it is")),
    ("kept", N_("(At the end − new ones) out of those at the start")),
    ("score", N_("(Promoters − detractors) out of all answers")),
    ("growth", N_("Against the same time last year")),
)
DIRECTIONS = (("up", N_("More is better")), ("down", N_("Less is better")))
# What a definition is: a new version of a metric freezes it, and its chart breaks there.
DEFINED = ("formula", "first", "second", "third", "cadence")


@entity(
    table="metric", label=N_("Metrics"), one=N_("metric"), icon="metrics", title="name", order=80,
    position="position",
)  # fmt: skip
class Metric:
    """What the shop looks at, with the parts entered apart and the result computed."""

    position: int = position(N_("Place"))
    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=120)
    key: bool = flag(N_("The key metric"), in_list=True, hint=N_("The one number everybody knows."))
    why: str = long_text(N_("Why it matters"), search=True)
    source: str = text(N_("Where the numbers come from"), longest=200)
    formula: str = choice(N_("How it is computed"), FORMULAS)
    first: int | None = ref(N_("First number"), to="metric_part")
    second: int | None = ref(N_("Second number"), to="metric_part")
    third: int | None = ref(N_("Third number"), to="metric_part")
    cadence: str = choice(N_("Looked at"), CADENCES, default="week", in_list=True)
    direction: str = choice(N_("Direction"), DIRECTIONS, in_list=True)
    decimals: int = integer(N_("Decimals"), default=0, low=0, high=4)
    unit: str = text(N_("Unit"), longest=20, hint=N_("Shown after the value, such as “a year”."))
    survey: bool = flag(
        N_("Made of answers"),
        hint=N_("Fewer than five answers give no score, fewer than thirty an early one."),
    )
    asked: int | None = ref(N_("How many were asked"), to="metric_part")
    all_asked: bool = flag(N_("The whole list was asked"))
    nps: bool = flag(N_("Call it NPS®"), hint=N_("A registered mark: a footnote goes with it."))
    owner: int | None = ref(N_("Owner"), to="person", in_list=True)
    drivers: tuple[int, ...] = refs(N_("What moves it"), to="standard")
    version: int = integer(N_("Version"), default=1, low=1, editable=False)
    defined_on: date | None = day(N_("Measured so since"))
    active: bool = flag(N_("In use"), default=True)
