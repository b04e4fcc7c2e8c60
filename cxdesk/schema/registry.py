"""The record kinds in their order, found by importing every module of a package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, spec_of


class Registry:
    """Record kinds by the name of their table."""

    def __init__(self, specs: list[EntitySpec]) -> None:
        self._specs = {spec.table: spec for spec in sorted(specs, key=lambda spec: (spec.order, spec.table))}
        if len(self._specs) != len(specs):
            raise ValueError("two record kinds share a table")

    def __iter__(self) -> Iterator[EntitySpec]:
        return iter(self._specs.values())

    def __contains__(self, table: str) -> bool:
        return table in self._specs

    def spec(self, table: str) -> EntitySpec:
        """Return the kind called `table`. Raises UserError that lists the kinds there are."""
        try:
            return self._specs[table]
        except KeyError:
            raise UserError(
                _("There is no kind of record called “{kind}”. There are: {kinds}.").format(
                    kind=table, kinds=", ".join(self._specs)
                )
            ) from None


def discover(*packages: ModuleType) -> Registry:
    """Import every module of the packages and register the entities that they declare."""
    found: dict[str, EntitySpec] = {}
    for package in packages:
        for info in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            module = importlib.import_module(info.name)
            for value in vars(module).values():
                if _is_entity(value, info.name):
                    spec = spec_of(value)
                    found[spec.table] = spec
    return Registry(list(found.values()))


def _is_entity(value: Any, module: str) -> bool:
    return isinstance(value, type) and value.__module__ == module and hasattr(value, "__entity_spec__")
