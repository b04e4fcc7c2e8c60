"""From the root to what changes: a new version, the action, and the mark on a chart, all in one go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.standard import Standard
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import spec_of
from cxdesk.services.recovery import actions, whys
from cxdesk.services.recovery.whys import Change
from cxdesk.text import one_line
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FormContext
from ui.forms.editors import EditorRow, Sentence
from ui.forms.layout import SideBySide
from ui.recovery.type_over import TypeOver
from ui.widgets import (
    ChoiceBox,
    FieldLabel,
    LinkButton,
    PageScroll,
    PlainLabel,
    PrimaryButton,
    SecondaryButton,
    SectionHeading,
    TextBox,
    TextField,
)
from ui.widgets.wrapped import WrappedLabel

DUE_IN = 14
"""Days that an action gets as a proposal."""
NEVER = 0
WIDE = 620


class ConcludeDialog(QDialog):
    """One act that is taken back as one. Ctrl+Enter does it, Esc leaves everything as it was."""

    def __init__(self, bridge: Bridge, five_whys: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.bridge, self.five_whys = bridge, five_whys
        self.context = FormContext(bridge)
        self.rows: dict[str, EditorRow] = {}
        self.another: int | None = None
        """The Five Whys that were begun instead, for another standard."""
        self._began = whys.proposed(bridge.ws, five_whys)
        self.setWindowTitle(_("What changes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(8))
        root = bridge.ws.get(FiveWhys, five_whys).record.root
        words = _("The root: {root}").format(root=one_line(root, 300)) if root.strip() else ""
        about = PlainLabel(words, self, size="strong", wrap=True)
        about.setVisible(bool(words))
        column.addWidget(about)
        self.area = PageScroll(self, spacing=8)
        column.addWidget(self.area, 1)
        self._build_version()
        self._build_action()
        self.area.body.addStretch(1)
        self.sentence = Sentence(self)
        column.addWidget(self.sentence)
        column.addLayout(self._buttons())
        self._show_proposed()
        room = parent.window().height() - theme.px(60)
        self.resize(theme.px(WIDE), min(theme.px(640), room))

    # Making

    def _row(self, cls: type[Any], name: str, parent: QWidget, *, label: str = "") -> EditorRow:
        # Empty is fit here: a new version alone, without an action, is a change too.
        field = spec_of(cls).fields[name]._replace(required=False)
        row = EditorRow(field, self.context, parent, label=label, hint="")
        row.label.setText(row.label.text().removesuffix(" *"))
        self.rows[name] = row
        return row

    def _box(self, label: str, lines: int = 2) -> TextBox:
        inside = self.area.body.parentWidget()
        box = TextBox(inside, name=label, lines=lines, most=8)
        box.installEventFilter(self)
        title = FieldLabel(label, inside, buddy=box)
        self.area.body.addWidget(title)
        self.area.body.addWidget(box)
        self._titles[box] = title
        return box

    def _build_version(self) -> None:
        body, inside = self.area.body, self.area.body.parentWidget() or self
        self._titles: dict[TextBox, FieldLabel] = {}
        body.addWidget(SectionHeading(_("What is written changes"), inside))
        self._build_already()
        both = SideBySide(inside)
        self.standard = self._row(FiveWhys, "standard", both, label=_("Standard"))
        self.protocol = self._row(FiveWhys, "protocol", both, label=_("Protocol"))
        both.add(self.standard)
        both.add(self.protocol)
        body.addWidget(both)
        self.text = self._box(_("New wording"))
        TypeOver(self.text)
        self.words = self._box(_("Words to use, one on each line"), lines=3)
        self.reason = self._box(_("Why it changes"), lines=1)
        for row in (self.standard, self.protocol):
            row.kept.connect(self.on_chosen)

    def _build_already(self) -> None:
        """Say, where something written changed already, how another standard is changed."""
        body, inside = self.area.body, self.area.body.parentWidget() or self
        ws = self.bridge.ws
        record = ws.get(FiveWhys, self.five_whys).record
        self._is_changed = whys.state(record) == whys.CHANGED
        standard, protocol = ws.find(Standard, record.standard), ws.find(RecoveryProtocol, record.protocol)
        name = standard.record.text if standard is not None else protocol.record.name if protocol else ""
        words = _("These Five Whys changed this already: “{text}”").format(text=one_line(name, 160))
        how = _("To change another one, begin other Five Whys with the same problem: the trail keeps both.")
        self.already = WrappedLabel(f"{words}\n{how}" if name else how, inside, tone="text", size="body")
        self.again_button = SecondaryButton(_("Begin other Five Whys"), inside, icon="add")
        self.again_button.setAccessibleDescription(self.already.text())
        self.again_button.clicked.connect(self.on_again)
        for part in (self.already, self.again_button):
            part.setVisible(self._is_changed)
        body.addWidget(self.already)
        body.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_action(self) -> None:
        body, inside = self.area.body, self.area.body.parentWidget() or self
        body.addSpacing(theme.px(4))
        body.addWidget(SectionHeading(_("Somebody does something"), inside))
        body.addWidget(self._row(Action, "what", inside))
        who = SideBySide(inside)
        who.add(self._row(Action, "owner", who))
        who.add(self._row(Action, "due_on", who))
        body.addWidget(who)
        shows = SideBySide(inside)
        shows.add(self._row(Action, "metric", shows, label=_("It should show in")))
        self.check = ChoiceBox(shows, name=_("Did it work? Ask"))
        for days in actions.CHECKS:
            words = ngettext("{n} day after it was done", "{n} days after it was done", days)
            self.check.addItem(words.format(n=days), days)
        self.check.addItem(_("Do not ask"), NEVER)
        shows.add(_labelled(_("Did it work? Ask"), self.check, shows))
        body.addWidget(shows)
        self.marker = TextField(inside, name=_("Mark on its chart, from today"))
        self.marker.setMaxLength(whys.NOTE_LONGEST)
        self.mark = _labelled(_("Mark on its chart, from today"), self.marker, inside)
        body.addWidget(self.mark)
        self.rows["metric"].kept.connect(self.on_metric)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.button = PrimaryButton(_("Change it"), self, icon="check")
        self.button.clicked.connect(self.on_answered)
        self.cancel = LinkButton(_("Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        hint = PlainLabel(_("One step: Undo takes all of it back."), self, tone="secondary", size="small")
        row.addWidget(self.button)
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(hint)
        return row

    # What is shown

    def _show_proposed(self) -> None:
        began = self._began
        for name in ("owner", "metric"):
            self.rows[name].show_value(None)
        self.standard.show_value(began.standard)
        self.protocol.show_value(began.protocol)
        self.reason.set_text(began.reason)
        self.rows["what"].show_value(began.what)
        self.rows["due_on"].show_value(clock.today() + timedelta(days=DUE_IN))
        self.check.setCurrentIndex(1)
        self.marker.setText(began.marker)
        self.mark.hide()
        self._show_texts()
        for row in (self.standard, self.protocol):
            row.setVisible(not self._is_changed)
        if self._is_changed:
            self.again_button.setFocus()
        else:
            (self.standard if self.text.isHidden() else self.text).setFocus()

    def _show_texts(self) -> None:
        """Show what the chosen one says now, to be written as it shall be."""
        standard = self.bridge.ws.find(Standard, self._ref(self.standard))
        protocol = self.bridge.ws.find(RecoveryProtocol, self._ref(self.protocol)) if not standard else None
        self.text.set_text(standard.record.text if standard is not None else "")
        self.text.selectAll()
        self.words.set_text("\n".join(protocol.record.words) if protocol is not None else "")
        for box, shown in (
            (self.text, standard is not None),
            (self.words, protocol is not None),
            (self.reason, standard is not None or protocol is not None),
        ):
            box.setVisible(shown)
            self._titles[box].setVisible(shown)

    @staticmethod
    def _ref(row: EditorRow) -> int | None:
        fit, value = row.read()
        return value if fit else None

    @Slot(str, object)
    def on_chosen(self, name: str, value: object) -> None:
        """Take a standard or a protocol: one of them changes."""
        row, other = (self.standard, self.protocol) if name == "standard" else (self.protocol, self.standard)
        row.show_value(value)
        if value is not None:
            other.show_value(None)
        self._show_texts()

    @Slot(str, object)
    def on_metric(self, _name: str, metric: object) -> None:
        """Offer the mark on its chart."""
        self.rows["metric"].show_value(metric)
        self.mark.setVisible(metric is not None)

    # The act

    def _change(self) -> Change | None:
        """Return what is typed; None where a field can't be read."""
        read = {name: row.read() for name, row in self.rows.items()}
        if not all(fit for fit, _value in read.values()):
            return None
        value = {name: found for name, (_fit, found) in read.items()}
        return Change(
            standard=value["standard"],
            protocol=value["protocol"],
            changes=self._changes(value["standard"], value["protocol"]),
            reason=self.reason.text(),
            what=str(value["what"]),
            owner=value["owner"],
            due_on=value["due_on"],
            metric=value["metric"],
            check_days=self.check.currentData() or None,
            marker=self.marker.text() if value["metric"] is not None else "",
        )

    def _changes(self, standard: int | None, protocol: int | None) -> dict[str, Any]:
        if standard is not None:
            typed = self.text.text().strip()
            now = self.bridge.ws.get(Standard, standard).record.text
            return {"text": typed} if typed and typed != now else {}
        if protocol is not None:
            lines = tuple(line.strip() for line in self.words.text().splitlines() if line.strip())
            return (
                {"words": lines}
                if lines != self.bridge.ws.get(RecoveryProtocol, protocol).record.words
                else {}
            )
        return {}

    @Slot()
    def on_answered(self) -> None:
        """Do all of it; what stands against it is said, and nothing was done."""
        change = self._change()
        if change is None:
            self.sentence.say(_("Something above can't be read. Nothing was changed."))
            return
        done = self.bridge.act(
            _("change what the Five Whys found"),
            lambda tx: whys.conclude(tx, self.five_whys, change),
            initiator=self,
            inline=True,
            done=_("It is changed."),
        )
        if done:
            self.accept()
        elif done.error is not None:
            self.sentence.say(done.error.message)

    @Slot()
    def on_again(self) -> None:
        """Begin other Five Whys for another standard; what is here stays as it is."""
        done = self.bridge.act(
            _("begin Five Whys"),
            lambda tx: whys.again(tx, self.five_whys),
            done=_("Other Five Whys with the same problem have begun."),
        )
        if done:
            self.another = done.value
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _presses(event):
            self.on_answered()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear Ctrl+Enter in the boxes, too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _presses(event):
            self.on_answered()
            return True
        return super().eventFilter(watched, event)


def _presses(event: QKeyEvent) -> bool:
    ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _labelled(label: str, field: QWidget, parent: QWidget) -> QWidget:
    """Return a field with its label above."""
    both = QWidget(parent)
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(3))
    column.addWidget(FieldLabel(label, both, buddy=field))
    column.addWidget(field)
    return both
