"""The month of a sheet, as an option: this one, one of those proposed, or any that is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from cxdesk import periods
from cxdesk.clock import today
from cxdesk.errors import UserError
from cxdesk.formats import month_text
from cxdesk.i18n import N_, _
from cxdesk.output import content
from cxdesk.output.sheet import Choice, Options, SheetOption
from cxdesk.schema.reading import Reader

_THIS = "this"
_PROPOSED = 12  # months that can be chosen without typing
_YEARS = (1970, 2199)


def month_option(*, ahead: bool) -> SheetOption:
    """Return the option `month`, which proposes the months to come or those that were."""
    return SheetOption(
        name="month",
        title=N_("Month"),
        kind="choice",
        default=_THIS,
        choices=_coming if ahead else _gone,
        hint=N_("this, or a month such as 2026-11"),
        read=_read_month,
    )


def month_of(options: Options) -> date:
    """Return the first day of the month that is chosen."""
    wanted = options.word("month")
    return options.today.replace(day=1) if wanted == _THIS else date.fromisoformat(f"{wanted}-01")


def _coming(reader: Reader) -> list[Choice]:
    return _proposed(reader, range(1, 1 + _PROPOSED))


def _gone(reader: Reader) -> list[Choice]:
    return _proposed(reader, range(-1, -1 - _PROPOSED, -1))


def _proposed(reader: Reader, steps: Sequence[int]) -> list[Choice]:
    shop = content.shop_of(reader)
    language = shop.language if shop else "en"
    this = periods.start_of("month", today())
    months = [periods.shifted("month", this, step) for step in steps]
    return [
        Choice(_THIS, _("This month")),
        *(Choice(f"{month:%Y-%m}", month_text(month, language)) for month in months),
    ]


def _read_month(_reader: Reader, word: str) -> str:
    """Return any other month. Raises UserError with an example."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})(-[0-9]{1,2})?", word)
    if match and _YEARS[0] <= int(match[1]) <= _YEARS[1] and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02}"
    if not word:
        return _THIS
    raise UserError(_("Write the month as {example}.").format(example="2026-11"))
