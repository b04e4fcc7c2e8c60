"""The program is for every trade: its own texts show no example that only one of them would know."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_ONE_TRADE = re.compile(
    r"\b(salons?|stylists?|hair\w*|capes?|brassy|fringe|shampoo|barbers?|barista|dentists?|patients?|dental"
    r"|bikes?|brakes?|treadmills?|espresso)\b",
    re.IGNORECASE,
)
SAMPLE = "A salon that is all set up, in a file of its own."  # says what the sample shop is
OTHER_WORDS = ROOT / "ui" / "shell" / "other_words.py"  # by which people of every trade look for things
MARKS = {"_", "N_", "ngettext"}


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a module that people read."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            for one in node.args:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def test_no_text_of_the_program_is_of_one_trade() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for folder in ("ui", "cxdesk/entities", "cxdesk/services/recovery", "cxdesk/output")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path != OTHER_WORDS
        for text in texts(path)
        if text != SAMPLE and OF_ONE_TRADE.search(text)
    ]
    assert found == []
