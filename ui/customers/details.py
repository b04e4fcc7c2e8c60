"""The fields of a customer: phones, email, birthday, consent, tags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from ui.bridge import Bridge
from ui.forms.entity_form import EntityForm
from ui.widgets import LinkButton

_FIELDS = (
    "name", ("called", "birthday"), "phones", "email", "tags", "first_visit",
    ("consent", "consent_on"), "consent_text", "consent_by", "do_not_store",
    "note", "address", ("since", "number"), "look_again_on", "more",
)  # fmt: skip


class DetailsForm(EntityForm):
    """All fields of a customer."""

    left = Signal()
    """Back to the card."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, spec_of(Customer), parent, fields=_FIELDS, heading=_("Details"), shown=False)
        self.back = LinkButton(_("Back to the card"), self, icon="left")
        self.back.clicked.connect(self.left)
        self.column.insertWidget(0, self.back)

    def _keep(self, record_id: int, values: Mapping[str, Any]) -> bool:
        """Keep a field; a yes or no to notes is dated today, unless its day is known."""
        record = self.context.ws.get(Customer, record_id).record
        if values.get("consent") and record.consent_on is None and "consent_on" not in values:
            values = {**values, "consent_on": clock.today()}
        return super()._keep(record_id, values)
