"""Everything below the header of the Customers page: list, card, what is beside it, other faces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.bridge import Bridge
from ui.customers.card_panel import CardPanel
from ui.customers.coming import ComingCard
from ui.customers.details import DetailsForm
from ui.customers.list_card import ListCard
from ui.customers.side import Side
from ui.customers.slips import SlipCard
from ui.customers.visit_form import VisitDraft, VisitForm
from ui.standards.columns import Columns
from ui.widgets import Card, EmptyState, PrimaryButton, SecondaryButton
from ui.widgets.in_order import InOrder, takes_tab

if TYPE_CHECKING:
    from ui.customers.decide import DecideCard
    from ui.customers.pairs import PairsCard
    from ui.forms.base import FormDraft
    from ui.forms.drafts import Draft

_FACES = ("slips", "coming", "pairs", "decide")
ROOM = 860
"""Three columns need this much, in lengths of the design."""


class DeskDraft(NamedTuple):
    """What is half typed on the page: in the fields of customers, of a visit, and of a slip.

    `beside` says whether the fields of a customer are shown, `face` what is shown in the place of all that.
    """

    details: FormDraft | None
    beside: bool
    visit: VisitDraft | None
    slips: Draft | None
    face: str


class CustomersDesk(InOrder):
    """The parts in their places. The page says what is shown and connects them."""

    add_wanted = Signal()
    import_wanted = Signal()
    added = Signal(int)
    """A customer who was just kept, with the fields still open."""
    remove_wanted = Signal(int)
    beside_left = Signal()
    """Back to the card."""
    opened = Signal(int)
    """A customer whose card is wanted from another face."""
    print_wanted = Signal(object)
    """The day whose list is to be printed."""
    face_changed = Signal()
    """The words of the header are different now."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.beside: QWidget | None = None
        """What is wanted at the right, where there is no room for it beside the rest."""
        self.stack = QStackedLayout(self)
        self.columns = Columns(
            self, name="customers_columns", left=280, two_below=ROOM, right=290, most_left=0.29
        )
        self.stack.addWidget(self.columns)
        self.list = ListCard(bridge, self.columns)
        self.columns.addWidget(self.list)
        self.card = CardPanel(bridge, self.columns)
        self.columns.addWidget(self.card)
        self.right = QStackedWidget(self.columns)
        self.side = Side(bridge, self.right)
        self.right.addWidget(self.side)
        self.columns.addWidget(self.right)
        self.columns.finish(bridge.settings)

    # Parts that are made when they are first needed

    @cached_property
    def details(self) -> DetailsForm:
        """The fields of a customer."""
        made = DetailsForm(self.bridge, self.details_card)
        self.details_card.body.addWidget(made)
        made.added.connect(self.added)
        made.remove_wanted.connect(self.remove_wanted)
        made.left.connect(self.beside_left)
        return made

    @cached_property
    def details_card(self) -> Card:
        """The card around the fields."""
        made = Card(self.right, margin=0, spacing=0)
        made.body.setContentsMargins(theme.px(16), theme.px(9), theme.px(6), theme.px(8))
        self.right.addWidget(made)
        return made

    @cached_property
    def visit_form(self) -> VisitForm:
        """Where a visit is typed."""
        made = VisitForm(self.bridge, self.right)
        self.right.addWidget(made)
        made.closed.connect(self.beside_left)
        made.kept.connect(self.beside_left)
        return made

    @cached_property
    def slips(self) -> SlipCard:
        """Where slips are keyed in."""
        made = SlipCard(self.bridge, self)
        self.stack.addWidget(made)
        return made

    @cached_property
    def coming(self) -> ComingCard:
        """Who is coming on a day."""
        made = ComingCard(self.bridge, self)
        self.stack.addWidget(made)
        made.opened.connect(self.opened)
        made.print_wanted.connect(self.print_wanted)
        made.day_changed.connect(self.face_changed)
        return made

    @cached_property
    def pairs(self) -> PairsCard:
        """Who may be there twice."""
        from ui.customers.pairs import PairsCard

        made = PairsCard(self.bridge, self)
        self.stack.addWidget(made)
        made.opened.connect(self.opened)
        made.changed.connect(self.face_changed)
        return made

    @cached_property
    def decide(self) -> DecideCard:
        """Who is to be decided on."""
        from ui.customers.decide import DecideCard
        from ui.customers.privacy import Privacy

        made = DecideCard(self.bridge, Privacy(self.bridge, self), self)
        self.stack.addWidget(made)
        made.opened.connect(self.opened)
        made.changed.connect(self.face_changed)
        return made

    @cached_property
    def first_button(self) -> PrimaryButton:
        """The button where nobody is there yet."""
        made = PrimaryButton(_("Add {kind}").format(kind=_("{customer}")), icon="add")
        made.clicked.connect(self.add_wanted)
        return made

    @cached_property
    def import_button(self) -> SecondaryButton:
        """The other button there."""
        made = SecondaryButton(_("Import…"), icon="import")
        made.clicked.connect(self.import_wanted)
        return made

    @cached_property
    def none(self) -> Card:
        """What is said where nobody is there yet."""
        made = Card(self)
        sentence = _("The people you serve, and what each likes: whoever meets them next knows it at once.")
        made.body.addWidget(
            EmptyState(
                "customers",
                sentence,
                [self.first_button, self.import_button],
                title=_("{Customers}"),
                example=_("For example: Priya, tea without sugar, likes to be called by phone."),
            )
        )
        self.stack.addWidget(made)
        return made

    def has(self, part: str) -> bool:
        """Tell whether a part was made already."""
        return part in self.__dict__

    # What is shown

    def is_beside(self, part: str) -> bool:
        """Tell whether the details ("details") or a visit ("visit_form") are wanted at the right."""
        if not self.has(part):
            return False
        return self.beside is (self.details_card if part == "details" else self.visit_form)

    @property
    def adding(self) -> bool:
        """Whether somebody new is being written down."""
        return self.has("details") and self.details.adding

    def flush_details(self) -> None:
        """Keep what is typed into a field of the details."""
        if self.has("details"):
            self.details.flush()

    @property
    def face(self) -> SlipCard | ComingCard | PairsCard | DecideCard | None:
        """What is shown in the place of list and card."""
        shown = self.stack.currentWidget()
        made: Iterator[SlipCard | ComingCard | PairsCard | DecideCard | None] = map(self.__dict__.get, _FACES)
        return next((face for face in made if face is not None and face is shown), None)

    def face_name(self) -> str:
        """Return what that is called, "" for list and card."""
        face = self.face
        return next((name for name in _FACES if face is not None and self.__dict__.get(name) is face), "")

    @property
    def empty(self) -> bool:
        """Whether it is said that nobody is there."""
        return self.has("none") and self.stack.currentWidget() is self.none

    def show_front(self, *, anybody: bool) -> None:
        """Show list and card; without `anybody` what is said to nobody."""
        self.stack.setCurrentWidget(self.columns if anybody else self.none)
        self.fit()

    def show_beside(self, part: QWidget | None) -> None:
        """Show the details, a visit, or what always stands beside the card (None)."""
        self.beside = part
        self.right.setCurrentWidget(part or self.side)
        self.fit()

    @property
    def narrow(self) -> bool:
        """Whether there is room for two cards only."""
        return self.columns.width() - 2 * self.columns.handleWidth() < theme.px(ROOM)

    def fit(self) -> None:
        """Show what there is room for."""
        adding = self.adding
        nobody = self.list.nobody and not adding
        alone = self.narrow and self.beside is not None and not nobody
        self.card.setVisible(not alone and not adding)
        wanted = adding or not self.narrow or self.beside is not None
        self.right.setVisible(wanted and not nobody)  # what is typed there waits
        self.card.side_button.setVisible(self.narrow)
        self.side.back.setVisible(self.narrow)
        if self.narrow and not self.columns.drawn:
            self.columns.share_out(self.columns.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def has_line(self) -> bool:
        """Tell whether a line is begun in one of the boxes."""
        return any(box.add_field.is_edited() for box in self.card.boxes.values())

    def draft(self) -> DeskDraft | None:
        """Return what is half typed, None for nothing."""
        details = self.details.draft() if self.has("details") else None
        visit = self.visit_form.draft() if self.is_beside("visit_form") else None
        slips = self.slips.draft() if self.has("slips") else None
        if details is None and visit is None and slips is None:
            return None
        beside = self.is_beside("details") and not self.right.isHidden()
        return DeskDraft(details, beside, visit, slips, self.face_name())

    def flush(self) -> None:
        """Keep what is typed."""
        self.flush_details()
        for box in self.card.boxes.values():
            if box.add_field.hasFocus():
                box.add_field.keep()
        if self.face is not None:
            self.face.flush()

    # Tab

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at now, in the order of reading."""
        if self.face is not None:
            found = self.face.stops()
        elif self.empty:
            found = [self.first_button, self.import_button]
        else:
            found = self.list.stops()
            if not self.card.isHidden():
                found += self.card.stops()
            if not self.right.isHidden():
                found += self._right_stops()
        return [part for part in found if takes_tab(part)]

    def _right_stops(self) -> list[QWidget]:
        from ui.team.desk import form_stops

        if self.has("details") and self.right.currentWidget() is self.details_card:
            return [self.details.back, *form_stops(self.details)]
        if self.has("visit_form") and self.right.currentWidget() is self.visit_form:
            return self.visit_form.stops()
        return self.side.stops()
