"""Limits, signals, segments and what they say about a target."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxdesk.services.statistics import xmr
from cxdesk.services.statistics.figures import rounded
from cxdesk.services.statistics.xmr import Rebaseline, Signal

STEADY = [42, 45, 40, 44, 47, 43, 41, 46, 44, 45, 43, 44]
OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
UNIT = xmr.Limits(Fraction(0), Fraction(1), Fraction(-3), Fraction(3), Fraction(4), 20, 19)  # 1 is a sigma

numbers = st.decimals(-1000, 1000, allow_nan=False, places=2)
gappy = st.lists(st.none() | numbers, max_size=40)
series = st.lists(numbers, min_size=6, max_size=40)


def made(values: xmr.Values, *, screened: bool = False) -> xmr.Limits:
    limits = xmr.limits(values, screened=screened)
    assert limits is not None
    return limits


def places4(value: Fraction) -> str:
    return str(rounded(value, 4))


def test_known_answer_steady() -> None:
    limits = made(STEADY)
    assert places4(limits.centre) == "43.6667"
    assert places4(limits.mean_range) == "2.9091"
    assert (places4(limits.lower), places4(limits.upper)) == ("35.9285", "51.4048")
    assert places4(limits.upper_range) == "9.5069"
    assert not limits.trial
    assert xmr.signals(STEADY, limits) == ()
    assert xmr.wide_ranges(STEADY, limits) == ()
    told = [xmr.assurance(limits, target, "up") for target in (55, 50, 35)]
    assert told == ["will_keep_missing", "hit_and_miss", "will_keep_meeting"]
    told = [xmr.assurance(limits, target, "down") for target in (55, 50, 35)]
    assert told == ["will_keep_meeting", "hit_and_miss", "will_keep_missing"]


def test_known_answer_outlier() -> None:
    plain, screened = made(OUTLIER), made(OUTLIER, screened=True)
    assert places4(plain.centre) == places4(screened.centre) == "1.9444"
    assert (places4(plain.lower), places4(plain.upper)) == ("-3.0626", "6.9515")
    assert xmr.signals(OUTLIER, plain) == (Signal(4, 4, "outside", "above"),)
    assert (places4(screened.lower), places4(screened.upper)) == ("-0.7156", "4.6044")
    assert (plain.ranges, screened.ranges) == (17, 15)
    assert xmr.wide_ranges(OUTLIER, plain) == (4, 5)
    assert plain.shown(floor=0) == (0, plain.upper)
    assert plain.shown(ceiling=5) == (plain.lower, 5)
    assert plain.shown() == (plain.lower, plain.upper)
    assert xmr.chart(OUTLIER, lock=18, screened=True).limits == screened


@pytest.mark.parametrize(
    ("target", "better", "told"),
    [
        (100, "up", "will_keep_meeting"),  # a process that is always on its target
        (100, "down", "will_keep_meeting"),
        (Decimal("100.1"), "up", "will_keep_missing"),
        (99.9, "down", "will_keep_missing"),
    ],
)
def test_a_value_on_the_target_meets_it(target: float, better: xmr.Better, told: str) -> None:
    assert xmr.assurance(made([100] * 8), target, better) == told


@given(series, st.booleans())
def test_limits_hold_the_mean(values: list[Decimal], screened: bool) -> None:
    limits = made(values, screened=screened)
    assert limits.lower <= limits.centre <= limits.upper
    assert limits.centre == sum(map(Fraction, values)) / len(values)
    assert limits.upper_range >= limits.mean_range >= 0


@given(series, numbers, st.decimals("0.01", 100, places=2), st.booleans())
def test_limits_move_and_stretch_with_the_values(
    values: list[Decimal], shift: Decimal, scale: Decimal, screened: bool
) -> None:
    before = made(values, screened=screened)
    moved = [Fraction(value) * Fraction(scale) + Fraction(shift) for value in values]
    after = made(moved, screened=screened)
    for name in ("centre", "lower", "upper"):
        assert getattr(after, name) == getattr(before, name) * Fraction(scale) + Fraction(shift)
    assert after.upper_range == before.upper_range * Fraction(scale)
    assert xmr.signals(moved, after) == xmr.signals(values, before)


@given(series)
def test_upside_down_swaps_the_sides(values: list[Decimal]) -> None:
    limits, mirrored = made(values), made([-value for value in values])
    assert (mirrored.lower, mirrored.upper) == (-limits.upper, -limits.lower)
    other = {"above": "below", "below": "above"}
    swapped = sorted(
        Signal(one.start, one.end, one.rule, other[one.side]) for one in xmr.signals(values, limits)
    )
    assert tuple(swapped) == xmr.signals([-value for value in values], mirrored)


@given(gappy, numbers)
def test_gaps_are_never_bridged(values: list[Decimal | None], other: Decimal) -> None:
    ranges = xmr.moving_ranges(values)
    for place, value in enumerate(values):
        known = place > 0 and value is not None and values[place - 1] is not None
        assert (ranges[place] is not None) is known
    for one in xmr.chart(values).signals:
        assert None not in values[one.start : one.end + 1]


@given(series, st.integers(1, 5), st.integers(0, 40))
def test_a_longer_gap_changes_nothing(values: list[Decimal], more: int, where: int) -> None:
    where = min(where, len(values))
    short = xmr.limits([*values[:where], None, *values[where:]])
    long = xmr.limits([*values[:where], *[None] * (1 + more), *values[where:]])
    assert short == long


def test_too_few_make_no_limits() -> None:
    assert xmr.limits([]) is None
    assert xmr.limits(STEADY[:5]) is None
    assert made(STEADY[:6]).trial
    assert made(STEADY[:11]).trial
    assert xmr.limits([1, 2, 3, None, 4, 5, 6]) is None  # six values, but only four ranges
    needs = [
        xmr.chart(values).segments[0].needs for values in ([None], [1], STEADY[:5], [1, None] * 3, STEADY[:6])
    ]
    assert needs == [6, 5, 1, 5, 0]


@given(gappy)
def test_what_is_needed_brings_limits(values: list[Decimal | None]) -> None:
    assume(values)
    segment = xmr.chart(values).segments[0]
    assert (segment.limits is None) is (segment.needs > 0)
    if segment.needs:
        assert xmr.limits([*values, *[Decimal(1)] * segment.needs]) is not None or values[-1] is None
        assert xmr.limits([*values, *[Decimal(1)] * (segment.needs - 1)]) is None


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([0, 3, 0, 0], []),  # on the limit is not outside
        ([0, 3.1, 0, -4, 0], [(1, 1, "outside", "above"), (3, 3, "outside", "below")]),
        ([1] * 7, []),
        ([1] * 8, [(0, 7, "eight_on_one_side", "above")]),
        ([0, *[-1] * 10, 1], [(1, 10, "eight_on_one_side", "below")]),
        ([1, 1, 1, 1, 0, 1, 1, 1, 1], []),  # on the line is on neither side
        ([1, 1, 1, 1, None, 1, 1, 1, 1], []),
        (
            [1] * 8 + [-1] + [1] * 9,
            [(0, 7, "eight_on_one_side", "above"), (9, 17, "eight_on_one_side", "above")],
        ),
        ([2, 2, 0, 0, 2], []),  # three of five
        ([1.5, 1.5, 1.5, 1.5], []),  # as near to the line as to the limit
        ([2, 2, 2], [(0, 2, "three_of_four_near_limit", "above")]),
        ([0, -2, -1, -2, -2, 0], [(1, 4, "three_of_four_near_limit", "below")]),
        ([2, -2, 2, -2, 2, -2], []),  # three of five on one side
        ([2, 2, -2, 2], [(0, 3, "three_of_four_near_limit", "above")]),
        ([2, None, 2, 2], []),
        ([2, 2, None, 2], []),
        ([2, 2, 2, 0, 2, 2, 0, 0, 0], [(0, 5, "three_of_four_near_limit", "above")]),
        ([2, 2, 0, 2, 0, 2, 2], [(0, 6, "three_of_four_near_limit", "above")]),  # they share one value
        (
            [2, 2, 2, 0, 0, 2, 2, 2],
            [(0, 2, "three_of_four_near_limit", "above"), (5, 7, "three_of_four_near_limit", "above")],
        ),
        ([2, 4, 2], [(0, 2, "three_of_four_near_limit", "above"), (1, 1, "outside", "above")]),
        ([None, None], []),
    ],
)
def test_signals(values: list[float | None], found: list[tuple[int, int, str, str]]) -> None:
    assert xmr.signals(values, UNIT) == tuple(Signal(*one) for one in found)


def test_limits_are_locked() -> None:
    shifted = [*STEADY, *[60] * 8]
    chart = xmr.chart(shifted)
    assert chart.limits == made(STEADY)
    assert chart.segments[0].locked
    assert {one.rule for one in chart.signals} == {"outside", "eight_on_one_side", "three_of_four_near_limit"}
    assert xmr.chart(shifted, lock=None).limits == made(shifted)
    assert not xmr.chart(shifted, lock=None).segments[0].locked
    assert not xmr.chart(STEADY[:11]).segments[0].locked
    assert xmr.chart(shifted, lock=15).limits == made(shifted[:15])


def test_a_lock_waits_for_moving_ranges() -> None:
    sparse = [1, None] * 12 + STEADY
    segment = xmr.chart(sparse).segments[0]
    assert segment.locked
    assert segment.limits is not None
    assert segment.limits.ranges == xmr.FEWEST_RANGES
    assert segment.limits.values == 12 + 6


def test_a_rebaseline_splits_the_chart() -> None:
    values = [*STEADY, *[one + 20 for one in STEADY[:7]]]
    assert xmr.chart(values).signals != ()
    chart = xmr.chart(values, rebaselines=[Rebaseline(12, "second chair")])
    first, second = chart.segments
    assert (first.start, first.end, first.cause, first.reason) == (0, 11, "start", "")
    assert (second.start, second.end, second.cause, second.reason) == (12, 18, "rebaseline", "second chair")
    assert first.limits == made(STEADY)
    assert chart.limits == second.limits == made(values[12:])
    assert chart.signals == ()
    wild = xmr.chart([*values, 400], rebaselines=[Rebaseline(12, "second chair")])
    assert (wild.signals[-1].start, wild.signals[-1].end) == (19, 19)


def test_another_definition_breaks_the_chart() -> None:
    values = [*STEADY[:6], None, *[one / 10 for one in STEADY[:6]]]
    versions = ["score"] * 6 + [None] + ["stars"] * 6  # the one of a period without a value does not count
    chart = xmr.chart(
        values, versions=versions, rebaselines=[Rebaseline(7, "other question"), Rebaseline(0, "x")]
    )
    assert [(one.start, one.cause, one.reason) for one in chart.segments] == [
        (0, "start", "x"),
        (7, "version", "other question"),
    ]
    assert [one.limits for one in chart.segments] == [made(values[:6]), made(values[7:])]
    assert len(xmr.chart(values, versions=[1] * 13).segments) == 1


@given(gappy, st.data())
def test_segments_hold_every_place_once(values: list[Decimal | None], data: st.DataObject) -> None:
    versions = data.draw(st.lists(st.integers(0, 1), min_size=len(values), max_size=len(values)))
    places = data.draw(st.sets(st.integers(0, len(values) - 1), max_size=4)) if values else set()
    chart = xmr.chart(values, versions=versions, rebaselines=[Rebaseline(one, "moved") for one in places])
    assert [place for one in chart.segments for place in range(one.start, one.end + 1)] == list(
        range(len(values))
    )
    assert places <= {one.start for one in chart.segments}
    for segment in chart.segments:
        used = {versions[i] for i in range(segment.start, segment.end + 1) if values[i] is not None}
        assert len(used) <= 1
        assert all(segment.start <= one.start <= one.end <= segment.end for one in segment.signals)


def test_nothing_makes_an_empty_chart() -> None:
    chart = xmr.chart([])
    assert chart.segments == chart.signals == xmr.prompts(chart, "up") == ()
    assert chart.limits is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"lock": 11}, "locked after 12"),
        ({"versions": [1, 2]}, "2 versions for 12 values"),
        ({"rebaselines": [Rebaseline(12, "late")]}, "place 12"),
        ({"rebaselines": [Rebaseline(-1, "early")]}, "place -1"),
        ({"rebaselines": [Rebaseline(3, "one"), Rebaseline(3, "two")]}, "place 3"),
        ({"rebaselines": [Rebaseline(3, " ")]}, "no reason"),
    ],
)
def test_what_cannot_be_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        xmr.chart(STEADY, **options)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        xmr.chart([1, float("nan")])


def test_prompts_come_from_signals_only() -> None:
    low_day = [*STEADY, 37]
    assert xmr.prompts(xmr.chart(low_day), "up") == ()
    eight_low = [*STEADY, *[42] * 8]
    (prompt,) = xmr.prompts(xmr.chart(eight_low), "up")
    assert (prompt.kind, prompt.signal.rule, prompt.current) == ("coach", "eight_on_one_side", True)
    (prompt,) = xmr.prompts(xmr.chart(eight_low), "down")
    assert prompt.kind == "celebrate"
    (prompt,) = xmr.prompts(xmr.chart([*eight_low, 44, None]), "up")
    assert not prompt.current
    (prompt,) = xmr.prompts(xmr.chart([*eight_low, None]), "up")  # still the last that is known
    assert prompt.current
    (prompt,) = xmr.prompts(xmr.chart([*STEADY, 60]), "up")
    assert (prompt.kind, prompt.signal.rule, prompt.current) == ("celebrate", "outside", True)
