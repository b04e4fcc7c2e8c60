"""The whys of a problem: each with what shows that it is so. Enter goes on to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.why import Why
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.services.recovery import whys
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.drafts import Draft, put_back, taken
from ui.forms.editors import EditorRow
from ui.forms.layout import SideBySide
from ui.widgets import Picture, PlainLabel, TextBox

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class WhyLine(QWidget):
    """One why and its evidence."""

    kept = Signal(int)
    """Its place, from 0: something of it is to be kept."""
    went_on = Signal(int)

    def __init__(self, place: int, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.stored: Stored[Why] | None = None
        fields = spec_of(Why).fields
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        both = SideBySide(self)
        label = _("Why {n}? Because…").format(n=place + 1)
        # Empty is fit to be kept here: it takes the why out.
        self.text = EditorRow(fields["text"]._replace(required=False), context, both, label=label, hint="")
        known = _("How we know (why {n})").format(n=place + 1)
        self.evidence = EditorRow(fields["evidence"], context, both, label=known, hint="")
        for row in (self.text, self.evidence):
            row.label.setText(row.label.text().removesuffix(" *"))
            row.kept.connect(self.on_kept)
            row.rested.connect(self.on_rested)
            box = row.editor.target
            if isinstance(box, TextBox):
                box.set_least(1)
            box.installEventFilter(self)
            both.add(row)
        self.evidence.label.setText(_("How we know"))
        column.addWidget(both)
        mark = QHBoxLayout()
        mark.setSpacing(theme.px(6))
        self.picture = Picture("info", self, side=14, role="warning")
        self.mark = PlainLabel(_("Nothing shows yet that it is so."), self, tone="secondary", size="small")
        mark.addWidget(self.picture)
        mark.addWidget(self.mark, 1)
        column.addLayout(mark)

    def show_why(self, stored: Stored[Why] | None) -> None:
        """Show a why, or room for the next one."""
        same = stored is not None and self.stored is not None and stored.id == self.stored.id
        self.stored = stored
        for row, value in self._values(stored):
            if same or (stored is None and row.is_typed_in()):
                row.refresh(value)
            else:
                row.show_value(value)
        self._show_mark()

    def _values(self, stored: Stored[Why] | None) -> tuple[tuple[EditorRow, str], ...]:
        text, evidence = (stored.record.text, stored.record.evidence) if stored is not None else ("", "")
        return (self.text, text), (self.evidence, evidence)

    def _show_mark(self) -> None:
        bare = self.stored is not None and not self.stored.record.evidence.strip()
        self.picture.setVisible(bare)
        self.mark.setVisible(bare)

    def typed(self) -> tuple[str, str]:
        """Return why and evidence as they stand in the fields."""
        return str(self.text.editor.draft()).strip(), str(self.evidence.editor.draft()).strip()

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be typed."""
        for row in (self.text, self.evidence):
            row.editor.set_read_only(read_only)

    def fields(self) -> tuple[EditorRow, EditorRow]:
        """Return what is typed in."""
        return self.text, self.evidence

    def is_edited(self) -> bool:
        """Tell whether something is typed that is not kept."""
        return self.text.is_edited() or self.evidence.is_edited()

    def settle(self) -> None:
        """Hand on what is typed."""
        self.text.settle()
        self.evidence.settle()

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [*self.text.editor.stops(), *self.evidence.editor.stops()]

    @Slot(str, object)
    def on_kept(self, _name: str, _value: object) -> None:
        """Say that it is to be kept."""
        self.kept.emit(self.place)

    @Slot(str, object)
    def on_rested(self, name: str, value: object) -> None:
        """Keep what is typed in a line that is there; half of a new one is none."""
        if self.stored is not None and str(value).strip():
            self.kept.emit(self.place)
            (self.text if name == "text" else self.evidence).note_rested(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on with Enter; Shift+Enter begins a new line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
            if event.key() in _ENTER and plain:
                self.went_on.emit(self.place)
                return True
        return super().eventFilter(watched, event)


class LinesDraft(NamedTuple):
    """What was typed for the whys of a problem, by the places of the lines, from 0."""

    five_whys: int
    lines: dict[int, Draft]


class WhyLines(QWidget):
    """As many lines as there are whys, and one for the next."""

    ended = Signal()
    """Enter on an empty line, or on the last one that there may be: on to the root."""
    entered = Signal(int)
    """The place of the line that the cursor was put into."""

    def __init__(self, bridge: Bridge, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.five_whys: int | None = None
        self._begun: LinesDraft | None = None
        """What waits until its problem is shown."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.lines = [WhyLine(place, context, self) for place in range(whys.MOST)]
        for line in self.lines:
            line.kept.connect(self.on_kept)
            line.went_on.connect(self.on_went_on)
            column.addWidget(line)

    def show_of(self, five_whys: int | None) -> None:
        """Show the whys of a problem."""
        self.five_whys = five_whys
        rows = whys.of(self.bridge.ws, five_whys) if five_whys is not None else []
        read_only = self.bridge.ws.read_only
        for place, line in enumerate(self.lines):
            line.show_why(rows[place] if place < len(rows) else None)
            line.setVisible(place < len(rows) + (not read_only))
            line.set_read_only(read_only=read_only)
        begun = self._begun
        if begun is not None and begun.five_whys == five_whys:
            self._begun = None
            for place, draft in begun.lines.items():
                put_back(self.lines[place].fields(), draft)

    def draft(self) -> LinesDraft | None:
        """Return what can't be kept as it is, None for nothing."""
        lines = {line.place: taken(line.fields()) for line in self.lines if line.is_edited()}
        if self.five_whys is None or not lines:
            return self._begun
        return LinesDraft(self.five_whys, lines)

    def show_draft(self, draft: LinesDraft) -> None:
        """Go on with what was typed in lines before these, once its problem is shown."""
        self._begun = draft

    @property
    def stored(self) -> Sequence[Stored[Why]]:
        """The whys that are kept."""
        return [line.stored for line in self.lines if line.stored is not None]

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [stop for line in self.lines if not line.isHidden() for stop in line.stops()]

    def enter(self) -> None:
        """Put the cursor into the first line that says nothing."""
        shown = [line for line in self.lines if not line.isHidden()]
        if shown:
            self._go_to(shown[-1])

    def _go_to(self, line: WhyLine) -> None:
        line.text.setFocus(Qt.FocusReason.TabFocusReason)
        self.entered.emit(line.place)

    def is_edited(self) -> bool:
        """Tell whether something is typed that is not kept."""
        return any(line.is_edited() for line in self.lines)

    def flush(self) -> None:
        """Keep what is typed."""
        for line in self.lines:
            if not line.isHidden() and line.is_edited():
                line.settle()

    @Slot(int)
    def on_kept(self, place: int) -> None:
        """Keep a line: a new one is added, one that says nothing any more goes."""
        line, five_whys = self.lines[place], self.five_whys
        text, evidence = line.typed()
        if five_whys is None or self.bridge.workspace is None:
            return
        stored = line.stored
        done = True
        if stored is None:
            if text:  # evidence alone waits for its why
                act = self.bridge.act(
                    _("add why"), lambda tx: whys.add(tx, five_whys, text, evidence), initiator=self
                )
                done = bool(act)
        elif not text:
            words = _("The why is in the trash.")
            done = bool(self.bridge.remove(Why, stored.id, initiator=self, done=words))
        elif (text, evidence) != (stored.record.text, stored.record.evidence):
            change = self.bridge.change(Why, stored.id, initiator=self, text=text, evidence=evidence)
            done = bool(change)
        if done and (text or stored is not None):
            line.stored = None  # what is kept is shown as it was kept
            self.show_of(five_whys)

    @Slot(int)
    def on_went_on(self, place: int) -> None:
        """Keep the line and go on to the next why; from an empty one to the root."""
        line = self.lines[place]
        said = bool(line.typed()[0])
        line.settle()
        if said and place + 1 < len(self.lines) and not self.lines[place + 1].isHidden():
            self._go_to(self.lines[place + 1])
        elif not said or place + 1 == len(self.lines):
            self.ended.emit()
