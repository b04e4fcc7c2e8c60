"""The form of a negative cue: what is asked first on a walk stands first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.i18n import _
from cxdesk.schema.entity import spec_of
from ui.bridge import Bridge
from ui.forms.entity_form import EntityForm
from ui.forms.layout import Arrangement
from ui.widgets import SecondaryButton

_FIELDS: Arrangement = (
    "shows", "place", "photo", "replaced_by", "tells", "sort", "stage", "owner", ("found_on", "done_on"),
)  # fmt: skip


class NegativeCueForm(EntityForm):
    """All fields, and one button that says that it is gone."""

    gone_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, spec_of(NegativeCue), parent, fields=_FIELDS, shown=False)
        self.gone_button = SecondaryButton(_("Gone today"), self, icon="check")
        self.gone_button.clicked.connect(self.gone_wanted)
        self.column.insertWidget(2, self.gone_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_all()

    def above_fields(self) -> list[QWidget]:
        return [self.gone_button]

    def _show_state(self) -> None:
        super()._show_state()
        stored = self._stored
        self.gone_button.setVisible(stored is not None)
        self.gone_button.setEnabled(not self.context.ws.read_only)
        done = stored is not None and stored.record.done_on is not None
        self.gone_button.setText(_("Still there after all") if done else _("Gone today"))
        self.gone_button.set_icon("undo" if done else "check")
