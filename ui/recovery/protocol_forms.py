"""The forms of the Protocols view, and what stands below a protocol's fields: its versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesk import clock, formats
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.yes_step import YesStep
from cxdesk.i18n import _, ngettext
from cxdesk.services.recovery import protocols
from ui import theme
from ui.bridge import Bridge
from ui.forms.editors import Maker
from ui.recovery.choices import defects
from ui.standards.inline_ask import InlineAsk
from ui.standards.side_form import SideForm
from ui.widgets import Divider, LinkButton
from ui.widgets.wrapped import WrappedLabel

_PROTOCOL = (
    "name", "model", "defects", "words", "never_say", ("acknowledge_minutes", "resolve_minutes"),
    "follow_up_days", ("state", "review_on"), "note",
)  # fmt: skip


class ProtocolForm(SideForm):
    """A protocol without its steps. Choosing a model fills them."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.foot: VersionFoot | None = None
        super().__init__(bridge, RecoveryProtocol, _PROTOCOL, _("Protocol"), parent)

    def makers(self) -> Mapping[str, Maker]:
        return {"defects": defects}

    def dress(self, body: QVBoxLayout) -> None:
        super().dress(body)
        self.foot = VersionFoot(self.bridge, body.parentWidget())
        self.foot.flush_wanted.connect(self.on_flush_wanted)
        body.insertWidget(body.count() - 1, self.foot)

    def field_stops(self) -> list[QWidget]:
        return [*super().field_stops(), *(self.foot.stops() if self.foot is not None else [])]

    def show_more(self) -> None:
        super().show_more()
        if self.foot is not None and self.record_id is not None:
            self.foot.show_protocol(self.record_id)

    def asked(self) -> object:
        return self.foot.draft() if self.foot is not None else None

    def ask_again(self, asked: Any) -> None:
        if self.foot is not None:
            self.foot.show_draft(asked)

    def is_asking(self) -> bool:
        return self.foot is not None and self.foot.ask.is_open()

    def half_written(self) -> bool:
        """Tell whether the reason for a next version is begun."""
        return self.foot is not None and self.foot.half_written()

    def go_on_writing(self) -> None:
        """Go back to the reason that is begun, and say what can be done with it."""
        if self.foot is not None:
            ask = self.foot.ask
            ask.sentence.say(
                _("Start this version first, or take the question away with Esc: the words stay.")
            )
            ask.boxes["why"].setFocus(Qt.FocusReason.TabFocusReason)

    def close_opened(self) -> bool:
        if super().close_opened():
            return True
        return self.foot is not None and self.foot.close_opened()

    @Slot()
    def on_flush_wanted(self) -> None:
        """Keep what is typed."""
        self.flush()

    @Slot(str, object)
    def on_kept(self, name: str, value: Any) -> None:
        stored = self.bridge.ws.find(RecoveryProtocol, self.record_id)
        if name != "model" or stored is None or value == stored.record.model:
            super().on_kept(name, value)
            return
        done = _("The steps are those of the model. What you wrote yourself stands behind them.")
        act = self.bridge.act(
            _("choose model of protocol"),
            lambda tx: protocols.use_model(tx, stored.id, value),
            initiator=self,
            done="" if value == "own" else done,
        )
        if act:
            self.rows[name].show_value(value)


class VersionFoot(QWidget):
    """Which version a protocol is in, what the earlier ones said, and the act that begins the next."""

    flush_wanted = Signal()
    """What is typed shall be kept before it is frozen."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._protocol = 0
        self._came: tuple[str, ...] = ()
        self._came_of: dict[int, tuple[str, ...]] = {}
        """What it said when she came to each version of it."""
        self._begun: dict[int, tuple[bool, dict[str, str]]] = {}
        """What was begun of the next version of other protocols, and whether the question stood there."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.version = WrappedLabel(parent=self, size="body")
        self.version_button = LinkButton(_("New version…"), self)
        self.version_button.clicked.connect(self.ask_version)
        self.earlier_button = LinkButton(parent=self)
        self.earlier_button.clicked.connect(self.on_earlier)
        self.earlier = QWidget(self)
        self.lines = QVBoxLayout(self.earlier)
        self.lines.setContentsMargins(theme.px(8), 0, 0, 0)
        self.lines.setSpacing(theme.px(3))
        self.earlier.hide()
        self.ask = InlineAsk(_("New version"), _("Start it"), self)
        self.ask.add_box("why", _("Why it changes"))
        self.ask.answered.connect(self.start_version)
        self.ask.closed.connect(self.on_closed)
        column.addWidget(Divider(self))
        column.addWidget(self.version)
        column.addWidget(self.version_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.ask)
        column.addWidget(self.earlier_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.earlier)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order of reading."""
        return [self.version_button, *self.ask.stops(), self.earlier_button]

    def show_protocol(self, protocol: int) -> None:
        """Show the versions of a protocol."""
        ws = self.bridge.ws
        record = ws.get(RecoveryProtocol, protocol).record
        if protocol != self._protocol:
            self._go_to(protocol)
            self._came_of = {}
        # Where a version was taken back, the one before goes on.
        self._came_of = {n: said for n, said in self._came_of.items() if n <= record.version}
        if record.version not in self._came_of:
            self._came_of[record.version] = protocols.said_by(ws, protocol)
        self._came = self._came_of[record.version]
        versions = protocols.versions(ws, protocol)
        stamp = ws.get(RecoveryProtocol, protocol).created_at
        since = versions[-1].until_on if versions else clock.parse_stamp(stamp).date()
        date = formats.date_text(since, ws.shop.language) if since else "–"
        self.version.setText(_("v{n} · since {date}").format(n=record.version, date=date))
        words = ngettext("{n} earlier version", "{n} earlier versions", len(versions))
        self.earlier_button.setText(words.format(n=len(versions)))
        self.earlier_button.setVisible(bool(versions))
        self.version_button.setDisabled(ws.read_only)
        if not self.earlier.isHidden():
            self._show_earlier()

    def _go_to(self, protocol: int) -> None:
        """Lay aside what was begun of the next version of one protocol, and take up that of another."""
        self._begun[self._protocol] = self.half_written(), self.ask.texts()
        self._protocol = protocol
        self.ask.hide()
        self.earlier.hide()
        stood, texts = self._begun.pop(protocol, (False, {}))
        for key, box in self.ask.boxes.items():
            box.set_text(texts.get(key, ""))
        if stood:
            self.put_question()

    def half_written(self) -> bool:
        """Tell whether somebody began to say why there is a next version."""
        return self.ask.is_open() and any(text.strip() for text in self.ask.texts().values())

    def draft(self) -> dict[int, tuple[bool, dict[str, str]]] | None:
        """Return what is begun of next versions, by protocol; None for nothing."""
        all_of_them = self._begun | {self._protocol: (self.half_written(), self.ask.texts())}
        begun = {one: (stood, texts) for one, (stood, texts) in all_of_them.items() if any(texts.values())}
        return begun or None

    def show_draft(self, draft: dict[int, tuple[bool, dict[str, str]]]) -> None:
        """Take up what was begun in a foot before this one when its protocol is shown."""
        self._begun = dict(draft)

    def _changed(self) -> bool:
        """Tell whether it says something else than when she came to it, within the same version."""
        return protocols.said_by(self.bridge.ws, self._protocol) != self._came

    @Slot()
    def ask_version(self) -> None:
        """Ask why the protocol changes."""
        self.flush_wanted.emit()
        self.put_question()
        self.ask.ask(self.ask.about.text(), **self.ask.texts())

    def put_question(self) -> None:
        """Show the question, with what was typed into it before."""
        record = self.bridge.ws.get(RecoveryProtocol, self._protocol).record
        self.ask.heading.setText(_("New version: v{n}").format(n=record.version + 1))
        about = (
            _("What you changed a moment ago is v{new}. v{old} stays readable as it was before.")
            if self._changed()
            else _("v{old} stays readable as it is now. What you change from here on is v{new}.")
        )
        self.ask.put(about.format(new=record.version + 1, old=record.version), **self.ask.texts())

    @Slot()
    def start_version(self) -> None:
        """Freeze what it said and begin the next version."""
        protocol, why = self._protocol, self.ask.text("why")
        said = self._came if self._changed() else None
        version = self.bridge.ws.get(RecoveryProtocol, protocol).record.version + 1
        done = self.bridge.act(
            _("start new version of protocol"),
            lambda tx: protocols.new_version(tx, protocol, why, said=said),
            initiator=self,
            inline=True,
            done=_("v{n} begins today. Cards of earlier versions are out of date: print them again.").format(
                n=version
            ),
        )
        if done.error is None:
            self.ask.boxes["why"].set_text("")
            self.ask.close_ask()
            self.show_protocol(protocol)
        else:
            self.ask.sentence.say(done.error.message)

    @Slot()
    def on_closed(self) -> None:
        """Give the focus back to where the question came from."""
        self.version_button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_earlier(self) -> None:
        """Show what the earlier versions said, or no longer."""
        self.earlier.setVisible(self.earlier.isHidden())
        self._show_earlier()

    def _show_earlier(self) -> None:
        while (item := self.lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        language = self.bridge.ws.shop.language
        for version in reversed(protocols.versions(self.bridge.ws, self._protocol)):
            until = formats.date_text(version.until_on, language) if version.until_on else "–"
            heading = _("v{n} until {date}: {why}").format(
                n=version.version, date=until, why=version.why_changed
            )
            self.lines.addWidget(WrappedLabel(heading, self.earlier, tone="text", size="strong"))
            for line in version.said:
                self.lines.addWidget(WrappedLabel(line, self.earlier))

    def close_opened(self) -> bool:
        """Close what is open here; tell whether there was something."""
        if self.ask.is_open():
            self.ask.close_ask()
            return True
        if not self.earlier.isHidden():
            self.earlier.hide()
            self.earlier_button.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False


class StepForm(SideForm):
    """One step of a protocol."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        fields = ("name", "does", "words", "role", "within_minutes")
        super().__init__(bridge, ProtocolStep, fields, _("Step"), parent)


class MakeGoodForm(SideForm):
    """One thing that may be given."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        fields = ("text", "cost", "protocols", "active")
        super().__init__(bridge, MakeGood, fields, _("What may be given"), parent)


class YesForm(SideForm):
    """One of those who can say yes."""

    kept_new = Signal(int)
    """A new one is kept; nobody was told yet, so that the focus stays in the form when they are."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        fields = ("person", "phone", "hours", "up_to", "deputy", "deputy_phone")
        super().__init__(bridge, YesStep, fields, _("Who can say yes"), parent)

    def keep_new(self, values: dict[str, Any]) -> int:
        record = super().keep_new(values)
        self.kept_new.emit(record)
        return record
