"""Files of every released version, and of a made-up older one, open and say what they said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cxdesk import errors
from cxdesk.store import backup, check, db
from cxdesk.workspace import Workspace
from tests.faults.samples import content, digest, names
from tests.golden.dump import HERE, build, dumped
from tests.golden.made_up import Item, Shelf, m0002_prices, model

RELEASED = sorted(HERE.glob("v*.sql"))
TEXTS = re.compile(r"'((?:[^']|''){4,})'")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return build(HERE / "made_up_v1.sql", tmp_path / "Old.cxdesk")


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.stem)
def test_a_file_of_every_version_opens_whole_with_every_text(dump: Path, tmp_path: Path) -> None:
    path = build(dump, tmp_path / "x.cxdesk")
    ws = Workspace.open(path)
    assert ws.shop.name == "Łódź & Sons"
    assert ws.search("book a chair")
    ws.close()
    assert check.check_file(path) == []
    now = "\n".join(dumped(path))
    before = [line for line in dump.read_text(encoding="utf-8").splitlines() if line.startswith("INSERT")]
    assert [text for line in before for text in TEXTS.findall(line) if text not in now] == []


def test_there_is_a_dump_of_every_version() -> None:
    from cxdesk.store.migrations import MIGRATIONS

    assert [dump.stem for dump in RELEASED] == [f"v{version:04}" for version in range(1, len(MIGRATIONS) + 1)]


def test_an_older_file_is_backed_up_and_brought_up_to_date(old: Path) -> None:
    before = content(old)
    ws = Workspace.open(old, model=model())
    assert ws.rows(Item, shelf=1)[0].record.words == ("red", "round")
    assert [hit.title for hit in ws.search("item 30")] == ["Item 30"]
    assert ws.shop.name == "Old Shop"
    ws.change(Item, 1, price=250)
    ws.close()
    (kept,) = backup.listing(old)
    assert (kept.reason, kept.version, kept.counts["item"]) == ("before-migration", 1, 30)
    assert content(kept.path) == before
    assert check.check_file(old, model()) == []
    Workspace.open(old, model=model()).close()
    assert len(backup.listing(old)) == 1


def fails_at_the_end(database: Any) -> None:
    m0002_prices(database)
    database["no_such_table"].update(1, {})


def leaves_orphans(database: Any) -> None:
    m0002_prices(database)
    database.execute("DELETE FROM shelf WHERE id = 1")


def forgets_something(database: Any) -> None:
    database.execute("ALTER TABLE item ADD COLUMN price INTEGER")


@pytest.mark.logs
@pytest.mark.parametrize("step", [fails_at_the_end, leaves_orphans, forgets_something])
def test_a_step_that_fails_leaves_the_file_and_a_backup(old: Path, step: Any) -> None:
    before = digest(old)
    with pytest.raises(errors.EnvironmentFault, match=r"as it was"):
        Workspace.open(old, model=model(second=step))
    assert digest(old) == before
    assert names(old.parent) == [old.name, "backups"]
    assert check.verify_file(backup.listing(old)[0].path).ok
    Workspace.open(old, model=model()).close()


def test_a_damaged_older_file_is_not_touched(old: Path) -> None:
    connection = db.connect(old)
    connection.execute("UPDATE item SET revision = 3 WHERE id = 4")
    connection.close()
    before = digest(old)
    with pytest.raises(errors.FileDamaged, match="totals"):
        Workspace.open(old, model=model())
    assert digest(old) == before
    assert backup.listing(old) == []


def test_an_older_file_can_be_looked_at_without_a_change(old: Path) -> None:
    before = digest(old)
    ws = Workspace.open(old, read_only=True, model=model())
    assert len(ws.rows(Item, shelf=2)) == 10
    assert ws.search("item 7")
    assert ws.rows(Shelf)[0].record.name == "Shelf 1"
    with pytest.raises(errors.ReadOnly):
        ws.add(Shelf(name="New"))
    ws.close()
    assert digest(old) == before
    assert names(old.parent) == [old.name]


@pytest.mark.logs
def test_looking_at_an_older_file_that_can_not_be_brought_up_is_refused(old: Path) -> None:
    for step in (forgets_something, fails_at_the_end):
        with pytest.raises(errors.EnvironmentFault, match="as it was"):
            Workspace.open(old, read_only=True, model=model(second=step))


def test_a_migration_can_be_undone_by_restoring_its_backup(old: Path) -> None:
    before = content(old)
    ws = Workspace.open(old, model=model())
    ws.change(Item, 1, price=250)
    kept = backup.listing(old)[0]
    after = ws.restore_backup(kept.path)
    assert ws.get(Item, 1).record.price is None
    ws.close()
    assert content(kept.path) == before
    assert after
    assert (after.reason, after.version) == ("before-restore", 2)
    assert check.check_file(old, model()) == []
