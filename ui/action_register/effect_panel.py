"""“Did it work?”: the metric before and after, and the three answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.action import WORKED, Action
from cxdesk.formats import date_text
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored
from cxdesk.services.metrics.effects import Effect, effect_in
from cxdesk.services.recovery import actions
from ui import theme
from ui.bridge import Bridge
from ui.metrics.looks import looks_of
from ui.widgets import FieldLabel, LinkButton, SecondaryButton, SectionHeading, TextBox
from ui.widgets.wrapped import WrappedLabel

NAME = "action_effect"
_ANSWERS = (("yes", N_("Yes, it worked")), ("no", N_("No")), ("unclear", N_("Not to be told yet")))


class EffectPanel(QWidget):
    """Shown of what is done: asks once the day has come, says before when it will be, and what is known."""

    answered = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._row: Stored[Action] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(6), 0, 0)
        column.setSpacing(theme.px(6))
        self.heading = SectionHeading(_("Did it work?"), self)
        self.when = WrappedLabel(parent=self)
        self.effect = WrappedLabel(parent=self, tone="text", size="body")
        self.metric_button = LinkButton(_("Show the chart"), self, icon="metrics")
        self.metric_button.clicked.connect(self.on_metric)
        self.note = TextBox(self, name=_("What shows it"), lines=1, most=6)
        self.note_label = FieldLabel(_("What shows it"), self, buddy=self.note)
        for part in (self.heading, self.when, self.effect):
            column.addWidget(part)
        column.addWidget(self.metric_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.note_label)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.buttons: list[SecondaryButton] = []
        for answer, words in _ANSWERS:
            button = SecondaryButton(_(words), self)
            button.setProperty("answer", answer)
            button.clicked.connect(self.on_answer)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._looks = looks_of(bridge)
        self._looks.ready.connect(self.on_look)
        self.hide()

    def show_of(self, row: Stored[Action] | None) -> None:
        """Show what there is to say about the effect of an action."""
        before, self._row = self._row, row
        asked = row is not None and (row.record.check_days is not None or row.record.metric is not None)
        shown = asked and row is not None and row.record.done_on is not None
        self.setVisible(shown)
        if row is None or not shown:
            self._looks.want([], NAME)
            return
        if before is None or before.id != row.id:
            self.note.set_text("")
        due = actions.state(row.record, clock.today()) == "check"
        self.when.setText(self._when(row.record, due=due))
        self.when.setVisible(bool(self.when.text()))
        self.metric_button.setVisible(row.record.metric is not None)
        may = not self.bridge.ws.read_only and row.record.worked not in {"yes", "no"}
        for part in (*self.buttons, self.note, self.note_label):
            part.setVisible(may)
        self._looks.want([row.record.metric] if row.record.metric is not None else [], NAME)
        self._show_effect()

    def _when(self, record: Action, *, due: bool) -> str:
        language = self.bridge.ws.shop.language
        check = actions.check_day(record)
        if record.worked in {"yes", "no"} and record.worked_on is not None:
            words = _("{answer}, said on {day}. {note}")
            answer = _(dict(WORKED)[record.worked])
            day = date_text(record.worked_on, language)
            return words.format(answer=answer, day=day, note=record.worked_note).strip()
        if due:
            return _("It is time to tell. Look at what changed, then answer.")
        if check is not None:
            return _("It is asked on {day}; you may answer before.").format(day=date_text(check, language))
        return ""

    def _show_effect(self) -> None:
        found = self._effect()
        self.effect.setVisible(found is not None)
        if found is not None:
            self.effect.setText(f"{found.name}: {found.sentence}")

    def _effect(self) -> Effect | None:
        """Return what the metric says; None without one, before the day, and until it is computed."""
        record = self._row.record if self._row is not None else None
        if record is None or record.metric is None or record.done_on is None:
            return None
        shown = self._looks.get(record.metric)
        return effect_in(shown.look, shown.written, record.done_on) if shown is not None else None

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.metric_button, self.note, *self.buttons]

    @Slot(int)
    def on_look(self, metric: int) -> None:
        """Show what was just computed."""
        if self.bridge.workspace is not None and self._row is not None and self._row.record.metric == metric:
            self._show_effect()

    @Slot()
    def on_metric(self) -> None:
        """Go to the chart of the metric."""
        if self._row is not None and self._row.record.metric is not None:
            self.bridge.show_record("metric", self._row.record.metric)

    @Slot()
    def on_answer(self) -> None:
        """Keep the answer of a button."""
        sender: QObject | None = self.sender()
        if sender is not None:
            self.answer(str(sender.property("answer")))

    def answer(self, worked: str) -> None:
        """Keep an answer."""
        row, note = self._row, self.note.text()
        if row is None:
            return
        done = self.bridge.act(
            _("say whether an action worked"),
            lambda tx: actions.answer(tx, row.id, worked, note),
            initiator=self,
            done=_("Kept: it is asked again later.") if worked == "unclear" else _("Kept."),
        )
        if done:
            self.note.set_text("")
            self.answered.emit()
