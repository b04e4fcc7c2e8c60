"""Incident slips: blank slips for what went wrong, four on a page, each with its own number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdesk.entities.stage import Stage
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.output.sheet import Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import slips
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

MOST_SHEETS = 25


@dataclass(frozen=True, slots=True)
class StageText:
    """A stage to tick."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class SlipText:
    """What a slip asks: the stages of the journey stand on it."""

    stages: tuple[StageText, ...] = ()


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the names of the stages."""
    if int(options.word("sheets")) > MOST_SHEETS:
        raise UserError(_("At most {most} sheets of paper at once.").format(most=MOST_SHEETS))
    stages = tuple(StageText(row.id, one_line(row.record.name, 60)) for row in reader.rows(Stage))
    return Gathered((Topic("", "", SlipText(stages), versioned=False),))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import incident_slips

    return incident_slips.sections(gathered, press)


SHEET = SheetSpec(
    name=slips.SHEET,
    title=N_("Incident slips"),
    about=N_("To note what goes wrong, numbered"),
    area="recovery",
    order=26,
    options=(
        SheetOption(
            name="sheets",
            title=N_("Sheets of paper"),
            kind="int",
            default=1,
            hint=N_("Four slips on each, with a number each"),
        ),
    ),
    gather=gather,
    build=build,
    form=True,
)
