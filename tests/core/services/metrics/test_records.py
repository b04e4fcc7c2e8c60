"""Numbers taken from visits: counted by hand, by a second way of counting, and written as one step."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.visit import Visit
from cxdesk.errors import UserError
from cxdesk.services.metrics import records
from cxdesk.services.metrics.records import Key, Seen
from cxdesk.workspace import Workspace

TODAY = date(2026, 6, 15)
JAN, MAY = date(2026, 1, 1), date(2026, 6, 1)
# Anna comes in January twice, in February and in April; Ben in January and March; Cleo in February alone.
VISITS = (
    Seen(1, 10, date(2026, 1, 5), 3000),
    Seen(2, 20, date(2026, 1, 31), 1050),
    Seen(3, 10, date(2026, 1, 20), None),
    Seen(4, 10, date(2026, 2, 28), 2000),
    Seen(5, 30, date(2026, 2, 1), 1),
    Seen(6, 20, date(2026, 3, 1), 500),
    Seen(7, 10, date(2026, 4, 30), 700),
)


def taken(key: Key, weeks: int = 0) -> list[str]:
    found = records.take(key, VISITS, "month", date(2025, 12, 1), MAY, today=TODAY, weeks=weeks)
    return ["-" if one.value is None else str(one.value) for one in found]


@pytest.mark.parametrize(
    ("key", "december_to_june"),
    [
        ("visits", "- 3 2 1 1 0 -"),
        ("customers", "- 2 2 1 1 0 -"),
        ("new", "- 2 1 0 0 0 -"),
        ("spend", "- 40.50 20.01 5.00 7.00 0.00 -"),
        ("twice", "- 1 0 0 0 0 -"),
        ("before", "- - 2 2 1 1 -"),
        ("retained", "- - 1 0 0 0 -"),
        ("tickets", "- 2 2 1 1 0 -"),
    ],
)
def test_counted_by_hand(key: Key, december_to_june: str) -> None:
    assert taken(key) == december_to_june.split()


def test_back_counts_from_the_first_visit_and_waits_for_the_weeks() -> None:
    # Anna is back after 15 days, Ben after 29; April's four weeks end on 28 May, May's on 28 June.
    assert taken("back", 4) == "- 1 0 0 0 - -".split()
    assert taken("back", 5) == "- 2 0 0 0 - -".split()
    # Cleo, new in February, never came back; Ben and Anna were new in January.
    assert taken("new_back", 5) == "- 2 0 0 0 - -".split()
    with pytest.raises(UserError):
        taken("back")


def test_each_number_names_the_records_behind_it() -> None:
    by_key = {
        key: records.take(key, VISITS, "month", JAN, JAN, today=TODAY, weeks=4)[0].ids
        for key in ("visits", "customers", "new", "spend", "twice", "back")
    }
    assert by_key == {
        "visits": (1, 3, 2), "customers": (10, 20), "new": (10, 20), "spend": (1, 2),
        "twice": (10,), "back": (10,),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cadence", "start", "visits"),
    [
        ("day", date(2026, 1, 5), 1),
        ("week", date(2026, 1, 5), 1),
        ("quarter", JAN, 6),
        ("week", date(2026, 1, 26), 2),
    ],
)
def test_other_periods(cadence: str, start: date, visits: int) -> None:
    (found,) = records.take("visits", VISITS, cadence, start, start, today=TODAY)
    assert (found.start, found.value) == (start, visits)


days = st.dates(date(2026, 1, 1), date(2026, 3, 31))
some = st.lists(
    st.builds(Seen, st.integers(1, 10**6), st.integers(1, 6), days, st.integers(0, 9999)), max_size=40
)


@given(some, st.sampled_from(["week", "month"]))
def test_parts_of_a_whole(visits: list[Seen], cadence: str) -> None:
    def count(key: Key) -> list[Decimal | None]:
        found = records.take(
            key, visits, cadence, date(2025, 12, 1), date(2026, 4, 20), today=date(2026, 6, 1)
        )
        return [one.value for one in found]

    def total(key: Key) -> Decimal:
        return sum((value or Decimal(0) for value in count(key)), Decimal(0))

    assert total("visits") == len(visits)
    assert total("spend") * 100 == sum(one.ticket or 0 for one in visits)
    assert total("new") == len({one.customer for one in visits})
    for whole, *parts in zip(
        count("customers"), count("new"), count("twice"), count("retained"), strict=True
    ):
        assert all(part is None or whole is None or part <= whole for part in parts)


@pytest.fixture
def shop(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    ids = {number: ws.add(Customer(name=f"Nr {number}")) for number in (10, 20, 30)}
    for one in VISITS:
        ws.add(Visit(customer=ids[one.customer], happens_on=one.day, ticket=one.ticket))
    ws.add(Visit(customer=ids[10], happens_on=date(2026, 1, 6), state="missed"))
    ws.add(Visit(customer=ids[10], happens_on=TODAY + timedelta(days=1), state="planned"))
    return ws


def test_filling_writes_the_values_of_a_range_as_one_step(shop: Workspace) -> None:
    part = shop.add(MetricPart(name="Seen", cadence="month"))
    shop.add(PartValue(part=part, starts_on=JAN, value=Decimal(9), note="typed"))
    shop.add(PartValue(part=part, starts_on=date(2025, 12, 1), value=Decimal(4)))
    looked = records.look(shop, part, "customers", date(2025, 12, 1), MAY)
    assert [(one.was, one.changes) for one in looked][:2] == [(4, False), (9, True)]
    shop.run("fill", lambda tx: records.fill(tx, part, "customers", date(2025, 12, 1), MAY))
    kept = {row.record.starts_on: row.record for row in shop.rows(PartValue, part=part)}
    assert {day: one.value for day, one in kept.items() if day} == {
        date(2025, 12, 1): 4, JAN: 2, date(2026, 2, 1): 2, date(2026, 3, 1): 1, date(2026, 4, 1): 1,
        date(2026, 5, 1): 0,
    }  # fmt: skip
    assert kept[JAN].note == "typed"
    again = records.look(shop, part, "customers", JAN, MAY)
    assert not any(one.changes for one in again)
    shop.undo()
    assert sorted(row.record.value or 0 for row in shop.rows(PartValue, part=part)) == [4, 9]


def test_money_goes_to_money_and_a_day_that_is_closed_gets_no_zero(shop: Workspace) -> None:
    part = shop.add(MetricPart(name="Sales", cadence="day", unit="money"))
    with pytest.raises(UserError):
        records.look(shop, part, "visits", JAN, MAY)
    with pytest.raises(UserError):
        records.look(shop, part, "guess", JAN, MAY)
    found = {one.taken.start: one.taken.value for one in records.look(shop, part, "spend", JAN, MAY)}
    assert found[date(2026, 1, 5)] == Decimal("30.00")
    assert found[date(2026, 1, 1)] is None
