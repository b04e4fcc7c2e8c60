"""How a chart is drawn: what stands where, what is never joined, and that no text is read as markup."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdesk.output import fonts
from cxdesk.output.charts import draw
from cxdesk.output.charts.causes import cause_data
from cxdesk.output.charts.data import chart_data
from cxdesk.output.charts.model import ChartData, ChartMark, ChartPoint, Run, Step, Stretch
from cxdesk.output.charts.placing import placed
from cxdesk.output.charts.plan import plan
from cxdesk.output.charts.shapes import Area, Box, Labels, Lines, Marks, Picture, Style, Words
from cxdesk.output.charts.strokes import along
from cxdesk.output.charts.ticks import value_ticks
from cxdesk.services.metrics.verdict import Written
from cxdesk.services.statistics.pareto import pareto
from cxdesk.workspace import Workspace
from tests.core.services.metrics.metric_desk import MONDAY, Desk

WIDE, TALL = 690.0, 260.0


class Plain:
    """Writes points by their numbers."""

    def label(self, place: int) -> str:
        return f"week {place}"

    def tick(self, place: int) -> str:
        return f"w {place}"

    def shown(self, place: int) -> str:
        return f"value {place}"


def style(**more: object) -> Style:
    colours = dict.fromkeys(("ink", "quiet", "grid", "ground", "line", "band", "edge", "target"), "#336699")
    return Style(**{**colours, "measure": draw.width_of, "size": 11.0, **more})  # type: ignore[arg-type]


def chart(values: Sequence[float | None], **more: object) -> ChartData:
    points = tuple(ChartPoint(value, major=int(i % 5 == 0)) for i, value in enumerate(values))
    made = {"points": points, "wording": Plain(), "axis": str, "unit": Fraction(1)}
    return ChartData(**{"title": "Calls", "summary": "", **made, **more})  # type: ignore[arg-type]


def of(picture: Picture, kind: type) -> list:  # type: ignore[type-arg]
    return [one for one in picture.drawn if isinstance(one, kind)]


def line_of_values(picture: Picture) -> list[Lines]:
    """Return the lines that join values: neither level nor upright ones."""
    lines = [one for one in of(picture, Lines) if not one.dash]
    return [
        one for one in lines if len({x for x, _y in one.points}) > 1 and len({y for _x, y in one.points}) > 1
    ]


@pytest.mark.parametrize(
    ("value", "unit", "most", "low", "high"),
    [
        (4.766, 100, None, 4.55, 4.95),
        (0.99, 100, 1.0, 0.95, 1.0),
        (0.0, 1, None, -1, 1),
        (40.0, 1, None, 38, 42),
    ],
)
def test_one_value_has_an_axis_with_room_around_it(
    value: float, unit: int, most: float | None, low: float, high: float
) -> None:
    shown: list[Fraction] = []

    def axis(one: Fraction) -> str:
        shown.append(one)
        return ""

    plan(
        chart([value], unit=Fraction(1, unit), most=most, axis=axis),
        style(),
        WIDE,
        TALL,
    )
    assert float(min(shown)) <= low
    assert float(max(shown)) >= high
    assert most is None or max(shown) <= most


def test_a_gap_is_never_joined() -> None:
    picture = placed(chart([1, 3, None, 4, 2]), style(), WIDE, TALL)
    gap = picture.x_of(2)
    lines = line_of_values(picture)
    assert len(lines) == 2
    assert all(not min(xs) < gap < max(xs) for one in lines for xs in [[x for x, _y in one.points]])


def test_another_way_of_measuring_is_never_joined() -> None:
    marks = (ChartMark(2, "version", "measured in a new way"),)
    picture = placed(chart([1, 3, 4, 2], marks=marks), style(), WIDE, TALL)
    assert [len(one.points) for one in line_of_values(picture)] == [2, 2]


def test_a_value_alone_between_gaps_is_seen_in_a_long_series() -> None:
    values: list[float | None] = [1.0, 2.0] * 300
    values[400] = values[402] = None
    picture = placed(chart(values), style(), WIDE, TALL)
    (marks,) = of(picture, Marks)
    assert [round(x) for x, _y in marks.points] == [round(picture.x_of(401))]


def test_each_target_is_drawn_over_its_own_time() -> None:
    steps = (Step(0, 1, 2.0, "2"), Step(2, 3, 4.0, "4"))
    picture = placed(chart([1, 3, 4, 2], steps=steps), style(target="#AA0000"), WIDE, TALL)
    spans = sorted(
        (one.points[0][0], one.points[1][0]) for one in of(picture, Lines) if one.colour == "#AA0000"
    )
    half = picture.spacing / 2
    assert spans[0] == pytest.approx((picture.x_of(0) - half, picture.x_of(1) + half))
    assert spans[1] == pytest.approx((picture.x_of(2) - half, picture.x_of(3) + half))
    assert {"target 2", "target 4"} <= {one.text for one in of(picture, Words)}


def test_the_name_of_a_target_keeps_off_the_values() -> None:
    values = [20, 15, 22, 19, 23, 14, 20, 21, 20, 20, 21, 20]
    look = style()
    picture = placed(chart(values, steps=(Step(0, 11, 20.0, "20"),)), look, WIDE, TALL)
    (name,) = [one for one in of(picture, Words) if one.text == "target 20"]
    box = Labels(picture, look).box(name)
    for one in line_of_values(picture):
        assert not any(box.meets(part) for part in along(one.points, 2.0))


def test_limits_are_an_area_with_names_where_asked() -> None:
    stretch = Stretch(0, 3, 2.0, 1.0, 3.0, "2", "1", "3")
    picture = placed(chart([1, 3, 2, 2], stretches=(stretch,)), style(limits_named=True), WIDE, TALL)
    (area,) = of(picture, Area)
    assert (area.low, area.high) == pytest.approx((picture.y_of(1), picture.y_of(3)))
    assert {"upper limit 3", "average 2", "lower limit 1"} <= {one.text for one in of(picture, Words)}
    trial = placed(
        chart([1, 3, 2, 2], stretches=(stretch._replace(trial=True),)), style(limits_named=True), WIDE, TALL
    )
    assert "trial limit 3" in {one.text for one in of(trial, Words)}
    assert {one.dash for one in of(trial, Lines) if one.points[0][1] == trial.y_of(1)} >= {"dash"}


def test_signals_are_named_beside_them() -> None:
    runs = (Run(3, 3, "above", "above the usual up and down"),)
    picture = placed(chart([1, 2, 1, 9, 1, 2], runs=runs), style(), WIDE, TALL)
    (name,) = [one for one in of(picture, Words) if one.text == runs[0].words]
    assert name.y > picture.y_of(9)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)
values = st.lists(st.none() | st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(values=values, texts=st.lists(words, max_size=4), wide=st.floats(200, 900), tall=st.floats(110, 500))
def test_words_stay_inside_and_apart(
    values: list[float | None], texts: list[str], wide: float, tall: float
) -> None:  # fmt: skip
    marks = tuple(ChartMark(i % len(values), "launch", text) for i, text in enumerate(texts))
    steps = (Step(0, len(values) - 1, 7.0, "7"),)
    look = style()
    picture = placed(chart(values, marks=marks, steps=steps), look, wide, tall)
    room = Labels(picture, look)
    boxes = [room.box(one) for one in of(picture, Words) if one.text]
    whole = Box(-3, -3, wide + 3, tall + 3)
    assert all(whole == Box(*map(min, whole[:2], box[:2]), *map(max, whole[2:], box[2:])) for box in boxes)
    launches = [room.box(one) for one in of(picture, Words) if one.text.startswith("launch")]
    assert not any(one.meets(other) for i, one in enumerate(launches) for other in launches[:i])


@given(low=st.floats(-1e9, 1e9), span=st.floats(0, 1e9), most=st.integers(2, 9))
def test_ticks_hold_the_values_and_are_few(low: float, span: float, most: int) -> None:
    ticks = value_ticks(low, low + span, Fraction(1, 100), most)
    assert ticks[0] <= Fraction(low)
    assert ticks[-1] >= Fraction(low + span)
    assert 2 <= len(ticks) <= most + 2
    assert all(tick * 100 == int(tick * 100) for tick in ticks)


def test_the_same_place_is_found_again() -> None:
    picture = placed(chart([1, 2, 3, 4, 5, 6, 7]), style(), WIDE, TALL)
    assert [picture.place_at(picture.x_of(i), TALL / 2) for i in range(7)] == list(range(7))
    assert picture.place_at(0.0, TALL / 2) is None


def test_causes_lie_from_the_top_and_are_measured_from_nothing() -> None:
    data = cause_data("Complaints", pareto([("Waiting", 8), ("Price", 4), ("Colour", 1)]), "en")
    picture = placed(data, style(), WIDE, TALL)
    bars = of(picture, Area)
    assert [bar.right - bar.left for bar in bars] == pytest.approx(
        [part * (picture.frame.right - picture.frame.left) for part in (1, 0.5, 0.125)]
    )
    assert bars[0].low > bars[1].low > bars[2].low
    assert picture.place_at(300, TALL - 5) == 0


def test_a_long_series_is_thinned_and_keeps_its_peaks() -> None:
    values = [float(i % 7) for i in range(3650)]
    values[1234] = 50.0
    picture = placed(chart(values), style(), WIDE, TALL)
    (line,) = line_of_values(picture)
    assert len(line.points) < 2.2 * WIDE
    assert max(y for _x, y in line.points) == picture.y_of(50)
    start = time.process_time()
    for first in range(0, 1000, 100):
        placed(chart(values), style(), WIDE, TALL, (first, first + 900.0))
    assert time.process_time() - start < 1.0


def test_text_of_users_is_no_formula_and_no_markup(ws: Workspace) -> None:
    desk = Desk(ws)
    metric = desk.weekly(*range(40, 52), name=r"$\frac{1}{0}$ <b>x</b>")
    desk.note(r"$5^2$ & \invalid{", MONDAY - timedelta(weeks=2), "launch")
    data = chart_data(desk.look(metric), Written("en", "EUR"))
    picture = placed(data, style(headed=True), WIDE, TALL)
    svg = draw.encoded(picture, "#FFFFFF", "svg").decode()
    assert svg.count("<svg") == 1
    assert draw.encoded(picture, "#FFFFFF", "png")[:4] == b"\x89PNG"
    assert {r"$\frac{1}{0}$ <b>x</b>", r"launch: $5^2$ & \invalid{"} <= {
        one.text for one in of(picture, Words)
    }
    drawn = [text.get_text() for text in _figure_texts(picture)]
    assert r"$\frac{1}{0}$ <b>x</b>" in drawn
    assert not any(text.get_parse_math() for text in _figure_texts(picture))


def _figure_texts(picture: Picture) -> list:  # type: ignore[type-arg]
    figure = draw.new_figure()
    draw.draw(figure, picture, "#FFFFFF")
    return list(figure.texts) or [one for one in figure.get_children() if hasattr(one, "get_parse_math")]


def test_files_are_lines_and_the_same_each_time() -> None:
    picture = placed(chart([1, 3, None, 4, 2]), style(), WIDE, TALL)
    pdf = draw.encoded(picture, "#FFFFFF", "pdf")
    assert pdf[:5] == b"%PDF-"
    assert b"/Subtype /Image" not in pdf
    assert draw.encoded(picture, "#FFFFFF", "svg") == draw.encoded(picture, "#FFFFFF", "svg")
    assert not re.search(rb"<image", draw.encoded(picture, "#FFFFFF", "svg"))
    with pytest.raises(ValueError, match="bmp"):
        draw.encoded(picture, "#FFFFFF", "bmp")


def test_the_kept_figure_holds_one_chart_alone() -> None:
    figure = draw.new_figure()
    picture = placed(chart([1, 3, 4, 2]), style(), WIDE, TALL)
    draw.draw(figure, picture, "#FFFFFF", ratio=2)
    first, wide, tall = draw.pixels(figure)
    assert (wide, tall) == (2 * WIDE, 2 * TALL)
    one = bytes(first)
    draw.draw(figure, placed(chart([9, 1]), style(), WIDE, TALL), "#FFFFFF", ratio=2)
    assert bytes(draw.pixels(figure)[0]) != one
    draw.draw(figure, picture, "#FFFFFF", ratio=2)
    assert bytes(draw.pixels(figure)[0]) == one


@pytest.mark.parametrize("text", ["Retention 71 %", "Łódź · Ирина", "WAVE To"])
def test_widths_are_those_of_the_letters_drawn(text: str) -> None:
    from matplotlib.textpath import TextPath

    drawn = TextPath((0, 0), text, size=20, prop=draw._face(fonts.REGULAR, 20, cjk=False))
    assert drawn.get_extents().width == pytest.approx(draw.width_of(text, 20), rel=0.08)
