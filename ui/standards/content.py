"""Everything below the header of the Standards page: three columns whose parts are made when first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cxdesk.i18n import _
from ui.bridge import Bridge
from ui.forms.base import FormDraft
from ui.standards.journey_list import JourneyCard
from ui.standards.never_always_view import NeverAlwaysCard, NeverAlwaysForm
from ui.standards.plain_lists import PlainLists
from ui.standards.role_cards_view import RoleCardsCard, RoleForm
from ui.standards.side_form import SideForm
from ui.standards.stage_lists import StageCard
from ui.standards.stage_panel import StageForm
from ui.standards.standard_form import StandardForm
from ui.standards.three_columns import ThreeColumns
from ui.standards.vision_view import VersionsCard, VisionCard
from ui.standards.wording import NEVER_ALWAYS
from ui.widgets import Card, EmptyState

P = TypeVar("P", bound=QWidget)
NAME = "standards_columns"
"""Under which the widths are kept."""


class Content(ThreeColumns):
    """The columns. The page says what stands in the middle and at the right, and connects each part.

    Every widget is made in its place: one that is moved with all that is in it is styled anew.
    """

    part_made = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(NAME, parent)
        self.bridge = bridge
        self._parts: dict[str, QWidget] = {}
        self._rooms: dict[str, Card] = {}
        self.journey = JourneyCard(bridge, self.columns)
        self.fill(self.journey, bridge.settings)

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
            self.fit(narrow=self.is_narrow())
            self.part_made.emit(name)
        return part  # type: ignore[return-value]

    def _form(self, name: str, make: Callable[[Bridge, QWidget], P]) -> P:
        form = self._parts.get(name)
        if form is None:
            card = self._rooms.pop(name, None) or self.form_card()
            form = self._parts[name] = make(self.bridge, card)
            card.body.addWidget(form)
            self.part_made.emit(name)
        return form  # type: ignore[return-value]

    def has(self, name: str) -> bool:
        """Tell whether a part is made."""
        return name in self._parts

    def show_room(self, name: str) -> None:
        """Show the card in which a form will be, empty."""
        form = self._parts.get(name)
        if form is not None:
            form.hide()
            super().show_right(form)
            return
        if name not in self._rooms:
            self._rooms[name] = self.form_card()
        self.right.setCurrentWidget(self._rooms[name])

    def make_hidden(self, name: str) -> None:
        """Make a form that is not seen before it shows a record."""
        form: SideForm = getattr(self, name)
        form.hide()

    def show_form(self, name: str, record: int) -> None:
        """Show a record in a form."""
        form: SideForm = getattr(self, name)
        form.show_record(record)
        self.show_right(form)

    def show_right(self, part: QWidget) -> None:
        super().show_right(part)
        if isinstance(part, SideForm):
            part.show()

    def fit(self, *, narrow: bool) -> None:
        """Let a click go to the fields where they can't be seen beside the list."""
        for part in self._parts.values():
            if isinstance(part, StageCard | PlainLists):
                for section in part.sections.values():
                    section.list.click_opens = narrow
            elif isinstance(part, VisionCard):
                part.versions_button.setVisible(narrow)

    # What is shown

    def shown_form(self) -> SideForm | None:
        """Return the form that stands at the right."""
        card = self.right.currentWidget()
        forms = (part for part in self._parts.values() if isinstance(part, SideForm))
        return next((form for form in forms if form.parentWidget() is card), None)

    def draft(self) -> dict[str, FormDraft] | None:
        """Return what is half typed, by the names of the forms; None for nothing."""
        begun = {name: form.draft() for name, form in self._forms().items()}
        return {name: draft for name, draft in begun.items() if draft is not None} or None

    def show_draft(self, draft: dict[str, FormDraft]) -> None:
        """Go on with what was typed in the forms of a content before this one."""
        for name, one in draft.items():
            form = self.vision_card.form if name == "vision_card" else getattr(self, name)
            form.show_draft(one)

    def _forms(self) -> dict[str, SideForm]:
        vision = self._parts.get("vision_card")
        forms = {name: part for name, part in self._parts.items() if isinstance(part, SideForm)}
        return forms | ({"vision_card": vision.form} if isinstance(vision, VisionCard) else {})

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
