"""Closing an incident: what came of it for who was hurt, and what of its cause. Blank it can't be closed.

What is still missing is said at each field and beside the button before it is pressed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from cxdesk.entities.action import Action
from cxdesk.entities.incident import Incident
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.fields import Field
from cxdesk.services.recovery import incidents
from ui.bridge import Bridge
from ui.forms import drafts
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow
from ui.forms.layout import SideBySide
from ui.recovery import acts
from ui.widgets import Card, FlowLayout, LinkButton, PrimaryButton, SectionHeading, set_tip
from ui.widgets.wrapped import WrappedLabel

_NEEDED = ("outcome", "cause", "cause_note", "action", "due_on")
"""The fields without which an incident can't be closed, each as what was answered before asks for it."""


class CloseForm(Card):
    """Two halves: the person, and the cause. Ctrl+Enter closes, Esc leaves it open."""

    closed = Signal(bool)
    """Done, or left; whether it had the keyboard."""
    why_wanted = Signal(int)
    laid_out = Signal()
    """It has another size now."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=12, spacing=8)
        self.set_flat(True)
        self.bridge = bridge
        self.context = FormContext(bridge)
        self.incident: int | None = None
        self._begun: dict[int, drafts.Draft] = {}
        """Answers that were left for later, by the incident."""
        fields, action = spec_of(Incident).fields, spec_of(Action).fields
        self.rows = {
            "outcome": self._row(_asked(fields["outcome"]), _("What came of it for them?")),
            "outcome_note": self._row(fields["outcome_note"]),
            "cause": self._row(_asked(fields["cause"]), _("What was the cause?")),
            "cause_note": self._row(fields["cause_note"]),
            "action": self._row(action["what"]._replace(required=False), _("What will change?")),
            "owner": self._row(action["owner"]),
            "due_on": self._row(action["due_on"], _("By when?")),
        }
        self.needs = {name: self._need(row) for name, row in self.rows.items() if name in _NEEDED}
        self.body.addWidget(SectionHeading(_("Close: the person first, then the cause"), self))
        self.about = WrappedLabel(parent=self)
        for name in ("outcome", "outcome_note", "cause", "cause_note"):
            self.body.addWidget(self.rows[name])
        self.body.addWidget(self.about)
        self.body.addWidget(self.rows["action"])
        together = SideBySide(self)
        together.add(self.rows["owner"])
        together.add(self.rows["due_on"])
        self.body.addWidget(together)
        self.missing = WrappedLabel(parent=self, tone="text")
        self.body.addWidget(self.missing)
        buttons = QWidget(self)
        row = FlowLayout(buttons, gap=4)
        self.button = PrimaryButton(_("Close the incident"), buttons, icon="check")
        set_tip(self.button, _("Ctrl+Enter"))
        self.why_button = LinkButton(_("Ask five times why"), buttons, icon="search")
        self.cancel = LinkButton(_("Not yet"), buttons)
        for part, slot in (
            (self.button, self.keep),
            (self.why_button, self.on_why),
            (self.cancel, self.leave),
        ):
            part.clicked.connect(slot)
            row.addWidget(part)
        self.body.addWidget(buttons)
        for one in self.rows.values():
            one.typed.connect(self.fit)
            one.editor.target.installEventFilter(self)
        for button in (self.button, self.why_button, self.cancel):
            button.installEventFilter(self)
        self.hide()

    def _row(self, field: Any, label: str = "") -> EditorRow:
        return EditorRow(field, self.context, self, label=label, hint="")

    @staticmethod
    def _need(row: EditorRow) -> WrappedLabel:
        """Return the line under a field that says what is missing there."""
        made = WrappedLabel(parent=row)
        row.column.addWidget(made)
        return made

    def is_open(self) -> bool:
        """Tell whether it is asked."""
        return not self.isHidden()

    def ask(self, row: Stored[Incident]) -> None:
        """Ask how an incident ends, with what was answered before."""
        if not self.is_open() or self.incident != row.id:
            self._begin(row)
            begun = self._begun.pop(row.id, None)
            if begun is not None:
                drafts.put_back(self.rows.values(), begun)
                self.fit()
        self.rows["outcome"].setFocus(Qt.FocusReason.TabFocusReason)

    def _begin(self, row: Stored[Incident]) -> None:
        self.incident, record = row.id, row.record
        for name, one in self.rows.items():
            one.show_value(getattr(record, name, None) if name != "owner" else record.owner)
        self.rows["action"].show_value("")
        self.rows["due_on"].show_value(None)
        self.fit()
        self.show()

    @Slot()
    def fit(self) -> None:
        """Show what the answer about the cause asks for."""
        cause = self.rows["cause"].editor.draft()
        there = self.incident is not None and incidents.asked_why(self.bridge.ws, self.incident)
        self.rows["cause_note"].setVisible(cause == "accepted")
        for name in ("action", "owner", "due_on"):
            self.rows[name].setVisible(cause == "action")
        self.about.setVisible(cause == "action" and there)
        self.about.setText(_("Its cause is looked after already. Add something only if there is more to do."))
        self.why_button.setVisible(not there)
        self._show_missing()

    def _show_missing(self) -> None:
        """Say what is missing below, and at each field that does not say so in red."""
        wanted = self._missing()
        for name, label in self.needs.items():
            row, words = self.rows[name], wanted.get(name, "")
            label.setText(words)
            label.setVisible(bool(words) and not row.is_wrong())
            if not row.is_wrong():
                row.editor.target.setAccessibleDescription(words)
        names = [self.rows[name].label.text().removesuffix(" *") for name in wanted]
        self.missing.setVisible(bool(names))
        self.missing.setText(_("Still missing: {fields}").format(fields=" · ".join(names)))

    def _missing(self) -> dict[str, str]:
        if self.incident is None:
            return {}
        typed = {name: self._typed(row) for name, row in self.rows.items() if not row.isHidden()}
        return incidents.missing(
            self.bridge.ws, self.incident, typed["outcome"], cause=typed["cause"],
            why=typed.get("cause_note", ""), action=typed.get("action", ""),
            dated=bool(typed.get("due_on")),
        )  # fmt: skip

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        fields = [stop for row in self.rows.values() if not row.isHidden() for stop in row.editor.stops()]
        return [*fields, self.button, self.why_button, self.cancel]

    def has_unkept(self) -> bool:
        """Tell whether an answer is begun."""
        return self.is_open() and any(row.is_edited() for row in self.rows.values())

    def draft(self) -> drafts.Draft | None:
        """Return the answers so far, None while it is not asked."""
        return drafts.taken(self.rows.values()) if self.is_open() else None

    def show_draft(self, draft: drafts.Draft, row: Stored[Incident]) -> None:
        """Ask again how an incident ends, with the answers of a form before this one."""
        self.ask(row)
        drafts.put_back(self.rows.values(), draft)
        self.fit()

    def waiting(self) -> Mapping[int, drafts.Draft]:
        """Return the answers that were left for later, by the incident."""
        return dict(self._begun)

    def show_waiting(self, begun: Mapping[int, drafts.Draft]) -> None:
        """Keep for later what waited on a form before this one."""
        self._begun = dict(begun)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.laid_out.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keep()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def keep(self) -> None:
        """Close it, or say what is missing where it is missing."""
        if self.incident is None or self.bridge.ws.read_only:
            return
        typed: dict[str, Any] = {}
        for name, row in self.rows.items():
            row.show_wrong("")
            fit, typed[name] = (True, None) if row.isHidden() or not self._typed(row) else row.read()
            if not fit:
                self._show_missing()
                row.setFocus(Qt.FocusReason.TabFocusReason)
                return
        done = acts.close(
            self.bridge, self.incident, typed["outcome"] or "", typed["outcome_note"] or "",
            cause=typed["cause"] or "", why=typed["cause_note"] or "", action=typed["action"] or "",
            owner=typed["owner"], due_on=typed["due_on"],
        )  # fmt: skip
        for name, words in done.fields.items():
            self.rows[name].show_wrong(words)
        if done:
            self._go()
        elif done.fields:
            self._show_missing()
            self.rows[next(iter(done.fields))].setFocus(Qt.FocusReason.TabFocusReason)

    @staticmethod
    def _typed(row: EditorRow) -> str:
        """Return what stands in a field, "" for nothing."""
        draft = row.editor.draft()
        return draft.strip() if isinstance(draft, str) else str(draft or "")

    @Slot()
    def on_why(self) -> None:
        """Ask why first; the incident stays open until then."""
        if self.incident is not None:
            self.why_wanted.emit(self.incident)

    @Slot()
    def leave(self) -> None:
        """Take the question away; what is answered so far waits until it is asked again."""
        if self.incident is not None and self.has_unkept():
            self._begun[self.incident] = drafts.taken(self.rows.values())
        self._go()

    def _go(self) -> None:
        if self.is_open():
            for name, row in self.rows.items():
                row.show_value(None if name in {"owner", "due_on"} else "")
            focus = QApplication.focusWidget()
            within = focus is not None and self.isAncestorOf(focus)
            self.hide()
            self.closed.emit(within)


def _asked(field: Field) -> Field:
    """Return a list that has to be answered, without what stands for no answer yet."""
    return field._replace(choices=tuple(one for one in field.choices if one[0]), required=True)
