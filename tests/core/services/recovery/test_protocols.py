"""Recovery protocols: steps of a model, those of one's own, and versions that keep what was said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import clock
from cxdesk.entities import recovery_protocol
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.protocol_version import ProtocolVersion
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.errors import InputError
from cxdesk.services.recovery import protocols
from cxdesk.services.recovery.models import MODELS
from cxdesk.workspace import Workspace

# As their authors spell them out; the pages are named where the steps are.
WORDS = {
    "last": ["Listen", "Apologise", "Solve", "Thank"],
    "heard": ["Hear", "Empathise", "Apologise", "Resolve", "Diagnose"],
    "learn": ["Listen", "Empathise", "Apologise", "React", "Notify"],
    "latte": ["Listen", "Acknowledge", "Take action", "Thank", "Explain"],
    "own": [],
}


def names(ws: Workspace, protocol: int) -> list[str]:
    return [row.record.name for row in protocols.steps(ws, protocol)]


def add(ws: Workspace, name: str = "Late", model: str = "own", defects: tuple[int, ...] = ()) -> int:
    return ws.run("add", lambda tx: protocols.add(tx, name, model=model, defects=defects))


def defect(ws: Workspace, text: str = "We run late.") -> int:
    stage = ws.add(Stage(name="Arrive"))
    return ws.add(Standard(stage=stage, kind="defect", text=text))


@pytest.mark.parametrize("model", WORDS)
def test_a_model_brings_its_steps_in_order(ws: Workspace, model: str) -> None:
    protocol = add(ws, model=model)
    assert names(ws, protocol) == WORDS[model]
    assert all(row.record.does for row in protocols.steps(ws, protocol))


def test_the_initials_of_a_model_spell_it_and_every_one_can_be_chosen() -> None:
    assert set(WORDS) == {key for key, _label in recovery_protocol.MODELS} == set(MODELS)
    for model in ("last", "heard", "learn", "latte"):
        assert "".join(step.name[0] for step in MODELS[model]).casefold() == model


def test_another_model_takes_the_place_of_steps_that_nobody_touched(ws: Workspace) -> None:
    protocol = add(ws, model="heard")
    ws.run("model", lambda tx: protocols.use_model(tx, protocol, "latte"))
    assert names(ws, protocol) == WORDS["latte"]
    ws.undo()
    assert names(ws, protocol) == WORDS["heard"]


def test_what_somebody_wrote_stays_behind_the_steps_of_the_model(ws: Workspace) -> None:
    protocol = add(ws, model="last")
    listen, apologise, *_rest = protocols.steps(ws, protocol)
    ws.change(ProtocolStep, listen.id, name="Sit down with them")
    ws.change(ProtocolStep, apologise.id, words="I am sorry.")
    ws.add(ProtocolStep(protocol=protocol, name="Ring in the evening"))
    ws.run("model", lambda tx: protocols.use_model(tx, protocol, "learn"))
    assert names(ws, protocol) == [
        *WORDS["learn"], "Sit down with them", "Apologise", "Ring in the evening",
    ]  # fmt: skip
    assert [row.record.position for row in protocols.steps(ws, protocol)] == list(range(1, 9))


def test_steps_of_ones_own_keep_those_that_are_there(ws: Workspace) -> None:
    protocol = add(ws, model="last")
    ws.run("model", lambda tx: protocols.use_model(tx, protocol, "own"))
    assert names(ws, protocol) == WORDS["last"]
    assert ws.get(RecoveryProtocol, protocol).record.model == "own"


def test_the_protocol_of_a_defect_is_the_first_in_use(ws: Workspace) -> None:
    late = defect(ws)
    draft = add(ws, "A draft", defects=(late,))
    ws.change(RecoveryProtocol, draft, state="draft")
    first, _second = add(ws, "First", defects=(late,)), add(ws, "Second", defects=(late,))
    found = protocols.for_defect(ws, late)
    assert found is not None
    assert found.id == first
    assert protocols.for_defect(ws, None) is None
    ws.change(RecoveryProtocol, first, state="retired")
    assert protocols.for_defect(ws, late).record.name == "Second"  # type: ignore[union-attr]


def test_a_protocol_made_for_a_defect_is_called_like_it(ws: Workspace) -> None:
    late = defect(ws, "We run late,\nand nobody says so. " + "x" * 300)
    protocol = ws.run("make", lambda tx: protocols.add_for_defect(tx, late))
    record = ws.get(RecoveryProtocol, protocol).record
    assert record.name.startswith("We run late, and nobody says so.")
    assert len(record.name) <= 120
    assert record.defects == (late,)
    assert names(ws, protocol) == WORDS["last"]


def test_a_new_version_keeps_all_that_was_said(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    role = ws.add(Role(name="Front desk"))
    late = defect(ws)
    protocol = add(ws, "Late", defects=(late,))
    ws.change(RecoveryProtocol, protocol, words=("It will be ten minutes.",), never_say=("It is Saturday.",),
              acknowledge_minutes=5, resolve_minutes=90, follow_up_days=1)  # fmt: skip
    ws.add(ProtocolStep(protocol=protocol, name="Say", does="The real\nminutes", words="Ten.", role=role,
                        within_minutes=2))  # fmt: skip
    monkeypatch.setattr(clock, "today", lambda: date(2027, 1, 4))
    number = ws.run("v2", lambda tx: protocols.new_version(tx, protocol, "Too slow", name="We run late"))
    assert number == ws.get(RecoveryProtocol, protocol).record.version == 2
    (frozen,) = protocols.versions(ws, protocol)
    assert (frozen.version, frozen.name, frozen.why_changed) == (1, "Late", "Too slow")
    assert frozen.until_on == date(2027, 1, 4)
    assert frozen.said == (
        "Name: Late", "For: We run late.", "Model: Our own steps",
        "1. Say · The real minutes · “Ten.” · within 2 minutes",
        "Say: “It will be ten minutes.”", "Never say: “It is Saturday.”",
        "First answer within 5 minutes", "Put right within 1 hour and 30 minutes", "Asked again after 1 day",
    )  # fmt: skip
    assert ws.get(RecoveryProtocol, protocol).record.name == "We run late"
    monkeypatch.setattr(clock, "today", lambda: date(2027, 2, 1))
    ws.run("v3", lambda tx: protocols.new_version(tx, protocol, "Once more"))
    assert protocols.versions(ws, protocol)[1].from_on == date(2027, 1, 4)


def test_a_new_version_needs_a_reason_and_can_be_taken_back(ws: Workspace) -> None:
    protocol = add(ws)
    with pytest.raises(InputError) as refused:
        ws.run("v2", lambda tx: protocols.new_version(tx, protocol, "  "))
    assert "why_changed" in refused.value.fields
    assert ws.count(ProtocolVersion) == 0
    ws.run("v2", lambda tx: protocols.new_version(tx, protocol, "Because"))
    ws.undo()
    assert ws.count(ProtocolVersion) == 0
    assert ws.get(RecoveryProtocol, protocol).record.version == 1


def test_what_was_changed_a_moment_ago_belongs_to_the_new_version(ws: Workspace) -> None:
    protocol = add(ws, "Late")
    before = protocols.said_by(ws, protocol)
    ws.change(RecoveryProtocol, protocol, name="Running late")
    ws.run("v2", lambda tx: protocols.new_version(tx, protocol, "Clearer", said=before))
    assert protocols.versions(ws, protocol)[0].said[0] == "Name: Late"


@given(st.integers(0, 100_000))
def test_minutes_in_words_say_the_same_time(minutes: int) -> None:
    figures = [int(word) for word in protocols.minutes_text(minutes).split() if word.isdigit()]
    hours = figures[0] if "hour" in protocols.minutes_text(minutes) else 0
    rest = figures[-1] if "minute" in protocols.minutes_text(minutes) else 0
    assert hours * 60 + rest == minutes
    assert rest < 60


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (135, "2 hours and 15 minutes")],
)
def test_minutes_in_words(minutes: int, words: str) -> None:
    assert protocols.minutes_text(minutes) == words
