"""The defect register: by risk, what nobody judged last and said so, retired protocols not counted."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services.recovery import defects
from cxdesk.workspace import Workspace

Figures = tuple[int | None, int | None]


def fill(ws: Workspace, *figures: Figures) -> list[int]:
    stage = ws.add(Stage(name="Arrive"))
    return [
        ws.add(Standard(stage=stage, kind="defect", text=f"Defect {n}", likelihood=often, severity=bad))
        for n, (often, bad) in enumerate(figures, 1)
    ]


def test_the_highest_risk_comes_first_and_what_is_not_judged_last(ws: Workspace) -> None:
    ids = fill(ws, (1, 2), (3, 3), (None, 3), (2, 2), (None, None), (3, 1), (1, 3))
    # 9; 4; 3 rare and severe before 3 often and small; 2; then those without a figure.
    assert [one.id for one in defects.register(ws)] == [ids[i] for i in (1, 3, 6, 5, 0, 2, 4)]


@pytest.mark.parametrize(
    ("often", "bad", "words"),
    [
        (2, 3, "Risk 6 = 2 × 3"),
        (None, None, "Not judged yet"),
        (2, None, "How bad? Not judged yet"),
        (None, 1, "How often? Not judged yet"),
    ],
)
def test_the_risk_is_said_in_words(often: int | None, bad: int | None, words: str) -> None:
    record = Standard(stage=1, kind="defect", text="x", likelihood=often, severity=bad)
    assert defects.risk_text(record) == words
    assert defects.risk(record) == (6 if often and bad else None)


def test_only_defects_in_use_are_listed_with_stage_owner_and_protocols(ws: Workspace) -> None:
    role = ws.add(Role(name="Front desk"))
    (late, gone) = fill(ws, (1, 1), (3, 3))
    ws.change(Standard, gone, status="retired")
    ws.change(Standard, late, owner=role)
    ws.add(Standard(stage=1, kind="operational", text="Say the minutes"))
    ws.add(RecoveryProtocol(name="Old", defects=(late,), state="retired"))
    draft = ws.add(RecoveryProtocol(name="Draft", defects=(late, gone), state="draft"))
    (one,) = defects.register(ws)
    assert (one.id, one.stage.record.name, one.owner) == (late, "Arrive", "Front desk")
    assert [row.id for row in one.protocols] == [draft]


figures = st.sampled_from([None, 1, 2, 3])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(figures, figures), max_size=8))
def test_the_grid_counts_every_judged_one_once(ws: Workspace, judged: list[Figures]) -> None:
    fill(ws, *judged)
    rows = defects.register(ws)
    counts = defects.grid(rows)
    assert set(counts) == {(often, bad) for often in (1, 2, 3) for bad in (1, 2, 3)}
    assert sum(counts.values()) == sum(one.risk is not None for one in rows)
    risks = [one.risk for one in rows if one.risk is not None]
    assert risks == sorted(risks, reverse=True)
    assert all(one.risk is None for one in rows[len(risks) :])
