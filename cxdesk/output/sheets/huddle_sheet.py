"""Huddle sheet: one page for the five to ten minutes before the doors open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cxdesk.clock import today
from cxdesk.day_words import parse_day
from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.stage import Stage
from cxdesk.errors import UserError
from cxdesk.formats import short_day_text
from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.huddles import Plan, plan, standard_for
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_TODAY, _IN_TURN = "today", "in-turn"
_PROPOSED = 12  # open days that can be chosen without typing
_YEARS = (1970, 2199)


@dataclass(frozen=True, slots=True)
class HuddleText:
    """The words of one huddle."""

    topic: str = ""
    ask: str = ""
    vision: str = ""
    stage: str = ""
    standard: content.Item | None = None
    day: date | None = field(default=None, metadata=NOT_MARKED)
    open: bool = field(default=True, metadata=NOT_MARKED)
    team: tuple[str, ...] = field(default=(), metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read the topic of a day, its standard, and who works here."""
    day = _day(options)
    huddles = plan(reader)
    topic = _topic(huddles, options.word("topic"), day)
    standard = standard_for(reader, topic, day, huddles.weekdays)
    stage = reader.find(Stage, standard.record.stage) if standard else None
    body = HuddleText(
        topic=topic.topic if topic else "",
        ask=topic.ask if topic else "",
        vision=content.vision(reader).statement,
        stage=one_line(stage.record.name) if stage else "",
        standard=content.item(standard.record) if standard else None,
        day=day,
        open=day.weekday() in huddles.weekdays,
        team=content.team(reader, day),
    )
    version = standard.record.version if standard else 1
    return Gathered((Topic(day.isoformat(), "", body, version, versioned=standard is not None),))


def _day(options: Options) -> date:
    wanted = options.word("date")
    return options.today if wanted == _TODAY else date.fromisoformat(wanted)


def _topic(huddles: Plan, wanted: str, day: date) -> HuddleTopic | None:
    if wanted == _IN_TURN:
        chosen: Stored[HuddleTopic] | None = huddles.on(day)
    else:
        chosen = next((one for one in huddles.topics if str(one.record.position) == wanted), None)
    return chosen.record if chosen else None


def _days(reader: Reader) -> list[Choice]:
    shop = content.shop_of(reader)
    language, weekdays = shop.language if shop else "en", plan(reader).weekdays
    first = today() + timedelta(days=1)
    days = [first + timedelta(days=ahead) for ahead in range(_PROPOSED * 7)]
    coming = [day for day in days if day.weekday() in weekdays][:_PROPOSED]
    return [
        Choice(_TODAY, _("Today")),
        *(Choice(day.isoformat(), short_day_text(day, language)) for day in coming),
    ]


def _read_day(reader: Reader, word: str) -> str:
    """Return any other day, however it is written. Raises UserError with an example."""
    shop = content.shop_of(reader)
    if not word:
        return _TODAY
    day = parse_day(word, shop.language if shop else "en", today(), "ahead")
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise UserError(_("Choose a day between {first} and {last}.").format(first=_YEARS[0], last=_YEARS[1]))
    return day.isoformat()


def _topics(reader: Reader) -> list[Choice]:
    numbered = [
        Choice(str(one.record.position), f"{one.record.position} · {one_line(one.record.topic, 80)}")
        for one in plan(reader).topics
    ]
    return [Choice(_IN_TURN, _("The topic of the day")), *numbered]


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import huddle_sheet

    return huddle_sheet.sections(gathered, press)


SHEET = SheetSpec(
    name="huddle-sheet",
    title=N_("Huddle sheet"),
    about=N_("Ten minutes before you open"),
    area="team",
    order=60,
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
        SheetOption(
            name="topic",
            title=N_("Topic"),
            kind="choice",
            default=_IN_TURN,
            choices=_topics,
            hint=N_("in-turn, or a topic by its place, such as 2"),
        ),
    ),
    gather=gather,
    build=build,
    of_a_day=True,
)
