"""The left card: the stages of the journey, and below them what holds at every stage."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _, ngettext
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.standards.add_field import AddField
from ui.standards.facts import Facts
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.moving import place_before
from ui.standards.row_delegates import JourneyDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel
from ui.standards.wording import KINDS, NEVER_ALWAYS, ROLES, VISION, stage_row
from ui.widgets import Card, Divider, ElidedLabel, LinkButton, PageScroll
from ui.widgets.wrapped import WrappedLabel

STAGES, VIEWS = "stages", "views"
_VIEW_KEYS = (VISION, NEVER_ALWAYS, ROLES)


class JourneyCard(Card):
    """Chooses what the rest of the page shows, and keeps the stages in order."""

    stage_chosen = Signal(int)
    view_chosen = Signal(str)
    details_wanted = Signal(int)
    """The fields of a stage."""
    left_for_content = Signal()
    """Enter: on to the lists of the stage, or to the view."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=6)
        self.bridge = bridge
        self._facts = Facts()
        self._menu_for = 0
        self._build_head()
        self.area = PageScroll(self, spacing=0)
        inside = self.area.widget()
        self.stages = RowList(RowModel(STAGES, renames=True), _("Stages"), inside)
        JourneyDelegate(self.stages)
        self.stages.takes_on = frozenset(KINDS)
        self.empty = WrappedLabel(
            _("From first contact to the time after the {visit}: what does the {customer} go through?"),
            inside,
        )
        self.empty.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        self.add_field = AddField(_("Name of the next stage…"), inside, longest=60)
        self.add_field.hide()
        self.views = RowList(RowModel(VIEWS), _("At every stage"), inside)
        self.views.setDragEnabled(False)
        JourneyDelegate(self.views)
        for part in (self.stages, self.empty, self.add_field):
            self.area.body.addWidget(part)
        self.area.body.addSpacing(theme.px(8))
        self.area.body.addWidget(Divider(inside))
        self.area.body.addSpacing(theme.px(8))
        self.area.body.addWidget(self.views)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self._connect()

    def _build_head(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(8), 0, 0, 0)
        self.heading = ElidedLabel(_("{Customer} journey"), self, size="heading")
        self.add_button = LinkButton(_("Stage"), self, icon="add")
        self.add_button.setAccessibleName(_("Add stages"))
        self.add_button.clicked.connect(self.add_stages)
        self.add_button.setHidden(self.bridge.ws.read_only)
        head.addWidget(self.heading, 1)
        head.addWidget(self.add_button)
        self.body.addLayout(head)

    def _connect(self) -> None:
        self.stages.chosen.connect(self.on_stage_chosen)
        self.stages.opened.connect(self.on_opened)
        self.stages.rows.renamed.connect(self.on_renamed)
        self.stages.place_wanted.connect(self.on_place_wanted)
        self.stages.dropped.connect(self.on_dropped)
        self.stages.dropped_on.connect(self.on_standard_dropped)
        self.stages.remove_wanted.connect(self.remove_stage)
        self.stages.menu_wanted.connect(self.on_menu_wanted)
        self.stages.edge_passed.connect(self.on_stages_edge)
        self.views.chosen.connect(self.on_view_chosen)
        self.views.opened.connect(self.on_opened)
        self.views.edge_passed.connect(self.on_views_edge)
        self.add_field.watch(self.bridge)
        self.add_field.added.connect(self.on_added)
        self.add_field.added_and_on.connect(self.on_added_and_on)
        self.add_field.given_up.connect(self.on_given_up)
        self.add_field.edge_passed.connect(self.on_field_edge)

    def show_facts(self, facts: Facts, stage: int | None, view: str) -> None:
        """Show the stages with their counts; `stage` or `view` is the chosen one."""
        self._facts = facts
        rows = [stage_row(row, facts.counts.get(row.id, 0)) for row in facts.stages]
        self.stages.show_rows(rows, None if view else stage)
        self.stages.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows and not self.bridge.ws.read_only:
            self.add_field.show()
        before = self.views.current_id()
        self.views.show_rows(self._view_rows(facts), _VIEW_KEYS.index(view) + 1 if view else None)
        if self.views.current_id() != before:
            self.views.reveal()  # in large text they stand below the edge

    def _view_rows(self, facts: Facts) -> list[Row]:
        missing = facts.roles_without_card
        cards = ngettext("{n} missing", "{n} missing", missing) if missing else str(facts.roles)
        return [
            Row(id=1, text=_("Service vision"), icon="vision", count=facts.vision),
            Row(id=2, text=_("Never & Always"), icon="never", count=str(facts.never_always)),
            Row(id=3, text=_("Role cards"), icon="role", count=cards),
        ]

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at; of the two lists the one in which something is chosen."""
        views = self.views.current_id() is not None
        return [self.add_button, self.views] if views else [self.add_button, self.stages, self.add_field]

    # Going to places

    @Slot(int)
    def on_stage_chosen(self, stage: int) -> None:
        """Show the lists of a stage."""
        self.views.set_current(None)
        self.stage_chosen.emit(stage)

    @Slot(int)
    def on_view_chosen(self, number: int) -> None:
        """Show what holds at every stage."""
        self.stages.set_current(None)
        self.view_chosen.emit(_VIEW_KEYS[number - 1])

    @Slot(int)
    def on_opened(self, _record: int) -> None:
        """Go into what is chosen."""
        self.left_for_content.emit()

    @Slot(int)
    def on_stages_edge(self, step: int) -> None:
        """Go on from the last stage."""
        if step > 0 and not self.add_field.isHidden():
            self.add_field.setFocus(Qt.FocusReason.TabFocusReason)
        elif step > 0:
            self._enter(self.views, 0)

    @Slot(int)
    def on_views_edge(self, step: int) -> None:
        """Go back up to the stages."""
        if step < 0 and self._facts.stages:
            self._enter(self.stages, -1)

    @Slot(int)
    def on_field_edge(self, step: int) -> None:
        """Go from the field to the stages above or to what is below."""
        if step > 0:
            self._enter(self.views, 0)
        elif self._facts.stages:
            self._enter(self.stages, -1)

    def _enter(self, view: RowList, place: int) -> None:
        view.setFocus(Qt.FocusReason.TabFocusReason)
        view.choose_place(place)

    # Stages

    @Slot()
    def add_stages(self) -> None:
        """Show the field in which stages are typed, one after the other."""
        self.add_field.show()
        self.add_field.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(self.add_field)

    def _add(self, name: str) -> int | None:
        added = self.bridge.add(Stage(name=name), initiator=self)
        if not added:
            self.add_field.give_back(name)
        return added.value

    @Slot(str)
    def on_added(self, name: str) -> None:
        """Add a stage at the end and show it."""
        stage = self._add(name)
        if stage is not None:
            self.stages.set_current(stage)
            self.on_stage_chosen(stage)
            self.area.ensureWidgetVisible(self.add_field)

    @Slot(str)
    def on_added_and_on(self, name: str) -> None:
        """Add a stage and go to its fields."""
        stage = self._add(name)
        if stage is not None:
            self.on_stage_chosen(stage)
            self.details_wanted.emit(stage)

    @Slot()
    def on_given_up(self) -> None:
        """Put the field away."""
        if self._facts.stages:
            self.stages.setFocus(Qt.FocusReason.TabFocusReason)
            self.add_field.hide()

    @Slot(int, str)
    def on_renamed(self, stage: int, name: str) -> None:
        """Keep a new name."""
        self.bridge.change(Stage, stage, initiator=self, name=name)

    @Slot(int, int)
    def on_place_wanted(self, stage: int, other: int) -> None:
        """Put a stage where another one is."""
        self.bridge.move(Stage, stage, self._facts.stage(other).position, initiator=self)

    @Slot(str, int, int)
    def on_dropped(self, _source: str, stage: int, before: int) -> None:
        """Put a stage before another one, or at the end."""
        places = {row.id: row.record.position for row in self._facts.stages}
        self.bridge.move(Stage, stage, place_before(places, stage, before), initiator=self)

    @Slot(str, int, int)
    def on_standard_dropped(self, _source: str, standard: int, stage: int) -> None:
        """Move a standard that fell onto a stage."""
        row = self._facts.standard(standard)
        if row is not None and row.record.stage != stage:
            done = _("Moved to “{stage}”.").format(stage=one_line(self._facts.stage(stage).name, 60))
            self.bridge.change(Standard, standard, initiator=self, done=done, stage=stage)

    @Slot(int)
    def remove_stage(self, stage: int) -> None:
        """Move a stage with its standards to the trash."""
        name, count = one_line(self._facts.stage(stage).name, 60), self._facts.all_counts.get(stage, 0)
        done = ngettext(
            "“{name}” and its {n} standard are in the trash.",
            "“{name}” and its {n} standards are in the trash.",
            count,
        )
        done = done if count else _("“{name}” is in the trash.")
        self.bridge.remove(Stage, stage, initiator=self, done=done.format(name=name))

    @Slot(int, QPoint)
    def on_menu_wanted(self, stage: int, where: QPoint) -> None:
        """Offer what can be done with a stage."""
        self._menu_for = stage
        place, last = self.stages.rows.place_of(stage), len(self._facts.stages) - 1
        entries = (
            Entry("rename", _("Rename"), "edit", "F2"),
            Entry("details", _("Stage details")),
            Entry("print", _("Print this stage"), "print"),
            LINE,
            Entry("up", _("Move up"), "up", "Alt+Up", place > 0),
            Entry("down", _("Move down"), "down", "Alt+Down", place < last),
            LINE,
            Entry("remove", _("Remove stage"), "trash", "Del"),
        )
        open_menu(self.stages, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        stage, key = self._menu_for, action.data()
        place = self.stages.rows.place_of(stage)
        if place < 0:
            return
        if key == "rename":
            self.stages.rename()
        elif key == "details":
            self.details_wanted.emit(stage)
        elif key == "print":
            self.bridge.print_sheet("stage-sheet", {"stage": str(self._facts.stage(stage).position)})
        elif key == "remove":
            self.remove_stage(stage)
        else:
            self.on_place_wanted(stage, self.stages.rows.rows[place + (1 if key == "down" else -1)].id)
