"""Starter content of a trade, put into a workspace: never over own text, never twice.

What is there is told by its title within its parent, whatever the capitals, the accents, the
punctuation and the shop's own words. `preview` runs the same steps as `apply` on a writer that
keeps nothing, so it can't promise anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from cxdesk import i18n
from cxdesk.entities.cue import Cue
from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.never_always import SIDES, NeverAlways
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import KINDS as LISTS
from cxdesk.entities.standard import Standard
from cxdesk.entities.vision import Vision
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services import vision
from cxdesk.services.trade_files import ProtocolText, StandardText, Trade, TradeInfo, available, load
from cxdesk.text import fold, tokens

__all__ = [
    "Applied", "Preview", "Section", "Trade", "TradeInfo", "apply", "apply_protocols", "available", "counts",
    "load", "preview", "waiting",
]  # fmt: skip

T = TypeVar("T")

KINDS = (
    Vision, Pillar, Role, Stage, Standard, NeverAlways, Cue, HuddleTopic, MetricPart, Metric,
    RecoveryProtocol, ProtocolStep, MakeGood,
)  # fmt: skip
# Sections of the files that have no record kind yet, and the kind that each waits for.
WAITING = {
    "questions": "question",
    "role_plays": "role_play",
}
_CADENCES = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}
_WORD = re.compile(r"\{\w+\}")
_ANY_WORD = "\ue000"  # a private letter: the tokenizer keeps it, and nobody types it


@dataclass(frozen=True, slots=True)
class Section:
    """The records of one kind: the titles to add, and those that are there already."""

    kind: str
    adds: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying adds, by kind in the order of the kinds, and which fields of the shop it fills."""

    sections: tuple[Section, ...]
    fills: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many records are added."""
        return sum(len(section.adds) for section in self.sections)

    def section(self, kind: str) -> Section:
        """Return the section of a kind."""
        return next(section for section in self.sections if section.kind == kind)


class Applied(Preview):
    """What applying has added and filled."""

    __slots__ = ()


def preview(reader: Reader, trade: Trade | str, *, with_words: bool = True) -> Preview:
    """Return what `apply` would do now, without doing it."""
    work = _run(_DryRun(reader), trade, with_words=with_words)
    return Preview(work.sections(), work.fills)


def apply(tx: Writer, trade: Trade | str, *, with_words: bool = True) -> Applied:
    """Add what is missing of a trade's content.

    The shop's trade, products and words are filled where they are empty or as the program came;
    `with_words=False` leaves the words alone, for whoever chose them a moment ago. A vision is
    added only where there is none. Raises UserError for an unknown trade.
    """
    work = _run(tx, trade, with_words=with_words)
    return Applied(work.sections(), work.fills)


def apply_protocols(tx: Writer, trade: Trade | str) -> Applied:
    """Add the recovery protocols alone, each with the defects of its text that are there."""
    work = _Work(tx, load(trade) if isinstance(trade, str) else trade)
    work.learn_words()
    work.add_protocols()
    return Applied(work.sections(), ())


def counts(trade: Trade) -> dict[str, int]:
    """Return how much of everything a trade's content holds: standards by kind, and what waits too."""
    kinds = [standard.kind for standard in trade.standards]
    sides = [line.side for line in trade.never_always]
    found = {"roles": len(trade.roles), "stages": len(trade.stages)}
    found |= {kind: kinds.count(kind) for kind, _title in LISTS}
    found |= {side: sides.count(side) for side, _title in SIDES}
    found |= {"cues": len(trade.cues), "huddles": len(trade.huddles)}
    found |= {"protocols": len(trade.protocols), "metrics": len(trade.metrics)}
    return found | {section: len(getattr(trade, section)) for section in WAITING}


def waiting() -> tuple[str, ...]:
    """Return the sections that stand in the files and have no record kind to go to yet."""
    return tuple(WAITING)


def words_to_fill(shop: Shop, trade: Trade) -> dict[str, str]:
    """Return the words of the shop that are still the program's own, as the trade has them."""
    filled: dict[str, str] = {}
    for noun, default in i18n.DEFAULT_WORDS.items():
        names = (f"{noun}_one", f"{noun}_many")
        have = tuple(getattr(shop, name) for name in names)
        if all(word in {"", own} for word, own in zip(have, default, strict=True)):
            new = {name: getattr(trade.words, name) for name in names}
            filled |= {name: word for name, word in new.items() if word != getattr(shop, name)}
    return filled


def _run(tx: Writer, trade: Trade | str, *, with_words: bool) -> _Work:
    work = _Work(tx, load(trade) if isinstance(trade, str) else trade)
    work.fill_shop(with_words=with_words)
    pillars = work.add_vision()
    roles = work.add_roles()
    stages = work.add_stages()
    work.add_standards(stages, roles, pillars)
    work.add_never_always()
    work.add_list(Cue, work.trade.cues)
    work.add_list(HuddleTopic, work.trade.huddles)
    work.add_metrics()
    work.add_protocols()
    return work


class _Titles:
    """The titles that there are within one parent."""

    def __init__(self, records: Iterable[Stored[Any]]) -> None:
        self._ids = {_plain(spec_of(row.record).title_of(row.record)): row.id for row in records}

    def find(self, text: str) -> int | None:
        """Return the id of the record titled `text`, whatever words stand for its placeholders."""
        plain = _plain(_WORD.sub(_ANY_WORD, text))
        if _ANY_WORD not in plain:
            return self._ids.get(plain)
        pattern = re.compile(re.escape(plain).replace(_ANY_WORD, ".{1,60}?"))
        return next((key for title, key in self._ids.items() if pattern.fullmatch(title)), None)


def _plain(text: str) -> str:
    return " ".join(tokens(fold(text)))


class _Work:
    """One run over a trade's content, with a note of what was added and what was there."""

    def __init__(self, tx: Writer, trade: Trade) -> None:
        self._tx = tx
        self.trade = trade
        self._words: Mapping[str, str] = i18n.words_from({})
        self._adds: dict[str, list[str]] = {spec_of(cls).table: [] for cls in KINDS}
        self._there: dict[str, list[str]] = {spec_of(cls).table: [] for cls in KINDS}
        self.fills: tuple[str, ...] = ()

    def sections(self) -> tuple[Section, ...]:
        """Return the notes, in the order of the kinds."""
        return tuple(
            Section(kind, tuple(adds), tuple(self._there[kind])) for kind, adds in self._adds.items()
        )

    def fill_shop(self, *, with_words: bool) -> None:
        """Fill what the shop has left empty, and learn its words."""
        for row in self._tx.rows(Shop):
            empty: dict[str, Any] = {"trade": self.trade.trade, "products": self.trade.products}
            new = {name: value for name, value in empty.items() if not getattr(row.record, name)}
            if with_words:
                new |= words_to_fill(row.record, self.trade)
            if new:
                self._tx.change(Shop, row.id, **new)
            self.fills = tuple(new)
            self._words = _words_of({**spec_of(Shop).values(row.record), **new})

    def learn_words(self) -> None:
        """Learn the words of the shop, which stays as it is."""
        for row in self._tx.rows(Shop):
            self._words = _words_of(spec_of(Shop).values(row.record))

    def add_vision(self) -> dict[str, int]:
        """Add the vision where there is none; return the ids of the pillars in force by title."""
        text = self.trade.vision
        now = vision.current(self._tx)
        if now or self._tx.count(Vision):
            self._there["vision"] += [now.record.statement] if now else []
            rows = self._tx.rows(Pillar, vision=now.id) if now else []
            self._there["pillar"] += [row.record.title for row in rows]
            known = _Titles(rows)
            found = {pillar.title: known.find(pillar.title) for pillar in text.pillars}
            return {title: pillar_id for title, pillar_id in found.items() if pillar_id}
        fresh = self._add(Vision(statement=self._fill(text.statement), purpose=self._fill(text.purpose)))
        return {
            pillar.title: self._add(
                Pillar(vision=fresh, title=self._fill(pillar.title), meaning=self._fill(pillar.meaning))
            )
            for pillar in text.pillars
        }

    def add_roles(self) -> dict[str, int]:
        """Add the missing roles; return the ids of all by name."""
        known = _Titles(self._tx.rows(Role))
        ids = {}
        for role in self.trade.roles:
            values = {"name": role.name, "in_my_job": role.in_my_job, "examples": role.examples}
            ids[role.name] = self._put(known, Role, values)
        return ids

    def add_stages(self) -> dict[str, int]:
        """Add the missing stages, each behind the one before it; return the ids of all by key."""
        rows = self._tx.rows(Stage)
        known = _Titles(rows)
        order = [row.id for row in rows]
        last = 0 if any(known.find(stage.name) for stage in self.trade.stages) else len(order)
        ids = {}
        for stage in self.trade.stages:
            names = ("name", "wants", "aim", "practise")
            values = {name: getattr(stage, name) for name in names} | {"position": last + 1}
            stage_id = ids[stage.key] = self._put(known, Stage, values)
            if stage_id not in order:
                order.insert(last, stage_id)
            last = order.index(stage_id) + 1
        return ids

    def add_standards(
        self, stages: Mapping[str, int], roles: Mapping[str, int], pillars: Mapping[str, int]
    ) -> None:
        """Add the missing standards of each stage."""
        known = {key: _Titles(self._tx.rows(Standard, stage=stage)) for key, stage in stages.items()}
        for text in self.trade.standards:
            links = {
                "stage": stages[text.stage],
                "owner": roles.get(text.owner),
                "roles": tuple(roles[name] for name in text.roles if name in roles),
                "pillar": pillars.get(text.pillar),
            }
            self._put(known[text.stage], Standard, _plain_values(text) | links)

    def add_never_always(self) -> None:
        """Add the missing lines of both sides."""
        known = {side: _Titles(self._tx.rows(NeverAlways, side=side)) for side in ("never", "always")}
        for item in self.trade.never_always:
            values = {"side": item.side, "text": item.text, "why": item.why}
            self._put(known[item.side], NeverAlways, values)

    def add_list(self, cls: type[Any], texts: Iterable[Any]) -> None:
        """Add what is missing of a list whose entries are called as the fields of the kind are."""
        known = _Titles(self._tx.rows(cls))
        for text in texts:
            self._put(known, cls, asdict(text))

    def add_metrics(self) -> None:
        """Add the missing metrics with the numbers they are made of; one number may serve several."""
        known = _Titles(self._tx.rows(Metric))
        parts: dict[tuple[str, str], int] = {}
        typed = {cadence: self._parts_typed(cadence) for cadence in _CADENCES.values()}
        for text in self.trade.metrics:
            cadence, money = _CADENCES[text.cadence], "money" if text.unit == "money" else "count"
            made: dict[str, int] = {}
            for which, name, unit in (
                ("numerator", text.numerator, money),
                ("denominator", text.denominator, "count"),
            ):
                often = "day" if which in text.daily else cadence
                if (name, often) not in parts:
                    values = {"name": name, "unit": unit, "cadence": often}
                    parts[name, often] = self._put(typed[often], MetricPart, values)
                made[which] = parts[name, often]
            metric: dict[str, Any] = {
                "name": text.name,
                "why": text.why,
                "formula": "share" if text.unit == "percent" else "ratio",
                "first": made["numerator"],
                "second": made["denominator"],
                "cadence": cadence,
                "direction": text.direction,
                "decimals": {"percent": 0, "money": 2}.get(text.unit, 1),
            }
            self._put(known, Metric, metric)

    def add_protocols(self) -> None:
        """Add the missing protocols with their steps and make-goods, each for its defect.

        What a make-good costs is for the shop to say, unless it costs nothing.
        """
        known = _Titles(self._tx.rows(RecoveryProtocol))
        defects = _Titles(self._tx.rows(Standard, kind="defect"))
        for text in self.trade.protocols:
            there = known.find(text.name) is not None
            protocol = self._put(known, RecoveryProtocol, _protocol_values(text, defects))
            if there:
                continue
            for step in text.steps:
                name, does = self._fill(step.name), self._fill(step.does)
                self._add(ProtocolStep(protocol=protocol, name=name, does=does))
            priced = [*((words, None) for words in text.make_good), *((words, 0) for words in text.no_money)]
            for words, cost in priced:
                self._add(MakeGood(text=self._fill(words), cost=cost, protocols=(protocol,)))

    def _parts_typed(self, cadence: str) -> _Titles:
        return _Titles(row for row in self._tx.rows(MetricPart) if row.record.cadence == cadence)

    def _put(self, known: _Titles, cls: type[T], values: Mapping[str, Any]) -> int:
        """Return the id of the record with this title, added when it is not there."""
        spec = spec_of(cls)
        title = values[spec.title]
        found = known.find(title)
        if found is not None:
            self._there[spec.table].append(self._fill(title))
            return found
        return self._add(cls(**{name: self._fill_any(value) for name, value in values.items()}))

    def _add(self, record: object) -> int:
        spec = spec_of(record)
        self._adds[spec.table].append(spec.title_of(record))
        return self._tx.add(record)

    def _fill(self, text: str) -> str:
        return i18n.fill_words(text, self._words)

    def _fill_any(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._fill_any(item) for item in value)
        return self._fill(value) if isinstance(value, str) else value


def _plain_values(text: StandardText) -> dict[str, Any]:
    """Return the values of a standard that refer to nothing."""
    names = ("kind", "text", "why", "sounds_like", "how_we_know", "non_negotiable", "seconds")
    judged = {name: getattr(text, name) or None for name in ("likelihood", "severity")}
    return {name: getattr(text, name) for name in names} | judged


def _protocol_values(text: ProtocolText, defects: _Titles) -> dict[str, Any]:
    """Return the values of a protocol, its defect by the id that it has here."""
    names = ("name", "model", "never_say", "acknowledge_minutes", "resolve_minutes", "follow_up_days")
    defect = defects.find(text.defect)
    return {name: getattr(text, name) for name in names} | {
        "words": (text.say,),
        "note": text.limit_words,
        "defects": (defect,) if defect is not None else (),
    }


def _words_of(shop: Mapping[str, Any]) -> Mapping[str, str]:
    return i18n.words_from({noun: (shop[f"{noun}_one"], shop[f"{noun}_many"]) for noun in i18n.DEFAULT_WORDS})


class _DryRun:
    """A writer that reads what there is and keeps nothing; new records get ids below zero."""

    def __init__(self, reader: Reader) -> None:
        self._last = 0
        self.get = reader.get
        self.find = reader.find
        self.rows = reader.rows
        self.count = reader.count
        self.values = reader.values
        self.columns = reader.columns

    def add(self, record: object) -> int:
        """Give out an id."""
        self._last -= 1
        return self._last

    def change(self, cls: type[object], record_id: int, **values: object) -> None:
        """Change nothing."""

    def remove(self, cls: type[object], record_id: int) -> None:
        """Remove nothing."""
