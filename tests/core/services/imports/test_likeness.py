"""What a table looks like: said where it is given as another kind, and never where it is what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.services.cells import Line
from cxdesk.services.imports import batches, likeness
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.tables import Reading, Table
from tests.core.services.contacts import test_columns as programs

SALES = "customer,date,items,spend\nC1,1997-01-01,2,29.33\nC1,1997-01-18,2,29.73\nC2,1997-02-12,1,12.00\n"
VISITS = {
    "of a till": SALES,
    "once each, with an amount": "Name;Datum;Betrag\nAnna;12.03.2026;35,50 €\nBen;13.03.2026;1.020,00 €\n",
    "several of one, without an amount": "Client,Date\nAnna,03/14/2026\nBen,03/14/2026\nAnna,03/15/2026\n",
    "with a service, by whom": "Email,Visit date,Service,Staff\nanna@mail.example,14 March 2026,Cut,Maya\n",
    "of Square": programs.SQUARE_SALES
    + "\n2026-03-14,14:30:00,,35.00,,35.00,,,35.00,,,,,T1,P1,,Maya,,Cut,,,,C1,Anna,\n",
}
CUSTOMERS = {
    "with phones": "Name,Phone\nAnna Berger,0171 2345678\nBen Klein,030 998877\n",
    "with emails": "Vorname;Nachname;E-Mail\nAnna;Berger;anna@mail.example\n",
    "with birthdays": "Name,Birthday\nAnna Berger,1985-04-12\nBen Klein,1990-01-02\n",
    "with the first visit": "Name,Phone,Customer since\nAnna,0171 2345678,2025-01-02\nBen,030 998877,\n",
    "of Google": programs.GOOGLE_NEW + "\nAnna,,Berger" + "," * 15 + "anna@mail.example\n",
    "cards": "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berger\nEND:VCARD\n",
}
NUMBERS = {"ours": "metric,period,value\nCalls,2026-W44,40\nCalls,2026-W45,42\n"}
UNCLEAR = {
    "a day's sums": "Date,Sales,Bills\n2026-11-01,950.20,31\n2026-11-02,1040,35\n",
    "customers counted by the day": "Date,Customer,Sales\n2026-11-01,31,950.20\n2026-11-02,35,1040\n",
    "calls by way": "Week,Phone,Email\n2026-W44,34,20\n2026-W45,120,25\n",
    "names alone": "Name,Colour\nAnna,red\nBen,\n",
    "a day once": "Name,Date,Note\nAnna,,likes tea\nBen,,\nCleo,2026-01-01,\n",
}
WHOLE = {"visits": VISITS, "customers": CUSTOMERS, "metrics": NUMBERS, "": UNCLEAR}


def opened(folder: Path, text: str) -> Table:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return batches.open_file(path)


@pytest.mark.parametrize(
    ("looks", "text"), [(kind, text) for kind, files in WHOLE.items() for text in files.values()],
    ids=[name for files in WHOLE.values() for name in files],
)  # fmt: skip
def test_a_table_is_told_from_the_other_kinds(tmp_path: Path, looks: str, text: str) -> None:
    table = opened(tmp_path, text)
    for target in batches.TARGETS:
        other, words = likeness.other_kind(target.kind, table)
        assert other == ("" if target.kind == looks else looks)
        assert bool(words) == bool(other)


def test_the_sentence_says_by_what(tmp_path: Path) -> None:
    _other, words = likeness.other_kind("customers", opened(tmp_path, SALES))
    assert words == (
        "This looks like a list of visits: a day in each line, an amount, several lines for one person."
    )


def carried(table: Table, mapping: Mapping, given: str, wanted: str) -> Mapping:
    return likeness.carried(mapping, table, batches.target(given), batches.target(wanted))


def test_what_was_chosen_by_hand_goes_along(tmp_path: Path) -> None:
    table = opened(tmp_path, "Who,Date,Phone,Spend,Remark\nK1,2026-11-01,0171 2345678,35,x\n")
    customers = batches.target("customers").proposed(table)
    assert dict(customers.columns) == {"phone": "Phone", "note": "Remark"}
    chosen = Mapping(columns={"number": "Who", "phone": "Phone"}, decimal=",", dates="dmy")
    found = carried(table, chosen, "customers", "visits")
    assert dict(found.columns) == {"customer": "Who", "date": "Date", "phone": "Phone", "spend": "Spend"}
    assert (found.decimal, found.dates) == (",", "dmy")
    back = carried(table, found, "visits", "customers")
    assert dict(back.columns) == {"number": "Who", "phone": "Phone", "note": "Remark"}


def test_without_a_choice_the_headings_say_what_is_what(tmp_path: Path) -> None:
    table = opened(tmp_path, SALES)
    usual = batches.target("customers").proposed(table)
    found = carried(table, usual, "customers", "visits")
    assert dict(found.columns) == dict(batches.target("visits").proposed(table).columns)


def test_a_second_column_of_a_field_stays_one(tmp_path: Path) -> None:
    table = opened(
        tmp_path, "Client,Date,Spend,Phone,Back office\nAnna,2026-11-01,35,0171 2345678,030 998877\n"
    )
    chosen = Mapping(columns={"name": "Client", "phone": "Phone", "phone_2": "Back office"})
    found = carried(table, chosen, "customers", "visits")
    assert (found.columns["phone"], found.columns["phone_2"]) == ("Phone", "Back office")


_HEADS = st.sampled_from(
    ["Name", "Phone", "Email", "Date", "Customer", "Spend", "Service", "metric", "period", "value", "?"]
)
_CELLS = st.one_of(
    st.text(max_size=12), st.dates(), st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "Anna", "2026-11-01", "35.50", "anna@mail.example", "+49 171 2345678"]),
)  # fmt: skip


@given(st.data())
def test_any_table_looks_like_one_kind_at_most_and_goes_along_to_any(data: st.DataObject) -> None:
    head = tuple(data.draw(st.lists(_HEADS, max_size=6, unique=True)))
    rows = data.draw(st.lists(st.lists(_CELLS, max_size=7), max_size=5))
    lines = tuple(Line(number, tuple(cells)) for number, cells in enumerate(rows, 2))
    table = Table(Path("table.csv"), Reading(), head, lines)
    assert len({likeness.other_kind(target.kind, table)[0] for target in batches.TARGETS} - {""}) <= 1
    for given_as, wanted in (("customers", "visits"), ("visits", "customers")):
        usual = batches.target(given_as).proposed(table)
        found = carried(table, usual, given_as, wanted)
        assert dict(found.columns) == dict(batches.target(wanted).proposed(table).columns)
        headings = list(found.columns.values())
        assert len(set(headings)) == len(headings)
