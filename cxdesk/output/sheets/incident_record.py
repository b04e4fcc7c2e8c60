"""Incident record: one incident on a page, for whoever has to know of it. Names are masked unless chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import CAUSES, CHANNELS, OUTCOMES, SEVERITIES, Incident
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.person import Person
from cxdesk.entities.promise import Promise
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import UserError
from cxdesk.formats import date_text, time_text
from cxdesk.i18n import N_, _
from cxdesk.output.content import shop_of
from cxdesk.output.sheet import NOT_MARKED, Choice, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.output.sheets.preference_card import NAMES
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services import repeats
from cxdesk.services.customers import paper
from cxdesk.services.recovery import actions, clocks, giving, incidents, promises
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_PROPOSED = 20
_CLOCKS = {"acknowledge": N_("First answer"), "resolve": N_("Put right"), "follow_up": N_("Asked again")}
_FACTS = (
    N_("When"), N_("Who"), N_("How we heard"), N_("Stage"), N_("Defect"), N_("How bad"), N_("Protocol"),
    N_("Taken by"), N_("Seen through by"), N_("Slip"), N_("Past the front line"),
)  # fmt: skip
_GIVEN = (N_("From the menu"), N_("Besides"), N_("Cost"), N_("Given by"), N_("Who said yes"))
_END = (
    N_("What came of it"), N_("What they said"), N_("The cause"), N_("Why accepted"), N_("What changes"),
    N_("Closed"),
)  # fmt: skip
_BLANK_ROWS = {"steps": 5, "promises": 3}  # of a form to fill in by hand
_NAME_LETTERS = 3
"""Words of a name that are shorter are too common to be taken out of a text."""


@dataclass(frozen=True, slots=True)
class RecordText:
    """The words of the sheet; `facts`, `given` and `end` are pairs of a label and what it says.

    `steps` are (what, due, done), `clocks` (which, due, done), `promises` (what, due, how it stands).
    """

    happened: str = ""
    words: str = ""
    again: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    clocks: tuple[tuple[str, str, str], ...] = ()
    steps: tuple[tuple[str, str, str], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    promises: tuple[tuple[str, str, str], ...] = ()
    end: tuple[tuple[str, str], ...] = ()
    masked: bool = field(default=True, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one incident; without one, a form to fill in by hand."""
    typed = options.word("incident").strip()
    if not typed:
        return Gathered((Topic("", "", _blank(), versioned=False),))
    row = reader.find(Incident, int(typed)) if typed.isdecimal() else None
    if row is None:
        raise UserError(_("There is no incident {number}.").format(number=typed))
    teller = _Teller(reader, row, options)
    # No name in `about` or the title: both are kept in the print log and in the file's properties.
    return Gathered((Topic("", "", teller.text(), versioned=False),))


def _blank() -> RecordText:
    return RecordText(
        facts=tuple((_(label), "") for label in _FACTS),
        clocks=tuple((_(name), "", "") for name in _CLOCKS.values()),
        steps=(("", "", ""),) * _BLANK_ROWS["steps"],
        given=tuple((_(label), "") for label in _GIVEN),
        promises=(("", "", ""),) * _BLANK_ROWS["promises"],
        end=tuple((_(label), "") for label in _END),
        masked=False,
    )


class _Teller:
    """Says one incident in words."""

    def __init__(self, reader: Reader, row: Stored[Incident], options: Options) -> None:
        self._reader, self._row, self._record = reader, row, row.record
        self._full = options.word("names") == paper.FULL
        self._shop = shop_of(reader) or Shop(name="-")
        self._today = options.today
        self._customer = reader.find(Customer, row.record.customer)

    def text(self) -> RecordText:
        """Return all of it."""
        record = self._record
        bad = repeats.severity(self._reader, self._row.id)
        return RecordText(
            happened=self._masked(record.happened),
            words=self._masked(record.words),
            again=bad.why,
            facts=_said(_FACTS, self._facts(bad.level)),
            clocks=tuple(
                self._clock(one) for one in incidents.clocks_of(record) if one.due or one.day or one.done
            ),
            steps=tuple(self._steps()),
            given=_said(_GIVEN, self._given()),
            promises=tuple(self._promises()),
            end=_said(_END, self._end()),
            masked=not self._full,
        )

    def _masked(self, text: str) -> str:
        """Return a text without the words of the customer's name, each one's first letter in its place."""
        if self._full or self._customer is None:
            return text
        for word in self._customer.record.name.split():
            if len(word) >= _NAME_LETTERS:
                text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", f"{word[0]}.", text, flags=re.IGNORECASE)
        return text

    def _who(self) -> str:
        if self._customer is not None:
            name = paper.FULL if self._full else paper.SHORT
            return paper.name_on_paper(self._customer.record, name)
        if not self._record.who:
            return _("Unnamed")
        return self._record.who if self._full else _("Somebody who is not on file")

    def _person(self, one: int | None) -> str:
        row = self._reader.find(Person, one)
        return one_line(row.record.name, 60) if row is not None else ""

    def _facts(self, level: int) -> list[str]:
        record = self._record
        stage = self._reader.find(Stage, record.stage)
        defect = self._reader.find(Standard, record.defect)
        protocol = self._reader.find(RecoveryProtocol, record.protocol)
        at = time_text(record.at, self._shop.language) if record.at is not None else ""
        words = _("{name}, version {n}")
        name = protocol.record.name if protocol is not None else ""
        version = words.format(name=name, n=record.protocol_version) if name else ""
        return [
            " · ".join(filter(None, (self._day(record.happened_on), at))),
            self._who(),
            _(dict(CHANNELS).get(record.channel, "")),
            stage.record.name if stage is not None else "",
            defect.record.text if defect is not None else "",
            _(dict(SEVERITIES).get(level, "")),
            version,
            self._person(record.taken_by),
            self._person(record.owner),
            record.number,
            self._masked(record.bypassed) or _("Yes") if record.escalated else "",
        ]  # fmt: skip

    def _clock(self, one: incidents.Clock) -> tuple[str, str, str]:
        due = self._day(one.day) if one.day is not None else self._due(one.due)
        return _(_CLOCKS[one.name]), due, self._moment(one.done)

    def _steps(self) -> list[tuple[str, str, str]]:
        found = []
        for row in incidents.steps(self._reader, self._row.id):
            one = row.record
            what = _("{name}: {does}").format(name=one.name, does=one.does) if one.does else one.name
            done = incidents.moment(one.done_at)
            by = " · ".join(filter(None, (self._moment(done), self._person(one.done_by))))
            found.append((f"{one.position}. {what}", self._due(incidents.moment(one.due_at)), by))
        return found

    def _given(self) -> list[str]:
        record = self._record
        rows = (self._reader.find(MakeGood, one) for one in record.gave)
        gave = "; ".join(row.record.text for row in rows if row is not None)
        return [
            gave,
            self._masked(record.gave_more),
            giving.amount(record.cost, self._shop) if record.cost is not None else "",
            self._person(record.gave_by),
            self._person(record.approved_by),
        ]

    def _promises(self) -> list[tuple[str, str, str]]:
        found = []
        words = {"kept": _("Kept"), "let_go": _("Let go"), "overdue": _("Overdue")}
        for row in self._reader.rows(Promise, incident=self._row.id):
            state = promises.state(row.record, clock.now(), self._today)
            why = self._masked(row.record.let_go_why)
            stands = " · ".join(filter(None, (words.get(state, _("Waited for")), why)))
            found.append((self._masked(row.record.what), self._day(row.record.due_on), stands))
        return found

    def _end(self) -> list[str]:
        record = self._record
        rows = actions.from_record(self._reader, "incident", self._row.id)
        return [
            _(dict(OUTCOMES).get(record.outcome, "")) if record.closed_at else "",
            self._masked(record.outcome_note),
            _(dict(CAUSES).get(record.cause, "")) if record.cause else "",
            self._masked(record.cause_note),
            "; ".join(self._masked(row.record.what) for row in rows),
            self._moment(incidents.moment(record.closed_at)) or _("Still open"),
        ]

    def _day(self, day: date | None) -> str:
        return date_text(day, self._shop.language) if day is not None else ""

    def _due(self, moment: datetime | None) -> str:
        if moment is not None and clocks.whole_day(moment):
            return self._day(clocks.local(moment).date())
        return self._moment(moment)

    def _moment(self, moment: datetime | None) -> str:
        if moment is None:
            return ""
        here = clocks.local(moment)
        at = time_text(here.time().replace(second=0), self._shop.language)
        return f"{date_text(here.date(), self._shop.language)}, {at}"


def _said(labels: Sequence[str], texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((_(label), text) for label, text in zip(labels, texts, strict=True) if text)


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import incident_record

    return incident_record.sections(gathered, press)


def _which(reader: Reader) -> list[Choice]:
    """Propose the newest incidents, told by day and number so that nobody is named."""
    shop = shop_of(reader)
    language = shop.language if shop is not None else "en"
    rows = sorted(reader.columns(Incident, "happened_on", "id"), key=lambda row: (str(row[0]), row[1]))
    words = _("{day} · number {n}")
    return [
        Choice("", _("Choose an incident")),
        *(
            Choice(str(one), words.format(day=date_text(day, language) if day is not None else "", n=one))
            for day, one in reversed(rows[-_PROPOSED:])
        ),
    ]


def _read(reader: Reader, word: str) -> str:
    """Return the number of any other incident. Raises UserError."""
    if word and (not word.isdecimal() or reader.find(Incident, int(word)) is None):
        raise UserError(_("There is no incident {number}.").format(number=word))
    return word


SHEET = SheetSpec(
    name="incident-record",
    title=N_("Incident record"),
    about=N_("One incident from start to end"),
    area="recovery",
    order=75,
    options=(
        SheetOption(
            name="incident",
            title=N_("Incident"),
            kind="choice",
            default="",
            choices=_which,
            hint=N_("the number of an incident"),
            read=_read,
        ),
        NAMES,
    ),
    gather=gather,
    build=build,
    of_a_day=True,
    personal=True,
)
