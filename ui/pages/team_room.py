"""The Team page: who works here, and who was shown and seen doing what; `team_page` declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.events import Event
from cxdesk.i18n import _, ngettext
from ui import theme
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.pages.base import Page
from ui.team import acts as acting
from ui.team import facts as reading
from ui.team.desk import DeskDraft, TeamDesk
from ui.team.facts import TeamFacts
from ui.team.wording import again_text, tally_text

_OF_PEOPLE = frozenset({"person", "sign_off", "paper_form"})
SHEET = "sign-off-sheet"
EVERYBODY = 0
"""Chosen in the place of a person."""


class TeamPage(Page):
    """Says what is shown where; cards and forms read and write it."""

    undo_in_header = True

    tables: ClassVar[frozenset[str] | None] = frozenset(
        {"person", "sign_off", "standard", "standard_version", "stage", "role", "shop", "paper_form"}
    )

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.facts = TeamFacts()
        self.chosen: int | None = None
        self.sign_off: int | None = None
        self._stale = True
        self._touched: set[reading.Place] = set()
        self._people: set[int] = set()
        self._words: object = None
        self._begun = False
        self.enter_action = make_action(_("Enter sign-offs"), self.on_enter, self, icon="edit", keys="Ctrl+E")
        self.enter_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.enter_action)
        self.print_action = make_action(_("Print sheet"), self.on_print, self, icon="print")
        self.done_action = make_action(_("Done"), self.on_entry_closed, self, icon="check", primary=True)
        self.add_action = make_action(_("Person"), self.on_add, self, icon="add", primary=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.desk = self._make_desk()
        theme.current().changed.connect(self.on_theme_changed)

    # Making

    def _make_desk(self) -> TeamDesk:
        """Make the cards; again when words or lengths are different."""
        made = TeamDesk(self.bridge, self)
        self._words = self.made_with()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(made)
        made.add_wanted.connect(self.on_add)
        made.people.person_chosen.connect(self.on_person)
        made.people.everybody_chosen.connect(self.on_everybody)
        made.people.entered.connect(self.enter)
        made.people.remove_wanted.connect(self.remove_person)
        made.people.leavers_wanted.connect(self.on_leavers)
        made.signed.entry_wanted.connect(self.on_entry_wanted)
        made.signed.sign_off_wanted.connect(self.on_sign_off)
        made.cell_opened.connect(self.on_cell_opened)
        made.person_form.added.connect(self.on_added)
        made.person_form.remove_wanted.connect(self.remove_person)
        made.sign_off_left.connect(self.on_sign_off_left)
        made.sign_off_remove_wanted.connect(self.remove_sign_off)
        made.signed.details_wanted.connect(self.on_details)
        made.person_form.left.connect(self.on_details_left)
        return made

    def _make_anew(self) -> None:
        old = self.desk
        old.flush()
        begun = self.draft()
        self.desk = self._make_desk()
        old.hide()
        old.deleteLater()
        self.show_draft(begun)

    # What the window asks for

    def title(self) -> str:
        return _("Enter sign-offs") if self.desk.entering else super().title()

    def subtitle(self) -> str:
        if self.desk.entering:
            return _("What comes back on paper. Every key is kept at once; Ctrl+Z takes one back.")
        whole, here = self.facts.whole(), len(self.facts.here)
        people = ngettext("{n} person", "{n} people", here)
        return " · ".join(filter(None, (people, tally_text(whole), again_text(whole.again))))

    def header_actions(self) -> list[QAction]:
        self.add_action.setEnabled(not self.bridge.ws.read_only)
        self.enter_action.setEnabled(self._may_enter())
        return (
            [self.done_action]
            if self.desk.entering
            else [
                self.print_action,
                self.enter_action,
                self.add_action,
            ]
        )

    def refresh(self, event: Event | None) -> None:
        if self._words != self.made_with():
            self._make_anew()
            self._stale = True
        self._note(event)
        if self.desk.entering:
            self.desk.entry.reload()
        else:
            self.show_all()

    def show_record(self, kind: str, record_id: int) -> None:
        self.flush()
        self._read()
        row = self.bridge.ws.find(SignOff, record_id) if kind == "sign_off" else None
        person = self.facts.person(row.record.person if row else record_id)
        if person is None:
            return
        if person.record.left(self.facts.today):
            self.desk.people.leavers.setChecked(True)
        self.chosen, self.sign_off = person.id, row.id if row else None
        self.show_all()
        if row is not None and row.record.standard is not None:
            self.desk.signed.choose(row.record.standard)
            self.desk.signed.enter()
        else:
            self.desk.people.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        self.flush()
        self.sign_off = None
        self.desk.show_form_alone()
        self.desk.person_form.new_record()
        self._begun = True
        return True

    def spot(self) -> object:
        return self.chosen, self.sign_off

    def return_to(self, spot: object) -> None:
        if isinstance(spot, tuple) and spot != self.spot():
            self.flush()
            self.chosen, self.sign_off = spot
            self.show_all()

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        person = self.facts.person(self.chosen)
        stage = self.bridge.ws.find(Stage, self.desk.entry.shown_stage()) if self.desk.entering else None
        options = {"stage": str(stage.record.position) if stage else "all"}
        if person is not None and stage is None and "," not in person.record.name:
            options["who"] = person.record.name
        return SHEET, options

    def memory(self) -> object:
        return self.chosen, self.sign_off, self.desk.people.leavers.isChecked()

    def recall(self, memory: object) -> None:
        if isinstance(memory, tuple):
            self.chosen, self.sign_off, leavers = memory
            self.desk.people.leavers.setChecked(leavers)

    def draft(self) -> object:
        return self.desk.draft()

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, tuple):
            self.desk.show_draft(DeskDraft(*draft))
            self._begun = self.desk.person_form.adding

    def flush(self) -> None:
        if self.bridge.workspace is not None:
            self.desk.flush()

    def close_opened(self) -> bool:
        desk = self.desk
        form = desk.shown_form()
        if desk.entering:
            self.on_entry_closed()
        elif form is not None and form.close_history():
            form.focus_first()
        elif desk.person_form.adding:
            self._give_up_new()
        elif self.sign_off is not None:
            self.on_sign_off_left()
        elif not desk.person_form.back.isHidden() and desk.details:
            self.on_details_left()
        else:
            focus = QApplication.focusWidget()
            if focus is None or not (desk.right.isAncestorOf(focus) or desk.middle.isAncestorOf(focus)):
                return False
            self.flush()
            self._to_people()
        return True

    def first_focus(self) -> QWidget | None:
        desk = self.desk
        if desk.entering:
            return desk.entry.grid
        if not self.facts.people:
            return desk.first_button
        return desk.people.views if self.chosen == EVERYBODY else desk.people.people

    def show_place(self, name: str) -> None:
        if name == "enter":
            self.on_enter()
        elif not self.desk.entering and self.facts.people:
            self.on_everybody()
            self.enter()

    # What is shown

    def _note(self, event: Event | None) -> None:
        """Take note of what is out of date: all of it, or some people."""
        if event is None or not event.tables <= _OF_PEOPLE:
            self._stale = True
        if self._stale or event is None:
            return
        touched = self.facts.places_of(self.bridge.ws, event.ids.get("sign_off", frozenset()))
        self._stale = touched is None
        self._touched |= touched or set()
        self._people |= event.ids.get("person", frozenset())

    def _read(self) -> None:
        if not (self._stale or self._touched or self._people):
            return
        if self._stale or not self.facts.update(self.bridge.ws, self._people, self._touched):
            shown = {self.chosen} if self.chosen else set()
            self.facts = reading.read(self.bridge.ws, leavers=shown)
        self._stale = False
        self._touched.clear()
        self._people.clear()
        self.header_changed.emit()

    def show_all(self) -> None:
        """Show what is chosen, as it is now."""
        desk = self.desk
        self._read()
        if desk.person_form.adding:
            desk.people.show_facts(self.facts, None)
            return
        if self._begun:  # kept by now: any other choice would hide the field that is typed in
            self._begun = False
            self.chosen = desk.person_form.record_id or self.chosen
        self._fit_choice()
        entered = desk.entering
        desk.show_front(anybody=bool(self.facts.people))
        if entered:
            self.header_changed.emit()
        desk.people.show_facts(self.facts, None if self.chosen == EVERYBODY else self.chosen)
        if self.chosen == EVERYBODY:
            desk.matrix.show_facts(self.facts)
            desk.show_part(desk.matrix, None)
        elif self.chosen is not None:
            desk.signed.show_person(self.facts, self.chosen)
            desk.person_form.show_record(self.chosen)
            self._show_right()

    def _fit_choice(self) -> None:
        """Choose the first one where nobody, or somebody who is out of sight, is chosen."""
        left = self.facts.left if self.desk.people.leavers.isChecked() else []
        shown = [row.id for row in self.facts.here + left]
        if self.chosen != EVERYBODY and self.chosen not in shown:
            self.chosen, self.sign_off = (shown[0] if shown else EVERYBODY), None
        if self.sign_off is not None and self.bridge.ws.find(SignOff, self.sign_off) is None:
            self.sign_off = None

    def _show_right(self) -> None:
        desk = self.desk
        if self.sign_off is not None:
            desk.sign_off_form.show_record(self.sign_off)
            desk.show_part(desk.signed, desk.sign_off_form)
        else:
            desk.show_part(desk.signed, desk.person_form)

    # Going to places

    def _to_people(self) -> None:
        wanted = self.first_focus()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def enter(self) -> None:
        """Go into what is chosen."""
        if self.chosen == EVERYBODY:
            self.desk.matrix.grid.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.desk.signed.list.rows.rows:
            self.desk.signed.enter()
        else:
            self.desk.person_form.focus_first()

    def _choose(self, person: int) -> None:
        self.flush()
        self.chosen, self.sign_off, self.desk.details = person, None, False
        if self.facts.cells.get(person) is None:
            self._people.add(person)  # a leaver, whose sign-offs are read when they are asked for
        self.show_all()

    @Slot(int)
    def on_person(self, person: int) -> None:
        """Show a person."""
        self._choose(person)

    @Slot()
    def on_everybody(self) -> None:
        """Show everybody by stage."""
        self.flush()
        self.chosen, self.sign_off = EVERYBODY, None
        self.show_all()

    @Slot(bool)
    def on_leavers(self, _shown: bool) -> None:
        """Show those who left, or no longer."""
        self.show_all()

    @Slot(int)
    def on_sign_off(self, sign_off: int) -> None:
        """Show the days of a sign-off."""
        self.sign_off = sign_off
        self.desk.details = True
        self._show_right()
        self.desk.sign_off_form.focus_first()

    @Slot()
    def on_sign_off_left(self) -> None:
        """Show the person again."""
        self.desk.sign_off_form.flush()
        self.sign_off, self.desk.details = None, False
        self._show_right()
        self.desk.signed.enter()

    @Slot()
    def on_details(self) -> None:
        """Show the fields of the person, where there is room for one thing only."""
        self.desk.details = True
        self._show_right()
        self.desk.person_form.focus_first()

    @Slot()
    def on_details_left(self) -> None:
        """Show what the person signed for again."""
        self.desk.person_form.flush()
        self.desk.details = False
        self._show_right()
        self.desk.signed.enter()

    @Slot(int, int)
    def on_cell_opened(self, person: int, stage: int) -> None:
        """Open a cell of the view of everybody: a stage in the entry grid, the whole as a person."""
        if not stage:
            self._choose(person)
            self.desk.people.people.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.bridge.ws.read_only:
            first = next((cell.standard_id for cell in self.facts.of(person, stage) if not cell.signed), 0)
            self._open_entry(stage, person, first)

    # Entering paper

    @Slot()
    def on_enter(self) -> None:
        """Enter what comes back on paper."""
        if self._may_enter():
            self._open_entry(None)

    @Slot(int, int)
    def on_entry_wanted(self, person: int, standard: int) -> None:
        """Enter a sign-off of somebody."""
        stage = next((item.stage_id for item in self.facts.items if item.standard_id == standard), None)
        if stage is not None and not self.bridge.ws.read_only:
            self._open_entry(stage, person, standard)

    def _may_enter(self) -> bool:
        something = bool(self.facts.here) and bool(self.facts.items)
        return something and not self.desk.entering and not self.bridge.ws.read_only

    def _open_entry(self, stage: int | None, person: int | None = None, standard: int | None = None) -> None:
        self.flush()
        self.desk.show_entry()
        self.desk.entry.open(stage, person, standard)
        self.header_changed.emit()

    @Slot()
    def on_entry_closed(self) -> None:
        """Go back to the people."""
        self.show_all()
        self._to_people()

    @Slot()
    def on_print(self) -> None:
        """Show the sheet to be signed in the print centre."""
        self.flush()
        sheet = self.print_sheet()
        if sheet is not None:
            self.bridge.print_sheet(*sheet)

    # Acts on people

    @Slot()
    def on_add(self) -> None:
        """Begin somebody new."""
        self.add_record()

    def _give_up_new(self) -> None:
        form = self.desk.person_form
        form.flush()
        if form.adding and not form.has_unkept():
            form.show_record(self.chosen or None)
            self.show_all()
        self._to_people()

    @Slot(int)
    def on_added(self, person: int) -> None:
        """Show the new person; the keyboard stays in the fields."""
        self.chosen, self._begun = person, False
        self._people.add(person)
        self.show_all()

    @Slot(int)
    def remove_person(self, person: int) -> None:
        """Move a person to the trash, and say what is better for somebody who leaves."""
        if self.bridge.ws.read_only:
            return
        self.flush()
        acting.remove_person(self.bridge, person, self)
        self.desk.person_form.forget(person)

    @Slot(int)
    def remove_sign_off(self, sign_off: int) -> None:
        """Move a sign-off to the trash."""
        acting.remove_sign_off(self.bridge, sign_off, self)
        self.desk.sign_off_form.forget(sign_off)
        self.desk.signed.enter()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the lengths of another text size."""
        if self.bridge.workspace is not None and self._words != self.made_with():
            self._make_anew()
            self._stale = True
            self.show_all()
