"""The copy for the person: complete, theirs alone, and readable."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pypdf
import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.errors import NotFound, UserError
from cxdesk.output import printing
from cxdesk.schema.entity import spec_of
from cxdesk.services.customers import subject
from cxdesk.store.model import default_model
from cxdesk.workspace import Workspace
from tests.core.services.customers.people import NAME, OLD_NAME, OTHER, seed

DAY = date(2026, 11, 22)


def test_every_kind_that_speaks_of_a_customer_is_in_the_copy() -> None:
    """A new kind with a link to a customer has to say here what becomes of it."""
    linked = {
        (spec.table, field.name)
        for spec in default_model().registry
        for field in spec.links
        if field.to == "customer"
    }
    assert linked == {(spec_of(cls).table, link) for cls, link in subject.HELD.items()}
    for cls, link in subject.HELD.items():
        assert spec_of(cls).fields[link].on_delete == "cascade"  # so that an erasure takes it along


def test_all_of_one_person_and_nothing_of_others(ws: Workspace, tmp_path: Path) -> None:
    mina, _other = seed(ws)
    written = subject.write(ws, mina, tmp_path / "out", DAY)
    assert [path.name for path in written] == [
        f"customer-{mina}.json", f"customer-{mina}.csv", f"customer-{mina}-preference.csv",
        f"customer-{mina}-visit.csv", f"customer-{mina}-incident.csv", f"customer-{mina}-promise.csv",
        f"customer-{mina}-history.csv",
    ]  # fmt: skip
    text = written[0].read_text(encoding="utf-8")
    told = json.loads(text)
    (person,) = told["records"]["customer"]
    for name in spec_of(Customer).fields:
        assert name in person
    assert person["in_words"]["Name"] == NAME
    assert person["in_words"]["Asked on"] == "May 1, 2020"
    assert [one["text"] for one in told["records"]["preference"]] == [
        "xylophone lessons on thursdays", "penicillin rash since birth",
    ]  # fmt: skip
    assert told["records"]["preference"][0]["in_words"]["Noted by"] == "Maya Lind"
    assert told["records"]["visit"][0]["in_words"]["Honoured"] == "xylophone lessons on thursdays"
    assert OLD_NAME in {entry["old"] for entry in told["history"]}
    assert any("a lost saxophone" in (entry["old"] or "") for entry in told["history"])
    for path in written:
        data = path.read_text(encoding="utf-8-sig")
        assert OTHER not in data
        assert "window seat" not in data
    rows = list(csv.DictReader(io.StringIO(written[2].read_text(encoding="utf-8-sig"))))
    assert [row["text"] for row in rows] == ["xylophone lessons on thursdays", "penicillin rash since birth"]


def test_who_is_not_there_gets_no_file(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        subject.write(ws, 7, tmp_path / "out", DAY)
    assert not (tmp_path / "out").exists()


def words_of(ws: Workspace, **options: object) -> str:
    printed = printing.render(printing.sheet("subject-sheet"), ws, options, today=DAY)
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
    assert NAME not in printed.about
    assert NAME not in str(reader.metadata)
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_the_sheet_says_all_in_plain_words(ws: Workspace) -> None:
    mina, _other = seed(ws)
    said = words_of(ws, customer=str(mina))
    for text in (
        NAME, "+353 86 123 4567", "agreed while on the veranda", "May 1, 2020",
        "xylophone lessons on thursdays", "Jun 1, 2021", "Maya Lind", "penicillin rash since birth",
        "Colour", "wanted the jacaranda shade", "for 24 months",
    ):  # fmt: skip
        assert text in said
    assert OTHER not in said


def test_a_long_life_fits_on_pages(ws: Workspace) -> None:
    mina, _other = seed(ws)
    for number in range(120):
        ws.run("x", lambda tx, number=number: tx.add(Preference(customer=mina, text=f"likes thing {number}")))
    said = words_of(ws, customer=NAME)
    assert all(f"likes thing {number}" in said for number in range(120))


def test_a_name_that_two_have_asks_for_the_number(ws: Workspace) -> None:
    ids = [ws.add(Customer(name="Ada Byron")) for _twice in range(2)]
    with pytest.raises(UserError, match="2 go by it"):
        words_of(ws, customer="Ada Byron")
    assert "Ada Byron" in words_of(ws, customer=str(ids[0]))


def test_without_a_name_it_is_a_page_to_fill_in(ws: Workspace) -> None:
    assert "What we noted" in words_of(ws)
