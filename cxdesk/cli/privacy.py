"""Commands on who can read a file: encrypt, passphrase, decrypt, recovery-key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxdesk.cli import passphrases
from cxdesk.cli.passphrases import passphrase_option, unlocked
from cxdesk.cli.shared import FILE, backup_folders, is_there, say
from cxdesk.errors import UserError
from cxdesk.i18n import _, ngettext
from cxdesk.store import keys

if TYPE_CHECKING:
    from cxdesk.store.backup import Backup
    from cxdesk.store.keys import Key

_backups_option = click.option(
    "--backups",
    "with_backups",
    type=click.Choice(["keep", "lock", "remove"]),
    default="keep",
    show_default=True,
    help=_("what becomes of older backups that this passphrase does not lock"),
)


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@_backups_option
def encrypt(file: Path, with_backups: str) -> None:
    """Lock FILE with a passphrase: without it nobody reads it again.

    For a FILE that is locked already, --backups tells what becomes of backups that it does not open.
    """
    from cxdesk.store import cipher, sealing

    if keys.looks_locked(file) and with_backups != "keep":
        with unlocked(file):
            key = _key(file)
            _others(file, with_backups, _not_locked_by(key, file), key)
        return
    sealing.check_is_plain(file)
    passphrase = passphrases.wanted(file, passphrases.given_file(), passphrases.VARIABLE)
    with cipher.new_key(passphrase) as key:
        _advise(passphrase)
        sealing.encrypt(file, key)
        say(_("{file} is locked now.").format(file=file.name))
        _tell_recovery(file)
        _others(file, with_backups, _not_locked_by(key, file), key)


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@click.option(
    "--new-passphrase-file",
    "new",
    type=FILE,
    help=_(
        "the first line of this file is the new one; else {variable} is taken, else it is asked for"
    ).replace("{variable}", passphrases.NEW_VARIABLE),
)
@_backups_option
def passphrase(file: Path, new: Path | None, with_backups: str) -> None:
    """Change the passphrase of FILE. Older backups keep the one they have."""
    from cxdesk.store import cipher, sealing

    with unlocked(file):
        old = _key(file)
        wanted = passphrases.wanted(file, new, passphrases.NEW_VARIABLE)
        with cipher.new_key(wanted) as key:
            _advise(wanted)
            sealing.change_key(file, old, key)
            say(_("{file} has its new passphrase.").format(file=file.name))
            _tell_recovery(file)
            _others(file, with_backups, _not_locked_by(key, file), key)


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
def decrypt(file: Path) -> None:
    """Take the passphrase from FILE: whoever has the file can read it then."""
    from cxdesk.store import sealing

    with unlocked(file):
        key = _key(file)
        sealing.decrypt(file, key)
    say(
        _(
            "{file} is not locked any more: everybody who can open its folder can read it. Backups from"
            " before keep their passphrase."
        ).format(file=file.name)
    )


@click.command("recovery-key")
@click.argument("file", type=FILE)
@passphrase_option
def recovery_key(file: Path) -> None:
    """Print the recovery key of FILE, which opens it when the passphrase is forgotten."""
    from cxdesk.store import recovery_key as recovery

    with unlocked(file):
        click.echo(" ".join(recovery.groups(_key(file))))
    say(
        _(
            "Keep it on paper, away from this computer: who has it can open {file}. It changes with the"
            " passphrase."
        ).format(file=file.name)
    )


def _key(file: Path) -> Key:
    key = keys.of(file)
    if key is None:
        file.stat()  # a file that is not there is told as such
        raise UserError(_("{file} is not locked. “cxdesk encrypt” locks it.").format(file=file.name))
    return key


def _advise(wanted: str) -> None:
    from cxdesk.store import cipher

    advice = cipher.advice(wanted)
    if advice:
        say(advice)


def _tell_recovery(file: Path) -> None:
    say(
        _(
            "If the passphrase is forgotten, nobody can open the file: no one has a second key. Write down"
            " the recovery key that “cxdesk recovery-key {file}” prints."
        ).format(file=file.name)
    )


def _not_locked_by(key: Key, file: Path) -> list[Backup]:
    """Return the backups that `key` does not open: those with a former passphrase, and those with none."""
    from cxdesk.store import sealing

    found = []
    for folder in filter(is_there, backup_folders()):
        found += sealing.plain_backups(file, folder) + sealing.backups_with_other_keys(file, key, folder)
    return found


def _others(file: Path, choice: str, found: list[Backup], key: Key) -> None:
    """Do to backups that `key` does not open what was asked for, and say what is left of them."""
    from cxdesk.store import sealing

    if choice == "keep":
        _tell_left(file, found)
        return
    if choice == "lock":
        left = sealing.lock_backups(found, key)
        done = ngettext(
            "{n} older backup is locked now.", "{n} older backups are locked now.", _less(found, left)
        )
    else:
        left = sealing.remove_backups(found)
        done = ngettext("{n} older backup is removed.", "{n} older backups are removed.", _less(found, left))
    say(done)
    if left:
        for one in left:
            say(f"  {one.path}")
        say(_("With these it could not be done: they are damaged, have a former passphrase, or are in use."))
        raise SystemExit(1)


def _less(found: list[Backup], left: list[Backup]) -> int:
    return len(found) - len(left)


def _tell_left(file: Path, found: list[Backup]) -> None:
    say(
        ngettext(
            "{n} older backup is not locked with this passphrase:",
            "{n} older backups are not locked with this passphrase:",
            len(found),
        )
    )
    for one in found:
        say(f"  {one.path}")
    say(
        _(
            "They can be read without a passphrase, or with a former one. “cxdesk encrypt {file} --backups"
            " remove” deletes them, “--backups lock” locks those that have none."
        ).format(file=file.name)
    )


COMMANDS = (encrypt, passphrase, decrypt, recovery_key)
