"""What changed, told once after each commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Act = Literal["do", "undo", "redo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One committed operation: which records of which tables, what it is called, who began it."""

    tables: frozenset[str]
    ids: Mapping[str, frozenset[int]]
    label: str
    act: Act = "do"
    initiator: object | None = None
    undoable: bool = True


Listener = Callable[[Event], None]


@dataclass(slots=True)
class Events:
    """A plain observer. A listener that writes is a bug: the store raises while `delivering` is set."""

    delivering: bool = False
    _listeners: list[Listener] = field(default_factory=list)

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
