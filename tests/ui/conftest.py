"""What holds for every test of the window."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from tests.ui.customers_kit import CustomersRoom
    from tests.ui.metrics_kit import MetricsRoom
    from tests.ui.print_kit import PrintRoom
    from tests.ui.recovery_kit import RecoveryRoom
    from tests.ui.shell_kit import Shell
    from tests.ui.standards_desk import Desk as StandardsDesk
    from tests.ui.team_kit import TeamRoom

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
    from tests.ui.metrics_kit import MetricsRoom
    from tests.ui.page_kit import lasting

    plain_theme()
    with lasting(MetricsRoom(QtBot(request), tmp_path_factory.mktemp("metrics") / "w.cxdesk")) as made:
        yield made


@pytest.fixture
def shared_metrics(metrics_page: MetricsRoom) -> Iterator[MetricsRoom]:
    """Give that page as a test finds it in a room of its own."""
    from tests.ui.audit_kit import activate
    from tests.ui.page_kit import use_words_of

    use_words_of(metrics_page.ws)
    activate(metrics_page.page)
    metrics_page.list.setFocus(Qt.FocusReason.OtherFocusReason)
    yield metrics_page
    metrics_page.begin_again()


@pytest.fixture(scope="module")
def recovery_page(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RecoveryRoom]:
    """Give the page of recovery for the tests of a module."""
    from tests.ui.made_up import plain_theme
    from tests.ui.page_kit import lasting
    from tests.ui.recovery_kit import RecoveryRoom

    plain_theme()
    with lasting(RecoveryRoom(QtBot(request), tmp_path_factory.mktemp("recovery") / "w.cxdesk")) as made:
        yield made


@pytest.fixture
def shared_recovery(recovery_page: RecoveryRoom) -> Iterator[RecoveryRoom]:
    """Give that page as a test finds it in a room of its own."""
    from tests.ui.page_kit import borrowed

    with borrowed(recovery_page):
        yield recovery_page


@pytest.fixture(scope="module")
def customers_page(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CustomersRoom]:
    """Give the page of customers for the tests of a module."""
    from tests.ui.customers_kit import CustomersRoom
    from tests.ui.made_up import plain_theme
    from tests.ui.page_kit import lasting

    plain_theme()
    with lasting(CustomersRoom(QtBot(request), tmp_path_factory.mktemp("customers") / "w.cxdesk")) as made:
        yield made


@pytest.fixture
def shared_customers(customers_page: CustomersRoom) -> Iterator[CustomersRoom]:
    """Give that page as a test finds it in a room of its own."""
    from tests.ui.page_kit import borrowed

    with borrowed(customers_page):
        yield customers_page


@pytest.fixture(scope="module")
def standards_page(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StandardsDesk]:
    """Give the page of standards for the tests of a module."""
    from tests.ui.made_up import plain_theme
    from tests.ui.page_kit import lasting
    from tests.ui.standards_desk import Desk, make_shop

    plain_theme()
    folder = tmp_path_factory.mktemp("standards")
    source = make_shop(folder / "source.cxdesk")
    with lasting(Desk(QtBot(request), source, folder / "shop.cxdesk")) as made:
        yield made


@pytest.fixture
def shared_standards(standards_page: StandardsDesk) -> Iterator[StandardsDesk]:
    """Give that page at its second stage, as a test finds it on a desk of its own."""
    from tests.ui.page_kit import borrowed

    with borrowed(standards_page):
        standards_page.go(2)
        yield standards_page


@pytest.fixture(scope="module")
def team_page(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TeamRoom]:
    """Give the Team page for the tests of a module."""
    from tests.ui.made_up import plain_theme
    from tests.ui.page_kit import lasting
    from tests.ui.team_kit import TeamRoom

    plain_theme()
    with lasting(TeamRoom(QtBot(request), tmp_path_factory.mktemp("team") / "w.cxdesk")) as made:
        yield made


@pytest.fixture
def shared_team(team_page: TeamRoom) -> Iterator[TeamRoom]:
    """Give that page as a test finds it in a room of its own."""
    from tests.ui.page_kit import borrowed

    with borrowed(team_page):
        yield team_page


@pytest.fixture(scope="module")
def print_page(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PrintRoom]:
    """Give the print centre for the tests of a module."""
    from tests.ui.made_up import plain_theme
    from tests.ui.page_kit import lasting
    from tests.ui.print_kit import PrintRoom

    plain_theme()
    made = PrintRoom(QtBot(request), tmp_path_factory.mktemp("print") / "willow.cxdesk")
    made.show()
    with lasting(made):
        yield made


@pytest.fixture
def shared_print(print_page: PrintRoom) -> Iterator[PrintRoom]:
    """Give that page as a test finds it in a room of its own; nothing may be printed in it."""
    from tests.ui.page_kit import borrowed

    with borrowed(print_page):
        yield print_page
