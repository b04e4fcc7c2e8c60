"""The left card: every metric with where it stands, where it is meant to be, and its last values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from cxdesk.entities.metric import Metric
from cxdesk.i18n import _
from cxdesk.output.metrics import NPS_NOTE
from cxdesk.schema.entity import Stored
from cxdesk.services.metrics.wording import formula_text
from ui import theme
from ui.bridge import Bridge
from ui.charts.sparkline import paint_sparkline
from ui.metrics.looks import Looks
from ui.metrics.wording import now_text, target_text
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.moving import place_before
from ui.standards.row_delegates import JourneyDelegate, medium
from ui.standards.row_list import RowList
from ui.standards.rows import ROW, Index, Row, RowModel
from ui.widgets import Card, Divider, PageScroll, ToggleSwitch
from ui.widgets.labels import is_look_event
from ui.widgets.wrapped import WrappedLabel

SPARK = 58
NARROW = 300
"""In less room than this there are no lines, only numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow(Row):
    """A metric in the list."""

    key: bool = False
    now: str = ""
    target: str = ""
    spark: tuple[float | None, ...] = ()

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        said = [self.text, _("key metric") if self.key else ""]
        said.append(_("now {value}").format(value=self.now) if self.now else "")
        said.append(_("target {value}").format(value=self.target) if self.target else "")
        return ", ".join(filter(None, (*said, self.quiet)))


class _Columns:
    """Where the columns of a row or of the heading stand."""

    def __init__(self, area: QRect, now: int, target: int) -> None:
        t = theme.current()
        gap = t.px(8)
        spark = t.px(SPARK) if area.width() >= t.px(NARROW) else 0
        right = area.right() + 1
        self.spark = QRect(right - spark, area.top(), spark, area.height())
        right -= spark + gap if spark else 0
        self.target = QRect(right - target, area.top(), target, area.height())
        right = self.target.left() - gap - t.px(2)
        self.now = QRect(right - now, area.top(), now, area.height())
        self.name = QRect(
            area.left(), area.top(), max(10, self.now.left() - gap - area.left()), area.height()
        )


class MetricDelegate(JourneyDelegate):
    """A name with the mark of the key metric, the newest value, the target, the last values as a line."""

    widths = (0, 0)
    """Of the two columns of numbers."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t = theme.current()
        row: MetricRow = index.data(ROW)
        more = QFontMetrics(t.font("caption")).height() + t.px(5) if row.key or row.quiet else 0
        return QSize(t.px(120), QFontMetrics(t.font()).lineSpacing() + more + t.px(17))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: MetricRow = index.data(ROW)
        t = theme.current()
        rect: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._back(painter, option, index)
        columns = _Columns(rect.adjusted(t.px(10), t.px(6), -t.px(10), -t.px(6)), *self.widths)
        self._paint_name(painter, option, columns.name, row, selected=selected)
        numbers = theme.tabular(t.font())
        end = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        for text, spot, role in (
            (row.now, columns.now, "secondary" if row.dim else "text"),
            (row.target, columns.target, "secondary"),
        ):
            font = _fitting(numbers, text, spot.width())
            painter.setFont(font)
            painter.setPen(t.colour(role))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, spot.width())
            painter.drawText(self._placed(option, spot), end, shown)
        if columns.spark.width():
            line = QRectF(self._placed(option, columns.spark)).adjusted(2, 0, -2, 0)
            middle, high = line.center().y(), t.px(18)
            line.setTop(middle - high / 2)
            line.setHeight(high)
            paint_sparkline(painter, line, row.spark, t.colour("secondary" if row.dim else "brand"))
        painter.restore()

    def _paint_name(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        row: MetricRow,
        *,
        selected: bool,
    ) -> None:
        t = theme.current()
        font = t.font("strong") if selected else medium(t.font("body"))
        metrics = QFontMetrics(font)
        leading = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        high = metrics.lineSpacing()
        below = row.key or row.quiet
        top = area.top() + (t.px(1) if below else (area.height() - high) // 2)
        painter.setFont(font)
        painter.setPen(t.colour("secondary" if row.dim else "text"))
        spot = QRect(area.left(), top, area.width(), high)
        words = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(self._placed(option, spot), leading, words)
        if not below:
            return
        small = t.font("caption")
        left, line = area.left(), QRect(area.left(), spot.bottom() + t.px(2), area.width(), 0)
        line.setHeight(QFontMetrics(small).height() + t.px(3))
        painter.setFont(small)
        if row.key:
            tag = _("KEY")
            wide = QFontMetrics(small).horizontalAdvance(tag) + t.px(14)
            box = self._placed(option, QRect(left, line.top(), wide, line.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.colour("surface" if selected else "brand_back"))
            painter.drawRoundedRect(QRectF(box), t.px(5), t.px(5))
            painter.setPen(t.colour("brand"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), tag)
            left += wide + t.px(6)
        if row.quiet:
            rest = QRect(left, line.top(), max(0, area.right() - left), line.height())
            painter.setPen(t.colour("secondary"))
            words = QFontMetrics(small).elidedText(row.quiet, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(self._placed(option, rest), leading, words)


def _widths(rows: Sequence[MetricRow]) -> tuple[int, int]:
    """Return the widths of the columns of numbers: as narrow as they can be, for the names need the room."""
    t = theme.current()
    numbers, heading = QFontMetrics(theme.tabular(t.font())), QFontMetrics(t.font("small"))
    found = []
    for texts, title in (([row.now for row in rows], _("Now")), ([row.target for row in rows], _("Target"))):
        widest = max([numbers.horizontalAdvance(text) for text in texts], default=0)
        found.append(min(max(widest + 2, heading.horizontalAdvance(title) + 2), t.px(92)))
    return found[0], found[1]


def _fitting(font: QFont, text: str, width: int) -> QFont:
    """Return the font, a little smaller where a long amount would not fit."""
    if QFontMetrics(font).horizontalAdvance(text) <= width:
        return font
    return theme.tabular(theme.current().font("caption"))


class ListHead(QWidget):
    """The names of the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.widths = (0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(theme.px(120), QFontMetrics(theme.current().font("small")).height() + theme.px(12))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_look_event(event):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setFont(t.font("small"))
        painter.setPen(t.colour("secondary"))
        columns = _Columns(self.rect().adjusted(t.px(10), 0, -t.px(10), 0), *self.widths)
        middle = Qt.AlignmentFlag.AlignVCenter
        for text, spot, side in (
            (_("Metric"), columns.name, Qt.AlignmentFlag.AlignLeft),
            (_("Now"), columns.now, Qt.AlignmentFlag.AlignRight),
            (_("Target"), columns.target, Qt.AlignmentFlag.AlignRight),
        ):
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                spot = QRect(self.width() - spot.right() - 1, spot.top(), spot.width(), spot.height())
            painter.drawText(spot, int(side | middle), text)


class MetricList(Card):
    """Chooses what the rest of the page shows; moves and removes metrics."""

    chosen = Signal(int)
    opened = Signal(int)
    remove_wanted = Signal(int)
    retired_wanted = Signal(bool)
    act_wanted = Signal(str, int)
    """An entry of the menu, and the metric."""

    def __init__(self, bridge: Bridge, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=6, spacing=0)
        self.bridge = bridge
        self.looks = looks
        self._rows: Sequence[Stored[Metric]] = ()
        self._menu_for = 0
        self.head = ListHead(self)
        self.body.addWidget(self.head)
        self.body.addWidget(Divider(self))
        self.area = PageScroll(self, spacing=6)
        self.list = RowList(RowModel("metrics"), _("Metrics"), self.area.widget())
        self.delegate = MetricDelegate(self.list)
        self.area.body.addWidget(self.list)
        self.formula = WrappedLabel(parent=self.area.widget())
        self.formula.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
        self.area.body.addWidget(self.formula)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self.retired = ToggleSwitch(_("Also those out of use"), self)
        self.retired.toggled.connect(self.retired_wanted)
        self.body.addWidget(self.retired)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.remove_wanted.connect(self.remove_wanted)
        self.list.place_wanted.connect(self.on_place_wanted)
        self.list.dropped.connect(self.on_dropped)
        self.list.menu_wanted.connect(self.on_menu_wanted)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.list, self.retired]

    def show_metrics(self, rows: Sequence[Stored[Metric]], key: int | None, current: int | None) -> None:
        """Show the metrics with `current` chosen."""
        self._rows = rows
        shown = [self._row(row, key) for row in rows]
        self.head.widths = self.delegate.widths = _widths(shown)
        self.head.update()
        self.list.viewport().update()
        self.list.show_rows([*shown], current)
        self.show_formula(current)

    def show_formula(self, current: int | None) -> None:
        """Say how the chosen one is computed."""
        row = next((row for row in self._rows if row.id == current), None)
        words = ""
        if row is not None:
            words = f"{row.record.name} = {formula_text(self.bridge.ws, row.record)}"
            if row.record.nps:
                words += "\n" + _(NPS_NOTE)
        self.formula.setText(words)

    def _row(self, row: Stored[Metric], key: int | None) -> MetricRow:
        shown = self.looks.get(row.id)
        record = row.record
        quiet = ""
        if not record.active:
            quiet = _("out of use")
        elif shown is not None and shown.look.doubt:
            quiet = _("probably a slip")
        elif shown is not None and shown.look.sampled is not None and shown.look.sampled.too_few:
            quiet = _("too few answers")
        elif shown is not None and shown.look.stale:
            quiet = _("last known")
        return MetricRow(
            id=row.id,
            text=record.name,
            quiet=quiet,
            dim=not record.active,
            key=row.id == key,
            now=now_text(shown),
            target=target_text(shown),
            spark=shown.spark if shown is not None else (),
        )

    @Slot(int, int)
    def on_place_wanted(self, metric: int, other: int) -> None:
        """Put a metric where another one is."""
        place = next((row.record.position for row in self._rows if row.id == other), None)
        if place is not None and not self.bridge.ws.read_only:
            self.bridge.move(Metric, metric, place, initiator=self)

    @Slot(str, int, int)
    def on_dropped(self, _source: str, metric: int, before: int) -> None:
        """Put a metric before another one, or at the end."""
        if not self.bridge.ws.read_only:
            places = {row.id: row.record.position for row in self._rows}
            self.bridge.move(Metric, metric, place_before(places, metric, before), initiator=self)

    @Slot(int, QPoint)
    def on_menu_wanted(self, metric: int, where: QPoint) -> None:
        """Offer what can be done with a metric."""
        self._menu_for = metric
        row = next((row for row in self._rows if row.id == metric), None)
        if row is None:
            return
        free = not self.bridge.ws.read_only
        place = [one.id for one in self._rows].index(metric)
        entries = (
            Entry("definition", _("How it is defined"), "edit", "Return"),
            Entry("key", _("Make it the key metric"), "star", "", free and not row.record.key),
            Entry("targets", _("Targets"), "metrics"),
            Entry("notes", _("Notes and launches"), "quote"),
            Entry(
                "active", _("Put out of use") if row.record.active else _("Put in use again"), "eye", "", free
            ),
            LINE,
            Entry("up", _("Move up"), "up", "Alt+Up", free and place > 0),
            Entry("down", _("Move down"), "down", "Alt+Down", free and place < len(self._rows) - 1),
            LINE,
            Entry("remove", _("Move to the trash"), "trash", "Del", free),
        )
        open_menu(self.list, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        key = str(action.data())
        if key in {"up", "down"}:
            place = [row.id for row in self._rows].index(self._menu_for)
            self.on_place_wanted(self._menu_for, self._rows[place + (1 if key == "down" else -1)].id)
        elif key == "remove":
            self.remove_wanted.emit(self._menu_for)
        else:
            self.act_wanted.emit(key, self._menu_for)
