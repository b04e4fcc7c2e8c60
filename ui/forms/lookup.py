"""Records of a kind, for pickers and check lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from cxdesk import clock
from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.store.query import Query
from cxdesk.text import fold
from ui.forms.base import FormContext


class RecordLookup:
    """Looks records of one kind up in the open workspace.

    Records whose time is over, such as people who left, are not offered, but keep their names where they
    are chosen already; with `gone` they are offered too, for what looks back.
    """

    def __init__(self, context: FormContext, kind: str, *, gone: bool = False) -> None:
        self._context = context
        self._kind = kind
        self._gone = gone

    @property
    def spec(self) -> EntitySpec:
        """The kind."""
        return self._context.ws.spec(self._kind)

    def offers(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return (id, title) of at most `limit` records whose words begin with those of `text`."""
        ws, spec = self._context.ws, self.spec
        look = limit
        while True:
            ids = ws.ids(spec.cls, Query(text=text, limit=look))
            rows = self._offered(ws.page(spec.cls, ids))
            if len(rows) >= limit or len(ids) < look:
                return [(row.id, spec.title_of(row.record)) for row in rows[:limit]]
            look *= 4

    def title(self, record_id: int) -> str:
        """Return what names a record, or "" when it does not exist."""
        return self._context.ws.titles(self.spec.cls, [record_id]).get(record_id, "")

    def count(self) -> int:
        """Return how many records are offered."""
        if self.spec.gone_on and not self._gone:
            return len(self.all())
        return self._context.ws.count(self.spec.cls)

    def all(self, chosen: Iterable[int] = ()) -> list[tuple[int, str]]:
        """Return (id, title) of every record that is offered or among those `chosen`, in their order."""
        cls: type[Any] = self.spec.cls
        rows = self._offered(self._context.ws.rows(cls), frozenset(chosen))
        return [(row.id, self.spec.title_of(row.record)) for row in rows]

    def _offered(self, rows: list[Stored[Any]], chosen: frozenset[int] = frozenset()) -> list[Stored[Any]]:
        """Leave out what is gone by today."""
        if self._gone or not self.spec.gone_on:
            return rows
        today = clock.today()
        return [row for row in rows if row.id in chosen or not self.spec.is_gone(row.record, today)]


class FewLookup:
    """Looks up among the `few` of the moment: those whose words have in them all that is typed."""

    def __init__(self, few: Callable[[], list[tuple[int, str]]], others: RecordLookup) -> None:
        self._few = few
        self._others = others

    def offers(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return (id, words) of at most `limit` of them."""
        typed = fold(text).split()
        return [one for one in self._few() if all(word in fold(one[1]) for word in typed)][:limit]

    def title(self, record_id: int) -> str:
        """Return what names a record, or "" when it is gone."""
        return self._others.title(record_id)
