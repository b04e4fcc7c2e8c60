"""Cards as phones and address books write them; all persons are invented."""

from __future__ import annotations

import gc
import io
from pathlib import Path

import pytest

from cxdesk.birthdays import Birthday
from cxdesk.errors import EnvironmentFault, UserError
from cxdesk.services.contacts import vcards
from cxdesk.services.contacts.contact import Contact
from cxdesk.services.contacts.vcards import Card, LeftOut


def read(text: str | bytes) -> list[Card | LeftOut]:
    data = text if isinstance(text, bytes) else text.strip("\n").replace("\n", "\r\n").encode()
    return list(vcards.cards(io.BytesIO(data)))


def one(text: str | bytes) -> Contact:
    (card,) = read(text)
    assert isinstance(card, Card), card
    return card.contact


APPLE = r"""
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.5//EN
N:Wiesner;Ida;Maria;Dr.;
FN:Dr. Ida Maria Wiesner
NICKNAME:Idi
ORG:Mühle\, Korn & Co.;Einkauf
TITLE:Buyer
EMAIL;type=INTERNET;type=WORK:i.wiesner@example.com
EMAIL;type=INTERNET;type=HOME;type=pref:ida@example.org
TEL;type=CELL;type=VOICE;type=pref:+49 171 2345678
item1.TEL:030 123456
item1.X-ABLabel:Salon
TEL;type=WORK;type=FAX:030 99999
item2.ADR;type=HOME;type=pref:;;Mühlenweg 12;Berlin;;10115;Germany
item2.X-ABADR:de
NOTE:Tee\, keine Milch\nSitzt gern am Fenster\; nie am Gang
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
item3.X-ABDATE;type=pref:2010-06-05
item3.X-ABLabel:_$!<Anniversary>!$_
item4.X-ABRELATEDNAMES:Ben
item4.X-ABLabel:_$!<Spouse>!$_
item5.URL;type=pref:https\://example.com
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 AAAABBBBCCCC
CATEGORIES:VIP,myContacts
UID:1D2A-77
X-ABUID:1D2A-77:ABPerson
END:VCARD
"""


def test_apple() -> None:
    assert one(APPLE) == Contact(
        name="Dr. Ida Maria Wiesner",
        called="Idi",
        phones=("+49 171 2345678", "030 123456"),
        emails=("ida@example.org", "i.wiesner@example.com"),
        birthday=Birthday(29, 2),
        note="Tee, keine Milch\nSitzt gern am Fenster; nie am Gang",
        tags=("VIP",),
        number="1D2A-77",
        address="Mühlenweg 12, 10115 Berlin, Germany",
        extra={
            "ORG": "Mühle, Korn & Co. Einkauf",
            "TITLE": "Buyer",
            "Anniversary": "2010-06-05",
            "Spouse": "Ben",
            "URL": "https://example.com",
            "FAX": "030 99999",
        },
    )


def test_google() -> None:
    contact = one(r"""
BEGIN:VCARD
VERSION:3.0
FN:Olu Adeyemi
N:Adeyemi;Olu;;;
EMAIL;TYPE=INTERNET:olu@example.com
TEL;TYPE=CELL:+1 (555) 010-4477
item1.TEL:0800 11
item1.X-ABLabel:Bakery
BDAY:1990-11-02
item2.ORG:Two Ovens
NOTE:quiet corner
CATEGORIES:Regulars,myContacts
END:VCARD
""")
    assert contact.phones == ("+1 (555) 010-4477", "0800 11")
    assert contact.birthday == Birthday(2, 11, 1990)
    assert (contact.tags, contact.note) == (("Regulars",), "quiet corner")
    assert contact.extra == {"ORG": "Two Ovens"}


def test_outlook_in_quoted_printable() -> None:
    contact = one(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"N;LANGUAGE=de;CHARSET=Windows-1252:K\xf6hler;J\xf6rg\r\n"
        b"FN;CHARSET=Windows-1252:J\xf6rg K\xf6hler\r\n"
        b"TEL;WORK;VOICE:(089) 55 12 90\r\nTEL;CELL;PREF:0171 1112223\r\nTEL;WORK;FAX:(089) 55 12 99\r\n"
        b"ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:"
        b";;Stra=DFe 1;M=FCn=\r\nchen;;80331;Germany\r\n"
        b"LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Stra=DFe 1=0D=0A=\r\n80331 M\r\n"
        b"X-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r\nBDAY:19670315\r\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:k=E4mmt links=0D=0A=\r\nzahlt bar\r\n"
        b"EMAIL;PREF;INTERNET:jk@example.com\r\n"
        b"PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQ\r\n SkZJ\r\n\r\n"
        b"X-MS-OL-DESIGN;CHARSET=utf-8:<card/>\r\nREV:20240101T101010Z\r\nEND:VCARD\r\n"
    )
    assert contact.name == "Jörg Köhler"
    assert contact.phones == ("0171 1112223", "(089) 55 12 90")
    assert contact.address == "Straße 1, 80331 München, Germany"
    assert contact.note == "kämmt links\nzahlt bar"
    assert contact.birthday == Birthday(15, 3, 1967)
    assert contact.extra == {"FAX": "(089) 55 12 99"}


def test_phones_of_old_break_names_anywhere() -> None:
    contact = one(
        b"BEGIN:VCARD\nVERSION:2.1\n"
        b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=9Cnal;G=C3=\n=BCl;;;\n"
        b"TEL;CELL:05321234567\nPHOTO;ENCODING=BASE64;JPEG:AAAA\nBBBB\nCCCC\n\nEND:VCARD\n"
    )
    assert (contact.name, contact.phones) == ("Gül Ünal", ("05321234567",))


def test_nextcloud() -> None:
    contact = one(r"""
BEGIN:VCARD
VERSION:4.0
PRODID:-//Sabre//Sabre VObject 4.5.4//EN
UID:urn:uuid:0f4f-11
FN:Zoë Laurent
N:Laurent;Zoë;;;
TEL;TYPE="cell,voice";VALUE=uri;PREF=1:tel:+33-6-12-34-56-78
TEL;TYPE="work";VALUE=uri:tel:+33-1-99-00-11-22;ext=55
EMAIL;TYPE=HOME:zoe@example.fr
BDAY:--0412
ADR;TYPE=HOME;LABEL="12 rue du Bac: 2e":;;12 rue du Bac;Paris;;75007;France
CATEGORIES:Fidèle
REV;VALUE=DATE-AND-OR-TIME:20240501T120000Z
END:VCARD
""")
    assert contact.number == "0f4f-11"
    assert contact.phones == ("+33-6-12-34-56-78", "+33-1-99-00-11-22 ext. 55")
    assert contact.birthday == Birthday(12, 4)
    assert contact.address == "12 rue du Bac, 75007 Paris, France"


def test_the_card_of_an_author_in_the_standard() -> None:
    """RFC 6350, section 8."""
    contact = one(r"""
BEGIN:VCARD
VERSION:4.0
FN:Simon Perreault
N:Perreault;Simon;;;ing. jr,M.Sc.
BDAY:--0203
ANNIVERSARY:20090808T1430-0500
GENDER:M
LANG;PREF=1:fr
LANG;PREF=2:en
ORG;TYPE=work:Viagenie
ADR;TYPE=work:;Suite D2-630;2875 Laurier;
 Quebec;QC;G1V 2M2;Canada
TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102
TEL;VALUE=uri;TYPE="work,cell,voice,video,text":tel:+1-418-262-6501
EMAIL;TYPE=work:simon.perreault@viagenie.ca
GEO;TYPE=work:geo:46.772673,-71.282945
KEY;TYPE=work;VALUE=uri:
 http://www.viagenie.ca/simon.perreault/simon.asc
TZ:-0500
URL;TYPE=home:http://nomis80.org
END:VCARD
""")
    assert contact.name == "Simon Perreault"
    assert contact.birthday == Birthday(3, 2)
    assert contact.phones == ("+1-418-656-9254 ext. 102", "+1-418-262-6501")
    assert contact.emails == ("simon.perreault@viagenie.ca",)
    assert contact.address == "Suite D2-630, 2875 Laurier, G1V 2M2 Quebec, QC, Canada"


@pytest.mark.parametrize(
    ("written", "born", "kept"),
    [
        ("BDAY:19850412", Birthday(12, 4, 1985), ""),
        ("BDAY:1985-04-12", Birthday(12, 4, 1985), ""),
        ("BDAY;VALUE=date:1985-04-12", Birthday(12, 4, 1985), ""),
        ("BDAY:1985-04-12T23:10:00Z", Birthday(12, 4, 1985), ""),
        ("BDAY:19850412T000000", Birthday(12, 4, 1985), ""),
        ("BDAY:--0412", Birthday(12, 4), ""),
        ("BDAY:--04-12", Birthday(12, 4), ""),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", Birthday(12, 4), ""),
        ("BDAY:1604-04-12", Birthday(12, 4), ""),
        ("BDAY:---12", None, "---12"),
        ("BDAY:1985-04", None, "1985-04"),
        ("BDAY:1985", None, "1985"),
        ("BDAY;VALUE=text:circa 1800", None, "circa 1800"),
        ("BDAY:04/12/1985", None, "04/12/1985"),
        ("BDAY:1985-02-30", None, "1985-02-30"),
        ("BDAY:", None, ""),
    ],
)
def test_birthdays(written: str, born: Birthday | None, kept: str) -> None:
    contact = one(f"BEGIN:VCARD\nVERSION:4.0\nFN:A\n{written}\nEND:VCARD\n")
    assert contact.birthday == born
    assert contact.extra.get("BDAY", "") == kept


def test_broken_cards_are_named_by_line_and_the_others_read() -> None:
    found = read("""
BEGIN:VCARD
VERSION:3.0
FN:First
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Torn
TEL;TYPE=CELL
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Without an end
BEGIN:VCARD
VERSION:3.0
FN;CHARSET=KLINGON:Qapla
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:of nobody
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:Regulars
MEMBER:urn:uuid:1
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Last
END:VCARD
BEGIN:VCARD
FN:Cut
""")
    assert [(type(one).__name__, one.line) for one in found] == [
        ("Card", 1), ("LeftOut", 8), ("LeftOut", 10), ("LeftOut", 15), ("LeftOut", 17), ("LeftOut", 21),
        ("Card", 27), ("LeftOut", 31),
    ]  # fmt: skip
    sentences = [one.why for one in found if isinstance(one, LeftOut)]
    for words, sentence in zip(
        ("no property", "no end", "KLINGON", "no name", "group", "no end"), sentences, strict=True
    ):
        assert words in sentence
        assert "Torn" not in sentence
        assert "Cut" not in sentence


def test_a_note_that_was_not_folded_is_kept_whole() -> None:
    contact = one("BEGIN:VCARD\nFN:A\nNOTE:first line\nsecond line\nEND:VCARD\n")
    assert contact.note == "first line\nsecond line"


def test_a_card_within_a_card_is_no_card_of_its_own() -> None:
    found = read("""
BEGIN:VCARD
VERSION:2.1
N:Outer;Olga
AGENT:
BEGIN:VCARD
N:Inner;Ivo
END:VCARD
TEL:0171 2345
END:VCARD
""")
    assert [one.contact.name for one in found if isinstance(one, Card)] == ["Olga Outer"]
    assert found[0].contact.phones == ("0171 2345",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_letters_and_ends_of_lines(encoding: str, end: str) -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Łucja Żak\nNOTE:a very lo\n ng word\nEND:VCARD\n".replace("\n", end)
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    contact = one(mark + text.encode(encoding))
    assert (contact.name, contact.note) == ("Łucja Żak", "a very long word")


def test_letters_of_windows_without_a_word_of_it() -> None:
    assert one("BEGIN:VCARD\nFN:Zoë Müller\nEND:VCARD\n".encode("cp1252")).name == "Zoë Müller"


def test_folds_of_the_old_version_stay_beside_their_space() -> None:
    assert one("BEGIN:VCARD\nVERSION:2.1\nFN:Ann\n Lee\nEND:VCARD\n").name == "Ann Lee"


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "idna", "hex", "undefined", "rot13", "utf-7", "x" * 200]
)
def test_no_codec_but_letters(charset: str) -> None:
    (left,) = read(f"BEGIN:VCARD\nFN;CHARSET={charset}:a\\nb\nEND:VCARD\n")
    assert isinstance(left, LeftOut)
    assert left.line == 2


def test_a_picture_without_an_end_costs_nothing() -> None:
    data = b"BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:" + b"A" * 5_000_000 + b"\nTEL:12345\nEND:VCARD\n"
    (card,) = read(data)
    assert isinstance(card, Card)
    assert (card.contact.phones, card.contact.extra) == (("12345",), {})


def test_a_note_without_an_end_is_not_cut_in_silence() -> None:
    (left,) = read(b"BEGIN:VCARD\nFN:A\nNOTE:" + b"A" * 2_000_000 + b"\nEND:VCARD\n")
    assert left == LeftOut(3, "This line of the card is too long.")


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "all.vcf"
    path.write_text(APPLE + "\n" + APPLE, encoding="utf-8")
    lines = path.read_text(encoding="utf-8").split("\n")
    begun = [number for number, line in enumerate(lines, 1) if line == "BEGIN:VCARD"]
    assert [card.line for card in vcards.read(path)] == begun


def test_who_stops_reading_leaves_nothing_open(tmp_path: Path) -> None:
    path = tmp_path / "all.vcf"
    path.write_text(APPLE * 3, encoding="utf-8")
    first = next(vcards.read(path))
    gc.collect()
    assert isinstance(first, Card)
    path.unlink()


def test_a_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "list.vcf"
    path.write_text("Name;Phone\nA;1\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"no card in list\.vcf"):
        list(vcards.read(path))
    with pytest.raises(EnvironmentFault):
        list(vcards.read(tmp_path / "nowhere.vcf"))
