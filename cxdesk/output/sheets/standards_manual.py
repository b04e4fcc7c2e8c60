"""Standards manual: everything in one book, printed on both sides and punched."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.entities.role import Role
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.i18n import N_
from cxdesk.output import content
from cxdesk.output.sheet import NOT_MARKED, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


@dataclass(frozen=True, slots=True)
class RoleText:
    """A role card."""

    name: str
    in_my_job: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One new version of a standard."""

    day: date | None
    stage: str
    version: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class ManualText:
    """The words of the manual; who signs it does not count for its mark."""

    vision: content.VisionText
    stages: tuple[content.StageText, ...]
    list: content.NeverAlwaysText
    roles: tuple[RoleText, ...]
    changes: tuple[Change, ...]
    team: tuple[str, ...] = field(default=(), metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read everything."""
    known = content.standards(reader)
    body = ManualText(
        vision=content.vision(reader),
        stages=tuple(known.text(one, drafts=True) for one in content.stages_wanted(known, content.ALL)),
        list=content.never_always(reader),
        roles=tuple(
            RoleText(one.record.name, one.record.in_my_job, one.record.examples) for one in reader.rows(Role)
        ),
        changes=_changes(reader, known),
        team=content.team(reader, options.today),
    )
    return Gathered((Topic("", "", body, 1 + sum(known.frozen.values())),))


def _changes(reader: Reader, known: content.Standards) -> tuple[Change, ...]:
    """Return what changed, the latest first; standards that are retired by now are left out."""
    stages = {one.id: one_line(one.record.name) for one in known.stages}
    now = {
        one.id: one.record
        for rows in known.by_stage.values()
        for one in rows
        if one.record.status != "retired"
    }
    later: dict[tuple[int, int], str] = {}
    rows = [one for one in reader.rows(StandardVersion) if one.record.standard in now]
    for one in rows:
        later[one.record.standard or 0, one.record.version] = one.record.text
    found = [_change(one, now[one.record.standard or 0], later, stages) for one in rows]
    return tuple(sorted(found, key=lambda one: (one.day or date.min, one.version), reverse=True))


def _change(
    old: Stored[StandardVersion],
    now: Standard,
    later: dict[tuple[int, int], str],
    stages: dict[int, str],
) -> Change:
    record = old.record
    return Change(
        day=record.until_on,
        stage=stages.get(now.stage or 0, ""),
        version=record.version + 1,
        before=record.text,
        after=later.get((record.standard or 0, record.version + 1), now.text),
        why=record.why_changed,
    )


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import standards_manual

    return standards_manual.sections(gathered, press)


SHEET = SheetSpec(
    name="standards-manual",
    title=N_("Standards manual"),
    about=N_("All stages in one book for a binder"),
    area="standards",
    order=50,
    options=(
        SheetOption(name="roles", title=N_("Role cards"), kind="flag", default=True),
        SheetOption(name="sign_off", title=N_("Sign-off page"), kind="flag", default=True),
    ),
    gather=gather,
    build=build,
)
