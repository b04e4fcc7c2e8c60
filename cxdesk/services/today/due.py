"""Where the lines of the day come from: each source reads its own records and knows its own dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from cxdesk import clock, periods
from cxdesk.entities.customer import Customer
from cxdesk.entities.metric import Metric
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.formats import date_text, short_day_text
from cxdesk.i18n import _, ngettext
from cxdesk.schema.reading import LookingReader, Reader
from cxdesk.services import huddles, sign_offs
from cxdesk.services.customers import cards as customer_cards
from cxdesk.services.customers import retention
from cxdesk.services.metrics import entry, entry_periods
from cxdesk.services.metrics.look import Look, look
from cxdesk.services.metrics.verdict import Written, leading, verdict, written_for
from cxdesk.services.open_days import open_days
from cxdesk.services.recovery import slips
from cxdesk.services.today import deeds, recovery
from cxdesk.services.today.cards import moved_by
from cxdesk.services.today.lines import Line, Sort, in_order
from cxdesk.text import one_line

SOON = 7
"""Days before its day in which a review is told of."""
CUE_DAYS = 14
"""How long a negative cue may stand after it was found."""
FORM_DAYS, FORM_LOST = 7, 60
"""After how many days a form on paper should be back, and after how many nobody looks for it."""
BACKUP_DAYS = 7
HUDDLE_SHEET = "huddle-sheet"
LOOK_THROUGH: Final = "look_through"
_LONGEST = 90


class Source(NamedTuple):
    """A kind of line: the tables that it depends on, how it is found, and whether that can take a while."""

    name: str
    tables: frozenset[str]
    find: Callable[[LookingReader, date], list[Line]]
    slow: bool = False


def reviews(reader: Reader, today: date) -> list[Line]:
    """Return the standards in use whose review is due, or will be within a week."""
    rows = reader.columns(Standard, "id", "text", "stage", "status", "review_on")
    near = [row for row in rows if row[4] is not None and row[3] != "retired"]
    near = [row for row in near if (row[4] - today).days <= SOON]
    if not near:
        return []
    stages = {row.id: row.record.name for row in reader.rows(Stage)}
    language = _language(reader)
    words = _("Is it still right as it stands? Review of {day} · {stage}")
    return [
        Line(
            "review",
            (on - today).days,
            one_line(text, _LONGEST),
            words.format(day=date_text(on, language), stage=one_line(stages.get(stage, ""), 40)),
            "standard",
            record_id,
        )
        for record_id, text, stage, _status, on in sorted(near, key=lambda row: (row[4], row[0]))
    ]


def numbers(reader: Reader, today: date) -> list[Line]:
    """Return a line where the last open day, or a period that ended with it, lacks a number."""
    day = entry_periods.last_open(open_days(reader), today)
    due = [] if day is None else entry_periods.due(reader, day, newest=True)
    missing = [one for one in due if entry.cell(reader, one.part.id, one.start).value is None]
    if day is None or not missing:
        return []
    names = ", ".join(one_line(one.part.record.name, 40) for one in missing[:4])
    words = ngettext("{n} number of {m}: {names}", "{n} numbers of {m}: {names}", len(missing))
    title = _("Enter the numbers of {day}").format(day=short_day_text(day, _language(reader)))
    detail = words.format(n=len(missing), m=len(due), names=names + (" …" if len(missing) > 4 else ""))
    return [Line("numbers", 0, title, detail, "metric_part", missing[0].part.id)]


def missing_sign_offs(reader: Reader, today: date) -> list[Line]:
    """Return one line for everybody who has waited too long for sign-offs; it opens the longest wait."""
    late = sign_offs.overdue(reader, today)
    if not late:
        return []
    first = late[0]
    days = (first.since + timedelta(days=sign_offs.DAYS) - today).days
    count = sum(len(one.standards) for one in late)
    if len(late) == 1:
        title = _("Sign-offs of {name}").format(name=one_line(first.person, 60))
    else:
        title = ngettext("Sign-offs of {n} person", "Sign-offs of {n} people", len(late)).format(n=len(late))
    names = ", ".join(one_line(one.person, 40) for one in late[:3]) + (" …" if len(late) > 3 else "")
    detail = ngettext("{n} standard not signed for", "{n} standards not signed for", count).format(n=count)
    more = f"{detail} · {names}" if len(late) > 1 else detail
    return [Line("sign_off", min(days, -1), title, more, "person", first.person_id)]


def negative_cues(reader: Reader, today: date) -> list[Line]:
    """Return the negative cues that somebody sees to and that have stood for too long."""
    rows = reader.columns(NegativeCue, "id", "shows", "place", "found_on", "owner", "done_on")
    found = []
    for record_id, shows, place, found_on, owner, done_on in rows:
        if owner is None or found_on is None or done_on is not None:
            continue
        days = (found_on + timedelta(days=CUE_DAYS) - today).days
        person = reader.find(Person, owner) if days <= 0 else None
        if person is None:
            continue
        where = one_line(place, 40)
        who = _("{name} sees to it").format(name=one_line(person.record.name, 60))
        detail = " · ".join(filter(None, (who, where)))
        found.append(
            Line("negative_cue", days, f"“{one_line(shows, 80)}”", detail, "negative_cue", record_id)
        )
    return sorted(found, key=lambda line: (line.days, line.record))


def forms(reader: Reader, today: date) -> list[Line]:
    """Return the newest form of each sheet that was printed a while ago and is not entered yet."""
    rows = reader.columns(PaperForm, "id", "number", "sheet", "about", "printed_at", "keyed_on")
    waited = [row for row in rows if row[2] != slips.SHEET]  # a blank slip waits in a drawer
    newest = {(row[2], row[3]): row for row in sorted(waited, key=lambda row: row[4])}
    found = []
    for record_id, number, _sheet, about, printed_at, keyed_on in newest.values():
        printed = _day_of(printed_at)
        if keyed_on is not None or printed is None or not FORM_DAYS <= (today - printed).days <= FORM_LOST:
            continue
        title = _("Form {number} is not entered yet").format(number=number)
        when = _("printed {day}").format(day=date_text(printed, _language(reader)))
        detail = " · ".join(filter(None, (one_line(about, 60), when)))
        days = (printed + timedelta(days=FORM_DAYS) - today).days
        found.append(Line("form", days, title, detail, "paper_form", record_id))
    return found


def huddle(reader: Reader, today: date) -> list[Line]:
    """Return the huddle of today or of the next open day; none once the sheet was printed today."""
    topics = huddles.plan(reader)
    opening = open_days(reader)
    day = today if opening.holds(today) else entry_periods.next_open(opening, today)
    topic = topics.on(day)
    if topic is None or (day - today).days > SOON:
        return []
    printed = reader.columns(PrintRecord, "printed_at", sheet=HUDDLE_SHEET)
    if any(_day_of(at) == today for (at,) in printed):
        return []
    title = _("Huddle: {topic}").format(topic=one_line(topic.record.topic, _LONGEST))
    return [Line("huddle", (day - today).days, title, _("Print the huddle sheet"), "huddle_topic", topic.id)]


def not_back(reader: Reader, today: date) -> list[Line]:
    """Return one line for all who are new and did not come back in time; it opens the longest wait."""
    waiting = customer_cards.not_back(reader, today)
    if not waiting:
        return []
    first, day = waiting[0]
    names = [one_line(reader.get(Customer, who).record.name, 40) for who, _day in waiting[:3]]
    weeks = next(iter(reader.values(Shop, "return_weeks")), 0)
    if len(waiting) == 1:
        title = _("{name} has not been back yet").format(name=names[0])
        told = _("The first {visit} was on {day}. A kind word may be all it takes.")
        detail = told.format(day=date_text(day, _language(reader)))
    else:
        words = ngettext(
            "{n} new {customer} has not been back yet", "{n} new {customers} have not been back yet",
            len(waiting),
        )  # fmt: skip
        title = words.format(n=len(waiting))
        detail = ", ".join(names) + (" …" if len(waiting) > len(names) else "")
    days = (day + timedelta(weeks=weeks) - today).days
    return [Line("not_back", days, title, detail, "customer", first)]


def look_through(reader: LookingReader, today: date) -> list[Line]:
    """Return one line for all who were not here for the months of the shop and are to be decided on."""
    (count, first), months = retention.longest_away(reader, today, most=3), retention.keep_months(reader)
    if not first:
        return []
    title = ngettext(
        "{n} {customer} to decide on: keep or erase", "{n} {customers} to decide on: keep or erase", count
    ).format(n=count)
    detail = ngettext("Not here for {n} month", "Not here for {n} months", months).format(n=months)
    names = ", ".join(one_line(one.name, 40) for one in first) + (" …" if count > len(first) else "")
    return [Line(LOOK_THROUGH, 0, title, f"{detail} · {names}", "customer", first[0].customer)]


_OF_NUMBERS = frozenset({"metric_part", "part_value", "closed_day", "shop"})
OF_METRICS = _OF_NUMBERS | {"metric", "metric_version", "metric_target", "chart_note"}
"""The tables that what is said about a metric depends on."""

SOURCES: tuple[Source, ...] = (
    Source("promise", recovery.OF_PROMISES, recovery.promises),
    Source("incident", recovery.OF_INCIDENTS, recovery.incidents),
    Source("action", deeds.OF_ACTIONS, deeds.due_actions),
    Source("review", frozenset({"standard", "stage", "shop"}), reviews),
    Source("numbers", _OF_NUMBERS, numbers),
    Source(
        "sign_off",
        frozenset({"sign_off", "person", "standard", "standard_version", "stage", "role"}),
        missing_sign_offs,
    ),
    Source("negative_cue", frozenset({"negative_cue", "person"}), negative_cues),
    Source("form", frozenset({"paper_form", "shop"}), forms),
    Source("not_back", frozenset({"customer", "visit", "shop"}), not_back, slow=True),
    Source(LOOK_THROUGH, frozenset({"erasure", "shop"}), look_through, slow=True),
    Source("huddle", frozenset({"huddle_topic", "shop", "closed_day", "print_record"}), huddle),
)


def of_metric(seen: Look, written: Written, today: date, moves: str = "") -> Iterator[Line]:
    """Give what a metric asks for: its newest number where it is missing, a word where it changed.

    `moves` says which standards move it: what to watch before anybody is asked.
    """
    metric, record = seen.metric, seen.series.metric.id
    over = seen.points
    newest = seen.now
    yesterday = metric.cadence == "day" and len(over) > 1 and newest is not None
    if seen.series.typed and seen.stale and seen.age is not None and not (yesterday and newest == over[-2]):
        last = periods.last_day(metric.cadence, over[-1].start)
        words = ngettext("Last known, {n} day ago", "Last known, {n} days ago", seen.age)
        title = _("{metric}: the number is missing").format(metric=one_line(metric.name, _LONGEST))
        yield Line("stale", 1 - (today - last).days, title, words.format(n=seen.age), "metric", record)
    prompt = leading(seen.prompts)
    if prompt is not None:
        kind: Sort = prompt.kind
        said = verdict(seen, written).sentences[0]
        name = one_line(metric.name, _LONGEST)
        detail = "\n".join(filter(None, (said, moves)))
        yield Line(kind, 0, name, detail, "metric", record, _proposed(kind, name))


def _proposed(kind: str, name: str) -> str:
    if kind == "celebrate":
        words = _("Say it aloud, to all: “{metric} is better than it was. What do you do differently now?”")
    else:
        words = _("Ask it in private: “{metric} is not what it was. What became harder? What would help?”")
    return words.format(metric=name)


def backups(made_at: str, today: date) -> list[Line]:
    """Return a line where the newest backup, of this instant or "" for none, is a week old."""
    day = _day_of(made_at)
    if day is None:
        return [Line("backup", 0, _("There is no backup yet"), _("Make one now: it takes a moment."))]
    age = (today - day).days
    if age < BACKUP_DAYS:
        return []
    words = ngettext("The newest backup is {n} day old", "The newest backup is {n} days old", age)
    return [Line("backup", BACKUP_DAYS - age, words.format(n=age), _("Make one now: it takes a moment."))]


def second_place(days: int, after: int) -> list[Line]:
    """Return a line where the second place for backups was not reached for so many days, or more."""
    if days < after:
        return []
    words = ngettext(
        "The second place for backups was not reached for {n} day",
        "The second place for backups was not reached for {n} days",
        days,
    )
    return [Line("backup", after - days, words.format(n=days), _("Plug it in, or choose another."))]


def gather(reader: LookingReader, today: date) -> list[Line]:
    """Return everything that needs somebody, in order; backups aside, which are not in the file."""
    found = [line for source in SOURCES for line in source.find(reader, today)]
    for row in reader.rows(Metric, active=True):
        seen, written = look(reader, row.id, today), written_for(reader, row.record)
        found += of_metric(seen, written, today, moved_by(reader, row.record, most=1))
    return in_order(found)


def _day_of(stamp: str) -> date | None:
    return clock.parse_stamp(stamp).astimezone().date() if stamp else None


def _language(reader: Reader) -> str:
    shop = next((row.record for row in reader.rows(Shop)), None)
    return shop.language if shop is not None else "en"
