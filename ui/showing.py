"""The sample shop as a whole: made, and printed sheet by sheet. Used by `demo` and `self-test`."""

from __future__ import annotations

from pathlib import Path

from cxdesk import clock
from cxdesk.entities.shop import Shop
from cxdesk.i18n import _
from cxdesk.output import printing
from cxdesk.services import samples, trades
from cxdesk.services.exporting import write_whole
from cxdesk.workspace import Workspace

OWNER = "Maya Ortiz"
"""Who looks after the sample shop."""


def make_sample(path: Path) -> Path:
    """Make the sample shop in a new file in place of an earlier one of the demo; return its path."""
    path.unlink(missing_ok=True)
    content = trades.load("salon")
    ws = Workspace.create(path, Shop(name="Willow & Co. Salon", trade="salon"), who=OWNER)
    try:
        ws.run(_("add starter content"), lambda tx: trades.apply(tx, content))
        ws.run(_("fill the sample shop"), lambda tx: samples.fill_sample(tx, clock.today()))
    finally:
        ws.close()
    return path


def print_every_sheet(file: Path, folder: Path) -> list[str]:
    """Print each kind of sheet as `NAME.pdf` on the shop's paper; return their names."""
    ws = Workspace.open(file, read_only=True)
    try:
        for name, spec in printing.sheets().items():
            printed = printing.render(spec, ws, {}, paper=ws.shop.paper, today=clock.today())
            write_whole(folder / f"{name}.pdf", printed.pdf)
    finally:
        ws.close()
    return list(printing.sheets())
