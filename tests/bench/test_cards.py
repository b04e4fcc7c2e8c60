"""Row 16: preference cards, held against a plain canvas with the same words and fonts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.output import printing
from cxdesk.store.transaction import Transaction
from cxdesk.workspace import Workspace
from tests.bench.board import Row, judge
from tests.bench.sheets_shop import TODAY, turned
from tests.bench.timing import in_turn, ms, ratio, settled_heap

pytestmark = pytest.mark.bench
CARDS = 1_000
NOTES = (
    ("product", "Allergic to ammonia, plant colour only", "acknowledge"),
    ("likes", "Masala chai, no sugar, in the blue cup", "highlight"),
    ("comfort", "Chair by the window, no blow-dryer noise close to the left ear", "normal"),
    ("product", "Argan oil without any scent", "normal"),
    ("likes", "Gardening magazines and the quiet corner", "normal"),
    ("likes", "A text message the evening before", "normal"),
)


def customers(path: Path) -> Workspace:
    """Return a workspace with customers of whom six things are known each, no two of them alike."""
    workspace = Workspace.create(path, Shop(name="Willow & Co. Salon"))

    def fill(tx: Transaction) -> None:
        for number in range(CARDS):
            who = tx.add(Customer(name=f"Anna Number{number}", called=f"Ms Number{number}"))
            for i, (sort, text, alert) in enumerate(NOTES):
                day = date(2026, 1, 5) + timedelta(days=(number + i * 17) % 300)
                words = turned(text, number)
                tx.add(Preference(customer=who, sort=sort, text=words, alert=alert, confirmed_on=day))

    workspace.run("fill", fill, undoable=False)
    return workspace


def test_preference_cards(tmp_path: Path) -> None:
    workspace = customers(tmp_path / "cards.cxdesk")
    spec = printing.sheet("preference-card")
    printing.preload()
    job = printing.gather_job(spec, workspace, {"customer": "all"}, today=TODAY)
    workspace.close()

    def ours() -> None:
        assert printing.build_job(job).pages == CARDS / 4

    def measure() -> list[Row]:
        from tests.bench import bare_cards

        with settled_heap():
            times = in_turn({"ours": ours, "canvas": lambda: bare_cards.draw(job)}, 3)
        return [
            Row(
                number="16",
                operation=f"{CARDS:,} preference cards",
                limit=f"canvas {ms(median(times['canvas']))}",
                ours=ms(median(times["ours"])),
                value=ratio(times["ours"], times["canvas"]),
                goal=1.5,
            )
        ]

    judge(measure)
