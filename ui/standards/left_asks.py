"""Questions at standards that are half answered: closed, or left open when another standard was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cxdesk.entities.standard import Standard


@dataclass(frozen=True, slots=True)
class LeftAsk:
    """What is typed into a question, and what the standard said when she came to it."""

    texts: dict[str, str]
    came: Standard | None
    open: bool = True


class LeftAsks(dict[tuple[int, str], LeftAsk]):
    """Such questions by standard and name."""

    def keep(self, standard: int, name: str, typed: Mapping[str, str], proposed: Mapping[str, str]) -> None:
        """Keep what was typed into a question that is closed, where it is not what was proposed."""
        own = {key: text for key, text in typed.items() if text.strip() and text != proposed.get(key, "")}
        if own:
            self[standard, name] = LeftAsk(own, None, open=False)

    def take(self, standard: int, name: str) -> dict[str, str]:
        """Return what was typed into a question before it was closed; it is not kept any longer."""
        left = self.pop((standard, name), None)
        return left.texts if left is not None else {}

    def take_open(self, standard: int) -> tuple[str, LeftAsk] | None:
        """Return the question that was left open at a standard; it is not kept any longer."""
        for key, left in self.items():
            if key[0] == standard and left.open:
                return key[1], self.pop(key)
        return None

    def waiting(self) -> Iterator[int]:
        """Give the standards at which one was left open."""
        return (standard for (standard, _name), left in self.items() if left.open)
