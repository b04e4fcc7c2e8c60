"""The middle card: the four lists of the stage that is chosen in the journey."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities import standard as rules
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from ui import theme
from ui.bridge import Bridge
from ui.standards.chips import Chip, Chips
from ui.standards.empty_room import empty_room
from ui.standards.facts import Facts
from ui.standards.section import Section, place_beyond
from ui.standards.standard_acts import StandardActs
from ui.standards.wording import KINDS, is_live, standard_row
from ui.widgets import Card, ElidedLabel, IconButton, LinkButton, PageScroll, PrimaryButton

ALL = "all"


class StageCard(Card):
    """Shows a stage, and adds, moves and removes its standards."""

    chosen = Signal(int)
    """A standard."""
    opened = Signal(int)
    """A standard whose details are wanted now."""
    continued = Signal(int)
    """A standard that was just typed, with Tab: on to its other fields."""
    retire_wanted = Signal(int)
    details_wanted = Signal(int)
    """The fields of the stage."""
    stages_wanted = Signal()
    """She wants to add the first stage."""
    filtered = Signal()
    """Other lists are shown now."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=4)
        self.bridge = bridge
        self.stage: int | None = None
        self.current: int | None = None
        self._facts = Facts()
        self.acts = StandardActs(bridge, self)
        # Each part is made in its place: moved there later, all that is in it would be styled anew.
        self.stack = QStackedLayout()
        self.body.addLayout(self.stack)
        self.lists = self._build_lists()
        self.stack.addWidget(self.lists)
        self.acts.opened.connect(self.opened)
        self.acts.retire_wanted.connect(self.retire_wanted)

    @cached_property
    def first_button(self) -> PrimaryButton:
        """The way out of an empty journey."""
        button = PrimaryButton(_("Add the first stage"), self, icon="add")
        button.clicked.connect(self.stages_wanted)
        return button

    @cached_property
    def empty(self) -> QWidget:
        """What stands here while there is no stage. Few ever see it."""
        empty = empty_room(
            self,
            "stage",
            _("Where does it begin?"),
            _("Standards belong to the stages of the journey, from first contact to the time after it."),
            _("For example: Before the {visit} · Arrival · First words · Paying · After the {visit}"),
            self.first_button,
        )
        self.stack.insertWidget(0, empty)
        return empty

    def _build_lists(self) -> QWidget:
        inside = QWidget(self)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(2))
        outer.addLayout(self._build_head(inside))
        self.wants = ElidedLabel(parent=inside, tone="secondary", size="small")
        self.wants.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(2))
        outer.addWidget(self.wants)
        outer.addLayout(self._build_chips(inside))
        self.area = PageScroll(inside, spacing=10)
        self.area.body.setContentsMargins(0, theme.px(4), 0, theme.px(8))
        self.sections: dict[str, Section] = {}
        for kind, words in KINDS.items():
            section = Section(
                kind, _(words.heading), _(words.add), _(words.empty), words.tone, self.area.widget()
            )
            section.list.takes = frozenset(KINDS)
            section.add_field.setHidden(self.bridge.ws.read_only)
            self._connect(section)
            self.sections[kind] = section
            self.area.body.addWidget(section)
        self.area.body.addStretch(1)
        outer.addWidget(self.area, 1)
        return inside

    def _build_head(self, inside: QWidget) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(8), 0, 0, 0)
        head.setSpacing(theme.px(2))
        self.heading = ElidedLabel(parent=inside, size="heading")
        self.details_button = IconButton("edit", _("Stage details"), inside, role="brand")
        self.print_button = LinkButton(_("Print this stage"), inside)
        self.details_button.clicked.connect(self.on_details_clicked)
        self.print_button.clicked.connect(self.print_stage)
        head.addWidget(self.heading, 1)
        head.addWidget(self.details_button)
        head.addWidget(self.print_button)
        return head

    def _build_chips(self, inside: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(5), 0, theme.px(5), 0)
        self.chips = Chips(_("Which lists are shown"), inside)
        self.chip_of = {ALL: self.chips.add(ALL, _("All"))}
        for kind, words in KINDS.items():
            self.chip_of[kind] = self.chips.add(kind, _(words.chip))
        self.retired_chip = Chip(_("Show retired"), "retired", inside)
        self.chips.chosen.connect(self.on_filter_chosen)
        self.retired_chip.toggled.connect(self.on_retired_toggled)
        row.addWidget(self.chips, 1)
        row.addWidget(self.retired_chip, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _connect(self, section: Section) -> None:
        section.chosen.connect(self.on_chosen)
        section.add_field.watch(self.bridge)
        section.added.connect(self.on_added)
        section.added_and_on.connect(self.on_added_and_on)
        section.edge_passed.connect(self.on_edge_passed)
        section.list.opened.connect(self.opened)
        section.list.place_wanted.connect(self.acts.on_place_wanted)
        section.dropped.connect(self.on_dropped)
        section.place_past.connect(self.on_place_past)
        section.list.remove_wanted.connect(self.acts.remove)
        section.list.menu_wanted.connect(self.acts.on_menu_wanted)

    # What is shown

    def show_facts(self, facts: Facts, stage: int | None, current: int | None) -> None:
        """Show the lists of a stage with `current` chosen."""
        if stage != self.stage:
            self.keep_typed()
            self.area.verticalScrollBar().setValue(0)
        self._facts, self.stage, self.current = facts, stage, current
        self.acts.facts = facts
        self.stack.setCurrentWidget(self.lists if stage is not None else self.empty)
        if stage is None:
            return
        record = facts.stage(stage)
        self.heading.setText(_("{number} · {name}").format(number=record.position, name=record.name))
        self.wants.setText(record.wants)
        self.wants.setVisible(bool(record.wants))
        self._show_sections()

    def _show_sections(self) -> None:
        rows, today = self._facts.of_stage(self.stage), clock.today()
        live = [row for row in rows if is_live(row)]
        retired = len(rows) - len(live)
        shown = rows if self.retired_chip.isChecked() else live
        self.chip_of[ALL].show_count(_("All"), len(live))
        self.retired_chip.show_count(_("Show retired"), retired)
        self.retired_chip.setVisible(bool(retired))
        wanted = self.chips.current()
        for kind, section in self.sections.items():
            count = sum(row.record.kind == kind for row in live)
            self.chip_of[kind].show_count(_(KINDS[kind].chip), count)
            section.show_rows(
                [standard_row(row, today) for row in shown if row.record.kind == kind],
                self.current,
                rules.list_checks(kind, count),
            )
            section.setVisible(wanted in {ALL, kind})

    def shown_ids(self) -> list[int]:
        """Return the standards in sight, from top to bottom."""
        shown = [section for section in self.sections.values() if not section.isHidden()]
        return [row.id for section in shown for row in section.list.rows.rows]

    def unfilter(self, row: Stored[Standard]) -> None:
        """Let a standard be seen, whatever was left out."""
        if self.chips.current() not in {ALL, row.record.kind}:
            self.chips.choose(ALL)
        if not is_live(row):
            self.retired_chip.setChecked(True)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        if self.stage is None:
            return [self.first_button]
        buttons = (self.details_button, self.print_button)
        lists = [stop for section in self.sections.values() for stop in section.stops()]
        shown = [section.list for section in self.sections.values() if not section.isHidden()]
        if all(found.current_id() is None for found in shown):
            # The fields of the stage are shown; the first line is chosen by going there.
            first = [found for found in shown if found.rows.rows][:1]
            lists = [*first, *lists]
        return [*buttons, self.chips.stop(), self.retired_chip, *lists]

    # Going to places

    def enter(self) -> None:
        """Take the focus: to the chosen standard, else to the first one, else to where one is typed."""
        for section in self.sections.values():
            if not section.isHidden() and section.list.current_id() is not None:
                section.list.setFocus(Qt.FocusReason.TabFocusReason)
                return
        shown = [section for section in self.sections.values() if not section.isHidden()]
        first = next((section for section in shown if section.list.rows.rows), shown[0] if shown else None)
        if first is not None:
            first.enter(1)

    def start_adding(self, kind: str = "") -> None:
        """Put the cursor where a standard is typed, by default in the list of the chosen one."""
        row = self._facts.standard(self.current)
        wanted = kind or self.chips.current()
        if wanted == ALL:
            wanted = row.record.kind if row is not None and row.record.stage == self.stage else "operational"
            if wanted == "defect":
                wanted = "operational"  # a standard says what is done; what goes wrong has its own field
        section = self.sections[wanted]
        section.add_field.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(section.add_field)

    @Slot(str, int)
    def on_edge_passed(self, kind: str, step: int) -> None:
        """Go on to the list above or below."""
        keys = [key for key, section in self.sections.items() if not section.isHidden()]
        place = keys.index(kind) + step
        if 0 <= place < len(keys):
            section = self.sections[keys[place]]
            section.enter(step)
            self.area.ensureWidgetVisible(section.add_field if step < 0 else section.heading)

    @Slot(str, int)
    def on_chosen(self, kind: str, standard: int) -> None:
        """Take the choice away from the other lists and hand it on."""
        self.current = standard
        for key, section in self.sections.items():
            if key != kind:
                section.list.set_current(None)
        self.chosen.emit(standard)

    @Slot(str)
    def on_filter_chosen(self, _key: str) -> None:
        """Show the lists that were asked for."""
        self.filtered.emit()
        self.area.verticalScrollBar().setValue(0)

    @Slot(bool)
    def on_retired_toggled(self, _on: bool) -> None:
        """Show or hide what is retired."""
        self.filtered.emit()

    @Slot()
    def on_details_clicked(self) -> None:
        """Show the stage's own fields."""
        if self.stage is not None:
            self.details_wanted.emit(self.stage)

    @Slot()
    def print_stage(self) -> None:
        """Show the sheet of this stage in the print centre."""
        if self.stage is not None:
            self.bridge.print_sheet("stage-sheet", {"stage": str(self._facts.stage(self.stage).position)})

    # Adding and moving

    def keep_typed(self) -> None:
        """Add what stands in a field at the end of a list."""
        for section in self.sections.values():
            section.add_field.keep()

    def _add(self, kind: str, text: str) -> int | None:
        record = Standard(stage=self.stage, kind=kind, text=text)
        added = self.bridge.add(record, initiator=self)
        if not added:
            self.sections[kind].add_field.give_back(text)
        return added.value

    @Slot(str, str)
    def on_added(self, kind: str, text: str) -> None:
        """Add a standard at the end of a list; the field is ready for the next one."""
        standard = self._add(kind, text)
        if standard is None:
            return
        section = self.sections[kind]
        section.list.set_current(standard)
        self.on_chosen(kind, standard)
        if section.add_field.hasFocus():
            self.area.ensureWidgetVisible(section.add_field)

    @Slot(str, str)
    def on_added_and_on(self, kind: str, text: str) -> None:
        """Add a standard and go to its details."""
        standard = self._add(kind, text)
        if standard is not None:
            self.sections[kind].list.set_current(standard)
            self.on_chosen(kind, standard)
            self.continued.emit(standard)

    @Slot(str, int, int)
    def on_place_past(self, kind: str, standard: int, step: int) -> None:
        """Put a standard into the list above or below, or say that there is none."""
        row, beyond = self._facts.standard(standard), place_beyond(self.sections, kind, step)
        if row is not None and beyond is not None:
            self.acts.put(row, *beyond)
        elif row is not None:
            told = _("This is the first list.") if step < 0 else _("This is the last list.")
            self.bridge.notice.emit(told, "")

    @Slot(str, int, int)
    def on_dropped(self, kind: str, standard: int, before: int) -> None:
        """Put a standard where it fell, in its own list or in another one."""
        row = self._facts.standard(standard)
        if row is not None:
            self.acts.put(row, kind, before)
