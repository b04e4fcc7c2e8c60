"""A view whose list gives way to a card: where something is logged, all promises, the opening hours."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from cxdesk.i18n import _
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.recovery.hours_card import HoursCard
from ui.recovery.log_card import LogCard
from ui.recovery.promises_card import PromisesCard
from ui.recovery.views import RecoveryView


class FacedView(RecoveryView):
    """Makes the cards when they are first needed, and goes to them and back."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.stack = QStackedLayout(self)
        self.done_action = make_action(_("Done"), self.on_done, self, icon="check", primary=True)

    # The faces

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

    # Going to them and back

    def show_face(self, face: QWidget) -> None:
        """Show a face in the place of the list."""
        self.flush()
        self.turn_to(face)
        # The cards hear the key themselves. That for promises takes it, too, and stays for the next one.
        self.done_action.setShortcut("" if face is self.__dict__.get("promises_card") else "Ctrl+Enter")
        self.header_changed.emit()

    def turn_to(self, shown: QWidget) -> None:
        """Show a face or the list; whoever wants it gives the keyboard its place there."""
        focus = QApplication.focusWidget()
        if focus is not None and shown is not self.stack.currentWidget() and self.isAncestorOf(focus):
            # Qt would look for what comes next among all widgets of the window, to hide the one that has it.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stack.setCurrentWidget(shown)

    def show_list(self) -> None:
        """Show the list in the place of a face."""

    @Slot()
    def on_face_left(self) -> None:
        """Show the list again."""
        if self.face is not None:
            self.show_list()

    @Slot()
    def on_done(self) -> None:
        """Keep what is typed and show the list again; what can't be kept stays in front and says why."""
        face = self.face
        if face is not None and face.is_edited():
            face.keep()
        if self.face is face and (face is None or not face.is_edited()):
            self.on_face_left()

    @Slot()
    def on_log(self) -> None:
        """Log what went wrong."""
        if not self.bridge.ws.read_only:
            self.show_face(self.log_card)
            self.log_card.open()

    @Slot()
    def on_number(self) -> None:
        """Enter a slip by its number."""
        if not self.bridge.ws.read_only:
            self.on_log()
            self.log_card.to_number()

    def gone_into(self) -> int | None:
        """Return the incident that has the keyboard, None while the list has it."""
        return None

    @Slot()
    def on_promises(self) -> None:
        """Show all promises; of a chosen incident, begin with one of that."""
        face = self.face
        incident = self.gone_into() if face is None else None
        if isinstance(face, PromisesCard) and face.is_edited():
            incident = face.incident
        self.show_face(self.promises_card)
        self.promises_card.open(incident)

    @Slot(int)
    def on_promise_of(self, incident: int) -> None:
        """Note a promise of an incident."""
        if self.bridge.ws.read_only:
            return
        self.show_face(self.promises_card)
        self.promises_card.open(incident)

    @Slot(int)
    def on_promise_opened(self, promise: int) -> None:
        """Show a promise among the others."""
        self.open_record("promise", promise)

    @Slot()
    def on_hours(self) -> None:
        """Show when the shop is open."""
        self.show_face(self.hours_card)
        self.hours_card.open()

    @Slot(int)
    def on_logged(self, incident: int) -> None:
        """Show what was logged just now in the place of the face."""

    @Slot(int)
    def on_incident_wanted(self, incident: int) -> None:
        """Show the incident of a slip that is in already."""
        self.open_record("incident", incident)
