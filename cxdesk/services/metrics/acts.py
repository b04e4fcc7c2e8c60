"""What is decided about a metric: a new definition, a target, and which one is the key metric."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cxdesk import periods
from cxdesk.entities.metric import DEFINED, Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.part_value import PartValue
from cxdesk.errors import InputError
from cxdesk.i18n import _, ngettext
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.metrics.series import NEEDED, definitions, target_on, targets
from cxdesk.services.metrics.taken import kind_of
from cxdesk.services.open_days import open_days


def new_version(tx: Writer, metric_id: int, *, reason: str, from_on: date, **values: Any) -> None:
    """Define a metric anew from a day on; what was measured before stays as it is.

    The day becomes the first one of a period of the new cadence. Raises InputError without a reason, for a
    day that is not after the last change, and where nothing of the definition changes or a part is missing.
    """
    metric = tx.get(Metric, metric_id).record
    start = periods.start_of(values.get("cadence", metric.cadence), from_on, open_days(tx).first_weekday)
    if not reason.strip():
        raise InputError({"why_changed": _("Say why: whoever reads the chart later will ask.")})
    if metric.defined_on is not None and start <= metric.defined_on:
        raise InputError({"from_on": _("The new way has to begin after the last change.")})
    new = {name: values.get(name, getattr(metric, name)) for name in DEFINED}
    if all(getattr(metric, name) == value for name, value in new.items()):
        raise InputError({"formula": _("Nothing in how it is computed has changed.")})
    gap = definition_gap(tx, **new)
    if gap:
        raise InputError({"formula": gap})
    tx.add(
        MetricVersion(
            metric=metric_id,
            version=metric.version,
            name=metric.name,
            from_on=metric.defined_on,
            until_on=start,
            why_changed=reason.strip(),
            **{name: getattr(metric, name) for name in DEFINED},
        )
    )
    tx.change(Metric, metric_id, **values, version=metric.version + 1, defined_on=start)


def definition_gap(
    reader: Reader,
    *,
    formula: str,
    first: int | None,
    second: int | None,
    third: int | None,
    cadence: str,
) -> str:
    """Return what is missing for a definition to give values, as a sentence; "" where nothing is."""
    parts = [reader.find(MetricPart, part) for part in (first, second, third)[: NEEDED[formula]]]
    known = [part.record for part in parts if part is not None]
    if len(known) < len(parts):
        words = ngettext("This formula takes {n} number.", "This formula takes {n} numbers.", len(parts))
        return words.format(n=len(parts)) + " " + _("Name the ones that are missing.")
    for part in known:
        if not part.taken_from and periods.shorter(part.cadence, cadence) != part.cadence:
            return _(
                "“{name}” is entered too seldom: a metric can't be looked at more often than that."
            ).format(name=part.name)
    return ""


def has_numbers(reader: Reader, metric: Metric) -> bool:
    """Tell whether a metric has something to compute already: then another definition is a new version."""
    parts = (metric.first, metric.second, metric.third)[: NEEDED[metric.formula]]
    return None not in parts and any(_has_some(reader, part) for part in parts)


def _has_some(reader: Reader, part: int | None) -> bool:
    row = reader.find(MetricPart, part)
    if row is not None and row.record.taken_from:
        return bool(reader.count(kind_of(row.record.taken_from)))
    return bool(reader.count(PartValue, part=part))


def set_target(
    tx: Writer,
    metric_id: int,
    value: Decimal,
    *,
    from_on: date,
    reason: str = "",
    set_by: str = "",
    by_on: date | None = None,
) -> int:
    """Set a target from a day on; an earlier one stays for its own days, one of the same day is replaced."""
    said: dict[str, Any] = {"value": value, "reason": reason, "set_by": set_by, "by_on": by_on}
    for row in tx.rows(MetricTarget, metric=metric_id, from_on=from_on):
        tx.change(MetricTarget, row.id, **said)
        return row.id
    return tx.add(MetricTarget(metric=metric_id, from_on=from_on, **said))


def make_key(tx: Writer, metric_id: int) -> None:
    """Make a metric the key metric; there is one at a time."""
    for row in tx.rows(Metric, key=True):
        if row.id != metric_id:
            tx.change(Metric, row.id, key=False)
    tx.change(Metric, metric_id, key=True)


def key_metric(reader: Reader) -> int | None:
    """Return the id of the key metric: the one that is marked, else the first in use, or None."""
    active = reader.rows(Metric, active=True)
    marked = [row.id for row in active if row.record.key]
    return next(iter([*marked, *(row.id for row in active)]), None)


def headline(reader: Reader, count: int = 4) -> list[int]:
    """Return the metrics that stand on top: the key one, then the others by place."""
    key = key_metric(reader)
    others = [row.id for row in reader.rows(Metric, active=True) if row.id != key]
    return ([] if key is None else [key]) + others[: count - 1]


def target_value(reader: Reader, metric_id: int, day: date) -> Decimal | None:
    """Return the target of the definition of today that holds on a day, as it was typed, or None."""
    now = definitions(reader, reader.get(Metric, metric_id))[-1]
    found = target_on(targets(reader, metric_id), day, now)
    return found.value if found else None
