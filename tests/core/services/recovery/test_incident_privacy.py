"""What is noted of incidents and promises is personal: found by no search, logged nowhere, gone with them."""

from __future__ import annotations

import logging
from datetime import date

import pytest

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.promise import Promise
from cxdesk.services.customers import erase, subject
from cxdesk.services.recovery import incidents, promises
from cxdesk.services.recovery.incidents import Told
from cxdesk.services.recovery.promises import Given
from cxdesk.workspace import Workspace

SECRETS = ("Zephyrina", "zinnober", "xylophone", "quixotic")


@pytest.fixture
def ana(ws: Workspace) -> int:
    """Somebody with an incident and a promise, and somebody else with theirs."""
    ana, bea = ws.add(Customer(name="Zephyrina Ash")), ws.add(Customer(name="Bea"))
    for who, happened, words in ((ana, "zinnober on the sleeve", "xylophone"), (bea, "cold water", "brr")):
        told = Told(happened, customer=who, words=words)
        made = ws.run("log what went wrong", lambda tx, told=told: incidents.log(tx, told))
        ws.add(IncidentStep(incident=made, name="Listen"))
        given = Given("a quixotic call" if who == ana else "a towel", clock.today(), incident=made)
        ws.run("note a promise", lambda tx, given=given: promises.add(tx, given))
    return ana


def test_no_search_finds_what_was_said(ws: Workspace, ana: int) -> None:
    for word in ("zinnober", "xylophone", "quixotic"):
        assert ws.search(word) == []
    assert [(hit.kind, hit.id) for hit in ws.search("zephyrina")] == [("customer", ana)]


def test_no_log_and_no_label_says_it(ws: Workspace, ana: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        made = ws.rows(Incident, customer=ana)[0].id
        ws.change(Incident, made, happened="zinnober and xylophone")
        ws.undo()
    assert not any(word in caplog.text for word in SECRETS)
    labels = [entry.label for entry in ws.history(Incident, made)] + [ws.undo_label or ""]
    assert not any(word in " ".join(labels) for word in SECRETS)


def test_with_somebody_goes_all_that_hangs_on_them_and_nothing_else(ws: Workspace, ana: int) -> None:
    erase.erase(ws, ana)
    assert [row.record.happened for row in ws.rows(Incident)] == ["cold water"]
    assert [row.record.what for row in ws.rows(Promise)] == ["a towel"]
    assert ws.count(IncidentStep) == 1
    data = ws.path.read_bytes()
    assert not any(word.encode() in data for word in SECRETS)


def test_the_copy_for_somebody_has_theirs_alone(ws: Workspace, ana: int) -> None:
    text = subject.as_text(ws, subject.held(ws, ana), date(2026, 11, 20))
    assert all(word in text for word in SECRETS)
    assert "cold water" not in text
    assert "towel" not in text
