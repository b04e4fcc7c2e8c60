"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator

import pytest

from tests.arch.source import PROGRAM, Source, sources

MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = {"cxdesk": 60, "ui": 60, "tests": 80}
# Medians and 95th percentiles mean little before there is a program.
ENOUGH_FILES = 40
MEDIAN_FILE_LINES, MOST_FILE_LINES = 150, 400
MEDIAN_FUNCTION_LINES, MOST_FUNCTION_LINES = 8, 35


def functions(source: Source) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Give each function with its lines, without its docstring."""
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            first = node.body[0]
            if ast.get_docstring(node, clean=False) is not None:
                lines -= first.end_lineno - first.lineno + 1
            yield node, lines


def percentile(values: list[int], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


@pytest.mark.parametrize("folder", MAX_FUNCTION_LINES)
def test_no_file_is_too_long(folder: str) -> None:
    too_long = {file.path: file.text.count("\n") for file in sources(folder)}
    assert {path: lines for path, lines in too_long.items() if lines > MAX_FILE_LINES} == {}


@pytest.mark.parametrize(("folder", "limit"), MAX_FUNCTION_LINES.items())
def test_no_function_is_too_long(folder: str, limit: int) -> None:
    too_long = {
        f"{file.at(node)} {node.name}": lines
        for file in sources(folder)
        for node, lines in functions(file)
        if lines > limit
    }
    assert too_long == {}


def test_most_files_are_short() -> None:
    lines = [file.text.count("\n") for file in sources(*PROGRAM) if file.text.strip()]
    if len(lines) < ENOUGH_FILES:
        pytest.skip("too few files yet")
    assert statistics.median(lines) <= MEDIAN_FILE_LINES
    assert percentile(lines, 95) <= MOST_FILE_LINES


def test_most_functions_are_short() -> None:
    files = sources(*PROGRAM)
    if len(files) < ENOUGH_FILES:
        pytest.skip("too few files yet")
    lines = [count for file in files for _node, count in functions(file)]
    assert statistics.median(lines) <= MEDIAN_FUNCTION_LINES
    assert percentile(lines, 95) <= MOST_FUNCTION_LINES
