"""A shop with very many incidents, made once and kept in the cache."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from pathlib import Path

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.person import Person
from cxdesk.entities.promise import Promise
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.bench import people
from tests.bench.files import CACHE

FIRST = date(2021, 1, 4)
OPEN_ONE_IN, UNNAMED_ONE_IN = 40, 3
STAGES = ("Arrival", "The wash", "The cut", "The colour", "Paying")
HURT = ("Waited", "Colour was off", "Bill was wrong", "Nobody rang back", "Was left alone", "Cut too short")
TOLD = ("and nobody said why", "after two days", "for the second time", "in front of others", "on the phone")


def incidents_shop(count: int) -> Path:
    """Return a shop with so many incidents of 1,000 customers, to be read only."""
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / f"incidents-{count}.cxdesk"
    if path.exists():
        return path
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    ws = Workspace.create(making, Shop(name="Willow", language="en-GB"), who="Maya")
    ws.run("fill", lambda tx: _fill(tx, count))
    ws.close()
    making.rename(path)
    return path


def _fill(tx: Transaction, count: int) -> None:
    dice = random.Random(5)
    place = people.COLUMNS.index("name")
    names = [row[place] for row in people.rows(1_000, at="", revision=0)]
    customers = [tx.add(Customer(name=name)) for name in names]
    staff = [tx.add(Person(name=name)) for name in ("Lea Brandt", "Maya Ortiz", "Omar Haddad")]
    stages = [tx.add(Stage(name=name)) for name in STAGES]
    defects = [
        (stage, tx.add(Standard(stage=stage, kind="defect", text=f"{what} ({number})")))
        for number, stage in enumerate(stages)
        for what in HURT
    ]
    for number in range(count):
        stage, defect = dice.choice(defects)
        day = FIRST + timedelta(days=number * 1_825 // count)
        unnamed = not dice.randrange(UNNAMED_ONE_IN)
        opened = number > count - 400 and not dice.randrange(OPEN_ONE_IN // 10)
        done = "" if opened else f"{day.isoformat()}T12:00:00Z"
        made = tx.add(
            Incident(
                happened_on=day, at=time(9 + number % 9),
                customer=None if unnamed else dice.choice(customers),
                who="" if number % 2 else "Mrs Winter", stage=stage, defect=defect, severity=1 + number % 3,
                happened=f"{dice.choice(HURT)} {dice.choice(TOLD)}", words="I had to ask twice.",
                taken_by=dice.choice(staff), escalated=not number % 50, closed_at=done,
                follow_up_on=day + timedelta(days=3), followed_up_at="" if not number % 9 else done,
                resolve_by=f"{day.isoformat()}T18:00:00Z", resolved_at=done,
            )
        )  # fmt: skip
        if opened:
            tx.add(Promise(what="Ring them", incident=made, due_on=day + timedelta(days=2)))
