"""The form of one action: what, who, by when, how it stands, whether it worked, and where it came from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services.recovery import actions, trail
from cxdesk.text import one_line
from ui import theme
from ui.action_register.effect_panel import EffectPanel
from ui.bridge import Bridge
from ui.standards.inline_ask import InlineAsk
from ui.standards.side_form import SideForm
from ui.standards.trail_view import TrailView
from ui.widgets import Divider, FlowLayout, LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.wrapped import WrappedLabel

_LINK = 44
"""Letters of the link: it can't be broken."""
_FIELDS = ("what", ("owner", "due_on"), ("metric", "check_days"), "done_on", "done_note")


class ActionForm(SideForm):
    """Shows an action and keeps each field as it is left."""

    done_pressed = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.effect: EffectPanel | None = None
        super().__init__(bridge, Action, _FIELDS, _("Action"), parent)

    def dress(self, body: QVBoxLayout) -> None:
        super().dress(body)
        inside = body.parentWidget()
        self.state = WrappedLabel(parent=inside, tone="text", size="strong")
        self.came_from = LinkButton(parent=inside, icon="link")
        self.came_from.clicked.connect(self.on_came_from)
        body.insertWidget(1, self.state)
        body.insertWidget(2, self.came_from, 0, Qt.AlignmentFlag.AlignLeft)
        place = body.indexOf(self.rows["done_on"])
        body.insertWidget(place, self._acts(inside))
        self.drop_ask = InlineAsk(_("Drop this action"), _("Drop it"), inside)
        self.drop_ask.add_box("why", _("Why it is not done any more"))
        self.drop_ask.answered.connect(self.on_drop_answered)
        self.drop_ask.closed.connect(self.on_drop_closed)
        body.insertWidget(place + 1, self.drop_ask)
        self.effect = EffectPanel(self.bridge, inside)
        self.line = Divider(inside)
        self.trail = TrailView(self.bridge, inside, told=False)
        body.insertWidget(3, self.effect)
        for part in (self.line, self.trail):
            body.insertWidget(body.count() - 1, part)

    def _acts(self, parent: QWidget | None) -> QWidget:
        acts = QWidget(parent)
        flow = FlowLayout(acts, gap=theme.px(8))
        self.done_button = PrimaryButton(_("Done"), acts, icon="check")
        self.done_button.clicked.connect(self.on_done)
        self.drop_button = SecondaryButton(_("Drop…"), acts)
        self.drop_button.clicked.connect(self.on_drop)
        self.again_button = SecondaryButton(_("Still to do"), acts, icon="refresh")
        self.again_button.clicked.connect(self.on_again)
        for button in (self.done_button, self.drop_button, self.again_button):
            flow.addWidget(button)
        return acts

    def field_stops(self) -> list[QWidget]:
        stops: list[QWidget] = [self.came_from, *(self.effect.stops() if self.effect is not None else [])]
        for name, row in self.rows.items():
            if name == "done_on":
                stops += [self.done_button, self.drop_button, self.again_button, *self.drop_ask.stops()]
            stops += row.editor.stops()
        return [*stops, *self.trail.stops()]

    def show_more(self) -> None:
        super().show_more()
        effect = self.effect
        if effect is None:
            return
        row = self.bridge.ws.find(Action, self.record_id)
        effect.show_of(row)
        for part in (self.state, self.done_button, self.drop_button, self.again_button, self.line):
            part.setVisible(row is not None)
        if row is None:
            for hidden in (self.came_from, self.trail, self.drop_ask):
                hidden.hide()
            return
        self._show_stand(row)
        self.trail.show_of("action", row.id)

    def _show_stand(self, row: Stored[Action]) -> None:
        record, now = row.record, actions.state(row.record, clock.today())
        over = now in {"done", "check", "dropped"}
        self.state.setText(stand_text(record, now, self.context.language))
        self.done_button.setVisible(not over)
        self.drop_button.setVisible(not over)
        self.again_button.setVisible(over)
        self.rows["done_on"].setVisible(now in {"done", "check"})
        self.rows["done_note"].setVisible(now in {"done", "check"})
        for button in (self.done_button, self.drop_button, self.again_button):
            button.setEnabled(not self.bridge.ws.read_only)
        words = trail.from_text(self.bridge.ws, record.from_kind, record.from_record or 0)
        self.came_from.setVisible(bool(words))
        whole = _("From {record}").format(record=words)
        self.came_from.setText(one_line(whole, _LINK))
        self.came_from.setAccessibleName(whole)

    @Slot(str, object)
    def on_kept(self, name: str, value: Any) -> None:
        """Keep one field; a day that is still to come is none on which something was done."""
        if name == "done_on" and value is not None and value > clock.today():
            self.rows[name].show_wrong(_("This day is still to come. Take the day on which it was done."))
            return
        super().on_kept(name, value)

    def asked(self) -> object:
        return self.drop_ask.draft() if self.effect is not None else None

    def ask_again(self, asked: Any) -> None:
        self.drop_ask.show_draft(asked)

    def is_asking(self) -> bool:
        return self.effect is not None and self.drop_ask.is_open()

    def close_opened(self) -> bool:
        if self.is_asking():
            self.drop_ask.close_ask()
            return True
        return super().close_opened()

    @Slot()
    def on_came_from(self) -> None:
        """Go to the record that it came from."""
        row = self.bridge.ws.find(Action, self.record_id)
        if row is not None and row.record.from_record is not None:
            self.bridge.show_record(row.record.from_kind, row.record.from_record)

    @Slot()
    def on_done(self) -> None:
        """Take today as the day; it can be changed below."""
        if self.record_id is not None:
            self.flush()
            self.done_pressed.emit(self.record_id)
            self.focus_on("done_on")

    @Slot()
    def on_drop(self) -> None:
        """Ask why it is not done any more."""
        self.drop_ask.ask(_("Somebody counted on it; the reason is kept."))

    @Slot()
    def on_drop_answered(self) -> None:
        """Drop it."""
        action, why = self.record_id, self.drop_ask.text("why")
        if action is None:
            return
        done = self.bridge.act(
            _("drop action"), lambda tx: actions.drop(tx, action, why),
            initiator=self, inline=True, done=_("The action is dropped."),
        )  # fmt: skip
        if done:
            self.drop_ask.close_ask()
            self.reload()
        elif done.error is not None:
            self.drop_ask.sentence.say(done.error.message)

    @Slot()
    def on_drop_closed(self) -> None:
        """Give the focus back to where the question came from."""
        button = self.drop_button if not self.drop_button.isHidden() else self.again_button
        button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_again(self) -> None:
        """Put it back among what is to be done."""
        action = self.record_id
        if action is not None:
            self.bridge.act(
                _("action is still to be done"), lambda tx: actions.open_again(tx, action),
                initiator=self, done=_("It is to be done again."),
            )  # fmt: skip
            self.reload()


def stand_text(record: Action, now: str, language: str) -> str:
    """Return how an action stands, with its day."""
    due = date_text(record.due_on, language) if record.due_on is not None else ""
    done = date_text(record.done_on, language) if record.done_on is not None else ""
    words = {
        "overdue": _("Overdue since {due}"),
        "today": _("Due today"),
        "open": _("Due {due}") if due else _("No day yet"),
        "check": _("Done {done}. Did it work?"),
        "done": _("Done {done}"),
        "dropped": _("Dropped: {why}"),
    }
    return words[now].format(due=due, done=done, why=record.dropped_why)
