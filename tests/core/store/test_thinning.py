"""The rule by which backups are kept, over years, and over wrong clocks."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cxdesk import clock
from cxdesk.store import thinning

NOW = datetime(2026, 11, 21, 19, 40, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """A backup without a file."""

    made_at: str
    sequence: int
    reason: str = "timer"
    version: int = 1


def made(*hours_ago: float, reason: str = "timer", version: int = 1) -> list[Made]:
    return [
        Made(clock.stamp(NOW - timedelta(hours=hours)), 1000 - i, reason, version)
        for i, hours in enumerate(hours_ago)
    ]


def kept(backups: list[Made], now: datetime = NOW) -> list[Made]:
    gone = set(thinning.superfluous(backups, now=now, version=1))
    return [backup for backup in backups if backup not in gone]


def test_all_of_two_days_stay() -> None:
    backups = made(*(hour / 2 for hour in range(96)))
    assert kept(backups) == backups


def test_a_year_of_hours_becomes_days_weeks_and_months() -> None:
    backups = made(*range(24 * 500))
    left = kept(backups)
    ages = [(NOW - clock.parse_stamp(backup.made_at)) / timedelta(days=1) for backup in left]
    assert len(left) == 48 + thinning.DAILY + thinning.WEEKLY + thinning.MONTHLY
    assert [age < 2 for age in ages].count(True) == 48
    older = [age for age in ages if age >= 2]
    assert max(later - earlier for earlier, later in itertools.pairwise(older[:12])) <= 1.01
    assert 12 < older[11] < 15
    assert older[11] + 49 <= older[21] <= older[11] + 77
    assert older[-1] > older[21] + 7 * 28


def test_thinning_after_each_backup_keeps_as_much_as_thinning_once() -> None:
    backups: list[Made] = []
    for hour in range(24 * 500):
        if hour % 13 == 0:  # no fixed time of day
            now = NOW + timedelta(hours=hour)
            backups = kept([Made(clock.stamp(now), hour), *backups], now)
    days = sorted((now - clock.parse_stamp(backup.made_at)).days for backup in backups)
    assert len([day for day in days if 2 <= day <= 16]) >= thinning.DAILY
    assert len([day for day in days if 16 < day <= 90]) >= thinning.WEEKLY - 1
    assert days[-1] > 250
    assert max(later - earlier for earlier, later in itertools.pairwise(days)) <= 45


def test_thinning_twice_takes_no_more() -> None:
    left = kept(made(*range(0, 24 * 400, 5)))
    assert kept(left) == left


def test_pinned_ones_stay_for_good() -> None:
    backups = made(*range(24 * 300, 24 * 320), reason="before-migration")
    backups += made(*range(24 * 320, 24 * 340), reason="before-restore")
    assert kept(backups) == backups


def test_those_of_another_version_stay_for_ninety_days() -> None:
    young, old = made(*range(50, 24 * 90, 6), version=2), made(*range(24 * 100, 24 * 101), version=2)
    left = kept(young + old)
    assert left[: len(young)] == young
    assert len(young) < len(left) <= len(young) + 3


def test_nothing_goes_while_the_clock_is_behind() -> None:
    backups = made(*range(-50, 24 * 300))
    assert kept(backups) == backups
    assert thinning.clock_went_back(backups, NOW)
    assert not thinning.clock_went_back(made(0.0, -0.5, 3.0), NOW)


def test_the_newest_by_number_stays_whatever_its_date() -> None:
    backups = [Made(clock.stamp(NOW - timedelta(days=4000)), 9999), *made(*range(24 * 400))]
    assert backups[0] in kept(backups)


@given(st.lists(st.integers(0, 24 * 800), max_size=120), st.integers(0, 24 * 800))
def test_the_newest_two_days_and_something_of_each_kept_span_stay(hours: list[int], later: int) -> None:
    backups = made(*sorted(hours))
    now = NOW + timedelta(hours=later)
    left = kept(backups, now)
    assert set(left) <= set(backups)
    assert bool(left) == bool(backups)
    assert len(left) >= min(len({backup.made_at[:10] for backup in backups}), thinning.DAILY)


def test_when_each_goes_by_itself() -> None:
    newest, older, yesterday, pinned = (
        Made(clock.stamp(NOW - timedelta(hours=hours)), 1000 - i, reason)
        for i, (hours, reason) in enumerate(
            [(1, "timer"), (2, "timer"), (30, "timer"), (3, "before-restore")]
        )
    )
    days = thinning.last_days([newest, older, yesterday, pinned], now=NOW, version=1)
    assert days[pinned.sequence] is None
    assert days[older.sequence] == (NOW + timedelta(days=2)).date()
    last = days[newest.sequence]
    assert last is not None
    assert timedelta(days=14) <= last - NOW.date() <= timedelta(days=365)


def test_no_day_is_promised_where_the_clock_is_wrong() -> None:
    tomorrow = Made(clock.stamp(NOW + timedelta(days=900)), 1001)
    assert set(thinning.last_days([tomorrow, *made(1, 2)], now=NOW, version=1).values()) == {None}
