"""Shares and scores as samples: how sure they are, and whether one differs from the one before."""

from __future__ import annotations

from fractions import Fraction

from cxdesk.entities.metric import Metric
from cxdesk.services.metrics.series import Point
from cxdesk.services.statistics import shares
from cxdesk.services.statistics.shares import Change, Hits, Recommend, Score, TooFew

SAMPLED = frozenset({"share", "kept", "score"})
"""Formulas whose values are counts of somebody out of all."""


def sample(metric: Metric, point: Point) -> Hits | Recommend | None:
    """Return the counts that a value is made of; None where they are no sample, such as money out of money.

    What was asked counts as the whole list only where the metric says that it is one.
    """
    counts = _counts(metric, point)
    if counts is None:
        return None
    whole = int(point.asked) if metric.all_asked and point.asked is not None else None
    if metric.formula == "score":
        promoters, detractors, answers = counts
        return Recommend(promoters, answers - promoters - detractors, detractors, _list_of(whole, answers))
    hits, n = counts
    return Hits(hits, n, _list_of(whole, n))


def size(metric: Metric, point: Point) -> int | None:
    """Return of how many a value is, as its sample has it."""
    counts = _counts(metric, point)
    return None if counts is None else counts[-1]


def _counts(metric: Metric, point: Point) -> tuple[int, ...] | None:
    """Return hits and all, or promoters, detractors and all; None where they are no counts that fit."""
    if metric.formula not in SAMPLED:
        return None
    found = []
    for one in point.numbers:  # no generator: a series may hold years of days
        if one is None or one.denominator != 1:
            return None
        found.append(one.numerator)
    if metric.formula == "score":
        return tuple(found) if len(found) == 3 and found[2] >= found[0] + found[1] else None
    if metric.formula == "kept":
        found = [found[1] - found[2], found[0]]
    return tuple(found) if 0 <= found[0] <= found[1] and found[1] else None


def score(metric: Metric, point: Point | None) -> Score | TooFew | None:
    """Return how sure a value is; TooFew where a score of so few answers is not shown at all."""
    found = None if point is None else sample(metric, point)
    if found is None or not found.n:
        return None
    if is_survey(metric):
        return shares.score(found)
    value = point.value if point is not None and point.value is not None else Fraction()
    return Score(value, *shares.interval(found), found.n)


def change(metric: Metric, before: Point | None, after: Point | None) -> Change | TooFew | None:
    """Return the change from one period to another with its interval; None where there is no comparing."""
    if before is None or after is None or before.version != after.version:
        return None
    one, two = sample(metric, before), sample(metric, after)
    if isinstance(one, Hits) and isinstance(two, Hits):
        return shares.share_change(one, two)
    if isinstance(one, Recommend) and isinstance(two, Recommend):
        return shares.recommend_change(one, two)
    return None


def is_survey(metric: Metric) -> bool:
    """Whether a metric is made of customers' answers."""
    return metric.survey or metric.formula == "score"


def _list_of(whole: int | None, answers: int) -> int | None:
    """Return how many are on the list; None where more answered than were asked, which is no list."""
    return whole if whole is not None and whole >= answers else None
