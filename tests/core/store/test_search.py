"""The search tables: scripts without spaces, long questions, and what they forget."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.customer import Customer
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.person import Person
from cxdesk.entities.preference import Preference
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.store import history
from cxdesk.store.repository import MOST_WORDS
from cxdesk.text import in_pairs
from cxdesk.workspace import Query, Workspace


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("cafe 9", "cafe 9"), ("齋藤さ", " 齋藤 藤さ さ "), ("ab王cd", "ab 王 cd")],
)
def test_runs_without_spaces_become_pairs(text: str, pairs: str) -> None:
    assert in_pairs(text) == pairs


@pytest.mark.parametrize(
    "asked", ["齋", "藤", "ら", "齋藤", "藤さ", "くら", "藤さくら", "齋 さく", "さくら ab"]
)
def test_every_part_of_a_run_finds_it(ws: Workspace, asked: str) -> None:
    ws.add(Person(name="齋藤さくら ab王"))
    ws.add(Person(name="高橋"))
    assert [hit.title for hit in ws.search(asked)] == ["齋藤さくら ab王"]


def test_letters_that_do_not_stand_together_are_not_found(ws: Workspace) -> None:
    ws.add(Person(name="齋藤さくら"))
    assert ws.search("齋さ") == []


def test_a_search_in_an_order_finds_the_same(ws: Workspace) -> None:
    for name in ("陽菜 王", "王芳", "Ann"):
        ws.add(Person(name=name))
    assert len(ws.ids(Person, Query(text="王", order=(("name", True),)))) == 2
    assert len(ws.ids(Person, Query(text=" - ", order=(("name", True),)))) == 0


def test_a_pasted_page_is_no_burden(ws: Workspace) -> None:
    name = " ".join(f"{i}" for i in range(MOST_WORDS))[:80]
    ws.add(Person(name=name))
    assert ws.search(f"{name[:70]} {'zz ' * 5_000}") == []
    assert ws.search(" ".join(["1"] * MOST_WORDS + ["zz"] * 5_000))


def test_what_left_the_trash_can_not_be_read_in_the_file(
    ws_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = Workspace.create(ws_path, Shop(name="Willow"))
    for name in ("Zanzibar Quux", "Ann Lee", "Ben Fox"):
        ws.add(Person(name=name))
    ws.remove(Person, 1)
    assert b"zanzibar" in ws_path.read_bytes()
    late = clock.now() + timedelta(days=history.TRASH_DAYS + 1)
    monkeypatch.setattr(clock, "now", lambda: late)
    ws.finish()
    assert b"zanzibar" not in ws_path.read_bytes()
    assert b"Zanzibar" not in ws_path.read_bytes()
    again = Workspace.open(ws_path)
    assert [hit.title for hit in again.search("lee")] == ["Ann Lee"]
    again.close()


def test_what_hangs_on_another_page_is_found_too(ws: Workspace) -> None:
    ws.add(Action(what="Order counter wipes"))
    ws.add(FiveWhys(problem="The board was wrong", root="Nobody looks after the chalk"))
    ws.add(RecoveryProtocol(name="Cold coffee", words=("I make you a new one",)))
    assert [(hit.kind, hit.label) for hit in ws.search("counter wipes")] == [("action", "action")]
    assert [(hit.kind, hit.title) for hit in ws.search("chalk")] == [("five_whys", "The board was wrong")]
    assert [hit.title for hit in ws.search("cold cof")] == ["Cold coffee"]


def test_every_kind_that_has_words_of_its_own_is_searched_but_those_left_out_on_purpose(
    ws: Workspace,
) -> None:
    left_out = {
        *("incident", "incident_step", "promise", "visit", "why", "yes_step", "sign_off"),
        *("standard_version", "protocol_version", "metric_version", "metric_target", "part_value"),
        *("closed_day", "opening_hours", "person_result"),
        *("import_batch", "import_mapping", "erasure", "print_record", "paper_form"),
    }
    assert {spec.table for spec in ws.kinds if not spec.told} == left_out


def test_what_fits_best_comes_first(ws: Workspace) -> None:
    ws.add(Stage(name="Order", wants="Oat or cow", aim="Ask for the milk"))
    ws.add(Stage(name="Receive", wants="Oat milkshake"))
    ws.add(Customer(name="Noted", note="Oat milk, window seat"))
    liked = ws.add(Customer(name="Liked"))
    ws.add(Preference(customer=liked, text="oat milk"))
    ws.add(Action(what="Buy oat milk"))
    found = [hit.title for hit in ws.search("oat milk")]
    assert found == ["Buy oat milk", "Noted", "Liked", "Receive", "Order"]


def test_no_kind_crowds_the_others_out(ws: Workspace) -> None:
    for number in range(6):
        ws.add(Stage(name=f"Almond {number}"))
    ws.add(Action(what="Order almonds"))
    assert [hit.kind for hit in ws.search("almond", 5)].count("action") == 1
    assert len(ws.search("almond", 5)) == 5
