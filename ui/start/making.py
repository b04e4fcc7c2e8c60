"""Files made off the window's thread: each is made, filled and closed, then opened like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxdesk import clock, paths
from cxdesk.entities.shop import Shop
from cxdesk.i18n import _
from cxdesk.schema.entity import changed
from ui.start.files import file_name, free_path

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cxdesk.store.salvage import Salvaged
    from cxdesk.store.surroundings import PossibleCopy
    from cxdesk.store.transaction import Transaction
    from ui.bridge import Bridge
    from ui.start.defaults import Defaults
    from ui.start.new_shop import NewShop
    from ui.tasks import Job

SAMPLE_NAME = "Sample shop"


@dataclass(frozen=True, slots=True)
class MakeShop:
    """Work for `Tasks`: a new file with the starter content of a trade; returns its path."""

    new: NewShop
    who: str

    def __call__(self, job: Job) -> Path:
        path = free_path(paths.new_files_dir(), self.new.shop.name or _("My shop"))
        return _made(path, self.new.shop, self.who, self._fill if self.new.trade else None)

    def _fill(self, tx: Transaction) -> None:
        from cxdesk.services import trades

        trades.apply(tx, self.new.trade, with_words=False)


@dataclass(frozen=True, slots=True)
class MakeSample:
    """Work for `Tasks`: the file of the sample shop, made if it is not there; returns its path."""

    defaults: Defaults
    who: str

    def __call__(self, job: Job) -> Path:
        path = sample_path()
        if path.exists() and is_sample(path):
            return path
        if path.exists():
            path = free_path(path.parent, SAMPLE_NAME)
        from cxdesk.services import samples

        shop = changed(
            samples.sample_shop(), paper=self.defaults.paper, first_weekday=self.defaults.first_weekday
        )
        return _made(path, shop, self.who, self._fill)

    def _fill(self, tx: Transaction) -> None:
        from cxdesk.services import samples

        samples.fill_sample(tx, clock.today())


def sample_path() -> Path:
    """Return where the sample shop is, or would be."""
    return paths.new_files_dir() / f"{file_name(SAMPLE_NAME)}{paths.SUFFIX}"


def is_sample(path: Path) -> bool:
    """Tell whether a file is a sample shop, so that nothing else is ever removed as one."""
    from cxdesk.errors import CxDeskError
    from cxdesk.workspace import Workspace

    try:
        workspace = Workspace.open(path, read_only=True)
    except CxDeskError:
        return False
    try:
        return workspace.shop.sample
    finally:
        workspace.close()


def remove_sample(bridge: Bridge, parent: QWidget) -> bool:
    """Ask, then remove the file of the sample shop; tell whether it is gone. Touches no other file."""
    from cxdesk.store import files
    from ui import messages

    path = sample_path()
    if not is_sample(path):
        return False
    text = _("Remove the sample shop?")
    more = _("This deletes {file} and nothing else. Your own shop is not touched.").format(file=path.name)
    if not messages.confirm(parent, text, _("Remove the sample"), more=more):
        return False
    if bridge.workspace is not None and bridge.workspace.path == path:
        bridge.close()
    for part in (path, *files.companions(path)):
        part.unlink(missing_ok=True)
    kept = bridge.settings
    kept.recent = [name for name in kept.recent if Path(name) != path]
    kept.save()
    return True


@dataclass(frozen=True, slots=True)
class FindCopies:
    """Work for `Tasks`: files that a folder service may have made of some others."""

    paths: tuple[Path, ...]

    def __call__(self, job: Job) -> list[PossibleCopy]:
        from cxdesk.store import surroundings

        found = [copy for path in self.paths for copy in surroundings.conflict_copies(path)]
        return [copy for copy in {copy.path: copy for copy in found}.values() if copy.path not in self.paths]


@dataclass(frozen=True, slots=True)
class Salvage:
    """Work for `Tasks`: what can be read of a damaged file, in a new one beside it."""

    path: Path

    def __call__(self, job: Job) -> Salvaged:
        from cxdesk.store import salvage

        into = free_path(self.path.parent, _("{file} saved").format(file=self.path.stem))
        return salvage.salvage(self.path, into)


def _made(path: Path, shop: Shop, who: str, fill: Callable[[Transaction], None] | None) -> Path:
    """Make a file whole or not at all."""
    from cxdesk.workspace import Workspace

    workspace = Workspace.create(path, shop, who=who)
    try:
        if fill is not None:
            workspace.run(_("add starter content"), fill)
    except BaseException:
        workspace.close()
        path.unlink(missing_ok=True)
        raise
    workspace.close()
    return path
