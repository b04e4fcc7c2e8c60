"""Logs what went wrong, in under a minute, by Tab alone: who, how, where, what, how bad, their words.

Nobody needs to be named, and only what happened is needed. Ctrl+Enter keeps it from any field.
"""

from __future__ import annotations

from datetime import time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.incident import CHANNELS, SEVERITIES, Incident
from cxdesk.entities.standard import Standard
from cxdesk.errors import CxDeskError
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import spec_of
from cxdesk.services.recovery import slips
from cxdesk.services.recovery.incidents import Told
from cxdesk.services.recovery.slips import SlipEnteredError
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge, Done
from ui.customers.acts import who_types
from ui.forms import drafts
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow, Sentence
from ui.forms.lookup import FewLookup, RecordLookup
from ui.recovery import acts
from ui.recovery.incident_form import defects_for
from ui.recovery.wording import NOBODY_SO, severity_text
from ui.standards.chips import Chips
from ui.widgets import (
    Card,
    ChoiceBox,
    FieldLabel,
    KeyHint,
    LinkButton,
    PageScroll,
    PrimaryButton,
    SectionHeading,
    TextBox,
    TextField,
)
from ui.widgets.entity_picker import EntityPicker
from ui.widgets.in_order import InOrder, takes_tab
from ui.widgets.keys_line import KeysLine
from ui.widgets.wrapped import WrappedLabel

_KEYS = (
    (N_("Tab"), N_("on; takes the only name that is left")),
    (N_("1–3"), N_("how bad")),
    (N_("Ctrl+E"), N_("the number of a slip")),
    (N_("Esc"), N_("back; what is typed waits here")),
)
_LOW = 470
"""Where it is lower, the keys are not shown: F1 says them."""


class LogCard(InOrder):
    """The view's other face while something is logged."""

    logged = Signal(int)
    left = Signal()
    incident_wanted = Signal(int)
    """The incident that a slip came in as before."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.context = FormContext(bridge)
        self._before = 0
        self._as_begun = ""
        self._make_fields()
        self._build()
        self._connect()
        self._empty()

    # Making

    def _make_fields(self) -> None:
        context = self.context
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.card = Card(self, margin=0, spacing=0)
        outer.addWidget(self.card)
        self.area = PageScroll(self.card, spacing=8)
        inside = self.inside = self.area.body.parentWidget() or self
        fields = spec_of(Incident).fields
        self.who = EntityPicker(RecordLookup(context, "customer"), inside, name=_("Who"))
        self.who.box.setPlaceholderText(_("Name or phone; empty stays unnamed"))
        self.number = TextField(inside, name=_("Slip number"), placeholder=_("If there is one"))
        self.number.setMaxLength(20)
        self.channel = ChoiceBox(inside, name=_("How we heard"))
        for key, words in CHANNELS:
            self.channel.addItem(_(words), key)
        self.stage = EntityPicker(RecordLookup(context, "stage"), inside, name=_("Stage"))
        few = FewLookup(self._defects, RecordLookup(context, "standard"))
        self.defect = EntityPicker(few, inside, name=_("Defect"))
        self.severity = Chips(_("How bad"), inside)
        for figure, _words in SEVERITIES:
            self.severity.add(str(figure), severity_text(figure))
        self.happened = TextBox(inside, name=_("What happened, needed"), lines=2, most=6)
        self.words = TextBox(inside, name=_("In their words"), lines=1, most=4)
        self.taken_by = EntityPicker(RecordLookup(context, "person"), inside, name=_("Who took it"))
        self.day = EditorRow(fields["happened_on"], context, inside, label=_("Day"))
        self.at = EditorRow(fields["at"], context, inside)
        self.sentence = Sentence(inside)
        self.before_button = LinkButton(_("Show that one"), inside, icon="right")
        self.before_button.hide()
        self.keep_button = PrimaryButton(_("Log it"), inside, icon="check")

    def _build(self) -> None:
        side = theme.px(16)
        self.area.body.setContentsMargins(side, theme.px(14), side, side)
        self.card.body.addWidget(self.area)
        body = self.area.body
        head = QHBoxLayout()
        head.addWidget(SectionHeading(_("Log what went wrong"), self.inside), 1)
        self.close_button = LinkButton(_("Back to the list"), self.inside, icon="left")
        head.addWidget(self.close_button)
        body.addLayout(head)
        self._row(
            (_("Who"), self.who, self.who.box, 4),
            (_("How we heard"), self.channel, self.channel, 3),
            (_("Slip number"), self.number, self.number, 2),
        )
        self._row(
            (_("Stage"), self.stage, self.stage.box, 3),
            (_("Defect"), self.defect, self.defect.box, 6),
        )
        self._row((_("How bad"), self.severity, self.severity, 1))
        self._row((_("What happened *"), self.happened, self.happened, 1))
        self._row((_("In their words"), self.words, self.words, 1))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addLayout(self._under(_("Who took it"), self.taken_by, self.taken_by.box), 4)
        row.addWidget(self.day, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.at, 2, Qt.AlignmentFlag.AlignTop)
        body.addLayout(row)
        foot = QHBoxLayout()
        foot.addWidget(self.keep_button)
        foot.addWidget(KeyHint(_("Ctrl+Enter"), self.inside))
        foot.addWidget(self.sentence, 100)
        foot.addWidget(self.before_button)
        foot.addStretch(1)
        body.addLayout(foot)
        self.steps = WrappedLabel(parent=self.inside, tone="text")
        body.addWidget(self.steps)
        self.keys = KeysLine(_KEYS, self.inside)
        body.addWidget(self.keys)
        body.addStretch(1)

    def _row(self, *parts: tuple[str, QWidget, QWidget, int]) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for label, field, box, share in parts:
            row.addLayout(self._under(label, field, box), share)
        self.area.body.addLayout(row)

    def _under(self, label: str, field: QWidget, box: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(3))
        column.addWidget(FieldLabel(label, self.inside, buddy=box))
        column.addWidget(field)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.keep_button.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.left)
        self.before_button.clicked.connect(self.on_before)
        self.stage.picked.connect(self.on_stage)
        self.stage.edited.connect(self.on_typed_anew)
        self.defect.edited.connect(self.on_typed_anew)
        self.defect.picked.connect(self.on_defect)
        self.number.editingFinished.connect(self.check_number)
        self.number.textEdited.connect(self.on_typed_anew)
        self.taken_by.edited.connect(self.on_typed_anew)
        for part in (
            self.who.box, self.number, self.channel, self.stage.box, self.defect.box, self.happened,
            self.words, self.taken_by.box, self.day.editor.target, self.at.editor.target,
            *self.severity.group.buttons(),
        ):  # fmt: skip
            part.installEventFilter(self)

    # What is shown

    def open(self) -> None:
        """Begin, or go on with what was typed before."""
        if not self.is_edited():
            self._empty()
        elif self.bridge.workspace is not None:
            self.check_person()
        self.who.box.setFocus(Qt.FocusReason.TabFocusReason)
        self.who.box.selectAll()

    def _empty(self) -> None:
        self.number.setText("")
        self.who.show_record(None)
        self.who.show_text("")
        self.channel.setCurrentIndex(0)
        self.stage.show_record(None)
        self.defect.show_record(None)
        self.severity.choose("1")
        self.happened.set_text("")
        self.words.set_text("")
        self.taken_by.show_record(who_types(self.bridge))
        self._as_begun = self.taken_by.text()
        self.day.show_value(clock.today())
        self.at.show_value(self._now())
        self._say("")
        self._show_steps()

    def _now(self) -> time:
        return clock.now().astimezone().time().replace(second=0, microsecond=0)

    def _say(self, words: str, before: int = 0) -> None:
        self.sentence.say(words)
        self._before = before
        self.before_button.setVisible(bool(before))

    def _show_steps(self) -> None:
        """Say already here which protocol there is for it, and its first words."""
        from cxdesk.services.recovery import protocols

        found = protocols.for_defect(self.bridge.ws, self.defect.record())
        steps = protocols.steps(self.bridge.ws, found.id) if found is not None else []
        self.steps.setVisible(found is not None)
        if found is not None:
            names = " → ".join(one_line(row.record.name, 30) for row in steps)
            words = _("Protocol “{name}”: {steps}").format(name=one_line(found.record.name, 60), steps=names)
            self.steps.setText(words)

    def is_edited(self) -> bool:
        """Tell whether something is typed."""
        texts = (self.who, self.number, self.stage, self.defect, self.happened, self.words)
        person = self.taken_by.text() != self._as_begun
        dated = self.day.is_edited() or self.at.is_edited()
        return any(part.text().strip() for part in texts) or person or dated

    def draft(self) -> drafts.Draft | None:
        """Return what is typed, or None when nothing is."""
        return drafts.taken(self._fields()) if self.is_edited() else None

    def show_draft(self, draft: drafts.Draft) -> None:
        """Go on with what was typed on a card before this one."""
        drafts.put_back(self._fields(), draft)
        self._show_steps()

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self.who, self.channel, self.number, self.stage, self.defect, self.severity, self.happened,
            self.words, self.taken_by, self.day, self.at,
        )  # fmt: skip

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of the minute."""
        found = [
            self.who.box, self.channel, self.number, self.stage.box, self.defect.box, self.severity.stop(),
            self.happened, self.words, self.taken_by.box, *self.day.editor.stops(), *self.at.editor.stops(),
            self.keep_button, self.before_button, self.close_button,
        ]  # fmt: skip
        return [part for part in found if takes_tab(part)]

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.keys.setVisible(event.size().height() >= theme.px(_LOW))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        typed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if typed and isinstance(event, QKeyEvent) and self._took(watched, event):
            return True
        if (
            watched is self.taken_by.box
            and isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() != Qt.FocusReason.PopupFocusReason
        ):
            self.check_person()
        return super().eventFilter(watched, event)

    def _took(self, watched: QObject, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and held == Qt.KeyboardModifier.ControlModifier:
            self.keep()
        elif held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_E:
            self.to_number()
        elif enter and watched is self.number and not held:
            self.check_number()
            if not self.sentence.text():
                self.who.box.setFocus(Qt.FocusReason.TabFocusReason)
        elif watched in self.severity.group.buttons() and Qt.Key.Key_1 <= key <= Qt.Key.Key_3:
            self.severity.choose(str(key - Qt.Key.Key_0))
            self.severity.stop().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    @Slot()
    def to_number(self) -> None:
        """Go to the number of a slip."""
        self.number.setFocus(Qt.FocusReason.TabFocusReason)
        self.number.selectAll()

    def _defects(self) -> list[tuple[int, str]]:
        return defects_for(self.bridge, self.stage.record())

    @Slot(object)
    def on_stage(self, stage: object) -> None:
        """Offer the defects of that stage first; a defect of another one gives way."""
        row = self.bridge.ws.find(Standard, self.defect.record())
        if row is not None and stage not in (None, row.record.stage):
            self.defect.show_record(None)
            self._show_steps()

    @Slot(object)
    def on_defect(self, defect: object) -> None:
        """Take the stage of a defect with it, and how bad it usually is."""
        row = self.bridge.ws.find(Standard, defect) if isinstance(defect, int) else None
        if row is not None:
            self.stage.show_record(row.record.stage)
            if row.record.severity and self.severity.current() == "1":
                self.severity.choose(str(row.record.severity))
        self._show_steps()

    @Slot()
    def on_typed_anew(self) -> None:
        """Take back what was said of another number or name."""
        self._say("")

    @Slot()
    def check_number(self) -> None:
        """Say whether a slip came back before, with what came of it; a good one is on paper."""
        typed = self.number.text().strip()
        if not typed or self.bridge.workspace is None:
            return
        try:
            form = slips.check(self.bridge.ws, typed)
        except SlipEnteredError as error:
            self._say(error.message, error.incident)
        except CxDeskError as error:
            self._say(error.message)
        else:
            self._say("")
            self.number.setText(form.record.number)

    def check_person(self) -> None:
        """Say so when nobody's name, or more than one, fits who took it."""
        if self.bridge.workspace is None:
            return
        self.taken_by.settle()
        if self.taken_by.unknown():
            self._say(self.taken_by.several() or _(NOBODY_SO))

    @Slot()
    def on_before(self) -> None:
        """Show what a slip came in as before."""
        if self._before:
            self.incident_wanted.emit(self._before)

    # Keeping

    def _read(self) -> Told | None:
        for picker in (self.who, self.stage, self.defect, self.taken_by):
            picker.settle()
        for row in (self.day, self.at):
            fit, _value = row.read()
            if not fit:
                row.setFocus(Qt.FocusReason.TabFocusReason)
                return None
        for picker, words in (
            (self.stage, _("There is no stage of that name. Choose one, or leave it empty.")),
            (
                self.defect,
                _("There is no such thing among what can go wrong. Choose one, or leave it empty."),
            ),
            (self.taken_by, _(NOBODY_SO)),
        ):
            if picker.unknown():
                self._say(picker.several() or words)
                picker.box.setFocus(Qt.FocusReason.TabFocusReason)
                return None
        return Told(
            happened=self.happened.text(),
            channel=str(self.channel.currentData()),
            severity=int(self.severity.current() or "1"),
            happened_on=self.day.read()[1],
            at=self._time(),
            customer=self.who.record(),
            who=one_line(self.who.unknown(), 120),
            stage=self.stage.record(),
            defect=self.defect.record(),
            words=self.words.text(),
            taken_by=self.taken_by.record(),
            number=self.number.text(),
        )

    def _time(self) -> time | None:
        """Return the time; the one that stood there at the beginning says nothing of another day."""
        moved = self.day.is_edited() and not self.at.is_edited()
        return None if moved else self.at.read()[1]

    @Slot()
    def keep(self) -> None:
        """Keep it, or say what is missing where it is missing."""
        told = self._read()
        if told is None or self.bridge.ws.read_only:
            return
        done: Done[int] = acts.log(self.bridge, told)
        if done and done.value is not None:
            self._empty()
            self.logged.emit(done.value)
            return
        before = done.error.incident if isinstance(done.error, SlipEnteredError) else 0
        self._say(done.error.message if done.error is not None and done.fields else "", before)
        fields: dict[str, QWidget] = {
            "happened": self.happened, "happened_on": self.day.editor.target, "customer": self.who.box,
            "defect": self.defect.box, "number": self.number,
        }  # fmt: skip
        wrong = next((fields[name] for name in done.fields if name in fields), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.TabFocusReason)
