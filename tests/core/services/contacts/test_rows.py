"""Rows of tables as people and visits."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.birthdays import Birthday
from cxdesk.errors import UserError
from cxdesk.services.cells import Cell, Line
from cxdesk.services.contacts import columns
from cxdesk.services.contacts.columns import Kind
from cxdesk.services.contacts.contact import Contact
from cxdesk.services.contacts.rows import Person, RowReader, Style, Visit

DE = Style("de-DE", decimal=",")
US = Style("en-US", "mdy", "mdy", ".")


def reader(head: str, style: Style = DE, kind: Kind = "customers") -> RowReader:
    return RowReader(columns.propose(head.split(";"), (), kind), style)


def person(head: str, row: str, style: Style = DE) -> Person:
    return reader(head, style).contact(Line(2, tuple(row.split(";"))))


def test_google() -> None:
    found = person(
        "First Name;Middle Name;Last Name;Phonetic First Name;Nickname;File As;Organization Name;Birthday;"
        "Notes;Labels;E-mail 1 - Label;E-mail 1 - Value;Phone 1 - Label;Phone 1 - Value;"
        "Address 1 - Formatted;"
        "Address 1 - City",
        "Ida;M.;Wiesner;;Idi;;Mühle & Co;--04-12;Tee;* myContacts ::: VIP ::: * starred;* Home;"
        "ida@example.com ::: i.w@example.org;Mobile;0171 2345678 ::: +49 30 123456;Mühlenweg 12, "
        "10115 Berlin;Berlin",
    )
    assert found.doubts == ()
    assert found.contact == Contact(
        name="Ida M. Wiesner",
        called="Idi",
        phones=("0171 2345678", "+49 30 123456"),
        emails=("ida@example.com", "i.w@example.org"),
        birthday=Birthday(12, 4),
        note="Tee",
        tags=("VIP",),
        address="Mühlenweg 12, 10115 Berlin",
        extra={"E-mail 1 - Label": "* Home", "Phone 1 - Label": "Mobile", "Organization Name": "Mühle & Co"},
    )


def test_square() -> None:
    found = person(
        "Reference ID;First Name;Surname;Email Address;Phone Number;Nickname;Company Name;Street Address 1;"
        "City;Postal Code;Birthday;Memo;Square Customer ID;First Visit;Last Visit;Lifetime Spend",
        "R-7;Olu;Adeyemi;olu@example.com;'+15550104477;;;1 Oak St;Dayton;45402;11/02/1990;likes jazz;SQ1;"
        "3/4/2024;5/6/2024;$120.00",
        US,
    )
    assert found.contact.name == "Olu Adeyemi"
    assert found.contact.number == "SQ1"
    assert found.contact.birthday == Birthday(2, 11, 1990)
    assert found.contact.since == date(2024, 3, 4)
    assert found.contact.address == "1 Oak St, 45402 Dayton"
    assert found.contact.phones == ("+15550104477",)
    assert found.contact.extra == {
        "Reference ID": "R-7",
        "Last Visit": "5/6/2024",
        "Lifetime Spend": "$120.00",
    }


def test_leading_zeros_and_plus_signs_stay() -> None:
    found = person("Name;Telefon;Handy;PLZ;Kundennr", "A;0049 171 234567;+49 (0)172 3;01067;00042").contact
    assert found.phones == ("+49 (0)172 3", "0049 171 234567")
    assert found.address == "01067"
    assert found.number == "00042"


def test_what_cannot_be_read_is_kept_and_said() -> None:
    found = person(
        "Name;Telefon;E-Mail;Geburtstag;Kunde seit;Einwilligung",
        "Ida;auf Anfrage;ida-at-example;irgendwann;31.02.2024;vielleicht",
    )
    assert found.contact == Contact(
        name="Ida",
        extra={
            "Telefon": "auf Anfrage",
            "E-Mail": "ida-at-example",
            "Geburtstag": "irgendwann",
            "Kunde seit": "31.02.2024",
            "Einwilligung": "vielleicht",
        },
    )
    assert [doubt.split(":")[0] for doubt in found.doubts] == [
        "Telefon", "E-Mail", "Geburtstag", "Kunde seit", "Einwilligung",
    ]  # fmt: skip


def test_birthdays_in_three_columns() -> None:
    head = "Anzeigename;Geburtsjahr;Geburtsmonat;Geburtstag"
    assert person(head, "Ida;1985;4;12").contact.birthday == Birthday(12, 4, 1985)
    assert person(head, "Ida;;4;12").contact.birthday == Birthday(12, 4)
    only_year = person(head, "Ida;1985;;").contact
    assert (only_year.birthday, only_year.extra) == (None, {"Geburtsjahr": "1985"})
    wrong = person(head, "Ida;1985;2;30")
    assert (wrong.contact.birthday, len(wrong.doubts)) == (None, 1)


@pytest.mark.parametrize(
    ("told", "consent"), [("ja", "yes"), ("Nein", "no"), ("TRUE", "yes"), ("Sí", "yes"), ("", "")]
)
def test_consent(told: str, consent: str) -> None:
    assert person("Name;Einwilligung", f"A;{told}").contact.consent == consent


def test_a_company_is_a_name_where_there_is_no_other() -> None:
    found = person("Vorname;Nachname;Firma", ";;Mühle & Co").contact
    assert (found.name, found.extra) == ("Mühle & Co", {})


def test_a_line_of_nobody() -> None:
    with pytest.raises(UserError, match="no name"):
        person("Name;Telefon;Notiz", ";;Tee")


def test_cells_of_a_workbook() -> None:
    line = Line(2, ("Ida", Decimal(1712345678), date(1985, 4, 12), date(2020, 1, 2), Decimal(0)))
    found = reader("Name;Handy;Geburtstag;Kunde seit;Punkte").contact(line).contact
    assert found.phones == ("1712345678",)
    assert (found.birthday, found.since) == (Birthday(12, 4, 1985), date(2020, 1, 2))
    assert found.extra == {"Punkte": "0"}


def test_short_lines() -> None:
    assert person("Name;Telefon;Notiz;Farbe", "Ida").contact == Contact(name="Ida")


def visit(head: str, row: str, style: Style = DE) -> Visit:
    return reader(head, style, "visits").visit(Line(2, tuple(row.split(";"))))


def test_visits() -> None:
    found = visit(
        "Kundennr;Datum;Uhrzeit;Leistung;Mitarbeiterin;Betrag;Anzahl;Notiz",
        "0042;21.11.2026;14:30;Schnitt;Mia;1.234,50 €;2;neu",
    )
    assert found == Visit(
        "0042",
        Contact(),
        date(2026, 11, 21),
        time(14, 30),
        Decimal("1234.50"),
        "Schnitt",
        "Mia",
        Decimal(2),
        "neu",
    )


def test_real_visits() -> None:
    found = visit("customer;date;items;spend", "C0001;1997-01-18;2;29.73", Style("en-US", decimal="."))
    assert (found.customer, found.day, found.items, found.spend) == (
        "C0001", date(1997, 1, 18), Decimal(2), Decimal("29.73"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "day", "moment"),
    [
        ("11/21/2026 2:05 PM", date(2026, 11, 21), time(14, 5)),
        ("2026-11-21T14:05:00Z", date(2026, 11, 21), time(14, 5)),
        ("2026-11-21 00:00", date(2026, 11, 21), time(0, 0)),
        ("4/12/97", date(1997, 4, 12), None),
        ("4/12/26", date(2026, 4, 12), None),
        ("Nov 21, 2026, 12:05 AM", date(2026, 11, 21), time(0, 5)),
        ("2026/11/21", date(2026, 11, 21), None),
    ],
)
def test_days_and_times_of_visits(written: str, day: date, moment: time | None) -> None:
    found = visit("customer;date", f"C1;{written}", US)
    assert (found.day, found.at) == (day, moment)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("C1;;5", "day is missing"),
        (";2026-01-02;5", "whose visit"),
        ("C1;2026-02-30;5", "no such day"),
        ("C1;13/02/2026;5", "no such day"),
        ("C1;2026-01-02;many", "“many” is no number"),
    ],
)
def test_visits_that_cannot_be(row: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        visit("customer;date;spend", row, US)


CELLS = st.text(max_size=20) | st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.dates()


@given(st.lists(CELLS, max_size=12))
def test_any_cells_are_read_or_refused(cells: list[Cell]) -> None:
    head = "Name;Vorname;Telefon;E-Mail;Geburtstag;Notiz;Gruppen;PLZ;Ort;Kunde seit;Einwilligung;Anderes"
    try:
        found = reader(head).contact(Line(2, tuple(cells)))
    except UserError:
        return
    assert found.contact.known_by_something
    for text in (found.contact.name, *found.contact.extra.values(), *found.contact.tags):
        assert "\0" not in text
    with suppress(UserError):
        reader("customer;date;spend;time;items", US, "visits").visit(Line(2, tuple(cells)))
