"""Numbers that come from records are not typed: nowhere asked for, refused everywhere, kept as they were."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import SOURCES, UNITS, MetricPart, sources_of
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.visit import Visit
from cxdesk.errors import InputError, UserError
from cxdesk.output import printing, record
from cxdesk.output.tally import tally_paper
from cxdesk.services.metrics import acts, entry, entry_periods, library, records
from cxdesk.services.metrics.doubts import limits
from cxdesk.services.metrics.library import LIBRARY
from cxdesk.services.metrics.look import look
from cxdesk.services.metrics.series import series
from cxdesk.services.metrics.verdict import written_for
from cxdesk.services.paper_forms import Places
from cxdesk.services.today.due import of_metric
from cxdesk.workspace import Workspace
from tests.core.services.imports.import_desk import ImportDesk, why

MONDAY, FRIDAY = date(2026, 4, 6), date(2026, 4, 10)
TYPED = Decimal(9)


@pytest.fixture
def ws(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Two numbers were typed for Monday and Thursday; then one was taken from the visits: 2 and 1."""
    monkeypatch.setattr(clock, "today", lambda: FRIDAY)
    anna = ws.add(Customer(name="Anna"))
    for day in (MONDAY, MONDAY, date(2026, 4, 9)):
        ws.add(Visit(customer=anna, happens_on=day))
    seen, booked = (ws.add(MetricPart(name=name, cadence="day")) for name in ("Seen", "Booked"))
    ws.add(Metric(name="Rebooked", formula="share", first=booked, second=seen, cadence="day"))
    for part in (seen, booked):
        for day in (MONDAY, date(2026, 4, 9)):
            ws.run("x", lambda tx, part=part, day=day: entry.keep(tx, part, day, value=TYPED))
    ws.change(MetricPart, seen, taken_from="visits")
    return ws


SEEN, BOOKED = 1, 2


def seconds(ws: Workspace) -> dict[date, object]:
    return {point.start: point.numbers[1] for point in series(ws, 1, FRIDAY).points}


def test_typing_is_refused_in_words_and_changes_nothing(ws: Workspace) -> None:
    for value in (Decimal(3), None):
        with pytest.raises(InputError, match="“Seen” is counted from records"):
            ws.run("x", lambda tx, value=value: entry.keep(tx, SEEN, MONDAY, value=value))
    with pytest.raises(UserError, match="counted from records"):
        ws.run("x", lambda tx: records.fill(tx, SEEN, "visits", MONDAY, FRIDAY))
    assert entry.cell(ws, SEEN, MONDAY).value == TYPED


def test_a_pasted_block_keeps_the_others(ws: Workspace) -> None:
    pasted = ws.run("x", lambda tx: entry.paste(tx, [SEEN, BOOKED], [FRIDAY], [["4"], ["5"]], "en-GB"))
    assert (pasted.kept, [one.row for one in pasted.wrong]) == (1, [0])
    assert entry.cell(ws, BOOKED, FRIDAY).value == Decimal(5)


def test_a_table_of_numbers_is_refused_line_by_line(ws: Workspace, tmp_path: Path) -> None:
    desk = ImportDesk(ws, tmp_path)
    made = desk.take("metric,period,value\nSeen,2026-04-08,4\nBooked,2026-04-08,3\n")
    ((line, said),) = why(made)
    assert line == 2
    assert said.startswith("“Seen” is counted from records")
    assert [entry.cell(ws, part, date(2026, 4, 8)).value for part in (SEEN, BOOKED)] == [None, Decimal(3)]


def test_nothing_asks_for_it(ws: Workspace) -> None:
    day = date(2026, 4, 9)
    parts = ws.rows(MetricPart)
    assert [row.id for rows in entry_periods.parts_by_cadence(ws).values() for row in rows] == [BOOKED]
    assert [one.part.id for one in entry_periods.due(ws, day, newest=True)] == [BOOKED]
    typed = [row for row in parts if not row.record.taken_from]
    assert {gap.part for gap in entry_periods.gaps(ws, typed, FRIDAY)} == {BOOKED}
    assert limits(ws) == []
    ws.change(MetricPart, BOOKED, taken_from="visits")
    assert entry_periods.days_missing(ws, FRIDAY) == []


def test_what_was_typed_comes_back_with_typed_in(ws: Workspace) -> None:
    assert seconds(ws)[MONDAY] == 2
    ws.change(MetricPart, SEEN, taken_from="")
    assert seconds(ws)[MONDAY] == TYPED
    assert [row.id for row in entry_periods.parts_by_cadence(ws)["day"]] == [SEEN, BOOKED]


@pytest.mark.parametrize("unit", [key for key, _label in UNITS])
def test_a_source_has_to_fit_the_unit(ws: Workspace, unit: str) -> None:
    fits = {key for key, _label in sources_of(unit)}
    expected = {"money": {"", "spend"}, "minutes": {""}, "count": {key for key, _l in SOURCES} - {"spend"}}
    assert fits == expected[unit]
    for key, _label in SOURCES:
        if key in fits:
            part = ws.add(MetricPart(name=key or "typed", unit=unit, taken_from=key))
            assert ws.get(MetricPart, part).record.taken_from == key
            continue
        with pytest.raises(InputError) as caught:
            ws.add(MetricPart(name="x", unit=unit, taken_from=key))
        assert list(caught.value.fields) == ["taken_from"]


def test_another_unit_is_refused_while_the_source_does_not_fit(ws: Workspace) -> None:
    with pytest.raises(InputError, match="“Seen” is kept as “Money”, which “Visits” is not"):
        ws.change(MetricPart, SEEN, unit="money")
    ws.change(MetricPart, SEEN, unit="money", taken_from="spend")
    ws.undo()
    assert ws.get(MetricPart, SEEN).record.unit == "count"


def template(name: str) -> library.MetricTemplate:
    return next(one for one in LIBRARY if one.name == name)


def test_a_metric_of_the_library_takes_all_its_sources_in_one_step(ws: Workspace) -> None:
    metric = ws.run("x", lambda tx: library.take(tx, template("Average ticket")))
    ids = [ws.get(Metric, metric).record.first, ws.get(Metric, metric).record.second]
    assert library.proposed_sources(ws, ws.get(Metric, metric).record) == dict(
        zip(ids, ("spend", "tickets"), strict=True)
    )
    ws.run("x", lambda tx: library.take_from_records(tx, metric))
    assert [ws.get(MetricPart, one).record.taken_from for one in ids] == ["spend", "tickets"]
    ws.undo()
    assert [ws.get(MetricPart, one).record.taken_from for one in ids] == ["", ""]


def test_one_whose_numbers_records_do_not_have_is_offered_nothing(ws: Workspace) -> None:
    for name in ("Left with a next date", "Retention", "Closing rate"):
        metric = ws.run("x", lambda tx, name=name: library.take(tx, template(name)))
        assert library.proposed_sources(ws, ws.get(Metric, metric).record) == {}


@pytest.mark.parametrize("one", [one for one in LIBRARY if one.counted], ids=lambda one: one.name)
def test_what_only_records_know_is_counted_from_the_beginning(
    ws: Workspace, one: library.MetricTemplate
) -> None:
    metric = ws.get(Metric, ws.run("x", lambda tx: library.take(tx, one))).record
    ids = [part for part in (metric.first, metric.second) if part]
    assert [ws.get(MetricPart, part).record.taken_from for part in ids] == [part.source for part in one.parts]


def test_how_often_it_was_typed_is_no_matter_any_more(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="Bills", cadence="year"))
    defined = {"formula": "total", "first": part, "second": None, "third": None, "cadence": "week"}
    assert "too seldom" in acts.definition_gap(ws, **defined)
    ws.change(MetricPart, part, taken_from="visits")
    assert acts.definition_gap(ws, **defined) == ""


def test_a_tally_sheet_has_no_square_for_it(ws: Workspace) -> None:
    made = printing.render(printing.sheet("tally-sheet"), ws, {}, today=FRIDAY, numbered=True)
    places = Places.read(made.forms[0].places).places
    assert {one.key["part"] for one in places if "part" in one.key} == {BOOKED}


def test_a_tally_sheet_from_before_leaves_its_squares_out(ws: Workspace) -> None:
    made = printing.render(printing.sheet("tally-sheet"), ws, {}, today=FRIDAY, numbered=True)
    with record.noting(
        ws, made, paper="A4", copies=1, printed_at="2026-04-10T09:00:00Z", by="Maya", target="file"
    ):
        pass
    ws.change(MetricPart, BOOKED, taken_from="customers")
    paper = tally_paper(ws, ws.rows(PaperForm)[0].record.number)
    assert paper is not None
    assert paper.cells == ()


@pytest.mark.parametrize(("source", "asked"), [("back", 0), ("", 1)])
def test_today_asks_for_none_that_could_not_be_known(ws: Workspace, source: str, asked: int) -> None:
    """Who is back within six weeks is known six weeks later: nobody forgot to type it."""
    anna = 1
    for weeks in range(3, 12):
        ws.add(Visit(customer=anna, happens_on=FRIDAY - timedelta(weeks=weeks)))
    part = ws.add(MetricPart(name="B", taken_from=source, within_weeks=6))
    if not source:
        ws.run("x", lambda tx: entry.keep(tx, part, date(2026, 2, 23), value=TYPED))
    metric = ws.add(Metric(name="B", formula="total", first=part, cadence="week"))
    seen = look(ws, metric, FRIDAY)
    assert seen.stale
    lines = [line for line in of_metric(seen, written_for(ws, seen.metric), FRIDAY) if line.sort == "stale"]
    assert len(lines) == asked
