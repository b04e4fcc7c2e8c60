"""The table that `make bench` prints, and the judgement of each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

HEAD = ("row", "operation", "limit", "ours", "ratio", "goal", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measured line; `value` is held against `goal` (at most that, or at least with `at_least`)."""

    number: str
    operation: str
    limit: str
    ours: str
    value: float
    goal: float
    unit: str = "x"
    at_least: bool = False
    again: bool = False

    @property
    def ok(self) -> bool:
        """Whether the goal is met."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def cells(self) -> tuple[str, ...]:
        """Return the texts of the line."""
        verdict = ("ok" if self.ok else "OVER") + (", 2nd try" if self.again else "")
        value = f"{self.value:.2f} x" if self.unit == "x" else ""
        goal = f"{'>=' if self.at_least else '<='} {self.goal:g} {self.unit}"
        return (self.number, self.operation, self.limit, self.ours, value, goal, verdict)


_rows: list[Row] = []


def judge(measure: Callable[[], Sequence[Row]]) -> None:
    """Measure, once more where a goal is missed, put the rows on the table; fail when it is missed again."""
    rows = measure()
    if not all(row.ok for row in rows):
        rows = [replace(row, again=True) for row in measure()]
    _rows.extend(rows)
    missed = [" | ".join(row.cells()) for row in rows if not row.ok]
    assert not missed, "over the goal: " + "; ".join(missed)


def table() -> list[str]:
    """Return the lines of the table; none when nothing was measured."""
    if not _rows:
        return []
    ordered = sorted(_rows, key=lambda row: (int(row.number.rstrip("abcd")), row.number))
    lines = [HEAD, *(row.cells() for row in ordered)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
