"""What of a customer may stand on paper."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.preference_sorts import SORTS
from cxdesk.services.customers import paper
from cxdesk.workspace import Workspace
from tests.core.output import customers_shop
from tests.core.output.paper_shop import DAY

_SORTS = [sort for sort, _label in SORTS]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Priya Raman", "Priya R."),
        ("Raman, Priya", "Priya R."),
        ("José María de la Cruz", "José C."),
        ("Madonna", "Madonna"),
        ("李小龙", "李…"),
        ("  Łukasz   Żak ", "Łukasz Ż."),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert paper.name_on_paper(Customer(name=name), paper.SHORT) == short


@given(st.text(max_size=60))
def test_a_short_name_shows_no_more_than_the_full_one(name: str) -> None:
    short = paper.name_on_paper(Customer(name=name), paper.SHORT)
    full = paper.name_on_paper(Customer(name=name), paper.FULL)
    assert len(short) <= len(full) + 2
    assert set(short) <= set(full) | set(" .…")


@given(
    notes=st.lists(
        st.tuples(
            st.sampled_from(_SORTS), st.sampled_from(["normal", "highlight", "acknowledge"]), st.booleans()
        ),
        max_size=20,
    ),
    talk=st.booleans(),
    sensitive=st.booleans(),
    keeps=st.booleans(),
)
def test_whatever_is_noted_only_what_is_ticked_is_handed_on(
    notes: list[tuple[str, str, bool]], talk: bool, sensitive: bool, keeps: bool
) -> None:
    reader = customers_shop.sample(keep_sensitive=keeps)
    reader.tables[Preference].clear()
    for i, (sort, alert, off) in enumerate(notes):
        customers_shop.noted(reader, 1, sort, f"note {i}", alert=alert, off=off)
    ticked = paper.Ticked(talk=talk, sensitive=sensitive)
    found = paper.known(reader, reader.get(Customer, 1), ticked)
    shown = [*found.alerts, *found.lines, *found.talk]
    assert not any(one.off for one in shown)
    assert (sensitive and keeps) or all(one.sort != "sensitive" for one in shown)
    assert talk or all(one.sort not in paper.TALK for one in shown)
    pressing = [(sort, off) for sort, alert, off in notes if alert == "acknowledge"]
    told = [sort for sort, off in pressing if not off and (keeps or sort != "sensitive")]
    assert len(found.alerts) + found.held_back >= bool(told)
    assert found.held_back == (len(found.alerts) < len(told))


@pytest.mark.parametrize(
    ("last", "review", "due"),
    [
        (date(2025, 11, 21), None, False),
        (date(2025, 11, 20), None, True),
        (None, None, True),
        (DAY, DAY, True),
        (DAY, date(2026, 11, 22), False),
    ],
)
def test_what_is_due_to_be_asked_again(last: date | None, review: date | None, due: bool) -> None:
    preference = Preference(customer=1, text="Tea", seen_on=last, review_on=review)
    assert paper.to_check(preference, DAY) is due


def test_gaps_name_the_fields_that_are_missing() -> None:
    whole = {
        "name": "x", "learnt": "x", "sort": "likes", "learnt_at": 1, "kept_in": "x", "cue": 4, "role": 1,
        "does": "x", "used_at": 1,
    }  # fmt: skip
    assert paper.gaps(SecretSystem(**whole), {4}) == ()
    assert paper.gaps(SecretSystem(**whole), {5}) == ("cue",)
    assert paper.gaps(SecretSystem(**(whole | {"does": "", "role": None})), {4}) == ("role", "does")
    assert paper.gaps(SecretSystem(**(whole | {"cue": None})), {4}) == ("cue",)


def test_who_is_meant_in_a_file(ws: Workspace) -> None:
    def fill(tx: object) -> list[int]:
        return [
            tx.add(Customer(name=name, number=number))  # type: ignore[attr-defined]
            for name, number in (("Ana Lima", "T-7"), ("Bo", ""), ("Ana Lima", ""))
        ]

    first, second, third = ws.run("fill", fill)

    def meant(typed: str) -> list[int]:
        return [row.id for row in paper.customers_meant(ws, typed)]

    assert meant(f"{second}, {first}") == [second, first]
    assert sorted(meant("Ana Lima")) == [first, third]
    assert meant("T-7") == [first]
    assert meant("999") == meant("nobody") == []
