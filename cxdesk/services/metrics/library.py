"""The usual metrics of a shop, ready to be taken: what they are made of, and why they matter.

Formulas and names are those of the trade (`cxdesk.services.statistics.formulas` has the sources).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from cxdesk import periods
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart, misfit
from cxdesk.entities.part_value import PartValue
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored, changed
from cxdesk.schema.reading import Reader, Writer
from cxdesk.text import fold


class PartTemplate(NamedTuple):
    """A number to enter. The name is marked, not translated."""

    name: str
    unit: str = "count"
    level: bool = False
    source: str = ""
    """Where it can come from instead of being typed, if records have it."""


class MetricTemplate(NamedTuple):
    """A metric of the library. Texts are marked, not translated."""

    name: str
    formula: str
    parts: tuple[PartTemplate, ...]
    why: str
    cadence: str = "week"
    direction: str = "up"
    decimals: int = 0
    survey: bool = False
    counted: bool = False
    """Whether its numbers come from records from the beginning."""


_SEEN = PartTemplate(N_("{Customers} seen"), source="customers")
_NEW = PartTemplate(N_("New {customers}"), source="new")
_SALES = PartTemplate(N_("Sales"), "money", source="spend")
_BILLS = PartTemplate(N_("Bills"), source="tickets")

LIBRARY: tuple[MetricTemplate, ...] = (
    MetricTemplate(
        N_("Retention"), "kept",
        (
            PartTemplate(N_("{Customers} at the start"), level=True),
            PartTemplate(N_("{Customers} at the end"), level=True),
            _NEW,
        ),
        N_("Who stays tells more than who comes."), "quarter",
    ),
    MetricTemplate(
        N_("Retention by {visits}"), "share",
        (
            PartTemplate(N_("{Customers} seen in the period before, and again"), source="retained"),
            PartTemplate(N_("{Customers} seen in the period before"), source="before"),
        ),
        N_("Of those who came last time round, how many came again."), "quarter", counted=True,
    ),
    MetricTemplate(
        N_("New {customers} who came back"), "share",
        (
            PartTemplate(N_("New {customers} who came back in time"), source="new_back"),
            PartTemplate(N_("New {customers} who have had that time"), source="new"),
        ),
        N_("The second {visit} decides whether there is a tenth."), "month",
    ),
    MetricTemplate(
        N_("Came twice or more"), "share",
        (PartTemplate(N_("{Customers} with two {visits} or more"), source="twice"), _SEEN),
        N_("A habit begins with the second time."), "month",
    ),
    MetricTemplate(
        N_("{Visits} per {customer}"), "ratio",
        (
            PartTemplate(N_("{Visits}"), source="visits"),
            PartTemplate(N_("{Customers} active"), level=True, source="customers"),
        ),
        N_("How often somebody comes moves before how many do."), "month", decimals=1,
    ),
    MetricTemplate(
        N_("Left with a next date"), "share", (PartTemplate(N_("Booked the next {visit}")), _SEEN),
        N_("Whoever leaves with a date comes back on it."),
    ),
    MetricTemplate(
        N_("Average ticket"), "ratio", (_SALES, _BILLS),
        N_("It follows from being asked well, and is never the goal by itself."), decimals=2,
    ),
    MetricTemplate(
        N_("Average contract"), "ratio",
        (PartTemplate(N_("Value of contracts"), "money"), PartTemplate(N_("Contracts"))),
        N_("What somebody trusts you with at once."), "month", decimals=2,
    ),
    MetricTemplate(
        N_("Referrals"), "total", (PartTemplate(N_("New {customers} sent by somebody")),),
        N_("Nobody sends a friend to a place they doubt."), "month",
    ),
    MetricTemplate(
        N_("Referral rate"), "share", (PartTemplate(N_("New {customers} sent by somebody")), _NEW),
        N_("How many of the new ones came by word of mouth."), "month",
    ),
    MetricTemplate(
        N_("Closing rate"), "share", (PartTemplate(N_("Sales closed")), PartTemplate(N_("Enquiries"))),
        N_("Who asked and then stayed away has found something missing."),
    ),
    MetricTemplate(
        N_("Signed again"), "share",
        (PartTemplate(N_("Contracts renewed")), PartTemplate(N_("Contracts that came due"))),
        N_("The clearest answer to whether it was worth it."), "month",
    ),
    MetricTemplate(
        N_("Sales against last year"), "growth", (_SALES,),
        N_("The same weeks a year apart: seasons take care of themselves."), "month",
    ),
    MetricTemplate(
        N_("Satisfied answers"), "share",
        (PartTemplate(N_("Answers 4 and 5 of 5")), PartTemplate(N_("Answers from 1 to 5"))),
        N_("How the last {visit} felt, on a card of five steps."), "month", survey=True,
    ),
    MetricTemplate(
        N_("Found it easy"), "share",
        (PartTemplate(N_("Answers 5 to 7 of 7")), PartTemplate(N_("Answers from 1 to 7"))),
        N_("Trouble is remembered longer than praise."), "month", survey=True,
    ),
    MetricTemplate(
        N_("Recommend score"), "score",
        (
            PartTemplate(N_("Answers 9 and 10")),
            PartTemplate(N_("Answers 0 to 6")),
            PartTemplate(N_("Answers from 0 to 10")),
        ),
        N_("Read the comments first: in a small shop they say more than the score."), "quarter",
        survey=True,
    ),
    MetricTemplate(
        N_("Put right"), "share",
        (
            PartTemplate(N_("Slips where the {customer} said it is well"), source="recovered"),
            PartTemplate(N_("Slips closed"), source="closed"),
        ),
        N_("Mending counts when the other one says so."), "month",
    ),
    MetricTemplate(
        N_("Severe incidents"), "total", (PartTemplate(N_("Severe incidents"), source="severe"),),
        N_("One of them can cost more than a hundred good days bring."), "month", direction="down",
        counted=True,
    ),
    MetricTemplate(
        N_("Preferences honoured"), "share",
        (
            PartTemplate(N_("Preferences honoured"), source="honoured"),
            PartTemplate(N_("Preferences honoured or not"), source="looked_at"),
        ),
        N_("What was noted and then forgotten is worse than never asked."), "month", counted=True,
    ),
    MetricTemplate(
        N_("Standards seen"), "share",
        (
            PartTemplate(N_("Standards answered with yes")),
            PartTemplate(N_("Standards answered with yes or no")),
        ),
        N_("What is written is one thing, what is done another."),
    ),
    MetricTemplate(
        N_("Share of soft skills"), "share",
        (
            PartTemplate(N_("Minutes on soft skills"), "minutes"),
            PartTemplate(N_("Minutes of training"), "minutes"),
        ),
        N_("Most training is about the work, hardly any about the person in front of you."), "month",
    ),
)  # fmt: skip


def take(tx: Writer, template: MetricTemplate) -> int:
    """Add a metric of the library with the numbers that are not there yet; return its id.

    A number of the same name that is typed as often, or more often, is used for both.
    """
    ids = [
        part_for(
            tx,
            _(part.name),
            unit=part.unit,
            cadence=template.cadence,
            level=part.level,
            source=part.source if template.counted else "",
        )
        for part in template.parts
    ]
    names: dict[str, Any] = dict(zip(("first", "second", "third"), ids, strict=False))
    return tx.add(
        Metric(
            name=_(template.name),
            why=_(template.why),
            formula=template.formula,
            cadence=template.cadence,
            direction=template.direction,
            decimals=template.decimals,
            survey=template.survey,
            **names,
        )
    )


def there(reader: Reader) -> dict[int, int]:
    """Return what of the library is there already, by its place: a metric of that name or those numbers."""
    rows = sorted(reader.rows(Metric), key=lambda row: not row.record.active)
    names = [fold(row.record.name) for row in rows]
    numbers = list(reader.rows(MetricPart))
    found: dict[int, int] = {}
    for place, one in enumerate(LIBRARY):
        name = fold(_(one.name))
        parts = [_same(numbers, _(part.name), one.cadence) for part in one.parts]
        used = None if None in parts else (one.formula, *parts, *[None] * (3 - len(parts)))
        for row, known in zip(rows, names, strict=True):
            record = row.record
            if known == name or (record.formula, record.first, record.second, record.third) == used:
                found[place] = row.id
                break
    return found


def proposed_sources(reader: Reader, metric: Metric) -> dict[int, str]:
    """Return from which records the numbers of a metric of the library can come, by number.

    None if one of them can only be typed; the same where they come from there already.
    """
    ids = (metric.first, metric.second, metric.third)
    rows = [row for row in (reader.find(MetricPart, part) for part in ids) if row is not None]
    names = [fold(row.record.name) for row in rows]
    for one in LIBRARY:
        fits = fold(_(one.name)) == fold(metric.name) or [fold(_(part.name)) for part in one.parts] == names
        if not fits or one.formula != metric.formula or len(one.parts) != len(rows):
            continue
        found = {row.id: part.source for row, part in zip(rows, one.parts, strict=True)}
        wanted = [changed(row.record, taken_from=found[row.id]) for row in rows]
        if all(found.values()) and not any(map(misfit, wanted)):
            return found
    return {}


def take_from_records(tx: Writer, metric_id: int) -> None:
    """Let all numbers of a metric of the library come from records; what was typed stays in the file."""
    for part, source in proposed_sources(tx, tx.get(Metric, metric_id).record).items():
        if tx.get(MetricPart, part).record.taken_from != source:
            tx.change(MetricPart, part, taken_from=source)


def part_for(tx: Writer, name: str, *, unit: str, cadence: str, level: bool = False, source: str = "") -> int:
    """Return the number to enter of a name, added where there is none that fits the cadence."""
    found = same_part(tx, name, cadence)
    if found is None:
        part = MetricPart(name=name, unit=unit, cadence=cadence, level=level, taken_from=source)
        return tx.add(part)
    if not tx.get(MetricPart, found).record.active:
        tx.change(MetricPart, found, active=True)
    return found


def same_part(reader: Reader, name: str, cadence: str) -> int | None:
    """Return the number of this name that comes from records, or is typed as often as `cadence` asks."""
    return _same(reader.rows(MetricPart), name, cadence)


def _same(rows: Iterable[Stored[MetricPart]], name: str, cadence: str) -> int | None:
    wanted = fold(name)
    for row in rows:
        often = row.record.taken_from or periods.shorter(row.record.cadence, cadence) == row.record.cadence
        if often and fold(row.record.name) == wanted:
            return row.id
    return None


def fit_parts(tx: Writer, metric_id: int) -> None:
    """Let the numbers of a metric be entered often enough for it, where that loses nothing.

    A number stays as it is if something was typed for it, or if another metric is made of it.
    """
    metric = tx.get(Metric, metric_id).record
    others = [row.record for row in tx.rows(Metric) if row.id != metric_id]
    used = {part for one in others for part in (one.first, one.second, one.third, one.asked)}
    for part in (metric.first, metric.second, metric.third, metric.asked):
        row = tx.find(MetricPart, part)
        if row is None or part in used or tx.count(PartValue, part=part):
            continue
        if periods.shorter(row.record.cadence, metric.cadence) != row.record.cadence:
            tx.change(MetricPart, row.id, cadence=metric.cadence)
