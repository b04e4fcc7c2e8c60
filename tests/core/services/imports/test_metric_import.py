"""Numbers of metrics from a table: what is made, what is updated, what is left out and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.import_batch import ImportBatch
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.errors import UserError
from cxdesk.services.cells import Ambiguous
from cxdesk.services.imports import period_text
from cxdesk.store import check
from tests.core.services.imports.import_desk import ImportDesk, why

CALLS = "metric,period,value\nCalls,2026-W45,42\nCalls,2026-W46,43.5\n"


def test_a_metric_that_is_not_there_is_made_with_the_cadence_of_its_periods(desk: ImportDesk) -> None:
    text = "Metric;PERIOD;Value\nCalls;2026-W45;42\nReturns;2026-10;7\nVisits;2026-11-20;31\nLost;2026-Q3;2\n"
    desk.take(text + "Sales;2025;1200.50\n")
    found = {row.record.name: (row.record.formula, row.record.cadence) for row in desk.ws.rows(Metric)}
    assert found == {
        "Calls": ("total", "week"),
        "Returns": ("total", "month"),
        "Visits": ("total", "day"),
        "Lost": ("total", "quarter"),
        "Sales": ("total", "year"),
    }
    assert desk.values("Calls") == {"2026-11-02": ("42",)}
    assert desk.values("Lost") == {"2026-07-01": ("2",)}
    assert desk.values("Sales") == {"2025-01-01": ("1200.5",)}
    assert check.check_file(desk.ws.path) == []


@pytest.mark.parametrize(
    ("rows", "formula"), [(("75,85", "3,3"), "share"), (("75,85", "4,3"), "ratio"), (("0,0",), "share")]
)
def test_two_numbers_are_a_share_unless_one_is_larger(
    desk: ImportDesk, rows: tuple[str, ...], formula: str
) -> None:
    lines = "".join(f"Rate,2026-{month:02},{row}\n" for month, row in enumerate(rows, 8))
    desk.take("metric,period,numerator,denominator\n" + lines)
    assert desk.metric("Rate").formula == formula
    assert list(desk.values("Rate").values()) == [tuple(row.split(",")) for row in rows]


def test_a_recommend_score_comes_from_its_groups(desk: ImportDesk) -> None:
    head = "metric,period,promoters,passives,detractors,asked\n"
    made = desk.take(head + "NPS,2026-Q3,7,2,1,40\nNPS,2026-Q2,1,,1,\n")
    assert desk.values("NPS") == {"2026-07-01": ("7", "1", "10")}
    asked = desk.metric("NPS").asked
    assert [row.record.value for row in desk.ws.rows(PartValue, part=asked)] == [Decimal(40)]
    assert why(made) == [(3, "Either the passives or all answers have to be told, too.")]


def test_what_is_there_is_found_by_name_and_its_formula_says_which_number_is_which(desk: ImportDesk) -> None:
    parts = [desk.ws.add(MetricPart(name=name, cadence="month")) for name in ("Back", "New", "Left")]
    desk.ws.add(
        Metric(name="Zurück gekommen", formula="share", first=parts[0], second=parts[1], cadence="month")
    )
    desk.ws.add(Metric(name="Left us", formula="total", first=parts[2], cadence="month"))
    made = desk.take(
        "metric,period,value,numerator,denominator\nZURUCK GEKOMMEN,2026-09,,8,10\n"
        "zurück gekommen,2026-10,80,,\nleft us,2026-10,3,,\nleft us,2026-09,,1,2\n"
    )
    assert desk.values("Zurück gekommen") == {"2026-09-01": ("8", "10")}
    assert desk.values("Left us") == {"2026-10-01": ("3",)}
    assert [line for line, _why in why(made)] == [3, 5]
    assert "computed of 2 numbers" in why(made)[0][1]
    assert "is one number" in why(made)[1][1]
    assert desk.ws.count(Metric) == 2


def test_the_same_table_twice_adds_nothing(desk: ImportDesk) -> None:
    desk.take(CALLS)
    before = desk.content()
    made = desk.take(CALLS)
    assert made.plan.tally.counts == {"add": 0, "update": 0, "same": 2, "wrong": 0}
    assert desk.batch == 0
    assert desk.ws.count(ImportBatch) == 1
    assert desk.content() == before


def test_a_newer_table_updates_and_adds_and_says_from_what_to_what(desk: ImportDesk) -> None:
    desk.take(CALLS)
    made = desk.take("metric,period,value\ncalls,2026-W46,44\nCalls,2026-W47,\nCalls,2026-W44,40\n")
    told = [(item.line, item.what, item.where, item.was, item.now) for item in made.plan.tally.items]
    assert told == [
        (2, "update", "2026-W46", "43.5", "44"),
        (3, "wrong", "2026-W47", "", ""),
        (4, "add", "2026-W44", "", "40"),
    ]
    assert desk.values("Calls") == {"2026-10-26": ("40",), "2026-11-02": ("42",), "2026-11-09": ("44",)}


def test_wrong_lines_are_named_and_the_right_ones_kept(desk: ImportDesk) -> None:
    made = desk.take(
        "metric,period,value\nCalls,2026-W45,42\nCalls,2026-W46,abc\nCalls,2026-W99,1\n,2026-W44,1\n"
        "Calls,,1\nCalls,2026-W44,-3\nCalls,2026-W50,1\nCalls,2026-W45,41\nCalls,2026-11-05,1\n"
        'Calls,2026-W43,"1.2.3"\nCalls,2026-W43,1.23456\n'
    )
    assert desk.values("Calls") == {"2026-11-02": ("42",)}
    reasons = dict(why(made))
    assert list(reasons) == list(range(3, 13))
    said = {
        3: "“abc”", 4: "no such day", 5: "name of the metric is missing", 6: "period is missing",
        7: "less than nothing", 8: "still to come", 9: "Line 2 says 42", 10: "by the week, such as 2026-W45",
        11: "1.2.3", 12: "At most 4 decimals",
    }  # fmt: skip
    for line, words in said.items():
        assert words in reasons[line], (line, reasons[line])


def test_mondays_of_a_table_by_the_day_are_not_taken_for_weeks(desk: ImportDesk) -> None:
    desk.take("metric,period,value\nCalls,2026-W44,42\n")
    made = desk.take("metric,period,value\nCalls,2026-11-02,9\nCalls,2026-11-03,8\n")
    assert [line for line, _why in why(made)] == [2, 3]
    assert "is entered by the week, such as 2026-W45" in why(made)[0][1]
    assert desk.values("Calls") == {"2026-10-26": ("42",)}


def test_a_missing_number_stays_missing(desk: ImportDesk) -> None:
    desk.take("metric,period,numerator,denominator\nRate,2026-09,1,2\n")
    desk.take("metric,period,numerator,denominator\nRate,2026-10,,5\n")
    assert desk.values("Rate")["2026-10-01"] == ("-", "5")


def test_notes_stand_beside_the_first_number(desk: ImportDesk) -> None:
    desk.take("metric,period,value,note\nCalls,2026-W45,42,=rain & storm\n")
    assert [row.record.note for row in desk.ws.rows(PartValue)] == ["=rain & storm"]
    desk.take("metric,period,value\nCalls,2026-W45,43\n")
    assert [row.record.note for row in desk.ws.rows(PartValue)] == ["=rain & storm"]


def test_the_languages_words_are_known_and_english_ones_always(
    desk: ImportDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"Metric": "Kennzahl", "Period": "Zeitraum", "Value": "Wert"}
    monkeypatch.setattr("cxdesk.services.imports.mapping._", lambda text: words.get(text, text))
    desk.take("KENNZAHL;Zeitraum;wert\nCalls;2026-W45;42\n")
    desk.take("metric;period;value\nCalls;2026-W46;43\n")
    assert len(desk.values("Calls")) == 2


def test_columns_that_say_nothing_are_told_with_those_there_are(desk: ImportDesk) -> None:
    with pytest.raises(UserError, match=r"No column tells the period.*The columns are: a, b\."):
        desk.look("a,b\n1,2\n")


# Weeks


@pytest.mark.parametrize(
    ("weekday", "start"),
    [(0, "2026-11-16"), (6, "2026-11-15"), (5, "2026-11-14"), (1, "2026-11-17"), (3, "2026-11-19")],
)
def test_a_week_is_the_one_of_the_shop_that_shares_most_days(weekday: int, start: str) -> None:
    monday = date(2026, 11, 16)
    found = period_text.parse("2026-W47", weekday)
    assert found == ("week", date.fromisoformat(start))
    assert abs((found.start - monday).days) <= 3
    assert period_text.written("week", found.start) == "2026-W47"


@given(st.integers(0, 6), st.integers(1990, 2060), st.integers(1, 52))
def test_no_two_weeks_are_one(weekday: int, year: int, week: int) -> None:
    text = f"{year}-W{week:02}"
    assert period_text.written(*period_text.parse(text, weekday)) == text


# Mapped tables


def test_a_wide_table_has_a_column_for_each_number(desk: ImportDesk) -> None:
    sales = desk.ws.add(MetricPart(name="Sales", unit="money", cadence="day"))
    desk.take(
        "Datum;Umsatz;Kunden;Wetter\n13.11.2026;1.234,50;22;rain\n14.11.2026;999,00;;\n",
        columns={"period": "Datum", "note": "Wetter"},
        wide={"Umsatz": "sales", "Kunden": "Customers seen"},
    )
    kept = [
        (str(row.record.starts_on), row.record.value, row.record.note)
        for row in desk.ws.rows(PartValue, part=sales)
    ]
    assert kept == [("2026-11-13", Decimal("1234.5"), "rain"), ("2026-11-14", Decimal(999), "")]
    assert desk.values("Customers seen") == {"2026-11-13": ("22",)}


def test_days_can_stand_for_their_week(desk: ImportDesk) -> None:
    desk.take(
        "d,v\n2026-11-12,5\n",
        columns={"period": "d", "value": "v"},
        fixed={"metric": "Calls"},
        cadence="week",
    )
    assert desk.values("Calls") == {"2026-11-09": ("5",)}


@pytest.mark.parametrize(
    ("numbers", "decimal", "kept"),
    [
        (("1,5", "2"), "", ["1.5", "2"]),
        (("1.5", "2"), "", ["1.5", "2"]),
        (("1.234,50",), "", ["1234.5"]),
        (("1,234.50",), "", ["1234.5"]),
        (("12", "13"), "", ["12", "13"]),
        (("1,234",), ",", ["1.234"]),
    ],
)
def test_decimals_are_told_by_what_stands_there(
    desk: ImportDesk, numbers: tuple[str, ...], decimal: str, kept: list[str]
) -> None:
    lines = "".join(f"2026-W{40 + i};{number}\n" for i, number in enumerate(numbers))
    columns = {"period": "p", "value": "v"}
    desk.take("p;v\n" + lines, columns=columns, fixed={"metric": "Calls"}, decimal=decimal)
    assert [numbers[0] for numbers in desk.values("Calls").values()] == kept


@pytest.mark.parametrize("numbers", [("1,234",), ("1.234", "17"), ("1,5", "2.5")])
def test_doubtful_decimals_are_asked_for(desk: ImportDesk, numbers: tuple[str, ...]) -> None:
    lines = "".join(f"2026-W{40 + i};{number}\n" for i, number in enumerate(numbers))
    with pytest.raises(Ambiguous, match="Comma or point") as caught:
        desk.look("p;v\n" + lines, columns={"period": "p", "value": "v"}, fixed={"metric": "Calls"})
    assert caught.value.what == "decimal"


@pytest.mark.parametrize(
    ("days", "first"),
    [(("03/04/2026", "25/04/2026"), "2026-04-03"), (("03/04/2026", "04/25/2026"), "2026-03-04")],
)
def test_the_order_of_days_is_told_by_one_that_fits_only_once(
    desk: ImportDesk, days: tuple[str, ...], first: str
) -> None:
    columns = {"period": "d", "value": "v"}
    desk.take("d;v\n" + "".join(f"{day};1\n" for day in days), columns=columns, fixed={"metric": "Calls"})
    assert first in desk.values("Calls")


@pytest.mark.parametrize("days", [("03/04/2026",), ("03/04/2026", "25/04/2026", "04/25/2026")])
def test_doubtful_days_are_asked_for(desk: ImportDesk, days: tuple[str, ...]) -> None:
    columns, fixed = {"period": "d", "value": "v"}, {"metric": "Calls"}
    text = "d;v\n" + "".join(f"{day};1\n" for day in days)
    with pytest.raises(Ambiguous, match="Day or month first"):
        desk.look(text, columns=columns, fixed=fixed)
    made = desk.look(text, columns=columns, fixed=fixed, dates="mdy")
    assert made.plan.tally.items[0].where == "2026-03-04"
    assert len(made.plan.tally.wrong) == len(days) // 2


@pytest.mark.parametrize(
    ("mapped", "said"),
    [
        (
            {"columns": {"period": "Tag", "value": "v", "metric": "d"}},
            "no column “Tag”. The columns are: d, v",
        ),
        ({"columns": {"period": "d", "price": "v"}}, "has no price"),
        ({"column": {}}, "which it can't have"),
        ({"decimal": ";"}, "is one of"),
        ({"columns": {"value": "v"}}, "No column tells the period"),
        ({"columns": {"period": "d", "value": "v"}}, "No column tells the metric"),
        ({"columns": 5}, "an object of texts"),
        ({"head": -1}, "number of the line"),
    ],
)
def test_a_wrong_mapping_is_told(desk: ImportDesk, mapped: dict[str, object], said: str) -> None:
    with pytest.raises(UserError) as caught:
        desk.look("d,v\n2026-11-02,1\n", **mapped)
    assert said in caught.value.message


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["Calls", "2026-W45", "2026-11", "7", "1,5", "-", "=1+1", "99999999999999999999", "1e9", "٣"]
)


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=8))
def test_no_table_brings_it_down(desk: ImportDesk, rows: list[tuple[str, str, str]]) -> None:
    quoted = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    try:
        made = desk.take("metric,period,value\n" + quoted + "\n")
    except UserError:
        return  # no table at all, such as two lines of headings
    assert sum(made.plan.tally.counts.values()) == len([row for row in rows if any(c.strip() for c in row)])


def test_a_name_much_like_one_that_is_there_is_asked_about(desk: ImportDesk) -> None:
    desk.ws.add(MetricPart(name="Visits", cadence="week"))
    text = "metric,period,value\nVists,2026-W44,40\nCars,2026-W44,4\n"
    made = desk.look(text)
    assert made.plan.notices == [
        "“Vists” is new: one number, by the week. Did you mean “Visits”?",
        "“Cars” is new: one number, by the week.",
    ]
    columns = {key: key for key in ("metric", "period", "value")}
    taken = desk.take(text, columns=columns, names={"vists": "Visits"})
    assert taken.plan.notices == ["“Cars” is new: one number, by the week."]
    assert [row.record.name for row in desk.ws.rows(MetricPart)] == ["Visits", "Cars"]
