"""Walk-round sheet: the negative cues place by place, ticked as they go, with rows for new ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.person import Person
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services import walk_rounds
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

OPEN, ALL = "open", "all"
MOST_BLANK = 60


@dataclass(frozen=True, slots=True)
class CueText:
    """One sign, phrase or sight that is to go; its words count for the mark, not how far it is."""

    shows: str
    place: str = ""
    replaced_by: str = ""
    id: int = field(default=0, metadata=NOT_MARKED)
    owner: str = field(default="", metadata=NOT_MARKED)
    photo: bytes | None = field(default=None, repr=False, metadata=NOT_MARKED)
    done_on: date | None = field(default=None, metadata=NOT_MARKED)


@dataclass(frozen=True, slots=True)
class WalkText:
    """All cues there are; those of them that are printed, and how many blank rows."""

    cues: tuple[CueText, ...] = ()
    shown: tuple[CueText, ...] = field(default=(), metadata=NOT_MARKED)
    blank: int = field(default=0, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the cues, sorted by place; those without a place come last."""
    names = {one.id: one.record.name for one in reader.rows(Person)}
    cues = tuple(_cue(one, names) for one in walk_rounds.in_order(reader))
    shown = tuple(one for one in cues if one.done_on is None or options.word("cues") == ALL)
    blank = int(options.word("blank"))
    if blank > MOST_BLANK:
        raise UserError(_("At most {most} blank rows.").format(most=MOST_BLANK))
    return Gathered((Topic("", "", WalkText(cues, shown, blank), versioned=False),))


def _cue(row: Stored[NegativeCue], names: dict[int, str]) -> CueText:
    record = row.record
    return CueText(
        shows=record.shows,
        place=one_line(record.place, 120),
        replaced_by=record.replaced_by,
        id=row.id,
        owner=names.get(record.owner or 0, ""),
        photo=record.photo,
        done_on=record.done_on,
    )


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import walk_round_sheet

    return walk_round_sheet.sections(gathered, press)


def _which(_reader: Reader) -> list[Choice]:
    return [Choice(OPEN, _("Those still there")), Choice(ALL, _("All, those gone ticked"))]


SHEET = SheetSpec(
    name="walk-round-sheet",
    title=N_("Walk-round sheet"),
    about=N_("Signs and sights that are to go"),
    area="secret",
    order=36,
    options=(
        SheetOption(
            name="cues",
            title=N_("Negative cues"),
            kind="choice",
            default=OPEN,
            choices=_which,
            hint=N_("open or all"),
        ),
        SheetOption(
            name="blank", title=N_("Blank rows"), kind="int", default=6, hint=N_("How many, from 0 to 60")
        ),
    ),
    gather=gather,
    build=build,
    whole={"cues": ALL},
    form=True,
)
