"""What a file is opened with: the record kinds, the migrations, and the fingerprint of each version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any

from cxdesk.entities import default_registry
from cxdesk.schema.entity import EntitySpec
from cxdesk.schema.registry import Registry

Migration = Callable[[Any], None]


class Model:
    """Kinds and migrations that belong together; tests bring their own."""

    def __init__(
        self, registry: Registry, migrations: tuple[Migration, ...], fingerprints: Mapping[int, str]
    ) -> None:
        self.registry = registry
        self.migrations = migrations
        self.fingerprints = fingerprints

    @property
    def version(self) -> int:
        """The `user_version` of a file that is up to date."""
        return len(self.migrations)

    @cached_property
    def specs(self) -> dict[str, EntitySpec]:
        """The kinds by table."""
        return {spec.table: spec for spec in self.registry}


@cache
def default_model() -> Model:
    """Return the program's own model."""
    from cxdesk.store.migrations import FINGERPRINTS, MIGRATIONS

    return Model(default_registry(), MIGRATIONS, FINGERPRINTS)
