"""The backups of one file as a table, and the work of finding and making them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from cxdesk import clock
from cxdesk.errors import CxDeskError
from cxdesk.i18n import N_, _, ngettext
from ui import icon_engine, theme
from ui.start.backups_of import counts_text, reason_text, size_text, when_text

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup
    from ui.tasks import Job

COLUMNS = (N_("When"), N_("In it"), N_("Why"), N_("Size"))
OLD = timedelta(days=14)
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Found:
    """The backups beside the file, newest first, and the newest one in the second place."""

    backups: tuple[Backup, ...]
    second: Path | None = None
    second_there: bool = False
    away_at: str = ""

    @property
    def away_days(self) -> int:
        """How old the newest copy in the second place is."""
        return (clock.now() - clock.parse_stamp(self.away_at)).days if self.away_at else 0

    @property
    def away_is_old(self) -> bool:
        """Whether it is time for a copy away from this computer."""
        return not self.away_at or clock.now() - clock.parse_stamp(self.away_at) > OLD


@dataclass(frozen=True, slots=True)
class LookForBackups:
    """Work for `Tasks`."""

    file: Path
    second: Path | None

    def __call__(self, job: Job) -> Found:
        from cxdesk.store import backup

        beside = tuple(backup.listing(self.file))
        if self.second is None:
            return Found(beside)
        there = self.second.is_dir()
        away = backup.listing(self.file, self.second) if there else []
        return Found(beside, self.second, there, max((one.made_at for one in away), default=""))


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A backup, and why there is no second copy of it, if there should be one."""

    backup: Backup
    second_refused: str = ""


@dataclass(frozen=True, slots=True)
class MakeBackup:
    """Work for `Tasks`: a backup now; a stick that is not there does not stand in its way."""

    file: Path
    second: Path | None

    def __call__(self, job: Job) -> MadeBackup:
        from cxdesk.store import backup

        made = backup.make(self.file, "asked", progress=job.step)
        if self.second is None:
            return MadeBackup(made)
        try:
            backup.copy_to(made, self.file, self.second)
        except CxDeskError as error:
            return MadeBackup(made, error.message)
        return MadeBackup(made)


@dataclass(frozen=True, slots=True)
class SaveCopy:
    """Work for `Tasks`: the file as it is now, in a new one."""

    file: Path
    target: Path

    def __call__(self, job: Job) -> Path:
        from cxdesk.store import backup

        return backup.make(self.file, "asked", to=self.target, progress=job.step).path


class BackupModel(QAbstractTableModel):
    """One row for each backup."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Backup] = []
        self._language = "en"

    def show_backups(self, backups: Sequence[Backup], language: str) -> None:
        """Show these."""
        if list(backups) == self._rows and language == self._language:
            return
        self.beginResetModel()
        self._rows, self._language = list(backups), language
        self.endResetModel()

    def at(self, index: Index) -> Backup | None:
        """Return the backup of a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, path: Path | None) -> int:
        """Return the row of a backup, the first one if it is not there."""
        return next((place for place, one in enumerate(self._rows) if one.path == path), 0)

    def summary(self) -> str:
        """Return how many there are and how much room they take."""
        if not self._rows:
            return ""
        count = ngettext("{n} backup", "{n} backups", len(self._rows))
        return f"{count}, {size_text(sum(one.size for one in self._rows))}"

    def set_widths(self, columns: QHeaderView) -> None:
        """Let the columns take what they need, the second one the rest."""
        columns.setStretchLastSection(False)
        columns.setSectionsMovable(False)
        columns.setSectionsClickable(False)
        for column in range(len(COLUMNS)):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def fit(self, columns: QHeaderView, room: int) -> None:
        """Leave out in little room what the card beside the list says of the chosen one anyway."""
        narrow = room < theme.px(520)
        columns.setSectionHidden(1, narrow)
        columns.setSectionHidden(3, room < theme.px(390))
        mode = QHeaderView.ResizeMode
        columns.setSectionResizeMode(2, mode.Stretch if narrow else mode.ResizeToContents)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 3:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.at(index)
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 2 and is_pinned(one):
            return icon_engine.icon("lock", "secondary")
        if role == Qt.ItemDataRole.ToolTipRole and is_pinned(one):
            return _("This one is never removed by itself.")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 3:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, one: Backup, column: int) -> str:
        if column == 0:
            return when_text(one.made_at, self._language)
        if column == 1:
            return counts_text(one.counts) if one.counts else _("can't be read")
        return reason_text(one.reason) if column == 2 else size_text(one.size)


def is_pinned(one: Backup) -> bool:
    """Tell whether a backup stays whatever its age."""
    from cxdesk.store import thinning

    return one.reason in thinning.PINNED


def rule_text() -> tuple[str, ...]:
    """Return what is kept and how long, in words."""
    from cxdesk.store import history, thinning

    return (
        _(
            "Backups: all of the last {days} days, then one a day for {daily} days, one a week for {weekly}"
            " weeks and one a month for {monthly} months. Those made before an update or before another one"
            " was brought back always stay."
        ).format(
            days=thinning.ALL_FOR.days, daily=thinning.DAILY, weekly=thinning.WEEKLY, monthly=thinning.MONTHLY
        ),
        _("History: every change of {months} months, and always the last {entries} of each record.").format(
            months=history.KEEP_MONTHS, entries=history.KEEP_ENTRIES
        ),
        _("Trash: what was removed can be brought back for {days} days.").format(days=history.TRASH_DAYS),
    )


def away_text(found: Found) -> str:
    """Return how things stand with the second place."""
    if found.second is None:
        return _("The backups are on this computer only. If it is lost, they are lost with it.")
    if not found.second_there:
        return _("{folder} is not there now. The next backup goes there again when it is.").format(
            folder=found.second
        )
    if not found.away_at:
        return _("Nothing is in {folder} yet. “Back up now” puts the first copy there.").format(
            folder=found.second
        )
    if found.away_is_old:
        return ngettext(
            "The newest copy there is {n} day old. Make one today.",
            "The newest copy there is {n} days old. Make one today.",
            found.away_days,
        )
    if not found.away_days:
        return _("The newest copy in {folder} is of today.").format(folder=found.second)
    return ngettext(
        "The newest copy there is {n} day old.", "The newest copy there is {n} days old.", found.away_days
    )
