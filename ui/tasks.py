"""Work over 0.2 s: off the window's thread, with progress and a Cancel that works.

One worker is for the store (it opens its own connection), the others are for charts, sheets and
files; these get plain records, never a connection or a widget. Answers come on the main thread.
"""

from __future__ import annotations

import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from types import MethodType
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

R = TypeVar("R")
OnProgress = Callable[[int, int, str], None]
_REST = 0.03
"""Seconds between two reports of progress."""
POOL_THREADS = 2
_TURN_SECONDS = 0.0005
"""How long a thread may hold Python while the window waits for it, which it does after each call of Qt."""
_LOOK_MS = 5
"""How often the main thread looks for answers while any work runs."""


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """The person pressed Cancel."""


class Job:
    """What the work gets: it reports here and asks here whether to go on."""

    def __init__(self, post: Callable[[Job, str, Any], None]) -> None:
        self._post = post
        self._cancel = threading.Event()
        self._last = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether Cancel was pressed."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel.set()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Report how far the work is. Raises Cancelled when it shall stop."""
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._last >= _REST:
            self._last = now
            self._post(self, "progress", (done, total, text))


class _Ticket(NamedTuple, Generic[R]):
    """A piece of work with who wants to hear of it."""

    job: Job
    work: Callable[[Job], R]
    on_done: Callable[[R], None] | None
    on_error: Callable[[BaseException], None] | None
    on_progress: OnProgress | None


class _Worker:
    """Threads that take work from one queue."""

    def __init__(self, name: str, threads: int) -> None:
        self._name, self._most = name, threads
        self._threads: list[threading.Thread] = []
        # The library of queues would bring that of heaps along, at each start.
        self._queue: deque[Callable[[], None] | None] = deque()
        self._waiting = threading.Semaphore(0)

    def put(self, act: Callable[[], None] | None) -> None:
        self._queue.append(act)
        self._waiting.release()
        if act is not None and len(self._threads) < self._most:
            thread = threading.Thread(target=self._go, name=f"{self._name}-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _go(self) -> None:
        while (act := self._next()) is not None:
            act()

    def _next(self) -> Callable[[], None] | None:
        self._waiting.acquire()
        return self._queue.popleft()

    def close(self, seconds: float) -> bool:
        for _thread in self._threads:
            self.put(None)
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)


class Tasks(QObject):
    """Starts work and brings its answer back to the main thread."""

    unexpected = Signal(object)
    """An exception that nobody asked to hear of."""
    busy_changed = Signal(bool)
    """Whether any work runs."""

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_SECONDS)
        self.inline = inline
        self._open: dict[Job, _Ticket[Any]] = {}
        # Threads touch no Qt object: taking one down while another thread signals it can block both.
        self._arrivals: deque[tuple[Job, str, Any]] = deque()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._store = _Worker("store", 1)
        self._pool = _Worker("pool", POOL_THREADS)
        self._elsewhere: set[int] = set()

    @property
    def busy(self) -> bool:
        """Whether any work runs."""
        return bool(self._open or self._elsewhere)

    def at_work(self, who: object, *, on: bool) -> None:
        """Take note that somebody works in steps on the main thread, or is through."""
        (self._elsewhere.add if on else self._elsewhere.discard)(id(who))

    def run(
        self,
        work: Callable[[Job], R],
        on_done: Callable[[R], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
        progress: OnProgress | None = None,
        *,
        store: bool = False,
    ) -> Job:
        """Run `work(job)` on another thread and call back on this one; return the job, to cancel it.

        `store` sends it to the one worker that may write to the file. Callbacks that are methods of
        a widget are dropped when the widget is gone. A cancelled job calls nobody.
        """
        job = Job(self._post)
        ticket = _Ticket(job, work, _kept(on_done), _kept(on_error), _kept(progress))
        self._open[job] = ticket
        self._tell_busy(1)
        if self.inline:
            self._go(ticket)
        else:
            self._look.start()
            (self._store if store else self._pool).put(_Errand(self._go, ticket))
        return job

    def cancel_all(self) -> None:
        """Ask all work to stop."""
        for job in tuple(self._open):
            job.cancel()

    def close(self, seconds: float = 2.0) -> bool:
        """Stop all work and wait for it; tell whether it did stop."""
        self.cancel_all()
        self._look.stop()
        stopped = [worker.close(seconds) for worker in (self._store, self._pool)]
        self._open.clear()
        return all(stopped)

    def _go(self, ticket: _Ticket[Any]) -> None:
        try:
            outcome = ("done", ticket.work(ticket.job))
        except Cancelled:
            outcome = ("cancelled", None)
        except BaseException as error:  # noqa: BLE001 - it goes to the main thread, which judges it
            outcome = ("error", error)
        self._post(ticket.job, *outcome)

    def _post(self, job: Job, what: str, value: object) -> None:
        if self.inline:
            self._on_arrived(job, what, value)
        else:
            self._arrivals.append((job, what, value))

    @Slot()
    def _on_look(self) -> None:
        while self._arrivals:
            self._on_arrived(*self._arrivals.popleft())

    def _on_arrived(self, job: Job, what: str, value: Any) -> None:
        ticket = self._open.get(job)
        if ticket is None:
            return
        if what == "progress":
            if ticket.on_progress is not None and not job.cancelled:
                ticket.on_progress(*value)
            return
        del self._open[job]
        self._tell_busy(0)
        if job.cancelled or what == "cancelled":
            return
        if what == "done" and ticket.on_done is not None:
            ticket.on_done(value)
        elif what == "error" and ticket.on_error is not None:
            ticket.on_error(value)
        elif what == "error":
            self.unexpected.emit(value)

    def _tell_busy(self, edge: int) -> None:
        if not self._open:
            self._look.stop()
        if len(self._open) == edge:
            self.busy_changed.emit(bool(self._open))


class _Errand:
    """A call for a worker."""

    def __init__(self, act: Callable[[_Ticket[Any]], None], ticket: _Ticket[Any]) -> None:
        self.act = act
        self.ticket = ticket

    def __call__(self) -> None:
        self.act(self.ticket)


class _WeakCall:
    """Calls a method of a Qt object as long as that object lives."""

    def __init__(self, method: MethodType) -> None:
        self._method = weakref.WeakMethod(method)

    def __call__(self, *words: Any) -> None:
        method = self._method()
        if method is not None and isValid(method.__self__):
            method(*words)


def _kept(call: Callable[..., None] | None) -> Callable[..., None] | None:
    """Return a callback that does not keep a widget alive."""
    if isinstance(call, MethodType) and isinstance(call.__self__, QObject):
        return _WeakCall(call)
    return call
