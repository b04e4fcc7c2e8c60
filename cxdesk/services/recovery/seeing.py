"""What incidents say together: where it goes wrong, how soon it is put right, and what that costs.

Nothing here tells one person from another: who gave how much is nobody's score. A recovery says that somebody
is content again, not that they will come back (de Matos, Henrique, Rossi, Journal of Service Research 10:60,
2007: satisfaction rises, repurchase does not).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta, tzinfo
from typing import NamedTuple

from cxdesk import clock, periods
from cxdesk.entities.incident import Incident
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader
from cxdesk.services import repeats
from cxdesk.services.metrics import events
from cxdesk.services.metrics.events import Between
from cxdesk.services.recovery import clocks, incidents
from cxdesk.services.recovery.clocks import Hours
from cxdesk.services.recovery.incidents import Escalations
from cxdesk.services.statistics import shares
from cxdesk.services.statistics.shares import Hits, Score, TooFew
from cxdesk.text import one_line

MONTHS = 12
"""So many months of cost are shown, the present one last."""
_LONGEST = 60


class Cost(NamedTuple):
    """What was given in a month, in minor units, in how many incidents; `limit` is what is set aside."""

    month: date
    spent: int
    incidents: int
    limit: int | None = None

    @property
    def over(self) -> bool:
        """Whether more was given than was set aside."""
        return self.limit is not None and self.spent > self.limit


class Times(NamedTuple):
    """Opening minutes until something was done, over `n` incidents: the middle one and the longest."""

    n: int
    middle: int | None = None
    longest: int | None = None


class Seen(NamedTuple):
    """All that is told of incidents from `first` to `last`. Counts are (name, how often) in a stable order.

    `success` is put right, as they say, out of those with an outcome; `between` is of the severe ones.
    """

    first: date
    last: date
    incidents: int
    open: int
    severe: int
    by_defect: tuple[tuple[str, int], ...]
    by_stage: tuple[tuple[str, int], ...]
    acknowledged: Times
    resolved: Times
    success: Score | TooFew
    between: Between
    escalations: Escalations
    costs: tuple[Cost, ...]


class _Told(NamedTuple):
    """What is counted of an incident; years of them are read by these columns alone."""

    id: int
    happened_on: date
    at: time | None
    stage: int | None
    defect: int | None
    acknowledged_at: str
    resolved_at: str
    outcome: str
    closed_at: str


def seen(reader: Reader, first: date, last: date, *, zone: tzinfo | None = None) -> Seen:
    """Look at the incidents that happened from one day to another."""
    told = (_Told(*row) for row in reader.columns(Incident, *_Told._fields))
    rows = sorted(row for row in told if first <= row.happened_on <= last)
    levels = repeats.severities(reader)
    severe = [row for row in rows if levels[row.id].level >= repeats.MOST]
    hours = clocks.hours_of(reader, zone)
    closed = [row for row in rows if row.outcome]
    put_right = sum(row.outcome == "satisfied" for row in closed)
    return Seen(
        first,
        last,
        len(rows),
        sum(not row.closed_at for row in rows),
        len(severe),
        _by_defect(reader, rows),
        _by_stage(reader, rows),
        _times(rows, hours, lambda row: row.acknowledged_at),
        _times(rows, hours, lambda row: row.resolved_at),
        shares.score(Hits(put_right, len(closed))),
        events.of_days((row.happened_on for row in severe), last),
        incidents.escalations(reader, first),
        costs(reader, last),
    )


def costs(reader: Reader, today: date, months: int = MONTHS) -> tuple[Cost, ...]:
    """Return what was given in each of the last months, that of `today` last."""
    limit = next(iter(reader.values(Shop, "give_month")), None)
    this = periods.start_of("month", today)
    spent: dict[date, list[int]] = {}
    for day, cost in reader.columns(Incident, "happened_on", "cost"):
        if day is not None and cost:
            spent.setdefault(periods.start_of("month", day), []).append(cost)
    starts = [periods.shifted("month", this, -back) for back in reversed(range(months))]
    return tuple(Cost(one, sum(spent.get(one, ())), len(spent.get(one, ())), limit) for one in starts)


def _by_defect(reader: Reader, rows: Sequence[_Told]) -> tuple[tuple[str, int], ...]:
    """Count by defect, in the order of the stages; one without any is counted as such."""
    places = {row.id: place for place, row in enumerate(reader.rows(Stage))}
    known = {row.id: row.record for row in reader.rows(Standard, kind="defect")}

    def place(defect: int) -> tuple[int, int]:
        record = known.get(defect)
        return (
            (places.get(record.stage or 0, len(places)), record.position) if record else (len(places) + 1, 0)
        )

    found = _counts(row.defect if row.defect in known else None for row in rows)
    names = {key: known[key].text if key in known else _("nothing of the list") for key in found}
    ordered = sorted(found, key=place)
    return _named([(names[key], found[key]) for key in ordered])


def _by_stage(reader: Reader, rows: Sequence[_Told]) -> tuple[tuple[str, int], ...]:
    stages = {row.id: row.record.name for row in reader.rows(Stage)}
    found = _counts(row.stage if row.stage in stages else None for row in rows)
    there = [(stages[key], found[key]) for key in stages if key in found]
    return _named([*there, (_("no stage noted"), found[0])] if 0 in found else there)


def _counts(keys: Iterable[int | None]) -> dict[int, int]:
    """Return how often each id comes; 0 stands for none."""
    found: dict[int, int] = {}
    for key in keys:
        found[key or 0] = found.get(key or 0, 0) + 1
    return found


def _named(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return counts under names of one line, each once: a chart names a bar by it."""
    found: dict[str, int] = {}
    for name, count in counts:
        short = one_line(name, _LONGEST)
        found[short] = found.get(short, 0) + count
    return tuple(found.items())


def _times(rows: Iterable[_Told], hours: Hours, end_of: Callable[[_Told], str]) -> Times:
    minutes = []
    for row in rows:
        ended = end_of(row)
        if row.at is not None and ended:  # without a time no minutes can be counted
            started = clocks.instant(row.happened_on, row.at, hours.zone)
            minutes.append(max(clocks.count_minutes(hours, started, clock.parse_stamp(ended)), 0))
    minutes.sort()
    if not minutes:
        return Times(0)
    return Times(len(minutes), minutes[(len(minutes) - 1) // 2], minutes[-1])


def month(reader: Reader, day: date, *, zone: tzinfo | None = None) -> Seen:
    """Look at the calendar month of a day."""
    first = periods.start_of("month", day)
    return seen(reader, first, periods.next_start("month", first) - timedelta(days=1), zone=zone)
