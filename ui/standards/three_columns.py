"""What to choose from, what was chosen, its details: three columns, two where there is no room."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.settings import Settings
from ui import theme
from ui.standards.columns import Columns
from ui.standards.side_form import SideForm
from ui.widgets import Card, LinkButton
from ui.widgets.in_order import InOrder, takes_tab

ROOM = 800
"""Three columns need this much, in lengths of the design."""


class ThreeColumns(InOrder):
    """The view puts its parts in and says what is shown; here is how much of it is seen at a time."""

    left = Signal()
    """Back from the fields to the lists."""

    def __init__(self, name: str, parent: QWidget | None = None, *, first: int = 222) -> None:
        super().__init__(parent)
        self._details = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.columns = Columns(self, name=name, left=first, two_below=ROOM)
        outer.addWidget(self.columns)

    def fill(self, first: QWidget, settings: Settings) -> None:
        """Put the left part in, and the places of the two others beside it."""
        self.first = first
        self.columns.addWidget(first)
        self.middle = _stack(self.columns)
        self.side = QWidget(self.columns)
        self.side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.right = _stack(self.side)
        column.addWidget(self.right)
        self.columns.finish(settings)

    def form_card(self) -> Card:
        """Return a card at the right, for a form to be made in."""
        card = Card(self.right, margin=0, spacing=0)
        card.body.setContentsMargins(theme.px(16), theme.px(9), theme.px(6), theme.px(8))
        self.right.addWidget(card)
        return card

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
        self.fit(narrow=narrow)

    def fit(self, *, narrow: bool) -> None:
        """Let the parts work as they have to where only two columns fit."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def show_middle(self, part: QWidget) -> None:
        """Show a part in the middle."""
        self.middle.setCurrentWidget(part)

    def show_right(self, part: QWidget) -> None:
        """Show a form, in its card, or another part at the right."""
        card = part.parentWidget() if isinstance(part, SideForm) else part
        if card is not None:
            self.right.setCurrentWidget(card)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at now, from the left to the right and from top to bottom."""
        found = list(_stops_in(self.first))
        for stack in (self.middle, self.right):
            if stack is self.right and "back" in self.__dict__:
                found.append(self.back)
            found += _stops_in(stack.currentWidget())
        return [widget for widget in found if takes_tab(widget)]


def _stops_in(part: QWidget | None) -> list[QWidget]:
    """Return the stops of a part, or of the form in a card that has none of its own."""
    stops = getattr(part, "stops", None)
    if stops is None and isinstance(part, Card):
        stops = getattr(part.findChild(SideForm), "stops", None)
    found: list[QWidget] = stops() if stops is not None else []
    return found


def _stack(parent: QWidget) -> QStackedWidget:
    stack = QStackedWidget(parent)
    stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    return stack
