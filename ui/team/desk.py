"""Everything below the header of the Team page: people, what they signed for, their fields."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QStackedLayout, QStackedWidget, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FormDraft
from ui.forms.drafts import Draft
from ui.forms.entity_form import EntityForm
from ui.standards.columns import Columns
from ui.team.entry_card import EntryCard
from ui.team.forms import PersonForm, SignOffForm
from ui.team.matrix_card import MatrixCard
from ui.team.people_list import PeopleCard
from ui.team.signed_card import SignedCard
from ui.widgets import Card, EmptyState, PrimaryButton
from ui.widgets.in_order import InOrder, takes_tab

ROOM = 860
"""Three columns need this much, in lengths of the design."""


class DeskDraft(NamedTuple):
    """What is half typed in the fields of a person and of a sign-off, and above the grid for paper."""

    person: FormDraft | None
    sign_off: FormDraft | None
    entry: Draft | None


class TeamDesk(InOrder):
    """The parts in their places. The page says what is shown and connects them."""

    add_wanted = Signal()
    cell_opened = Signal(int, int)
    """A person and a stage in the view of everybody."""
    sign_off_left = Signal()
    sign_off_remove_wanted = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.details = False
        """Whether the form is wanted, where there is no room for it beside the rest."""
        self._parts: tuple[QWidget, PersonForm | SignOffForm | None] | None = None
        self.stack = QStackedLayout(self)
        self.columns = Columns(self, name="team_columns", left=240, two_below=ROOM)
        self.stack.addWidget(self.columns)
        self.people = PeopleCard(bridge, self.columns)
        self.columns.addWidget(self.people)
        self.middle = QStackedWidget(self.columns)
        self.signed = SignedCard(bridge, self.middle)
        self.middle.addWidget(self.signed)
        self.columns.addWidget(self.middle)
        self.right = QStackedWidget(self.columns)
        self.person_form = PersonForm(bridge, self._form_card())
        self._put_in(self.person_form)
        self.columns.addWidget(self.right)
        self.columns.finish(bridge.settings)

    # The other parts are made when they are first needed.

    @cached_property
    def matrix(self) -> MatrixCard:
        """Everybody by stage."""
        made = MatrixCard(self.bridge, self.middle)
        self.middle.addWidget(made)
        made.cell_opened.connect(self.cell_opened)
        return made

    @cached_property
    def sign_off_form(self) -> SignOffForm:
        """One sign-off."""
        made = SignOffForm(self.bridge, self._form_card())
        self._put_in(made)
        made.left.connect(self.sign_off_left)
        made.remove_wanted.connect(self.sign_off_remove_wanted)
        return made

    @cached_property
    def entry(self) -> EntryCard:
        """Where paper is entered."""
        made = EntryCard(self.bridge, self)
        self.stack.addWidget(made)
        return made

    @cached_property
    def first_button(self) -> PrimaryButton:
        """The button where nobody is there yet."""
        made = PrimaryButton(_("Add {kind}").format(kind=_("person")), icon="add")
        made.clicked.connect(self.add_wanted)
        return made

    @cached_property
    def none(self) -> Card:
        """What is said where nobody is there yet."""
        made = Card(self)
        made.body.addWidget(self._empty_state())
        self.stack.addWidget(made)
        return made

    def has(self, part: str) -> bool:
        """Tell whether a part was made already."""
        return part in self.__dict__

    def _put_in(self, form: PersonForm | SignOffForm) -> None:
        card = form.parentWidget()
        if isinstance(card, Card):
            card.body.addWidget(form)

    def _form_card(self) -> Card:
        card = Card(self.right, margin=0, spacing=0)
        card.body.setContentsMargins(theme.px(16), theme.px(9), theme.px(6), theme.px(8))
        self.right.addWidget(card)
        return card

    def _empty_state(self) -> EmptyState:
        return EmptyState(
            "team",
            _("The people who work here: sheets carry their names, and each signs for the standards."),
            [self.first_button],
            title=_("Team"),
            example=_("For example: Lea Sommer, front desk, since 1 March."),
        )

    # What is shown

    @property
    def entering(self) -> bool:
        """Whether paper is being entered."""
        return self.has("entry") and self.stack.currentWidget() is self.entry

    def show_front(self, *, anybody: bool) -> None:
        """Show the people; without `anybody` what is said to nobody."""
        self.stack.setCurrentWidget(self.columns if anybody else self.none)

    def show_entry(self) -> None:
        """Show the grid in which paper is entered."""
        self.stack.setCurrentWidget(self.entry)

    def show_part(self, middle: QWidget, form: PersonForm | SignOffForm | None) -> None:
        """Show a part in the middle, and a form at the right or none; where it is narrow, one of them."""
        self._parts = middle, form
        self.middle.setCurrentWidget(middle)
        card = form.parentWidget() if form is not None else None
        if card is not None:
            self.right.setCurrentWidget(card)
        narrow = self.columns.width() - 2 * self.columns.handleWidth() < theme.px(ROOM)
        self.middle.setVisible(card is None or not (narrow and self.details))
        self.right.setVisible(card is not None and (self.details or not narrow))
        if narrow and not self.columns.drawn:
            self.columns.share_out(self.columns.width())
        self.signed.details_button.setVisible(narrow)
        self.person_form.back.setVisible(narrow and not self.person_form.adding)

    def show_form_alone(self) -> None:
        """Show the fields of somebody new."""
        self.stack.setCurrentWidget(self.columns)
        self.details = True
        self._parts = None
        self.middle.hide()
        card = self.person_form.parentWidget()
        if card is not None:
            self.right.setCurrentWidget(card)
        self.right.show()
        self.person_form.back.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._parts is not None and event.size().width() != event.oldSize().width():
            self.show_part(*self._parts)

    def shown_form(self) -> PersonForm | SignOffForm | None:
        """Return the form at the right."""
        if self.right.isHidden():
            return None
        if self.person_form.parentWidget() is self.right.currentWidget():
            return self.person_form
        return self.sign_off_form

    def draft(self) -> DeskDraft | None:
        """Return what is half typed, None for nothing."""
        sign_off = self.sign_off_form.draft() if self.has("sign_off_form") else None
        draft = DeskDraft(self.person_form.draft(), sign_off, self.entry.draft() if self.entering else None)
        return draft if any(part is not None for part in draft) else None

    def show_draft(self, draft: DeskDraft) -> None:
        """Go on with what was typed on a desk before this one."""
        if draft.person is not None:
            self.person_form.show_draft(draft.person)
        if draft.sign_off is not None:
            self.sign_off_form.show_draft(draft.sign_off)
        if self.person_form.adding:
            self.show_form_alone()
        if draft.entry is not None:
            self.show_entry()
            self.entry.show_draft(draft.entry)

    def flush(self) -> None:
        """Keep what is typed."""
        self.person_form.flush()
        if self.has("sign_off_form"):
            self.sign_off_form.flush()

    # Tab

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at now, in the order of reading."""
        if self.entering:
            found = self.entry.stops()
        elif self.has("none") and self.stack.currentWidget() is self.none:
            found = [self.first_button]
        else:
            found = self.people.stops()
            if not self.middle.isHidden():
                shown = self.middle.currentWidget()
                found += self.signed.stops() if shown is self.signed else self.matrix.stops()
            form = self.shown_form()
            if form is not None:
                found += form_stops(form)
        return [part for part in found if takes_tab(part)]


def form_stops(form: EntityForm) -> list[QWidget]:
    """Return what Tab stops at in a form, or in its history while that is open."""
    if form.history is not None:
        return list(form.history.findChildren(QAbstractButton))
    first = [form.back] if isinstance(form, SignOffForm | PersonForm) else []
    fields = [stop for row in form.rows.values() for stop in row.editor.stops()]
    return [*first, *fields, form.history_button, form.remove_button]
