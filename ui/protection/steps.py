"""The three steps of a passphrase: the words, the paper, and the backups from before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cxdesk.i18n import N_, _, ngettext
from ui import theme
from ui.lock.passphrase import PassphraseField
from ui.start.backups_of import reason_text, when_text
from ui.widgets import (
    CheckBox,
    DangerButton,
    FieldLabel,
    LinkButton,
    PlainLabel,
    PrimaryButton,
    SecondaryButton,
)

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup

Mode = Literal["set", "change", "remove", "print"]
GROUPS_A_LINE = 4
LISTED = 6
TITLES: dict[Mode, str] = {
    "set": N_("Set a passphrase"),
    "change": N_("Change the passphrase"),
    "remove": N_("Take the passphrase away"),
    "print": N_("The recovery key"),
}
_VERBS: dict[Mode, str] = {
    "set": N_("Lock the file"),
    "change": N_("Change it"),
    "remove": N_("Take it away"),
    "print": N_("Show it"),
}
_WORDS: dict[Mode, tuple[str, ...]] = {
    "set": (
        N_(
            "From then on the file and its new backups can be read with the passphrase only, wherever they"
            " are copied. A few words that do not belong together are good."
        ),
        N_(
            "A forgotten passphrase can't be got back: nobody has a second key. Only the recovery key, which"
            " comes next and belongs on paper, opens the file then."
        ),
    ),
    "change": (
        N_("With the passphrase the recovery key changes too. Backups from before keep the old one."),
        N_("A forgotten passphrase can't be got back without the recovery key."),
    ),
    "remove": (N_("Whoever can open the folder can then read the file. Locked backups stay locked."),),
    "print": (N_("It opens the file like the passphrase does, so it is shown to nobody else."),),
}


class WordsStep(QWidget):
    """The passphrase there is, and the new one twice, as far as they are asked for."""

    wanted = Signal()

    def __init__(self, mode: Mode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = mode
        column = _column(self)
        for place, words in enumerate(_WORDS[mode]):
            column.addWidget(PlainLabel(_(words), size="strong" if place else "body", wrap=True))
        self.fields: dict[str, PassphraseField] = {}
        self.sentences: dict[str, PlainLabel] = {}
        if mode != "set":
            self._add(column, "current", _("Passphrase of now, or recovery key"))
        if mode in {"set", "change"}:
            self._add(column, "passphrase", _("New passphrase"))
            self._add(column, "again", _("New passphrase once more"))
        self.advice = PlainLabel(tone="warning", size="small", wrap=True)
        self.advice.hide()
        column.addWidget(self.advice)
        self.show_box = CheckBox(_("Show what I type"))
        column.addWidget(self.show_box)
        column.addStretch(1)
        row = QHBoxLayout()
        self.cancel_button = SecondaryButton(_("Cancel"))
        verb = _(_VERBS[mode])
        self.go_button = DangerButton(verb) if mode == "remove" else PrimaryButton(verb)
        self.go_button.clicked.connect(self.on_pressed)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.go_button)
        column.addLayout(row)
        for field in self.fields.values():
            self.show_box.toggled.connect(field.show_letters)
        if "passphrase" in self.fields:
            self.fields["passphrase"].textEdited.connect(self.on_edited)

    def _add(self, column: QVBoxLayout, name: str, label: str) -> None:
        field = self.fields[name] = PassphraseField()
        field.returnPressed.connect(self.on_pressed)
        sentence = self.sentences[name] = PlainLabel(tone="danger", size="small", wrap=True)
        sentence.hide()
        for part in (FieldLabel(label, buddy=field), field, sentence):
            column.addWidget(part)

    @property
    def current(self) -> str:
        """What was typed as the passphrase of now."""
        return self._typed("current")

    @property
    def new(self) -> str:
        """What was typed as the new one."""
        return self._typed("passphrase")

    def _typed(self, name: str) -> str:
        return self.fields[name].text() if name in self.fields else ""

    @Slot()
    def on_edited(self) -> None:
        """Say what makes it easy to guess."""
        from cxdesk.store import cipher

        words = cipher.advice(self.new) if len(self.new) >= cipher.SHORTEST else ""
        self.advice.setText(words)
        self.advice.setVisible(bool(words))

    @Slot()
    def on_pressed(self) -> None:
        """Go on to the next field; after the last one, go ahead if all is well."""
        empty = next((name for name, field in self.fields.items() if not field.text()), "")
        if empty:
            self.fields[empty].setFocus(Qt.FocusReason.TabFocusReason)
        elif "again" in self.fields and self._typed("again") != self.new:
            self.show_wrong({"again": _("The two are not the same. Type the second one again.")})
        else:
            self.show_wrong({})
            self.set_busy(busy=True)
            self.wanted.emit()

    def show_wrong(self, sentences: Mapping[str, str]) -> None:
        """Say at the fields what is wrong, and go to the first of them."""
        self.set_busy(busy=False)
        for name, label in self.sentences.items():
            words = sentences.get(name, "")
            label.setText(words)
            label.setVisible(bool(words))
            self.fields[name].set_wrong(words)
        wrong = next((name for name in self.fields if name in sentences), "")
        if wrong:
            self.fields[wrong].selectAll()
            self.fields[wrong].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing while a key is being derived."""
        for part in (*self.fields.values(), self.go_button, self.cancel_button):
            part.setEnabled(not busy)

    def forget(self) -> None:
        """Empty all fields."""
        for field in self.fields.values():
            field.forget()


class PaperStep(QWidget):
    """The groups of the recovery key, its way to paper, and the question whether it is there."""

    def __init__(self, groups: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = _column(self)
        words = _(
            "Print these groups or write them down, and keep them away from this computer. They open the"
            " file when the passphrase is forgotten, and whoever has them and the file can read it."
        )
        column.addWidget(PlainLabel(words, wrap=True))
        grid = QGridLayout()
        grid.setSpacing(theme.px(10))
        self.groups = []
        for place, group in enumerate(groups):
            label = PlainLabel(group, size="heading")
            label.setFont(_fixed())
            label.setAccessibleName(" ".join(group))
            grid.addWidget(label, place // GROUPS_A_LINE, place % GROUPS_A_LINE)
            self.groups.append(label)
        column.addLayout(grid)
        row = QHBoxLayout()
        self.print_button = SecondaryButton(_("Print…"), icon="print")
        self.save_button = LinkButton(_("Save as PDF…"))
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        column.addLayout(row)
        self.said = PlainLabel(tone="secondary", size="small", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        column.addStretch(1)
        self.paper_box = CheckBox(_("I have it on paper, away from this computer"))
        self.done_button = PrimaryButton(_("Go on"))
        self.done_button.setEnabled(False)
        self.paper_box.toggled.connect(self.done_button.setEnabled)
        self.later_button = LinkButton(_("Later"))
        self.later_button.setAccessibleDescription(_("The settings remind of it until then."))
        column.addWidget(self.paper_box)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.later_button)
        row.addWidget(self.done_button)
        column.addLayout(row)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say what became of printing or saving."""
        self.said.set_tone("danger" if wrong else "secondary")
        self.said.setText(words)
        self.said.show()

    def forget(self) -> None:
        """Show the groups no more."""
        for label in self.groups:
            label.setText("")
            label.setAccessibleName("")


class BackupsStep(QWidget):
    """Backups that the passphrase does not open: listed, and what shall become of them."""

    def __init__(self, found: Sequence[Backup], language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = _column(self)
        self.words = PlainLabel(
            ngettext(
                "{n} older backup can still be read without this passphrase:",
                "{n} older backups can still be read without this passphrase:",
                len(found),
            ),
            size="strong",
            wrap=True,
        )
        column.addWidget(self.words)
        for one in found[:LISTED]:
            line = f"{when_text(one.made_at, language)} · {reason_text(one.reason)}"
            column.addWidget(PlainLabel(line, tone="secondary", wrap=True))
        if len(found) > LISTED:
            more = ngettext("and {n} more", "and {n} more", len(found) - LISTED)
            column.addWidget(PlainLabel(more, tone="secondary"))
        self.said = PlainLabel(tone="danger", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        column.addStretch(1)
        row = QHBoxLayout()
        self.keep_button = LinkButton(_("Leave them as they are"))
        self.remove_button = DangerButton(_("Remove them"))
        self.lock_button = PrimaryButton(_("Lock them too"))
        row.addWidget(self.keep_button)
        row.addStretch(1)
        row.addWidget(self.remove_button)
        row.addWidget(self.lock_button)
        column.addLayout(row)

    def set_busy(self, *, busy: bool) -> None:
        """Take no other wish while one is being met."""
        for button in (self.keep_button, self.remove_button, self.lock_button):
            button.setEnabled(not busy)

    def show_left(self, count: int) -> None:
        """Say with how many it could not be done."""
        self.said.setText(
            ngettext(
                "With {n} backup it could not be done: it is damaged, has a former passphrase, or is in use.",
                "With {n} backups it could not be done: they are damaged, have a former passphrase, or are"
                " in use.",
                count,
            )
        )
        self.said.show()
        self.set_busy(busy=False)
        self.keep_button.setText(_("Close"))
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _column(part: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(8))
    return column


def _fixed() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(theme.px(18))
    return font
