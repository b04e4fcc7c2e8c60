"""The lists of the Protocols view: the protocols, the steps of one, what may be given, who can say yes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.person import Person
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import MODELS, RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.yes_step import YesStep
from cxdesk.i18n import N_, _
from cxdesk.schema.entity import Stored
from cxdesk.services.recovery import giving, protocols
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.recovery.plain_section import PlainSection
from ui.standards.plain_lists import PlainLists
from ui.standards.row_delegates import JourneyDelegate
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowModel, RowTag
from ui.standards.section import Section
from ui.widgets import Divider, PageScroll, SecondaryButton
from ui.widgets.wrapped import WrappedLabel

MENU, LADDER, LIMITS = "menu", "ladder", "limits"
PLACES = (MENU, LADDER, LIMITS)
"""What holds for all protocols, in the order in which it is listed."""


class ProtocolList(PlainLists):
    """The protocols in their order, and below them what holds for all of them."""

    cls = RecoveryProtocol
    removed = N_("The protocol is in the trash.")
    place_chosen = Signal(str)
    left_for_content = Signal()
    left_for_protocols = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("Protocols"), _("Print the cards"), parent)
        scroll = PageScroll(self, spacing=0)
        section = Section(
            "protocols", _("When it goes wrong"), _("Add a protocol…"),
            _("What does everybody do when you run late? That may be the first one."), "secondary",
        )  # fmt: skip
        section.add_field.setMaxLength(120)
        scroll.body.addWidget(self.add_section(section))
        scroll.body.addSpacing(theme.px(8))
        scroll.body.addWidget(Divider(scroll.widget()))
        scroll.body.addSpacing(theme.px(8))
        self.places = RowList(RowModel("places"), _("For all protocols"), scroll.widget())
        self.places.setDragEnabled(False)
        JourneyDelegate(self.places)
        self.places.chosen.connect(self.on_place_chosen)
        self.places.opened.connect(self.on_place_opened)
        self.places.edge_passed.connect(self.on_places_edge)
        scroll.body.addWidget(self.places)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)

    def show_rows(self, current: int | None, place: str = "") -> None:
        """Show the protocols with `current` chosen, or one of the places below them."""
        self.current = current
        ws = self.bridge.ws
        self.rows = sorted(ws.rows(RecoveryProtocol), key=lambda row: row.record.state == "retired")
        self.sections["protocols"].show_rows([_protocol_row(row) for row in self.rows], current, [])
        counts = (len([row for row in ws.rows(MakeGood) if row.record.active]), ws.count(YesStep))
        self.places.show_rows(
            [
                Row(id=1, text=_("What we may give"), icon="heart", count=str(counts[0])),
                Row(id=2, text=_("Who can say yes"), icon="person", count=str(counts[1])),
                Row(id=3, text=_("Limits without asking"), icon="key"),
            ],
            PLACES.index(place) + 1 if place else None,
        )
        # Tab would choose the first of them in passing; the arrows come here from the list above.
        reached = Qt.FocusPolicy.StrongFocus if place else Qt.FocusPolicy.ClickFocus
        self.places.setFocusPolicy(reached)

    def stops(self) -> list[QWidget]:
        section = self.sections["protocols"]
        if self.places.current_id() is not None:
            return [self.print_button, section.add_field, self.places]
        return super().stops()

    def new_record(self, key: str, text: str) -> object:
        return RecoveryProtocol(name=text)

    @Slot(str, int)
    def on_edge_passed(self, key: str, step: int) -> None:
        if step > 0:
            self.places.setFocus(Qt.FocusReason.TabFocusReason)
            self.places.choose_place(0)

    @Slot(int)
    def on_places_edge(self, step: int) -> None:
        """Go up from the places to the protocols."""
        if step < 0:
            self.left_for_protocols.emit()
            self.sections["protocols"].enter(-1)

    @Slot(int)
    def on_place_chosen(self, place: int) -> None:
        """Show what holds for all."""
        self.place_chosen.emit(PLACES[place - 1])

    @Slot(int)
    def on_place_opened(self, _place: int) -> None:
        """Go into it."""
        self.left_for_content.emit()

    @Slot()
    def print_shown(self) -> None:
        """Show the cards of all protocols in the print centre."""
        self.bridge.print_sheet("protocol-cards", {"protocol": "all"})


def _protocol_row(row: Stored[RecoveryProtocol]) -> Row:
    record = row.record
    tags = []
    if record.state != "in_use":
        tags.append(RowTag(_("Draft") if record.state == "draft" else _("Retired"), "neutral"))
    if not record.defects:
        tags.append(RowTag(_("For no defect"), "warn"))
    model = "" if record.model == "own" else _(dict(MODELS)[record.model])
    version = _("v{n}").format(n=record.version) if record.version > 1 else ""
    quiet = " · ".join(filter(None, (model, version)))
    return Row(
        id=row.id,
        text=one_line(record.name, 120),
        quiet=quiet,
        tags=tuple(tags),
        dim=record.state == "retired",
    )


class StepsCard(PlainLists):
    """The steps of one protocol."""

    cls = ProtocolStep
    removed = N_("The step is in the trash.")

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, "", _("Print this one"), parent)
        self.protocol: int | None = None
        self.about = WrappedLabel(parent=self)
        self.about.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(2))
        self.body.addWidget(self.about)
        scroll = PageScroll(self, spacing=0)
        section = Section(
            "steps", _("Steps"), _("Add a step…"),
            _("Choose a model at the right, or write your own: listen, say sorry, put it right."), "brand",
        )  # fmt: skip
        section.add_field.setMaxLength(80)
        scroll.body.addWidget(self.add_section(section))
        self.said = WrappedLabel(parent=scroll.widget())
        self.never = WrappedLabel(parent=scroll.widget())
        self.given = WrappedLabel(parent=scroll.widget())
        for part in (self.said, self.never, self.given):
            part.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(2))
            scroll.body.addWidget(part)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)

    def show_rows(self, current: int | None) -> None:
        """Show the steps of the protocol with `current` chosen."""
        self.current = current
        ws = self.bridge.ws
        stored = ws.find(RecoveryProtocol, self.protocol)
        self.rows = protocols.steps(ws, stored.id) if stored is not None else []
        if stored is None:
            return
        self.heading.setText(one_line(stored.record.name, 120))
        self.about.setText(" · ".join(protocols.times(stored.record)))
        self.about.setVisible(bool(self.about.text()))
        roles = {row.id: row.record.name for row in ws.rows(Role)}
        rows = [_step_row(row, roles) for row in self.rows]
        self.sections["steps"].show_rows(rows, current, [])
        may = [row.record.text for row in giving.menu(ws, stored.id)]
        for part, words, lines in (
            (self.said, _("Say: {lines}"), _quoted(stored.record.words)),
            (self.never, _("Never say: {lines}"), _quoted(stored.record.never_say)),
            (self.given, _("May be given: {lines}"), may),
        ):
            part.setText(words.format(lines=" · ".join(lines)))
            part.setVisible(bool(lines))

    def stops(self) -> list[QWidget]:
        # Nothing is chosen as long as the protocol itself is shown beside the list.
        section = self.sections["steps"]
        first = [section.list] if section.list.rows.rows else []
        return [self.print_button, *first, section.add_field]

    def new_record(self, key: str, text: str) -> object:
        return ProtocolStep(protocol=self.protocol, name=text)

    @Slot()
    def print_shown(self) -> None:
        """Show the card of this protocol in the print centre."""
        stored = self.bridge.ws.find(RecoveryProtocol, self.protocol)
        if stored is not None:
            self.bridge.print_sheet("protocol-cards", {"protocol": str(stored.record.position)})


def _quoted(lines: Iterable[str]) -> list[str]:
    return [_("“{words}”").format(words=line.strip('“”"„ ')) for line in lines]


def _step_row(row: Stored[ProtocolStep], roles: dict[int, str]) -> Row:
    record = row.record
    tags = []
    if record.role in roles:
        tags.append(RowTag(one_line(roles[record.role or 0], 40), "neutral", spare=True))
    if record.within_minutes is not None:
        within = _("within {time}").format(time=protocols.minutes_text(record.within_minutes))
        tags.append(RowTag(within, "brand"))
    quiet = one_line(record.does, 300)
    if record.words:
        said = _("“{words}”").format(words=record.words.strip('“”"„ '))
        quiet = " · ".join(filter(None, (quiet, one_line(said, 200))))
    return Row(id=row.id, text=one_line(record.name, 80), quiet=quiet, tags=tuple(tags))


class MenuCard(PlainLists):
    """What may be given, with money and without."""

    cls = MakeGood
    removed = N_("It is off the menu and in the trash.")

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("What we may give"), _("Print the cards"), parent)
        about = _(
            "To put something right, without a long talk. What it costs you tells whether somebody may give"
            " it without asking; 0 means that it costs no money."
        )
        self.about = WrappedLabel(about, self)
        self.about.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(2))
        self.body.addWidget(self.about)
        scroll = PageScroll(self, spacing=6)
        free = _("The first slot of another day, a call from the owner: often it is worth more.")
        priced = _("A coffee, a refund, a taxi home.")
        for section in (
            Section("free", _("Without money"), _("Add what costs nothing…"), free, "brand"),
            Section("money", _("With money"), _("Add what costs something…"), priced, "secondary"),
        ):
            section.add_field.setMaxLength(200)
            scroll.body.addWidget(self.add_section(section))
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)

    def show_rows(self, current: int | None) -> None:
        """Show the menu with `current` chosen."""
        self.current = current
        ws = self.bridge.ws
        self.rows = ws.rows(MakeGood)
        names = {row.id: row.record.name for row in ws.rows(RecoveryProtocol)}
        for key, section in self.sections.items():
            rows = [self._row(row, names) for row in self.rows if self.section_of(row.record) == key]
            section.show_rows(rows, current, [])

    def _row(self, row: Stored[MakeGood], names: dict[int, str]) -> Row:
        record, tags = row.record, []
        if record.cost:
            tags.append(RowTag(giving.amount(record.cost, self.bridge.ws.shop), "neutral"))
        elif record.cost is None:
            tags.append(RowTag(_("Cost not said"), "warn"))
        if not record.active:
            tags.append(RowTag(_("Not in use"), "neutral"))
        only = [names[one] for one in record.protocols if one in names]
        quiet = _("Only: {protocols}").format(protocols=", ".join(only)) if only else _("With all protocols")
        return Row(
            id=row.id, text=one_line(record.text, 200), quiet=one_line(quiet, 200), tags=tuple(tags),
            dim=not record.active,
        )  # fmt: skip

    def section_of(self, record: Any) -> str:
        return "free" if giving.without_money(record) else "money"

    def values_for(self, key: str) -> dict[str, Any]:
        return {"cost": 0 if key == "free" else None}

    def new_record(self, key: str, text: str) -> object:
        return MakeGood(text=text, **self.values_for(key))

    @Slot()
    def print_shown(self) -> None:
        """Show the card of what one may do without asking in the print centre."""
        self.bridge.print_sheet("may-do-card")


class LadderCard(PlainLists):
    """Who can say yes beyond the limits, from the first to ask up to the last."""

    cls = YesStep
    removed = N_("The entry is in the trash.")
    add_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, _("Who can say yes"), _("Print the cards"), parent)
        about = _(
            "Over the limit, the first one is asked whose own limit holds. Cards print names and phones."
        )
        self.about = WrappedLabel(about, self)
        self.about.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(2))
        self.body.addWidget(self.about)
        scroll = PageScroll(self, spacing=0)
        empty = _("Nobody yet. Who may say yes when a limit is not enough, and how are they reached?")
        section = PlainSection("ladder", _("First to ask at the top"), empty, "secondary")
        self.add_section(section)
        section.add_field.hide()
        section.list.setDragEnabled(True)
        section.list.setAcceptDrops(True)
        scroll.body.addWidget(section)
        self.add_button = SecondaryButton(_("Add somebody"), scroll.widget(), icon="add")
        self.add_button.setDisabled(bridge.ws.read_only)
        self.add_button.clicked.connect(self.add_wanted)
        scroll.body.addSpacing(theme.px(6))
        scroll.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)

    def show_rows(self, current: int | None) -> None:
        """Show the ladder with `current` chosen."""
        self.current = current
        ws = self.bridge.ws
        self.rows = ws.rows(YesStep)
        self._there = {row.id: rung for row, rung in giving.ladder(ws)}
        self.sections["ladder"].show_rows([self._row(row) for row in self.rows], current, [])

    def _row(self, row: Stored[YesStep]) -> Row:
        rung, shop = self._there.get(row.id), self.bridge.ws.shop
        up_to = row.record.up_to
        words = (
            _("any amount")
            if up_to is None
            else _("up to {amount}").format(amount=giving.amount(up_to, shop))
        )
        if rung is None:
            left = self.bridge.ws.find(Person, row.record.person)
            tags = (RowTag(_("Has left, no deputy"), "warn"),)
            return Row(id=row.id, text=left.record.name if left else "–", tags=tags, dim=True)
        quiet = [rung.phone or _("no phone yet"), rung.hours]
        if rung.deputy:
            quiet.append(
                _("else {deputy} {phone}").format(deputy=rung.deputy, phone=rung.deputy_phone).strip()
            )
        return Row(
            id=row.id, text=rung.name, quiet=" · ".join(filter(None, quiet)), tags=(RowTag(words, "neutral"),)
        )

    def stops(self) -> list[QWidget]:
        return [*super().stops(), self.add_button]

    def enter(self) -> None:
        if self.rows:
            super().enter()
        else:
            self.add_button.setFocus(Qt.FocusReason.TabFocusReason)

    def start_adding(self) -> None:
        self.add_wanted.emit()

    def keep_typed(self) -> None:
        """Nothing is typed here."""

    @Slot()
    def print_shown(self) -> None:
        """Show the cards of all protocols in the print centre."""
        self.bridge.print_sheet("protocol-cards", {"protocol": "all"})
