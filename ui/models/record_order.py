"""Where a record belongs among others, by the rule that the store sorts by."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.schema.fields import Field
from cxdesk.text import fold
from ui.models.record_pages import titles_of

if TYPE_CHECKING:
    from cxdesk.workspace import Workspace

_NO_CASE = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}  # as SQLite's NOCASE


def sort_key(
    field: Field, spec: EntitySpec, titles: Mapping[int, str]
) -> Callable[[Stored[Any]], tuple[bool, Any]]:
    """Return the key that sorts as the store does: nothing first, words without case, choices by place."""
    places = {choice: place for place, (choice, _label) in enumerate(field.choices)}

    def key(row: Stored[Any]) -> tuple[bool, Any]:
        value = getattr(row.record, field.name)
        if field.name == spec.title:
            return True, spec.title_key(row.record)
        if field.kind.name == "ref":
            return value is not None, fold(titles.get(value, ""))[:200]
        if field.choices:
            return True, places.get(value, len(places))
        if isinstance(value, str):
            return True, value.translate(_NO_CASE)
        return value is not None, value

    return key


def in_order(
    ws: Workspace, spec: EntitySpec, rows: list[Stored[Any]], field: Field, *, down: bool
) -> array[int]:
    """Return the ids of a few records, sorted by a field."""
    found = sorted(rows, key=sort_key(field, spec, titles_of(ws, field, rows)), reverse=down)
    return array("q", [row.id for row in found])


def place_for(
    ws: Workspace, spec: EntitySpec, ids: array[int], mine: Stored[Any], row: int, field: Field, *, down: bool
) -> int:
    """Return where a record belongs among `ids` (its own old row left out; -1 for none), by halving."""

    def sorted_by(one: Stored[Any]) -> tuple[bool, Any]:
        return sort_key(field, spec, titles_of(ws, field, [one]))(one)

    here = sorted_by(mine)
    low, high = 0, len(ids) - (row >= 0)
    while low < high:
        middle = (low + high) // 2
        other_id = ids[middle + (0 <= row <= middle)]
        other = ws.find(spec.cls, other_id)
        there = sorted_by(other) if other is not None else here
        before = (there > here if down else there < here) or (there == here and other_id < mine.id)
        low, high = (middle + 1, high) if before else (low, middle)
    return low
