"""Cards of the Settings page: the second place for backups, and where the files of shops are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cxdesk import clock, paths
from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from ui import messages, theme
from ui.bridge import Bridge
from ui.tasks import Job
from ui.widgets import (
    Card,
    ChoiceBox,
    ElidedLabel,
    FieldLabel,
    LinkButton,
    PlainLabel,
    SecondaryButton,
    SectionHeading,
)

if TYPE_CHECKING:
    from cxdesk.store.keys import Key

REMINDERS = (1, 3, 7, 14, 30, 0)
"""After so many days; 0 for never."""


class _PlaceCard(Card):
    """A heading, what the place is for, the place, and its buttons."""

    def __init__(self, bridge: Bridge, heading: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=8)
        self.bridge = bridge
        self.body.addWidget(SectionHeading(heading))
        self.body.addWidget(PlainLabel(words, tone="secondary", size="small", wrap=True))
        self.place = ElidedLabel()
        self.body.addWidget(self.place)
        self.state = PlainLabel(tone="secondary", size="small", wrap=True)
        self.body.addWidget(self.state)

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put buttons side by side."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say how it stands; "" for nothing."""
        self.state.set_tone("danger" if wrong else "secondary")
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def keep(self) -> None:
        """Keep the settings and let all know."""
        self.bridge.settings.save()
        self.bridge.settings_changed.emit()


class SecondPlaceCard(_PlaceCard):
    """A second place for backups: where it is, when it could be reached, when to remind of it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            bridge,
            _("A second place for backups"),
            _("A stick, a disk or a folder that another computer has: what is left if this one is lost."),
            parent,
        )
        self.choose_button = SecondaryButton(_("Choose a folder…"), icon="folder")
        self.choose_button.clicked.connect(self.choose)
        self.drop_button = LinkButton(_("Stop using it"))
        self.drop_button.clicked.connect(self.drop)
        self.add_buttons(self.choose_button, self.drop_button)
        self.remind = QWidget(self)
        row = QHBoxLayout(self.remind)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        label = _("Remind me when it was not reachable")
        self.remind_box = ChoiceBox(name=label)
        for days in REMINDERS:
            words = ngettext("for {n} day", "for {n} days", days) if days else _("never")
            self.remind_box.addItem(words, days)
        self.remind_box.activated.connect(self.keep_reminder)
        row.addWidget(FieldLabel(label, buddy=self.remind_box))
        row.addWidget(self.remind_box)
        row.addStretch(1)
        self.body.addWidget(self.remind)

    def show_settings(self) -> None:
        """Show what is set."""
        kept = self.bridge.settings
        chosen = bool(kept.backup_folder)
        self.place.setText(kept.backup_folder or _("None yet"))
        self.drop_button.setVisible(chosen)
        self.remind.setVisible(chosen)
        self.remind_box.setCurrentIndex(max(0, self.remind_box.findData(_nearest(kept.remind_after))))
        days = kept.days_unreached()
        if not chosen or not kept.backup_reached:
            self.say("")
        elif not days:
            day = clock.parse_stamp(kept.backup_reached).astimezone().date()
            self.say(_("Reached last on {day}").format(day=date_text(day, self._language())))
        else:
            words = ngettext("Not reached for {n} day", "Not reached for {n} days", days)
            self.say(words, wrong=bool(kept.remind_after) and days >= kept.remind_after)

    def _language(self) -> str:
        workspace = self.bridge.workspace
        return workspace.shop.language if workspace is not None else "en-IE"

    @Slot()
    def choose(self) -> None:
        """Ask for the folder of the second copies."""
        kept = self.bridge.settings
        folder = messages.ask_folder(
            self,
            _("A second place for backups"),
            start=Path(kept.backup_folder) if kept.backup_folder else Path.home(),
        )
        if folder is None:
            return
        workspace = self.bridge.workspace
        if workspace is not None and folder in {workspace.path.parent, workspace.path.parent / "backups"}:
            self.say(_("The backups are there already. Choose another disk, or nothing is won."), wrong=True)
            return
        kept.backup_folder, kept.backup_reached = str(folder), clock.stamp(clock.now())
        self.keep()

    @Slot()
    def drop(self) -> None:
        """Make no second copies any more; those that there are stay."""
        self.bridge.settings.backup_folder = ""
        self.keep()
        self.choose_button.setFocus()

    @Slot()
    def keep_reminder(self) -> None:
        """Remind sooner, later or never."""
        self.bridge.settings.remind_after = int(self.remind_box.currentData())
        self.keep()


class DataFolderCard(_PlaceCard):
    """Where the files of new shops go, and the open one too if that is wanted."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            bridge,
            _("Where new shops are kept"),
            _("A shop is one file. A folder that another program keeps in step while you work may harm it."),
            parent,
        )
        self.choose_button = SecondaryButton(_("Choose a folder…"), icon="folder")
        self.choose_button.setAccessibleName(_("Choose a folder for new shops"))
        self.choose_button.clicked.connect(self.choose)
        self.usual_button = LinkButton(_("Use the usual one"))
        self.usual_button.clicked.connect(self.use_usual)
        self.open_button = LinkButton(_("Show"))
        self.open_button.setAccessibleName(_("Show the folder: {name}").format(name=_("New shops")))
        self.open_button.clicked.connect(self.open_folder)
        self.add_buttons(self.choose_button, self.open_button, self.usual_button)
        self.move_button = SecondaryButton(_("Move this shop there"), icon="right")
        self.move_button.clicked.connect(self.move_shop)
        self.add_buttons(self.move_button)
        self._told = ""
        self._moving: Path | None = None
        self._key: Key | None = None

    def show_settings(self) -> None:
        """Show what is set, and offer to move the open file where that is elsewhere."""
        kept, workspace = self.bridge.settings, self.bridge.workspace
        folder = paths.new_files_dir()
        self.place.setText(str(folder))
        self.usual_button.setVisible(bool(kept.data_folder))
        chosen = Path(kept.data_folder) if kept.data_folder else None
        elsewhere = workspace is not None and not workspace.read_only and workspace.path.parent != folder
        self.move_button.setVisible(elsewhere and chosen is not None and chosen == folder)
        if self._told:
            self.say(self._told, wrong=True)
        elif chosen is not None and chosen != folder:
            self.say(_("{folder} is not there now, so the usual folder is used.").format(folder=chosen))
        elif not self.move_button.isHidden() and workspace is not None:
            words = _("{file} is still in {folder}. It can stay there.")
            self.say(words.format(file=workspace.path.name, folder=workspace.path.parent))
        else:
            self.say("")

    @Slot()
    def choose(self) -> None:
        """Ask for the folder of new shops."""
        folder = messages.ask_folder(self, _("Where new shops are kept"), start=paths.new_files_dir())
        if folder is not None:
            self._told = ""
            self.bridge.settings.data_folder = "" if folder == paths.documents_dir() else str(folder)
            self.keep()

    @Slot()
    def use_usual(self) -> None:
        """Put new shops among the documents again."""
        self._told = ""
        self.bridge.settings.data_folder = ""
        self.keep()
        self.choose_button.setFocus()

    @Slot()
    def open_folder(self) -> None:
        """Show the folder."""
        folder = paths.new_files_dir()
        messages.open_folder(folder if folder.is_dir() else folder.parent)

    @Slot()
    def move_shop(self) -> None:
        """Close the open shop, move its file and its backups, and open it where it is then."""
        workspace = self.bridge.workspace
        if workspace is None:
            return
        self._told, self._moving = "", workspace.path
        self.choose_button.setFocus()
        work = MoveShop(workspace.path, paths.new_files_dir())
        self._key = self.bridge.key()
        self.bridge.close()
        self.bridge.tasks.run(work, self.on_moved, self.on_not_moved, store=True)

    @Slot(object)
    def on_moved(self, moved: tuple[Path, Path]) -> None:
        """Open the shop again."""
        before, now = moved
        kept = self.bridge.settings
        kept.recent = [name for name in kept.recent if name != str(before)]
        self._come_back(now)
        self.bridge.notice.emit(_("{file} is in {folder} now.").format(file=now.name, folder=now.parent), "")

    @Slot(object)
    def on_not_moved(self, error: BaseException) -> None:
        """Say why not, and open it where it was."""
        from cxdesk.errors import CxDeskError

        if not isinstance(error, CxDeskError):
            raise error
        self._told = error.message
        if self._moving is not None:
            self._come_back(self._moving)

    def _come_back(self, path: Path) -> None:
        key, self._key = self._key, None
        opened = self.bridge.open_path(path, key=key)
        if key is not None:
            key.wipe()
        if opened:
            self.bridge.go_to("settings")
        self.show_settings()


class MoveShop:
    """Work for `Tasks`: a file with its backups into another folder; returns where it was and is."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path, self.folder = path, folder

    def __call__(self, _job: Job) -> tuple[Path, Path]:
        from cxdesk.store import moving

        return self.path, moving.move(self.path, self.folder)


def _nearest(days: int) -> int:
    return min(REMINDERS, key=lambda one: abs(one - days)) if days else 0
