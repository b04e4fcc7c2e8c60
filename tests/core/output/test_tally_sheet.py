"""The tally sheet: the squares of the grid on paper, and back into the file by the form's number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.paper_form import PaperForm
from cxdesk.errors import UserError
from cxdesk.output import printing, record
from cxdesk.output.sheet import Printed
from cxdesk.output.tally import tally_paper
from cxdesk.services.paper_forms import Places
from cxdesk.workspace import Workspace
from tests.core.output import reading

DAY = date(2026, 11, 18)  # a Wednesday
MONTH = {"period": "month", "from": "2026-12-24"}


@pytest.fixture
def parts(ws: Workspace) -> dict[str, int]:
    names = ("Visits", "Booked again", "Sales")
    found = {
        name: ws.add(MetricPart(name=name, cadence="day", unit="money" if name == "Sales" else "count"))
        for name in names
    }
    found["Reviews"] = ws.add(MetricPart(name="Reviews", cadence="week"))
    found["Rent"] = ws.add(MetricPart(name="Rent", cadence="month", unit="money"))
    ws.add(MetricPart(name="Not used", cadence="day", active=False))
    return found


def sheet(ws: Workspace, **options: object) -> Printed:
    return printing.render(printing.sheet("tally-sheet"), ws, options, today=DAY, numbered=True)


def squares(made: Printed) -> list[tuple[Any, Any]]:
    return [(one.key.get("part"), one.key["start"]) for one in Places.read(made.forms[0].places).places]


def november(*days: int) -> list[str]:
    return [f"2026-11-{day:02}" for day in days]


def test_the_squares_are_those_of_the_grid_in_its_order(ws: Workspace, parts: dict[str, int]) -> None:
    expected = [(parts[name], day) for name in ("Visits", "Booked again", "Sales")
                for day in november(16, 17, 18, 19, 20, 21)]  # fmt: skip
    assert squares(sheet(ws)) == [*expected, (parts["Reviews"], "2026-11-16")]
    text = reading.text(sheet(ws).pdf)
    assert text.index("Visits") < text.index("Bookedagain") < text.index("Sales€") < text.index("Reviews")
    assert "Notused" not in text


def test_each_square_stands_under_its_day_and_beside_its_name(ws: Workspace, parts: dict[str, int]) -> None:
    made = sheet(ws)
    places = Places.read(made.forms[0].places).places
    by_key = {(one.key["part"], one.key["start"]): one for one in places}
    days = [by_key[parts["Visits"], day] for day in november(16, 17, 18, 19, 20, 21)]
    assert [one.x for one in days] == sorted(one.x for one in days)
    assert len({one.y for one in days}) == 1
    assert by_key[parts["Sales"], "2026-11-18"].x == days[2].x
    whole = by_key[parts["Reviews"], "2026-11-16"]
    assert whole.x == days[0].x
    assert whole.width > 6.9 * days[0].width
    assert all(one.height >= 9 and one.width >= 15 for one in days)


def test_closed_days_have_no_square_and_are_hatched(ws: Workspace, parts: dict[str, int]) -> None:
    open_ = sheet(ws)
    ws.add(ClosedDay(from_on=date(2026, 11, 19), until_on=date(2026, 11, 20), why="Fair"))
    made = sheet(ws)
    assert (parts["Visits"], "2026-11-19") not in squares(made)
    assert (parts["Visits"], "2026-11-21") in squares(made)
    strokes, before = (len(reading.drawn_paths(one.pdf)[0]) for one in (made, open_))
    assert strokes > before
    assert made.mark == open_.mark  # a holiday makes no older copies


def test_a_month_lies_on_its_side_with_all_its_days(ws: Workspace, parts: dict[str, int]) -> None:
    made = sheet(ws, **MONTH)
    ((wide, high),) = reading.sizes(made.pdf)
    assert wide > high
    there = squares(made)
    assert sum(part == parts["Visits"] for part, _start in there) == 27  # 31 days, 4 Sundays
    reviews = [start for part, start in there if part == parts["Reviews"]]
    assert reviews == ["2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21"]
    assert (parts["Rent"], "2026-12-01") in there
    assert made.mark == sheet(ws).mark
    assert reading.letters_outside(made.pdf) == []


def test_twenty_numbers_of_a_week_are_on_one_page_of_either_paper(ws: Workspace) -> None:
    for k in range(20):
        ws.add(MetricPart(name=f"A number with quite a long name, so it takes two lines {k}", cadence="day"))
    for paper in ("A4", "Letter"):
        made = printing.render(printing.sheet("tally-sheet"), ws, {}, today=DAY, numbered=True, paper=paper)
        assert (made.pages, len(squares(made))) == (1, 120)
        assert reading.letters_outside(made.pdf) == []
    assert sheet(ws, **MONTH).pages == 2


def test_the_target_of_a_day_stands_with_its_number(ws: Workspace, parts: dict[str, int]) -> None:
    metric = ws.add(Metric(name="Visits", formula="total", first=parts["Visits"], cadence="day"))
    ws.add(MetricTarget(metric=metric, value=Decimal(30), from_on=date(2026, 1, 1)))
    assert "target30aday" in reading.text(sheet(ws).pdf)


def test_without_numbers_there_are_lines_to_name_them(ws: Workspace) -> None:
    made = sheet(ws)
    keys = [dict(one.key) for one in Places.read(made.forms[0].places).places]
    assert sum("field" in one for one in keys) == 12
    assert made.pages == 1


@pytest.mark.parametrize(
    ("option", "value"), [("from", "tomorrow"), ("from", "2026-13-01"), ("period", "year")]
)
def test_what_can_not_be_meant_is_refused(ws: Workspace, option: str, value: str) -> None:
    with pytest.raises(UserError):
        sheet(ws, **{option: value})


def test_next_week_is_a_week_on(ws: Workspace, parts: dict[str, int]) -> None:
    assert squares(sheet(ws, **{"from": "next"}))[0] == (parts["Visits"], "2026-11-23")


def test_it_is_found_by_its_number_without_what_was_removed_since(
    ws: Workspace, parts: dict[str, int]
) -> None:
    made = sheet(ws)
    with record.noting(
        ws, made, paper="A4", copies=1, printed_at="2026-11-18T09:00:00Z", by="Maya", target="file"
    ):
        pass
    ws.remove(MetricPart, parts["Booked again"])
    paper = tally_paper(ws, "1")
    assert paper is not None
    assert paper.number == "F-0001"
    assert {part for part, _start in paper.cells} == {parts[name] for name in ("Visits", "Sales", "Reviews")}
    assert min(start for _part, start in paper.cells) == date(2026, 11, 16)
    assert tally_paper(ws, "2") is None
    form = ws.rows(PaperForm)[0]
    ws.change(PaperForm, form.id, places="")
    taken_back = tally_paper(ws, "f-0001")
    assert taken_back is not None
    assert taken_back.cells == ()
