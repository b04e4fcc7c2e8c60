"""vCard 2.1, 3.0 and 4.0 as phones and address books write them, one card at a time.

RFC 2426 and RFC 6350, and versit's vCard 2.1. Pictures, sounds and keys are skipped. What is read of a
property is in `card_fields`; here a file becomes cards of properties.
"""

from __future__ import annotations

import codecs
import io
import quopri
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.services.contacts.card_fields import Property, to_contact
from cxdesk.services.contacts.contact import Contact
from cxdesk.store.db import file_error

LONGEST_LINE = 1_000_000
"""Bytes of a property; a longer one, such as a picture, is passed over."""
MOST_PROPERTIES = 2_000
MOST_BYTES = 20_000_000
"""Of one card."""

_SKIPPED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "X-IMAGEHASH", "X-IMAGETYPE"})
_NAME = re.compile(
    r"(?:([A-Za-z0-9_-]{1,60})\.)?([A-Za-z0-9-]{1,60})[ \t]{0,9}((?:;(?:\"[^\"]*\"|[^\":])*)?):", re.DOTALL
)
_PARAMETER = re.compile(r";\s*((?:\"[^\"]*\"|[^;\"])*)")
_KINDS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})
_EDGE = re.compile(rb"\s*(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_OLD = re.compile(rb"\s*VERSION\s*:\s*2\.1\s*", re.IGNORECASE)
# Codecs of Python that are no letters of anybody's address book.
_NO_LETTERS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})


class Card(NamedTuple):
    """A card that was read, and the line on which it begins, from 1."""

    line: int
    contact: Contact


class LeftOut(NamedTuple):
    """A card that can't be read or is no person, the line on which it begins or breaks, and why."""

    line: int
    why: str


class _Line(NamedTuple):
    """A line as it was before it was folded, with the number of its first one."""

    number: int
    raw: bytes
    whole: bool = True


class _Broken(Exception):  # noqa: N818 - never leaves this module
    """A line of a card that can't be read."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


def read(path: Path) -> Iterator[Card | LeftOut]:
    """Give the cards of a file one after the other.

    Raises EnvironmentFault, and UserError for a file without any card.
    """
    found = False
    try:
        with path.open("rb") as file:
            for card in cards(file):
                found = True
                yield card
    except OSError as error:
        raise file_error(error, path) from error
    if not found:
        raise UserError(_("There is no card in {file}: it has no line “BEGIN:VCARD”.").format(file=path.name))


def cards(file: BinaryIO) -> Iterator[Card | LeftOut]:
    """Give the cards of bytes one after the other; a broken one is left out, and those after it are read."""
    inside: list[_Line] = []
    begun, depth, size = 0, 0, 0
    for line in _unfolded(_physical(file)):
        edge = _EDGE.fullmatch(line.raw)
        begins = edge is not None and edge[1].upper() == b"BEGIN"
        if begins and depth and not (inside and inside[-1].raw.strip().upper().startswith(b"AGENT")):
            yield LeftOut(begun, _not_ended())
            depth = 0
        if begins:
            depth += 1
            if depth == 1:
                begun, inside, size = line.number, [], 0
        elif edge and depth:
            depth -= 1
            if not depth:
                yield _card(begun, inside)
        elif depth == 1 and len(inside) <= MOST_PROPERTIES and size <= MOST_BYTES:
            size += len(line.raw)
            inside.append(line)
    if depth:
        yield LeftOut(begun, _not_ended())


def _not_ended() -> str:
    return _("This card has no end: the line “END:VCARD” is missing. Export it again.")


def _card(begun: int, lines: list[_Line]) -> Card | LeftOut:
    try:
        properties = list(_properties(lines))
    except _Broken as broken:
        return LeftOut(broken.line, broken.why)
    if len(lines) > MOST_PROPERTIES or sum(len(line.raw) for line in lines) > MOST_BYTES:
        return LeftOut(begun, _("This card is too long to be one of a person."))
    if any(one.name in _KINDS and one.value.strip().lower() == "group" for one in properties):
        return LeftOut(begun, _("This card is a group of others, not a person."))
    contact = to_contact(properties)
    if not contact.known_by_something:
        return LeftOut(begun, _("This card has no name, no phone number and no email."))
    return Card(begun, contact)


# Lines


def _physical(file: BinaryIO) -> Iterator[_Line]:
    """Give the lines of a file as they stand, without their ends; of an endless one its beginning."""
    start = file.read(3)
    file.seek(0)
    wide = start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    # Each byte is a letter of Latin-1: the letters that are meant are told by each line for itself.
    text = io.TextIOWrapper(file, "utf-16" if wide else "latin-1", errors="replace")
    try:
        number, whole = 0, True
        for chunk in iter(partial(text.readline, LONGEST_LINE), ""):
            if whole:
                number += 1
                raw = chunk.rstrip("\n").encode("utf-8" if wide else "latin-1")
                raw = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
                yield _Line(number, raw, len(chunk) < LONGEST_LINE)
            whole = chunk.endswith("\n")
    finally:
        text.detach()


def _unfolded(lines: Iterator[_Line]) -> Iterator[_Line]:
    """Put lines together that were folded, and those that quoted-printable breaks with an equals sign."""
    held: _Line | None = None
    parts: list[bytes] = []
    size, quoted, old = 0, False, False
    for line in lines:
        raw = line.raw
        edge = _EDGE.fullmatch(raw)
        soft = quoted and not edge and parts[-1].endswith(b"=")
        if held and not edge and (soft or (raw[:1] in {b" ", b"\t"} and raw.strip())):
            size += len(raw)
            if size <= LONGEST_LINE:
                if soft:
                    parts[-1] = parts[-1][:-1]
                parts.append(raw if soft or old else raw[1:])  # 2.1 breaks beside a space, which stays
            continue
        if held:
            yield held if len(parts) == 1 else _joined(held, parts, size)
        held, parts, size = line, [raw], len(raw)
        quoted = b"QUOTED-PRINTABLE" in raw.partition(b":")[0].upper()
        old = not edge and (old or _OLD.fullmatch(raw) is not None)
    if held:
        yield _joined(held, parts, size)


def _joined(first: _Line, parts: list[bytes], size: int) -> _Line:
    return _Line(first.number, b"".join(parts), first.whole and size <= LONGEST_LINE)


# Properties


def _properties(lines: list[_Line]) -> Iterator[Property]:
    old = any(_OLD.fullmatch(line.raw) for line in lines)
    found: Property | None = None
    skipping = False
    for line in lines:
        if not line.raw.strip():
            skipping = False
            continue
        head = _NAME.match(line.raw.decode("latin-1"))
        if head is None and skipping:  # base64 that was not folded
            continue
        if head is None and found is not None and found.name == "NOTE":  # a note that was not folded
            found = found._replace(value=f"{found.value}\n{_decoded(line, line.raw, '')}")
            continue
        if head is None:
            raise _Broken(line.number, _("This line of the card is no property: nothing in it is named."))
        if found is not None:
            yield found
        found, skipping = None, False
        if head[2].upper() in _SKIPPED:
            skipping = True
            continue
        if not line.whole:
            raise _Broken(line.number, _("This line of the card is too long."))
        found = _property(line, head, old=old)
    if found is not None:
        yield found


def _property(line: _Line, head: re.Match[str], *, old: bool) -> Property:
    types: list[str] = []
    others: dict[str, str] = {}
    for match in _PARAMETER.finditer(head[3]):
        name, equals, value = (part.strip() for part in match[1].partition("="))
        if not equals or name.upper() == "TYPE":
            types += (value if equals else name).replace('"', "").upper().split(",")
        elif name:
            others[name.upper()] = value.strip('"')
    raw = line.raw[head.end() :]
    encoding = others.pop("ENCODING", "").upper()
    if encoding in {"B", "BASE64"} or "BASE64" in types:
        raw = _unbased(line, raw)
    elif encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in types:
        raw = quopri.decodestring(raw)
    text = _decoded(line, raw, others.get("CHARSET", ""))
    return Property(head[1] or "", head[2].upper(), tuple(filter(None, types)), others, text, old)


def _unbased(line: _Line, raw: bytes) -> bytes:
    try:
        return codecs.decode(re.sub(rb"\s", b"", raw), "base64")
    except ValueError:
        raise _Broken(line.number, _("This line of the card is damaged: it breaks off.")) from None


def _decoded(line: _Line, raw: bytes, charset: str) -> str:
    """Return the letters of a value: as it says, else UTF-8, and where it can't be that, those of Windows."""
    try:
        if not charset:
            return raw.decode()
        if codecs.lookup(charset).name.replace("_", "-") in _NO_LETTERS:
            raise LookupError(charset)
        return raw.decode(charset)
    except LookupError:
        why = _("This line of the card is in letters that nobody knows: “{name}”.").format(name=charset[:40])
        raise _Broken(line.number, why) from None
    except ValueError:
        if charset:
            why = _("This line of the card is damaged: its letters are not {name}.").format(name=charset[:40])
            raise _Broken(line.number, why) from None
        return raw.decode("cp1252", errors="replace")
