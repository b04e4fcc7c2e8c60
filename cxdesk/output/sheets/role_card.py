"""Role card: the vision in one job and the standards for it, on two sides of a card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdesk.entities.role import Role
from cxdesk.entities.standard import Standard
from cxdesk.i18n import N_
from cxdesk.output import content
from cxdesk.output.roles import role_option, roles_of
from cxdesk.output.sheet import NOT_MARKED, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

MOST_LINES = 12
_LISTS = (content.OPERATIONAL, content.EXPERIENTIAL, content.ABOVE)


@dataclass(frozen=True, slots=True)
class StageLines:
    """What this role does at one stage."""

    name: str
    items: tuple[content.Item, ...]


@dataclass(frozen=True, slots=True)
class RoleCardText:
    """The words of one card. `left_out` counts the standards that are more than a card holds."""

    name: str
    in_my_job: str = ""
    examples: tuple[str, ...] = ()
    vision: str = ""
    stages: tuple[StageLines, ...] = ()
    list: content.NeverAlwaysText = field(default_factory=content.NeverAlwaysText)
    left_out: int = field(default=0, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one role, or all; without any, what holds for everybody."""
    known = content.standards(reader)
    rest = content.vision(reader).statement, content.never_always(reader)
    roles = roles_of(reader, options)
    topics = [_topic(role, known, *rest) for role in roles]
    return Gathered(tuple(topics) or (_topic(None, known, *rest),))


def _topic(
    role: Stored[Role] | None, known: content.Standards, vision: str, rules: content.NeverAlwaysText
) -> Topic:
    record = role.record if role else Role(name="")
    name = one_line(record.name)
    stages, left_out, versions = _lines(role.id if role else None, known)
    body = RoleCardText(record.name, record.in_my_job, record.examples, vision, stages, rules, left_out)
    return Topic(name, name, body, 1 + versions, versioned=role is not None)


def _lines(role: int | None, known: content.Standards) -> tuple[tuple[StageLines, ...], int, int]:
    """Return the lines of a role by stage, how many more there are, and how many new versions they had."""
    found: list[tuple[tuple[bool, int, int], int, Standard]] = []
    versions = 0
    for number, stage in enumerate(content.stages_wanted(known, content.ALL)):
        rows = [one for one in known.by_stage.get(stage.id, ()) if _is_for(role, one.record)]
        versions += sum(known.frozen[one.id] for one in rows)
        used = [one.record for one in rows if one.record.status != "retired"]
        used.sort(key=lambda one: (not one.non_negotiable, not one.roles, _LISTS.index(one.kind)))
        for rank, one in enumerate(used):
            found.append(((not one.non_negotiable, 0 if one.non_negotiable else rank, number), number, one))
    chosen = sorted(found, key=lambda one: one[0])[:MOST_LINES]
    return tuple(_by_stage(chosen, known)), len(found) - len(chosen), versions


def _is_for(role: int | None, standard: Standard) -> bool:
    """Tell whether a standard is for a role: named among its roles, or for everybody."""
    return standard.kind in _LISTS and (not standard.roles or role in standard.roles)


def _by_stage(
    chosen: Iterable[tuple[tuple[bool, int, int], int, Standard]], known: content.Standards
) -> Iterable[StageLines]:
    """Give the chosen lines stage by stage, in the order of their lists."""
    chosen = list(chosen)
    for number, stage in enumerate(content.stages_wanted(known, content.ALL)):
        rows = [standard for _rank, place, standard in chosen if place == number]
        rows.sort(key=lambda one: (_LISTS.index(one.kind), one.position))
        if rows:
            items = tuple(
                content.Item(
                    one.kind,
                    one.text,
                    one.why,
                    one.sounds_like,
                    non_negotiable=one.non_negotiable,
                )
                for one in rows
            )
            yield StageLines(stage.record.name, items)


def build(gathered: Gathered, press: Press) -> Iterable[Section]:
    """Draw it."""
    from cxdesk.output.layouts import role_card

    return role_card.sections(gathered, press)


SHEET = SheetSpec(
    name="role-card",
    title=N_("Role card"),
    about=N_("Vision and standards of one job"),
    area="standards",
    order=25,
    options=(
        role_option(N_("A role by its place, such as 2, or all")),
        SheetOption(name="why", title=N_("Why it matters"), kind="flag", default=False),
        SheetOption(name="sounds_like", title=N_("How it sounds"), kind="flag", default=True),
        SheetOption(name="never_always", title=N_("Never & Always"), kind="flag", default=True),
        SheetOption(name="sign_off", title=N_("Sign-off"), kind="flag", default=True),
    ),
    gather=gather,
    build=build,
    whole={"role": content.ALL},
)
