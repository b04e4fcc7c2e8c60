"""Kill a process at a moment of its own telling, and look at what it leaves behind.

    python -m tests.faults.kill9 SCENARIO ROUNDS FOLDER SEED
    python -m tests.faults.kill9  # each line that comes in is such words, as a JSON list

One process forks a child a round, so that nothing is imported twice. The child tells over a pipe what
it is about to do and what is done; after a chosen number of words it is killed, while it goes on. Then
the scenario looks whether everything that was told to be done is there, and nothing half. Nobody sleeps.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from cxdesk import errors
from cxdesk.entities.customer import Customer
from cxdesk.entities.erasure import Erasure
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.store import aftermath, backup, check, cipher, db, derived, erasing, files, keys, totals
from cxdesk.store.layout import fingerprint
from cxdesk.store.steps import Steps
from cxdesk.store.transaction import prepared
from cxdesk.workspace import Workspace
from tests.golden import made_up
from tests.golden.dump import HERE, build

LINES = 5  # of one operation
Tell = Callable[[str], None]


_whole: set[bytes] = set()


def is_whole(path: Path) -> bool:
    """Tell whether a file is whole; what was found whole is not looked at again, byte for byte the same."""
    if Path(f"{path}-journal").exists():
        return check.verify_file(path).ok
    found = hashlib.sha256(path.read_bytes()).digest()
    if found not in _whole and check.verify_file(path).ok:
        _whole.add(found)
    return found in _whole


class Scenario:
    """What a child does, and how it is judged afterwards."""

    most_words: ClassVar[int] = 200

    def __init__(self, folder: Path) -> None:
        self.path = folder / "Salon.cxdesk"

    def set_up(self) -> None:
        """Make what a round starts from."""

    def act(self, tell: Tell) -> None:
        """Do it in the child, for as long as it lives."""
        raise NotImplementedError

    def judge(self, told: list[str]) -> None:
        """Assert that all is well, given what the child had told."""
        raise NotImplementedError


class Edits(Scenario):
    """Operations of many rows, one after the other, on one file through all rounds."""

    most_words = 40

    def set_up(self) -> None:
        if not self.path.exists():
            ws = Workspace.create(self.path, Shop(name="Corner Salon"), who="Maya")
            ws.add(Stage(name="Arrive"))
            ws.close()

    def act(self, tell: Tell) -> None:
        ws = Workspace.open(self.path, who="child")
        assert ws.undo_label is None
        ws._connection.execute("PRAGMA cache_size=4")  # so that pages reach the file before the commit
        while True:
            number = ws._connection.execute("SELECT operation FROM state").fetchone()[0] + 1
            ws.run(f"operation {number}", functools.partial(self._operation, number, tell))
            tell(f"done {number}")

    @staticmethod
    def _operation(number: int, tell: Tell, tx: Any) -> None:
        for row in tx.rows(Standard)[LINES:]:
            tx.remove(Standard, row.id)
        for i in range(LINES):
            tx.add(Standard(stage=1, text=f"operation {number} line {i}", why="because " * 400, position=1))
            tell("within")
        tell("commit")

    def judge(self, told: list[str]) -> None:
        acknowledged = max((int(word.split()[1]) for word in told if word.startswith("done")), default=0)
        ws = Workspace.open(self.path)
        operation = ws._connection.execute("SELECT operation FROM state").fetchone()[0]
        assert operation >= acknowledged, (operation, acknowledged)
        lines: dict[str, int] = {}
        for row in ws.rows(Standard):
            name = row.record.text.partition(" line")[0]
            lines[name] = lines.get(name, 0) + 1
        assert set(lines.values()) <= {LINES}, lines
        assert operation == 2 or lines[f"operation {operation}"] == LINES
        ws.close()
        assert check.check_file(self.path) == []


class Imports(Scenario):
    """Very many records in one operation, of which the end is on another thread, one after the other."""

    most_words = 60
    each = 250

    def set_up(self) -> None:
        aftermath.MANY, aftermath.SEARCHED = 200, 20  # as many steps as with five times as many records
        if not self.path.exists():
            Workspace.create(self.path, Shop(name="Corner Salon"), who="Maya").close()

    def act(self, tell: Tell) -> None:
        ws = Workspace.open(self.path, who="child")
        ws._connection.execute("PRAGMA cache_size=50")  # so that pages reach the file before the commit
        for number in range(ws.count(Customer) // self.each, 1_000_000):
            for _step in ws.run_in_steps("import", functools.partial(self._operation, number)):
                tell("step")
            tell(f"done {number}")

    def _operation(self, number: int, tx: Any) -> Steps[None]:
        row = prepared(Customer(name=f"Guest {number}", note="likes the window " * 9))
        tx.add_rows(Customer, [row] * self.each)
        yield from tx.settle()

    def judge(self, told: list[str]) -> None:
        acknowledged = max((int(word.split()[1]) for word in told if word.startswith("done")), default=-1)
        ws = Workspace.open(self.path)
        whole, rest = divmod(ws.count(Customer), self.each)
        assert rest == 0
        assert whole > acknowledged
        ws.close()
        assert check.check_file(self.path) == []
        if whole > 4:
            self.path.unlink()


class Migration(Scenario):
    """An older file is brought up to date."""

    most_words = 33

    def set_up(self) -> None:
        for old in self.path.parent.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        build(HERE / "made_up_v1.sql", self.path)

    def act(self, tell: Tell) -> None:
        def step(database: Any) -> None:
            update = type(database["item"]).update

            def telling(self: Any, *args: Any, **more: Any) -> Any:
                tell("row")
                return update(self, *args, **more)

            type(database["item"]).update = telling
            tell("began")
            made_up.m0002_prices(database)
            tell("commit")

        Workspace.open(self.path, model=made_up.model(second=step))
        tell("done")
        signal.pause()

    def judge(self, told: list[str]) -> None:
        if told:
            (kept,) = backup.listing(self.path)
            assert (kept.reason, kept.version, kept.counts["item"]) == ("before-migration", 1, 30)
            assert check.verify_file(kept.path).ok
        connection = db.look(self.path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        assert version == 2 if "done" in told else version in {1, 2}
        assert fingerprint(connection) == made_up.fingerprints()[version]
        connection.close()
        assert check.verify_file(self.path).ok
        ws = Workspace.open(self.path, model=made_up.model())
        assert ws.count(made_up.Item) == 30
        ws.close()
        assert check.check_file(self.path, made_up.model()) == []


class Backups(Scenario):
    """One backup after the other."""

    most_words = 45

    def set_up(self) -> None:
        if not self.path.exists():
            ws = Workspace.create(self.path, Shop(name="Corner Salon"), who="Maya")
            stage = ws.add(Stage(name="Arrive"))
            ws.run("fill", lambda tx: [tx.add(Standard(stage=stage, text=f"line {i}")) for i in range(50)])
            ws.close()
            backup.make(self.path, "asked")

    def act(self, tell: Tell) -> None:
        backup._STEP = 8
        while True:
            made = backup.make(self.path, "timer", progress=lambda _done, _total: tell("step"))
            tell(f"done {made.path.name}")

    def judge(self, told: list[str]) -> None:
        found = backup.listing(self.path)
        assert {word.split()[1] for word in told if word.startswith("done")} <= {
            one.path.name for one in found
        }
        for one in found:
            assert is_whole(one.path)
            assert one.counts["standard"] == 50
        assert is_whole(self.path)
        Workspace.open(self.path).close()
        assert list(self.path.parent.rglob("*.part*")) == []
        for one in found[3:]:
            one.path.unlink()


class Restore(Scenario):
    """A backup takes the place of the file, again and again."""

    most_words = 40

    def set_up(self) -> None:
        if self.path.exists():
            return
        ws = Workspace.create(self.path, Shop(name="First"), who="Maya")
        ws.backup("asked")
        ws.change(Shop, 1, name="Second")
        ws.backup("asked")
        ws.close()

    def act(self, tell: Tell) -> None:
        def telling(function: Any) -> Any:
            @functools.wraps(function)
            def told(*args: Any, **more: Any) -> Any:
                tell("before")
                result = function(*args, **more)
                tell("after")
                return result

            return told

        os.link, Path.replace, Path.unlink = telling(os.link), telling(Path.replace), telling(Path.unlink)
        files.sync_folder = telling(files.sync_folder)
        for number in range(1_000_000):
            source = next(one for one in backup.listing(self.path) if one.sequence == 1 + number % 2)
            backup.restore(source.path, self.path)
            tell(f"done {'First' if source.sequence == 1 else 'Second'}")

    def judge(self, told: list[str]) -> None:
        assert is_whole(self.path)
        ws = Workspace.open(self.path)
        assert ws.shop.name in {"First", "Second"}
        ws.close()
        for one in backup.listing(self.path):
            assert is_whole(one.path)
            if one.sequence > 2:
                one.path.unlink()
        assert check.check_file(self.path) == []


class Locking(Scenario):
    """A file is locked, gets another passphrase, is unlocked, again and again."""

    most_words = 60
    passphrases = ("teal kettle on a ladder", "seven quiet umbrellas", "")

    def set_up(self) -> None:
        cipher._COST = 2
        if not self.path.exists():
            ws = Workspace.create(self.path, Shop(name="Corner Salon"), who="Maya")
            stage = ws.add(Stage(name="Arrive"))
            ws.run("fill", lambda tx: [tx.add(Standard(stage=stage, text=f"line {i}")) for i in range(50)])
            ws.close()

    def act(self, tell: Tell) -> None:
        def telling(function: Any) -> Any:
            @functools.wraps(function)
            def told(*args: Any, **more: Any) -> Any:
                tell("before")
                result = function(*args, **more)
                tell("after")
                return result

            return told

        Path.replace, Path.unlink = telling(Path.replace), telling(Path.unlink)
        files.sync_folder, db.take_all = telling(files.sync_folder), telling(db.take_all)
        _now, ws = self._opened()
        while True:
            for at, passphrase in enumerate(self.passphrases):
                key = cipher.new_key(passphrase) if passphrase else None
                ws.set_key(key)
                ws.change(Stage, 1, aim=f"{at}")
                tell(f"done {at}")

    def _opened(self) -> tuple[str, Workspace]:
        """Open the file as it is: with the one passphrase that fits, or without one."""
        if db.read_header(self.path).is_sqlite:
            return "", Workspace.open(self.path)
        for passphrase in self.passphrases[:2]:
            with contextlib.suppress(errors.WrongKey), cipher.unlock(self.path, passphrase) as key:
                return passphrase, Workspace.open(self.path, key=key)
        raise AssertionError("nothing opens it")

    def judge(self, told: list[str]) -> None:
        passphrase, ws = self._opened()
        with contextlib.closing(ws):
            done = [int(word.split()[1]) for word in told if word.startswith("done")]
            if done:
                assert passphrase in {self.passphrases[done[-1]], self.passphrases[(done[-1] + 1) % 3]}
            assert ws.count(Standard) == 50
            assert check.check_file(self.path) == []
            assert list(self.path.parent.rglob("*.part*")) == []
            left = self.path.read_bytes() if passphrase else b""
            assert b"Corner Salon" not in left
        for one in backup.by_name(self.path):
            assert keys.looks_locked(one.path) or check.verify_file(one.path).ok
            one.path.unlink()


class Erasures(Scenario):
    """One customer after the other is erased."""

    most_words = 50
    people = 8
    begin = b""

    @staticmethod
    def name(number: int) -> str:
        return f"Quackenbush{number:02}x"

    def set_up(self) -> None:
        for old in self.path.parent.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        if self.begin:
            self.path.write_bytes(self.begin)
            return
        ws = Workspace.create(self.path, Shop(name="Corner Salon"), who="Maya")
        for number in range(1, self.people + 1):
            one = ws.add(Customer(name=self.name(number), note=f"note of {self.name(number)}"))
            ws.add(Preference(customer=one, text=f"{self.name(number)} likes tea"))
        ws.close()
        self.begin = self.path.read_bytes()

    def act(self, tell: Tell) -> None:
        def telling(function: Any) -> Any:
            @functools.wraps(function)
            def told(*args: Any, **more: Any) -> Any:
                tell("before")
                result = function(*args, **more)
                tell("after")
                return result

            return told

        derived.tidy, totals.rebuild = telling(derived.tidy), telling(totals.rebuild)
        erasing.rewrite = telling(erasing.rewrite)
        ws = Workspace.open(self.path)
        for number in range(1, self.people + 1):
            ws.erase(Customer, number)
            tell(f"done {number}")
        signal.pause()

    def judge(self, told: list[str]) -> None:
        done = max((int(word.split()[1]) for word in told if word.startswith("done")), default=0)
        ws = Workspace.open(self.path)
        with contextlib.closing(ws):
            there = {row.id for row in ws.rows(Customer)}
            assert there in (set(range(first, self.people + 1)) for first in (done + 1, done + 2))
            assert {row.record.customer for row in ws.rows(Preference)} == there
            assert {row.record.record for row in ws.rows(Erasure)} == set(range(1, self.people + 1)) - there
        assert check.check_file(self.path) == []
        data = self.path.read_bytes().lower()
        for one in range(1, self.people + 1):
            assert (self.name(one).lower().encode() in data) == (one in there)


SCENARIOS = {
    "edits": Edits,
    "imports": Imports,
    "migration": Migration,
    "backup": Backups,
    "restore": Restore,
    "locking": Locking,
    "erasing": Erasures,
}


def one_round(scenario: Scenario, words: int) -> dict[str, Any]:
    """Fork a child, kill it after so many words, judge; return what was there."""
    scenario.set_up()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _live(scenario, write)
    os.close(write)
    told: list[str] = []
    with os.fdopen(read, "r", encoding="utf-8") as pipe:
        for line in pipe:
            told.append(line.rstrip("\n"))
            if len(told) >= words:
                break
        os.kill(child, signal.SIGKILL)
        told += [line.rstrip("\n") for line in pipe if line.endswith("\n")]  # what it told before it was gone
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    hot = Path(f"{scenario.path}-journal").exists()
    scenario.judge(told)
    return {"told": len(told), "hot": hot}


def _live(scenario: Scenario, write: int) -> NoReturn:
    try:
        scenario.act(lambda word: os.write(write, f"{word}\n".encode()) and None)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            os._exit(1)


def main(name: str, rounds: int, folder: Path, seed: int) -> None:
    """Run the rounds, and print what was there after each as JSON lines."""
    chance = random.Random(seed)
    scenario = SCENARIOS[name](folder)
    for _round in range(rounds):
        print(json.dumps(one_round(scenario, chance.randint(1, scenario.most_words))), flush=True)


def serve() -> None:
    """Run what each line asks for in a process of its own; print what became of that after its rounds."""
    with tempfile.TemporaryDirectory() as folder:  # what is loaded on first use is loaded here, for all
        first = Edits(Path(folder))
        first.set_up()
        backup.make(first.path, "asked")
        first.judge([])
    for line in sys.stdin:
        name, rounds, folder, seed = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.alarm(30 + rounds)
            main(name, rounds, Path(folder), seed)
            sys.exit(0)
        _pid, status = os.waitpid(child, 0)
        print(json.dumps({"ended": os.waitstatus_to_exitcode(status)}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        serve()
