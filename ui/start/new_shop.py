"""The form of a new shop: name, trade, paper and words on one screen; Enter makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import paths
from cxdesk.entities.shop import PAPERS, Shop
from cxdesk.formats import example_text
from cxdesk.i18n import DEFAULT_WORDS, N_, _
from cxdesk.schema.entity import spec_of
from cxdesk.text import fold
from ui import theme
from ui.start.choice_cards import ChoiceCards
from ui.start.country_box import CountryBox
from ui.start.defaults import COUNTRIES, Defaults, country_name, from_locale, is_known
from ui.start.files import file_name, free_path, short_place
from ui.widgets import (
    Card,
    ChoiceBox,
    FieldLabel,
    PlainLabel,
    PrimaryButton,
    TextField,
)

if TYPE_CHECKING:
    from cxdesk.services.trade_files import Trade

OTHER = "other"
NARROW = 560
"""Below this width the words stand below each other."""
WORDS = (
    ("customer", N_("Whom you serve: one, several")),
    ("staff", N_("Who works here: one, several")),
    ("visit", N_("When they come: one, several")),
)


WIDE_TEXT = 1.2
"""Larger text leaves no room beside the choices for where the file will be."""


@dataclass(frozen=True, slots=True)
class NewShop:
    """What was asked for: the shop, and the trade whose starter content it gets ("" for none)."""

    shop: Shop
    trade: str


class NewShopForm(Card):
    """Name, trade, paper, words."""

    wanted = Signal(object)
    """A `NewShop` that shall be made."""

    def __init__(self, parent: QWidget | None = None, *, locale: QLocale | None = None) -> None:
        super().__init__(parent, margin=20, spacing=10)
        self._locale = locale or QLocale.system()
        self.defaults: Defaults = from_locale(self._locale)
        self._chose_country = False
        self._trades: dict[str, Trade] = {}
        self.body.addWidget(PlainLabel(_("Set up your shop"), size="title"))
        self._make_name()
        self._make_trades()
        self._make_words()
        self._make_foot()
        self.show_place()

    def _make_name(self) -> None:
        self.name_field = TextField(name=_("Name of your shop"), placeholder=_("Such as Willow & Co."))
        self.name_field.setMaxLength(80)
        self.name_field.textChanged.connect(self.on_name_changed)
        self.body.addLayout(_labelled(_("Name of your shop"), self.name_field))

    def _make_trades(self) -> None:
        self.trade_label = FieldLabel(
            _("What do you do? You begin with standards for it, and make them yours.")
        )
        self.trade_label.setWordWrap(True)
        self.body.addWidget(self.trade_label)
        self.cards = ChoiceCards()
        self.cards.chosen.connect(self.on_trade_chosen)
        self.body.addWidget(self.cards)

    def _make_words(self) -> None:
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(theme.px(16))
        self._word_columns: list[QVBoxLayout] = []
        self.word_fields: dict[str, TextField] = {}
        labels = {field.name: _(field.label) for field in spec_of(Shop).fields.values()}
        for noun, label in WORDS:
            pair = QHBoxLayout()
            pair.setSpacing(theme.px(6))
            for name, word in zip((f"{noun}_one", f"{noun}_many"), DEFAULT_WORDS[noun], strict=True):
                box = TextField(name=labels[name])
                box.setMaxLength(40)
                _put(box, word)
                pair.addWidget(box)
                self.word_fields[name] = box
            heading = FieldLabel(_(label))
            heading.setBuddy(self.word_fields[f"{noun}_one"])
            column = QVBoxLayout()
            column.setSpacing(theme.px(3))
            column.addWidget(heading)
            column.addLayout(pair)
            self._words.addLayout(column, 1)
            self._word_columns.append(column)
        self.body.addLayout(self._words)

    def _make_foot(self) -> None:
        self.paper_box = ChoiceBox(name=_("Paper"))
        for key, label in PAPERS:
            self.paper_box.addItem(_(label), key)
        self.paper_box.setCurrentIndex(self.paper_box.findData(self.defaults.paper))
        self._make_country()
        self.problem = PlainLabel(tone="danger", wrap=True)
        self.problem.hide()
        self.place = PlainLabel(tone="secondary", size="small", wrap=True)
        self.create_button = PrimaryButton(_("Start"))
        self.create_button.clicked.connect(self.ask)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addStretch(1)
        words.addWidget(self.problem)
        words.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        for label, box in ((_("Country"), self.country_box), (_("Paper"), self.paper_box)):
            column = _labelled(label, box)
            column.insertStretch(0, 1)  # beside more lines than one
            row.addLayout(column)
        if theme.current().scale > WIDE_TEXT:
            self.body.addLayout(words)
            row.addStretch(1)
        else:
            row.addLayout(words, 1)
        row.addWidget(self.create_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addSpacing(theme.px(2))
        self.body.addLayout(row)

    def _make_country(self) -> None:
        """Ask for the country; it settles how dates and money are written, the paper and the week."""
        self.country_box = CountryBox(name=_("Country"))
        self.country_box.setMinimumContentsLength(14)
        here = self._locale.name() if is_known(self._locale) else ""
        if not here:
            self.country_box.addItem(_("Choose yours…"), "")
        tags = dict.fromkeys([*COUNTRIES, *([here] if here else [])])
        named = sorted(((country_name(QLocale(tag)), tag) for tag in tags), key=_by_name)
        for name, tag in named:
            self.country_box.addItem(name, tag)
        self.country_box.setCurrentIndex(max(0, self.country_box.findData(here)))
        self.country_box.activated.connect(self.on_country_chosen)

    def show_trades(self, trades: list[Trade]) -> None:
        """Offer these trades, and one for whoever does something else."""
        self._trades = {trade.trade: trade for trade in trades}
        choices = [(trade.trade, trade.name, trade.about) for trade in trades]
        other = (
            OTHER,
            _("Something else"),
            _("An empty journey: you write the stages and standards yourself."),
        )
        self.cards.set_choices([*choices, other])
        before: QWidget = self.name_field
        for card in self.cards.cards:
            QWidget.setTabOrder(before, card)
            before = card
        QWidget.setTabOrder(before, self.word_fields["customer_one"])

    # What is in it

    @property
    def trade(self) -> Trade | None:
        """The trade that is chosen, if it has starter content."""
        return self._trades.get(self.cards.key)

    def shop(self) -> Shop:
        """Return the shop as it is filled in."""
        trade = self.trade
        values: dict[str, Any] = self.defaults.values()
        values |= {name: box.text().strip() for name, box in self.word_fields.items() if box.text().strip()}
        values["name"] = self.name_field.text()
        values["paper"] = self.paper_box.currentData()
        values["trade"] = trade.trade if trade else ""
        cleaned = spec_of(Shop).cleaned(values)
        return Shop(**cleaned)

    @Slot(str)
    def on_name_changed(self, _text: str) -> None:
        """Say what the file will be called."""
        self.say("")
        self.name_field.set_wrong("")
        self.show_place()

    @Slot(str)
    def on_trade_chosen(self, _key: str) -> None:
        """Take the words of the trade, where none were typed."""
        self.say("")
        words = self.trade.words if self.trade else None
        for noun, default in DEFAULT_WORDS.items():
            for name, own in zip((f"{noun}_one", f"{noun}_many"), default, strict=True):
                box = self.word_fields[name]
                if not box.isModified():
                    _put(box, getattr(words, name) if words else own)
        self._arrange_words()

    @Slot()
    def on_country_chosen(self) -> None:
        """Take paper, money, dates and week of the country."""
        self._chose_country = True
        tag = self.country_box.currentData()
        self.defaults = from_locale(QLocale(tag) if tag else QLocale.c())
        self.paper_box.setCurrentIndex(self.paper_box.findData(self.defaults.paper))
        self.show_place()

    def show_place(self) -> None:
        """Say where the file will be, and what the country settles."""
        name = self.name_field.text()
        path = free_path(paths.new_files_dir(), name if file_name(name) else _("My shop"))
        kept = _("Kept as {file} in {folder}, on this computer only.")
        # How a date is written needs a library that takes long to load: only for who asks.
        language, currency = self.defaults.language, self.defaults.currency
        example = country = ""
        if not self.country_box.currentData():
            written = _("No country chosen: as in {country}, money in {currency}.")
            country = country_name(QLocale(language.replace("-", "_")))
        elif self._chose_country:
            written, example = _("Written as {example}."), example_text(language, currency)
        else:
            written = _("Money in {currency}.")
        self.place.setText(
            f"{kept.format(file=path.name, folder=short_place(path))}"
            f" {written.format(currency=currency, example=example, country=country)}"
        )

    def say(self, sentence: str, box: TextField | None = None) -> None:
        """Say what is missing; "" takes it back."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if box is not None:
            box.set_wrong(sentence)
            box.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Show that the file is being made."""
        self.create_button.setText(_("Setting up…") if busy else _("Start"))
        self.create_button.setEnabled(not busy)

    @Slot()
    def ask(self) -> None:
        """Ask for the shop, or say what is missing."""
        if not self.create_button.isEnabled():
            return
        if not file_name(self.name_field.text()):
            self.say(_("What is your shop called?"), self.name_field)
        elif not self.cards.key:
            self.say(_("Choose what you do; it can be changed later."))
            if self.cards.cards:
                self.cards.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._make_it()

    def _make_it(self) -> None:
        from cxdesk.errors import InputError

        try:
            shop = self.shop()
        except InputError as error:
            name = next(iter(error.fields), "")
            self.say(error.fields.get(name, error.message), self.word_fields.get(name, self.name_field))
            return
        self.say("")
        self.wanted.emit(NewShop(shop, self.trade.trade if self.trade else ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_words()

    def _arrange_words(self) -> None:
        """Put the words beside each other where all of them can be read there."""
        gap = theme.px(16)
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right() - gap * (len(WORDS) - 1)
        needed = sum(column.minimumSize().width() for column in self._word_columns)
        beside = self.width() >= theme.px(NARROW) and needed <= room
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._words.setDirection(way)
        self._words.setSpacing(theme.px(16 if beside else 8))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which the words stand below each other."""
        return QSize(theme.px(400), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ask()
            return
        super().keyPressEvent(event)


def _put(box: TextField, word: str) -> None:
    """Fill in a word, and leave it the room to be read whole."""
    box.setText(word)
    box.setCursorPosition(0)
    box.ensurePolished()
    metrics = box.fontMetrics()
    around = box.sizeHint().width() - 17 * metrics.horizontalAdvance("x")  # a QLineEdit asks for 17 of them
    box.setMinimumWidth(min(theme.px(180), around + metrics.horizontalAdvance(word) + theme.px(2)))


def _labelled(label: str, box: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(3))
    column.addWidget(FieldLabel(label, buddy=box))
    column.addWidget(box)
    return column


def _by_name(country: tuple[str, str]) -> str:
    return fold(country[0])
