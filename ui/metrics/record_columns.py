"""What numbers that come from records are counted from: read in small pieces, then kept up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxdesk.events import Event
from cxdesk.schema.entity import spec_of
from cxdesk.services.metrics.taken import COLUMNS
from ui.bridge import Bridge

_PIECE = 1_000
_MANY = 200
"""So many changed records at once, as of an import: all are read anew."""


class RecordColumns:
    """Years of visits are some ten thousand rows: too many for one turn of the window."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._rows: dict[type[Any], dict[int, tuple[Any, ...]]] = {}
        self._whole: set[type[Any]] = set()

    def forget(self) -> None:
        """Begin anew."""
        self._rows.clear()
        self._whole.clear()

    def read(self, kind: type[Any]) -> bool:
        """Read a piece of one kind; tell whether all of it is there."""
        if kind not in self._whole:
            rows = self._rows.setdefault(kind, {})
            piece = self._bridge.ws.scan(
                kind, *COLUMNS[kind][1:], after=next(reversed(rows), 0), limit=_PIECE
            )
            rows.update((row[0], tuple(row)) for row in piece)
            if len(piece) < _PIECE:
                self._whole.add(kind)
        return kind in self._whole

    def note(self, event: Event | None) -> frozenset[type[Any]]:
        """Take over what changed; return the kinds that did, of those that are read."""
        touched = [kind for kind in self._rows if event is None or spec_of(kind).table in event.tables]
        for kind in touched:
            ids = event.ids.get(spec_of(kind).table, ()) if event is not None else ()
            if kind in self._whole and 0 < len(ids) <= _MANY:
                self._read_again(kind, ids)
            else:
                del self._rows[kind]
                self._whole.discard(kind)
        return frozenset(touched)

    def _read_again(self, kind: type[Any], ids: Any) -> None:
        rows = self._rows[kind]
        for one in ids:
            row = self._bridge.ws.find(kind, one)
            if row is None:
                rows.pop(one, None)
            else:
                rows[one] = (one, *(getattr(row.record, name) for name in COLUMNS[kind][1:]))

    def columns(self) -> Mapping[type[Any], Sequence[tuple[Any, ...]]]:
        """Return what is read by now, as it stands: later changes leave it alone."""
        return {kind: list(self._rows[kind].values()) for kind in self._whole}
