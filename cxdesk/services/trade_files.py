"""Starter content as data: what a file of `resources/trades` holds, and how it is read.

The keys mirror the fields of the record kinds. Texts hold the vocabulary placeholders of
`cxdesk.i18n`; they are filled in when the content is applied. A file that breaks the format is a
bug of ours, so it raises ValueError that says where.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_type_hints

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.paths import resource

T = TypeVar("T")

# The order in which trades are offered; a file that is not named here comes last.
ORDER = ("salon", "cafe", "repair", "dental", "boutique", "bnb", "gym", "auto")


@dataclass(frozen=True, slots=True)
class TradeInfo:
    """What the choice of a trade shows."""

    trade: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of the trade, as the fields of the shop are called."""

    customer_one: str
    customer_many: str
    staff_one: str
    staff_many: str
    visit_one: str
    visit_many: str


@dataclass(frozen=True, slots=True)
class PillarText:
    """A pillar of the service vision."""

    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class VisionText:
    """The service vision."""

    statement: str
    purpose: str
    pillars: tuple[PillarText, ...]


@dataclass(frozen=True, slots=True)
class RoleText:
    """A role and the vision in its words."""

    name: str
    in_my_job: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageText:
    """A stage; the standards refer to `key`."""

    key: str
    name: str
    wants: str
    aim: str
    practise: str


@dataclass(frozen=True, slots=True)
class StandardText:
    """A standard or a defect.

    `how_we_know` is answered with yes when all is well, in defects too; `sounds_like` is what
    somebody of the team says: in a defect, to prevent it or to put it right. A defect has how often and
    how bad, 1 to 3; 0 elsewhere.
    """

    stage: str
    kind: str
    text: str
    why: str
    sounds_like: str
    how_we_know: str
    non_negotiable: bool
    seconds: int
    owner: str
    roles: tuple[str, ...]
    pillar: str
    likelihood: int = 0
    severity: int = 0


@dataclass(frozen=True, slots=True)
class NeverAlwaysText:
    """A line of Never & Always."""

    side: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CueText:
    """A silent cue among the team."""

    name: str
    meaning: str
    do: str


@dataclass(frozen=True, slots=True)
class StepText:
    """One step of a protocol: the word for it, and what to do."""

    name: str
    does: str


@dataclass(frozen=True, slots=True)
class ProtocolText:
    """How a defect is put right; `defect` is the text of one of the file's defects.

    What is in `no_money` costs nothing. What the rest costs, and up to what anybody may give, is for the
    shop to say: `limit_words` are a proposal in words. Minutes and days are those on which it is open.
    """

    key: str
    name: str
    defect: str
    model: str
    say: str
    steps: tuple[StepText, ...]
    make_good: tuple[str, ...]
    no_money: tuple[str, ...]
    limit_words: str
    never_say: tuple[str, ...]
    acknowledge_minutes: int
    resolve_minutes: int
    follow_up_days: int


@dataclass(frozen=True, slots=True)
class MetricText:
    """A number: a numerator over a denominator. `daily` says which of them are typed by the day."""

    name: str
    numerator: str
    denominator: str
    unit: str
    direction: str
    cadence: str
    why: str
    daily: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A situation to decide, with what to make of the answers."""

    text: str
    best: str
    acceptable: str
    wrong: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RolePlayText:
    """A role-play: a slip for each side, what is hidden, what to watch."""

    title: str
    customer: str
    staff: str
    hidden: str
    watch: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HuddleText:
    """A topic of a huddle."""

    topic: str
    ask: str


@dataclass(frozen=True, slots=True)
class Trade:
    """All starter content of one trade."""

    trade: str
    name: str
    about: str
    products: tuple[str, ...]
    words: Words
    vision: VisionText
    roles: tuple[RoleText, ...]
    stages: tuple[StageText, ...]
    standards: tuple[StandardText, ...]
    never_always: tuple[NeverAlwaysText, ...]
    cues: tuple[CueText, ...]
    protocols: tuple[ProtocolText, ...]
    metrics: tuple[MetricText, ...]
    questions: tuple[QuestionText, ...]
    role_plays: tuple[RolePlayText, ...]
    huddles: tuple[HuddleText, ...]


def names() -> tuple[str, ...]:
    """Return the words for the trades, in the order in which they are offered; no file is read."""
    found = (path.stem for path in resource("trades").glob("*.toml"))
    return tuple(sorted(found, key=lambda trade: (_place(trade), trade)))


@cache
def available() -> tuple[TradeInfo, ...]:
    """Return the trades with starter content, in the order in which they are offered."""
    found = (load(name) for name in names())
    return tuple(TradeInfo(trade.trade, trade.name, trade.about) for trade in found)


@cache
def load(trade: str) -> Trade:
    """Return the starter content of a trade. Raises UserError that lists the trades there are."""
    path = resource("trades", f"{trade}.toml")
    if not trade.isidentifier() or not path.is_file():
        raise UserError(
            _("There is no starter content for “{trade}”. There is for: {known}.").format(
                trade=trade, known=", ".join(names())
            )
        )
    read = read_file(Trade, path)
    if read.trade != trade:
        raise ValueError(f"{path.name}: trade is {read.trade!r}, the file says {trade!r}")
    return read


def read_file(cls: type[T], path: Path) -> T:
    """Read a TOML file as a dataclass. Raises ValueError for unknown, missing and mistyped keys."""
    return read_table(cls, tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def read_table(cls: type[T], table: Mapping[str, Any], where: str) -> T:
    """Read one table as a dataclass; `where` names it in errors."""
    hints = _hints(cast("Hashable", cls))
    unknown = table.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{where}: unknown keys {sorted(unknown)}")
    values = {name: _value(hints[name], value, f"{where}.{name}") for name, value in table.items()}
    missing = {name for name in _required(cls) if name not in values}
    if missing:
        raise ValueError(f"{where}: missing keys {sorted(missing)}")
    return cls(**values)


def _value(hint: Any, value: Any, where: str) -> Any:
    """Return `value` as the annotation `hint` wants it."""
    if args := get_args(hint):
        if not isinstance(value, list):
            raise ValueError(f"{where}: this needs a list")
        return tuple(_value(args[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if dataclasses.is_dataclass(hint):
        if not isinstance(value, dict):
            raise ValueError(f"{where}: this needs a table")
        return read_table(hint, value, where)  # type: ignore[arg-type]
    if type(value) is not hint:
        raise ValueError(f"{where}: this needs {hint.__name__}, not {type(value).__name__}")
    return value


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return get_type_hints(cls)


def _required(cls: type[Any]) -> list[str]:
    return [field.name for field in dataclasses.fields(cls) if field.default is dataclasses.MISSING]


def _place(trade: str) -> int:
    return ORDER.index(trade) if trade in ORDER else len(ORDER)
