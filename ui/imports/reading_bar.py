"""How the table is read: letters, what parts the columns, sheet, headings; decimals, days, how often."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk.i18n import N_, _
from cxdesk.services.imports import letters, tables
from cxdesk.services.imports.customers import NAMELESS, SKIP
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.tables import Reading, Table
from cxdesk.text import one_line
from ui import theme
from ui.widgets import ChoiceBox, FieldLabel, FlowLayout

MARKS = ((".", N_("A point: 1,234.5")), (",", N_("A comma: 1.234,5")))
ORDERS = (
    ("ymd", N_("Year first: 2026-11-20")),
    ("dmy", N_("Day first: 20.11.2026")),
    ("mdy", N_("Month first: 11/20/2026")),
)
NAMELESS_LINES = ((SKIP, N_("left out")),)
PERIODS = (
    ("week", N_("its week")),
    ("month", N_("its month")),
    ("quarter", N_("its quarter")),
    ("year", N_("its year")),
)


class _Fitting(ChoiceBox):
    """As wide as what is chosen, so that all of them stand in one row; the list is as wide as it needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentTextChanged.connect(self.on_text)

    def sizeHint(self) -> QSize:
        """Return the size of what is chosen."""
        words = self.fontMetrics().horizontalAdvance(self.currentText())
        return QSize(max(words, theme.px(50)) + theme.px(42), super().sizeHint().height())

    def showPopup(self) -> None:
        """Open the list."""
        self.view().setMinimumWidth(super().sizeHint().width())
        super().showPopup()

    @Slot(str)
    def on_text(self, _text: str) -> None:
        """Take another width."""
        self.updateGeometry()


class ReadingBar(QWidget):
    """A row of choices; what is found out by itself is the first of each."""

    read_anew = Signal()
    """The file has to be read in another way."""
    looked_at_anew = Signal()
    """The columns mean something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self)
        self.letters = self._add(flow, _("Letters"))
        self.delimiter = self._add(flow, _("Columns parted by"))
        self.sheet = self._add(flow, _("Sheet"))
        self.head = self._add(flow, _("Headings in line"))
        self.decimal = self._add(flow, _("Decimals after"))
        self.dates = self._add(flow, _("Days"))
        self.cadence = self._add(flow, _("A day stands for"))
        for box in (self.letters, self.delimiter, self.sheet, self.head):
            box.activated.connect(self.on_read)
        self.nameless = self._add(flow, _("Lines without a name"))
        for box in (self.decimal, self.dates, self.cadence, self.nameless):
            box.activated.connect(self.on_look)
        self._fill(self.decimal, MARKS, _("found by itself"))
        self._fill(self.dates, ORDERS, _("found by itself"))
        self.cadence.addItem(_("that day"), "")
        for cadence, word in PERIODS:
            self.cadence.addItem(_(word), cadence)
        self._fill(self.nameless, NAMELESS_LINES, _("kept under phone or email"))
        self._show(self.nameless, on=False)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        boxes = (
            self.letters, self.delimiter, self.sheet, self.head, self.decimal, self.dates, self.cadence,
            self.nameless,
        )  # fmt: skip
        return [box for box in boxes if box.isVisibleTo(self)]

    def show_table(self, table: Table, *, periods: bool, numbers: bool) -> None:
        """Show how a table is read; `periods`: a day can stand for one; `numbers`: there may be some."""
        self._show(self.cadence, on=periods)
        self._show(self.decimal, on=numbers and not table.cards)
        self._show(self.dates, on=not table.cards)
        reading, text = table.reading, not table.sheets and not table.cards
        self._show(self.head, on=not table.cards)
        self._show(self.letters, on=text)
        self._show(self.delimiter, on=text)
        self._show(self.sheet, on=len(table.sheets) > 1)
        self._fill(self.letters, [(key, _(name)) for key, name in letters.ENCODINGS])
        self._fill(self.delimiter, [(sign, tables.sign_name(sign)) for sign in tables.DELIMITERS])
        self._fill(self.sheet, [(name, one_line(name, 40)) for name in table.sheets])
        lines = sorted({*range(1, 11), reading.head})
        self._fill(self.head, [(str(line), str(line)) for line in lines])
        for box, key in (
            (self.letters, reading.encoding),
            (self.delimiter, reading.delimiter),
            (self.sheet, reading.sheet),
            (self.head, str(reading.head)),
        ):
            box.setCurrentIndex(max(0, box.findData(key)))

    def reading(self) -> Reading:
        """Return how the file shall be read."""
        return Reading(
            self.letters.currentData() or "",
            self.delimiter.currentData() or "",
            self.sheet.currentData() or "",
            int(self.head.currentData() or 0),
        )

    def completed(self, mapping: Mapping) -> Mapping:
        """Return a mapping with what is chosen here."""
        return mapping._replace(
            decimal=self.decimal.currentData() or "",
            dates=self.dates.currentData() or "",
            cadence=self.cadence.currentData() or "",
            fixed={key: word for key, word in mapping.fixed.items() if key != NAMELESS}
            | ({NAMELESS: SKIP} if self.nameless.currentData() else {}),
        )

    def show_mapping(self, mapping: Mapping) -> None:
        """Choose what a mapping says."""
        for box, key in (
            (self.decimal, mapping.decimal), (self.dates, mapping.dates), (self.cadence, mapping.cadence),
            (self.nameless, mapping.fixed.get(NAMELESS, "")),
        ):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(key)))

    def show_found(self, mapping: Mapping) -> None:
        """Say what was found out about decimals and days."""
        for box, choices, found in (
            (self.decimal, MARKS, mapping.decimal),
            (self.dates, ORDERS, mapping.dates),
        ):
            word = dict(choices).get(found)
            box.setItemText(
                0, _("found by itself") if word is None else _("found: {what}").format(what=_(word))
            )

    def offer_to_leave_out(self, count: int) -> None:
        """Offer to leave out lines without a name, where there are any or that is chosen."""
        self._show(self.nameless, on=count > 0 or bool(self.nameless.currentData()))

    def ask(self, what: str) -> None:
        """Put the focus where something has to be chosen."""
        box = self.dates if what == "dates" else self.decimal
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_read(self) -> None:
        """Read the file in another way."""
        self.read_anew.emit()

    @Slot()
    def on_look(self) -> None:
        """Look at the lines in another way."""
        self.looked_at_anew.emit()

    def _add(self, flow: FlowLayout, label: str) -> ChoiceBox:
        pair = QWidget(self)
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, theme.px(8), theme.px(4))
        column.setSpacing(theme.px(2))
        box = _Fitting(pair)
        column.addWidget(FieldLabel(label, pair, buddy=box))
        column.addWidget(box)
        flow.addWidget(pair)
        return box

    @staticmethod
    def _show(box: ChoiceBox, *, on: bool) -> None:
        pair = box.parentWidget()
        if pair is not None:
            pair.setVisible(on)

    @staticmethod
    def _fill(box: ChoiceBox, choices: object, first: str = "") -> None:
        box.clear()
        if first:
            box.addItem(first, "")
        for key, name in choices:  # type: ignore[attr-defined]
            box.addItem(_(name), key)
