"""One person as a file from another program has them, before it is settled what to keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cxdesk.birthdays import Birthday


class Contact(NamedTuple):
    """What a card or a row says. Phones and emails stand as they were typed, the preferred one first.

    `number` is theirs in the program that they come from; `consent` is "yes", "no" or "" for not told.
    `extra` has what we keep no field for, by the name that it had there.
    """

    name: str = ""
    called: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    birthday: Birthday | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    number: str = ""
    since: date | None = None
    address: str = ""
    consent: str = ""
    extra: Mapping[str, str] = {}

    @property
    def known_by_something(self) -> bool:
        """Whether there is anything to find this person by."""
        return bool(self.name or self.called or self.phones or self.emails)
