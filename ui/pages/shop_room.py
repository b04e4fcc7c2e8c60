"""Your shop: name, look, words and country, with the head of its sheets before one's eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import formats
from cxdesk.entities.shop import Shop
from cxdesk.errors import UserError
from cxdesk.i18n import N_, _, ngettext
from cxdesk.schema.entity import spec_of
from ui import theme
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow
from ui.forms.layout import SideBySide
from ui.pages.base import Page
from ui.printing.head_preview import HeadPreview
from ui.start.brand_shade import BrandShade
from ui.start.days import OpeningDays
from ui.start.hours_line import HoursLine
from ui.start.making import remove_sample
from ui.start.starter_card import StarterCard
from ui.widgets import Card, CheckBox, LinkButton, PageScroll, PlainLabel, SecondaryButton, SectionHeading
from ui.widgets.wrapped import WrappedLabel

if TYPE_CHECKING:
    from cxdesk.events import Event
    from cxdesk.store.transaction import Transaction
    from ui.bridge import Bridge

WORDS = ("customer_one", "customer_many", "staff_one", "staff_many", "visit_one", "visit_many")
_WRITTEN = ("language", "currency")
_SHOWN = ("name", "brand_colour", "logo", "address", "language")
"""Fields that the head of a sheet shows."""


class ShopPage(Page):
    """Keeps each field as it is left; there is one row of it."""

    undo_in_header = True

    tables = frozenset({"shop", "stage", "standard", "vision", "opening_hours"})

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.context = FormContext(bridge)
        self.rows: dict[str, EditorRow] = {}
        self._filled = False
        self._begun: dict[str, object] = {}
        self._visits: dict[str, object] = {}
        """Of each word's two fields, by the first one: what is changed in them one after the other."""
        self.preview = HeadPreview(bridge)
        self.days = OpeningDays(_(spec_of(Shop).fields["opening_days"].label))
        self.days.kept.connect(self.on_days_kept)
        self.hours = HoursLine(bridge)
        self.follow = CheckBox(_("My own texts follow when a word changes"))
        self.follow.setChecked(True)
        self.starter = StarterCard(bridge)
        self._build()

    # Building

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(spacing=14)
        outer.addWidget(scroll)
        self.sample = self._sample_card()
        right = (self._words_card(), self._country_card(), self.starter, self.sample)
        scroll.add_columns((self._shop_card(), self._products_card()), right)

    def _sample_card(self) -> Card:
        card = Card()
        card.body.addWidget(SectionHeading(_("Sample shop")))
        words = _("This is the sample shop, in a file of its own. Change what you like and look around.")
        card.body.addWidget(PlainLabel(words, tone="secondary", size="small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        self.own_button = SecondaryButton(_("Start my own"), icon="new")
        self.own_button.clicked.connect(self.start_own)
        self.remove_button = LinkButton(_("Remove the sample…"))
        self.remove_button.clicked.connect(self.remove_sample)
        row.addWidget(self.own_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _row(self, name: str) -> EditorRow:
        # What becomes of a pale colour is shown, not only said.
        hint = "" if name == "brand_colour" else None
        row = EditorRow(spec_of(Shop).fields[name], self.context, hint=hint)
        row.kept.connect(self.on_kept)
        row.typed.connect(self.on_typed)
        self.rows[name] = row
        return row

    def _together(self, *names: str) -> SideBySide:
        together = SideBySide()
        for name in names:
            together.add(self._row(name))
        return together

    def _shop_card(self) -> Card:
        card = Card(spacing=10)
        card.body.addWidget(SectionHeading(_("Your shop")))
        card.body.addWidget(self.preview)
        card.body.addWidget(self._row("name"))
        card.body.addWidget(self._together("logo", "brand_colour"))
        self.shade = BrandShade()
        self.rows["brand_colour"].column.addWidget(self.shade)
        card.body.addWidget(self._row("address"))
        return card

    def _products_card(self) -> Card:
        card = Card(spacing=10)
        card.body.addWidget(self._row("products"))
        return card

    def _words_card(self) -> Card:
        card = Card(spacing=10)
        card.body.addWidget(SectionHeading(_("Your words")))
        about = _("What you call them stands on every page and every sheet, as soon as you leave the field.")
        card.body.addWidget(PlainLabel(about, tone="secondary", size="small", wrap=True))
        for one, many in zip(WORDS[::2], WORDS[1::2], strict=True):
            card.body.addWidget(self._together(one, many))
        card.body.addWidget(self.follow)
        return card

    def _country_card(self) -> Card:
        card = Card(spacing=10)
        card.body.addWidget(SectionHeading(_("Your country and your week")))
        card.body.addWidget(self._together("language", "currency"))
        self.example = WrappedLabel(parent=card)
        card.body.addWidget(self.example)
        card.body.addWidget(self._together("paper", "first_weekday"))
        card.body.addWidget(self.days)
        card.body.addWidget(self.hours)
        return card

    # What the window asks

    def subtitle(self) -> str:
        return _("What stands at the head of your sheets, and the words you use")

    def refresh(self, event: Event | None) -> None:
        workspace = self.bridge.ws
        shop = workspace.shop
        self.sample.setVisible(shop.sample)
        for name, row in self.rows.items():
            row.editor.set_read_only(workspace.read_only)
            if self._filled:
                row.refresh(getattr(shop, name))
            else:
                row.show_value(getattr(shop, name))
        for name, draft in self._begun.items():
            self.rows[name].editor.show_draft(draft)
            self.rows[name].read()
        self._filled, self._begun = True, {}
        self.days.show_days(shop.opening_days, shop.first_weekday)
        self.days.set_read_only(workspace.read_only)
        self.hours.show_hours()
        self.starter.set_read_only(workspace.read_only)
        if self.starter.is_open:
            self.starter.show_preview()
        self.on_typed("")

    def show_place(self, name: str) -> None:
        if name == "days" and self.days.ticks:
            next(iter(self.days.ticks.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        self._visits.clear()
        super().showEvent(event)

    def first_focus(self) -> QWidget | None:
        return self.rows["name"]

    def memory(self) -> object:
        edited = any(row.is_edited() for row in self.rows.values())
        return True if self.isHidden() and not edited and not self.starter.is_open else None

    def draft(self) -> object:
        return {name: row.editor.draft() for name, row in self.rows.items() if row.is_edited()} or None

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, dict):
            self._begun = draft

    def flush(self) -> None:
        for row in self.rows.values():
            row.settle()

    def close_opened(self) -> bool:
        if self.starter.is_open:
            self.starter.close_panel()
            return True
        return False

    # Keeping

    @Slot(str, object)
    def on_kept(self, name: str, value: Any) -> None:
        """Keep a field."""
        shop_id = self.bridge.ws.shop_id
        if shop_id is None:
            return
        if unknown := self._unknown(name, value):
            self.rows[name].show_wrong(unknown)
            return
        if name in WORDS and self.follow.isChecked():
            self._keep_word(shop_id, name, value)
            return
        done = self.bridge.change(Shop, shop_id, inline=True, **{name: value})
        if name in done.fields:
            self.rows[name].show_wrong(done.fields[name])
        elif done:
            self.rows[name].show_value(getattr(self.bridge.ws.shop, name))

    def _keep_word(self, shop_id: int, name: str, value: str) -> None:
        """Keep a word, and put it into the shop's own texts where the word before stands.

        One step, with what was done to its other field just before.
        """
        from cxdesk.services import vocabulary

        workspace = self.bridge.ws
        before, kinds = workspace.shop.words(), tuple(workspace.kinds)

        def act(tx: Transaction) -> int:
            tx.change(Shop, shop_id, **{name: value})
            return vocabulary.follow(tx, kinds, before, tx.get(Shop, shop_id).record.words())

        visit = self._visits.setdefault(WORDS[WORDS.index(name) // 2 * 2], object())
        done = self.bridge.act(_("change the shop's words"), act, inline=True, visit=visit)
        if name in done.fields:
            self.rows[name].show_wrong(done.fields[name])
        elif done:
            self.rows[name].show_value(getattr(self.bridge.ws.shop, name))
            if done.value:
                one, many = N_("{n} of your texts says it too now"), N_("{n} of your texts say it too now")
                self.bridge.notice.emit(ngettext(one, many, done.value), self.bridge.undo_text())

    @Slot(object)
    def on_days_kept(self, days: tuple[str, ...]) -> None:
        """Keep the opening days."""
        shop_id = self.bridge.ws.shop_id
        if shop_id is not None:
            self.bridge.change(Shop, shop_id, opening_days=days)

    @Slot(str)
    def on_typed(self, name: str) -> None:
        """Show the head of a sheet, and an example of dates and money, with what is typed so far."""
        if not name or name in _WRITTEN:
            self._show_example()
        if not name or name == "brand_colour":
            colour = str(self.rows["brand_colour"].editor.value())
            self.shade.show_colour(colour, self.bridge.ws.shop.language)
        if name and name not in _SHOWN:
            return
        typed = {}
        for shown in _SHOWN:
            row = self.rows[shown]
            if row.is_edited():
                try:
                    typed[shown] = row.editor.read()
                except UserError:
                    continue
        self.preview.show_typed(typed)

    def _show_example(self) -> None:
        """Show how a date and an amount are written; while one types, only what is known."""
        language, currency = (str(self.rows[name].editor.draft()).strip() for name in _WRITTEN)
        shop = self.bridge.ws.shop
        language = language if formats.is_language(language) else shop.language
        currency = currency if formats.is_currency(currency) else shop.currency
        self.example.setText(_("As in: {example}").format(example=formats.example_text(language, currency)))

    def _unknown(self, name: str, value: str) -> str:
        """Say why a country or a currency can't be kept, or nothing."""
        if name == "language" and not formats.is_language(value):
            return _("There is no way of writing called {value}. Write it as en-US or de-DE.").format(
                value=value
            )
        if name == "currency" and not formats.is_currency(value):
            return _("There is no currency called {value}. Write three letters such as EUR or USD.").format(
                value=value
            )
        return ""

    # The sample

    @Slot()
    def start_own(self) -> None:
        """Go to the start page."""
        self.bridge.go_to("start")

    @Slot()
    def remove_sample(self) -> None:
        """Remove the file of the sample shop, after asking."""
        remove_sample(self.bridge, self)
