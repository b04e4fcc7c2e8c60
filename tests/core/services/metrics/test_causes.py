"""Causes of what was found or missed: counted of the records, ranked only where there are enough."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.customer import Customer
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.preference import Preference
from cxdesk.entities.stage import Stage
from cxdesk.entities.visit import Visit
from cxdesk.output.charts.causes import causes_of
from cxdesk.output.charts.model import CauseData
from cxdesk.output.charts.placing import placed
from cxdesk.output.charts.shapes import Lines, Words
from cxdesk.services.metrics import causes
from cxdesk.services.metrics.causes import Causes
from cxdesk.workspace import Workspace
from tests.core.output.test_charts_drawn import TALL, WIDE, of, style


def counted(ws: Workspace, key: str) -> Causes:
    return next(one for one in causes.COUNTS if one.key == key).find(ws)


def cue(ws: Workspace, **more: object) -> None:
    ws.add(NegativeCue(**{"shows": "No refunds!", **more}))


def test_cues_are_counted_by_place_by_stage_and_by_what_they_are(ws: Workspace) -> None:
    stage = ws.add(Stage(name="Arrival"))
    cue(ws, place="Front door", found_on=date(2026, 5, 4), stage=stage)
    cue(ws, place="front  DOOR", sort="phrase", found_on=date(2026, 3, 2))
    cue(ws, place="Till", stage=stage, done_on=date(2026, 6, 1))
    cue(ws)
    assert counted(ws, "cue_place") == Causes(
        (("Front door", 2), ("no place noted", 1), ("Till", 1)), date(2026, 3, 2)
    )
    assert counted(ws, "cue_stage").counts == (("Arrival", 2), ("no stage noted", 2))
    assert counted(ws, "cue_sort").counts == (("A sign or notice", 3), ("Something we say", 1))


def test_missed_preferences_are_counted_without_whose_they_were(ws: Workspace) -> None:
    ada = ws.add(Customer(name="Ada Nowak"))
    likes = ws.add(Preference(customer=ada, sort="likes", text="Chai"))
    ws.add(Visit(customer=ada, happens_on=date(2026, 4, 1), missed=(likes,), kept=()))
    ws.add(Visit(customer=ada, happens_on=date(2026, 5, 1), missed=(likes,)))
    ws.add(Visit(customer=ada, happens_on=date(2026, 1, 1), kept=(likes,)))
    found = counted(ws, "missed")
    assert found == Causes((("Likes", 2),), date(2026, 4, 1))
    assert "Nowak" not in str(found)


def test_nothing_counted_is_nothing(ws: Workspace) -> None:
    assert {one.find(ws) for one in causes.COUNTS} == {Causes(())}


# Ranked or not


def test_fewer_than_five_are_not_ranked() -> None:
    made = causes_of("Cues", [("Door", 1), ("Till", 3)], "en")
    assert made.summary == "Cues: 4 so far, too few to rank."
    assert made.empty
    assert [(bar.label, bar.number, bar.so_far) for bar in made.bars] == [("Door", 1, ""), ("Till", 3, "")]


def test_fewer_than_thirty_are_early() -> None:
    early = causes_of("Cues", [("Door", 10), ("Till", 19)], "en")
    assert early.summary.endswith("Early: of 29.")
    assert "Early" not in causes_of("Cues", [("Door", 10), ("Till", 20)], "en").summary


def test_ties_are_told_and_stay_in_their_order() -> None:
    made = causes_of("Cues", [("Till", 10), ("Chair", 5), ("Door", 10), ("Bin", 5)], "en")
    assert [bar.label for bar in made.bars] == ["Till", "Door", "Chair", "Bin"]
    assert made.summary == "Cues: “Till”, “Door” come first, equally often, and 3 causes make 83% of it all."


def test_the_line_of_all_so_far_goes_to_the_whole() -> None:
    made = causes_of("Cues", [("Waiting", 24), ("Price", 4), ("Colour", 12)], "en")
    assert [bar.so_far for bar in made.bars] == ["60%", "90%", "100%"]
    picture = placed(made, style(), WIDE, TALL)
    (line,) = [one for one in of(picture, Lines) if len(one.points) == 3]
    xs = [x for x, _y in line.points]
    upright = sorted({one.points[0][0] for one in of(picture, Lines) if one.points[0][0] == one.points[1][0]})
    whole = upright[-1] - upright[0]
    assert [(x - upright[0]) / whole for x in xs] == pytest.approx([0.6, 0.9, 1.0])
    assert {"60%", "90%", "100%", "all so far"} <= {one.text for one in of(picture, Words)}
    assert upright[0] > picture.frame.right


@given(st.lists(st.integers(0, 50), max_size=12))
def test_shares_add_up_and_bars_never_rise(counts: list[int]) -> None:
    made: CauseData = causes_of("x", [(f"cause {i}", count) for i, count in enumerate(counts)], "en")
    numbers = [bar.number for bar in made.bars]
    assert sum(numbers) == sum(counts)
    if not made.empty:
        assert numbers == sorted(numbers, reverse=True)
        assert made.bars[-1].cumulative == 1
