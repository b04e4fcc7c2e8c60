"""How numbers get from a field into the file: one operation each, one for a whole paste."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from cxdesk.entities.metric_part import MetricPart
from cxdesk.errors import UserError
from cxdesk.formats import currency_sign
from cxdesk.i18n import _, ngettext
from cxdesk.services.metrics import entry
from cxdesk.services.metrics.entry import Pasted, Wrong
from cxdesk.services.metrics.entry_periods import period_text
from cxdesk.services.metrics.number_reading import read_for
from cxdesk.services.walk_rounds import entered
from cxdesk.store.transaction import Transaction
from cxdesk.text import one_line
from ui.bridge import Bridge, Done
from ui.numbers.grid_model import Square

_LONGEST = 40


class Kept(NamedTuple):
    """How keeping one number went: what it is now, or why it could not be kept."""

    value: Decimal | None = None
    why: str = ""


def part_name(part: MetricPart, bridge: Bridge) -> str:
    """Return the name of a number with what it is counted in, where that is no count."""
    unit = unit_of(part, bridge)
    return f"{part.name} {unit}" if unit else part.name


def spot_name(bridge: Bridge, part: int, start: date) -> str:
    """Return the name of a number and its period; "" where there is no such number any more."""
    row = bridge.ws.find(MetricPart, part)
    if row is None:
        return ""
    return f"{row.record.name}, {period_text(row.record.cadence, start, bridge.ws.shop.language)}"


def nothing_to_type(bridge: Bridge) -> str:
    """Return why there are no numbers to enter at all; "" where there are some."""
    parts = bridge.ws.rows(MetricPart, active=True)
    if not parts:
        return _("No numbers to enter yet. Take a metric on the Metrics page, and they stand here.")
    if all(row.record.taken_from for row in parts):
        return _("Nothing to type: all numbers come from records.")
    return ""


def unit_of(part: MetricPart, bridge: Bridge) -> str:
    """Return the sign of the shop's currency, the word for minutes, or nothing for a count."""
    shop = bridge.ws.shop
    if part.unit == "money":
        return currency_sign(shop.currency, shop.language)
    return _("min") if part.unit == "minutes" else ""


def square_of(cell: entry.Cell, language: str, unit: str = "") -> Square:
    """Return how a number of the file stands in its cell."""
    if cell.value is None:
        return Square(note=cell.note)
    return Square(entry.shown(cell.value, language, unit), entry.typed(cell.value, language, unit), cell.note)


def keep_text(
    bridge: Bridge, part: int, start: date, text: str, initiator: object, *, form: int | None = None
) -> Kept:
    """Keep what was typed for a number; nothing typed takes it out. `form` is the paper it stands on."""
    shop, record = bridge.ws.shop, bridge.ws.get(MetricPart, part).record
    language, value = shop.language, None
    if text.strip():
        try:
            value = read_for(record, text, language, shop.currency)
        except UserError as error:
            return Kept(why=error.message)
    if value == entry.cell(bridge.ws, part, start).value and form is None:
        return Kept(value)

    def act(tx: Transaction) -> None:
        entry.keep(tx, part, start, value=value)
        entered(tx, form)

    when = period_text(record.cadence, start, language)
    label = _("number: {name}, {when}").format(name=one_line(record.name, _LONGEST), when=when)
    done = bridge.act(label, act, initiator=initiator, inline=True)
    return Kept(value) if done else Kept(why=why_not(done))


def keep_note(bridge: Bridge, part: int, start: date, note: str, initiator: object) -> str:
    """Keep a note beside a number; return why it could not be kept."""
    value = entry.cell(bridge.ws, part, start).value
    record = bridge.ws.get(MetricPart, part).record
    label = _("note: {name}").format(name=one_line(record.name, _LONGEST))
    done = bridge.act(
        label,
        lambda tx: entry.keep(tx, part, start, value=value, note=note),
        initiator=initiator,
        inline=True,
    )
    return "" if done else why_not(done)


def take_out(bridge: Bridge, spots: Sequence[tuple[int, date]], initiator: object) -> str:
    """Take numbers out, as one operation; notes stay. Return why they could not be."""
    there = [spot for spot in spots if entry.cell(bridge.ws, *spot).value is not None]
    if not there:
        return ""

    def act(tx: Transaction) -> None:
        for part, start in there:
            entry.keep(tx, part, start, value=None)

    label = ngettext("take out {n} number", "take out {n} numbers", len(there))
    done = bridge.act(label, act, initiator=initiator, inline=True)
    return "" if done else why_not(done)


def paste_block(
    bridge: Bridge,
    parts: Sequence[int],
    starts: Sequence[date],
    block: Sequence[Sequence[str]],
    initiator: object,
    *,
    form: int | None = None,
) -> Done[Pasted]:
    """Keep a block of cells as one operation."""
    language = bridge.ws.shop.language

    def act(tx: Transaction) -> Pasted:
        pasted = entry.paste(tx, parts, starts, block, language)
        if pasted.kept:
            entered(tx, form)
        return pasted

    count = sum(1 for row in block for text in row if text.strip())
    label = ngettext("paste {n} number", "paste {n} numbers", count)
    return bridge.act(label, act, initiator=initiator, inline=True)


def why_not(done: Done[Any]) -> str:
    """Return the sentence about what stood against an act."""
    return next(iter(done.fields.values()), done.error.message if done.error is not None else "")


def paste_column(
    bridge: Bridge, spots: Sequence[tuple[int, date]], column: Sequence[str], initiator: object
) -> Done[Pasted]:
    """Keep a column of numbers, one for each spot, as one operation."""
    language = bridge.ws.shop.language

    def act(tx: Transaction) -> Pasted:
        kept, wrong = 0, []
        for place, text in enumerate(column):
            if place >= len(spots):
                wrong.append(Wrong(place, 0, text, _("There is no cell for it.")))
                continue
            part, start = spots[place]
            one = entry.paste(tx, [part], [start], [[text]], language)
            kept += one.kept
            wrong += [each._replace(row=place) for each in one.wrong]
        return Pasted(kept, tuple(wrong))

    label = ngettext("paste {n} number", "paste {n} numbers", sum(1 for text in column if text.strip()))
    return bridge.act(label, act, initiator=initiator, inline=True)
