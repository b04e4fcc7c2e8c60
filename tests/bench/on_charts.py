"""Charts on the screen, timed in a process of their own; prints JSON: `python -m tests.bench.on_charts`.

Held against plain figures of matplotlib with the same values, as large: one that is kept and drawn again,
and twelve small ones made anew.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import sys
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from cxdesk.output.charts.model import ChartData, ChartMark, ChartPoint, Step, Stretch
from cxdesk.settings import Settings
from tests.bench.timing import in_turn, seconds, settled_heap
from ui import app as application
from ui.charts.chart_view import ChartView
from ui.charts.pen import pen
from ui.tasks import Tasks

POINTS, LARGE, SMALL = 60, (800, 400), (300, 200)
PAGE = 12
ROUNDS = 15


class Weeks:
    """Writes points as weeks."""

    def label(self, place: int) -> str:
        """Return the week in full."""
        return f"week {place} of the year"

    def tick(self, place: int) -> str:
        """Return the week at the axis."""
        return f"w {place}"

    def shown(self, place: int) -> str:
        """Return the value."""
        return "64 %"


def values(seed: int) -> list[float]:
    """Return a wandering series."""
    some, level, found = random.Random(seed), 50.0, []
    for i in range(POINTS):
        level += some.gauss(0, 1) + 0.3 * math.sin(i / POINTS * 25)
        found.append(level)
    return found


def chart(seed: int) -> ChartData:
    """Return a chart with all that a usual one has."""
    series = values(seed)
    mean = sum(series) / POINTS
    limits = (mean, mean - 6, mean + 6, "50", "44", "56")
    return ChartData(
        title="Retention",
        summary="",
        points=tuple(ChartPoint(value, major=int(i % 8 == 0)) for i, value in enumerate(series)),
        wording=Weeks(),
        axis=str,
        unit=Fraction(1),
        stretches=(Stretch(0, POINTS - 1, *limits),),
        steps=(Step(0, POINTS - 1, mean + 3, "60"),),
        marks=(ChartMark(30, "launch", "The remembered guest"),),
    )


def kept_figure() -> Callable[[], object]:
    """Return a redraw of one plain figure with other values."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(LARGE[0] / 100, LARGE[1] / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    (line,) = axes.plot(range(POINTS), values(0), lw=1)
    axes.set_title("Retention")
    axes.set_xlabel("Week")
    axes.set_ylabel("Value")
    axes.grid(visible=True)
    seeds = iter(range(10_000))

    def redraw() -> None:
        line.set_ydata(values(next(seeds)))
        axes.relim()
        axes.autoscale_view()
        canvas.draw()

    return redraw


def fresh_figures() -> None:
    """Make twelve small plain figures."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    for seed in range(PAGE):
        figure = Figure(figsize=(SMALL[0] / 100, SMALL[1] / 100), dpi=100)
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.plot(range(POINTS), values(seed), lw=1)
        axes.set_title("Retention", fontsize=8)
        axes.tick_params(labelsize=7)
        canvas.draw()


def measure(app: QApplication) -> dict[str, Any]:
    """Return the seconds of each round, by what was drawn."""
    tasks = Tasks(inline=True)
    view = ChartView(tasks)
    view.resize(*LARGE)
    view.show()
    app.processEvents()
    seeds = iter(range(10_000))

    def redraw() -> None:
        view.show_chart(chart(next(seeds)))
        view.repaint()

    found = in_turn({"ours": redraw, "agg": kept_figure()}, ROUNDS, warm_up=2)
    page = [chart(seed) for seed in range(PAGE)]
    canvas = QPixmap(SMALL[0] * 4, SMALL[1] * 3)

    def draw_page(charts: list[ChartData]) -> None:
        painter = QPainter(canvas)
        for i, one in enumerate(charts):
            pixmap = pen().drawn(one, SMALL, 1.0, None).pixmap
            painter.drawPixmap(i % 4 * SMALL[0], i // 4 * SMALL[1], pixmap)
        painter.end()

    both = {"page": lambda: draw_page([chart(next(seeds)) for _one in page]), "figures": fresh_figures}
    found |= in_turn(both, ROUNDS, warm_up=1)
    draw_page(page)
    found["again"] = [seconds(lambda: draw_page(page)) for _round in range(ROUNDS)]

    def hover(place: int) -> None:
        view._look_at(place)
        view.repaint()

    passes = [[seconds(partial(hover, place)) for place in range(POINTS)] for _pass in range(3)]
    found["hover"] = [statistics.median(one) for one in zip(*passes, strict=True)]
    tasks.close()
    return found


if __name__ == "__main__":
    made = application.make_app(["bench"], Settings())
    with settled_heap():
        print(json.dumps(measure(made)))
    sys.exit(0)
