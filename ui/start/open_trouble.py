"""What stands against opening a file, and the ways out of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from cxdesk.i18n import _
from ui import messages
from ui.start import trouble
from ui.start.backups_of import NewestGood, counts_text, when_text
from ui.start.making import Salvage
from ui.start.saved_words import is_short, saved_text, wanted_of
from ui.start.trouble import Way

if TYPE_CHECKING:
    from cxdesk.errors import CxDeskError
    from cxdesk.store.backup import Backup
    from cxdesk.store.salvage import Salvaged
    from ui.pages.start_room import StartPage


class OpenTrouble(QObject):
    """Says on the card of the start page why a file was not opened, and goes the way that is chosen."""

    def __init__(self, page: StartPage) -> None:
        super().__init__(page)
        self._page, self._bridge, self._card = page, page.bridge, page.trouble
        self._about: tuple[Path, CxDeskError] | None = None
        self._newest: Backup | None = None
        self._saved: Salvaged | None = None
        self._card.chosen.connect(self.on_way_chosen)

    def show(self, path: Path, error: CxDeskError) -> None:
        """Say why, with the ways out."""
        self._about, self._newest = (path, error), None
        self._card.show_ways(error.message, trouble.ways_out(path, error))
        self._card.focus_first()
        if trouble.may_be_restored(path, error):
            self._bridge.tasks.run(NewestGood(path), self.on_newest_known, self.on_no_backups)

    def forget(self) -> None:
        """Forget what it was about; what is found out about it comes too late."""
        self._about = None

    @Slot(object)
    def on_newest_known(self, found: tuple[Path, Backup | None]) -> None:
        """Offer the newest good backup first."""
        path, one = found
        if one is None or self._about is None or path != self._about[0]:
            return
        self._newest = one
        self._card.add_way(self._restore(one), first=True)
        self._card.focus_first()

    def _restore(self, one: Backup) -> Way:
        when = when_text(one.made_at, self._page.form.defaults.language)
        title = _("Bring back the backup of {when}").format(when=when)
        return Way(trouble.RESTORE, "backup", title, counts_text(one.counts))

    @Slot(object)
    def on_no_backups(self, _error: BaseException) -> None:
        """Leave the ways out that there are: without backups there is one less."""

    @Slot(str)
    def on_way_chosen(self, act: str) -> None:
        """Go a way out."""
        if self._about is None:
            return
        path, _error = self._about
        if act == trouble.LOOK:
            self._page.look_at(path)
        elif act == trouble.AGAIN:
            self._page.open_file(path)
        elif act == trouble.OTHER:
            self._page.browse()
        elif act == trouble.LOCATE:
            self._page.locate(path)
        elif act == trouble.FOLDER:
            messages.open_folder(path.parent)
        elif act == trouble.BACKUPS:
            self._page.show_backups()
        elif act == trouble.RESTORE and self._newest is not None:
            self._page.on_restore_wanted(self._newest, path)
        elif act == trouble.SALVAGE:
            self.salvage(path)
        elif act == trouble.SAVED and self._saved is not None:
            self._bridge.open_path(self._saved.path)

    def salvage(self, path: Path) -> None:
        """Save what can be read into a new file."""
        self._card.set_busy(busy=True)
        self._bridge.tasks.run(Salvage(path), self.on_salvaged, self.on_not_salvaged, store=True)

    @Slot(object)
    def on_salvaged(self, saved: Salvaged) -> None:
        """Open what was saved, or let choose between that and the backups where something is missing."""
        self._card.set_busy(busy=False)
        wanted = wanted_of(saved, self._newest.counts if self._newest is not None else {})
        words = saved_text(saved, wanted)
        if self._about is not None and is_short(saved, wanted):
            self._saved = saved
            newest = [self._restore(self._newest)] if self._newest is not None else []
            self._card.show_ways(words, [*newest, *trouble.ways_after(saved.path)])
            self._card.focus_first()
        elif self._bridge.open_path(saved.path):
            self._bridge.problem.emit(words, "info")

    @Slot(object)
    def on_not_salvaged(self, error: BaseException) -> None:
        """Say why nothing was saved."""
        self._card.set_busy(busy=False)
        self._bridge.on_task_error(error)
