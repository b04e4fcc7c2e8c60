"""A list and the fields of what is chosen in it: beside each other, or one of them where there is no room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.frames import Card
from ui.widgets.in_order import InOrder, takes_tab

_ROOM = 700
"""They stand beside each other from this width on, in lengths of the design."""
_ANY = 16_777_215  # as wide as can be


class ListBesideForm(InOrder):
    """Tab goes as `stops` of the page says. The form stands in `form_card`, below the way back."""

    def __init__(
        self,
        stops: Callable[[], list[QWidget]],
        parent: QWidget | None = None,
        *,
        list_width: int,
        grows: bool = False,
    ) -> None:
        """Give the list `list_width`, in lengths of the design; where it `grows`, at most that."""
        super().__init__(parent)
        self.form_wanted = False
        """Whether the form is shown where there is room for one of them."""
        self._stops, self._list_width, self._grows = stops, list_width, grows
        self._adding = self._asking = False
        self._list: QWidget | None = None
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.px(14))
        self.form_card = Card(self, margin=0, spacing=6)
        self.form_card.body.setContentsMargins(theme.px(16), theme.px(9), theme.px(6), theme.px(8))
        self.back = LinkButton(_("Back to the list"), self.form_card, icon="left")
        self.form_card.body.addWidget(self.back)
        self.row.addWidget(self.form_card, 3 if grows else 1)

    def put_list(self, card: QWidget) -> None:
        """Put the list at the side where one begins to read."""
        self._list = card
        self.row.insertWidget(0, card, 2 if self._grows else 0)

    def stops(self) -> list[QWidget]:
        return [stop for stop in self._stops() if takes_tab(stop)]

    def fit(self, *, adding: bool, asking: bool = False) -> None:
        """Show both or one: the form while something is added, or asked above its fields."""
        self._adding, self._asking = adding, asking
        if self._list is None:
            return
        narrow = self.width() < theme.px(_ROOM)
        alone = self.form_wanted or adding or asking
        self._list.setVisible(not (narrow and alone))
        self.form_card.setVisible(not narrow or alone)
        self.back.setVisible(narrow and not adding)
        wide = theme.px(self._list_width)
        self._list.setMaximumWidth(_ANY if narrow else wide)
        self._list.setMinimumWidth(0 if narrow or self._grows else wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(adding=self._adding, asking=self._asking)

    def form_has_focus(self) -> bool:
        """Tell whether the keyboard is in the form."""
        focus = QApplication.focusWidget()
        return focus is not None and self.form_card.isAncestorOf(focus)
