"""Boxes: cards, banners, the undo bar, the empty room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import icons, theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.labels import PlainLabel, repolish

BannerRole = Literal["info", "warn", "danger"]
UNDO_SECONDS = 10


class Card(QFrame):
    """A surface with a border and round corners. Put things into `body`."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 16, spacing: int = 8) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        room = theme.px(margin)
        self.body.setContentsMargins(room, room, room, room)
        self.body.setSpacing(theme.px(spacing))

    def set_selected(self, selected: bool) -> None:
        """Mark the card as the chosen one."""
        self.setProperty("selected", selected)
        repolish(self)

    def set_flat(self, flat: bool) -> None:
        """Show the border alone, for a card on a card."""
        self.setProperty("flat", flat)
        repolish(self)


class Divider(QFrame):
    """A thin line between two parts."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Picture(QWidget):
    """An icon on its own, in a role's colour."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, side: int = 16, role: str = "secondary"
    ) -> None:
        super().__init__(parent)
        self._name, self._side, self._role = name, side, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, role: str | None = None) -> None:
        """Show another icon."""
        self._name, self._role = name, role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = theme.px(self._side)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(self.rect().center())
        icons.paint(QPainter(self), spot, self._name, theme.current().colour(self._role))


class EmptyState(QWidget):
    """What stands where nothing is yet: one sentence, the next step, a starter example."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        buttons: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
        *,
        title: str = "",
        example: str = "",
    ) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setSpacing(theme.px(8))
        outer.addStretch(2)
        outer.addWidget(Picture(icon, self, side=32, role="brand"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = PlainLabel(title, self, size="heading")
        self.title.setHidden(not title)
        self.sentence = PlainLabel(sentence, self, tone="secondary", wrap=True)
        self.example = PlainLabel(example, self, tone="secondary", size="small", wrap=True)
        self.example.setHidden(not example)
        for words in (self.title, self.sentence, self.example):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setMaximumWidth(theme.px(420))
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(words, 100)
            row.addStretch(1)
            outer.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)


class Banner(QFrame):
    """A sentence across the page with what can be done about it."""

    closed = Signal()
    waits = False
    """Whether it offers something that can wait: Esc takes it away only from within."""

    def __init__(
        self,
        text: str,
        role: BannerRole = "info",
        buttons: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
        *,
        closable: bool = True,
        narrow: bool = False,
    ) -> None:
        """Make one; in a `narrow` place the buttons stand below the sentence."""
        super().__init__(parent)
        self.setProperty("role", role)
        self._role = role
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(6), theme.px(8), theme.px(6))
        column.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        column.addLayout(row)
        self.picture = Picture(_banner_picture(role), role=_BANNER_ROLES[role])
        row.addWidget(self.picture)
        self.words = PlainLabel(text, wrap=True, size="strong")
        row.addWidget(self.words, 1)
        ways = row
        if narrow:
            ways = QHBoxLayout()
            ways.setSpacing(theme.px(8))
            ways.addStretch(1)
            column.addLayout(ways)
        for button in buttons:
            ways.addWidget(button)
        if closable:
            close = IconButton("close", _("Close this message"), role=_BANNER_ROLES[role])
            close.clicked.connect(self.close_banner)
            row.addWidget(close)

    @property
    def text(self) -> str:
        """The sentence."""
        return self.words.text()

    def goes_by_esc(self) -> bool:
        """Tell whether Esc, pressed now, takes it away."""
        focus: QWidget | None = self.window().focusWidget()
        return not self.waits or (focus is not None and self.isAncestorOf(focus))

    @Slot()
    def close_banner(self) -> None:
        """Take the banner away."""
        self.hide()
        self.closed.emit()
        self.deleteLater()


_BANNER_ROLES: dict[BannerRole, str] = {"info": "brand", "warn": "warning", "danger": "danger"}


def _banner_picture(role: BannerRole) -> str:
    return "info" if role == "info" else "warning"


UNDO_SHARE = 2 / 3


class UndoBar(QFrame):
    """Says for ten seconds what was done and offers to take it back; waits while it is looked at."""

    undo_pressed = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget | None = None, *, below: QWidget | None = None) -> None:
        """Make one for `parent`; it keeps to the width of the widget that it stands `below`."""
        super().__init__(parent)
        self._below = below
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(3), theme.px(8), theme.px(3))
        row.setSpacing(theme.px(12))
        self.words = PlainLabel()
        row.addWidget(self.words)
        self.button = _BarButton(_("Undo"), icon="undo")
        self.button.clicked.connect(self.on_undo_clicked)
        row.addWidget(self.button)
        self.close_button = IconButton("close", _("Close this message"), role="solid")
        self.close_button.clicked.connect(self.dismiss)
        row.addWidget(self.close_button)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(UNDO_SECONDS * 1000)
        self.timer.timeout.connect(self.dismiss)
        for part in (self.button, self.close_button):
            part.installEventFilter(self)
        self.hide()

    def show_notice(self, text: str, undo_label: str = "") -> None:
        """Show `text`; with an `undo_label` also the Undo button, which says it in its tool tip."""
        self.words.setText(text)
        self.button.setVisible(bool(undo_label))
        self.button.setToolTip(undo_label)
        self.button.setAccessibleName(undo_label)
        self.show()
        self.place()
        self.raise_()
        self.timer.start()
        _announce(self, text)

    def place(self) -> None:
        """Stand at the very bottom, on one line if it can be: there it hides no part of a page.

        A long text takes several, clear of the last third: what is at the foot of a form stays.
        """
        parent = self.parentWidget()
        if parent is None:
            return
        self.words.setWordWrap(False)
        area = parent.rect() if self._below is None else self._below.geometry()
        edge = theme.px(16)
        whole, wish = area.width() - 2 * edge, self.sizeHint().width()
        room = whole if wish <= whole else round(whole * UNDO_SHARE)
        width = min(wish, room)
        self.words.setWordWrap(wish > room)
        self.resize(width, max(self.sizeHint().height(), self.heightForWidth(width)))
        left = edge + (room - width) // 2
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = area.width() - left - width
        self.move(area.left() + left, parent.height() - self.height() - theme.px(3))

    @Slot()
    def on_undo_clicked(self) -> None:
        """Hand the wish on and go."""
        self.dismiss()
        self.undo_pressed.emit()

    @Slot()
    def dismiss(self) -> None:
        """Go away."""
        self.timer.stop()
        if not self.isHidden():
            self.hide()
            self.gone.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop the clock while a button of it has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self.timer.stop()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.timer.start()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Stop the clock while the pointer rests on it."""
        if event.type() == QEvent.Type.Enter:
            self.timer.stop()
        elif event.type() == QEvent.Type.Leave and self.isVisible() and not self.button.hasFocus():
            self.timer.start()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)


def _announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text`."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class _BarButton(LinkButton):
    """The button on the dark bar: the bar's own colours."""

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, str]:
        t = theme.current()
        return (t.colour("neutral") if self.underMouse() else None), None, t.colour("solid"), "solid"


class PageScroll(QScrollArea):
    """A scroll area without a frame. Put things into `body`."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 0, spacing: int = 12) -> None:
        super().__init__(parent)
        # One of ours: for Qt's own, PySide would load every kind of widget that there is, at the start.
        self.setViewport(QWidget(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self.viewport())
        inside.setObjectName("inside")
        self.body = QVBoxLayout(inside)
        room = theme.px(margin)
        self.body.setContentsMargins(room, room, room, room)
        self.body.setSpacing(theme.px(spacing))
        self.setWidget(inside)

    def add_columns(self, *columns: Sequence[QWidget]) -> None:
        """Put columns of cards side by side, each from the top down."""
        sides = QHBoxLayout()
        sides.setSpacing(self.body.spacing())
        for cards in columns:
            column = QVBoxLayout()
            column.setSpacing(self.body.spacing())
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            sides.addLayout(column, 1)
        self.body.addLayout(sides)
        self.body.addStretch(1)
