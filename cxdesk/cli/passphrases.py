"""Where commands get a passphrase from: a file, the environment, or who sits there; never an argument."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import click

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.store import keys

VARIABLE, NEW_VARIABLE = "CXDESK_PASSPHRASE", "CXDESK_NEW_PASSPHRASE"
_FILE = click.Path(path_type=Path, dir_okay=False)
_GIVEN = "cxdesk.passphrase_file"
_MOST = 10_000


def _remember(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    ctx.meta[_GIVEN] = value


passphrase_option = click.option(
    "--passphrase-file",
    type=_FILE,
    expose_value=False,
    callback=_remember,
    help=_(
        "for a locked file: its passphrase or recovery key is the first line of this one;"
        " else {variable} is taken, else it is asked for"
    ).replace("{variable}", VARIABLE),
)


@contextmanager
def unlocked(path: Path) -> Iterator[None]:
    """Have the key of a file within the block, if it is locked; ask for its passphrase where none was given.

    Raises WrongKey, FileDamaged, and UserError where nobody can be asked.
    """
    if keys.of(path) or keys.is_plain(path) or not _cipher().is_encrypted(path):
        yield
        return
    passphrase = _given() or _ask(_("Passphrase or recovery key of {file}").format(file=path.name), path)
    with _cipher().unlock(path, passphrase) as key, keys.held(path, key):
        yield


def wanted(path: Path, file: Path | None, variable: str) -> str:
    """Return the passphrase that `path` shall have; who is asked for it types it twice."""
    given = _first_line(file) if file else os.environ.get(variable, "")
    return given or _ask(_("New passphrase of {file}").format(file=path.name), path, twice=True)


def given_file() -> Path | None:
    """Return the file of `--passphrase-file`, or None."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_GIVEN) if context else None


def _cipher() -> ModuleType:
    """Return what derives keys; plain files need none of it."""
    from cxdesk.store import cipher

    return cipher


def _given() -> str:
    file = given_file()
    return _first_line(file) if file else os.environ.get(VARIABLE, "")


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as opened:
            line = opened.readline(_MOST).rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise UserError(
            _("{file} is not text in UTF-8, so no passphrase can be read from it.").format(file=file)
        ) from error
    if not line:
        raise UserError(
            _("The first line of {file} is empty; the passphrase stands there.").format(file=file)
        )
    return line


def _ask(question: str, path: Path, *, twice: bool = False) -> str:
    if not somebody_is_there():
        raise UserError(
            _(
                "{file} needs a passphrase, and nobody can be asked for it here. Write it into a file and"
                " name that one, or set {variable}."
            ).format(file=path.name, variable=NEW_VARIABLE if twice else VARIABLE)
        )
    typed: str = click.prompt(question, hide_input=True, confirmation_prompt=twice, err=True)
    return typed


def somebody_is_there() -> bool:
    """Tell whether a person can be asked."""
    return sys.stdin.isatty()
