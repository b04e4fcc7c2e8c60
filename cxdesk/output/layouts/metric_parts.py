"""What sheets about a metric are made of: tables to read, not to write on."""

from __future__ import annotations

from collections.abc import Sequence

from cxdesk.output.shapes import Table
from cxdesk.output.text import Text


class TightTable(Table):
    """A table whose rows are as high as their words."""

    def _row_height(self, row: Sequence[Text]) -> float:
        return max(cell.fit(wide - 8) + 3 for cell, wide in zip(row, self.wide, strict=True))

    def _like(self, rows: Sequence[Sequence[Text]]) -> TightTable:
        made = TightTable(self.heads, rows, self.shares, self.label, self.cell, keep=self.keep)
        made.fit(self.width)
        return made
