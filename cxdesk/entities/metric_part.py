"""A number that is typed: what a metric is made of."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.periods import CADENCES
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, flag, position, text

UNITS = (("count", N_("Count")), ("money", N_("Money")), ("minutes", N_("Minutes")))


@entity(
    table="metric_part", label=N_("Numbers to enter"), one=N_("number to enter"), icon="list", title="name",
    order=82, hidden=True, position="position",
)  # fmt: skip
class MetricPart:
    """Counted once, used by as many metrics as need it."""

    position: int = position(N_("Place"))
    name: str = text(N_("Name"), required=True, search=True, in_list=True, longest=200)
    unit: str = choice(N_("What it is"), UNITS, in_list=True)
    cadence: str = choice(N_("Entered"), CADENCES, default="week", in_list=True)
    level: bool = flag(
        N_("A level"), hint=N_("Such as how many there are on the last day: it is not added up over a month.")
    )
    active: bool = flag(N_("In use"), default=True, in_list=True)
