"""What rules and sheets may read: satisfied by the workspace and by a running transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from cxdesk.schema.entity import Stored

T = TypeVar("T")


class Idle(NamedTuple):
    """Records of `cls` with nothing after the day `until`.

    What counts is the newest day of the records of `by` (kind, link, day) whose fields do not equal `but`;
    where there is none, the day in the field `since`, else the day on which it was written down. Records
    whose day in the field `again` is later than `today` are left out.
    """

    cls: type[Any]
    by: tuple[type[Any], str, str]
    but: Mapping[str, Any]
    since: str
    again: str
    until: date
    today: date


class IdleRow(NamedTuple):
    """A record: its newest day, None where there is none, and the day from which its time counts."""

    id: int
    title: str
    last: date | None
    known: date


class IdlePart(NamedTuple):
    """What was found among some records: how many, the first of them, and where to go on (None: all seen)."""

    number: int
    rows: list[IdleRow]
    after: int | None


class Reader(Protocol):
    """Reads records; writes nothing."""

    def get(self, cls: type[T], record_id: int) -> Stored[T]:
        """Return one record. Raises NotFound."""
        ...

    def find(self, cls: type[T], record_id: int | None) -> Stored[T] | None:
        """Return one record, or None."""
        ...

    def rows(self, cls: type[T], **equal: object) -> list[Stored[T]]:
        """Return the records whose fields equal the values given, by place, else by title."""
        ...

    def count(self, cls: type[T], **equal: object) -> int:
        """Return how many records `rows` would give."""
        ...

    def values(self, cls: type[Any], field: str) -> list[Any]:
        """Return one field of all records, without reading the others."""
        ...

    def columns(self, cls: type[Any], *names: str, **equal: object) -> list[tuple[Any, ...]]:
        """Return some fields of the records whose fields equal the values given, in no order; "id" is one."""
        ...


class LookingReader(Reader, Protocol):
    """Looks through very many records without making them."""

    def idle(self, asked: Idle, *, after: int, limit: int, most: int | None = None) -> IdlePart:
        """Look through the `limit` next records after an id for those at which nothing happened for long."""
        ...


class Writer(Reader, Protocol):
    """Reads and writes within one operation."""

    def add(self, record: object) -> int:
        """Keep a new record and return its id. Raises InputError."""
        ...

    def change(self, cls: type[object], record_id: int, **values: object) -> None:
        """Change fields of a record. Raises InputError, NotFound."""
        ...

    def remove(self, cls: type[object], record_id: int) -> None:
        """Move a record, and what hangs on it, to the trash. Raises UserError when something forbids it."""
        ...
