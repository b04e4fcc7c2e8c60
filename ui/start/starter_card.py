"""Starter content for a shop that is there already: what would be added, and the button that adds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import _, ngettext
from ui import theme
from ui.widgets import (
    Card,
    ChoiceBox,
    FieldLabel,
    LinkButton,
    PlainLabel,
    PrimaryButton,
    SecondaryButton,
    SectionHeading,
)

if TYPE_CHECKING:
    from cxdesk.services.trades import Preview, Section
    from ui.bridge import Bridge
    from ui.tasks import Job

_TITLES = 12


class StarterCard(Card):
    """Chooses a trade, shows what it would add, adds it as one step."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.preview: Preview | None = None
        self.body.addWidget(SectionHeading(_("Starter content")))
        about = _("Stages, standards and roles of a trade, to begin from. What you have stays as it is.")
        self.body.addWidget(PlainLabel(about, tone="secondary", size="small", wrap=True))
        self.open_button = SecondaryButton(_("Add starter content…"), icon="add")
        self.open_button.clicked.connect(self.open_panel)
        self.body.addWidget(self.open_button)
        self.panel = QWidget()
        self.body.addWidget(self.panel)
        self._make_panel()
        self.panel.hide()

    def _make_panel(self) -> None:
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.trade_box = ChoiceBox()
        self.trade_box.currentIndexChanged.connect(self.show_preview)
        column.addWidget(FieldLabel(_("Trade"), buddy=self.trade_box))
        column.addWidget(self.trade_box)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(4))
        column.addLayout(self.lines)
        self.words = PlainLabel(wrap=True)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        self.add_button = PrimaryButton(_("Add"))
        self.add_button.clicked.connect(self.add)
        self.cancel_button = LinkButton(_("Cancel"))
        self.cancel_button.clicked.connect(self.close_panel)
        row.addWidget(self.add_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        column.addLayout(row)

    @property
    def is_open(self) -> bool:
        """Whether the preview is shown."""
        return not self.panel.isHidden()

    def set_read_only(self, read_only: bool) -> None:
        """Offer nothing in a file that can't be written."""
        self.open_button.setDisabled(read_only)

    @Slot()
    def open_panel(self) -> None:
        """Show what there is to add."""
        self.open_button.hide()
        self.panel.show()
        self.trade_box.setFocus()
        if self.trade_box.count():
            self.show_preview()
        else:
            self._bridge.tasks.run(_names, self.on_names, self._bridge.on_task_error)

    @Slot()
    def close_panel(self) -> None:
        """Go back to the button."""
        self.panel.hide()
        self.open_button.show()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_names(self, names: list[tuple[str, str]]) -> None:
        """Offer the trades, the shop's own first."""
        own = self._bridge.ws.shop.trade
        self.trade_box.blockSignals(True)
        for key, name in names:
            self.trade_box.addItem(name, key)
        self.trade_box.setCurrentIndex(max(0, self.trade_box.findData(own)))
        self.trade_box.blockSignals(False)
        self.show_preview()

    @Slot()
    def show_preview(self) -> None:
        """Say what would be added now."""
        from cxdesk.services import trades

        trade = str(self.trade_box.currentData() or "")
        if not trade or not self.is_open:
            return
        self.preview = trades.preview(self._bridge.ws, trade)
        self._clear_lines()
        for section in self.preview.sections:
            if section.adds:
                self.lines.addWidget(self._line(section))
        count, there = self.preview.count, sum(len(section.there) for section in self.preview.sections)
        if count:
            said = ngettext("{n} record would be added.", "{n} records would be added.", count)
        else:
            said = _("Nothing is missing: all of it is there already.")
        if count and there:
            stays = ngettext("{n} is there already and stays.", "{n} are there already and stay.", there)
            said = f"{said} {stays}"
        self.words.setText(said)
        self.add_button.setEnabled(bool(count))

    def _line(self, section: Section) -> QWidget:
        """Return how many of a kind, with their titles below."""
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        label = _(self._bridge.ws.spec(section.kind).label)
        column.addWidget(PlainLabel(f"{label}: {len(section.adds)}", size="strong"))
        titles = "; ".join(section.adds[:_TITLES]) + (" …" if len(section.adds) > _TITLES else "")
        column.addWidget(PlainLabel(titles, tone="secondary", size="small", wrap=True))
        return line

    def _clear_lines(self) -> None:
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @Slot()
    def add(self) -> None:
        """Add it, as one step that can be taken back."""
        from cxdesk.services import trades

        if self.preview is None or not self.preview.count:
            return
        trade, count = str(self.trade_box.currentData()), self.preview.count
        words = ngettext("{n} record was added", "{n} records were added", count)
        done = self._bridge.act(
            _("add starter content"), lambda tx: trades.apply(tx, trade), initiator=self, done=words
        )
        if done:
            self.close_panel()


def _names(_job: Job) -> list[tuple[str, str]]:
    from cxdesk.services import trades

    return [(info.trade, info.name) for info in trades.available()]
