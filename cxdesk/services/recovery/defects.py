"""The defect register: what can go wrong, how often and how bad, and what is there against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader

SCALE = (1, 2, 3)
OFTEN = {1: N_("seldom"), 2: N_("now and then"), 3: N_("often")}
BAD = {1: N_("a word is enough"), 2: N_("costs time or money"), 3: N_("they may not come back")}


@dataclass(frozen=True, slots=True)
class Defect:
    """One line of the register, with the protocols that are not retired."""

    row: Stored[Standard]
    stage: Stored[Stage]
    protocols: tuple[Stored[RecoveryProtocol], ...] = ()
    owner: str = ""

    @property
    def id(self) -> int:
        """The id of the standard."""
        return self.row.id

    @property
    def record(self) -> Standard:
        """The standard of kind defect."""
        return self.row.record

    @property
    def risk(self) -> int | None:
        """How often times how bad, 1 to 9; None as long as one of the two is not judged."""
        return risk(self.record)


def risk(record: Standard) -> int | None:
    """Return how often times how bad, 1 to 9; None as long as one of the two is not judged."""
    if record.likelihood is None or record.severity is None:
        return None
    return record.likelihood * record.severity


def risk_text(record: Standard) -> str:
    """Return the risk in words, such as “Risk 6 = 2 × 3”, or what is still to be judged."""
    known = risk(record)
    if known is not None:
        words = _("Risk {risk} = {often} × {bad}")
        return words.format(risk=known, often=record.likelihood, bad=record.severity)
    if record.likelihood is None and record.severity is None:
        return _("Not judged yet")
    return _("How bad? Not judged yet") if record.severity is None else _("How often? Not judged yet")


def register(reader: Reader) -> list[Defect]:
    """Return the defects in use, the highest risk first, then by stage; those not judged stand last."""
    stages = {row.id: row for row in reader.rows(Stage)}
    roles = {row.id: row.record.name for row in reader.rows(Role)}
    protocols = by_defect(row for row in reader.rows(RecoveryProtocol) if row.record.state != "retired")
    found = [
        Defect(
            row,
            stages[row.record.stage or 0],
            tuple(protocols.get(row.id, ())),
            roles.get(row.record.owner or 0, ""),
        )
        for row in reader.rows(Standard, kind="defect")
        if row.record.status != "retired"
    ]
    return sorted(found, key=_rank)


def _rank(one: Defect) -> tuple[int, int, int, int, int]:
    # Of the same risk the worse one comes first: what is rare and severe is never left behind.
    severity = one.record.severity or 0
    return -(one.risk or 0), -severity, one.stage.record.position, one.record.position, one.id


def by_defect(
    protocols: Iterable[Stored[RecoveryProtocol]],
) -> Mapping[int, list[Stored[RecoveryProtocol]]]:
    """Return protocols by the ids of the defects that they are for."""
    found: dict[int, list[Stored[RecoveryProtocol]]] = defaultdict(list)
    for row in protocols:
        for defect in row.record.defects:
            found[defect].append(row)
    return found


def grid(found: Iterable[Defect]) -> dict[tuple[int, int], int]:
    """Return how many defects there are by (how often, how bad); those not judged are in none."""
    counts = {(often, bad): 0 for often in SCALE for bad in SCALE}
    for one in found:
        if one.record.likelihood is not None and one.record.severity is not None:
            counts[one.record.likelihood, one.record.severity] += 1
    return counts
