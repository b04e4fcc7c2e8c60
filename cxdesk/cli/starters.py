"""Commands on starter content: trades, and the option that names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from cxdesk.cli.shared import emit
from cxdesk.i18n import N_, _

if TYPE_CHECKING:
    from cxdesk.services.trades import Trade

# What is counted, in the words of the table; the four lists and the two sides have their own.
TITLES = {
    "roles": N_("roles"),
    "stages": N_("stages"),
    "cues": N_("silent cues"),
    "huddles": N_("huddle topics"),
    "protocols": N_("recovery protocols"),
    "metrics": N_("metrics"),
    "questions": N_("test questions"),
    "role_plays": N_("role-plays"),
}


class TradeOption(click.Option):
    """An option whose help names the trades there are; the folder is looked at when help is asked for."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from cxdesk.services import trade_files

        self.help = _("one of: {trades}; “cxdesk trades” says more").format(
            trades=", ".join(trade_files.names())
        )
        return super().get_help_record(ctx)


@click.command()
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
def trades(*, as_json: bool) -> None:
    """List the trades with how much starter content each has."""
    from cxdesk.services import trades as starters

    found = [starters.load(info.trade) for info in starters.available()]
    if as_json:
        emit([_described(trade) for trade in found])
        return
    for trade in found:
        click.echo(f"{trade.trade:<10}{trade.name}: {trade.about}")
    click.echo()
    for line in _table(found):
        click.echo(line)


def _described(trade: Trade) -> dict[str, Any]:
    from cxdesk.services import trades as starters

    return {
        "trade": trade.trade,
        "name": trade.name,
        "about": trade.about,
        "counts": starters.counts(trade),
        "waiting": list(starters.waiting()),
    }


def _table(found: list[Trade]) -> list[str]:
    """Return a row for each thing counted and a column for each trade; what waits stands last."""
    from cxdesk.services import trades as starters

    counts = [starters.counts(trade) for trade in found]
    wide = max(len(_title(name)) for name in counts[0])
    columns = [max(len(trade.trade), 3) for trade in found]

    def row(head: str, cells: list[str]) -> str:
        written = (f"{cell:>{width}}" for cell, width in zip(cells, columns, strict=True))
        return f"{head:<{wide}}  {'  '.join(written)}"

    def rows(names: Iterable[str]) -> list[str]:
        return [row(_title(name), [str(of[name]) for of in counts]) for name in names]

    waiting = starters.waiting()
    return [
        row("", [trade.trade for trade in found]),
        *rows(name for name in counts[0] if name not in waiting),
        "",
        _("Written already, for a later version:"),
        *rows(waiting),
    ]


def _title(name: str) -> str:
    from cxdesk.entities import never_always, standard

    return _({**TITLES, **dict(standard.KINDS), **dict(never_always.SIDES)}[name])


COMMANDS = (trades,)
