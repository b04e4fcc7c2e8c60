"""What led to what: the places of the trail, and which of them stand next to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from cxdesk import clock
from cxdesk.entities import default_registry
from cxdesk.entities.action import Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.promise import Promise
from cxdesk.entities.protocol_version import ProtocolVersion
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services import sign_offs
from cxdesk.services.recovery import actions, whys
from cxdesk.text import one_line

MOST = 20
"""So many incidents of one defect, or of one version of a protocol, are told; the newest ones."""
HAVE_TRAIL = frozenset({"incident", "promise", "five_whys", "action", "chart_note", "print_record"})


class Place(NamedTuple):
    """A record on the trail; of a standard or a protocol, `version` says which."""

    kind: str
    record: int
    version: int = 0


def place_of(reader: Reader, kind: str, record: int) -> Place | None:
    """Return the place of a record: of what has versions, the present one. None for what has no trail."""
    row: Any
    if kind in {"standard", "recovery_protocol"}:
        row = reader.find(Standard if kind == "standard" else RecoveryProtocol, record)
        return None if row is None else Place(kind, record, row.record.version)
    if kind in {"standard_version", "protocol_version"}:
        row = reader.find(StandardVersion if kind == "standard_version" else ProtocolVersion, record)
        whole = "standard" if kind == "standard_version" else "recovery_protocol"
        link = None if row is None else row.record.standard if whole == "standard" else row.record.protocol
        return None if link is None else Place(whole, link, row.record.version)
    if kind == "sign_off":
        row = reader.find(SignOff, record)
        found = None if row is None else row.record.standard
        return None if found is None else Place("standard", found, row.record.version)
    there = kind in HAVE_TRAIL and reader.find(default_registry().spec(kind).cls, record) is not None
    return Place(kind, record) if there else None


def before(reader: Reader, place: Place) -> list[Place]:
    """Return what led to a place, without what lies behind that."""
    return list(dict.fromkeys(_BEFORE.get(place.kind, _nothing)(reader, place)))


def after(reader: Reader, place: Place) -> list[Place]:
    """Return what a place led to, without what lies behind."""
    return list(dict.fromkeys(_AFTER.get(place.kind, _nothing)(reader, place)))


def reached(reader: Reader, start: Place, way: Callable[[Reader, Place], list[Place]]) -> list[Place]:
    """Return all places on one side of a place (`before` or `after`), the nearest ones first."""
    found: dict[Place, None] = {}
    near = way(reader, start)
    while near:
        found.update(dict.fromkeys(near))
        behind = [far for place in near if place[:2] != start[:2] for far in _beyond(reader, place, way)]
        near = [place for place in dict.fromkeys(behind) if place not in found and place != start]
    return list(found)


def _beyond(reader: Reader, place: Place, way: Callable[[Reader, Place], list[Place]]) -> list[Place]:
    """Return where the trail goes on: not over to other versions, nor to others' complaints."""
    if place.kind == "recovery_protocol" and way is before:
        return []
    other = {"incident"} if place.kind in {"standard", "recovery_protocol"} else set()
    return [far for far in way(reader, place) if far[:2] != place[:2] and far.kind not in other]


def head_of(reader: Reader, place: Place) -> Place:
    """Return where the story of a place begins: the incident, else the Five Whys, else the place itself."""
    behind = [place, *reached(reader, place, before)]
    for kind in ("incident", "five_whys"):
        for one in behind:
            if one.kind == kind:
                return one
    return place


def _nothing(_reader: Reader, _place: Place) -> Iterator[Place]:
    return iter(())


def _before_incident(reader: Reader, place: Place) -> Iterator[Place]:
    record = reader.get(Incident, place.record).record
    if record.defect is not None:
        yield _now(reader, "standard", record.defect)
    if record.protocol is not None:
        yield Place("recovery_protocol", record.protocol, record.protocol_version or 1)


def _after_incident(reader: Reader, place: Place) -> Iterator[Place]:
    for promise in reader.rows(Promise, incident=place.record):
        yield Place("promise", promise.id)
    for row in reader.rows(FiveWhys, incident=place.record):
        yield Place("five_whys", row.id)
    yield from _actions_of(reader, place)


def _before_promise(reader: Reader, place: Place) -> Iterator[Place]:
    incident = reader.get(Promise, place.record).record.incident
    if incident is not None:
        yield Place("incident", incident)


def _before_whys(reader: Reader, place: Place) -> Iterator[Place]:
    record = reader.get(FiveWhys, place.record).record
    if record.incident is not None:
        yield Place("incident", record.incident)
    elif record.defect is not None:
        yield _now(reader, "standard", record.defect)


def _after_whys(reader: Reader, place: Place) -> Iterator[Place]:
    record = reader.get(FiveWhys, place.record).record
    if record.standard is not None and record.standard_version:
        yield Place("standard", record.standard, record.standard_version)
    if record.protocol is not None and record.protocol_version:
        yield Place("recovery_protocol", record.protocol, record.protocol_version)
    yield from _actions_of(reader, place)


def _before_standard(reader: Reader, place: Place) -> Iterator[Place]:
    for row in reader.rows(FiveWhys, standard=place.record, standard_version=place.version):
        yield Place("five_whys", row.id)
    if place.version > 1:
        yield place._replace(version=place.version - 1)


def _after_standard(reader: Reader, place: Place) -> Iterator[Place]:
    record = reader.get(Standard, place.record).record
    if record.kind == "defect":
        yield from _after_defect(reader, place)
        return
    if place.version < record.version:
        yield place._replace(version=place.version + 1)
    elif sign_offs.must_sign_again(reader, place.record):
        yield place._replace(kind="sign_again")
    if reader.count(SignOff, standard=place.record, version=place.version):
        yield place._replace(kind="sign_off")
    for number in _printed(reader, place) if place.version > 1 else ():
        yield Place("print_record", number)
    if place.version == record.version:
        yield from _actions_of(reader, place)


def _after_defect(reader: Reader, place: Place) -> Iterator[Place]:
    rows = reader.rows(Incident, defect=place.record)
    rows.sort(key=lambda row: (row.record.happened_on or date.min, row.id), reverse=True)
    yield from (Place("incident", row.id) for row in rows[:MOST])
    for protocol in reader.rows(RecoveryProtocol):
        if place.record in protocol.record.defects:
            yield Place("recovery_protocol", protocol.id, protocol.record.version)
    for row in reader.rows(FiveWhys, defect=place.record, incident=None):
        yield Place("five_whys", row.id)
    yield from _actions_of(reader, place)


def _before_protocol(reader: Reader, place: Place) -> Iterator[Place]:
    for row in reader.rows(FiveWhys, protocol=place.record, protocol_version=place.version):
        yield Place("five_whys", row.id)
    if place.version > 1:
        yield place._replace(version=place.version - 1)
    record = reader.get(RecoveryProtocol, place.record).record
    if place.version == record.version:
        yield from (_now(reader, "standard", defect) for defect in record.defects)


def _after_protocol(reader: Reader, place: Place) -> Iterator[Place]:
    now = reader.get(RecoveryProtocol, place.record).record.version
    if place.version < now:
        yield place._replace(version=place.version + 1)
    for row in reader.rows(Incident, protocol=place.record, protocol_version=place.version)[:MOST]:
        yield Place("incident", row.id)
    if place.version == now:
        yield from _actions_of(reader, place)


def _before_action(reader: Reader, place: Place) -> Iterator[Place]:
    record = reader.get(Action, place.record).record
    if record.from_kind and record.from_record is not None:
        found = place_of(reader, record.from_kind, record.from_record)
        if found is not None:
            yield found


def _after_action(reader: Reader, place: Place) -> Iterator[Place]:
    row = reader.get(Action, place.record)
    yield from (
        Place("chart_note", number) for number, note in _launches(reader) if _belongs(reader, row, note)
    )


def _before_note(reader: Reader, place: Place) -> Iterator[Place]:
    note = reader.get(ChartNote, place.record).record
    if note.sort == "launch" and note.metric is not None:
        yield from (
            Place("action", row.id)
            for row in reader.rows(Action, metric=note.metric)
            if _belongs(reader, row, note)
        )


def _before_version_line(_reader: Reader, place: Place) -> Iterator[Place]:
    yield place._replace(kind="standard")


def _before_print(reader: Reader, place: Place) -> Iterator[Place]:
    """Give the standards that a print shows, in the version that it had then."""
    for row in reader.rows(Standard):
        for version in range(2, row.record.version + 1):
            if place.record in _printed(reader, Place("standard", row.id, version)):
                yield Place("standard", row.id, version)


_Way = Callable[[Reader, Place], Iterator[Place]]
_BEFORE: Mapping[str, _Way] = {
    "incident": _before_incident,
    "promise": _before_promise,
    "five_whys": _before_whys,
    "standard": _before_standard,
    "recovery_protocol": _before_protocol,
    "action": _before_action,
    "chart_note": _before_note,
    "sign_again": _before_version_line,
    "sign_off": _before_version_line,
    "print_record": _before_print,
}
_AFTER: Mapping[str, _Way] = {
    "incident": _after_incident,
    "five_whys": _after_whys,
    "standard": _after_standard,
    "recovery_protocol": _after_protocol,
    "action": _after_action,
}


def _now(reader: Reader, kind: str, record: int) -> Place:
    return place_of(reader, kind, record) or Place(kind, record, 1)


def _actions_of(reader: Reader, place: Place) -> Iterator[Place]:
    yield from (Place("action", row.id) for row in actions.from_record(reader, place.kind, place.record))


def _launches(reader: Reader) -> list[tuple[int, ChartNote]]:
    return [(row.id, row.record) for row in reader.rows(ChartNote, sort="launch")]


def _belongs(reader: Reader, row: Stored[Action], note: ChartNote) -> bool:
    """Tell whether a mark is that of an action: on the chart of its metric, with its words or of its day."""
    if note.metric is None or note.metric != row.record.metric:
        return False
    same = one_line(row.record.what, whys.NOTE_LONGEST).casefold() == note.text.casefold()
    return same or note.happened_on in _began_on(reader, row)


def _began_on(reader: Reader, row: Stored[Action]) -> set[date | None]:
    """Return the days on which it may have begun: of its entry, of the version that came with it."""
    days: set[date | None] = {clock.parse_stamp(row.created_at).astimezone().date()}
    five = reader.find(FiveWhys, row.record.from_record) if row.record.from_kind == "five_whys" else None
    if five is not None and five.record.standard_version:
        before_it = five.record.standard_version - 1
        frozen = reader.rows(StandardVersion, standard=five.record.standard, version=before_it)
        days |= {one.record.until_on for one in frozen}
    if five is not None and five.record.protocol_version:
        before_it = five.record.protocol_version - 1
        kept = reader.rows(ProtocolVersion, protocol=five.record.protocol, version=before_it)
        days |= {one.record.until_on for one in kept}
    return days - {None}


def _printed(reader: Reader, place: Place) -> list[int]:
    """Return the prints of what shows a standard that were made while a version held: the newest of each."""
    found = reader.find(Standard, place.record)
    if found is None or found.record.kind == "defect":
        return []
    frozen = {row.record.version: row for row in reader.rows(StandardVersion, standard=place.record)}
    begun, ended = frozen.get(place.version - 1), frozen.get(place.version)
    about = shown_under(reader, found.record)
    newest: dict[tuple[str, str], tuple[str, int]] = {}
    for row in reader.rows(PrintRecord):
        record = row.record
        if record.about not in about or not record.printed_at:
            continue
        over = ended is not None and _is_since(record.printed_at, ended)
        if _is_since(record.printed_at, begun) and not over:
            key = record.sheet, record.about
            newest[key] = max(newest.get(key, ("", 0)), (record.printed_at, row.id))
    return [number for _at, number in sorted(newest.values(), reverse=True)]


def _is_since(printed_at: str, frozen: Stored[StandardVersion] | None) -> bool:
    """Tell whether a print was made after a version was frozen; of the same day the minute counts."""
    until = frozen.record.until_on if frozen is not None else None
    if frozen is None or until is None:
        return True
    day = clock.parse_stamp(printed_at).astimezone().date()
    return day > until or (day == until and printed_at >= frozen.created_at)


def shown_under(reader: Reader, record: Standard) -> set[str]:
    """Return what the prints that show a standard say they are about: its stage, the cards of its roles."""
    stage = reader.find(Stage, record.stage)
    roles = [reader.find(Role, one) for one in (record.roles or ((record.owner,) if record.owner else ()))]
    names = {row.record.name for row in roles if row is not None}
    return names | ({stage.record.name} if stage is not None else set())
