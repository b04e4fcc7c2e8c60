"""The defect register: what can go wrong, by risk, what is done about it, and what is still open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.clock import today
from cxdesk.entities.action import Action
from cxdesk.entities.incident import Incident
from cxdesk.entities.person import Person
from cxdesk.i18n import N_
from cxdesk.output import content
from cxdesk.output.sheet import NOT_MARKED, Gathered, Options, SheetSpec, Topic
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import actions, defects, whys
from cxdesk.services.recovery.defects import Defect
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class OpenText:
    """What is begun and not over: an action with who and by when, or Five Whys and how far they are."""

    text: str
    who: str = ""
    due_on: date | None = None
    late: bool = False
    whys: str = ""


@dataclass(frozen=True, slots=True)
class DefectText:
    """One line of the register. `often` and `bad` are 1 to 3, None as long as nobody judged."""

    text: str
    stage: str
    often: int | None = None
    bad: int | None = None
    prevention: str = ""
    signs: str = ""
    protocols: tuple[str, ...] = ()
    owner: str = ""
    open: tuple[OpenText, ...] = field(default=(), metadata=NOT_MARKED)


@dataclass(frozen=True, slots=True)
class RegisterText:
    """The whole register, in its order."""

    lines: tuple[DefectText, ...] = ()
    language: str = field(default="en", metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the register with what is open about each line."""
    shop, still = content.shop_of(reader), _open(reader, today())
    lines = tuple(_line(one, tuple(still.get(one.id, ()))) for one in defects.register(reader))
    body = RegisterText(lines, shop.language if shop is not None else "en")
    return Gathered((Topic("", "", body, versioned=False),))


def _line(one: Defect, still: tuple[OpenText, ...]) -> DefectText:
    record = one.record
    return DefectText(
        record.text, one.stage.record.name, record.likelihood, record.severity, record.prevention,
        record.signs, tuple(one_line(row.record.name, 80) for row in one.protocols), one.owner, still,
    )  # fmt: skip


def _open(reader: Reader, day: date) -> dict[int, list[OpenText]]:
    """Return what is open by the defect it is about: Five Whys in which nothing changed yet, then actions."""
    found: dict[int, list[OpenText]] = defaultdict(list)
    of_whys = {}
    for five in whys.newest_first(reader):
        if five.record.defect is None:
            continue
        of_whys[five.id] = five.record.defect
        if whys.state(five.record) != whys.CHANGED:
            told = one_line(five.record.root or five.record.problem, _LONGEST)
            found[five.record.defect].append(OpenText(told, whys=whys.state(five.record)))
    of_incidents = dict(reader.columns(Incident, "id", "defect"))
    staff = dict(reader.columns(Person, "id", "name"))
    for row in actions.rows(reader, day):
        defect = _defect_of(row.record, of_whys, of_incidents)
        state = actions.state(row.record, day)
        if defect is not None and state in actions.WAITING and state != "check":
            who = staff.get(row.record.owner, "")
            told = one_line(row.record.what, _LONGEST)
            found[defect].append(OpenText(told, who, row.record.due_on, state == "overdue"))
    return found


def _defect_of(action: Action, of_whys: dict[int, int], of_incidents: dict[int, int | None]) -> int | None:
    came_from = action.from_record or 0
    if action.from_kind == "standard":
        return came_from
    if action.from_kind == "five_whys":
        return of_whys.get(came_from)
    return of_incidents.get(came_from) if action.from_kind == "incident" else None


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import defect_register

    return defect_register.sections(gathered, press)


SHEET = SheetSpec(
    name="defect-register",
    title=N_("What can go wrong"),
    about=N_("All defects, the highest risk first"),
    area="recovery",
    order=74,
    options=(),
    gather=gather,
    build=build,
)
