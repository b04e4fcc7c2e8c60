"""Cards of any content: what is written comes back, and no bytes bring the reader down."""

from __future__ import annotations

import base64
import io
import quopri
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cxdesk.services.contacts import vcards
from cxdesk.services.contacts.vcards import Card, LeftOut
from cxdesk.text import clean

SIGNS = st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\u2028\u2029\ufeff")
TEXT = st.text(SIGNS | st.sampled_from(' ;,:\\"=nN'), min_size=1, max_size=90).map(clean).filter(bool)


def escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def folded(line: str, width: int) -> bytes:
    """Fold by bytes, as RFC 6350 allows, even within a letter."""
    raw = line.encode()
    return b"\r\n ".join(raw[i : i + width] for i in range(0, len(raw), width)) + b"\r\n"


def card(*lines: bytes) -> vcards.Card | vcards.LeftOut:
    data = b"BEGIN:VCARD\r\n" + b"".join(lines) + b"END:VCARD\r\n"
    (found,) = vcards.cards(io.BytesIO(data))
    return found


@given(TEXT, TEXT, st.lists(TEXT, max_size=4), st.integers(20, 75))
def test_new_cards_come_back(name: str, note: str, tags: list[str], width: int) -> None:
    found = card(
        b"VERSION:4.0\r\n",
        folded("FN:" + escaped(name), width),
        folded("NOTE;X-LANG=de:" + escaped(f"{note}\n{note}!"), width),
        folded("CATEGORIES:" + ",".join(map(escaped, tags)), width),
    )
    assert isinstance(found, Card)
    assert found.contact.name == name
    assert found.contact.note == clean(f"{note}\n{note}!", lines=True)
    known = {"mycontacts", "starred", "my contacts"}
    assert found.contact.tags == tuple(dict.fromkeys(tag for tag in tags if tag.lower() not in known))


@given(TEXT, TEXT)
def test_structured_names_come_back(family: str, given_name: str) -> None:
    found = card(f"N:{escaped(family)};{escaped(given_name)};;;\r\n".encode())
    assert isinstance(found, Card)
    whole = f"{given_name} {family}".replace(",", " ")
    assert found.contact.name == " ".join(whole.split())


@given(TEXT, st.sampled_from(["utf-8", "utf-16", "windows-1252", "iso-8859-15", "shift_jis"]))
def test_old_cards_come_back(name: str, charset: str) -> None:
    raw = name.encode(charset, errors="ignore")
    assume("\\" not in raw.decode(charset))  # it begins an escape; a yen sign is one in Shift-JIS
    assume(
        b"\n" not in raw and b"\r" not in raw
    )  # the encoder of the standard library leaves these as they are
    quoted = quopri.encodestring(raw, quotetabs=True)
    head = f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:".encode()
    found = card(b"VERSION:2.1\r\n", head + quoted.replace(b"\n", b"\r\n") + b"\r\n", b"TEL:12345\r\n")
    assert isinstance(found, Card)
    assert found.contact.phones == ("12345",)
    assert found.contact.name == clean(raw.decode(charset))


PIECES = st.sampled_from(
    b'BEGIN:VCARD|END:VCARD|\r\n|\n|\r| |\t|FN:|N:;|TEL;TYPE=|"|;|=|ENCODING=QUOTED-PRINTABLE:|ENCODING=b:|'
    b"CHARSET=utf-16:|AGENT:|BDAY:|\xff\xfe|\\|,|NOTE:|VERSION:2.1|item1.|ADR:|PREF=1|=C3|\x00|tel:|"
    b"99999999999999999999".split(b"|")
)


@given(st.lists(PIECES | st.binary(max_size=5), max_size=60).map(b"".join))
@example(b"\xff\xfe\x00\xd8\n\x00")
@example(b"BEGIN:VCARD\nFN:A\nTEL;PREF=" + "²".encode() + b":1\nEND:VCARD")
def test_no_bytes_bring_it_down(data: bytes) -> None:
    for found in vcards.cards(io.BytesIO(data)):
        assert isinstance(found, Card | LeftOut)
        assert found.line >= 1
        if isinstance(found, Card):
            assert found.contact.known_by_something
            for text in (found.contact.name, *found.contact.phones, *found.contact.emails):
                assert text == clean(text)


@given(st.binary(max_size=300))
def test_good_cards_after_any_rubbish(data: bytes) -> None:
    good = b"\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Good One\r\nEND:VCARD\r\n"
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return
    *_before, last = vcards.cards(io.BytesIO(data + good))
    assert isinstance(last, Card)
    assert last.contact.name == "Good One"


@pytest.mark.parametrize(
    "line",
    [
        b"NOTE;" + b" " * 400_000,
        b"NOTE" + b";A" * 200_000,
        b"NOTE" + b";QUOTED-PRINTABLE" * 40_000,
        b"N:" + b";" * 400_000,
        b"N:" + b"\\" * 400_001,
        b'NOTE;A="' + b"x" * 400_000,
        b"BDAY:" + b"1" * 400_000,
        b"TEL:" + b"1" * 400_000,
        b"NOTE:" + b"\\n" * 200_000,
    ],
    ids=lambda line: line[:12].decode(),
)
def test_time_grows_with_length_only(line: bytes) -> None:
    begun = time.process_time()
    list(vcards.cards(io.BytesIO(b"BEGIN:VCARD\nFN:A\n" + line + b"\nEND:VCARD\n")))
    assert time.process_time() - begun < 3  # a square of it would be minutes


def test_a_text_in_base64() -> None:
    coded = base64.encodebytes("Tee, keine Milch – für immer".encode()).replace(b"\n", b"\r\n ").strip()
    found = card(b"FN:A\r\n", b"NOTE;ENCODING=b:" + coded + b"\r\n")
    assert isinstance(found, Card)
    assert found.contact.note == "Tee, keine Milch – für immer"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"NOTE;ENCODING=b:abcde", "breaks off"),
        (b"NOTE;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:=C3", "are not utf-8"),
        (b'NOTE;X="open:text', "no property"),
        (b"X:1\r\n" * 2_001, "too long"),
    ],
)
def test_what_is_damaged_is_said(line: bytes, words: str) -> None:
    found = card(b"FN:Ida Wiesner\r\n", line + b"\r\n")
    assert isinstance(found, LeftOut)
    assert words in found.why
    assert "Ida" not in found.why


def test_a_number_that_is_kept_twice_is_kept_once() -> None:
    found = card(b"TEL;TYPE=HOME:0171 1\r\n", b"TEL;TYPE=CELL,PREF:0171 2\r\n", b"TEL:0171 1\r\n")
    assert isinstance(found, Card)
    assert found.contact.phones == ("0171 2", "0171 1")
