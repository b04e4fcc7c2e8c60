"""One story of the sample shop from end to end: complaint, root, new version, action, mark on a chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from cxdesk import i18n
from cxdesk.entities.action import Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.metric import Metric
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.entities.why import Why
from cxdesk.paths import resource
from cxdesk.schema.reading import Writer
from cxdesk.services.samples_incidents import SampleIncident, SampleIncidents, fill_incidents
from cxdesk.services.trade_files import read_file


@dataclass(frozen=True, slots=True)
class SampleWhy:
    """One why and its evidence."""

    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SampleDeed:
    """An action; done on no day with 0, without a metric with ""."""

    what: str
    owner: str
    due_in_days: int
    done_in_days: int
    metric: str
    check_days: int


@dataclass(frozen=True, slots=True)
class SampleMark:
    """A launch on a chart."""

    in_days: int
    metric: str
    text: str


@dataclass(frozen=True, slots=True)
class SampleTrail:
    """What the file holds; `standard` by its text, with the version that came of it."""

    standard: str
    version: int
    asked_in_days: int
    team: str
    problem: str
    root: str
    rule_was_for: str
    countermeasure: str
    incidents: tuple[SampleIncident, ...]
    whys: tuple[SampleWhy, ...]
    actions: tuple[SampleDeed, ...]
    marks: tuple[SampleMark, ...]


@cache
def sample_trail(name: str) -> SampleTrail:
    """Return the story of a sample shop."""
    return read_file(SampleTrail, resource("samples", f"{name}_trail.toml"))


def fill_trail(tx: Writer, data: SampleTrail, today: date, people: Mapping[str, int]) -> None:
    """Add the story, as of `today`, to a shop that has its incidents, metrics and versions."""
    words = i18n.words_from(next(row.record for row in tx.rows(Shop)).words())
    fill_incidents(tx, SampleIncidents(data.incidents, ()), today, people)
    told = {i18n.fill_words(one.happened, words) for one in data.incidents}
    incident = next(row for row in tx.rows(Incident) if row.record.happened in told)
    standards = {row.record.text: row.id for row in tx.rows(Standard)}
    metrics = {row.record.name: row.id for row in tx.rows(Metric)}
    five_whys = tx.add(
        FiveWhys(
            problem=i18n.fill_words(data.problem, words), incident=incident.id, defect=incident.record.defect,
            asked_on=today + timedelta(days=data.asked_in_days), team=data.team, root=data.root,
            rule_was_for=i18n.fill_words(data.rule_was_for, words),
            countermeasure=i18n.fill_words(data.countermeasure, words),
            standard=standards[i18n.fill_words(data.standard, words)], standard_version=data.version,
        )
    )  # fmt: skip
    for why in data.whys:
        tx.add(Why(five_whys=five_whys, text=i18n.fill_words(why.text, words), evidence=why.evidence))
    for deed in data.actions:
        done = today + timedelta(days=deed.done_in_days) if deed.done_in_days else None
        tx.add(
            Action(
                what=i18n.fill_words(deed.what, words), owner=people[deed.owner],
                due_on=today + timedelta(days=deed.due_in_days), done_on=done,
                from_kind="five_whys", from_record=five_whys,
                metric=metrics[deed.metric] if deed.metric else None, check_days=deed.check_days or None,
            )
        )  # fmt: skip
    for mark in data.marks:
        day = today + timedelta(days=mark.in_days)
        note = ChartNote(happened_on=day, sort="launch", metric=metrics[mark.metric], text=mark.text)
        tx.add(note)
