"""Commands on files: check, backup, restore, export."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import click

from cxdesk.cli.passphrases import passphrase_option, unlocked
from cxdesk.cli.shared import FILE, FOLDER, say, say_left_out, sensitive_option, workspace
from cxdesk.errors import CxDeskError
from cxdesk.i18n import _, ngettext


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.option(
    "--rebuild-search", is_flag=True, help=_("first make search and indexes again from the records")
)
def check(file: Path, *, rebuild_search: bool) -> None:
    """Check that FILE is whole: its pages, links, tables, totals and search."""
    from cxdesk.store.check import check_file

    with unlocked(file):
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
@passphrase_option
@click.option("--to", type=FILE, help=_("write the copy here instead of beside FILE"))
@click.option("--list", "as_list", is_flag=True, help=_("list the backups there are, with their counts"))
def backup(file: Path, to: Path | None, *, as_list: bool) -> None:
    """Make a verified backup of FILE."""
    from cxdesk.store import backup as backups

    with unlocked(file):
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
@passphrase_option
def restore(backup_file: Path, file: Path) -> None:
    """Put BACKUP in the place of FILE; what is there now becomes a backup itself."""
    from cxdesk.store import backup as backups

    with unlocked(backup_file), _if_it_opens(file):
        kept = backups.restore(backup_file, file)
    say(_("{file} is restored.").format(file=file.name))
    if kept:
        say(_("What was there before is in {kept}.").format(kept=kept.path))


@contextmanager
def _if_it_opens(file: Path) -> Iterator[None]:
    """Have the key of the file that is replaced: it keeps its passphrase. Without one it is kept as it is."""
    with ExitStack() as stack:
        with suppress(CxDeskError):
            stack.enter_context(unlocked(file))
        yield


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.option("--to", type=FOLDER, required=True, help=_("the folder for the files"))
@sensitive_option
def export(file: Path, to: Path, *, with_sensitive: bool) -> None:
    """Write everything as CSV per record kind, and as one JSON; without sensitive notes unless asked for.

    An earlier export in the folder is replaced; no other file is written over.
    """
    from cxdesk.services.exporting import export_all, is_export, sensitive

    again = is_export(to)
    with workspace(file, read_only=True) as ws:
        written = export_all(ws, ws.kinds, to, with_sensitive=with_sensitive)
        left = 0 if with_sensitive else sensitive(ws, ws.kinds)
    say(ngettext("{n} file in {to}", "{n} files in {to}", len(written)).format(to=to))
    if again:
        say(_("They replaced the earlier export that was there."))
    say_left_out(left)


COMMANDS = (check, backup, restore, export)
