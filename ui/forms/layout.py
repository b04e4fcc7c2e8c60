"""How the rows of a form stand: sections, and short fields side by side where there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
from ui import theme
from ui.forms.base import FormContext
from ui.forms.editors import EDITORS, EditorRow, Maker
from ui.forms.text_editors import ShownEditor
from ui.widgets import SectionHeading

Arrangement = Sequence[str | tuple[str, ...]]
"""Names of fields from top to bottom; a tuple stands side by side."""


def arranged(spec: EntitySpec) -> list[str | tuple[str, ...]]:
    """Return all fields of a kind in their order, short ones two by two."""
    found: list[str | tuple[str, ...]] = []
    waiting = ""
    # The place comes last: it is changed in the list as a rule.
    for name, field in sorted(spec.fields.items(), key=lambda item: item[0] == spec.position):
        made = EDITORS[field.kind.name] if field.editable else ShownEditor
        if waiting and (field.section or not made.short):
            found.append(waiting)
            waiting = ""
        if not made.short:
            found.append(name)
        elif waiting:
            found.append((waiting, name))
            waiting = ""
        else:
            waiting = name
    return [*found, waiting] if waiting else found


class SideBySide(QWidget):
    """Rows beside each other; below each other where they would not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.px(12))
        self._rows: list[QWidget] = []

    def add(self, row: QWidget) -> None:
        """Put a row at the end."""
        self._rows.append(row)
        self.box.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest row alone: asked for both, it would never get narrow enough."""
        widest = max((row.minimumSizeHint().width() for row in self._rows), default=0)
        return QSize(widest, self.box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = max((row.minimumSizeHint().width() for row in self._rows), default=0)
        least = max(least, theme.px(130))
        fits = event.size().width() >= least * len(self._rows) + self.box.spacing() * (len(self._rows) - 1)
        wanted = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self.box.direction() != wanted:
            self.box.setDirection(wanted)


def build_rows(
    spec: EntitySpec,
    arrangement: Arrangement,
    context: FormContext,
    body: QVBoxLayout,
    makers: Mapping[str, Maker],
) -> dict[str, EditorRow]:
    """Make a row for each field named and put them into `body`; return them by name.

    `makers` make the editors of fields that have another than their kind.
    """
    rows: dict[str, EditorRow] = {}
    for entry in arrangement:
        names = (entry,) if isinstance(entry, str) else entry
        heading = spec.fields[names[0]].section
        if heading:
            if rows:
                body.addSpacing(theme.px(6))
            body.addWidget(SectionHeading(_(heading), body.parentWidget()))
        # Each part is made in its place: moved there later, all that is in it would be styled anew.
        together = SideBySide(body.parentWidget()) if len(names) > 1 else None
        place = together or body.parentWidget()
        made = [EditorRow(spec.fields[name], context, place, make=makers.get(name)) for name in names]
        rows |= {row.name: row for row in made}
        if together is None:
            body.addWidget(made[0])
        else:
            for row in made:
                together.add(row)
            body.addWidget(together)
    return rows
