"""What each line would do: how many, which of them are shown, and the whole of the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _
from cxdesk.services.imports.batches import Preview
from cxdesk.services.imports.plans import WHATS
from ui import theme
from ui.imports.lists import WAS, PreviewModel, PreviewTable, whole
from ui.widgets import ChoiceBox, PlainLabel

ALL = ""


class LinesPanel(QWidget):
    """Shows a preview."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: Preview | None = None
        self._listed: tuple[Preview | None, str] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), 0, 0, 0)
        row = QHBoxLayout()
        self.summary = PlainLabel("", self, wrap=True)
        self.filter = ChoiceBox(self, name=_("Which lines are shown"))
        row.addWidget(self.summary, 1)
        row.addWidget(self.filter)
        column.addLayout(row)
        self.table = PreviewTable(_("What each line does"), self)
        self.table.setWordWrap(True)
        self.model = PreviewModel(self.table)
        self.model.language = language
        self.table.setModel(self.model)
        self.model.set_widths(self.table.horizontalHeader())
        column.addWidget(self.table, 1)
        self.why = PlainLabel("", self, tone="secondary", wrap=True)
        column.addWidget(self.why)
        self.filter.addItem(_("All lines"), ALL)
        for what, label in WHATS:
            self.filter.addItem(_(label), what)
        self.filter.activated.connect(self.on_filter)
        self.table.current_changed.connect(self.on_line)

    def show_kind(self, kind: str) -> None:
        """Show the columns that a table of a kind needs."""
        self.model.show_kind(kind)
        self.table.setColumnHidden(WAS, self.model.visits)

    def show_preview(self, made: Preview | None, *, looking: bool) -> None:
        """Show what a table would do; None while nobody knows."""
        self._made = made
        self.summary.setText(_counted(made) if made is not None else _("Looking…") if looking else "")
        self.on_filter()

    @Slot()
    def on_filter(self) -> None:
        """Show the lines that are asked for."""
        made, what = self._made, self.filter.currentData()
        if self._listed is not None and self._listed[0] is made and self._listed[1] == what:
            return
        self._listed = made, what
        items = made.plan.tally.items if made is not None else []
        self.model.show_rows([item for item in items if what in {ALL, item.what}])
        self.table.show_reasons()
        self.why.setText("")

    @Slot(QModelIndex)
    def on_line(self, index: QModelIndex) -> None:
        """Say the whole of the chosen line."""
        rows = self.model.rows
        self.why.setText(whole(rows[index.row()], self.model) if 0 <= index.row() < len(rows) else "")


def _counted(made: Preview) -> str:
    counts = made.plan.tally.counts
    parts = [f"{_(label)}: {counts[what]}" for what, label in WHATS if counts[what]]
    shown = len(made.plan.tally.items)
    if shown < sum(counts.values()):
        parts.append(_("The first {n} are shown.").format(n=shown))
    return " · ".join(parts) or _("There are no lines in it.")
