"""Erasing: nothing of the person stays, all else does, and no older copy brings them back."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.customer import Customer
from cxdesk.entities.erasure import Erasure
from cxdesk.entities.import_batch import ImportBatch
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.preference import Preference
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.shop import Shop
from cxdesk.entities.visit import Visit
from cxdesk.errors import NotFound
from cxdesk.services.customers import erase as erasing
from cxdesk.services.customers import merge as merging
from cxdesk.services.exporting import export_all
from cxdesk.store import backup, cipher, keys
from cxdesk.store import erasing as store_erasing
from cxdesk.store.check import check_file
from cxdesk.workspace import Workspace
from tests.core.services.customers.people import NAME, OTHER, SECRETS, found_in, seed
from tests.core.store.locked import quickly


def journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def test_no_byte_is_left_and_all_else_is_whole(ws: Workspace) -> None:
    mina, other = seed(ws)
    kept = {cls: ws.rows(cls, customer=other) for cls in (Preference, Visit)}
    people = ws.rows(Person)
    assert set(found_in(ws.path)) >= {NAME, "zinnober ledger on the desk", "a lost saxophone"}
    (row,) = erasing.erase(ws, mina)
    assert (row.kind, row.record, len(row.token)) == ("customer", mina, 32)
    assert found_in(ws.path, journal(ws.path)) == []
    assert ws.find(Customer, mina) is None
    assert ws.search("quackenbush") == []
    assert [hit.id for hit in ws.search("fenwick")] == [other]
    assert [hit.id for hit in ws.search("window")] == [other]
    assert [one.record.text for one in ws.rows(Preference)] == ["limps in winter", "window seat"]
    for cls, rows in kept.items():
        assert ws.rows(cls) == rows
    assert ws.rows(Person) == people
    assert ws.get(Customer, other).record.name == OTHER
    assert ws.trash() == []
    assert ws.history(Customer, mina) == []
    assert "talk about …" in {entry.label for entry in ws.history(Customer, other)}
    assert [one.record.about for one in ws.rows(PrintRecord)] == ["…, …"]
    assert [one.record.places for one in ws.rows(PaperForm)] == ['{"box": ["…", 1.5]}']
    assert [one.record.file for one in ws.rows(ImportBatch)] == ["….vcf"]
    assert check_file(ws.path) == []


def test_no_byte_is_left_even_before_the_file_is_written_anew(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between the two leaves a person whole or gone."""
    mina, _other = seed(ws)
    monkeypatch.setattr(store_erasing, "rewrite", lambda *_what: None)
    erasing.erase(ws, mina)
    assert found_in(ws.path, journal(ws.path)) == []
    assert check_file(ws.path) == []


def test_nothing_of_it_can_be_undone_and_the_work_goes_on(ws: Workspace) -> None:
    mina, other = seed(ws)
    told: list[object] = []
    ws.events.subscribe(told.append)
    erasing.erase(ws, mina)
    assert len(told) == 1
    assert (ws.undo_label, ws.undo()) == (None, None)
    ws.change(Customer, other, note="keeps more bees")
    ws.undo()
    assert ws.get(Customer, other).record.note == "keeps bees"
    assert check_file(ws.path) == []


def test_who_is_not_there_is_said(ws: Workspace) -> None:
    with pytest.raises(NotFound):
        erasing.erase(ws, 12)
    assert ws.count(Erasure) == 0


def test_erasing_again_leaves_one_row_and_writes_the_file_anew(ws: Workspace) -> None:
    mina, _other = seed(ws)
    first = erasing.erase(ws, mina)
    assert erasing.erase(ws, mina) == first
    assert ws.count(Erasure) == 1


def test_an_earlier_removal_is_erased_from_the_trash(ws: Workspace) -> None:
    mina, _other = seed(ws)
    ws.remove(Customer, mina)
    assert NAME in found_in(ws.path)
    erasing.erase(ws, mina)
    assert found_in(ws.path) == []
    assert ws.trash() == []


def test_who_was_merged_into_them_goes_with_them(ws: Workspace) -> None:
    mina, other = seed(ws)
    twin = ws.add(Customer(name="Mina", note="nothing to see"))
    ws.run("merge", lambda tx: merging.merge(tx, twin, mina))
    ws.remove(Customer, other)
    gone = erasing.erase(ws, twin)
    assert {row.record for row in gone} == {mina, twin}
    assert found_in(ws.path) == []
    assert [entry.record_id for entry in ws.trash()] == [other]
    assert check_file(ws.path) == []


def test_a_merge_that_was_undone_ties_nobody(ws: Workspace) -> None:
    one, two = ws.add(Customer(name="Ada")), ws.add(Customer(name="Bea"))
    ws.run("merge", lambda tx: merging.merge(tx, one, two))
    ws.undo()
    ws.remove(Customer, two)
    assert [row.record for row in erasing.erase(ws, one)] == [one]
    assert [entry.title for entry in ws.trash()] == ["Bea"]


def test_a_backup_from_before_the_merge_brings_neither_back(ws: Workspace) -> None:
    mina, _other = seed(ws)
    twin = ws.add(Customer(name="Mina"))
    held = ws.backup("asked")
    ws.run("merge", lambda tx: merging.merge(tx, twin, mina))
    erasing.erase(ws, twin)
    ws.restore_backup(held.path)
    assert [row.record.name for row in ws.rows(Customer)] == [OTHER]
    assert found_in(ws.path) == []


def test_a_name_as_part_of_another_word_stays(ws: Workspace) -> None:
    ann = ws.add(Customer(name="Ann"))
    ws.add(PrintRecord(sheet="stage-sheet", about="Annual look-through with Ann"))
    erasing.erase(ws, ann)
    assert [row.record.about for row in ws.rows(PrintRecord)] == ["Annual look-through with …"]


@given(
    st.one_of(
        st.sampled_from(["[]", "{}", '["a"]', "12", "1.5", "box", ")", "("]),
        st.text(min_size=1, max_size=12).map(str.strip).filter(bool),
    )
)
def test_hiding_a_name_keeps_json_whole(name: str) -> None:
    pattern = store_erasing.name_pattern([name])
    form = {"box": [1.5, 12, {name: f"({name})"}], "row": json.dumps({"about": name, "n": 12})}
    left = json.loads(store_erasing.hidden(json.dumps(form), pattern))
    assert left["box"][:2] == [1.5, 12]
    assert left["box"][2][name] == f"({name})".replace(name, "…")  # a name may be a bracket
    assert json.loads(left["row"]) == {"about": "…", "n": 12}


def test_an_encrypted_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)
    path = tmp_path / "locked.cxdesk"
    made = Workspace.create(path, Shop(name="Willow & Co."))
    with cipher.new_key("teal kettle on a ladder") as key:
        made.set_key(key)
        mina, other = seed(made)
        erasing.erase(made, mina)
        plain = tmp_path / "plain.cxdesk"
        made.backup("asked")
        made.set_key(None)
        made.save_copy(plain)
        made.close()
        assert found_in(path, journal(path), plain) == []
        with keys.offered(key):
            assert check_file(path) == []
            (asked,) = [one for one in backup.by_name(path) if one.reason == "asked"]
            backup.restore(asked.path, tmp_path / "back.cxdesk")
    again = Workspace.open(path)
    assert again.get(Customer, other).record.name == OTHER
    again.close()


# Copies from before


def test_backups_that_hold_them_are_told_and_rewritten(ws: Workspace) -> None:
    empty = ws.backup("asked")
    mina, other = seed(ws)
    held = ws.backup("asked")
    gone = erasing.erase(ws, mina)
    clean = ws.backup("asked")
    there = erasing.still_there(ws.path, gone)
    assert [one.path for one in there.holding] == [held.path]
    assert (there.unread, there.staying) == ((), 0)
    assert there.last_day is not None
    said = erasing.sentences(there, "1 May")
    assert said[0].startswith("1 backup from before")
    assert "1 May" in said[1]
    before = [one.path.read_bytes() for one in (empty, clean)]
    done, left = erasing.purge(there.holding, gone)
    assert ([one.path for one in done], left) == ([held.path], [])
    assert found_in(held.path) == []
    assert check_file(held.path) == []
    assert [one.path.read_bytes() for one in (empty, clean)] == before
    assert erasing.still_there(ws.path, gone) == erasing.StillThere()
    ws.restore_backup(held.path)
    assert ws.get(Customer, other).record.name == OTHER
    assert ws.find(Customer, mina) is None


def test_a_backup_that_can_not_be_read_is_named_and_left(ws: Workspace) -> None:
    mina, _other = seed(ws)
    held = ws.backup("asked")
    held.path.write_bytes(b"SQLite format 3\x00" + b"torn" * 400)
    gone = erasing.erase(ws, mina)
    there = erasing.still_there(ws.path, gone)
    assert (there.holding, [one.path for one in there.unread]) == ((), [held.path])
    assert held.path.name in erasing.sentences(there, "")[0]
    assert erasing.purge(there.unread, gone)[1] == list(there.unread)
    assert held.path.read_bytes().startswith(b"SQLite format 3\x00torn")


def test_an_older_backup_does_not_bring_them_back(ws: Workspace) -> None:
    mina, other = seed(ws)
    held = ws.backup("asked")
    erasing.erase(ws, mina)
    ws.change(Customer, other, note="keeps more bees")
    ws.restore_backup(held.path)
    assert ws.get(Customer, other).record.note == "keeps bees"
    assert ws.find(Customer, mina) is None
    assert [row.record.record for row in ws.rows(Erasure)] == [mina]
    assert found_in(ws.path, journal(ws.path)) == []
    assert ws.trash() == []
    assert check_file(ws.path) == []
    assert NAME in found_in(held.path)


def test_not_even_when_the_restore_before_forgot(ws: Workspace) -> None:
    ws.backup("asked")
    empty = backup.by_name(ws.path)[0]
    mina, _other = seed(ws)
    held = ws.backup("asked")
    erasing.erase(ws, mina)
    ws.restore_backup(empty.path)
    ws.restore_backup(held.path)
    assert ws.find(Customer, mina) is None
    assert found_in(ws.path) == []


def test_a_number_is_not_given_again_after_a_restore(ws: Workspace) -> None:
    """Else who has the number of somebody erased would be erased by a later restore."""
    empty = ws.backup("asked")
    mina, other = seed(ws)
    erasing.erase(ws, mina)
    ws.restore_backup(empty.path)
    newcomer = ws.add(Customer(name="Nadia"))
    assert newcomer > other
    held = ws.backup("asked")
    ws.restore_backup(held.path)
    assert ws.get(Customer, newcomer).record.name == "Nadia"


def test_a_file_of_the_same_name_erases_nobody_here(ws: Workspace, tmp_path: Path) -> None:
    mina, _other = seed(ws)
    erasing.erase(ws, mina)
    stranger = Workspace.create(tmp_path / "stranger.cxdesk", Shop(name="Elsewhere"))
    for name in ("Ada", "Bea"):
        stranger.add(Customer(name=name))
    stranger.close()
    ws.restore_backup(stranger.path)
    assert [row.record.name for row in ws.rows(Customer)] == ["Ada", "Bea"]


def test_an_export_after_it_holds_nobody_of_them(ws: Workspace, tmp_path: Path) -> None:
    mina, other = seed(ws)
    erasing.erase(ws, mina)
    out = tmp_path / "out"
    written = export_all(ws, ws.kinds, out, with_sensitive=True)
    assert found_in(*written) == []
    text = (out / "cxdesk.json").read_text()
    read = Workspace.from_export(text, tmp_path / "read.cxdesk")
    assert [row.id for row in read.rows(Customer)] == [other]
    assert [row.record.record for row in read.rows(Erasure)] == [mina]
    read.close()


def test_no_log_line_names_them(ws: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    mina, _other = seed(ws)
    twin = ws.add(Customer(name=NAME, phones=("+353 86 123 4567",)))
    ws.run("merge", lambda tx: merging.merge(tx, mina, twin))
    held = ws.backup("asked")
    export_all(ws, ws.kinds, tmp_path / "out")
    gone = erasing.erase(ws, mina)
    ws.restore_backup(held.path)
    erasing.purge(erasing.still_there(ws.path, gone).holding, gone)
    said = caplog.text.lower()
    assert caplog.records
    assert [secret for secret in SECRETS if secret.lower() in said] == []
