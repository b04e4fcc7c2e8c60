"""What the properties of a vCard say of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import unquote

from cxdesk import birthdays, phones
from cxdesk.birthdays import Birthday
from cxdesk.errors import UserError
from cxdesk.services.contacts.contact import Contact
from cxdesk.text import clean

# What a program needs for itself, or what is read from elsewhere in the card.
_NOT_KEPT = re.compile(
    r"TEL|EMAIL|ADR|NOTE|CATEGORIES|UID|NICKNAME|BDAY|ORG|VERSION|PRODID|REV|N|FN|CLASS|KIND|MAILER|SORT-STRING|CLIENTPIDMAP|SOURCE|PROFILE|LABEL"
    r"|X-AB(?!DATE|RELATEDNAMES)[A-Z-]*|X-(?:PHONETIC|MS-OL|EVOLUTION-FILE|ADDRESSBOOKSERVER|SYNC|RADICALE)[A-Z-]*"
)
_NO_PHONE = frozenset({"FAX", "PAGER", "X-FAX", "FACSIMILE"})
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_NO_TAGS = frozenset({"mycontacts", "starred", "my contacts"})


class Property(NamedTuple):
    """One line of a card: its group, name, types (all capitals), other parameters, and what stands there."""

    group: str
    name: str
    types: tuple[str, ...]
    others: Mapping[str, str]
    value: str
    old: bool = False
    """Of vCard 2.1, which has fewer escapes."""

    @property
    def preferred(self) -> int:
        """How much it is preferred to others of its kind; 1 is most."""
        rank = self.others.get("PREF", "")
        if rank.isdecimal() and rank.isascii() and len(rank) < 4:
            return int(rank)
        return 1 if "PREF" in self.types else 101


def to_contact(properties: Iterable[Property]) -> Contact:
    """Return the person of a card, with empty fields where it says nothing."""
    named: dict[str, list[Property]] = {}
    for one in properties:
        named.setdefault(one.name, []).append(one)
    for some in named.values():
        if len(some) > 1:
            some.sort(key=lambda one: one.preferred)
    labels = {one.group: _LABEL.sub(r"\1", _text(one)) for one in named.get("X-ABLABEL", ()) if one.group}
    born, odd_birthday = _birthday(named.get("BDAY", ()))
    numbers = [one for one in named.get("TEL", ()) if not _NO_PHONE.intersection(one.types)]
    company = next((" ".join(filter(None, _parts(one))) for one in named.get("ORG", ())), "")
    name = _first(named, "FN") or _full_name(named.get("N", ())) or company
    extra = dict(_others(named, labels))
    if company and company != name:
        extra = {"ORG": company, **extra}
    if odd_birthday:
        extra["BDAY"] = odd_birthday
    return Contact(
        name=name,
        called=next(iter(_listed(named.get("NICKNAME", ()))), ""),
        phones=_each(_phone(one) for one in numbers),
        emails=_each(
            _text(one).removeprefix("mailto:") for one in named.get("EMAIL", ()) if "X400" not in one.types
        ),
        birthday=born,
        note="\n".join(_each(_text(one, lines=True) for one in named.get("NOTE", ()))),
        tags=_each(tag for tag in _listed(named.get("CATEGORIES", ())) if tag.lower() not in _NO_TAGS),
        number=_first(named, "UID").removeprefix("urn:uuid:"),
        address=next(filter(None, (_address(one) for one in named.get("ADR", ()))), ""),
        extra=extra,
    )


def _others(named: Mapping[str, Sequence[Property]], labels: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Give what has no field of its own, by the label that it has in the address book, else by its name."""
    left = [one for name, some in named.items() for one in some if not _NOT_KEPT.fullmatch(name)]
    left += [one for one in named.get("TEL", ()) if _NO_PHONE.intersection(one.types)]
    left += [one for one in named.get("ADR", ()) if _address(one)][1:]
    seen: dict[str, int] = {}
    for one in left:
        value = _address(one) if one.name == "ADR" else _text(one, lines=True)
        label = labels.get(one.group) or ("FAX" if one.name == "TEL" else one.name.removeprefix("X-"))
        if value:
            seen[label] = seen.get(label, 0) + 1
            yield (label if seen[label] == 1 else f"{label} ({seen[label]})"), value


def _first(named: Mapping[str, Sequence[Property]], name: str) -> str:
    return next(filter(None, (_text(one) for one in named.get(name, ()))), "")


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def _unescaped(text: str, *, old: bool) -> str:
    if "\\" not in text:
        return text
    if old:
        return re.sub(r"\\([\\;,:])", r"\1", text)
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text, flags=re.DOTALL)


def _text(one: Property, *, lines: bool = False) -> str:
    return clean(_unescaped(one.value, old=one.old), lines=lines)


def _parts(one: Property, sign: str = ";") -> list[str]:
    """Return the parts of a structured value."""
    found = re.findall(rf"(?:^|{sign})((?:\\.|[^\\{sign}]|\\$)*)", one.value, flags=re.DOTALL)
    return [clean(_unescaped(part, old=one.old)) for part in found]


def _listed(properties: Iterable[Property]) -> list[str]:
    return [part for one in properties for part in _parts(one, ",") if part]


def _full_name(names: Iterable[Property]) -> str:
    for one in names:
        family, given, more, *_rest = [*(part.replace(",", " ") for part in _parts(one)), "", "", ""]
        full = " ".join(f"{given} {more} {family}".split())
        if full:
            return full
    return ""


def _address(one: Property) -> str:
    """Return an address on one line: 12 Mill Lane, 12345 Anytown, Ireland."""
    box, more, street, city, region, code, country = [*_parts(one), *[""] * 7][:7]
    place = " ".join(filter(None, (code, city)))
    return ", ".join(filter(None, (box, more, street, place, region, country)))


def _phone(one: Property) -> str:
    value = _text(one)
    if value.lower().startswith("tel:"):
        number, *more = unquote(value[4:]).split(";")
        extension = next((part[4:] for part in more if part.lower().startswith("ext=")), "")
        return clean(f"{number} ext. {extension}" if extension else number)
    return phones.keep(value)


def _birthday(written: Iterable[Property]) -> tuple[Birthday | None, str]:
    """Return the birthday of a card, or else what stands there: half of one, words, or figures in any order.

    A time of day is left aside with its zone: the day counts as it is written.
    """
    for one in written:
        text = _text(one)
        without = one.others.get("X-APPLE-OMIT-YEAR", "")
        with suppress(UserError):
            if born := birthdays.parse_iso(text):
                return (born._replace(year=None) if without and str(born.year) == without else born), ""
        if text:
            return None, text
    return None, ""
