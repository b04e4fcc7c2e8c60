"""What holds for every test of the sources."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def _trees_stay() -> Iterator[None]:
    """Keep a million nodes of syntax trees from the garbage collector of all later tests."""
    gc.collect()
    gc.disable()
    yield
    gc.freeze()
    gc.enable()
