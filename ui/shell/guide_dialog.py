"""F1: what the page is for, its page of the guide, and the keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from ui import theme
from ui.actions import shown_keys
from ui.shell.guide_view import INDEX, GuideView
from ui.shell.help_dialog import key_table
from ui.widgets import (
    Card,
    IconButton,
    LinkButton,
    PageScroll,
    PlainLabel,
    PrimaryButton,
    SearchField,
    SectionHeading,
)


class GuideDialog(QDialog):
    """Stays beside the window while one works on: nothing waits for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize()
        self.resize(min(theme.px(1000), room.width()), min(theme.px(680), room.height()))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        self.view = GuideView(self)
        column.addLayout(self._head())
        self.words = PlainLabel("", wrap=True, tone="secondary")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        card = Card(self, margin=1, spacing=0)
        card.body.addWidget(self.view)
        row.addWidget(card, 1)
        self.keys = PageScroll(spacing=8)
        self.keys.setFixedWidth(theme.px(290))
        self.keys.setAccessibleName(_("Keys"))
        self.keys.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.addWidget(self.keys)
        column.addLayout(row, 1)
        column.addLayout(self._foot())
        self.view.page_shown.connect(self.on_page_shown)
        self.view.address_chosen.connect(self.on_address)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.back = IconButton("left", _("Back"), self)
        self.back.clicked.connect(self.on_back)
        self.title = PlainLabel("", size="title")
        self.search = SearchField(self, placeholder=_("Find on this page"))
        self.search.setMaximumWidth(theme.px(260))
        self.search.textChanged.connect(self.on_typed)
        self.found = PlainLabel("", tone="secondary")
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.found)
        row.addWidget(self.search, 1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.index = LinkButton(_("All pages of the guide"))
        self.index.clicked.connect(self.on_index)
        row.addWidget(self.index)
        row.addStretch(1)
        self.close_button = PrimaryButton(_("Close"))
        self.close_button.clicked.connect(self.accept)
        for button in (self.index, self.close_button):
            button.setAutoDefault(False)
        row.addWidget(self.close_button)
        return row

    def tell(self, title: str, words: str, page: str, keys: Iterable[QAction]) -> None:
        """Show what is said of a page of the window, its page of the guide, and keys."""
        self.setWindowTitle(title)
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        while (item := self.keys.body.takeAt(0)) is not None:
            _dispose(item)
        shown = [action for action in keys if shown_keys(action)]
        self.keys.body.addWidget(SectionHeading(_("Keys")))
        self.keys.body.addLayout(key_table(shown))
        self.keys.body.addStretch(1)
        self.view.show_page(page)
        self.view.setFocus()

    @Slot(str)
    def on_page_shown(self, _name: str) -> None:
        """Offer the way back."""
        self.back.setEnabled(self.view.can_go_back)
        self.found.setText("")

    @Slot()
    def on_back(self) -> None:
        """Go to the page before."""
        self.view.go_back()

    @Slot()
    def on_index(self) -> None:
        """Show the list of all pages."""
        self.view.show_page(INDEX)

    @Slot(str)
    def on_typed(self, _text: str) -> None:
        """Go to the first place with what is typed."""
        self._find(anew=True)

    @Slot(str)
    def on_address(self, address: str) -> None:
        """Ask before the browser is opened: the network is not ours."""
        from ui import messages

        if messages.confirm(
            self, _("Open this address in your browser?"), _("Open the browser"), more=address, danger=False
        ):
            messages.open_address(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
            self.search.selectAll()
        elif event.matches(QKeySequence.StandardKey.Back):
            self.view.go_back()
        elif event.matches(QKeySequence.StandardKey.FindNext) or (
            key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.search.hasFocus() and not ctrl
        ):
            self._find(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _find(self, *, back: bool = False, anew: bool = False) -> None:
        text = self.search.text().strip()
        there = self.view.find_text(text, back=back, anew=anew)
        self.found.setText("" if there or not text else _("Not on this page"))


def open_guide(parent: QWidget, title: str, words: str, page: str, keys: Iterable[QAction]) -> None:
    """Show the help window, or bring forward the one that is open."""
    dialog = parent.findChild(GuideDialog)
    if dialog is None:
        dialog = GuideDialog(parent)
    dialog.tell(title, words, page, keys)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def _dispose(item: object) -> None:
    """Delete what a layout held."""
    widget = item.widget()  # type: ignore[attr-defined]
    if widget is not None:
        widget.deleteLater()
        return
    layout = item.layout()  # type: ignore[attr-defined]
    while layout is not None and (inner := layout.takeAt(0)) is not None:
        _dispose(inner)
