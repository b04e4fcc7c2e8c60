"""What `check` finds, in plain words, and that it finds nothing in a whole file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxdesk import errors
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import check, db
from cxdesk.store.model import Model, default_model
from cxdesk.workspace import Workspace
from tests.faults.samples import digest, filled, filled_file, names


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return filled_file(tmp_path / "Salon.cxdesk", each=40)


def poke(path: Path, *statements: str) -> None:
    connection = db.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def blank_page(path: Path, table: str) -> None:
    """Overwrite the root page of a table."""
    connection = db.look(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    with path.open("rb+") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)


def test_a_whole_file_has_no_problems(file: Path) -> None:
    before = digest(file)
    assert check.check_file(file) == []
    report = check.verify_file(file)
    assert report.ok
    assert report.counts["standard"] == 120
    assert report.counts["stage"] == 3
    assert "history" not in report.counts
    assert digest(file) == before
    assert names(file.parent) == [file.name]


def test_it_keeps_none_of_what_it_asks_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks of each table in words of its own; a worker's thread never gives back what it has taken."""
    kept, connect = [], db.driver.connect

    def connected(*words: object, cached_statements: int, **more: object) -> object:
        kept.append(cached_statements)
        return connect(*words, cached_statements=cached_statements, **more)

    monkeypatch.setattr(db.driver, "connect", connected)
    assert check.verify_file(file).ok
    assert kept == [db.FEW_STATEMENTS]
    assert len(check.base_tables(db.look(file))) / 4 > db.FEW_STATEMENTS


def test_it_stays_whole_while_it_is_used(tmp_path: Path) -> None:
    ws = filled(tmp_path / "x.cxdesk")
    ws.remove(Stage, 1)
    ws.undo()
    ws.redo()
    ws.restore(ws.trash()[0])
    ws.move(Standard, 4, 1)
    ws.change(Standard, 4, kind="defect")
    assert check.check_file(ws.path) == []
    ws.rebuild_search()
    assert check.check_file(ws.path) == []
    assert ws.search("greet")
    ws.close()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE standard SET revision = revision + 1 WHERE id = 3", "“standard” contradicts its totals"),
        ("DELETE FROM standard WHERE id = 120", "“standard” contradicts its totals"),
        ("DELETE FROM history WHERE id = 2", "“history” contradicts its totals"),
        ("UPDATE state SET operation = 1", "“history” contradicts its totals"),
        ("DELETE FROM state", "“history” contradicts its totals"),
        ("DELETE FROM total", "“shop” contradicts its totals"),
    ],
)
def test_the_totals_find_what_another_program_did(file: Path, statement: str, words: str) -> None:
    poke(file, statement)
    assert any(words in problem for problem in check.verify_file(file).problems)
    assert any(words in problem for problem in check.check_file(file))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE standard SET stage = 77 WHERE id = 3", "“standard” 3 refers to something in “stage”"),
        ("UPDATE standard SET roles = '[1, 99]' WHERE id < 3", "2 links of “Standards”"),
        ("UPDATE standard SET position = 9 WHERE id = 3", "of “Standards” are not in their place"),
        ("UPDATE search_standard SET title = 'x' WHERE rowid = 3", "does not match 1 of “Standards”"),
        ("DELETE FROM search_standard WHERE rowid < 3", "does not match 4 of “Standards”"),
        ("INSERT INTO search_stage (rowid, title) VALUES (99, 'x')", "does not match 1 of “"),
        ("INSERT INTO search_stage_title (rowid, title) VALUES (99, 'x')", "does not match 1 of “"),
        ("UPDATE standard SET roles = '[1' WHERE id = 3", "“Standards” 3 holds something that can't be read"),
        ("UPDATE standard SET review_on = 'soon' WHERE id = 3", "“Standards” 3 holds something"),
        ("UPDATE standard SET title_key = 'zz' WHERE id = 3", "“Standards” 3 is sorted under another name"),
        ("UPDATE standard SET why = CAST(x'ff' AS TEXT) WHERE id = 3", "damaged"),
        ("DROP INDEX stage_by_title", "“stage_by_title” is missing"),
        ("DROP TABLE search_stage_title", "“search_stage_title” is missing"),
        ("CREATE VIEW v AS SELECT 1", "tables or triggers that are not CX Desk's"),
        ("PRAGMA application_id=3", "was not made by CX Desk"),
        ("PRAGMA user_version=99", "newer CX Desk"),
    ],
)
def test_the_whole_check_finds_what_does_not_fit(file: Path, statement: str, words: str) -> None:
    poke(file, statement)
    assert [problem for problem in check.check_file(file) if words in problem]


def test_damaged_pages_are_found(file: Path) -> None:
    blank_page(file, "standard")
    report = check.verify_file(file)
    assert not report.ok
    assert check.check_file(file)
    blank_page(file, "sqlite_sequence")
    assert not check.verify_file(file).ok


def test_a_file_without_head_is_damaged(file: Path) -> None:
    with file.open("rb+") as opened:
        opened.write(b"\0" * 100)
    assert ["damaged" in problem for problem in check.check_file(file)] == [True]
    assert ["damaged" in problem for problem in check.verify_file(file).problems] == [True]


def test_a_file_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    assert "not there" in check.check_file(tmp_path / "x.cxdesk")[0]
    with pytest.raises(errors.EnvironmentFault, match="can't be reached"):
        check.verify_file(tmp_path / "x.cxdesk")


def test_a_file_that_is_being_written_is_busy_not_damaged(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.connect, "__kwdefaults__", {**db.connect.__kwdefaults__, "busy": 0.05})
    other = db.connect(file)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(errors.FileBusy):
        check.verify_file(file)
    assert "Another program" in check.check_file(file)[0]
    other.close()


def test_a_write_between_two_statements_of_the_check_is_no_damage(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = Workspace.open(file)
    real = check._links

    def write_meanwhile(connection: object) -> object:
        ws.add(Standard(stage=1, text="meanwhile"))
        return real(connection)

    assert ws.confirm(check.verify_file(file))
    monkeypatch.setattr(check, "_links", write_meanwhile)
    assert check.verify_file(file).ok
    ws.close()


def test_an_old_file_is_checked_without_what_follows_from_todays_kinds(file: Path) -> None:
    model = default_model()
    later = Model(
        model.registry,
        (*model.migrations, lambda _db: None),
        {**model.fingerprints, model.version + 1: ""},
    )
    poke(file, "UPDATE standard SET position = 9 WHERE id = 3")
    assert check.check_file(file, later) == []
