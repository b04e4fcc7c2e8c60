"""Who was shown which standard, who was seen doing it, and who must sign again after a new version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from cxdesk import clock
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.paper_forms import Places, form_by_number

SIGNED_KINDS = ("operational", "experiential", "above_beyond")
NEVER, AGAIN, SHOWN, SEEN = "never", "again", "shown", "seen"
DAYS = 14
"""How long a new version, or somebody new, may wait for a sign-off."""


class Item(NamedTuple):
    """A standard to be signed for, in its present version."""

    standard_id: int
    version: int
    text: str
    stage_id: int
    stage_name: str
    non_negotiable: bool
    kind: str = "operational"
    roles: tuple[int, ...] = ()

    def asked_of(self, role: int | None) -> bool:
        """Tell whether people of a role sign for it; without roles everybody does."""
        return not self.roles or role in self.roles


class Cell(NamedTuple):
    """One person and one standard. The dates are those of the version signed, `signed_version`."""

    person_id: int
    person: str
    standard_id: int
    version: int
    state: str
    shown_on: date | None = None
    seen_on: date | None = None
    signed_version: int | None = None
    trainer: int | None = None
    sign_off: int | None = None

    @property
    def signed(self) -> bool:
        """Whether the present version is signed for."""
        return self.state in {SHOWN, SEEN}


class Tally(NamedTuple):
    """How many of somebody's standards are signed for, and how many in an older version only."""

    signed: int = 0
    total: int = 0
    again: int = 0
    seen: int = 0


class Overdue(NamedTuple):
    """Somebody who has waited too long for sign-offs: which ones, and since when."""

    person_id: int
    person: str
    standards: tuple[int, ...]
    since: date


class PaperSheet(NamedTuple):
    """A sign-off sheet that came back: who and what is on it, and when it was entered already.

    `versions` are those that were printed, by standard: whoever signed the paper has read these words.
    """

    form: int
    number: str
    stage: int | None
    people: tuple[int, ...]
    standards: tuple[int, ...]
    keyed_on: date | None
    versions: Mapping[int, int] = MappingProxyType({})


def items_for(
    reader: Reader,
    *,
    stage: int | None = None,
    role: int | None = None,
    versions: Mapping[int, int] = MappingProxyType({}),
) -> list[Item]:
    """Return what is to be signed for, in the order of stages and lists.

    Without a `stage` those in use count; with a `role` only what people of it sign for. Standards in
    `versions` come as these versions said.
    """
    stages = [row for row in reader.rows(Stage) if (row.record.active if stage is None else row.id == stage)]
    rows = reader.rows(Standard) if stage is None else reader.rows(Standard, stage=stage)
    by_stage: dict[int | None, list[Stored[Standard]]] = {}
    for row in rows:
        if row.record.kind in SIGNED_KINDS and row.record.status != "retired":
            by_stage.setdefault(row.record.stage, []).append(row)
    items = [
        _item(row, place) for place in stages for row in sorted(by_stage.get(place.id, ()), key=_list_order)
    ]
    return [
        _in_version(reader, item, versions.get(item.standard_id))
        for item in items
        if role is None or item.asked_of(role)
    ]


def matrix(
    reader: Reader,
    *,
    people: Iterable[int] | None = None,
    stage: int | None = None,
    today: date | None = None,
    versions: Mapping[int, int] = MappingProxyType({}),
) -> list[Cell]:
    """Return a cell for each person and each standard that this person signs for.

    Without `people` those who have not left; people asked for by id are shown though they left. With
    `versions` the cells are those of these versions of standards, as a sheet of paper has them.
    """
    items = items_for(reader, stage=stage, versions=versions)
    if people is None:
        wanted = here(reader, today or clock.today())
    else:
        ids = set(people)
        wanted = [row for row in reader.rows(Person) if row.id in ids]
    if people is not None and (stage is None or len(wanted) < len(items)):
        rows = [row for one in wanted for row in reader.rows(SignOff, person=one.id)]
    elif stage is not None:
        rows = [row for item in items for row in reader.rows(SignOff, standard=item.standard_id)]
    else:
        rows = reader.rows(SignOff)
    signed = _by_person(rows)
    return [
        _cell(person, item, signed.get((person.id, item.standard_id), ()))
        for person in wanted
        for item in items
        if item.asked_of(person.record.role)
    ]


def here(reader: Reader, today: date) -> list[Stored[Person]]:
    """Return the people who have not left by a day."""
    return [row for row in reader.rows(Person) if not row.record.left(today)]


def tally(cells: Iterable[Cell]) -> Tally:
    """Count cells."""
    states = [cell.state for cell in cells]
    seen = states.count(SEEN)
    return Tally(states.count(SHOWN) + seen, len(states), states.count(AGAIN), seen)


def record(
    tx: Writer,
    person: int,
    standards: Iterable[int],
    *,
    shown_on: date | None = None,
    seen_on: date | None = None,
    trainer: int | None = None,
    form: str = "",
    versions: Mapping[int, int] = MappingProxyType({}),
) -> list[int]:
    """Keep sign-offs of one person for standards; return their ids.

    They count for the present version, or for the one in `versions`. A sign-off that is there already is
    completed with what is given. Raises InputError for days that can't be, NotFound for people and
    standards that are not there.
    """
    check_days(tx.get(Person, person).record, shown_on, seen_on)
    given: dict[str, Any] = {"shown_on": shown_on, "seen_on": seen_on, "trainer": trainer, "form": form}
    given = {name: value for name, value in given.items() if value}
    there = {(row.record.standard, row.record.version): row.id for row in tx.rows(SignOff, person=person)}
    return [
        _record_one(tx, person, standard, versions.get(standard), given, there)
        for standard in dict.fromkeys(standards)
    ]


def clear(
    tx: Writer,
    person: int,
    standards: Iterable[int],
    versions: Mapping[int, int] = MappingProxyType({}),
) -> None:
    """Take out what was recorded by mistake for the present versions of standards, or for `versions`."""
    for standard in standards:
        version = versions.get(standard) or tx.get(Standard, standard).record.version
        for row in tx.rows(SignOff, person=person, standard=standard, version=version):
            tx.remove(SignOff, row.id)


def must_sign_again(reader: Reader, standard: int) -> list[Stored[Person]]:
    """Return the people here who signed for an earlier version of a standard, but not for this one."""
    row = reader.get(Standard, standard)
    if row.record.version == 1 or row.record.status == "retired" or row.record.kind not in SIGNED_KINDS:
        return []
    item = _item(row, None)
    signed = _by_person(reader.rows(SignOff, standard=standard))
    return [
        person
        for person in here(reader, clock.today())
        if item.asked_of(person.record.role)
        and _cell(person, item, signed.get((person.id, standard), ())).state == AGAIN
    ]


def overdue(reader: Reader, today: date, days: int = DAYS) -> list[Overdue]:
    """Return who has had more than `days` to sign for something and has not, the longest wait first.

    The days count from when the person joined or the present version began, whichever is later.
    """
    return overdue_among(reader, matrix(reader, today=today), today, days)


def overdue_among(reader: Reader, cells: Iterable[Cell], today: date, days: int = DAYS) -> list[Overdue]:
    """Return what `overdue` does, of cells that were read already."""
    begun = _version_days(reader)
    joined = {row.id: row.record.joined_on or _made_on(row) for row in here(reader, today)}
    late: dict[int, list[tuple[date, Cell]]] = {}
    for cell in cells:
        if cell.signed or cell.person_id not in joined or cell.standard_id not in begun:
            continue
        since = max(joined[cell.person_id], begun[cell.standard_id])
        if today - since > timedelta(days=days):
            late.setdefault(cell.person_id, []).append((since, cell))
    found = [
        Overdue(
            person_id,
            waits[0][1].person,
            tuple(cell.standard_id for _since, cell in waits),
            min(since for since, _late in waits),
        )
        for person_id, waits in late.items()
    ]
    return sorted(found, key=lambda one: one.since)


def signed_by(reader: Reader, person: int) -> list[Stored[SignOff]]:
    """Return all that somebody ever signed for, older versions too, the newest first."""
    rows = reader.rows(SignOff, person=person)
    return sorted(rows, key=lambda row: (_last_day(row.record), row.id), reverse=True)


def paper_sheet(reader: Reader, typed: str) -> PaperSheet | None:
    """Return the sheet with a number as people type it: F-0042, f42 or 42. None where nobody signs on it."""
    form = form_by_number(reader, typed)
    if form is None:
        return None
    keys = list(_keys(form.record))
    people = {person for person, _standard, _version in keys}
    standards = {standard for _person, standard, _version in keys}
    items = [item for item in items_for(reader) if item.standard_id in standards]
    found = [row.id for row in reader.rows(Person) if row.id in people]
    if not items or not found:
        return None
    return PaperSheet(
        form=form.id,
        number=form.record.number,
        stage=items[0].stage_id if len({item.stage_id for item in items}) == 1 else None,
        people=tuple(found),
        standards=tuple(item.standard_id for item in items),
        keyed_on=form.record.keyed_on,
        versions={
            standard: version
            for item in items
            for _person, standard, version in keys
            if standard == item.standard_id and version < item.version
        },
    )


def _keys(form: PaperForm) -> Iterator[tuple[int, int, int]]:
    """Give (person, standard, version) of every box of a form that stands for one."""
    for place in Places.of(form).places:
        person, standard, version = (place.key.get(name) for name in ("person", "standard", "version"))
        if isinstance(person, int) and isinstance(standard, int) and isinstance(version, int):
            yield person, standard, version


def _item(row: Stored[Standard], stage: Stored[Stage] | None) -> Item:
    record = row.record
    return Item(
        standard_id=row.id,
        version=record.version,
        text=record.text,
        stage_id=record.stage or 0,
        stage_name=stage.record.name if stage else "",
        non_negotiable=record.non_negotiable,
        kind=record.kind,
        roles=record.roles,
    )


def _in_version(reader: Reader, item: Item, version: int | None) -> Item:
    if version is None or version >= item.version:
        return item
    return item._replace(version=version, text=_words(reader, item.standard_id, version) or item.text)


def _words(reader: Reader, standard: int, version: int) -> str:
    """Return what an earlier version said."""
    rows = reader.rows(StandardVersion, standard=standard, version=version)
    return rows[0].record.text if rows else ""


def _list_order(row: Stored[Standard]) -> tuple[int, int]:
    return SIGNED_KINDS.index(row.record.kind), row.record.position


def _by_person(rows: Iterable[Stored[SignOff]]) -> dict[tuple[int, int], list[Stored[SignOff]]]:
    """Sort sign-offs for standards by person and standard; those without any date say nothing."""
    found: dict[tuple[int, int], list[Stored[SignOff]]] = {}
    for row in rows:
        record = row.record
        if record.person and record.standard and (record.shown_on or record.seen_on):
            found.setdefault((record.person, record.standard), []).append(row)
    return found


def _cell(person: Stored[Person], item: Item, rows: Iterable[Stored[SignOff]]) -> Cell:
    newest = max(rows, key=lambda row: (row.record.version == item.version, row.record.version), default=None)
    if newest is None:
        return Cell(person.id, person.record.name, item.standard_id, item.version, NEVER)
    record = newest.record
    state = SEEN if record.seen_on else SHOWN
    return Cell(
        person.id,
        person.record.name,
        item.standard_id,
        item.version,
        state if record.version >= item.version else AGAIN,
        record.shown_on,
        record.seen_on,
        record.version,
        record.trainer,
        newest.id,
    )


def check_days(person: Person, shown_on: date | None, seen_on: date | None) -> None:
    """Raise InputError where somebody can't have been shown or seen on these days."""
    if not (shown_on or seen_on):
        raise InputError({"shown_on": _("Give the day on the paper: when it was shown, or seen done.")})
    wrong = {}
    for name, day in (("shown_on", shown_on), ("seen_on", seen_on)):
        if day is None:
            continue
        if day > clock.today():
            wrong[name] = _("{day} is still to come. Take the day on the paper.").format(day=day.isoformat())
        elif person.joined_on and day < person.joined_on:
            wrong[name] = _("{name} joined on {joined}, after {day}. Look at the day again.").format(
                name=person.name, joined=person.joined_on.isoformat(), day=day.isoformat()
            )
    if wrong:
        raise InputError(wrong)


def _record_one(
    tx: Writer,
    person: int,
    standard: int,
    version: int | None,
    given: dict[str, Any],
    there: dict[tuple[int | None, int], int],
) -> int:
    row = tx.get(Standard, standard).record
    version = min(version or row.version, row.version)
    if row.kind not in SIGNED_KINDS:
        raise InputError({"standard": _("“{text}” can go wrong: nobody signs for it.").format(text=row.text)})
    found = there.get((standard, version))
    if found is not None:
        tx.change(SignOff, found, **given)
        return found
    words = row.text if version == row.version else _words(tx, standard, version) or row.text
    return tx.add(SignOff(person=person, standard=standard, version=version, item=words, **given))


def _version_days(reader: Reader) -> dict[int, date]:
    """Return since when the present version of each standard holds."""
    begun = {row.id: _made_on(row) for row in reader.rows(Standard)}
    for row in reader.rows(StandardVersion):
        standard, until = row.record.standard, row.record.until_on
        if standard in begun and until:
            begun[standard] = max(begun[standard], until)
    return begun


def _made_on(row: Stored[Any]) -> date:
    return clock.parse_stamp(row.created_at).date()


def _last_day(record: SignOff) -> date:
    return max(filter(None, (record.shown_on, record.seen_on)), default=date.min)
