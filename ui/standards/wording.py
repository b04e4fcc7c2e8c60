"""The words of the Standards page that several of its parts use, and how records become rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.i18n import N_, _, ngettext
from cxdesk.schema.entity import Stored
from cxdesk.text import one_line
from ui.standards.rows import Row, RowTag
from ui.widgets.labels import TagRole, Tone

VISION, NEVER_ALWAYS, ROLES = "vision", "never_always", "role"
MONTHS = (6, 12)
"""After how many a standard is looked at again."""
NAMED = 3
"""So many of those who sign again are named."""


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words of one of the four lists. All are marked, not translated."""

    heading: str
    tag: str
    chip: str
    add: str
    empty: str
    tone: Tone
    role: TagRole


KINDS: Mapping[str, KindWords] = {
    "defect": KindWords(
        N_("What can go wrong"), N_("Defect"), N_("Defects"), N_("Add what can go wrong…"),
        N_("What annoys {customers} here: a wait, a wrong name, a promise not kept."), "danger", "danger",
    ),
    "operational": KindWords(
        N_("What we always do"), N_("Operational"), N_("Operational"), N_("Add what we always do…"),
        N_("The job itself, done the same way by everybody, every time."), "secondary", "neutral",
    ),
    "experiential": KindWords(
        N_("How they feel it"), N_("Experiential"), N_("Experiential"), N_("Add what makes it felt…"),
        N_("Small things that cost little and make {customers} feel known. Up to six."), "brand", "brand",
    ),
    "above_beyond": KindWords(
        N_("Above & beyond"), N_("Above & beyond"), N_("Above & beyond"), N_("Add what goes beyond…"),
        N_("What anybody may do without asking, when the chance is there."), "warning", "warn",
    ),
}  # fmt: skip


def is_live(row: Stored[Standard]) -> bool:
    """Tell whether a standard is in use, or will be."""
    return row.record.status != "retired"


def is_due(standard: Standard, today: date) -> bool:
    """Tell whether it is time to look at a standard again."""
    return standard.status != "retired" and standard.review_on is not None and standard.review_on <= today


def standard_row(row: Stored[Standard], today: date) -> Row:
    """Return a standard as the stage's lists show it."""
    record, words = row.record, KINDS[row.record.kind]
    retired = record.status == "retired"
    tags = []
    if record.non_negotiable:
        tags.append(RowTag(_("Non-negotiable").upper(), "solid"))
    tags.append(RowTag(_(words.tag), words.role))
    if record.status == "draft":
        tags.append(RowTag(_("Draft"), "neutral"))
    if retired:
        tags.append(RowTag(_("Retired"), "neutral"))
    if is_due(record, today):
        tags.append(RowTag(_("Review due"), "warn"))
    quiet = record.retired_why if retired else record.why
    if record.sounds_like and not retired:
        quiet = _("“{words}”").format(words=record.sounds_like.strip('“”"„ '))
    return Row(
        id=row.id, text=one_line(record.text, 600), quiet=one_line(quiet, 300), tags=tuple(tags), dim=retired
    )


def stage_row(row: Stored[Stage], count: int) -> Row:
    """Return a stage as the journey shows it."""
    quiet = "" if row.record.active else _("not in use")
    return Row(
        id=row.id,
        text=one_line(row.record.name, 120),
        quiet=quiet,
        number=str(row.record.position),
        count=str(count),
        dim=not row.record.active,
    )


def again_sentence(names: list[str]) -> list[str]:
    """Return who must sign again, or nothing: three by name, the others as a number."""
    if not names:
        return []
    shown = ", ".join(one_line(name, 30) for name in names[:NAMED])
    more = len(names) - NAMED
    if more > 0:
        rest = ngettext("{names} and {n} more sign again.", "{names} and {n} more sign again.", more)
        return [rest.format(names=shown)]
    return [ngettext("{names} signs again.", "{names} sign again.", len(names)).format(names=shown)]


def look_again(months: int) -> str:
    """Return the words for a look after some months."""
    return ngettext("Look again in {n} month", "Look again in {n} months", months)
