"""How a table writes its numbers: one column says it for all, and where none does, it is asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxdesk.services.cells import Ambiguous
from tests.core.services.imports.import_desk import ImportDesk, why
from tests.core.services.imports.people_desk import PeopleDesk

SPENT = {"customer": "who", "date": "day", "spend": "spent"}


def written(value: Decimal, mark: str, *, grouped: bool) -> str:
    """Write a number as a till does, with two decimals or none."""
    places = 0 if value == value.to_integral_value() else 2
    english = f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"
    return english if mark == "." else english.translate(str.maketrans(",.", ".,"))


def table(cells: list[str]) -> str:
    return "metric;period;value\n" + "".join(f"Sales;2026-W{i + 10};{cell}\n" for i, cell in enumerate(cells))


def sales(cells: list[str]) -> str:
    return "who;day;spent\n" + "".join(f"K{i};2026-11-{i + 1:02};{cell}\n" for i, cell in enumerate(cells))


def test_a_thousand_beside_decimals_is_one(desk: ImportDesk) -> None:
    desk.take(table(["1,020", "12.50", "$2,300"]))
    assert [numbers[0] for numbers in desk.values("Sales").values()] == ["1020", "12.5", "2300"]


def test_and_so_it_is_in_a_list_of_sales(people: PeopleDesk) -> None:
    people.take(sales(["1,020", "12.50"]), "visits", columns=SPENT)
    assert [ticket for _who, _day, ticket, _what in people.visits()] == [102_000, 1_250]


@pytest.mark.parametrize("cells", [["1,020"], ["1.020", "17"], ["1,020", "2.030"], ["12.50", "12,50"]])
@pytest.mark.parametrize("kind", ["metrics", "visits"])
def test_what_no_other_number_explains_is_asked_about(
    desk: ImportDesk, people: PeopleDesk, kind: str, cells: list[str]
) -> None:
    with pytest.raises(Ambiguous, match="Comma or point"):
        if kind == "metrics":
            desk.look(table(cells))
        else:
            people.look(sales(cells), "visits", columns=SPENT)


def test_who_says_the_sign_gets_thousands_by_it(desk: ImportDesk) -> None:
    columns = {"metric": "metric", "period": "period", "value": "value"}
    desk.take(table(["1,020", "3"]), columns=columns, decimal=".")
    assert [numbers[0] for numbers in desk.values("Sales").values()] == ["1020", "3"]
    desk.take(table(["1,020", "3"]).replace("Sales", "Time"), columns=columns, decimal=",")
    assert [numbers[0] for numbers in desk.values("Time").values()] == ["1.02", "3"]


def test_a_part_of_one_needs_no_asking(desk: ImportDesk) -> None:
    """Nobody writes a thousand with a nought in front."""
    desk.take(table(["0.125", "0.250"]))
    assert [numbers[0] for numbers in desk.values("Sales").values()] == ["0.125", "0.25"]


@pytest.mark.parametrize("cell", [".1,020", "1,0200", "1,02", "12,34,567", "1,020,", "(1,020)"])
def test_what_is_no_thousand_stays_refused(desk: ImportDesk, cell: str) -> None:
    columns = {"metric": "metric", "period": "period", "value": "value"}
    assert len(why(desk.look(table([cell]), columns=columns, decimal="."))) == 1


amounts = st.lists(
    st.decimals(min_value=1, max_value=9_999_999, places=2).map(lambda one: one + 0), min_size=1, max_size=9
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts, st.sampled_from([".", ","]), st.lists(st.booleans(), min_size=9, max_size=9))
def test_any_amounts_come_in_as_they_were_written_or_are_asked_about(
    desk: ImportDesk, people: PeopleDesk, values: list[Decimal], mark: str, grouped: list[bool]
) -> None:
    """Signs between thousands here and there; that a sign is told for sure is known from outside."""
    cells = [written(value, mark, grouped=group) for value, group in zip(values, grouped, strict=False)]
    told = any(mark in cell or len(cell.split({".": ",", ",": "."}[mark])) > 2 for cell in cells)
    parted = any({".": ",", ",": "."}[mark] in cell for cell in cells)
    if parted and not told:
        with pytest.raises(Ambiguous):
            desk.look(table(cells))
        with pytest.raises(Ambiguous):
            people.look(sales(cells), "visits", columns=SPENT)
        return
    made = desk.look(table(cells))
    assert [Decimal(item.now) for item in made.plan.tally.items] == values
    found = people.look(sales(cells), "visits", columns=SPENT)
    assert [Decimal(item.now) for item in found.plan.tally.items] == values
