"""The print log: what was printed when, and which copies in use say something else by now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Protocol, TypeVar

from cxdesk.clock import today
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.print_record import PrintRecord
from cxdesk.errors import UserError
from cxdesk.i18n import _, speaking
from cxdesk.output.content import shop_of
from cxdesk.output.printing import check_options, sheets
from cxdesk.output.sheet import Options, Printed, SheetSpec, Topic, Value
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer

T = TypeVar("T")
Age = Literal["newer version", "wording only", "gone"]


@dataclass(frozen=True, slots=True)
class OlderCopy:
    """A print whose content has changed since. `now` is empty when there is nothing to print instead."""

    sheet: str
    title: str
    about: str
    age: Age
    record: PrintRecord
    version: int = 0
    mark: str = ""

    @property
    def sentence(self) -> str:
        """What to tell her about it."""
        name = " · ".join(filter(None, (self.title, self.about)))
        old = {"name": name, "old": self.record.version, "old_mark": self.record.mark}
        if self.age == "gone":
            return _("{name}: there is no such sheet any more. Take the copies away.").format(**old)
        if self.age == "wording only":
            return _("{name}: wording only. Copies bear the mark {old_mark}, it is {mark} now.").format(
                **old, mark=self.mark
            )
        return _("{name}: copies say version {old}, it is version {version} now.").format(
            **old, version=self.version
        )


def records(
    printed: Printed, *, paper: str, copies: int, printed_at: str, by: str, target: str
) -> list[PrintRecord]:
    """Return what the print log keeps of a print: a record for each thing that it is about.

    `copies` is how many of each; `target` is "file" or "printer".
    """
    return [
        PrintRecord(
            sheet=part.sheet,
            about=part.about,
            version=part.version,
            mark=part.mark,
            paper=paper,
            copies=copies,
            printed_at=printed_at,
            by=by,
            target=target,
        )
        for part in printed.parts
    ]


class NumberTakenError(UserError):
    """Another print has taken a form number meanwhile: the form must be drawn anew."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What was kept of a print: the ids of its records."""

    records: tuple[int, ...]
    forms: tuple[int, ...]


def note(
    tx: Writer, printed: Printed, *, paper: str, copies: int, printed_at: str, by: str, target: str
) -> Noted:
    """Keep a print and its forms, within one operation: from then on their numbers are reserved.

    Raises NumberTakenError, before anything is kept, when one of the numbers was given to another form.
    """
    for form in printed.forms:
        if tx.count(PaperForm, number=form.number):
            raise NumberTakenError(
                _("The form number {number} was taken by another print. Print it again.").format(
                    number=form.number
                )
            )
    kept = records(printed, paper=paper, copies=copies, printed_at=printed_at, by=by, target=target)
    ids = [tx.add(one) for one in kept]
    forms = [
        PaperForm(
            number=form.number,
            sheet=kept[form.part].sheet,
            about=kept[form.part].about,
            version=kept[form.part].version,
            mark=kept[form.part].mark,
            paper=paper,
            pages=form.pages,
            printed_at=printed_at,
            print_record=ids[form.part],
            places=form.places,
        )
        for form in printed.forms
    ]
    return Noted(tuple(ids), tuple(tx.add(one) for one in forms))


def withdraw(tx: Writer, noted: Noted) -> None:
    """Take back a print of which nothing came out.

    The forms stay without a print record and without places: nobody gets their numbers again.
    """
    for form in noted.forms:
        tx.change(PaperForm, form, print_record=None, places="")
    for one in noted.records:
        tx.remove(PrintRecord, one)


class Log(Protocol):
    """The open workspace: it runs an operation."""

    def run(self, label: str, act: Callable[[Any], T], *, undoable: bool = True) -> T:
        """Run `act` with the transaction, as one operation."""
        ...


@contextmanager
def noting(log: Log, printed: Printed, **facts: Any) -> Iterator[None]:
    """Note a print around the act that gives it out; the log does not say it when that fails.

    Forms are noted before, because that reserves their numbers. Raises NumberTakenError as `note` does.
    """
    label, act = _("note what was printed"), partial(note, printed=printed, **facts)
    if not printed.forms:
        yield
        log.run(label, act, undoable=False)
        return
    noted = log.run(label, act, undoable=False)
    try:
        yield
    except BaseException:
        log.run(_("take back what was noted"), partial(withdraw, noted=noted), undoable=False)
        raise


def older_copies(reader: Reader, only: Callable[[PrintRecord], bool] | None = None) -> list[OlderCopy]:
    """Return the prints that are not what would be printed now, by the latest print of each thing.

    With `only`, those prints alone: the sheets of others are not gathered.
    """
    latest: dict[tuple[str, str], Stored[PrintRecord]] = {}
    for row in sorted(reader.rows(PrintRecord), key=lambda one: (one.record.printed_at, one.id)):
        if only is None or only(row.record):
            latest[row.record.sheet, row.record.about] = row
    found: list[OlderCopy] = []
    for name, spec in sheets().items():
        printed = {
            about: row.record
            for (sheet, about), row in latest.items()
            if sheet == name and not (spec.form and _came_back(reader, row.id))
        }
        if printed and not spec.of_a_day:
            found += _older(spec, printed, _topics(spec, reader, printed))
    return found


def _came_back(reader: Reader, print_record: int) -> bool:
    """Tell whether all forms of a print were keyed in: they are in no use any more."""
    forms = reader.count(PaperForm, print_record=print_record)
    return forms > 0 and not reader.count(PaperForm, print_record=print_record, keyed_on=None)


def _topics(spec: SheetSpec, reader: Reader, printed: Iterable[str]) -> dict[str, list[Topic]]:
    """Return what a kind of sheet would say now, by what it is about: all of it, or what was printed."""
    topics: dict[str, list[Topic]] = {}
    shop = shop_of(reader)
    language = shop.language if shop else ""
    ways: list[Mapping[str, Value]] = [spec.whole]
    if spec.named_by:
        ways = [{spec.named_by: about} for about in printed if about]
    for way in ways:
        try:
            options = Options(check_options(spec, reader, way), today())
        except UserError:  # what it was about is not there any more
            continue
        with speaking(language):
            for topic in spec.gather(reader, options).topics:
                topics.setdefault(topic.about, []).append(topic)
    return topics


def _older(
    spec: SheetSpec, printed: Mapping[str, PrintRecord], topics: Mapping[str, list[Topic]]
) -> list[OlderCopy]:
    found = []
    for about, record in printed.items():
        now = topics.get(about, [])
        if any((topic.version, topic.mark) == (record.version, record.mark) for topic in now):
            continue
        if not now:
            if not about:  # a blank form, printed before there was anything to fill it
                continue
            found.append(OlderCopy(spec.name, _(spec.title), about, "gone", record))
            continue
        topic = now[0]
        age: Age = "wording only" if topic.version == record.version else "newer version"
        found.append(OlderCopy(spec.name, _(spec.title), about, age, record, topic.version, topic.mark))
    return found
