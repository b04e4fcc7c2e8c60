"""Values as people read them: in tables, in the history, in fields that are only shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from cxdesk import formats
from cxdesk.errors import CxDeskError
from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from cxdesk.schema.kinds import Refused
from cxdesk.text import one_line

NUMBERS = frozenset({"integer", "position", "decimal", "percent", "money"})


def shown(field: Field, value: Any, language: str, currency: str) -> str:
    """Return `value` as the shop reads it; references stay numbers, others look their titles up."""
    kind = field.kind.name
    if field.kind.is_empty(value) and kind != "flag":
        return ""
    if kind == "choice":
        return _(dict(field.choices).get(value, value))
    if kind == "flag":
        return _("Yes") if value else _("No")
    if kind == "image":
        return _("Picture")
    if kind in {"lines", "tags"}:
        return "; ".join(value)
    writer = _WRITERS.get(kind)
    return writer(field, value, language, currency) if writer else field.write(value)


def shown_short(field: Field, value: Any, language: str, currency: str) -> str:
    """Return `value` for a cell: one line of at most 300 letters; a switch that is off says nothing."""
    if field.kind.name == "flag" and not value:
        return ""
    return one_line(shown(field, value, language, currency))


def shown_written(field: Field, written: str | None, language: str, currency: str) -> str:
    """Return plain ISO text, as the history keeps it, as the shop reads it."""
    if not written:
        return ""
    try:
        return shown(field, field.parse(written), language, currency)
    except (Refused, CxDeskError, ValueError):
        return written


def _day(_field: Field, value: Any, language: str, _currency: str) -> str:
    return formats.date_text(value, language)


def _birthday(_field: Field, value: Any, language: str, _currency: str) -> str:
    from cxdesk import birthdays

    born = birthdays.parse_iso(value)
    if born is None:
        return str(value)
    if born.year is None:
        return formats.day_month_text(date(birthdays.SOME_LEAP_YEAR, born.month, born.day), language)
    return formats.date_text(date(born.year, born.month, born.day), language)


def _time(_field: Field, value: Any, language: str, _currency: str) -> str:
    return formats.time_text(value, language)


def _instant(_field: Field, value: Any, language: str, _currency: str) -> str:
    return formats.moment_text(value, language)


def _number(_field: Field, value: Any, language: str, _currency: str) -> str:
    return formats.number_text(value, language)


def _percent(_field: Field, value: Any, language: str, _currency: str) -> str:
    return formats.percent_text(value, language)


def _money(field: Field, value: Any, language: str, currency: str) -> str:
    return formats.money_text(value, currency, language, scale=field.scale)


_WRITERS = {
    "day": _day,
    "birthday": _birthday,
    "clock_time": _time,
    "instant": _instant,
    "integer": _number,
    "position": _number,
    "decimal": _number,
    "percent": _percent,
    "money": _money,
}
