"""Below a standard's fields: when it is looked at again, its version, its history, and its end."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from cxdesk import clock, formats
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.standard import FROZEN, Standard
from cxdesk.errors import CxDeskError
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import Stored, changed
from cxdesk.services import sign_offs, standards
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.forms.editors import EditorRow
from ui.forms.layout import SideBySide
from ui.standards.inline_ask import InlineAsk
from ui.standards.left_asks import LeftAsk, LeftAsks
from ui.standards.menus import Entry, fill
from ui.standards.wording import MONTHS, again_sentence, is_due, look_again
from ui.widgets import Divider, FlowLayout, LinkButton, SecondaryButton, set_tip
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from cxdesk.store.transaction import Transaction


_ASKS = ("version_ask", "retire_ask")


class DetailFoot(QWidget):
    """The acts on one standard that are more than typing in a field."""

    flush_wanted = Signal()
    """What is typed shall be kept before something is frozen."""
    done_with = Signal()
    """The standard went out of use; the list shows another one."""

    def __init__(self, bridge: Bridge, review: EditorRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._stored: Stored[Standard] | None = None
        self._came: Standard | None = None
        self._came_of: dict[int, Standard] = {}
        """What it said when she came to each version of it."""
        self._again: list[int] = []
        self._left = LeftAsks()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(Divider(self))
        outer.addWidget(self._build_review(review))
        outer.addWidget(Divider(self))
        outer.addLayout(self._build_version())
        self._connect()

    def _build_review(self, review: EditorRow) -> QWidget:
        both = SideBySide(self)
        both.add(review)
        self.right_button = SecondaryButton(_("Still right"), both)
        menu = QMenu(self.right_button)
        fill(menu, [Entry(str(months), look_again(months)) for months in MONTHS])
        menu.triggered.connect(self.on_still_right)
        self.right_button.setMenu(menu)
        both.add(self.right_button)
        both.box.setAlignment(self.right_button, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        return both

    def _build_version(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        self.version = WrappedLabel(parent=self, size="body")
        self.small_change = WrappedLabel(parent=self)
        self.same_version = LinkButton(_("Make this change a new version…"), self)
        links = QWidget(self)
        flow = FlowLayout(links, gap=0)
        self.version_button = LinkButton(_("New version…"), links)
        self.retire_button = LinkButton(_("Retire…"), links)
        self.back_button = LinkButton(_("Use again"), links)
        for button in (self.version_button, self.retire_button, self.back_button):
            flow.addWidget(button)
        self.again = LinkButton(parent=self, icon="refresh")
        for part in (self.version, self.again, self.small_change, self.same_version, links):
            column.addWidget(part)
        self._column = column
        return column

    # The questions are made when they are first asked.

    @cached_property
    def version_ask(self) -> InlineAsk:
        """Asks for the new wording."""
        ask = InlineAsk(_("New version"), _("Start it"), self)
        ask.add_box("text", _("New wording"))
        ask.add_box("why", _("Why it changes"))
        ask.answered.connect(self.start_version)
        ask.closed.connect(self.on_version_closed)
        self._column.addWidget(ask)
        return ask

    @cached_property
    def retire_ask(self) -> InlineAsk:
        """Asks why the standard goes."""
        ask = InlineAsk(_("Retire this standard"), _("Retire it"), self)
        ask.add_box("was_for", _("What was this rule for?"))
        ask.add_box("why", _("Why it goes"))
        ask.answered.connect(self.retire)
        ask.closed.connect(self.on_retire_closed)
        self._column.addWidget(ask)
        return ask

    def _asks(self) -> list[InlineAsk]:
        """Return the questions that were asked before."""
        return [getattr(self, name) for name in _ASKS if name in self.__dict__]

    def _connect(self) -> None:
        self.again.clicked.connect(self.on_again)
        self.same_version.clicked.connect(self.ask_same_version)
        self.version_button.clicked.connect(self.ask_version)
        self.retire_button.clicked.connect(self.ask_retire)
        self.back_button.clicked.connect(self.use_again)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        links = (self.again, self.same_version, self.version_button, self.retire_button, self.back_button)
        return [self.right_button, *links, *(stop for ask in self._asks() for stop in ask.stops())]

    # What is shown

    def show_record(self, stored: Stored[Standard]) -> None:
        """Show what there is to say about a standard."""
        if self._stored is None or self._stored.id != stored.id:
            self._lay_aside()
            self._stored, self._came_of = stored, {}
            self._come_to(stored.record)
            self._take_up()
        self._come_to(stored.record)
        self._stored = stored
        record, ws, language = stored.record, self.bridge.ws, self.bridge.ws.shop.language
        earlier = standards.versions(ws, stored.id)
        since = earlier[-1].until_on if earlier else clock.parse_stamp(stored.created_at).date()
        self.version.setText(
            _("v{n} · since {date}").format(
                n=record.version, date=formats.date_text(since, language) if since else "–"
            )
        )
        self._show_again()
        retired, live = record.status == "retired", record.status != "retired"
        self._show_ways(live=live)
        self.retire_button.setVisible(live)
        self.back_button.setVisible(retired)
        self.right_button.setVisible(live)
        self.right_button.set_icon("warning" if is_due(record, clock.today()) else "")
        self.setDisabled(ws.read_only)

    def _come_to(self, record: Standard) -> None:
        """Take what a version says as it is come to; where one was taken back, the one before goes on."""
        earlier = {n: came for n, came in self._came_of.items() if n <= record.version}
        self._came = earlier.setdefault(record.version, record)
        self._came_of = earlier

    def _lay_aside(self) -> None:
        """Keep a question that is open under its standard, with what is typed in it."""
        self._left.update(self._open())
        for ask in self._asks():
            ask.hide()

    def _open(self) -> dict[tuple[int, str], LeftAsk]:
        asks = ((name, self.__dict__.get(name)) for name in _ASKS)
        shown = ((name, ask) for name, ask in asks if ask is not None and ask.is_open())
        return {(self._id(), name): LeftAsk(ask.texts(), self._came) for name, ask in shown}

    def draft(self) -> LeftAsks | None:
        """Return the questions that are half answered; None for none."""
        return LeftAsks(self._left | self._open()) or None

    def show_draft(self, draft: LeftAsks) -> None:
        """Take up each question of a foot before this one when its standard is shown."""
        self._left = LeftAsks(draft)

    def _take_up(self) -> None:
        """Show the question again that was left open at this standard."""
        stored, found = self._stored, self._left.take_open(self._id())
        if stored is None or found is None or stored.record.status == "retired":
            return
        name, left = found
        if name == "retire_ask":
            self.retire_ask.show_box("was_for", shown=standards.asks_what_for(stored.record))
            self.retire_ask.put(_retire_about(), **left.texts)
            return
        if left.came is not None and left.came.version == stored.record.version:
            self._came = self._came_of[left.came.version] = left.came
        self.version_ask.put(self._version_about(), **left.texts)

    def _show_ways(self, *, live: bool) -> None:
        """Offer one way to a new version: of the words just typed, else of words to be typed."""
        number = self._stored.record.version if self._stored is not None else 1
        reworded = self._reworded()
        self.small_change.setText(
            _("The words were changed just now, as a small change: it is still v{n}.").format(n=number)
        )
        for part in (self.small_change, self.same_version):
            part.setVisible(reworded and live)
        self.version_button.setVisible(live and not reworded)
        words = _(
            "What is typed in a field is a small change: it stays v{n}, and nobody signs again. A new version"
            " is for words that ask for something else: it takes a reason, v{n} stays readable, and those who"
            " signed it are asked again."
        ).format(n=number)
        for button in (self.same_version, self.version_button):
            set_tip(button, words)
            button.setAccessibleDescription(words)

    def _show_again(self) -> None:
        """Say how many must sign again for this version."""
        self._again = [row.id for row in sign_offs.must_sign_again(self.bridge.ws, self._id())]
        count = len(self._again)
        self.again.setText(ngettext("{n} must sign again", "{n} must sign again", count))
        self.again.setVisible(count > 0)

    def _id(self) -> int:
        return self._stored.id if self._stored is not None else 0

    @Slot()
    def on_again(self) -> None:
        """Show the first of those who must sign again, at this standard."""
        if self._again:
            signed = self.bridge.ws.rows(SignOff, person=self._again[0], standard=self._id())
            self.bridge.show_record("sign_off", signed[-1].id)

    def _reworded(self) -> bool:
        """Tell whether the text was changed since she came to it, within the same version."""
        return (
            self._stored is not None
            and self._came is not None
            and self._came.text != self._stored.record.text
        )

    # Acts

    @Slot(QAction)
    def on_still_right(self, action: QAction) -> None:
        """Take the months from the menu."""
        self.still_right(int(action.data()))

    def still_right(self, months: int) -> None:
        """Move the date of the next look on."""
        stored = self._stored
        if stored is None:
            return
        self.flush_wanted.emit()
        self.bridge.act(
            _("standard is still right"),
            lambda tx: standards.still_right(tx, stored.id, months),
            initiator=self,
            done=_("Still right. {when}.").format(when=look_again(months)),
        )

    @Slot()
    def ask_version(self) -> None:
        """Ask for the new wording and the reason; what is typed there already stays."""
        self.flush_wanted.emit()
        if self._stored is None or self._came is None:
            return
        if "retire_ask" in self.__dict__:
            self.retire_ask.close_ask()
        first = "why" if self._reworded() else "text"
        ask = self.version_ask
        before = self._left.take(self._id(), "version_ask")
        typed = ask.texts() if ask.is_open() else {"text": self._stored.record.text} | before
        ask.ask(self._version_about(), first, **typed)

    @Slot()
    def ask_same_version(self) -> None:
        """Ask for the reason of a change that was made a moment ago."""
        self.flush_wanted.emit()
        if self._stored is not None:
            if (kept := self._left.get((self._id(), "version_ask"))) is not None:
                kept.texts.pop("text", None)
            self.version_ask.boxes["text"].set_text(self._stored.record.text)
        self.ask_version()

    def _version_about(self) -> str:
        """Say which version is asked for, and return what becomes of the one so far."""
        if self._stored is None or self._came is None:
            return ""
        now = self._stored.record
        kept = self._came.text if self._reworded() else now.text
        self.version_ask.heading.setText(_("New version: v{n}").format(n=now.version + 1))
        return _("v{n} stays readable: “{text}” Those who signed it are asked again.").format(
            n=now.version, text=one_line(kept, 160)
        )

    @Slot()
    def start_version(self) -> None:
        """Freeze the wording so far and begin the next version."""
        stored, came = self._stored, self._came
        if stored is None or came is None:
            return
        why = self.version_ask.text("why")
        record = changed(stored.record, text=self.version_ask.text("text"))
        new = {name: getattr(record, name) for name in FROZEN}
        old = {name: getattr(came, name) for name in FROZEN} if self._reworded() else {}

        def act(tx: Transaction) -> None:
            if old:
                # What she changed a moment ago belongs to the new version, not to the frozen one.
                tx.change(Standard, stored.id, **old)
            standards.new_version(tx, stored.id, why)
            tx.change(Standard, stored.id, **new)

        done = self.bridge.act(_("start new version of standard"), act, initiator=self, inline=True)
        self._settle(self.version_ask, done.error)
        if done:
            begun = _("v{n} begins today.").format(n=stored.record.version + 1)
            names = [row.record.name for row in sign_offs.must_sign_again(self.bridge.ws, stored.id)]
            self.bridge.notice.emit(" ".join([begun, *again_sentence(names)]), self.bridge.undo_text())

    @Slot()
    def ask_retire(self) -> None:
        """Ask why the standard goes, and what it was for: what it says of that already is proposed."""
        self.flush_wanted.emit()
        if self._stored is None:
            return
        if "version_ask" in self.__dict__:
            self.version_ask.close_ask()
        record, before = self._stored.record, self._left.take(self._id(), "retire_ask")
        typed = self.retire_ask.texts() if self.retire_ask.is_open() else _was_for(record) | before
        self.retire_ask.show_box("was_for", shown=standards.asks_what_for(record))
        self.retire_ask.ask(_retire_about(), **typed)

    @Slot()
    def retire(self) -> None:
        """Take the standard out of use."""
        stored, why = self._stored, self.retire_ask.text("why")
        was_for = self.retire_ask.text("was_for")
        if stored is not None:
            rule = was_for if standards.asks_what_for(stored.record) else ""
            done = self.bridge.act(
                _("retire standard"), lambda tx: standards.retire(tx, stored.id, why, rule),
                initiator=self, inline=True, done=_("The standard is retired."),
            )  # fmt: skip
            self._settle(self.retire_ask, done.error)
            if done:
                self.done_with.emit()

    @Slot()
    def use_again(self) -> None:
        """Put a retired standard to use again, as a draft."""
        if self._stored is not None:
            self.bridge.change(
                Standard, self._stored.id, initiator=self, done=_("In use again, as a draft."),
                status="draft", retired_why="",
            )  # fmt: skip

    def _settle(self, ask: InlineAsk, error: CxDeskError | None) -> None:
        if error is None:
            ask.put()  # what was typed is used
            ask.close_ask()
        else:
            ask.sentence.say(error.message)

    def is_asking(self) -> bool:
        """Tell whether a question is open, here or at another standard."""
        left = any(self.bridge.ws.find(Standard, standard) is not None for standard in self._left.waiting())
        return left or any(ask.is_open() for ask in self._asks())

    def close_opened(self) -> bool:
        """Close a question that is open; tell whether there was one."""
        for ask in self._asks():
            if ask.is_open():
                ask.close_ask()
                return True
        return False

    @Slot()
    def on_version_closed(self) -> None:
        """Keep what is typed, and give the focus back to where the question came from."""
        if self._stored is not None:
            proposed = {"text": self._stored.record.text}
            self._left.keep(self._id(), "version_ask", self.version_ask.texts(), proposed)
        button = self.same_version if self.version_button.isHidden() else self.version_button
        button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_retire_closed(self) -> None:
        """Keep what is typed, and give the focus back to where the question came from."""
        if self._stored is not None:
            proposed = _was_for(self._stored.record)
            self._left.keep(self._id(), "retire_ask", self.retire_ask.texts(), proposed)
        button = self.back_button if self.retire_button.isHidden() else self.retire_button
        button.setFocus(Qt.FocusReason.TabFocusReason)


def _was_for(record: Standard) -> dict[str, str]:
    """Return the answer that is proposed: what it says of that already."""
    return {"was_for": record.was_for or record.why}


def _retire_about() -> str:
    return _("It leaves the lists and the sheets; it can be brought back.")
