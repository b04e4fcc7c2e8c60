"""What holds for every test of the window."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from tests.ui.metrics_kit import MetricsRoom
    from tests.ui.shell_kit import Shell

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


@pytest.fixture(scope="module")
def window_to_lend(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """Give a window for the tests of a module; `lent` opens a file in it for each."""
    from tests.ui.lock_kit import one_window

    with one_window(tmp_path_factory.mktemp("window")) as shell:
        yield shell


@pytest.fixture(scope="module")
def metrics_page(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MetricsRoom]:
    """Give the page of metrics for the tests of a module."""
    from tests.ui.made_up import plain_theme
    from tests.ui.metrics_kit import shared_room

    plain_theme()
    with shared_room(request, tmp_path_factory.mktemp("metrics") / "w.cxdesk") as made:
        yield made


@pytest.fixture
def shared_metrics(metrics_page: MetricsRoom) -> Iterator[MetricsRoom]:
    """Give that page as a test finds it in a room of its own."""
    from tests.ui.audit_kit import activate

    activate(metrics_page.page)
    metrics_page.list.setFocus(Qt.FocusReason.OtherFocusReason)
    yield metrics_page
    metrics_page.begin_again()
