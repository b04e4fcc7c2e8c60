"""Lists of visits: whose each was, which are new, and what is made for those whom nobody knows."""

from __future__ import annotations

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.person import Person
from cxdesk.entities.visit import Visit
from cxdesk.errors import UserError
from cxdesk.services.cells import Ambiguous
from cxdesk.store import check
from cxdesk.workspace import Workspace
from tests.core.services.imports.people_desk import PeopleDesk, counts

SALES = """\
customer,date,items,spend
C0001,1997-01-01,2,29.33
C0001,1997-01-18,2,29.73
C0002,1997-01-12,1,12.00
C0002,1997-01-12,5,77.00
C0002,1997-01-12,1,12.00
"""


def test_sales_make_visits_and_customers_known_by_their_number(people: PeopleDesk) -> None:
    made = people.take(SALES, "visits")
    assert counts(made) == (5, 0, 0, 0)
    assert made.plan.notices == ["Left out: “items”.", "2 customers are new."]
    assert {name: one.number for name, one in people.people().items()} == {"C0001": "C0001", "C0002": "C0002"}
    assert sorted(people.visits()) == [
        ("C0001", "1997-01-01", 2933, ""), ("C0001", "1997-01-18", 2973, ""),
        ("C0002", "1997-01-12", 1200, ""), ("C0002", "1997-01-12", 1200, ""),
        ("C0002", "1997-01-12", 7700, ""),
    ]  # fmt: skip
    assert check.check_file(people.ws.path) == []


def test_the_same_file_twice_adds_nothing_and_a_longer_one_the_rest(people: PeopleDesk) -> None:
    people.take(SALES, "visits")
    before = people.content()
    assert counts(people.take(SALES, "visits")) == (0, 0, 5, 0)
    assert people.content() == before
    longer = people.take(SALES + "C0002,1997-01-12,1,12.00\nC0003,1997-02-01,1,5\n", "visits")
    assert counts(longer) == (2, 0, 5, 0)
    assert people.ws.count(Visit) == 7


def test_one_step_back_and_taken_back_after_a_restart(people: PeopleDesk) -> None:
    people.ws.add(Customer(name="Anna", number="C0001"))
    before = people.content()
    people.take(SALES, "visits")
    people.ws.undo()
    assert people.content() == before
    people.ws.redo()
    path = people.ws.path
    people.ws.close()
    people.ws = Workspace.open(path)
    people.take_back()
    assert people.content() == before
    people.ws.close()


def test_whose_a_visit_was_is_told_by_number_email_phone_or_name(people: PeopleDesk) -> None:
    people.ws.add(Customer(name="Anna Berger", number="0007"))
    people.ws.add(Customer(name="Ben Klein", email="ben@mail.example"))
    people.ws.add(Customer(name="Carl Roth", phones=("+49 171 2345678",)))
    text = (
        "Customer,Date,Amount,Service\n0007,2026-11-02,35,Cut\nBEN@mail.example,2026-11-03,,Colour\n"
        "+49 (0)171 2345678,2026-11-04,20.50,Shave\nanna berger,2026-11-05,,\nDora Weiss,2026-11-06,1,\n"
    )
    people.take(text, "visits")
    assert sorted(people.visits(), key=lambda one: one[1]) == [
        ("Anna Berger", "2026-11-02", 3500, "Cut"),
        ("Ben Klein", "2026-11-03", None, "Colour"),
        ("Carl Roth", "2026-11-04", 2050, "Shave"),
        ("Anna Berger", "2026-11-05", None, ""),
        ("Dora Weiss", "2026-11-06", 100, ""),
    ]
    assert people.people()["Dora Weiss"].number == ""
    assert counts(people.take(text, "visits")) == (0, 0, 5, 0)


def test_the_mapping_can_leave_out_whom_nobody_knows(people: PeopleDesk) -> None:
    people.ws.add(Customer(name="Anna", number="C0001"))
    columns = {"customer": "customer", "date": "date", "spend": "spend"}
    made = people.take(SALES, "visits", columns=columns, fixed={"unknown": "skip"})
    assert counts(made) == (2, 0, 0, 3)
    assert [item.line for item in made.plan.tally.wrong] == [4, 5, 6]
    assert list(people.people()) == ["Anna"]


def test_with_whom_is_one_of_the_team_or_stands_in_the_note(people: PeopleDesk) -> None:
    maya = people.ws.add(Person(name="Maya"))
    people.take("Customer,Date,Staff\nAnna B,2026-11-02,maya\nAnna B,2026-11-03,Zoe\n", "visits")
    rows = [(row.record.person, row.record.note) for row in people.ws.rows(Visit)]
    assert sorted(rows, key=str) == [(maya, ""), (None, "With: Zoe")]


def test_a_number_of_a_sale_tells_two_alike_apart(people: PeopleDesk) -> None:
    text = "Transaction ID,Customer ID,Date,Net Sales\nT1,7,2026-11-02,$5.00\nT2,7,2026-11-02,$5.00\n"
    assert counts(people.take(text, "visits")) == (2, 0, 0, 0)
    only_second = "Transaction ID,Customer ID,Date,Net Sales\nT2,7,2026-11-02,$5.00\nT3,7,2026-11-02,$5.00\n"
    assert counts(people.take(only_second, "visits")) == (1, 0, 1, 0)


def test_what_cannot_be_read_is_named(people: PeopleDesk) -> None:
    made = people.take(
        "Customer,Date,Amount\nA1,2026-02-30,5\nA1,,5\n,2026-11-02,5\nA1,2026-11-02,5.0055\nA1,2026-11-02,x\n",
        "visits",
    )
    assert [item.line for item in made.plan.tally.wrong] == [2, 3, 4, 5, 6]
    assert people.ws.count(Visit) == people.ws.count(Customer) == 0


@pytest.mark.parametrize(
    ("text", "mapped"),
    [
        ("Customer,Amount\nA1,5\n", {}),
        ("Day,Amount\n2026-11-02,5\n", {}),
        (SALES, {"columns": {"customer": "customer", "date": "date"}, "fixed": {"unknown": "guess"}}),
        ("BEGIN:VCARD\nFN:A\nEND:VCARD\n", {}),
    ],
)
def test_what_is_no_list_of_visits_is_refused(
    people: PeopleDesk, text: str, mapped: dict[str, object]
) -> None:
    with pytest.raises(UserError):
        people.look(text, "visits", **mapped)


def test_days_and_amounts_in_two_ways_are_asked_for(people: PeopleDesk) -> None:
    text = "Customer;Date;Amount\nA1;03/04/2026;1.234,50\n"
    with pytest.raises(Ambiguous):
        people.look(text, "visits")
    columns = {"customer": "Customer", "date": "Date", "spend": "Amount"}
    people.take(text, "visits", columns=columns, dates="mdy")
    assert people.visits() == [("A1", "2026-03-04", 123450, "")]
