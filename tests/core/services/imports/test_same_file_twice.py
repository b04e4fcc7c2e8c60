"""A file that is taken in a second time changes nothing, however its lines contradict each other."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cxdesk.services.imports.batches import Preview
from tests.core.services.imports.import_desk import ImportDesk
from tests.core.services.imports.people_desk import PeopleDesk, counts

Row = tuple[str, ...]
usual = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def rows_of(*cells: list[str]) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.tuples(*map(st.sampled_from, cells)), min_size=1, max_size=7)


def table(head: str, rows: list[Row]) -> str:
    return head + "\n" + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def twice(desk: PeopleDesk | ImportDesk, take: Callable[[], Preview]) -> Preview:
    """Take a file in twice, and all of it back; return what it did the second time."""
    take()
    steps = int(bool(desk.batch))
    before = desk.content()
    again = take()
    steps += bool(desk.batch)
    after = desk.content()
    for _step in range(steps):  # first of all: the next example begins with what this one leaves
        desk.ws.undo()
    assert counts(again)[:2] == (0, 0), again.plan.tally.items
    assert after == before
    return again


PEOPLE = "Name,Phone,Email,E-mail 2 - Value,Customer number,Notes,Birthday,Tags,Loyalty"
PEOPLE_COLUMNS = {
    "name": "Name", "phone": "Phone", "email": "Email", "email_2": "E-mail 2 - Value",
    "number": "Customer number", "note": "Notes", "birthday": "Birthday", "tags": "Tags",
}  # fmt: skip


@usual
@example(
    [
        ("", "+49 171 2345678", "", "", "7", "", "", "", ""),
        ("", "0171 2345678", "a@mail.example", "", "007", "", "", "", ""),
        ("Ben Klein", "", "a@mail.example", "", "", "", "", "", ""),
    ]
)
@given(
    rows_of(
        ["Anna Berger", "Berger Anna", "Ana Berger", "Ben Klein", "", "李 明"],
        ["", "0171 2345678", "+49 171 2345678", "030 99", "x", "0171 2345678 ::: 030 99"],
        ["", "a@mail.example", "B@mail.example", "b@mail.example", "no"],
        ["", "", "a@mail.example", "b@mail.example"],
        ["", "", "7", "007"],
        ["", "tea", "te", "=1+1", "a\nb"],
        ["", "1985-04-12", "--04-12", "1990-01-01"],
        ["", "vip", "VIP, x"],
        ["", "1", "2"],
    )
)
def test_of_any_people(people: PeopleDesk, rows: list[Row]) -> None:
    text = table(PEOPLE, rows)
    twice(people, lambda: people.take(text, columns=PEOPLE_COLUMNS, dates="ymd"))


VISITS = "who,name,phone,email,day,spent,service,number"
VISITS_COLUMNS = {
    "customer": "who", "name": "name", "phone": "phone", "email": "email", "date": "day",
    "spend": "spent", "service": "service", "number": "number",
}  # fmt: skip


@usual
@example(
    [
        ("+491712345678", "Anna", "", "", "2026-11-01", "5", "", "T1"),
        ("0171 2345678", "Anna", "0171 2345678", "a@mail.example", "2026-11-01", "", "", ""),
        ("", "Anna Berger", "", "a@mail.example", "2026-11-01", "5", "cut", ""),
    ]
)
@example(
    [
        ("+491712345678", "Anna Berger", "", "", "2026-11-01", "", "", ""),
        ("0171 2345678", "Berger Anna", "", "", "2026-11-01", "5", "", ""),
        ("0171 2345678", "Ben Klein", "", "", "2026-11-01", "5", "", ""),
    ]
)
@given(
    rows_of(
        ["", "", "7", "007", "Anna", "Anna Berger", "0171 2345678", "+491712345678", "a@mail.example"],
        ["", "", "Anna Berger", "Berger Anna", "Ana Berger", "Ben Klein", "Anna"],
        ["", "", "0171 2345678", "030 99123"],
        ["", "", "a@mail.example", "b@mail.example"],
        ["2026-11-01", "2026-11-02"],
        ["", "5"],
        ["", "cut"],
        ["", "T1"],
    )
)
def test_of_any_visits(people: PeopleDesk, rows: list[Row]) -> None:
    text = table(VISITS, rows)
    twice(people, lambda: people.take(text, "visits", columns=VISITS_COLUMNS))


@usual
@example([("Calls", "2026-W40", "5", "", "x"), ("Calls", "2026-W40", "5", "", "y")])
@example(
    [
        ("Calls: asked", "2026-09", "5", "", "n" * 301),
        ("Calls: asked", "2026-W40", "5", "", ""),
        ("Calls", "2026-W40", "5", "7", ""),
    ]
)
@example([("Sc\x07ore", "2026-09", "5", "7", "a\x07b")])
@given(
    rows_of(
        ["Calls", "calls", "Cálls", "Visits", "Calls: asked", "Visits  x", "y" * 130],
        ["2026-W40", "2026-W41", "2026-09", "2026-10-05"],
        ["", "5", "6", "2.5", "0"],
        ["", "", "7"],
        ["", "", "x", "y", "a  b", "n" * 301],
    )
)
def test_of_any_numbers(desk: ImportDesk, rows: list[Row]) -> None:
    text = table("metric,period,value,asked,note", rows)
    twice(desk, lambda: desk.take(text))


def test_lines_that_tell_of_one_person_are_said_once(people: PeopleDesk) -> None:
    """The second line can only be Ben once the third one has said whose the email is."""
    text = (
        "Name,Phone,Email,Customer number\n"
        ",0171 2345678,,7\n,0171 2345678,a@mail.example,007\nBen Klein,,a@mail.example,\n"
    )
    made = people.take(text)
    assert sum(counts(made)) == 3
    assert counts(people.look(text)) == (0, 0, 3, 0)
