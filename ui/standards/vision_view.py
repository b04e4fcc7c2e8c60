"""The service vision: statement, purpose and pillars in the middle, its versions at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cxdesk import formats
from cxdesk.entities.vision import STATUSES, Vision, checks
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.services import vision
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.standards.empty_room import empty_room
from ui.standards.inline_ask import InlineAsk
from ui.standards.pillars import Pillars
from ui.standards.row_delegates import StandardDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel, RowTag
from ui.standards.side_form import SideForm
from ui.widgets import (
    Card,
    ElidedLabel,
    LinkButton,
    PageScroll,
    PrimaryButton,
    SecondaryButton,
    SectionHeading,
    Tag,
)
from ui.widgets.labels import TagRole
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from cxdesk.store.transaction import Transaction

_ROLES: dict[str, TagRole] = {"draft": "neutral", "adopted": "good", "past": "neutral"}


class VisionForm(SideForm):
    """The wording of one version."""

    hinted = "statement"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, Vision, ("statement", "purpose"), "", parent)

    def dress(self, body: QVBoxLayout) -> None:
        super().dress(body)
        self.adopted = WrappedLabel()
        body.insertWidget(2, self.adopted)
        self.pillars = Pillars(self.bridge)
        body.insertWidget(body.count() - 1, self.pillars)

    def show_more(self) -> None:
        super().show_more()
        stored = self.bridge.ws.find(Vision, self.record_id)
        past = stored is not None and stored.record.status == "past"
        adopted = stored is not None and stored.record.status == "adopted"
        read_only = past or self.bridge.ws.read_only
        for row in self.rows.values():
            row.editor.set_read_only(read_only)
        font = theme.current().font("title")
        font.setWeight(QFont.Weight.Medium)
        self.rows["statement"].editor.target.setFont(font)  # here: being polished takes it away
        self.adopted.setVisible(past or adopted)
        self.adopted.setText(
            _("This version was replaced. It stays readable.") if past
            else _("Correct slips here. For another promise, start the next version.")
        )  # fmt: skip
        self.pillars.show_vision(self.record_id, read_only=read_only)

    def field_stops(self) -> list[QWidget]:
        return [*super().field_stops(), *self.pillars.stops()]

    def hints(self) -> list[str]:
        return checks(self.typed_text("statement"), self.bridge.ws.shop.products)

    def flush(self) -> bool:
        self.pillars.flush()
        return super().flush()


class VisionCard(Card):
    """The middle card."""

    started = Signal()
    versions_wanted = Signal()
    """She wants to write the first version."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0, spacing=4)
        self.bridge = bridge
        room = theme.px(16)
        self.body.setContentsMargins(room, theme.px(8), theme.px(6), theme.px(8))
        self.stack = QStackedLayout()
        self.body.addLayout(self.stack)
        self.first = PrimaryButton(_("Write it"), icon="edit")
        self.first.clicked.connect(self.started)
        self.stack.addWidget(
            empty_room(
                self,
                "vision",
                _("What do you promise?"),
                _("One sentence that says what every {customer} gets from every one of you, every time."),
                _("For example: “Ask first, say it back, and leave nobody waiting unseen.”"),
                self.first,
            )
        )
        inside = QWidget(self)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.px(4), 0)
        self.heading = ElidedLabel(_("Service vision"), size="heading")
        self.tag = Tag()
        self.print_button = LinkButton(_("Print the poster"))
        self.print_button.clicked.connect(self.on_print_clicked)
        self.versions_button = LinkButton(_("Versions"))
        self.versions_button.clicked.connect(self.versions_wanted)
        self.versions_button.hide()
        head.addWidget(self.heading, 1)
        head.addWidget(self.tag)
        head.addWidget(self.versions_button)
        head.addWidget(self.print_button)
        outer.addLayout(head)
        self.form = VisionForm(bridge, inside)
        outer.addWidget(self.form, 1)
        self.stack.addWidget(inside)

    def show_version(self, stored: Stored[Vision] | None) -> None:
        """Show a version, or what a vision is for."""
        self.stack.setCurrentIndex(0 if stored is None else 1)
        self.form.show_record(stored.id if stored is not None else None)
        if stored is not None:
            status = _(dict(STATUSES)[stored.record.status])
            self.tag.setText(_("v{n} · {status}").format(n=stored.record.version, status=status))
            self.tag.set_role(_ROLES[stored.record.status])

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.first, self.versions_button, self.print_button, *self.form.stops()]

    def enter(self) -> None:
        """Take the focus."""
        if self.stack.currentIndex():
            self.form.focus_on("statement")
        else:
            self.first.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_print_clicked(self) -> None:
        """Show the poster in the print centre."""
        self.form.flush()
        self.bridge.print_sheet("vision-poster")


class VersionsCard(Card):
    """The right card: all versions with their dates, adopting, and the next one."""

    chosen = Signal(int)
    begun = Signal(int)
    """A new draft, to be written."""
    flush_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=6)
        self.bridge = bridge
        self.shown: Stored[Vision] | None = None
        heading = SectionHeading(_("Versions"))
        heading.setContentsMargins(theme.px(8), theme.px(6), 0, theme.px(2))
        self.body.addWidget(heading)
        scroll = PageScroll(spacing=8)
        self.list = RowList(RowModel("versions"), _("Versions of the service vision"))
        self.list.setDragEnabled(False)
        StandardDelegate(self.list)
        self.empty = WrappedLabel(_("No version yet."))
        self.empty.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        self.adopt_button = PrimaryButton(_("Adopt…"), icon="check")
        self.next_button = SecondaryButton(_("Start next version"), icon="add")
        self.adopt_ask = InlineAsk(_("Adopt this version today"), _("Adopt"))
        self.adopt_ask.add_box("by", _("Adopted by"), lines=1)
        for part in (self.list, self.empty):
            scroll.body.addWidget(part)
        for button in (self.adopt_button, self.next_button):
            row = QHBoxLayout()
            row.setContentsMargins(theme.px(5), 0, 0, 0)
            row.addWidget(button)
            row.addStretch(1)
            scroll.body.addLayout(row)
        scroll.body.addWidget(self.adopt_ask)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.list.chosen.connect(self.chosen)
        self.adopt_button.clicked.connect(self.ask_adopt)
        self.next_button.clicked.connect(self.start_next)
        self.adopt_ask.answered.connect(self.adopt)
        self.adopt_ask.closed.connect(self.on_ask_closed)

    def show_versions(self, rows: list[Stored[Vision]], shown: Stored[Vision] | None) -> None:
        """Show all versions, newest first."""
        if self.shown is None or shown is None or self.shown.id != shown.id:
            self.adopt_ask.hide()
        self.shown = shown
        self.list.show_rows([self._row(row) for row in rows], shown.id if shown else None)
        self.empty.setVisible(not rows)
        read_only = self.bridge.ws.read_only
        draft = shown is not None and shown.record.status == "draft"
        self.adopt_button.setVisible(draft and not read_only and not self.adopt_ask.is_open())
        drafts = any(row.record.status == "draft" for row in rows)
        self.next_button.setVisible(bool(rows) and not drafts and not read_only)

    def _row(self, row: Stored[Vision]) -> Row:
        record, language = row.record, self.bridge.ws.shop.language
        quiet = ""
        if record.adopted_on is not None:
            words = _("Adopted {date} by {who}") if record.adopted_by else _("Adopted {date}")
            quiet = words.format(date=formats.date_text(record.adopted_on, language), who=record.adopted_by)
        tag = RowTag(_(dict(STATUSES)[record.status]), _ROLES[record.status])
        text = _("v{n} · {text}").format(n=record.version, text=one_line(record.statement, 200))
        return Row(id=row.id, text=text, quiet=quiet, tags=(tag,), icon="vision", dim=record.status == "past")

    @Slot()
    def ask_adopt(self) -> None:
        """Ask who adopts it."""
        self.flush_wanted.emit()
        about = _(
            "It goes on the poster and the sheets; the version in force becomes past and stays readable."
        )
        self.adopt_ask.ask(about, by=self.bridge.who)
        self.adopt_button.hide()

    @Slot()
    def adopt(self) -> None:
        """Put the version in force."""
        shown, by = self.shown, self.adopt_ask.text("by")
        if shown is None:
            return
        done = self.bridge.act(
            _("adopt service vision"), lambda tx: vision.adopt(tx, shown.id, by),
            initiator=self, done=_("v{n} is in force from today.").format(n=shown.record.version),
        )  # fmt: skip
        if done:
            self.adopt_ask.close_ask()

    @Slot()
    def start_next(self) -> None:
        """Begin the next version as a draft."""
        self.flush_wanted.emit()

        def act(tx: Transaction) -> int:
            return vision.next_draft(tx)

        done = self.bridge.act(_("start next version of service vision"), act, initiator=self)
        if done and done.value is not None:
            self.begun.emit(done.value)

    @Slot()
    def on_ask_closed(self) -> None:
        """Give the focus back to where the question came from."""
        draft = self.shown is not None and self.shown.record.status == "draft"
        self.adopt_button.setVisible(draft)
        button = self.adopt_button if draft else self.next_button
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.list, self.adopt_button, self.next_button, *self.adopt_ask.stops()]

    def close_opened(self) -> bool:
        """Close the question; tell whether it was open."""
        if not self.adopt_ask.is_open():
            return False
        self.adopt_ask.close_ask()
        return True
