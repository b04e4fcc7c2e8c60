"""What was found or missed, counted by its causes: of records that are kept anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from cxdesk.entities import negative_cue
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.preference import Preference
from cxdesk.entities.stage import Stage
from cxdesk.entities.visit import Visit
from cxdesk.i18n import N_, _
from cxdesk.preference_sorts import SORTS
from cxdesk.schema.reading import Reader
from cxdesk.text import fold, one_line

_LONGEST = 60
TABLES = frozenset({"negative_cue", "stage", "visit", "preference"})
"""The tables that these counts depend on."""


class Causes(NamedTuple):
    """How often each cause was counted, in a stable order, and since when; None where no day is known."""

    counts: tuple[tuple[str, int], ...]
    since: date | None = None


class Count(NamedTuple):
    """A way to count: key, name, what is said where nothing was, and what does it. Texts are marked."""

    key: str
    title: str
    none: str
    find: Callable[[Reader], Causes]


def _found(reader: Reader, name_of: Callable[[NegativeCue], str]) -> Causes:
    records = [row.record for row in reader.rows(NegativeCue)]
    days = [record.found_on for record in records if record.found_on is not None]
    return Causes(_counted(map(name_of, records)), min(days, default=None))


def _by_place(reader: Reader) -> Causes:
    return _found(reader, lambda record: one_line(record.place, _LONGEST) or _("no place noted"))


def _by_sort(reader: Reader) -> Causes:
    names = dict(negative_cue.SORTS)
    return _found(reader, lambda record: _(names[record.sort]))


def _by_stage(reader: Reader) -> Causes:
    stages = {row.id: one_line(row.record.name, _LONGEST) for row in reader.rows(Stage)}
    return _found(reader, lambda record: stages.get(record.stage or 0) or _("no stage noted"))


def _missed(reader: Reader) -> Causes:
    """Count preferences that were not honoured, by their sort: whose they were is told by none of it."""
    sorts = dict(reader.columns(Preference, "id", "sort"))
    names: Mapping[str, str] = dict(SORTS)
    found: list[str] = []
    days: list[date] = []
    for day, missed in reader.columns(Visit, "happens_on", "missed"):
        known = [_(names[sorts[one]]) for one in missed if one in sorts]
        found += known
        days += [day] if known and day is not None else []
    return Causes(_counted(found), min(days, default=None))


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return how often each name comes, by name; those written alike but for their letters' size are one."""
    spelt: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name in names:
        key = fold(name)
        spelt.setdefault(key, name)
        counts[key] = counts.get(key, 0) + 1
    return tuple((spelt[key], counts[key]) for key in sorted(counts))


_NO_CUES = N_(
    "Nothing was found yet. Take a walk round, and note what puts people off on the Negative cues page."
)

COUNTS = (
    Count("cue_place", N_("Negative cues, by place"), _NO_CUES, _by_place),
    Count("cue_stage", N_("Negative cues, by stage"), _NO_CUES, _by_stage),
    Count("cue_sort", N_("Negative cues, by what they are"), _NO_CUES, _by_sort),
    Count(
        "missed",
        N_("Preferences not honoured, by sort"),
        N_("No preference was missed yet, as far as it is noted with {visits}."),
        _missed,
    ),
)  # fmt: skip
