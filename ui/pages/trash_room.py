"""The trash: what was removed in the last 30 days, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cxdesk import formats
from cxdesk.errors import CxDeskError
from cxdesk.events import Event
from cxdesk.i18n import _, ngettext
from cxdesk.store.history import TRASH_DAYS, TrashEntry
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.pages.base import Page
from ui.widgets import (
    Card,
    Divider,
    ElidedLabel,
    EmptyState,
    LinkButton,
    PageScroll,
    Picture,
    SecondaryButton,
)

SHOWN_AT_FIRST = 100


class TrashPage(Page):
    """A row for each act of removing, newest first."""

    undo_in_header = True

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.entries: list[TrashEntry] = []
        self.rows: list[TrashRow] = []
        self._most = SHOWN_AT_FIRST
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = Card(margin=0, spacing=0)
        outer.addWidget(card)
        self.stack = QStackedLayout()
        card.body.addLayout(self.stack)
        self.area = PageScroll(spacing=0)
        self.area.body.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        self.stack.addWidget(self.area)
        sentence = _("Nothing is in the trash. What you remove stays here for {days} days.")
        self.backups = SecondaryButton(_("Look at the backups"), icon="backup")
        self.backups.clicked.connect(self.on_backups)
        words = sentence.format(days=TRASH_DAYS)
        self.empty = EmptyState("trash", words, [self.backups], title=_("The trash is empty"))
        self.stack.addWidget(self.empty)
        self.more = SecondaryButton(_("Show more"))
        self.more.clicked.connect(self.on_more)
        self.refresh(None)

    def subtitle(self) -> str:
        if not self.entries:
            return ""
        return _("What was removed stays here for {days} days; then it is gone for good.").format(
            days=TRASH_DAYS
        )

    def refresh(self, event: Event | None) -> None:
        entries = self.bridge.ws.trash()
        if entries == self.entries and self.rows:
            return
        place = next((k for k, row in enumerate(self.rows) if row.button.hasFocus()), None)
        self.entries = entries
        self._show()
        if place is not None and self.rows:
            self.rows[min(place, len(self.rows) - 1)].button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.header_changed.emit()

    def memory(self) -> object:
        return True

    def first_focus(self) -> QWidget | None:
        return self.rows[0].button if self.rows else self.backups

    def _show(self) -> None:
        body = self.area.body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.more:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for place, entry in enumerate(self.entries[: self._most]):
            if place:
                body.addWidget(Divider())
            row = TrashRow(self.bridge, entry)
            row.wanted.connect(self.restore)
            body.addWidget(row)
            self.rows.append(row)
        self.more.setVisible(len(self.entries) > self._most)
        if len(self.entries) > self._most:
            body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        self.stack.setCurrentWidget(self.area if self.entries else self.empty)

    @Slot()
    def on_backups(self) -> None:
        """Go to what is kept longer."""
        self.bridge.go_to("backups")

    @Slot()
    def on_more(self) -> None:
        """Show the rest."""
        self._most = len(self.entries)
        self._show()

    @Slot(object)
    def restore(self, entry: TrashEntry) -> None:
        """Bring back what was removed."""
        try:
            self.bridge.ws.restore(entry)
        except CxDeskError as error:
            self.bridge.show_error(error)
            return
        self.bridge.deliver()
        self.refresh(None)
        text = _("“{title}” is back.").format(title=one_line(entry.title, 60))
        self.bridge.notice.emit(text, self.bridge.undo_text())


class TrashRow(QWidget):
    """One act of removing."""

    wanted = Signal(object)

    def __init__(self, bridge: Bridge, entry: TrashEntry) -> None:
        super().__init__()
        self.entry = entry
        spec = bridge.ws.spec(entry.kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(Picture(spec.icon, side=16))
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(ElidedLabel(one_line(entry.title) or _("(empty)"), size="strong"))
        when = formats.moment_text(entry.at, bridge.ws.shop.language)
        parts = [_(spec.one), _("removed {when}").format(when=when)]
        if entry.who:
            parts.append(_("by {who}").format(who=entry.who))
        if entry.together:
            parts.append(ngettext("with {n} more", "with {n} more", entry.together))
        words.addWidget(ElidedLabel(" · ".join(parts), tone="secondary", size="small"))
        row.addLayout(words, 1)
        self.button = LinkButton(_("Restore"), icon="restore")
        self.button.setAccessibleName(_("Restore “{title}”").format(title=one_line(entry.title, 80)))
        self.button.setEnabled(not bridge.ws.read_only)
        self.button.clicked.connect(self.on_restore)
        row.addWidget(self.button)

    @Slot()
    def on_restore(self) -> None:
        """Hand the wish on."""
        self.wanted.emit(self.entry)
