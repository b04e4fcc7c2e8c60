"""The sample shop has something to put right: in every state, the same again, and a promise that is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.incident import Incident
from cxdesk.entities.promise import Promise
from cxdesk.services import repeats
from cxdesk.services.recovery import incident_list, incidents
from cxdesk.services.recovery.incident_list import Wanted
from cxdesk.services.today import due
from cxdesk.workspace import Workspace
from tests.core.sample_file import sample_shop


@pytest.fixture(params=[0, 3])
def ws(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """The sample as of today, and as of another day of the week."""
    made = sample_shop(tmp_path / "willow.cxdesk", clock.today() - timedelta(days=request.param))
    yield made
    made.close()


def test_there_is_one_in_each_state(ws: Workspace) -> None:
    found = incident_list.find(ws, Wanted("all"), clock.now(), clock.today())
    assert found.total >= 8
    assert found.counts["open"] >= 2
    assert found.counts["overdue"] >= 1
    assert found.counts["escalated"] == 1
    assert {row.record.outcome for row in ws.rows(Incident)} >= {"", "satisfied", "partly", "unreachable"}
    assert incidents.escalations(ws).only_known == 1
    assert max(one.row.record.happened_on or date.min for one in found.rows) < clock.today()


def test_one_is_the_same_again(ws: Workspace) -> None:
    open_ones = [row for row in ws.rows(Incident, closed_at="") if repeats.severity(ws, row.id).again]
    assert any(repeats.severity(ws, row.id).customer for row in open_ones)


def test_a_promise_of_yesterday_is_first_on_today(ws: Workspace) -> None:
    first = due.gather(ws, clock.today())[0]
    assert (first.kind, first.role) == ("promise", "overdue")
    assert "Nowak" in first.title
    states = {(bool(row.record.kept_at), row.record.let_go_on is not None) for row in ws.rows(Promise)}
    assert states == {(False, False), (True, False), (False, True)}
