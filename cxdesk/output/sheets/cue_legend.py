"""Cue legend: what the silent signs among the team mean, on pocket cards for the team alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdesk.entities.cue import Cue
from cxdesk.i18n import N_
from cxdesk.output.sheet import Gathered, Options, SheetSpec, Topic
from cxdesk.schema.reading import Reader

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


@dataclass(frozen=True, slots=True)
class CueText:
    """A sign, what it tells, and what is done then."""

    name: str
    meaning: str = ""
    do: str = ""


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the cues in use."""
    rows = sorted((one.record for one in reader.rows(Cue) if one.record.active), key=lambda one: one.position)
    cues = tuple(CueText(one.name, one.meaning, one.do) for one in rows)
    return Gathered((Topic("", "", cues, versioned=False),))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import cue_legend

    return cue_legend.sections(gathered, press)


SHEET = SheetSpec(
    name="cue-legend",
    title=N_("Cue legend"),
    about=N_("Silent signs on pocket cards"),
    area="secret",
    order=35,
    options=(),
    gather=gather,
    build=build,
)
