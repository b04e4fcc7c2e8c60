"""Commands on files: check, backup, restore, export, import."""

from __future__ import annotations

from pathlib import Path

import click

from cxdesk import settings
from cxdesk.cli.shared import FILE, FOLDER, say, workspace
from cxdesk.i18n import _, ngettext
from cxdesk.workspace import Workspace


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--rebuild-search", is_flag=True, help=_("first make search and indexes again from the records")
)
def check(file: Path, *, rebuild_search: bool) -> None:
    """Check that FILE is whole: its pages, links, tables, totals and search."""
    from cxdesk.store.check import check_file

    if rebuild_search:
        with workspace(file) as ws:
            ws.rebuild_search()
    problems = check_file(file)
    for problem in problems:
        say(problem)
    if problems:
        raise SystemExit(1)
    say(_("{file} is whole.").format(file=file.name))


@click.command()
@click.argument("file", type=FILE)
@click.option("--to", type=FILE, help=_("write the copy here instead of beside FILE"))
@click.option("--list", "as_list", is_flag=True, help=_("list the backups there are, with their counts"))
def backup(file: Path, to: Path | None, *, as_list: bool) -> None:
    """Make a verified backup of FILE."""
    from cxdesk.store import backup as backups

    if as_list:
        for found in backups.listing(file):
            counts = ", ".join(f"{kind} {count}" for kind, count in found.counts.items() if count)
            click.echo(f"{found.path.name}  {found.made_at}  {found.reason}  {counts}")
        return
    made = backups.make(file, "asked", to=to)
    click.echo(made.path)


@click.command()
@click.argument("backup_file", metavar="BACKUP", type=FILE)
@click.argument("file", type=FILE)
def restore(backup_file: Path, file: Path) -> None:
    """Put BACKUP in the place of FILE; what is there now becomes a backup itself."""
    from cxdesk.store import backup as backups

    kept = backups.restore(backup_file, file)
    say(_("{file} is restored.").format(file=file.name))
    if kept:
        say(_("What was there before is in {kept}.").format(kept=kept.path))


@click.command()
@click.argument("file", type=FILE)
@click.option("--to", type=FOLDER, required=True, help=_("the folder for the files"))
def export(file: Path, to: Path) -> None:
    """Write everything as CSV per record kind, and as one JSON."""
    from cxdesk.services.exporting import export_all

    with workspace(file, read_only=True) as ws:
        written = export_all(ws, ws.kinds, to)
    say(ngettext("{n} file in {to}", "{n} files in {to}", len(written)).format(to=to))


@click.command("import")
@click.argument("json_file", metavar="JSON", type=FILE)
@click.argument("file", type=FILE)
def import_(json_file: Path, file: Path) -> None:
    """Make a workspace in FILE from the JSON of an export."""
    Workspace.from_export(json_file.read_text(encoding="utf-8-sig"), file, who=settings.load().who).close()
    say(_("{file} is ready.").format(file=file))


COMMANDS = (check, backup, restore, export, import_)
