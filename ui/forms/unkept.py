"""What was typed into the fields of a form and is not in the file: unreadable, unfinished, or refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ui.forms.editors import EditorRow

NEW = 0
"""Stands for the new record where others have their id."""

Rows = Mapping[str, EditorRow]


class Unkept:
    """By the record: drafts as they stood in the fields, and values that the disk or the file refused."""

    def __init__(self) -> None:
        self.drafts: dict[int, dict[str, object]] = {}
        self.refused: dict[int, dict[str, Any]] = {}

    def lay_aside(self, key: int, rows: Rows) -> None:
        """Remember what stands in the fields before they show another record."""
        refused = self.refused.get(key, {})
        drafts = {
            name: row.editor.draft() for name, row in rows.items() if row.is_edited() and name not in refused
        }
        if drafts:
            self.drafts[key] = drafts

    def show_again(self, key: int, rows: Rows) -> None:
        """Put back what was laid aside, and what was refused."""
        for name, draft in self.drafts.pop(key, {}).items():
            rows[name].show_draft(draft)
            rows[name].read()
        for name, value in self.refused.get(key, {}).items():
            rows[name].editor.show_draft(rows[name].editor.draft_of(value))

    def fields(self, shown: int | None, rows: Rows) -> dict[int, dict[str, object]]:
        """Return what would stand in the fields of each record; `shown` is the one that is in them now."""
        found = {key: dict(drafts) for key, drafts in self.drafts.items() if drafts}
        for key, values in self.refused.items():
            editors = {name: rows[name].editor for name in values if name in rows}
            typed = {name: editor.draft_of(values[name]) for name, editor in editors.items()}
            found[key] = found.get(key, {}) | typed
        edited = {name: row.editor.draft() for name, row in rows.items() if row.is_edited()}
        if edited and shown is not None:
            found[shown] = found.get(shown, {}) | edited
        return found

    def refuse(self, key: int, values: Mapping[str, Any]) -> None:
        """Remember what was refused, to try it again."""
        self.refused.setdefault(key, {}).update(values)

    def drop_refused(self, key: int, names: Collection[str]) -> None:
        """Forget what was refused of these fields."""
        left = {name: value for name, value in self.refused.pop(key, {}).items() if name not in names}
        if left:
            self.refused[key] = left

    def taken_back(self, key: int, rows: Rows) -> list[str]:
        """Return the refused fields that hold by now what is kept."""
        return [name for name in self.refused.get(key, {}) if name in rows and not rows[name].is_edited()]

    def forget(self, key: int) -> None:
        """Forget all of a record."""
        self.drafts.pop(key, None)
        self.refused.pop(key, None)
