"""The rows of those pages of a table that are looked at, and the texts of their cells."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from cxdesk.schema.entity import EntitySpec, Stored
from cxdesk.schema.fields import Field
from cxdesk.schema.shown import shown, shown_short
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.workspace import Workspace

PAGES_KEPT = 32
LONGEST_TIP = 1_000
_TIPS = frozenset({"text", "long_text", "lines"})
_ALL_SEEN = 40
"""Letters up to which a cell shows a text whole, so that it needs no tip."""


class RecordPage:
    """Some rows as they were read, and the texts of their cells as far as they were asked for."""

    __slots__ = ("rows", "texts", "titles")

    def __init__(self, rows: list[Stored[Any] | None]) -> None:
        self.rows = rows
        self.texts: dict[tuple[int, str], str] = {}
        self.titles: dict[str, dict[int, str]] = {}


class RecordPages:
    """Pages by their number; of very many the last ones that were looked at."""

    def __init__(self, ws: Workspace, spec: EntitySpec) -> None:
        self._ws = ws
        self._spec = spec
        self._kept: OrderedDict[int, RecordPage] = OrderedDict()

    def __contains__(self, number: object) -> bool:
        return number in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        """Forget all of them."""
        self._kept.clear()

    def get(self, number: int) -> RecordPage | None:
        """Return a page; None when it was not read, or is forgotten."""
        page = self._kept.get(number)
        if page is not None:
            self._kept.move_to_end(number)
        return page

    def read(self, number: int, wanted: Sequence[int]) -> RecordPage:
        """Read the records of these ids as a page, and forget the one that was not looked at for longest."""
        rows = self._ws.page(self._spec.cls, wanted)
        if len(rows) == len(wanted):
            page = RecordPage(list(rows))
        else:
            by_id = {row.id: row for row in rows}
            page = RecordPage([by_id.get(record_id) for record_id in wanted])
        self._kept[number] = page
        if len(self._kept) > PAGES_KEPT:
            self._kept.popitem(last=False)
        return page

    def forget(self, changed: AbstractSet[int]) -> Iterable[tuple[int, int, int]]:
        """Forget the pages that hold these records; give of each its number, and first and last place.

        Pages that were not read hold nothing.
        """
        for number, page in list(self._kept.items()):
            places = [place for place, row in enumerate(page.rows) if row is None or row.id in changed]
            if places:
                del self._kept[number]
                yield number, places[0], places[-1]

    def text(self, page: RecordPage, place: int, field: Field, row: Stored[Any]) -> str:
        """Return what the cell of a field shows of the record at a place of a page."""
        text = page.texts.get((place, field.name))
        if text is None:
            text = page.texts[place, field.name] = self._text_of(page, field, row)
        return text

    def _text_of(self, page: RecordPage, field: Field, row: Stored[Any]) -> str:
        value = getattr(row.record, field.name)
        if field.to:
            titles = page.titles.get(field.name)
            if titles is None:
                titles = titles_of(self._ws, field, [other for other in page.rows if other is not None])
                page.titles[field.name] = titles
            found = (titles.get(record_id, "") for record_id in referred(value))
            return one_line("; ".join(filter(None, found)))
        shop = self._ws.shop
        return shown_short(field, value, shop.language, shop.currency)

    def tip(self, page: RecordPage, place: int, field: Field, row: Stored[Any]) -> str | None:
        """Return the whole of a text that its cell may cut off, safe as markup."""
        if field.kind.name not in _TIPS or len(self.text(page, place, field, row)) < _ALL_SEEN:
            return None
        from html import escape  # its table of all letters with names takes long to load

        shop = self._ws.shop
        whole = shown(field, getattr(row.record, field.name), shop.language, shop.currency)
        cut = whole if len(whole) <= LONGEST_TIP else whole[: LONGEST_TIP - 1] + "…"
        return f"<qt>{escape(cut)}</qt>"


def titles_of(ws: Workspace, field: Field, rows: Iterable[Stored[Any]]) -> dict[int, str]:
    """Return the titles of all records that a field of these rows refers to, in one query."""
    if not field.to:
        return {}
    wanted = dict.fromkeys(one for row in rows for one in referred(getattr(row.record, field.name)))
    return ws.titles(ws.spec(field.to).cls, wanted) if wanted else {}


def referred(value: Any) -> tuple[int, ...]:
    """Return the ids that the value of a reference, or of several, holds."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
