"""Adds an action from any record: what, who, by when, and in which metric it should show."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from cxdesk.services.recovery import actions, trail
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow, Sentence
from ui.forms.layout import SideBySide
from ui.widgets import LinkButton, PlainLabel, PrimaryButton

DUE_IN = 14


class AddActionDialog(QDialog):
    """Enter keeps it, Esc leaves everything as it was."""

    def __init__(self, bridge: Bridge, kind: str, record: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.bridge, self.kind, self.record = bridge, kind, record
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Add an action"))
        self.setMinimumWidth(theme.px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(10))
        words = trail.from_text(bridge.ws, kind, record) if record is not None else ""
        about = PlainLabel(_("From {record}").format(record=words), self, tone="secondary", wrap=True)
        about.setVisible(bool(words))
        column.addWidget(about)
        self.rows: dict[str, EditorRow] = {}
        self._build_rows(column)
        self.sentence = Sentence(self)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        self.button = PrimaryButton(_("Add it"), self, icon="add")
        self.button.clicked.connect(self.on_answered)
        self.cancel = LinkButton(_("Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        row.addWidget(self.button)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row)
        for name in ("owner", "metric"):
            self.rows[name].show_value(None)
        self.rows["due_on"].show_value(clock.today() + timedelta(days=DUE_IN))
        if kind == "metric":
            self.rows["metric"].show_value(record)
            self.rows["check_days"].show_value(actions.CHECKS[1])
        self.rows["what"].setFocus()

    def _build_rows(self, column: QVBoxLayout) -> None:
        fields, context = spec_of(Action).fields, FormContext(self.bridge)
        for names in (("what",), ("owner", "due_on"), ("metric", "check_days")):
            both = SideBySide(self)
            both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            for name in names:
                row = EditorRow(fields[name], context, both)
                row.label.setText(row.label.text().removesuffix(" *"))
                self.rows[name] = row
                both.add(row)
            column.addWidget(both)

    @Slot()
    def on_answered(self) -> None:
        """Keep it."""
        read = {name: row.read() for name, row in self.rows.items()}
        if not all(fit for fit, _value in read.values()):
            return
        value = {name: found for name, (_fit, found) in read.items()}
        done = self.bridge.act(
            _("add {kind}").format(kind=_("action")),
            lambda tx: actions.add(tx, from_kind=self.kind, from_record=self.record, **value),
            initiator=self,
            inline=True,
            done=_("It stands among the actions now."),
        )
        if done:
            self.accept()
            return
        for name, sentence in done.fields.items():
            if name in self.rows:
                self.rows[name].show_wrong(sentence)
        if done.error is not None and not done.fields.keys() & self.rows.keys():
            self.sentence.say(done.error.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.on_answered()
            return
        super().keyPressEvent(event)


def add_action(bridge: Bridge, kind: str, record: int | None, parent: QWidget) -> AddActionDialog:
    """Ask for an action that comes from a record, or from none ("" and None)."""
    dialog = AddActionDialog(bridge, kind, record, parent)
    dialog.open()
    return dialog
