"""Evidence trail: one story on a page, from what went wrong to what came of it. Names only where chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdesk.entities.incident import Incident
from cxdesk.errors import UserError
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _
from cxdesk.output.content import shop_of
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import trail, whys
from cxdesk.services.recovery.trail import Step
from cxdesk.services.recovery.trail_places import place_of
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_WRITTEN = re.compile(r"([a-z_]{2,40}) ([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class StepText:
    """One step: what it is, of when, what it says, and what more there is to know."""

    what: str
    day: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TrailText:
    """The steps in their order."""

    title: str
    steps: tuple[StepText, ...]
    masked: bool = field(default=True, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the whole story of a record; where none is named, of the newest Five Whys or incident.

    Raises UserError where there is none.
    """
    typed = options.word("of").strip() or _newest(reader)
    if not typed:
        raise UserError(_("There is no story yet. One begins with an incident, or with Five Whys."))
    told = options.flag("names")
    written = _WRITTEN.fullmatch(typed)
    place = place_of(reader, written.group(1), int(written.group(2))) if written else None
    from cxdesk.output.printing import title_of

    found = (
        trail.story(reader, place, told=told, staff=told, title_of=title_of) if place is not None else None
    )
    if found is None:
        raise UserError(_("“{typed}” has no trail, or is not there any more.").format(typed=typed))
    shop = shop_of(reader)
    language = shop.language if shop is not None else "en"
    steps = tuple(_step(one, language) for one in found.whole)
    about = next((one.title for one in found.whole if one.place.kind == "five_whys"), found.here.title)
    return Gathered((Topic("", "", TrailText(about, steps, not told), versioned=False),))


def _newest(reader: Reader) -> str:
    rows = whys.newest_first(reader)
    if rows:
        return f"five_whys {rows[0].id}"
    incidents = reader.columns(Incident, "happened_on", "id")
    newest = max(incidents, key=lambda row: (str(row[0]), row[1]), default=None)
    return f"incident {newest[1]}" if newest else ""


def _step(step: Step, language: str) -> StepText:
    day = date_text(step.on, language) if step.on is not None else ""
    return StepText(step.what, day, step.title, step.detail)


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import evidence_trail

    return evidence_trail.sections(gathered, press)


def _which(reader: Reader) -> list[Choice]:
    """Propose the stories there are, told so that nobody is named."""
    found = [
        Choice(f"five_whys {row.id}", one_line(row.record.problem, 80)) for row in whys.newest_first(reader)
    ]
    return [Choice("", _("The newest one")), *found]


def _read(reader: Reader, word: str) -> str:
    """Return any other record, such as “incident 4”. Raises UserError."""
    written = _WRITTEN.fullmatch(word.strip())
    if word and (written is None or place_of(reader, written.group(1), int(written.group(2))) is None):
        count = reader.count(Incident)
        raise UserError(
            _("Name a record such as “five_whys 3” or “incident 4”. There are {n} incidents.").format(n=count)
        )
    return word.strip()


SHEET = SheetSpec(
    name="evidence-trail",
    title=N_("Evidence trail"),
    about=N_("What went wrong and what it changed"),
    area="recovery",
    order=77,
    options=(
        SheetOption(
            name="of",
            title=N_("Story"),
            kind="choice",
            default="",
            choices=_which,
            hint=N_("a record, such as “five_whys 3” or “incident 4”"),
            read=_read,
        ),
        SheetOption(
            name="names",
            title=N_("With names and what was said"),
            kind="flag",
            default=False,
            hint=N_("Without it nobody is named, neither who was hurt nor who saw to it."),
        ),
    ),
    gather=gather,
    build=build,
    of_a_day=True,
    personal=True,
)
