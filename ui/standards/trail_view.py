"""The trail of a record: what it came from and what came of it, each line a way there."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.services.recovery import trail
from cxdesk.services.recovery.trail import Step, Trail
from cxdesk.services.recovery.trail_places import Place, place_of
from ui import theme
from ui.bridge import Bridge
from ui.standards.headed_rows import HeadedDelegate, HeadedModel
from ui.standards.row_list import RowList
from ui.standards.rows import Row, RowTag
from ui.widgets import LinkButton, SectionHeading
from ui.widgets.labels import TagRole
from ui.widgets.wrapped import WrappedLabel

SHEET = "evidence-trail"
_ICONS = {
    "incident": "warning",
    "promise": "clock",
    "five_whys": "search",
    "standard": "standard",
    "recovery_protocol": "recovery",
    "sign_again": "refresh",
    "sign_off": "check",
    "print_record": "print",
    "action": "list",
    "chart_note": "metrics",
}
_ROLES: dict[str, TagRole] = {"": "neutral", "good": "good", "warn": "warn"}


def _title_of(sheet: str) -> str:
    from cxdesk.output import printing

    return printing.title_of(sheet)


class TrailView(QWidget):
    """The two sides of a trail in one list; Enter or a click opens what a line is about."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, *, title: str = "", told: bool = True
    ) -> None:
        """Make one that shows nothing yet; without `told` it names nobody who was hurt."""
        super().__init__(parent)
        self.bridge = bridge
        self.told = told
        self.place: Place | None = None
        self.trail: Trail | None = None
        self._steps: dict[int, Step] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        self.heading = SectionHeading(title or _("The trail"), self)
        self.print_button = LinkButton(_("Print the trail"), self, icon="print")
        self.print_button.clicked.connect(self.on_print)
        head.addWidget(self.heading, 1)
        head.addWidget(self.print_button)
        column.addLayout(head)
        self.nothing = WrappedLabel(parent=self)
        column.addWidget(self.nothing)
        self.list = RowList(HeadedModel("trail"), _("The trail"), self)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.list.click_opens = True
        HeadedDelegate(self.list)
        self.list.opened.connect(self.on_opened)
        column.addWidget(self.list)

    def show_of(self, kind: str, record: int) -> bool:
        """Show the trail of a record; tell whether it has one. Nothing is seen of one that has none."""
        ws = self.bridge.ws
        self.place = place_of(ws, kind, record)
        self.trail = None
        if self.place is not None:
            self.trail = trail.trail(ws, self.place, told=self.told, title_of=_title_of)
        self.setVisible(self.trail is not None)
        if self.trail is None:
            return False
        rows = self._rows(self.trail)
        empty = not (self.trail.before or self.trail.after)
        self.list.show_rows(rows, self.list.current_id())
        self.list.setVisible(not empty)
        self.nothing.setVisible(empty)
        self.nothing.setText(_("Nothing led here yet, and nothing has come of it so far."))
        self.print_button.setEnabled(not empty)
        return True

    def forget(self) -> None:
        """Show nothing."""
        self.place = self.trail = None
        self.hide()

    def _rows(self, found: Trail) -> list[Row]:
        sides = ((_("What it came from"), found.before[::-1]), (_("What came of it"), found.after))
        rows: list[Row] = []
        self._steps = {}
        for place, (title, steps) in enumerate(sides):
            if steps:
                rows.append(Row(id=-1 - place, text=title))
            for step in steps:
                number = len(self._steps) + 1
                self._steps[number] = step
                rows.append(self._row(number, step))
        return rows

    def _row(self, number: int, step: Step) -> Row:
        day = date_text(step.on, self.bridge.ws.shop.language) if step.on is not None else ""
        return Row(
            id=number,
            text=step.title,
            quiet=" · ".join(filter(None, (day, step.detail))),
            tags=(RowTag(step.what, _ROLES[step.tone]),),
            icon=_ICONS.get(step.place.kind, "right"),
        )

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.print_button, self.list]

    @Slot(int)
    def on_opened(self, number: int) -> None:
        """Go to what a line is about."""
        step = self._steps.get(number)
        if step is not None:
            self.bridge.show_record(*step.opens)

    @Slot()
    def on_print(self) -> None:
        """Show the whole trail as a page in the print centre."""
        if self.place is not None:
            self.bridge.print_sheet(SHEET, {"of": of_option(self.place)})


def of_option(place: Place) -> str:
    """Return how the sheet is told which trail is meant: “five_whys 3”."""
    return f"{place.kind} {place.record}"
