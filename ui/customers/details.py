"""The fields of a customer: phones, email, birthday as the shop writes days, consent, tags."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cxdesk import clock, formats
from cxdesk.entities.customer import Customer
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from cxdesk.schema.fields import Field
from cxdesk.services.contacts import birthdays
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.editors import Maker
from ui.forms.entity_form import EntityForm
from ui.forms.text_editors import LineEditor
from ui.widgets import LinkButton

_FIELDS = (
    "name", ("called", "birthday"), "phones", "email", "tags", "first_visit",
    ("consent", "consent_on"), "consent_text", "consent_by", "do_not_store",
    "note", "address", ("since", "number"), "look_again_on", "more",
)  # fmt: skip
_SOME_LEAP_YEAR = 2000


class BirthdayEditor(LineEditor):
    """A birthday typed as the shop writes days, with or without the year."""

    short = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        example = formats.day_month_text(date(_SOME_LEAP_YEAR, 4, 12), context.language)
        self.box.setPlaceholderText(example)

    def write(self, value: Any) -> str:
        born = birthdays.parse_iso(value) if value else None
        if born is None:
            return ""
        if born.year is None:
            return formats.day_month_text(date(_SOME_LEAP_YEAR, born.month, born.day), self.context.language)
        return formats.date_text(date(born.year, born.month, born.day), self.context.language)

    def parse(self, text: str) -> Any:
        born = birthdays.parse(text, self.context.language)
        return born.iso if born is not None else ""


class DetailsForm(EntityForm):
    """All fields of a customer."""

    left = Signal()
    """Back to the card."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, spec_of(Customer), parent, fields=_FIELDS, heading=_("Details"), shown=False)
        self.back = LinkButton(_("Back to the card"), self, icon="left")
        self.back.clicked.connect(self.left)
        self.column.insertWidget(0, self.back)

    def makers(self) -> Mapping[str, Maker]:
        return {"birthday": BirthdayEditor}

    def _keep(self, record_id: int, values: Mapping[str, Any]) -> bool:
        """Keep a field; a yes or no to notes is dated today, unless its day is known."""
        record = self.context.ws.get(Customer, record_id).record
        if values.get("consent") and record.consent_on is None and "consent_on" not in values:
            values = {**values, "consent_on": clock.today()}
        return super()._keep(record_id, values)
