"""One box of the card: what is known of a sort, each line edited in its place, and one to add the next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from cxdesk import clock
from cxdesk.entities.preference import Preference
from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services.customers.cards import told_on
from cxdesk.services.customers.paper import to_check
from ui import icons, theme
from ui.bridge import Bridge
from ui.customers.keyed_list import KeyedList
from ui.standards.add_field import AddField
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.row_delegates import JourneyDelegate, wrapped
from ui.standards.rows import ROW, Index, Row, RowModel, RowTag
from ui.standards.section import capitals
from ui.widgets import Card, PlainLabel, TextField

LONGEST = 300
MOST_LINES = 6
CONFIRM, HIGHLIGHT, ACKNOWLEDGE, NORMAL, END = "confirm", "highlight", "acknowledge", "normal", "end"
_KEYS = {Qt.Key.Key_C: CONFIRM, Qt.Key.Key_H: HIGHLIGHT, Qt.Key.Key_A: ACKNOWLEDGE, Qt.Key.Key_N: NORMAL}
_ICONS = {"acknowledge": ("warning", "danger"), "highlight": ("star", "warning")}


class LineDelegate(JourneyDelegate):
    """A sign where there is an alert, the text in as many lines as it needs, a tag below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t = theme.current()
        width = self.view.viewport().width()
        row: Row = index.data(ROW)
        lines = len(self._lines(row, width))
        height = lines * QFontMetrics(t.font()).lineSpacing() + t.px(6)
        if row.tags:
            height += QFontMetrics(t.font("caption")).height() + t.px(6)
        return QSize(width, height)

    def _lead(self, row: Row) -> int:
        return theme.px(26) if row.icon else theme.px(8)

    def _lines(self, row: Row, width: int) -> tuple[str, ...]:
        room = width - self._lead(row) - theme.px(6)
        return wrapped(row.text, theme.current().font(), room, MOST_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        t = theme.current()
        rect: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._back(painter, option, index)
        step = QFontMetrics(t.font()).lineSpacing()
        left, top = rect.left() + self._lead(row), rect.top() + t.px(3)
        if row.icon:
            side = t.px(14)
            spot = QRect(rect.left() + t.px(7), top + (step - side) // 2, side, side)
            role = "danger" if row.icon == "warning" else "warning"
            icons.paint(painter, self._mirror(rect, spot), row.icon, t.colour(role))
        painter.setFont(t.font())
        painter.setPen(t.colour("text"))
        leading = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for line in self._lines(row, rect.width()):
            spot = QRect(left, top, rect.right() - left - t.px(5), step)
            painter.drawText(self._mirror(rect, spot), leading, line)
            top += step
        high = QFontMetrics(t.font("caption")).height() + t.px(3)
        for tag in row.tags:
            wide = QFontMetrics(t.font("caption")).horizontalAdvance(tag.text) + t.px(14)
            spot = QRect(left, top + t.px(1), wide, high)
            self._paint_word(painter, self._mirror(rect, spot), tag, selected=selected)
            left += wide + t.px(5)
        painter.restore()

    def _paint_word(self, painter: QPainter, spot: QRect, tag: RowTag, *, selected: bool) -> None:
        t = theme.current()
        ink, back = ("warning", "warning_back") if tag.role == "warn" else ("neutral", "neutral_back")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("surface" if selected and tag.role != "warn" else back))
        painter.drawRoundedRect(spot, t.px(5), t.px(5))
        painter.setFont(t.font("caption"))
        painter.setPen(t.colour(ink))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), tag.text)

    def _mirror(self, around: QRect, spot: QRect) -> QRect:
        if self.view.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return spot
        return QRect(QPoint(around.left() + around.right() - spot.right(), spot.top()), spot.size())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = TextField(parent, name=index.data())
        field.setMaxLength(LONGEST)
        return field


class PreferenceBox(Card):
    """The lines of one sort. It never writes: it tells what is wanted."""

    added = Signal(str, str)
    """The sort, and the text of a new line."""
    renamed = Signal(int, str)
    act_wanted = Signal(int, str)
    left = Signal()
    """Esc, where nothing is typed: back to the list of customers."""
    edge_passed = Signal(str, int)

    def __init__(self, bridge: Bridge, sort: str, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=2)
        self.set_flat(True)
        self.bridge, self.sort = bridge, sort
        self._menu_for = 0
        self._rows: dict[int, Preference] = {}
        self.heading = capitals(PlainLabel(heading, self, tone="secondary", size="caption"))
        self.heading.setContentsMargins(theme.px(7), theme.px(2), 0, theme.px(2))
        self.body.addWidget(self.heading)
        # C confirms a line, H highlights it, A makes it an alert, N takes that back.
        self.list = KeyedList(RowModel(sort, renames=True), heading, _KEYS, self)
        LineDelegate(self.list)
        self.body.addWidget(self.list)
        self.add_field = AddField(_("add"), self, longest=LONGEST)
        self.add_field.setAccessibleName(_("Add to {sort}").format(sort=heading))
        self.add_field.watch(bridge)
        self.body.addWidget(self.add_field)
        self.body.addStretch(1)
        self.list.act_wanted.connect(self.act_wanted)
        self.list.opened.connect(self.on_opened)
        self.list.remove_wanted.connect(self.on_remove)
        self.list.menu_wanted.connect(self.on_menu_wanted)
        self.list.edge_passed.connect(self.on_list_edge)
        self.list.rows.renamed.connect(self.renamed)
        self.add_field.added.connect(self.on_added)
        self.add_field.added_and_on.connect(self.on_added_and_on)
        self.add_field.edge_passed.connect(self.on_field_edge)
        self.add_field.given_up.connect(self.left)

    def show_lines(self, lines: tuple[Stored[Preference], ...], *, may_add: bool) -> None:
        """Show what is known; without `may_add` nothing can be noted."""
        language, today = self.bridge.ws.shop.language, clock.today()
        self._rows = {line.id: line.record for line in lines}
        rows = [self._row(line, to_check(line.record, today), language) for line in lines]
        self.list.show_rows(rows, self.list.current_id())
        self.list.setVisible(bool(rows))
        self.add_field.setVisible(may_add and not self.bridge.ws.read_only)

    def _row(self, line: Stored[Preference], old: bool, language: str) -> Row:
        told = told_on(line)
        when = _("check: of {day}").format(day=date_text(told, language)) if told else _("check")
        icon = _ICONS.get(line.record.alert, ("", ""))[0]
        return Row(
            id=line.id, text=line.record.text, icon=icon, tags=(RowTag(when, "warn"),) if old else (),
            number=_("Take care") if icon == "warning" else _("Highlighted") if icon else "",
        )  # fmt: skip

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.list, self.add_field] if self._rows else [self.add_field]

    def enter(self, step: int) -> None:
        """Take the keyboard from above (1) or from below (-1)."""
        if step > 0 and self._rows:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.choose_place(0)
        elif not self.add_field.isHidden():
            self.add_field.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._rows:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.choose_place(-1)

    # What people do

    @Slot(str)
    def on_added(self, text: str) -> None:
        """Hand the new line on."""
        self.added.emit(self.sort, text)

    @Slot(str)
    def on_added_and_on(self, text: str) -> None:
        """Hand the new line on; Tab goes to the next box."""
        self.added.emit(self.sort, text)
        self.edge_passed.emit(self.sort, 1)

    @Slot(int)
    def on_opened(self, _record: int) -> None:
        """Let the line be typed over in its place."""
        if not self.bridge.ws.read_only:
            self.list.rename()

    @Slot(int)
    def on_remove(self, record: int) -> None:
        """It is not true any more."""
        self.act_wanted.emit(record, END)

    @Slot(int)
    def on_list_edge(self, step: int) -> None:
        """Go from the last line to the field below, or from the first to the box above."""
        if step > 0 and not self.add_field.isHidden():
            self.add_field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.edge_passed.emit(self.sort, step)

    @Slot(int)
    def on_field_edge(self, step: int) -> None:
        """Go from the field to the last line above, or to the box below."""
        if step < 0 and self._rows:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.choose_place(-1)
        else:
            self.edge_passed.emit(self.sort, step)

    @Slot(int, QPoint)
    def on_menu_wanted(self, record: int, where: QPoint) -> None:
        """Offer what can be done with a line."""
        self._menu_for = record
        free, alert = not self.bridge.ws.read_only, self._rows[record].alert
        entries = (
            Entry("edit", _("Edit"), "edit", "F2", free),
            Entry(CONFIRM, _("Still true today"), "check", "C", free),
            LINE,
            Entry(HIGHLIGHT, _("Highlight"), "star", "H", free and alert != "highlight"),
            Entry(ACKNOWLEDGE, _("Must be acknowledged"), "warning", "A", free and alert != "acknowledge"),
            Entry(NORMAL, _("Neither"), "minus", "N", free and alert != "normal"),
            LINE,
            Entry(END, _("Not true any more"), "cross", "Del", free),
        )
        open_menu(self.list, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "edit":
            self.list.rename()
        else:
            self.act_wanted.emit(self._menu_for, str(action.data()))
