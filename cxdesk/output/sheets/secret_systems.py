"""Secret service systems: from what is learnt to what somebody does, each gap in it shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdesk.entities.cue import Cue
from cxdesk.entities.role import Role
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.stage import Stage
from cxdesk.i18n import N_, _
from cxdesk.output.sheet import Gathered, Options, SheetSpec, Topic
from cxdesk.preference_sorts import SORTS
from cxdesk.schema.reading import Reader
from cxdesk.services.customers import paper
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


@dataclass(frozen=True, slots=True)
class SystemText:
    """One system; `gaps` are the fields of it that nobody has filled in."""

    name: str
    sort: str = ""
    learnt: str = ""
    learnt_at: str = ""
    kept_in: str = ""
    cue: str = ""
    does: str = ""
    role: str = ""
    used_at: str = ""
    gaps: tuple[str, ...] = ()


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the systems in use."""
    cues = {one.id: one_line(one.record.name) for one in reader.rows(Cue) if one.record.active}
    stages = {one.id: one_line(one.record.name) for one in reader.rows(Stage)}
    roles = {one.id: one_line(one.record.name) for one in reader.rows(Role)}
    sorts = dict(SORTS)
    rows = [one.record for one in reader.rows(SecretSystem) if one.record.active]
    systems = tuple(
        SystemText(
            name=one.name,
            sort=_(sorts[one.sort]) if one.sort in sorts else "",
            learnt=one.learnt,
            learnt_at=stages.get(one.learnt_at or 0, ""),
            kept_in=one.kept_in,
            cue=cues.get(one.cue or 0, ""),
            does=one.does,
            role=roles.get(one.role or 0, ""),
            used_at=stages.get(one.used_at or 0, ""),
            gaps=paper.gaps(one, cues),
        )
        for one in sorted(rows, key=lambda one: one.position)
    )
    return Gathered((Topic("", "", systems, versioned=False),))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import secret_systems

    return secret_systems.sections(gathered, press)


SHEET = SheetSpec(
    name="secret-systems",
    title=N_("Secret service systems"),
    about=N_("From what is learnt to who acts"),
    area="secret",
    order=37,
    options=(),
    gather=gather,
    build=build,
)
