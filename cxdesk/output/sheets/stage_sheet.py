"""Stage sheet: the four lists of one stage on one page, with room to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_
from cxdesk.output import content
from cxdesk.output.sheet import Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one stage, or all in use."""
    known = content.standards(reader)
    topics = []
    for stage in content.stages_wanted(known, options.word("stage")):
        name = one_line(stage.record.name)
        topics.append(Topic(name, name, known.text(stage), 1 + known.versions(stage.id)))
    blank = Topic("", "", content.StageText(""), versioned=False)
    return Gathered(tuple(topics) or (blank,))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import stage_sheet

    return stage_sheet.sections(gathered, press)


SHEET = SheetSpec(
    name="stage-sheet",
    title=N_("Stage sheet"),
    about=N_("Four lists of a stage side by side"),
    area="standards",
    order=20,
    options=(
        SheetOption(
            name="stage",
            title=N_("Stage"),
            kind="choice",
            default="1",
            choices=content.stage_choices,
            hint=N_("A stage by its place, such as 2, or all"),
        ),
    ),
    gather=gather,
    build=build,
    poster=True,
    whole={"stage": content.ALL},
)
