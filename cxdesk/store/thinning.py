"""Which backups may go: a rule over dates and sequence numbers, without a file in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from cxdesk import clock

ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
OTHER_VERSIONS_FOR = timedelta(days=90)
PINNED = frozenset({"before-migration", "before-restore"})
LONGEST_DAYS = 600
"""By then everything has gone that goes by itself."""
_JITTER = timedelta(hours=1)


class Dated(Protocol):
    """What the rule knows of a backup, all of it from its name."""

    @property
    def made_at(self) -> str:
        """When it was made, as stored instants are written."""
        ...

    @property
    def sequence(self) -> int:
        """Its number, which rises whatever the clock does."""
        ...

    @property
    def reason(self) -> str:
        """Why it was made."""
        ...

    @property
    def version(self) -> int:
        """The version of its tables."""
        ...


B = TypeVar("B", bound=Dated)


@dataclass(slots=True)
class _Quota:
    """Keep the newest of so many days, weeks or months."""

    left: int
    period: Callable[[datetime], object]

    def takes(self, at: datetime, last: datetime | None) -> bool:
        if not self.left or (last is not None and self.period(at) == self.period(last)):
            return False
        self.left -= 1
        return True


def clock_went_back(backups: Iterable[Dated], now: datetime) -> bool:
    """Tell whether there is a backup from the future: then no date can be relied on."""
    return any(clock.parse_stamp(backup.made_at) > now + _JITTER for backup in backups)


def last_days(backups: Iterable[Dated], *, now: datetime, version: int) -> dict[int, date | None]:
    """Return by sequence number the day on which each backup goes by itself, where one is made every day.

    None for those that stay until somebody removes them, and where no date can be relied on.
    """
    left: list[Dated] = list(backups)
    days: dict[int, date | None] = {backup.sequence: None for backup in left}
    waiting = {backup.sequence for backup in left if backup.reason not in PINNED}
    number = max(days, default=0)
    for ahead in range(1, LONGEST_DAYS):
        if not waiting:
            break
        at = now + timedelta(days=ahead)
        number += 1
        left.append(_Made(clock.stamp(at), number, version))
        gone = superfluous(left, now=at, version=version)
        numbers = {one.sequence for one in gone}
        days.update((one, at.date()) for one in numbers & waiting)
        waiting -= numbers
        left = [one for one in left if one.sequence not in numbers]
    return days


@dataclass(frozen=True, slots=True)
class _Made:
    """A backup that is still to come."""

    made_at: str
    sequence: int
    version: int
    reason: str = "open"


def superfluous(backups: Iterable[B], *, now: datetime, version: int) -> list[B]:
    """Return those that the rule no longer keeps, given the current version of the tables.

    All of two days stay, then the newest of each of 12 days, 10 weeks and 9 months. Those made before
    a migration or a restore stay, and those of another version for 90 days.
    """
    backups = sorted(backups, key=lambda backup: (backup.made_at, backup.sequence), reverse=True)
    if clock_went_back(backups, now):
        return []
    quotas = (
        _Quota(DAILY, datetime.date),
        _Quota(WEEKLY, lambda at: at.isocalendar()[:2]),
        _Quota(MONTHLY, lambda at: (at.year, at.month)),
    )
    newest = max((backup.sequence for backup in backups), default=0)
    last: datetime | None = None
    gone = []
    for backup in backups:
        at = clock.parse_stamp(backup.made_at)
        age = now - at
        if backup.reason in PINNED or backup.sequence == newest:
            continue
        if age < ALL_FOR or (backup.version != version and age < OTHER_VERSIONS_FOR):
            continue
        if any(quota.takes(at, last) for quota in quotas):
            last = at
        else:
            gone.append(backup)
    return gone
