"""Training sheet: one stage as staff learn it, practise it and sign for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdesk.i18n import N_
from cxdesk.output import content
from cxdesk.output.sheet import Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


@dataclass(frozen=True, slots=True)
class TrainingText:
    """The words of one training sheet."""

    stage: content.StageText
    vision: str
    list: content.NeverAlwaysText


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one stage, or all in use."""
    known = content.standards(reader)
    vision = content.vision(reader).statement
    rules = content.never_always(reader)
    topics = [
        Topic(
            one_line(stage.record.name),
            one_line(stage.record.name),
            TrainingText(known.text(stage), vision, rules),
            1 + known.versions(stage.id),
        )
        for stage in content.stages_wanted(known, options.word("stage"))
    ]
    blank = Topic("", "", TrainingText(content.StageText(""), vision, rules), versioned=False)
    return Gathered(tuple(topics) or (blank,), content.people(reader, options, "people"))


def build(gathered: Gathered, press: Press) -> Iterable[Section]:
    """Draw it."""
    from cxdesk.output.layouts import training_sheet

    return training_sheet.sections(gathered, press)


SHEET = SheetSpec(
    name="training-sheet",
    title=N_("Training sheet"),
    about=N_("A stage to train, practise and sign"),
    area="standards",
    order=10,
    options=(
        SheetOption(
            name="stage",
            title=N_("Stage"),
            kind="choice",
            default="1",
            choices=content.stage_choices,
            hint=N_("A stage by its place, such as 2, or all"),
        ),
        SheetOption(name="why", title=N_("Why it matters"), kind="flag", default=True),
        SheetOption(name="sounds_like", title=N_("How it sounds"), kind="flag", default=True),
        SheetOption(name="never_always", title=N_("Never & Always"), kind="flag", default=True),
        SheetOption(name="practise", title=N_("Practise it"), kind="flag", default=True),
        SheetOption(name="check_yourself", title=N_("Check yourself"), kind="flag", default=True),
        SheetOption(name="sign_off", title=N_("Sign-off"), kind="flag", default=True),
        SheetOption(
            name="people",
            title=N_("Copies for"),
            kind="choice",
            default=content.NONE,
            choices=content.people_choices,
            many=True,
            hint=N_("none, all, or names with commas between: a copy each, the name filled in"),
            none_yet=content.NO_TEAM,
        ),
    ),
    gather=gather,
    build=build,
    whole={"stage": content.ALL},
)
