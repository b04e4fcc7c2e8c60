"""What sheets say of recovery protocols, limits and who can say yes, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _
from cxdesk.output.content import ALL, shop_of
from cxdesk.output.sheet import NOT_MARKED, Choice, Options, SheetOption, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import giving, protocols
from cxdesk.text import one_line


@dataclass(frozen=True, slots=True)
class StepText:
    """A word to remember, and what it asks for; `when` says who and how soon."""

    name: str
    does: str = ""
    words: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class YesText:
    """Somebody who can say yes: name, how they are reached, up to what."""

    name: str
    phone: str = ""
    hours: str = ""
    up_to: str = ""
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class ProtocolText:
    """The words of one protocol. Money stands as the shop writes it; `unsaid` has no cost yet."""

    name: str = ""
    defects: tuple[str, ...] = ()
    steps: tuple[StepText, ...] = ()
    times: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    never_say: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    priced: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    ladder: tuple[YesText, ...] = ()
    draft: bool = field(default=False, metadata=NOT_MARKED)
    unsaid: tuple[str, ...] = field(default=(), metadata=NOT_MARKED)


@dataclass(frozen=True, slots=True)
class MayDoText:
    """The words of the card of a role. `unsaid` counts what may be given but has no cost yet."""

    role: str = ""
    limit: str = ""
    free: tuple[str, ...] = ()
    priced: tuple[tuple[str, str], ...] = ()
    ladder: tuple[YesText, ...] = ()
    unsaid: int = field(default=0, metadata=NOT_MARKED)


def topics(reader: Reader, options: Options) -> tuple[Topic, ...]:
    """Return the protocols that are wanted and not retired; a blank one when there is none."""
    wanted = options.word("protocol")
    rows = [row for row in reader.rows(RecoveryProtocol) if row.record.state != "retired"]
    limits, ladder = _limits(reader), ladder_text(reader)
    found = []
    for row in rows:
        if wanted in {ALL, str(row.record.position)}:
            body = _protocol(reader, row, limits, ladder)
            name = one_line(row.record.name)
            found.append(Topic(name, name, body, row.record.version))
    return tuple(found) or (Topic("", "", ProtocolText(limits=limits, ladder=ladder), versioned=False),)


def _protocol(
    reader: Reader, row: Stored[RecoveryProtocol], limits: tuple[str, ...], ladder: tuple[YesText, ...]
) -> ProtocolText:
    record = row.record
    roles = {role.id: role.record.name for role in reader.rows(Role)}
    defects = [reader.find(Standard, defect) for defect in record.defects]
    menu = [one.record for one in giving.menu(reader, row.id)]
    return ProtocolText(
        name=record.name,
        defects=tuple(one_line(one.record.text, 300) for one in defects if one is not None),
        steps=tuple(_step(step.record, roles) for step in protocols.steps(reader, row.id)),
        times=tuple(protocols.times(record)),
        words=record.words,
        never_say=record.never_say,
        free=tuple(one.text for one in menu if giving.without_money(one)),
        priced=tuple(one.text for one in menu if one.cost),
        limits=limits,
        ladder=ladder,
        draft=record.state == "draft",
        unsaid=tuple(one.text for one in menu if one.cost is None),
    )


def _step(record: ProtocolStep, roles: dict[int, str]) -> StepText:
    when = [one_line(roles[record.role], 60)] if record.role in roles else []
    if record.within_minutes is not None:
        when.append(_("within {time}").format(time=protocols.minutes_text(record.within_minutes)))
    return StepText(record.name, one_line(record.does, 1_000), record.words, " · ".join(when))


def _limits(reader: Reader) -> tuple[str, ...]:
    words = _("{role} {amount}")
    return tuple(
        words.format(role=one_line(row.record.name, 60), amount=amount(reader, row.record.may_give))
        for row in reader.rows(Role)
        if row.record.may_give is not None
    )


def amount(reader: Reader, minor: int) -> str:
    """Return an amount as the shop writes it; "" without a shop."""
    shop = shop_of(reader)
    return giving.amount(minor, shop) if shop is not None else ""


def ladder_text(reader: Reader) -> tuple[YesText, ...]:
    """Return who can say yes, the first to ask first."""
    return tuple(
        YesText(
            rung.name,
            rung.phone,
            rung.hours,
            "" if rung.up_to is None else _("up to {amount}").format(amount=amount(reader, rung.up_to)),
            " · ".join(filter(None, (rung.deputy, rung.deputy_phone))),
        )
        for _row, rung in giving.ladder(reader)
    )


def choices(reader: Reader) -> Sequence[Choice]:
    """Return the places of the protocols that are not retired, and all of them."""
    found = [
        Choice(str(row.record.position), f"{row.record.position} · {one_line(row.record.name, 80)}")
        for row in reader.rows(RecoveryProtocol)
        if row.record.state != "retired"
    ]
    return [Choice(ALL, _("All protocols")), *found]


def option(title: str, hint: str) -> SheetOption:
    """Return the option that says which protocol; title and hint are marked, not translated."""
    return SheetOption(name="protocol", title=title, kind="choice", default=ALL, choices=choices, hint=hint)
