"""Events that are rare: the days between them tell more than counts that are mostly 0.

Sources: Donald J. Wheeler, "Working with Rare Events", Quality Digest, October 2011 (when, and why counts
fail); Lloyd S. Nelson, "A Control Chart for Parts-Per-Million Nonconforming Items", Journal of Quality
Technology 26 (3), 1994 (the transformation of the t chart).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cxdesk.services.statistics import xmr

POWER = 3.6
FEWEST_PERIODS = 6  # as for limits: fewer say little about the average


def offers_days_between(counts: Sequence[int | None]) -> bool:
    """Tell whether to offer a chart of the days between events: on average fewer than one event a period.

    `counts` are events a period; a period that was not counted is None and is left out. At least six counted
    periods and two events, between which there are days, are needed. Raises ValueError for a negative count.
    """
    counted = [count for count in counts if count is not None]
    if any(count < 0 for count in counted):
        raise ValueError("a count cannot be negative")
    return len(counted) >= FEWEST_PERIODS and 2 <= sum(counted) < len(counted)


def days_between(days: Iterable[date]) -> tuple[int, ...]:
    """Return the days from each event to the next, one fewer than events; 0 for two on one day."""
    return tuple((two - one).days for one, two in pairwise(sorted(days)))


def chart(
    intervals: Sequence[float | None],
    *,
    rebaselines: Iterable[xmr.Rebaseline] = (),
    lock: int | None = xmr.LOCK_AFTER,
) -> xmr.Chart:
    """Return the XmR chart of the days between events, on the scale y = days ** (1 / 3.6).

    Waiting times are exponential, so most are short and a few very long; y is nearly normal (Nelson 1994),
    and both limits mean something. Signals are as on any chart; for a bad event `better` is "up". Draw days,
    with `in_days`. An interval over days that nobody recorded is None. Raises ValueError for a negative
    interval, and as `xmr.chart`.
    """
    if any(one is not None and one < 0 for one in intervals):
        raise ValueError("days between events cannot be negative")
    scaled = [None if one is None else float(one) ** (1 / POWER) for one in intervals]
    return xmr.chart(scaled, rebaselines=rebaselines, lock=lock)


@dataclass(frozen=True, slots=True)
class DayLimits:
    """The limits of a chart of the days between events, in days."""

    centre: float
    lower: float
    upper: float


def in_days(limits: xmr.Limits) -> DayLimits:
    """Return limits of `chart` in days: max(0, y) ** 3.6. The centre is near the median, below the mean."""
    centre, lower, upper = (max(0.0, float(y)) ** POWER for y in (limits.centre, limits.lower, limits.upper))
    return DayLimits(centre, lower, upper)


def quiet_beyond(limits: xmr.Limits, days: float) -> bool:
    """Tell whether the days since the last event are by now more than noise, before an event ends them."""
    return days > in_days(limits).upper
