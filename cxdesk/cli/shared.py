"""What every command shares: how a workspace is opened, how JSON and sentences leave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from cxdesk import settings
from cxdesk.cli.passphrases import unlocked
from cxdesk.i18n import _, ngettext
from cxdesk.workspace import Workspace

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


@contextmanager
def workspace(path: Path, *, read_only: bool = False, who: str = "") -> Iterator[Workspace]:
    """Open a workspace for one command, with the passphrase of a locked one."""
    with unlocked(path):
        ws = Workspace.open(path, read_only=read_only, who=who or settings.load().who)
        try:
            yield ws
        finally:
            ws.close()


def backup_folders() -> list[Path | None]:
    """Return where backups are: beside the file, and in the second place, if there is one."""
    second = settings.load().backup_folder
    return [None, Path(second)] if second else [None]


def is_there(folder: Path | None) -> bool:
    """Tell whether a folder of backups can be looked into, and say so where it can't."""
    if folder is None or folder.is_dir():
        return True
    say(_("{folder} is not there now, so backups in it were not looked at.").format(folder=folder))
    return False


sensitive_option = click.option(
    "--sensitive", "with_sensitive", is_flag=True, help=_("also the sensitive notes, such as those on health")
)


def say_left_out(count: int) -> None:
    """Tell how many sensitive records a command left out, if any."""
    if count:
        say(
            ngettext(
                "{n} sensitive note was left out; with --sensitive it comes along.",
                "{n} sensitive notes were left out; with --sensitive they come along.",
                count,
            )
        )


def emit(value: Any) -> None:
    """Write JSON to standard output, and nothing else."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def say(sentence: str) -> None:
    """Tell a person something, on standard error, so that standard output stays clean."""
    click.echo(sentence, err=True)
