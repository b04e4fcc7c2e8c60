"""Frozen steps from one file version to the next. A released step is never edited.

Each takes a `sqlite_utils.Database` inside the transaction that `cxdesk.store.migrate` opened, with
foreign keys off. It imports nothing of ours: what the records look like today does not matter here.
A step is a function in a module of its own name, loaded when it is due: most starts need none.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

STEPS = ("m0001_foundation", "m0002_team_and_paper", "m0003_metrics", "m0004_customers", "m0005_recovery")


def _loaded_when_due(name: str) -> Callable[[Any], None]:
    def step(db: Any) -> None:
        getattr(import_module(f"{__name__}.{name}"), name)(db)

    return step


MIGRATIONS = tuple(map(_loaded_when_due, STEPS))

# The sha256 of the base schema of each version (`cxdesk.store.layout.fingerprint`).
FINGERPRINTS = {
    1: "970ac1b561d67a2ea34c64975f83a647afb06bf71d1f9046c2dc4e3d88232299",
    2: "da8229d91ee5bc3924718eb5ee610aa08ea89288b93654f93e51a7642eaa0a3b",
    3: "8a3130b33b69f4e3386775e8f8019ef8543def9a6c31da6245d046a82c2fa521",
    4: "07f5bb5fedf01d5210f4fb30f40c0c6542e962a40ab9a5d8aed3fbca649ec8b0",
    5: "f74476559b25fb35dca50b24dc5fe2596d307d5978212fd6c4dad72b0ad27b13",
}
