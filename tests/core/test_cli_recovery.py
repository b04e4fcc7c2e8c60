"""`cxdesk incident`: logged as in the window, refused in a sentence."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxdesk import clock
from cxdesk.cli.main import group
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.person import Person
from cxdesk.entities.promise import Promise
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.workspace import Workspace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A shop with two defects, one with a protocol, and two people on file."""
    path = tmp_path / "willow.cxdesk"
    ws = Workspace.create(path, Shop(name="Willow & Co."), who="Maya")
    stage = ws.add(Stage(name="The cut"))
    brassy = ws.add(Standard(stage=stage, kind="defect", text="Colour turned brassy"))
    ws.add(Standard(stage=stage, kind="defect", text="Colour on the collar"))
    ws.add(Standard(stage=stage, kind="operational", text="Colour chart first"))
    protocol = ws.add(RecoveryProtocol(name="Colour", defects=(brassy,), resolve_minutes=60))
    ws.add(ProtocolStep(protocol=protocol, name="Listen"))
    ws.add(Customer(name="Ana Nowak"))
    ws.add(Person(name="Lea"))
    ws.close()
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(group, ["incident", *map(str, words)])


def test_an_incident_is_logged_with_names(file: Path) -> None:
    told = ("--text", "Brassy", "--defect", "colour turned", "--customer", "ana nowak", "--taken-by", "lea")
    result = run(file, *told, "--severity", 2, "--words", "A lamp", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (found["severity"], found["again"]) == (2, False)
    assert [step["name"] for step in found["steps"]] == ["Listen"]
    assert found["resolve_by"] > clock.stamp(clock.now())
    ws = Workspace.open(file, read_only=True)
    record = ws.get(Incident, found["id"]).record
    customer, person = ws.get(Customer, record.customer or 0), ws.get(Person, record.taken_by or 0)
    assert (customer.record.name, person.record.name) == ("Ana Nowak", "Lea")
    assert (record.words, record.channel) == ("A lamp", "in_person")
    ws.close()


def test_the_same_again_is_said(file: Path) -> None:
    run(file, "--text", "Once", "--customer", "Ana Nowak")
    result = run(file, "--text", "Twice", "--customer", "Ana Nowak")
    assert "1 time before in 60 days" in result.stderr
    found = json.loads(run(file, "--text", "Thrice", "--customer", 1, "--json").stdout)
    assert (found["severity"], found["given_severity"], found["again"]) == (2, 1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--defect", "colour"), "can be several"),
        (("--defect", "Colour chart first"), "There is no defect called “Colour chart first”."),
        (("--customer", "Nobody"), "called “Nobody”"),
        (("--number", "7"), "There is no slip F-0007"),
        (("--on", "2999-01-01"), "still to come"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(file: Path, words: tuple[str, ...], said: str) -> None:
    result = run(file, "--text", "x", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    ws = Workspace.open(file, read_only=True)
    assert ws.count(Incident) == 0
    ws.close()


def test_due_lists_promises_first_with_their_age(file: Path) -> None:
    ws = Workspace.open(file, who="Maya")
    ws.add(Promise(what="Call back", due_on=clock.today() - timedelta(days=1)))
    ws.add(Incident(happened="Old", happened_on=clock.today() - timedelta(days=9)))
    ws.close()
    found = json.loads(CliRunner().invoke(group, ["due", str(file), "--json"]).stdout)
    told = [(line["sort"], line["age"], line["late"]) for line in found[:2]]
    assert told == [("promise", 1, True), ("incident", 2, True)]
