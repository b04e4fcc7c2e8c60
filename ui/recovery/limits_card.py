"""What each role may give without asking, and what is set aside for it each month."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow
from ui.widgets import Card, ElidedLabel, LinkButton, PageScroll
from ui.widgets.wrapped import WrappedLabel


class _AmountRow(EditorRow):
    """An amount of one record, kept as it is left."""

    def __init__(
        self,
        bridge: Bridge,
        cls: type[Any],
        name: str,
        parent: QWidget | None,
        *,
        label: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(spec_of(cls).fields[name], FormContext(bridge), parent, label=label, hint=hint)
        self._bridge_, self._cls, self.record_id = bridge, cls, 0
        self.kept.connect(self.on_kept)

    @Slot(str, object)
    def on_kept(self, name: str, value: Any) -> None:
        """Keep the amount."""
        done = self._bridge_.change(self._cls, self.record_id, initiator=self, inline=True, **{name: value})
        if name in done.fields:
            self.show_wrong(done.fields[name])
        elif done:
            self.show_value(value)


class LimitsCard(Card):
    """An amount a role. Empty is not nothing: no limit is agreed, so somebody is asked each time."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=8, spacing=4)
        self.bridge = bridge
        self._build_head()
        about = _(
            "Each time, for one person that was let down. Trust is cheaper than a talk with the boss: begin"
            " with a sum that puts a small thing right on the spot. Empty means that no limit is agreed."
        )
        self.about = WrappedLabel(about, self)
        self.about.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(6))
        self.body.addWidget(self.about)
        self.area = PageScroll(self, spacing=10)
        self.area.body.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(8))
        inside = self.area.widget()
        self.roles = QVBoxLayout()
        self.roles.setSpacing(theme.px(8))
        self.area.body.addLayout(self.roles)
        self.none = WrappedLabel(_("There are no roles yet. They are made on the Standards page."), inside)
        self.area.body.addWidget(self.none)
        hint = _("Looked at as a sum of the month, never case by case.")
        self.month = _AmountRow(bridge, Shop, "give_month", inside, hint=hint)
        self.month.show_value(bridge.ws.shop.give_month)
        self.area.body.addWidget(self.month)
        self.area.body.addStretch(1)
        self.body.addWidget(self.area, 1)
        self.rows: dict[int, _AmountRow] = {}
        self._begun: dict[int, object] = {}
        """What was typed in a card before this one, by role; 0 is the month."""

    def _build_head(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(8), 0, 0, 0)
        self.heading = ElidedLabel(_("Limits without asking"), self, size="heading")
        self.print_button = LinkButton(_("Print the cards"), self)
        self.print_button.clicked.connect(self.on_print)
        head.addWidget(self.heading, 1)
        head.addWidget(self.print_button)
        self.body.addLayout(head)

    def show_limits(self) -> None:
        """Show the amounts as they are kept now; a field in which something else is typed stays."""
        ws = self.bridge.ws
        roles = ws.rows(Role)
        if [row.id for row in roles] != list(self.rows) or any(
            self.rows[row.id].label.text() != _label(row) for row in roles
        ):
            self._make(roles)
        for row in roles:
            self.rows[row.id].refresh(row.record.may_give)
            self.rows[row.id].editor.set_read_only(ws.read_only)
        self.none.setVisible(not roles)
        self.month.record_id = ws.shop_id or 0
        self.month.refresh(ws.shop.give_month)
        self.month.editor.set_read_only(ws.read_only or not ws.shop_id)
        amounts = self._amounts()
        for role, draft in self._begun.items():
            if role in amounts:
                amounts[role].show_draft(draft)
        self._begun = {}

    def draft(self) -> dict[int, object] | None:
        """Return what can't be kept as it is, by role, and by 0 for the month; None for nothing."""
        typed = {one: row.editor.draft() for one, row in self._amounts().items() if row.is_edited()}
        return self._begun | typed or None

    def show_draft(self, draft: dict[int, object]) -> None:
        """Go on with what was typed in a card before this one, when the limits are shown."""
        self._begun = dict(draft)

    def _amounts(self) -> dict[int, _AmountRow]:
        return {**self.rows, 0: self.month}

    def _make(self, roles: list[Stored[Role]]) -> None:
        for old in self.rows.values():
            self.roles.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {}
        for row in roles:
            made = _AmountRow(self.bridge, Role, "may_give", self.area.widget(), label=_label(row))
            made.record_id = row.id
            made.show_value(row.record.may_give)
            self.roles.addWidget(made)
            self.rows[row.id] = made

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        rows = [*self.rows.values(), self.month]
        return [self.print_button, *(stop for row in rows for stop in row.editor.stops())]

    def enter(self) -> None:
        """Take the focus."""
        next(iter((*self.rows.values(), self.month))).setFocus()

    def flush(self) -> None:
        """Keep what is typed."""
        for row in (*self.rows.values(), self.month):
            row.settle()

    @Slot()
    def on_print(self) -> None:
        """Show the card of what one may do without asking in the print centre."""
        self.bridge.print_sheet("may-do-card")


def _label(row: Stored[Role]) -> str:
    return one_line(row.record.name, 60)
