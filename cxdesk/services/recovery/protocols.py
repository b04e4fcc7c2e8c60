"""Recovery protocols: which one a defect has, their steps from a model, and their versions."""

from __future__ import annotations

from typing import Any

from cxdesk import clock
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.protocol_version import ProtocolVersion
from cxdesk.entities.recovery_protocol import MODELS, RecoveryProtocol
from cxdesk.entities.standard import Standard
from cxdesk.errors import InputError
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.recovery.models import MODELS as MODEL_STEPS
from cxdesk.services.recovery.models import steps_of
from cxdesk.text import one_line

FIRST_MODEL = "last"
"""The shortest one: what a protocol begins with that is made for a defect."""


def for_defect(reader: Reader, defect: int | None) -> Stored[RecoveryProtocol] | None:
    """Return the protocol in use for a defect, the first one if there are several, or None."""
    rows = reader.rows(RecoveryProtocol, state="in_use") if defect is not None else []
    return next((row for row in rows if defect in row.record.defects), None)


def steps(reader: Reader, protocol: int) -> list[Stored[ProtocolStep]]:
    """Return the steps of a protocol in their order."""
    return reader.rows(ProtocolStep, protocol=protocol)


def add(tx: Writer, name: str, *, model: str = "own", defects: tuple[int, ...] = ()) -> int:
    """Add a protocol with the steps of a model; return its id."""
    protocol = tx.add(RecoveryProtocol(name=name, model=model, defects=defects))
    _add_steps(tx, protocol, model)
    return protocol


def add_for_defect(tx: Writer, defect: int) -> int:
    """Add a protocol for a defect, called like it; return its id. Raises NotFound."""
    longest = spec_of(RecoveryProtocol).fields["name"].longest
    name = one_line(tx.get(Standard, defect).record.text, longest).rstrip(".")
    return add(tx, name, model=FIRST_MODEL, defects=(defect,))


def use_model(tx: Writer, protocol: int, model: str) -> None:
    """Let a model fill the steps of a protocol.

    Steps that are still as a model brought them give way; what somebody wrote or changed stays behind the
    new ones. Steps of one's own change none of those that are there.
    """
    tx.change(RecoveryProtocol, protocol, model=model)
    if model == "own":
        return
    brought = {tuple(step) for known in MODEL_STEPS for step in steps_of(known)}
    kept = []
    for row in steps(tx, protocol):
        if _is_as_brought(row.record) and (row.record.name, row.record.does) in brought:
            tx.remove(ProtocolStep, row.id)
        else:
            kept.append(row)
    _add_steps(tx, protocol, model)
    count = len(MODEL_STEPS[model]) + len(kept)
    for row in kept:  # each to the end in turn keeps their order
        tx.change(ProtocolStep, row.id, position=count)


def new_version(
    tx: Writer, protocol: int, reason: str, /, *, said: tuple[str, ...] | None = None, **changes: Any
) -> int:
    """Freeze what a protocol says and begin its next version with `changes`; return that number.

    `said` is what it said before changes that were made a moment ago and belong to the new version.
    Raises InputError without a reason.
    """
    if not reason.strip():
        raise InputError({"why_changed": _("Say in a few words why it changes: those who use it will ask.")})
    stored = tx.get(RecoveryProtocol, protocol)
    earlier = versions(tx, protocol)
    tx.add(
        ProtocolVersion(
            protocol=protocol,
            version=stored.record.version,
            name=stored.record.name,
            said=said if said is not None else said_by(tx, protocol),
            from_on=earlier[-1].until_on if earlier else clock.parse_stamp(stored.created_at).date(),
            until_on=clock.today(),
            why_changed=reason,
        )
    )
    number = stored.record.version + 1
    tx.change(RecoveryProtocol, protocol, **{**changes, "version": number})
    return number


def versions(reader: Reader, protocol: int) -> list[ProtocolVersion]:
    """Return the frozen versions of a protocol, oldest first."""
    rows = [row.record for row in reader.rows(ProtocolVersion, protocol=protocol)]
    return sorted(rows, key=lambda version: version.version)


def said_by(reader: Reader, protocol: int) -> tuple[str, ...]:
    """Return all that a protocol says, line by line, as a reader of its next version looks it up."""
    record = reader.get(RecoveryProtocol, protocol).record
    found = [_("Name: {name}").format(name=record.name)]
    defects = [reader.find(Standard, defect) for defect in record.defects]
    found += [_("For: {defect}").format(defect=one_line(row.record.text, 300)) for row in defects if row]
    found.append(_("Model: {model}").format(model=_(dict(MODELS)[record.model])))
    found += [f"{row.record.position}. {step_line(row.record)}" for row in steps(reader, protocol)]
    found += [_("Say: “{words}”").format(words=words) for words in record.words]
    found += [_("Never say: “{words}”").format(words=words) for words in record.never_say]
    return tuple(found + times(record))


def times(record: RecoveryProtocol) -> list[str]:
    """Return the three times of a protocol in words; those that are not said are left out."""
    found = []
    if record.acknowledge_minutes is not None:
        found.append(_("First answer within {time}").format(time=minutes_text(record.acknowledge_minutes)))
    if record.resolve_minutes is not None:
        found.append(_("Put right within {time}").format(time=minutes_text(record.resolve_minutes)))
    if record.follow_up_days is not None:
        days = ngettext("{n} day", "{n} days", record.follow_up_days).format(n=record.follow_up_days)
        found.append(_("Asked again after {time}").format(time=days))
    return found


def minutes_text(minutes: int) -> str:
    """Return minutes in words: 45 minutes, 2 hours, 1 hour and 30 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("{n} hour", "{n} hours", hours).format(n=hours))
    if rest or not hours:
        parts.append(ngettext("{n} minute", "{n} minutes", rest).format(n=rest))
    return _("{hours} and {minutes}").format(hours=parts[0], minutes=parts[1]) if len(parts) > 1 else parts[0]


def step_line(step: ProtocolStep) -> str:
    """Return a step in one line: its word, what to do, its words, its time."""
    found = [step.name]
    if step.does:
        found.append(one_line(step.does, 1_000))
    if step.words:
        found.append(_("“{words}”").format(words=step.words.strip('“”"„ ')))
    if step.within_minutes is not None:
        found.append(_("within {time}").format(time=minutes_text(step.within_minutes)))
    return " · ".join(found)


def _is_as_brought(step: ProtocolStep) -> bool:
    return not step.words and step.role is None and step.within_minutes is None


def _add_steps(tx: Writer, protocol: int, model: str) -> None:
    for place, step in enumerate(steps_of(model), 1):
        tx.add(ProtocolStep(protocol=protocol, name=step.name, does=step.does, position=place))
