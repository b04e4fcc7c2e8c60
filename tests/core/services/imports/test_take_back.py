"""An import is taken back as one: exactly what was, also after a restart, or nothing at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cxdesk.entities.import_batch import ImportBatch
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import NotFound, UndoRefused, UserError
from cxdesk.services.imports import batches
from cxdesk.store import check
from cxdesk.workspace import Workspace, through
from tests.core.services.imports.import_desk import ImportDesk

FIRST = "metric,period,value,note\nCalls,2026-W44,40,\nCalls,2026-W45,42,rain\nReturns,2026-10,7,\n"
SECOND = "metric,period,value\nCalls,2026-W45,41\nCalls,2026-W46,43\nVisits,2026-11-20,9\n"


def reopened(desk: ImportDesk) -> ImportDesk:
    desk.ws.close()
    return ImportDesk(Workspace.open(desk.ws.path, who="Maya"), desk.folder)


@pytest.fixture
def second(desk: ImportDesk) -> ImportDesk:
    """A desk where a second table changed and added something."""
    desk.take(FIRST)
    desk.before = desk.content()  # type: ignore[attr-defined]
    desk.take(SECOND)
    return desk


def before(desk: ImportDesk) -> str:
    return str(desk.before)  # type: ignore[attr-defined]


def test_one_undo_takes_all_of_it_and_redo_brings_it_again(second: ImportDesk) -> None:
    after = second.content()
    assert second.ws.undo() == "import numbers.csv"
    assert second.content() == before(second)
    assert second.ws.count(ImportBatch) == 1
    second.ws.redo()
    assert second.content() == after
    second.take_back()
    assert second.content() == before(second)


def test_after_a_restart_the_same_content_is_back(second: ImportDesk) -> None:
    again = reopened(second)
    again.take_back(batches.newest(again.ws))
    assert again.content() == before(second)
    assert check.check_file(again.ws.path) == []
    newest, oldest = batches.standing(again.ws)
    assert newest.record.undone_at
    assert not oldest.record.undone_at
    assert (newest.record.added, newest.record.changed) == (2, 1)
    again.ws.close()


def test_it_leaves_nothing_in_the_trash(second: ImportDesk) -> None:
    second.take_back()
    assert second.ws.trash() == []


def test_taking_back_is_undone_itself_and_done_again(second: ImportDesk) -> None:
    after = second.content()
    second.take_back()
    second.ws.undo()
    assert second.content() == after
    assert not second.ws.get(ImportBatch, second.batch).record.undone_at
    second.take_back()
    assert second.content() == before(second)


def test_twice_is_refused_and_so_is_what_never_was(second: ImportDesk) -> None:
    second.take_back()
    with pytest.raises(UserError, match="was taken back already"):
        second.take_back()
    with pytest.raises(NotFound):
        second.take_back(99)


def test_both_in_the_order_of_time(second: ImportDesk) -> None:
    second.take_back()
    second.take_back(1)
    assert second.count() == 0
    with pytest.raises(NotFound, match="no import"):
        batches.newest(second.ws)


def test_the_earlier_one_alone_is_refused_while_the_later_one_stands(second: ImportDesk) -> None:
    now = second.content()
    with pytest.raises(UndoRefused, match="Nothing was changed"):
        second.take_back(1)
    assert second.content() == now


@pytest.mark.parametrize("what", ["value", "name", "removed", "target", "typed", "reused"])
def test_it_is_all_or_nothing_where_something_was_changed_since(second: ImportDesk, what: str) -> None:
    ws = second.ws
    (visits,) = [row for row in ws.rows(Metric) if row.record.name == "Visits"]
    (value,) = ws.rows(PartValue, part=visits.record.first)
    if what == "value":
        ws.change(PartValue, value.id, value=Decimal(10))
    elif what == "name":
        ws.change(Metric, visits.id, name="Walk-ins")
    elif what == "removed":
        ws.remove(PartValue, value.id)
    elif what == "target":
        ws.add(MetricTarget(metric=visits.id, value=Decimal(5), from_on=value.record.starts_on))
    elif what == "typed":
        ws.add(PartValue(part=visits.record.first, starts_on=value.record.starts_on, note="by hand"))
    else:
        ws.add(Metric(name="Other", formula="total", first=visits.record.first))
    now = second.content()
    again = reopened(second)
    with pytest.raises(UndoRefused, match=r"It can't be taken back: .*Nothing was changed now"):
        again.take_back(2)
    assert again.content() == now
    again.ws.close()


def test_a_change_that_was_itself_taken_back_stands_in_nobodys_way(second: ImportDesk) -> None:
    ws = second.ws
    (visits,) = [row for row in ws.rows(Metric) if row.record.name == "Visits"]
    ws.change(Metric, visits.id, name="Walk-ins")
    ws.undo()
    ws.remove(Metric, visits.id)
    ws.restore(ws.trash()[0])
    ws.add(Metric(name="Another", formula="total"))
    ws.undo()
    second.take_back()
    assert second.content() == before(second)


def test_new_records_beside_it_stay_and_places_close_up(second: ImportDesk) -> None:
    second.ws.add(Metric(name="By hand", formula="total"))
    second.take_back()
    assert [(row.record.name, row.record.position) for row in second.ws.rows(Metric)] == [
        ("Calls", 1), ("Returns", 2), ("By hand", 3),
    ]  # fmt: skip
    assert check.check_file(second.ws.path) == []


def test_any_operation_can_be_taken_back_by_its_number(ws: Workspace) -> None:
    stage = ws.add(Stage(name="Arrive"))
    ids = [ws.add(Standard(stage=stage, text=text, roles=())) for text in ("Smile", "Nod", "Greet")]

    def act(tx: object) -> None:
        ws_tx: Workspace = tx  # type: ignore[assignment]
        ws_tx.change(Standard, ids[0], text="Smile first", why="; or not;")
        ws_tx.remove(Standard, ids[1])

    ws.run("mixed", act)
    operation = ws.history(Standard, ids[0])[0].operation
    ws.take_back(operation)
    assert [row.record.text for row in ws.rows(Standard)] == ["Smile", "Nod", "Greet"]
    assert ws.get(Standard, ids[0]).record.why == ""
    with pytest.raises(UndoRefused, match="changed since"):
        ws.take_back(operation)
    with pytest.raises(UndoRefused, match="does not tell any more"):
        ws.take_back(999)


def test_what_is_given_up_half_way_leaves_no_trace(desk: ImportDesk) -> None:
    made = desk.look("metric,period,value\n" + "".join(f"M{i},2026-W44,{i}\n" for i in range(900)))
    steps = desk.ws.run_in_steps("import", lambda tx: batches.write(tx, "metrics", made))
    desk_before = desk.content()
    steps = desk.ws.run_in_steps("import", lambda tx: batches.write(tx, "metrics", made))
    next(steps)
    with pytest.raises(RuntimeError, match="inside an operation"):
        desk.ws.add(MetricPart(name="x"))
    steps.close()
    assert desk.content() == desk_before
    assert desk.ws.undo_label is None
    desk.ws.add(MetricPart(name="x"))
    assert check.check_file(desk.ws.path) == []


def test_many_at_once_are_kept_as_one_by_one(ws: Workspace) -> None:
    part = ws.add(MetricPart(name="x", cadence="day"))
    from datetime import date, timedelta

    rows = [
        PartValue(
            part=part, starts_on=date(2020, 1, 1) + timedelta(i), value=Decimal(i) / 4, note=f" a{i % 3} "
        )
        for i in range(1200)
    ]
    ws.run("many", lambda tx: tx.add_all(rows))
    together = [(row.record, row.id) for row in ws.rows(PartValue)]
    ws.undo()
    ws.run("one by one", lambda tx: [tx.add(row) for row in rows])
    apart = [row.record for row in ws.rows(PartValue)]
    assert [record for record, _id in together] == apart
    assert len({record_id for _record, record_id in together}) == 1200
    assert check.check_file(ws.path) == []
    with pytest.raises(UserError, match="there is no number to enter with the number 77"):
        ws.run("wrong", lambda tx: tx.add_all([rows[0], PartValue(part=77, starts_on=date(2020, 1, 1))]))
    with pytest.raises(UserError, match="First day"):
        ws.run("wrong", lambda tx: tx.add_all([PartValue(part=part)]))
    assert ws.count(PartValue) == 1200


def test_the_history_of_a_record_tells_of_it(second: ImportDesk) -> None:
    (calls,) = [row for row in second.ws.rows(Metric) if row.record.name == "Calls"]
    changed = [
        row for row in second.ws.rows(PartValue, part=calls.record.first) if row.record.value == Decimal(41)
    ]
    second.take_back()
    told = [
        (entry.act, entry.field, entry.old, entry.new)
        for entry in second.ws.history(PartValue, changed[0].id)
    ]
    assert told[:2] == [("change", "value", "41.0000", "42.0000"), ("change", "value", "42.0000", "41.0000")]


def test_through_steps_returns_what_they_return(ws: Workspace) -> None:
    def act(tx: object) -> object:
        yield
        return 7

    assert through(ws.run_in_steps("nothing", act)) == 7  # type: ignore[arg-type]
    assert ws.undo_label is None
