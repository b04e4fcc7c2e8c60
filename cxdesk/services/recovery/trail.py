"""The trail in words: what something came from, and what came of it, from the complaint to the chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from cxdesk import clock
from cxdesk.entities import default_registry
from cxdesk.entities.action import WORKED, Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.customer import Customer
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import CHANNELS, OUTCOMES, Incident
from cxdesk.entities.metric import Metric
from cxdesk.entities.person import Person
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.promise import Promise
from cxdesk.entities.protocol_version import ProtocolVersion
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.shop import Shop
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.standard import Standard
from cxdesk.entities.why import Why
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _, ngettext
from cxdesk.schema.reading import Reader
from cxdesk.services import sign_offs, standards
from cxdesk.services.recovery import actions
from cxdesk.services.recovery.trail_places import Place, after, before, head_of, place_of, reached
from cxdesk.text import capital, one_line

NAMED = 3
Tone = Literal["", "good", "warn"]


class Step(NamedTuple):
    """One place in words: what it is, what it says, what more there is to know, and of when it is.

    `opens` is the record that shows it, which is another one where a line stands for several.
    """

    place: Place
    what: str
    title: str
    detail: str
    on: date | None
    opens: tuple[str, int]
    tone: Tone = ""


class Trail(NamedTuple):
    """The steps that led to one, the step itself, and those that it led to, the nearest ones first."""

    before: tuple[Step, ...]
    here: Step
    after: tuple[Step, ...]

    @property
    def whole(self) -> tuple[Step, ...]:
        """All steps, in the order in which one thing led to the other."""
        return (*reversed(self.before), self.here, *self.after)


_WHAT = MappingProxyType(
    {
        "incident": N_("Incident"),
        "promise": N_("Promise"),
        "defect": N_("What can go wrong"),
        "five_whys": N_("Five Whys"),
        "standard": N_("Standard, v{n}"),
        "recovery_protocol": N_("Protocol, v{n}"),
        "sign_again": N_("To be signed again"),
        "sign_off": N_("Signed"),
        "print_record": N_("Printed"),
        "action": N_("Action"),
        "chart_note": N_("Mark on the chart"),
    }
)


def trail(
    reader: Reader,
    place: Place,
    *,
    told: bool = True,
    staff: bool = True,
    title_of: Callable[[str], str] = str,
) -> Trail | None:
    """Return the trail of a place; None where the record is gone.

    Without `told` no {customer} is named, and nothing stands in it that one said; without `staff` nobody of
    the team is named. `title_of` gives that of a sheet.
    """
    teller = _Teller(reader, title_of, told=told, staff=staff)
    here = teller.step(place)
    if here is None:
        return None
    behind, ahead = (teller.told_of(reached(reader, place, way)) for way in (before, after))
    return Trail(behind, here, ahead)


def story(
    reader: Reader,
    place: Place,
    *,
    told: bool = True,
    staff: bool = True,
    title_of: Callable[[str], str] = str,
) -> Trail | None:
    """Return the trail from where it began: of the incident, or the Five Whys, that a place came from."""
    return trail(reader, head_of(reader, place), told=told, staff=staff, title_of=title_of)


class _Teller:
    """Says what stands at the places."""

    def __init__(self, reader: Reader, title_of: Callable[[str], str], *, told: bool, staff: bool) -> None:
        self.reader, self.title_of, self.is_told, self.names_staff = reader, title_of, told, staff
        shop = next((row.record for row in reader.rows(Shop)), None)
        self.language = shop.language if shop is not None else "en"
        self.today = clock.today()
        self._tells: Mapping[str, Callable[[Place], Step | None]] = {
            "incident": self._incident,
            "promise": self._promise,
            "five_whys": self._five_whys,
            "standard": self._standard,
            "recovery_protocol": self._recovery_protocol,
            "sign_again": self._sign_again,
            "sign_off": self._sign_off,
            "print_record": self._print_record,
            "action": self._action,
            "chart_note": self._chart_note,
        }

    def told_of(self, places: Iterable[Place]) -> tuple[Step, ...]:
        """Return the steps of places, without what is gone."""
        return tuple(step for place in places if (step := self.step(place)) is not None)

    def step(self, place: Place) -> Step | None:
        """Return a place in words; None where the record is gone."""
        tell = self._tells.get(place.kind)
        return tell(place) if tell is not None else None

    def _what(self, name: str, version: int = 0) -> str:
        return _(_WHAT[name]).format(n=version)

    def _day(self, day: date | None) -> str:
        return date_text(day, self.language) if day is not None else ""

    def _incident(self, place: Place) -> Step | None:
        row = self.reader.find(Incident, place.record)
        if row is None:
            return None
        record = row.record
        severity = _("severity {n} of 3").format(n=record.severity)
        outcome = _(dict(OUTCOMES)[record.outcome])
        facts = [_(dict(CHANNELS).get(record.channel, "")), severity, outcome]
        title = _("Something went wrong on {day}").format(day=self._day(record.happened_on))
        if self.is_told:
            known = self.reader.find(Customer, record.customer)
            who = known.record.name if known is not None else record.who
            facts.insert(0, one_line(who, 60))
            title = one_line(record.happened, 160)
        detail = " · ".join(filter(None, facts))
        return Step(place, self._what("incident"), title, detail, record.happened_on, ("incident", row.id))

    def _promise(self, place: Place) -> Step | None:
        row = self.reader.find(Promise, place.record)
        if row is None:
            return None
        record = row.record
        day = _("due {day}").format(day=self._day(record.due_on))
        state = _("kept") if record.kept_at else _("let go") if record.let_go_on else day
        title = one_line(record.what, 160) if self.is_told else _("Something was promised")
        return Step(place, self._what("promise"), title, state, record.promised_on, ("promise", row.id))

    def _five_whys(self, place: Place) -> Step | None:
        row = self.reader.find(FiveWhys, place.record)
        if row is None:
            return None
        record, count = row.record, self.reader.count(Why, five_whys=place.record)
        asked = ngettext("{n} why", "{n} whys", count).format(n=count)
        root = _("root: {root}").format(root=one_line(record.root, 200)) if record.root else _("no root yet")
        return Step(
            place, self._what("five_whys"), one_line(record.problem, 160), f"{asked} · {root}",
            record.asked_on, ("five_whys", row.id),
        )  # fmt: skip

    def _standard(self, place: Place) -> Step | None:
        row = self.reader.find(Standard, place.record)
        if row is None:
            return None
        if row.record.kind == "defect":
            told = one_line(row.record.text, 160)
            return Step(place, self._what("defect"), told, "", None, ("standard", row.id))
        past = {one.version: one for one in standards.versions(self.reader, place.record)}
        own, earlier = past.get(place.version), past.get(place.version - 1)
        why = _("why: {why}").format(why=one_line(earlier.why_changed, 200)) if earlier else ""
        words = own.text if own is not None else row.record.text
        begun = earlier.until_on if earlier is not None else own.from_on if own is not None else None
        what = self._what("standard", place.version)
        return Step(place, what, one_line(words, 160), why, begun, ("standard", row.id))

    def _recovery_protocol(self, place: Place) -> Step | None:
        row = self.reader.find(RecoveryProtocol, place.record)
        if row is None:
            return None
        past = {one.record.version: one.record for one in self.reader.rows(ProtocolVersion, protocol=row.id)}
        earlier = past.get(place.version - 1)
        why = _("why: {why}").format(why=one_line(earlier.why_changed, 200)) if earlier else ""
        name = past[place.version].name if place.version in past else row.record.name
        return Step(
            place, self._what("recovery_protocol", place.version), one_line(name, 160), why,
            earlier.until_on if earlier is not None else None, ("recovery_protocol", row.id),
        )  # fmt: skip

    def _sign_again(self, place: Place) -> Step | None:
        people = sign_offs.must_sign_again(self.reader, place.record)
        if not people:
            return None
        count = len(people)
        words = ngettext("{n} person has not signed v{v} yet", "{n} people have not signed v{v} yet", count)
        return Step(
            place, self._what("sign_again"), words.format(n=len(people), v=place.version),
            self._names([one.record.name for one in people]), None, ("person", people[0].id), "warn",
        )  # fmt: skip

    def _sign_off(self, place: Place) -> Step | None:
        rows = self.reader.rows(SignOff, standard=place.record, version=place.version)
        if not rows:
            return None
        days = [day for row in rows for day in (row.record.shown_on, row.record.seen_on) if day is not None]
        people = [self.reader.find(Person, row.record.person) for row in rows]
        words = ngettext("{n} person has signed v{v}", "{n} people have signed v{v}", len(rows))
        return Step(
            place, self._what("sign_off"), words.format(n=len(rows), v=place.version),
            self._names([one.record.name for one in people if one is not None]), max(days, default=None),
            ("sign_off", rows[-1].id), "good",
        )  # fmt: skip

    def _print_record(self, place: Place) -> Step | None:
        row = self.reader.find(PrintRecord, place.record)
        if row is None:
            return None
        record = row.record
        at = clock.parse_stamp(record.printed_at).astimezone().date() if record.printed_at else None
        title = " · ".join(filter(None, (self.title_of(record.sheet), record.about)))
        copies = ngettext("{n} copy", "{n} copies", record.copies).format(n=record.copies)
        return Step(place, self._what("print_record"), title, copies, at, ("print_record", row.id))

    def _names(self, names: list[str]) -> str:
        shown = ", ".join(one_line(name, 40) for name in names[:NAMED]) if self.names_staff else ""
        more = len(names) - NAMED
        if more <= 0 or not shown:
            return shown
        return ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=shown, n=more)

    def _action(self, place: Place) -> Step | None:
        row = self.reader.find(Action, place.record)
        if row is None:
            return None
        record, now = row.record, actions.state(row.record, self.today)
        owner = self.reader.find(Person, record.owner)
        tone: Tone = "warn" if now in {"overdue", "check"} else "good" if now == "done" else ""
        who = owner.record.name if owner is not None and self.names_staff else ""
        facts = [who, self._stands(record, now)]
        return Step(
            place, self._what("action"), one_line(record.what, 160), " · ".join(filter(None, facts)),
            record.done_on or record.due_on, ("action", row.id), tone,
        )  # fmt: skip

    @staticmethod
    def _stands(record: Action, now: str) -> str:
        """Return how an action stands; the day stands with the step."""
        if record.done_on is not None:
            worked = _(dict(WORKED)[record.worked]) if record.worked else ""
            asked = _("did it work? {answer}").format(answer=worked) if worked else ""
            return " · ".join(filter(None, (_("done"), asked)))
        if now == "dropped":
            return _("dropped: {why}").format(why=one_line(record.dropped_why, 120))
        return {"overdue": _("overdue"), "today": _("due today")}.get(now, _("to be done"))

    def _chart_note(self, place: Place) -> Step | None:
        row = self.reader.find(ChartNote, place.record)
        if row is None:
            return None
        record, metric = row.record, self.reader.find(Metric, row.record.metric)
        name = _("on the chart of {metric}").format(metric=one_line(metric.record.name, 80)) if metric else ""
        opens = ("metric", metric.id) if metric is not None else ("chart_note", row.id)
        return Step(
            place, self._what("chart_note"), one_line(record.text, 160), name, record.happened_on, opens
        )


def from_text(reader: Reader, kind: str, record: int) -> str:
    """Return what an action came from, in a few words that tell nothing of a {customer}; "" for nothing."""
    place = place_of(reader, kind, record)
    step = _Teller(reader, str, told=False, staff=True).step(place) if place is not None else None
    if step is not None:
        return f"{step.what}: {step.title}"
    if kind not in default_registry():
        return ""
    spec = default_registry().spec(kind)
    row = reader.find(spec.cls, record)
    return f"{capital(_(spec.one))}: {one_line(spec.title_of(row.record), 120)}" if row is not None else ""
