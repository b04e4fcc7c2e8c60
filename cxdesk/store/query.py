"""What to list: a filter and an order, as values. No SQL leaves this package."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple


class _Filled:
    """Equal to all that is there."""

    def __eq__(self, other: object) -> bool:
        return other is not None

    def __hash__(self) -> int:
        return hash(_Filled)


FILLED: Final = _Filled()
"""In place of a value in `equals`: records in which the field holds anything. For days and links."""


class Query(NamedTuple):
    """Records whose fields equal `equals` and whose words begin with those of `text`.

    `order` is (field, descending) pairs; without it records come by place, else by title. With `text`
    and `limit` the best matches come first instead (names before other text), so that the work does
    not grow with the number of matches. With `after` the list goes on behind the record of that id: only for
    kinds without places, in their own order.
    """

    text: str = ""
    equals: Mapping[str, Any] = MappingProxyType({})
    order: tuple[tuple[str, bool], ...] = ()
    limit: int | None = None
    after: int | None = None
