"""The pillars of a service vision, each a small card of two fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.pillar import Pillar
from cxdesk.errors import CxDeskError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow
from ui.standards.add_field import AddField
from ui.standards.section import capitals
from ui.widgets import Card, IconButton, PlainLabel
from ui.widgets.wrapped import WrappedLabel


class PillarCard(Card):
    """One pillar. Alt+Up and Alt+Down move it."""

    move_wanted = Signal(int, int)
    remove_wanted = Signal(int)

    def __init__(self, bridge: Bridge, stored: Stored[Pillar], parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=10, spacing=6)
        self.bridge = bridge
        self.pillar = stored.id
        self.set_flat(True)
        context = FormContext(bridge)
        fields = spec_of(Pillar).fields
        self.rows = {name: EditorRow(fields[name], context) for name in ("title", "meaning")}
        top = QHBoxLayout()
        top.setSpacing(theme.px(2))
        self.number = PlainLabel(tone="brand", size="heading")
        self.number.setContentsMargins(theme.px(2), 0, theme.px(6), 0)
        self.up = IconButton("up", _("Move up"), side=24)
        self.down = IconButton("down", _("Move down"), side=24)
        self.cross = IconButton("close", _("Remove this pillar"), side=24)
        top.addWidget(self.number)
        top.addWidget(self.rows["title"], 1)
        for button in (self.up, self.down, self.cross):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is self.cross else Qt.FocusPolicy.NoFocus)
            top.addWidget(button)
        self.body.addLayout(top)
        self.body.addWidget(self.rows["meaning"])
        for row in self.rows.values():
            row.label.hide()  # what is what can be seen; screen readers have the names
            row.show_value(getattr(stored.record, row.name))
            row.kept.connect(self.on_kept)
            row.rested.connect(self.on_rested)
        self.up.clicked.connect(self.on_up)
        self.down.clicked.connect(self.on_down)
        self.cross.clicked.connect(self.on_cross)

    def show_record(self, stored: Stored[Pillar], last: int, *, read_only: bool) -> None:
        """Show what is kept, unless something else is being typed."""
        self.number.setText(str(stored.record.position))
        for name, row in self.rows.items():
            row.refresh(getattr(stored.record, name))
            row.editor.set_read_only(read_only)
        self.up.setEnabled(stored.record.position > 1)
        self.down.setEnabled(stored.record.position < last)
        for button in (self.up, self.down, self.cross):
            button.setVisible(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(self.pillar, step)
            return
        super().keyPressEvent(event)

    @Slot(str, object)
    def on_kept(self, name: str, value: Any) -> None:
        """Keep one field."""
        done = self.bridge.change(Pillar, self.pillar, initiator=self, inline=True, **{name: value})
        if done:
            self.rows[name].show_value(value)
        else:
            self.rows[name].show_wrong(done.error.message if done.error else "")

    @Slot(str, object)
    def on_rested(self, name: str, value: Any) -> None:
        """Keep one field while it is typed in."""
        row = self.rows[name]
        try:
            self.bridge.ws.change_in(row.visit, Pillar, self.pillar, initiator=self, **{name: value})
        except CxDeskError:
            return  # it is said when the field is left
        row.note_rested(value)
        self.bridge.deliver()

    @Slot()
    def on_up(self) -> None:
        """Ask to be moved up."""
        self.move_wanted.emit(self.pillar, -1)

    @Slot()
    def on_down(self) -> None:
        """Ask to be moved down."""
        self.move_wanted.emit(self.pillar, 1)

    @Slot()
    def on_cross(self) -> None:
        """Ask to be removed."""
        self.remove_wanted.emit(self.pillar)


class Pillars(QWidget):
    """All pillars of one version, and the line to add one."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.vision: int | None = None
        self.cards: dict[int, PillarCard] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(capitals(PlainLabel(_("How we keep it: the pillars"), tone="brand", size="caption")))
        self.empty = WrappedLabel(
            _("Usually three: how well the work is done, how people are treated, how far anybody may go.")
        )
        column.addWidget(self.empty)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(8))
        column.addLayout(self.list)
        self.add_field = AddField(_("Add a pillar…"), longest=60)
        self.add_field.watch(bridge)
        self.add_field.added.connect(self.on_added)
        self.add_field.added_and_on.connect(self.on_added_and_on)
        column.addWidget(self.add_field)

    def show_vision(self, vision: int | None, *, read_only: bool) -> None:
        """Show the pillars of a version."""
        self.vision = vision
        rows = self.bridge.ws.rows(Pillar, vision=vision) if vision is not None else []
        for gone in set(self.cards) - {row.id for row in rows}:
            card = self.cards.pop(gone)
            self.list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, row in enumerate(rows):
            if row.id not in self.cards:
                self.cards[row.id] = self._new_card(row)
            card = self.cards[row.id]
            if self.list.indexOf(card) != place:
                self.list.insertWidget(place, card)
            card.show_record(row, len(rows), read_only=read_only)
        self.empty.setVisible(not rows)
        self.add_field.setVisible(vision is not None and not read_only)

    def _new_card(self, row: Stored[Pillar]) -> PillarCard:
        card = PillarCard(self.bridge, row, self)
        card.move_wanted.connect(self.on_move_wanted)
        card.remove_wanted.connect(self.on_remove_wanted)
        return card

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        found: list[QWidget] = []
        for place in range(self.list.count()):
            item = self.list.itemAt(place)
            card = item.widget() if item is not None else None
            if isinstance(card, PillarCard):
                found += [stop for row in card.rows.values() for stop in row.editor.stops()]
                found.append(card.cross)
        return [*found, self.add_field]

    def flush(self) -> None:
        """Keep what is typed."""
        for card in self.cards.values():
            for row in card.rows.values():
                row.settle()
        self.add_field.keep()

    def _add(self, title: str) -> int | None:
        added = self.bridge.add(Pillar(vision=self.vision, title=title), initiator=self)
        if not added:
            self.add_field.give_back(title)
        return added.value

    @Slot(str)
    def on_added(self, title: str) -> None:
        """Add a pillar; the field is ready for the next one."""
        self._add(title)

    @Slot(str)
    def on_added_and_on(self, title: str) -> None:
        """Add a pillar and go to what it means."""
        pillar = self._add(title)
        if pillar in self.cards:
            self.cards[pillar].rows["meaning"].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int, int)
    def on_move_wanted(self, pillar: int, step: int) -> None:
        """Move a pillar by one place."""
        self.flush()
        row = self.bridge.ws.find(Pillar, pillar)
        if row is not None:
            focus = self.focusWidget()
            self.bridge.move(Pillar, pillar, row.record.position + step, initiator=self)
            if focus is not None:
                focus.setFocus()

    @Slot(int)
    def on_remove_wanted(self, pillar: int) -> None:
        """Move a pillar to the trash."""
        self.bridge.remove(Pillar, pillar, initiator=self, done=_("The pillar is in the trash."))
