"""Sign-off sheet: who was shown which standard, and was seen doing it; comes back filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.clock import today
from cxdesk.entities.role import Role
from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services import sign_offs
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.entities.stage import Stage
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

BLANK_ROWS, BLANK_PEOPLE = 10, 4


@dataclass(frozen=True, slots=True)
class ItemText:
    """What is signed for."""

    text: str
    non_negotiable: bool = False
    version: int = field(default=1, metadata=NOT_MARKED)
    standard: int = field(default=0, metadata=NOT_MARKED)


@dataclass(frozen=True, slots=True)
class PersonText:
    """Who signs."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Signed:
    """What a person has signed of one standard by now; `version` is that of the wording signed for."""

    state: str
    shown_on: date | None = None
    seen_on: date | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SignOffText:
    """One stage: its items count for the mark; who signs, and what is asked for this time, do not."""

    stage: str
    items: tuple[ItemText, ...] = ()
    rows: tuple[ItemText, ...] = field(default=(), metadata=NOT_MARKED)
    people: tuple[PersonText, ...] = field(default=(), metadata=NOT_MARKED)
    cells: tuple[tuple[int, int, Signed], ...] = field(default=(), metadata=NOT_MARKED)
    nothing_due: bool = field(default=False, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the stages that were asked for: a form each."""
    known = content.standards(reader)
    stages = content.stages_wanted(known, options.word("stage"))
    only = stages[0].id if len(stages) == 1 else None
    role = _role(reader, options.word("role"))
    people = _people(reader, options, role)
    named = content.ALL not in options.words("who")
    ids = None if role is None and not named else [one.id for one in people]
    items = sign_offs.items_for(reader, stage=only)
    cells = sign_offs.matrix(reader, people=ids, stage=only, today=options.today)
    due, whole = options.flag("due"), options.word("stage") == content.ALL
    topics = []
    for stage in stages:
        here = [one for one in items if one.stage_id == stage.id]
        body = _text(stage, here, cells, people, role=role, due=due, named=named)
        if body.rows or not whole or not (due or role or named):
            name = one_line(stage.record.name)
            topics.append(Topic(name, name, _with_blanks(body), 1 + known.versions(stage.id)))
    blank = SignOffText("", people=people, nothing_due=bool(stages) and due)
    return Gathered(tuple(topics) or (Topic("", "", _with_blanks(blank), versioned=False),))


def _with_blanks(body: SignOffText) -> SignOffText:
    """Return it with rows and columns to write on where there are none."""
    return replace(
        body,
        rows=body.rows or (ItemText(""),) * BLANK_ROWS,
        people=body.people or (PersonText(0, ""),) * BLANK_PEOPLE,
    )


def _text(
    stage: Stored[Stage],
    items: Sequence[sign_offs.Item],
    cells: Sequence[sign_offs.Cell],
    people: Sequence[PersonText],
    *,
    role: int | None,
    due: bool,
    named: bool,
) -> SignOffText:
    here = {one.standard_id for one in items}
    cells = [one for one in cells if one.standard_id in here]
    open_cells = [one for one in cells if not due or one.state != sign_offs.SEEN]
    wanted = {one.standard_id for one in open_cells}
    rows = [
        one
        for one in items
        if (role is None or one.asked_of(role)) and (not (due or named) or one.standard_id in wanted)
    ]
    if rows:  # who signs for nothing here has no column
        signing = {one.person_id for one in open_cells}
        people = [one for one in people if one.id in signing]
    return SignOffText(
        stage=stage.record.name,
        items=tuple(map(_item, items)),
        rows=tuple(map(_item, rows)),
        people=tuple(people),
        cells=tuple((one.person_id, one.standard_id, _signed(one)) for one in cells),
        nothing_due=due and bool(items) and not rows,
    )


def _item(item: sign_offs.Item) -> ItemText:
    return ItemText(item.text, item.non_negotiable, item.version, item.standard_id)


def _signed(cell: sign_offs.Cell) -> Signed:
    return Signed(cell.state, cell.shown_on, cell.seen_on, cell.signed_version)


def _role(reader: Reader, place: str) -> int | None:
    return next((one.id for one in reader.rows(Role) if str(one.record.position) == place), None)


def _people(reader: Reader, options: Options, role: int | None) -> tuple[PersonText, ...]:
    """Return who has not left: of the role, and of those named, if any were."""
    wanted = options.words("who")
    return tuple(
        PersonText(one.id, one.record.name)
        for one in sign_offs.here(reader, options.today)
        if (content.ALL in wanted or one.record.name in wanted) and (role is None or one.record.role == role)
    )


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import sign_off_sheet

    return sign_off_sheet.sections(gathered, press)


def _roles(reader: Reader) -> list[Choice]:
    found = [
        Choice(str(one.record.position), f"{one.record.position} · {one_line(one.record.name, 80)}")
        for one in reader.rows(Role)
    ]
    return [Choice(content.ALL, _("All roles")), *found]


def _team(reader: Reader) -> list[Choice]:
    named = dict.fromkeys(one.record.name for one in sign_offs.here(reader, today()))
    return [Choice(content.ALL, _("Everybody")), *(Choice(name, name) for name in named)]


SHEET = SheetSpec(
    name="sign-off-sheet",
    title=N_("Sign-off sheet"),
    about=N_("Who was shown what, with initials"),
    area="standards",
    order=15,
    options=(
        SheetOption(
            name="stage",
            title=N_("Stage"),
            kind="choice",
            default="1",
            choices=content.stage_choices,
            hint=N_("A stage by its place, such as 2, or all: a form each"),
        ),
        SheetOption(
            name="role",
            title=N_("Role"),
            kind="choice",
            default=content.ALL,
            choices=_roles,
            hint=N_("A role by its place, such as 2, or all: its people, and what they sign for"),
        ),
        SheetOption(
            name="who",
            title=N_("People"),
            kind="choice",
            default=content.ALL,
            choices=_team,
            many=True,
            hint=N_("all, or names with commas between"),
            none_yet=content.NO_TEAM,
        ),
        SheetOption(name="due", title=N_("Only what is due"), kind="flag", default=False),
    ),
    gather=gather,
    build=build,
    whole={"stage": content.ALL},
    form=True,
)
