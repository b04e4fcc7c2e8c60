"""Rows 12, 13 and 17: charts on the screen and on paper."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.shop import Shop
from cxdesk.output import printing
from cxdesk.output.sheet import Gathered, Job
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.bench.board import Row, judge
from tests.bench.sheets_shop import TODAY
from tests.bench.timing import in_turn, ms, percentile, ratio, settled_heap

pytestmark = pytest.mark.bench
_WEEKS = 60
_KIB = 1024


def on_screen() -> Any:
    """Measure in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.on_charts"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def timed(number: str, operation: str, limit: str, taken: float, goal: float) -> Row:
    """Return a row whose goal is a time."""
    value = taken * 1e3
    return Row(
        number=number, operation=operation, limit=limit, ours=ms(taken), value=value, goal=goal, unit="ms"
    )


def test_charts_on_the_screen() -> None:
    def measure() -> list[Row]:
        found = on_screen()
        agg, figures = median(found["agg"]), median(found["figures"])
        return [
            Row(
                number="12",
                operation="chart, new values until painted",
                limit=f"Agg redraw {ms(agg)}",
                ours=ms(median(found["ours"])),
                value=ratio(found["ours"], found["agg"]),
                goal=1.3,
            ),
            timed("12", "chart, pointer moved, p95", "", percentile(found["hover"], 0.95), 2),
            Row(
                number="13",
                operation="12 charts, new values",
                limit=f"12 figures {ms(figures)}",
                ours=ms(median(found["page"])),
                value=ratio(found["page"], found["figures"]),
                goal=0.35,
            ),
            timed("13", "12 charts, shown again", "", median(found["again"]), 2),
        ]

    judge(measure)


def shop_with_numbers(path: Path) -> Workspace:
    """Return a workspace with a metric of sixty weeks, a target and a launch."""
    workspace = Workspace.create(path, Shop(name="Willow & Co. Salon", address="12 Mill Lane · 0171 000 111"))

    def fill(tx: Transaction) -> None:
        part = tx.add(MetricPart(name="Came back"))
        start = TODAY - timedelta(days=TODAY.weekday(), weeks=_WEEKS)
        for week in range(_WEEKS):
            day, value = start + timedelta(weeks=week), Decimal(40 + week * 7 % 11)
            tx.add(PartValue(part=part, starts_on=day, value=value))
        metric = tx.add(Metric(name="Came back", formula="total", first=part, why="Who stays tells more."))
        tx.add(MetricTarget(metric=metric, value=Decimal(50), from_on=start))
        launched = TODAY - timedelta(weeks=20)
        tx.add(ChartNote(metric=metric, happened_on=launched, sort="launch", text="The remembered guest"))

    workspace.run("fill", fill, undoable=False)
    return workspace


def without_chart(job: Job) -> Job:
    """Return the same sheet with lines to write on in the place of the chart."""
    (topic,) = job.gathered.topics
    bare = replace(topic, body=replace(topic.body, chart=None))
    return replace(job, gathered=Gathered((bare,)))


def test_a_sheet_with_a_chart(tmp_path: Path) -> None:
    workspace = shop_with_numbers(tmp_path / "numbers.cxdesk")
    printing.preload()
    options = {"periods": "all", "table": False}
    job = printing.gather_job(printing.sheet("xmr-page"), workspace, options, today=TODAY)
    bare = without_chart(job)

    def measure() -> list[Row]:
        with settled_heap():
            ways = {"chart": lambda: printing.build_job(job), "bare": lambda: printing.build_job(bare)}
            times = in_turn(ways, 25)
        made, plain = printing.build_job(job).pdf, printing.build_job(bare).pdf
        assert b"/Subtype /Image" not in made
        added = (len(made) - len(plain)) / _KIB
        return [
            Row(
                number="17",
                operation="sheet with a chart",
                limit=f"without {ms(median(times['bare']))}",
                ours=ms(median(times["chart"])),
                value=ratio(times["chart"], times["bare"]),
                goal=3.2,
            ),
            Row(
                number="17",
                operation="chart on a sheet, in lines",
                limit=f"sheet {len(plain) / _KIB:.0f} KiB",
                ours=f"+{added:.0f} KiB",
                value=added,
                goal=80,
                unit="KiB",
            ),
        ]

    judge(measure)
    workspace.close()
