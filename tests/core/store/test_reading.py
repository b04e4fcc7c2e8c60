"""Lists as pages ask for them: sorted, narrowed, a part at a time; what stands in the way of a removal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import NotFound, UserError
from cxdesk.i18n import N_
from cxdesk.schema.entity import entity, spec_of
from cxdesk.schema.fields import ref, text
from cxdesk.schema.registry import Registry
from cxdesk.store import check, db
from cxdesk.store.layout import create_table
from cxdesk.store.model import Model
from cxdesk.store.query import FILLED
from cxdesk.workspace import Query, Workspace
from tests.golden import made_up

TEAM = [("Zoe", None), ("Ann", 2), ("Max", 1), ("Bea", 1)]


@pytest.fixture
def team(ws: Workspace) -> Workspace:
    for name in ("Desk", "Chair"):
        ws.add(Role(name=name))
    for name, role in TEAM:
        ws.add(Person(name=name, role=role, left_on=date(2026, 1, 14) if name == "Max" else None))
    return ws


def listed(ws: Workspace, **asked: Any) -> list[str]:
    return list(ws.titles(Person, ws.ids(Person, Query(**asked))).values())


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ((("name", False),), ["Ann", "Bea", "Max", "Zoe"]),
        ((("name", True),), ["Zoe", "Max", "Bea", "Ann"]),
        ((("created_at", False),), ["Zoe", "Ann", "Max", "Bea"]),
        ((("role", False), ("name", False)), ["Zoe", "Bea", "Max", "Ann"]),  # as the roles are arranged
        ((("left_on", True),), ["Max", "Zoe", "Ann", "Bea"]),
        ((("works", False),), ["Zoe", "Ann", "Max", "Bea"]),
    ],
)
def test_a_list_is_in_the_order_asked_for(team: Workspace, order: Any, names: list[str]) -> None:
    assert listed(team, order=order) == names
    assert listed(team, order=order, text="a") == [name for name in names if name == "Ann"]


def test_the_next_part_of_a_list_goes_on_behind_the_last(team: Workspace) -> None:
    first = team.ids(Person, Query(limit=2))
    assert listed(team, limit=2) == ["Ann", "Bea"]
    assert listed(team, after=first[-1], limit=2) == ["Max", "Zoe"]
    assert listed(team, after=team.ids(Person)[-1]) == []


def test_after_the_parts_of_a_list_as_much_of_the_file_is_kept_as_before(team: Workspace) -> None:
    def kept() -> int:
        return int(team._connection.execute("PRAGMA cache_size").fetchone()[0])

    before = kept()
    team.ids(Person, Query(after=team.ids(Person, Query(limit=1))[-1], limit=2))
    assert kept() == before
    with db.passing_through(team._connection):
        assert abs(kept()) * 10 < abs(before)
    assert kept() == before


def test_standards_are_in_the_order_of_the_journey_and_of_its_lists(ws: Workspace) -> None:
    arrive, book = (ws.add(Stage(name=name)) for name in ("Arrive", "Book"))
    for stage, kind, words in [
        (book, "above_beyond", "umbrella"), (book, "defect", "lost call"),
        (arrive, "experiential", "by name"), (book, "operational", "say it back"),
        (arrive, "defect", "unseen"), (book, "defect", "double"),
    ]:  # fmt: skip
        ws.add(Standard(stage=stage, kind=kind, text=words))
    ws.run("move", lambda tx: tx.move(Stage, book, 1))

    def texts(query: Query | None = None) -> list[str]:
        return [row.record.text for row in ws.page(Standard, ws.ids(Standard, query))]

    in_order = ["lost call", "double", "say it back", "umbrella", "unseen", "by name"]
    assert texts() == in_order
    assert [row.record.text for row in ws.rows(Standard)] == in_order
    by_stage = texts(Query(order=(("stage", False),)))
    assert set(by_stage[:4]) == set(in_order[:4])
    assert texts(Query(order=(("stage", True),)))[:2] == ["by name", "unseen"]


def test_choices_are_in_their_own_order(ws: Workspace) -> None:
    stage = ws.add(Stage(name="Arrive"))
    for kind in ("experiential", "defect", "operational"):
        ws.add(Standard(stage=stage, kind=kind, text=kind))
    kinds = [key for key, _label in spec_of(Standard).fields["kind"].choices]
    ids = ws.ids(Standard, Query(order=(("kind", False),)))
    found = [row.record.kind for row in ws.page(Standard, ids)]
    assert found == sorted(found, key=kinds.index)


def test_a_list_is_narrowed_to_what_is_filled_in(team: Workspace) -> None:
    assert listed(team, equals={"left_on": FILLED}) == ["Max"]
    assert listed(team, equals={"left_on": None}) == ["Ann", "Bea", "Zoe"]
    assert listed(team, equals={"role": FILLED}) == ["Ann", "Bea", "Max"]
    assert [value == FILLED for value in (date(2026, 1, 14), 0, None)] == [True, True, False]
    assert len({FILLED, FILLED}) == 1


def test_a_search_that_says_nothing_finds_nothing(team: Workspace) -> None:
    assert listed(team, text=" - ", order=(("name", False),)) == []
    assert listed(team, text="ann", limit=5) == ["Ann"]


def test_one_record_or_none(team: Workspace) -> None:
    assert team.find(Person, None) is None
    assert team.find(Person, 99) is None
    with pytest.raises(NotFound, match="no person with the number 99"):
        team.get(Person, 99)
    with pytest.raises(UserError, match="colour is not a field here"):
        team.rows(Person, colour="red")
    found = team.find(Person, 1)
    assert found
    assert found.record.name == "Zoe"
    assert team._reads.values(Person, "role") == [None, 2, 1, 1]


def test_edits_of_one_visit_to_different_fields_are_told_apart(team: Workspace) -> None:
    visit = object()
    team.change_in(visit, Person, 1, name="Zoë")
    team.change_in(visit, Person, 1, department="Front")
    team.change_in(visit, Person, 1, name="Zoe")
    told = [(entry.field, entry.old, entry.new) for entry in team.history(Person, 1) if entry.act == "change"]
    assert ("department", "", "Front") in told
    assert check.check_file(team.path) == []
    team.undo()
    assert (team.get(Person, 1).record.name, team.get(Person, 1).record.department) == ("Zoe", "")
    assert check.check_file(team.path) == []


def test_who_left_is_not_offered_any_more(team: Workspace) -> None:
    spec = spec_of(Person)
    gone = [row.record.name for row in team.rows(Person) if spec.is_gone(row.record, date(2026, 1, 14))]
    assert gone == ["Max"]
    assert not any(spec.is_gone(row.record, date(2026, 1, 13)) for row in team.rows(Person))
    assert not spec_of(Role).is_gone(team.get(Role, 1).record, date(2026, 1, 14))


def test_a_move_to_where_it_stands_is_none(ws: Workspace) -> None:
    for name in ("Arrive", "Pay"):
        ws.add(Stage(name=name))
    before = ws.rows(Stage)
    ws.move(Stage, 2, 2)
    ws.move(Stage, 2, 99)
    assert ws.rows(Stage) == before
    assert ws.undo_label == "add stage"


def test_an_operation_that_ends_where_it_began_leaves_no_trace(team: Workspace) -> None:
    told: list[object] = []
    team.events.subscribe(told.append)

    def act(tx: Any) -> None:
        tx.add(Role(name="Trainee"))
        tx.remove(Role, 3)

    team.run("think better of it", act)
    assert told == []
    assert team.history(Role, 3) == []
    assert team.trash() == []


@entity(table="tag", label=N_("Tags"), one=N_("tag"), icon="shop", title="name", order=4)
class Tag:
    """What a shelf may have, and is not parted from."""

    name: str = text(N_("Name"), required=True)
    shelf: int | None = ref(N_("Shelf"), to="shelf", on_delete="restrict")


def test_what_others_refer_to_stays_until_they_were_changed(tmp_path: Path) -> None:
    def m0003_tags(database: Any) -> None:
        database.execute(create_table(spec_of(Tag)))

    steps = (*made_up.STEPS, m0003_tags)
    registry = Registry([spec_of(kind) for kind in (Shop, made_up.Shelf, made_up.Item, Tag)])
    model = Model(registry, steps, made_up.fingerprints(steps))
    ws = Workspace.create(tmp_path / "x.cxdesk", Shop(name="Willow"), model=model)
    shelf = ws.add(made_up.Shelf(name="Top"))
    tag = ws.add(Tag(name="Red", shelf=shelf))
    with pytest.raises(UserError, match="1 of “Tags” still refer to it"):
        ws.remove(made_up.Shelf, shelf)
    ws.change(Tag, tag, shelf=None)
    ws.remove(made_up.Shelf, shelf)
    assert ws.count(made_up.Shelf) == 0
    ws.close()


def test_the_printed_table_of_a_kind_is_the_one_in_the_file(ws: Workspace) -> None:
    """In another order, where a later version added a column."""
    connection = db.connect_memory()
    for spec in ws.kinds:
        connection.execute(create_table(spec))
        for pragma in ("table_info", "foreign_key_list"):
            printed, there = (
                {
                    tuple(row)[1 if pragma == "table_info" else 2 :][:3]
                    for row in one.execute(f'PRAGMA {pragma}("{spec.table}")')
                }
                for one in (connection, ws._connection)
            )
            assert printed == there, spec.table
    connection.close()
