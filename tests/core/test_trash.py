"""What was removed comes back whole, or says plainly why not; and no link leads to what is gone."""

from __future__ import annotations

import pytest

from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import UserError
from cxdesk.store import check
from cxdesk.workspace import Workspace


@pytest.fixture
def standard(ws: Workspace) -> int:
    stage, role = ws.add(Stage(name="Arrive")), ws.add(Role(name="Desk"))
    ws.add(Role(name="Chair"))
    ws.add(Standard(stage=stage, text="Smile", owner=role))
    return ws.add(Standard(stage=stage, text="Nod", owner=role, roles=(role, 2)))


def test_it_comes_back_without_the_links_to_what_is_gone(ws: Workspace, standard: int) -> None:
    ws.remove(Standard, standard)
    ws.remove(Role, 1)
    ws.restore(ws.trash()[1])
    record = ws.get(Standard, standard).record
    assert (record.owner, record.roles, record.text) == (None, (2,), "Nod")
    assert check.check_file(ws.path) == []


def test_what_it_belonged_to_has_to_come_first(ws: Workspace, standard: int) -> None:
    ws.remove(Standard, standard)
    ws.remove(Stage, 1)
    of_stage, of_standard = ws.trash()
    with pytest.raises(UserError, match="is gone: restore the stage first"):
        ws.restore(of_standard)
    ws.restore(of_stage)
    ws.restore(of_standard)
    assert [row.record.text for row in ws.rows(Standard, stage=1)] == ["Smile", "Nod"]
    assert ws.trash() == []
    assert check.check_file(ws.path) == []


def test_what_is_there_does_not_come_back_twice(ws: Workspace, standard: int) -> None:
    ws.remove(Standard, standard)
    (entry,) = ws.trash()
    ws.restore(entry)
    with pytest.raises(UserError, match="there already"):
        ws.restore(entry)
    assert ws.count(Standard) == 2


def test_it_comes_back_to_its_place(ws: Workspace, standard: int) -> None:
    ws.remove(Standard, 1)
    ws.restore(ws.trash()[0])
    assert [row.record.text for row in ws.rows(Standard, stage=1)] == ["Smile", "Nod"]
