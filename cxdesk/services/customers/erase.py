"""Erasing a customer, and what is to be said of the backups that still hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.erasure import Erasure
from cxdesk.errors import EnvironmentFault
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import spec_of
from cxdesk.schema.reading import Reader
from cxdesk.store import backup as backups
from cxdesk.store import erasing, thinning
from cxdesk.store.backup import Backup
from cxdesk.store.model import Model, default_model

KIND = spec_of(Customer).table


class Erasable(Reader, Protocol):
    """A workspace, as far as erasing needs it."""

    def erase(self, cls: type[object], record_id: int) -> None:
        """Erase a record for good."""
        ...


class StillThere(NamedTuple):
    """The backups that hold somebody who was erased.

    `unread` could not be read, as those with another passphrase; they may hold anybody. `last_day` is when
    the last of those that go by themselves has gone; `staying` of them never do.
    """

    holding: tuple[Backup, ...] = ()
    unread: tuple[Backup, ...] = ()
    last_day: date | None = None
    staying: int = 0


def erase(ws: Erasable, customer: int) -> tuple[Erasure, ...]:
    """Erase a customer for good; return the rows by which that is known, of those merged with them, too.

    Raises NotFound, EnvironmentFault. It can't be undone; nothing that was done before can, either.
    """
    before = {row.id for row in ws.rows(Erasure)}
    ws.erase(Customer, customer)
    new = tuple(row.record for row in ws.rows(Erasure) if row.id not in before)
    return new or tuple(row.record for row in ws.rows(Erasure, kind=KIND, record=customer))


def still_there(path: Path, gone: Sequence[Erasure], folder: Path | None = None) -> StillThere:
    """Look through the backups beside the file, or in the second place `folder`; opens each: for a worker."""
    known = backups.by_name(path, folder)
    said = {one.sequence: erasing.holds(one.path, gone) for one in known}
    holding = tuple(one for one in known if said[one.sequence])
    # The rule is gone through day by day, for a year and more: only where somebody wants to know.
    days = thinning.last_days(known, now=clock.now(), version=default_model().version) if holding else {}
    going = [day for one in holding if (day := days[one.sequence])]
    return StillThere(
        holding,
        tuple(one for one in known if said[one.sequence] is None),
        max(going, default=None),
        len(holding) - len(going),
    )


def purge(
    found: Iterable[Backup], gone: Sequence[Erasure], model: Model | None = None
) -> tuple[list[Backup], list[Backup]]:
    """Write backups anew without the erased; return those that were, and those that could not be.

    The latter are as they were. The keys of locked ones must be known to this process.
    """
    done: list[Backup] = []
    left: list[Backup] = []
    for one in found:
        try:
            erasing.purge(one.path, gone, model or default_model())
        except EnvironmentFault:
            left.append(one)
        else:
            done.append(one)
    return done, left


def sentences(there: StillThere, day: str) -> list[str]:
    """Say what is left in the backups; `day` is `last_day` as the shop writes it."""
    said = []
    count = len(there.holding)
    if count:
        said.append(
            ngettext(
                "{n} backup from before still holds the record.",
                "{n} backups from before still hold the record.",
                count,
            ).format(n=count)
        )
    if there.last_day is not None:
        said.append(
            _("The last of them that goes by itself will be gone by {day}, if you go on working.").format(
                day=day
            )
        )
    if there.staying:
        said.append(
            ngettext(
                "{n} was kept before an update or a restore and stays until you remove it.",
                "{n} were kept before an update or a restore and stay until you remove them.",
                there.staying,
            ).format(n=there.staying)
        )
    if there.unread:
        names = ", ".join(one.path.name for one in there.unread)
        said.append(
            ngettext(
                "{n} backup can't be read here, so nobody can tell what it holds: {names}.",
                "{n} backups can't be read here, so nobody can tell what they hold: {names}.",
                len(there.unread),
            ).format(n=len(there.unread), names=names)
        )
    return said
