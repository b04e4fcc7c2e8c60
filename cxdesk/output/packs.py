"""Packs: several sheets as one PDF, in order, behind a page of contents.

A pack is declared as data: which sheets, with which options, and what is chosen for all of them.
A sheet that the program does not have is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Unpack

from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.output import content, printing
from cxdesk.output.printing import How
from cxdesk.output.sheet import Choice, Job, Printed, SheetOption, Value
from cxdesk.schema.reading import Reader

PERSON, ROLE, STAGE = "person", "role", "stage"
WHOLE_SET = "whole-set"


@dataclass(frozen=True, slots=True)
class PackPart:
    """A sheet of a pack. `filled` tells which of its options take the person, the role or the stage."""

    sheet: str
    options: Mapping[str, Value] = field(default_factory=dict)
    filled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSpec:
    """One pack. Titles are marked, not translated."""

    name: str
    title: str
    about: str
    sheets: Callable[[], Sequence[PackPart]]
    options: tuple[SheetOption, ...] = ()

    @property
    def parts(self) -> list[PackPart]:
        """The sheets that there are, in order."""
        return [part for part in self.sheets() if part.sheet in printing.sheets()]


@dataclass(frozen=True, slots=True)
class PackJob:
    """A pack ready to be drawn on any thread. `about` is what was chosen: a name or a stage."""

    jobs: tuple[Job, ...]
    title: str
    about: str
    messages: tuple[str, ...] = ()


def packs() -> Mapping[str, PackSpec]:
    """Return the packs by name, in the order of the print centre."""
    return {pack.name: pack for pack in _PACKS}


def pack(name: str) -> PackSpec:
    """Return a pack. Raises UserError that lists what there is."""
    try:
        return packs()[name]
    except KeyError:
        raise UserError(
            _("There is no pack called “{pack}”. There are: {packs}.").format(
                pack=name, packs=", ".join(packs())
            )
        ) from None


def gather_pack(
    spec: PackSpec,
    reader: Reader,
    chosen: Mapping[str, object],
    *,
    include: Collection[str] | None = None,
    **how: Unpack[How],
) -> PackJob:
    """Read what a pack needs; `include` names the sheets that are wanted of it. Raises UserError."""
    options = printing.check_options(spec, reader, chosen)
    known, about = _known(reader, options)
    jobs: list[Job] = []
    left_out: list[str] = []
    for part in spec.parts:
        if include is not None and part.sheet not in include:
            continue
        sheet = printing.sheet(part.sheet)
        filled = {option: known.get(what, "") for option, what in part.filled.items()}
        if not all(filled.values()):
            left_out.append(_(sheet.title))
            continue
        jobs.append(printing.gather_job(sheet, reader, {**part.options, **filled}, **how))
    if not jobs:
        raise UserError(_("Choose at least one sheet for the pack."))
    said: tuple[str, ...] = ()
    if left_out:
        sentence = _("{person} has no role yet, so this is left out: {sheets}.")
        said = (sentence.format(person=about, sheets=", ".join(left_out)),)
    return PackJob(tuple(jobs), " · ".join(filter(None, (_(spec.title), about))), about, said)


def build_pack(job: PackJob) -> Printed:
    """Draw a pack."""
    printed = printing.pack(job.jobs, job.title)
    return replace(printed, about=job.about, messages=(*job.messages, *printed.messages))


def render_pack(spec: PackSpec, reader: Reader, chosen: Mapping[str, object], **how: Unpack[How]) -> Printed:
    """Read and draw a pack at once."""
    return build_pack(gather_pack(spec, reader, chosen, **how))


def _known(reader: Reader, options: Mapping[str, Value]) -> tuple[dict[str, str], str]:
    """Return what fills the options of the sheets, and the words for what was chosen."""
    person, stage = str(options.get(PERSON, content.NONE)), str(options.get(STAGE, ""))
    if stage:
        places = [one.value for one in _stages(reader)]
        stage = stage if stage in places else places[0]  # the default may be out of use
    known = {PERSON: person, ROLE: content.ALL, STAGE: stage}
    if person != content.NONE:
        known[ROLE] = _role_of(person, reader)
        return known, person
    names = [one.record.name for one in content.stages_wanted(content.standards(reader), stage)]
    return known, names[0] if names else ""


def _role_of(person: str, reader: Reader) -> str:
    """Return the place of somebody's role, or nothing."""
    rows = [one.record for one in reader.rows(Person) if one.record.name == person]
    role = reader.find(Role, rows[0].role) if rows else None
    return str(role.record.position) if role else ""


def _people(reader: Reader) -> list[Choice]:
    return [one for one in content.people_choices(reader) if one.value != content.ALL]


def _stages(reader: Reader) -> list[Choice]:
    return [one for one in content.stage_choices(reader) if one.value != content.ALL]


def _new_starter() -> list[PackPart]:
    return [
        PackPart("role-card", filled={"role": ROLE}),
        PackPart("training-sheet", {"stage": content.ALL}, {"people": PERSON}),
        PackPart("never-always-poster"),
        PackPart("cue-legend"),
        PackPart("vision-poster"),
    ]


def _wall_set() -> list[PackPart]:
    return [
        PackPart("vision-poster"),
        PackPart("never-always-poster"),
        PackPart("stage-sheet", {"stage": content.ALL}),
    ]


def _this_stage() -> list[PackPart]:
    return [
        PackPart("training-sheet", filled={"stage": STAGE}),
        PackPart("stage-sheet", filled={"stage": STAGE}),
    ]


def _whole_set() -> list[PackPart]:
    return [PackPart(name, spec.whole) for name, spec in printing.sheets().items() if not spec.personal]


_PACKS = (
    PackSpec(
        name="new-starter",
        title=N_("New starter"),
        about=N_("All that one person begins with"),
        sheets=_new_starter,
        options=(
            SheetOption(
                name=PERSON,
                title=N_("For"),
                kind="choice",
                default=content.NONE,
                choices=_people,
                hint=N_("A name, or none: then names are filled in by hand"),
                none_yet=content.NO_TEAM,
            ),
        ),
    ),
    PackSpec(
        name="wall-set",
        title=N_("Wall set"),
        about=N_("Vision, Never & Always, every stage"),
        sheets=_wall_set,
    ),
    PackSpec(
        name="this-stage",
        title=N_("This stage"),
        about=N_("Training sheet and stage sheet"),
        sheets=_this_stage,
        options=(
            SheetOption(
                name=STAGE,
                title=N_("Stage"),
                kind="choice",
                default="1",
                choices=_stages,
                hint=N_("A stage by its place, such as 2"),
            ),
        ),
    ),
    PackSpec(
        name=WHOLE_SET,
        title=N_("Whole set"),
        about=N_("All sheets that name no {customers}"),
        sheets=_whole_set,
    ),
)
