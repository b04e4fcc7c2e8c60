"""What was saved of a damaged file, in words: every kind of record, and what is missing of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cxdesk.entities import default_registry
from cxdesk.i18n import _

if TYPE_CHECKING:
    from cxdesk.store.salvage import Salvaged


def wanted_of(saved: Salvaged, backup: Mapping[str, int]) -> Mapping[str, int]:
    """Return how many of each kind there should be: as the file itself says, else as its newest backup."""
    return saved.expected or backup


def is_short(saved: Salvaged, wanted: Mapping[str, int]) -> bool:
    """Tell whether something is missing, or may be: nothing says how much there was."""
    return not wanted or any(count > saved.counts.get(kind, 0) for kind, count in wanted.items())


def saved_text(saved: Salvaged, wanted: Mapping[str, int]) -> str:
    """Return all kinds that were read, with how many, after those of which some are missing."""
    said = []
    if is_short(saved, wanted):
        said.append(_("Not all of it could be read."))
    gone = [
        _("{kind} ({n} of {all})").format(kind=label, n=wanted[kind] - count, all=wanted[kind])
        for kind, label, count in _kinds(saved)
        if wanted.get(kind, 0) > count
    ]
    if gone:
        said.append(_("Missing: {kinds}.").format(kinds=", ".join(gone)))
    elif not wanted:
        said.append(_("What is missing can't be told: neither the file nor a backup says what it held."))
    read = [f"{label} {count}" for kind, label, count in _kinds(saved) if count and kind != "shop"]
    said.append(_("This is what could be read: {counts}.").format(counts=", ".join(read) or _("nothing yet")))
    said.append(_("The damaged file is still where it was."))
    return "\n".join(said)


def _kinds(saved: Salvaged) -> Iterator[tuple[str, str, int]]:
    """Give table, label and how many were read, in the order of the lists."""
    for spec in default_registry():
        yield spec.table, _(spec.label), saved.counts.get(spec.table, 0)
