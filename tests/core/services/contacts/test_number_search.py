"""A phone number is found however it is typed and however it was kept, as the shop's country dials it."""

from __future__ import annotations

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.shop import Shop
from cxdesk.services.contacts.finding import find
from cxdesk.workspace import Query, Workspace


def found(ws: Workspace, typed: str) -> list[str]:
    return [row.record.name for row in ws.page(Customer, ws.ids(Customer, Query(text=typed)))]


def in_country(ws: Workspace, language: str) -> None:
    assert ws.shop_id is not None
    ws.change(Shop, ws.shop_id, language=language)


@pytest.mark.parametrize(
    ("language", "kept", "typed"),
    [
        ("de-DE", "0171 2345678", "+49 171 23"),
        ("de-DE", "0171 2345678", "0049 171 23"),
        ("de-DE", "0171 2345678", "+49 (0)171 23"),
        ("de-DE", "0171 2345678", "491712345678"),
        ("de-DE", "+49 (0)171 2345678", "+49 171 23"),
        ("de-DE", "+49 171 2345678", "0171 23"),
        ("de-DE", "0171 2345678", "5678"),
        ("en-US", "(201) 555-0123", "+1 201 555"),
        ("en-US", "+1 201 555 0123", "(201) 555"),
        ("en-GB", "07400 123456", "+44 7400"),
        ("ru-RU", "8 912 345 67 89", "+7 912 345"),
        ("ru-RU", "+7 912 345 67 89", "8 912 345"),
        ("hu-HU", "+36 30 123 4567", "06 30 123 45"),
        ("it-IT", "02 1234567", "+39 02 1234"),
        ("de-DE", "٠١٧١ ٢٣٤٥٦٧٨", "٠١٧١ ٢٣"),
        ("de-DE", "0171 2345678", "٠١٧١ ٢٣"),
    ],
)
def test_found_in_whatever_way_it_is_typed(ws: Workspace, language: str, kept: str, typed: str) -> None:
    in_country(ws, language)
    ws.add(Customer(name="Ana", phones=(kept,)))
    ws.add(Customer(name="Bo", phones=("+43 664 999999",)))
    assert found(ws, typed) == ["Ana"]
    assert [one.why for one in find(ws, typed, 5)] == [f"Phones: {kept}"]


def test_another_country_counts_from_the_next_key_on(ws: Workspace) -> None:
    """What is kept for the search says nothing of a country, so nothing has to be made anew."""
    in_country(ws, "de-AT")
    ws.add(Customer(name="Ana", phones=("0171 2345678",)))
    assert found(ws, "+49 171 23") == []
    assert found(ws, "+43 171 23") == ["Ana"]
    in_country(ws, "de-DE")
    assert found(ws, "+49 171 23") == ["Ana"]
    assert found(ws, "+43 171 23") == []
    in_country(ws, "de")
    assert found(ws, "0171 23") == ["Ana"]
    assert found(ws, "+49 171 23") == []


def test_the_last_figures_find_their_number_alone(ws: Workspace) -> None:
    """With the 1 in front taken off, an area code would be found as well."""
    in_country(ws, "en-US")
    ws.add(Customer(name="Ana", phones=("(201) 555-1425",)))
    ws.add(Customer(name="Bo", phones=("(425) 555-0199",)))
    assert found(ws, "1425") == ["Ana"]
