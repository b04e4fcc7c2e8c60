"""What may be given to put something right: limits by role, who can say yes beyond them, the menu."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cxdesk import clock, formats
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.yes_step import YesStep
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.text import fold


class Rung(NamedTuple):
    """Who is asked at one step of the ladder, as things stand; `up_to` in minor units, None any amount."""

    name: str
    phone: str
    hours: str
    up_to: int | None
    deputy: str = ""
    deputy_phone: str = ""

    @property
    def reached(self) -> str:
        """Who it is and how to reach them, the deputy behind."""
        first = " · ".join(filter(None, (self.name, self.phone, self.hours)))
        second = " · ".join(filter(None, (self.deputy, self.deputy_phone)))
        return _("{person}, else {deputy}").format(person=first, deputy=second) if second else first


class Answer(NamedTuple):
    """Whether somebody may give an amount without asking, in words, and whom to ask if not, in order."""

    allowed: bool
    words: str
    ask: list[Stored[YesStep]]


def limit_for(reader: Reader, person: int | None) -> int | None:
    """Return what a person may give each time without asking, in minor units; None where none is agreed."""
    row = reader.find(Person, person)
    role = reader.find(Role, row.record.role) if row is not None else None
    return role.record.may_give if role is not None else None


def ladder(reader: Reader, on: date | None = None) -> list[tuple[Stored[YesStep], Rung]]:
    """Return the steps on which somebody can be asked, first to last; who has left is not asked.

    Where the person has left and the deputy has not, the deputy stands in.
    """
    today = on or clock.today()
    names = {row.id: row.record.name for row in reader.rows(Person) if not row.record.left(today)}
    found = []
    for row in reader.rows(YesStep):
        step = row.record
        name, deputy = names.get(step.person or 0, ""), names.get(step.deputy or 0, "")
        if name:
            rung = Rung(name, step.phone, step.hours, step.up_to, deputy, step.deputy_phone if deputy else "")
            found.append((row, rung))
        elif deputy:
            found.append((row, Rung(deputy, step.deputy_phone, step.hours, step.up_to)))
    return found


def who_may_approve(reader: Reader, cost: int, person: int | None = None) -> list[Stored[YesStep]]:
    """Return the steps of the ladder that hold for an amount, the first to ask first.

    `person` is who wants to give it; one does not ask oneself.
    """
    return [row for row, _rung in _holding(reader, cost, person)]


def _holding(reader: Reader, cost: int, person: int | None) -> list[tuple[Stored[YesStep], Rung]]:
    return [
        (row, rung)
        for row, rung in ladder(reader)
        if (rung.up_to is None or cost <= rung.up_to) and (person is None or row.record.person != person)
    ]


def answer(reader: Reader, cost: int | None, person: int | None) -> Answer:
    """Tell whether a person may give something that costs so much, and who says yes if not.

    Without a cost nobody is asked. Who stands on the ladder may give what their own step holds.
    """
    if not cost:
        return Answer(allowed=True, words=_("It costs no money: give it."), ask=[])
    shop = next((row.record for row in reader.rows(Shop)), None) or Shop(name="-")
    limit, own = limit_for(reader, person), _own_rungs(reader, person)
    if limit is not None and cost <= limit:
        words = _("Within the limit of {limit}: give it, no need to ask.")
        return Answer(allowed=True, words=words.format(limit=amount(limit, shop)), ask=[])
    if any(rung.up_to is None or cost <= rung.up_to for rung in own):
        return Answer(allowed=True, words=_("You can say yes to this yourself."), ask=[])
    holding = _holding(reader, cost, person)
    over = (
        _("Over the limit of {limit}.").format(limit=amount(limit, shop))
        if limit is not None
        else _("No limit is agreed for this role yet.")
    )
    asks = (
        _("Ask {who}.").format(who=holding[0][1].reached)
        if holding
        else _("Nobody on the list of who can say yes may allow so much: ask the owner.")
    )
    return Answer(allowed=False, words=f"{over} {asks}", ask=[row for row, _rung in holding])


def _own_rungs(reader: Reader, person: int | None) -> list[Rung]:
    return [rung for row, rung in ladder(reader) if person is not None and row.record.person == person]


def amount(minor: int, shop: Shop) -> str:
    """Return money as the shop writes it."""
    return formats.money_text(minor, shop.currency, shop.language)


def menu(reader: Reader, protocol: int | None = None) -> list[Stored[MakeGood]]:
    """Return what may be given under a protocol, in its order: what is for all, and what is for this one."""
    return [
        row
        for row in reader.rows(MakeGood)
        if row.record.active and (not row.record.protocols or protocol in row.record.protocols)
    ]


def without_money(record: MakeGood) -> bool:
    """Tell whether something is given without money: it costs nothing. Empty means: not said yet."""
    return record.cost == 0


def whole_menu(reader: Reader) -> list[MakeGood]:
    """Return all that may be given under any protocol; what several protocols have stands once."""
    found: dict[str, MakeGood] = {}
    for row in reader.rows(MakeGood):
        if row.record.active:
            found.setdefault(fold(row.record.text), row.record)
    return list(found.values())


def escalate_to(reader: Reader) -> Rung | None:
    """Return who is to know at once: the top of the ladder of those who can say yes."""
    steps = ladder(reader)
    return steps[-1][1] if steps else None


def escalate_text(reader: Reader) -> str:
    """Return what to do now, in a sentence."""
    rung = escalate_to(reader)
    if rung is None:
        return _("Tell the owner today, before anything else is promised.")
    who = " · ".join(filter(None, (rung.name, rung.phone)))
    return _("Tell {who} today, before anything else is promised.").format(who=who)
