"""A shop that knows its customers: on paper, in memory."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.visit import Visit
from tests.core.output import paper_shop
from tests.core.output.paper_shop import DAY, MemoryReader

ALERT = "Allergic to ammonia: use the plant colour only"
SENSITIVE = "Pregnant, due in March"
SENSITIVE_ALERT = "Pacemaker: no magnetic cape"
TALK = "Daughter Anu started school"
NOT_TRUE = "Collects stamps"


def noted(reader: MemoryReader, customer: int, sort: str, text: str, **more: Any) -> int:
    """Add a preference, confirmed two months ago unless told otherwise."""
    given = {"customer": customer, "sort": sort, "text": text, "confirmed_on": date(2026, 9, 21)} | more
    return reader.add(Preference(**given))


def coming(reader: MemoryReader, customer: int, at: time | None = None, **more: Any) -> int:
    """Add a planned visit on the day of the tests."""
    given = {"customer": customer, "happens_on": DAY, "at": at, "state": "planned"} | more
    return reader.add(Visit(**given))


def sample(**shop: Any) -> MemoryReader:
    """Priya (1) has an alert, Łukasz (2) a sensitive one, 李小龙 (3) none; Ирина (4) wants no notes."""
    reader = paper_shop.sample(**({"keep_sensitive": True} | shop))
    reader.add(Customer(name="Priya Raman", called="Ms Raman", first_visit=True))
    reader.add(Customer(name="Łukasz Wiśniewski"))
    reader.add(Customer(name="李小龙", called="李先生"))
    reader.add(Customer(name="Ирина Петрова", do_not_store=True))
    noted(reader, 1, "likes", "Gardening magazines")
    noted(reader, 1, "product", ALERT, alert="acknowledge", confirmed_on=date(2025, 3, 1))
    noted(reader, 1, "likes", "Masala chai in the blue cup", alert="highlight")
    noted(reader, 1, "dislikes", "Small talk", confirmed_on=date(2026, 11, 1))
    noted(reader, 1, "family", TALK)
    noted(reader, 1, "sensitive", SENSITIVE, alert="highlight")
    noted(reader, 1, "likes", NOT_TRUE, off=True)
    noted(reader, 2, "sensitive", SENSITIVE_ALERT, alert="acknowledge")
    noted(reader, 2, "likes", "Espresso")
    noted(reader, 3, "likes", "绿茶")
    noted(reader, 4, "likes", "Silence")
    for customer, at in ((3, None), (2, time(9, 30)), (1, time(9, 0)), (4, time(15, 0))):
        coming(reader, customer, at, service="Cut and colour", person=1, cues=(1,) if customer == 1 else ())
    reader.add(
        SecretSystem(
            position=1, name="The usual drink", learnt="What they drink", sort="likes", learnt_at=2,
            kept_in="On the card", cue=3, role=2, does="Has it ready", used_at=2,
        )
    )  # fmt: skip
    return reader
