"""Workspaces for the tests of the core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxdesk import i18n
from cxdesk.entities.shop import Shop
from cxdesk.workspace import Workspace


@pytest.fixture(autouse=True)
def plain_words() -> Iterator[None]:
    """Leave the vocabulary as it was found: it is one a process."""
    i18n.use_words(i18n.DEFAULT_WORDS)
    i18n.use_language("en")
    yield
    i18n.use_words(i18n.DEFAULT_WORDS)
    i18n.use_language("en")


@pytest.fixture
def ws_path(tmp_path: Path) -> Path:
    """Where the workspace of a test is."""
    return tmp_path / "willow.cxdesk"


@pytest.fixture
def ws(ws_path: Path) -> Iterator[Workspace]:
    """A new, empty workspace."""
    made = Workspace.create(ws_path, Shop(name="Willow & Co."), who="Maya")
    yield made
    made.close()
