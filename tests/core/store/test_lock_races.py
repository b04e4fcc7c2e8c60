"""Many who want one lock, in every order of opening, locking, letting go and dying: one has it at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cxdesk.store import lock as lock_module
from cxdesk.store.lock import WorkspaceLock
from tests.conftest import HOMES, ROOT
from tests.faults.samples import names

MANY = st.integers(0, 3)


class Wishes(RuleBasedStateMachine):
    """Four who come and go. `holding` is who must have it by what they were told."""

    @initialize()
    def begin(self) -> None:
        self.path = HOMES / "wishes" / "x.cxdesk"
        self.path.parent.mkdir(exist_ok=True)
        for left in self.path.parent.iterdir():
            left.unlink()
        self.locks = [WorkspaceLock(self.path) for _number in range(4)]
        self.holding: int | None = None
        self.left = False

    def take(self, number: int) -> None:
        if self.holding == number:
            return
        free = self.holding is None
        assert self.locks[number].acquire() is free
        if free:
            self.holding, self.left = number, False

    def let_go(self, number: int, *, killed: bool) -> None:
        lock = self.locks[number]
        if killed and lock._lock is not None:
            lock._lock.close()  # type: ignore[union-attr]
            lock._lock = None
        lock.release()
        if self.holding == number:
            self.holding, self.left = None, killed

    @rule(number=MANY)
    def somebody_takes_it(self, number: int) -> None:
        self.take(number)

    @rule(number=MANY, killed=st.booleans())
    def somebody_lets_go(self, number: int, killed: bool) -> None:
        self.let_go(number, killed=killed)

    @rule(first=MANY, killed=st.booleans(), then=st.none() | MANY)
    def somebody_opens_it_while_the_holder_lets_go(self, first: int, killed: bool, then: int | None) -> None:
        """Between opening and locking: the holder ends, and perhaps a third one is quicker."""
        if self.holding in {None, first} or then == first:
            return
        real, holder = lock_module._open_posix, self.holding

        def open_slowly(path: Path, mode: int) -> tuple[int, bool]:
            found = real(path, mode)
            lock_module._open_posix = real
            self.let_go(holder, killed=killed)  # type: ignore[arg-type]
            if then is not None:
                self.take(then)
            return found

        lock_module._open_posix = open_slowly
        try:
            got = self.locks[first].acquire()
        finally:
            lock_module._open_posix = real
        assert got is (then is None)
        if got:
            self.holding, self.left = first, False

    @invariant()
    def the_file_is_there_while_it_is_held_and_goes_with_it(self) -> None:
        if hasattr(self, "locks"):
            there = self.holding is not None or self.left
            assert names(self.path.parent) == (["x.cxdesk.lock"] if there else [])

    def teardown(self) -> None:
        for lock in getattr(self, "locks", []):
            lock.release()


Wishes.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestWishes = Wishes.TestCase

WORKER = """
import os, random, signal, sys
from pathlib import Path
from cxdesk.store import lock as locks
path, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
locks._take = getattr(locks, sys.argv[4])
inside, chance = path.with_name("inside"), random.Random(seed)
for number in range(rounds):
    lock = locks.WorkspaceLock(path)
    while not lock.acquire():
        os.sched_yield()
    me = f"{os.getpid()} {number}"
    inside.write_text(me)
    for _look in range(5):
        os.sched_yield()
        assert inside.read_text() == me, "two at once"
    with path.open("a") as file:
        file.write("x")
    if chance.random() < 0.05:
        os.kill(os.getpid(), signal.SIGKILL)
    lock.release()
"""


@pytest.mark.faults
@pytest.mark.parametrize("take", ["_take_posix", "_take_elsewhere"])
def test_processes_that_are_killed_meanwhile_never_hold_it_at_once(tmp_path: Path, take: str) -> None:
    path = tmp_path / "x.cxdesk"
    path.write_text("")
    each, killed, seeds = 40, 0, iter(range(1000))

    def start() -> Any:
        words = [sys.executable, "-c", WORKER, str(path), str(each), str(next(seeds)), take]
        return subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True)

    running = [start() for _number in range(4)]
    while running:
        process = running.pop(0)
        _out, said = process.communicate(timeout=60)
        assert process.returncode in {0, -9}, said
        if process.returncode and killed < 6:
            killed += 1
            running.append(start())
    assert killed
    assert len(path.read_text()) > 4 * each // 2
    lock = WorkspaceLock(path)
    assert lock.acquire()
    lock.release()
    assert names(tmp_path) == ["inside", "x.cxdesk"]
