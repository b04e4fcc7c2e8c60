"""The recovery key: the key of a file as groups of letters and digits, to be printed and typed back.

The alphabet has no I, L, O, U; who types them for 1, 1 and 0 is understood. The last group is a check, so
that a slip is told before anything is opened.
"""

from __future__ import annotations

from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.store.keys import LENGTH, Key

GROUP = 4
GROUPS = 14
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("ILO", "110")
_DIGITS = 52  # of five bits: 256 and four that are nought
_CHECK_BITS = 20


def groups(key: Key) -> tuple[str, ...]:
    """Return the 13 groups of a key and its check group, each of four characters."""
    number = int.from_bytes(key.secret, "big") << (5 * _DIGITS - 8 * LENGTH)
    text = _written(number, _DIGITS) + _written(_check(key.secret), GROUP)
    return tuple(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def looks_like_one(text: str) -> bool:
    """Tell whether somebody typed a recovery key rather than a passphrase; slips in it are forgiven."""
    return len(_characters(text)) == GROUP * GROUPS and not set(_characters(text)) - set(_ALPHABET)


def read(text: str) -> bytes:
    """Return the key that somebody typed from paper. Raises InputError that says where the slip may be."""
    typed = _characters(text)
    for at, character in enumerate(typed):
        if character not in _ALPHABET:
            raise _refused(
                _("“{character}” in group {group} is in no recovery key. Look at that group again.").format(
                    character=character, group=at // GROUP + 1
                )
            )
    if len(typed) != GROUP * GROUPS:
        raise _refused(
            _(
                "A recovery key has {groups} groups of {each} characters, {all} in all; this one has {count}."
            ).format(groups=GROUPS, each=GROUP, count=len(typed), all=GROUP * GROUPS)
        )
    number, check = _number(typed[:_DIGITS]), _number(typed[_DIGITS:])
    spare = 5 * _DIGITS - 8 * LENGTH
    secret = (number >> spare).to_bytes(LENGTH, "big")
    if number & ((1 << spare) - 1) or _check(secret) != check:
        raise _refused(
            _("A character of the recovery key is not as it was printed. Compare it group by group.")
        )
    return secret


def _refused(sentence: str) -> InputError:
    return InputError({"recovery_key": sentence})


def _characters(text: str) -> str:
    """Return what was typed without what only parts it, in capitals."""
    kept = "".join(character for character in text if not (character.isspace() or character in "-–—.·"))
    return kept.upper().translate(_MEANT)


def _check(secret: bytes) -> int:
    import hashlib

    return int.from_bytes(hashlib.sha256(b"recovery key" + secret).digest()[:4], "big") >> (32 - _CHECK_BITS)


def _written(number: int, digits: int) -> str:
    return "".join(_ALPHABET[(number >> 5 * at) & 31] for at in reversed(range(digits)))


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number << 5 | _ALPHABET.index(character)
    return number
