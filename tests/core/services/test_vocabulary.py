"""V12: the shop's words in every text, and in what was written before if she wants."""

from __future__ import annotations

from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.services import vocabulary
from cxdesk.workspace import Workspace

OLD = {"customer": ("guest", "guests"), "visit": ("visit", "visits")}
NEW = {"customer": ("patient", "patients"), "visit": ("visit", "visits")}


def test_texts_follow_a_new_word_whole_words_only_and_undo_as_one(ws: Workspace) -> None:
    stage = ws.add(
        Stage(name="Guests arrive", wants="The guest's coat; the guesthouse. GUEST", aim="greet guests")
    )
    role = ws.add(Role(name="Desk", examples=("Names the guest", "Nods")))
    ws.add(NeverAlways(side="never", text="Point"))
    assert vocabulary.places(ws, ws.kinds, OLD, NEW) == 2
    assert ws.run("words", lambda tx: vocabulary.follow(tx, ws.kinds, OLD, NEW)) == 2
    record = ws.get(Stage, stage).record
    assert (record.name, record.aim) == ("Patients arrive", "greet patients")
    assert record.wants == "The patient's coat; the guesthouse. GUEST"
    assert ws.get(Role, role).record.examples == ("Names the patient", "Nods")
    ws.undo()
    assert ws.get(Stage, stage).record.name == "Guests arrive"


def test_same_words_change_nothing(ws: Workspace) -> None:
    ws.add(Stage(name="Guests arrive"))
    assert vocabulary.places(ws, ws.kinds, OLD, OLD) == 0
