"""Metric definition: what a number is, exactly, so that everybody means the same by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdesk.entities.metric import DIRECTIONS, Metric
from cxdesk.entities.metric_part import SOURCES, UNITS, MetricPart
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.person import Person
from cxdesk.entities.standard import Standard
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _
from cxdesk.output import metrics
from cxdesk.output.sheet import NOT_MARKED, Gathered, Options, SheetSpec, Topic
from cxdesk.periods import CADENCES
from cxdesk.schema.entity import Stored, changed
from cxdesk.schema.reading import Reader
from cxdesk.services.metrics.look import to_value
from cxdesk.services.metrics.series import definitions, set_for, targets
from cxdesk.services.metrics.verdict import Written, written_for
from cxdesk.services.metrics.wording import formula_text, formula_words

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


@dataclass(frozen=True, slots=True)
class PartText:
    """A number that a metric is made of, and how it is typed."""

    name: str
    how: str


@dataclass(frozen=True, slots=True)
class TargetText:
    """A target with its time and its reason."""

    value: str
    since: str
    by: str = ""
    reason: str = ""
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class EarlierText:
    """How the metric was computed before, until when, and why that changed."""

    version: str
    formula: str
    time: str
    why: str


@dataclass(frozen=True, slots=True)
class DefinitionText:
    """The words of a definition. `facts` are pairs of a label and what it says."""

    name: str
    formula: str = ""
    parts: tuple[PartText, ...] = ()
    why: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    drivers: tuple[str, ...] = ()
    targets: tuple[TargetText, ...] = ()
    earlier: tuple[EarlierText, ...] = ()
    nps: bool = False
    blank: bool = field(default=False, metadata=NOT_MARKED)


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one metric; without any, a page to define one on by hand."""
    metric = metrics.chosen(reader, options)
    if metric is None:
        return Gathered((Topic("", "", DefinitionText("", blank=True), versioned=False),))
    record, written = metric.record, written_for(reader, metric.record)
    standards = (reader.find(Standard, one) for one in record.drivers)
    body = DefinitionText(
        name=metrics.name_of(record),
        formula=formula_text(reader, record),
        parts=tuple(_parts(reader, record)),
        why=record.why,
        facts=tuple(_facts(reader, record, written)),
        drivers=tuple(
            one.record.text for one in standards if one is not None and one.record.status != "retired"
        ),
        targets=tuple(_targets(reader, metric, written)),
        earlier=tuple(_earlier(reader, metric, written)),
        nps=record.nps,
    )
    return Gathered((Topic(body.name, body.name, body, record.version),))


def _label(choices: tuple[tuple[str, str], ...], value: str) -> str:
    return _(dict(choices)[value])


def _parts(reader: Reader, record: Metric) -> Iterator[PartText]:
    for wanted in (record.first, record.second, record.third, record.asked):
        found = reader.find(MetricPart, wanted)
        if found is None:
            continue
        part = found.record
        how = [_label(UNITS, part.unit), _label(CADENCES, part.cadence)]
        if part.taken_from:
            how[1:] = [_("from records: {source}").format(source=_label(SOURCES, part.taken_from))]
        elif part.level:
            how.append(_("what there is on the last day, not added up"))
        if wanted == record.asked:
            how.append(_("how many were asked"))
        yield PartText(part.name, " · ".join(how))


def _facts(reader: Reader, record: Metric, written: Written) -> Iterator[tuple[str, str]]:
    yield _("Looked at"), _label(CADENCES, record.cadence)
    yield _("Direction"), _label(DIRECTIONS, record.direction)
    yield _("Unit"), _unit(record, written)
    yield _("Where the numbers come from"), record.source or _("not written down yet")
    owner = reader.find(Person, record.owner)
    yield _("Owner"), owner.record.name if owner else _("nobody yet")
    if record.survey or record.formula == "score":
        yield _("Made of answers"), _("Fewer than five give no score, fewer than thirty an early one.")
    if record.all_asked:
        yield _("Who is asked"), _("Everybody on the list")
    if record.defined_on is not None:
        yield _("Measured so since"), date_text(record.defined_on, written.language)


def _unit(record: Metric, written: Written) -> str:
    if record.unit:
        return record.unit
    if record.formula in {"share", "kept", "growth"}:
        return _("per cent")
    if record.formula == "score":
        return _("points from −100 to +100")
    return written.currency if written.money else _("a plain number")


def _targets(reader: Reader, metric: Stored[Metric], written: Written) -> Iterator[TargetText]:
    defined = definitions(reader, metric)
    for one in reversed(targets(reader, metric.id)):
        if one.value is None or one.from_on is None:
            continue
        record = changed(metric.record, formula=set_for(defined, one).formula)
        value = written.value(record, to_value(record, one.value))
        days = [date_text(day, written.language) if day else "" for day in (one.from_on, one.by_on)]
        yield TargetText(value, days[0], days[1], one.reason, one.set_by)


def _earlier(reader: Reader, metric: Stored[Metric], written: Written) -> Iterator[EarlierText]:
    rows = [row.record for row in reader.rows(MetricVersion, metric=metric.id)]
    for one in sorted(rows, key=lambda one: -one.version):
        since = date_text(one.from_on, written.language) if one.from_on else _("the beginning")
        until = date_text(one.until_on, written.language) if one.until_on else "–"
        yield EarlierText(
            version=_("version {version}").format(version=one.version),
            formula=formula_words(reader, one.formula, (one.first, one.second, one.third)),
            time=_("{first} to {last}").format(first=since, last=until),
            why=one.why_changed,
        )


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it."""
    from cxdesk.output.layouts import metric_definition

    return metric_definition.sections(gathered, press)


SHEET = SheetSpec(
    name="metric-definition",
    title=N_("Metric definition"),
    about=N_("What a number is made of"),
    area="metrics",
    order=84,
    options=(metrics.metric_option(),),
    gather=gather,
    build=build,
    named_by="metric",
)
