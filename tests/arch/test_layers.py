"""The dependency rules of docs/architecture.md §1."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from tests.arch.source import ROOT

SLOW_TO_IMPORT = (
    "PySide6",
    "shiboken6",
    "matplotlib",
    "numpy",
    "reportlab",
    "sqlite_utils",
    "PIL",
    "babel",
    "click",
)


def run(*words: str) -> str:
    told = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_contracts_of_import_linter_hold() -> None:
    if (
        not (ROOT / "cxdesk/store/migrations/__init__.py").is_file()
        or not (ROOT / "ui/__init__.py").is_file()
    ):
        pytest.skip("the packages are not there yet")
    run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])")


@pytest.mark.parametrize("module", ["cxdesk.workspace", "cxdesk.cli"])
def test_importing_the_core_stays_light(module: str) -> None:
    if not importlib.util.find_spec("cxdesk") or not importlib.util.find_spec(module):
        pytest.skip(f"{module} is not there yet")
    heavy = [name for name in SLOW_TO_IMPORT if (name, module) != ("click", "cxdesk.cli")]
    loaded = run("-c", f"import sys, {module}; print(*[name for name in {heavy} if name in sys.modules])")
    assert loaded.split() == []
