"""Results by person: private, hidden until they are asked for, never without how many they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock, periods
from cxdesk.entities.metric import Metric
from cxdesk.entities.person import Person
from cxdesk.entities.person_result import PersonResult
from cxdesk.errors import UserError
from cxdesk.i18n import _, ngettext
from cxdesk.output.charts.words import count_text, period_text
from cxdesk.schema.entity import Stored
from cxdesk.services.metrics import people
from cxdesk.services.metrics.entry import shown as number_shown
from cxdesk.services.metrics.number_reading import read_number
from cxdesk.services.metrics.people import BY_PERSON, PersonLine
from cxdesk.services.metrics.series import NEEDED
from cxdesk.services.metrics.verdict import Written, written_for
from cxdesk.services.open_days import open_days
from cxdesk.services.statistics.figures import exact
from cxdesk.services.statistics.shares import Hits, TooFew
from cxdesk.store.transaction import Transaction
from ui import theme
from ui.bridge import Bridge
from ui.forms.editors import Sentence
from ui.metrics.looks import Shown
from ui.metrics.panel import Panel
from ui.metrics.wording import label_of
from ui.widgets import ElidedLabel, IconButton, PageScroll, PlainLabel, SecondaryButton, TextField
from ui.widgets.wrapped import WrappedLabel

_SPAN = 12
"""So many periods make one result: a single week says nothing about a person."""


class PersonFields(QWidget):
    """One person's numbers for one period."""

    settled = Signal(object)
    """The fields were left with something else in them."""
    step_wanted = Signal(object, int)

    def __init__(self, person: int, name: str, labels: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = person
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(ElidedLabel(name, self), 1)
        self.fields: list[TextField] = []
        for label in labels:
            field = TextField(self, name=_("{person}, {number}").format(person=name, number=label))
            field.setFixedWidth(theme.px(64))
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.installEventFilter(self)
            field.editingFinished.connect(self.on_left)
            self.fields.append(field)
            row.addWidget(field)
        column.addLayout(row)
        self.sentence = Sentence(self)
        column.addWidget(self.sentence)
        self._kept: list[str] = []

    def show_texts(self, texts: list[str]) -> None:
        """Show what is kept."""
        self._kept = list(texts)
        for field, text in zip(self.fields, texts, strict=True):
            field.setText(text)
        self.say("")

    def texts(self) -> list[str]:
        """Return what stands in the fields."""
        return [field.text().strip() for field in self.fields]

    def edited(self) -> bool:
        """Tell whether something else stands in them than is kept."""
        return self.texts() != self._kept

    def say(self, sentence: str) -> None:
        """Say why it is not kept."""
        self.sentence.say(sentence)

    @Slot()
    def on_left(self) -> None:
        """Let what is typed be kept once it is whole."""
        texts = self.texts()
        if self.edited() and (all(texts) or not any(texts)):
            self.settled.emit(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from person to person with Up, Down and Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            last = watched is self.fields[-1]
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} or (enter and last):
                self.on_left()
                self.step_wanted.emit(self, -1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if enter and isinstance(watched, TextField):
                self.fields[self.fields.index(watched) + 1].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


class PeoplePanel(Panel):
    """Numbers of each person at the left, what they come to at the right."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("Results by person"), parent)
        self.start = clock.today()
        self.rows: list[PersonFields] = []
        self._made_for: object = None
        self.about = WrappedLabel(
            _("For a talk in private: on no poster, on no sheet, in no order that chance has made."), self
        )
        self.reveal = SecondaryButton(_("Show results by person"), self, icon="eye")
        self.reveal.clicked.connect(self.on_reveal)
        self.body.addWidget(self.about)
        self.body.addWidget(self.reveal, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside = QWidget(self)
        self.body.addWidget(self.inside, 1)
        self.body.addStretch(0)
        self._build()
        self.inside.hide()

    def _build(self) -> None:
        columns = QHBoxLayout(self.inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.px(18))
        left = QVBoxLayout()
        head = QHBoxLayout()
        self.before = IconButton("left", _("The period before"), self.inside)
        self.after = IconButton("right", _("The period after"), self.inside)
        self.before.clicked.connect(self.on_before)
        self.after.clicked.connect(self.on_after)
        self.when = ElidedLabel(parent=self.inside, size="strong")
        head.addWidget(self.before)
        head.addWidget(self.when, 1)
        head.addWidget(self.after)
        left.addLayout(head)
        self.labels = WrappedLabel(parent=self.inside)
        left.addWidget(self.labels)
        self.area = PageScroll(self.inside, spacing=4)
        left.addWidget(self.area, 1)
        columns.addLayout(left, 5)
        right = QVBoxLayout()
        self.span = PlainLabel(parent=self.inside, size="strong")
        right.addWidget(self.span)
        self.results_area = PageScroll(self.inside, spacing=4)
        self.results = WrappedLabel(parent=self.results_area.widget(), tone="text", size="body")
        self.results_area.body.addWidget(self.results)
        self.results_area.body.addStretch(1)
        right.addWidget(self.results_area, 1)
        columns.addLayout(right, 6)

    # What is shown

    @property
    def revealed(self) -> bool:
        """Whether results are seen."""
        return not self.inside.isHidden()

    def hide_results(self) -> None:
        """Show nothing until it is asked for again."""
        self.inside.hide()
        self.reveal.show()

    def show_metric(self, metric: int | None, shown: Shown | None) -> None:
        if metric != self.metric_id:
            self.flush()
            self.hide_results()
        super().show_metric(metric, shown)
        row = self._metric()
        possible = row is not None and row.record.formula in BY_PERSON
        self.reveal.setEnabled(possible)
        if row is not None and not possible:
            self.about.setText(_("Only shares and scores of counts can be told by person."))
            self.hide_results()
        elif self.revealed:
            self.reload()

    def _metric(self) -> Stored[Metric] | None:
        return self.bridge.ws.find(Metric, self.metric_id)

    @Slot()
    def on_reveal(self) -> None:
        """Show what is private."""
        row = self._metric()
        if row is None:
            return
        first = open_days(self.bridge.ws).first_weekday
        running = periods.start_of(row.record.cadence, clock.today(), first)
        self.start = periods.shifted(row.record.cadence, running, -1)
        self.inside.show()
        self.reveal.hide()
        self.reload()
        self.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        """Show everybody's numbers of the period, and what they come to."""
        row = self._metric()
        if row is None:
            return
        ws, metric = self.bridge.ws, row.record
        today = clock.today()
        here = [one for one in ws.rows(Person) if not one.record.left(today)]
        names = ("first", "second", "third")[: NEEDED[metric.formula]]
        labels = [label_of(metric.formula, place) for place in range(len(names))]
        self._make_rows(here, labels)
        self.labels.setText(" · ".join(labels))
        language = ws.shop.language
        self.when.setText(period_text(metric.cadence, self.start, language))
        self.after.setEnabled(periods.next_start(metric.cadence, self.start) <= today)
        kept = {
            one.record.person: one.record
            for one in ws.rows(PersonResult, metric=row.id, starts_on=self.start)
        }
        for fields in self.rows:
            result = kept.get(fields.person)
            numbers = [getattr(result, name) if result is not None else None for name in names]
            if not fields.edited():
                fields.show_texts(["" if one is None else number_shown(one, language) for one in numbers])
        self._show_results(row)

    def _make_rows(self, here: list[Stored[Person]], labels: list[str]) -> None:
        names = tuple((one.id, one.record.name) for one in here)
        made_for = (self.metric_id, names, tuple(labels), self.start)
        if made_for == self._made_for:
            return
        self._made_for = made_for
        body = self.area.body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for one in here:
            row = PersonFields(one.id, one.record.name, labels, self.area.widget())
            row.show_texts([""] * len(labels))
            row.settled.connect(self.on_settled)
            row.step_wanted.connect(self.on_step)
            row.setDisabled(self.bridge.ws.read_only)
            body.addWidget(row)
            self.rows.append(row)
        if not here:
            body.addWidget(WrappedLabel(_("Nobody is on the Team page yet."), self.area.widget()))
        body.addStretch(1)

    def _show_results(self, row: Stored[Metric]) -> None:
        metric = row.record
        first = periods.shifted(metric.cadence, self.start, 1 - _SPAN)
        lines = people.by_person(self.bridge.ws, row.id, first, self.start)
        written = written_for(self.bridge.ws, metric)
        self.span.setText(_("Over {span}").format(span=count_text(metric.cadence, _SPAN)))
        said = [line_text(metric, line, written) for line in lines]
        if len(lines) > 1 and not lines[0].rank:
            said.append(_("By name: below ten each, an order would be chance."))
        self.results.setText("\n".join(said) or _("Nothing entered yet."))

    def first_focus(self) -> QWidget:
        if not self.revealed:
            return self.reveal if self.reveal.isEnabled() else self.close_button
        return self.rows[0].fields[0] if self.rows else self.before

    def stops(self) -> list[QWidget]:
        if not self.revealed:
            return [self.reveal, self.close_button]
        fields: list[QWidget] = [field for row in self.rows for field in row.fields]
        return [self.close_button, self.before, self.after, *fields]

    def flush(self) -> None:
        for row in self.rows:
            row.on_left()

    def has_unkept(self) -> bool:
        return any(row.edited() for row in self.rows)

    def close_opened(self) -> bool:
        if not self.revealed:
            return False
        self.flush()
        self.hide_results()
        self.reveal.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # Entering

    @Slot()
    def on_before(self) -> None:
        """Show the period before."""
        self._turn(-1)

    @Slot()
    def on_after(self) -> None:
        """Show the period after."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        row = self._metric()
        if row is not None:
            self.flush()
            self.start = periods.shifted(row.record.cadence, self.start, step)
            self.reload()

    @Slot(object, int)
    def on_step(self, row: PersonFields, step: int) -> None:
        """Go to the next person."""
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            field = self.rows[place].fields[0]
            field.setFocus(Qt.FocusReason.TabFocusReason)
            field.selectAll()
            self.area.ensureWidgetVisible(field)

    @Slot(object)
    def on_settled(self, row: PersonFields) -> None:
        """Keep one person's numbers, or say what stands against them."""
        metric, texts = self.metric_id, row.texts()
        if metric is None:
            return
        language = self.bridge.ws.shop.language
        try:
            numbers = [read_number(text, language) for text in texts] if any(texts) else []
        except UserError as error:
            row.say(error.message)
            return
        act = _Keep(metric, row.person, self.start, numbers)
        done = self.bridge.act(_("enter results of a person"), act, initiator=self, inline=True)
        if done:
            row.show_texts([number_shown(one, language) for one in numbers] or [""] * len(texts))
            stored = self._metric()
            if stored is not None:
                self._show_results(stored)
        else:
            row.say(next(iter(done.fields.values()), ""))


class _Keep:
    """One person's numbers of one period; none takes them out."""

    def __init__(self, metric: int, person: int, start: date, numbers: Sequence[Decimal]) -> None:
        self._about = metric, person, start
        self._numbers = numbers

    def __call__(self, tx: Transaction) -> None:
        if self._numbers:
            people.keep(tx, *self._about, self._numbers)
        else:
            people.take_out(tx, *self._about)


def line_text(metric: Metric, line: PersonLine, written: Written) -> str:
    """Return one person's result, with how many it is made of and how sure it is."""
    count = line.counts.n
    if isinstance(line.score, TooFew):
        words = ngettext("{n} answer, too few for a score", "{n} answers, too few for a score", count)
        return f"{line.name}: {words.format(n=count)}"
    low, high = (written.value(metric, exact(edge)) for edge in (line.score.low, line.score.high))
    value = written.value(metric, line.score.value)
    of = (
        _("{k} of {n}").format(k=line.counts.k, n=count)
        if isinstance(line.counts, Hits)
        else _("of {n}").format(n=count)
    )
    place = f"{line.rank}. " if line.rank else ""
    sure = _("{value}, somewhere between {low} and {high}").format(value=value, low=low, high=high)
    return f"{place}{line.name}: {of} · {sure}"
