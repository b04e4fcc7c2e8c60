"""Words, icons and colours of sign-offs: a state is never told by its colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxdesk.entities.person import Person
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _, ngettext
from cxdesk.services.sign_offs import AGAIN, NEVER, SEEN, SHOWN, Cell, Tally
from ui.widgets.labels import TagRole

FLAGS = {
    "champion": N_("Champion"),
    "agent": N_("Agent"),
    "committee": N_("Committee"),
    "trainer": N_("Trainer"),
    "sponsor": N_("Sponsor"),
}
"""What somebody does for all of it, in a word."""


@dataclass(frozen=True, slots=True)
class StateWords:
    """How a state is told: in a sentence, in a narrow cell, by a drawing, in a colour."""

    word: str
    short: str
    icon: str
    role: TagRole


STATES: Mapping[str, StateWords] = {
    NEVER: StateWords(N_("Not yet"), "", "", "neutral"),
    AGAIN: StateWords(N_("Sign again"), N_("Again"), "refresh", "warn"),
    SHOWN: StateWords(N_("Shown"), N_("Shown"), "check", "brand"),
    SEEN: StateWords(N_("Seen doing it"), N_("Seen"), "eye", "good"),
}


def tally_text(tally: Tally) -> str:
    """Return how much is signed for, in words."""
    if not tally.total:
        return _("Nothing to sign for")
    return _("Signed {signed} of {total}").format(signed=tally.signed, total=tally.total)


def again_text(count: int) -> str:
    """Return how many must be signed again, or ""."""
    return ngettext("{n} again", "{n} again", count) if count else ""


def flags_of(person: Person) -> list[str]:
    """Return what a person does besides the role."""
    return [_(word) for name, word in FLAGS.items() if getattr(person, name)]


def cell_line(cell: Cell, names: Mapping[int, str], language: str) -> str:
    """Return when something was shown and seen, by whom, and in which version."""
    days = [date_text(day, language) if day else "" for day in (cell.shown_on, cell.seen_on)]
    if cell.state == NEVER:
        return ""
    if cell.state == AGAIN:
        signed = _("Signed v{old} on {day} · now v{new}")
        return signed.format(old=cell.signed_version, new=cell.version, day=days[0] or days[1])
    shown = _("Shown {day}").format(day=days[0]) if days[0] else ""
    seen = _("Seen {day}").format(day=days[1]) if days[1] else ""
    by = _("by {name}").format(name=names.get(cell.trainer, "–")) if cell.trainer else ""
    return " · ".join(filter(None, (shown, seen, by)))
