"""The defect register as two lists: what has no protocol yet, and what has one, each by risk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.services.recovery.defects import Defect, risk_text
from cxdesk.text import one_line
from ui import theme
from ui.recovery.plain_section import PlainSection
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.rows import Row, RowTag
from ui.widgets import Card, ElidedLabel, PageScroll
from ui.widgets.labels import TagRole
from ui.widgets.wrapped import WrappedLabel

HIGH, MIDDLE = 6, 3
"""From which risk on a defect is marked."""
_FIGURES = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}


class DefectsCard(Card):
    """Two digits judge a line: how often, then how bad. It never writes: it tells what is wanted."""

    chosen = Signal(int)
    opened = Signal(int)
    judged = Signal(int, str, object)
    """A defect, "likelihood" or "severity", and the figure; None takes it back."""
    protocol_wanted = Signal(int)
    filter_wanted = Signal()
    standard_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=4)
        self.rows: Sequence[Defect] = ()
        self.current: int | None = None
        self._half: int | None = None
        """The defect of which how often was just typed: the next digit says how bad."""
        self._menu_for = 0
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        self.heading = ElidedLabel(_("What can go wrong, by risk"), self, size="heading")
        head.addWidget(self.heading, 1)
        self.body.addLayout(head)
        self.about = WrappedLabel(parent=self)
        self.about.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(4))
        self.body.addWidget(self.about)
        scroll = PageScroll(self, spacing=6)
        none = _("Everything that is listed here has a protocol.")
        some = _("Nothing here yet. P makes a protocol for the chosen line.")
        self.sections = {
            "without": PlainSection("without", _("Without a protocol"), none, "danger"),
            "with": PlainSection("with", _("With a protocol"), some, "brand"),
        }
        for section in self.sections.values():
            scroll.body.addWidget(section)
            section.chosen.connect(self.on_chosen)
            section.edge_passed.connect(self.on_edge_passed)
            section.list.opened.connect(self.opened)
            section.list.menu_wanted.connect(self.on_menu_wanted)
            section.list.installEventFilter(self)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)
        self._say("")

    def _say(self, words: str) -> None:
        self.about.setText(
            words
            or _(
                "Type two digits: how often, then how bad, 1 to 3. P makes a protocol, F shows those without."
            )
        )

    def show_rows(self, rows: Sequence[Defect], current: int | None, *, only_without: bool) -> None:
        """Show these lines with `current` chosen."""
        self.rows, self.current = rows, current
        if self._half != current:
            self._half = None
            self._say("")
        for key, section in self.sections.items():
            own = [_row(one) for one in rows if bool(one.protocols) == (key == "with")]
            section.show_rows(own, current, [])
        self.sections["with"].setHidden(only_without)

    def shown(self) -> list[int]:
        """Return the ids of the lines in their order."""
        return [row.id for section in self.sections.values() for row in section.list.rows.rows]

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at: the list in which something is chosen."""
        found = [
            s.list for s in self.sections.values() if s.list.current_id() is not None and not s.isHidden()
        ]
        return list(found) or [stop for section in self.sections.values() for stop in section.stops()]

    def enter(self) -> None:
        """Take the focus."""
        for section in self.sections.values():
            if section.list.current_id() is not None and not section.isHidden():
                section.list.setFocus(Qt.FocusReason.TabFocusReason)
                return
        next(iter(self.sections.values())).enter(1)

    @Slot(str, int)
    def on_chosen(self, key: str, defect: int) -> None:
        """Take the choice away from the other list and hand it on."""
        self.current, self._half = defect, None
        self._say("")
        for other, section in self.sections.items():
            if other != key:
                section.list.set_current(None)
        self.chosen.emit(defect)

    @Slot(str, int)
    def on_edge_passed(self, key: str, step: int) -> None:
        """Go on to the list beside."""
        keys = [name for name, section in self.sections.items() if not section.isHidden()]
        place = keys.index(key) + step
        if 0 <= place < len(keys) and self.sections[keys[place]].list.rows.rows:
            self.sections[keys[place]].enter(step)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.current is not None:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            key = Qt.Key(event.key())
            if plain and key in _FIGURES:
                self._type(self.current, _FIGURES[key])
                return True
            if plain and key == Qt.Key.Key_P:
                self.protocol_wanted.emit(self.current)
                return True
            if plain and key == Qt.Key.Key_F:
                self.filter_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def _type(self, defect: int, figure: int) -> None:
        """Take a digit: how often first, then how bad; 0 takes back what the digit would say."""
        second = self._half == defect
        self._half = None if second else defect
        self.judged.emit(defect, "severity" if second else "likelihood", figure or None)
        if second:
            self._say("")
        elif self._half is not None:
            self._say(_("How bad? 1 a word is enough, 2 it costs time or money, 3 they may not come back."))

    # Acts

    @Slot(int, QPoint)
    def on_menu_wanted(self, defect: int, where: QPoint) -> None:
        """Offer what can be done with a line."""
        self._menu_for = defect
        entries = (
            Entry("open", _("Open"), "edit", "Return"),
            Entry("protocol", _("Make a protocol for it"), "recovery", "P"),
            LINE,
            Entry("standard", _("Show it at its stage"), "standards"),
        )
        open_menu(self, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        wanted = {"open": self.opened, "protocol": self.protocol_wanted, "standard": self.standard_wanted}
        wanted[str(action.data())].emit(self._menu_for)


def _row(one: Defect) -> Row:
    risk, record = one.risk, one.record
    role: TagRole = "neutral"
    if risk is not None:
        role = "danger" if risk >= HIGH else "warn" if risk >= MIDDLE else "neutral"
    quiet = " · ".join(filter(None, (one.stage.record.name, one.owner, one_line(record.prevention, 160))))
    tags = [RowTag(risk_text(record), role)]
    if any(row.record.state == "draft" for row in one.protocols):
        tags.append(RowTag(_("Protocol is a draft"), "neutral"))
    return Row(id=one.id, text=one_line(record.text, 400), quiet=quiet, tags=tuple(tags), icon="defect")
