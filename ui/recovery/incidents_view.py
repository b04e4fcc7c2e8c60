"""The view of incidents: the list, the one that is chosen, what was told; and three other faces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from cxdesk.entities.incident import Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.promise import Promise
from cxdesk.events import Event
from cxdesk.i18n import _, ngettext
from cxdesk.services.recovery import incidents
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.recovery import acts
from ui.recovery.hours_card import HoursCard
from ui.recovery.incident_card import IncidentCard
from ui.recovery.incident_form import IncidentForm
from ui.recovery.incident_panel import IncidentPanel
from ui.recovery.log_card import LogCard
from ui.recovery.log_draft import LogDraft
from ui.recovery.promises_card import PromiseDrafts, PromisesCard
from ui.recovery.views import RecoveryView
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
    """What is half typed on the other faces; `face` is the place of the one that is shown, "" for none."""

    log: LogDraft | None
    promises: PromiseDrafts
    face: str


class IncidentsView(RecoveryView):
    """Says what is shown where; cards and forms read and write it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.stack = QStackedLayout(self)
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
                example=_(
                    "For example: “The colour turned brassy after two days.” Told at the desk, to Lea."
                ),
            )
        )
        self.columns.middle.addWidget(self.nothing)
        card = self.columns.form_card()
        self.form = IncidentForm(bridge, card)
        card.body.addWidget(self.form)
        self.log_action = make_action(_("Log what went wrong"), self.on_log, self, icon="add", primary=True)
        self.promise_action = make_action(_("Promises"), self.on_promises, self, icon="clock")
        self.slips_action = make_action(_("Slips"), self.on_slips, self, icon="print")
        self.done_action = make_action(_("Done"), self.on_face_left, self, icon="check", primary=True)
        self.find_action = make_action(_("Search"), self.on_find, self, keys="Ctrl+F")
        self.number_action = make_action(_("Enter a slip"), self.on_number, self, keys="Ctrl+E")
        for action in (self.find_action, self.number_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
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
        self.form.remove_wanted.connect(self.on_remove)
        self.columns.left.connect(self.on_details_left)

    # Faces that are made when they are first needed

    @cached_property
    def log_card(self) -> LogCard:
        """Where something is logged."""
        made = LogCard(self.bridge, self)
        self.stack.addWidget(made)
        made.logged.connect(self.on_logged)
        made.left.connect(self.on_face_left)
        made.incident_wanted.connect(self.on_incident_wanted)
        return made

    @cached_property
    def promises_card(self) -> PromisesCard:
        """All promises."""
        made = PromisesCard(self.bridge, self)
        self.stack.addWidget(made)
        made.left.connect(self.on_face_left)
        return made

    @cached_property
    def hours_card(self) -> HoursCard:
        """When the shop is open."""
        made = HoursCard(self.bridge, self)
        self.stack.addWidget(made)
        made.left.connect(self.on_face_left)
        return made

    @property
    def face(self) -> LogCard | PromisesCard | HoursCard | None:
        """What is shown in the place of the list."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, LogCard | PromisesCard | HoursCard) else None

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
        if isinstance(face, PromisesCard) or (isinstance(face, HoursCard) and event is not None):
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
            self._show_face(self.promises_card)
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

    def has_unkept(self) -> bool:
        face = self.face
        begun = isinstance(face, LogCard | PromisesCard) and face.is_edited()
        return begun or self.form.has_unkept() or self.panel.has_unkept()

    def draft(self) -> object:
        made = self.__dict__
        log = self.log_card.draft() if "log_card" in made else None
        begun = self.promises_card.drafts() if "promises_card" in made else {}
        face = self.face
        shown = "log" if isinstance(face, LogCard) else "promises" if isinstance(face, PromisesCard) else ""
        return _Draft(log, begun, shown) if log is not None or begun else None

    def show_draft(self, draft: _Draft) -> None:
        if draft.log is not None:
            self.log_card.show_draft(draft.log)
        if draft.promises:
            self.promises_card.show_drafts(draft.promises)
        if draft.face:
            self._show_face(self.log_card if draft.face == "log" else self.promises_card)

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

    # Faces

    def _show_face(self, face: QWidget) -> None:
        self.flush()
        self.stack.setCurrentWidget(face)
        self.header_changed.emit()

    @Slot()
    def on_face_left(self) -> None:
        """Show the list again."""
        if self.face is not None:
            self.stack.setCurrentWidget(self.columns)
            self.list.reload()
            self.show_all()
            self.header_changed.emit()
            self.list.to_list()

    @Slot()
    def on_log(self) -> None:
        """Log what went wrong."""
        if not self.bridge.ws.read_only:
            self._show_face(self.log_card)
            self.log_card.open()

    @Slot()
    def on_number(self) -> None:
        """Enter a slip by its number."""
        if not self.bridge.ws.read_only:
            self.on_log()
            self.log_card.to_number()

    @Slot()
    def on_promises(self) -> None:
        """Show all promises; of a chosen incident, begin with one of that."""
        face = self.face
        incident = self.panel.incident if face is None and self._inside_panel() else None
        if isinstance(face, PromisesCard) and face.is_edited():
            incident = face.incident
        self._show_face(self.promises_card)
        self.promises_card.open(incident)

    def _inside_panel(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.panel.isAncestorOf(focus)

    @Slot(int)
    def on_promise_of(self, incident: int) -> None:
        """Note a promise of an incident."""
        if self.bridge.ws.read_only:
            return
        self._show_face(self.promises_card)
        self.promises_card.open(incident)

    @Slot(int)
    def on_promise_opened(self, promise: int) -> None:
        """Show a promise among the others."""
        self.open_record("promise", promise)

    @Slot()
    def on_hours(self) -> None:
        """Show when the shop is open."""
        self._show_face(self.hours_card)
        self.hours_card.open()

    @Slot(int)
    def on_logged(self, incident: int) -> None:
        """Show what was logged, with the steps that come now."""
        self.stack.setCurrentWidget(self.columns)
        self.list.reveal(incident)
        self.show_all()
        self.header_changed.emit()
        self.panel.enter()

    @Slot(int)
    def on_incident_wanted(self, incident: int) -> None:
        """Show the incident of a slip that is in already."""
        self.open_record("incident", incident)

    # The list and what is beside it

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
