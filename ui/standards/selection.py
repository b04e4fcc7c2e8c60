"""What is chosen on the Standards page; remembered with the settings of this computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cxdesk.settings import Settings
from ui.standards.facts import Facts
from ui.standards.wording import NEVER_ALWAYS, ROLES, VISION

_NAME = "standards"


@dataclass
class Selection:
    """The stage or the view, and the record within it."""

    stage: int | None = None
    view: str = ""
    version: int | None = None
    stage_details: bool = False
    standards: dict[int, int] = field(default_factory=dict)
    """The standard chosen last, by stage."""
    records: dict[str, int] = field(default_factory=dict)
    """The record chosen last, by view."""
    _stage_place: int = 0

    @property
    def standard(self) -> int | None:
        """The standard chosen in the stage."""
        return self.standards.get(self.stage) if self.stage is not None else None

    def choose_standard(self, standard: int | None) -> None:
        """Choose a standard of the stage, or none."""
        if self.stage is None:
            return
        if standard is None:
            self.standards.pop(self.stage, None)
        else:
            self.standards[self.stage] = standard

    def fit(self, facts: Facts) -> None:
        """Choose a stage that is there: the one beside the one that went."""
        ids = [row.id for row in facts.stages]
        if self.stage not in ids:
            self.stage = ids[min(self._stage_place, len(ids) - 1)] if ids else None
        if self.stage is not None:
            self._stage_place = ids.index(self.stage)

    def load(self, settings: Settings, file: str) -> None:
        """Choose what was chosen in this file when it was closed."""
        kept: Any = settings.views.get(_NAME)
        if not isinstance(kept, dict) or kept.get("file") != file:
            return
        stage, standard, view = kept.get("stage"), kept.get("standard"), kept.get("view")
        if isinstance(stage, int):
            self.stage = stage
            if isinstance(standard, int):
                self.standards[stage] = standard
        if view in {VISION, NEVER_ALWAYS, ROLES}:
            self.view = str(view)

    def keep(self, settings: Settings, file: str) -> None:
        """Take down what is chosen; the window writes the settings when it closes."""
        settings.views[_NAME] = {
            "file": file, "stage": self.stage, "standard": self.standard, "view": self.view
        }  # fmt: skip


def neighbour(before: Sequence[int], now: Sequence[int], record: int | None) -> int | None:
    """Return what is chosen after a record went: the next one, else the one before, else the first."""
    if record in now:
        return record
    if record is not None and record in before:
        place = list(before).index(record)
        for other in (*before[place + 1 :], *reversed(before[:place])):
            if other in now:
                return other
    return now[0] if now else None
