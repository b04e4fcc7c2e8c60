"""Hints, merge and its undo: C12."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.errors import InputError, NotFound
from cxdesk.services.customers import duplicates
from cxdesk.services.customers import merge as merging
from cxdesk.store.check import check_file
from cxdesk.workspace import Workspace


def content(ws: Workspace) -> dict[str, list[tuple[int, object]]]:
    return {
        spec.table: [(row.id, row.record) for row in sorted(ws.rows(spec.cls), key=lambda row: row.id)]
        for spec in ws.kinds
    }


def merged(ws: Workspace, keep: int, other: int, **choices: str) -> Customer:
    ws.run("merge", lambda tx: merging.merge(tx, keep, other, choices))
    return ws.get(Customer, keep).record


@pytest.fixture
def pair(ws: Workspace) -> tuple[int, int]:
    """The same person twice, with a preference and a visit in both; the shop is in Ireland."""
    assert ws.shop_id is not None
    ws.change(Shop, ws.shop_id, language="en-IE")
    one = ws.add(
        Customer(name="José Alvarez", phones=("+353 86 123 4567",), consent="yes",
                 consent_on=date(2024, 1, 1), since=date(2022, 1, 1), note="bees", tags=("vip",),
                 first_visit=True)
    )  # fmt: skip
    two = ws.add(
        Customer(name="Jose Alvarez", phones=("00353 86 123 4567", "01 555 0000"), email="jose@example.org",
                 consent="no", consent_on=date(2023, 2, 2), consent_by="Maya", since=date(2020, 1, 1),
                 note="cats", number="K-7", more="Loyalty: gold")
    )  # fmt: skip
    tea = ws.add(Preference(customer=one, text="Green tea", seen_on=date(2024, 5, 1)))
    again = ws.add(
        Preference(customer=two, text="green  TEA", alert="highlight", seen_on=date(2023, 5, 1),
                   confirmed_on=date(2024, 6, 1))
    )  # fmt: skip
    ws.add(Preference(customer=two, text="Window seat"))
    ws.add(Visit(customer=one, happens_on=date(2024, 3, 1), service="Cut", kept=(tea,)))
    ws.add(Visit(customer=two, happens_on=date(2024, 3, 1), service="Cut", kept=(again,)))
    ws.add(Visit(customer=two, happens_on=date(2024, 4, 1), service="Cut", missed=(again,)))
    return one, two


def test_the_same_phone_is_a_hint(ws: Workspace, pair: tuple[int, int]) -> None:
    ws.add(Customer(name="Somebody Else", phones=("+353 1 999 0000",)))
    (hint,) = duplicates.hints(ws)
    assert {hint.one, hint.other} == set(pair)
    assert hint.reasons == ("phone", "name")


def test_what_both_know_is_in_one_record(ws: Workspace, pair: tuple[int, int]) -> None:
    one, two = pair
    record = merged(ws, one, two)
    assert record.name == "José Alvarez"
    assert record.phones == ("+353 86 123 4567", "01 555 0000")
    assert (record.email, record.number) == ("jose@example.org", "K-7")
    assert (record.since, record.first_visit) == (date(2020, 1, 1), False)
    assert (record.note, record.tags) == ("bees\ncats", ("vip",))
    assert "Loyalty: gold" in record.more
    assert "Jose Alvarez" in record.more
    assert ws.find(Customer, two) is None
    preferences = {row.record.text: row for row in ws.rows(Preference, customer=one)}
    assert set(preferences) == {"Green tea", "Window seat"}
    tea = preferences["Green tea"]
    assert (tea.record.alert, tea.record.seen_on) == ("highlight", date(2023, 5, 1))
    assert tea.record.confirmed_on == date(2024, 6, 1)
    visits = sorted(ws.rows(Visit, customer=one), key=lambda row: row.record.happens_on or date.min)
    assert [(row.record.kept, row.record.missed) for row in visits] == [((tea.id,), ()), ((), (tea.id,))]
    assert ws.count(Visit) == 2
    assert [hit.id for hit in ws.search("window")] == [one]
    assert check_file(ws.path) == []


def test_one_undo_brings_back_both_exactly(ws: Workspace, pair: tuple[int, int]) -> None:
    before = content(ws)
    merged(ws, *pair)
    assert content(ws) != before
    assert ws.undo() == "merge"
    assert content(ws) == before
    assert sorted(hit.id for hit in ws.search("alvarez")) == sorted(pair)
    assert check_file(ws.path) == []
    ws.redo()
    assert ws.count(Customer) == 1


def test_it_can_be_taken_back_by_the_history_later(ws: Workspace, pair: tuple[int, int]) -> None:
    before = content(ws)
    merged(ws, *pair)
    ws.take_back(ws.history(Customer, pair[0])[0].operation)
    assert content(ws) == before


def test_the_history_says_it(ws: Workspace, pair: tuple[int, int]) -> None:
    one, two = pair
    merged(ws, one, two)
    assert {entry.label for entry in ws.history(Customer, one)} >= {"merge"}
    assert f"(=#{two})" in ws.get(Customer, one).record.more
    plain = ws.add(Customer(name="Ada"))
    empty = ws.add(Customer(name="Ada"))
    merged(ws, plain, empty)
    assert f"(=#{empty})" in ws.get(Customer, plain).record.more


@pytest.mark.parametrize(
    ("one", "two", "result"),
    [("yes", "no", "no"), ("no", "yes", "no"), ("", "yes", "yes"), ("yes", "", "yes"), ("", "no", "no")],
)
def test_a_no_goes_before_a_yes_with_its_own_day(ws: Workspace, one: str, two: str, result: str) -> None:
    ids = [
        ws.add(Customer(name="Ada", consent=said, consent_on=day if said else None, consent_text=said))
        for said, day in ((one, date(2024, 1, 1)), (two, date(2020, 1, 1)))
    ]
    record = merged(ws, *ids)
    assert (record.consent, record.consent_text) == (result, result)
    assert record.consent_on == (date(2024, 1, 1) if one == result else date(2020, 1, 1))


def test_keep_no_notes_stays_whichever_record_said_it(ws: Workspace) -> None:
    one, two = ws.add(Customer(name="Ada")), ws.add(Customer(name="Ada", do_not_store=True))
    assert merged(ws, one, two).do_not_store


def test_choices_go_before_the_rules_and_lose_nothing(ws: Workspace, pair: tuple[int, int]) -> None:
    one, two = pair
    wishes = {"name": "other", "note": "keep", "consent": "keep"}
    preview = merging.preview(ws, one, two, wishes)
    by_field = {line.field: line for line in preview.lines}
    assert (by_field["name"].value, by_field["name"].source) == ("Jose Alvarez", "other")
    assert (by_field["phones"].source, by_field["email"].source) == ("both", "other")
    assert (preview.preferences, preview.visits, preview.again) == (2, 2, 2)
    record = merged(ws, one, two, **wishes)
    for line in preview.lines:
        assert getattr(record, line.field) == line.value
    assert (record.consent, record.consent_on) == ("yes", date(2024, 1, 1))
    assert "José Alvarez" in record.more
    assert "cats" in record.more


@pytest.mark.parametrize(
    "choices", [{"nose": "keep"}, {"name": "both"}, {"consent_on": "other"}, {"more": "keep"}]
)
def test_choices_that_can_not_be_change_nothing(
    ws: Workspace, pair: tuple[int, int], choices: dict[str, Any]
) -> None:
    before = content(ws)
    with pytest.raises(InputError, match=next(iter(choices))):
        ws.run("merge", lambda tx: merging.merge(tx, *pair, choices))
    assert content(ws) == before


def test_one_record_is_not_merged_with_itself(ws: Workspace, pair: tuple[int, int]) -> None:
    with pytest.raises(InputError):
        ws.run("merge", lambda tx: merging.merge(tx, pair[0], pair[0]))
    with pytest.raises(NotFound):
        merging.preview(ws, pair[0], 99)


def test_more_numbers_than_a_record_takes_are_told_beside(ws: Workspace) -> None:
    one = ws.add(Customer(name="Ada", phones=tuple(f"01 555 000{i}" for i in range(6))))
    two = ws.add(Customer(name="Ada", phones=("01 777 0000",)))
    record = merged(ws, one, two)
    assert len(record.phones) == 6
    assert "01 777 0000" in record.more


def test_hints_over_many_are_quick(ws: Workspace) -> None:
    people = [Customer(name=f"Person{i} Family{i % 977}", phones=(f"01 {i:07}",)) for i in range(6_000)]
    ws.run("many", lambda tx: tx.add_all(people), undoable=False)
    ws.add(Customer(name="Somebody", phones=("01 0000123",)))
    begun = time.process_time()
    found = duplicates.hints(ws)
    assert time.process_time() - begun < 2  # a tenth of a second here; all pairs would be half a minute
    assert ("phone",) in {hint.reasons for hint in found}


def test_two_people_are_no_hint_any_more_and_undo_makes_them_one_again(
    ws: Workspace, pair: tuple[int, int]
) -> None:
    third = ws.add(Customer(name="Jose Alvarez"))
    before = content(ws)
    assert {(hint.one, hint.other) for hint in duplicates.hints(ws)} == {pair, (1, third), (2, third)}
    ws.run("two people", lambda tx: duplicates.not_the_same(tx, pair[1], pair[0]))
    assert {(hint.one, hint.other) for hint in duplicates.hints(ws)} == {(1, third), (2, third)}
    ws.run("two people", lambda tx: duplicates.not_the_same(tx, *pair))
    assert ws.get(Customer, pair[0]).record.more.count("Not the same person") == 1
    ws.undo()
    assert content(ws) == before
    ws.redo()
    ws.run("merge", lambda tx: merging.merge(tx, third, pair[0]))
    assert duplicates.hints(ws) == []
    with pytest.raises(NotFound):
        ws.run("two people", lambda tx: duplicates.not_the_same(tx, pair[1], 99))
