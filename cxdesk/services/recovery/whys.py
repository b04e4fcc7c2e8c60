"""Five Whys: from what went wrong down to its root, and from the root to what changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.standard import Standard
from cxdesk.entities.why import Why
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services import standards
from cxdesk.services.recovery import actions, protocols
from cxdesk.text import one_line

MOST = 7
NOTE_LONGEST = 200
ASKING, ROOT, CHANGED = "asking", "root", "changed"


class Change(NamedTuple):
    """What is to come of a root: a new version, an action, a mark on a chart; each of them if it is wanted.

    `standard` or `protocol` gets a new version with `changes`, field by field. `what` is the action, `marker`
    what stands on the chart of `metric` from `day` on.
    """

    standard: int | None = None
    protocol: int | None = None
    changes: Mapping[str, Any] = MappingProxyType({})
    reason: str = ""
    what: str = ""
    owner: int | None = None
    due_on: date | None = None
    metric: int | None = None
    check_days: int | None = None
    marker: str = ""


class Made(NamedTuple):
    """The ids and versions of what came of a root."""

    version: int | None = None
    action: int | None = None
    note: int | None = None


def begin(tx: Writer, *, incident: int | None = None, defect: int | None = None, problem: str = "") -> int:
    """Begin to ask why, and return the id.

    The problem says what went wrong, not to whom: it outlives what is kept of the {customer}. Where nothing
    is typed it is the name of the defect, that of the incident if none is given. Raises InputError without
    either, NotFound.
    """
    if incident is not None and defect is None:
        defect = tx.get(Incident, incident).record.defect
    words = problem.strip() or (tx.get(Standard, defect).record.text if defect is not None else "")
    if not words:
        raise InputError({"problem": _("Say in one sentence what went wrong.")})
    return tx.add(FiveWhys(problem=words[:1_000], incident=incident, defect=defect, asked_on=clock.today()))


def again(tx: Writer, five_whys: int) -> int:
    """Begin other Five Whys with the problem, the whys and the root of these; return the id."""
    record = tx.get(FiveWhys, five_whys).record
    made = tx.add(
        FiveWhys(
            problem=record.problem, incident=record.incident, defect=record.defect, asked_on=clock.today(),
            team=record.team, root=record.root, rule_was_for=record.rule_was_for,
            countermeasure=record.countermeasure,
        )
    )  # fmt: skip
    for row in of(tx, five_whys):
        tx.add(Why(five_whys=made, text=row.record.text, evidence=row.record.evidence))
    return made


def of(reader: Reader, five_whys: int) -> list[Stored[Why]]:
    """Return the whys in their order."""
    return reader.rows(Why, five_whys=five_whys)


def add(tx: Writer, five_whys: int, text: str, evidence: str = "") -> int:
    """Add the next why; return its id. Raises InputError for an eighth and for one that says nothing."""
    if tx.count(Why, five_whys=five_whys) >= MOST:
        raise InputError({"text": _("Seven whys are enough: one of them is the root.")})
    return tx.add(Why(five_whys=five_whys, text=text.strip(), evidence=evidence.strip()))


def unproven(rows: Sequence[Stored[Why]]) -> list[int]:
    """Return the places, from 1, of whys of which nothing shows that they are so."""
    return [place for place, row in enumerate(rows, 1) if not row.record.evidence.strip()]


def state(record: FiveWhys) -> str:
    """Tell how far it is: still asking, the root is found, or something was changed."""
    if record.standard_version or record.protocol_version:
        return CHANGED
    return ROOT if record.root.strip() else ASKING


def newest_first(reader: Reader) -> list[Stored[FiveWhys]]:
    """Return all of them, the newest first."""
    rows = reader.rows(FiveWhys)
    return sorted(rows, key=lambda row: (row.record.asked_on or date.min, row.id), reverse=True)


def proposed(reader: Reader, five_whys: int) -> Change:
    """Return what the dialog begins with: the countermeasure as the action, the standard named before.

    Where something came of it already, or of others with its problem and its root, no action is proposed.
    """
    record = reader.get(FiveWhys, five_whys).record
    words = one_line(record.countermeasure or record.root, 300)
    same = {"problem": record.problem, "root": record.root, "incident": record.incident}
    if any(came_of(reader, row.id) or state(row.record) == CHANGED for row in reader.rows(FiveWhys, **same)):
        words = ""
    if state(record) == CHANGED:
        return Change(what=words, marker=one_line(words, NOTE_LONGEST))
    named = reader.find(Standard, record.standard)
    protocol = record.protocol or (_protocol_for(reader, record.defect) if record.defect else None)
    return Change(
        standard=named.id if named is not None and named.record.status != "retired" else None,
        protocol=protocol if named is None else None,
        reason=one_line(record.root, 300),
        what=words,
        marker=one_line(words, NOTE_LONGEST),
    )


def _is_to_be_done(reader: Reader, five_whys: int, words: str) -> bool:
    """Tell whether an action of these words came of it; one that was dropped may be made again."""
    wanted = one_line(words, 300).casefold()
    return any(
        one_line(row.record.what, 300).casefold() == wanted and not row.record.dropped_why.strip()
        for row in came_of(reader, five_whys)
    )


def _protocol_for(reader: Reader, defect: int) -> int | None:
    found = protocols.for_defect(reader, defect)
    return found.id if found is not None else None


def conclude(tx: Writer, five_whys: int, change: Change) -> Made:
    """Do what a root asks for, all of it or nothing; return what was made.

    Raises InputError, by the fields of `Change`, without a root, where something is missing, for a second
    version (`again` is for that) and for an action that came of it already.
    """
    record = tx.get(FiveWhys, five_whys).record
    _check(record, change)
    if change.what.strip() and _is_to_be_done(tx, five_whys, change.what):
        words = _("This came of these Five Whys already. Write what else is to be done, or empty the field.")
        raise InputError({"what": words})
    today = clock.today()
    version = _new_version(tx, five_whys, change)
    action = note = None
    if change.what.strip():
        action = actions.add(
            tx, change.what, owner=change.owner, due_on=change.due_on, from_kind="five_whys",
            from_record=five_whys, metric=change.metric, check_days=change.check_days,
        )  # fmt: skip
    if change.marker.strip():
        words = one_line(change.marker, NOTE_LONGEST)
        note = tx.add(ChartNote(happened_on=today, sort="launch", metric=change.metric, text=words))
    return Made(version, action, note)


def _check(record: FiveWhys, change: Change) -> None:
    wrong = {}
    if not record.root.strip():
        wrong["root"] = _("Write down the root first: that is what changes.")
    versioned = change.standard is not None or change.protocol is not None
    if not (versioned or change.what.strip()):
        wrong["what"] = _("Say what is to be done, or choose the standard or the protocol that changes.")
    if versioned and state(record) == CHANGED:
        field = "standard" if change.standard is not None else "protocol"
        wrong[field] = _("These Five Whys have changed something written already. Begin others for the next.")
    if versioned and not change.reason.strip():
        wrong["reason"] = _("Say in a few words why it changes: those who sign again will ask.")
    if versioned and not change.changes:
        wrong["changes"] = _("The new version says the same as the one before. Write it as it shall be.")
    if change.what.strip() and change.due_on is None:
        wrong["due_on"] = _("By when? Something without a day is not done.")
    if change.marker.strip() and change.metric is None:
        wrong["metric"] = _("Choose the metric on whose chart this stands, or empty the mark.")
    if wrong:
        raise InputError(wrong)


def _new_version(tx: Writer, five_whys: int, change: Change) -> int | None:
    if change.standard is not None:
        version = standards.new_version(tx, change.standard, change.reason, **change.changes)
        tx.change(FiveWhys, five_whys, standard=change.standard, standard_version=version)
        return version
    if change.protocol is not None:
        version = protocols.new_version(tx, change.protocol, change.reason, **change.changes)
        tx.change(FiveWhys, five_whys, protocol=change.protocol, protocol_version=version)
        return version
    return None


def came_of(reader: Reader, five_whys: int) -> list[Stored[Action]]:
    """Return the actions that came of it."""
    return reader.rows(Action, from_kind="five_whys", from_record=five_whys)
