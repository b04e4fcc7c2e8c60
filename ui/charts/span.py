"""Which part of a long series is looked at."""

from __future__ import annotations

_FEWEST = 12  # points: nearer than that nothing more is seen


class Span:
    """First and last place shown of so many points; all of them to begin with."""

    def __init__(self, count: int) -> None:
        self._most = float(max(0, count - 1))
        self._first, self._last = 0.0, self._most

    @property
    def window(self) -> tuple[float, float] | None:
        """What is shown; None for all."""
        return (self._first, self._last) if self.zoomed else None

    @property
    def zoomed(self) -> bool:
        """Whether something is left out."""
        return self._first > 0 or self._last < self._most

    @property
    def can_zoom(self) -> bool:
        """Whether there are more points than fit a close look."""
        return self._most >= _FEWEST

    @property
    def length(self) -> float:
        """From the first place to the last."""
        return self._last - self._first

    def whole(self) -> None:
        """Show all."""
        self._first, self._last = 0.0, self._most

    def zoom(self, factor: float, place: float | None = None) -> bool:
        """Show `factor` as much around a place, else around the last one; tell whether anything changed."""
        before = (self._first, self._last)
        at = self._last if place is None else min(max(float(place), self._first), self._last)
        length = min(self._most, max(min(_FEWEST - 1, self._most), self.length * factor))
        share = (at - self._first) / self.length if self.length else 1.0
        self._first = at - share * length
        self._last = self._first + length
        self._settle()
        return (self._first, self._last) != before

    def move(self, places: float) -> bool:
        """Go so many places on; tell whether anything changed."""
        before = self._first
        self._first, self._last = self._first + places, self._last + places
        self._settle()
        return self._first != before

    def reach(self, place: int) -> bool:
        """Go just so far that a place is seen; tell whether anything changed."""
        if place < self._first:
            return self.move(place - self._first)
        return place > self._last and self.move(place - self._last)

    def _settle(self) -> None:
        length = self.length
        self._first = min(max(0.0, self._first), self._most - length)
        self._last = self._first + length
