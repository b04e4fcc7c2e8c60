"""Which numbers are typed when: open days, closed days, and the first open day after a week or month."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import periods
from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.errors import InputError
from cxdesk.services import open_days
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.doubts import doubts, limits
from cxdesk.services.metrics.entry_periods import (
    Gap,
    beside,
    days_missing,
    due,
    gaps,
    last_open,
    next_to_type,
)
from cxdesk.workspace import Workspace

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    import cxdesk.clock

    monkeypatch.setattr(cxdesk.clock, "today", lambda: MONDAY)


def keep(ws: Workspace, part: int, start: date, value: int | None = 1) -> None:
    number = None if value is None else Decimal(value)
    ws.run("enter", lambda tx: entry.keep(tx, part, start, value=number))


@given(st.sampled_from(periods.LENGTHS), DAYS, DAYS, st.integers(0, 6))
def test_the_period_of_a_day_is_among_those_shown_with_it(
    cadence: str, day: date, today: date, first: int
) -> None:
    shown = beside(cadence, day, today, first)
    assert periods.start_of(cadence, day, first) in shown
    assert shown == [periods.shifted(cadence, shown[0], i) for i in range(len(shown))]
    if cadence != "day" and day <= today:
        assert shown[-1] <= today


def test_the_week_of_the_shop_is_shown_and_the_last_eight_weeks() -> None:
    assert beside("day", FRIDAY, MONDAY, 5)[0] == date(2026, 11, 14)
    weeks = beside("week", FRIDAY, MONDAY, 0)
    assert (len(weeks), weeks[-1]) == (8, MONDAY)
    assert beside("week", date(2026, 9, 30), MONDAY, 0)[-1] == date(2026, 9, 28)


def test_saturday_brings_the_week_and_friday_does_not(ws: Workspace) -> None:
    day = ws.add(MetricPart(name="Visits", cadence="day"))
    week = ws.add(MetricPart(name="Reviews", cadence="week"))
    assert [(one.part.id, one.start) for one in due(ws, FRIDAY, newest=False)] == [(day, FRIDAY)]
    found = [(one.part.id, one.start) for one in due(ws, SATURDAY, newest=True)]
    assert found == [(day, SATURDAY), (week, date(2026, 11, 16))]


def test_the_month_comes_with_its_last_open_day_and_stays_till_it_is_there(ws: Workspace) -> None:
    month = ws.add(MetricPart(name="Rent", cadence="month"))
    october = date(2026, 10, 1)
    assert [one.start for one in due(ws, date(2026, 10, 31), newest=False)] == [october]
    assert due(ws, SATURDAY, newest=True) == []  # it never began
    keep(ws, month, date(2026, 9, 1))
    assert [one.start for one in due(ws, SATURDAY, newest=True)] == [october]
    assert due(ws, SATURDAY, newest=False) == []
    keep(ws, month, october)
    assert due(ws, SATURDAY, newest=True) == []


def test_gaps_begin_with_the_first_number_and_leave_out_closed_days_and_today(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="Visits", cadence="day"))
    ws.add(MetricPart(name="Bills", cadence="day"))
    assert gaps(ws, ws.rows(MetricPart), MONDAY) == []
    keep(ws, part, date(2026, 11, 17), 0)
    ws.run("close", lambda tx: open_days.close(tx, FRIDAY, FRIDAY, "Fair"))
    found = [Gap(part, date(2026, 11, day)) for day in (18, 19, 21)]
    assert gaps(ws, ws.rows(MetricPart), MONDAY) == found
    assert days_missing(ws, MONDAY) == [date(2026, 11, day) for day in (21, 19, 18)]


def test_yesterday_is_the_last_open_day(ws: Workspace) -> None:
    assert last_open(open_days.open_days(ws), MONDAY) == SATURDAY
    ws.run("close", lambda tx: open_days.close(tx, FRIDAY, SATURDAY, "Fair"))
    assert last_open(open_days.open_days(ws), MONDAY) == date(2026, 11, 19)


SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


@given(st.lists(st.tuples(st.booleans(), SPANS), max_size=6))
def test_closing_and_opening_days_in_any_order_leaves_what_was_said_last(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[bool, list[int]]]
) -> None:
    first, said = date(2026, 11, 2), dict.fromkeys(range(21), False)
    kept: list[ClosedDay] = []

    class Rows:
        """As much of a transaction as closing takes."""

        def __init__(self) -> None:
            self.kept = dict(enumerate(kept))

        def rows(self, _cls: object) -> list[object]:
            from types import SimpleNamespace

            return [SimpleNamespace(id=key, record=one) for key, one in self.kept.items()]

        def add(self, record: ClosedDay) -> int:
            key = max(self.kept, default=0) + 1
            self.kept[key] = record
            return key

        def change(self, _cls: object, key: int, **values: date | None) -> None:
            old = self.kept[key]
            self.kept[key] = ClosedDay(
                **{"from_on": old.from_on, "until_on": old.until_on, "why": old.why, **values}
            )

        def remove(self, _cls: object, key: int) -> None:
            del self.kept[key]

    tx = Rows()
    for close, (begin, end) in acts:
        span = first + timedelta(days=begin), first + timedelta(days=end)
        if close:
            open_days.close(tx, *span, "x")  # type: ignore[arg-type]
        else:
            open_days.reopen(tx, *span)  # type: ignore[arg-type]
        said.update(dict.fromkeys(range(begin, end + 1), close))
    for day, closed in said.items():
        holds = [one for one in tx.kept.values() if one.holds(first + timedelta(days=day))]
        assert len(holds) == int(closed)


def test_a_span_that_ends_before_it_begins_is_refused(ws: Workspace) -> None:
    with pytest.raises(InputError, match="after it"):
        ws.run("close", lambda tx: open_days.close(tx, SATURDAY, FRIDAY, ""))


def test_more_booked_again_than_seen_is_doubted_and_kept(ws: Workspace) -> None:
    seen = ws.add(MetricPart(name="Seen", cadence="day"))
    again = ws.add(MetricPart(name="Booked again", cadence="day"))
    ws.add(Metric(name="Again", formula="share", first=again, second=seen))
    records = {row.id: row.record for row in ws.rows(MetricPart)}

    def said(seen_: int | None, again_: int | None) -> list[str]:
        values = {seen: seen_, again: again_}
        number = {key: None if one is None else Decimal(one) for key, one in values.items()}
        return [one.sentence for one in doubts(limits(ws), number.get, records.get)]

    assert said(20, 20) == said(None, 5) == said(20, None) == []
    assert said(20, 21) == ["“Booked again” is more than “Seen”. Is one of them a slip?"]


def test_after_friday_comes_saturday_and_after_saturday_monday_and_nothing_to_come(ws: Workspace) -> None:
    days = open_days.open_days(ws)
    assert next_to_type("day", FRIDAY, days, MONDAY) == SATURDAY
    assert next_to_type("day", SATURDAY, days, MONDAY) == MONDAY
    assert next_to_type("day", MONDAY, days, MONDAY) is None
    assert next_to_type("day", MONDAY, days, MONDAY, back=True) == SATURDAY
    assert next_to_type("week", date(2026, 11, 16), days, MONDAY) == MONDAY
