"""What stands at the right of the card: the next visit with what to say, who is to be asked back, privacy."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.person import Person
from cxdesk.formats import date_text, time_text
from cxdesk.i18n import _
from cxdesk.services.customers import cards
from cxdesk.services.customers.cards import Card as Facts
from cxdesk.services.customers.cards import Seen
from cxdesk.services.customers.today import cues_for, to_say
from ui import theme
from ui.bridge import Bridge
from ui.customers.wording import consent_text, day_text
from ui.widgets import (
    Card,
    FlowLayout,
    LinkButton,
    PageScroll,
    PlainLabel,
    SecondaryButton,
    SectionHeading,
    Tag,
)
from ui.widgets.wrapped import WrappedLabel


class Side(PageScroll):
    """Three cards. It never writes: it tells what is wanted."""

    plan_wanted = Signal()
    missed_wanted = Signal()
    followed_up = Signal()
    copy_wanted = Signal()
    erase_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=14)
        self.bridge = bridge
        inside = self.body.parentWidget() or self
        self.back = LinkButton(_("Back to the card"), inside, icon="left")
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        self.body.addWidget(self.back)
        self._make_next(inside)
        self._make_return(inside)
        self._make_privacy(inside)
        self.body.addStretch(1)

    def _make_next(self, parent: QWidget) -> None:
        card = Card(parent, spacing=6)
        card.body.addWidget(SectionHeading(_("Next {visit}"), card))
        self.when = PlainLabel(parent=card, size="strong", wrap=True)
        self.say = WrappedLabel(parent=card, size="body")
        card.body.addWidget(self.when)
        card.body.addWidget(self.say)
        self.cues = QVBoxLayout()
        self.cues.setSpacing(theme.px(4))
        card.body.addLayout(self.cues)
        holder = QWidget(card)
        row = FlowLayout(holder)
        self.plan_button = LinkButton("", holder, icon="calendar")
        self.missed_button = LinkButton(_("Did not come"), holder, icon="cross")
        self.plan_button.clicked.connect(self.plan_wanted)
        self.missed_button.clicked.connect(self.missed_wanted)
        row.addWidget(self.plan_button)
        row.addWidget(self.missed_button)
        card.body.addWidget(holder)
        self.body.addWidget(card)

    def _make_return(self, parent: QWidget) -> None:
        self.return_card = Card(parent, spacing=6)
        self.return_card.body.addWidget(SectionHeading(_("Not back yet"), self.return_card))
        self.return_words = WrappedLabel(parent=self.return_card, size="body")
        self.return_card.body.addWidget(self.return_words)
        self.followed_button = SecondaryButton(_("Asked to come again"), self.return_card, icon="check")
        self.followed_button.clicked.connect(self.followed_up)
        self.return_card.body.addWidget(self.followed_button)
        self.body.addWidget(self.return_card)

    def _make_privacy(self, parent: QWidget) -> None:
        card = Card(parent, spacing=6)
        card.body.addWidget(SectionHeading(_("Privacy"), card))
        self.consent = WrappedLabel(parent=card, size="body")
        self.confirmed = WrappedLabel(parent=card, size="body")
        card.body.addWidget(self.consent)
        card.body.addWidget(self.confirmed)
        holder = QWidget(card)
        row = FlowLayout(holder)
        self.copy_button = SecondaryButton(_("Give a copy"), holder)
        self.erase_button = SecondaryButton(_("Erase…"), holder)
        self.copy_button.clicked.connect(self.copy_wanted)
        self.erase_button.clicked.connect(self.erase_wanted)
        row.addWidget(self.copy_button)
        row.addWidget(self.erase_button)
        card.body.addWidget(holder)
        self.body.addWidget(card)

    # What is shown

    def show_card(self, shown: Facts, today: date) -> None:
        """Show what belongs to a customer."""
        ws = self.bridge.ws
        language, free = ws.shop.language, not ws.read_only
        self._show_next(shown, today, language)
        seen = Seen(
            shown.visits[0].record.happens_on if shown.visits else None,
            shown.next.record.happens_on if shown.next is not None else None,
        )
        customer = shown.customer.record
        since = cards.not_back_since(customer, seen, ws.shop.return_weeks, today)
        self.return_card.setVisible(since is not None)
        if since is not None:
            words = _(
                "The first {visit} was on {day}, and no second one came. A kind word may be all it takes."
            )
            self.return_words.setText(words.format(day=date_text(since, language)))
        self.consent.setText(consent_text(customer, language))
        told = shown.confirmed
        self.confirmed.setVisible(told is not None)
        if told is not None:
            self.confirmed.setText(_("Last confirmed {day}").format(day=date_text(told, language)))
        for button in (self.plan_button, self.missed_button, self.followed_button, self.erase_button):
            button.setEnabled(free)

    def _show_next(self, shown: Facts, today: date, language: str) -> None:
        visit = shown.next.record if shown.next is not None else None
        if visit is not None and visit.happens_on is not None:
            words = day_text(visit.happens_on, today, language)
            if visit.at is not None:
                words = _("{day} {time}").format(day=words, time=time_text(visit.at, language))
            person = self.bridge.ws.find(Person, visit.person)
            if person is not None:
                words = _("{when} with {name}").format(when=words, name=person.record.name.split()[0])
            self.when.setText(words)
        else:
            self.when.setText(_("Nothing planned"))
        self.plan_button.setText(_("Change") if visit is not None else _("Plan the next {visit}"))
        self.missed_button.setVisible(visit is not None and visit.happens_on == today)
        said = to_say(self.bridge.ws, shown, today)
        self.say.setVisible(bool(said))
        self.say.setText("\n".join(said))
        self._show_cues(shown)

    def _show_cues(self, shown: Facts) -> None:
        while (item := self.cues.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for found in cues_for(self.bridge.ws, shown):
            holder = QWidget(self.plan_button.parentWidget())
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.px(6))
            line.addWidget(Tag(_("Secret cue"), "brand", holder))
            words = _("{cue}: {what}").format(cue=found.cue, what=found.what)
            line.addWidget(WrappedLabel(words, holder, tone="text", size="body"), 1)
            self.cues.addWidget(holder)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [
            self.back, self.plan_button, self.missed_button, self.followed_button, self.copy_button,
            self.erase_button,
        ]  # fmt: skip

    @Slot()
    def focus_first(self) -> None:
        """Take the keyboard."""
        self.plan_button.setFocus()
