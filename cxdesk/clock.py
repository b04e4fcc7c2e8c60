"""The time, from one place, so that tests can set it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

_STAMP_LENGTH = len("2026-01-14T10:00:00Z")


def now() -> datetime:
    """Return this instant in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Return the date on the wall calendar here."""
    return date(*time.localtime()[:3])


def stamp(instant: datetime) -> str:
    """Write an instant as it is stored: UTC, ISO, to the second, ending in Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_stamp(text: str) -> datetime:
    """Read what `stamp` wrote. Raises ValueError for anything else."""
    if len(text) != _STAMP_LENGTH or text[5] == "W" or text[10] != "T" or text[-1] != "Z":
        raise ValueError(text)
    return datetime.fromisoformat(text)
