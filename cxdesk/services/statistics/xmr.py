"""Process behaviour (XmR) charts: is a change more than the noise of the process?

Sources: Donald J. Wheeler, "Understanding Variation: The Key to Managing Chaos", 2nd edition 2000 (p. 60:
limits); Donald J. Wheeler and David S. Chambers, "Understanding Statistical Process Control", 3rd edition
2010; Lloyd S. Nelson, "Control Charts for Individual Measurements", Journal of Quality Technology 14 (3),
1982 (screened ranges).

A series is a sequence with one place a period; a period without a value is None. It ends every run, no moving
range is taken across it, and nothing counts it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from cxdesk.services.statistics.figures import Number, exact

Rule = Literal["outside", "eight_on_one_side", "three_of_four_near_limit"]
Side = Literal["above", "below"]
Better = Literal["up", "down"]
Cause = Literal["start", "rebaseline", "version"]
Assurance = Literal["will_keep_meeting", "will_keep_missing", "hit_and_miss"]
Values = Sequence[Number | None]

LIMIT_FACTOR = Fraction("2.66")  # 3 / d2, where d2 = 1.128 for two values
RANGE_FACTOR = Fraction("3.268")  # D4 for two values, as Wheeler prints it
SCREEN_FACTOR = Fraction("3.267")  # D4 as Nelson and most tables print it; exactly 3.26653…
FEWEST_VALUES = 6  # no limits before
FEWEST_RANGES = 5  # what six values without a gap give
LOCK_AFTER = 12  # fewer make trial limits
RUN = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process will go on doing unless something changes, in the unit of the values."""

    centre: Fraction
    mean_range: Fraction
    lower: Fraction
    upper: Fraction
    upper_range: Fraction
    values: int
    ranges: int

    @property
    def trial(self) -> bool:
        """Whether so few values made them that they are bound to move."""
        return self.values < LOCK_AFTER

    def shown(self, floor: Number | None = None, ceiling: Number | None = None) -> tuple[Fraction, Fraction]:
        """Return the lower and upper limit inside what can happen: no count is below 0, no share above 1.

        For the eye only: signals and assurance are judged by the limits as computed.
        """
        lower = self.lower if floor is None else max(self.lower, exact(floor))
        upper = self.upper if ceiling is None else min(self.upper, exact(ceiling))
        return lower, upper


@dataclass(frozen=True, slots=True, order=True)
class Signal:
    """A change that is more than noise: first and last place, by which rule, on which side of the line."""

    start: int
    end: int
    rule: Rule
    side: Side


@dataclass(frozen=True, slots=True)
class Rebaseline:
    """From this place on the process is another one, and a person said why."""

    start: int
    reason: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a chart with limits of its own; `end` is its last place.

    Without limits, `needs` is how many more values one after the other bring them at the earliest.
    """

    start: int
    end: int
    cause: Cause
    reason: str
    limits: Limits | None
    locked: bool
    needs: int
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A series with its segments, which together hold every place of it once, in order."""

    values: tuple[Fraction | None, ...]
    segments: tuple[Segment, ...]

    @property
    def signals(self) -> tuple[Signal, ...]:
        """All signals, in order."""
        return tuple(signal for segment in self.segments for signal in segment.signals)

    @property
    def limits(self) -> Limits | None:
        """The limits that hold now: those of the last segment, whatever came before."""
        return self.segments[-1].limits if self.segments else None


@dataclass(frozen=True, slots=True)
class Prompt:
    """A reason to praise or to help, from a signal; `current` when the signal goes on to the last value."""

    kind: Literal["celebrate", "coach"]
    signal: Signal
    current: bool


def exact_values(values: Values) -> tuple[Fraction | None, ...]:
    """Return a series as fractions; raises ValueError for what is not a finite number."""
    return tuple(None if value is None else exact(value) for value in values)


def moving_ranges(values: Values) -> tuple[Fraction | None, ...]:
    """Return for every place how far it is from the one before; None at the start, in and after a gap."""
    pairs = pairwise((None, *exact_values(values)))
    return tuple(None if one is None or two is None else abs(two - one) for one, two in pairs)


def limits(values: Values, *, screened: bool = False) -> Limits | None:
    """Return the limits that all these values make, or None when they are too few.

    Centre line: the mean. Natural process limits: mean ± 2.66 × mean moving range. Upper range limit: 3.268 ×
    mean moving range. Six values and five moving ranges are the least. Screened (Nelson 1982): ranges above
    3.267 × their mean are left out, once, so that one outlier does not widen the limits that should show it.
    Raises ValueError for what is not a finite number.
    """
    present = [value for value in exact_values(values) if value is not None]
    ranges = [one for one in moving_ranges(values) if one is not None]
    if len(present) < FEWEST_VALUES or len(ranges) < FEWEST_RANGES:
        return None
    centre = sum(present, Fraction()) / len(present)
    mean_range = sum(ranges, Fraction()) / len(ranges)
    if screened:
        ranges = [one for one in ranges if one <= SCREEN_FACTOR * mean_range]
        mean_range = sum(ranges, Fraction()) / len(ranges)
    reach = LIMIT_FACTOR * mean_range
    return Limits(
        centre=centre,
        mean_range=mean_range,
        lower=centre - reach,
        upper=centre + reach,
        upper_range=RANGE_FACTOR * mean_range,
        values=len(present),
        ranges=len(ranges),
    )


def wide_ranges(values: Values, limits: Limits) -> tuple[int, ...]:
    """Return the places whose moving range is above the upper range limit: a jump, which makes no prompt."""
    ranges = enumerate(moving_ranges(values))
    return tuple(place for place, one in ranges if one is not None and one > limits.upper_range)


def signals(values: Values, limits: Limits) -> tuple[Signal, ...]:
    """Return the signals of a series against given limits, by Wheeler's three rules, in order.

    - `outside`: one value beyond a limit.
    - `eight_on_one_side`: eight or more in a row on one side of the centre line; one signal for the whole
      run.
    - `three_of_four_near_limit`: three of four in a row nearer to the same limit than to the centre line;
      those that overlap are one signal.

    A value on the line is on neither side of it. With known limits and values that are independent and normal
    the first false signal comes after 127 values on average; with probability 0.067 within 12 values, 0.154
    within 24 (by the Markov chain of Charles W. Champ and William H. Woodall, "Exact Results for Shewhart
    Control Charts with Supplementary Runs Rules", Technometrics 29, 1987). Limits locked on few values are
    themselves uncertain: simulated, one comes within the next 12 values with 0.22 after 12 values, 0.17 after
    20, 0.15 after 24, 0.09 after 100.
    """
    series = exact_values(values)
    found: list[Signal] = []
    for side in ("above", "below"):
        sign = 1 if side == "above" else -1
        limit = limits.upper if sign > 0 else limits.lower
        near = (limit + limits.centre) / 2
        beyond = _places(series, limit, sign)
        found += [Signal(place, place, "outside", side) for place in beyond]
        found += [
            Signal(*run, "eight_on_one_side", side) for run in _runs(_places(series, limits.centre, sign))
        ]
        threes = _threes(_places(series, near, sign), series)
        found += [Signal(*three, "three_of_four_near_limit", side) for three in threes]
    return tuple(sorted(found))


def _places(series: Sequence[Fraction | None], line: Fraction, sign: int) -> list[int]:
    """Return the places of the values beyond a line."""
    # By whole numbers: comparing fractions takes three times as long, and a series may hold years of days.
    top, bottom = sign * line.numerator, line.denominator
    known = ((place, value) for place, value in enumerate(series) if value is not None)
    return [place for place, value in known if sign * value.numerator * bottom > top * value.denominator]


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give first and last place of every run that is long enough."""
    start = 0
    for i, place in enumerate(places):
        if i + 1 == len(places) or places[i + 1] != place + 1:
            if i + 1 - start >= RUN:
                yield places[start], place
            start = i + 1


def _threes(places: Sequence[int], series: Sequence[Fraction | None]) -> list[tuple[int, int]]:
    """Return first and last place of every three within four without a gap; overlapping ones as one."""
    merged: list[tuple[int, int]] = []
    for first, last in zip(places, places[2:], strict=False):
        if last - first > 3 or None in series[first:last]:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], last
        else:
            merged.append((first, last))
    return merged


def chart(
    values: Values,
    *,
    versions: Sequence[Hashable] | None = None,
    rebaselines: Iterable[Rebaseline] = (),
    lock: int | None = LOCK_AFTER,
    screened: bool = False,
) -> Chart:
    """Return a series with its limits and signals, segment by segment.

    `versions` names for every place the definition that its value was measured by: another one begins a
    segment of its own, with nothing in common. `rebaselines` split it by hand. In each segment the limits are
    those of its first `lock` values (12 or more) and stay there; fewer values make trial limits, which move
    with each new one, and with `lock=None` they go on moving.

    Raises ValueError for versions that are not as many as the values, a lock below 12, a re-baseline outside
    the series, twice in one place or without a reason, and values that are not finite numbers.
    """
    if lock is not None and lock < LOCK_AFTER:
        raise ValueError(f"limits are locked after {LOCK_AFTER} values at the earliest, not {lock}")
    series = exact_values(values)
    splits = _splits(series, versions, rebaselines)
    ends = [start - 1 for start, _cause, _reason in splits[1:]] + [len(series) - 1]
    segments = (
        _segment(series, start, end, cause, reason, lock, screened)
        for (start, cause, reason), end in zip(splits, ends, strict=True)
    )
    return Chart(series, tuple(segments) if series else ())


def _splits(
    series: Sequence[Fraction | None], versions: Sequence[Hashable] | None, rebaselines: Iterable[Rebaseline]
) -> list[tuple[int, Cause, str]]:
    """Return where segments begin, with cause and reason; a version counts only where there is a value."""
    splits: dict[int, tuple[Cause, str]] = {0: ("start", "")}
    if versions is not None:
        if len(versions) != len(series):
            raise ValueError(f"{len(versions)} versions for {len(series)} values")
        measured = [place for place, value in enumerate(series) if value is not None]
        changed = [two for one, two in pairwise(measured) if versions[one] != versions[two]]
        splits.update((place, ("version", "")) for place in changed)
    named: set[int] = set()
    for one in rebaselines:
        if not 0 <= one.start < len(series) or one.start in named:
            raise ValueError(f"no re-baseline can be at place {one.start}")
        if not one.reason.strip():
            raise ValueError(f"the re-baseline at place {one.start} has no reason")
        named.add(one.start)
        cause = splits[one.start][0] if one.start in splits else "rebaseline"
        splits[one.start] = cause, one.reason
    return [(start, *splits[start]) for start in sorted(splits)]


def _segment(
    series: Sequence[Fraction | None],
    start: int,
    end: int,
    cause: Cause,
    reason: str,
    lock: int | None,
    screened: bool,
) -> Segment:
    """Return one segment, with the limits of its baseline and the signals of all of it."""
    stretch = series[start : end + 1]
    baseline = None if lock is None else _baseline(stretch, lock)
    found = limits(stretch[:baseline], screened=screened)
    present = sum(value is not None for value in stretch)
    ranges = sum(one is not None for one in moving_ranges(stretch))
    return Segment(
        start=start,
        end=end,
        cause=cause,
        reason=reason,
        limits=found,
        locked=baseline is not None,
        needs=0 if found else max(FEWEST_VALUES - present, FEWEST_RANGES - ranges),
        signals=tuple(
            Signal(one.start + start, one.end + start, one.rule, one.side)
            for one in (signals(stretch, found) if found else ())
        ),
    )


def _baseline(stretch: Sequence[Fraction | None], lock: int) -> int | None:
    """Return how many places hold the values that lock the limits; None while they are too few."""
    present = ranges = 0
    for place, (value, one) in enumerate(zip(stretch, moving_ranges(stretch), strict=True), start=1):
        present += value is not None
        ranges += one is not None
        if present >= lock and ranges >= FEWEST_RANGES:
            return place
    return None


def assurance(limits: Limits, target: Number, better: Better) -> Assurance:
    """Tell what the process will do about a target unless something changes.

    With more being better: a target above the upper limit will be missed, one that the lower limit reaches
    will be met, one between is hit or missed by chance; with less being better the other way round. A value
    on the target meets it, so a process that never leaves its target keeps meeting it.
    """
    aim = exact(target)
    worst, best = (limits.lower, limits.upper) if better == "up" else (-limits.upper, -limits.lower)
    aim = aim if better == "up" else -aim
    if aim > best:
        return "will_keep_missing"
    return "will_keep_meeting" if aim <= worst else "hit_and_miss"


def prompts(chart: Chart, better: Better) -> tuple[Prompt, ...]:
    """Return what to celebrate and where to coach, by signals only: a value inside the limits is noise."""
    good: Side = "above" if better == "up" else "below"
    last = max((place for place, value in enumerate(chart.values) if value is not None), default=None)
    return tuple(
        Prompt("celebrate" if signal.side == good else "coach", signal, signal.end == last)
        for signal in chart.signals
    )
