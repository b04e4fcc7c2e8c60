"""Where a record belongs among others, by the rule that the store sorts by."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.schema.fields import Field
from cxdesk.text import fold
from ui.models.record_pages import referred, titles_of

if TYPE_CHECKING:
    from cxdesk.workspace import Workspace

_MOST = 2**32 - 1
_NO_CASE = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}  # as SQLite's NOCASE


def sort_key(
    field: Field, spec: EntitySpec, ranks: Mapping[int, Any]
) -> Callable[[Stored[Any]], tuple[bool, Any]]:
    """Return the key that sorts as the store does: nothing first, words without case, choices by place."""
    places = {choice: place for place, (choice, _label) in enumerate(field.choices)}

    def key(row: Stored[Any]) -> tuple[bool, Any]:
        value = getattr(row.record, field.name)
        if field.name == spec.title:
            return True, spec.title_key(row.record)
        if field.kind.name == "ref":
            return (True, ranks[value]) if value in ranks else (False, 0)
        if field.choices:
            return True, places.get(value, len(places))
        if isinstance(value, str):
            return True, value.translate(_NO_CASE)
        return value is not None, value

    return key


def ranks_of(ws: Workspace, field: Field, rows: Iterable[Stored[Any]]) -> dict[int, Any]:
    """Return what the records are sorted by that a field of these rows refers to: their places, or titles."""
    if not field.to:
        return {}
    target = ws.spec(field.to)
    if not target.placed_alone:
        return {one: fold(title)[:200] for one, title in titles_of(ws, field, rows).items()}
    wanted = list(dict.fromkeys(one for row in rows for one in referred(getattr(row.record, field.name))))
    return {row.id: getattr(row.record, target.position) for row in ws.page(target.cls, wanted)}


def joined(ids: array[int], more: Sequence[int]) -> array[int]:
    """Return ids and more of them behind: 4 bytes each while all fit, as they do in any shop, else 8."""
    if ids.typecode == "I" and more and not 0 <= min(more) <= max(more) <= _MOST:
        ids = array("q", ids)
    ids.extend(array(ids.typecode, more))
    return ids


def with_one(ids: array[int], place: int, record_id: int) -> array[int]:
    """Return ids with one more at a place."""
    ids = joined(ids, (record_id,))
    ids.insert(place, ids.pop())
    return ids


def in_order(
    ws: Workspace, spec: EntitySpec, rows: list[Stored[Any]], field: Field, *, down: bool
) -> array[int]:
    """Return the ids of a few records, sorted by a field."""
    found = sorted(rows, key=sort_key(field, spec, ranks_of(ws, field, rows)), reverse=down)
    return joined(array("I"), [row.id for row in found])


def place_for(
    ws: Workspace, spec: EntitySpec, ids: array[int], mine: Stored[Any], row: int, field: Field, *, down: bool
) -> int:
    """Return where a record belongs among `ids` (its own old row left out; -1 for none), by halving."""

    def sorted_by(one: Stored[Any]) -> tuple[bool, Any]:
        return sort_key(field, spec, ranks_of(ws, field, [one]))(one)

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
