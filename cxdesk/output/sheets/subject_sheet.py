"""Subject sheet: all that is kept of one customer, for them to read, in plain words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdesk import clock
from cxdesk.entities.customer import CONSENT, Customer
from cxdesk.entities.person import Person
from cxdesk.entities.preference import Preference
from cxdesk.entities.visit import STATES, Visit
from cxdesk.errors import UserError
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _
from cxdesk.output.sheet import NOT_MARKED, Gathered, Options, SheetOption, SheetSpec, Topic
from cxdesk.preference_sorts import SORTS
from cxdesk.schema.entity import Stored, changed, spec_of
from cxdesk.schema.reading import Reader
from cxdesk.services.customers import paper, retention, subject

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_CONSENT = ("consent", "consent_on", "consent_text", "consent_by", "do_not_store")


@dataclass(frozen=True, slots=True)
class NoteText:
    """One preference: what it says, of what kind, since when, who said so, when it was last right."""

    text: str
    sort: str
    since: str
    by: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class VisitText:
    """One visit: its day, what happened to it, and all else that was written down of it."""

    day: str
    state: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class SubjectText:
    """The words of the sheet. `facts` and `consent` are pairs of a label and what it says."""

    name: str
    facts: tuple[tuple[str, str], ...] = ()
    consent: tuple[tuple[str, str], ...] = ()
    notes: tuple[NoteText, ...] = ()
    visits: tuple[VisitText, ...] = ()
    kept_since: str = ""
    months: int = 0
    blank: bool = field(default=False, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read all that is kept of one customer, the sensitive too; without any, a page to fill in by hand."""
    typed = options.word("customer").strip()
    if not typed:
        return Gathered((Topic("", "", SubjectText("", blank=True), versioned=False),))
    found = paper.customers_meant(reader, typed)
    if len(found) != 1:
        raise UserError(
            _("“{typed}” is not one {customer}: give the number, for {n} go by it.").format(
                typed=typed, n=len(found)
            )
        )
    # No name in `about` or the title: both are kept in the print log and in the file's properties.
    return Gathered((Topic("", "", _body(reader, found[0]), versioned=False),))


def _body(reader: Reader, row: Stored[Customer]) -> SubjectText:
    language, _currency = subject.shop_style(reader)
    record, spec = row.record, spec_of(Customer)
    consent = {_(spec.fields[name].label) for name in _CONSENT}
    said = subject.in_words(reader, spec, record)
    notes = sorted(reader.rows(Preference, customer=row.id), key=lambda one: one.id)
    visits = sorted(reader.rows(Visit, customer=row.id), key=lambda one: (str(one.record.happens_on), one.id))
    return SubjectText(
        name=record.name,
        facts=tuple(pair for pair in said if pair[0] not in consent),
        consent=(
            (_(spec.fields["consent"].label), _(dict(CONSENT)[record.consent])),
            *(pair for pair in said if pair[0] in consent and pair[0] != _(spec.fields["consent"].label)),
        ),
        notes=tuple(_note(reader, one, language) for one in notes),
        visits=tuple(_visit(reader, one.record, language) for one in reversed(visits)),
        kept_since=date_text(clock.parse_stamp(row.created_at).date(), language),
        months=retention.keep_months(reader),
    )


def _note(reader: Reader, row: Stored[Preference], language: str) -> NoteText:
    one = row.record
    by = reader.find(Person, one.person)
    sort = _(dict(SORTS).get(one.sort, one.sort))
    return NoteText(
        text=one.text,
        sort=_("{sort}, not true any more").format(sort=sort) if one.off else sort,
        since=date_text(one.seen_on or clock.parse_stamp(row.created_at).date(), language),
        by=by.record.name if by else "",
        confirmed=date_text(one.confirmed_on, language) if one.confirmed_on else "",
    )


def _visit(reader: Reader, one: Visit, language: str) -> VisitText:
    rest = changed(one, state="came", happens_on=None)
    state = _(dict(STATES)[one.state])
    spec = spec_of(Visit)
    told = [
        f"{label}: {text}" for label, text in subject.in_words(reader, spec, rest)
        if label != _(spec.fields["state"].label)
    ]  # fmt: skip
    return VisitText(date_text(one.happens_on, language) if one.happens_on else "", state, " · ".join(told))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import subject_sheet

    return subject_sheet.sections(gathered, press)


SHEET = SheetSpec(
    name="subject-sheet",
    title=N_("What we keep about you"),
    about=N_("For a {customer} who asks to see it"),
    area="customers",
    order=58,
    options=(
        SheetOption(
            name="customer", title=N_("{Customer}"), kind="text", default="",
            hint=N_("A name or a number. Empty: a page to fill in by hand."),
        ),
    ),
    gather=gather,
    build=build,
    of_a_day=True,
    personal=True,
)  # fmt: skip
