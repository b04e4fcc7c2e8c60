"""Which files have their recovery key on paper, as far as this computer was told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdesk.settings import Settings

_ON_PAPER = "recovery_key_on_paper"


def is_noted(settings: Settings, path: Path) -> bool:
    """Tell whether somebody said so since the passphrase was set."""
    return str(path) in _names(settings)


def note(settings: Settings, path: Path) -> None:
    """Take down that it is."""
    settings.views[_ON_PAPER] = sorted({*_names(settings), str(path)})
    settings.save()


def forget(settings: Settings, path: Path) -> None:
    """Take down that there is another key now, or none."""
    if is_noted(settings, path):
        settings.views[_ON_PAPER] = [name for name in _names(settings) if name != str(path)]
        settings.save()


def _names(settings: Settings) -> list[str]:
    kept = settings.views.get(_ON_PAPER, [])
    return [name for name in kept if isinstance(name, str)] if isinstance(kept, list) else []
