"""A list of records of any kind on paper: what the table of its page shows, as a table with headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from cxdesk.i18n import _
from cxdesk.output.sheet import Gathered, Options, SheetSpec, Topic
from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.schema.fields import Field
from cxdesk.schema.reading import Reader
from cxdesk.schema.shown import shown_short

if TYPE_CHECKING:
    from cxdesk.entities.shop import Shop
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

MOST_ROWS = 500
# The share of the width that a column takes, by kind of field; text takes the most.
_SHARES = {"long_text": 3.0, "text": 2.0, "lines": 2.5, "tags": 2.0, "refs": 2.0}
_TITLE_SHARE = 3.0
MOST_COLUMNS_UPRIGHT = 5


class Lister(Protocol):
    """What a list is read from: the open workspace."""

    @property
    def shop(self) -> Shop:
        """The shop, whose language dates and amounts are written in."""
        ...

    def spec(self, kind: str) -> EntitySpec:
        """Return the declaration of a kind."""
        ...

    def ids(self, cls: type[Any]) -> Sequence[int]:
        """Return the ids of all records in the order of lists."""
        ...

    def page(self, cls: type[Any], ids: Sequence[int]) -> list[Stored[Any]]:
        """Return the records with these ids, in this order."""
        ...

    def titles(self, cls: type[Any], ids: Iterable[int]) -> dict[int, str]:
        """Return what names these records, by id."""
        ...


@dataclass(frozen=True, slots=True)
class ListText:
    """The words of the list. `left_out` counts records that are not in it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    left_out: int = 0


def read_list(
    lister: Lister, spec: EntitySpec, columns: Sequence[str] = (), ids: Sequence[int] | None = None
) -> ListText:
    """Return records as text: those with these ids, else all; the columns named, else those of the list."""
    fields = [spec.fields[name] for name in columns] or list(spec.listed) or [spec.fields[spec.title]]
    fields = [field for field in fields if field.kind.name != "image"]
    wanted = lister.ids(spec.cls) if ids is None else ids
    records = lister.page(spec.cls, list(wanted[:MOST_ROWS]))
    cells = [_column(lister, field, [getattr(row.record, field.name) for row in records]) for field in fields]
    return ListText(
        heads=tuple(_(field.label) for field in fields),
        rows=tuple(zip(*cells, strict=True)),
        shares=tuple(_TITLE_SHARE if field.name == spec.title else _share(field) for field in fields),
        left_out=len(wanted) - len(records),
    )


def _share(field: Field) -> float:
    return _SHARES.get(field.kind.name, 1.2)


def _column(lister: Lister, field: Field, values: Sequence[Any]) -> list[str]:
    if not field.to:
        shop = lister.shop
        return [shown_short(field, value, shop.language, shop.currency) for value in values]
    links = [value if isinstance(value, tuple) else (value,) for value in values]
    known = {link for several in links for link in several if link is not None}
    titles = lister.titles(lister.spec(field.to).cls, sorted(known))
    return ["; ".join(titles[link] for link in several if link in titles) for several in links]


def list_sheet(spec: EntitySpec, text: ListText) -> SheetSpec:
    """Return a kind of sheet for one list, to be printed as any other."""

    def gather(reader: Reader, options: Options) -> Gathered:
        return Gathered((Topic("", "", text, versioned=False),))

    return SheetSpec(
        name=f"list-{spec.table}", title=spec.label, about="", options=(), gather=gather, build=build
    )


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw it: upright, or across the page with many columns."""
    from cxdesk.output.paper import geometry
    from cxdesk.output.shapes import Table
    from cxdesk.output.text import Text

    topic = gathered.topics[0]
    text: ListText = topic.body
    look = press.look
    page = geometry(press.job.paper, landscape=len(text.heads) > MOST_COLUMNS_UPRIGHT)
    story = [Text(_(press.job.spec.title), look.title, after=look.pt(6), keep=True)]
    if not text.rows:
        return [press.section(topic, page, [*story, Text(_("There is nothing in this list."), look.body)])]
    table = Table(text.heads, text.rows, text.shares, look.label, look.body)
    if text.left_out:
        press.messages.append(
            _("The first {count} are in the list; {more} more are not.").format(
                count=len(text.rows), more=text.left_out
            )
        )
    return [press.section(topic, page, [*story, table])]
