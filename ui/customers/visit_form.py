"""Logs a visit, or plans one: a few fields, and a key for each preference that was honoured or not.

Enter in any field of one line keeps it all.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.visit import Visit
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.services.customers import visits
from cxdesk.services.customers.cards import Card as Facts
from cxdesk.services.customers.paper import TALK
from cxdesk.services.customers.today import cue_choices
from cxdesk.services.customers.visits import Given
from ui.bridge import Bridge
from ui.customers import acts
from ui.forms import drafts
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow, Sentence
from ui.forms.layout import SideBySide
from ui.standards.row_delegates import JourneyDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel
from ui.widgets import Card, ElidedLabel, IconButton, PageScroll, PrimaryButton, SectionHeading, TextField
from ui.widgets.wrapped import WrappedLabel

_PLANNED = ("happens_on", "at", "person")
_LOGGED = ("happens_on", "person", "service", "ticket", "note")
_STEPS: dict[bool | None, bool | None] = {None: True, True: False, False: None}


class VisitDraft(NamedTuple):
    """A visit that is half typed: `visit` is the one that was opened, `marks` are by preference."""

    customer: int
    visit: int | None
    planning: bool
    typed: drafts.Draft
    marks: dict[int, bool | None]
    used: frozenset[int]


class MarkList(RowList):
    """The preferences: Space goes from honoured to not honoured to neither; the number of a line as well."""

    step_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        record = self.current_id()
        if event.key() == Qt.Key.Key_Space and record is not None:
            self.step_wanted.emit(record)
        elif Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 and not event.modifiers():
            place = event.key() - Qt.Key.Key_1
            if place < len(self.rows.rows):
                self.choose_place(place)
                self.step_wanted.emit(self.rows.rows[place].id)
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class VisitForm(Card):
    """The right card while a visit is typed."""

    closed = Signal()
    kept = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=14, spacing=8)
        self.bridge = bridge
        self.context = FormContext(bridge)
        self.customer: int | None = None
        self.visit: int | None = None
        self.planning = False
        self._facts: Facts | None = None
        self._marks: dict[int, bool | None] = {}
        self._texts: dict[int, str] = {}
        self._used: set[int] = set()
        self._cues: dict[int, str] = {}
        self._build_head()
        self.area = PageScroll(self, spacing=8)
        inside = self.area.body.parentWidget() or self
        fields = spec_of(Visit).fields
        self.rows = {
            name: EditorRow(fields[name], self.context, inside)
            for name in ("happens_on", "at", "person", "service", "ticket", "note")
        }
        for names in (("happens_on", "at"), ("person",), ("service",), ("ticket",), ("note",)):
            together = SideBySide(inside)
            for name in names:
                together.add(self.rows[name])
            self.area.body.addWidget(together)
        self.marks_heading = SectionHeading(_("What was honoured"), inside)
        self.marks_hint = WrappedLabel(_("Space or the number: honoured, not honoured, neither."), inside)
        self.marks = MarkList(RowModel("marks"), _("What was honoured"), inside)
        self.marks.setDragDropMode(RowList.DragDropMode.NoDragDrop)
        JourneyDelegate(self.marks)
        self.cues_heading = SectionHeading(_("Cues used"), inside)
        self.cues = MarkList(RowModel("cues"), _("Cues used"), inside)
        self.cues.setDragDropMode(RowList.DragDropMode.NoDragDrop)
        JourneyDelegate(self.cues)
        for part in (self.marks_heading, self.marks_hint, self.marks, self.cues_heading, self.cues):
            self.area.body.addWidget(part)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self.sentence = Sentence(self)
        self.body.addWidget(self.sentence)
        self.keep_button = PrimaryButton(_("Keep {visit}"), self, icon="check")
        self.keep_button.clicked.connect(self.keep)
        self.body.addWidget(self.keep_button)
        self.marks.step_wanted.connect(self.on_step)
        self.marks.clicked.connect(self.on_mark_clicked)
        self.marks.edge_passed.connect(self.on_edge)
        self.cues.step_wanted.connect(self.on_cue)
        self.cues.clicked.connect(self.on_cue_clicked)
        self.cues.edge_passed.connect(self.on_cue_edge)
        for part in (self.marks, self.cues):
            part.opened.connect(self.on_opened)
        for row in self.rows.values():
            row.editor.target.installEventFilter(self)

    def _build_head(self) -> None:
        row = QHBoxLayout()
        self.heading = ElidedLabel(parent=self, size="heading")
        self.close_button = IconButton("close", _("Back to the card"), self)
        self.close_button.clicked.connect(self.closed)
        row.addWidget(self.heading, 1)
        row.addWidget(self.close_button)
        self.body.addLayout(row)

    # What is shown

    def log(self, facts: Facts, visit: Stored[Visit] | None = None) -> None:
        """Begin to log a visit of today, or open one that was logged."""
        self._begin(facts, visit, planning=False)
        record = visit.record if visit is not None else Visit(happens_on=clock.today())
        lines = [line for line in facts.lines if line.record.sort not in TALK]
        self._texts = {line.id: line.record.text for line in lines}
        self._marks = visits.marks(record, self._texts)
        self._used, self._cues = set(record.cues), cue_choices(self.bridge.ws, facts, record.cues)
        self._fill(record)
        if visit is None:
            self.rows["person"].show_value(self._usual(facts) or acts.who_types(self.bridge))
        self.heading.setText(_("Log {visit}") if visit is None else _("{Visit} logged"))
        self._show_marks()
        self.rows["service"].setFocus(Qt.FocusReason.TabFocusReason)

    def _usual(self, facts: Facts) -> int | None:
        """Return who is to serve them today, else who did the last time."""
        today = next((row for row in facts.planned if row.record.happens_on == clock.today()), None)
        near = today or (facts.visits[0] if facts.visits else None)
        return near.record.person if near is not None else None

    def plan(self, facts: Facts, visit: Stored[Visit] | None = None) -> None:
        """Begin to plan a visit, or open the one that is planned."""
        self._begin(facts, visit, planning=True)
        self._fill(visit.record if visit is not None else Visit())
        self.heading.setText(_("Plan {visit}"))
        self.rows["happens_on"].setFocus(Qt.FocusReason.TabFocusReason)

    def _begin(self, facts: Facts, visit: Stored[Visit] | None, *, planning: bool) -> None:
        self._facts, self.planning = facts, planning
        self.customer, self.visit = facts.customer.id, visit.id if visit is not None else None
        self._marks, self._texts, self._used, self._cues = {}, {}, set(), {}
        shown = _PLANNED if planning else _LOGGED
        for name, row in self.rows.items():
            row.setVisible(name in shown)
        self._show_marks()
        self.sentence.say("")

    def _fill(self, record: Visit) -> None:
        for name, row in self.rows.items():
            row.show_value(getattr(record, name))

    def _show_marks(self) -> None:
        words = {True: _("honoured"), False: _("not honoured"), None: "–"}
        icons = {True: "check", False: "cross", None: "minus"}
        rows = [
            Row(id=one, text=f"{place}  {text}" if place < 10 else text, icon=icons[self._marks[one]],
                count=words[self._marks[one]])
            for place, (one, text) in enumerate(self._texts.items(), 1)
        ]  # fmt: skip
        self.marks.show_rows(rows, self.marks.current_id())
        for part in (self.marks_heading, self.marks_hint, self.marks):
            part.setVisible(bool(rows) and not self.planning)
        cues = [
            Row(id=one, text=f"{place}  {text}" if place < 10 else text,
                icon="check" if one in self._used else "minus", count=_("used") if one in self._used else "–")
            for place, (one, text) in enumerate(self._cues.items(), 1)
        ]  # fmt: skip
        self.cues.show_rows(cues, self.cues.current_id())
        for part in (self.cues_heading, self.cues):
            part.setVisible(bool(cues) and not self.planning)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        fields = [stop for row in self.rows.values() if not row.isHidden() for stop in row.editor.stops()]
        return [self.close_button, *fields, self.marks, self.cues, self.keep_button]

    def draft(self) -> VisitDraft | None:
        """Return what is typed and ticked, None before the first visit."""
        if self.customer is None:
            return None
        typed = drafts.taken(self.rows.values())
        ticked = dict(self._marks), frozenset(self._used)
        return VisitDraft(self.customer, self.visit, self.planning, typed, *ticked)

    def show_draft(self, draft: VisitDraft, facts: Facts) -> None:
        """Go on with what was typed for a customer in a form before this one."""
        visit = self.bridge.ws.find(Visit, draft.visit)
        (self.plan if draft.planning else self.log)(facts, visit)
        drafts.put_back(self.rows.values(), draft.typed)
        self._marks |= {one: mark for one, mark in draft.marks.items() if one in self._marks}
        self._used = set(draft.used & self._cues.keys())
        self._show_marks()

    # Marks

    @Slot(int)
    def on_step(self, preference: int) -> None:
        """Honoured, not honoured, neither."""
        self._marks[preference] = _STEPS[self._marks[preference]]
        self._show_marks()

    @Slot(int)
    def on_opened(self, _preference: int) -> None:
        """Enter keeps the visit."""
        self.keep()

    @Slot()
    def on_mark_clicked(self) -> None:
        """A click does what Space does."""
        found = self.marks.current_id()
        if found is not None:
            self.on_step(found)

    @Slot(int)
    def on_edge(self, step: int) -> None:
        """Go on from the list to what is below or above."""
        below = self.keep_button if self.cues.isHidden() else self.cues
        target = below if step > 0 else self.rows["note"].editor.target
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def on_cue(self, cue: int) -> None:
        """Used, or not."""
        self._used ^= {cue}
        self._show_marks()

    @Slot()
    def on_cue_clicked(self) -> None:
        """A click does what Space does."""
        found = self.cues.current_id()
        if found is not None:
            self.on_cue(found)

    @Slot(int)
    def on_cue_edge(self, step: int) -> None:
        """Go on from the cues to what is below or above."""
        above = self.rows["note"].editor.target if self.marks.isHidden() else self.marks
        target = self.keep_button if step > 0 else above
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # Keeping

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            person = self.rows["person"].editor.target
            if enter and (held or (isinstance(watched, TextField) and watched is not person)):
                self.keep()
                return True
        return super().eventFilter(watched, event)

    def _read(self) -> dict[str, Any] | None:
        found: dict[str, Any] = {}
        for name, row in self.rows.items():
            if row.isHidden():
                continue
            fit, value = row.read()
            if not fit:
                row.setFocus(Qt.FocusReason.TabFocusReason)
                return None
            found[name] = value
        return found

    @Slot()
    def keep(self) -> None:
        """Keep what is typed, or say what stands against it."""
        typed = self._read()
        if typed is None or self.customer is None or self.bridge.ws.read_only:
            return
        day: date = typed["happens_on"]
        if self.planning:
            given = Given(day, person=typed["person"], at=typed["at"])
            done = acts.plan_visit(self.bridge, self.customer, given, self.visit)
        else:
            given = Given(
                day, typed["person"], typed["service"], typed["ticket"], typed["note"],
                cues=tuple(one for one in self._cues if one in self._used),
                kept=tuple(one for one, mark in self._marks.items() if mark is True),
                missed=tuple(one for one, mark in self._marks.items() if mark is False),
            )  # fmt: skip
            done = acts.log_visit(self.bridge, self.customer, given, self.visit)
        if not done:
            for name, words in done.fields.items():
                if name in self.rows:
                    self.rows[name].show_wrong(words)
            self.sentence.say(done.error.message if done.error is not None and not done.fields else "")
            return
        self._fill(Visit())
        self.kept.emit()
