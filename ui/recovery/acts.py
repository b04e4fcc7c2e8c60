"""What is done to incidents and promises from the window: each one step of Undo. No label names anybody."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import Any

from cxdesk.day_words import EVENING
from cxdesk.entities.incident import Incident
from cxdesk.entities.promise import Promise
from cxdesk.i18n import _
from cxdesk.services.recovery import incidents, promises, protocols, whys
from cxdesk.services.recovery.incidents import ClockName, Told
from cxdesk.services.recovery.promises import Given
from cxdesk.store.transaction import Transaction
from ui.bridge import Bridge, Done
from ui.customers.acts import who_types


def log(bridge: Bridge, told: Told) -> Done[int]:
    """Keep what went wrong; what stands against it is for the caller to show."""
    return bridge.act(
        _("log what went wrong"), lambda tx: incidents.log(tx, told), done=_("It is logged."), inline=True
    )


def tick(bridge: Bridge, step: int, *, done: bool) -> None:
    """Note a step as done by who types, or as not done."""
    person = who_types(bridge)
    label = _("step done") if done else _("step not done")
    bridge.act(label, lambda tx: incidents.tick(tx, step, person, done=done))


def mark(bridge: Bridge, incident: int, name: ClockName, *, done: bool) -> None:
    """Stop a clock, or let it run again."""
    label = _("stop the clock") if done else _("let the clock run")
    bridge.act(label, lambda tx: incidents.mark(tx, incident, name, done=done))


def give(bridge: Bridge, incident: int, **values: Any) -> Done[None]:
    """Write down what was given: the truth, whether it was allowed or not."""
    return bridge.act(
        _("note what was given"), lambda tx: tx.change(Incident, incident, **values), inline=True
    )


def take_protocol(bridge: Bridge, incident: int) -> None:
    """Take the steps of the protocol that the defect has."""
    bridge.act(_("take the steps of the protocol"), lambda tx: incidents.take_protocol(tx, incident))


def add_protocol(bridge: Bridge, defect: int, initiator: object = None) -> Done[int]:
    """Make a protocol for a defect that has none."""
    return bridge.act(
        _("make protocol for defect"),
        lambda tx: protocols.add_for_defect(tx, defect),
        initiator=initiator,
        done=_("A protocol is made: listen, apologise, solve, thank. Say it in your own words."),
    )


def make_protocol(bridge: Bridge, defect: int) -> None:
    """Make a protocol for a defect that has none, and go there."""
    done = add_protocol(bridge, defect)
    if done.value is not None:
        bridge.show_record("recovery_protocol", done.value)


def close(bridge: Bridge, incident: int, outcome: str, note: str, **cause: Any) -> Done[None]:
    """Close an incident; what is missing is for the caller to show."""
    act = partial(incidents.close, incident=incident, outcome=outcome, note=note, **cause)
    return bridge.act(_("close the incident"), act, done=_("The incident is closed."), inline=True)


def open_again(bridge: Bridge, incident: int) -> None:
    """Open a closed incident again."""
    bridge.act(_("open the incident again"), lambda tx: incidents.open_again(tx, incident))


def remove(bridge: Bridge, incident: int) -> None:
    """Move an incident to the trash."""
    if not bridge.ws.read_only:
        bridge.remove(Incident, incident, done=_("The incident is in the trash."))


def ask_why(bridge: Bridge, incident: int) -> None:
    """Begin to ask why an incident happened, and go there."""
    done = bridge.act(_("begin Five Whys"), lambda tx: whys.begin(tx, incident=incident))
    if done and done.value is not None:
        bridge.show_record("five_whys", done.value)


def promise(bridge: Bridge, given: Given) -> Done[int]:
    """Keep a promise that was made; what stands against it is for the caller to show."""
    told = _("The promise is noted.") if given.incident is None else _("It is noted at its incident.")
    return bridge.act(_("note a promise"), lambda tx: promises.add(tx, given), done=told, inline=True)


def keep_promise(bridge: Bridge, one: int) -> None:
    """Note that a promise was kept, or open it again where it was."""
    row = bridge.ws.find(Promise, one)
    if row is None or bridge.ws.read_only:
        return
    if row.record.kept_at or row.record.let_go_on is not None:
        bridge.act(_("promise open again"), lambda tx: promises.open_again(tx, one))
    else:
        bridge.act(
            _("promise kept"), lambda tx: promises.keep(tx, one), done=_("The promise is kept.")
        )  # fmt: skip


def let_go(bridge: Bridge, one: int, why: str) -> Done[None]:
    """Note that a promise won't be kept, and why."""
    return bridge.act(_("let a promise go"), lambda tx: promises.let_go(tx, one, why), inline=True)


def remove_promise(bridge: Bridge, one: int) -> None:
    """Move a promise to the trash."""
    if not bridge.ws.read_only:
        bridge.remove(Promise, one, done=_("The promise is in the trash."))


def set_hours(bridge: Bridge, week: dict[str, list[Any]]) -> Done[None]:
    """Keep when the shop is open."""
    from cxdesk.services.recovery import clocks

    def act(tx: Transaction) -> None:
        clocks.set_hours(tx, week)

    return bridge.act(_("change opening hours"), act, done=_("The opening hours are kept."), inline=True)


def default_due(bridge: Bridge, today: date) -> date:
    """Return the day by which most promises are to be kept: the next one on which the shop is open."""
    from cxdesk.services.open_days import open_days
    from cxdesk.services.recovery import clocks

    return clocks.open_day_after(open_days(bridge.ws), today, 1) or today


def tonight(bridge: Bridge, today: date) -> time:
    """Return when the shop closes today, or the evening where no hours are known."""
    from cxdesk.services.recovery import clocks

    hours = clocks.hours_of(bridge.ws)
    spans = hours.week.get(today.weekday(), ())
    if not spans or not hours.days.holds(today):
        return EVENING
    opens, closes = spans[-1]
    return closes if closes > opens else time(23, 59)
