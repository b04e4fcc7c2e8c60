"""Targets, notes on the chart, and the numbers that are entered: each a list with its form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from cxdesk import clock
from cxdesk.entities.chart_note import SORTS, ChartNote
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import UNITS, WITHIN_WEEKS, MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.part_value import PartValue
from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from cxdesk.periods import CADENCES
from cxdesk.schema.entity import Stored, changed
from cxdesk.schema.fields import Field
from cxdesk.services.metrics import acts
from cxdesk.services.metrics.series import definitions, set_for, target_on
from ui.bridge import Bridge
from ui.forms.base import FieldEditor, FormContext
from ui.forms.layout import Arrangement
from ui.metrics.looks import Shown
from ui.metrics.panel import RecordForm, RecordsPanel
from ui.metrics.sources import SourceEditor, source_editor, source_text
from ui.metrics.wording import typed_target
from ui.standards.ref_choice import RefChoiceEditor
from ui.standards.rows import Row, RowTag

_SORTS, _UNITS, _CADENCES = dict(SORTS), dict(UNITS), dict(CADENCES)


class TargetForm(RecordForm):
    """A new target takes the place of one from the same day."""

    def keep_new(self, values: dict[str, Any]) -> int:
        given = dict(values)
        metric, value = given.pop("metric"), given.pop("value")
        label = _("set target")
        return self.context.ws.run(
            label, lambda tx: acts.set_target(tx, metric, value, **given), initiator=self
        )

    def _keep(self, record_id: int, values: Mapping[str, Any]) -> bool:
        ws = self.context.ws
        metric = ws.get(MetricTarget, record_id).record.metric
        day = values.get("from_on")
        others = ws.rows(MetricTarget, metric=metric, from_on=day) if day is not None else []
        if any(row.id != record_id for row in others):
            words = _("There is a target from that day already: change that one, or take it away.")
            self.rows["from_on"].show_wrong(words)
            return False
        return super()._keep(record_id, values)


class TargetsPanel(RecordsPanel):
    """What the metric has to be: the newest target on top, the earlier ones below for their own days."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self._shown: Shown | None = None
        fields = (("value", "from_on"), "reason", ("by_on", "set_by"))
        super().__init__(bridge, MetricTarget, fields, _("Targets"), _("Target"), parent)

    def make_form(self, fields: Arrangement) -> RecordForm:
        return TargetForm(self.bridge, MetricTarget, fields, self, self.makers)

    def none_words(self) -> str:
        return _("No target yet. A target holds from a day on; a later one leaves the earlier days alone.")

    def removed_words(self) -> str:
        return _("The target is in the trash.")

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        self._shown = shown
        super().show_metric(metric, shown)

    def preset(self) -> dict[str, Any]:
        return {"metric": self.metric_id, "from_on": clock.today(), "set_by": self.bridge.who}

    def records(self) -> list[Stored[Any]]:
        rows = self.bridge.ws.rows(MetricTarget, metric=self.metric_id) if self.metric_id else []
        return sorted(rows, key=lambda row: (row.record.from_on or date.min, row.id), reverse=True)

    def row(self, row: Stored[Any]) -> Row:
        language = self.bridge.ws.shop.language
        record: MetricTarget = row.record
        metric = self.bridge.ws.get(Metric, record.metric or 0)
        defined = definitions(self.bridge.ws, metric)
        held = set_for(defined, record)
        value = typed_target(
            self._shown, changed(metric.record, formula=held.formula), record.value, language
        )
        said = [_("from {day}").format(day=date_text(record.from_on, language))] if record.from_on else []
        if record.by_on:
            said.append(_("to be reached by {day}").format(day=date_text(record.by_on, language)))
        if held is not defined[-1]:
            said.append(_("when it was measured another way"))
        ordered = [one.record for one in reversed(self.records())]
        holds = target_on(ordered, clock.today(), defined[-1]) == record
        return Row(
            id=row.id,
            text=value,
            quiet=" · ".join(filter(None, (*said, record.reason))),
            tags=(RowTag(_("Now"), "brand"),) if holds else (),
            icon="metrics",
        )


def _metric_of_note(field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
    return RefChoiceEditor(field, context, None, parent)


class NotesPanel(RecordsPanel):
    """What happened and belongs on the chart: notes, launches, and where new limits begin."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        fields = (("happened_on", "sort"), "text", "metric")
        super().__init__(bridge, ChartNote, fields, _("Notes and launches"), _("Note"), parent)
        self.form.rows["text"].label.setText(_("Text; of new limits the reason"))
        self.form.rows["metric"].label.setText(_("On the chart of (– for all charts)"))

    def makers(self) -> dict[str, Any]:
        return {"metric": _metric_of_note}

    def none_words(self) -> str:
        return _(
            "Nothing noted yet. Press N on the chart: a note explains a value, a launch compares the time"
            " before with the time since, and new limits begin where you say why."
        )

    def removed_words(self) -> str:
        return _("The note is in the trash.")

    def preset(self) -> dict[str, Any]:
        return {"metric": self.metric_id, "happened_on": clock.today()}

    def records(self) -> list[Stored[Any]]:
        rows = [row for row in self.bridge.ws.rows(ChartNote) if row.record.metric in {None, self.metric_id}]
        return sorted(rows, key=lambda row: (row.record.happened_on or date.min, row.id), reverse=True)

    def row(self, row: Stored[Any]) -> Row:
        record: ChartNote = row.record
        language = self.bridge.ws.shop.language
        day = date_text(record.happened_on, language) if record.happened_on else ""
        everywhere = _("on all charts") if record.metric is None else ""
        tags = (RowTag(_(_SORTS[record.sort]), "brand"),) if record.sort != "note" else ()
        return Row(
            id=row.id, text=record.text, quiet=" · ".join(filter(None, (day, everywhere))), tags=tags,
            icon="star" if record.sort == "launch" else "quote",
        )  # fmt: skip


class PartsPanel(RecordsPanel):
    """The numbers that are typed or counted: what they are, how often, and where they come from."""

    tall = True

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        fields = ("name", ("unit", "cadence"), "taken_from", "within_weeks", "level", "active")
        super().__init__(bridge, MetricPart, fields, _("What is entered, how often"), _("Number"), parent)

    def makers(self) -> dict[str, Any]:
        return {"taken_from": partial(source_editor, self._unit)}

    def _unit(self) -> str:
        return str(self.form.rows["unit"].editor.draft() or "count") if "unit" in self.form.rows else "count"

    def none_words(self) -> str:
        return _("No numbers yet. They come with the metrics that need them.")

    def removed_words(self) -> str:
        return _("The number and everything typed for it are in the trash.")

    def records(self) -> list[Stored[Any]]:
        return list(self.bridge.ws.rows(MetricPart))

    def show_records(self) -> None:
        super().show_records()
        typed = self.bridge.ws.count(PartValue, part=self.current) if self.current else 0
        locked = bool(typed) and not self.form.adding
        source = self.form.rows["taken_from"].editor
        if isinstance(source, SourceEditor):
            source.fit(str(source.draft()))
        counted = bool(source.draft())
        # What was typed by the day would lie between the weeks.
        self.form.rows["cadence"].setDisabled(locked or counted)
        self.form.rows["level"].setDisabled(counted)
        self.form.rows["within_weeks"].setVisible(source.draft() in WITHIN_WEEKS)

    def on_chosen(self, record: int) -> None:
        super().on_chosen(record)
        self.show_records()

    def row(self, row: Stored[Any]) -> Row:
        record: MetricPart = row.record
        users = [one.record.name for one in self._users(row.id)]
        used = (
            ngettext("for {names}", "for {names}", len(users)).format(names=", ".join(users)) if users else ""
        )
        return Row(
            id=row.id,
            text=record.name,
            quiet=" · ".join(
                filter(
                    None,
                    (
                        source_text(record.taken_from) if record.taken_from else _(_CADENCES[record.cadence]),
                        _(_UNITS[record.unit]),
                        used,
                    ),
                )
            ),
            tags=() if record.active else (RowTag(_("out of use")),),
            icon="list",
            dim=not record.active,
        )

    def _users(self, part: int) -> list[Stored[Metric]]:
        return [
            row
            for row in self.bridge.ws.rows(Metric)
            if part in {row.record.first, row.record.second, row.record.third, row.record.asked}
        ]
