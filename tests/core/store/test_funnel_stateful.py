"""Any sequence of acts does to the file what it does to a few plain Python lists."""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cxdesk import errors
from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import check, totals
from cxdesk.store.query import Query
from cxdesk.workspace import Workspace
from tests.faults.samples import filled, filled_file

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
KINDS = ("defect", "operational")
WORDS = ("smile", "Süße", "coat", "誕生日", "o'brien", "+49 171")
Group = tuple[int, str]


@dataclass
class Line:
    """What is known of one standard."""

    text: str
    why: str = ""
    owner: int | None = None


@dataclass
class Plain:
    """The workspace as lists: ids in their order, and what they say."""

    stages: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    groups: dict[Group, list[int]] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)

    def group(self, stage: int, kind: str) -> list[int]:
        return self.groups.setdefault((stage, kind), [])

    def group_of(self, line: int) -> Group:
        return next(group for group, ids in self.groups.items() if line in ids)

    def place(self, ids: list[int], one: int, place: int | None) -> None:
        """Put an id at a place from 1; without one, last."""
        if one in ids:
            ids.remove(one)
        ids.insert(len(ids) if not place else min(place, len(ids) + 1) - 1, one)


@dataclass
class Removed:
    """What an act removed, with the places that it had."""

    stage: int | None
    place: int
    lines: list[tuple[Group, int, int, Line]]


class Funnel(RuleBasedStateMachine):
    """The same acts on both."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="cxdesk-funnel-", dir=MEMORY))
        self.ws = Workspace.open(filled_file(self.folder / "x.cxdesk", stages=0, each=0))
        self.plain = Plain(roles=[row.id for row in self.ws.rows(Role)])
        self.done: list[Plain] = []
        self.undone: list[Plain] = []
        self.removed: dict[tuple[str, int], Removed] = {}

    def teardown(self) -> None:
        self.ws.close()
        assert check.check_file(self.ws.path) == []
        shutil.rmtree(self.folder)

    def before(self) -> None:
        """Remember how it was, for undo."""
        self.done.append(copy.deepcopy(self.plain))
        self.undone.clear()

    @initialize(count=st.integers(1, 3))
    def some_stages(self, count: int) -> None:
        for _number in range(count):
            self.add_stage(place=None)

    @rule(place=st.none() | st.integers(1, 5))
    def add_stage(self, place: int | None) -> None:
        self.before()
        stage = self.ws.add(Stage(name="Stage", position=place or 0))
        self.plain.place(self.plain.stages, stage, place)

    @rule()
    def add_role(self) -> None:
        self.before()
        self.plain.roles.append(self.ws.add(Role(name="Role")))

    @precondition(lambda self: self.plain.stages)
    @rule(
        data=st.data(),
        kind=st.sampled_from(KINDS),
        text=st.sampled_from(WORDS),
        place=st.none() | st.integers(1, 6),
    )
    def add_line(self, data: st.DataObject, kind: str, text: str, place: int | None) -> None:
        stage = data.draw(st.sampled_from(self.plain.stages))
        self.before()
        line = self.ws.add(Standard(stage=stage, kind=kind, text=text, position=place or 0))
        self.plain.place(self.plain.group(stage, kind), line, place)
        self.plain.lines[line] = Line(text)

    @precondition(lambda self: self.plain.lines)
    @rule(data=st.data(), why=st.sampled_from(WORDS))
    def change_words(self, data: st.DataObject, why: str) -> None:
        number = data.draw(st.sampled_from(sorted(self.plain.lines)))
        owner = data.draw(st.sampled_from([None, *self.plain.roles]))
        line = self.plain.lines[number]
        if (line.why, line.owner) == (why, owner):
            return
        self.before()
        self.ws.change(Standard, number, why=why, owner=owner)
        line.why, line.owner = why, owner

    @precondition(lambda self: self.plain.lines)
    @rule(data=st.data(), kind=st.sampled_from(KINDS), place=st.none() | st.integers(1, 6))
    def change_group(self, data: st.DataObject, kind: str, place: int | None) -> None:
        line = data.draw(st.sampled_from(sorted(self.plain.lines)))
        stage = data.draw(st.sampled_from(self.plain.stages))
        old = self.plain.group_of(line)
        at = self.plain.groups[old].index(line) + 1
        if old == (stage, kind) and (not place or min(place, len(self.plain.groups[old])) == at):
            return
        self.before()
        values = {} if place is None else {"position": place}
        self.ws.change(Standard, line, stage=stage, kind=kind, **values)
        self.plain.groups[old].remove(line)
        self.plain.place(self.plain.group(stage, kind), line, place)

    @precondition(lambda self: self.plain.lines)
    @rule(data=st.data(), place=st.integers(-1, 7))
    def move_line(self, data: st.DataObject, place: int) -> None:
        line = data.draw(st.sampled_from(sorted(self.plain.lines)))
        ids = self.plain.groups[self.plain.group_of(line)]
        place = max(1, min(place, len(ids)))
        if ids.index(line) + 1 == place:
            return
        self.before()
        self.ws.move(Standard, line, place)
        self.plain.place(self.plain.groups[self.plain.group_of(line)], line, place)

    @precondition(lambda self: self.plain.lines)
    @rule(data=st.data())
    def remove_line(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(sorted(self.plain.lines)))
        self.before()
        self.ws.remove(Standard, line)
        group = self.plain.group_of(line)
        at = self.plain.groups[group].index(line) + 1
        self.removed["standard", line] = Removed(None, 0, [(group, at, line, self.plain.lines.pop(line))])
        self.plain.groups[group].remove(line)

    @precondition(lambda self: self.plain.stages)
    @rule(data=st.data())
    def remove_stage(self, data: st.DataObject) -> None:
        stage = data.draw(st.sampled_from(self.plain.stages))
        self.before()
        self.ws.remove(Stage, stage)
        lines = [
            (group, at, line, self.plain.lines.pop(line))
            for group in [group for group in self.plain.groups if group[0] == stage]
            for at, line in enumerate(self.plain.groups.pop(group), 1)
        ]
        self.removed["stage", stage] = Removed(stage, self.plain.stages.index(stage) + 1, lines)
        self.plain.stages.remove(stage)

    @precondition(lambda self: self.plain.roles)
    @rule(data=st.data())
    def remove_role(self, data: st.DataObject) -> None:
        role = data.draw(st.sampled_from(self.plain.roles))
        self.before()
        self.ws.remove(Role, role)
        self.plain.roles.remove(role)
        for line in self.plain.lines.values():
            line.owner = None if line.owner == role else line.owner

    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        entries = [entry for entry in self.ws.trash() if (entry.kind, entry.record_id) in self.removed]
        if not entries:
            return
        entry = data.draw(st.sampled_from(entries))
        removed = self.removed[entry.kind, entry.record_id]
        if removed.stage is None and removed.lines[0][0][0] not in self.plain.stages:
            with pytest.raises(errors.UserError, match="restore the stage first"):
                self.ws.restore(entry)
            return
        self.before()
        self.ws.restore(entry)
        if removed.stage is not None:
            self.plain.place(self.plain.stages, removed.stage, removed.place)
        for group, at, number, line in sorted(removed.lines, key=lambda one: one[1]):
            self.plain.place(self.plain.group(*group), number, at)
            owner = line.owner if line.owner in self.plain.roles else None
            self.plain.lines[number] = Line(line.text, line.why, owner)

    @rule()
    def undo(self) -> None:
        assert (self.ws.undo() is not None) == bool(self.done)
        if self.done:
            self.undone.append(self.plain)
            self.plain = self.done.pop()

    @rule()
    def redo(self) -> None:
        assert (self.ws.redo() is not None) == bool(self.undone)
        if self.undone:
            self.done.append(self.plain)
            self.plain = self.undone.pop()

    @rule()
    def reopen(self) -> None:
        self.ws.close()
        self.ws = Workspace.open(self.ws.path)
        self.done.clear()
        self.undone.clear()

    @rule()
    def fail_half_way(self) -> None:
        def act(tx: object) -> None:
            for stage in self.plain.stages[:1]:
                tx.remove(Stage, stage)  # type: ignore[attr-defined]
            tx.add(Role(name=""))  # type: ignore[attr-defined]

        with pytest.raises(errors.InputError):
            self.ws.run("fail", act)

    @invariant()
    def the_same_order(self) -> None:
        stages = self.ws.rows(Stage)
        assert [row.id for row in stages] == self.plain.stages
        assert [row.record.position for row in stages] == list(range(1, len(stages) + 1))
        for (stage, kind), ids in self.plain.groups.items():
            rows = self.ws.rows(Standard, stage=stage, kind=kind)
            assert [row.id for row in rows] == ids
            assert [row.record.position for row in rows] == list(range(1, len(ids) + 1))

    @invariant()
    def the_same_words(self) -> None:
        found = {row.id: row.record for row in self.ws.rows(Standard)}
        assert {
            number: Line(record.text, record.why, record.owner) for number, record in found.items()
        } == self.plain.lines
        assert [row.id for row in self.ws.rows(Role)] == self.plain.roles

    @invariant()
    def the_same_found(self) -> None:
        for word in WORDS:
            wanted = {number for number, line in self.plain.lines.items() if word in (line.text, line.why)}
            assert set(self.ws.ids(Standard, Query(text=word[:4]))) == wanted

    @invariant()
    def the_same_totals(self) -> None:
        connection = self.ws._connection
        assert totals.mismatches(connection, totals.counted_tables(connection)) == []


Funnel.TestCase.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
TestFunnel = Funnel.TestCase


def test_undo_after_an_import_keeps_places_dense(tmp_path: Path) -> None:
    ws = filled(tmp_path / "x.cxdesk", stages=1, each=2)
    mine = ws.add(Standard(stage=1, text="mine"))
    ws.run("import", lambda tx: tx.add(Standard(stage=1, text="imported")), undoable=False)
    ws.undo()
    assert [row.record.position for row in ws.rows(Standard)] == [1, 2, 3]
    ws.redo()
    assert [(row.id, row.record.position) for row in ws.rows(Standard)][2:] == [(mine, 3), (mine + 1, 4)]
    ws.close()
    assert check.check_file(ws.path) == []


def test_an_undo_that_is_refused_gives_way_to_the_one_before(tmp_path: Path) -> None:
    ws = filled(tmp_path / "x.cxdesk")
    ws.change(Stage, 1, name="first")
    ws.change(Stage, 2, name="second")
    ws.run("import", lambda tx: tx.change(Stage, 2, name="imported"), undoable=False)
    with pytest.raises(errors.UndoRefused):
        ws.undo()
    assert ws.redo_label is None
    ws.undo()
    assert [row.record.name for row in ws.rows(Stage)] == ["Stage 0", "imported", "Stage 2"]
    ws.run("import", lambda tx: tx.change(Stage, 1, name="again"), undoable=False)
    with pytest.raises(errors.UndoRefused):
        ws.redo()
    assert (ws.undo(), ws.redo()) == (None, None)
    ws.close()


def test_what_was_removed_together_comes_back_in_its_order(tmp_path: Path) -> None:
    ws = filled(tmp_path / "x.cxdesk", stages=2, each=6)
    before = [(row.id, row.record) for row in ws.rows(Standard)]
    ws.remove(Stage, 1)
    ws.restore(ws.trash()[0])
    assert [(row.id, row.record) for row in ws.rows(Standard)] == before
    ws.close()


def test_the_trash_knows_kinds_without_places_and_passes_over_unknown_ones(tmp_path: Path) -> None:
    ws = filled(tmp_path / "x.cxdesk")
    person = ws.add(Person(name="José"))
    ws.remove(Person, person)
    ws.restore(ws.trash()[0])
    assert ws.get(Person, person).record.name == "José"
    ws.remove(Person, person)
    ws._connection.execute("UPDATE history SET kind = 'gone' WHERE kind = 'person'")
    assert ws.trash() == []
    ws.close()
