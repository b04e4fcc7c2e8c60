"""The pages of a locked file: which of them a key explains, what the first one says, and how to mend them.

Each page ends with a code over what it holds, which only the right key gives. So a wrong passphrase and a
damaged file can be told apart page by page, and the engine never gets a key that was not seen to fit.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.store import db, keys
from cxdesk.store.keys import PAGE, SALT, Key

# As SQLCipher 4 writes a page: content, 16 bytes of noise, 64 bytes of code.
_CODE = 64
_MASK = 0x3A
_ROUNDS = 2
_MOST_PAGES = 2_000


def fits(key: Key, path: Path) -> bool:
    """Tell whether any page of a file was written with this key."""
    return any(islice(_pages_that_fit(key, path), _MOST_PAGES))


def opens(key: Key, path: Path) -> bool:
    """Tell whether the first page was: without it the engine reads nothing."""
    return next(_pages_that_fit(key, path), False)


def header(path: Path, key: Key | None) -> db.Header:
    """Return what the header of a locked file says, with nothing written. Raises EnvironmentFault."""
    if key is None:
        raise keys.locked(path)
    size = path.stat().st_size
    if opens(key, path):
        application_id, user_version = db.peek(path, key)
        return db.Header(
            size, is_sqlite=True, application_id=application_id, user_version=user_version, encrypted=True
        )
    if not fits(key, path):
        raise wrong(path)
    if path.with_name(path.name + "-journal").exists():
        # The first page was being written; the engine takes that back, and the rest is looked at then.
        return db.Header(size, is_sqlite=True, application_id=db.APPLICATION_ID, encrypted=True)
    raise keys.damaged(path)


def mend(copy: Path, key: Key, backups: Iterable[Path]) -> None:
    """Make the engine read what can be read of a copy of a damaged locked file.

    It gives up at the first page whose code is wrong. Those get the right code for what they hold: then only
    the few bytes around the damage are noise, as they would be in a file that is not locked. A first page
    that is lost is that of the first of its `backups` with the same key, for the tables stay where they are.
    """
    try:
        with copy.open("rb+") as file:
            for number, fit in enumerate(_pages_that_fit(key, copy), 1):
                if not fit:
                    _sign(file, number, key)
    except OSError as error:
        raise db.file_error(error, copy) from error
    with contextlib.suppress(errors.EnvironmentFault):
        if db.peek(copy, key)[0] == db.APPLICATION_ID:
            return
    for backup in backups:
        if opens(key, backup):
            with copy.open("rb+") as file:
                file.write(keys.first_page(backup))
            return


def wrong(path: Path, *, is_recovery: bool = False) -> errors.WrongKey:
    """Return the fault of a key that fits no page of a file."""
    if is_recovery:
        sentence = _(
            "This recovery key does not open {file}. It belongs to another file, or to a passphrase from"
            " before; nothing was changed."
        )
    else:
        sentence = _(
            "This passphrase does not open {file}. Look at capitals and the keyboard's language, and try"
            " again; nothing was changed. If you are sure of it, the file may be damaged, or not be one of"
            " CX Desk."
        )
    return errors.WrongKey(sentence.format(file=path.name))


def _pages_that_fit(key: Key, path: Path) -> Iterator[bool]:
    """Give for each page whether its code is explained by the key. Raises EnvironmentFault."""
    code_key = _code_key(key)
    try:
        with path.open("rb") as file:
            number = 1
            while len(page := file.read(PAGE)) == PAGE:
                yield hmac.compare_digest(_code(code_key, page, number), page[-_CODE:])
                number += 1
    except OSError as error:
        raise db.file_error(error, path) from error


def _sign(file: BinaryIO, number: int, key: Key) -> None:
    """Write the code for what a page holds."""
    file.seek((number - 1) * PAGE)
    page = file.read(PAGE)
    file.seek(number * PAGE - _CODE)
    file.write(_code(_code_key(key), page, number))


def _code_key(key: Key) -> bytes:
    mask = bytes(byte ^ _MASK for byte in key.salt)
    return hashlib.pbkdf2_hmac("sha512", key.secret, mask, _ROUNDS, keys.LENGTH)


def _code(code_key: bytes, page: bytes, number: int) -> bytes:
    content = page[SALT if number == 1 else 0 : -_CODE]
    return hmac.digest(code_key, content + struct.pack("<I", number), "sha512")
