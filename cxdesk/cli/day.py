"""Commands on the day: due."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from cxdesk import clock
from cxdesk.cli.passphrases import passphrase_option
from cxdesk.cli.shared import FILE, emit, say, workspace
from cxdesk.i18n import _, ngettext
from cxdesk.services.today.lines import PROMPTS, Line


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.option(
    "--json", "as_json", is_flag=True, help=_("a list of objects; days are below 0 for what is overdue")
)
def due(file: Path, *, as_json: bool) -> None:
    """List what needs somebody: overdue, due today, what a chart gives a reason for, and what comes."""
    from cxdesk.services.today.due import backups, gather
    from cxdesk.services.today.lines import in_order, tag_text, waiting
    from cxdesk.store import backup

    today = clock.today()
    newest = backup.newest(file)
    with workspace(file, read_only=True) as ws:
        language = ws.shop.language
        lines = in_order(gather(ws, today) + backups(newest.made_at if newest else "", today))
    if as_json:
        emit([_as_json(line, today) for line in lines])
        return
    tags = [tag_text(line, today, language) for line in lines]
    width = max(map(len, tags), default=0)
    for tag, line in zip(tags, lines, strict=True):
        click.echo(f"{tag:<{width}}  {line.title}")
        for words in filter(None, (*line.detail.splitlines(), line.say)):
            click.echo(f"{'':<{width}}  {words}")
    words = ngettext(
        "{n} line is listed; overdue or due today: {due}.",
        "{n} lines are listed; overdue or due today: {due}.",
        len(lines),
    )
    say(words.format(n=len(lines), due=waiting(lines)) if lines else _("Nothing is due today."))


def _as_json(line: Line, today: date) -> dict[str, Any]:
    dated = line.sort not in PROMPTS
    return {
        "sort": line.sort,
        "days": line.days if dated else None,
        "age": max(0, -line.days) if dated else None,
        "late": line.role == "overdue",
        "due_on": (today + timedelta(days=line.days)).isoformat() if dated else None,
        "title": line.title,
        "detail": line.detail,
        "say": line.say,
        "kind": line.kind,
        "id": line.record or None,
    }


COMMANDS = (due,)
