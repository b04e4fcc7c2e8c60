"""The form of Five Whys: the problem, the whys, the root, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.standard import Standard
from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from cxdesk.services.recovery import whys
from cxdesk.text import one_line
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.editors import Maker
from ui.recovery.choices import one_of
from ui.recovery.outcome import Outcome
from ui.recovery.type_over import TypeOver
from ui.recovery.why_lines import WhyLines
from ui.standards.side_form import SideForm
from ui.standards.trail_view import TrailView
from ui.widgets import Divider, PlainLabel, PrimaryButton, SectionHeading, TextBox

_FIELDS = ("problem", ("asked_on", "team"), ("defect", "incident"), "root", "rule_was_for", "countermeasure")
_INCIDENTS = 40
"""So many incidents are offered, the newest ones."""


class WhysForm(SideForm):
    """One of them, from the problem to the trail."""

    conclude_wanted = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.lines: WhyLines | None = None
        super().__init__(bridge, FiveWhys, _FIELDS, _("Five Whys"), parent)
        self._wanted: tuple[QWidget, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.on_laid_out)

    def makers(self) -> Mapping[str, Maker]:
        context = self.context
        return {
            "defect": one_of(partial(_defects, context)),
            "incident": one_of(partial(_incidents, context)),
        }

    def dress(self, body: QVBoxLayout) -> None:
        super().dress(body)
        inside = body.parentWidget()
        self.number = PlainLabel("", inside, tone="secondary", size="small")
        body.insertWidget(1, self.number)
        place = body.indexOf(self.rows["root"])
        self.why_heading = SectionHeading(_("Why?"), inside)
        self.lines = WhyLines(self.bridge, self.context, inside)
        self.lines.ended.connect(self.on_ended)
        self.lines.entered.connect(self.on_entered)
        root = self.rows["root"].editor.target
        if isinstance(root, TextBox):
            TypeOver(root)
        self.unproven = PlainLabel("", inside, tone="secondary", size="small", wrap=True)
        above: tuple[QWidget, ...] = (self.unproven, self.lines, self.why_heading)
        for part in above:
            body.insertWidget(place, part)
        act = QHBoxLayout()
        self.act_button = PrimaryButton(_("What changes…"), inside, icon="right")
        self.act_button.clicked.connect(self.on_act)
        act.addWidget(self.act_button)
        act.addStretch(1)
        self.outcome = Outcome(self.bridge, inside)
        self.trail = TrailView(self.bridge, inside)
        self.line = Divider(inside)
        end = body.count() - 1
        body.insertLayout(end, act)
        below: tuple[QWidget, ...] = (self.outcome, self.line, self.trail)
        for part in below:
            end += 1
            body.insertWidget(end, part)

    def field_stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        for name, row in self.rows.items():
            if name == "root" and self.lines is not None:
                stops += self.lines.stops()
            stops += row.editor.stops()
        return [*stops, self.act_button, *self.outcome.stops(), *self.trail.stops()]

    def show_more(self) -> None:
        super().show_more()
        shown, there = self.record_id, self.lines
        if there is None:
            return
        always: tuple[QWidget, ...] = (there, self.why_heading, self.act_button, self.line)
        for asked in always:
            asked.setVisible(shown is not None)
        row = self.bridge.ws.find(FiveWhys, shown)
        if row is None:
            none: tuple[QWidget, ...] = (self.outcome, self.trail, self.unproven, self.number)
            for hidden in none:
                hidden.hide()
            return
        there.show_of(shown)
        bare = whys.unproven(there.stored)
        self.unproven.setVisible(bool(bare) and len(there.stored) > 0)
        self.unproven.setText(_bare_text(bare))
        self.number.setVisible(bool(row.record.number))
        self.number.setText(_("From the sheet {number}").format(number=row.record.number))
        self.outcome.show_of(shown)
        self.trail.show_of("five_whys", row.id)
        self.act_button.setEnabled(not self.bridge.ws.read_only)

    def asked(self) -> object:
        return self.lines.draft() if self.lines is not None else None

    def ask_again(self, asked: Any) -> None:
        if self.lines is not None:
            self.lines.show_draft(asked)

    def has_unkept(self) -> bool:
        return super().has_unkept() or (self.lines is not None and self.lines.is_edited())

    def flush(self) -> bool:
        if self.lines is not None:
            self.lines.flush()
        return super().flush()

    def enter(self) -> None:
        """Go to the next why, or to the problem where none is asked."""
        if self.lines is not None and self.record_id is not None:
            self.lines.enter()
        else:
            self.focus_first()

    @Slot()
    def on_ended(self) -> None:
        """Go on to the root: what the last why says is proposed where nothing is there."""
        self.focus_on("root")
        editor = self.rows["root"].editor
        stored = self.lines.stored if self.lines is not None else []
        if stored and not str(editor.draft()).strip():
            editor.show_draft(stored[-1].record.text)
            box = editor.target
            if isinstance(box, TextBox):
                box.selectAll()
        self._reveal(self.rows["root"])

    @Slot(int)
    def on_entered(self, place: int) -> None:
        """Let the why be seen that is typed next."""
        if self.lines is not None:
            self._reveal(self.lines.lines[place])

    def _reveal(self, *parts: QWidget) -> None:
        """Scroll to parts once they have their places; the last of them is seen for certain."""
        self._wanted = parts
        self._later.start()

    @Slot()
    def on_laid_out(self) -> None:
        """Scroll to what was wanted."""
        for part in self._wanted:
            if isValid(part) and part.isVisible():
                self.area.ensureWidgetVisible(part)
        self._wanted = ()

    @Slot()
    def on_act(self) -> None:
        """Ask what is to change."""
        if self.record_id is not None:
            self.flush()
            self.conclude_wanted.emit(self.record_id)

    def show_result(self) -> None:
        """Bring into view what came of it, with the keyboard at the first thing to do."""
        self.outcome.show_of(self.record_id)
        first = next((stop for stop in self.outcome.stops() if not stop.isHidden()), self.trail.list)
        first.setFocus(Qt.FocusReason.TabFocusReason)
        self._reveal(self.outcome if not self.outcome.isHidden() else self.trail, first)


def _bare_text(bare: list[int]) -> str:
    numbers = ", ".join(str(place) for place in bare)
    words = ngettext(
        "Why {numbers} is a guess so far: go and see, or ask who was there.",
        "Whys {numbers} are guesses so far: go and see, or ask who was there.",
        len(bare),
    )
    return words.format(numbers=numbers)


def _defects(context: FormContext) -> list[tuple[int, str]]:
    rows = context.ws.rows(Standard, kind="defect")
    return [(row.id, row.record.text) for row in rows if row.record.status != "retired"]


def _incidents(context: FormContext) -> list[tuple[int, str]]:
    days = context.ws.columns(Incident, "happened_on", "id")
    newest = sorted(((day, one) for day, one in days if day is not None), reverse=True)[:_INCIDENTS]
    happened = {one: context.ws.get(Incident, one).record.happened for _day, one in newest}
    return [
        (one, f"{date_text(day, context.language)} · {one_line(happened[one], 60)}") for day, one in newest
    ]
