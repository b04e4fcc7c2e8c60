"""The Standards page: the journey, the standards of each stage, and what holds at every stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cxdesk.entities.pillar import Pillar
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.entities.vision import Vision
from cxdesk.events import Event
from cxdesk.i18n import _, ngettext
from cxdesk.services import vision
from ui import theme
from ui.bridge import Bridge
from ui.pages.base import Page
from ui.standards import facts as reading
from ui.standards.content import Content
from ui.standards.facts import Facts
from ui.standards.focus_keeping import Before
from ui.standards.late_form import LateForm
from ui.standards.page_actions import OF_STAGE, SHEETS, PageActions
from ui.standards.selection import Selection
from ui.standards.ways import OF_CHOSEN, Ways
from ui.standards.wording import NEVER_ALWAYS, ROLES, VISION, is_live


class StandardsPage(Page):
    """Says what is shown where; the cards and forms themselves read and write it."""

    tables: ClassVar[frozenset[str] | None] = frozenset(
        {"stage", "standard", "standard_version", "vision", "pillar", "never_always", "role", "shop"}
    )

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.facts = Facts()
        self.chosen = Selection()
        self.chosen.load(bridge.settings, str(bridge.ws.path))
        self._words: object = None
        self._filled = False
        self._late = LateForm(self)
        self._gone: dict[str, set[int]] = {"": set(), NEVER_ALWAYS: set(), ROLES: set()}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.ways = Ways(self)
        self.content = self._make_content()
        self.actions_ = PageActions(self)
        self.actions_.undo_pressed.connect(self.on_undo)
        self.actions_.add_pressed.connect(self.on_add_pressed)
        self.actions_.sheet_chosen.connect(self.on_sheet_chosen)
        theme.current().changed.connect(self.on_theme_changed)

    # Making

    def _make_content(self) -> Content:
        """Make the cards; again when words or lengths are different."""
        made = Content(self.bridge, self)
        self._words = self.made_with()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(made)
        made.part_made.connect(self.ways.on_part_made)
        made.left.connect(self.on_details_left)
        journey = made.journey
        journey.stage_chosen.connect(self.on_stage_chosen)
        journey.view_chosen.connect(self.on_view_chosen)
        journey.details_wanted.connect(self.on_stage_details)
        journey.left_for_content.connect(self.enter)
        return made

    def _make_anew(self) -> None:
        old = self.content
        old.flush()
        begun = self.draft()
        self.content = self._make_content()
        self.show_draft(begun)
        old.hide()
        old.deleteLater()
        self.actions_.translate()

    # What the window asks for

    def subtitle(self) -> str:
        live, stages = len(self.facts.live), len(self.facts.stages)
        return _("{standards} in {stages} · {count} non-negotiable").format(
            standards=ngettext("{n} standard", "{n} standards", live),
            stages=ngettext("{n} stage", "{n} stages", stages),
            count=self.facts.non_negotiable,
        )

    def header_actions(self) -> list[QAction]:
        return self.actions_.all()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._late.go_on()

    def fill_on(self) -> bool:
        return self._late.step()

    def wants(self, event: Event) -> bool:
        return True  # Undo follows every change

    def refresh(self, event: Event | None) -> None:
        if self._words != self.made_with():
            self._make_anew()
        self.actions_.undo.setEnabled(bool(self.bridge.ws.undo_label))
        if event is None or super().wants(event):
            self.facts = reading.read(self.bridge.ws)
            self.show_all(at_once=self._filled)
            self._filled = True
            self.header_changed.emit()

    def add_record(self) -> bool:
        content, view = self.content, self.chosen.view
        if self.bridge.ws.read_only:
            return False
        content.show_details(False)
        if view == VISION:
            if self._version() is None:
                content.versions_card.start_next()
            else:
                content.vision_card.form.pillars.add_field.setFocus()
        elif view:
            self.content.lists(view)[0].start_adding()
        elif self.facts.stages:
            content.stage_card.start_adding()
        else:
            content.journey.add_stages()
        return True

    def shown_record(self) -> tuple[str, int] | None:
        standard = self.chosen.standard
        return ("standard", standard) if standard is not None and not self.chosen.view else None

    def spot(self) -> object:
        chosen = self.chosen
        return (
            chosen.view, chosen.stage, chosen.standard, chosen.stage_details, chosen.version,
            chosen.records.get(chosen.view),
        )  # fmt: skip

    def return_to(self, spot: object) -> None:
        if not isinstance(spot, tuple) or spot == self.spot():
            return
        self.flush()
        chosen = self.chosen
        chosen.view, chosen.stage, standard, chosen.stage_details, chosen.version, record = spot
        chosen.choose_standard(standard)
        if record is not None:
            chosen.records[chosen.view] = record
        self.refresh(None)

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        sheet = SHEETS[self.chosen.view]
        blank = sheet in OF_STAGE and not self.facts.stages
        return None if blank else (sheet, self._sheet_options(sheet))

    def memory(self) -> object:
        self.flush()
        return self.chosen

    def recall(self, memory: object) -> None:
        if isinstance(memory, Selection):
            self.chosen = memory

    def draft(self) -> object:
        begun = self.content.draft()
        focus: QWidget | None = self.window().focusWidget()
        there = focus is not None and self.content.side.isAncestorOf(focus)
        return (there, begun) if begun is not None else None

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, tuple):
            there, begun = draft
            self.content.show_draft(begun)
            self.content.show_details(there)

    def flush(self) -> None:
        if self.bridge.workspace is not None:
            self.content.flush()

    def close_opened(self) -> bool:
        content = self.content
        form = content.shown_form()
        if form is not None and form.close_opened():
            return True
        vision_there = self.chosen.view == VISION and not content.fields_alone()
        if self.chosen.view == VISION and content.versions_card.close_opened():
            return True
        if vision_there:
            return content.vision_card.form.close_opened()
        focus = QApplication.focusWidget()
        inside = focus is not None and content.side.isAncestorOf(focus)
        if not inside and not content.fields_alone():
            return False
        self.flush()
        self.enter()
        return True

    def first_focus(self) -> QWidget | None:
        journey = self.content.journey
        if not self.facts.stages:
            return journey.add_field
        return journey.views if self.chosen.view else journey.stages

    def show_record(self, kind: str, record_id: int) -> None:
        self.flush()
        ws, chosen = self.bridge.ws, self.chosen
        if kind == "standard_version":
            row = ws.find(StandardVersion, record_id)
            kind, record_id = "standard", (row.record.standard if row else None) or 0
        if kind == "pillar":
            found = ws.find(Pillar, record_id)
            kind, record_id = "vision", (found.record.vision if found else None) or 0
        standard = self.facts.standard(record_id) if kind == "standard" else None
        if standard is not None:
            chosen.view, chosen.stage, chosen.stage_details = "", standard.record.stage, False
            chosen.choose_standard(record_id)
            self.content.stage_card.unfilter(standard)
        elif kind == "stage":
            chosen.view, chosen.stage, chosen.stage_details = "", record_id, True
        elif kind == "vision":
            chosen.view, chosen.version = VISION, record_id
        elif kind in {NEVER_ALWAYS, ROLES}:
            chosen.view = kind
            chosen.records[kind] = record_id
        self.show_all()
        if kind == "stage":
            self.content.show_details(False)
            self.content.journey.stages.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.enter()

    def show_place(self, name: str) -> None:
        self.flush()
        if name in OF_CHOSEN:
            self.ways.to_chosen(name)
            return
        self.on_view_chosen(name)
        self.enter()

    # What is shown

    @Slot()
    def show_all(self, *, at_once: bool = True) -> None:
        """Show what is chosen, as it is now; unless `at_once`, the form beside it in the next turns."""
        self._late.forget()
        chosen, content = self.chosen, self.content
        chosen.fit(self.facts)
        if not chosen.view:
            self._show_stage(at_once=at_once)
        elif chosen.view == VISION:
            self._show_vision()
        else:
            self._show_records(chosen.view)
        content.journey.show_facts(self.facts, chosen.stage, chosen.view)
        self.actions_.show_view(chosen.view, read_only=self.bridge.ws.read_only)
        chosen.keep(self.bridge.settings, str(self.bridge.ws.path))

    def _show_stage(self, *, at_once: bool) -> None:
        chosen, content, card = self.chosen, self.content, self.content.stage_card
        same = card.stage == chosen.stage
        before = Before(card, card.sections, chosen.standard, self._gone[""], same=same)
        card.show_facts(self.facts, chosen.stage, chosen.standard)
        row = self.facts.standard(chosen.standard)
        standard = before.choice(removed=row is None or not is_live(row))
        if standard != chosen.standard:
            chosen.choose_standard(standard)
        details = chosen.stage_details or standard is None
        card.show_facts(self.facts, chosen.stage, None if details else standard)
        if not details:
            before.settle(standard)
        content.middle.setCurrentWidget(card)
        if chosen.stage is None:
            content.show_right(content.nothing)
            return
        if standard is None or details:
            form, record = "stage_form", chosen.stage
        else:
            form, record = "standard_form", standard
        self._late.show(content, form, record, at_once=at_once)

    def _version(self) -> int | None:
        """Return the version of the vision that is chosen, else the one in force."""
        ws = self.bridge.ws
        if ws.find(Vision, self.chosen.version) is None:
            current = vision.current(ws)
            self.chosen.version = current.id if current else None
        return self.chosen.version

    def _show_vision(self) -> None:
        content, shown = self.content, self.bridge.ws.find(Vision, self._version())
        content.vision_card.show_version(shown)
        content.versions_card.show_versions(vision.versions(self.bridge.ws), shown)
        content.middle.setCurrentWidget(content.vision_card)
        content.show_right(content.versions_card)

    def _show_records(self, view: str) -> None:
        card, form = self.content.lists(view)
        before = Before(card, card.sections, self.chosen.records.get(view), self._gone[view])
        card.show_rows(self.chosen.records.get(view))
        shown = [row.id for row in card.rows]
        record = before.choice(removed=self.chosen.records.get(view) not in shown)
        if record is None:
            self.chosen.records.pop(view, None)
        elif record != self.chosen.records.get(view):
            self.chosen.records[view] = record
            card.show_rows(record)
        before.settle(record)
        form.show_record(record)
        self.content.middle.setCurrentWidget(card)
        self.content.show_right(form if record is not None else self.content.nothing)

    # Going to places

    @Slot()
    def enter(self) -> None:
        """Put the focus into what is shown in the middle."""
        self.content.show_details(False)
        if self.chosen.view == VISION:
            self.content.vision_card.enter()
        elif self.chosen.view:
            self.content.lists(self.chosen.view)[0].enter()
        else:
            if self.chosen.stage_details:
                self.chosen.stage_details = False
                self.show_all()
            self.content.stage_card.enter()

    @Slot(int)
    def on_stage_chosen(self, stage: int) -> None:
        """Show a stage."""
        self.chosen.view, self.chosen.stage, self.chosen.stage_details = "", stage, False
        self.content.show_details(False)
        self.show_all()

    @Slot(str)
    def on_view_chosen(self, view: str) -> None:
        """Show what holds at every stage."""
        self.chosen.view = view
        self.content.show_details(False)
        self.show_all()

    @Slot()
    def on_details_left(self) -> None:
        """Keep what is typed and show the lists again."""
        self.flush()
        self.enter()

    @Slot(int)
    def on_stage_details(self, stage: int) -> None:
        """Show the fields of a stage."""
        self.chosen.view, self.chosen.stage, self.chosen.stage_details = "", stage, True
        self.show_all()
        self.content.show_details(True)
        self.content.stage_form.focus_on("wants")

    @Slot(int)
    def on_standard_chosen(self, standard: int) -> None:
        """Show a standard."""
        self._late.forget()
        self.chosen.stage_details = False
        self.chosen.choose_standard(standard)
        self.content.show_form("standard_form", standard)
        self.chosen.keep(self.bridge.settings, str(self.bridge.ws.path))

    # Acts

    @Slot()
    def on_undo(self) -> None:
        """Take back the newest act."""
        self.flush()
        self.bridge.undo()

    @Slot()
    def on_add_pressed(self) -> None:
        """Put the cursor where the next one is typed."""
        self.add_record()

    def _sheet_options(self, sheet: str) -> dict[str, str]:
        return self.actions_.options(sheet, self.bridge.ws, self.facts, self.chosen)

    @Slot(str)
    def on_sheet_chosen(self, sheet: str) -> None:
        """Show a sheet in the print centre."""
        self.flush()
        self.bridge.print_sheet(sheet, self._sheet_options(sheet))

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the lengths of another text size."""
        if self.bridge.workspace is not None and self._words != self.made_with():
            self._make_anew()
            self.show_all()
