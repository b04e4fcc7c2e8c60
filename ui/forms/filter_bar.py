"""A small menu that narrows a list by words, switches and other records; what is chosen shows as chips."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
from cxdesk.schema.fields import Field
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.lookup import RecordLookup
from ui.widgets import FlowLayout, SecondaryButton

MOST_RECORDS = 40
KINDS = frozenset({"choice", "flag", "ref"})


class FilterBar(QWidget):
    """The chips of the filter; `button` opens its menu and stands where the page puts it."""

    changed = Signal()

    def __init__(self, bridge: Bridge, spec: EntitySpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = FormContext(bridge)
        self._fields = [field for field in spec.fields.values() if field.kind.name in KINDS]
        self.equals: dict[str, Any] = {}
        self.button = SecondaryButton(_("Filter"), parent, icon="filter")  # before other parts: Tab goes so
        if not self._fields:
            self.button.hide()
        self.button.clicked.connect(self.open_menu)
        self.chips = FlowLayout(self)
        self.chips.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def options(self, field: Field) -> list[tuple[Any, str]]:
        """Return (value, text) of what a field can be narrowed to."""
        if field.kind.name == "flag":
            return [(True, _("Yes")), (False, _("No"))]
        if field.kind.name == "choice":
            return [(key, _(label)) for key, label in field.choices]
        lookup = RecordLookup(self._context, field.to, gone=True)  # what leavers did is looked for, too
        found = lookup.all() if lookup.count() <= MOST_RECORDS else lookup.offers("", MOST_RECORDS)
        return [*((record_id, one_line(title, 60)) for record_id, title in found), (None, _("None"))]

    def narrow(self, name: str, value: Any, *, all_of_them: bool = False) -> None:
        """Narrow the list to records with this value; or no longer, with `all_of_them`."""
        if all_of_them:
            self.equals.pop(name, None)
        else:
            self.equals[name] = value
        self._show()
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Narrow nothing."""
        if self.equals:
            self.equals.clear()
            self._show()
            self.changed.emit()

    @Slot()
    def open_menu(self) -> None:
        """Offer what the list can be narrowed to."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu: one field flat, several as menus of their own."""
        menu = QMenu(self)
        for field in self._fields:
            part = menu if len(self._fields) == 1 else menu.addMenu(_(field.label).replace("&", "&&"))
            group = QActionGroup(part)
            options: list[tuple[Any, str, bool]] = [(None, _("All"), True)]
            options += [(value, text, False) for value, text in self.options(field)]
            for value, text, everything in options:
                action = QAction(text.replace("&", "&&"), group)
                action.setCheckable(True)
                action.setData((field.name, value, everything))
                on = field.name not in self.equals if everything else self._is_on(field.name, value)
                action.setChecked(on)
                part.addAction(action)
                if everything:
                    part.addSeparator()
        menu.triggered.connect(self.on_chosen)
        return menu

    def _is_on(self, name: str, value: Any) -> bool:
        return name in self.equals and self.equals[name] == value

    @Slot(QAction)
    def on_chosen(self, action: QAction) -> None:
        """Narrow to what was chosen."""
        name, value, everything = action.data()
        self.narrow(name, value, all_of_them=everything)

    def _show(self) -> None:
        from ui.forms.chip_editors import Chip

        self.chips.clear()
        for name, value in self.equals.items():
            field = next(field for field in self._fields if field.name == name)
            text = dict(self.options(field)).get(value) or self._title(field, value)
            chip = Chip(_("{field}: {value}").format(field=_(field.label), value=text), self)
            chip.setProperty("item", name)
            chip.removed.connect(self.on_chip_removed)
            self.chips.addWidget(chip)
            chip.show()
        self.setVisible(bool(self.equals))
        self.updateGeometry()

    def _title(self, field: Field, value: Any) -> str:
        return (
            RecordLookup(self._context, field.to).title(value)
            if field.to and value is not None
            else str(value)
        )

    @Slot(QWidget)
    def on_chip_removed(self, chip: QWidget) -> None:
        """Take one part of the filter away."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.narrow(chip.property("item"), None, all_of_them=True)
