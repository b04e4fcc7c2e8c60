"""The Protocols view: what everybody does when it goes wrong, what may be given, and who can say yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.protocol_version import ProtocolVersion
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.events import Event
from cxdesk.i18n import _, ngettext
from cxdesk.services.recovery import defects
from ui.bridge import Bridge
from ui.header_action import make_action
from ui.recovery.limits_card import LimitsCard
from ui.recovery.protocol_forms import MakeGoodForm, ProtocolForm, StepForm, YesForm
from ui.recovery.protocol_lists import LADDER, LIMITS, MENU, LadderCard, MenuCard, ProtocolList, StepsCard
from ui.recovery.starters import StarterRoom
from ui.recovery.views import RecoveryView
from ui.standards.focus_keeping import Before
from ui.standards.menus import Entry, fill
from ui.standards.plain_lists import PlainLists
from ui.standards.side_form import SideForm
from ui.standards.three_columns import ThreeColumns
from ui.widgets import Card, EmptyState

_TABLES = frozenset(
    {
        "recovery_protocol", "protocol_step", "protocol_version", "make_good", "yes_step", "role", "person",
        "standard", "shop",
    }
)  # fmt: skip
_KINDS = {"make_good": MENU, "yes_step": LADDER, "role": LIMITS}
_SHEETS = {MENU: "may-do-card", LIMITS: "may-do-card"}


def make(bridge: Bridge, parent: QWidget | None = None) -> RecoveryView:
    """Return the view."""
    return ProtocolsView(bridge, parent)


class ProtocolsView(RecoveryView):
    """Says what is shown where; the cards and forms themselves read and write it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.protocol: int | None = None
        self.place = ""
        """What is shown in the place of a protocol: the menu, the ladder, the limits."""
        self.chosen: dict[str, int | None] = {"": None, MENU: None, LADDER: None}
        """The step that is chosen, and the line of the menu and of the ladder."""
        self._gone: dict[str, set[int]] = {key: set() for key in ("list", "", MENU, LADDER)}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.desk = ThreeColumns("recovery_columns", self, first=236)
        outer.addWidget(self.desk)
        self._build()
        self._make_commands()
        self._connect()

    # Making

    def _build(self) -> None:
        desk, bridge = self.desk, self.bridge
        self.list = ProtocolList(bridge, desk.columns)
        desk.fill(self.list, bridge.settings)
        self.steps = StepsCard(bridge, desk.middle)
        self.menu_card = MenuCard(bridge, desk.middle)
        self.ladder = LadderCard(bridge, desk.middle)
        self.limits = LimitsCard(bridge, desk.middle)
        self.starters = StarterRoom(bridge, desk.middle)
        for part in (self.steps, self.menu_card, self.ladder, self.limits, self.starters):
            desk.middle.addWidget(part)
        self.forms: dict[str, SideForm] = {}
        for key, made in (("list", ProtocolForm), ("", StepForm), (MENU, MakeGoodForm), (LADDER, YesForm)):
            card = desk.form_card()
            form = self.forms[key] = made(bridge, card)
            card.body.addWidget(form)
            if isinstance(form, YesForm):
                form.kept_new.connect(self.on_yes_kept)
            if isinstance(form, ProtocolForm):
                self.protocol_form = form
        self.nothing = Card(desk.right)
        words = _("Choose a line at the left, or write the first one: here you say more about it.")
        self.nothing.body.addWidget(EmptyState("left", words, parent=self.nothing))
        desk.right.addWidget(self.nothing)
        self.card_words = Card(desk.right)
        words = _(
            "A limit is worth what people know of it: print the card, talk it through, let them sign it."
        )
        self.card_words.body.addWidget(EmptyState("key", words, parent=self.card_words))
        desk.right.addWidget(self.card_words)
        self.lists: Mapping[str, PlainLists] = {"": self.steps, MENU: self.menu_card, LADDER: self.ladder}

    def _make_commands(self) -> None:
        self.menu = QMenu(self)
        fill(
            self.menu,
            (
                Entry("protocol-cards", _("Pocket cards of all protocols")),
                Entry("protocol-wall", _("Wall sheets of all protocols")),
                Entry("may-do-card", _("What I may do without asking")),
            ),
        )
        self.menu.triggered.connect(self.on_sheet_chosen)
        self.print_action = make_action(_("Print"), self.on_print, self, menu=self.menu)
        self.add_action = make_action(_("Protocol"), self.on_add, self, icon="add", primary=True)

    def _connect(self) -> None:
        self.desk.left.connect(self.on_details_left)
        self.list.chosen.connect(self.on_protocol_chosen)
        self.list.opened.connect(self.on_protocol_opened)
        self.list.place_chosen.connect(self.on_place_chosen)
        self.list.left_for_content.connect(self.on_place_entered)
        self.list.left_for_protocols.connect(self.on_places_left)
        for card in self.lists.values():
            card.chosen.connect(self.on_record_chosen)
            card.opened.connect(self.on_record_opened)
        self.forms["list"].remove_wanted.connect(self.list.remove)
        for key, card in self.lists.items():
            self.forms[key].remove_wanted.connect(card.remove)
        self.ladder.add_wanted.connect(self.on_add_yes)
        self.starters.write_wanted.connect(self.on_add)

    # What the page asks for

    @property
    def commands(self) -> list[QAction]:
        self.add_action.setEnabled(not self.bridge.ws.read_only)
        return [self.print_action, self.add_action]

    def shown_record(self) -> tuple[str, int] | None:
        return ("recovery_protocol", self.protocol) if self.protocol is not None and not self.place else None

    def subtitle(self) -> str:
        rows = [row for row in self.list.rows if row.record.state != "retired"]
        words = ngettext("{n} protocol", "{n} protocols", len(rows)).format(n=len(rows))
        without = sum(not one.protocols for one in defects.register(self.bridge.ws))
        missing = ngettext(
            "{n} thing that can go wrong has none yet", "{n} things that can go wrong have none yet", without
        )
        return f"{words} · {missing.format(n=without)}" if without else words

    def refresh(self, event: Event | None) -> None:
        if event is None or event.tables & _TABLES:
            self.show_all()
            self.header_changed.emit()

    def open_record(self, kind: str, record: int) -> bool:
        self.flush()
        ws = self.bridge.ws
        if kind in {"protocol_step", "protocol_version"}:
            cls: type[Any] = ProtocolStep if kind == "protocol_step" else ProtocolVersion
            row = ws.find(cls, record)
            step, kind = record if kind == "protocol_step" else None, "recovery_protocol"
            record = (row.record.protocol if row else None) or 0
            self.chosen[""] = step
        elif kind == "recovery_protocol":
            self.chosen[""] = None
        if kind == "recovery_protocol":
            if ws.find(RecoveryProtocol, record) is None:
                return False
            self.place, self.protocol = "", record
        elif kind in _KINDS:
            self.place = _KINDS[kind]
            self.chosen[self.place] = record
        else:
            return False
        self.show_all()
        if self.place or self.chosen[""] is not None:
            self.enter()
        else:
            self.list.enter()
        return True

    def open_place(self, name: str) -> None:
        self.on_place_chosen(name)
        self.enter()

    def add_record(self) -> bool:
        if self.bridge.ws.read_only:
            return False
        self.flush()
        self.desk.show_details(False)
        if self.place == LADDER:
            self.on_add_yes()
        elif self.place == MENU:
            self.menu_card.start_adding()
        else:
            self.on_add()
        return True

    def print_sheet(self) -> tuple[str, Mapping[str, str]] | None:
        stored = self.bridge.ws.find(RecoveryProtocol, self.protocol)
        if self.place in _SHEETS:
            return _SHEETS[self.place], {}
        return "protocol-cards", {"protocol": str(stored.record.position) if stored else "all"}

    def flush(self) -> None:
        if self.bridge.workspace is None:
            return
        self.list.keep_typed()
        for card in self.lists.values():
            card.keep_typed()
        for form in self.forms.values():
            form.flush()
        self.limits.flush()

    def draft(self) -> object:
        forms = {key: draft for key, form in self.forms.items() if (draft := form.draft()) is not None}
        limits = self.limits.draft()
        shown = self.place, self.protocol, dict(self.chosen)
        return (*shown, forms, limits) if forms or limits is not None else None

    def show_draft(self, draft: Any) -> None:
        self.place, self.protocol, self.chosen, forms, limits = draft
        if limits is not None:
            self.limits.show_draft(limits)
        for key, of_form in forms.items():
            self.forms[key].show_draft(of_form)

    def close_opened(self) -> bool:
        form = self._shown_form()
        if form is not None and form.close_opened():
            return True
        if form is not None and form.adding:
            form.show_record(None)
            self.show_all()
            self.enter()
            return True
        focus = QApplication.focusWidget()
        if self.desk.fields_alone() or (focus is not None and self.desk.side.isAncestorOf(focus)):
            self.flush()
            self.on_details_left()
            return True
        if focus is not None and self.desk.middle.isAncestorOf(focus):
            self.flush()
            self.list.enter() if not self.place else self.list.places.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def first_focus(self) -> QWidget | None:
        if not self.list.rows and self.starters.isVisible():
            return self.starters.first_button()
        section = self.list.sections["protocols"]
        if self.place:
            return self.list.places
        return section.list if self.list.rows else section.add_field

    # What is shown

    def show_all(self) -> None:
        """Show what is chosen, as it is now."""
        ws, desk = self.bridge.ws, self.desk
        before = Before(self.list, self.list.sections, self.protocol, self._gone["list"])
        self.list.show_rows(self.protocol if not self.place else None, self.place)
        if not self.place:
            there = ws.find(RecoveryProtocol, self.protocol) is not None
            self.protocol = before.choice(removed=not there)
            self.list.show_rows(self.protocol)
            before.settle(self.protocol)
        if self.place == LIMITS:
            self.limits.show_limits()
            desk.show_middle(self.limits)
            desk.show_right(self.card_words)
        elif self.place:
            self._show_list(self.place)
        elif self.protocol is None:
            self.starters.show_trade()
            desk.show_middle(self.starters)
            desk.show_right(self.nothing)
        else:
            same = self.steps.protocol == self.protocol
            self.steps.protocol = self.protocol
            self.forms["list"].show_record(self.protocol)
            self._show_list("", same=same)

    def _show_list(self, key: str, *, same: bool = True) -> None:
        card, form = self.lists[key], self.forms[key]
        old = self.chosen[key]
        before = Before(card, card.sections, old, self._gone[key], same=same)
        card.show_rows(old)
        shown = [row.id for row in card.rows]
        if old is not None:
            self.chosen[key] = before.choice(removed=old not in shown)
            card.show_rows(self.chosen[key])
            before.settle(self.chosen[key])
        self.desk.show_middle(card)
        if form.adding:
            self.desk.show_right(form)
            return
        form.show_record(self.chosen[key])
        if not key and self.protocol_form.half_written():
            self.desk.show_right(self.protocol_form)
        elif self.chosen[key] is None:
            self.desk.show_right(self.nothing if key else self.forms["list"])
        else:
            self.desk.show_right(form)

    def _shown_form(self) -> SideForm | None:
        card = self.desk.right.currentWidget()
        return next((form for form in self.forms.values() if form.parentWidget() is card), None)

    # Going to places

    @Slot()
    def enter(self) -> None:
        """Put the focus into what is shown in the middle."""
        self.desk.show_details(False)
        if self.place == LIMITS:
            self.limits.enter()
        elif self.place or self.protocol is not None:
            card = self.lists[self.place]
            card.enter()
        else:
            self.starters.first_button().setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_place_entered(self) -> None:
        """Go into what holds for all protocols; where nobody can say yes yet, begin with somebody."""
        if self.place == LADDER and not self.ladder.rows and not self.bridge.ws.read_only:
            self.on_add_yes()
        else:
            self.enter()

    @Slot(int)
    def on_protocol_chosen(self, protocol: int) -> None:
        """Show a protocol."""
        self.place, self.protocol = "", protocol
        self.chosen[""] = None
        self.desk.show_details(False)
        self.show_all()

    @Slot(int)
    def on_protocol_opened(self, protocol: int) -> None:
        """Go into the fields of a protocol."""
        self.on_protocol_chosen(protocol)
        self.desk.show_details(True)
        self.forms["list"].focus_first()

    @Slot(str)
    def on_place_chosen(self, place: str) -> None:
        """Show what holds for all protocols."""
        self.flush()
        self.place = place
        self.desk.show_details(False)
        self.show_all()

    @Slot()
    def on_places_left(self) -> None:
        """Show the protocol again, or what there is as long as there is none."""
        self.flush()
        self.place = ""
        self.show_all()

    @Slot(int)
    def on_record_chosen(self, record: int) -> None:
        """Show a step, or a line of the menu or of the ladder."""
        self.chosen[self.place] = record
        self._show_list(self.place)

    @Slot(int)
    def on_record_opened(self, record: int) -> None:
        """Go into its fields."""
        self.on_record_chosen(record)
        self.desk.show_details(True)
        if not self.place and self.protocol_form.half_written():
            self.protocol_form.go_on_writing()
            return
        self.forms[self.place].focus_first()

    @Slot()
    def on_details_left(self) -> None:
        """Go from the fields back to the list that they belong to."""
        of_protocol = self._shown_form() is self.forms["list"]
        self.desk.show_details(False)
        if of_protocol:
            self.list.enter()
        else:
            self.enter()

    # Acts

    @Slot()
    def on_add(self) -> None:
        """Type the name of the next protocol."""
        self.place = ""
        self.show_all()
        self.list.sections["protocols"].add_field.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_add_yes(self) -> None:
        """Begin somebody who can say yes."""
        form = self.forms[LADDER]
        self.desk.show_right(form)
        self.desk.show_details(True)
        form.new_record()

    @Slot(int)
    def on_yes_kept(self, record: int) -> None:
        """Choose who was added."""
        self.chosen[LADDER] = record

    @Slot()
    def on_print(self) -> None:
        """Show the sheet that fits what is shown in the print centre."""
        self.flush()
        sheet = self.print_sheet()
        if sheet is not None:
            self.bridge.print_sheet(*sheet)

    @Slot(QAction)
    def on_sheet_chosen(self, action: QAction) -> None:
        """Show the sheet that was chosen in the menu."""
        self.flush()
        self.bridge.print_sheet(str(action.data()))
