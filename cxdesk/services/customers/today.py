"""Who is coming on a day, what to say to each, and the cue that tells the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from cxdesk.birthdays import week_of
from cxdesk.entities.cue import Cue
from cxdesk.entities.customer import Customer
from cxdesk.entities.person import Person
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.visit import Visit
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.customers import cards
from cxdesk.services.customers.cards import Card
from cxdesk.services.open_days import open_days

TOPICS = ("dreams", "recreation", "family", "occupation")
"""What one asks about, best first."""
MOST_TOPICS = 2


class CueFor(NamedTuple):
    """A silent cue that fits a customer, what of theirs it stands for, and its id."""

    cue: str
    what: str
    id: int = 0


class Guest(NamedTuple):
    """Somebody who comes on a day: the visit, the card, who serves them."""

    visit: Stored[Visit]
    card: Card
    person: str

    @property
    def came(self) -> bool:
        """Whether they were here already."""
        return self.visit.record.state == "came"


def guests(reader: Reader, day: date, *, sensitive: bool = False) -> list[Guest]:
    """Return who is planned for a day or came on it, by time; without a time last, by name."""
    rows = [row for row in reader.rows(Visit, happens_on=day) if row.record.state != "missed"]
    people = {row.id: row.record.name for row in reader.rows(Person)}
    found = [
        Guest(
            row,
            cards.card(reader, row.record.customer, day, sensitive=sensitive),
            people.get(row.record.person or 0, ""),
        )
        for row in rows
        if row.record.customer is not None
    ]
    return sorted(
        found, key=lambda one: (one.visit.record.at or time.max, one.card.customer.record.name, one.visit.id)
    )


def to_say(reader: Reader, shown: Card, today: date) -> list[str]:
    """Return what to say to a customer: birthday, a first visit, what they dream of or do."""
    customer: Customer = shown.customer.record
    said = []
    first, last = week_of(today, open_days(reader).first_weekday)
    born = cards.birthday_in(customer, first, last)
    if born == today:
        said.append(_("Happy birthday!"))
    elif born is not None:
        said.append(_("A birthday this week.") if born > today else _("Had a birthday this week."))
    if customer.first_visit and not shown.visits:
        said.append(_("Welcome: it is the first {visit}. Show where everything is."))
    elif customer.first_visit and len(shown.visits) == 1:
        said.append(_("The second {visit}: say how good it is to be seen again."))
    topics = [line for sort in TOPICS for line in shown.preferences.get(sort, ())]
    topics.sort(key=lambda line: cards.told_on(line) or date.min, reverse=True)
    said += [_("Ask about: {topic}").format(topic=line.record.text) for line in topics[:MOST_TOPICS]]
    return said


def cue_choices(reader: Reader, shown: Card, used: Iterable[int] = ()) -> dict[int, str]:
    """Return the cues that can be chosen as used at a visit, by id: first those that fit the customer.

    Those out of use are left out, but for those that were `used`.
    """
    found = {one.id: one.cue for one in cues_for(reader, shown)}
    there = frozenset(used)
    for row in reader.rows(Cue):
        if row.record.active or row.id in there:
            found.setdefault(row.id, row.record.name)
    return found


def cues_for(reader: Reader, shown: Card) -> list[CueFor]:
    """Return the cues of those secret service systems in use whose kind of preference the customer has."""
    names = {row.id: row.record.name for row in reader.rows(Cue) if row.record.active}
    found = []
    for row in reader.rows(SecretSystem):
        lines = [
            line
            for line in shown.preferences.get(row.record.sort, ())
            if line.record.alert != "acknowledge" and row.record.sort != cards.SENSITIVE
        ]
        if row.record.active and row.record.cue is not None and row.record.cue in names and lines:
            what = "; ".join(line.record.text for line in lines)
            found.append(CueFor(names[row.record.cue], what, row.record.cue))
    return found
