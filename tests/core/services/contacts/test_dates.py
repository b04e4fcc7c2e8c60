"""Days in a column: one way of writing fits them all, or it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.birthdays import Birthday
from cxdesk.errors import UserError
from cxdesk.services.cells import CELLS_A_STEP, Ambiguous, Cell
from cxdesk.services.contacts import dates


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["1985-04-12", "", "1990-01-02"], ""),
        (["12.04.1985", "31.12.1990"], "dmy"),
        (["12.04.", "31.12."], "dmy"),
        (["4/12", "12/31"], "mdy"),
        (["12. 4. 1985", "31. 12."], "dmy"),
        (["4/12/2024 10:15 AM", "4/30/2024 9:00 PM"], "mdy"),
        (["April 12", date(1985, 4, 12)], ""),
        (["5/5/2024", "6/6"], "dmy"),  # both ways are the same day
        ([], ""),
    ],
)
def test_the_order_of_a_column(cells: list[Cell], order: str) -> None:
    assert dates.column_order(cells) == order


@pytest.mark.parametrize("cells", [["3.4.2024"], ["03/04", "05/06/1990"], ["1/2/2024 10:00", "2/3/2024"],
                                   ["13/04/2024", "04/14/2024"]])  # fmt: skip
def test_it_is_asked_where_both_or_none_fits(cells: list[Cell]) -> None:
    with pytest.raises(Ambiguous) as asked:
        dates.column_order(cells)
    assert asked.value.choices == ("dmy", "mdy")


def test_very_many_days_are_looked_at_in_short_steps() -> None:
    asked: list[str] = []

    def cells() -> Iterator[Cell]:
        for number in range(5 * CELLS_A_STEP):
            asked.append(f"{1 + number % 28}.{1 + number % 12}.1990")
            yield asked[-1]

    looking, longest, before = dates.column_order_in_steps(cells()), 0, 0
    for _turn in looking:
        longest, before = max(longest, len(asked) - before), len(asked)
    assert 0 < longest <= CELLS_A_STEP
    assert before > CELLS_A_STEP


WRITTEN = {
    "dmy": ("{d}.{m}.{y}", "{d}/{m}", "{d:02}-{m:02}-{y}"),
    "mdy": ("{m}/{d}/{y}", "{m}/{d}", "{m:02}-{d:02}-{y}"),
}


@given(
    st.lists(st.dates(date(1930, 1, 1), date(2020, 12, 31)), min_size=1, max_size=30),
    st.sampled_from(["dmy", "mdy"]),
    st.integers(0, 2),
)
def test_what_is_settled_reads_every_day_as_it_was(days: list[date], order: str, form: int) -> None:
    cells = [WRITTEN[order][form].format(d=day.day, m=day.month, y=day.year) for day in days]
    if not any(day.day > 12 for day in days):
        return  # asked, or both ways are the same
    settled = dates.column_order(cells)
    assert settled == order
    for day, cell in zip(days, cells, strict=True):
        found = dates.read_birthday(cell, "de-DE", settled)
        assert found == Birthday(day.day, day.month, None if form == 1 else day.year)
        if form != 1:
            assert dates.read_day(cell, "de-DE", settled) == day


def test_figures_that_can_be_read_in_two_ways_are_not_read() -> None:
    for language in ("de-DE", "en-GB", "fr-FR"):
        with pytest.raises(UserError):
            dates.read_day("3.4/2024" if language == "de-DE" else "3-4-2024", language)
    with pytest.raises(UserError):
        dates.read_day("03/04/2024", "de-DE")


def test_a_day_against_the_order_is_refused() -> None:
    with pytest.raises(UserError, match="no such day"):
        dates.read_day("04/13/2024", "en-US", "dmy")


@given(st.text(max_size=30) | st.decimals(allow_nan=False) | st.dates(), st.sampled_from(["", "dmy", "mdy"]))
def test_any_cell_is_read_or_refused(cell: Cell, order: str) -> None:
    for read in (dates.read_day, dates.read_birthday):
        with suppress(UserError):
            found = read(cell, "en-GB", order)
            assert found is None or 1 <= found.month <= 12
