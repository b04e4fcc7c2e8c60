"""No word of a chart stands on another one, nor across the line of an event."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdesk.output.charts.model import ChartData, ChartMark, Run, Step
from cxdesk.output.charts.placing import placed
from cxdesk.output.charts.shapes import Box, Labels, Lines, Picture, Words
from tests.core.output.test_charts_drawn import TALL, WIDE, chart, of, style

HIGH = 8
TEXTS = ("The remembered guest", "Street closed", "A new card at every chair, with two dates on it", "x")


def boxes(picture: Picture, words: list[Words]) -> list[Box]:
    room = Labels(picture, style())
    return [room.box(one) for one in words]


def events(picture: Picture) -> list[float]:
    """Return where lines of events stand."""
    upright = [one for one in of(picture, Lines) if len({x for x, _y in one.points}) == 1]
    return [one.points[0][0] for one in upright if one.points[-1][1] > picture.frame.high]


def labels(picture: Picture, data: ChartData) -> list[Words]:
    """Return the names of signals and events."""
    named = {run.words for run in data.runs}
    marks = [mark.text[:6] for mark in data.marks]
    return [
        one for one in of(picture, Words)
        if one.text in named or any(one.text.removeprefix("launch: ").startswith(text) for text in marks)
    ]  # fmt: skip


@pytest.mark.parametrize("launch", range(9, 23))
def test_the_name_of_a_signal_stands_beside_the_line_of_a_launch(launch: int) -> None:
    values = [3.0, 4.0] * 4 + [float(HIGH + i % 3) for i in range(16)]
    data = chart(
        values,
        runs=(Run(8, 23, "above", "16 in a row above the average"),),
        marks=(ChartMark(launch, "launch", "The remembered guest"),),
        steps=(Step(0, 23, 12.0, "12"),),
    )
    picture = placed(data, style(), WIDE, TALL)
    (line,) = events(picture)
    found = labels(picture, data)
    assert "16 in a row above the average" in [one.text for one in found]
    assert not any(box.left < line < box.right for box in boxes(picture, found))


def test_a_name_does_not_leave_its_values_for_the_other_side_of_a_launch() -> None:
    """It would be read as the name of what was before."""
    values = [3.0, 4.0] * 8 + [float(HIGH + i % 3) for i in range(5)]
    data = chart(
        values,
        runs=(Run(16, 20, "above", "a name that is much longer than its run is"),),
        marks=(ChartMark(17, "launch", "The remembered guest"),),
        steps=(Step(0, 20, 12.0, "12"),),
    )
    picture = placed(data, style(), WIDE, TALL)
    named = [one for one in labels(picture, data) if one.text.startswith("a name")]
    assert all(box.right > picture.x_of(18) for box in boxes(picture, named))


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.floats(0, 9), min_size=8, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.sampled_from(["launch", "note", "rebaseline"]),
                       st.sampled_from(TEXTS)), max_size=4),
    st.lists(st.tuples(st.integers(0, 31), st.integers(0, 9),
                       st.sampled_from(["above", "below"])), max_size=4),
)  # fmt: skip
def test_labels_leave_each_other_room(
    values: list[float], marks: list[tuple[int, str, str]], runs: list[tuple[int, int, str]]
) -> None:
    last = len(values) - 1
    data = chart(
        values,
        marks=tuple(ChartMark(min(place, last), sort, text) for place, sort, text in marks),  # type: ignore[arg-type]
        runs=tuple(
            Run(
                min(first, last), min(first + more, last), side, f"{more + 1} in a row {i} {side} the average"
            )  # type: ignore[arg-type]
            for i, (first, more, side) in enumerate(runs)
        ),
    )
    picture = placed(data, style(), WIDE, TALL)
    found = boxes(picture, labels(picture, data))
    for i, one in enumerate(found):
        assert not any(one.meets(other) for other in found[:i])
        assert not any(one.left + 1 < line < one.right - 1 for line in events(picture))
