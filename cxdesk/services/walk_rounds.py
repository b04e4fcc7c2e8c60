"""A walk round the shop: what is gone since, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cxdesk import clock
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.paper_form import PaperForm
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer
from cxdesk.text import fold, one_line


def in_order(reader: Reader) -> list[Stored[NegativeCue]]:
    """Return the cues as one walks: by place, those without a place last."""
    return sorted(reader.rows(NegativeCue), key=_where)


def _where(row: Stored[NegativeCue]) -> tuple[bool, str, int]:
    place = fold(row.record.place).strip()
    return not place, place, row.id


def still_there(reader: Reader) -> list[Stored[NegativeCue]]:
    """Return the cues that are not gone, as one walks."""
    return [row for row in in_order(reader) if row.record.done_on is None]


def gone(tx: Writer, cues: Iterable[int], day: date | None) -> int:
    """Note since when cues are gone, or with None that they are there after all; return how many changed.

    What is gone already keeps its day. Raises InputError for a day that is still to come.
    """
    if day is not None:
        check_day("done_on", day)
    changed = 0
    for cue in cues:
        record = tx.get(NegativeCue, cue).record
        if (record.done_on is None) != (day is None):
            tx.change(NegativeCue, cue, done_on=day)
            changed += 1
    return changed


def found(tx: Writer, place: str, shows: str, replaced_by: str, day: date) -> int:
    """Keep what was found on the way; return its id. Raises InputError where it is in the list already."""
    check_day("found_on", day)
    same = fold(shows).strip(), fold(place).strip()
    for row in tx.rows(NegativeCue, done_on=None):
        if (fold(row.record.shows).strip(), fold(row.record.place).strip()) == same:
            told = _("“{text}” is in the list already.").format(text=one_line(row.record.shows, 60))
            raise InputError({"shows": told})
    return tx.add(NegativeCue(shows=shows, place=place, replaced_by=replaced_by, found_on=day))


def entered(tx: Writer, form: int | None) -> None:
    """Note that a sheet came back, once."""
    row = tx.find(PaperForm, form)
    if row is not None and row.record.keyed_on is None:
        tx.change(PaperForm, row.id, keyed_on=clock.today())


def check_day(name: str, day: date) -> None:
    """Raise InputError for a day that is still to come."""
    if day > clock.today():
        raise InputError(
            {name: _("{day} is still to come. Take the day on the paper.").format(day=day.isoformat())}
        )
