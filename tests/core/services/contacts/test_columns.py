"""Columns of exports as programs write them: the headings are theirs, the people are invented."""

from __future__ import annotations

import pytest

from cxdesk.errors import UserError
from cxdesk.services.cells import Line
from cxdesk.services.contacts import columns
from cxdesk.services.contacts.columns import Mapping

GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,"
    "Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,"
    "Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,"
    "Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,"
    "E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Organization 1 - Type,"
    "Organization 1 - Name,Website 1 - Type,Website 1 - Value"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,"
    "Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
    "Business City,Business Postal Code,Home Street,Home City,Home State,Home Postal Code,"
    "Home Country/Region,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Home Fax,"
    "Home Phone,Mobile Phone,Pager,Primary Phone,Birthday,Categories,E-mail Address,E-mail Type,"
    "E-mail Display Name,E-mail 2 Address,Gender,Notes,Spouse,Web Page"
)
OUTLOOK_DE = (
    "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;"
    "Straße privat;Ort privat;Postleitzahl privat;Land/Region privat;Fax geschäftlich;"
    "Telefon geschäftlich;Telefon privat;Mobiltelefon;Weiteres Telefon;E-Mail-Adresse;E-Mail-Typ;"
    "E-Mail 2: Adresse;Geburtstag;Geschlecht;Kategorien;Notizen"
)
OUTLOOK_FR = (
    "Titre;Prénom;Deuxième prénom;Nom;Suffixe;Société;Service;Rue (domicile);Ville (domicile);"
    "Code postal (domicile);Télécopie (bureau);Téléphone (bureau);Téléphone (domicile);Tél. mobile;"
    "Anniversaire;Anniversaire de mariage ou fête;Catégories;Adresse de messagerie;Notes"
)
OUTLOOK_ES = (
    "Tratamiento,Nombre,Segundo nombre,Apellidos,Sufijo,Organización,Puesto,Calle del trabajo,"
    "Teléfono del trabajo,Particular,Teléfono móvil,Otro fax,Dirección de correo electrónico,"
    "Dirección de correo electrónico 2,Cumpleaños,Categorías,Notas"
)
SQUARE = (
    "Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,"
    "Street Address 1,Street Address 2,City,State,Postal Code,Birthday,Memo,Square Customer ID,"
    "Creation Source,First Visit,Last Visit,Transaction Count,Lifetime Spend,Email Subscription Status,"
    "Instant Profile,Blocked from online booking"
)
SQUARE_SALES = (
    "Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Source,Card,Fees,"
    "Net Total,Transaction ID,Payment ID,Device Name,Staff Name,Staff ID,Details,Description,"
    "Event Type,Location,Customer ID,Customer Name,Customer Reference ID"
)


def of(head: str, kind: columns.Kind = "customers", *rows: str) -> Mapping:
    sign = ";" if ";" in head else ","
    lines = [Line(number, tuple(row.split(sign))) for number, row in enumerate(rows, 2)]
    return columns.propose(head.split(sign), lines, kind)


@pytest.mark.parametrize(
    ("head", "source", "chosen"),
    [
        (GOOGLE_OLD, "Google Contacts", {
            "name": "Name", "given": "Given Name", "middle": "Additional Name", "family": "Family Name",
            "called": "Nickname", "birthday": "Birthday", "note": "Notes", "tags": "Group Membership",
            "email": "E-mail 1 - Value", "email_2": "E-mail 2 - Value", "phone": "Phone 1 - Value",
            "phone_2": "Phone 2 - Value", "address": "Address 1 - Formatted", "street": "Address 1 - Street",
            "city": "Address 1 - City", "region": "Address 1 - Region", "postcode": "Address 1 - Postal Code",
            "country": "Address 1 - Country", "company": "Organization 1 - Name",
        }),
        (GOOGLE_NEW, "Google Contacts", {
            "given": "First Name", "middle": "Middle Name", "family": "Last Name", "called": "Nickname",
            "company": "Organization Name", "birthday": "Birthday", "note": "Notes", "tags": "Labels",
            "email": "E-mail 1 - Value", "email_2": "E-mail 2 - Value", "phone": "Phone 1 - Value",
            "phone_2": "Phone 2 - Value", "address": "Address 1 - Formatted", "street": "Address 1 - Street",
            "city": "Address 1 - City", "region": "Address 1 - Region", "postcode": "Address 1 - Postal Code",
            "country": "Address 1 - Country",
        }),
        (OUTLOOK, "Outlook", {
            "given": "First Name", "middle": "Middle Name", "family": "Last Name", "company": "Company",
            "street": "Home Street", "city": "Home City", "region": "Home State",
            "postcode": "Home Postal Code",
            "country": "Home Country/Region", "phone": "Mobile Phone", "phone_2": "Primary Phone",
            "phone_3": "Home Phone", "phone_4": "Business Phone", "phone_5": "Business Phone 2",
            "birthday": "Birthday", "tags": "Categories", "email": "E-mail Address",
            "email_2": "E-mail 2 Address", "note": "Notes",
        }),
        (OUTLOOK_DE, "Outlook", {
            "given": "Vorname", "middle": "Weitere Vornamen", "family": "Nachname", "company": "Firma",
            "street": "Straße privat", "city": "Ort privat", "postcode": "Postleitzahl privat",
            "country": "Land/Region privat", "phone": "Mobiltelefon", "phone_2": "Telefon privat",
            "phone_3": "Telefon geschäftlich", "phone_4": "Weiteres Telefon", "email": "E-Mail-Adresse",
            "email_2": "E-Mail 2: Adresse", "birthday": "Geburtstag", "tags": "Kategorien", "note": "Notizen",
        }),
        (OUTLOOK_FR, "Outlook", {
            "given": "Prénom", "middle": "Deuxième prénom", "family": "Nom", "company": "Société",
            "street": "Rue (domicile)", "city": "Ville (domicile)", "postcode": "Code postal (domicile)",
            "phone": "Tél. mobile", "phone_2": "Téléphone (domicile)", "phone_3": "Téléphone (bureau)",
            "birthday": "Anniversaire", "tags": "Catégories", "email": "Adresse de messagerie",
            "note": "Notes",
        }),
        (OUTLOOK_ES, "Outlook", {
            "given": "Nombre", "middle": "Segundo nombre", "family": "Apellidos", "company": "Organización",
            "phone": "Teléfono móvil", "phone_2": "Particular", "phone_3": "Teléfono del trabajo",
            "email": "Dirección de correo electrónico", "email_2": "Dirección de correo electrónico 2",
            "birthday": "Cumpleaños", "tags": "Categorías", "note": "Notas",
        }),
        (SQUARE, "Square", {
            "number": "Square Customer ID", "given": "First Name", "family": "Last Name",
            "email": "Email Address",
            "phone": "Phone Number", "called": "Nickname", "company": "Company Name",
            "street": "Street Address 1",
            "city": "City", "region": "State", "postcode": "Postal Code", "birthday": "Birthday",
            "note": "Memo",
            "since": "First Visit",
        }),
    ],
    ids=["google-old", "google-new", "outlook", "outlook-de", "outlook-fr", "outlook-es", "square"],
)  # fmt: skip
def test_exports(head: str, source: str, chosen: dict[str, str]) -> None:
    mapping = of(head)
    assert mapping.source == source
    assert mapping.chosen() == chosen
    assert all(column.sure == "known" for column in mapping.columns if column.field)


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("Name;Telefon;Geburtstag", ["name", "phone", "birthday"]),
        ("NAME;TELEFON;GEBURTSTAG", ["name", "phone", "birthday"]),
        ("Name;Vorname;Handy;Telefon privat", ["family", "given", "phone", "phone"]),
        ("Nom;Prénom;Portable;Courriel;Né le", ["family", "given", "phone", "email", "birthday"]),
        ("Nom;Portable", ["name", "phone"]),
        ("Nombre;Apellidos;Móvil;Correo", ["given", "family", "phone", "email"]),
        ("Kundennr.;Kunde;Kunde seit;Einwilligung", ["number", "name", "since", "consent"]),
        ("Full name,Mobile no.,Date of birth,Comments", ["name", "phone", "birthday", "note"]),
        ("First,Last,Cell,Favourite tea", ["given", "family", "phone", ""]),
        ("First name,Last name,Phone (mobile),Email (home),Phone (home fax)",
         ["given", "family", "phone", "email", ""]),
        ("Naam;Telefoon;Geboortedatum;Plaats", ["name", "phone", "birthday", "city"]),
        ("Vorname;Nachname;Anzeigename;Primäre E-Mail-Adresse;Geburtsjahr;Geburtsmonat;Geburtstag",
         ["given", "family", "name", "email", "birth_year", "birth_month", "birth_day"]),
    ],
)  # fmt: skip
def test_lists_of_shops(head: str, fields: list[str]) -> None:
    assert [column.field for column in of(head).columns] == fields


def test_a_full_name_beside_a_first_name() -> None:
    head = "Name;Vorname;Telefon"
    assert of(head, "customers", "Ida Wiesner;Ida;1", "Ben Ost;Ben;2").columns[0].field == "name"
    assert of(head, "customers", "Wiesner;Ida;1", "Ost;Ben;2").columns[0].field == "family"


def test_why_is_said_of_each_column() -> None:
    head = "Name;Telefon privat;Kontakt;Wunsch;Ort;Stadt;Fax"
    mapping = of(head, "customers", "A;1;a@example.com;;;;", "B;2;b@example.com;;;;")
    told = {column.heading: (column.field, column.sure, column.why) for column in mapping.columns}
    assert told == {
        "Name": ("name", "word", "Its heading says so."),
        "Telefon privat": ("phone", "word", "Its heading says so."),
        "Kontakt": ("email", "likely", "Emails stand in it."),
        "Wunsch": ("", "kept", "No field is known for it: it is kept as it is."),
        "Ort": ("city", "word", "Its heading says so."),
        "Stadt": ("", "kept", "“Ort” is taken for it; this one is kept as it is."),
        "Fax": ("", "kept", "No field is known for it: it is kept as it is."),
    }
    assert of("Customer Telephone").columns[0].why == "Its heading has “telephone” in it."


def test_phones_by_content_only_with_a_plus() -> None:
    assert of("Nummer X;A", "customers", "+49 171 23456;a", "+49 171 23457;b").columns[0].field == "phone"
    assert of("Nummer X;A", "customers", "20240101;a", "20240102;b").columns[0].field == ""


@pytest.mark.parametrize(
    ("head", "chosen"),
    [
        ("customer,date,items,spend", {"customer": "customer", "date": "date", "items": "items",
         "spend": "spend"}),
        (SQUARE_SALES, {
            "date": "Date", "time": "Time", "spend": "Net Sales", "number": "Transaction ID",
            "with": "Staff Name",
            "service": "Description", "customer": "Customer ID", "name": "Customer Name",
        }),
        ("Kundennr;Datum;Uhrzeit;Leistung;Mitarbeiterin;Betrag;Anzahl",
         {"customer": "Kundennr", "date": "Datum", "time": "Uhrzeit", "service": "Leistung",
          "with": "Mitarbeiterin", "spend": "Betrag", "items": "Anzahl"}),
        ("Client;Heure;Prestation;Montant TTC", {"customer": "Client", "date": "Heure",
         "service": "Prestation"}),
        ("Customer Email,Start Time,Service,Provider,Price",
         {"email": "Customer Email", "date": "Start Time", "service": "Service", "with": "Provider",
          "spend": "Price"}),
    ],
)  # fmt: skip
def test_visits(head: str, chosen: dict[str, str]) -> None:
    assert of(head, "visits").chosen() == chosen


def test_what_was_chosen_is_taken() -> None:
    head = ["A", "B", "C", "D"]
    mapping = columns.told(head, {"name": "C", "phone": "A", "phone_2": "D"})
    assert [column.field for column in mapping.columns] == ["phone", "", "name", "phone"]
    assert mapping.chosen() == {"phone": "A", "phone_2": "D", "name": "C"}
    assert columns.told(["Name", "Tel."], {"name": "name"}).columns[0].field == "name"
    again = of(GOOGLE_NEW)
    assert columns.told(GOOGLE_NEW.split(","), again.chosen()).chosen() == again.chosen()


@pytest.mark.parametrize(
    ("chosen", "words"), [({"shoe": "A"}, "no field “shoe”"), ({"name": "Z"}, "no column “Z”")]
)
def test_what_cannot_be_chosen(chosen: dict[str, str], words: str) -> None:
    with pytest.raises(UserError, match=words):
        columns.told(["A", "B"], chosen)
