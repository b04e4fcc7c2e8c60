"""The view of incidents: the list, the one that is chosen, what was told; and three other faces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from cxdesk.entities.incident import Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.promise import Promise
from cxdesk.events import Event
from cxdesk.i18n import _, ngettext
from cxdesk.services.recovery import incidents
from ui.bridge import Bridge
from ui.forms.base import FormDraft
from ui.forms.drafts import Draft
from ui.header_action import make_action
from ui.recovery import acts
from ui.recovery.faced_view import FacedView
from ui.recovery.hours_card import HoursCard
from ui.recovery.incident_card import IncidentCard
from ui.recovery.incident_form import IncidentForm
from ui.recovery.incident_keys import IncidentKeys
from ui.recovery.incident_panel import IncidentPanel, PanelDraft
from ui.recovery.promises_card import PromiseDrafts, PromisesCard
from ui.standards.three_columns import ThreeColumns
from ui.widgets import Card, EmptyState, PrimaryButton

SLIPS, RECORD = "incident-slips", "incident-record"
_TABLES = frozenset(
    {
        "incident", "incident_step", "promise", "customer", "person", "standard", "stage", "shop",
        "recovery_protocol", "protocol_step", "make_good", "yes_step", "opening_hours", "closed_day",
        "five_whys", "action", "role", "paper_form",
    }
)  # fmt: skip


class _Draft(NamedTuple):
    """What is half typed; `face` is the place of the one that is shown, "" for the list with `chosen`."""

    chosen: int | None
    form: FormDraft | None
    panel: PanelDraft | None
    log: Draft | None
    promises: PromiseDrafts
    hours: Draft | None
    face: str


_FACES = ("log_card", "promises_card", "hours_card")


class IncidentsView(FacedView):
    """Says what is shown where; cards and forms read and write it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.columns = ThreeColumns("recovery_incidents", self, first=300)
        self.stack.addWidget(self.columns)
        self.list = IncidentCard(bridge, self.columns.columns)
        self.columns.fill(self.list, bridge.settings)
        self.panel = IncidentPanel(bridge, self.columns.middle)
        self.columns.middle.addWidget(self.panel)
        self.nothing = Card(self.columns.middle)
        self.first_button = PrimaryButton(_("Log what went wrong"), icon="add")
        self.first_button.clicked.connect(self.on_log)
        self.nothing.body.addWidget(
            EmptyState(
                "recovery",
                _("What went wrong for somebody: who sees to it, by when, and what came of it."),
                [self.first_button],
                title=_("Incidents"),
                example=_("For example: “You promised Friday, and nobody called.” Told in person, to Lea."),
            )
        )
        self.columns.middle.addWidget(self.nothing)
        card = self.columns.form_card()
        self.form = IncidentForm(bridge, card)
        card.body.addWidget(self.form)
        self.keys = IncidentKeys((self.panel, self.form), self.panel.lists(), self)
        self.log_action = make_action(_("Log what went wrong"), self.on_log, self, icon="add", primary=True)
        self.promise_action = make_action(_("Promises"), self.on_promises, self, icon="clock")
        self.slips_action = make_action(_("Slips"), self.on_slips, self, icon="print")
        self.find_action = make_action(_("Search"), self.on_find, self, keys="Ctrl+F")
        self.number_action = make_action(_("Enter a slip"), self.on_number, self, keys="Ctrl+E")
        self.number_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for action in (self.find_action, self.number_action):
            self.addAction(action)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self.on_chosen)
        self.list.opened.connect(self.on_opened)
        self.list.act_wanted.connect(self.on_act)
        self.list.counted.connect(self.header_changed)
        self.panel.details_wanted.connect(self.on_details)
        self.panel.promise_wanted.connect(self.on_promise_of)
        self.panel.promises.list.opened.connect(self.on_promise_opened)
        self.panel.customer_wanted.connect(self.on_customer)
        self.panel.hours_wanted.connect(self.on_hours)
        self.keys.wanted.connect(self.on_key)
        self.form.remove_wanted.connect(self.on_remove)
        self.columns.left.connect(self.on_details_left)

    # What the page asks for

    @property
    def commands(self) -> list[QAction]:
        free = not self.bridge.ws.read_only
        self.log_action.setEnabled(free)
        if self.face is not None:
            return [self.done_action]
        return [self.slips_action, self.promise_action, self.log_action]

    def subtitle(self) -> str:
        if self.face is not None:
            return ""
        counts = self.list.found.counts
        words = ngettext("{n} open", "{n} open", counts["open"]).format(n=counts["open"])
        late = ngettext("{n} overdue", "{n} overdue", counts["overdue"]).format(n=counts["overdue"])
        parts = [words, late if counts["overdue"] else ""]
        past = incidents.escalations(self.bridge.ws) if counts["escalated"] else None
        if past is not None:
            told = ngettext(
                "{n} reached the owner past the front line, {known} only because they knew us",
                "{n} reached the owner past the front line, {known} only because they knew us",
                past.total,
            )
            parts.append(told.format(n=past.total, known=past.only_known))
        return " · ".join(filter(None, parts))

    def refresh(self, event: Event | None) -> None:
        if event is not None and not (_TABLES & event.tables):
            return
        self.list.reload()
        self.show_all()
        face = self.face
        if isinstance(face, PromisesCard) or (
            isinstance(face, HoursCard) and event is not None and not face.is_edited()
        ):
            face.reload()
        self.header_changed.emit()

    def show_all(self) -> None:
        """Show the incident that is chosen, as it is now."""
        row = self.bridge.ws.find(Incident, self.list.current)
        if row is None:
            self.list.choose(self.list.first())
            row = self.bridge.ws.find(Incident, self.list.current)
        self.columns.side.setEnabled(row is not None)
        self.form.show_record(row.id if row is not None else None)
        self.columns.show_right(self.form)
        if row is None:
            self.panel.incident = None
            self.columns.show_middle(self.nothing)
            return
        self.list.choose(row.id)
        self.panel.show_record(row)
        self.columns.show_middle(self.panel)

    def open_record(self, kind: str, record: int) -> bool:
        ws = self.bridge.ws
        if kind == "promise":
            row = ws.find(Promise, record)
            if row is None:
                return False
            self.show_face(self.promises_card)
            self.promises_card.show_promise(record)
            return True
        if kind == "opening_hours":
            self.on_hours()
            return True
        if kind == "incident_step":
            step = ws.find(IncidentStep, record)
            record = (step.record.incident or 0) if step is not None else 0
        if ws.find(Incident, record) is None:
            return False
        self.flush()
        self.on_face_left()
        self.list.reveal(record)
        self.show_all()
        self.list.to_list()
        return True

    def open_place(self, name: str) -> None:
        if name == "log":
            self.on_log()
        elif name == "promises":
            self.on_promises()
        elif name == "promise" and self.panel.incident is not None:
            self.on_promise_of(self.panel.incident)
        elif name == "hours":
            self.on_hours()

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        self.on_log()
        return True

    def shown_record(self) -> tuple[str, int] | None:
        row = self.bridge.ws.find(Incident, self.list.current)
        return ("incident", row.id) if row is not None and self.face is None else None

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        if self.face is None and self.panel.incident is not None:
            return RECORD, {"incident": str(self.panel.incident)}
        return SLIPS, {}

    def flush(self) -> None:
        self.form.flush()
        self.panel.flush()

    def draft(self) -> object:
        made = self.__dict__
        log = self.log_card.draft() if "log_card" in made else None
        promises = self.promises_card.drafts() if "promises_card" in made else {}
        hours = self.hours_card.draft() if "hours_card" in made else None
        form, panel = self.form.draft(), self.panel.draft()
        if not promises and all(part is None for part in (log, hours, form, panel)):
            return None
        face = next((name for name in _FACES if self.face is made.get(name)), "") if self.face else ""
        return _Draft(self.list.current, form, panel, log, promises, hours, face)

    def show_draft(self, draft: _Draft) -> None:
        self.list.current = draft.chosen
        if draft.form is not None:
            self.form.show_draft(draft.form)
        if draft.panel is not None:
            self.panel.show_draft(draft.panel)
        if draft.log is not None:
            self.log_card.show_draft(draft.log)
        if draft.promises:
            self.promises_card.show_drafts(draft.promises)
        if draft.hours is not None:
            self.hours_card.show_draft(draft.hours)
        if draft.face:
            self.show_face(getattr(self, draft.face))

    def close_opened(self) -> bool:
        focus = QApplication.focusWidget()
        if self.face is not None:
            self.on_face_left()
        elif self.form.close_opened():
            self.form.focus_first()
        elif self.panel.close_form.is_open():
            self.panel.close_form.leave()
            self.panel.enter()
        elif self.columns.fields_alone():
            self.on_details_left()
        elif focus is not None and not self.list.isAncestorOf(focus) and self.isAncestorOf(focus):
            self.flush()
            self.list.to_list()
        else:
            return False
        return True

    def first_focus(self) -> QWidget | None:
        face = self.face
        if face is not None:
            return next(iter(face.stops()), None)  # none can have it while the lock page is in front
        if self.list.found.rows:
            return self.list.list
        return self.first_button if self.panel.incident is None else self.list.search

    # The list and what is beside it

    def show_list(self) -> None:
        self.turn_to(self.columns)
        self.list.reload()
        self.show_all()
        self.header_changed.emit()
        self.list.to_list()

    @Slot(int)
    def on_logged(self, incident: int) -> None:
        self.turn_to(self.columns)
        self.list.reveal(incident)
        self.show_all()
        self.header_changed.emit()
        if self.panel.has_steps():
            self.panel.enter()
        else:
            self.list.to_list()

    def gone_into(self) -> int | None:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.panel.isAncestorOf(focus)
        return self.panel.incident if inside else None

    @Slot(int)
    def on_chosen(self, _incident: int) -> None:
        """Show an incident."""
        self.flush()
        self.show_all()

    @Slot(int)
    def on_opened(self, incident: int) -> None:
        """Go into an incident."""
        self.list.choose(incident)
        self.show_all()
        self.columns.show_details(False)
        self.panel.enter()

    @Slot(int, str)
    def on_act(self, incident: int, what: str) -> None:
        """Do what a key or the menu of the list asks for."""
        self.list.choose(incident)
        self.show_all()
        if what == "next":
            self.panel.tick_next()
        elif what == "close":
            self.panel.ask_close()
        elif what == "promise":
            self.on_promise_of(incident)
        else:
            self.on_remove(incident)

    @Slot(str)
    def on_key(self, what: str) -> None:
        """Do what a letter asks for within the incident that is shown."""
        if self.panel.incident is not None:
            self.on_act(self.panel.incident, what)

    @Slot(int)
    def on_remove(self, incident: int) -> None:
        """Move an incident to the trash."""
        acts.remove(self.bridge, incident)

    @Slot(int)
    def on_customer(self, customer: int) -> None:
        """Show the card of who it happened to."""
        self.bridge.show_record("customer", customer)

    @Slot()
    def on_details(self) -> None:
        """Go to what was told."""
        self.columns.show_details(True)
        self.form.focus_first()

    @Slot()
    def on_details_left(self) -> None:
        """Show the list again, where there was no room for both."""
        self.flush()
        self.columns.show_details(False)
        self.panel.enter()

    @Slot()
    def on_find(self) -> None:
        """Go to the search."""
        if self.face is None:
            self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.search.selectAll()

    @Slot()
    def on_slips(self) -> None:
        """Show the blank slips in the print centre."""
        self.flush()
        self.bridge.print_sheet(SLIPS)


def make(bridge: Bridge, parent: QWidget) -> IncidentsView:
    """Return the view."""
    return IncidentsView(bridge, parent)
