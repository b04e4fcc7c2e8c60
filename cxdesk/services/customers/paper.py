"""What of a customer may stand on paper, and in which order.

Alerts come first and are never dropped for want of room. Personal talk (family, occupation, recreation,
dreams) and what is sensitive are handed on only when they were ticked, so that they can't reach a sheet
otherwise; the sensitive never where the shop keeps none. An alert that is held back for that reason is told
as such (`Known.held_back`): a sheet that says nothing would be taken for "there is none".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time

from cxdesk.entities.cue import Cue
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.visit import Visit
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.customers.cards import SENSITIVE, keeps_sensitive
from cxdesk.services.standards import add_months
from cxdesk.text import has_cjk, one_line

FULL, SHORT = "full", "short"
A6, INDEX = "a6", "index"  # cards of a quarter of the page, and of 127 × 76 mm
MOST_LINES = 5
FRESH_MONTHS = 12
TALK = ("family", "occupation", "recreation", "dreams")
ACKNOWLEDGE, HIGHLIGHT = "acknowledge", "highlight"
_LINKS = ("learnt", "learnt_at", "kept_in", "cue", "used_at", "role", "does")


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was ticked for a sheet, beyond what it always says."""

    talk: bool = False
    sensitive: bool = False

    def allows(self, sort: str) -> bool:
        """Tell whether preferences of a sort may be printed."""
        if sort == SENSITIVE:
            return self.sensitive
        return self.talk or sort not in TALK


@dataclass(frozen=True, slots=True)
class Known:
    """What a sheet may say of a customer. `more` counts the lines that are beyond its limit."""

    alerts: tuple[Preference, ...] = ()
    lines: tuple[Preference, ...] = ()
    talk: tuple[Preference, ...] = ()
    more: int = 0
    held_back: bool = False


def may_note(customer: Customer) -> bool:
    """Tell whether notes may be kept of a customer: not of those who said no."""
    return not customer.do_not_store and customer.consent != "no"


def known(reader: Reader, customer: Stored[Customer], ticked: Ticked, *, most: int = MOST_LINES) -> Known:
    """Return what a sheet may say: all alerts, then at `most` so many lines, highlighted and newest first."""
    if not may_note(customer.record):
        return Known()
    kept = [one.record for one in reader.rows(Preference, customer=customer.id) if not one.record.off]
    if not keeps_sensitive(reader):
        kept = [one for one in kept if one.sort != SENSITIVE]
    allowed = [one for one in kept if ticked.allows(one.sort)]
    ranked = sorted(allowed, key=_rank)
    alerts = [one for one in ranked if one.alert == ACKNOWLEDGE]
    rest = [one for one in ranked if one.alert != ACKNOWLEDGE]
    lines = [one for one in rest if one.sort not in TALK]
    talk = [one for one in rest if one.sort in TALK]
    return Known(
        alerts=tuple(alerts),
        lines=tuple(lines[:most]),
        talk=tuple(talk[:most]),
        more=max(0, len(lines) - most) + max(0, len(talk) - most),
        held_back=any(one.alert == ACKNOWLEDGE for one in kept if not ticked.allows(one.sort)),
    )


def confirmed_on(preference: Preference) -> date | None:
    """Return when a preference was last seen to be true."""
    return preference.confirmed_on or preference.seen_on


def to_check(preference: Preference, day: date) -> bool:
    """Tell whether it must be asked about again: older than a year, undated, or due by its own date."""
    last = confirmed_on(preference)
    due = preference.review_on is not None and preference.review_on <= day
    return due or last is None or add_months(last, FRESH_MONTHS) < day


def _rank(preference: Preference) -> tuple[bool, int, str]:
    last = confirmed_on(preference)
    return preference.alert != HIGHLIGHT, -(last.toordinal() if last else 0), preference.text


def name_on_paper(customer: Customer, names: str) -> str:
    """Return the name in full, or so that a stranger can't tell who it is: the first name and an initial."""
    whole = one_line(customer.name, 120)
    if names == FULL:
        return whole
    if "," in whole:
        last, first = (part.strip() for part in whole.split(",", 1))
        whole = f"{first} {last}".strip()
    words = whole.split()
    if len(words) > 1:
        return f"{words[0]} {words[-1][0]}."
    if words and has_cjk(words[0]) and len(words[0]) > 1:
        return words[0][0] + "…"  # family name first, without a blank
    return whole


def guests(reader: Reader, day: date) -> list[Stored[Visit]]:
    """Return the visits of a day, those missed left out, by their time; those without one come last."""
    found = [one for one in reader.rows(Visit, happens_on=day) if one.record.state != "missed"]
    return sorted(found, key=lambda one: (one.record.at is None, one.record.at or time(0), one.id))


def is_first(reader: Reader, customer: Stored[Customer], day: date) -> bool:
    """Tell whether a visit on this day is the first: the customer is marked so and has not come before."""
    if not customer.record.first_visit:
        return False
    earlier = (one.record for one in reader.rows(Visit, customer=customer.id))
    return not any(one.state == "came" and one.happens_on and one.happens_on < day for one in earlier)


class Cues:
    """The silent cues in use, and for which preferences a system shows them."""

    def __init__(self, reader: Reader) -> None:
        self._names = {one.id: one.record.name for one in reader.rows(Cue) if one.record.active}
        self._by_sort: dict[str, list[int]] = defaultdict(list)
        for one in reader.rows(SecretSystem):
            if one.record.active and one.record.cue in self._names:
                self._by_sort[one.record.sort].append(one.record.cue)

    def shown(self, visit: Visit, sorts: Collection[str]) -> tuple[str, ...]:
        """Return the signs for a visit: those chosen for it, else what the systems show for these sorts."""
        chosen: Iterable[int] = [one for one in visit.cues if one in self._names]
        if not chosen:
            chosen = [cue for sort in sorts for cue in self._by_sort.get(sort, ())]
        return tuple(self._names[one] for one in dict.fromkeys(chosen))


def gaps(system: SecretSystem, cues: Collection[int]) -> tuple[str, ...]:
    """Return the fields of a system in which it breaks off; `cues` are those in use."""
    empty = [name for name in _LINKS if not getattr(system, name)]
    if system.cue and system.cue not in cues:
        empty.append("cue")
    return tuple(empty)


def customers_meant(reader: Reader, typed: str) -> list[Stored[Customer]]:
    """Return who is meant: ids with commas between, a name, or a number of the till. Empty for nobody."""
    if re.fullmatch(r"[0-9]{1,15}(\s*,\s*[0-9]{1,15})*", typed.strip()):
        found = [reader.find(Customer, int(one)) for one in re.findall("[0-9]+", typed)]
        if all(found):
            return [one for one in found if one is not None]
    word = typed.strip()
    return reader.rows(Customer, name=word) or (reader.rows(Customer, number=word) if word else [])
