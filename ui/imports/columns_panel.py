"""What each column of the table is: its heading, what stands in it, and a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cxdesk.entities.metric_part import MetricPart
from cxdesk.i18n import _
from cxdesk.schema.reading import Reader
from cxdesk.services.cells import text_of
from cxdesk.services.contacts.columns import field_of
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.plans import Target
from cxdesk.services.imports.tables import Table
from cxdesk.text import fold, one_line
from ui import theme
from ui.widgets import ChoiceBox, ElidedLabel, PageScroll, PlainLabel

_FIELD, _NUMBER = "field", "number"
MOST_COLUMNS = 60


class ColumnsPanel(PageScroll):
    """A line for each column."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=6)
        self.setAccessibleName(_("Columns"))
        self.setMinimumWidth(theme.px(310))
        self.boxes: list[ChoiceBox] = []
        self._head: tuple[str, ...] = ()
        self._many: frozenset[str] = frozenset()
        self._sheet: QWidget | None = None

    def show_table(self, reader: Reader, target: Target, table: Table, said: Mapping | None = None) -> None:
        """Offer a choice for each column, with what a mapping, else its heading, says chosen."""
        self.boxes = []
        self._head = table.head[:MOST_COLUMNS]
        if self._sheet is not None:
            self.body.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = QWidget(self)
        grid = QGridLayout(self._sheet)
        grid.setContentsMargins(0, 0, theme.px(6), 0)
        grid.setVerticalSpacing(theme.px(3))
        grid.setHorizontalSpacing(theme.px(10))
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(0, theme.px(120))
        grid.setColumnMinimumWidth(1, theme.px(150))
        told = said or target.proposed(table)
        proposed = {column: (_FIELD, field_of(key)) for key, column in told.columns.items()}
        proposed |= {column: (_NUMBER, name) for column, name in told.wide.items()}
        self._many = target.many
        known = (
            [row.record.name for row in reader.rows(MetricPart) if row.record.active] if target.wide else []
        )
        boxes: dict[str, ChoiceBox] = {}
        told_of = {name: _examples(table, place) for place, name in enumerate(self._head)}
        # Programs export dozens of columns that nobody fills: they stand behind those that say something.
        for line, name in enumerate(sorted(self._head, key=lambda one: not told_of[one])):
            box = boxes[name] = self._box(name, target, known)
            self._choose(box, name, proposed, known if said is None else ())
            label = ElidedLabel(one_line(name, 60), self._sheet, size="strong")
            label.setBuddy(box)
            grid.addWidget(label, 2 * line, 0)
            words = told_of[name] or _("(empty)")
            examples = ElidedLabel(words, self._sheet, tone="secondary", size="small")
            grid.addWidget(examples, 2 * line + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(box, 2 * line, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            box.activated.connect(self.on_chosen)
        self.boxes = [boxes[name] for name in self._head]
        if len(table.head) > MOST_COLUMNS:
            more = _("Columns beyond the {n}th are left out.").format(n=MOST_COLUMNS)
            grid.addWidget(
                PlainLabel(more, self._sheet, tone="secondary", wrap=True), 2 * MOST_COLUMNS, 0, 1, 2
            )
        self.body.insertWidget(0, self._sheet)
        if self.body.count() == 1:
            self.body.addStretch(1)

    def mapping(self) -> Mapping:
        """Return what is chosen."""
        columns: dict[str, str] = {}
        wide: dict[str, str] = {}
        for name, box in zip(self._head, self.boxes, strict=True):
            sort, key = box.currentData() or ("", "")
            if sort == _FIELD:
                columns.setdefault(self._numbered(key, columns), name)
            elif sort == _NUMBER:
                wide[name] = key
        return Mapping(columns=columns, wide=wide)

    @Slot()
    def on_chosen(self) -> None:
        """A field is one column: the one chosen last."""
        chosen = self.sender()
        for box in self.boxes:
            data = box.currentData()
            same = (
                isinstance(chosen, ChoiceBox) and box is not chosen and data and data == chosen.currentData()
            )
            if same and data[1] not in self._many:
                box.setCurrentIndex(0)
        self.chosen.emit()

    def _numbered(self, key: str, columns: dict[str, str]) -> str:
        """Return the name of a field for one more column: the second phone is phone_2."""
        count = 1 + sum(field_of(one) == key for one in columns)
        return f"{key}_{count}" if count > 1 and key in self._many else key

    def _box(self, name: str, target: Target, known: Sequence[str]) -> ChoiceBox:
        box = ChoiceBox(self._sheet, name=_("What “{column}” is").format(column=name))
        box.addItem(_("Kept as it is") if target.kind == "customers" else _("Left out"), None)
        for field in target.fields:
            box.addItem(_(field.label), (_FIELD, field.key))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if not target.wide:
            return box
        box.insertSeparator(box.count())
        if fold(name) not in {fold(one) for one in known}:
            box.addItem(_("New number “{name}”").format(name=one_line(name, 40)), (_NUMBER, name))
        for one in known:
            box.addItem(_("Number “{name}”").format(name=one_line(one, 40)), (_NUMBER, one))
        return box

    def _choose(
        self, box: ChoiceBox, name: str, proposed: dict[str, tuple[str, str]], known: Sequence[str]
    ) -> None:
        """Choose what is proposed, else the number of that name."""
        same = next((one for one in known if fold(one) == fold(name)), None)
        wanted = proposed.get(name) or ((_NUMBER, same) if same else None)
        if wanted is not None:
            place = next((i for i in range(box.count()) if box.itemData(i) == wanted), 0)
            box.setCurrentIndex(place)


def _examples(table: Table, place: int) -> str:
    shown = [text_of(line.cells[place]) for line in table.first if place < len(line.cells)]
    return one_line(", ".join(list(dict.fromkeys(filter(None, shown)))[:4]), 80)
