"""docs/faults.md names tests that there are."""

from __future__ import annotations

import ast
import re

from tests.arch.source import ROOT, sources

PAGE = ROOT / "docs" / "faults.md"
NAMED = re.compile(r"`((?:test_|Test)\w+)`")


def there() -> set[str]:
    """Return every test by its name; a machine of rules is one by the name that it is given."""
    found = set()
    for file in sources("tests"):
        for node in file.tree.body:
            if isinstance(node, ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.add(node.targets[0].id)
    return found


def test_every_test_of_the_table_of_faults_is_there() -> None:
    named = set(NAMED.findall(PAGE.read_text(encoding="utf-8")))
    assert len(named) > 80
    assert named - there() == set()


def test_every_row_of_the_table_of_faults_names_a_test() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert [row for row in rows if not NAMED.search(row) and "what happens" not in row] == []
