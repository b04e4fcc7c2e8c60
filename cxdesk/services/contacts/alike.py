"""Who may be the same person: hints for a person to decide, and the one whom a row of a file updates.

No pair is compared that shares nothing: contacts are put into buckets by what they have in common (the phone
number as it is dialled, the email, the name, the name but for one slip), so that the work grows with their
number, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, product, zip_longest
from typing import Literal, NamedTuple

from cxdesk import phones
from cxdesk.birthdays import Birthday
from cxdesk.i18n import N_, _
from cxdesk.services.contacts.contact import Contact
from cxdesk.text import fold, tokens

Reason = Literal["phone", "email", "name", "alike"]
By = Literal["number", "email", "phone", "name"]
REASONS: tuple[tuple[Reason, str], ...] = (
    ("phone", N_("the same phone number")),
    ("email", N_("the same email")),
    ("name", N_("the same name")),
    ("alike", N_("names that differ by a letter or a further name")),
)
_WEIGHT: dict[Reason, int] = {"phone": 4, "email": 4, "name": 3, "alike": 1}
SHORTEST_SLIP = 4
"""A word of fewer letters with another one in it is another word: Ann, Ian."""
MOST_IN_PAIRS = 8
"""What more people share, such as the phone of a hotel, is hinted at from one to the next only."""


class Hint(NamedTuple):
    """Two people, by their ids, who may be one, and all that speaks for it."""

    one: int
    other: int
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        """How much speaks for it; what weighs more is likelier."""
        return sum(_WEIGHT[reason] for reason in self.reasons)


class Found(NamedTuple):
    """The people whom a contact can be, by their ids, and by what; more than one is for a person to decide.

    It is not `sure` where an email is the same but the names are not, as a couple has it: such a contact is
    better taken for another person, whom the hints will name.
    """

    ids: tuple[int, ...]
    by: By
    sure: bool = True


class _Keys(NamedTuple):
    """What a contact is compared by."""

    id: int
    phones: frozenset[str]
    emails: frozenset[str]
    words: tuple[str, ...]
    birthday: Birthday | None


def why(hint: Hint) -> str:
    """Say what speaks for it: “the same phone number, the same name”."""
    return ", ".join(_(words) for reason, words in REASONS if reason in hint.reasons)


@lru_cache(maxsize=1024)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: no case, no accents, in one order."""
    return tuple(sorted(tokens(fold(name))))


def email_key(email: str) -> str:
    """Return an email as it is compared: without case."""
    return email.strip().casefold()


def hints(contacts: Iterable[tuple[int, Contact]], country: str) -> list[Hint]:
    """Return all who may be the same, the likeliest first; `country` is the shop's (two letters).

    People with the same name whose birthdays differ are different. Names that are only alike count where
    phone and email don't speak against it.
    """
    people = [_keys(who, contact, country) for who, contact in contacts]
    places = range(len(people))
    found: dict[tuple[int, int], set[Reason]] = defaultdict(set)
    for pair in _sharing((key, place) for place in places for key in people[place].phones):
        found[pair].add("phone")
    for pair in _sharing((key, place) for place in places for key in people[place].emails):
        found[pair].add("email")
    for pair in _sharing((people[place].words, place) for place in places if people[place].words):
        if not _speaks_against(people, pair):
            found[pair].add("name")
    for one, other in _slips(people):
        pair = (min(one, other), max(one, other))
        if not _speaks_against(people, pair) and not _reached_elsewhere(people, pair):
            found[pair].add("alike")
    made = [
        Hint(people[one].id, people[other].id, tuple(name for name, _words in REASONS if name in reasons))
        for (one, other), reasons in found.items()
    ]
    return sorted(made, key=lambda hint: (-hint.weight, hint.one, hint.other))


def _keys(who: int, contact: Contact, country: str) -> _Keys:
    return _Keys(
        who,
        frozenset(filter(None, (phones.key(phone, country) for phone in contact.phones))),
        frozenset(filter(None, map(email_key, contact.emails))),
        name_words(contact.name),
        contact.birthday,
    )


def _sharing(keyed: Iterable[tuple[Hashable, int]]) -> Iterator[tuple[int, int]]:
    """Give the pairs of places, the lower one first, that have a key in common."""
    buckets: dict[Hashable, list[int]] = {}
    for key, place in keyed:
        buckets.setdefault(key, []).append(place)
    for bucket in buckets.values():
        if len(bucket) > 1:
            yield from combinations(bucket, 2) if len(bucket) <= MOST_IN_PAIRS else pairwise(bucket)


def _across(ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the pairs between two buckets, or, where they are many, one for each of the larger bucket."""
    if len(ones) * len(others) <= MOST_IN_PAIRS**2:
        yield from product(ones, others)
    else:
        yield from zip_longest(*sorted((ones, others), key=len), fillvalue=min(ones, others, key=len)[0])


def _speaks_against(people: Sequence[_Keys], pair: tuple[int, int]) -> bool:
    """Tell whether their birthdays show that two people are different."""
    one, other = (people[place].birthday for place in pair)
    return one is not None and other is not None and not _same_birthday(one, other)


def _reached_elsewhere(people: Sequence[_Keys], pair: tuple[int, int]) -> bool:
    """Tell whether two people are both reached by phone, or both by email, and in no way in common."""
    one, other = (people[place] for place in pair)
    if one.phones & other.phones or one.emails & other.emails:
        return False
    return bool((one.phones and other.phones) or (one.emails and other.emails))


def _same_birthday(one: Birthday, other: Birthday) -> bool:
    """Tell whether two birthdays can be one: a year that is missing speaks neither way."""
    years = {birthday.year for birthday in (one, other) if birthday.year is not None}
    return (one.day, one.month) == (other.day, other.month) and len(years) < 2


# Names that differ by one slip


def _slips(people: Sequence[_Keys]) -> Iterator[tuple[int, int]]:
    """Give the pairs whose names are the same but for a letter in one word, or but for a further name.

    Names that share all words but one are put together; of the words left, those with a slip between them
    have a form in common once a letter is left out, and only they are compared.
    """
    same: dict[tuple[str, ...], list[int]] = {}
    rests: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for place, one in enumerate(people):
        same.setdefault(one.words, []).append(place)
        for index, word in enumerate(one.words):
            rests.setdefault(one.words[:index] + one.words[index + 1 :], []).append((word, place))
    for rest, members in rests.items():
        if len(rest) > 1 and rest in same:  # Anna Maria Berger and Anna Berger
            yield from _across([place for _word, place in members], same[rest])
        if len(members) > 1:
            yield from _one_letter_apart(members)


def _one_letter_apart(members: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    by_word: dict[str, list[int]] = {}
    for word, place in members:
        by_word.setdefault(word, []).append(place)
    words = [word for word in by_word if len(word) >= SHORTEST_SLIP - 1]
    if len(words) < 2:
        return
    by_form: dict[str, list[str]] = {}
    for word in words:
        for form in {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}:
            by_form.setdefault(form, []).append(word)
    seen: set[tuple[str, str]] = set()
    for alike in by_form.values():
        for pair in combinations(alike, 2) if len(alike) > 1 else ():
            if pair not in seen and max(map(len, pair)) >= SHORTEST_SLIP and one_slip(*pair):
                seen.add(pair)
                yield from _across(by_word[pair[0]], by_word[pair[1]])


def one_slip(one: str, other: str) -> bool:
    """Tell whether a letter more, a letter less, another letter or two letters in turn make one the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    first, second = one[start:], other[start:]
    if len(first) == len(second):
        return first[1:] == second[1:] or (first[:2] == second[1::-1] and first[2:] == second[2:])
    return first[1:] == second or first == second[1:]


# The same person


class Known(NamedTuple):
    """One who is kept already, as far as it takes to tell them from others; no `words`: no name yet."""

    id: int
    words: tuple[str, ...]
    number: str = ""
    birthday: Birthday | None = None


Key = tuple[By, str]
Lookup = Callable[[Key], Iterable[Known]]


def keys(contact: Contact, country: str) -> list[Key]:
    """Return what somebody can be found by, each key once."""
    found: list[Key] = [("number", contact.number)] if contact.number else []
    found += [("email", email_key(email)) for email in contact.emails]
    dialled = [phones.key(phone, country) for phone in contact.phones]
    found += [("phone", phone) for phone in dialled if phone]
    if words := name_words(contact.name):
        found.append(("name", " ".join(words)))
    several = len(contact.emails) > 1 or len(contact.phones) > 1
    return list(dict.fromkeys(found)) if several else found


def find(contact: Contact, country: str, lookup: Lookup) -> Found | None:
    """Return who it is: by their number, else email, else phone and name, else name alone.

    `lookup` gives those who have a key. A shared email is that of the one with the same name, or a name
    alike; if there is none, it is not sure whose. Whoever has another number is the same by email only with
    the same name. A name alone counts where neither email nor phone is told, and birthdays do not differ.
    """
    at_hand: dict[By, dict[int, Known]] = {"number": {}, "email": {}, "phone": {}, "name": {}}
    by_whom = keys(contact, country)
    for key in by_whom:
        at_hand[key[0]].update((one.id, one) for one in lookup(key))
    words = name_words(contact.name)
    if at_hand["number"]:
        return Found(tuple(at_hand["number"]), "number")
    if words and (named := _named(at_hand["email"], words)):
        return Found(named, "email")
    free = [one for one in at_hand["email"].values() if not (contact.number and one.number)]
    if close := tuple(one.id for one in free if names_agree(words, one.words)):
        return Found(close, "email")
    by_phone = (
        (_named(at_hand["phone"], words) or _named(at_hand["phone"], ()))
        if words
        else (tuple(at_hand["phone"]))
    )
    if by_phone:
        return Found(by_phone, "phone")
    if free:
        return Found(tuple(one.id for one in free), "email", sure=False)
    if all(by in {"number", "name"} for by, _value in by_whom):
        by_name = tuple(one.id for one in at_hand["name"].values() if _may_be(one, contact))
        return Found(by_name, "name") if by_name else None
    return None


def _named(known: Mapping[int, Known], words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(who for who, one in known.items() if one.words == words)


def _may_be(one: Known, contact: Contact) -> bool:
    if contact.number and one.number:
        return False
    return one.birthday is None or contact.birthday is None or _same_birthday(one.birthday, contact.birthday)


def names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether names, by their words, can be one person's: one has more words, or one word has a slip."""
    first, second = set(one), set(other)
    if first <= second or second <= first:
        return True
    only, others = first - second, second - first
    return len(only) == len(others) == 1 and one_slip(min(only), min(others))


class People:
    """Those who are known, in memory; a store can answer `find` itself from columns of keys."""

    def __init__(self, country: str, contacts: Iterable[tuple[int, Contact]] = ()) -> None:
        self._country = country
        self._ids: dict[Key, dict[int, None]] = {}
        self._known: dict[int, Known] = {}
        for who, contact in contacts:
            self.add(who, contact)

    def add(self, who: int, contact: Contact) -> None:
        """Know one more, or more of one."""
        self._known[who] = Known(who, name_words(contact.name), contact.number, contact.birthday)
        for key in keys(contact, self._country):
            self._ids.setdefault(key, {})[who] = None

    def find(self, contact: Contact) -> Found | None:
        """Return who it is."""
        return find(contact, self._country, self._with)

    def _with(self, key: Key) -> Iterator[Known]:
        return (self._known[who] for who in self._ids.get(key, ()))
