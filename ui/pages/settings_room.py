"""Settings of this computer: they apply at once and stay when another shop is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxdesk import i18n, paths
from cxdesk.i18n import N_, _
from cxdesk.settings import settings_file
from ui import messages, theme
from ui.about import about_text
from ui.header_action import make_action
from ui.pages.base import Page
from ui.protection.card import ProtectionCard
from ui.start.place_cards import DataFolderCard, SecondPlaceCard
from ui.widgets import (
    Card,
    ChoiceBox,
    ElidedLabel,
    FieldLabel,
    LinkButton,
    PageScroll,
    PlainLabel,
    SectionHeading,
    TextField,
)
from ui.widgets.in_order import reveal

if TYPE_CHECKING:
    from cxdesk.events import Event
    from ui.bridge import Bridge

THEMES = (
    ("system", N_("Like the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)
TEXT_SIZES = range(90, 151, 10)
# Each in its own words, so that it is found by whoever reads no other.
LANGUAGES = {"en": "English", "de": "Deutsch"}


class SettingsPage(Page):
    """Your name, how it looks, a second place for backups, where the files are."""

    tables = frozenset()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.start_action = make_action(_("Start page"), self.go_to_start, self, icon="left")
        self._build()
        bridge.settings_changed.connect(self.show_settings)
        bridge.backup_made.connect(self.show_settings)
        bridge.workspace_opened.connect(self.show_settings)
        bridge.workspace_closed.connect(self.show_settings)

    # Building

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = PageScroll(spacing=14)
        outer.addWidget(area)
        self.second = SecondPlaceCard(self.bridge)
        self.folder = DataFolderCard(self.bridge)
        self.protection = ProtectionCard(self.bridge)
        area.add_columns(
            (self._you(), self._look(), self.protection),
            (self.second, self.folder, self._files(), self._about()),
        )

    def _you(self) -> Card:
        card = _card(_("You"))
        self.name_field = TextField()
        self.name_field.setMaxLength(80)
        self.name_field.editingFinished.connect(self.keep_name)
        _put(card, _("Your name"), self.name_field)
        card.body.addWidget(_quiet(_("The history shows it beside every change you make on this computer.")))
        return card

    def _look(self) -> Card:
        card = _card(_("How it looks"))
        self.theme_box = ChoiceBox()
        for key, label in THEMES:
            self.theme_box.addItem(_(label), key)
        self.theme_box.activated.connect(self.keep_theme)
        self.size_box = ChoiceBox()
        for percent in TEXT_SIZES:
            self.size_box.addItem(f"{percent} %", percent)
        self.size_box.activated.connect(self.keep_text_size)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for label, box in ((_("Colours"), self.theme_box), (_("Text size"), self.size_box)):
            column = QVBoxLayout()
            column.setSpacing(theme.px(3))
            column.addWidget(FieldLabel(label, buddy=box))
            column.addWidget(box)
            row.addLayout(column, 1)
        card.body.addLayout(row)
        self.language_box = ChoiceBox()
        self.language_box.addItem(_("Like the system"), "")
        for key in i18n.languages():
            name = LANGUAGES.get(key, key)
            part = key not in i18n.COMPLETE
            self.language_box.addItem(_("{name} (in part)").format(name=name) if part else name, key)
        self.language_box.activated.connect(self.keep_language)
        _put(card, _("Language of the program"), self.language_box)
        self.language_line = _quiet(_("It is spoken from the next start on; nothing is lost until then."))
        self.language_line.hide()
        card.body.addWidget(self.language_line)
        return card

    def _files(self) -> Card:
        card = _card(_("Where your files are"))
        self.places: dict[str, ElidedLabel] = {}
        self._open_buttons: dict[QPushButton, str] = {}
        for name, label in (
            ("file", _("This shop")),
            ("backups", _("Its backups")),
            ("settings", _("Settings and window places")),
            ("log", _("Log files, without anything you typed")),
        ):
            row = QHBoxLayout()
            words = QVBoxLayout()
            words.setSpacing(0)
            place = ElidedLabel()
            words.addWidget(PlainLabel(label, tone="secondary", size="small"))
            words.addWidget(place)
            row.addLayout(words, 1)
            button = LinkButton(_("Show"))
            button.setAccessibleName(_("Show the folder: {name}").format(name=label))
            button.clicked.connect(self.open_place)
            row.addWidget(button)
            card.body.addLayout(row)
            self.places[name] = place
            self._open_buttons[button] = name
        return card

    def _about(self) -> Card:
        card = _card(_("About"))
        for paragraph in about_text().split("\n\n"):
            card.body.addWidget(PlainLabel(paragraph, wrap=True))
        return card

    # What the window asks

    def subtitle(self) -> str:
        return _("For this computer; they apply at once")

    def header_actions(self) -> list[QAction]:
        return [self.start_action] if self.bridge.workspace is None else []

    def refresh(self, event: Event | None) -> None:
        self.show_settings()

    def first_focus(self) -> QWidget | None:
        return self.name_field

    def show_place(self, name: str) -> None:
        if name == "protection":
            button = self.protection.first_focus()
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(button)

    def memory(self) -> object:
        return True if self.isHidden() else None  # the text size may be being chosen here right now

    def flush(self) -> None:
        self.keep_name()

    @Slot()
    def show_settings(self) -> None:
        """Show what is set."""
        kept = self.bridge.settings
        if not self.name_field.hasFocus():
            self.name_field.setText(kept.your_name)
        self.name_field.setPlaceholderText("" if kept.your_name else kept.who)
        self.theme_box.setCurrentIndex(max(0, self.theme_box.findData(kept.theme)))
        self.language_box.setCurrentIndex(max(0, self.language_box.findData(kept.language)))
        nearest = min(TEXT_SIZES, key=lambda size: abs(size - kept.text_size))
        self.size_box.setCurrentIndex(self.size_box.findData(nearest))
        self.second.show_settings()
        self.folder.show_settings()
        self.protection.show_settings()
        for name, place in self.places.items():
            where = self._place(name)
            place.setText(str(where) if where else "–")
        for button, name in self._open_buttons.items():
            button.setEnabled(self._place(name) is not None)

    def _place(self, name: str) -> Path | None:
        workspace = self.bridge.workspace
        if name in {"file", "backups"}:
            if workspace is None:
                return None
            return workspace.path if name == "file" else workspace.path.parent / "backups"
        return settings_file() if name == "settings" else paths.log_dir()

    # Keeping

    def _keep(self) -> None:
        self.bridge.settings.save()
        self.bridge.settings_changed.emit()

    @Slot()
    def keep_name(self) -> None:
        """Keep your name."""
        name = " ".join(self.name_field.text().split())
        if name != self.bridge.settings.your_name:
            self.bridge.settings.your_name = name
            self._keep()

    @Slot()
    def keep_theme(self) -> None:
        """Show the colours that were chosen."""
        self.bridge.settings.theme = cast("theme.Mode", self.theme_box.currentData())
        self._keep()

    @Slot()
    def keep_language(self) -> None:
        """Speak the language that was chosen, from the next start on."""
        self.bridge.settings.language = str(self.language_box.currentData())
        self.language_line.show()
        self._keep()

    @Slot()
    def keep_text_size(self) -> None:
        """Show texts in the size that was chosen."""
        self.bridge.settings.text_size = int(self.size_box.currentData())
        self._keep()

    @Slot()
    def open_place(self) -> None:
        """Show a folder."""
        button = self.sender()
        where = self._place(self._open_buttons[button]) if isinstance(button, QPushButton) else None
        if where is not None:
            messages.open_folder(where if where.is_dir() else where.parent)

    @Slot()
    def go_to_start(self) -> None:
        """Go back to the start page."""
        self.bridge.go_to("start")


def _card(heading: str) -> Card:
    card = Card(spacing=8)
    card.body.addWidget(SectionHeading(heading))
    return card


def _put(card: Card, label: str, field: QWidget) -> None:
    column = QVBoxLayout()
    column.setSpacing(theme.px(3))
    column.addWidget(FieldLabel(label, buddy=field))
    column.addWidget(field)
    card.body.addLayout(column)


def _quiet(text: str) -> PlainLabel:
    return PlainLabel(text, tone="secondary", size="small", wrap=True)
