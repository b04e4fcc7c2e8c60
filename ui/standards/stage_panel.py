"""The fields of a stage: what is wanted there, and what its training sheet says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cxdesk.entities.stage import Stage
from cxdesk.i18n import _
from ui.bridge import Bridge
from ui.standards.side_form import SideForm


class StageForm(SideForm):
    """One stage."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        fields = ("name", "wants", "aim", "practise", "active")
        super().__init__(bridge, Stage, fields, _("Stage details"), parent)
