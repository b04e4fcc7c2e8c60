"""Numbers as people type and paste them: kept where they are clear, told where they are not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import clock
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.errors import InputError, UserError
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.number_reading import read_number
from cxdesk.workspace import Workspace

MONDAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))


def keep(ws: Workspace, part: int, start: date, value: str | None, note: str | None = None) -> None:
    number = None if value is None else Decimal(value)
    ws.run("enter", lambda tx: entry.keep(tx, part, start, value=number, note=note))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de-DE", "1.234,50", "1234.50"),
        ("de-DE", "12,5", "12.5"),
        ("de-DE", "1.234.567", "1234567"),
        ("de-DE", "1 790", "1790"),
        ("de-DE", "64,20 €", "64.20"),
        ("en-US", "1,234.50", "1234.50"),
        ("en-US", "$1,234.50", "1234.50"),
        ("en-US", "0.5", "0.5"),
        ("fr-FR", "1\u202f234,5", "1234.5"),
        ("de-CH", "1’234.50", "1234.50"),
        ("ar", "١٢", "12"),
    ],
)
def test_numbers_are_read_as_they_are_written_there(language: str, text: str, value: str) -> None:
    assert read_number(text, language) == Decimal(value)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de-DE", "1.234"), ("en-US", "1,234"), ("de-DE", "1,234.50"), ("en-US", "1.234,50"),
        ("de-DE", "12.34,5"), ("en-US", "1,23,456.0"), ("en-US", "12 visits 3"), ("en-US", "-"),
        ("en-US", "=1+1"),
    ],
)  # fmt: skip
def test_what_could_be_two_numbers_is_refused(language: str, text: str) -> None:
    with pytest.raises(UserError):
        read_number(text, language)


@given(st.decimals(0, 10**9, places=2, allow_nan=False), st.sampled_from(["en-US", "de-DE", "fr-FR", "sv"]))
def test_what_is_shown_is_read_back(value: Decimal, language: str) -> None:
    text = entry.shown(value, language)
    try:
        assert read_number(text, language) == value
    except UserError:  # whole thousands: one sign, which could be the decimal one
        assert value == value.to_integral_value()
        assert 1000 <= value < 10**6


def test_a_number_is_kept_changed_and_taken_out(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="Visits", cadence="day"))
    keep(ws, part, MONDAY, "28", note="rain")
    assert entry.cell(ws, part, MONDAY) == (Decimal(28), "rain")
    keep(ws, part, MONDAY, "29")
    assert entry.cell(ws, part, MONDAY) == (Decimal(29), "rain")
    keep(ws, part, MONDAY, None)
    assert entry.cell(ws, part, MONDAY) == (None, "rain")
    keep(ws, part, MONDAY, None, note="")
    assert ws.rows(PartValue) == []
    ws.undo()
    assert entry.cells(ws, [part]) == {(part, MONDAY): entry.Cell(None, "rain")}


def test_keeping_the_same_again_is_no_change(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="Visits", cadence="day"))
    keep(ws, part, MONDAY, "28")
    before = ws.rows(PartValue)[0].revision
    keep(ws, part, MONDAY, "28")
    assert ws.rows(PartValue)[0].revision == before


@pytest.mark.parametrize(
    ("unit", "value", "start", "says"),
    [
        ("count", "2.5", MONDAY, "whole number"),
        ("count", "-1", MONDAY, "less than nothing"),
        ("money", "1", date(2026, 11, 23), "still to come"),
    ],
)
def test_what_can_not_be_is_refused(ws: Workspace, unit: str, value: str, start: date, says: str) -> None:
    part = ws.add(MetricPart(name="Visits", cadence="day", unit=unit))
    with pytest.raises(InputError, match=says):
        keep(ws, part, start, value)
    assert ws.rows(PartValue) == []


def test_thirty_rows_from_a_spreadsheet_the_wrong_ones_named_the_right_ones_kept(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="Takings", cadence="day", unit="money"))
    starts = [date(2026, 10, 1) + timedelta(days=i) for i in range(30)]
    texts = ["1.234,50"] * 30
    texts[4], texts[11], texts[20] = "zu", "1,234", ""
    block = [texts]
    made = []
    ws.run("paste", lambda tx: made.append(entry.paste(tx, [part], starts, block, "de-DE")))
    (pasted,) = made
    assert pasted.kept == 27
    assert [(one.column, one.text) for one in pasted.wrong] == [(4, "zu"), (11, "1,234")]
    assert "1234,5" in pasted.wrong[0].why
    assert len(entry.missing(ws, part, starts[0], starts[-1])) == len(
        [i for i in (4, 11, 20) if starts[i].weekday() != 6]
    )
    ws.undo()
    assert ws.rows(PartValue) == []


def test_a_block_beyond_the_grid_is_told(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="Visits", cadence="day"))
    block = entry.block_of("1\t2\r\n3\t4\r\n")
    assert block == [["1", "2"], ["3", "4"]]
    made = []
    ws.run("paste", lambda tx: made.append(entry.paste(tx, [part], [MONDAY], block, "en-US")))
    assert made[0].kept == 1
    assert [(one.row, one.column) for one in made[0].wrong] == [(0, 1), (1, 0), (1, 1)]
