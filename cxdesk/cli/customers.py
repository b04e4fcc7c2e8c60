"""Commands on customers and their visits: find, fill."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxdesk.cli.metrics import named_part
from cxdesk.cli.passphrases import passphrase_option
from cxdesk.cli.shared import FILE, emit, say, workspace
from cxdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from cxdesk.services.metrics.records import Change

MOST = 50
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=MOST, type=click.IntRange(1, 1_000), help=_("at most so many, 50 if not told")
)
@click.option("--json", "as_json", is_flag=True, help=_("as JSON"))
def find(file: Path, words: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Find customers of FILE by WORDS: the beginning of a name, digits of a phone number, what they like.

    Case and accents don't matter. What is marked as sensitive finds nobody and is never shown.
    """
    from cxdesk.services.contacts.finding import find as found_by

    with workspace(file, read_only=True) as ws:
        found = found_by(ws, " ".join(words), limit)
    if as_json:
        emit([_as_json(one) for one in found])
    else:
        width = max((len(one.name) for one in found), default=0)
        for one in found:
            click.echo(f"{one.id:>6}  {one.name:<{width}}  {', '.join(one.phones)}  {one.why}".rstrip())
    count = len(found)
    say(
        ngettext("{n} found.", "{n} found.", count).format(n=count)
        if count
        else _("Nobody is found by that.")
    )


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.argument("number")
@click.argument("source")
@click.option("--from", "first", required=True, type=DAY, help=_("a day of the first period"))
@click.option("--to", "last", required=True, type=DAY, help=_("a day of the last period"))
@click.option("--weeks", default=0, help=_("for “back” and “new_back”: within how many weeks"))
@click.option("--dry-run", is_flag=True, help=_("say what it would do, and do nothing"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON, with the ids behind each number"))
@click.option("--as", "who", default="", metavar="NAME", help=_("who the history names"))
def fill(
    file: Path, number: str, source: str, first: datetime, last: datetime, weeks: int, who: str, *,
    dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Take the values of a number to enter from the visits of FILE, for a range of periods.

    SOURCE is visits, customers, new, spend, twice, before, retained, back, tickets or new_back. A number that
    comes from records all the time is refused: it needs no filling. One that can't be known
    (the period is not over, or lies before the first visit) stays as it is. One step to undo.
    """
    from cxdesk.services.metrics import records

    with workspace(file, who=who, read_only=dry_run) as ws:
        part = named_part(ws, number)
        asked = (part.id, source, first.date(), last.date())
        if dry_run:
            found = records.look(ws, *asked, weeks=weeks)
        else:
            label = _("take “{name}” from records").format(name=part.record.name)
            found = ws.run(label, lambda tx: records.fill(tx, *asked, weeks=weeks))
        kind = records.source(source).kind
    if as_json:
        emit([_taken(one, kind) for one in found])
    else:
        for one in found:
            click.echo(
                f"{one.taken.start.isoformat()}  {'–' if one.taken.value is None else one.taken.value}"
            )
    changes = sum(one.changes for one in found)
    words = ngettext(
        "{n} number differs from what was kept.", "{n} numbers differ from what was kept.", changes
    )
    said = ngettext("{n} number is taken over.", "{n} numbers are taken over.", changes)
    say((words if dry_run else said).format(n=changes))


def _taken(one: Change, kind: str) -> dict[str, Any]:
    value, was = one.taken.value, one.was
    return {
        "start": one.taken.start.isoformat(),
        "value": None if value is None else float(value),
        "was": None if was is None else float(was),
        "kind": kind,
        "ids": list(one.taken.ids),
    }


def _as_json(one: Any) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "phones": list(one.phones), "why": one.why}


COMMANDS = (find, fill)
