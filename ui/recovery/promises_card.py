"""All promises: noted in ten seconds, those that are waited for first, the overdue on top."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock, day_words
from cxdesk.day_words import When
from cxdesk.entities.incident import Incident
from cxdesk.entities.promise import Promise
from cxdesk.errors import UserError
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import spec_of
from cxdesk.services.recovery import promises
from cxdesk.services.recovery.promises import Given
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.customers.acts import who_types
from ui.forms.base import FormContext
from ui.forms.choice_editors import DayEditor
from ui.forms.editors import EditorRow, Sentence
from ui.forms.lookup import RecordLookup
from ui.recovery import acts
from ui.recovery.about_choice import AboutChoice
from ui.recovery.promise_box import PromiseList
from ui.recovery.wording import NOBODY_SO
from ui.widgets import (
    Card,
    FieldLabel,
    LinkButton,
    PageScroll,
    PrimaryButton,
    SectionHeading,
    TextField,
)
from ui.widgets.entity_picker import EntityPicker
from ui.widgets.in_order import InOrder, takes_tab
from ui.widgets.wrapped import WrappedLabel

_OVER = 30
"""So many of those that were kept or let go are listed."""


class _Draft(NamedTuple):
    """A promise that is begun; `whom` and `by_whom` are texts that name nobody on file."""

    what: str
    customer: int | None
    whom: str
    due: object
    at: object
    person: int | None
    by_whom: str
    about: int | None


PromiseDrafts = dict[int | None, _Draft]


class DueEditor(DayEditor):
    """The day, which may have a time behind it: Fri 15:00."""

    def said(self) -> When | None:
        """Return what is in it, or None for nothing. Raises UserError."""
        text = self.box.text()
        if not text.strip():
            return None
        today = clock.today()
        evening = acts.tonight(self.context.bridge, today)
        return day_words.parse_when(text, self.context.language, today, "ahead", evening=evening)

    def parse(self, text: str) -> Any:
        said = self.said()
        return said.day if said is not None else None

    @Slot()
    def write_out(self) -> None:
        """Leave it to the card: the time goes into a field of its own."""


class PromisesCard(InOrder):
    """The view's other face for promises. Enter in any field of the line on top keeps one."""

    left = Signal()
    kept = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.context = FormContext(bridge)
        self.incident: int | None = None
        self._begun: PromiseDrafts = {}
        """What was begun and waits, by the incident it belongs to; the last one set aside last."""
        self._as_begun = "", ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.card = Card(self, margin=14, spacing=8)
        outer.addWidget(self.card)
        fields = spec_of(Promise).fields
        self.what = TextField(self.card, name=_("What we promised"))
        self.what.setMaxLength(300)
        self.whom = EntityPicker(RecordLookup(self.context, "customer"), self.card, name=_("To whom"))
        self.whom.box.setPlaceholderText(_("Name or phone"))
        self.due = EditorRow(fields["due_on"], self.context, self.card, label=_("By when"), make=DueEditor)
        self.understood = WrappedLabel(parent=self.card)
        self.at = EditorRow(fields["due_at"], self.context, self.card)
        self.person = EntityPicker(RecordLookup(self.context, "person"), self.card, name=_("By whom"))
        self.keep_button = PrimaryButton(_("Note it"), self.card, icon="add")
        self.close_button = LinkButton(_("Back to the incidents"), self.card, icon="left")
        self.about = AboutChoice(bridge, self.card)
        self.sentence = Sentence(self.card)
        self.heading = SectionHeading(parent=self.card)
        self._build()
        self.keep_button.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.left)
        for part in (
            self.what,
            self.whom.box,
            self.due.editor.target,
            self.at.editor.target,
            self.person.box,
            self.about.box,
        ):
            part.installEventFilter(self)
        for box in (self.what, self.whom.box, self.person.box):
            box.textEdited.connect(self.on_corrected)
        self.whom.picked.connect(self.offer_incidents)
        self.whom.edited.connect(self.offer_incidents)
        self.due.typed.connect(self.show_understood)
        self.due.kept.connect(self.on_due_left)
        self.at.typed.connect(self.show_understood)
        self.waiting.opened.connect(self.on_opened)
        self.over.opened.connect(self.on_opened)
        self.waiting.edge_passed.connect(self.on_edge)
        self._empty()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(SectionHeading(_("What did you promise?"), self.card), 1)
        head.addWidget(self.close_button)
        self.card.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for label, field, box, share in (
            (_("What"), self.what, self.what, 5),
            (_("To whom"), self.whom, self.whom.box, 3),
        ):
            row.addLayout(self._under(label, field, box), share)
        self.card.body.addLayout(row)
        self.card.body.addWidget(self.about)
        second = QHBoxLayout()
        second.setSpacing(theme.px(10))
        second.addWidget(self.due, 2, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.at, 1, Qt.AlignmentFlag.AlignTop)
        second.addLayout(self._under(_("By whom"), self.person, self.person.box), 3)
        second.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.card.body.addLayout(second)
        self.card.body.addWidget(self.understood)
        self.card.body.addWidget(self.sentence)
        self.card.body.addWidget(self.heading)
        self.area = PageScroll(self.card, spacing=8)
        inside = self.area.body.parentWidget() or self.card
        self.waiting = PromiseList(self.bridge, inside)
        self.over_heading = SectionHeading(_("Kept, or let go"), inside)
        self.over = PromiseList(self.bridge, inside)
        self.over.list.setAccessibleName(_("Kept, or let go"))
        for part in (self.waiting, self.over_heading, self.over):
            self.area.body.addWidget(part)
        self.area.body.addStretch(1)
        self.card.body.addWidget(self.area, 1)

    def _under(self, label: str, field: QWidget, box: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(3))
        column.addWidget(FieldLabel(label, self.card, buddy=box))
        column.addWidget(field)
        column.addStretch(1)
        return column

    # What is shown

    def open(self, incident: int | None = None) -> None:
        """Begin with a promise, of an incident if one is named; what was typed before waits for its turn."""
        if incident != self.incident and (incident is not None or not self.is_edited()):
            self._set_aside()
            if incident is None and self._begun:
                incident = next(reversed(self._begun))
            self.incident = incident
            self._empty()
            self._put_back()
        elif not self.is_edited():
            self._empty()
        self.reload()
        self.stops()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _set_aside(self) -> None:
        self._begun = self.drafts()

    def drafts(self) -> PromiseDrafts:
        """Return what is begun, by the incident it belongs to; what is shown last."""
        begun = dict(self._begun)
        if self.is_edited():
            whom, person = self.whom, self.person
            begun[self.incident] = _Draft(
                self.what.text(), whom.record(), whom.unknown(), self.due.editor.draft(),
                self.at.editor.draft(), person.record(), person.unknown(), self.about.incident(),
            )  # fmt: skip
        return begun

    def show_drafts(self, begun: PromiseDrafts) -> None:
        """Go on with what was begun on a card before this one."""
        self._begun = dict(begun)
        self.incident = next(reversed(self._begun))
        self._empty()
        self._put_back()
        self.reload()

    def _put_back(self) -> None:
        draft = self._begun.pop(self.incident, None)
        if draft is None:
            return
        self.what.setText(draft.what)
        for picker, record, text in (
            (self.whom, draft.customer, draft.whom),
            (self.person, draft.person, draft.by_whom),
        ):
            picker.show_record(record)
            if text:
                picker.show_text(text)
        self.offer_incidents()
        self.about.choose(draft.about)
        self.due.editor.show_draft(draft.due)
        self.at.editor.show_draft(draft.at)
        self.show_understood()

    def _empty(self) -> None:
        row = self.bridge.ws.find(Incident, self.incident)
        self.what.setText("")
        self.whom.show_record(row.record.customer if row is not None else None)
        if row is not None and row.record.customer is None:
            self.whom.show_text(row.record.who)
        self.due.show_value(acts.default_due(self.bridge, clock.today()))
        self.at.show_value(None)
        self.person.show_record(who_types(self.bridge))
        self.about.offer(None, None)  # what was chosen for the promise before says nothing of this one
        self.offer_incidents()
        self.sentence.say("")
        self._as_begun = self.whom.text(), self.person.text()
        self.show_understood()

    @Slot(str)
    def on_corrected(self, _text: str) -> None:
        """Take back what was wrong, as somebody types."""
        self.sentence.say("")

    @Slot()
    def offer_incidents(self) -> None:
        """Offer the incidents of who it is promised to."""
        self.about.offer(self.whom.record(), self.incident)

    @Slot()
    def show_understood(self) -> None:
        """Say in full by when it is promised, as far as that can be read."""
        try:
            when = self._when()
        except UserError:
            self.understood.setText("")
            return
        words = day_words.understood_text(when, self.context.language)
        self.understood.setText(_("By {when}").format(when=words))

    def _when(self) -> When:
        """Return by when; a time beside the day counts over that in its own field. Raises UserError."""
        said = self.due.editor.said() if isinstance(self.due.editor, DueEditor) else None
        when = said or When(clock.today())
        return when if when.at is not None else When(when.day, self.at.editor.read())

    @Slot(str, object)
    def on_due_left(self, _name: str, day: object) -> None:
        """Write the day out in full, and a time that was said with it into its field."""
        when = self._when()
        if when.at is not None:
            self.at.show_value(when.at)
        self.due.show_value(when.day)
        self.show_understood()

    def reload(self) -> None:
        """Show the promises as they are now."""
        ws = self.bridge.ws
        waiting, over = promises.waiting(ws), promises.over(ws)[:_OVER]
        self.waiting.show_promises(waiting)
        self.over.show_promises(over)
        self.over_heading.setVisible(bool(over))
        count = len(waiting)
        words = ngettext("{n} promise is waited for", "{n} promises are waited for", count)
        self.heading.setText(words.format(n=count) if count else _("Nobody is waiting for anything."))
        self.offer_incidents()
        for part in (self.what, self.whom, self.about, self.due, self.at, self.person, self.keep_button):
            part.setEnabled(not ws.read_only)

    def show_promise(self, promise: int) -> None:
        """Choose a promise in its list."""
        if not self.is_edited():
            self.incident = None
            self._empty()
        self.reload()
        for part in (self.waiting, self.over):
            if part.list.rows.place_of(promise) >= 0:
                part.list.set_current(promise)
                part.to_list()

    def is_edited(self) -> bool:
        """Tell whether a promise is begun."""
        who = self.whom.text(), self.person.text()
        dated = self.due.is_edited() or self.at.is_edited()
        return bool(self.what.text().strip()) or who != self._as_begun or dated

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        found = [
            self.what, self.whom.box, self.about.box, *self.due.editor.stops(), *self.at.editor.stops(),
            self.person.box, self.keep_button, *self.waiting.stops(), *self.over.stops(), self.close_button,
        ]  # fmt: skip
        return [part for part in found if takes_tab(part)]

    # What people do

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            picker = next((one for one in (self.whom, self.person) if watched is one.box), None)
            if enter and (held or picker is None or not picker.take_only()):
                self.keep()
                return True
            if enter:
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def keep(self) -> None:
        """Keep the promise, and stay for the next one."""
        self.whom.settle()
        self.person.settle()
        self.offer_incidents()
        for row in (self.due, self.at):
            if not row.read()[0]:
                row.setFocus(Qt.FocusReason.TabFocusReason)
                return
        when = self._when()
        if self.person.unknown():
            self.sentence.say(self.person.several() or _(NOBODY_SO))
            self.person.box.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if self.bridge.ws.read_only:
            return
        given = Given(
            self.what.text(), when.day, when.at,
            customer=self.whom.record(), whom=one_line(self.whom.unknown(), 120),
            incident=self.about.incident(), person=self.person.record(),
        )  # fmt: skip
        done = acts.promise(self.bridge, given)
        if done.error is not None:
            self.sentence.say(done.error.message if done.fields else "")
            target = self.whom.box if "customer" in done.fields else self.what
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._empty()
        self.what.setFocus(Qt.FocusReason.TabFocusReason)
        self.kept.emit(done.value or 0)

    @Slot(int)
    def on_edge(self, step: int) -> None:
        """Go on from the first row to the fields."""
        if step < 0:
            self.what.setFocus(Qt.FocusReason.BacktabFocusReason)

    @Slot(int)
    def on_opened(self, promise: int) -> None:
        """Show the incident of a promise, else the card of who waits for it."""
        record = self.bridge.ws.get(Promise, promise).record
        if record.incident is not None:
            self.bridge.show_record("incident", record.incident)
        elif record.customer is not None:
            self.bridge.show_record("customer", record.customer)
