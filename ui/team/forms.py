"""The right card: all fields of a person, or one sign-off to be put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cxdesk.entities.person import Person
from cxdesk.entities.sign_off import SignOff
from cxdesk.errors import InputError, UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from cxdesk.services import sign_offs
from ui.bridge import Bridge
from ui.forms.entity_form import EntityForm
from ui.widgets import LinkButton
from ui.widgets.wrapped import WrappedLabel

_SIGN_OFF_FIELDS = ("shown_on", "seen_on", "trainer", "form")


class PersonForm(EntityForm):
    """All fields of a person."""

    left = Signal()
    """Back to what the person signed for."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, spec_of(Person), parent)
        self.back = LinkButton(_("Back to the sign-offs"), self, icon="left")
        self.back.clicked.connect(self.left)
        self.back.hide()
        self.column.insertWidget(0, self.back)

    def _keep(self, record_id: int, values: Mapping[str, Any]) -> bool:
        """Keep a field; who leaves before joining is told so."""
        record = self.context.ws.get(Person, record_id).record
        joined = values.get("joined_on", record.joined_on)
        left = values.get("left_on", record.left_on)
        if joined and left and left < joined:
            name = "left_on" if "left_on" in values else "joined_on"
            self.rows[name].show_wrong(_("Nobody leaves before joining. Look at both days again."))
            return False
        return super()._keep(record_id, values)


class SignOffForm(EntityForm):
    """The days and the trainer of one sign-off; what was signed for stays as it was signed."""

    left = Signal()
    """Back to the person."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            bridge, spec_of(SignOff), parent, fields=_SIGN_OFF_FIELDS, heading=_("Sign-off"), shown=False
        )
        self.words = WrappedLabel(parent=self, tone="text", size="body")
        self.back = LinkButton(_("Back to the person"), self, icon="left")
        self.back.clicked.connect(self.left)
        self.column.insertWidget(0, self.back)
        self.column.insertWidget(2, self.words)

    def _show_state(self) -> None:
        super()._show_state()
        found = self.context.ws.find(SignOff, self.record_id)
        if found is not None:
            words = _("{text} (v{n})").format(text=found.record.item, n=found.record.version)
            self.words.setText(words)

    def _keep(self, record_id: int, values: Mapping[str, Any]) -> bool:
        """Keep a field; days that can't be are told as when they are entered."""
        try:
            row = self.context.ws.get(SignOff, record_id).record
            person = self.context.ws.get(Person, row.person or 0).record
            days = {name: values.get(name, getattr(row, name)) for name in ("shown_on", "seen_on")}
            if days.keys() & values.keys():
                sign_offs.check_days(person, **days)
        except InputError as error:
            for name in values:
                self.rows[name].show_wrong(error.message)
            return False
        except UserError as error:
            self.bridge.show_error(error)
            return False
        return super()._keep(record_id, values)
