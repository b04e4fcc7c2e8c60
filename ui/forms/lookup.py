"""Records of a kind, for pickers and check lists."""

from __future__ import annotations

from typing import Any

from cxdesk.schema.entity import EntitySpec
from cxdesk.store.query import Query
from ui.forms.base import FormContext


class RecordLookup:
    """Looks records of one kind up in the open workspace."""

    def __init__(self, context: FormContext, kind: str) -> None:
        self._context = context
        self._kind = kind

    @property
    def spec(self) -> EntitySpec:
        """The kind."""
        return self._context.ws.spec(self._kind)

    def offers(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return (id, title) of at most `limit` records whose words begin with those of `text`."""
        ws, spec = self._context.ws, self.spec
        ids = ws.ids(spec.cls, Query(text=text, limit=limit))
        return [(row.id, spec.title_of(row.record)) for row in ws.page(spec.cls, ids)]

    def title(self, record_id: int) -> str:
        """Return what names a record, or "" when it is gone."""
        return self._context.ws.titles(self.spec.cls, [record_id]).get(record_id, "")

    def count(self) -> int:
        """Return how many records there are."""
        return self._context.ws.count(self.spec.cls)

    def all(self) -> list[tuple[int, str]]:
        """Return (id, title) of every record, in the order of lists."""
        cls: type[Any] = self.spec.cls
        return [(row.id, self.spec.title_of(row.record)) for row in self._context.ws.rows(cls)]
