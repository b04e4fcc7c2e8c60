"""The docs say what the program does: tables made from it, links that lead somewhere, a guide that ships."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
WHEEL = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
    "targets"
]["wheel"]
LEFT_OUT = [name.removeprefix("/docs/") for name in WHEEL["exclude"]]
GUIDE = [
    page for page in PAGES if page.parent == DOCS and not any(fnmatch(page.name, name) for name in LEFT_OUT)
]
LINK = re.compile(r"\]\(([^)#]+)(#[^)]+)?\)")
MADE_OF_TABLES = {"command-line.md", "keyboard.md", "records.md"}
MOST_PICTURES = 3_000_000


@pytest.fixture
def docs(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setenv("COLUMNS", "100")
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs/make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_what_the_program_says(docs: ModuleType) -> None:
    assert docs.stale() == [], "run make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link, _heading in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_guide_is_what_the_wheel_and_the_frozen_program_hold() -> None:
    assert WHEEL["sources"]["docs"] == "cxdesk/_guide"
    assert "docs" in WHEEL["only-include"]
    assert {"index.md", "standards.md", "trouble.md"} <= {page.name for page in GUIDE}
    assert not {"architecture.md", "decisions.md", "keyboard.head.md"} & {page.name for page in GUIDE}


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.name)
def test_a_page_of_the_guide_leads_to_others_of_it_alone(page: Path) -> None:
    """F1 has no network and no page that does not ship."""
    ships = {path.name for path in GUIDE} | {
        f"pictures/{path.name}" for path in (DOCS / "pictures").glob("*.png")
    }
    text = page.read_text(encoding="utf-8")
    assert [link for link, _heading in LINK.findall(text) if link not in ships] == []
    assert "<" not in re.sub(r"`[^`]*`|```.*?```", "", text, flags=re.DOTALL)
    if page.name not in MADE_OF_TABLES:
        assert "](pictures/" in text


def test_the_index_lists_every_page_of_the_guide_once() -> None:
    links = [link for link, _heading in LINK.findall((DOCS / "index.md").read_text(encoding="utf-8"))]
    pages = [link for link in links if link.endswith(".md")]
    assert sorted(pages) == sorted(page.name for page in GUIDE if page.name != "index.md")


def test_every_picture_is_shown_somewhere_and_all_are_small() -> None:
    shown = {
        Path(link).name
        for page in PAGES
        for link, _heading in LINK.findall(page.read_text(encoding="utf-8"))
        if link.endswith(".png")
    }
    there = {path.name: path.stat().st_size for path in (DOCS / "pictures").glob("*.png")}
    assert set(there) == shown
    assert sum(there.values()) < MOST_PICTURES


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) <= 500
