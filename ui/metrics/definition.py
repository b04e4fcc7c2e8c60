"""How a metric is defined: its fields, and the question that a new definition asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.metric import DEFINED, Metric
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.fields import Field
from cxdesk.services.metrics import acts, library
from cxdesk.services.metrics.behind import parts_on
from cxdesk.services.metrics.series import NEEDED
from cxdesk.services.metrics.wording import PLACES, formula_text
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FieldEditor, FormContext, FormDraft
from ui.forms.drafts import put_back, taken
from ui.forms.editors import EditorRow, Maker
from ui.forms.entity_form import EntityForm
from ui.metrics.part_editor import PartEditor
from ui.metrics.sources import SourcesBox
from ui.metrics.wording import label_of
from ui.standards.inline_ask import InlineAsk
from ui.standards.ref_choice import RefChoiceEditor
from ui.widgets import LinkButton
from ui.widgets.wrapped import WrappedLabel

_FRONT = ("name", "formula", "first", "second", "third", ("cadence", "direction"), ("decimals", "unit"))
_ABOUT = (("owner", "source"), "why", "drivers")
_MORE = ("survey", "asked", "all_asked", "nps", "active", ("version", "defined_on"))
MORE_NAMES = ("survey", "asked", "all_asked", "nps", "active", "version", "defined_on")
MORE = "metrics_more"


def _owner(field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
    return RefChoiceEditor(field, context, None, parent)


def label_numbers(rows: Mapping[str, EditorRow], formula: str) -> None:
    """Call the numbers what they are in a formula, and show as many as it takes."""
    for place, name in enumerate(PLACES):
        row = rows[name]
        row.setVisible(place < NEEDED[formula])
        if place < NEEDED[formula]:
            row.label.setText(label_of(formula, place))
            row.editor.target.setAccessibleName(label_of(formula, place))


class NewDefinition(InlineAsk):
    """Asks for the new way, from when, and why: what was measured before stays as it was."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("New definition"), _("Begin the new definition"), parent)
        self.bridge = bridge
        self.metric_id: int | None = None
        context = FormContext(bridge)
        fields = spec_of(Metric).fields
        versions = spec_of(MetricVersion).fields
        place = self.body.indexOf(self.sentence)
        self.rows: dict[str, EditorRow] = {}
        for name in DEFINED:
            make: Maker | None = partial(_part, self.cadence) if name in PLACES else None
            self.rows[name] = EditorRow(fields[name], context, self, make=make)
        self.rows["from_on"] = EditorRow(versions["from_on"], context, self)
        self.rows["why_changed"] = EditorRow(versions["why_changed"], context, self)
        for row in self.rows.values():
            self.body.insertWidget(place, row)
            place += 1
        self.rows["formula"].kept.connect(self.on_formula)
        self.answered.connect(self.on_answered)

    def cadence(self) -> str:
        """Return how often it will be looked at."""
        return str(self.rows["cadence"].editor.draft() or "week")

    def stops(self) -> list[QWidget]:
        fields = [stop for row in self.rows.values() if not row.isHidden() for stop in row.editor.stops()]
        return [*fields, self.button, self.cancel]

    def begin(self, row: Stored[Metric]) -> None:
        """Ask, with the definition as it is now."""
        self.metric_id = row.id
        for name in DEFINED:
            self.rows[name].show_value(getattr(row.record, name))
        self.rows["from_on"].show_value(clock.today())
        self.rows["why_changed"].show_value("")
        label_numbers(self.rows, row.record.formula)
        about = _(
            "The chart breaks on that day: both stretches stay as they were measured. The target belongs to"
            " the way it was set for; set a new one afterwards."
        )
        self.put(about)
        self.rows["formula"].setFocus(Qt.FocusReason.TabFocusReason)
        self._later.start()

    @Slot(str, object)
    def on_formula(self, _name: str, formula: str) -> None:
        """Show the numbers that the new formula takes."""
        label_numbers(self.rows, formula)

    @Slot()
    def on_answered(self) -> None:
        """Begin the new definition, or say what is missing."""
        values: dict[str, Any] = {}
        for name, row in self.rows.items():
            if row.isHidden():
                values[name] = None
                continue
            fit, value = row.read()
            if not fit:
                row.setFocus(Qt.FocusReason.TabFocusReason)
                return
            values[name] = value
        reason, from_on = values.pop("why_changed") or "", values.pop("from_on")
        metric = self.metric_id
        if metric is None:
            return
        if not isinstance(from_on, date):
            self.rows["from_on"].show_wrong(_("Say from which day on."))
            return
        done = self.bridge.act(
            _("define metric anew"),
            lambda tx: acts.new_version(tx, metric, reason=reason, from_on=from_on, **values),
            done=_("The new definition holds from then on; the past stays."),
            inline=True,
        )
        if done:
            self.close_ask()
            return
        for name, sentence in done.fields.items():
            self.rows[name].show_wrong(sentence)


def _part(cadence: Any, field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
    return PartEditor(field, context, cadence, parent)


class MetricForm(EntityForm):
    """All fields of a metric. How it is computed is locked once there are numbers."""

    numbers_wanted = Signal()
    enter_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.ask: NewDefinition | None = None
        """Made when a new definition is begun."""
        self.sources: SourcesBox | None = None
        self.more: LinkButton | None = None
        self._more_soon = QTimer(parent)
        self._more_soon.setSingleShot(True)
        self._more_soon.timeout.connect(self.show_more)
        super().__init__(
            bridge, spec_of(Metric), parent, fields=(*_FRONT, *_ABOUT), heading="", buttons=False, shown=False
        )

    def makers(self) -> Mapping[str, Maker]:
        part = partial(_part, self.cadence)
        return {"first": part, "second": part, "third": part, "asked": part, "owner": _owner}

    def cadence(self) -> str:
        """Return how often the metric is looked at, kept or not."""
        return str(self.rows["cadence"].editor.draft() or "week") if "cadence" in self.rows else "week"

    def _make_rows(self) -> None:
        had_more = MORE_NAMES[0] in self.rows
        self.ask = None
        super()._make_rows()
        body = self.area.body
        inside = self.area.widget()
        self.words = WrappedLabel(parent=inside)
        self.words.setContentsMargins(0, 0, 0, theme.px(2))
        line = QWidget(inside)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.redefine = LinkButton(_("New definition…"), line)
        self.redefine.clicked.connect(self.on_redefine)
        self.numbers = LinkButton(_("What is entered, how often"), line)
        self.numbers.clicked.connect(self.numbers_wanted)
        self.enter = LinkButton(_("Enter now"), line)
        self.enter.clicked.connect(self.enter_wanted)
        row.addWidget(self.enter)
        row.addWidget(self.redefine)
        row.addWidget(self.numbers)
        row.addStretch(1)
        self.past = WrappedLabel(parent=inside)
        place = body.indexOf(self.rows["third"]) + 1
        self.sources = SourcesBox(self.bridge, inside)
        for part in (self.words, line, self.past, self.sources):
            body.insertWidget(place, part)
            place += 1
        self.more = LinkButton(_("More"), inside, icon="down")
        self.more.clicked.connect(self.on_more)
        body.insertWidget(body.count() - 1, self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows["formula"].kept.connect(self.on_formula)
        if had_more:
            self._add_rows(_MORE)

    @Slot()
    def show_more(self) -> None:
        """Make the other fields, and show them."""
        if MORE_NAMES[0] in self.rows or self.bridge.workspace is None:
            return
        self._add_rows(_MORE)
        values = self.values()
        for name in MORE_NAMES:
            self.rows[name].show_value(values[name])
            self.rows[name].setEnabled(self.stored() is not None)
        self._show_state()

    def _keep(self, record_id: int, values: Mapping[str, Any]) -> bool:
        """Keep fields; numbers that were only just made for the metric go with its cadence, in one step."""
        if "cadence" not in values:
            return super()._keep(record_id, values)
        row = self.rows["cadence"]
        visit = row.visit = row.visit or object()
        if not super()._keep(record_id, values):
            return False
        self.context.ws.run(
            _("change metric"), lambda tx: library.fit_parts(tx, record_id), initiator=self, visit=visit
        )
        self.bridge.deliver()
        self._show_state()
        return True

    def _show_state(self) -> None:
        super()._show_state()
        if self.more is None:
            return
        row = self.stored()
        locked = row is not None and acts.has_numbers(self.context.ws, row.record)
        free = not self.context.ws.read_only
        formula = str(self.rows["formula"].editor.draft() or "share")
        label_numbers(self.rows, formula)
        for name in DEFINED:
            self.rows[name].setEnabled(not locked)
        self.redefine.setVisible(locked and free)
        self.numbers.setVisible(row is not None)
        typed = row is not None and bool(self._typed_parts(row))
        self.enter.setVisible(row is not None and typed and free and not self._gap(row))
        if self.sources is not None:
            self.sources.show_metric(row.id if row is not None else None)
        self.words.setText(self._formula_words(row))
        self._show_past(row)
        shown = bool(self.bridge.settings.views.get(MORE)) and not self.adding
        self.more.setVisible(not self.adding)
        self.more.setText(_("Less") if shown else _("More"))
        self.more.set_icon("up" if shown else "down")
        if MORE_NAMES[0] not in self.rows:
            if shown:
                self._more_soon.start()  # a turn of its own: the first fields are seen before
            return
        for name in MORE_NAMES:
            self.rows[name].setVisible(shown)
        side = self.rows["version"].parentWidget()
        if side is not None:
            side.setVisible(shown)

    def _formula_words(self, row: Stored[Metric] | None) -> str:
        if row is None:
            return _("Once it has a name and its numbers, they can be entered.")
        return self._gap(row) or formula_text(self.context.ws, row.record)

    def _typed_parts(self, metric: Stored[Metric]) -> list[int]:
        rows = parts_on(self.context.ws, metric, clock.today())
        return [row.id for row in rows if not row.record.taken_from]

    def _gap(self, row: Stored[Metric]) -> str:
        """Return what its definition lacks to give values."""
        defined = {name: getattr(row.record, name) for name in DEFINED}
        return acts.definition_gap(self.context.ws, **defined)

    def _show_past(self, row: Stored[Metric] | None) -> None:
        rows = self.context.ws.rows(MetricVersion, metric=row.id) if row is not None else []
        said = [
            _("Until {day} it was measured another way: {why}").format(
                day=date_text(one.record.until_on, self.context.language), why=one.record.why_changed
            )
            for one in sorted(rows, key=lambda one: one.record.version, reverse=True)
            if one.record.until_on is not None
        ]
        self.past.setText("\n".join(said) or " ")
        self.past.setVisible(bool(said))

    def flush(self) -> bool:
        if self.sources is not None and self.bridge.workspace is not None:
            self.sources.flush()
        return super().flush()

    def show_draft(self, draft: FormDraft) -> None:
        if any(name in fields for fields in draft.fields.values() for name in MORE_NAMES):
            self.show_more()
        super().show_draft(draft)

    def asked(self) -> object:
        open_ask = self.ask if self.ask is not None and self.ask.is_open() else None
        return taken(open_ask.rows.values()) if open_ask is not None else None

    def ask_again(self, asked: Any) -> None:
        self.on_redefine()
        if self.ask is not None:
            put_back(self.ask.rows.values(), asked)
            label_numbers(self.ask.rows, str(self.ask.rows["formula"].editor.draft()))

    def stored(self) -> Stored[Metric] | None:
        """Return the metric that is shown."""
        return self.context.ws.find(Metric, self.record_id)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        found: list[QWidget] = []
        more: list[QWidget] = [self.more] if self.more is not None else []
        for name, row in self.rows.items():
            if name == "cadence":
                found += [self.enter, self.redefine, self.numbers]
                found += self.ask.stops() if self.ask is not None and self.ask.is_open() else []
                found += self.sources.stops() if self.sources is not None else []
            if name == MORE_NAMES[0]:
                found += more
            found += row.editor.stops()
        return [*found, *(() if MORE_NAMES[0] in self.rows else more), self.history_button]

    def close_ask(self) -> bool:
        """Close the question if it is open; tell whether it was."""
        if self.ask is None or not self.ask.is_open():
            return False
        self.ask.close_ask()
        return True

    @Slot(str, object)
    def on_formula(self, _name: str, formula: str) -> None:
        """Show the numbers that the formula takes."""
        label_numbers(self.rows, formula)

    @Slot()
    def on_redefine(self) -> None:
        """Ask for the new way."""
        row = self.stored()
        if row is None:
            return
        self.flush()
        if self.ask is None:
            self.ask = NewDefinition(self.bridge, self.area.widget())
            self.ask.closed.connect(self.on_ask_closed)
            self.area.body.insertWidget(self.area.body.indexOf(self.past), self.ask)
        self.ask.begin(row)

    @Slot()
    def on_ask_closed(self) -> None:
        """Go back to where the question came from."""
        self.reload()
        self.redefine.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_more(self) -> None:
        """Show the other fields, or no longer."""
        views = self.bridge.settings.views
        views[MORE] = not views.get(MORE)
        self._show_state()
        if views[MORE]:
            self._more_soon.stop()
            self.show_more()
