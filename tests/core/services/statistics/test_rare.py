"""Days between rare events: when to offer them, and limits that fit waiting times."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.services.statistics import rare, xmr


@pytest.mark.parametrize(
    ("counts", "offered"),
    [
        ([0, 0, 1, 0, 0, 1, 0, 1, 0, 0], True),  # 0.3 a week
        ([0, None, 1, None, 0, 1, 0, 0], True),  # what was not counted is left out: 2 in 6
        ([1, 1, 1, 1, 1, 1], False),  # one a period is enough for counts
        ([0, 1, 0, 0, 0, 0], False),  # nothing between one event
        ([0, 1, 1, 0, 0], False),  # too few periods to tell
        ([None] * 12, False),
        ([], False),
    ],
)
def test_when_it_is_offered(counts: list[int | None], offered: bool) -> None:
    assert rare.offers_days_between(counts) is offered


def test_negative_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        rare.offers_days_between([1, -1])
    with pytest.raises(ValueError, match="negative"):
        rare.chart([3, -1])


@given(st.lists(st.dates(date(1990, 1, 1), date(2100, 1, 1)), max_size=30))
def test_days_between_add_up(days: list[date]) -> None:
    between = rare.days_between(days)
    assert len(between) == max(0, len(days) - 1)
    assert sum(between) == ((max(days) - min(days)).days if days else 0)
    assert all(one >= 0 for one in between)


def test_two_on_one_day() -> None:
    day = date(2026, 3, 1)
    assert rare.days_between([day + timedelta(9), day, day]) == (0, 9)


def test_limits_in_days() -> None:
    intervals = [12, 30, 3, 45, 18, 7, 26, 60, 11, 21, 33, 9]
    limits = rare.chart(intervals).limits
    assert limits is not None
    days = rare.in_days(limits)
    scaled = [one ** (1 / 3.6) for one in intervals]  # by hand
    centre = sum(scaled) / 12
    reach = 2.66 * sum(abs(b - a) for a, b in pairwise(scaled)) / 11
    assert days.centre == pytest.approx(centre**3.6)
    assert days.upper == pytest.approx((centre + reach) ** 3.6)
    assert days.lower == pytest.approx(max(0.0, centre - reach) ** 3.6)
    assert not rare.quiet_beyond(limits, days.upper)
    assert rare.quiet_beyond(limits, days.upper + 1)


def test_limits_never_go_below_no_days() -> None:
    limits = rare.chart([0, 40, 0, 50, 0, 60]).limits
    assert limits is not None
    assert limits.trial
    assert limits.lower < 0
    assert rare.in_days(limits).lower == 0


def test_a_long_quiet_time_is_a_signal_and_a_gap_is_not_bridged() -> None:
    intervals = [12, 30, 3, 45, 18, 7, 26, 60, 11, 21, 33, 9]
    chart = rare.chart([*intervals, None, 2000], rebaselines=[xmr.Rebaseline(0, "new till")])
    assert [(one.start, one.rule, one.side) for one in chart.signals] == [(13, "outside", "above")]
    assert [one.kind for one in xmr.prompts(chart, "up")] == ["celebrate"]
    assert chart.values[12] is None


def test_transformed_waiting_times_give_few_false_signals() -> None:
    """Nelson's power makes exponential waits nearly normal: few fall outside, far fewer than of days as such.

    For y, Weibull of shape 3.6, mean ± 3 standard deviations leave out 0.00075 (by its distribution); limits
    from 200 moving ranges are near that. Of days as such, exp(-4) = 0.018 are above mean + 3 deviations.
    """
    source = random.Random(7)
    outside = outside_raw = total = 0
    for _ in range(40):
        days = [source.expovariate(1 / 30) for _ in range(200)]
        limits = rare.chart(days, lock=None).limits
        raw = xmr.limits(days)
        assert limits is not None
        assert raw is not None
        shown = rare.in_days(limits)
        outside += sum(not shown.lower <= one <= shown.upper for one in days)
        outside_raw += sum(not raw.lower <= one <= raw.upper for one in days)
        total += len(days)
    assert outside / total < 0.0027
    assert outside_raw / total > 0.01
