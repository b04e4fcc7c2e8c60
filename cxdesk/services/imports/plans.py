"""What an import would do, item by item, before it does it; the same for every kind of table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from cxdesk.i18n import N_
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.imports.mapping import Field, Mapping
from cxdesk.services.imports.tables import Table
from cxdesk.store.steps import Steps

T = TypeVar("T")
Prepared = tuple[Any, ...]
What = Literal["add", "update", "same", "wrong"]
WHATS: tuple[tuple[What, str], ...] = (
    ("add", N_("New")),
    ("update", N_("Changes")),
    ("same", N_("As it is")),
    ("wrong", N_("Left out")),
)
MOST_ITEMS = 2_000
"""So many items, and so many that are left out, are kept to be shown; all are counted."""
LINES_A_STEP = 400
SEPARATOR, NOTHING = " / ", "–"
"""Between the numbers of one item, and in the place of one that is missing."""


class Item(NamedTuple):
    """What a line, or a cell of it, would do: to which record, where, from what to what, or why not.

    Numbers have a point before decimals.
    """

    line: int
    what: What
    title: str = ""
    where: str = ""
    was: str = ""
    now: str = ""
    why: str = ""


class Tally:
    """Items, counted; the first ones are kept."""

    def __init__(self) -> None:
        self.counts: dict[What, int] = {"add": 0, "update": 0, "same": 0, "wrong": 0}
        self.items: list[Item] = []
        self.doubts = 0
        """Lines that are taken, with something said about them."""
        self._read = 0

    def note(self, item: Item) -> None:
        """Count an item."""
        self.counts[item.what] += 1
        self.doubts += bool(item.why) and item.what != "wrong"
        # What somebody should read has a place of its own, or it would get lost behind what is in order.
        read = bool(item.why)
        if len(self.items) - self._read < MOST_ITEMS or (read and self._read < MOST_ITEMS):
            self.items.append(item)
            self._read += read

    def note_again(self, item: Item, before: What) -> None:
        """Say more of a line that was noted already: another look at it changes something."""
        if before in {"same", "wrong"}:
            self.counts[before] -= 1
            self.counts[item.what] += 1
            self.doubts += before == "wrong" and bool(item.why)
        place = bisect_left(self.items, item.line, key=lambda one: one.line)
        if place < len(self.items) and self.items[place].line == item.line:
            self.items[place] = _both(self.items[place], item)

    def wants(self, what: What) -> bool:
        """Tell whether the next item of a sort is kept; of others nobody needs the words."""
        return what == "wrong" or len(self.items) - self._read < MOST_ITEMS

    @property
    def wrong(self) -> list[Item]:
        """The items that are left out, as far as they are kept."""
        return [item for item in self.items if item.what == "wrong"]

    @property
    def doubtful(self) -> list[Item]:
        """The items that are taken with something said about them, as far as they are kept."""
        return [item for item in self.items if item.why and item.what != "wrong"]

    @property
    def does_something(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.counts["add"] or self.counts["update"])


def _both(before: Item, item: Item) -> Item:
    if before.what not in {"add", "update"}:
        return item
    if before.what == "add":
        return before
    was, now = (
        SEPARATOR.join(filter(None, pair)) for pair in ((before.was, item.was), (before.now, item.now))
    )
    return before._replace(was=was, now=now)


class Plan(Protocol):
    """What will be done."""

    tally: Tally
    notices: list[str]
    """Sentences on what was decided, such as what a new record is made as."""

    def write(self, tx: BulkWriter) -> Steps[None]:
        """Do it, in steps."""
        ...


class PagingReader(Reader, Protocol):
    """Reads records of which there may be very many, page by page."""

    def ids(self, cls: type[Any]) -> Sequence[int]:
        """Return the ids of all records of a kind."""
        ...

    def page(self, cls: type[T], ids: Sequence[int]) -> list[Stored[T]]:
        """Return the records with these ids, in this order."""
        ...

    def scan(self, cls: type[Any], *names: str, after: int, limit: int) -> list[tuple[Any, ...]]:
        """Return the id and some fields of at most `limit` records, by id, behind one."""
        ...

    def newest_operation(self) -> int:
        """Return the number of the operation that wrote last: while it stays, no record changes."""
        ...


class BulkWriter(Writer, PagingReader, Protocol):
    """Writes within one operation, also many records at once."""

    operation: int

    def add_all(self, records: list[object]) -> range:
        """Keep new records of one kind; return their ids."""
        ...

    def add_rows(self, cls: type[Any], rows: Sequence[Prepared]) -> range:
        """Keep new records of one kind, checked and as rows already; return their ids."""
        ...

    def settle(self) -> Steps[None]:
        """Forget records that were touched, where they are very many, in steps."""
        ...


class Target(Protocol):
    """A kind of table that can be taken in. `label` is marked, not translated."""

    @property
    def kind(self) -> str:
        """What it is called on the command line."""
        ...

    @property
    def label(self) -> str:
        """What it is called in the window."""
        ...

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a column can be."""
        ...

    @property
    def numbers(self) -> frozenset[str]:
        """The fields that hold numbers."""
        ...

    @property
    def days(self) -> frozenset[str]:
        """The fields that hold days or periods."""
        ...

    @property
    def many(self) -> frozenset[str]:
        """The fields that take several columns, the second one as "phone_2"."""
        ...

    @property
    def wide(self) -> bool:
        """Whether a column can be a number of its own."""
        ...

    def proposed(self, table: Table) -> Mapping:
        """Return what the columns seem to be."""
        ...

    def knows(self, mapping: Mapping) -> str:
        """Return why a mapping is not enough, or nothing."""
        ...

    def plan(self, reader: PagingReader, table: Table, mapping: Mapping) -> Steps[Plan]:
        """Look at every line. Raises UserError where the table can't be read at all."""
        ...
