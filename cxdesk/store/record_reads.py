"""What can be asked of the records of an open file; nothing here writes."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from cxdesk import i18n
from cxdesk.entities.shop import Shop
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored, spec_of
from cxdesk.store import db, derived, totals
from cxdesk.store.open_file import OpenFile
from cxdesk.store.opening import Opened
from cxdesk.store.query import Query
from cxdesk.store.repository import Repository, asked_words
from cxdesk.text import one_line, searchable, tokens

if TYPE_CHECKING:
    from cxdesk.schema.reading import Idle, IdlePart

    # What looks back is loaded when it is first needed: a file is shown before.
    from cxdesk.store.history import HistoryEntry, TrashEntry

T = TypeVar("T")


class Hit(NamedTuple):
    """A record that the search found. `label` names its kind, translated."""

    kind: str
    id: int
    title: str
    snippet: str
    label: str


class RecordReads(OpenFile):
    """The part of a workspace that reads: records, search, history, trash, and whose shop it is."""

    _shop: Stored[Shop] | None = None

    def _use(self, opened: Opened) -> None:
        """Read from this connection from now on."""
        self._opened = opened
        self._connection = opened.connection
        self._reads = Repository(opened.connection, self._model.specs)
        self._use_shop()

    def _use_shop(self) -> None:
        """Take the shop's words for every text from now on."""
        rows = self._reads.rows(Shop)
        self._shop = rows[0] if rows else None
        i18n.use_words(self.shop.words())

    @property
    def kinds(self) -> Iterable[EntitySpec]:
        """The record kinds, in their order."""
        return self._model.registry

    def spec(self, kind: str) -> EntitySpec:
        """Return the declaration of a kind. Raises UserError that lists the kinds there are."""
        return self._model.registry.spec(kind)

    def get(self, cls: type[T], record_id: int) -> Stored[T]:
        """Return one record. Raises NotFound."""
        return self._reads.get(cls, record_id)

    def find(self, cls: type[T], record_id: int | None) -> Stored[T] | None:
        """Return one record, or None."""
        return self._reads.find(cls, record_id)

    def rows(self, cls: type[T], **equal: object) -> list[Stored[T]]:
        """Return the records whose fields equal the values given, by place, else by title."""
        return self._reads.rows(cls, **equal)

    def count(self, cls: type[Any], **equal: object) -> int:
        """Return how many records equal the values given; of all of a kind the number is kept in the file."""
        if equal:
            return self._reads.count(cls, **equal)
        with db.translated(self.path):
            return totals.rows(self._connection, spec_of(cls).table)

    def values(self, cls: type[Any], field: str) -> list[Any]:
        """Return one field of all records, without reading the others."""
        return self._reads.values(cls, field)

    def columns(self, cls: type[Any], *names: str, **equal: object) -> list[tuple[Any, ...]]:
        """Return some fields of the records whose fields equal the values given, in no order; "id" is one."""
        return self._reads.columns(cls, *names, **equal)

    def ids(self, cls: type[Any], query: Query | None = None) -> array[int]:
        """Return the ids that a query gives, in its order."""
        return self._reads.ids(cls, query)

    def page(self, cls: type[T], ids: Sequence[int]) -> list[Stored[T]]:
        """Return the records with these ids, in this order."""
        return self._reads.page(cls, ids)

    def scan(self, cls: type[Any], *names: str, after: int, limit: int) -> list[tuple[Any, ...]]:
        """Return the id and some fields of at most `limit` records, by id, behind the one `after`."""
        return self._reads.scan(cls, *names, after=after, limit=limit)

    def idle(self, asked: Idle, *, after: int, limit: int, most: int | None = None) -> IdlePart:
        """Look through the `limit` next records after an id for those at which nothing happened for long."""
        return self._reads.idle(asked, after=after, limit=limit, most=most)

    def titles(self, cls: type[Any], ids: Iterable[int]) -> dict[int, str]:
        """Return what names these records, by id."""
        return self._reads.titles(cls, ids)

    @property
    def shop(self) -> Shop:
        """The shop of this workspace."""
        return self._shop.record if self._shop else Shop(name="")

    @property
    def shop_id(self) -> int | None:
        """The id of the shop's row."""
        return self._shop.id if self._shop else None

    def search(self, text: str, limit: int = 50, kinds: Iterable[str] | None = None) -> list[Hit]:
        """Return at most `limit` records that hold the words of `text`, the last one by its beginning.

        First stands what has all of them in one field, of those the names, of those the whole words. Where
        there are more than `limit`, every kind has its share.
        """
        specs = [
            one for one in self._model.registry if one.searched and (kinds is None or one.table in kinds)
        ]
        found = [self._reads.search_ids(spec, text, limit) for spec in specs]
        turns = sorted((place, kind) for kind, ids in enumerate(found) for place in range(len(ids)))[:limit]
        shares = Counter(kind for _place, kind in turns)
        typed = asked_words(text)
        ranked: list[tuple[tuple[bool, bool, bool], Hit]] = []
        for kind, share in sorted(shares.items()):
            spec, ids = specs[kind], found[kind][:share]
            with db.translated(self.path):
                more = derived.gathered(self._connection, spec, self._model.registry, ids)
            ranked += [
                (_far_from(typed, spec, row, more.get(row.id, ())), _hit(spec, row))
                for row in self._reads.page(spec.cls, ids)
            ]
        return [hit for _far, hit in sorted(ranked, key=lambda one: one[0])]

    def history(self, cls: type[Any], record_id: int) -> list[HistoryEntry]:
        """Return what happened to one record, newest first."""
        from cxdesk.store import history

        with db.translated(self.path):
            return history.entries(self._connection, spec_of(cls).table, record_id)

    def trash(self) -> list[TrashEntry]:
        """Return what was removed in the last 30 days and can be brought back, newest first."""
        from cxdesk.store import history

        with db.translated(self.path):
            return history.trash(self._connection, self._model.specs)


def _far_from(
    typed: Sequence[str], spec: EntitySpec, row: Stored[Any], more: Iterable[str]
) -> tuple[bool, bool, bool]:
    """Tell whether the words stand in several fields, not in the name, not as whole words; for sorting.

    `more` is text of other records that is found at this one.
    """
    title = spec.title_of(row.record)
    others = (
        field.write(getattr(row.record, field.name)) for field in spec.searched if field.name != spec.title
    )
    best = (True, True, True)
    for is_other, text in ((False, title), *((True, text) for text in (*others, *more))):
        words = set(tokens(searchable(text)))
        whole = words.issuperset(typed)
        if whole or (
            words.issuperset(typed[:-1]) and any(word.startswith(tuple(typed[-1:])) for word in words)
        ):
            best = min(best, (False, is_other, not whole))
    return best


def _hit(spec: EntitySpec, row: Stored[Any]) -> Hit:
    others = (
        field.write(getattr(row.record, field.name)) for field in spec.searched if field.name != spec.title
    )
    snippet = one_line(" · ".join(filter(None, others)), 160)
    return Hit(spec.table, row.id, one_line(spec.title_of(row.record), 160), snippet, _(spec.one))
