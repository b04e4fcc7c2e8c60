"""The left card: whom one looks for, by name, phone or what they like; a million rows scroll as ten do."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cxdesk.events import Event
from cxdesk.i18n import _
from ui import theme
from ui.bridge import Bridge
from ui.customers.list_model import CustomerModel, CustomerRow
from ui.models.entity_table_model import Index
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.row_delegates import medium
from ui.standards.rows import RowTag
from ui.widgets import Card, EmptyState, SearchField, SecondaryButton
from ui.widgets.record_table import RecordTable

ROW = 47
FOLLOW_MS = 100
NARROW = 215
"""In less room the words go before the round."""
_TAGS = {
    "brand": ("brand", "brand_back"),
    "warn": ("warning", "warning_back"),
    "danger": ("danger", "danger_back"),
}
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


def lines_in(area: QRect) -> tuple[QRect, QRect]:
    """Return where the name stands in a row, and where the words below it do."""
    tall, below = _heights(theme.current().scale, QApplication.font().key())
    top = area.center().y() - (tall + below) // 2
    upper = QRect(area.left(), top, area.width(), tall)
    return upper, QRect(area.left(), top + tall, area.width(), below)


@lru_cache(maxsize=8)
def _heights(_scale: float, _font: str) -> tuple[int, int]:
    t = theme.current()
    return QFontMetrics(t.font("strong")).lineSpacing(), QFontMetrics(t.font("small")).lineSpacing()


def placed_tags(area: QRect, row: CustomerRow) -> list[tuple[RowTag, QRect]]:
    """Return where the tags of a row stand: at its end, or below the name where that takes the room.

    A long name is cut for a tag that has no room below it either; what is spoken of the row has all of them.
    """
    if not row.tags:
        return []
    t = theme.current()
    metrics = QFontMetrics(t.font("caption"))
    high = metrics.height() + t.px(4)
    _upper, lower = lines_in(area)
    name = QFontMetrics(t.font("strong")).horizontalAdvance(row.name)
    when = QFontMetrics(t.font("small")).horizontalAdvance(row.when)
    beside = below = area.right()
    found = []
    for tag in row.tags:
        wide = metrics.horizontalAdvance(tag.text) + t.px(14)
        left = beside - area.left() - wide - t.px(6)
        if left < name and below - area.left() - wide - t.px(6) >= when:
            right, middle = below, lower.center().y()
        elif left >= min(name, area.width() // 2):
            right, middle = beside, area.center().y()
            beside = beside - wide - t.px(6)
        else:
            continue
        below = min(below, right - wide - t.px(6))
        found.append((tag, QRect(right - wide + 1, middle - high // 2, wide, high)))
    return found


class CustomerDelegate(QStyledItemDelegate):
    """A round with the initials, the name, the last or next visit, tags at the end."""

    def __init__(self, view: RecordTable, model: CustomerModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        view.setItemDelegate(self)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.shown_at(index.row())
        if row is None:
            return
        t = theme.current()
        rect: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._view.selectionModel().isSelected(self._model.index(index.row(), index.column()))
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("selection"))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), t.px(8), t.px(8))
        left = rect.left() + t.px(8)
        if rect.width() >= t.px(NARROW):
            side = t.px(28)
            spot = QRect(left, rect.center().y() - side // 2, side, side)
            self._paint_round(painter, self._placed(rect, spot), row.letters, selected=selected)
            left = spot.right() + t.px(10)
        area = QRect(left, rect.top(), rect.right() - t.px(8) - left, rect.height() - 1)
        tags = placed_tags(area, row)
        for tag, spot in tags:
            self._paint_tag(painter, self._placed(rect, spot), tag, selected=selected)
        upper, lower = lines_in(area)
        for _tag, spot in tags:
            for line in (upper, lower):
                if spot.top() <= line.center().y() <= spot.bottom():
                    line.setRight(min(line.right(), spot.left() - t.px(6)))
        self._paint_words(painter, rect, (upper, row.name), (lower, row.when))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, rect: QRect, name: tuple[QRect, str], when: tuple[QRect, str]
    ) -> None:
        t = theme.current()
        for (spot, words), font, role in (
            (name, t.font("strong"), "text"),
            (when, t.font("small"), "secondary"),
        ):
            painter.setFont(font)
            painter.setPen(t.colour(role))
            elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, spot.width())
            painter.drawText(self._placed(rect, spot), _ONE_LINE, elided)

    def _paint_round(self, painter: QPainter, spot: QRect, letters: str, *, selected: bool) -> None:
        t = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("surface" if selected else "neutral_back"))
        painter.drawEllipse(QRectF(spot))
        painter.setFont(medium(t.font("caption"), QFont.Weight.DemiBold))
        painter.setPen(t.colour("brand" if selected else "neutral"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, letters)

    def _paint_tag(self, painter: QPainter, spot: QRect, tag: RowTag, *, selected: bool) -> None:
        t = theme.current()
        ink, back = _TAGS.get(tag.role, _TAGS["brand"])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("surface" if selected and tag.role == "brand" else back))
        painter.drawRoundedRect(QRectF(spot), t.px(5), t.px(5))
        painter.setFont(t.font("caption"))
        painter.setPen(t.colour(ink))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), tag.text)

    def _placed(self, around: QRect, spot: QRect) -> QRect:
        if self._view.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return spot
        return QRect(QPoint(around.left() + around.right() - spot.right(), spot.top()), spot.size())


class CustomerTable(RecordTable):
    """The list. Letters typed in it look for somebody; Qt would read row after row for them."""

    letters_typed = Signal(str)

    def keyboardSearch(self, search: str) -> None:
        """Pass on what is typed."""
        self.letters_typed.emit(search)


class ListCard(Card):
    """Search and list. It tells whom is chosen, and never writes."""

    chosen = Signal(int)
    entered = Signal()
    """Enter: on to the card."""
    remove_wanted = Signal(int)
    visit_wanted = Signal()
    counted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=6)
        self.bridge = bridge
        self.search = SearchField(self, placeholder=_("name, phone, or what they like"))
        self.search.setAccessibleName(_("Search {customers}"))
        self.body.addWidget(self.search)
        holder = QWidget(self)
        self.stack = QStackedLayout(holder)
        self.model = CustomerModel(bridge.ws, self)
        self.table = CustomerTable(_("{Customers}"), holder)
        self.table.setModel(self.model)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        CustomerDelegate(self.table, self.model)
        self.stack.addWidget(self.table)
        self.all_button = SecondaryButton(_("Show all"))
        self.nothing = EmptyState("search", _("Nobody fits what you search for."), [self.all_button])
        self.stack.addWidget(self.nothing)
        self.body.addWidget(holder, 1)
        # The rows follow each key at once; the card follows when the fingers rest.
        self.follower = QTimer(self)
        self.follower.setSingleShot(True)
        self.follower.setInterval(FOLLOW_MS)
        self.current: int | None = None
        self._fresh = False
        self._connect()

    def _connect(self) -> None:
        self.follower.timeout.connect(self.follow)
        self.bridge.workspace_closed.connect(self.model.clear)
        self.search.textChanged.connect(self.on_search)
        self.search.down_pressed.connect(self.on_down)
        self.search.returnPressed.connect(self.on_return)
        self.all_button.clicked.connect(self.show_all)
        self.table.current_changed.connect(self.on_current)
        self.table.entered.connect(self.entered)
        self.table.letters_typed.connect(self.on_letters)
        self.table.remove_wanted.connect(self.on_remove)
        self.table.menu_wanted.connect(self.on_menu_wanted)
        self.model.counted.connect(self.on_counted)

    # What is shown

    def refresh(self, event: Event | None) -> None:
        """List what there is now."""
        if event is None:
            self.model.reload()
        else:
            self.model.on_event(event)
        self.choose(self.current)

    @property
    def nobody(self) -> bool:
        """Whether nobody fits what is searched for."""
        return self.model.searching and not self.model.rowCount()

    def choose(self, customer: int | None) -> None:
        """Choose a customer in the list, without telling anybody."""
        self.current = customer
        row = self.model.row_of(customer)
        if row >= 0:
            if self.table.currentIndex().row() != row or not self.table.selectionModel().hasSelection():
                self.table.go_to_row(row)
        else:
            self.table.clearSelection()

    @Slot()
    def show_all(self) -> None:
        """Take the search away."""
        self.search.clear()

    def search_again(self, text: str) -> None:
        """Search for what was searched for in a card before this one; who is chosen stays."""
        self.search.setText(text)
        self._fresh = False

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.search, self.table if self.model.rowCount() else self.all_button]

    def to_list(self) -> None:
        """Give the keyboard to the list."""
        target = self.table if self.model.rowCount() else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # What people do

    @Slot(str)
    def on_letters(self, letters: str) -> None:
        """Look for somebody else."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(letters)

    @Slot(str)
    def on_search(self, text: str) -> None:
        """List who fits what is typed, at every key."""
        if text != self.model.text:
            self.model.search(text)
            self._fresh = True
            self.follower.start()

    @Slot()
    def follow(self) -> None:
        """Show who is chosen now, after the rows were painted."""
        self.follower.stop()
        if self.bridge.workspace is None:
            return
        best = self._fresh and self.model.searching
        self._fresh = False
        found = self.model.id_at(0) if best or self.model.row_of(self.current) < 0 else self.current
        if found is not None and found != self.current:
            self.choose(found)
            self.chosen.emit(found)
        else:
            self.choose(self.current)

    @Slot()
    def on_down(self) -> None:
        """Go from the search to what it found."""
        self.follow()
        self.to_list()

    @Slot()
    def on_return(self) -> None:
        """Enter in the search opens the first that was found."""
        self.follow()
        if self.model.rowCount():
            self.entered.emit()

    @Slot(QModelIndex)
    def on_current(self, index: QModelIndex) -> None:
        """Tell who is in the row."""
        found = self.model.id_at(index.row()) if index.isValid() else None
        if found is not None and found != self.current:
            self.current = found
            self.chosen.emit(found)

    @Slot()
    def on_counted(self) -> None:
        """Say so where nobody fits."""
        self.stack.setCurrentWidget(self.nothing if self.nobody else self.table)
        self.counted.emit()

    @Slot()
    def on_remove(self) -> None:
        """Hand the wish on."""
        if self.current is not None and not self.bridge.ws.read_only:
            self.remove_wanted.emit(self.current)

    @Slot(QPoint)
    def on_menu_wanted(self, where: QPoint) -> None:
        """Offer what can be done with who is chosen."""
        free = not self.bridge.ws.read_only
        entries = (
            Entry("open", _("Open"), "edit", "Return"),
            Entry("visit", _("Log {visit}"), "calendar", "Ctrl+J", free),
            LINE,
            Entry("remove", _("Move to the trash"), "trash", "Del", free),
        )
        open_menu(self.table, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "open":
            self.entered.emit()
        elif action.data() == "visit":
            self.visit_wanted.emit()
        else:
            self.on_remove()
