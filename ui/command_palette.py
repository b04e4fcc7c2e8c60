"""Ctrl+K: commands, pages and records, by typing a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cxdesk.errors import CxDeskError
from cxdesk.i18n import N_, _
from cxdesk.text import capital, fold, tokens
from ui import icons, theme
from ui.focus_return import FocusReturn
from ui.widgets import Divider, KeyHint, Picture, PlainLabel, tidy_view
from ui.widgets.buttons import paint_area

if TYPE_CHECKING:
    from ui.bridge import Bridge

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole + 1
MOST_RECORDS = 40
LONG_WORD = 5
"""So many letters tell a word; fewer begin words of everything."""
FIRST_COMMANDS = 5
"""So many commands and pages stand before the records; the others stand after them."""
SMALL = N_(
    "a an and are at be by can do does for from how i in is it may me my of on or our so that the their"
    " they this to we what when where which who why will with you your"
)
"""Words of which questions are full, of each language its own: to fit these alone is not to fit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette.

    `act` is a QAction, the name of a page, (page, place) on it, or (kind, id) of a record.
    """

    text: str
    tag: str
    icon: str
    act: QAction | str | tuple[str, str] | tuple[str, int]
    more: str = ""
    keys: str = ""
    words: tuple[str, ...] = field(default=(), compare=False)
    others: tuple[str, ...] = field(default=(), compare=False)
    """What people may call it besides its own words."""

    def fits(self, typed: Sequence[str]) -> bool:
        """Tell whether each typed word begins one of its own or is one of the others, the last begun."""
        last = self._has(typed[-1:], (*self.words, *self.others))
        return last and all(self._tells(part) or self._has([part], self.words) for part in typed[:-1])

    def fits_in_part(self, typed: Sequence[str]) -> list[str]:
        """Return the typed words that are words of it, or long; none where they are fewer than half."""
        found = [part for part in typed if self._tells(part)]
        return found if 2 * len(found) >= len(typed) else []

    def _tells(self, part: str) -> bool:
        words = (*self.words, *self.others)
        return part in words or (len(part) >= LONG_WORD and self._has([part], words))

    def far_from(self, typed: Sequence[str]) -> tuple[int, bool]:
        """Return how far off the typed words are, for sorting: its own, the first of the others, later ones.

        Of two that are as far, a command goes before a page: somebody wants to do something.
        """
        if self._has(typed, self.words):
            return 0, False
        place = next((k for k, word in enumerate(self.others, 1) if word.startswith(typed[0])), 1)
        return place, not isinstance(self.act, QAction)

    @staticmethod
    def _has(typed: Sequence[str], words: Sequence[str]) -> bool:
        return all(any(word.startswith(part) for word in words) for part in typed)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as the search sees them."""
    return tuple(tokens(fold(text)))


class EntryModel(QAbstractListModel):
    """The lines that fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, or what a screen reader says of it."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.text, entry.more, entry.tag, entry.keys)))
        return entry if role == ENTRY else None


class EntryDelegate(QStyledItemDelegate):
    """Paints icon, text, the rest of it in a quieter colour, kind and keys."""

    _shift = 0
    """The two edges of the row together, when the text runs from right to left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one line."""
        return QSize(theme.px(100), theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.current()
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect.adjusted(t.px(8), 0, -t.px(8), 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("selection"))
            painter.drawRoundedRect(QRectF(area).adjusted(0, 1, 0, -1), t.px(8), t.px(8))
        inside = area.adjusted(t.px(10), 0, -t.px(10), 0)
        side = t.px(16)
        spot = QRect(inside.left(), inside.center().y() - side // 2 + 1, side, side)
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._shift = option.rect.left() + option.rect.right() if rtl else 0
        icons.paint(painter, self._placed(spot), entry.icon, t.colour("secondary"))
        inside.setLeft(spot.right() + t.px(10))
        inside.setRight(inside.right() - self._paint_right(painter, inside, entry))
        self._paint_words(painter, inside, entry)
        painter.restore()

    def _placed(self, rect: QRect) -> QRect:
        """Return where `rect` is when the text runs from right to left."""
        if not self._shift:
            return rect
        return QRect(self._shift - rect.right(), rect.top(), rect.width(), rect.height())

    def _paint_right(self, painter: QPainter, area: QRect, entry: Entry) -> int:
        """Paint keys and kind at the right edge and return their width."""
        t = theme.current()
        painter.setFont(t.font("caption"))
        painter.setPen(t.colour("secondary"))
        column = t.px(84)
        tag = QRect(area.right() - column, area.top(), column, area.height())
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(entry.tag, Qt.TextElideMode.ElideRight, column)
        painter.drawText(
            self._placed(tag), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown
        )
        width = metrics.horizontalAdvance(entry.keys)
        keys = QRect(tag.left() - t.px(12) - width, area.top(), width + 1, area.height())
        painter.drawText(
            self._placed(keys), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.keys
        )
        return column + t.px(12) + (width + t.px(12) if entry.keys else 0)

    def _paint_words(self, painter: QPainter, area: QRect, entry: Entry) -> None:
        t = theme.current()
        painter.setFont(t.font("body"))
        metrics = painter.fontMetrics()
        painter.setPen(t.colour("text"))
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(self._placed(area), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        rest = area.adjusted(metrics.horizontalAdvance(text) + t.px(10), 0, 0, 0)
        if entry.more and rest.width() > t.px(60):
            painter.setPen(t.colour("secondary"))
            more = metrics.elidedText(entry.more, Qt.TextElideMode.ElideRight, rest.width())
            spot = self._placed(rest)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, more)


class CommandPalette(QWidget):
    """Lies over the window while it is open. The keyboard stays in its line."""

    page_chosen = Signal(str)
    place_chosen = Signal(str, str)
    record_chosen = Signal(str, int)
    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._commands: list[Entry] = []
        self._focus = FocusReturn()
        self.panel = QFrame(self)
        self.panel.setObjectName("panel")
        self.line = QLineEdit()
        self.line.setObjectName("palette_line")
        self.line.setPlaceholderText(_("Type what you look for or want to do"))
        self.line.setAccessibleName(_("Search everything"))
        self.line.textChanged.connect(self.on_text_changed)
        self.model = EntryModel(self)
        self.list = QListView()
        self.list.setObjectName("palette_list")
        tidy_view(self.list, _("Found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self.on_index_clicked)
        self.nothing = PlainLabel(_("Nothing found. Try the first letters of a word."), tone="secondary")
        self._build()
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(18), 0, theme.px(18), 0)
        top.setSpacing(theme.px(8))
        top.addWidget(Picture("search"))
        top.addWidget(self.line, 1)
        column.addLayout(top)
        column.addWidget(Divider())
        self.nothing.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14))
        column.addWidget(self.nothing)
        column.addSpacing(theme.px(6))
        column.addWidget(self.list, 1)
        column.addSpacing(theme.px(6))
        column.addWidget(Divider())
        bottom = QHBoxLayout()
        bottom.setContentsMargins(theme.px(18), theme.px(6), theme.px(18), theme.px(6))
        bottom.setSpacing(theme.px(6))
        for keys, text in (("↑ ↓", _("choose")), ("↵", _("go")), ("Esc", _("close"))):
            bottom.addWidget(KeyHint(keys))
            bottom.addWidget(PlainLabel(text, tone="secondary", size="caption"))
            bottom.addSpacing(theme.px(8))
        bottom.addStretch(1)
        column.addLayout(bottom)

    def open_with(self, commands: list[Entry], text: str = "") -> None:
        """Open the palette over the window, with these commands and pages."""
        if (window := self.parentWidget()) is None:
            return
        if not self.isVisible():
            self._focus.remember(window.focusWidget())
        self._commands = commands
        self.setGeometry(window.rect())
        self.place()
        self.show()
        self.raise_()
        self.line.setText(text)
        self.on_text_changed(text)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self) -> None:
        """Put the panel where it belongs in the window."""
        width = min(theme.px(640), self.width() - 2 * theme.px(24))
        height = min(theme.px(460), self.height() - 2 * theme.px(40))
        self.panel.setGeometry((self.width() - width) // 2, theme.px(64), width, height)

    def close_palette(self) -> None:
        """Go away and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        self._focus.give_back(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    @Slot(str)
    def on_text_changed(self, text: str) -> None:
        """Show what fits, with every letter."""
        typed = words_of(text)
        commands = [entry for entry in self._commands if entry.fits(typed)]
        if typed:
            begins = fold(text.strip())
            commands.sort(key=lambda entry: (not fold(entry.text).startswith(begins), entry.far_from(typed)))
        records = self._records(text) if typed else []
        first = commands[:FIRST_COMMANDS] if records else commands
        rest = commands[len(first) :] if commands else self._near(typed)
        self.model.show_entries([*first, *records, *rest])
        self.nothing.setVisible(not self.model.entries)
        self._choose(0)

    def _near(self, typed: Sequence[str]) -> list[Entry]:
        """Return what fits half of the words or more, best first; small words tell nothing."""
        small = words_of(_(SMALL))
        telling = [word for word in typed if word not in small]
        near = [(entry, found) for entry in self._commands if (found := entry.fits_in_part(telling))]
        near.sort(key=lambda one: (-len(one[1]), one[0].far_from(one[1])))
        return [entry for entry, _found in near]

    def _records(self, text: str) -> list[Entry]:
        workspace = self._bridge.workspace
        if workspace is None:
            return []
        try:
            hits = workspace.search(text, MOST_RECORDS)
        except CxDeskError as error:
            self._bridge.show_error(error)
            return []
        kinds = {spec.table: spec.icon for spec in workspace.kinds}
        return [
            Entry(hit.title, capital(hit.label), kinds.get(hit.kind, "file"), (hit.kind, hit.id), hit.snippet)
            for hit in hits
        ]

    def _choose(self, row: int) -> None:
        if self.model.entries:
            index = self.model.index(max(0, min(row, len(self.model.entries) - 1)), 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            self.line.setAccessibleDescription(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def run_current(self) -> None:
        """Do what the chosen line says."""
        if not isinstance(entry := self.list.currentIndex().data(ENTRY), Entry):
            return
        self.close_palette()
        if isinstance(entry.act, QAction):
            entry.act.trigger()
        elif isinstance(entry.act, str):
            self.page_chosen.emit(entry.act)
        elif isinstance(entry.act[1], str):
            self.place_chosen.emit(*entry.act)
        else:
            self.record_chosen.emit(*entry.act)

    @Slot(QModelIndex)
    def on_index_clicked(self, index: QModelIndex) -> None:
        """Do what the line says that was clicked."""
        self.list.setCurrentIndex(index)
        self.run_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        row = self.list.currentIndex().row()
        step = {
            Qt.Key.Key_Down: row + 1,
            Qt.Key.Key_Up: row - 1,
            Qt.Key.Key_PageDown: row + 8,
            Qt.Key.Key_PageUp: row - 8,
        }.get(key)
        if step is not None:
            around = key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.model.entries
            self._choose(step % len(self.model.entries) if around else step)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.run_current()
        elif key == Qt.Key.Key_Escape:
            self.close_palette()

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from acting behind the palette; its own keys close it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            moves = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if moves or (control and event.key() not in {Qt.Key.Key_K, Qt.Key.Key_L}):
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays in the line."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(theme.current().colour("sidebar"))
        shade.setAlpha(120)
        paint_area(QPainter(self), self.rect(), shade)
