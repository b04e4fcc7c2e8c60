"""The middle card: what must be acknowledged first, then who somebody is, what is known, and the visits."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from cxdesk.entities.person import Person
from cxdesk.i18n import _, ngettext
from cxdesk.preference_sorts import SORTS
from cxdesk.services import repeats
from cxdesk.services.customers import cards
from cxdesk.services.customers.cards import SENSITIVE
from cxdesk.services.customers.cards import Card as Facts
from cxdesk.services.open_days import open_days
from cxdesk.services.recovery import giving, incidents
from cxdesk.text import fold
from ui import theme
from ui.bridge import Bridge
from ui.customers.card_parts import AlertCover, Round
from ui.customers.preference_box import PreferenceBox
from ui.customers.visit_table import VisitTable
from ui.customers.wording import contact_text, facts_text, honoured_text, name_of
from ui.widgets import (
    Banner,
    Card,
    FlowLayout,
    LinkButton,
    PageScroll,
    PlainLabel,
    PrimaryButton,
    SecondaryButton,
    SectionHeading,
)
from ui.widgets.selectable import SelectableLine
from ui.widgets.wrapped import WrappedLabel

ALWAYS = ("family", "occupation", "recreation", "dreams", "likes", "dislikes")
SOMETIMES = ("comfort", "product")
TWO_BOXES = 410
"""In less room the boxes stand below each other."""
WIDE_HEAD = 580
NOTE_LINES = 3
"""The rest of a note is in its tip and in the details."""


class CardPanel(Card):
    """One customer. It never writes: it tells what is wanted."""

    visit_wanted = Signal()
    details_wanted = Signal()
    side_wanted = Signal()
    print_wanted = Signal()
    acknowledged = Signal(int)
    sensitive_wanted = Signal()
    left = Signal()
    line_added = Signal(str, str)
    line_renamed = Signal(int, str)
    line_act = Signal(int, str)
    visit_opened = Signal(int)
    visit_gone = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0)
        self.bridge = bridge
        self.customer: int | None = None
        self._banners: list[Banner] = []
        self._columns = 0
        self._more = False
        self.stack = QStackedLayout()
        self.body.addLayout(self.stack)
        self.cover = AlertCover(self)
        self.cover.acknowledged.connect(self.on_acknowledged)
        self.stack.addWidget(self.cover)
        self.area = PageScroll(self, margin=14, spacing=10)
        self.stack.addWidget(self.area)
        self.hint = PlainLabel(
            _("Type a name, or choose somebody in the list."), self, tone="secondary", wrap=True
        )
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.hint)
        inside = self.area.body.parentWidget() or self
        self.area.body.addLayout(self._head(inside))
        self.alerts = QVBoxLayout()
        self.alerts.setSpacing(theme.px(6))
        self.area.body.addLayout(self.alerts)
        self.refusal = Banner(" ", "info", closable=False)
        self.area.body.addWidget(self.refusal)
        self._make_boxes(inside)
        self._make_visits(inside)
        self.area.body.addStretch(1)

    # Making

    def _head(self, parent: QWidget) -> QLayout:
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(theme.px(8))
        who = QHBoxLayout()
        who.setSpacing(theme.px(12))
        self.round = Round(parent)
        who.addWidget(self.round, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        self.name = PlainLabel(parent=parent, size="title", wrap=True)
        self.facts = WrappedLabel(parent=parent, size="body")
        words.addWidget(self.name)
        self.contact, self.note = SelectableLine(parent), SelectableLine(parent, most=NOTE_LINES)
        for line in (self.facts, self.contact, self.note):
            words.addWidget(line)
        words.addStretch(1)
        who.addLayout(words, 1)
        self.head.addLayout(who, 1)
        holder = QWidget(parent)
        buttons = FlowLayout(holder)
        self.details_button = LinkButton(_("Details"), holder, icon="edit")
        self.side_button = LinkButton(_("Next {visit}"), holder, icon="calendar")
        self.recovery_button = LinkButton(_("What went wrong"), holder, icon="recovery")
        self.recovery_button.clicked.connect(self.on_recovery)
        buttons.addWidget(self.recovery_button)
        self.print_button = SecondaryButton(_("Print card"), holder)
        self.visit_button = PrimaryButton(_("Log {visit}"), holder)
        for button, signal in (
            (self.details_button, self.details_wanted),
            (self.side_button, self.side_wanted),
            (self.print_button, self.print_wanted),
            (self.visit_button, self.visit_wanted),
        ):
            button.clicked.connect(signal)
            buttons.addWidget(button)
        self.side_button.hide()
        self.head.addWidget(holder)
        return self.head

    def _make_boxes(self, parent: QWidget) -> None:
        self._boxes_place = QWidget(parent)
        self.grid = QGridLayout(self._boxes_place)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(theme.px(10))
        self.area.body.addWidget(self._boxes_place)
        self.boxes: dict[str, PreferenceBox] = {}
        holder = QWidget(parent)
        row = FlowLayout(holder)
        self.more_button = LinkButton(_("Comfort, product"), holder, icon="add")
        self.more_button.clicked.connect(self.on_more)
        row.addWidget(self.more_button)
        self.sensitive_button = LinkButton("", holder, icon="lock")
        self.sensitive_button.clicked.connect(self.sensitive_wanted)
        row.addWidget(self.sensitive_button)
        self.area.body.addWidget(holder)

    def _box(self, sort: str, label: str) -> PreferenceBox:
        """Return the box of a sort, made when it is first seen."""
        box = self.boxes.get(sort)
        if box is None:
            box = self.boxes[sort] = PreferenceBox(self.bridge, sort, label, self._boxes_place)
            box.added.connect(self.line_added)
            box.renamed.connect(self.line_renamed)
            box.act_wanted.connect(self.line_act)
            box.edge_passed.connect(self.on_edge)
            box.left.connect(self.left)
        return box

    def _make_visits(self, parent: QWidget) -> None:
        row = QHBoxLayout()
        self.visits_heading = SectionHeading(_("{Visits}"), parent)
        self.honoured = PlainLabel(parent=parent, tone="secondary", size="small")
        row.addWidget(self.visits_heading)
        row.addStretch(1)
        row.addWidget(self.honoured)
        self.area.body.addLayout(row)
        self.none = WrappedLabel(_("No {visit} yet. Ctrl+J logs one."), parent)
        self.area.body.addWidget(self.none)

    @cached_property
    def visits(self) -> VisitTable:
        """The visits. Made with the first customer who has one."""
        made = VisitTable(self.bridge, self.none.parentWidget())
        made.opened.connect(self.visit_opened)
        made.gone.connect(self.visit_gone)
        self.area.body.insertWidget(self.area.body.indexOf(self.none) + 1, made)
        made.hide()
        return made

    # What is shown

    def show_card(self, shown: Facts, today: date, *, read: bool, sensitive: bool) -> None:
        """Show a customer; without `read` the alerts stand before everything else."""
        same = self.customer == shown.customer.id
        self._more = self._more and same
        self.customer = shown.customer.id
        customer = shown.customer.record
        language = self.bridge.ws.shop.language
        alerts = [line.record.text for line in shown.alerts]
        covered = bool(alerts) and not read
        self.cover.show_alerts(name_of(customer), alerts)
        self.stack.setCurrentWidget(self.cover if covered else self.area)
        self.round.show_name(customer.name)
        called = _("{name} (“{called}”)").format(name=customer.name, called=customer.called)
        self.name.setText(called if fold(customer.called) not in fold(customer.name) else customer.name)
        weekday = open_days(self.bridge.ws).first_weekday
        self.facts.setText(facts_text(shown, today, language, weekday))
        self.contact.show_text(contact_text(customer))
        self.note.show_text(customer.note)
        careful = [_("Take care: {text}").format(text=text) for text in alerts]
        self._show_alerts([*careful, *self._failures(today)])
        refusal = cards.why_no_notes(customer)
        self.refusal.words.setText(refusal)
        self.refusal.setVisible(bool(refusal))
        self._show_boxes(shown, may_add=not refusal, sensitive=sensitive)
        names = {row.id: row.record.name for row in self.bridge.ws.rows(Person)}
        if shown.visits or "visits" in self.__dict__:
            self.visits.show_visits(shown.visits, names)
            self.visits.setVisible(bool(shown.visits))
        self.none.setVisible(not shown.visits)
        self.honoured.setText(honoured_text(shown))
        for button in (self.visit_button, self.details_button):
            button.setDisabled(self.bridge.ws.read_only)
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def show_nobody(self) -> None:
        """Say that nobody is chosen."""
        self.customer = None
        self.stack.setCurrentWidget(self.hint)

    def _failures(self, today: date) -> list[str]:
        """Return what is to be known where it went wrong for them more than once of late."""
        ws = self.bridge.ws
        self.recovery_button.setVisible(incidents.newest_of(ws, self.customer or 0) is not None)
        found = repeats.failures_of(ws, self.customer or 0, today)
        return [f"{found.words}. {giving.escalate_text(ws)}"] if found.again else []

    def _show_alerts(self, words: list[str]) -> None:
        if words == [banner.text for banner in self._banners]:
            return
        for banner in self._banners:
            self.alerts.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self._banners = [Banner(text, "danger", closable=False) for text in words]
        for banner in self._banners:
            self.alerts.addWidget(banner)

    def _show_boxes(self, shown: Facts, *, may_add: bool, sensitive: bool) -> None:
        keeps = self.bridge.ws.shop.keep_sensitive
        for sort, label in SORTS:
            lines = shown.preferences.get(sort, ())
            wanted = bool(lines) or (may_add and (sort in ALWAYS or self._more))
            if sort == SENSITIVE:
                wanted = keeps and sensitive
            if wanted or sort in self.boxes:
                box = self._box(sort, _(label))
                box.show_lines(lines, may_add=may_add)
                box.setVisible(wanted)
        seen = {box.sort for box in self._shown_boxes()}
        self.more_button.setVisible(may_add and not seen.issuperset(SOMETIMES))
        self.sensitive_button.setVisible(keeps)
        count = shown.sensitive
        hidden = ngettext("Show {n} sensitive note", "Show {n} sensitive notes", count).format(n=count)
        words = _("Close the sensitive notes") if sensitive else hidden if count else _("Sensitive notes")
        self.sensitive_button.setText(words)
        self._place_boxes(force=True)

    def _place_boxes(self, *, force: bool = False) -> None:
        columns = 2 if self.width() >= theme.px(TWO_BOXES) else 1
        if columns == self._columns and not force:
            return
        self._columns = columns
        for box in self.boxes.values():
            self.grid.removeWidget(box)
        seen = self._shown_boxes()
        self._boxes_place.setVisible(bool(seen))
        for place, box in enumerate(seen):
            self.grid.addWidget(box, place // columns, place % columns)
        for column in (0, 1):
            self.grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_boxes()
        wide = event.size().width() >= theme.px(WIDE_HEAD)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self.head.direction() != wanted:
            self.head.setDirection(wanted)

    @property
    def covered(self) -> bool:
        """Whether an alert waits to be acknowledged."""
        return self.stack.currentWidget() is self.cover

    def first_focus(self) -> QWidget:
        """Return what gets the keyboard on the way into the card."""
        if self.covered:
            return self.cover.button
        return next((box.stops()[0] for box in self._shown_boxes()), self.visit_button)

    def enter(self) -> None:
        """Take the keyboard: to the alert, else to the first box."""
        boxes = self._shown_boxes()
        if self.covered or not boxes:
            self.first_focus().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            boxes[0].enter(1)

    def _shown_boxes(self) -> list[PreferenceBox]:
        made = (self.boxes.get(sort) for sort, _label in SORTS)
        return [box for box in made if box is not None and not box.isHidden()]

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        if self.covered or self.customer is None:
            return [self.cover.button]
        head = [
            self.recovery_button, self.details_button, self.side_button, self.print_button, self.visit_button,
        ]  # fmt: skip
        lines = [stop for box in self._shown_boxes() for stop in box.stops()]
        visits = [self.visits] if "visits" in self.__dict__ else []
        return [*head, *lines, self.more_button, self.sensitive_button, *visits]

    @Slot()
    def on_recovery(self) -> None:
        """Show what went wrong for them: what is still open first."""
        found = incidents.newest_of(self.bridge.ws, self.customer or 0)
        if found is not None:
            self.bridge.show_record("incident", found)

    @Slot()
    def on_acknowledged(self) -> None:
        """Tell whose alert was read."""
        if self.customer is not None:
            self.acknowledged.emit(self.customer)

    @Slot()
    def on_more(self) -> None:
        """Show the boxes that are seldom needed."""
        self._more = True
        for sort, label in SORTS:
            if sort in SOMETIMES:
                if sort not in self.boxes:
                    self._box(sort, _(label)).show_lines((), may_add=True)
                self.boxes[sort].show()
        self.more_button.hide()
        self._place_boxes(force=True)
        self.boxes[SOMETIMES[0]].enter(1)

    @Slot(str, int)
    def on_edge(self, sort: str, step: int) -> None:
        """Go on to the box below or above."""
        boxes = self._shown_boxes()
        place = boxes.index(self.boxes[sort]) + step
        if 0 <= place < len(boxes):
            boxes[place].enter(step)
        elif step > 0 and "visits" in self.__dict__ and not self.visits.isHidden():
            self.visits.setFocus(Qt.FocusReason.TabFocusReason)
