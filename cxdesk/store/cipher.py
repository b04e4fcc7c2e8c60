"""Passphrases and what they open: from words to a key, and from a file to whether a key fits it.

The key is scrypt's, and given to the engine as it is.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

from cxdesk import errors
from cxdesk.i18n import _
from cxdesk.store import backup, keys, locked_pages, recovery_key
from cxdesk.store.keys import SALT, Key, looks_locked

SHORTEST = 8
GOOD = 14
_COST, _BLOCK, _PARALLEL = 2**17, 8, 1
_MEMORY = 256 * 2**20
_OTHER_SALTS = 3


# Passphrases


def new_key(passphrase: str) -> Key:
    """Return a key for a passphrase, with a salt of its own. Takes half a second: for a worker.

    Raises InputError for one that is too short.
    """
    if len(_normal(passphrase)) < SHORTEST:
        raise errors.InputError(
            {
                "passphrase": _(
                    "A passphrase has at least {least} characters. A few words in a row are easy to remember."
                ).format(least=SHORTEST)
            }
        )
    salt = os.urandom(SALT)
    return Key(_derived(passphrase, salt), salt)


def advice(passphrase: str) -> str:
    """Return a sentence on what makes a passphrase easy to guess, or nothing. Nothing is refused for it."""
    text = _normal(passphrase)
    folded = text.casefold()
    if text.isdecimal():
        return _("Digits alone are guessed quickly. A few words in a row are safer, and easier to remember.")
    if len(set(folded)) < 5 or _is_run(folded):
        return _(
            "This is one of the first that somebody would try. Take a few words that do not belong together."
        )
    if len(text) < GOOD:
        return _(
            "This can be guessed by a computer with patience. Another word or two makes it safe:"
            " from {good} characters on it is good."
        ).format(good=GOOD)
    return ""


def unlock(path: Path, typed: str) -> Key:
    """Return the key of the file at `path` for a passphrase or a recovery key. Takes half a second.

    Raises WrongKey, and FileDamaged where it is the right one and the file is at fault; the file is only
    read.
    """
    if recovery_key.looks_like_one(typed):
        try:
            return unlock_with_recovery_key(path, typed)
        except errors.InputError as slip:
            try:  # a passphrase may look like one, too
                return _unlocked(path, lambda salt: _derived(typed, salt))
            except errors.WrongKey:
                raise slip from None
    return _unlocked(path, lambda salt: _derived(typed, salt))


def unlock_with_recovery_key(path: Path, typed: str) -> Key:
    """Return the key of the file at `path` as it stands on paper. Raises InputError for a slip, WrongKey."""
    secret = recovery_key.read(typed)
    return _unlocked(path, lambda _salt: secret, is_recovery=True)


def _unlocked(path: Path, secret_for: Callable[[bytes], bytes], *, is_recovery: bool = False) -> Key:
    """Return the key that fits; where the file lost its salt, that of its backups is tried."""
    salt = keys.first_page(path)[:SALT].ljust(SALT, b"\0")
    copies = [found.path for found in backup.by_name(path)]
    others = list(dict.fromkeys(filter(None, map(_salt_of, copies))))
    for one in [salt] if salt in others else [salt, *others[:_OTHER_SALTS]]:
        key = Key(secret_for(one), one)
        if locked_pages.fits(key, path):
            return key
        if one == salt:
            for copy in copies:
                if _salt_of(copy) == salt and locked_pages.opens(key, copy):
                    raise _all_damaged(path, copy)
        key.wipe()
    raise locked_pages.wrong(path, is_recovery=is_recovery)


def opens_with(key: Key, typed: str) -> bool:
    """Tell whether a passphrase or a recovery key is that of `key`. Takes half a second.

    For a file that is open: its bytes are not read.
    """
    if hmac.compare_digest(_derived(typed, key.salt), key.secret):
        return True
    if not recovery_key.looks_like_one(typed):
        return False
    try:
        return hmac.compare_digest(recovery_key.read(typed), key.secret)
    except errors.InputError:
        return False


def is_encrypted(path: Path) -> bool:
    """Tell whether the file at `path` may be a locked one; only a key that fits makes it sure.

    Where its beginning is damaged, its backups tell.
    """
    if keys.is_plain(path) or not path.exists():
        return False
    return looks_locked(path) or any(looks_locked(found.path) for found in backup.by_name(path))


def _all_damaged(path: Path, copy: Path) -> errors.FileDamaged:
    return errors.FileDamaged(
        _(
            "The passphrase is right, for it opens the backup {backup}; but nothing of {file} can be read."
            " Restore the backup."
        ).format(backup=copy.name, file=path.name)
    )


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase)


def _derived(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        _normal(passphrase).encode("utf-8", "surrogatepass"), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL,
        maxmem=_MEMORY, dklen=keys.LENGTH,
    )  # fmt: skip


def _is_run(folded: str) -> bool:
    """Tell whether it is made of rows of the keyboard, the alphabet, or the word itself."""
    rest = "".join(character for character in folded if character.isalnum())
    rows = ("qwertyuiop", "qwertzuiop", "asdfghjkl", "abcdefghijklmnopqrstuvwxyz", "1234567890")
    for word in ("password", "passwort", "passphrase", "letmein", "welcome"):
        rest = rest.replace(word, "")
    while rest:
        longest = max((_shared(rest, row) for row in rows), default=0)
        if longest < 3 and not rest.isdecimal():
            return False
        rest = rest[max(longest, 1) :]
    return True


def _shared(text: str, row: str) -> int:
    """Return how much of the beginning of `text` stands in a row of keys."""
    length = 0
    while length < len(text) and text[: length + 1] in row:
        length += 1
    return length


def _salt_of(path: Path) -> bytes:
    """Return the salt of a locked file, or nothing."""
    return keys.first_page(path)[:SALT] if looks_locked(path) else b""
