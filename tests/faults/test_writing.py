"""F6, F7, F11, F12, F42: the disk is full, another program writes, a folder goes away. Nothing is lost."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from cxdesk import errors
from cxdesk.entities.customer import Customer
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import backup, check, db
from cxdesk.store.aftermath import MANY
from cxdesk.store.steps import Steps
from cxdesk.store.transaction import prepared
from cxdesk.workspace import Workspace, through
from tests.faults.samples import content, digest, filled, names, size_limit

pytestmark = pytest.mark.faults
LONG = "word " * 3000


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return filled(tmp_path / "Salon.cxdesk")


def many(tx: Any) -> None:
    for _number in range(60):
        tx.add(Standard(stage=1, text="long", why=LONG))


def test_a_full_disk_takes_back_the_whole_operation_and_a_retry_works(ws: Workspace) -> None:
    before = content(ws.path)
    told: list[object] = []
    ws.events.subscribe(told.append)
    with size_limit(ws.path.stat().st_size + 8192):
        for _try in range(2):
            with pytest.raises(errors.DiskFull, match="Nothing was lost"):
                ws.run("many", many)
            assert not ws._connection.in_transaction
    assert told == []
    assert ws.undo_label is None
    assert content(ws.path) == before
    ws.run("many", many)
    assert ws.count(Standard) == 75
    ws.close()
    assert check.check_file(ws.path) == []


def test_a_full_disk_at_the_end_of_a_long_operation_leaves_nothing_of_it(ws: Workspace) -> None:
    """Its end is done on a thread of its own."""
    before = content(ws.path)

    def act(tx: Any) -> Steps[None]:
        tx.add_rows(Customer, [prepared(Customer(name=f"Anna {i}")) for i in range(MANY)])
        yield from tx.settle()

    with size_limit(ws.path.stat().st_size + 8192), pytest.raises(errors.DiskFull, match="Nothing was lost"):
        through(ws.run_in_steps("import", act))
    assert not ws._connection.in_transaction
    assert ws.undo_label is None
    assert content(ws.path) == before
    through(ws.run_in_steps("import", act))
    assert ws.count(Customer) == MANY
    ws.close()
    assert check.check_file(ws.path) == []


def test_a_file_that_may_not_grow_is_said_to_be_full(ws: Workspace) -> None:
    pages = ws._connection.execute("PRAGMA page_count").fetchone()[0]
    ws._connection.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(errors.DiskFull, match=str(ws.path.parent)):
        ws.run("many", many)
    ws.change(Stage, 1, name="Short")
    ws.close()
    assert check.check_file(ws.path) == []


def test_a_copy_that_does_not_fit_leaves_nothing(ws: Workspace, tmp_path: Path) -> None:
    with size_limit(100_000):
        with pytest.raises(errors.DiskFull):
            ws.save_copy(tmp_path / "copy.cxdesk")
        with pytest.raises(errors.DiskFull):
            Workspace.create(tmp_path / "new.cxdesk", ws.shop)
    ws.close()
    assert names(tmp_path) == ["Salon.cxdesk"]


def test_a_full_disk_at_the_backup_does_not_keep_from_saving(ws: Workspace) -> None:
    ws.change(Stage, 1, name="Changed")
    with size_limit(100_000), pytest.raises(errors.DiskFull, match="backups"):
        backup.make(ws.path, "timer")
    ws.change(Stage, 1, name="Changed again")
    assert backup.make(ws.path, "timer").counts["stage"] == 3
    ws.close()


def test_backups_go_on_when_their_folder_went_away(ws: Workspace, tmp_path: Path) -> None:
    ws.backup("asked")
    shutil.rmtree(tmp_path / "backups")
    (tmp_path / "backups").write_text("in the way")
    ws.change(Stage, 1, name="Changed")
    with pytest.raises(errors.EnvironmentFault):
        ws.backup("timer")
    ws.change(Stage, 1, name="Changed again")
    (tmp_path / "backups").unlink()
    stick = tmp_path / "stick"
    stick.mkdir()
    ws.backup("timer", second=stick)
    shutil.rmtree(stick)
    with pytest.raises(errors.EnvironmentFault, match="stick is not there"):
        ws.backup("timer", second=stick)
    assert ws.backup_due(closing=True) is None  # the one beside the file was made all the same
    ws.close()
    assert len(backup.listing(ws.path)) == 2


def other(ws: Workspace) -> Any:
    """Write to the same file from elsewhere, as over a network share."""
    return db.connect(ws.path, busy=0.25)


def test_two_writers_wait_for_each_other_and_lose_nothing(ws: Workspace) -> None:
    second = other(ws)
    (waits,) = ws._connection.execute("PRAGMA busy_timeout").fetchone()
    assert waits == db.BUSY_SECONDS * 1000 == 5000
    ws._connection.execute("PRAGMA busy_timeout=250")
    second.execute("BEGIN IMMEDIATE")
    second.execute("UPDATE stage SET aim = 'theirs' WHERE id = 2")
    start = time.monotonic()
    with pytest.raises(errors.FileBusy, match="try again in a moment"):
        ws.change(Stage, 1, aim="ours")
    assert time.monotonic() - start > 0.2
    second.execute("COMMIT")
    second.close()
    assert not ws.still_ours()
    ws.confirm(check.Report())
    ws.change(Stage, 1, aim="ours")
    assert [ws.get(Stage, number).record.aim for number in (1, 2)] == ["ours", "theirs"]
    ws.close()


def test_what_an_operation_read_nobody_else_can_change_before_it_writes(ws: Workspace) -> None:
    second = other(ws)

    def act(tx: Any) -> None:
        before = tx.count(Stage)
        with pytest.raises(db.DatabaseError, match="locked"):
            second.execute("BEGIN IMMEDIATE")
        tx.add(Stage(name=f"Stage {before}"))

    ws.run("read, then write", act)
    second.close()
    ws.close()


def test_a_reader_in_the_way_of_a_commit_is_waited_for(ws: Workspace) -> None:
    ws.confirm(check.verify_file(ws.path))
    ws._connection.execute("PRAGMA busy_timeout=50")
    reader = db.look(ws.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM stage").fetchone()
    with pytest.raises(errors.FileBusy):
        ws.add(Stage(name="Pay"))
    assert not ws._connection.in_transaction
    reader.close()
    ws.add(Stage(name="Pay"))
    assert ws.count(Stage) == 4
    ws.close()


def test_an_error_in_an_operation_leaves_every_byte(ws: Workspace) -> None:
    ws.confirm(check.verify_file(ws.path))
    before = digest(ws.path)

    def fail(tx: Any) -> None:
        many(tx)
        raise KeyError("our bug")

    with pytest.raises(KeyError):
        ws.run("fail", fail)
    assert digest(ws.path) == before
    ws.close()
