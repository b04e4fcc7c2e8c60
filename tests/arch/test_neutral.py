"""The program is for every trade: its own texts show no example that only one of them would know."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.arch.source import PROGRAM, Source, sources

OF_ONE_TRADE = re.compile(
    r"\b(salons?|stylists?|hair\w*|capes?|brassy|fringe|shampoo|barbers?|barista|dentists?|patients?|dental"
    r"|bikes?|brakes?|treadmills?|espresso)\b",
    re.IGNORECASE,
)
SAMPLE = "A salon that is all set up, in a file of its own."  # says what the sample shop is
OTHER_WORDS = "ui/shell/other_words.py"  # by which people of every trade look for things
PLACES = ("ui/", "cxdesk/entities/", "cxdesk/services/recovery/", "cxdesk/output/")
MARKS = {"_", "N_", "ngettext"}


def texts(source: Source) -> Iterator[str]:
    """Yield the texts of a module that people read."""
    for name, call in source.calls():
        if name in MARKS and isinstance(call.func, ast.Name):
            for one in call.args:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def test_no_text_of_the_program_is_of_one_trade() -> None:
    found = [
        f"{source.path}: {text}"
        for source in sources(*PROGRAM)
        if source.path.startswith(PLACES) and source.path != OTHER_WORDS
        for text in texts(source)
        if text != SAMPLE and OF_ONE_TRADE.search(text)
    ]
    assert found == []
