"""Everything below the header of the Standards page: three columns whose parts are made when first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.bridge import Bridge
from ui.standards.columns import Columns
from ui.standards.journey_list import JourneyCard
from ui.standards.never_always_view import NeverAlwaysCard, NeverAlwaysForm
from ui.standards.plain_lists import PlainLists
from ui.standards.role_cards_view import RoleCardsCard, RoleForm
from ui.standards.side_form import SideForm
from ui.standards.stage_lists import StageCard
from ui.standards.stage_panel import StageForm
from ui.standards.standard_form import StandardForm
from ui.standards.vision_view import VersionsCard, VisionCard
from ui.standards.wording import NEVER_ALWAYS
from ui.widgets import Card, EmptyState, LinkButton
from ui.widgets.in_order import InOrder, takes_tab

P = TypeVar("P", bound=QWidget)
ROOM = 800
"""Three columns need this much, in lengths of the design."""


class Content(InOrder):
    """The columns. The page says what stands in the middle and at the right, and connects each part.

    Every widget is made in its place: one that is moved with all that is in it is styled anew.
    """

    part_made = Signal(str)
    left = Signal()
    """Back from the fields to the lists."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._parts: dict[str, QWidget] = {}
        self._details = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.columns = Columns(self, two_below=ROOM)
        outer.addWidget(self.columns)
        self.journey = JourneyCard(bridge, self.columns)
        self.middle = _stack(self.columns)
        self.side = QWidget(self.columns)
        self.side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.right = _stack(self.side)
        column.addWidget(self.right)
        self.columns.finish(bridge.settings)

    # The parts

    @property
    def stage_card(self) -> StageCard:
        """The lists of a stage."""
        return self._part("stage_card", StageCard, self.middle)

    @property
    def standard_form(self) -> StandardForm:
        """One standard."""
        return self._form("standard_form", StandardForm)

    @property
    def stage_form(self) -> StageForm:
        """The stage's own fields."""
        return self._form("stage_form", StageForm)

    @property
    def vision_card(self) -> VisionCard:
        """The service vision."""
        return self._part("vision_card", VisionCard, self.middle)

    @property
    def versions_card(self) -> VersionsCard:
        """Its versions."""
        return self._part("versions_card", VersionsCard, self.right)

    @property
    def never_card(self) -> NeverAlwaysCard:
        """Never & Always."""
        return self._part("never_card", NeverAlwaysCard, self.middle)

    @property
    def never_form(self) -> NeverAlwaysForm:
        """One line of it."""
        return self._form("never_form", NeverAlwaysForm)

    @property
    def roles_card(self) -> RoleCardsCard:
        """The role cards."""
        return self._part("roles_card", RoleCardsCard, self.middle)

    @property
    def role_form(self) -> RoleForm:
        """One of them."""
        return self._form("role_form", RoleForm)

    @property
    def nothing(self) -> QWidget:
        """What stands at the right while nothing is chosen."""
        return self._part("nothing", _Nothing, self.right)

    def lists(self, view: str) -> tuple[PlainLists, SideForm]:
        """Return the lists of a view and the form of one of its records."""
        if view == NEVER_ALWAYS:
            return self.never_card, self.never_form
        return self.roles_card, self.role_form

    def _part(self, name: str, make: Callable[[Bridge, QWidget], P], stack: QStackedWidget) -> P:
        part = self._parts.get(name)
        if part is None:
            part = self._parts[name] = make(self.bridge, stack)
            stack.addWidget(part)
            self._fit(narrow=self.is_narrow())
            self.part_made.emit(name)
        return part  # type: ignore[return-value]

    def _form(self, name: str, make: Callable[[Bridge, QWidget], P]) -> P:
        form = self._parts.get(name)
        if form is None:
            card = Card(self.right, margin=0, spacing=0)
            room = theme.px(16)
            card.body.setContentsMargins(room, theme.px(9), theme.px(6), theme.px(8))
            self.right.addWidget(card)
            form = self._parts[name] = make(self.bridge, card)
            card.body.addWidget(form)
            self.part_made.emit(name)
        return form  # type: ignore[return-value]

    # Little room: the fields are in the place of the lists

    @cached_property
    def back(self) -> LinkButton:
        """The way back from the fields to the lists."""
        button = LinkButton(_("Back to the list"), self.side, icon="left")
        button.clicked.connect(self.left)
        column = self.side.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def is_narrow(self) -> bool:
        """Tell whether only two columns fit."""
        return self.columns.width() - 2 * self.columns.handleWidth() < theme.px(ROOM)

    def fields_alone(self) -> bool:
        """Tell whether the fields are seen in the place of the lists."""
        return self._details and self.is_narrow()

    def show_details(self, wanted: bool) -> None:
        """Show the fields, or the lists, where there is no room for both."""
        if wanted != self._details:
            self._details = wanted
            self.arrange()

    def arrange(self) -> None:
        """Show as many columns as there is room for."""
        narrow, alone = self.is_narrow(), self.fields_alone()
        self.middle.setHidden(alone)
        self.side.setHidden(narrow and not alone)
        if narrow or "back" in self.__dict__:
            self.back.setVisible(alone)
        if narrow:
            self.columns.share_out(self.columns.width())
        self._fit(narrow=narrow)

    def _fit(self, *, narrow: bool) -> None:
        """Let a click go to the fields where they can't be seen beside the list."""
        for part in self._parts.values():
            if isinstance(part, StageCard | PlainLists):
                for section in part.sections.values():
                    section.list.click_opens = narrow
            elif isinstance(part, VisionCard):
                part.versions_button.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    # What is shown

    def show_right(self, part: QWidget) -> None:
        """Show a form or a card at the right."""
        card = part.parentWidget() if isinstance(part, SideForm) else part
        if card is not None:
            self.right.setCurrentWidget(card)

    def shown_form(self) -> SideForm | None:
        """Return the form that stands at the right."""
        card = self.right.currentWidget()
        forms = (part for part in self._parts.values() if isinstance(part, SideForm))
        return next((form for form in forms if form.parentWidget() is card), None)

    # Tab

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at now, from the left to the right and from top to bottom."""
        found = self.journey.stops()
        for stack in (self.middle, self.right):
            if stack is self.right and "back" in self.__dict__:
                found.append(self.back)
            part = stack.currentWidget()
            form = self.shown_form() if stack is self.right else None
            if form is not None:
                found += form.stops()
            elif isinstance(part, StageCard | VisionCard | VersionsCard | PlainLists):
                found += part.stops()
        return [widget for widget in found if takes_tab(widget)]

    def has_unkept(self) -> bool:
        """Tell whether something is typed that can't be kept as it is."""
        forms = [part for part in self._parts.values() if isinstance(part, SideForm)]
        vision = self._parts.get("vision_card")
        if isinstance(vision, VisionCard):
            forms.append(vision.form)
        return any(form.has_unkept() or form.is_asking() for form in forms)

    def flush(self) -> None:
        """Keep whatever is typed anywhere."""
        self.journey.add_field.keep()
        for part in tuple(self._parts.values()):
            if isinstance(part, SideForm):
                part.flush()
            elif isinstance(part, VisionCard):
                part.form.flush()
            elif isinstance(part, StageCard | PlainLists):
                part.keep_typed()


class _Nothing(Card):
    """Says what the right column is for."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        words = _("Choose a line at the left, or write the first one: here you say more about it.")
        self.body.addWidget(EmptyState("left", words, parent=self))


def _stack(parent: QWidget) -> QStackedWidget:
    stack = QStackedWidget(parent)
    stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    return stack
