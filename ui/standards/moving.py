"""Where a record goes that is dragged to a place between others."""

from __future__ import annotations

from collections.abc import Mapping


def place_before(places: Mapping[int, int], record: int, before: int) -> int:
    """Return the place for `record` so that it stands before `before` (0: at the end).

    `places` are the places of the siblings by id; `record` may be one of them or come from elsewhere.
    """
    last = max(places.values(), default=0)
    own = places.get(record)
    if before == 0:
        return last if own is not None else last + 1
    wanted = places[before]
    # What leaves a place above lets everything below move up by one.
    return wanted - 1 if own is not None and own < wanted else wanted
