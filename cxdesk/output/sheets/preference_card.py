"""Preference card: what is known of a customer, alerts first, on a card for the team alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.customers import paper

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

EVERYBODY = "all"
MOST_CARDS = 2_000


@dataclass(frozen=True, slots=True)
class LineText:
    """One preference; `check` tells that it must be asked about again."""

    text: str
    sort: str
    confirmed: date | None = None
    strong: bool = False
    check: bool = field(default=False, metadata=NOT_MARKED)


@dataclass(frozen=True, slots=True)
class CardText:
    """One card. `held_back` tells of an alert that was not ticked, `no_notes` of a customer who said no."""

    id: int
    name: str
    called: str = ""
    alerts: tuple[LineText, ...] = ()
    lines: tuple[LineText, ...] = ()
    talk: tuple[LineText, ...] = ()
    held_back: bool = False
    no_notes: bool = False
    more: int = field(default=0, metadata=NOT_MARKED)


@dataclass(frozen=True, slots=True)
class CardsText:
    """All cards of a print; without any, blank ones are drawn."""

    cards: tuple[CardText, ...] = ()
    nobody: bool = field(default=False, metadata=NOT_MARKED)


def ticked(options: Options) -> paper.Ticked:
    """Return what was ticked of the personal and the sensitive."""
    return paper.Ticked(talk=options.flag("ford"), sensitive=options.flag("sensitive"))


def gather(reader: Reader, options: Options) -> Gathered:
    """Read who is meant, and of each what may be printed: nothing else leaves the file."""
    typed = options.word("customer").strip()
    rows = _customers(reader, typed, options.today)
    cards = tuple(_card(reader, row, options) for row in rows)
    # No name in `about` or the title: both are kept in the print log and in the file's properties.
    return Gathered((Topic("", "", CardsText(cards, nobody=not typed and not cards), versioned=False),))


def _customers(reader: Reader, typed: str, day: date) -> list[Stored[Customer]]:
    if typed.casefold() == EVERYBODY:
        found = reader.rows(Customer) if reader.count(Customer) <= MOST_CARDS else []
        many = not found and reader.count(Customer) > 0
    elif typed:
        found, many = paper.customers_meant(reader, typed), False
        if not found:
            raise UserError(
                _(
                    "There is no {customer} “{typed}”. Give the name as it stands in the list, or the number."
                ).format(typed=typed)
            )
    else:
        ids = dict.fromkeys(one.record.customer for one in paper.guests(reader, day))
        found, many = [row for row in (reader.find(Customer, one) for one in ids) if row is not None], False
    if many or len(found) > MOST_CARDS:
        raise UserError(_("At most {most} cards at once. Name whom they are for.").format(most=MOST_CARDS))
    return found


def _card(reader: Reader, row: Stored[Customer], options: Options) -> CardText:
    known = paper.known(reader, row, ticked(options))
    day = options.today
    return CardText(
        id=row.id,
        name=paper.name_on_paper(row.record, options.word("names")),
        called=row.record.called,
        alerts=tuple(line(one, day) for one in known.alerts),
        lines=tuple(line(one, day) for one in known.lines),
        talk=tuple(line(one, day) for one in known.talk),
        held_back=known.held_back,
        no_notes=not paper.may_note(row.record),
        more=known.more,
    )


def line(record: Preference, day: date) -> LineText:
    """Return a preference as it is printed."""
    return LineText(
        record.text,
        record.sort,
        paper.confirmed_on(record),
        strong=record.alert != "normal",
        check=paper.to_check(record, day),
    )


def name_choices(_reader: Reader) -> list[Choice]:
    """Return how names can be printed."""
    return [Choice(paper.SHORT, _("First name and initial")), Choice(paper.FULL, _("Full names"))]


NAMES = SheetOption(
    name="names",
    title=N_("Names"),
    kind="choice",
    default=paper.SHORT,
    choices=name_choices,
    hint=N_("short or full"),
)
TALK = SheetOption(name="ford", title=N_("Family, work, free time, dreams"), kind="flag", default=False)
SENSITIVE = SheetOption(
    name="sensitive", title=N_("What is sensitive, such as health"), kind="flag", default=False
)


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import preference_card

    return preference_card.sections(gathered, press)


def _sizes(_reader: Reader) -> list[Choice]:
    return [
        Choice(paper.A6, _("A quarter of the page")),
        Choice(paper.INDEX, _("Index card, 127 × 76 mm (5 × 3 in)")),
    ]


SHEET = SheetSpec(
    name="preference-card",
    title=N_("Preference card"),
    about=N_("What you know of {customers}, on cards"),
    area="customers",
    order=53,
    options=(
        SheetOption(
            name="customer",
            title=N_("{Customer}"),
            kind="text",
            default="",
            hint=N_("A name or a number, or all. Empty: those who come today."),
        ),
        NAMES,
        SheetOption(
            name="size",
            title=N_("Card"),
            kind="choice",
            default=paper.A6,
            choices=_sizes,
            hint=N_("a6 or index"),
        ),
        TALK,
        SENSITIVE,
    ),
    gather=gather,
    build=build,
    personal=True,
    of_a_day=True,  # the marks of all customers would have to be read to tell which copies are old
)
