"""Mappings that are kept under a name: chosen, kept, renamed, removed."""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.import_mapping import ImportMapping
from cxdesk.i18n import _
from cxdesk.services.contacts.columns import field_of
from cxdesk.services.imports import kept_mappings
from cxdesk.services.imports.kept_mappings import Kept
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.plans import Target
from cxdesk.services.imports.tables import Table
from cxdesk.text import one_line
from ui import theme
from ui.widgets import ChoiceBox, FieldLabel, FlowLayout, LinkButton, PlainLabel
from ui.widgets.fields import TextField

if TYPE_CHECKING:
    from ui.bridge import Bridge

BY_HEADINGS = 0


class _NameField(TextField):
    """Enter and Escape are about the name: the window's own buttons must not take them."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.accept()


class MappingBar(QWidget):
    """Which kept mapping the columns are read by, if any, and keeping what was chosen by hand."""

    chosen = Signal(object)
    """A mapping to read the columns by, None for what the headings say."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._target: Target | None = None
        self._table: Table | None = None
        self._there: list[Kept] = []
        self._now = Mapping()
        self._renaming = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        row = QWidget(self)
        flow = FlowLayout(row)
        self.choice = QWidget(row)
        pair = QHBoxLayout(self.choice)
        pair.setContentsMargins(0, 0, 0, 0)
        self.box = ChoiceBox(self.choice)
        pair.addWidget(FieldLabel(_("Columns as kept under"), self.choice, buddy=self.box))
        pair.addWidget(self.box)
        self.keep = LinkButton(_("Keep these columns…"), row, icon="add")
        self.rename = LinkButton(_("Rename…"), row, icon="edit")
        self.remove = LinkButton(_("Remove"), row, icon="delete")
        self.name = _NameField(row, name=_("Name of these columns"))
        self.name.setPlaceholderText(_("A name, such as that of the program"))
        self.name.setMaxLength(120)
        self.name.setMinimumWidth(theme.px(220))
        for part in (self.choice, self.keep, self.rename, self.remove, self.name):
            flow.addWidget(part)
        column.addWidget(row)
        self.told = PlainLabel("", self, tone="secondary", wrap=True)
        column.addWidget(self.told)
        self.box.activated.connect(self.on_chosen)
        self.keep.clicked.connect(self.on_keep)
        self.rename.clicked.connect(self.on_rename)
        self.remove.clicked.connect(self.on_remove)
        self.name.returnPressed.connect(self.on_named)
        self.name.left.connect(self.on_left)
        self.name.hide()
        self.hide()

    @property
    def fixed(self) -> Map[str, str]:
        """What the chosen mapping says of all lines."""
        one = self._chosen
        return one.mapping.fixed if one is not None else {}

    def show_table(self, target: Target, table: Table) -> Mapping | None:
        """Offer the mappings that a table can be read by; return the one that was kept for such a table."""
        self._target, self._table = target, table
        found = kept_mappings.fitting(self._bridge.ws, target.kind, table)
        self._fill(found.id if found is not None else BY_HEADINGS)
        words = _("These columns are known: they are read as kept under “{name}”.")
        self._tell(words.format(name=one_line(found.name, 60)) if found is not None else "")
        return found.mapping if found is not None else None

    def offer(self, mapping: Mapping) -> None:
        """Take note of what is chosen now; offer to keep it where that was done by hand."""
        self._now = mapping
        self._show_state()

    @Slot()
    def on_chosen(self) -> None:
        """Read the columns by another mapping."""
        self._tell("")
        one = self._chosen
        self._show_state()
        self.chosen.emit(one.mapping if one is not None else None)

    @Slot()
    def on_keep(self) -> None:
        """Ask for a name."""
        one = self._chosen
        self._ask(one.name if one is not None else "", renaming=False)

    @Slot()
    def on_rename(self) -> None:
        """Ask for another name."""
        one = self._chosen
        if one is not None:
            self._ask(one.name, renaming=True)

    @Slot()
    def on_named(self) -> None:
        """Keep, or rename, under the name that was typed."""
        name, one, target, table = self.name.text().strip(), self._chosen, self._target, self._table
        if not name or target is None or table is None:
            return
        if self._renaming and one is not None:
            self._bridge.change(ImportMapping, one.id, name=name)
            number, said = one.id, ""
        else:
            done = self._bridge.act(
                _("keep a mapping"),
                lambda tx: kept_mappings.keep(tx, target.kind, name, self._now, table),
            )
            number = done.value or BY_HEADINGS
            said = _("Kept: the next file with these columns is read by “{name}”.").format(name=name)
        self.name.hide()
        self._fill(number)
        self._tell(said)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_left(self) -> None:
        """Give the name up."""
        self.name.hide()
        (self.rename if self._renaming else self.keep).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_remove(self) -> None:
        """Remove the chosen mapping; the columns stay as they are chosen."""
        one = self._chosen
        if one is not None:
            said = _("“{name}” is removed.").format(name=one_line(one.name, 60))
            self._bridge.remove(ImportMapping, one.id, done=said)
            self._fill(BY_HEADINGS)
            self._tell("")
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _chosen(self) -> Kept | None:
        return next((one for one in self._there if one.id == self.box.currentData()), None)

    def _ask(self, name: str, *, renaming: bool) -> None:
        self._renaming = renaming
        self.name.setText(name)
        self.name.show()
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _fill(self, chosen: int) -> None:
        if self._target is None or self._table is None:
            return
        self._there = kept_mappings.usable(self._bridge.ws, self._target.kind, self._table)
        self.box.clear()
        self.box.addItem(_("none: as the headings say"), BY_HEADINGS)
        for one in self._there:
            self.box.addItem(one_line(one.name, 40), one.id)
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self._show_state()

    def _show_state(self) -> None:
        one, target, table = self._chosen, self._target, self._table
        if target is None or table is None:
            return
        usual = one.mapping if one is not None else target.proposed(table)
        free = bool(self._now.columns or self._now.wide) and _choice(self._now) != _choice(usual)
        self.choice.setVisible(bool(self._there))
        writes = not self._bridge.ws.read_only
        self.keep.setVisible(free and writes and not table.cards)
        for button in (self.rename, self.remove):
            button.setVisible(one is not None and writes)
        self.setVisible(bool(self._there) or free)


def _choice(mapping: Mapping) -> tuple[object, ...]:
    """Return what somebody can have chosen."""
    # Which of several phones is the first is no choice: the headings tell which one is preferred.
    columns = {heading: field_of(field) for field, heading in mapping.columns.items()}
    return columns, dict(mapping.wide), dict(mapping.fixed), mapping.decimal, mapping.dates, mapping.cadence
