"""Who may be the same person, and whom a row of a file updates."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.birthdays import Birthday
from cxdesk.services.contacts import alike
from cxdesk.services.contacts.alike import Found, Hint, People
from cxdesk.services.contacts.contact import Contact


def person(
    name: str = "", phone: str = "", email: str = "", number: str = "", birthday: Birthday | None = None
) -> Contact:
    return Contact(
        name=name,
        phones=(phone,) if phone else (),
        emails=(email,) if email else (),
        number=number,
        birthday=birthday,
    )


def hints(*contacts: Contact) -> list[tuple[int, int, tuple[str, ...]]]:
    return [tuple(hint) for hint in alike.hints(enumerate(contacts), "DE")]


def test_each_hint_has_its_reasons() -> None:
    found = hints(
        person("Ida Wiesner", "0171 2345678", "ida@example.com"),
        person("Wiesner, Ida", "+49 171 234 56 78"),
        person("I. W.", "", "IDA@example.com"),
        person("Ida Wiessner"),
        person("Ben Ost", "0171 2345679"),
    )
    assert found == [
        (0, 1, ("phone", "name")), (0, 2, ("email",)), (0, 3, ("alike",)), (1, 3, ("alike",)),
    ]  # fmt: skip


def test_reasons_in_words() -> None:
    assert alike.why(Hint(1, 2, ("phone", "name"))) == "the same phone number, the same name"
    assert alike.why(Hint(1, 2, ("alike",))) == "names that differ by a letter or a further name"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("José García", "Garcia Jose", "name"),
        ("Łucja Żak", "Lucja Zak", "name"),
        ("O'Brien, Maeve", "Maeve O’Brien", "name"),
        ("山田 太郎", "太郎 山田", "name"),
        ("Jörg Müller", "Joerg Müller", "alike"),
        ("Anna Schmidt", "Anna Schmitd", "alike"),
        ("Anna Schmidt", "Anna Schmid", "alike"),
        ("Jon Smith", "John Smith", "alike"),
        ("Anna Berger", "Anna Maria Berger", "alike"),
        ("Anna Maria Berger", "Anna Sofia Berger", ""),
        ("Ann Silva", "Ana Silva", ""),
        ("Anna Meyer", "Anna Maier", ""),
        ("Anna Berger", "Ben Berger", ""),
        ("Anna", "Anna Berger", ""),
        ("Li Wu", "Lu Wi", ""),
        ("", "", ""),
    ],
)
def test_names(one: str, other: str, reason: str) -> None:
    assert hints(person(one), person(other)) == ([(0, 1, (reason,))] if reason else [])


def test_birthdays_tell_namesakes_apart() -> None:
    a, b = person("Ida Ost", birthday=Birthday(1, 2, 1980)), person("Ida Ost", birthday=Birthday(1, 2, 1981))
    assert hints(a, b) == []
    assert hints(a, b._replace(birthday=Birthday(1, 2))) == [(0, 1, ("name",))]
    assert hints(a, b._replace(birthday=None)) == [(0, 1, ("name",))]


def test_a_likeness_counts_only_where_nothing_speaks_against_it() -> None:
    one, other = person("Ida Wiesner", "0171 2345678"), person("Ida Wiessner", "0171 9999111")
    assert hints(one, other) == []
    assert hints(one, other._replace(phones=())) == [(0, 1, ("alike",))]
    assert hints(one, other._replace(phones=("0171 9999111", "+49171 2345678"))) == [
        (0, 1, ("phone", "alike"))
    ]


def test_a_phone_of_many_is_no_square_of_hints() -> None:
    found = hints(*(person(f"Guest{n:04}x", "030 123456") for n in range(1000)))
    assert sum("phone" in hint[2] for hint in found) == 999


def test_placeholders_are_nobody() -> None:
    assert hints(person("Ida Ost", "000000"), person("Ben West", "000000")) == []


WORD = st.text("abc", min_size=1, max_size=6)


def distance(one: str, other: str) -> int:
    """Letters more, less, other or in turn, each counted once, by the book (optimal string alignment)."""
    rows = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            change = rows[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(WORD, WORD)
def test_a_slip_is_a_distance_of_one(one: str, other: str) -> None:
    assert alike.one_slip(one, other) is (distance(one, other) == 1)


@given(st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), max_size=7))
def test_buckets_lose_no_pair(names: list[str]) -> None:
    """Against all pairs, one by one."""
    expected = set()
    for (i, one), (j, other) in combinations(enumerate(names), 2):
        a, b = sorted(one.split()), sorted(other.split())
        if a == b:
            expected.add((i, j, "name"))
            continue
        short, long = sorted((a, b), key=len)
        rests = [(long[:k] + long[k + 1 :], long[k]) for k in range(len(long))]
        if len(short) + 1 == len(long) and len(short) > 1 and any(rest == short for rest, _word in rests):
            expected.add((i, j, "alike"))
        if len(a) == len(b) and any(
            a[:k] + a[k + 1 :] == b[:m] + b[m + 1 :]
            and distance(a[k], b[m]) == 1
            and max(len(a[k]), len(b[m])) > 3
            for k in range(len(a))
            for m in range(len(b))
        ):
            expected.add((i, j, "alike"))
    found = hints(*(person(name) for name in names))
    assert {(one, other, reason) for one, other, reasons in found for reason in reasons} == expected


def test_tens_of_thousands() -> None:
    dice = random.Random(7)
    parts = "an ber ra mil to ka li no su we zi or ha pe du".split()
    firsts = ["".join(dice.choices(parts, k=3)) for _ in range(500)]
    lasts = ["".join(dice.choices(parts, k=4)) for _ in range(20_000)]
    contacts = [
        person(f"{dice.choice(firsts)} {dice.choice(lasts)}", f"0171 {dice.randrange(10**7):07}")
        for _ in range(30_000)
    ]
    contacts[21_000] = contacts[5]._replace(phones=(contacts[5].phones[0].replace("0171", "+49 171"),))
    begun = time.process_time()
    found = alike.hints(enumerate(contacts), "DE")
    assert time.process_time() - begun < 7  # less than one second here; all pairs would be an hour
    assert found[0].weight == 7
    assert (5, 21_000, ("phone", "name")) in [tuple(hint) for hint in found]


# The same person


def test_in_the_order_of_keys() -> None:
    people = People("DE")
    people.add(1, person("Ida Wiesner", "0171 2345678", "ida@example.com", "K1"))
    people.add(2, person("Ben Ost", "0171 2345678", "ben@example.com"))
    people.add(3, person("Cleo Nord", birthday=Birthday(1, 2)))
    assert people.find(person("Quite Another", email="ben@example.com", number="K1")) == Found((1,), "number")
    assert people.find(person("Ida Wiesner", email="Ida@Example.com")) == Found((1,), "email")
    assert people.find(person("WIESNER Ida", "+49 171 2345678")) == Found((1,), "phone")
    assert people.find(person("Ben Ost", "0171 2345678", "new@example.com")) == Found((2,), "phone")
    assert people.find(person("cleo nord")) == Found((3,), "name")
    assert people.find(person("Cleo Nord", birthday=Birthday(2, 2))) is None
    assert people.find(person("Cleo Nord", "0171 777888")) is None
    assert people.find(person("", "0171 2345678")) == Found((1, 2), "phone")
    assert people.find(person("Dora West", "0171 2345678")) is None


def test_an_email_of_a_couple() -> None:
    people = People("DE", [(1, person("Ida Wiesner", email="home@example.com"))])
    assert people.find(person("Ben Wiesner", email="home@example.com")) == Found((1,), "email", sure=False)
    assert people.find(person("Ida M. Wiesner", email="home@example.com")) == Found((1,), "email")
    people.add(2, person("Ben Wiesner", email="home@example.com"))
    assert people.find(person("Ben Wiesner", email="home@example.com")) == Found((2,), "email")
    assert people.find(person("Ida Wiesner", email="home@example.com")) == Found((1,), "email")


def test_phone_and_name_say_more_than_the_email_of_a_couple() -> None:
    people = People("DE", [(1, person("Ida Wiesner", email="home@example.com"))])
    people.add(2, person("Ben Wiesner", "0171 2345678"))
    assert people.find(person("Ben Wiesner", "0171 2345678", "home@example.com")) == Found((2,), "phone")


def test_another_number_is_another_person() -> None:
    people = People("DE", [(1, person("Ida Wiesner", email="home@example.com", number="K1"))])
    assert people.find(person("Ben Wiesner", email="home@example.com", number="K2")) is None
    assert people.find(person("Ida Wiesner", email="home@example.com", number="K2")) == Found((1,), "email")


CONTACTS = st.builds(
    person,
    st.sampled_from(["", "Ida Ost", "Ben Ost", "Ost Ida", "Ida Maria Ost"]),
    st.sampled_from(["", "0171 234567", "+49 171 234567", "0171 999888", "000000"]),
    st.sampled_from(["", "a@example.com", "A@example.com", "b@example.com"]),
    st.sampled_from(["", "", "K1", "K2"]),
    st.sampled_from([None, Birthday(1, 2), Birthday(1, 2, 1980), Birthday(3, 4)]),
).filter(lambda contact: contact.known_by_something and contact.phones != ("000000",))


def merged(kept: Contact, row: Contact) -> Contact:
    """Fill in what is not known yet."""
    return Contact(
        name=kept.name or row.name,
        phones=tuple(dict.fromkeys(kept.phones + row.phones)),
        emails=tuple(dict.fromkeys(kept.emails + row.emails)),
        number=kept.number or row.number,
        birthday=kept.birthday or row.birthday,
    )


def test_no_name_is_no_name_in_common() -> None:
    people = People("DE", [(1, person("", "", "b@example.com", "K1", None))])
    assert people.find(person("", "", "b@example.com", "K2", None)) is None
    assert people.find(person("", "", "b@example.com", "", None)) == Found((1,), "email")


@given(st.lists(CONTACTS, max_size=12))
def test_the_same_file_twice_adds_nobody(rows: list[Contact]) -> None:
    people = People("DE")
    kept: dict[int, Contact] = {}
    for place, row in enumerate(rows):
        found = people.find(row)
        who = found.ids[0] if found and found.sure else place
        kept[who] = merged(kept.get(who, row), row)
        people.add(who, kept[who])
    for row in rows:
        found = people.find(row)
        assert found is not None
        assert found.sure
