"""What the Standards page shows, read at once: tens of stages, hundreds of standards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import NotFound
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services import vision
from cxdesk.workspace import Workspace
from ui.standards.wording import is_live


@dataclass(frozen=True)
class Facts:
    """The records as they stood when they were read."""

    stages: Sequence[Stored[Stage]] = ()
    standards: Sequence[Stored[Standard]] = ()
    vision: str = ""
    never_always: int = 0
    roles: int = 0
    roles_without_card: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)
    """Standards in use, by stage."""
    all_counts: Mapping[int, int] = field(default_factory=dict)
    """Retired ones with them."""

    @cached_property
    def live(self) -> Sequence[Stored[Standard]]:
        """The standards in use."""
        return [row for row in self.standards if is_live(row)]

    @cached_property
    def non_negotiable(self) -> int:
        """How many of those in use are non-negotiable."""
        return sum(row.record.non_negotiable for row in self.live)

    def stage(self, stage: int) -> Stage:
        """Return a stage. Raises NotFound."""
        for row in self.stages:
            if row.id == stage:
                return row.record
        raise NotFound(_("This stage is not there any more."))

    def standard(self, standard: int | None) -> Stored[Standard] | None:
        """Return a standard, or None."""
        return next((row for row in self.standards if row.id == standard), None)

    def of_stage(self, stage: int | None, kind: str = "") -> list[Stored[Standard]]:
        """Return the standards of a stage, or of one of its lists, in their order."""
        return [
            row
            for row in self.standards
            if row.record.stage == stage and (not kind or row.record.kind == kind)
        ]


def read(ws: Workspace) -> Facts:
    """Read what the page shows."""
    standards = ws.rows(Standard)
    current = vision.current(ws)
    return Facts(
        stages=ws.rows(Stage),
        standards=standards,
        vision=_("v{n}").format(n=current.record.version) if current else "",
        never_always=ws.count(NeverAlways),
        roles=ws.count(Role),
        roles_without_card=len(vision.roles_without_card(ws)),
        counts=Counter(row.record.stage for row in standards if row.record.stage and is_live(row)),
        all_counts=Counter(row.record.stage for row in standards if row.record.stage),
    )
