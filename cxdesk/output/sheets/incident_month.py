"""Month summary: what went wrong, how soon it was put right, the cost, what changes. It names nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.entities.action import Action
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.shop import Shop
from cxdesk.i18n import N_
from cxdesk.output.content import shop_of
from cxdesk.output.months import month_of, month_option
from cxdesk.output.sheet import NOT_MARKED, Gathered, Options, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import seeing
from cxdesk.services.recovery.seeing import Seen
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Change:
    """What was found, or what is to be done about it, and by when; `done_on` is since when it is."""

    text: str
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class MonthText:
    """A month of incidents; `found` is None where there were none."""

    month: date
    shop: Shop = field(metadata=NOT_MARKED)
    found: Seen | None = None
    changes: tuple[Change, ...] = ()


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the incidents of the month."""
    shop = shop_of(reader) or Shop(name="-")
    month = month_of(options)
    found = seeing.month(reader, month)
    if not found.incidents:
        return Gathered((Topic("", "", MonthText(month, shop), versioned=False),))
    body = MonthText(month, shop, found, _changes(reader, found.first, found.last))
    return Gathered((Topic("", "", body, versioned=False),))


def _changes(reader: Reader, first: date, last: date) -> tuple[Change, ...]:
    """Return what came of the incidents of a month: roots that were found, and what is to be done."""
    happened = dict(reader.columns(Incident, "id", "happened_on"))
    of_month = {one for one, day in happened.items() if day is not None and first <= day <= last}
    whys = {row.id: row.record for row in reader.rows(FiveWhys) if row.record.incident in of_month}
    found = [
        Change(one_line(record.countermeasure or record.root, _LONGEST))
        for record in whys.values()
        if record.countermeasure or record.root
    ]
    for row in reader.rows(Action):
        record = row.record
        source = (
            whys if record.from_kind == "five_whys" else of_month if record.from_kind == "incident" else ()
        )
        if record.from_record in source and not record.dropped_why:
            found.append(Change(one_line(record.what, _LONGEST), record.due_on, record.done_on))
    return tuple(found)


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import incident_month

    return incident_month.sections(gathered, press)


SHEET = SheetSpec(
    name="incident-month",
    title=N_("Incidents of a month"),
    about=N_("How often, how soon, what it cost"),
    area="recovery",
    order=79,
    options=(month_option(ahead=False),),
    gather=gather,
    build=build,
    of_a_day=True,
)
