"""Clocks that count opening hours: known answers by the calendar, and what holds for any hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.entities.shop import Shop
from cxdesk.errors import InputError
from cxdesk.services.open_days import OpenDays
from cxdesk.services.recovery import clocks
from cxdesk.services.recovery.clocks import Hours, Span
from cxdesk.workspace import Workspace

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
NINE_TO_SIX: tuple[Span, ...] = ((time(9), time(18)),)
WEEK = OpenDays(frozenset(range(5)))
EVERY_DAY = OpenDays(frozenset(range(7)))


def at(text: str, zone: tzinfo = BERLIN, fold: int = 0) -> datetime:
    """Return what the wall clock shows: "2026-11-20 17:30" is a Friday."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def hours(
    *spans: Span, days: OpenDays = WEEK, zone: tzinfo | None = BERLIN, closed: tuple[ClosedDay, ...] = ()
) -> Hours:
    return Hours(days._replace(closed=closed), dict.fromkeys(range(7), spans) if spans else {}, zone)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-20 10:00", 60, "2026-11-20 11:00"),
        ("2026-11-20 17:30", 30, "2026-11-20 18:00"),  # the moment of closing
        ("2026-11-20 17:30", 31, "2026-11-23 09:01"),  # over the weekend
        ("2026-11-20 17:30", 540, "2026-11-23 17:30"),
        ("2026-11-20 18:00", 0, "2026-11-23 09:00"),
        ("2026-11-20 10:00", 0, "2026-11-20 10:00"),
        ("2026-11-21 12:00", 60, "2026-11-23 10:00"),  # told on a Saturday
        ("2026-11-20 04:00", 5, "2026-11-20 09:05"),  # told in the night
    ],
)
def test_minutes_run_only_while_it_is_open(start: str, minutes: int, due: str) -> None:
    assert clocks.add_minutes(hours(*NINE_TO_SIX), at(start), minutes) == at(due)


def test_a_break_at_noon_does_not_count() -> None:
    split = hours((time(9), time(12)), (time(14), time(18)))
    assert clocks.add_minutes(split, at("2026-11-20 11:30"), 60) == at("2026-11-20 14:30")
    assert clocks.count_minutes(split, at("2026-11-20 11:30"), at("2026-11-20 14:30")) == 60


def test_a_bar_is_open_across_midnight() -> None:
    bar = hours((time(20), time(2)), days=OpenDays(frozenset({4, 5})))
    assert clocks.add_minutes(bar, at("2026-11-20 23:30"), 60) == at("2026-11-21 00:30")
    # Sunday at one in the morning belongs to Saturday evening, and Sunday evening to nobody.
    assert clocks.add_minutes(bar, at("2026-11-22 01:30"), 60) == at("2026-11-27 20:30")


def test_a_day_off_does_not_count() -> None:
    feast = ClosedDay(from_on=date(2026, 12, 24), until_on=date(2026, 12, 26))
    assert clocks.add_minutes(hours(*NINE_TO_SIX, closed=(feast,)), at("2026-12-23 17:00"), 120) == at(
        "2026-12-28 10:00"
    )


@pytest.mark.parametrize(
    ("zone", "start", "minutes", "due"),
    [
        # The night of 29 March 2026 in Berlin has no time from two to three, that of 25 October has it twice.
        (BERLIN, "2026-03-28 23:00", 240, "2026-03-29 04:00"),
        (BERLIN, "2026-10-24 23:00", 240, "2026-10-25 02:00"),
        # New York: 8 March and 1 November 2026.
        (NEW_YORK, "2026-03-07 23:00", 240, "2026-03-08 04:00"),
        (NEW_YORK, "2026-10-31 23:00", 180, "2026-11-01 01:00"),
    ],
)
def test_open_all_night_an_hour_is_an_hour_when_clocks_change(
    zone: ZoneInfo, start: str, minutes: int, due: str
) -> None:
    always = hours((time(0), time(0)), days=EVERY_DAY, zone=zone)
    found = clocks.add_minutes(always, at(start, zone), minutes)
    assert found is not None
    assert found.astimezone(zone).replace(tzinfo=None) == datetime.fromisoformat(due)
    assert found - at(start, zone).astimezone(UTC) == timedelta(minutes=minutes)


def test_the_second_of_two_hours_is_told_from_the_first() -> None:
    always = hours((time(0), time(0)), days=EVERY_DAY)
    first, second = (clocks.add_minutes(always, at("2026-10-25 02:30", fold=fold), 0) for fold in (0, 1))
    assert first is not None
    assert second is not None
    assert second - first == timedelta(hours=1)


def test_days_with_hours_are_as_long_as_ever_when_clocks_change() -> None:
    for day in ("2026-03-29", "2026-10-25"):  # both Sundays
        sundays = hours(*NINE_TO_SIX, days=EVERY_DAY)
        assert clocks.count_minutes(sundays, at(f"{day} 00:00"), at(f"{day} 23:59")) == 540


def test_hours_that_a_clock_change_leaves_out_do_not_make_it_stumble() -> None:
    odd = hours((time(2, 15), time(2, 45)), (time(3), time(5)), days=EVERY_DAY)
    # 02:15 to 02:45 become 03:15 to 03:45, which lie within 03:00 to 05:00 and count once.
    assert clocks.count_minutes(odd, at("2026-03-29 00:00"), at("2026-03-29 12:00")) <= 120
    assert clocks.count_minutes(odd, at("2026-03-30 00:00"), at("2026-03-30 12:00")) == 150


def test_without_hours_whole_open_days_count() -> None:
    whole = hours()
    assert whole.whole
    assert clocks.add_minutes(whole, at("2026-11-20 22:00"), 60) == at("2026-11-20 23:00")
    assert clocks.add_minutes(whole, at("2026-11-20 22:00"), 180) == at("2026-11-23 01:00")
    # Never due on a day off: the last moment of Friday is the first of Monday.
    assert clocks.add_minutes(whole, at("2026-11-20 22:00"), 120) == at("2026-11-23 00:00")


@pytest.mark.parametrize(
    ("start", "minutes", "timed", "due"),
    [
        ("2026-11-20 10:00", 60, True, "2026-11-20 11:00"),
        ("2026-11-19 23:30", 45, True, "2026-11-20 23:59"),  # 00:15 at night is nobody's time
        ("2026-11-20 23:30", 45, True, "2026-11-23 23:59"),  # over the weekend
        ("2026-11-20 00:00", 15, False, "2026-11-20 23:59"),  # nobody said at what time it happened
        ("2026-11-21 10:00", 60, True, "2026-11-23 23:59"),  # told on a day off
    ],
)
def test_without_hours_nothing_is_due_at_a_time_of_another_day(
    start: str, minutes: int, timed: bool, due: str
) -> None:
    found = clocks.due(hours(), at(start), minutes, timed=timed)
    assert found == at(due)
    assert found is not None
    assert clocks.whole_day(found, BERLIN) == due.endswith("23:59")


@given(st.integers(0, 3_000), st.booleans())
def test_with_hours_a_time_is_due_as_it_is_counted(minutes: int, timed: bool) -> None:
    opening, start = hours(*NINE_TO_SIX), at("2026-11-20 17:30")
    assert clocks.due(opening, start, minutes, timed=timed) == clocks.add_minutes(opening, start, minutes)


def test_whole_days_are_longer_and_shorter_when_clocks_change() -> None:
    whole = hours(days=EVERY_DAY)
    for day, minutes in (("2026-03-29", 23 * 60), ("2026-10-25", 25 * 60)):
        after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        assert clocks.count_minutes(whole, at(f"{day} 00:00"), at(f"{after} 00:00")) == minutes


def test_a_shop_that_never_opens_has_no_clock() -> None:
    gone = ClosedDay(from_on=date(2026, 1, 1), until_on=date(2040, 1, 1))
    shut = hours(*NINE_TO_SIX, closed=(gone,))
    assert clocks.add_minutes(shut, at("2026-11-20 10:00"), 5) is None
    assert clocks.count_minutes(shut, at("2026-11-20 10:00"), at("2026-12-20 10:00")) == 0
    assert clocks.open_day_after(shut.days, date(2026, 11, 20), 1) is None


def test_days_are_counted_in_open_days() -> None:
    assert clocks.open_day_after(WEEK, date(2026, 11, 20), 2) == date(2026, 11, 24)
    assert clocks.open_day_after(WEEK, date(2026, 11, 20), 0) == date(2026, 11, 20)
    assert clocks.open_day_after(WEEK, date(2026, 11, 21), 0) == date(2026, 11, 23)


def test_hours_are_kept_and_read(ws: Workspace) -> None:
    ws.change(Shop, 1, opening_days=("mon", "sat"))
    mornings = {"mon": [(time(14), time(18)), (time(9), time(12))], "sat": [(time(20), time(2))]}
    ws.run("hours", lambda tx: clocks.set_hours(tx, mornings))
    found = clocks.hours_of(ws, BERLIN)
    assert found.week == {0: ((time(9), time(12)), (time(14), time(18))), 5: ((time(20), time(2)),)}
    assert clocks.add_minutes(found, at("2026-11-16 17:30"), 60) == at("2026-11-21 20:30")
    ws.run("hours", lambda tx: clocks.set_hours(tx, {}))
    assert clocks.hours_of(ws).whole
    assert ws.count(OpeningHours) == 0


@pytest.mark.parametrize(
    "spans", [[(time(9), time(13)), (time(12), time(18))], [(time(20), time(2)), (time(22), time(23))]]
)
def test_hours_that_overlap_are_refused_by_their_day(ws: Workspace, spans: list[Span]) -> None:
    with pytest.raises(InputError) as caught:
        ws.run("hours", lambda tx: clocks.set_hours(tx, {"tue": spans}))
    assert list(caught.value.fields) == ["tue"]


# What holds for any hours

_CLOCK = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
_SPANS = st.lists(st.tuples(_CLOCK, _CLOCK), max_size=3).map(tuple)
_DAYS = st.frozensets(st.integers(0, 6), min_size=1)
_CLOSED = st.dates(date(2026, 3, 1), date(2026, 11, 30)).map(lambda day: ClosedDay(from_on=day))
_ZONES = st.sampled_from((BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), UTC))
_HOURS = st.builds(
    lambda week, days, closed, zone: Hours(OpenDays(days, closed=tuple(closed)), week, zone),
    st.dictionaries(st.integers(0, 6), _SPANS),
    _DAYS,
    st.lists(_CLOSED, max_size=4),
    _ZONES,
)
# Around the nights on which clocks change, and any other.
_NIGHTS = st.sampled_from(
    ("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01")
)
_STARTS = st.builds(
    lambda day, minutes, seconds: (
        datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(minutes=minutes, seconds=seconds)
    ),
    _NIGHTS,
    st.integers(-4 * 1440, 4 * 1440),
    st.sampled_from((0, 0, 17, 59)),
)


@given(_HOURS, _STARTS, st.integers(0, 6_000))
def test_what_is_added_is_counted(opening: Hours, start: datetime, minutes: int) -> None:
    due = clocks.add_minutes(opening, start, minutes)
    if due is None:  # hours only on days that are never open
        assert not any(spans for day, spans in opening.week.items() if day in opening.days.weekdays)
        return
    assert due >= start
    assert clocks.count_minutes(opening, start, due) == minutes
    assert clocks.count_minutes(opening, due, start) == -minutes


@given(_HOURS, _STARTS, st.integers(0, 6_000))
def test_nothing_is_due_in_closed_time(opening: Hours, start: datetime, minutes: int) -> None:
    due = clocks.add_minutes(opening, start, minutes)
    if due is None:
        return
    wall = due.astimezone(opening.zone)
    if opening.whole:
        assert opening.days.holds(wall.date())
        return
    near = (wall.date() - timedelta(days=1), wall.date())
    assert any(
        opens <= due <= closes
        for day in near
        if opening.days.holds(day)
        for opens, closes in clocks._spans_of(opening, day)
    )


@given(_HOURS, _STARTS, st.integers(0, 3_000), st.integers(0, 3_000))
def test_more_time_is_never_due_earlier(opening: Hours, start: datetime, one: int, more: int) -> None:
    first, second = (clocks.add_minutes(opening, start, minutes) for minutes in (one, one + more))
    if first is not None and second is not None:
        assert first <= second
