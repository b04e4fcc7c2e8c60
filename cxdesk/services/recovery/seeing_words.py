"""What `seeing` found, as people read it: on the page, on paper, on the command line."""

from __future__ import annotations

from typing import NamedTuple

from cxdesk.entities.shop import Shop
from cxdesk.formats import money_text, month_text, percent_text
from cxdesk.i18n import _, ngettext
from cxdesk.services.recovery.protocols import minutes_text
from cxdesk.services.recovery.seeing import Cost, Seen, Times
from cxdesk.services.statistics.shares import TooFew


class Figure(NamedTuple):
    """A line of the page: what it is, how it stands, and what has to be known with it."""

    label: str
    value: str
    more: str = ""
    warns: bool = False


def figures(found: Seen, shop: Shop) -> list[Figure]:
    """Return the lines that say it all, the most telling first."""
    lines = [
        Figure(
            _("Incidents"), str(found.incidents),
            ngettext("{n} is still open", "{n} are still open", found.open).format(n=found.open)
            if found.open
            else "",
        ),
        Figure(
            _("Severe, or the same again"), str(found.severe),
            found.between.sentence if found.between.intervals else "",
        ),
        _success(found, shop.language),
        _times(_("First answer"), found.acknowledged),
        _times(_("Put right"), found.resolved),
        _cost(found.costs[-1], shop),
    ]  # fmt: skip
    reached = found.escalations
    if reached.total:
        words = ngettext(
            "{n} of {asked} only because they knew us", "{n} of {asked} only because they knew us",
            reached.asked,
        ).format(n=reached.only_known, asked=reached.asked)  # fmt: skip
        none_asked = _("Would any {customer} have got this? Nobody asked yet.")
        lines.append(
            Figure(_("Reached the owner"), str(reached.total), words if reached.asked else none_asked)
        )
    return lines


def cost_text(one: Cost, shop: Shop) -> str:
    """Return what was given in a month, and against what."""
    spent = money_text(one.spent, shop.currency, shop.language)
    if one.limit is None:
        return spent
    limit = money_text(one.limit, shop.currency, shop.language)
    if one.over:
        over = money_text(one.spent - one.limit, shop.currency, shop.language)
        return _("{spent} of {limit}: {over} over").format(spent=spent, limit=limit, over=over)
    return _("{spent} of {limit}").format(spent=spent, limit=limit)


def _cost(one: Cost, shop: Shop) -> Figure:
    label = _("{month}: given").format(month=month_text(one.month, shop.language))
    count = ngettext("in {n} incident", "in {n} incidents", one.incidents).format(n=one.incidents)
    return Figure(label, cost_text(one, shop), count, one.over)


def _success(found: Seen, language: str) -> Figure:
    label = _("Put right, as they say")
    score = found.success
    if isinstance(score, TooFew):
        words = ngettext(
            "{n} with an outcome: too few for a share", "{n} with an outcome: too few for a share", score.n
        )
        return Figure(label, "–", words.format(n=score.n))
    low, high = (percent_text(round(one * 100), language) for one in (score.low, score.high))
    words = _("of {n}; somewhere from {low} to {high}").format(n=score.n, low=low, high=high)
    early = _("early: fewer than 30") if score.early else ""
    value = percent_text(round(score.value * 100), language)
    return Figure(label, value, " · ".join(filter(None, (words, early))))


def _times(label: str, times: Times) -> Figure:
    if times.middle is None or times.longest is None:
        return Figure(label, "–", _("no times noted yet"))
    words = ngettext(
        "the middle of {n}, while open; the longest {longest}",
        "the middle of {n}, while open; the longest {longest}",
        times.n,
    )
    return Figure(
        label, minutes_text(times.middle), words.format(n=times.n, longest=minutes_text(times.longest))
    )
