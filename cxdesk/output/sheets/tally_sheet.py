"""Tally sheet: a square for each number and day, to write in by hand and enter later by its form number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cxdesk import periods
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.errors import UserError
from cxdesk.formats import date_text, month_text
from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.acts import target_value
from cxdesk.services.metrics.entry_periods import parts_by_cadence
from cxdesk.services.open_days import OpenDays, open_days

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

WEEK, MONTH = "week", "month"
_THIS, _NEXT = "this", "next"
_YEARS = (1970, 2199)


@dataclass(frozen=True, slots=True)
class TallyDay:
    """One column; a closed day is hatched."""

    day: date
    open: bool


@dataclass(frozen=True, slots=True)
class TallySpan:
    """One square: for the period that begins on `start`, over columns from `first` to `last`."""

    start: date
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A number to write down; `unit` is one of the units of a number, `currency` that of the shop."""

    name: str
    unit: str = ""
    part: int = 0
    cadence: str = "day"
    target: Decimal | None = None
    currency: str = ""
    spans: tuple[TallySpan, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyText:
    """What a tally sheet says. The names of all numbers make its mark, whatever days it is for."""

    names: tuple[str, ...]
    rows: tuple[TallyRow, ...] = field(default=(), metadata=NOT_MARKED)
    days: tuple[TallyDay, ...] = field(default=(), metadata=NOT_MARKED)
    month: bool = field(default=False, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read what is entered, in the order of the grid, and the days of the week or month."""
    opening = open_days(reader)
    shop = content.shop_of(reader)
    language, currency = (shop.language, shop.currency) if shop else ("en", "EUR")
    cadence = options.word("period")
    first = _first(options, cadence, opening.first_weekday)
    days = _days(first, periods.last_day(cadence, first), opening)
    daily = _daily_targets(reader, first)
    rows = [
        TallyRow(
            name=row.record.name,
            unit=row.record.unit,
            part=row.id,
            cadence=row.record.cadence,
            target=daily.get(row.id),
            currency=currency,
            spans=_spans(row.record.cadence, days, opening),
        )
        for parts in parts_by_cadence(reader).values()
        for row in parts
    ]
    found = tuple(row for row in rows if row.spans)
    week = _("week of {day}").format(day=date_text(first, language))
    title = month_text(first, language) if cadence == MONTH else week
    body = TallyText(tuple(row.name for row in rows), found, tuple(days), month=cadence == MONTH)
    return Gathered((Topic("", title, body, versioned=False),))


def _first(options: Options, cadence: str, first_weekday: int) -> date:
    wanted = options.word("from")
    day = options.today if wanted in {_THIS, _NEXT} else date.fromisoformat(wanted)
    start = periods.start_of(cadence, day, first_weekday)
    return periods.next_start(cadence, start) if wanted == _NEXT else start


def _days(first: date, last: date, opening: OpenDays) -> list[TallyDay]:
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    return [TallyDay(day, opening.holds(day)) for day in days]


def _spans(cadence: str, days: Sequence[TallyDay], opening: OpenDays) -> tuple[TallySpan, ...]:
    """Return the squares of a number: one for each period that ends within the days."""
    if cadence == "day":
        return tuple(TallySpan(one.day, i, i) for i, one in enumerate(days) if one.open)
    first, last = days[0].day, days[-1].day
    start = periods.start_of(cadence, first, opening.first_weekday)
    found = []
    for begins in periods.starts(cadence, start, last):
        ends = periods.last_day(cadence, begins)
        if ends <= last:
            found.append(TallySpan(begins, max(0, (begins - first).days), (ends - first).days))
    return tuple(found)


def _daily_targets(reader: Reader, day: date) -> dict[int, Decimal]:
    """Return the targets of numbers that are looked at day by day as they are."""
    found = {}
    for row in reader.rows(Metric, active=True):
        one: Metric = row.record
        if one.formula != "total" or one.cadence != "day" or one.first is None:
            continue
        part: Stored[MetricPart] | None = reader.find(MetricPart, one.first)
        value = target_value(reader, row.id, day)
        if part is not None and part.record.cadence == "day" and value is not None:
            found[part.id] = value
    return found


def _which(_reader: Reader) -> list[Choice]:
    return [Choice(WEEK, _("A week")), Choice(MONTH, _("A month"))]


def _from(_reader: Reader) -> list[Choice]:
    return [Choice(_THIS, _("The running one")), Choice(_NEXT, _("The next one"))]


def _read_from(_reader: Reader, word: str) -> str:
    """Return any day of another week or month. Raises UserError with an example."""
    if not word:
        return _THIS
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word) and _YEARS[0] <= int(word[:4]) <= _YEARS[1]:
        try:
            return date.fromisoformat(word).isoformat()
        except ValueError:
            pass
    raise UserError(_("Write the day as {example}.").format(example="2026-11-16"))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import tally_sheet

    return tally_sheet.sections(gathered, press)


SHEET = SheetSpec(
    name="tally-sheet",
    title=N_("Tally sheet"),
    about=N_("Squares to write in by hand"),
    area="metrics",
    order=72,
    options=(
        SheetOption(
            name="period",
            title=N_("Days"),
            kind="choice",
            default=WEEK,
            choices=_which,
            hint=N_("week or month"),
        ),
        SheetOption(
            name="from",
            title=N_("Which"),
            kind="choice",
            default=_THIS,
            choices=_from,
            hint=N_("this, next, or a day of it such as 2026-11-16"),
            read=_read_from,
        ),
    ),
    gather=gather,
    build=build,
    form=True,
)
