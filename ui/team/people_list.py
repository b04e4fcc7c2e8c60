"""The left card: who works here, how far each of them is, and the view of everybody."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from cxdesk.entities.person import Person
from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from ui import theme
from ui.bridge import Bridge
from ui.standards.menus import Entry, open_menu
from ui.standards.row_delegates import JourneyDelegate, medium
from ui.standards.row_list import RowList
from ui.standards.rows import ROW, Index, Row, RowModel, RowTag
from ui.team.facts import TeamFacts
from ui.team.wording import again_text, flags_of, tally_text
from ui.widgets import Card, Divider, ElidedLabel, PageScroll, ToggleSwitch

PEOPLE, VIEWS = "people", "team-views"
EVERYBODY = 1
NARROW = 200
"""In less room the words go before the round."""


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name, "#" for a number in its place."""
    if not any(map(str.isalpha, name)):
        return "#" if any(map(str.isalnum, name)) else ""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[:1] for word in (words[:1] + words[1:][-1:])).upper()


class PersonDelegate(JourneyDelegate):
    """A round with the initials, the name, the role, and how much is signed for."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t = theme.current()
        step = QFontMetrics(t.font("small")).lineSpacing()
        row: Row = index.data(ROW)
        lines = 1 + bool(row.quiet) + bool(row.tags)
        return QSize(t.px(120), QFontMetrics(t.font()).lineSpacing() + lines * step + t.px(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        t = theme.current()
        rect: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._back(painter, option, index)
        side = t.px(32)
        round_ = QRect(rect.left() + t.px(8), rect.center().y() - side // 2, side, side)
        left = round_.right() + t.px(10)
        if rect.width() < t.px(NARROW):
            left = round_.left() + t.px(2)
        else:
            self._paint_round(painter, self._placed(option, round_), row, selected=selected)
        area = QRect(left, rect.top() + t.px(8), rect.right() - left - t.px(8), 0)
        name = medium(t.font("strong" if selected else "body"))
        small = t.font("small")
        lines = (
            (row.text, name, "secondary" if row.dim else "text"),
            (row.quiet, small, "secondary"),
            (" · ".join(tag.text for tag in row.tags), small, "brand"),
            (row.count, small, "warning" if row.icon else "secondary"),
        )
        for text, font, role in lines:
            if not text:
                continue
            metrics = QFontMetrics(font)
            spot = QRect(area.left(), area.top(), area.width(), metrics.lineSpacing())
            painter.setFont(font)
            painter.setPen(t.colour(role))
            words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            # The painter itself knows from which side the text runs.
            leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self._placed(option, spot), leading, words)
            area.translate(0, metrics.lineSpacing())
        painter.restore()

    def _paint_round(self, painter: QPainter, spot: QRect, row: Row, *, selected: bool) -> None:
        t = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("surface" if selected else "neutral_back"))
        painter.drawEllipse(QRectF(spot))
        painter.setFont(medium(t.font("caption")))
        painter.setPen(t.colour("brand" if selected else "neutral"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, row.number)


class PeopleCard(Card):
    """Chooses whose sign-offs the rest of the page shows."""

    person_chosen = Signal(int)
    everybody_chosen = Signal()
    entered = Signal()
    """Enter: on to what is chosen."""
    remove_wanted = Signal(int)
    leavers_wanted = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=6)
        self.bridge = bridge
        self._menu_for = 0
        self.heading = ElidedLabel(_("People"), self, size="heading")
        self.heading.setContentsMargins(theme.px(8), theme.px(4), 0, theme.px(2))
        self.body.addWidget(self.heading)
        self.area = PageScroll(self, spacing=0)
        inside = self.area.widget()
        self.people = RowList(RowModel(PEOPLE), _("People"), inside)
        PersonDelegate(self.people)
        self.views = RowList(RowModel(VIEWS), _("Everybody"), inside)
        JourneyDelegate(self.views)
        for part in (self.people, self.views):
            part.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.area.body.addWidget(self.people)
        self.area.body.addStretch(1)
        self.leavers = ToggleSwitch(_("Also those who left"), self)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.leavers)
        self.body.addWidget(Divider(self))
        self.body.addWidget(self.views)
        self.people.chosen.connect(self.on_person)
        self.people.opened.connect(self.on_opened)
        self.people.remove_wanted.connect(self.remove_wanted)
        self.people.menu_wanted.connect(self.on_menu_wanted)
        self.people.edge_passed.connect(self.on_people_edge)
        self.views.chosen.connect(self.on_view)
        self.views.opened.connect(self.on_opened)
        self.views.edge_passed.connect(self.on_views_edge)
        self.leavers.toggled.connect(self.leavers_wanted)

    def show_facts(self, facts: TeamFacts, person: int | None) -> None:
        """Show the people; without a `person` the view of everybody is the chosen one."""
        shown = facts.here + (facts.left if self.leavers.isChecked() else [])
        rows = [self._row(facts, row) for row in shown]
        self.people.show_rows(rows, person)
        self.leavers.setVisible(bool(facts.left))
        view = Row(id=EVERYBODY, text=_("Everybody by stage"), icon="columns")
        self.views.show_rows([view], None if person is not None else EVERYBODY)

    def _row(self, facts: TeamFacts, row: Stored[Person]) -> Row:
        record, tally = row.record, facts.tally(row.id)
        gone = record.left(facts.today)
        if gone and record.left_on:
            when = date_text(record.left_on, self.bridge.ws.shop.language)
            count = _("Left {day}").format(day=when)
        else:
            count = " · ".join(filter(None, (tally_text(tally), again_text(tally.again))))
        return Row(
            id=row.id,
            text=record.name,
            number=initials(record.name),
            quiet=facts.roles.get(record.role or 0, ""),
            tags=tuple(RowTag(flag) for flag in flags_of(record)),
            count=count,
            icon="" if gone or not tally.again else "warning",
            dim=gone,
        )

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at; of the two lists the one in which something is chosen."""
        everybody = self.views.current_id() is not None
        return [self.leavers, self.views] if everybody else [self.people, self.leavers]

    @Slot(int)
    def on_person(self, person: int) -> None:
        """Show a person."""
        self.views.set_current(None)
        self.person_chosen.emit(person)

    @Slot(int)
    def on_view(self, _view: int) -> None:
        """Show everybody."""
        self.people.set_current(None)
        self.everybody_chosen.emit()

    @Slot(int)
    def on_opened(self, _record: int) -> None:
        """Go into what is chosen."""
        self.entered.emit()

    @Slot(int, QPoint)
    def on_menu_wanted(self, person: int, where: QPoint) -> None:
        """Offer what can be done with a person."""
        self._menu_for = person
        entries = (
            Entry("open", _("Open"), "edit", "Return"),
            Entry("remove", _("Move to the trash"), "trash", "Del", not self.bridge.ws.read_only),
        )
        open_menu(self.people, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "open":
            self.entered.emit()
        else:
            self.remove_wanted.emit(self._menu_for)

    @Slot(int)
    def on_people_edge(self, step: int) -> None:
        """Go on from the last person to the view below."""
        if step > 0:
            self.views.setFocus(Qt.FocusReason.TabFocusReason)
            self.views.choose_place(0)

    @Slot(int)
    def on_views_edge(self, step: int) -> None:
        """Go back up to the people."""
        if step < 0 and self.people.rows.rows:
            self.people.setFocus(Qt.FocusReason.TabFocusReason)
            self.people.choose_place(-1)
