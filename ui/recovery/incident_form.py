"""The right card: what was told, field by field, and whether it went past the front line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from cxdesk.entities.incident import SEVERITIES, Incident
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from cxdesk.text import one_line
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.choice_editors import FlagEditor
from ui.forms.editors import Maker
from ui.recovery.choices import ScaleEditor, one_of
from ui.standards.side_form import SideForm

_FIELDS = (
    "happened", "words", ("happened_on", "at"), "customer", "who", "channel", ("stage", "severity"), "defect",
    ("taken_by", "owner"), "follow_up_on", "escalated", "bypassed", "anyone",
)  # fmt: skip


class IncidentForm(SideForm):
    """Each field is kept as it is left."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, Incident, _FIELDS, _("What was told"), parent)

    def makers(self) -> Mapping[str, Maker]:
        return {"defect": one_of(self._defects), "severity": SeverityEditor, "escalated": PastEditor}

    def _defects(self) -> list[tuple[int, str]]:
        row = self.bridge.ws.find(Incident, self.record_id)
        return defects_for(self.bridge, row.record.stage if row is not None else None)

    def show_more(self) -> None:
        super().show_more()
        row = self.bridge.ws.find(Incident, self.record_id)
        escalated = row is not None and row.record.escalated
        for name in ("bypassed", "anyone"):
            self.rows[name].setVisible(escalated)
        self.rows["who"].setVisible(row is None or row.record.customer is None)


class SeverityEditor(ScaleEditor):
    """One of the three, always."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(dict(SEVERITIES), field, context, parent)
        self.box.removeItem(0)  # what is not judged yet

    def show_draft(self, draft: Any) -> None:
        self.box.setCurrentIndex(self.box.findData(draft or 1))


class PastEditor(FlagEditor):
    """A switch in few words: the card is narrow."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.box.setText(_("Past the front line"))


def defects_for(bridge: Bridge, stage: int | None) -> list[tuple[int, str]]:
    """Return the defects in use with their words, those of the stage first."""
    rows = [row for row in bridge.ws.rows(Standard, kind="defect") if row.record.status != "retired"]
    rows.sort(key=lambda row: row.record.stage != stage)
    return [(row.id, one_line(row.record.text, 120)) for row in rows]
