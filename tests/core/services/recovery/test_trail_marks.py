"""A mark on a chart belongs to its action by metric, day and words; what comes of it as that changes."""

from __future__ import annotations

import pytest

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.services.metrics.look import look
from cxdesk.services.recovery import trail, whys
from cxdesk.services.recovery.trail_places import Place
from cxdesk.workspace import Workspace
from tests.core.services.recovery.whys_shop import TODAY, Story, story


@pytest.fixture
def made(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> tuple[Story, int, int]:
    """Return the shop, the action and the mark that came of Five Whys."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    shop = story(ws)
    number = shop.ask()
    found = ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    assert found.action
    assert found.note
    return shop, found.action, found.note


def came_of(shop: Story, action: int) -> list[str]:
    found = trail.trail(shop.ws, Place("action", action))
    return [step.place.kind for step in found.after] if found is not None else []


def led_to(shop: Story, note: int) -> list[str]:
    found = trail.trail(shop.ws, Place("chart_note", note))
    assert found is not None
    return [step.place.kind for step in found.before]


def test_other_words_leave_them_together(made: tuple[Story, int, int]) -> None:
    shop, action, note = made
    shop.ws.change(Action, action, what="Something else altogether")
    assert "chart_note" in came_of(shop, action)
    assert led_to(shop, note)[0] == "action"


def test_without_its_action_the_mark_stays_for_what_began_that_day(made: tuple[Story, int, int]) -> None:
    shop, action, note = made
    shop.ws.remove(Action, action)
    assert "action" not in led_to(shop, note)
    metric = shop.ws.get(ChartNote, note).record.metric
    assert metric
    assert look(shop.ws, metric, TODAY).metric.name
    shop.ws.undo()
    assert led_to(shop, note)[0] == "action"


def test_another_metric_parts_them_and_back_again_joins_them(made: tuple[Story, int, int]) -> None:
    shop, action, note = made
    metric = shop.ws.get(Action, action).record.metric
    shop.ws.change(Action, action, metric=None)
    assert "chart_note" not in came_of(shop, action)
    assert "action" not in led_to(shop, note)
    shop.ws.change(Action, action, metric=metric)
    assert "chart_note" in came_of(shop, action)


def test_without_the_mark_the_action_is_told_alone(made: tuple[Story, int, int]) -> None:
    shop, action, note = made
    shop.ws.remove(ChartNote, note)
    assert "chart_note" not in came_of(shop, action)
    assert shop.ws.get(Action, action).record.what
