"""What the card of a customer shows, read from the records: alerts, preferences, visits, habits, privacy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from cxdesk import birthdays
from cxdesk.birthdays import Birthday
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.preference_sorts import SORTS
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer

LAST_VISITS = 3
"""Over so many visits it is counted how much was honoured."""
RHYTHM_VISITS = 3
"""From so many on it is told how often somebody comes."""
TOO_LATE_DAYS = 90
"""So long after a second visit was due, nobody is asked to come back any more."""
SENSITIVE = "sensitive"
_ALERT_PLACES = {"acknowledge": 0, "highlight": 1, "normal": 2}


class Seen(NamedTuple):
    """When somebody was here last, and comes next; `next_id` is the planned visit."""

    last: date | None = None
    next: date | None = None
    next_at: time | None = None
    next_id: int | None = None


class Honoured(NamedTuple):
    """How many preferences were kept, of those that were marked, at so many visits."""

    kept: int
    of: int
    visits: int


@dataclass(frozen=True, slots=True)
class Card:
    """One customer, with everything that the shop may show; `visits` came, newest first."""

    customer: Stored[Customer]
    preferences: Mapping[str, tuple[Stored[Preference], ...]]
    visits: tuple[Stored[Visit], ...]
    planned: tuple[Stored[Visit], ...]
    sensitive: int
    """How many sensitive lines there are, shown or not; 0 where the shop keeps none."""

    @property
    def lines(self) -> tuple[Stored[Preference], ...]:
        """All preferences that are shown, sort by sort."""
        return tuple(row for rows in self.preferences.values() for row in rows)

    @property
    def alerts(self) -> tuple[Stored[Preference], ...]:
        """What must be acknowledged before anything else is seen."""
        return tuple(row for row in self.lines if row.record.alert == "acknowledge")

    @property
    def since(self) -> date | None:
        """Since when they come: as noted, else the first visit."""
        noted = self.customer.record.since
        return noted or (self.visits[-1].record.happens_on if self.visits else None)

    @property
    def confirmed(self) -> date | None:
        """When something on the card was last said to be right."""
        return max(filter(None, (told_on(row) for row in self.lines)), default=None)

    @property
    def rhythm(self) -> int | None:
        """Days from one visit to the next, as a rule; None with too few visits."""
        days = sorted({row.record.happens_on for row in self.visits if row.record.happens_on})
        if len(days) < RHYTHM_VISITS:
            return None
        return round(median((after - before).days for before, after in pairwise(days)))

    @property
    def honoured(self) -> Honoured | None:
        """What was kept at the last visits on which that was marked; None where it never was."""
        marked = [row.record for row in self.visits if row.record.kept or row.record.missed][:LAST_VISITS]
        if not marked:
            return None
        kept = sum(len(visit.kept) for visit in marked)
        return Honoured(kept, kept + sum(len(visit.missed) for visit in marked), len(marked))

    @property
    def next(self) -> Stored[Visit] | None:
        """The planned visit that comes first."""
        return self.planned[0] if self.planned else None


def card(reader: Reader, customer: int, today: date, *, sensitive: bool = False) -> Card:
    """Read a card. Raises NotFound.

    Sensitive lines are left out, but for those that must be acknowledged; `sensitive` shows them all. A shop
    that keeps no such notes never sees any.
    """
    row = reader.get(Customer, customer)
    keeps = keeps_sensitive(reader)
    every = [line for line in reader.rows(Preference, customer=customer) if not line.record.off]
    kept = [line for line in every if keeps or line.record.sort != SENSITIVE]
    shown = [line for line in kept if sensitive or line.record.sort != SENSITIVE or _pressing(line)]
    grouped = {
        sort: tuple(sorted((line for line in shown if line.record.sort == sort), key=_place))
        for sort, _label in SORTS
    }
    visits = sorted(reader.rows(Visit, customer=customer), key=_when, reverse=True)
    return Card(
        customer=row,
        preferences=grouped,
        visits=tuple(one for one in visits if one.record.state == "came"),
        planned=tuple(
            one
            for one in reversed(visits)
            if one.record.state == "planned" and (one.record.happens_on or today) >= today
        ),
        sensitive=sum(line.record.sort == SENSITIVE for line in kept),
    )


def seen(reader: Reader, customers: Iterable[int], today: date) -> dict[int, Seen]:
    """Return when each of these was here last and comes next, with one look into the file."""
    wanted = frozenset(customers)
    last: dict[int, date] = {}
    coming: dict[int, tuple[date, time, int]] = {}
    rows = reader.columns(Visit, "customer", "happens_on", "at", "state", "id", customer=wanted)
    for who, day, at, state, visit in rows:
        if day is None:
            continue
        if state == "came":
            last[who] = max(day, last.get(who, day))
        elif state == "planned" and day >= today:
            found = (day, at or time.max, visit)
            coming[who] = min(found, coming.get(who, found))
    return {who: _seen(last.get(who), coming.get(who)) for who in wanted}


def _seen(last: date | None, coming: tuple[date, time, int] | None) -> Seen:
    if coming is None:
        return Seen(last)
    day, at, visit = coming
    return Seen(last, day, None if at == time.max else at, visit)


# Preferences


def told_on(line: Stored[Preference]) -> date | None:
    """Return the day on which a preference was confirmed, else noted."""
    return line.record.confirmed_on or line.record.seen_on


def add_preference(writer: Writer, customer: int, sort: str, text: str, **more: object) -> int:
    """Note a preference and return its id; `more` are other fields of it.

    Raises InputError where the customer wants no notes, or the shop keeps none of that sort.
    """
    refusal = why_no_notes(writer.get(Customer, customer).record)
    if refusal:
        raise InputError({"customer": refusal})
    if sort == SENSITIVE and not keeps_sensitive(writer):
        none = _("This shop keeps no sensitive notes. The switch is on the Shop page; ask {customers} first.")
        raise InputError({"sort": none})
    fields = {"customer": customer, "sort": sort, "text": text} | more
    return writer.add(Preference(**fields))  # type: ignore[arg-type]


def confirm(writer: Writer, preference: int, today: date) -> None:
    """Take note that a preference is still true, as of today; a day to look again that has come is over."""
    line = writer.get(Preference, preference).record
    over = line.review_on is not None and line.review_on <= today
    writer.change(Preference, preference, confirmed_on=today, **({"review_on": None} if over else {}))


def why_no_notes(customer: Customer) -> str:
    """Return why nothing may be noted about somebody, "" where it may."""
    if customer.do_not_store:
        return _(
            "{name} asked that we keep no notes. We keep to that: just be kind, and write nothing down."
        ).format(name=customer.called or customer.name)
    if customer.consent == "no":
        return _("{name} said no to notes. We keep to that: just be kind, and write nothing down.").format(
            name=customer.called or customer.name
        )
    return ""


def keeps_sensitive(reader: Reader) -> bool:
    """Tell whether the shop keeps sensitive notes."""
    return any(reader.values(Shop, "keep_sensitive"))


def _pressing(line: Stored[Preference]) -> bool:
    return line.record.alert == "acknowledge"


def _place(line: Stored[Preference]) -> tuple[int, int]:
    return _ALERT_PLACES.get(line.record.alert, len(_ALERT_PLACES)), line.id


def _when(visit: Stored[Visit]) -> tuple[date, time, int]:
    return visit.record.happens_on or date.min, visit.record.at or time.min, visit.id


# Birthdays and a second visit


def birthday_of(customer: Customer) -> Birthday | None:
    """Return the birthday, None where it is not known."""
    return birthdays.known(customer.birthday)


def birthday_in(customer: Customer, first: date, last: date) -> date | None:
    """Return the day on which their birthday falls from `first` to `last`, None if on none of them."""
    born = birthday_of(customer)
    return birthdays.falls(born, first, last) if born is not None else None


def not_back_since(customer: Customer, when: Seen, weeks: int, today: date) -> date | None:
    """Return the day of the first visit of somebody who did not come back within so many weeks.

    None for who came again, is expected, or was asked already: each comes up once.
    """
    waiting = customer.first_visit and customer.followed_up_on is None and when.next is None
    if not waiting or when.last is None or (today - when.last).days <= 7 * weeks:
        return None
    return when.last


def not_back(reader: Reader, today: date) -> list[tuple[int, date]]:
    """Return who is new and did not come back in time, with the day of the visit, longest ago first.

    Once the time has been over for `TOO_LATE_DAYS`, nobody comes up any more. Only the visits of those days,
    and who came on them, are looked at, so it takes no longer where there are many others.
    """
    weeks = next(iter(reader.values(Shop, "return_weeks")), None) or 0
    last = today - timedelta(days=7 * weeks + 1)
    new: set[int] = set()
    for day in (last - timedelta(days=n) for n in range(TOO_LATE_DAYS)):
        came = frozenset(who for (who,) in reader.columns(Visit, "customer", happens_on=day, state="came"))
        if came:
            waiting = reader.columns(Customer, "id", id=came, first_visit=True, followed_up_on=None)
            new |= {who for (who,) in waiting}
    found = []
    for who, when in seen(reader, new, today).items():
        first = not_back_since(reader.get(Customer, who).record, when, weeks, today)
        found += [(who, first)] if first is not None else []
    return sorted(found, key=lambda one: (one[1], one[0]))
