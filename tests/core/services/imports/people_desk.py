"""A desk at which files of customers and of visits are taken in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from cxdesk.services.imports import batches, mapping
from cxdesk.services.imports.batches import Preview
from cxdesk.workspace import Workspace, through


class PeopleDesk:
    """A workspace, and a folder with files of people."""

    def __init__(self, ws: Workspace, folder: Path) -> None:
        self.ws, self.folder = ws, folder
        self.batch = 0

    def look(
        self, text: str | bytes, kind: str = "customers", name: str = "people.csv", **mapped: Any
    ) -> Preview:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        chosen = mapping.from_json(mapped) if mapped else None
        return through(batches.preview(self.ws, kind, batches.open_file(path, chosen), chosen))

    def take(
        self, text: str | bytes, kind: str = "customers", name: str = "people.csv", **mapped: Any
    ) -> Preview:
        made = self.look(text, kind, name, **mapped)
        looked = dict(made.plan.tally.counts)
        self.batch = through(self.ws.run_in_steps("import", lambda tx: batches.write(tx, kind, made)))
        assert made.plan.tally.counts == looked  # it does what it showed
        return made

    def take_back(self) -> None:
        through(self.ws.run_in_steps("take back", lambda tx: batches.take_back(tx, self.batch)))

    def people(self) -> dict[str, Customer]:
        return {row.record.name: row.record for row in self.ws.rows(Customer)}

    def visits(self) -> list[tuple[str, str, int | None, str]]:
        """Return whose, when, how much and what, by day."""
        names = {row.id: row.record.name for row in self.ws.rows(Customer)}
        rows = [row.record for row in self.ws.rows(Visit)]
        return [(names[one.customer or 0], str(one.happens_on), one.ticket, one.service) for one in rows]

    def content(self) -> str:
        """Return all that is in the file but for the list of imports."""
        kinds = [spec for spec in self.ws.kinds if spec.table != "import_batch"]
        told = {
            spec.table: {row.id: spec.values(row.record) for row in self.ws.rows(spec.cls)} for spec in kinds
        }
        return json.dumps(told, default=str, sort_keys=True)


def counts(made: Preview) -> tuple[int, int, int, int]:
    """Return how many are added, updated, as they are, and wrong."""
    found = made.plan.tally.counts
    return found["add"], found["update"], found["same"], found["wrong"]
