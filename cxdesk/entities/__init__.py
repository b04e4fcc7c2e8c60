"""The record kinds. Each module declares one; they are found by discovery."""

from __future__ import annotations

import sys
from functools import cache

from cxdesk.schema.registry import Registry, discover


@cache
def default_registry() -> Registry:
    """Return the program's own record kinds."""
    return discover(sys.modules[__name__])
