"""The defect register: what can go wrong, how often and how bad, and which of it has no protocol yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cxdesk.entities.standard import Standard
from cxdesk.events import Event
from cxdesk.i18n import _, ngettext
from cxdesk.services.recovery.defects import Defect, grid, register
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.forms.editors import Maker
from ui.recovery.acts import add_protocol
from ui.recovery.choices import bad, often
from ui.recovery.defects_card import DefectsCard
from ui.recovery.risk_grid import RiskGrid
from ui.recovery.views import RecoveryView
from ui.standards.selection import neighbour
from ui.standards.side_form import SideForm
from ui.standards.three_columns import ThreeColumns
from ui.widgets import Card, CheckBox, EmptyState, LinkButton, PageScroll, SecondaryButton, SectionHeading
from ui.widgets.wrapped import WrappedLabel

_TABLES = frozenset({"standard", "stage", "role", "recovery_protocol", "shop"})
_FIELDS = ("text", "likelihood", "severity", "owner", "prevention", "signs", "sounds_like")


def make(bridge: Bridge, parent: QWidget | None = None) -> RecoveryView:
    """Return the view."""
    return DefectsView(bridge, parent)


class DefectForm(SideForm):
    """A defect as the register sees it; the rest of its fields are on the Standards page."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, Standard, _FIELDS, "", parent)

    def makers(self) -> Mapping[str, Maker]:
        return {"likelihood": often, "severity": bad}

    def dress(self, body: QVBoxLayout) -> None:
        super().dress(body)
        inside = body.parentWidget()
        self.where = SectionHeading(parent=inside)
        self.protocol_words = WrappedLabel(parent=inside)
        self.protocol_link = LinkButton(parent=inside, icon="recovery")
        self.make_button = SecondaryButton(_("Make a protocol for it"), inside, icon="add")
        self.standard_link = LinkButton(_("Show it at its stage"), inside)
        body.insertWidget(0, self.where)
        body.insertWidget(1, self.protocol_words)
        for place, button in enumerate((self.protocol_link, self.make_button), 2):
            body.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignLeft)
        body.insertWidget(body.count() - 1, self.standard_link, 0, Qt.AlignmentFlag.AlignLeft)

    def field_stops(self) -> list[QWidget]:
        return [self.protocol_link, self.make_button, *super().field_stops(), self.standard_link]

    def show_defect(self, one: Defect) -> None:
        """Show a defect with what there is against it."""
        self.show_record(one.id)
        self.where.setText(one.stage.record.name)
        first = one.protocols[0].record if one.protocols else None
        self.protocol_words.setText(
            _("Nobody knows yet what to do when it happens.") if first is None else ""
        )
        self.protocol_words.setVisible(first is None)
        self.protocol_link.setVisible(first is not None)
        self.make_button.setVisible(first is None)
        self.make_button.setDisabled(self.context.ws.read_only)
        if first is not None:
            self.protocol_link.setText(_("Protocol: {name}").format(name=one_line(first.name, 60)))


class DefectsView(RecoveryView):
    """Says what is shown where, and writes what is judged."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.all: Sequence[Defect] = ()
        self.chosen: int | None = None
        self.place: tuple[int, int] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.desk = ThreeColumns("defect_columns", self, first=222)
        outer.addWidget(self.desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        desk = self.desk
        desk.fill(_GridCard(desk.columns), self.bridge.settings)
        self.side: _GridCard = desk.first  # type: ignore[assignment]
        self.card = DefectsCard(desk.middle)
        self.empty = Card(desk.middle)
        words = _("What can go wrong is written at each stage, on the Standards page: in its first list.")
        self.standards_button = SecondaryButton(_("Go to the stages"), self.empty)
        self.empty.body.addWidget(EmptyState("defect", words, (self.standards_button,), self.empty))
        desk.middle.addWidget(self.card)
        desk.middle.addWidget(self.empty)
        card = desk.form_card()
        self.form = DefectForm(self.bridge, card)
        card.body.addWidget(self.form)
        self.nothing = Card(desk.right)
        desk.right.addWidget(self.nothing)

    def _connect(self) -> None:
        self.desk.left.connect(self.on_details_left)
        self.side.grid.chosen.connect(self.on_place_chosen)
        self.side.only.clicked.connect(self.on_filtered)
        self.standards_button.clicked.connect(self.on_standards)
        card = self.card
        card.chosen.connect(self.on_chosen)
        card.opened.connect(self.on_opened)
        card.judged.connect(self.on_judged)
        card.protocol_wanted.connect(self.on_protocol_wanted)
        card.filter_wanted.connect(self.side.only.click)
        card.standard_wanted.connect(self.on_standard_wanted)
        self.form.protocol_link.clicked.connect(self.on_protocol_opened)
        self.form.make_button.clicked.connect(self.on_make)
        self.form.standard_link.clicked.connect(self.on_standard)

    # What the page asks for

    def shown_record(self) -> tuple[str, int] | None:
        return ("standard", self.chosen) if self.chosen is not None else None

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        return "defect-register", {}

    def subtitle(self) -> str:
        count = len(self.all)
        words = ngettext("{n} thing can go wrong", "{n} things can go wrong", count).format(n=count)
        unjudged = sum(one.risk is None for one in self.all)
        without = sum(not one.protocols for one in self.all)
        more = [
            ngettext("{n} without a protocol", "{n} without a protocol", without).format(n=without),
            ngettext("{n} not judged yet", "{n} not judged yet", unjudged).format(n=unjudged),
        ]
        told = [text for text, number in zip(more, (without, unjudged), strict=True) if number]
        return " · ".join((words, *told))

    def refresh(self, event: Event | None) -> None:
        if event is None or event.tables & _TABLES:
            self.all = register(self.bridge.ws)
            self.show_all()
            self.header_changed.emit()

    def open_record(self, kind: str, record: int) -> bool:
        if kind != "standard" or all(one.id != record for one in self.all):
            return False
        self.place = None
        self.side.only.setChecked(False)
        self.chosen = record
        self.show_all()
        self.card.enter()
        return True

    def draft(self) -> object:
        return self.form.draft()

    def show_draft(self, draft: Any) -> None:
        self.form.show_draft(draft)

    def flush(self) -> None:
        if self.bridge.workspace is not None:
            self.form.flush()

    def close_opened(self) -> bool:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.desk.side.isAncestorOf(focus)
        if self.desk.right.currentWidget() is not self.nothing and self.form.close_opened():
            return True
        if inside or self.desk.fields_alone():
            self.flush()
            self.on_details_left()
            return True
        if self.place is not None:
            self.on_place_chosen(None)
            return True
        return False

    def first_focus(self) -> QWidget | None:
        if not self.all:
            return self.standards_button
        stops = self.card.stops()
        return stops[0] if stops else self.side.grid

    # What is shown

    def show_all(self) -> None:
        """Show what is wanted of the register, as it is now."""
        only, desk = self.side.only.isChecked(), self.desk
        rows = [one for one in self.all if not (only and one.protocols) and self._is_in_place(one)]
        before = self.card.shown()
        focus = QApplication.focusWidget()
        had_focus = any(section.list is focus for section in self.card.sections.values())
        shown = [one.id for one in sorted(rows, key=lambda one: bool(one.protocols))]
        self.chosen = neighbour(before, shown, self.chosen)
        self.card.show_rows(rows, self.chosen, only_without=only)
        self.side.grid.show_counts(grid(self.all), self.place)
        self.side.show_rest(self.all)
        desk.show_middle(self.card if self.all else self.empty)
        one = next((one for one in rows if one.id == self.chosen), None)
        if one is None:
            desk.show_right(self.nothing)
        else:
            self.form.show_defect(one)
            desk.show_right(self.form)
        if had_focus:
            self.card.enter()

    def _is_in_place(self, one: Defect) -> bool:
        return self.place is None or (one.record.likelihood, one.record.severity) == self.place

    # Going to places

    @Slot(int)
    def on_chosen(self, defect: int) -> None:
        """Show a defect."""
        self.chosen = defect
        one = next((one for one in self.all if one.id == defect), None)
        if one is not None:
            self.form.show_defect(one)
            self.desk.show_right(self.form)

    @Slot(int)
    def on_opened(self, defect: int) -> None:
        """Go into its fields."""
        self.on_chosen(defect)
        self.desk.show_details(True)
        self.form.focus_on("likelihood")

    @Slot()
    def on_details_left(self) -> None:
        """Go back to the list."""
        self.desk.show_details(False)
        self.card.enter()

    @Slot(object)
    def on_place_chosen(self, place: tuple[int, int] | None) -> None:
        """List what is in one field of the grid, or all."""
        self.place = place
        self.show_all()

    @Slot()
    def on_filtered(self) -> None:
        """List those without a protocol, or all."""
        self.show_all()

    @Slot()
    def on_standards(self) -> None:
        """Go where defects are written."""
        self.bridge.go_to("standards")

    @Slot()
    def on_standard(self) -> None:
        """Show the chosen defect at its stage."""
        if self.chosen is not None:
            self.on_standard_wanted(self.chosen)

    @Slot(int)
    def on_standard_wanted(self, defect: int) -> None:
        """Show a defect at its stage."""
        self.bridge.show_record("standard", defect)

    @Slot()
    def on_protocol_opened(self) -> None:
        """Show the protocol of the chosen defect."""
        one = next((one for one in self.all if one.id == self.chosen), None)
        if one is not None and one.protocols:
            self.bridge.show_record("recovery_protocol", one.protocols[0].id)

    # Acts

    @Slot(int, str, object)
    def on_judged(self, defect: int, name: str, figure: int | None) -> None:
        """Keep how often or how bad."""
        values: dict[str, Any] = {name: figure}
        self.bridge.change(Standard, defect, initiator=self, **values)

    @Slot()
    def on_make(self) -> None:
        """Make a protocol for the chosen defect."""
        if self.chosen is not None:
            self.on_protocol_wanted(self.chosen)

    @Slot(int)
    def on_protocol_wanted(self, defect: int) -> None:
        """Make a protocol for a defect that has none; one that has is left alone."""
        one = next((one for one in self.all if one.id == defect), None)
        if one is None or self.bridge.ws.read_only:
            return
        if one.protocols:
            words = _("It has a protocol: {name}.").format(name=one_line(one.protocols[0].record.name, 80))
            self.bridge.notice.emit(words, "")
            return
        add_protocol(self.bridge, defect, initiator=self)


class _GridCard(Card):
    """The grid, and which of the register is listed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0, spacing=0)
        area = PageScroll(self, spacing=8)
        self.body.addWidget(area)
        inside, body = area.body.parentWidget() or self, area.body
        body.setContentsMargins(*[theme.px(12)] * 4)
        body.addWidget(SectionHeading(_("How often and how bad"), inside))
        body.addWidget(WrappedLabel(_("Up: how often, 1 to 3. Across: how bad, 1 to 3."), inside))
        self.grid = RiskGrid(inside)
        body.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignHCenter)
        self.rest = WrappedLabel(parent=inside)
        body.addWidget(self.rest)
        self.only = CheckBox(_("Only without a protocol"), inside)
        body.addWidget(self.only)
        body.addSpacing(theme.px(4))
        words = _("Risk is how often times how bad. From 6 on, agree first what everybody does.")
        body.addWidget(WrappedLabel(words, inside))
        body.addStretch(1)

    def show_rest(self, rows: Sequence[Defect]) -> None:
        """Say how many stand in no field of the grid."""
        count = sum(one.risk is None for one in rows)
        words = ngettext(
            "{n} not judged yet: in none of these.", "{n} not judged yet: in none of these.", count
        )
        self.rest.setText(words.format(n=count))
        self.rest.setVisible(count > 0)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.grid, self.only]
