"""Where the numbers of a metric come from: each is typed, or counted from records that fit its unit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import SOURCES, UNITS, WITHIN_WEEKS, MetricPart, sources_of
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from cxdesk.schema.fields import Field
from cxdesk.schema.reading import Writer
from cxdesk.services.metrics import library
from cxdesk.services.metrics.series import NEEDED
from cxdesk.services.metrics.wording import PLACES
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FieldEditor, FormContext
from ui.forms.editors import EditorRow
from ui.widgets import ChoiceBox, LinkButton
from ui.widgets.wrapped import WrappedLabel

_SOURCES = dict(SOURCES)


def source_text(source: str) -> str:
    """Return where a number comes from in words."""
    if not source:
        return _("Typed in")
    return _("From records: {source}").format(source=_(_SOURCES[source]))


class SourceEditor(FieldEditor):
    """Offers the sources that fit a unit."""

    def __init__(
        self, field: Field, context: FormContext, unit: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(field, context, parent)
        self._unit = unit
        self.box = ChoiceBox(self)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self.on_activated)

    def fit(self, draft: str) -> None:
        """Offer what fits now; what is chosen stays among it, so that it can be seen and changed."""
        keys = [key for key, _label in sources_of(self._unit())]
        keys += [draft] if draft and draft not in keys else []
        if keys == [self.box.itemData(place) for place in range(self.box.count())]:
            return
        self.box.clear()
        for key in keys:
            self.box.addItem(source_text(key), key)
        self.box.setCurrentIndex(self.box.findData(draft))

    def draft(self) -> object:
        return self.box.currentData() or ""

    def show_draft(self, draft: Any) -> None:
        self.fit(str(draft or ""))
        self.box.setCurrentIndex(self.box.findData(draft or ""))

    @Slot(int)
    def on_activated(self, _index: int) -> None:
        """Keep what was chosen."""
        self.typed.emit()
        self.left.emit()


def source_editor(
    unit: Callable[[], str], field: Field, context: FormContext, parent: QWidget | None
) -> FieldEditor:
    """Make an editor of sources, for rows of forms."""
    return SourceEditor(field, context, unit, parent)


class _PartRow(QWidget):
    """One number of the metric: where it comes from, and within how many weeks where that is asked."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.part: int | None = None
        self.unit = UNITS[0][0]
        context, fields = FormContext(bridge), spec_of(MetricPart).fields
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(12))
        self.source = EditorRow(
            fields["taken_from"], context, self, make=partial(source_editor, self.unit_now)
        )
        self.weeks: EditorRow | None = None
        """Made for a source that asks for them."""
        self._context, self._line = context, line
        line.addWidget(self.source, 3)
        self.source.kept.connect(self.on_kept)

    def unit_now(self) -> str:
        """Return the unit of the number."""
        return self.unit

    def show_part(self, part: int, record: MetricPart) -> None:
        """Show where a number comes from."""
        if part != self.part or record.unit != self.unit:
            self.part, self.unit = part, record.unit
            self.source.show_value(record.taken_from)
            if self.weeks is not None:
                self.weeks.show_value(record.within_weeks)
        self.source.refresh(record.taken_from)
        self._show_weeks(record)
        words = _("“{name}” comes from").format(name=record.name)
        self.source.label.setText(words)
        self.source.editor.target.setAccessibleName(words)
        for row in self.rows():
            row.setDisabled(self.bridge.ws.read_only)

    def rows(self) -> list[EditorRow]:
        """Return the fields that were made."""
        return [self.source] if self.weeks is None else [self.source, self.weeks]

    def _show_weeks(self, record: MetricPart) -> None:
        asked = record.taken_from in WITHIN_WEEKS
        if self.weeks is None and asked:
            self.weeks = EditorRow(spec_of(MetricPart).fields["within_weeks"], self._context, self)
            self.weeks.kept.connect(self.on_kept)
            self.weeks.show_value(record.within_weeks)
            self._line.addWidget(self.weeks, 2, Qt.AlignmentFlag.AlignTop)
        if self.weeks is not None:
            self.weeks.refresh(record.within_weeks)
            self.weeks.setVisible(asked)

    @Slot(str, object)
    def on_kept(self, name: str, value: Any) -> None:
        """Keep it for the number, in whatever metrics it is."""
        part = self.part
        if part is None or self.bridge.ws.find(MetricPart, part) is None:
            return
        row = next(one for one in self.rows() if one.field.name == name)
        done = self.bridge.change(MetricPart, part, inline=True, **{name: value})
        if done:
            row.show_value(value)
        else:
            row.show_wrong(next(iter(done.fields.values()), done.error.message if done.error else ""))


class SourcesBox(QWidget):
    """The numbers of a metric one below the other, and one button that takes all of them from records."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.metric_id: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.hint = WrappedLabel(parent=self)
        self.all_button = LinkButton(_("Take all of them from records"), self)
        self.all_button.clicked.connect(self.on_all)
        self.rows: list[_PartRow] = []
        """As many as the formulas that were shown took."""
        self._column = column
        column.addWidget(self.hint)
        column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_metric(self, metric: int | None) -> None:
        """Show the numbers that its formula takes; nothing where there are none yet."""
        self.metric_id = metric
        ws = self.bridge.ws
        found = ws.find(Metric, metric)
        ids = [] if found is None else [getattr(found.record, name) for name in PLACES]
        needed = 0 if found is None else NEEDED[found.record.formula]
        parts = [part for part in (ws.find(MetricPart, one) for one in ids[:needed]) if part is not None]
        for place in range(len(self.rows), len(parts)):
            self.rows.append(_PartRow(self.bridge, self))
            self._column.insertWidget(place, self.rows[place])
        for row, part in zip(self.rows, parts, strict=False):
            row.show_part(part.id, part.record)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(parts))
        proposed = library.proposed_sources(ws, found.record) if found is not None else {}
        there = {part.id: part.record.taken_from for part in parts}
        offered = bool(proposed) and not ws.read_only and proposed != there
        self.hint.setText(self._hint(proposed) if offered else " ")
        self.hint.setVisible(offered)
        self.all_button.setVisible(offered)
        self.setVisible(bool(parts))

    def _hint(self, proposed: dict[int, str]) -> str:
        said = _("What is in the file can say this by itself, always as it is now: nothing has to be typed.")
        others = [
            row.record.name
            for row in self.bridge.ws.rows(Metric, active=True)
            if row.id != self.metric_id
            and proposed.keys() & {row.record.first, row.record.second, row.record.third}
        ]
        if others:
            names = ", ".join(f"“{name}”" for name in others)
            said += " " + _("The same numbers are in {names}.").format(names=names)
        return said

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        found: list[QWidget] = []
        for row in self.rows:
            if not row.isHidden():
                found += row.source.editor.stops()
                found += (
                    row.weeks.editor.stops() if row.weeks is not None and not row.weeks.isHidden() else []
                )
        return found if self.all_button.isHidden() else [*found, self.all_button]

    def flush(self) -> None:
        """Keep what is typed."""
        for row in self.rows:
            if row.weeks is not None:
                row.weeks.settle()

    @Slot()
    def on_all(self) -> None:
        """Take all numbers from records, as one step."""
        metric = self.metric_id
        if metric is None:
            return
        done = _("Its numbers come from records now. What was typed before is kept.")
        if self.bridge.act(_("take numbers from records"), partial(_take, metric), done=done):
            self.show_metric(metric)
            self.rows[0].source.setFocus(Qt.FocusReason.OtherFocusReason)


def _take(metric: int, tx: Writer) -> None:
    library.take_from_records(tx, metric)
