"""When the shop is open, day by day: “9:00–12:30, 14:00–18:00” in a line."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.errors import UserError
from cxdesk.formats import time_text
from cxdesk.i18n import _
from cxdesk.periods import WEEKDAYS
from cxdesk.services.recovery.clocks import Span
from cxdesk.typed import parse_time
from ui import theme
from ui.bridge import Bridge
from ui.forms.drafts import Draft, put_back, taken
from ui.forms.editors import Sentence
from ui.recovery import acts
from ui.widgets import Card, FieldLabel, LinkButton, PageScroll, PrimaryButton, SectionHeading, TextField
from ui.widgets.in_order import InOrder, takes_tab
from ui.widgets.wrapped import WrappedLabel

_BETWEEN = re.compile(r"\s*[,;+]\s*")
_TO = re.compile(r"\s*(?:–|—|-|\bto\b|\bbis\b)\s*")


class HoursCard(InOrder):
    """The view's other face for opening hours; the clocks of incidents count them."""

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._as_kept: dict[str, str] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = Card(self, margin=16, spacing=8)
        outer.addWidget(card)
        head = QHBoxLayout()
        self.close_button = LinkButton(_("Back to the incidents"), card, icon="left")
        head.addWidget(SectionHeading(_("Opening hours"), card), 1)
        head.addWidget(self.close_button)
        card.body.addLayout(head)
        self.about = WrappedLabel(parent=card, size="body")
        card.body.addWidget(self.about)
        self.area = PageScroll(card, spacing=8)
        inside = self.area.body.parentWidget() or card
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(14))
        form.setVerticalSpacing(theme.px(6))
        self.fields: dict[str, TextField] = {}
        for key, words in WEEKDAYS:
            field = self.fields[key] = TextField(inside, name=_(words))
            field.setMaximumWidth(theme.px(340))
            form.addRow(FieldLabel(_(words), inside, buddy=field), field)
            field.returnPressed.connect(self.keep)
        self.area.body.addLayout(form)
        self.days_button = LinkButton(_("Change the open days…"), inside)
        self.days_button.clicked.connect(self.on_days)
        self.area.body.addWidget(self.days_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.sentence = Sentence(inside)
        self.keep_button = PrimaryButton(_("Keep these hours"), inside, icon="check")
        self.keep_button.clicked.connect(self.keep)
        self.area.body.addWidget(self.sentence)
        self.area.body.addWidget(self.keep_button)
        self.area.body.addStretch(1)
        card.body.addWidget(self.area, 1)
        self.close_button.clicked.connect(self.left)

    def open(self) -> None:
        """Show the hours that are kept."""
        self.reload()
        self.stops()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        """Show the hours as they are kept; those of a closed day are not asked for."""
        ws = self.bridge.ws
        language, open_days = ws.shop.language, set(ws.shop.opening_days) or {key for key, _words in WEEKDAYS}
        kept: dict[str, list[Span]] = {}
        for row in ws.rows(OpeningHours):
            if row.record.opens is not None and row.record.closes is not None:
                kept.setdefault(row.record.weekday, []).append((row.record.opens, row.record.closes))
        example = self._text([(time(9), time(12, 30)), (time(14), time(18))], language)
        self.about.setText(
            _(
                "The clocks of incidents run only while you are open. Without any hours, whole open days"
                " count. Write them as {example}. An open day without hours counts as none at all as soon"
                " as another day has some; a closing time before the opening is after midnight."
            ).format(example=example)
        )
        for key, field in self.fields.items():
            field.setText(self._text(sorted(kept.get(key, [])), language))
            field.setEnabled(key in open_days and not ws.read_only)
            field.setPlaceholderText(_("Closed by the Shop page") if key not in open_days else "")
            field.set_wrong("")
        self.days_button.setVisible(len(open_days) < len(WEEKDAYS))
        self._as_kept = {key: field.text() for key, field in self.fields.items()}
        self.keep_button.setEnabled(not ws.read_only)
        self.sentence.say("")

    def _text(self, spans: list[Span], language: str) -> str:
        return ", ".join(
            f"{time_text(opens, language)}–{time_text(closes, language)}" for opens, closes in spans
        )

    def is_edited(self) -> bool:
        """Tell whether hours are typed that are not kept."""
        return any(self.fields[key].text() != kept for key, kept in self._as_kept.items())

    def draft(self) -> Draft | None:
        """Return what is typed, None for nothing."""
        return taken(self.fields.values()) if self.is_edited() else None

    def show_draft(self, draft: Draft) -> None:
        """Go on with what was typed on a card before this one."""
        self.reload()
        put_back(self.fields.values(), draft)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [
            part
            for part in (*self.fields.values(), self.days_button, self.keep_button, self.close_button)
            if takes_tab(part)
        ]

    def read(self, text: str) -> list[Span]:
        """Return the spans that are typed. Raises UserError."""
        found = []
        for part in filter(None, _BETWEEN.split(text.strip())):
            ends = _TO.split(part)
            if len(ends) != 2:
                raise UserError(
                    _("Write from when to when, with a dash between: “{text}”.").format(text=part)
                )
            opens, closes = (self._time(end) for end in ends)
            found.append((opens, closes))
        return found

    def _time(self, typed: str) -> time:
        """Return a time; a bare hour is that hour."""
        if typed.isdecimal() and int(typed) < 24:
            return time(int(typed))
        return parse_time(typed, self.bridge.ws.shop.language)

    @Slot()
    def keep(self) -> None:
        """Keep the hours, or say at which day something is wrong."""
        week: dict[str, list[Span]] = {}
        for key, field in self.fields.items():
            field.set_wrong("")
            try:
                week[key] = self.read(field.text())
            except UserError as error:
                self._refuse(key, error.message)
                return
        done = acts.set_hours(self.bridge, week)
        for key, words in done.fields.items():
            self._refuse(key, words)
        if done:
            self.left.emit()

    @Slot()
    def on_days(self) -> None:
        """Go where the open days are ticked."""
        self.bridge.show_place("shop", "days")

    def _refuse(self, key: str, words: str) -> None:
        day = _(dict(WEEKDAYS)[key])
        self.sentence.say(_("{day}: {words}").format(day=day, words=words))
        self.fields[key].set_wrong(words)
        self.fields[key].setFocus(Qt.FocusReason.TabFocusReason)
