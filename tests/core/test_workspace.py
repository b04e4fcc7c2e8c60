"""The facade: what is written is there, can be undone, found, and traced."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cxdesk import clock, i18n
from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import InputError, NotFound, ReadOnly, UndoRefused, UserError
from cxdesk.events import Event
from cxdesk.store import check
from cxdesk.workspace import Query, Workspace


def names(ws: Workspace) -> list[str]:
    return [row.record.name for row in ws.rows(Stage)]


def add_stages(ws: Workspace, *stages: str) -> list[int]:
    return [ws.add(Stage(name=name)) for name in stages]


def test_an_edit_is_in_the_file_when_the_call_returns(ws: Workspace, ws_path: Path) -> None:
    (stage,) = add_stages(ws, "Arrive")
    ws.change(Stage, stage, name="Arrival")
    other = Workspace.open(ws_path, read_only=True)
    assert names(other) == ["Arrival"]
    other.close()


def test_order_holds_after_reopening(ws: Workspace, ws_path: Path) -> None:
    stages = add_stages(ws, "One", "Two", "Three")
    ws.move(Stage, stages[2], 1)
    ws.close()
    again = Workspace.open(ws_path)
    assert names(again) == ["Three", "One", "Two"]
    assert [row.record.position for row in again.rows(Stage)] == [1, 2, 3]
    again.close()


def test_undo_and_redo_carry_their_names(ws: Workspace) -> None:
    (stage,) = add_stages(ws, "Arrive")
    ws.change(Stage, stage, name="Arrival")
    assert ws.undo_label == "change stage"
    ws.undo()
    assert names(ws) == ["Arrive"]
    assert (ws.undo_label, ws.redo_label) == ("add stage", "change stage")
    ws.redo()
    assert names(ws) == ["Arrival"]
    assert ws.redo_label is None


def test_a_new_edit_ends_redo(ws: Workspace) -> None:
    (stage,) = add_stages(ws, "Arrive")
    ws.undo()
    add_stages(ws, "Pay")
    assert ws.redo() is None
    assert names(ws) == ["Pay"]
    assert stage


def test_undo_keeps_at_most_a_hundred_steps(ws: Workspace) -> None:
    add_stages(ws, *(f"Stage {i}" for i in range(105)))
    undone = 0
    while ws.undo():
        undone += 1
    assert undone == 100
    assert ws.count(Stage) == 5


def test_undo_refuses_to_lose_a_later_change(ws: Workspace) -> None:
    (stage,) = add_stages(ws, "Arrive")
    ws.change(Stage, stage, name="Arrival")
    ws.run("elsewhere", lambda tx: tx.change(Stage, stage, name="Door"), undoable=False)
    with pytest.raises(UndoRefused, match="change stage"):
        ws.undo()
    assert names(ws) == ["Door"]


def test_an_operation_that_fails_leaves_nothing(ws: Workspace) -> None:
    def act(tx: object) -> None:
        tx.add(Stage(name="Half"))  # type: ignore[attr-defined]
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        ws.run("add two", act)
    assert ws.count(Stage) == 0
    assert ws.undo_label is None
    assert ws.search("half") == []


def test_removing_a_stage_takes_its_standards_and_undo_brings_them_back(ws: Workspace) -> None:
    stage, other = add_stages(ws, "Arrive", "Pay")
    for text in ("Smile", "Greet", "Wait"):
        ws.add(Standard(stage=stage, text=text))
    before = [row.record for row in ws.rows(Standard)]
    ws.remove(Stage, stage)
    assert (ws.count(Standard), ws.get(Stage, other).record.position) == (0, 1)
    ws.undo()
    assert [row.record for row in ws.rows(Standard)] == before
    assert names(ws) == ["Arrive", "Pay"]


def test_the_trash_gives_back_all_that_went_together(ws: Workspace) -> None:
    stage, _other = add_stages(ws, "Arrive", "Pay")
    ws.add(Standard(stage=stage, text="Smile"))
    ws.remove(Stage, stage)
    (entry,) = ws.trash()
    assert (entry.title, entry.together) == ("Arrive", 1)
    ws.restore(entry)
    assert names(ws) == ["Arrive", "Pay"]
    assert ws.rows(Standard)[0].record.stage == stage
    assert ws.trash() == []


def test_removing_a_role_clears_what_refers_to_it(ws: Workspace) -> None:
    role, other = ws.add(Role(name="Desk")), ws.add(Role(name="Chair"))
    stage = add_stages(ws, "Arrive")[0]
    standard = ws.add(Standard(stage=stage, text="Smile", owner=role, roles=(role, other)))
    ws.remove(Role, role)
    record = ws.get(Standard, standard).record
    assert (record.owner, record.roles) == (None, (other,))
    ws.undo()
    assert ws.get(Standard, standard).record.roles == (role, other)


def test_a_record_can_not_refer_to_what_is_not_there(ws: Workspace) -> None:
    with pytest.raises(InputError) as wrong:
        ws.add(Standard(stage=99, text="Smile"))
    assert set(wrong.value.fields) == {"stage"}


def test_moving_to_another_list_closes_the_gap(ws: Workspace) -> None:
    stage = add_stages(ws, "Arrive")[0]
    ids = [ws.add(Standard(stage=stage, text=text)) for text in ("A", "B", "C")]
    ws.change(Standard, ids[0], kind="defect")
    left = [(row.record.text, row.record.position) for row in ws.rows(Standard, kind="operational")]
    assert left == [("B", 1), ("C", 2)]
    assert ws.get(Standard, ids[0]).record.position == 1


def test_history_tells_who_what_and_the_value_before(ws: Workspace) -> None:
    (stage,) = add_stages(ws, "Arrive")
    ws.change(Stage, stage, name="Arrival", aim="Greet")
    changed = {entry.field: entry for entry in ws.history(Stage, stage) if entry.act == "change"}
    assert (changed["name"].old, changed["name"].new, changed["name"].who) == ("Arrive", "Arrival", "Maya")
    ws.restore_value(changed["name"])
    assert names(ws) == ["Arrive"]


def test_a_clock_set_back_does_not_turn_the_order_round(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = add_stages(ws, "One")[0]
    monkeypatch.setattr(clock, "now", lambda: clock.parse_stamp("2026-01-02T00:00:00Z"))
    second = add_stages(ws, "Two")[0]
    assert ws.get(Stage, second).created_at >= ws.get(Stage, first).created_at


@pytest.mark.parametrize("asked", ["jose", "JOSÉ", "alva", "jose alv", "álvarez"])
def test_search_ignores_case_and_accents_and_takes_beginnings(ws: Workspace, asked: str) -> None:
    person = ws.add(Person(name="José Álvarez"))
    assert [(hit.kind, hit.id) for hit in ws.search(asked)] == [("person", person)]


@pytest.mark.parametrize("asked", ["王芳", "王", "芳"])
def test_search_finds_letters_of_scripts_without_spaces(ws: Workspace, asked: str) -> None:
    ws.add(Person(name="王芳"))
    assert [hit.title for hit in ws.search(asked)] == ["王芳"]


@pytest.mark.parametrize(
    "asked", ['o"brien -x', "o'brien", "a OR b", "NEAR(", "*", '"', "title:x", "+49 171", ")("]
)
def test_search_takes_any_text(ws: Workspace, asked: str) -> None:
    ws.add(Person(name="Pat O'Brien"))
    found = [hit.title for hit in ws.search(asked)]
    assert found == (["Pat O'Brien"] if asked == "o'brien" else [])


def test_search_forgets_what_was_changed_and_removed(ws: Workspace) -> None:
    (stage,) = add_stages(ws, "Arrive")
    ws.change(Stage, stage, name="Door")
    assert ws.search("arrive") == []
    ws.remove(Stage, stage)
    assert ws.search("door") == []


def test_names_come_before_other_text(ws: Workspace) -> None:
    add_stages(ws, "Pay")
    ws.change(Stage, 1, wants="a smile")
    ws.add(Stage(name="Smile", aim="x"))
    assert [hit.title for hit in ws.search("smi")] == ["Smile", "Pay"]


def test_ids_filter_and_sort(ws: Workspace) -> None:
    role = ws.add(Role(name="Desk"))
    for name, joined in (("Ben", date(2020, 1, 1)), ("Ánna", date(2024, 1, 1)), ("Cleo", date(2022, 1, 1))):
        ws.add(Person(name=name, joined_on=joined, role=role if name != "Ben" else None))

    def listed(query: Query) -> list[str]:
        return [row.record.name for row in ws.page(Person, ws.ids(Person, query))]

    assert listed(Query()) == ["Ánna", "Ben", "Cleo"]
    assert listed(Query(order=(("joined_on", True),))) == ["Ánna", "Cleo", "Ben"]
    assert listed(Query(equals={"role": role}, order=(("name", True),))) == ["Cleo", "Ánna"]
    assert listed(Query(text="an", limit=10)) == ["Ánna"]


def test_an_unknown_field_is_named(ws: Workspace) -> None:
    with pytest.raises(UserError, match="colour"):
        ws.rows(Stage, colour="red")


def test_what_is_gone_is_said_plainly(ws: Workspace) -> None:
    with pytest.raises(NotFound, match="no stage with the number 7"):
        ws.change(Stage, 7, name="x")


def test_events_tell_tables_and_initiator_after_the_commit(ws: Workspace) -> None:
    told: list[Event] = []
    end = ws.events.subscribe(told.append)
    form = object()
    stage = ws.add(Stage(name="Arrive"), initiator=form)
    end()
    ws.change(Stage, stage, name="x")
    assert [(event.tables, event.ids["stage"], event.label) for event in told] == [
        (frozenset({"stage"}), frozenset({stage}), "add stage")
    ]
    assert told[0].initiator is form


def test_a_listener_that_writes_is_a_bug(ws: Workspace) -> None:
    ws.events.subscribe(lambda _event: ws.add(Stage(name="again")))
    with pytest.raises(RuntimeError, match="listener that writes"):
        ws.add(Stage(name="Arrive"))


def test_an_operation_inside_an_operation_is_a_bug(ws: Workspace) -> None:
    with pytest.raises(RuntimeError, match="inside an operation"):
        ws.run("outer", lambda _tx: ws.add(Stage(name="inner")))
    assert ws.count(Stage) == 0


def test_the_words_of_the_shop_are_used_at_once(ws: Workspace) -> None:
    ws.change(Shop, ws.shop_id or 0, customer_one="patient", customer_many="patients")
    assert i18n._("{Customers}") == "Patients"
    ws.undo()
    assert i18n._("{Customers}") == "Customers"


def test_a_read_only_workspace_says_so(ws: Workspace, ws_path: Path) -> None:
    ws.close()
    looking = Workspace.open(ws_path, read_only=True)
    with pytest.raises(ReadOnly):
        looking.add(Stage(name="x"))
    looking.close()


# One visit of a field


def test_what_is_kept_in_one_visit_of_a_field_is_one_step_and_one_entry(ws: Workspace) -> None:
    stage = ws.add(Stage(name="Arrival"))
    visit = object()
    for name in ("Arr", "Arrive", "Arrive well"):
        ws.change_in(visit, Stage, stage, name=name)
    entries = [(one.old, one.new) for one in ws.history(Stage, stage) if one.act == "change"]
    assert entries == [("Arrival", "Arrive well")]
    assert check.verify(ws._connection, ws.path).ok
    ws.undo()
    assert ws.get(Stage, stage).record.name == "Arrival"
    ws.redo()
    assert ws.get(Stage, stage).record.name == "Arrive well"


def test_another_visit_or_another_act_is_a_step_of_its_own(ws: Workspace) -> None:
    stage = ws.add(Stage(name="Arrival"))
    visit = object()
    ws.change_in(visit, Stage, stage, name="A")
    ws.change_in(object(), Stage, stage, name="B")
    ws.change_in(visit, Stage, stage, name="C")
    ws.undo()
    assert ws.get(Stage, stage).record.name == "B"
    ws.change_in(visit, Stage, stage, name="D")
    ws.undo()
    assert ws.get(Stage, stage).record.name == "B"
    ws.change_in(visit, Stage, stage, name="D")
    ws.change(Stage, stage, aim="Be seen")
    ws.change_in(visit, Stage, stage, name="E")
    ws.undo()
    assert ws.get(Stage, stage).record.name == "D"


def test_a_visit_that_changes_nothing_in_the_end_is_no_step(ws: Workspace) -> None:
    stage = ws.add(Stage(name="Arrival"))
    label, visit = ws.undo_label, object()
    for name in ("Arr", "Arrival"):
        ws.change_in(visit, Stage, stage, name=name)
    assert ws.undo_label == label
    assert [one.act for one in ws.history(Stage, stage)] == ["add"]
    ws.change_in(visit, Stage, stage, name="Welcome")
    ws.undo()
    assert ws.get(Stage, stage).record.name == "Arrival"
    assert check.verify(ws._connection, ws.path).ok
