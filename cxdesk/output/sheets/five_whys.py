"""Five Whys sheet: from the problem to the root on one page, to fill in with the team or filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.person import Person
from cxdesk.entities.standard import Standard
from cxdesk.errors import UserError
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _
from cxdesk.output.content import shop_of
from cxdesk.output.sheet import Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import whys
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

BLANK = ""


@dataclass(frozen=True, slots=True)
class WhyText:
    """One why and how it is known."""

    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class DeedText:
    """Something to be done: what, who, by when."""

    what: str
    who: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class WhysText:
    """The words of the sheet; blank ones where there is no problem."""

    problem: str = ""
    defect: str = ""
    asked_on: str = ""
    team: str = ""
    whys: tuple[WhyText, ...] = ()
    root: str = ""
    rule_was_for: str = ""
    countermeasure: str = ""
    deeds: tuple[DeedText, ...] = ()


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one of them; without one, a page to fill in by hand."""
    typed = options.word("of").strip()
    if not typed:
        return Gathered((Topic("", "", WhysText(), versioned=False),))
    row = reader.find(FiveWhys, int(typed)) if typed.isdecimal() and len(typed) < 16 else None
    if row is None:
        raise UserError(_("There are no Five Whys with the number “{typed}”.").format(typed=typed))
    return Gathered((Topic("", "", _body(reader, row), versioned=False),))


def _body(reader: Reader, row: Stored[FiveWhys]) -> WhysText:
    record, shop = row.record, shop_of(reader)
    language = shop.language if shop is not None else "en"
    defect = reader.find(Standard, record.defect)
    return WhysText(
        problem=record.problem,
        defect=one_line(defect.record.text, 160) if defect is not None else "",
        asked_on=date_text(record.asked_on, language) if record.asked_on else "",
        team=record.team,
        whys=tuple(WhyText(one.record.text, one.record.evidence) for one in whys.of(reader, row.id)),
        root=record.root,
        rule_was_for=record.rule_was_for,
        countermeasure=record.countermeasure,
        deeds=tuple(_deeds(reader, row.id, language)),
    )


def _deeds(reader: Reader, five_whys: int, language: str) -> list[DeedText]:
    found = []
    for row in whys.came_of(reader, five_whys):
        owner = reader.find(Person, row.record.owner)
        due = date_text(row.record.due_on, language) if row.record.due_on else ""
        found.append(DeedText(row.record.what, owner.record.name if owner is not None else "", due))
    return found


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import five_whys

    return five_whys.sections(gathered, press)


def _which(reader: Reader) -> list[Choice]:
    there = [Choice(str(row.id), one_line(row.record.problem, 80)) for row in whys.newest_first(reader)]
    return [Choice(BLANK, _("A blank one, to fill in by hand")), *there]


SHEET = SheetSpec(
    name="five-whys",
    title=N_("Five Whys"),
    about=N_("From what went wrong to its root"),
    area="recovery",
    order=76,
    options=(
        SheetOption(
            name="of",
            title=N_("Which"),
            kind="choice",
            default=BLANK,
            choices=_which,
            hint=N_("the number of one of them; empty: a blank one"),
        ),
    ),
    gather=gather,
    build=build,
    of_a_day=True,
    form=True,
)
