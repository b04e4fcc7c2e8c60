"""A number that is typed: what a metric is made of."""

from __future__ import annotations

from cxdesk.i18n import N_
from cxdesk.periods import CADENCES
from cxdesk.schema.entity import entity
from cxdesk.schema.fields import choice, flag, integer, position, text

UNITS = (("count", N_("Count")), ("money", N_("Money")), ("minutes", N_("Minutes")))

# Where a number may come from instead of being typed; `cxdesk.services.metrics.taken` says how.
SOURCES = (
    ("", N_("Typed in")),
    ("visits", N_("{Visits} that were")),
    ("customers_seen", N_("{Customers} who came")),
    ("spend", N_("What they spent")),
    ("tickets", N_("{Visits} with a ticket")),
    ("customers_before", N_("{Customers} who had been here before")),
    ("new_customers", N_("{Customers} who came for the first time")),
    ("new_returned", N_("New ones who came again in time")),
    ("rebooked", N_("{Visits} that ended with the next one booked")),
    ("not_come", N_("Booked {visits} that nobody came to")),
    ("preferences", N_("Preferences noted")),
    ("honoured", N_("Preferences honoured")),
    ("asked_of", N_("Preferences that were due")),
    ("incidents", N_("Incidents")),
    ("severe_incidents", N_("Severe incidents")),
    ("closed_incidents", N_("Incidents closed")),
    ("recovered", N_("Incidents put right, as they say")),
)


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
    taken_from: str = choice(N_("Where it comes from"), SOURCES, in_list=True)
    within_weeks: int | None = integer(
        N_("Again within so many weeks"), low=1, high=520, hint=N_("Empty: as the shop's settings say.")
    )
