"""A shop that has typed two numbers a metric every day for ten years: twelve metrics, 87,600 numbers."""

from __future__ import annotations

import fcntl
import hashlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from cxdesk import clock
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.store.model import default_model
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.bench.files import CACHE, copy_of

METRICS, DAYS = 12, 3_650
CADENCES = ("day", "week", "month")


def numbers_shop(folder: Path) -> Path:
    """Return a file of its own: a copy of one that is made once a day, for the numbers end yesterday."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "making").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        shape = hashlib.sha256(Path(__file__).read_bytes() + str(default_model().version).encode())
        kept = CACHE / f"numbers-{clock.today().isoformat()}-{shape.hexdigest()[:8]}.cxdesk"
        if not kept.exists():
            for old in CACHE.glob("numbers-*"):
                old.unlink()
            _make(kept)
    return copy_of(kept, folder / "numbers.cxdesk")


def _make(path: Path) -> None:
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    workspace = Workspace.create(making, Shop(name="Willow & Co.", language="en-GB"))
    workspace.run("fill", _fill, undoable=False)
    workspace.close()
    making.replace(path)


def _fill(tx: Transaction) -> None:
    first = clock.today() - timedelta(days=DAYS)
    for number in range(METRICS):
        booked = tx.add(MetricPart(name=f"Booked {number}", cadence="day"))
        seen = tx.add(MetricPart(name=f"Seen {number}", cadence="day"))
        tx.add_all([*_values(booked, first, 5, number), *_values(seen, first, 20, number)])
        metric = tx.add(
            Metric(
                name=f"Booked of seen {number}",
                formula="share",
                first=booked,
                second=seen,
                cadence=CADENCES[number % len(CADENCES)],
                key=number == 0,
            )
        )
        tx.add(MetricTarget(metric=metric, value=Decimal(60), from_on=first))


def _values(part: int, first: date, least: int, number: int) -> list[PartValue]:
    """Return ten years of a number that wanders between `least` and twelve more."""
    return [
        PartValue(
            part=part,
            starts_on=first + timedelta(days=i),
            value=Decimal(least + (i * 7 + i // 11 + number * 5) % 13),
        )
        for i in range(DAYS)
    ]
