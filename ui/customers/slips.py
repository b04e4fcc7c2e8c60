"""Keys in what is written on slips: who noted it, about whom, of what sort, and the text. Enter goes on.

Who and when stay for the next slip; so do the customer and the sort, ready to be typed over.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import ALERTS, Preference
from cxdesk.i18n import N_, _, ngettext
from cxdesk.preference_sorts import SORTS
from cxdesk.services.customers import cards
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.customers import acts
from ui.customers.preference_box import LONGEST
from ui.forms import drafts
from ui.forms.lookup import RecordLookup
from ui.forms.paper_card import PaperCard
from ui.standards.section import capitals
from ui.widgets import ChoiceBox, FieldLabel, PlainLabel, PrimaryButton, TextField
from ui.widgets.entity_picker import EntityPicker

_KEYS = (
    (N_("Enter"), N_("keeps the slip, on to the next")),
    (N_("F2"), N_("somebody new")),
    (N_("Alt+1–9"), N_("what it is")),
    (N_("Alt+A"), N_("must be acknowledged")),
    (N_("Ctrl+Z"), N_("takes the last one back")),
    (N_("Esc"), N_("done")),
)
_SHOWN = 6
_ALERT, _NORMAL = "acknowledge", "normal"


class SlipCard(PaperCard):
    """The page's other face while slips are keyed in."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.number.hide()
        self._kept: list[int] = []
        self.person = EntityPicker(RecordLookup(self.context, "person"), self, name=_("Noted by"))
        self.customer = EntityPicker(RecordLookup(self.context, "customer"), self, name=_("{Customer}"))
        self.sort = ChoiceBox(self)
        self.alert = ChoiceBox(self)
        self.words = TextField(self, name=_("What the slip says"))
        self.words.setMaxLength(LONGEST)
        self.keep_button = PrimaryButton(_("Keep, next slip"), self, icon="check")
        self.grid = self.words
        self._build()
        self._connect()

    # Making

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addLayout(self._under(_("Noted by"), self.person, self.person.box), 2)
        head.addWidget(self.day, 2, Qt.AlignmentFlag.AlignTop)
        head.addStretch(2)
        self.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addLayout(self._under(_("{Customer}"), self.customer, self.customer.box), 3)
        row.addLayout(self.labelled(_("What the slip says"), self.words), 7)
        self.body.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addLayout(self.labelled(_("What it is"), self.sort), 3)
        row.addLayout(self.labelled(_("Alert"), self.alert), 3)
        row.addStretch(4)
        self.body.addLayout(row)
        line = QHBoxLayout()
        line.addWidget(self.keep_button)
        line.addWidget(self.sentence, 100, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.body.addLayout(line)
        self.build_keys(_KEYS)
        self.heading = capitals(PlainLabel(_("Kept just now"), self, tone="secondary", size="caption"))
        self.body.addWidget(self.heading)
        self.kept = PlainLabel(parent=self, wrap=True)
        self.body.addWidget(self.kept)
        self.body.addStretch(1)

    def _under(self, label: str, field: QWidget, box: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(3))
        column.addWidget(FieldLabel(label, self, buddy=box))
        column.addWidget(field)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.day.kept.connect(self.on_day)
        self.words.returnPressed.connect(self.keep)
        self.keep_button.clicked.connect(self.keep)
        self.customer.picked.connect(self.on_customer)
        self.person.picked.connect(self.on_person)
        for part in (self.customer.box, self.person.box, self.words, self.sort, self.alert):
            part.installEventFilter(self)

    # What is shown

    def open(self) -> None:
        """Begin, with the person who types and today unless others are chosen."""
        self._fill_choices()
        self.begin_day()
        if self.person.record() is None:
            self.person.show_record(acts.who_types(self.bridge))
        self._kept = []
        self.say("")
        self.reload()
        first = self.customer if self.person.record() is not None else self.person
        first.box.setFocus(Qt.FocusReason.TabFocusReason)
        first.box.selectAll()

    def _fill_choices(self) -> None:
        keeps = self.bridge.ws.shop.keep_sensitive
        chosen = self.sort.currentData()
        self.sort.clear()
        for place, (key, label) in enumerate(SORTS, 1):
            if key != cards.SENSITIVE or keeps:
                self.sort.addItem(_("{n} · {sort}").format(n=place, sort=_(label)), key)
        self.sort.setCurrentIndex(max(0, self.sort.findData(chosen or "likes")))
        self.alert.clear()
        for key, label in ALERTS:
            self.alert.addItem(_(label), key)

    def reload(self) -> None:
        """Show what was kept just now; what was taken back is not among it."""
        ws = self.bridge.ws
        found = [row for one in self._kept if (row := ws.find(Preference, one)) is not None]
        names = ws.titles(Customer, [row.record.customer for row in found if row.record.customer])
        lines = [
            _("{name}: {text}").format(name=names.get(row.record.customer or 0, ""), text=row.record.text)
            for row in reversed(found)
        ]
        count = ngettext("{n} slip kept", "{n} slips kept", len(found)).format(n=len(found))
        self.heading.setText(count)
        self.heading.setVisible(bool(found))
        self.kept.setText("\n".join(one_line(line, 120) for line in lines[:_SHOWN]))
        self.kept.setVisible(bool(found))

    def title(self) -> str:
        """Return the first line of the header."""
        return _("Enter slips")

    def subtitle(self) -> str:
        """Return the second line of the header."""
        return _("What was noted on paper. Every slip is kept at once; Ctrl+Z takes one back.")

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        day = self.day.editor.stops()
        return [
            self.person.box, *day, self.customer.box, self.words, self.sort, self.alert, self.keep_button,
        ]  # fmt: skip

    def is_edited(self) -> bool:
        """Tell whether a slip is begun."""
        return bool(self.words.text().strip())

    def draft(self) -> drafts.Draft | None:
        """Return what is typed, None for nothing."""
        return drafts.taken(self._fields()) if self.is_edited() or not self.isHidden() else None

    def show_draft(self, draft: drafts.Draft) -> None:
        """Go on with what was typed on a card before this one."""
        self._fill_choices()
        drafts.put_back(self._fields(), draft)

    def _fields(self) -> tuple[QWidget, ...]:
        return self.person, self.day, self.customer, self.words, self.sort, self.alert

    # What people do

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._took(watched, event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _took(self, watched: QObject, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if held == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.sort.setCurrentIndex(min(key - Qt.Key.Key_1, self.sort.count() - 1))
        elif held == Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_A:
            alert = _NORMAL if self.alert.currentData() == _ALERT else _ALERT
            self.alert.setCurrentIndex(self.alert.findData(alert))
        elif key == Qt.Key.Key_F2:
            self.add_customer()
        elif enter and (watched in {self.sort, self.alert} or self._holds(watched, self.customer)):
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
        elif enter and self._holds(watched, self.person):
            self.customer.box.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _holds(self, watched: QObject, picker: EntityPicker) -> bool:
        return watched is picker.box and picker.record() is not None

    @Slot(object)
    def on_customer(self, customer: object) -> None:
        """Go on to the text, or say why nothing may be noted."""
        row = self.bridge.ws.find(Customer, customer) if isinstance(customer, int) else None
        self.say(cards.why_no_notes(row.record) if row is not None else "")
        if row is not None:
            self.words.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def on_person(self, person: object) -> None:
        """Go on to the customer."""
        if person is not None:
            self.customer.box.setFocus(Qt.FocusReason.TabFocusReason)

    def add_customer(self) -> None:
        """Add somebody whom the typed name does not name yet."""
        name = one_line(self.customer.unknown(), 120)
        if not name or self.bridge.ws.read_only:
            self.say(_("Type the name of somebody new first, then F2."))
            return
        done = self.bridge.add(Customer(name=name, first_visit=True), inline=True)
        if done:
            self.customer.show_record(done.value)
            self.on_customer(done.value)

    @Slot()
    def keep(self) -> None:
        """Keep the slip and go to the next one, or to what is missing."""
        text = one_line(self.words.text(), LONGEST)
        self.customer.settle()
        customer, day = self.customer.record(), self.chosen_day()
        if customer is None:
            unknown = self.customer.unknown()
            sentence = _("Nobody is called “{name}”. F2 adds them, or choose somebody else.")
            self.say(sentence.format(name=unknown) if unknown else _("Who is it about?"))
            self.customer.box.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if not text or day is None or self.bridge.ws.read_only:
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if day > clock.today():
            self.say(_("The day on the slip is still to come. Put it right first."))
            self.on_day_wanted()
            return
        self.person.settle()
        done = acts.add_line(
            self.bridge, customer, str(self.sort.currentData()), text, person=self.person.record(), on=day,
            alert=str(self.alert.currentData()), inline=True,
        )  # fmt: skip
        if done.error is not None:
            self.say(done.error.message)
            return
        self._kept.append(done.value or 0)
        self._next()

    def _next(self) -> None:
        self.words.setText("")
        self.alert.setCurrentIndex(0)
        self.say("")
        self.reload()
        self.customer.box.setFocus(Qt.FocusReason.TabFocusReason)
        self.customer.box.selectAll()

    @Slot()
    def on_number(self) -> None:
        """A slip has no number."""

    @Slot()
    def take_number(self) -> None:
        """A slip has no number."""

    def flush(self) -> None:
        """A slip that is begun waits in its fields."""
        self.day.settle()
