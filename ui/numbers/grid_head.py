"""The head of the grid: which periods are shown, how often numbers are typed, and what else can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from cxdesk.i18n import N_, _
from ui import theme
from ui.standards.menus import Entry, fill
from ui.widgets import ElidedLabel, IconButton, LinkButton, SectionHeading

_CADENCES = {
    "day": N_("Days"),
    "week": N_("Weeks"),
    "month": N_("Months"),
    "quarter": N_("Quarters"),
    "year": N_("Years"),
}


class CadenceButton(LinkButton):
    """One of the cadences; the chosen one is pressed, and underlined."""

    def _shown_font(self) -> QFont:
        font = super()._shown_font()
        font.setUnderline(self.isChecked())
        return font


class GridHead(QWidget):
    """A heading, the switch, the ways to other periods, and a menu."""

    cadence_chosen = Signal(str)
    turned = Signal(int)
    acted = Signal(str)
    """The key of an entry of the menu."""
    menu_about = Signal()
    """The menu is about to be shown: fill it with `offer`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self.heading = SectionHeading(_("Enter numbers"), self)
        self.when = ElidedLabel(parent=self, tone="secondary")
        self.group = QButtonGroup(self)
        self.switch = QWidget(self)
        self._buttons: dict[str, CadenceButton] = {}
        inside = QHBoxLayout(self.switch)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for key, words in _CADENCES.items():
            button = CadenceButton(_(words), self.switch)
            button.setCheckable(True)
            button.setProperty("cadence", key)
            self.group.addButton(button)
            inside.addWidget(button)
            self._buttons[key] = button
        self.before = IconButton("left", _("Earlier (Page Up)"), self, side=26)
        self.after = IconButton("right", _("Later (Page Down)"), self, side=26)
        self.more = LinkButton(_("More"), self)
        self.more.setAccessibleName(_("More to do with numbers"))
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        row.addWidget(self.heading)
        row.addWidget(self.when, 1)
        for part in (self.switch, self.before, self.after, self.more):
            row.addWidget(part)
        self.before.clicked.connect(self.on_before)
        self.after.clicked.connect(self.on_after)
        self.group.buttonClicked.connect(self.on_switched)
        self.menu.aboutToShow.connect(self.menu_about)
        self.menu.triggered.connect(self.on_triggered)

    def show_cadences(self, cadences: Sequence[str], chosen: str) -> None:
        """Offer the cadences that there are; one alone needs no switch."""
        for key, button in self._buttons.items():
            button.setVisible(key in cadences)
            button.setChecked(key == chosen)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if key == chosen else Qt.FocusPolicy.ClickFocus)
        self.switch.setVisible(len(cadences) > 1)

    def show_when(self, words: str, *, last: bool) -> None:
        """Say which periods are shown; after the `last` there is nothing to type yet."""
        self.when.setText(words)
        self.after.setEnabled(not last)

    def offer(self, entries: Sequence[Entry]) -> None:
        """Put entries into the menu."""
        self.menu.clear()
        fill(self.menu, entries)

    def pop_up(self, spot: QPoint) -> None:
        """Show the menu somewhere else."""
        self.menu.popup(spot)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        chosen = [one for one in self._buttons.values() if one.isChecked() and not one.isHidden()]
        return [*(chosen if not self.switch.isHidden() else []), self.before, self.after, self.more]

    @Slot()
    def on_before(self) -> None:
        """Go to earlier periods."""
        self.turned.emit(-1)

    @Slot()
    def on_after(self) -> None:
        """Go to later periods."""
        self.turned.emit(1)

    @Slot(object)
    def on_switched(self, button: QWidget) -> None:
        """Show the numbers of another cadence."""
        self.cadence_chosen.emit(str(button.property("cadence")))

    @Slot(QAction)
    def on_triggered(self, action: QAction) -> None:
        """Hand on what was chosen in the menu."""
        self.acted.emit(str(action.data()))
