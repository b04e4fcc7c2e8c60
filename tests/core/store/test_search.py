"""The search tables: scripts without spaces, long questions, and what they forget."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.person import Person
from cxdesk.entities.shop import Shop
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
