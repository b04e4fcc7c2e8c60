"""What can be asked of an open file as a whole: where it is, whether it is whole, its copies and backups."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.store import check, db, surroundings
from cxdesk.store.check import Report
from cxdesk.store.model import Model
from cxdesk.store.opening import Opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxdesk.schema.entity import EntitySpec
    from cxdesk.store.backup import Backup, Reason


class OpenFile:
    """The part of a workspace that knows nothing of its records. Lives on the thread that opened it."""

    _opened: Opened
    _model: Model
    who: str
    """Who works on it, for the history."""

    @property
    def opened(self) -> Opened:
        """The connection and the lock, for the store itself."""
        return self._opened

    @property
    def specs(self) -> Mapping[str, EntitySpec]:
        """The declarations of the record kinds in it, by table."""
        return self._model.specs

    @property
    def path(self) -> Path:
        """The file."""
        return self._opened.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written; `why_read_only` says why."""
        return self._opened.read_only

    @property
    def why_read_only(self) -> str:
        """A sentence, or nothing."""
        return self._opened.why_read_only

    @property
    def encrypted(self) -> bool:
        """Whether the file is locked with a passphrase."""
        return self._opened.key is not None

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences to show once after opening."""
        return self._opened.notices

    @property
    def trusted(self) -> bool:
        """Whether the file was checked since it was opened. The first write does it at the latest."""
        return self._opened.trusted

    def newest_operation(self) -> int:
        """Return the number of the operation that wrote last: while it stays, no record changes."""
        with db.translated(self.path):
            return int(self._opened.connection.execute("SELECT operation FROM state").fetchone()[0])

    def confirm(self, report: Report) -> bool:
        """Take what `check.verify_file` found in a worker; tell whether all is well.

        A damaged file can only be read from then on, and `why_read_only` says why.
        """
        if not self._opened.trusted:
            self._opened.trusted = report.ok
            if not report.ok:
                self._opened.why_read_only = check.damaged(self.path, report).message
        return self._opened.trusted

    def place_warning(self) -> str:
        """Return a sentence when the file lies in a synchronised folder or on a network drive."""
        return surroundings.warning(self.path)

    def in_place(self) -> bool:
        """Tell whether the file is where it was opened."""
        try:
            self._opened.check_place()
        except errors.FileMoved:
            return False
        return True

    @property
    def identity(self) -> str:
        """The mark that the workspace got when it was made, and that its copies have too.

        Raises EnvironmentFault.
        """
        with db.translated(self.path):
            row = self._opened.connection.execute("SELECT value FROM meta WHERE key = 'workspace'").fetchone()
        return str(row[0]) if row is not None else ""

    def is_same(self, path: Path) -> bool:
        """Tell whether the file at `path` is this workspace, or a copy of it."""
        try:
            own = self.identity
        except errors.EnvironmentFault:
            return False
        return bool(own) and surroundings.identity(path) == own

    def save_copy(self, target: Path) -> None:
        """Write a verified copy to a new file, even when the file itself is gone. Raises UserError."""
        from cxdesk.store import backup as backups

        backups.save_copy(self._opened.connection, self.path, Path(target))

    def backup(self, reason: Reason, *, second: Path | None = None) -> Backup:
        """Make a verified backup here and now; `backup.make(ws.path, …)` does it in a worker."""
        from cxdesk.store import backup as backups

        return backups.make(
            self.path, reason, connection=self._opened.connection, second=second, model=self._model
        )

    def backup_due(self, *, closing: bool = False) -> Reason | None:
        """Return why a backup should be made now, or None."""
        from cxdesk.store import backup as backups

        if self.read_only:
            return None
        newest = backups.newest(self.path)
        changed = newest is None or newest.operation != self.newest_operation()
        return backups.due(self.path, changed=changed, closing=closing)

    def recovery_key(self) -> tuple[str, ...]:
        """Return the groups of characters that open the file without its passphrase. Raises UserError."""
        from cxdesk.store import recovery_key

        if self._opened.key is None:
            raise errors.UserError(
                _("{file} is not locked, so it has no recovery key.").format(file=self.path.name)
            )
        return recovery_key.groups(self._opened.key)
