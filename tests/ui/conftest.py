"""What holds for every test of the window."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

pytest.register_assert_rewrite("tests.ui.audit_parts")  # so that a failure names what was found

_tests = count(1)
_ALL_EVERY = 200


@pytest.fixture(autouse=True)
def _tidy_on_this_thread() -> Iterator[None]:
    """Let Python's garbage collector run between tests alone, as the program lets it in quiet moments.

    On the thread of a worker it would destroy widgets there, which hangs or ends the process.
    """
    gc.disable()
    yield
    # A page whose file is closed must not be restyled by the next test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect(2 if next(_tests) % _ALL_EVERY == 0 else 1)
