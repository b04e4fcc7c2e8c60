"""A number that is typed: what a metric is made of."""

from __future__ import annotations

from cxdesk.i18n import N_, _
from cxdesk.periods import CADENCES
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, flag, integer, position, text

UNITS = (("count", N_("Count")), ("money", N_("Money")), ("minutes", N_("Minutes")))

# Where a number may come from instead of being typed; `cxdesk.services.metrics.taken` says how.
SOURCES = (
    ("", N_("Typed in")),
    ("visits", N_("{Visits}")),
    ("customers", N_("{Customers} seen")),
    ("new", N_("{Customers} seen for the first time")),
    ("spend", N_("Sum of the tickets")),
    ("tickets", N_("{Visits} with a ticket")),
    ("twice", N_("{Customers} seen twice or more in the period")),
    ("before", N_("{Customers} seen in the period before")),
    ("retained", N_("{Customers} seen in the period before, and again")),
    ("back", N_("{Customers} back within some weeks")),
    ("new_back", N_("New {customers} back within some weeks")),
    ("preferences", N_("Preferences noted")),
    ("honoured", N_("Preferences honoured")),
    ("looked_at", N_("Preferences honoured or not")),
    ("incidents", N_("Incidents")),
    ("severe", N_("Severe incidents")),
    ("closed", N_("Incidents closed")),
    ("recovered", N_("Incidents put right, as they say")),
)
MONEY = frozenset({"spend"})
"""Sources whose number is an amount of money; all others count."""
WITHIN_WEEKS = frozenset({"back", "new_back"})
"""Sources that ask who came again within so many weeks."""


def sources_of(unit: str) -> tuple[tuple[str, str], ...]:
    """Return where a number of a unit may come from, with the labels; "typed in" is the first."""
    fits = {"money": MONEY, "count": {key for key, _label in SOURCES} - MONEY}.get(unit, frozenset())
    return tuple((key, label) for key, label in SOURCES if not key or key in fits)


def misfit(part: MetricPart) -> dict[str, str]:
    """Return why a number can't come from where it says, by field."""
    if part.taken_from in {key for key, _label in sources_of(part.unit)}:
        return {}
    said = _("“{name}” is kept as “{unit}”, which “{source}” is not. Choose another source, or what it is.")
    source, unit = _(dict(SOURCES)[part.taken_from]), _(dict(UNITS)[part.unit])
    return {"taken_from": said.format(name=part.name, unit=unit, source=source)}


@entity(
    table="metric_part", label=N_("Numbers to enter"), one=N_("number to enter"), icon="list", title="name",
    order=82, hidden=True, position="position", fits=misfit,
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
    taken_from: str = choice(N_("Where it comes from"), SOURCES, in_list=True)
    within_weeks: int | None = integer(
        N_("Again within so many weeks"), low=1, high=520, hint=N_("Empty: as the shop's settings say.")
    )
