"""Rows 14 and 15: training sheets, held against reportlab's Platypus with the same words and fonts."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from cxdesk.output import printing
from cxdesk.output.sheet import Job
from cxdesk.workspace import Workspace
from tests.bench.board import Row, judge
from tests.bench.sheets_shop import TODAY, shop_with
from tests.bench.timing import in_turn, ms, ratio, settled_heap

pytestmark = pytest.mark.bench
SHEET = "training-sheet"


def held_against_platypus(
    workspace: Workspace, stage: str, pages: int, rounds: int
) -> dict[str, list[float]]:
    """Time our sheets and the plain ones in turn; what is loaded once is loaded before."""
    from tests.bench import bare_sheet

    printing.preload()
    spec = printing.sheet(SHEET)

    def gathered() -> Job:
        return printing.gather_job(spec, workspace, {"stage": stage}, today=TODAY)

    def ours() -> None:
        printed = printing.build_job(gathered())
        assert printed.pages == pages

    with settled_heap():
        return in_turn(
            {"ours": ours, "platypus": lambda: bare_sheet.draw(gathered())}, rounds, warm_up=int(pages == 1)
        )


@pytest.mark.parametrize(
    ("number", "sheets", "stage", "rounds", "goal"), [("14", 1, "1", 25, 1.5), ("15", 1_000, "all", 2, 1.3)]
)
def test_sheets(tmp_path: Path, number: str, sheets: int, stage: str, rounds: int, goal: float) -> None:
    workspace = shop_with(max(8, sheets), tmp_path / "sheets.cxdesk")

    def measure() -> list[Row]:
        times = held_against_platypus(workspace, stage, sheets, rounds)
        return [
            Row(
                number=number,
                operation="1 training sheet" if sheets == 1 else f"{sheets:,} training sheets",
                limit=f"Platypus {ms(median(times['platypus']))}",
                ours=ms(median(times["ours"])),
                value=ratio(times["ours"], times["platypus"]),
                goal=goal,
            )
        ]

    judge(measure)
    workspace.close()
