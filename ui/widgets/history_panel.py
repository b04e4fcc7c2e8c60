"""What happened to one record: who, when, which field, from what to what; with "Restore “…”"."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import formats
from cxdesk.errors import CxDeskError
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec
from cxdesk.schema.fields import Field
from cxdesk.schema.shown import shown_written
from cxdesk.store.history import HistoryEntry
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.frames import Divider, PageScroll
from ui.widgets.labels import PlainLabel, SectionHeading, Tone
from ui.widgets.wrapped import WrappedLabel

_FROZEN = {
    "standard": "standard_version",
    "recovery_protocol": "protocol_version",
    "metric": "metric_version",
}
"""What keeps the earlier versions of a kind, and why each was followed by another."""
MOST = 100
LONGEST = 600


class HistoryPanel(QWidget):
    """The history of one record, newest first."""

    closed = Signal()

    def __init__(
        self, bridge: Bridge, spec: EntitySpec, record_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bridge, self.spec, self.record_id = bridge, spec, record_id
        self._seen: tuple[int, ...] = ()
        self.reasons: dict[int, str] = {}
        """Why a new version began, by the operation with which it did."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        self.back = IconButton("left", _("Back to the fields"))
        self.back.clicked.connect(self.closed)
        head.addWidget(self.back)
        head.addWidget(SectionHeading(_("History")), 1)
        column.addLayout(head)
        self.area = PageScroll(spacing=8)
        self.area.body.setContentsMargins(0, 0, theme.px(10), 0)
        column.addWidget(self.area, 1)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def focus_first(self) -> None:
        """Put the focus where Esc and Tab work at once."""
        self.back.setFocus(Qt.FocusReason.TabFocusReason)

    def refresh(self) -> None:
        """Show the entries there are now."""
        entries = self.bridge.ws.history(self.spec.cls, self.record_id)[:MOST]
        seen = tuple(entry.id for entry in entries)
        if seen == self._seen:
            return
        self._seen = seen
        self.reasons = self._read_reasons()
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.area.isAncestorOf(focus)
        body = self.area.body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (_number, together) in enumerate(groupby(entries, key=_operation)):
            if place:
                body.addWidget(Divider())
            body.addWidget(_Step(self, list(together)))
        body.addStretch(1)
        if had_focus:
            self.focus_first()

    def _read_reasons(self) -> dict[int, str]:
        kind = _FROZEN.get(self.spec.table)
        if kind is None:
            return {}
        ws = self.bridge.ws
        spec = ws.spec(kind)
        of = next(field.name for field in spec.links if field.to == self.spec.table)
        return {
            entry.operation: row.record.why_changed
            for row in ws.rows(spec.cls, **{of: self.record_id})
            for entry in ws.history(spec.cls, row.id)
            if entry.act == "add"
        }

    def text_of(self, field: Field, written: str | None) -> str:
        """Return a kept value as a person reads it."""
        shop, ws = self.bridge.ws.shop, self.bridge.ws
        if field.to and written:
            titles = ws.titles(ws.spec(field.to).cls, _ids(written))
            return "; ".join(titles.get(record_id, _("removed")) for record_id in _ids(written))
        return shown_written(field, written, shop.language, shop.currency)

    def restore(self, entry: HistoryEntry) -> None:
        """Give the field the value that it had before."""
        try:
            self.bridge.ws.restore_value(entry)
        except CxDeskError as error:
            self.bridge.show_error(error)
            return
        self.bridge.deliver()
        field = _(self.spec.fields[entry.field].label)
        self.bridge.notice.emit(
            _("“{field}” is as it was before.").format(field=field), self.bridge.undo_text()
        )


class _Step(QWidget):
    """One operation on the record."""

    def __init__(self, panel: HistoryPanel, entries: list[HistoryEntry]) -> None:
        super().__init__()
        first = entries[0]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        when = formats.moment_text(first.at, panel.bridge.ws.shop.language)
        who = _("{when} · {who}").format(when=when, who=first.who) if first.who else when
        column.addWidget(PlainLabel(who, tone="secondary", size="small"))
        if first.act != "change":
            acts = {"add": _("Added"), "remove": _("Moved to the trash")}
            column.addWidget(PlainLabel(acts.get(first.act, first.label), size="strong"))
            return
        for entry in entries:
            if entry.field in panel.spec.fields:
                column.addWidget(_FieldChange(panel, entry))


class _FieldChange(QWidget):
    """One field of an operation: old and new, and the way back, but for what the program keeps by itself."""

    def __init__(self, panel: HistoryPanel, entry: HistoryEntry) -> None:
        super().__init__()
        self._panel, self.entry = panel, entry
        field = panel.spec.fields[entry.field]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        column.addWidget(PlainLabel(_(field.label), size="strong"))
        picture = field.kind.name == "image"
        lines: tuple[tuple[str, str | None, Tone], ...]
        lines = (("−", entry.old, "secondary"), ("+", entry.new, "text"))
        for sign, written, tone in lines:
            text = _("Picture") if picture and written else panel.text_of(field, written)
            line = QHBoxLayout()
            line.setSpacing(theme.px(6))
            line.addWidget(PlainLabel(sign, tone="secondary"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(WrappedLabel(_cut(text) or _("(empty)"), tone=tone, size="body"), 1)
            column.addLayout(line)
        why = panel.reasons.get(entry.operation, "") if field.name == "version" else ""
        if why:
            column.addWidget(WrappedLabel(_("Why it changed: {why}").format(why=_cut(why)), size="body"))
        self.button = self._way_back(field)
        if field.editable and not (field.required and not entry.old):
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _way_back(self, field: Field) -> LinkButton:
        panel, entry = self._panel, self.entry
        before = one_line(panel.text_of(field, entry.old), 24) or _("(empty)")
        picture = _("Restore the picture") if field.kind.name == "image" and entry.old else ""
        button = LinkButton(picture or _("Restore “{value}”").format(value=before), icon="restore")
        button.setAccessibleName(
            _("Restore “{value}”").format(value=one_line(panel.text_of(field, entry.old), 80) or _("(empty)"))
        )
        button.setEnabled(not panel.bridge.ws.read_only)
        button.clicked.connect(self.on_restore)
        return button

    @Slot()
    def on_restore(self) -> None:
        """Bring the old value back."""
        self._panel.restore(self.entry)


def _operation(entry: HistoryEntry) -> int:
    return entry.operation


def _ids(written: str) -> list[int]:
    return [int(part) for part in written.replace(";", " ").split() if part.isdecimal()]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
