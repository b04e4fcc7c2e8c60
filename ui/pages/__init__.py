"""The pages. A module here that exports `PAGE` is a page; nothing else registers it.

A module may export `pages_of(bridge)` as well or instead: it is asked each time a workspace was
opened and returns further specs, such as one for each record kind that has no page of its own.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from ui.pages.base import GROUPS, PageSpec

if TYPE_CHECKING:
    from ui.bridge import Bridge


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name.endswith("_page"))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def discover(bridge: Bridge | None = None) -> list[PageSpec]:
    """Return the pages in the order of the sidebar; with a bridge also those made for its workspace."""
    found = [module.PAGE for module in _modules() if hasattr(module, "PAGE")]
    if bridge is not None and bridge.workspace is not None:
        for module in _modules():
            if hasattr(module, "pages_of"):
                found += module.pages_of(bridge)
    return sorted(found, key=_place)


def _place(spec: PageSpec) -> tuple[int, int, str]:
    group = GROUPS.index(spec.group) if spec.group in GROUPS else len(GROUPS)
    return group, spec.order, spec.name
