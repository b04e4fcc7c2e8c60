"""The options of a sheet, as its declaration has them; paper and text size stand below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.shop import PAPERS
from cxdesk.i18n import N_, _
from cxdesk.output import packs, printing
from cxdesk.schema.reading import Reader
from ui import theme
from ui.printing.request import Request
from ui.widgets import CheckBox, ChoiceBox, FieldLabel, NumberField, TextField, set_tip
from ui.widgets.buttons import RING

if TYPE_CHECKING:
    from cxdesk.output.sheet import SheetOption

TEXT_SIZES = (("small", N_("Small")), ("normal", N_("Normal")), ("large", N_("Large")))
LARGE = {"A3": N_("A3"), "Tabloid": N_("US Tabloid")}
_SMALLER = {"A3": "A4", "Tabloid": "Letter"}
YES, NO = "yes", "no"
NARROW = 210
SOME = "some"
"""The choice "by name" of an option that takes many."""


class ManyBox(QWidget):
    """One of a few general choices, or some by name: these are ticked below."""

    changed = Signal()

    def __init__(self, name: str, general: list[tuple[str, str]], named: list[tuple[str, str]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.box = ChoiceBox(name=name)
        for value, title in general:
            self.box.addItem(title, value)
        if named:
            self.box.addItem(_("By name…"), SOME)
        self.box.activated.connect(self.on_activated)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.ticks: dict[str, CheckBox] = {}
        for value, title in named:
            tick = CheckBox(title.replace("&", "&&"))
            tick.setAccessibleName(title)
            tick.clicked.connect(self.changed)
            column.addWidget(tick)
            self.ticks[value] = tick
        self._show_ticks()

    def value(self) -> str:
        """Return what is chosen, names with commas between."""
        if self.box.currentData() != SOME:
            return str(self.box.currentData() or "")
        names = [value for value, tick in self.ticks.items() if tick.isChecked()]
        return ",".join(names) or str(self.box.itemData(0))

    def show_value(self, value: str) -> None:
        """Choose what `value` returned."""
        place = self.box.findData(value)
        names = {name.strip() for name in value.split(",")} & self.ticks.keys() if place < 0 else set()
        self.box.setCurrentIndex(self.box.findData(SOME) if names else max(0, place))
        for name, tick in self.ticks.items():
            tick.setChecked(name in names)
        self._show_ticks()

    def _show_ticks(self) -> None:
        for tick in self.ticks.values():
            tick.setVisible(self.box.currentData() == SOME)

    @Slot(int)
    def on_activated(self, _place: int) -> None:
        """Show the names when some are wanted."""
        self._show_ticks()
        self.changed.emit()


Control = ChoiceBox | CheckBox | NumberField | TextField | ManyBox


class OptionsPanel(QWidget):
    """Shows the options of one sheet, or of a pack with the sheets in it.

    Options of the same name keep their value from sheet to sheet; which sheets go into a pack is its own.
    """

    changed = Signal()
    arranged = Signal()
    """The controls are others now; Tab goes through them to the last one, `text_size`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = ""
        self.controls: dict[str, Control] = {}
        self._made_for: object = None
        self._kept: dict[str, str] = {}
        self._parts: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))
        self._own = QWidget()
        self._column.addWidget(self._own)
        self.paper = _choice(_("Paper"), PAPERS)
        self.text_size = _choice(_("Text size"), TEXT_SIZES)
        self.text_size.setCurrentIndex(1)
        self._paper_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._paper_row.setSpacing(theme.px(4))
        for label, box in ((_("Paper"), self.paper), (_("Text size"), self.text_size)):
            box.activated.connect(self.on_changed)
            self._paper_row.addLayout(_under(label, box), 1)
        self._column.addLayout(self._paper_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= theme.px(NARROW)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._paper_row.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which paper and text size stand below each other."""
        return QSize(theme.px(120), super().minimumSizeHint().height())

    # What is asked for

    def request(self) -> Request:
        """Return what is chosen."""
        self._keep()
        paper, size = str(self.paper.currentData()), str(self.text_size.currentData())
        values = {name: value_of(control) for name, control in self.controls.items()}
        options = {name: value for name, value in values.items() if name not in self._parts}
        include = tuple(name for name in self._parts if values[name] == YES)
        return Request(self.sheet, paper, size, options=options, include=include)

    def _keep(self) -> None:
        """Remember what is chosen, for when this is shown again; never what was ticked of customers."""
        known = printing.sheets().get(self.sheet)
        if known is not None and known.personal:
            return
        self._kept |= {self._key(name): value_of(control) for name, control in self.controls.items()}

    def _key(self, name: str) -> str:
        """Return where a choice is kept: a stage or a person for all sheets, a tick for this one."""
        return self._tick_key(name) if isinstance(self.controls[name], CheckBox) else name

    def _tick_key(self, name: str) -> str:
        return f"{self.sheet} {name}"

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show these values; names that the sheet does not have are left aside."""
        for name, value in values.items():
            if name in self.controls:
                show_value(self.controls[name], value)
                self._kept[self._key(name)] = value

    def set_request(self, request: Request) -> None:
        """Show what was chosen before."""
        self.set_values(request.options)
        self.set_values({name: YES if name in request.include else NO for name in self._parts})
        self.set_paper(request.paper)
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(request.text_size)))

    def set_paper(self, paper: str) -> None:
        """Show the shop's paper."""
        self.paper.setCurrentIndex(max(0, self.paper.findData(paper)))

    def _offer_papers(self, sheet: str) -> None:
        """Offer large paper for posters alone; what was chosen stays where it can."""
        known = printing.sheets().get(sheet)
        wanted = dict(PAPERS) | (LARGE if known is not None and known.poster else {})
        chosen = str(self.paper.currentData())
        if [self.paper.itemData(i) for i in range(self.paper.count())] != list(wanted):
            self.paper.clear()
            for value, label in wanted.items():
                self.paper.addItem(_(label), value)
            self.set_paper(_SMALLER.get(chosen, chosen) if chosen not in wanted else chosen)

    @Slot()
    def on_changed(self) -> None:
        """Tell that something else is wanted."""
        self.changed.emit()

    # Controls

    def show_sheet(self, sheet: str, reader: Reader) -> None:
        """Show the options of a sheet as the workspace has them now."""
        plan = _plan(sheet, reader)
        if plan == self._made_for:
            return
        self._keep()
        self.sheet, self._made_for = sheet, plan
        self._offer_papers(sheet)
        self.controls = {}
        self._parts = ()
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        self._fill(column, sheet, reader)
        self._column.replaceWidget(self._own, fresh)
        self._own.hide()
        self._own.deleteLater()
        self._own = fresh
        self._own.setVisible(bool(self.controls))
        self._set_tab_order()

    def _fill(self, column: QVBoxLayout, sheet: str, reader: Reader) -> None:
        if sheet in packs.packs():
            pack = packs.pack(sheet)
            for option in pack.options:
                self._add_option(column, option, reader)
            self._parts = tuple(dict.fromkeys(part.sheet for part in pack.parts))
            flags = [(name, _(printing.sheet(name).title), True) for name in self._parts]
            self._add_flags(column, _("In this pack"), flags)
            return
        options = printing.sheet(sheet).options
        flags = [(one.name, _(one.title), bool(one.default)) for one in options if one.kind == "flag"]
        for option in options:
            if option.kind == "flag":
                if flags:
                    self._add_flags(column, _("Include"), flags)
                    flags = []
            else:
                self._add_option(column, option, reader)

    def _add_flags(self, column: QVBoxLayout, heading: str, flags: Iterable[tuple[str, str, bool]]) -> None:
        box = QVBoxLayout()
        box.setSpacing(theme.px(3))
        words = FieldLabel(heading)
        words.setContentsMargins(RING, 0, 0, 0)
        box.addWidget(words)
        for name, title, default in flags:
            tick = CheckBox(title.replace("&", "&&"))
            tick.setAccessibleName(title)
            tick.setChecked(self._kept.get(self._tick_key(name), YES if default else NO) == YES)
            tick.clicked.connect(self.on_changed)
            box.addWidget(tick)
            self.controls[name] = tick
        column.addLayout(box)

    def _add_option(self, column: QVBoxLayout, option: SheetOption, reader: Reader) -> None:
        control = _control(option, reader)
        show_value(control, self._kept.get(option.name, str(option.default)))
        if isinstance(control, TextField):
            control.textChanged.connect(self.on_changed)
        elif isinstance(control, ChoiceBox):
            control.activated.connect(self.on_changed)
        elif isinstance(control, ManyBox):
            control.changed.connect(self.on_changed)
        self.controls[option.name] = control
        column.addLayout(_under(_(option.title), control))
        if option.hint:
            set_tip(control, _(option.hint))

    def _set_tab_order(self) -> None:
        last: QWidget | None = None
        for control in (*self.controls.values(), self.paper, self.text_size):
            parts = [control.box, *control.ticks.values()] if isinstance(control, ManyBox) else [control]
            for part in parts:
                if last is not None:
                    QWidget.setTabOrder(last, part)
                last = part
        self.arranged.emit()


def value_of(control: Control) -> str:
    """Return what a control says, as the options of a sheet take it."""
    if isinstance(control, CheckBox):
        return YES if control.isChecked() else NO
    if isinstance(control, ChoiceBox):
        return str(control.currentData() or "")
    if isinstance(control, NumberField):
        number = control.value()
        return "" if number is None else str(number)
    if isinstance(control, TextField):
        return control.text()
    return control.value()


def show_value(control: Control, value: str) -> None:
    """Show a value; a choice that is not there any more becomes the first one."""
    if isinstance(control, CheckBox):
        control.setChecked(value.lower() in {YES, "true", "on", "1"})
    elif isinstance(control, ChoiceBox):
        control.setCurrentIndex(max(0, control.findData(value)))
    elif isinstance(control, NumberField):
        control.set_value(int(value) if value.isdecimal() else None)
    elif isinstance(control, TextField):
        control.setText(value)
    else:
        control.show_value(value)


def _plan(sheet: str, reader: Reader) -> object:
    """Return what decides how the panel looks, to make it anew only when that is different."""
    options = (packs.pack(sheet) if sheet in packs.packs() else printing.sheet(sheet)).options
    choices = [tuple(one.choices(reader)) if one.choices else () for one in options]
    return sheet, tuple(_(one.title) for one in options), tuple(choices)


def _control(option: SheetOption, reader: Reader) -> Control:
    title = _(option.title)
    choices = [(one.value, one.title) for one in option.choices(reader)] if option.choices else []
    if option.kind == "int":
        return NumberField(name=title)
    if not choices:
        return TextField(name=title)
    if option.many:
        # What reads like its own value is a name, the others are words of the program.
        named = [(value, words) for value, words in choices if value == words]
        return ManyBox(title, [pair for pair in choices if pair not in named], named)
    box = ChoiceBox(name=title)
    for value, words in choices:
        box.addItem(words, value)
    return box


def _choice(name: str, choices: Iterable[tuple[str, str]]) -> ChoiceBox:
    box = ChoiceBox(name=name)
    for key, label in choices:
        box.addItem(_(label), key)
    return box


def _under(label: str, control: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(RING, 0, RING, 0)
    column.setSpacing(theme.px(3))
    column.addWidget(FieldLabel(label, buddy=control))
    column.addWidget(control)
    return column
