"""What the sample shop agreed on for when it goes wrong: limits, who can say yes, hours, its protocols."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache

from cxdesk import i18n
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.entities.yes_step import YesStep
from cxdesk.paths import resource
from cxdesk.schema.reading import Writer
from cxdesk.services.trade_files import read_file


@dataclass(frozen=True, slots=True)
class SampleAmount:
    """An amount in minor units, by the name of a role or by the text of a make-good."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class SampleMakeGood:
    """Something on the menu of all protocols."""

    text: str
    cost: int


@dataclass(frozen=True, slots=True)
class SampleYes:
    """Who can say yes; `up_to` 0 is any amount."""

    person: str
    phone: str
    hours: str
    up_to: int
    deputy: str
    deputy_phone: str


@dataclass(frozen=True, slots=True)
class SampleHours:
    """From when to when it is open on some days of the week, as HH:MM."""

    days: tuple[str, ...]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class SampleStep:
    """What a step of the trade's protocol says besides in this shop."""

    protocol: str
    step: str
    role: str
    minutes: int
    words: str


@dataclass(frozen=True, slots=True)
class SampleDefect:
    """What keeps a defect of the trade away, and its early signs."""

    text: str
    prevention: str
    signs: str


@dataclass(frozen=True, slots=True)
class SampleRecovery:
    """What a file holds; amounts in minor units."""

    give_month: int
    limits: tuple[SampleAmount, ...]
    costs: tuple[SampleAmount, ...]
    menu: tuple[SampleMakeGood, ...]
    ladder: tuple[SampleYes, ...]
    hours: tuple[SampleHours, ...]
    steps: tuple[SampleStep, ...]
    defects: tuple[SampleDefect, ...]


@cache
def sample_recovery(name: str) -> SampleRecovery:
    """Return what a sample shop agreed on."""
    return read_file(SampleRecovery, resource("samples", f"{name}_recovery.toml"))


def fill_recovery(
    tx: Writer, data: SampleRecovery, *, people: Mapping[str, int], roles: Mapping[str, int]
) -> None:
    """Put it into the sample shop, whose trade brought the protocols. Raises KeyError for unknown names."""
    shop = tx.rows(Shop)[0]
    tx.change(Shop, shop.id, give_month=data.give_month)
    words = i18n.words_from(shop.record.words())
    for limit in data.limits:
        tx.change(Role, roles[limit.name], may_give=limit.amount)
    menu = {row.record.text: row.id for row in tx.rows(MakeGood)}
    for cost in data.costs:
        tx.change(MakeGood, menu[cost.name], cost=cost.amount)
    for one in data.menu:
        tx.add(MakeGood(text=one.text, cost=one.cost))
    _add_ladder(tx, data, people)
    for span in data.hours:
        for day in span.days:
            opens, closes = time.fromisoformat(span.opens), time.fromisoformat(span.closes)
            tx.add(OpeningHours(weekday=day, opens=opens, closes=closes))
    _say_more(tx, data, roles)
    defects = {row.record.text: row.id for row in tx.rows(Standard, kind="defect")}
    for known in data.defects:
        defect = defects[i18n.fill_words(known.text, words)]
        tx.change(Standard, defect, prevention=known.prevention, signs=known.signs)


def _add_ladder(tx: Writer, data: SampleRecovery, people: Mapping[str, int]) -> None:
    for one in data.ladder:
        tx.add(
            YesStep(
                person=people[one.person],
                phone=one.phone,
                hours=one.hours,
                up_to=one.up_to or None,
                deputy=people[one.deputy],
                deputy_phone=one.deputy_phone,
            )
        )


def _say_more(tx: Writer, data: SampleRecovery, roles: Mapping[str, int]) -> None:
    protocols = {row.record.name: row.id for row in tx.rows(RecoveryProtocol)}
    for one in data.steps:
        steps = tx.rows(ProtocolStep, protocol=protocols[one.protocol])
        step = {row.record.name: row.id for row in steps}[one.step]
        more = {"words": one.words, "role": roles[one.role], "within_minutes": one.minutes}
        tx.change(ProtocolStep, step, **more)
