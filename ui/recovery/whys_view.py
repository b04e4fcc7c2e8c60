"""The view of Five Whys: the list, and the one that is chosen with its whys, its root and its trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget

from cxdesk import clock
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.why import Why
from cxdesk.events import Event
from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from cxdesk.output.five_whys_paper import SHEET, whys_paper
from cxdesk.schema.entity import Stored
from cxdesk.services import walk_rounds
from cxdesk.services.recovery import whys
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.recovery.views import RecoveryView
from ui.recovery.whys_form import WhysForm
from ui.standards.inline_ask import InlineAsk
from ui.standards.row_delegates import StandardDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel, RowTag
from ui.widgets import Card, EmptyState, PageScroll, PrimaryButton, SectionHeading
from ui.widgets.list_beside_form import ListBesideForm

LIST = 270
_TAGS = {
    whys.ASKING: RowTag("", "warn"),
    whys.ROOT: RowTag("", "brand"),
    whys.CHANGED: RowTag("", "good"),
}


class WhysView(RecoveryView):
    """Says which one is shown; the form reads and writes it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.chosen: int | None = None
        self._number = ""
        self.print_action = make_action(_("Five Whys sheet"), self.on_print, self, icon="print")
        self.enter_action = make_action(_("Enter a sheet"), self.on_enter, self, icon="edit", keys="Ctrl+E")
        self.enter_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.enter_action)
        self.add_action = make_action(_("Ask why"), self.on_add, self, icon="add", primary=True)
        self.stack = QStackedLayout(self)
        self.both = ListBesideForm(self.stops, self, list_width=LIST)
        self.both.put_list(self._make_list())
        self._make_form()
        self.stack.addWidget(self.both)
        self.stack.addWidget(self._make_none())

    # Making

    def _make_list(self) -> Card:
        self.list_card = Card(self.both, margin=8, spacing=4)
        heading = SectionHeading(_("Asked so far"), self.list_card)
        heading.setContentsMargins(theme.px(8), theme.px(4), 0, theme.px(2))
        self.list_card.body.addWidget(heading)
        area = PageScroll(self.list_card, spacing=0)
        self.list = RowList(RowModel("five_whys"), _("Five Whys"), area.widget())
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        StandardDelegate(self.list)
        area.body.addWidget(self.list)
        area.body.addStretch(1)
        self.list_card.body.addWidget(area, 1)
        self.list.chosen.connect(self.on_chosen)
        self.list.opened.connect(self.on_opened)
        self.list.remove_wanted.connect(self.on_remove)
        return self.list_card

    def _make_form(self) -> None:
        card = self.both.form_card
        self.both.back.clicked.connect(self.on_back)
        self.ask = InlineAsk(_("Enter a sheet"), _("Enter it"), card)
        self.ask.add_box("number", _("Form number"), lines=1)
        self.ask.answered.connect(self.on_number)
        self.ask.closed.connect(self.on_ask_closed)
        self.form = WhysForm(self.bridge, card)
        self.form.added.connect(self.on_added)
        self.form.remove_wanted.connect(self.on_remove)
        self.form.conclude_wanted.connect(self.on_conclude)
        for part in (self.ask, self.form):
            card.body.addWidget(part)

    def _make_none(self) -> Card:
        self.none = Card(self)
        self.first_button = PrimaryButton(_("Ask why"), icon="add")
        self.first_button.clicked.connect(self.on_add)
        self.none.body.addWidget(
            EmptyState(
                "search",
                _("Ask why five times, and what you find is a rule, not a person: that can be changed."),
                [self.first_button],
                title=_("Five Whys"),
                example=_(
                    "For example: a {customer} waited. Why? Nobody saw them. Why? The desk faces the wall."
                ),
            )
        )
        return self.none

    # What the page asks for

    @property
    def commands(self) -> list[QAction]:
        for action in (self.add_action, self.enter_action):
            action.setEnabled(not self.bridge.ws.read_only)
        return [self.print_action, self.enter_action, self.add_action]

    def subtitle(self) -> str:
        rows = self.bridge.ws.rows(FiveWhys)
        open_ones = sum(whys.state(row.record) != whys.CHANGED for row in rows)
        asked = ngettext("{n} problem", "{n} problems", len(rows)).format(n=len(rows))
        waits = ngettext("{n} has changed nothing yet", "{n} have changed nothing yet", open_ones)
        told = [asked if rows else "", waits.format(n=open_ones) if open_ones else ""]
        return " · ".join(filter(None, told))

    def refresh(self, event: Event | None) -> None:
        rows = whys.newest_first(self.bridge.ws)
        if self.chosen not in [row.id for row in rows]:
            self.chosen = rows[0].id if rows and not self.form.adding else None
        adding = self.form.adding or self.ask.is_open()
        self.stack.setCurrentWidget(self.both if rows or adding else self.none)
        self.list.show_rows([self._row(row) for row in rows], self.chosen)
        if not self.form.adding:
            self.form.show_record(self.chosen)
        self._fit()

    def _row(self, row: Stored[FiveWhys]) -> Row:
        record, now = row.record, whys.state(row.record)
        day = date_text(record.asked_on, self.bridge.ws.shop.language) if record.asked_on else ""
        count = self.bridge.ws.count(Why, five_whys=row.id)
        asked = ngettext("{n} why", "{n} whys", count).format(n=count)
        words = {whys.ASKING: _("Still asking"), whys.ROOT: _("Root found"), whys.CHANGED: _("Changed")}
        tag = RowTag(words[now], _TAGS[now].role)
        quiet = " · ".join(filter(None, (day, asked)))
        return Row(id=row.id, text=one_line(record.problem, 160), quiet=quiet, tags=(tag,), icon="search")

    def open_record(self, kind: str, record: int) -> bool:
        row = self.bridge.ws.find(Why, record) if kind == "why" else None
        wanted = record if row is None else row.record.five_whys
        if self.bridge.ws.find(FiveWhys, wanted) is None:
            return False
        self.ask.hide()
        self._choose(wanted)
        self.both.form_wanted = True
        self._fit()
        self.form.enter()
        return True

    def _choose(self, five_whys: int | None) -> None:
        self.form.flush()
        self.chosen = five_whys
        if self.form.adding:
            self.form.show_record(five_whys)
        self.refresh(None)

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        self._begin("")
        return True

    def _begin(self, number: str) -> None:
        self.form.flush()
        self.stack.setCurrentWidget(self.both)
        self.form.new_record(asked_on=clock.today(), number=number)
        self._number = number if self.form.adding else ""
        self.both.form_wanted = True
        self._fit()

    def shown_record(self) -> tuple[str, int] | None:
        return ("five_whys", self.chosen) if self.chosen is not None else None

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        return SHEET, {"of": str(self.chosen)} if self.chosen is not None else {}

    def flush(self) -> None:
        self.form.flush()

    def draft(self) -> object:
        form, asked = self.form.draft(), self.ask.draft()
        return None if form is None and asked is None else (self.chosen, self._number, form, asked)

    def show_draft(self, draft: Any) -> None:
        self.chosen, self._number, form, asked = draft
        if form is not None:
            self.form.show_draft(form)
        if asked is not None:
            self.ask.show_draft(asked)
        self.both.form_wanted = self.form.adding

    def close_opened(self) -> bool:
        if self.ask.is_open():
            self.ask.close_ask()
        elif self.form.close_opened():
            self.form.focus_first()
        elif self.form.adding:
            self.form.show_record(self.chosen)
            self.refresh(None)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.both.form_has_focus():
            self.on_back()
        else:
            return False
        return True

    def first_focus(self) -> QWidget | None:
        if self.stack.currentWidget() is self.none:
            return self.first_button
        return self.list if not self.list_card.isHidden() else self.both.back

    def stops(self) -> list[QWidget]:
        """Return what Tab can stop at, in the order of reading."""
        return [self.list, self.both.back, *self.ask.stops(), *self.form.stops()]

    def _fit(self) -> None:
        self.both.fit(adding=self.form.adding, asking=self.ask.is_open())

    # What is done

    @Slot(int)
    def on_chosen(self, five_whys: int) -> None:
        """Show another one."""
        if five_whys != self.chosen or self.form.adding:
            self._choose(five_whys)

    @Slot(int)
    def on_opened(self, five_whys: int) -> None:
        """Go into it, at the next why."""
        self.on_chosen(five_whys)
        self.both.form_wanted = True
        self._fit()
        self.form.enter()

    @Slot()
    def on_back(self) -> None:
        """Go back to the list."""
        self.form.flush()
        self.both.form_wanted = False
        self._fit()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_add(self) -> None:
        """Begin with a problem."""
        self.add_record()

    @Slot(int)
    def on_added(self, five_whys: int) -> None:
        """Show the new one; what was entered from paper is noted as such."""
        self.chosen = five_whys
        paper = whys_paper(self.bridge.ws, self._number) if self._number else None
        if paper is not None:
            form = paper.form
            label = _("sheet {number} is entered").format(number=paper.number)
            self.bridge.act(label, lambda tx: walk_rounds.entered(tx, form), initiator=self)
        self._number = ""
        self.refresh(None)

    @Slot(int)
    def on_remove(self, five_whys: int) -> None:
        """Move it to the trash."""
        self.bridge.remove(FiveWhys, five_whys, initiator=self, done=_("The Five Whys are in the trash."))
        self.form.forget(five_whys)
        self.refresh(None)

    @Slot()
    def on_print(self) -> None:
        """Show the sheet in the print centre."""
        self.flush()
        sheet = self.print_sheet()
        if sheet is not None:
            self.bridge.print_sheet(*sheet)

    # What comes back on paper

    @Slot()
    def on_enter(self) -> None:
        """Ask for the number of a sheet that came back."""
        if self.bridge.ws.read_only:
            return
        self.stack.setCurrentWidget(self.both)
        self.ask.ask(_("The number stands at the top of the sheet. What is on it is typed below."), "number")
        self._fit()

    @Slot()
    def on_number(self) -> None:
        """Begin with the sheet; one that was entered already is shown instead."""
        typed = self.ask.text("number")
        paper = whys_paper(self.bridge.ws, typed) if typed else None
        if paper is None:
            self.ask.sentence.say(_("No Five Whys sheet has the number {number}.").format(number=typed))
            return
        if paper.first is not None:
            self._show_first(paper.number, paper.first)
            return
        self.ask.hide()
        self._begin(paper.number)

    def _show_first(self, number: str, first: Stored[FiveWhys]) -> None:
        """Say that a sheet was entered already, and show what was."""
        self._choose(first.id)
        words = _("{number} was entered already, and is shown below: “{problem}”. Nothing was changed.")
        self.ask.sentence.say(words.format(number=number, problem=one_line(first.record.problem, 80)))

    @Slot()
    def on_ask_closed(self) -> None:
        """Go back to where the question came from."""
        self.refresh(None)
        wanted = self.first_focus()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    # From the root to what changes

    @Slot(int)
    def on_conclude(self, five_whys: int) -> None:
        """Ask what changes, do all of it at once, and show what came of it."""
        from ui.recovery.conclude_dialog import ConcludeDialog

        self.dialog = ConcludeDialog(self.bridge, five_whys, self.window())
        self.dialog.finished.connect(self.on_concluded)
        self.dialog.open()

    @Slot(int)
    def on_concluded(self, result: int) -> None:
        """Show what came of it."""
        self.dialog.deleteLater()
        another = self.dialog.another
        self.refresh(None)
        if another is not None:
            self._choose(another)
            self.on_conclude(another)
        elif result:
            self.form.show_result()
        else:
            self.form.act_button.setFocus(Qt.FocusReason.OtherFocusReason)


def make(bridge: Bridge, parent: QWidget) -> WhysView:
    """Return the view."""
    return WhysView(bridge, parent)
