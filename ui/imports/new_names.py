"""Names of a table that nobody has here: one much like ours is asked about, one press takes it for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.text import one_line
from ui import theme
from ui.widgets import LinkButton, Picture, PlainLabel

_MOST = 4
_LONGEST = 40


class NameLine(QWidget):
    """One name, with what it is taken for."""

    pressed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._here = "", ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(Picture("warning", self, side=14, role="warning"))
        self.words = PlainLabel("", self, size="strong")
        self.link = LinkButton("", self)
        row.addWidget(self.words)
        row.addWidget(self.link)
        row.addStretch(1)
        self.link.clicked.connect(self.on_link)

    def show_name(self, name: str, here: str, *, taken: bool) -> None:
        """Say what a name is; `taken` for the one that is there."""
        self._name, self._here = name, "" if taken else here
        short, ours = one_line(name, _LONGEST), one_line(here, _LONGEST)
        if taken:
            self.words.setText(_("“{name}” is taken for “{here}”.").format(name=short, here=ours))
            self.link.setText(_("No, it is a new number"))
        else:
            words = _("“{name}” would be a new number. Did you mean “{here}”?")
            self.words.setText(words.format(name=short, here=ours))
            self.link.setText(_("Take it for “{here}”").format(here=ours))

    @Slot()
    def on_link(self) -> None:
        """Hand on what is meant."""
        self.pressed.emit(self._name, self._here)


class NewNames(QWidget):
    """The lines. `taken` holds what each name of the table is called here, as it was decided."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taken: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.lines = [NameLine(self) for _place in range(_MOST)]
        for line in self.lines:
            line.pressed.connect(self.on_pressed)
            column.addWidget(line)
        self.show_names(())

    def forget(self) -> None:
        """Forget what was decided for another table."""
        self.taken = {}
        self.show_names(())

    def show_names(self, likely: Sequence[tuple[str, str]]) -> None:
        """Show what is decided already, then what may be meant."""
        all_of_it = [(*one, True) for one in self.taken.items()] + [(*one, False) for one in likely]
        for line, one in zip(self.lines, all_of_it, strict=False):
            line.show_name(one[0], one[1], taken=one[2])
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(all_of_it))
        self.setVisible(bool(all_of_it))

    @Slot(str, str)
    def on_pressed(self, name: str, here: str) -> None:
        """Take a name for one that is there, or as new."""
        self.taken = {key: value for key, value in self.taken.items() if key != name}
        if here:
            self.taken[name] = here
        self.changed.emit()
