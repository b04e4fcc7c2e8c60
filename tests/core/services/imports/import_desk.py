"""A desk at which tables are taken in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.services.imports import batches, mapping
from cxdesk.services.imports.batches import Preview
from cxdesk.workspace import Workspace, through


class ImportDesk:
    """A workspace and a folder with tables."""

    def __init__(self, ws: Workspace, folder: Path) -> None:
        self.ws, self.folder = ws, folder

    def file(self, text: str, name: str = "numbers.csv") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def look(self, text: str, **mapped: Any) -> Preview:
        path = self.file(text)
        chosen = mapping.from_json(mapped) if mapped else None
        return through(batches.preview(self.ws, "metrics", batches.open_file(path, chosen), chosen))

    def take(self, text: str, **mapped: Any) -> Preview:
        made = self.look(text, **mapped)
        self.batch = through(
            self.ws.run_in_steps("import numbers.csv", lambda tx: batches.write(tx, "metrics", made))
        )
        return made

    def take_back(self, batch: int | None = None) -> None:
        chosen = batch or self.batch
        through(self.ws.run_in_steps("take back", lambda tx: batches.take_back(tx, chosen)))

    def values(self, metric: str) -> dict[str, tuple[str, ...]]:
        """Return what is kept for a metric: by first day, the numbers in the order of its formula."""
        (record,) = [row.record for row in self.ws.rows(Metric) if row.record.name == metric]
        parts = [part for part in (record.first, record.second, record.third) if part]
        found: dict[str, list[str]] = {}
        for place, part in enumerate(parts):
            for row in self.ws.rows(PartValue, part=part):
                there = found.setdefault(str(row.record.starts_on), ["-"] * len(parts))
                there[place] = "-" if row.record.value is None else f"{row.record.value.normalize():f}"
        return {day: tuple(numbers) for day, numbers in found.items()}

    def metric(self, name: str) -> Metric:
        (record,) = [row.record for row in self.ws.rows(Metric) if row.record.name == name]
        return record

    def content(self) -> str:
        """Return all that is in the file but for what the store itself counts, and the list of imports."""
        kinds = [spec for spec in self.ws.kinds if spec.table != "import_batch"]
        told = {
            spec.table: {row.id: spec.values(row.record) for row in self.ws.rows(spec.cls)} for spec in kinds
        }
        return json.dumps(told, default=str, sort_keys=True)

    def count(self) -> int:
        return self.ws.count(PartValue) + self.ws.count(Metric) + self.ws.count(MetricPart)


def why(made: Preview) -> list[tuple[int, str]]:
    """Return the lines that are left out."""
    return [(item.line, item.why) for item in made.plan.tally.wrong]
