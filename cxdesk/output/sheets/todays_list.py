"""Today's list: who comes, what to say, which cue, and what to do for them. Shredded in the evening."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from cxdesk.clock import today
from cxdesk.day_words import parse_day
from cxdesk.entities.customer import Customer
from cxdesk.entities.person import Person
from cxdesk.entities.visit import Visit
from cxdesk.formats import date_text, short_day_text
from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.output.sheets.preference_card import NAMES, SENSITIVE, TALK, LineText, line, ticked
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.customers import cards, paper
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_TODAY = "today"
_PROPOSED = 7


@dataclass(frozen=True, slots=True)
class GuestText:
    """One visit: what stands in its row. `alerts` and `line` have a box each for "honoured"."""

    name: str
    at: time | None = None
    say: str = ""
    first: bool = False
    birthday: bool = False
    cues: tuple[str, ...] = ()
    alerts: tuple[LineText, ...] = ()
    line: LineText | None = None
    talk: LineText | None = None
    service: str = ""
    person: str = ""
    held_back: bool = False
    no_notes: bool = False


@dataclass(frozen=True, slots=True)
class ListText:
    """The guests of a day."""

    guests: tuple[GuestText, ...] = ()
    day: date | None = field(default=None, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the visits of a day, and of each customer only what is printed."""
    wanted = options.word("date")
    day = options.today if wanted == _TODAY else date.fromisoformat(wanted)
    cues = paper.Cues(reader)
    team = {one.id: one_line(one.record.name) for one in reader.rows(Person)}
    guests = []
    for visit in paper.guests(reader, day):
        row = reader.find(Customer, visit.record.customer)
        if row is not None:
            guests.append(_guest(reader, visit.record, row, options, cues, team, day))
    shop = content.shop_of(reader)
    title = date_text(day, shop.language if shop else "en")
    return Gathered((Topic(day.isoformat(), title, ListText(tuple(guests), day), versioned=False),))


def _guest(
    reader: Reader,
    visit: Visit,
    row: Stored[Customer],
    options: Options,
    cues: paper.Cues,
    team: dict[int, str],
    day: date,
) -> GuestText:
    known = paper.known(reader, row, ticked(options))
    sorts = dict.fromkeys(one.sort for one in (*known.alerts, *known.lines, *known.talk))
    return GuestText(
        name=paper.name_on_paper(row.record, options.word("names")),
        at=visit.at,
        say=one_line(row.record.called),
        first=paper.is_first(reader, row, day),
        birthday=cards.birthday_in(row.record, day, day) is not None,
        cues=cues.shown(visit, sorts),
        alerts=tuple(line(one, day) for one in known.alerts),
        line=line(known.lines[0], day) if known.lines else None,
        talk=line(known.talk[0], day) if known.talk else None,
        service=one_line(visit.service),
        person=team.get(visit.person or 0, ""),
        held_back=known.held_back,
        no_notes=not paper.may_note(row.record),
    )


def _days(reader: Reader) -> list[Choice]:
    shop = content.shop_of(reader)
    language = shop.language if shop else "en"
    coming = [today() + timedelta(days=ahead) for ahead in range(1, _PROPOSED + 1)]
    return [
        Choice(_TODAY, _("Today")),
        *(Choice(day.isoformat(), short_day_text(day, language)) for day in coming),
    ]


def _read_day(reader: Reader, word: str) -> str:
    """Return any other day, however it is written. Raises UserError with an example."""
    shop = content.shop_of(reader)
    if not word:
        return _TODAY
    return parse_day(word, shop.language if shop else "en", today(), "ahead").isoformat()


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import todays_list

    return todays_list.sections(gathered, press)


SHEET = SheetSpec(
    name="todays-list",
    title=N_("Today's list"),
    about=N_("Who comes; to shred in the evening"),
    area="customers",
    order=54,
    options=(
        SheetOption(
            name="date",
            title=N_("Day"),
            kind="choice",
            default=_TODAY,
            choices=_days,
            hint=N_("today, or a day such as 2026-11-21"),
            read=_read_day,
        ),
        NAMES,
        TALK,
        SENSITIVE,
    ),
    gather=gather,
    build=build,
    of_a_day=True,
    personal=True,
)
