"""What is done to customers from the page: each one step of Undo, told in the trade's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.person import Person
from cxdesk.entities.preference import Preference
from cxdesk.entities.visit import Visit
from cxdesk.i18n import _
from cxdesk.services.customers import cards, duplicates, retention, visits
from cxdesk.services.customers import merge as merging
from cxdesk.services.customers.visits import Given
from cxdesk.store.transaction import Transaction
from cxdesk.text import one_line
from ui.bridge import Bridge, Done
from ui.customers.preference_box import CONFIRM, END


def who_types(bridge: Bridge) -> int | None:
    """Return the person of the team whose name this computer's settings have, None where there is none."""
    name = bridge.who.strip().casefold()
    people = [row for row in bridge.ws.rows(Person) if not row.record.left(clock.today())]
    same = [row.id for row in people if name and row.record.name.casefold() == name]
    first = [row.id for row in people if name and row.record.name.casefold().split()[0] == name]
    found = same or first
    return found[0] if len(found) == 1 else None


def add_line(
    bridge: Bridge,
    customer: int,
    sort: str,
    text: str,
    *,
    person: int | None = None,
    on: date | None = None,
    alert: str = "normal",
    inline: bool = False,
) -> Done[int]:
    """Note a preference, as seen by a person on a day: by who types and today without them.

    With `inline` the caller says what stands against it.
    """
    fields = {
        "person": person if person is not None else who_types(bridge),
        "seen_on": on or clock.today(),
        "alert": alert,
    }
    words = one_line(text, 300)
    return bridge.act(
        _("add preference"),
        lambda tx: cards.add_preference(tx, customer, sort, words, **fields),
        inline=inline,
    )


def change_line(bridge: Bridge, preference: int, text: str) -> bool:
    """Say a preference in other words; that confirms it."""
    words, today = one_line(text, 300), clock.today()

    def act(tx: Transaction) -> None:
        tx.change(Preference, preference, text=words)
        cards.confirm(tx, preference, today)

    return bool(bridge.act(_("change preference"), act))


def on_line(bridge: Bridge, preference: int, what: str) -> bool:
    """Confirm a preference, end it, or give it another alert."""
    if bridge.ws.read_only:
        return False
    text = one_line(bridge.ws.get(Preference, preference).record.text, 50)
    if what == CONFIRM:
        label, today = _("confirm preference"), clock.today()
        done = _("“{text}” is confirmed as of today.").format(text=text)
        return bool(bridge.act(label, lambda tx: cards.confirm(tx, preference, today), done=done))
    if what == END:
        done = _("“{text}” is not true any more.").format(text=text)
        return bool(bridge.change(Preference, preference, off=True, done=done))
    return bool(bridge.change(Preference, preference, alert=what))


def log_visit(bridge: Bridge, customer: int, given: Given, visit: int | None) -> Done[int]:
    """Keep a visit."""
    name = bridge.ws.get(Customer, customer).record.name
    return bridge.act(
        _("log {visit}"),
        lambda tx: visits.log(tx, customer, given, visit=visit),
        done=_("The {visit} of {name} is kept.").format(name=one_line(name, 60)),
        inline=True,
    )


def plan_visit(bridge: Bridge, customer: int, given: Given, visit: int | None) -> Done[int]:
    """Plan a visit, or change one that is planned."""

    def act(tx: Transaction) -> int:
        if visit is None:
            return visits.plan(tx, customer, given.day, given.at, person=given.person)
        tx.change(Visit, visit, happens_on=given.day, at=given.at, person=given.person)
        return visit

    return bridge.act(_("plan {visit}"), act, inline=True)


def remove_visit(bridge: Bridge, visit: int) -> None:
    """Move a visit to the trash."""
    if not bridge.ws.read_only:
        bridge.remove(Visit, visit, done=_("The {visit} is in the trash."))


def missed(bridge: Bridge, visit: int) -> None:
    """Take note that somebody who was expected did not come."""
    bridge.act(_("did not come"), lambda tx: visits.did_not_come(tx, visit), done=_("Noted: did not come."))


def followed_up(bridge: Bridge, customer: int) -> None:
    """Take note that somebody new was asked to come again."""
    name = one_line(bridge.ws.get(Customer, customer).record.name, 60)
    done = _("Noted: {name} was asked to come again.").format(name=name)
    bridge.change(Customer, customer, followed_up_on=clock.today(), done=done)


def remove_customer(bridge: Bridge, customer: int) -> None:
    """Move a customer to the trash, with all that hangs on them."""
    name = one_line(bridge.ws.get(Customer, customer).record.name, 60)
    bridge.remove(Customer, customer, done=_("“{title}” is in the trash.").format(title=name))


def merge(bridge: Bridge, keep: int, other: int, choices: Mapping[str, str]) -> bool:
    """Make two records of one person one of them."""
    name = one_line(bridge.ws.get(Customer, other).record.name, 60)
    done = _("“{name}” is part of the other record now.").format(name=name)
    return bool(
        bridge.act(_("merge {customers}"), lambda tx: merging.merge(tx, keep, other, choices), done=done)
    )


def keep_apart(bridge: Bridge, one: int, other: int) -> bool:
    """Take note that two records are two people."""
    done = _("Noted: two people. They will not be shown as a pair again.")
    return bool(bridge.act(_("not the same"), lambda tx: duplicates.not_the_same(tx, one, other), done=done))


def keep_for_a_year(bridge: Bridge, customer: int) -> bool:
    """Keep somebody who was not here for long."""
    name, today = one_line(bridge.ws.get(Customer, customer).record.name, 60), clock.today()
    done = _("{name} is kept for another year.").format(name=name)
    label = _("keep for another year")
    return bool(bridge.act(label, lambda tx: retention.keep_for_a_year(tx, [customer], today), done=done))
