"""Work off the window's thread: answers on the main thread, progress, Cancel, nobody kept alive."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from ui.tasks import Job, Tasks


@pytest.fixture
def tasks(qapp: QCoreApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.close()


class Asker(QObject):
    """Somebody who wants to hear of it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[int] = set()

    def on_done(self, value: object) -> None:
        self.heard.append(value)
        self.threads.add(threading.get_ident())

    def on_progress(self, done: int, total: int, text: str) -> None:
        self.on_done((done, total, text))


def where(_job: Job) -> int:
    return threading.get_ident()


def fail(_job: Job) -> None:
    raise ValueError("no")


def test_work_runs_elsewhere_and_is_answered_here(tasks: Tasks, qtbot: QtBot) -> None:
    asker = Asker()
    tasks.run(where, asker.on_done)
    assert asker.heard == [], "never before `run` returned"
    qtbot.waitUntil(lambda: bool(asker.heard), timeout=2000)
    assert asker.heard[0] != threading.get_ident()
    assert asker.threads == {threading.get_ident()}


def test_the_store_has_one_worker(tasks: Tasks, qtbot: QtBot) -> None:
    asker = Asker()
    for _number in range(8):
        tasks.run(where, asker.on_done, store=True)
    qtbot.waitUntil(lambda: len(asker.heard) == 8, timeout=2000)
    assert len(set(asker.heard)) == 1


def test_errors_are_answered_too(tasks: Tasks, qtbot: QtBot) -> None:
    asker = Asker()
    tasks.run(fail, None, asker.on_done)
    qtbot.waitUntil(lambda: bool(asker.heard), timeout=2000)
    assert isinstance(asker.heard[0], ValueError)


def test_an_error_that_nobody_asked_for_is_not_lost(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.unexpected, timeout=2000) as told:
        tasks.run(fail)
    assert isinstance(told.args[0], ValueError)


def test_progress_is_told_and_its_end_always(tasks: Tasks, qtbot: QtBot) -> None:
    def work(job: Job) -> str:
        for number in range(1, 1001):
            job.step(number, 1000, "rows")
        return "over"

    asker = Asker()
    tasks.run(work, asker.on_done, progress=asker.on_progress)
    qtbot.waitUntil(lambda: "over" in asker.heard, timeout=2000)
    assert asker.heard[-2:] == [(1000, 1000, "rows"), "over"]
    assert len(asker.heard) < 100, "the window is not flooded"


def test_cancel_stops_the_work_and_calls_nobody(tasks: Tasks, qtbot: QtBot) -> None:
    began, stopped = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        try:
            while True:
                began.set()
                job.step(0, 10)
        finally:
            stopped.set()

    asker = Asker()
    job = tasks.run(work, asker.on_done, asker.on_done, asker.on_progress)
    assert began.wait(2)
    job.cancel()
    assert stopped.wait(2)
    qtbot.waitUntil(lambda: not tasks.busy, timeout=2000)
    assert [word for word in asker.heard if not isinstance(word, tuple)] == []


def test_busy_is_told_at_both_ends(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    tasks.busy_changed.connect(told.append)
    tasks.run(where)
    tasks.run(where)
    qtbot.waitUntil(lambda: told == [True, False], timeout=2000)


def test_a_task_does_not_keep_its_asker_alive_and_does_not_call_it_when_it_is_gone(
    tasks: Tasks, qtbot: QtBot
) -> None:
    go = threading.Event()
    asker = Asker()
    gone = weakref.ref(asker)
    heard = asker.heard
    tasks.run(lambda _job: go.wait(2), asker.on_done)
    del asker
    gc.collect()
    assert gone() is None
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=2000)
    assert heard == []


def test_tests_can_run_work_at_once(qapp: QCoreApplication) -> None:
    asker = Asker()
    tasks = Tasks(inline=True)
    tasks.run(where, asker.on_done)
    tasks.run(fail, None, asker.on_done)
    assert asker.heard[0] == threading.get_ident()
    assert isinstance(asker.heard[1], ValueError)
    assert not tasks.busy


@pytest.mark.parametrize("inline", [True, False])
def test_closing_stops_everything(qapp: QCoreApplication, inline: bool) -> None:
    tasks = Tasks(inline=inline)
    began = threading.Event()

    def work(job: Job) -> None:
        began.set()
        while not inline:
            job.step(0, 1)

    tasks.run(work)
    assert began.wait(2)
    assert tasks.close()
    assert not tasks.busy


def test_plain_functions_may_be_called_back(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[int] = []
    keep: Callable[[int], None] = heard.append
    tasks.run(where, keep)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=2000)
