"""What an incident says instead of steps while there is no protocol for it, and the way to one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk.entities.incident import Incident
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _
from cxdesk.services.recovery import defects
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.recovery import acts
from ui.widgets import LinkButton
from ui.widgets.wrapped import WrappedLabel


class NoProtocol(QWidget):
    """The link makes one for what went wrong; a draft it opens; without either it goes to the protocols."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._defect = self._draft = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.words = WrappedLabel(parent=self)
        self.link = LinkButton(parent=self, icon="recovery")
        self.link.clicked.connect(self.on_link)
        column.addWidget(self.words)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_of(self, record: Incident | None) -> None:
        """Say what there is for an incident; nothing where none lacks."""
        self.setVisible(record is not None)
        if record is None:
            return
        ws = self.bridge.ws
        there = ws.find(Standard, record.defect)
        self._defect = there.id if there is not None else 0
        live = (row for row in ws.rows(RecoveryProtocol) if row.record.state != "retired")
        draft = next(iter(defects.by_defect(live).get(self._defect, ())), None)
        self._draft = draft.id if draft is not None else 0
        if draft is not None:
            words = _("The protocol for this is still a draft: {name}.")
            self._say(words.format(name=one_line(draft.record.name, 80)), _("Open it"))
        elif self._defect:
            link = _("Open the protocols") if ws.read_only else _("Make a protocol for it")
            self._say(_("There is no protocol for this yet."), link)
        else:
            words = _("There is no protocol for this yet. Choose under “What was told” which defect it was.")
            self._say(words, _("Open the protocols"))

    def _say(self, words: str, link: str) -> None:
        self.words.setText(words)
        self.link.setText(link)
        self.link.updateGeometry()

    @Slot()
    def on_link(self) -> None:
        """Make the protocol, or show what there is."""
        if self._draft:
            self.bridge.show_record("recovery_protocol", self._draft)
        elif self._defect and not self.bridge.ws.read_only:
            acts.make_protocol(self.bridge, self._defect)
        else:
            self.bridge.show_place("recovery", "protocols")
