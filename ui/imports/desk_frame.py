"""What stands where in the window for tables; what happens there is in `desk.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.services.imports import batches
from ui import theme
from ui.forms.editors import Sentence
from ui.imports.columns_panel import ColumnsPanel
from ui.imports.earlier import Earlier
from ui.imports.kind_hint import KindHint
from ui.imports.kinds import PEOPLE, TITLES, WORDS
from ui.imports.lines_panel import LinesPanel
from ui.imports.mapping_bar import MappingBar
from ui.imports.new_names import NewNames
from ui.imports.reading_bar import ReadingBar
from ui.imports.result import Result
from ui.widgets import (
    ChoiceBox,
    ElidedLabel,
    EmptyState,
    FieldLabel,
    LinkButton,
    PlainLabel,
    PrimaryButton,
    SecondaryButton,
    set_tip,
)

if TYPE_CHECKING:
    from ui.bridge import Bridge

_FRAME = 40
"""What a desktop puts around a window: its title above all."""
_LOW = 560
"""A window that is lower has no room for its title in large letters."""


class DeskFrame(QDialog):
    """The table on one face, what was taken in before on the other, and the buttons below both."""

    def __init__(self, bridge: Bridge, parent: QWidget, kind: str) -> None:
        super().__init__(parent)
        self.bridge, self.kind = bridge, kind
        self.target = batches.target(kind)
        room = self.screen().availableSize()
        self.setMinimumSize(min(theme.px(640), room.width()), min(theme.px(440), room.height()))
        self.resize(min(theme.px(1080), room.width()), min(theme.px(680), room.height() - theme.px(_FRAME)))
        column = QVBoxLayout(self)
        # Texts that come and go must not push the window beyond the edge of a small screen.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(10))
        self.heading = PlainLabel("", self, size="title")
        column.addWidget(self.heading)
        self.pages = QStackedLayout()
        self.pages.addWidget(self._desk())
        self.earlier = Earlier(bridge, self)
        self.pages.addWidget(self.earlier)
        column.addLayout(self.pages, 1)
        self.sentence = Sentence(self)
        column.addWidget(self.sentence)
        column.addLayout(self._foot())
        self.show_kind(kind)

    def show_kind(self, kind: str) -> None:
        """Say what is taken in here."""
        self.kind, self.target = kind, batches.target(kind)
        title = _("Import: {what}").format(what=_(self.target.label))
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.sort.setCurrentIndex(max(0, self.sort.findData(kind)))
        for part in (self.sort_label, self.sort):
            part.setVisible(kind in PEOPLE)
        self.room.title.setText(_(TITLES[kind]))
        self.room.sentence.setText(_(WORDS[kind]))
        self.preview.show_kind(kind)

    def _desk(self) -> QWidget:
        desk = QWidget(self)
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        row = QHBoxLayout()
        self.choose = SecondaryButton(_("Choose a file…"), icon="folder")
        self.file = ElidedLabel("", desk, size="strong")
        row.addWidget(self.choose)
        row.addWidget(self.file, 1)
        self.sort = ChoiceBox(desk, name=_("What is in the file"))
        for kind in PEOPLE:
            self.sort.addItem(_(batches.target(kind).label), kind)
        self.sort_label = FieldLabel(_("What is in the file"), desk, buddy=self.sort)
        row.addWidget(self.sort_label)
        row.addWidget(self.sort)
        column.addLayout(row)
        self.outcome = Result(self.bridge, desk)
        column.addWidget(self.outcome)
        self.hint = KindHint(desk)
        column.addWidget(self.hint)
        self.words = PlainLabel("", desk, tone="secondary", wrap=True)
        column.addWidget(self.words)
        self.names = NewNames(desk)
        column.addWidget(self.names)
        self.bar = ReadingBar(desk)
        column.addWidget(self.bar)
        self.kept = MappingBar(self.bridge, desk)
        column.addWidget(self.kept)
        self.split = QSplitter(Qt.Orientation.Horizontal, desk)
        self.split.setChildrenCollapsible(False)
        self.columns = ColumnsPanel(desk)
        self.split.addWidget(self.columns)
        self.preview = LinesPanel(self.bridge.ws.shop.language, desk)
        self.split.addWidget(self.preview)
        self.split.setSizes([theme.px(320), theme.px(700)])
        column.addWidget(self.split, 1)
        self.room = EmptyState("import", _(WORDS[self.kind]), (), desk, title=_(TITLES[self.kind]))
        column.addWidget(self.room, 1)
        return desk

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.before = LinkButton(_("Earlier imports"), icon="history")
        self.close_button = SecondaryButton(_("Close"))
        self.button = PrimaryButton(_("Import"), icon="import")
        for button in (self.choose, self.before, self.close_button, self.earlier.back, self.earlier.button):
            button.setAutoDefault(False)
        self.button.setDefault(True)
        set_tip(self.button, _("Ctrl+Enter"))
        row.addWidget(self.before)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.button)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.heading.setVisible(event.size().height() >= theme.px(_LOW))  # the frame says it as well
