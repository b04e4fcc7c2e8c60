"""What was given to put it right: from the menu or not, its cost, by whom, and who said yes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk.entities.incident import Incident
from cxdesk.entities.make_good import MakeGood
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.services.recovery import giving
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.forms import drafts
from ui.forms.base import FormContext
from ui.forms.chip_editors import RefsEditor
from ui.forms.editors import EditorRow, Sentence
from ui.forms.layout import SideBySide
from ui.forms.lookup import RecordLookup
from ui.recovery import acts
from ui.widgets import LinkButton, SectionHeading
from ui.widgets.wrapped import WrappedLabel

_BARE, _PRICED = 44, 34
"""So much of a make-good stands beside its box: with large text there is no room for more."""
_FIELDS = ("gave", "gave_more", "cost", "gave_by", "approved_by")


class _Menu(RecordLookup):
    """What the menu offers under the protocol of the incident, with what each costs."""

    def __init__(self, context: FormContext) -> None:
        super().__init__(context, "make_good")
        self.protocol: int | None = None

    def all(self, chosen: Any = ()) -> list[tuple[int, str]]:
        ws = self._context.ws
        rows = {row.id: row for row in giving.menu(ws, self.protocol)}
        for one in chosen:
            row = ws.find(MakeGood, one)
            if row is not None:
                rows.setdefault(one, row)
        return [(row.id, self._words(row)) for row in rows.values()]

    def count(self) -> int:
        return len(self.all())

    def _words(self, row: Stored[MakeGood]) -> str:
        cost = row.record.cost
        if not cost:
            return one_line(row.record.text, _BARE)
        return _("{what} · {cost}").format(
            what=one_line(row.record.text, _PRICED), cost=giving.amount(cost, self._context.ws.shop)
        )


class _Given(RefsEditor):
    """Where nothing can be ticked, says whether that is for want of a protocol or of a menu."""

    def __init__(self, field: Any, context: FormContext, parent: QWidget | None, menu: _Menu) -> None:
        self._menu = menu
        super().__init__(field, context, parent, lookup=menu)

    def none_words(self) -> str:
        if not giving.whole_menu(self.context.ws):
            return _("None yet: nobody said what may be given.")
        if self._menu.protocol is None:
            return _("None for this: what may be given belongs to protocols, and there is none here.")
        return _("None for this: what may be given belongs to other protocols.")


class GiveBox(QWidget):
    """Each field is kept as it is left. Nothing here stands in the way of the truth."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.context = FormContext(bridge)
        self.incident: int | None = None
        self.record: Incident | None = None
        self.menu = _Menu(self.context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(SectionHeading(_("What we gave"), self))
        fields = spec_of(Incident).fields
        self.rows = {
            name: EditorRow(fields[name], self.context, self, make=self._maker(name)) for name in _FIELDS
        }
        for names in (("gave",), ("gave_more",), ("cost", "gave_by")):
            together = SideBySide(self)
            for name in names:
                together.add(self.rows[name])
            column.addWidget(together)
            if names == ("gave",):
                self.menu_link = LinkButton(_("What we may give"), self, icon="heart")
                self.menu_link.clicked.connect(self.on_menu)
                column.addWidget(self.menu_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.good = WrappedLabel(parent=self, tone="good")
        self.ask = Sentence(self)
        column.addWidget(self.good)
        column.addWidget(self.ask)
        column.addWidget(self.rows["approved_by"])
        for row in self.rows.values():
            row.kept.connect(self.on_kept)

    def _maker(self, name: str) -> Any:
        return self._make_menu if name == "gave" else None

    def _make_menu(self, field: Any, context: FormContext, parent: QWidget | None) -> RefsEditor:
        return _Given(field, context, parent, self.menu)

    def show_record(self, row: Stored[Incident]) -> None:
        """Show what was given at an incident."""
        same = self.incident == row.id
        self.incident, self.record = row.id, row.record
        self.menu.protocol = row.record.protocol
        for name, editor_row in self.rows.items():
            value = getattr(row.record, name)
            (editor_row.refresh if same else editor_row.show_value)(value)
            editor_row.editor.set_read_only(self.bridge.ws.read_only)
        self.menu_link.setVisible(not self.menu.all(row.record.gave))
        self._judge(row.record)

    def _judge(self, record: Incident) -> None:
        """Say whether it is within the limit, and who says yes where it is not."""
        answer = giving.answer(self.bridge.ws, record.cost, record.gave_by) if record.cost else None
        asked = answer is not None and not answer.allowed
        self.good.setVisible(answer is not None and (answer.allowed or record.approved_by is not None))
        self.ask.say("")
        if answer is not None and asked and record.approved_by is None:
            self.ask.say(_("{answer} Then note who said yes.").format(answer=answer.words))
        elif answer is not None:
            self.good.setText(_("Somebody said yes to it.") if asked else answer.words)
        self.rows["approved_by"].setVisible(asked or record.approved_by is not None)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        found = [stop for row in self.rows.values() if not row.isHidden() for stop in row.editor.stops()]
        return found if self.menu_link.isHidden() else [self.menu_link, *found]

    def has_unkept(self) -> bool:
        """Tell whether something is typed that is not kept."""
        return any(row.is_edited() for row in self.rows.values())

    def draft(self) -> drafts.Draft | None:
        """Return what can't be kept as it is, None for nothing."""
        return drafts.taken(self.rows.values()) if self.has_unkept() else None

    def show_draft(self, draft: drafts.Draft) -> None:
        """Put back what was typed in a box before this one, for the incident that is shown."""
        drafts.put_back(self.rows.values(), draft)

    def flush(self) -> None:
        """Keep what is typed."""
        for row in self.rows.values():
            row.settle()

    @Slot()
    def on_menu(self) -> None:
        """Show what may be given."""
        self.bridge.show_place("recovery", "menu")

    @Slot(str, object)
    def on_kept(self, name: str, value: Any) -> None:
        """Keep a field; what comes from the menu brings its cost, unless another one was typed."""
        record = self.record
        if self.incident is None or record is None or self.bridge.ws.read_only:
            return
        values = {name: value}
        if name == "gave" and record.cost in (None, self._cost_of(record.gave)):
            values["cost"] = self._cost_of(value)
        if record.gave_by is None and name != "gave_by" and (values.get("cost") or values.get("gave")):
            values["gave_by"] = record.owner or record.taken_by
        done = acts.give(self.bridge, self.incident, **values)
        if done:
            self.rows[name].show_value(value)
        for field, words in done.fields.items():
            self.rows[field].show_wrong(words)

    def _cost_of(self, gave: tuple[int, ...]) -> int | None:
        costs = [row.record.cost for one in gave if (row := self.bridge.ws.find(MakeGood, one)) is not None]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if known else None
