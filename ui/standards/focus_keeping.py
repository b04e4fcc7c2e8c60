"""Where the choice and the keyboard go in lists whose lines go, come back, and change places."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.standards.section import Section
from ui.standards.selection import neighbour


class Before:
    """How the lists of a card stood before they are shown anew.

    `gone` is kept by the page: the chosen lines that were removed, so that one that comes back is known.
    With `same` false the lists are about to show something else altogether.
    """

    def __init__(
        self,
        card: QWidget,
        sections: Mapping[str, Section],
        chosen: int | None,
        gone: set[int],
        *,
        same: bool = True,
    ) -> None:
        self._card, self._same = card, same
        self._sections = sections
        self._chosen = chosen
        self._gone = gone
        self._back: int | None = None
        self._lists = {key: [row.id for row in section.list.rows.rows] for key, section in sections.items()}
        focus = card.window().focusWidget()
        self._had_focus = any(focus is section.list for section in sections.values())
        self._key = next((key for key, ids in self._lists.items() if chosen in ids), None)

    def _shown(self) -> list[int]:
        shown = [section for section in self._sections.values() if not section.isHidden()]
        return [row.id for section in shown for row in section.list.rows.rows]

    def choice(self, *, removed: bool) -> int | None:
        """Return what is chosen now: what came back, else the same, else the one beside what went.

        `removed` tells that what was chosen went by an act, and is not only out of sight by a filter.
        """
        now = self._shown()
        if not self._same:
            self._gone.difference_update(now)
            return neighbour((), now, self._chosen)
        before = [record for ids in self._lists.values() for record in ids]
        self._back = next((record for record in now if record in self._gone and record not in before), None)
        if self._back is not None:
            self._gone.discard(self._back)
            return self._back
        if removed and self._chosen is not None and self._chosen in before and self._chosen not in now:
            self._gone.add(self._chosen)
        own = self._lists.get(self._key or "", [])
        return neighbour(own if any(i in now for i in own) else before, now, self._chosen)

    def settle(self, chosen: int | None) -> None:
        """Give the keyboard to the line that is chosen, if a line had it or one came back."""
        wanted = self._had_focus or self._back is not None
        if not self._same or not wanted or not self._card.isVisible():
            return
        keys = list(self._sections)
        key = next((k for k, s in self._sections.items() if s.list.rows.place_of(chosen) >= 0), None)
        own = self._sections.get(self._key or "")
        above = key is None or (self._key is not None and keys.index(key) < keys.index(self._key))
        if self._back is None and own is not None and above and chosen != self._chosen:
            own.add_field.setFocus(Qt.FocusReason.TabFocusReason)
        elif key is not None:
            found = self._sections[key].list
            found.setFocus(Qt.FocusReason.TabFocusReason)
            found.reveal()
