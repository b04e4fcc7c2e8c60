"""What stands on the Today page, and where: by the width that there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.bridge import Bridge
from ui.today.needs_card import NeedsCard
from ui.today.number_card import NumberCard
from ui.today.promise_bar import PromiseBar
from ui.widgets import EmptyState, PageScroll, SecondaryButton
from ui.widgets.in_order import InOrder, takes_tab

if TYPE_CHECKING:
    from cxdesk.services.today.cards import Card
    from ui.numbers.yesterday_card import YesterdayCard

CARDS = 4
IN_A_ROW, SIDE_BY_SIDE = 860, 720
"""From these widths on four cards stand in a row, and two parts beside each other."""


class TodayDesk(InOrder):
    """The cards. That for yesterday's numbers comes when the page was painted, or is asked for."""

    metric_wanted = Signal(int)
    line_wanted = Signal(object)
    vision_wanted = Signal()
    library_wanted = Signal()
    grid_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.yesterday: YesterdayCard | None = None
        self._columns = (0, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = PageScroll(self, spacing=14)
        outer.addWidget(self.area)
        inside = self.area.widget()
        self.top, self.middle = QGridLayout(), QGridLayout()
        self.cards = [NumberCard(inside) for _place in range(CARDS)]
        self.nothing = QWidget(inside)
        self.choose = SecondaryButton(_("Choose what to look at"), self.nothing, icon="metrics")
        self.needs = NeedsCard(inside)
        self.promise = PromiseBar(inside)
        for grid in (self.top, self.middle):
            grid.setSpacing(theme.px(14))
        self.area.body.addWidget(self.nothing)
        self.area.body.addLayout(self.top)
        self.area.body.addLayout(self.middle)
        self.area.body.addWidget(self.promise)
        self.area.body.addStretch(1)
        self.nothing.hide()
        if inside is not None:
            inside.installEventFilter(self)
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        for card in self.cards:
            card.clicked.connect(self.on_card_clicked)
        self.choose.clicked.connect(self.library_wanted)
        self.needs.line_wanted.connect(self.line_wanted)
        self.promise.vision_wanted.connect(self.vision_wanted)
        self.promise.metric_wanted.connect(self.metric_wanted)

    def make_yesterday(self, *, read: bool = True) -> YesterdayCard:
        """Return the card for yesterday's numbers, made when it is first asked for; `read` fills it."""
        if self.yesterday is None:
            from ui.numbers.yesterday_card import YesterdayCard

            self.yesterday = YesterdayCard(self.bridge, self.area.widget(), read=read)
            self.yesterday.open_grid.connect(self.grid_wanted)
            self._columns = (0, 0)
            self._arrange()
        if read and not self.yesterday.filled:
            self.yesterday.reload()
        return self.yesterday

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show the metrics on top; without one, the way to the first."""
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(cards))
            if place < len(cards):
                card.show_card(cards[place])
        if not cards and self.nothing.layout() is None:
            column = QVBoxLayout(self.nothing)
            words = _("One number that everybody knows is worth more than twenty that nobody looks at.")
            title = _("No numbers yet")
            column.addWidget(EmptyState("metrics", words, (self.choose,), self.nothing, title=title))
        self.nothing.setVisible(not cards)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at now, in the order of reading."""
        yesterday = self.yesterday.stops() if self.yesterday is not None else []
        found = [self.choose, *self.cards, *yesterday, *self.needs.stops(), *self.promise.stops()]
        return [widget for widget in found if takes_tab(widget)]

    def _arrange(self) -> None:
        """Give everything its place."""
        laid_out = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        width = self.width() if laid_out else theme.px(IN_A_ROW)
        across = 4 if width >= theme.px(IN_A_ROW) else 2 if width >= theme.px(IN_A_ROW / 2) else 1
        beside = 2 if width >= theme.px(SIDE_BY_SIDE) else 1
        if self._columns == (across, beside):
            return
        self._columns = (across, beside)
        for place, card in enumerate(self.cards):
            self.top.addWidget(card, place // across, place % across)
            self.top.setColumnStretch(place, 1 if place < across else 0)
        parts: list[tuple[int, QWidget]] = [(1, self.needs)]
        if self.yesterday is not None:
            parts.insert(0, (0, self.yesterday))
        for place, part in parts:
            self.middle.addWidget(part, place // beside, place % beside)
        for place in range(2):
            self.middle.setColumnStretch(place, 1 if place < beside else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._fit_rows()

    def eventFilter(self, _inside: QObject, event: QEvent) -> bool:
        """Share the height out anew when something in it is higher or lower than before."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_rows()
        return False

    def _fit_rows(self) -> None:
        """Let the rows of yesterday scroll in their card, so that its last line and the promise are seen."""
        card, inside = self.yesterday, self.area.widget()
        if (
            card is None
            or inside is None
            or card.isHidden()
            or not self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        ):
            return
        if self._columns[1] == 1:
            card.rows_area.limit(None)
            return
        wide = self.area.viewport().width()
        too_high = inside.heightForWidth(wide) - self.area.viewport().height()
        beside = (wide - self.middle.spacing()) // 2
        own = card.heightForWidth(beside) - card.rows_area.height_wanted()
        middle = max(own + card.rows_area.height_wanted(), self.needs.heightForWidth(beside))
        card.rows_area.limit(max(middle - too_high, self.needs.heightForWidth(beside)) - own)

    @Slot()
    def on_card_clicked(self) -> None:
        """Hand on the metric of a card."""
        card = self.sender()
        if isinstance(card, NumberCard) and card.metric_id:
            self.metric_wanted.emit(card.metric_id)
