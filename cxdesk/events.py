"""What changed, told once after each commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

Act = Literal["do", "undo", "redo"]


class Event(NamedTuple):
    """One committed operation: which records of which tables, what it is called, who began it."""

    tables: frozenset[str]
    ids: Mapping[str, AbstractSet[int]]
    label: str
    act: Act = "do"
    initiator: object | None = None
    undoable: bool = True


Listener = Callable[[Event], None]


class Events:
    """A plain observer. A listener that writes is a bug: the store raises while `delivering` is set."""

    def __init__(self) -> None:
        self.delivering = False
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each commit; the returned function ends that."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def tell(self, event: Event) -> None:
        """Deliver `event` to every listener, in the order in which they came."""
        self.delivering = True
        try:
            for listener in tuple(self._listeners):
                listener(event)
        finally:
            self.delivering = False
