"""Who is coming on a day: each with the time, what to say and the cue; somebody else is added by typing."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.visit import Visit
from cxdesk.errors import UserError
from cxdesk.formats import date_text, time_text
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import spec_of
from cxdesk.services.customers.today import Guest, cues_for, guests, to_say
from cxdesk.services.customers.visits import Given
from cxdesk.text import one_line
from cxdesk.typed import parse_time
from ui import theme
from ui.bridge import Bridge
from ui.customers import acts
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow, Sentence
from ui.forms.lookup import RecordLookup
from ui.standards.menus import LINE, Entry, open_menu
from ui.standards.row_delegates import StandardDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel, RowTag
from ui.widgets import (
    Card,
    FieldLabel,
    IconButton,
    PageScroll,
    PrimaryButton,
    SecondaryButton,
    SectionHeading,
    TextField,
)
from ui.widgets.entity_picker import EntityPicker
from ui.widgets.wrapped import WrappedLabel


class ComingCard(Card):
    """The page's other face for a day."""

    opened = Signal(int)
    """A customer whose card is wanted."""
    print_wanted = Signal(object)
    """The day whose list is to be printed."""
    day_changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=14, spacing=8)
        self.bridge = bridge
        self.context = FormContext(bridge)
        self.day = clock.today()
        self._guests: dict[int, Guest] = {}
        self._menu_for = 0
        self._build_day()
        self._build_add()
        self.sentence = Sentence(self)
        self.body.addWidget(self.sentence)
        self.area = PageScroll(self, spacing=4)
        inside = self.area.body.parentWidget() or self
        self.list = RowList(RowModel("guests"), _("Who is coming"), inside)
        self.list.setDragDropMode(RowList.DragDropMode.NoDragDrop)
        StandardDelegate(self.list)
        self.none = WrappedLabel(parent=inside, size="body")
        for part in (self.list, self.none):
            self.area.body.addWidget(part)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self.list.opened.connect(self.on_opened)
        self.list.remove_wanted.connect(self.on_remove)
        self.list.menu_wanted.connect(self.on_menu_wanted)

    # Making

    def _build_day(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        self.before = IconButton("left", _("The day before"), self)
        self.after = IconButton("right", _("The day after"), self)
        self.heading = SectionHeading(parent=self)
        self.print_button = SecondaryButton(_("Print the list"), self, icon="print")
        for part in (self.before, self.after, self.heading):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.print_button)
        self.body.addLayout(row)
        self.before.clicked.connect(self.on_before)
        self.after.clicked.connect(self.on_after)
        self.print_button.clicked.connect(self.on_print)

    def _build_add(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.customer = EntityPicker(RecordLookup(self.context, "customer"), self, name=_("{Customer}"))
        self.at = TextField(self, name=_("Time"), placeholder=time_text(time(14, 30), self.context.language))
        self.at.setMinimumWidth(theme.px(84))
        self.person = EditorRow(spec_of(Visit).fields["person"], self.context, self)
        self.add_button = PrimaryButton(_("Add"), self, icon="add")
        for label, field, box, share in (
            (_("{Customer}"), self.customer, self.customer.box, 4),
            (_("Time"), self.at, self.at, 1),
        ):
            holder = QWidget(self)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(3))
            column.addWidget(FieldLabel(label, holder, buddy=box))
            column.addWidget(field)
            row.addWidget(holder, share, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.person, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.customer.picked.connect(self.on_picked)
        self.at.returnPressed.connect(self.add)
        self.add_button.clicked.connect(self.add)

    # What is shown

    def open(self, day: date | None = None) -> None:
        """Show a day, today without one."""
        self.day = day or clock.today()
        self.reload()
        self.customer.box.setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        """Show the day as it is now."""
        ws = self.bridge.ws
        found = guests(ws, self.day)
        self._guests = {one.visit.id: one for one in found}
        language = ws.shop.language
        words = _("Today, {day}") if self.day == clock.today() else "{day}"
        self.heading.setText(words.format(day=date_text(self.day, language)))
        self.list.show_rows([self._row(one, language) for one in found], self.list.current_id())
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self.none.setText(
            _("Nobody is planned for this day yet. Type a name above, then the time, and Enter.")
        )
        self.print_button.setEnabled(bool(found))
        free = not ws.read_only and self.day >= clock.today()
        for part in (self.customer, self.at, self.person, self.add_button):
            part.setEnabled(free)

    def title(self) -> str:
        """Return the first line of the header."""
        return _("Who is coming")

    def subtitle(self) -> str:
        """Return how many come."""
        count = len(self._guests)
        return ngettext("{n} is coming", "{n} are coming", count).format(n=count)

    def _row(self, guest: Guest, language: str) -> Row:
        record, customer = guest.visit.record, guest.card.customer.record
        at = time_text(record.at, language) if record.at is not None else ""
        alerts = [_("Take care: {text}").format(text=line.record.text) for line in guest.card.alerts]
        cues = [
            _("{cue}: {what}").format(cue=one.cue, what=one.what)
            for one in cues_for(self.bridge.ws, guest.card)
        ]
        said = to_say(self.bridge.ws, guest.card, self.day)
        tags = [RowTag(_("Came"), "good")] if guest.came else []
        tags += [RowTag(_("First {visit}"), "warn")] if customer.first_visit else []
        tags += [RowTag(guest.person.split()[0])] if guest.person else []
        return Row(
            id=guest.visit.id, text=" · ".join(filter(None, (at, customer.name))), tags=tuple(tags),
            quiet=" · ".join((*alerts, *cues, *said)), icon="warning" if alerts else "person",
        )  # fmt: skip

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [
            self.before, self.after, self.print_button, self.customer.box, self.at,
            *self.person.editor.stops(), self.add_button, self.list,
        ]  # fmt: skip

    def is_edited(self) -> bool:
        """Tell whether a name is typed that was not added."""
        return bool(self.customer.text().strip())

    # What people do

    def _go(self, step: int) -> None:
        self.day += timedelta(days=step)
        self.sentence.say("")
        self.reload()
        self.day_changed.emit()

    @Slot()
    def on_before(self) -> None:
        """Show the day before."""
        self._go(-1)

    @Slot()
    def on_after(self) -> None:
        """Show the day after."""
        self._go(1)

    @Slot()
    def on_print(self) -> None:
        """Hand the wish on."""
        self.print_wanted.emit(self.day)

    @Slot(object)
    def on_picked(self, customer: object) -> None:
        """Go on to the time."""
        if customer is not None:
            self.at.setFocus(Qt.FocusReason.TabFocusReason)
            self.at.selectAll()

    @Slot()
    def add(self) -> None:
        """Plan the visit of who is typed, and stay for the next name."""
        self.customer.settle()
        customer, typed = self.customer.record(), self.at.text().strip()
        fit, person = self.person.read()
        if customer is None:
            unknown = self.customer.unknown()
            words = _("Nobody is called “{name}”. Add them on the card first (Ctrl+N).").format(name=unknown)
            self.sentence.say(words if unknown else _("Who is coming?"))
            self.customer.box.setFocus(Qt.FocusReason.TabFocusReason)
            return
        try:
            at = parse_time(typed, self.context.language) if typed else None
        except UserError as error:
            self.sentence.say(error.message)
            return
        if not fit:
            return
        done = acts.plan_visit(self.bridge, customer, Given(self.day, person=person, at=at), None)
        self.sentence.say(done.error.message if done.error is not None else "")
        if done:
            self.customer.show_record(None)
            self.at.clear()
            self.customer.box.setFocus(Qt.FocusReason.TabFocusReason)
            self.reload()

    @Slot(int)
    def on_opened(self, visit: int) -> None:
        """Show the card of who comes."""
        guest = self._guests.get(visit)
        if guest is not None:
            self.opened.emit(guest.card.customer.id)

    @Slot(int)
    def on_remove(self, visit: int) -> None:
        """Take somebody off the day."""
        guest = self._guests.get(visit)
        if guest is None or guest.came or self.bridge.ws.read_only:
            return
        name = one_line(self.bridge.ws.get(Customer, guest.card.customer.id).record.name, 60)
        self.bridge.remove(Visit, visit, done=_("{name} is off the list of this day.").format(name=name))

    @Slot(int, QPoint)
    def on_menu_wanted(self, visit: int, where: QPoint) -> None:
        """Offer what can be done with a line."""
        self._menu_for = visit
        free = not self.bridge.ws.read_only and not self._guests[visit].came
        entries = (
            Entry("open", _("Open the card"), "customers", "Return"),
            LINE,
            Entry("missed", _("Did not come"), "cross", "", free and self.day <= clock.today()),
            Entry("remove", _("Take off the list"), "trash", "Del", free),
        )
        open_menu(self.list, entries, self.on_menu_chosen, where)

    @Slot(QAction)
    def on_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu."""
        if action.data() == "open":
            self.on_opened(self._menu_for)
        elif action.data() == "missed":
            acts.missed(self.bridge, self._menu_for)
        else:
            self.on_remove(self._menu_for)

    def flush(self) -> None:
        """A name that is begun waits in its field."""
