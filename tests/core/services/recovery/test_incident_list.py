"""The list of incidents: what it shows, in which order, and that nobody's words are found at another's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services.recovery import incident_list
from cxdesk.services.recovery.incident_list import Found, Wanted
from cxdesk.workspace import Workspace

NOW, DAY = datetime(2026, 11, 20, 12, tzinfo=UTC), date(2026, 11, 20)


def find(ws: Workspace, **wanted: object) -> Found:
    return incident_list.find(ws, Wanted(**wanted), NOW, DAY)  # type: ignore[arg-type]


def happened(found: Found) -> list[str]:
    return [one.row.record.happened for one in found.rows]


@pytest.fixture
def shop(ws: Workspace) -> Workspace:
    stage = ws.add(Stage(name="The cut"))
    defect = ws.add(Standard(stage=stage, kind="defect", text="Colour turned brassy"))
    ana, bea = ws.add(Customer(name="Ana Nowak")), ws.add(Customer(name="Bea Müller"))
    for facts in (
        {"happened": "Brassy", "customer": ana, "stage": stage, "defect": defect,
         "words": "I look like a lamp", "happened_on": date(2026, 11, 18),
         "resolve_by": "2026-11-20T11:59:00Z"},
        {"happened": "Waited", "customer": bea, "happened_on": date(2026, 11, 19),
         "resolve_by": "2026-11-20T12:01:00Z"},
        {"happened": "Cold coffee", "who": "A man with a dog", "happened_on": date(2026, 11, 1),
         "closed_at": "2026-11-02T10:00:00Z", "escalated": True, "number": "F-0042"},
        {"happened": "Follow", "happened_on": date(2026, 10, 1), "closed_at": "2026-10-02T10:00:00Z",
         "follow_up_on": date(2026, 11, 19)},
    ):  # fmt: skip
        ws.add(Incident(**facts))  # type: ignore[arg-type]
    return ws


def test_open_ones_come_first_that_are_overdue_then_the_newest(shop: Workspace) -> None:
    found = find(shop)
    assert happened(found) == ["Brassy", "Waited"]
    assert [one.late for one in found.rows] == [True, False]
    assert found.counts == {"open": 2, "overdue": 2, "all": 4, "escalated": 1}


def test_overdue_is_also_what_is_closed_and_not_asked_about_again(shop: Workspace) -> None:
    assert happened(find(shop, show="overdue")) == ["Brassy", "Follow"]
    assert happened(find(shop, show="all")) == ["Waited", "Brassy", "Cold coffee", "Follow"]
    assert happened(find(shop, show="escalated")) == ["Cold coffee"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("lamp", ["Brassy"]),
        ("muller", ["Waited"]),
        ("ana lamp", ["Brassy"]),
        ("bea lamp", []),  # the words of one, the name of the other
        ("dog", ["Cold coffee"]),
        ("cut", ["Brassy"]),
        ("f-0042", ["Cold coffee"]),
    ],
)
def test_words_find_one_only_when_all_are_in_it(shop: Workspace, words: str, expected: list[str]) -> None:
    assert happened(find(shop, show="all", words=words)) == expected


def test_it_narrows_by_stage_and_defect(shop: Workspace) -> None:
    stage = shop.rows(Stage)[0].id
    assert happened(find(shop, show="all", equals={"stage": stage})) == ["Brassy"]
    assert happened(find(shop, show="all", equals={"stage": None, "channel": "in_person"})) == [
        "Waited", "Cold coffee", "Follow",
    ]  # fmt: skip


def test_each_incident_has_its_own_name(shop: Workspace) -> None:
    found = {one.row.record.happened: one.who for one in find(shop, show="all").rows}
    assert found == {
        "Brassy": "Ana Nowak", "Waited": "Bea Müller", "Cold coffee": "A man with a dog", "Follow": "",
    }  # fmt: skip


def test_of_very_many_the_newest_are_listed_and_all_counted(ws: Workspace) -> None:
    many = [Incident(happened=f"{n}", happened_on=date(2026, 1, 1)) for n in range(incident_list.MOST + 5)]
    ws.run("many", lambda tx: [tx.add(one) for one in many])
    found = find(ws)
    assert (len(found.rows), found.total) == (incident_list.MOST, len(many))
    assert happened(find(ws, words=f" {len(many) - 1} ")) == [f"{len(many) - 1}"]
