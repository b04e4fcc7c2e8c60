"""The middle card: one incident, from what happened through its steps to what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import CAUSES, Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.person import Person
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services import repeats
from cxdesk.services.recovery import clocks, giving, incidents, protocols
from cxdesk.services.repeats import Severity
from ui import theme
from ui.bridge import Bridge
from ui.customers.keyed_list import KeyedList
from ui.customers.wording import day_text
from ui.forms.drafts import Draft
from ui.recovery import acts
from ui.recovery.clock_row import ClockRow
from ui.recovery.close_form import CloseForm
from ui.recovery.give_box import GiveBox
from ui.recovery.no_protocol import NoProtocol
from ui.recovery.promise_box import PromiseBox
from ui.recovery.trail_panel import TrailView
from ui.recovery.wording import channel_text, due_text, moment_text, outcome_text, raised_text, severity_tag
from ui.standards.row_delegates import StandardDelegate
from ui.standards.rows import Row, RowModel, RowTag
from ui.widgets import (
    Banner,
    Card,
    FlowLayout,
    LinkButton,
    PageScroll,
    PlainLabel,
    PrimaryButton,
    SecondaryButton,
    SectionHeading,
    Tag,
)
from ui.widgets.wrapped import WrappedLabel


class PanelDraft(NamedTuple):
    """What is half typed at an incident: what was given, how it ends, why a promise is let go."""

    incident: int
    given: Draft | None
    end: Draft | None
    let_go: tuple[int, object] | None
    ends: Mapping[int, Draft]
    """How others end, by the incident: asked and left for later."""

    def begun(self) -> bool:
        """Tell whether something of it is of `incident`."""
        return any(part is not None for part in (self.given, self.end, self.let_go))


class IncidentPanel(Card):
    """Shows one incident, and hands on what is wanted beyond ticking and closing."""

    details_wanted = Signal()
    promise_wanted = Signal(int)
    customer_wanted = Signal(int)
    hours_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0, spacing=0)
        self.bridge = bridge
        self.incident: int | None = None
        self._begun: PanelDraft | None = None
        """What waits until its incident is shown."""
        self.area = PageScroll(self, spacing=12)
        side = theme.px(16)
        self.area.body.setContentsMargins(side, theme.px(14), side, side)
        self.body.addWidget(self.area)
        inside = self.area.body.parentWidget() or self
        self._build_head(inside)
        self.alarm = Banner(" ", "danger", closable=False, parent=inside)
        self.clocks = ClockRow(inside)
        self._build_steps(inside)
        self.give = GiveBox(bridge, inside)
        self.promises = PromiseBox(bridge, inside)
        self._build_end(inside)
        self.trail = TrailView(bridge, inside)
        parts = (
            self.alarm, self.clocks, self.steps_part, self.give, self.promises, self.end_part,
            self.close_form, self.trail,
        )  # fmt: skip
        for part in parts:
            self.area.body.addWidget(part)
        self.area.body.addStretch(1)
        self.clocks.pressed.connect(self.on_clock)
        self.clocks.hours_wanted.connect(self.hours_wanted)
        self.promises.add_wanted.connect(self.on_promise)

    def _build_head(self, inside: QWidget) -> None:
        head = QWidget(inside)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.title = PlainLabel(parent=head, size="heading", wrap=True)
        self.severity = Tag("", "neutral", head)
        row.addWidget(self.title, 1)
        row.addWidget(self.severity, 0, Qt.AlignmentFlag.AlignTop)
        self.facts = WrappedLabel(parent=head, size="body")
        self.words = WrappedLabel(parent=head, tone="text", size="body")
        buttons = QWidget(head)
        flow = FlowLayout(buttons)
        self.who_button = LinkButton("", buttons, icon="customers")
        self.details_button = LinkButton(_("What was told"), buttons, icon="edit")
        self.who_button.clicked.connect(self.on_who)
        self.details_button.clicked.connect(self.details_wanted)
        flow.addWidget(self.who_button)
        flow.addWidget(self.details_button)
        self.buttons = buttons
        column.addLayout(row)
        for part in (self.facts, self.words, buttons):
            column.addWidget(part)
        self.area.body.addWidget(head)

    def _build_steps(self, inside: QWidget) -> None:
        self.steps_part = QWidget(inside)
        column = QVBoxLayout(self.steps_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.steps_heading = SectionHeading(parent=self.steps_part)
        self.steps_hint = WrappedLabel(_("Space or the number: done, not done."), self.steps_part)
        keys = {Qt.Key.Key_Space: "0"} | {Qt.Key(Qt.Key.Key_1 + place): str(place + 1) for place in range(9)}
        self.steps = KeyedList(RowModel("incident_steps"), _("Steps"), keys, self.steps_part)
        StandardDelegate(self.steps)
        self.say = WrappedLabel(parent=self.steps_part, tone="text", size="body")
        self.never = WrappedLabel(parent=self.steps_part, tone="danger", size="body")
        self.take_button = SecondaryButton(
            _("Take the steps of the protocol"), self.steps_part, icon="recovery"
        )
        self.no_protocol = NoProtocol(self.bridge, self.steps_part)
        for part in (
            self.steps_heading, self.steps_hint, self.steps, self.say, self.never, self.take_button,
            self.no_protocol,
        ):  # fmt: skip
            column.addWidget(part)
        self.steps.act_wanted.connect(self.on_step)
        self.steps.opened.connect(self.on_step_opened)
        self.take_button.clicked.connect(self.on_take)

    def _build_end(self, inside: QWidget) -> None:
        self.end_part = QWidget(inside)
        column = QVBoxLayout(self.end_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.end_heading = SectionHeading(_("What came of it"), self.end_part)
        self.end_words = WrappedLabel(parent=self.end_part, tone="text", size="body")
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        self.close_button = PrimaryButton(_("Close…"), self.end_part, icon="check")
        self.again_button = LinkButton(_("Open it again"), self.end_part, icon="undo")
        self.why_button = LinkButton(_("Ask five times why"), self.end_part, icon="search")
        for part in (self.close_button, self.again_button, self.why_button):
            row.addWidget(part)
        row.addStretch(1)
        column.addWidget(self.end_heading)
        column.addWidget(self.end_words)
        column.addLayout(row)
        self.close_form = CloseForm(self.bridge, inside)
        self.close_button.clicked.connect(self.ask_close)
        self.again_button.clicked.connect(self.on_again)
        self.why_button.clicked.connect(self.on_why)
        self.close_form.why_wanted.connect(self.on_why_wanted)
        self.close_form.closed.connect(self.on_close_left)
        self.close_form.laid_out.connect(self.show_close)
        self.area.verticalScrollBar().rangeChanged.connect(self.show_close)  # laid out a little later

    # What is shown

    def show_record(self, row: Stored[Incident]) -> None:
        """Show an incident as it is now."""
        if row.id != self.incident:
            self.close_form.leave()
            self.area.verticalScrollBar().setValue(0)
        self.incident = row.id
        bad = repeats.severity(self.bridge.ws, row.id)
        self._show_head(row, bad)
        self._show_alarm(row, bad)
        hours = clocks.hours_of(self.bridge.ws)
        ws = self.bridge.ws
        self.clocks.show_record(
            row.record, clock.now(), clock.today(), ws.shop.language, whole=hours.whole, free=not ws.read_only
        )
        self._show_steps(row)
        self.give.show_record(row)
        self.promises.show_of(row.id)
        self._show_end(row.record)
        self.trail.show_of("incident", row.id)
        if self._begun is not None and self._begun.incident == row.id:
            self._take_up(row, self._begun)

    def draft(self) -> PanelDraft | None:
        """Return what is half typed, None for nothing."""
        ends, form = self.close_form.waiting(), self.close_form.draft()
        now = PanelDraft(self.incident or 0, self.give.draft(), form, self.promises.list.draft(), ends)
        if self._begun is not None and not (self.incident and now.begun()):
            return self._begun._replace(ends=ends)
        return now if ends or (self.incident and now.begun()) else None

    def show_draft(self, draft: PanelDraft) -> None:
        """Go on with what was typed on a card before this one, once its incident is shown."""
        self.close_form.show_waiting(draft.ends)
        self._begun = draft if draft.begun() else None

    def _take_up(self, row: Stored[Incident], draft: PanelDraft) -> None:
        self._begun = None
        if draft.given is not None:
            self.give.show_draft(draft.given)
        if draft.end is not None and not row.record.closed_at:
            self.close_form.show_draft(draft.end, row)
            self._show_end(row.record)
        if draft.let_go is not None:
            self.promises.list.show_draft(draft.let_go)

    def _show_head(self, row: Stored[Incident], bad: Severity) -> None:
        ws, record = self.bridge.ws, row.record
        self.title.setText(record.happened)
        tag = severity_tag(bad)
        self.severity.setText(tag.text)
        self.severity.set_role(tag.role)
        customer = ws.find(Customer, record.customer)
        defect = ws.find(Standard, record.defect)
        taken = ws.find(Person, record.taken_by)
        day = day_text(record.happened_on, clock.today(), ws.shop.language) if record.happened_on else ""
        facts = (
            day,
            "" if customer is not None else record.who or _("Unnamed"),
            channel_text(record),
            defect.record.text if defect is not None else "",
            _("taken by {name}").format(name=taken.record.name) if taken is not None else "",
            _("slip {number}").format(number=record.number) if record.number else "",
            _("reached the owner past the front line") if record.escalated else "",
        )
        self.facts.setText(" · ".join(filter(None, facts)))
        self.words.setText(_("“{words}”").format(words=record.words.strip('“”"„ ')))
        self.words.setVisible(bool(record.words))
        self.who_button.setVisible(customer is not None)
        if customer is not None:
            self.who_button.setText(customer.record.name)
            self.who_button.updateGeometry()

    def _show_alarm(self, row: Stored[Incident], bad: Severity) -> None:
        pressing = bad.again and not row.record.closed_at
        self.alarm.setVisible(pressing)
        if pressing:
            self.alarm.words.setText(f"{raised_text(bad)} {giving.escalate_text(self.bridge.ws)}")

    def _show_steps(self, row: Stored[Incident]) -> None:
        ws, record = self.bridge.ws, row.record
        found = incidents.steps(ws, row.id)
        self.steps.show_rows([self._step_row(one) for one in found], self.steps.current_id())
        protocol = ws.find(RecoveryProtocol, record.protocol)
        offered = None if record.protocol else protocols.for_defect(ws, record.defect)
        for part in (self.steps_hint, self.steps):
            part.setVisible(bool(found))
        name = protocol.record.name if protocol is not None else ""
        self.steps_heading.setText(_("Steps: {protocol}").format(protocol=name) if name else _("Steps"))
        said = protocol.record if protocol is not None else None
        self._show_words(self.say, _("Say: {words}"), said.words if said is not None else ())
        self._show_words(self.never, _("Never say: {words}"), said.never_say if said is not None else ())
        self.take_button.setVisible(offered is not None)
        self.take_button.setEnabled(not ws.read_only)
        nothing = not found and offered is None and said is None
        self.no_protocol.show_of(record if nothing else None)

    def _show_words(self, label: WrappedLabel, lead: str, words: tuple[str, ...]) -> None:
        quoted = "  ".join(_("“{words}”").format(words=one.strip('“”"„ ')) for one in words)
        label.setVisible(bool(words))
        label.setText(lead.format(words=quoted))

    def _step_row(self, row: Stored[IncidentStep]) -> Row:
        ws, one = self.bridge.ws, row.record
        now, today, language = clock.now(), clock.today(), ws.shop.language
        done, due = incidents.moment(one.done_at), incidents.moment(one.due_at)
        by, role = ws.find(Person, one.done_by), ws.find(Role, one.role)
        if done is not None:
            name = by.record.name.split()[0] if by is not None else ""
            tag = RowTag(" · ".join(filter(None, (moment_text(done, today, language), name))), "good")
        elif due is not None:
            late = due < now
            words = _("Overdue {when}") if late else _("by {when}")
            tag = RowTag(words.format(when=due_text(due, today, language)), "danger" if late else "neutral")
        else:
            tag = RowTag("")
        quoted = _("“{words}”").format(words=one.words.strip('“”"„ ')) if one.words else ""
        quiet = " · ".join(filter(None, (quoted, role.record.name if role is not None else "")))
        text = _("{n}  {name}: {does}") if one.does else _("{n}  {name}")
        words = text.format(n=one.position, name=one.name, does=one.does)
        tags = (tag,) if tag.text else ()
        if done is not None:
            return Row(id=row.id, text=words, quiet=quiet, tags=tags, icon="check", dim=True)
        return Row(id=row.id, text=words, quiet=quiet, tags=tags, icon="minus")

    def _show_end(self, record: Incident) -> None:
        closed, free = bool(record.closed_at), not self.bridge.ws.read_only
        asking = self.close_form.is_open()
        self.close_button.setVisible(not closed and not asking)
        self.why_button.setVisible(not asking)
        self.again_button.setVisible(closed)
        self.end_heading.setVisible(closed)
        self.end_words.setVisible(closed)
        for part in (self.close_button, self.again_button, self.why_button):
            part.setEnabled(free)
        if closed:
            note = _("“{words}”").format(words=record.outcome_note) if record.outcome_note else ""
            cause = _(dict(CAUSES).get(record.cause, ""))
            why = (
                _("{cause}: {why}").format(cause=cause, why=record.cause_note) if record.cause_note else cause
            )
            self.end_words.setText(" · ".join(filter(None, (outcome_text(record), note, why))))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        closing = self.close_form.stops() if self.close_form.is_open() else []
        return [
            self.who_button, self.details_button, *self.clocks.stops(), self.steps, self.take_button,
            self.no_protocol.link, *self.give.stops(), *self.promises.stops(), self.close_button,
            self.again_button, self.why_button, *closing, *self.trail.stops(),
        ]  # fmt: skip

    def lists(self) -> tuple[QWidget, ...]:
        """Return what would search its lines by a letter."""
        return self.steps, self.promises.list.list, self.trail.list

    def has_steps(self) -> bool:
        """Tell whether there are steps to go to."""
        return bool(self.steps.rows.rows) and not self.steps.isHidden()

    def enter(self) -> None:
        """Go to the steps, else to what was told: a key that is pressed by mistake changes nothing there."""
        if self.has_steps():
            waiting = next((row.id for row in self.steps.rows.rows if row.icon != "check"), None)
            self.steps.set_current(waiting or self.steps.rows.rows[0].id)
            self.steps.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.details_button.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Keep what is typed; a question that is open waits."""
        if self.incident is not None:
            self.give.flush()

    # What people do

    @Slot(int, str)
    def on_step(self, record: int, key: str) -> None:
        """Tick a step, by Space the chosen one, by a figure that one."""
        rows = self.steps.rows.rows
        place = int(key) - 1
        if place >= len(rows) or self.bridge.ws.read_only:
            return
        row = rows[place] if place >= 0 else next(row for row in rows if row.id == record)
        self.steps.set_current(row.id)
        acts.tick(self.bridge, row.id, done=row.icon != "check")

    @Slot(int)
    def on_step_opened(self, record: int) -> None:
        """Enter ticks, too."""
        self.on_step(record, "0")

    def tick_next(self) -> None:
        """Tick the first step that is not done."""
        row = next((row for row in self.steps.rows.rows if row.icon != "check"), None)
        if row is not None and not self.bridge.ws.read_only:
            acts.tick(self.bridge, row.id, done=True)

    @Slot(str, bool)
    def on_clock(self, name: str, done: bool) -> None:
        """Stop a clock, or let it run again."""
        wanted = next(one for one in incidents.CLOCKS if one == name)
        if self.incident is not None:
            acts.mark(self.bridge, self.incident, wanted, done=done)

    @Slot()
    def on_take(self) -> None:
        """Take the steps of the protocol."""
        if self.incident is not None:
            acts.take_protocol(self.bridge, self.incident)

    @Slot()
    def on_who(self) -> None:
        """Show the card of who it happened to."""
        row = self.bridge.ws.find(Incident, self.incident)
        if row is not None and row.record.customer is not None:
            self.customer_wanted.emit(row.record.customer)

    @Slot()
    def on_promise(self) -> None:
        """Note a promise of this incident."""
        if self.incident is not None:
            self.promise_wanted.emit(self.incident)

    @Slot()
    def ask_close(self) -> None:
        """Ask how it ends."""
        row = self.bridge.ws.find(Incident, self.incident)
        if row is not None and not row.record.closed_at and not self.bridge.ws.read_only:
            self.flush()
            self.close_form.ask(self.bridge.ws.get(Incident, row.id))
            self._show_end(row.record)
            self.show_close()

    @Slot()
    def show_close(self) -> None:
        """Scroll so that the question about its end is seen whole, or from its top where it is higher."""
        if self.close_form.is_open():
            top, bar = self.close_form.y(), self.area.verticalScrollBar()
            least = top + self.close_form.height() + theme.px(12) - self.area.viewport().height()
            bar.setValue(min(max(bar.value(), least), top))

    @Slot(bool)
    def on_close_left(self, within: bool) -> None:
        """Offer it again where it is still open; the keyboard stays on the incident."""
        row = self.bridge.ws.find(Incident, self.incident)
        if row is not None:
            self._show_end(row.record)
            if within:
                self.enter()

    @Slot()
    def on_again(self) -> None:
        """Open it again."""
        if self.incident is not None:
            acts.open_again(self.bridge, self.incident)

    @Slot()
    def on_why(self) -> None:
        """Ask for the cause."""
        if self.incident is not None:
            self.on_why_wanted(self.incident)

    @Slot(int)
    def on_why_wanted(self, incident: int) -> None:
        """Begin to ask why, and go there."""
        self.flush()
        acts.ask_why(self.bridge, incident)
