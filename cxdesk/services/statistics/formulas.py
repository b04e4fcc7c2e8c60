"""The metrics of a shop from their parts: exact, as fractions of one, rounded only when shown.

A part that is missing (None), or nothing to divide by, makes None: "no data", which is not 0. Every function
raises ValueError for parts that cannot be: negative counts, or more of a part than of the whole.

Sources: the usual definitions of the trade. Retention: nailsmag.com/381525 (85, 100, 25: 88 %); new-customer
return: dingg.ai; rebooking: kitomba.com; conversion: klipfolio.com; CSAT: help.delighted.com/article/240;
customer effort: Matthew Dixon, Karen Freeman and Nicholas Toman, "Stop Trying to Delight Your Customers",
Harvard Business Review, July 2010, in the 7-point form of 2013; recommend score: Frederick F. Reichheld, "The
One Number You Need to Grow", Harvard Business Review, December 2003.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cxdesk.services.statistics.figures import Number, exact
from cxdesk.services.statistics.shares import Recommend

Count = int | None
Answers = Mapping[int, int]


def _counted(*counts: Count) -> None:
    if any(count is not None and count < 0 for count in counts):
        raise ValueError(f"a count cannot be negative: {counts}")


def ratio(part: Number | None, whole: Number | None) -> Fraction | None:
    """Return part / whole; None when one is missing or the whole is 0."""
    if part is None or whole is None or not whole:
        return None
    return exact(part) / exact(whole)


def _part_of(part: Count, whole: Count) -> Fraction | None:
    _counted(part, whole)
    if part is not None and whole is not None and part > whole:
        raise ValueError(f"{part} cannot be among {whole}")
    return ratio(part, whole)


def retention(at_start: Count, at_end: Count, new: Count) -> Fraction | None:
    """Return (customers at the end - new ones) / customers at the start."""
    _counted(at_start, at_end, new)
    if at_end is None or new is None:
        return None
    if new > at_end:
        raise ValueError(f"{new} new ones cannot be among {at_end}")
    return ratio(at_end - new, at_start)


def new_return(returned: Count, new: Count, *, within_days: int, cohort_age: int) -> Fraction | None:
    """Return new customers who came back within so many days / new customers.

    None while the youngest of them, `cohort_age` days old, has not had that long.
    """
    share = _part_of(returned, new)
    return None if cohort_age < within_days else share


def repurchase(bought_twice: Count, customers: Count) -> Fraction | None:
    """Return customers with two purchases or more in a period / customers in it."""
    return _part_of(bought_twice, customers)


def frequency(visits: Count, active: Count) -> Fraction | None:
    """Return visits in a period / customers active in it: visits, not a share."""
    _counted(visits, active)
    return ratio(visits, active)


def rebooking(booked: Count, seen: Count) -> Fraction | None:
    """Return customers who left with the next visit booked / customers seen."""
    return _part_of(booked, seen)


def ticket(sales: Number | None, transactions: Count) -> Fraction | None:
    """Return the average ticket, sales / transactions, in the unit of the sales."""
    _counted(transactions)
    return ratio(sales, transactions)


def average_contract(value: Number | None, contracts: Count) -> Fraction | None:
    """Return contract value / contracts, in the unit of the value."""
    _counted(contracts)
    return ratio(value, contracts)


def referral_rate(referred: Count, new: Count) -> Fraction | None:
    """Return new customers who named a referrer / new customers."""
    return _part_of(referred, new)


def closing(sales: Count, opportunities: Count) -> Fraction | None:
    """Return sales / opportunities or footfall; above 1 where sales come from those of earlier periods."""
    _counted(sales, opportunities)
    return ratio(sales, opportunities)


def re_sign(renewed: Count, came_due: Count) -> Fraction | None:
    """Return contracts renewed / contracts that came due."""
    return _part_of(renewed, came_due)


def same_store(sales: Number | None, last_year: Number | None) -> Fraction | None:
    """Return sales of a period / those of the same period last year - 1; None after a year without sales."""
    share = ratio(sales, last_year)
    return None if share is None else share - 1


def recovery_success(said_ok: Count, closed: Count) -> Fraction | None:
    """Return incidents after which the customer said that it is well / incidents closed."""
    return _part_of(said_ok, closed)


def standards_seen(yes: Count, no: Count, not_seen: Count = None) -> Fraction | None:
    """Return yes / (yes + no); what was not seen is excluded, so 8, 2 and 5 are 80 %."""
    _counted(yes, no, not_seen)
    return None if yes is None or no is None else ratio(yes, yes + no)


def soft_share(soft_minutes: Count, all_minutes: Count) -> Fraction | None:
    """Return minutes of training on how customers are treated / all minutes of training."""
    return _part_of(soft_minutes, all_minutes)


def response_rate(replies: Count, asked: Count) -> Fraction | None:
    """Return replies / those asked."""
    return _part_of(replies, asked)


def _tally(answers: Answers, lowest: int, highest: int) -> int:
    _counted(*answers.values())
    if any(not lowest <= answer <= highest for answer in answers):
        raise ValueError(f"answers go from {lowest} to {highest}")
    return sum(answers.values())


def csat(answers: Answers) -> Fraction | None:
    """Return the answers 4 and 5 of a scale from 1 to 5 / all answers; `answers` counts each of them."""
    total = _tally(answers, 1, 5)
    return ratio(answers.get(4, 0) + answers.get(5, 0), total)


def effort(answers: Answers) -> Fraction | None:
    """Return the answers 5 to 7 to "made it easy" (1 to 7) / all answers: customer effort score 2.0."""
    total = _tally(answers, 1, 7)
    return ratio(sum(count for answer, count in answers.items() if answer >= 5), total)


def mean_answer(answers: Answers) -> Fraction | None:
    """Return the mean of numbered answers, in the unit of their scale."""
    _counted(*answers.values())
    return ratio(sum(answer * count for answer, count in answers.items()), sum(answers.values()))


def recommend_groups(answers: Answers, population: int | None = None) -> Recommend:
    """Return how many answered 9 or 10 (promoters), 7 or 8, and 0 to 6 (detractors)."""
    total = _tally(answers, 0, 10)
    promoters = answers.get(9, 0) + answers.get(10, 0)
    passives = answers.get(7, 0) + answers.get(8, 0)
    return Recommend(promoters, passives, total - promoters - passives, population)


def recommend_score(sample: Recommend) -> Fraction | None:
    """Return promoters - detractors over all answers, -1 to 1.

    For charts and sums; what is shown to people comes from `shares.score`, which hides scores of fewer than
    five.
    """
    return ratio(sample.promoters - sample.detractors, sample.n)
