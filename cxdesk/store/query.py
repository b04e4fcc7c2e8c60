"""What to list: a filter and an order, as values. No SQL leaves this package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Records whose fields equal `equals` and whose words begin with those of `text`.

    `order` is (field, descending) pairs; without it records come by place, else by title. With `text`
    and `limit` the best matches come first instead (names before other text), so that the work does
    not grow with the number of matches. With `after` the list goes on behind the record of that id: only for
    kinds without places, in their own order.
    """

    text: str = ""
    equals: Mapping[str, Any] = field(default_factory=dict)
    order: tuple[tuple[str, bool], ...] = ()
    limit: int | None = None
    after: int | None = None
