"""What a damaged file still holds is saved into a new one; the damaged one keeps every byte."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from cxdesk import errors
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import check, db
from cxdesk.store.salvage import Salvaged, salvage
from cxdesk.workspace import Workspace
from tests.faults.samples import content, digest, filled, filled_file, in_mid_write, names, size_limit
from tests.golden.dump import HERE, build
from tests.golden.made_up import Item, model

PAGE = 4096
STAGES, EACH = 4, 200
ALL = STAGES * EACH


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose tables grew side by side, so that every part of it holds some of each."""
    return filled_file(tmp_path / "Salon.cxdesk", stages=STAGES, each=EACH)


def saved(path: Path) -> Salvaged:
    """Salvage; check that the damaged file kept every byte, and that the new one is whole."""
    before = digest(path)
    into = path.with_name("saved.cxdesk")
    found = salvage(path, into)
    assert digest(path) == before
    assert check.check_file(into) == []
    assert found.counts == check.verify_file(into).counts
    assert names(path.parent) == [path.name, into.name]
    ws = Workspace.open(into)
    ws.add(Stage(name="Goes on"))
    ws.close()
    return found


def pages_of(path: Path, table: str) -> list[int]:
    """Return the pages of a table that hold rows, by asking which page makes reading it fail."""
    connection = db.look(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    data = path.read_bytes()
    start = (root - 1) * PAGE
    if data[start] == 0x0D:
        return [root]
    cells = int.from_bytes(data[start + 3 : start + 5], "big")
    found = []
    for cell in range(cells):
        at = int.from_bytes(data[start + 12 + 2 * cell : start + 14 + 2 * cell], "big")
        found.append(int.from_bytes(data[start + at : start + at + 4], "big"))
    return found


def blank(path: Path, page: int) -> None:
    with path.open("rb+") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xff" * PAGE)


def before_the_cut(path: Path, part: float) -> float:
    """Return which share of the standards lies in the first `part` of a file, to a page."""
    pages = pages_of(path, "standard")
    last = int(path.stat().st_size * part) // PAGE
    return (sum(page <= last for page in pages) - 1) / len(pages)


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_file_cut_off_gives_back_what_was_before_the_cut(file: Path, part: float) -> None:
    whole = before_the_cut(file, part)
    os.truncate(file, int(file.stat().st_size * part))
    with pytest.raises(errors.FileDamaged):
        Workspace.open(file)
    found = saved(file)
    assert found.counts["standard"] >= whole * ALL
    assert found.expected["standard"] == ALL
    assert found.counts["shop"] == 1


@pytest.mark.parametrize("lost", [16, 20, 100])
def test_a_file_without_its_head_gives_back_everything(file: Path, lost: int) -> None:
    whole = content(file)
    with file.open("rb+") as opened:
        opened.write(b"\0" * lost)
    found = saved(file)
    assert found.counts["standard"] == ALL
    assert found.history == len(whole["history"])


def test_pages_lost_in_the_middle_cost_only_their_rows(file: Path) -> None:
    pages = pages_of(file, "standard")
    assert len(pages) > 20
    for page in (pages[5], pages[9], pages[-1]):
        blank(file, page)
    assert not check.verify_file(file).ok
    found = saved(file)
    assert ALL * 0.8 < found.counts["standard"] < ALL
    assert found.counts["stage"] == STAGES


def test_links_to_what_was_lost_are_cut(file: Path) -> None:
    (page,) = pages_of(file, "stage")
    blank(file, page)
    found = saved(file)
    assert (found.counts["stage"], found.counts["standard"]) == (0, ALL)
    ws = Workspace.open(file.with_name("saved.cxdesk"))
    assert len(ws.rows(Standard, stage=None)) == ALL
    ws.close()


def test_ids_and_places_go_on_after_a_salvage(file: Path) -> None:
    ws = Workspace.open(file)
    last = ws.add(Standard(stage=1, text="one more"))
    ws.remove(Standard, last)
    ws.close()
    blank(file, pages_of(file, "standard")[0])
    saved(file)
    ws = Workspace.open(file.with_name("saved.cxdesk"))
    assert ws.add(Standard(stage=1, text="new")) == last + 1
    assert ws.trash()[0].record_id == last
    ws.close()


def test_a_write_that_was_cut_off_is_taken_back_in_the_copy(tmp_path: Path) -> None:
    ws = filled(tmp_path / "a.cxdesk", stages=2, each=200, size=3)
    ws.close()
    ws = Workspace.open(ws.path)
    (tmp_path / "b").mkdir()
    torn = in_mid_write(ws, tmp_path / "b" / "torn.cxdesk")
    ws.close()
    journal = Path(f"{torn}-journal")
    before = digest(torn), digest(journal)
    salvage(torn, tmp_path / "saved.cxdesk")
    assert (digest(torn), digest(journal)) == before
    assert content(tmp_path / "saved.cxdesk")["standard"] == content(ws.path)["standard"]
    journal.unlink()
    salvage(torn, tmp_path / "half.cxdesk")
    assert check.check_file(tmp_path / "half.cxdesk") == []


def test_bits_that_flip_are_found_or_lived_with(file: Path, tmp_path: Path) -> None:
    """Plain SQLite keeps no sums of its pages, so a letter that changed can't be seen; but no worse."""
    whole = file.read_bytes()
    chance = random.Random(20260114)
    target = tmp_path / "flipped.cxdesk"
    found = opened = 0
    for _round in range(12):
        data = bytearray(whole)
        for _flip in range(20):
            data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
        target.write_bytes(data)
        if not check.verify_file(target).ok:
            found += 1
        try:
            got = salvage(target, tmp_path / "saved.cxdesk")
        except errors.FileDamaged:
            continue
        opened += 1
        assert got.counts["standard"] > ALL * 0.7
        assert target.read_bytes() == bytes(data)
        assert check.verify_file(tmp_path / "saved.cxdesk").ok
        (tmp_path / "saved.cxdesk").unlink()
    assert found > 6
    assert opened > 6


def test_an_older_file_is_saved_and_brought_up_to_date(tmp_path: Path) -> None:
    old = build(HERE / "made_up_v1.sql", tmp_path / "Old.cxdesk")
    with old.open("rb+") as file:
        file.write(b"\0" * 100)
    found = salvage(old, tmp_path / "new.cxdesk", model())
    assert found.counts["item"] == 30
    ws = Workspace.open(tmp_path / "new.cxdesk", model=model())
    assert ws.get(Item, 1).record.words == ("red", "round")
    ws.close()
    assert check.check_file(tmp_path / "new.cxdesk", model()) == []


def test_pages_that_lead_back_are_not_followed_for_ever(file: Path) -> None:
    connection = db.look(file)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'standard'").fetchone()
    connection.close()
    data = bytearray(file.read_bytes())
    start = (root - 1) * PAGE
    count = int.from_bytes(data[start + 3 : start + 5], "big")
    cells = [start + int.from_bytes(data[start + 12 + 2 * cell :][:2], "big") for cell in range(count)]
    first = data[cells[0] : cells[0] + 4]
    for at in cells[4:7]:  # where the rows go on, the first page is named again
        data[at : at + 4] = first
    file.write_bytes(data)
    assert not check.verify_file(file).ok
    found = saved(file)
    assert ALL * 0.7 < found.counts["standard"] < ALL


def test_what_holds_nothing_of_ours_gives_nothing(file: Path, tmp_path: Path) -> None:
    into = tmp_path / "saved.cxdesk"
    text = tmp_path / "text.cxdesk"
    text.write_text("hello" * 5000)
    with pytest.raises(errors.FileDamaged, match="Nothing in text"):
        salvage(text, into)
    blank(file, 1)
    with pytest.raises(errors.FileDamaged, match="Restore a backup"):
        salvage(file, into)
    with pytest.raises(errors.EnvironmentFault, match="not there"):
        salvage(tmp_path / "no.cxdesk", into)
    with pytest.raises(errors.UserError, match="already"):
        salvage(file, text)
    assert names(tmp_path) == ["Salon.cxdesk", "text.cxdesk"]


def test_what_is_not_ours_is_left_behind(file: Path) -> None:
    connection = db.connect(file)
    connection.execute("CREATE TABLE diary (a)")
    connection.execute("CREATE TRIGGER t AFTER INSERT ON stage BEGIN DELETE FROM standard; END")
    connection.close()
    assert saved(file).counts["standard"] == ALL


def test_tables_that_are_not_as_ever_are_not_taken_for_ours(file: Path, tmp_path: Path) -> None:
    connection = db.connect(file)
    connection.execute("ALTER TABLE stage ADD COLUMN extra TEXT")
    connection.close()
    with pytest.raises(errors.FileDamaged, match="Nothing"):
        salvage(file, tmp_path / "saved.cxdesk")


def test_the_list_of_tables_may_be_cut_off_too(file: Path, tmp_path: Path) -> None:
    ws = Workspace.open(file)
    for number in range(3):  # made last, so the list goes on behind all records
        ws._connection.execute(f"CREATE INDEX filler{number} ON stage ({', '.join(['name'] * 200)})")
    ws.rebuild_search()
    ws.close()
    whole = before_the_cut(file, 0.7)
    os.truncate(file, int(file.stat().st_size * 0.7))
    connection = db.connect_damaged(file, bytes.decode)
    with pytest.raises(db.DatabaseError, match="malformed"):
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.close()
    assert saved(file).counts["standard"] >= ALL * whole > ALL * 0.4


def test_a_list_of_tables_in_letters_that_can_not_be_is_damage(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data.replace(b"tablehuddle_topichuddle_topic", b"tablehud\xf4le_topichuddle_topic", 1))
    assert file.read_bytes() != data
    assert not check.verify_file(file).ok
    with pytest.raises(errors.FileDamaged):
        Workspace.open(file)


def test_a_number_that_can_not_be_is_not_believed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxdesk.store.salvage._MISSES_KNOWN", 10_000)  # a tenth of the time
    connection = db.connect(file)
    connection.execute("UPDATE sqlite_sequence SET seq = 4611686018427387904 WHERE name = 'stage'")
    connection.execute("UPDATE standard SET revision = 4611686018427387904 WHERE id < 9")
    connection.execute("UPDATE history SET operation = 4611686018427387904 WHERE id < 9")
    connection.execute("UPDATE state SET operation = 4611686018427387904, last_seen = '~'")
    connection.close()
    assert "can't be read" in check.verify_file(file).problems[0]
    assert "can't be read" in check.check_file(file)[-1]
    Workspace.open(file).close()
    blank(file, pages_of(file, "stage")[0])
    assert saved(file).counts["standard"] == ALL


def test_totals_and_numbers_may_be_lost_too(file: Path) -> None:
    for table in ("total", "state", "meta", "sqlite_sequence"):
        blank(file, pages_of(file, table)[0])
    for page in pages_of(file, "standard")[-2:]:
        blank(file, page)
    found = saved(file)
    assert found.expected == {}
    assert found.counts["standard"] > ALL * 0.9


def test_what_the_file_says_of_itself_may_be_lost(file: Path) -> None:
    blank(file, pages_of(file, "meta")[0])
    assert saved(file).counts["standard"] == ALL


def test_a_result_that_is_not_whole_is_not_handed_out(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "verify", lambda *_args: check.Report(("torn",)))
    with pytest.raises(errors.FileDamaged, match="torn"):
        salvage(file, tmp_path / "saved.cxdesk")
    assert names(tmp_path) == [file.name]


def test_a_date_that_is_none_is_emptied(file: Path) -> None:
    connection = db.connect(file)
    connection.execute("UPDATE standard SET review_on = 'soon', roles = '[1', cost = 250 WHERE id = 3")
    connection.close()
    saved(file)
    ws = Workspace.open(file.with_name("saved.cxdesk"))
    record = ws.get(Standard, 3).record
    assert (record.review_on, record.roles, record.cost) == (None, (), 250)
    assert ws.get(Standard, 4).record.roles == (1,)
    ws.close()


def test_a_salvage_that_does_not_fit_leaves_nothing(file: Path, tmp_path: Path) -> None:
    with size_limit(file.stat().st_size - 50_000), pytest.raises(errors.DiskFull):
        salvage(file, tmp_path / "saved.cxdesk")
    assert names(tmp_path) == [file.name]
