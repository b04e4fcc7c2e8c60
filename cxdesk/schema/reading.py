"""What rules and sheets may read: satisfied by the workspace and by a running transaction."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from cxdesk.schema.entity import Stored

T = TypeVar("T")


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
