"""The write funnel by itself: one operation at a time, told of once, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cxdesk import errors, i18n
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.events import Event, Events
from cxdesk.store import opening
from cxdesk.store.model import default_model
from cxdesk.store.operations import Operations
from cxdesk.store.record_reads import RecordReads
from cxdesk.store.steps import Steps, through


class File(RecordReads):
    """An open file that can be read."""

    def __init__(self, opened: opening.Opened) -> None:
        self._model, self.who = default_model(), "Maya"
        self._use(opened)

    def read_anew(self) -> None:
        self._use_shop()


class Bench:
    """A file, its funnel, and what was told."""

    def __init__(self, path: Path) -> None:
        self.file = File(opening.create(path, default_model()))
        self.events = Events()
        self.told: list[Event] = []
        self.names: list[str] = []
        self.events.subscribe(self.on_event)
        self.run_ = Operations(self.file, self.events, self.file.read_anew)

    def on_event(self, event: Event) -> None:
        self.told.append(event)
        self.names.append(self.file.shop.name)

    def run(self, label: str, act: Callable[[Any], Any], **more: Any) -> Any:
        def steps(tx: Any) -> Steps[Any]:
            yield from ()
            return act(tx)

        return through(self.run_.run(label, steps, **more))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "w.cxdesk")
    yield made
    made.file.opened.close()
    i18n.use_words({})


def test_what_is_written_is_told_once_with_its_label_and_can_be_taken_back(bench: Bench) -> None:
    added = bench.run("add stage", lambda tx: tx.add(Stage(name="Arrive")))
    assert bench.file.get(Stage, added).record.name == "Arrive"
    assert [(event.label, event.act) for event in bench.told] == [("add stage", "do")]
    assert (bench.run_.label("undo"), bench.run_.label("redo")) == ("add stage", None)
    assert through(bench.run_.going("undo", None)) == "add stage"
    assert bench.file.count(Stage) == 0
    assert through(bench.run_.going("redo", None)) == "add stage"
    assert bench.file.get(Stage, added).record.name == "Arrive"
    assert [event.act for event in bench.told] == ["do", "undo", "redo"]


def test_the_shop_is_read_anew_before_anybody_hears_of_it(bench: Bench) -> None:
    bench.run("begin", lambda tx: tx.add(Shop(name="Rosa")))
    assert bench.names == ["Rosa"]


def test_what_fails_is_told_to_nobody_and_leaves_nothing(bench: Bench) -> None:
    def fail(tx: Any) -> None:
        tx.add(Stage(name="Arrive"))
        raise KeyError("ours")

    with pytest.raises(KeyError):
        bench.run("add stage", fail)
    assert bench.told == []
    assert bench.file.count(Stage) == 0
    assert bench.run_.saved_at == ""
    bench.run("add stage", lambda tx: tx.add(Stage(name="Arrive")))
    assert bench.run_.saved_at != ""


def test_no_operation_begins_inside_of_another_or_of_a_listener(bench: Bench) -> None:
    add = ("add stage", lambda tx: tx.add(Stage(name="Arrive")))
    with pytest.raises(RuntimeError, match="inside"):
        bench.run("outer", lambda _tx: bench.run(*add))
    bench.events.subscribe(lambda _event: bench.run(*add))
    with pytest.raises(RuntimeError, match="listener"):
        bench.run(*add)


def test_what_is_for_good_forgets_all_before_it(bench: Bench) -> None:
    from cxdesk.store.returning import Returning

    bench.run("add stage", lambda tx: tx.add(Stage(name="Arrive")))

    def act(tx: Any) -> Steps[None]:
        yield from ()
        tx.add(Stage(name="Pay"))

    through(bench.run_.run_for_good("for good", act, Returning, None))
    assert bench.run_.label("undo") is None
    assert [event.undoable for event in bench.told] == [True, False]


def test_with_nothing_to_take_back_nothing_is_done(bench: Bench) -> None:
    assert through(bench.run_.going("undo", None)) is None
    assert not bench.run_.goes_long("undo")
    assert bench.told == []


def test_a_file_that_is_only_read_refuses(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(File, "read_only", property(lambda _self: True))
    with pytest.raises(errors.ReadOnly):
        bench.run("add stage", lambda tx: tx.add(Stage(name="Arrive")))
