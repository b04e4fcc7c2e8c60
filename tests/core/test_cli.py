"""The command line: what it prints where, how it ends, and that it writes through the funnel."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxdesk import paths
from cxdesk.cli import group
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services import standards, trades
from cxdesk.store import db
from cxdesk.workspace import Workspace
from tests.core.sample_file import copied


def cx(*words: object) -> Result:
    return CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed workspace with a stage and a standard."""
    return copied(_make, tmp_path / "willow.cxdesk")


def _make(path: Path) -> None:
    ws = Workspace.create(path, Shop(name="Willow"))
    stage = ws.add(Stage(name="Arrive"))
    ws.add(Standard(stage=stage, text="Smile"))
    ws.close()


def test_help_names_every_command() -> None:
    help_text = cx("--help").stdout
    for word in (
        "new",
        "kinds",
        "records",
        "set",
        "add",
        "trades",
        "sheets",
        "print",
        "check",
        "backup",
        "restore",
        "export",
    ):
        assert f"  {word} " in help_text


@pytest.mark.parametrize("trade", ["salon", "cafe"])
def test_new_makes_a_workspace_with_starter_content(tmp_path: Path, trade: str) -> None:
    path = tmp_path / "new.cxdesk"
    assert cx("new", path, "--trade", trade, "--name", "Ours").exit_code == 0
    stages = json.loads(cx("records", path, "stage", "--json").stdout)
    assert len(stages) >= 5
    defects = [
        row for row in json.loads(cx("records", path, "standard", "--json").stdout) if row["kind"] == "defect"
    ]
    assert len(defects) >= 15


def test_the_help_of_new_names_every_trade(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    said = cx("new", "--help").stdout
    assert "one of: " + ", ".join(info.trade for info in trades.available()) in said


def test_trades_are_listed_with_what_each_holds() -> None:
    said = cx("trades").stdout.splitlines()
    names = [info.trade for info in trades.available()]
    assert [line.split()[0] for line in said[: len(names)]] == names
    (head,) = (number for number, line in enumerate(said) if line.split() == names)
    counted = {}
    for line in filter(str.strip, said[head + 1 :]):
        words = line.split()
        counted[" ".join(words[: -len(names)])] = words[-len(names) :]
    salon = trades.load("salon")
    assert counted["stages"][0] == str(len(salon.stages))
    assert counted["What can go wrong"][0] == str(sum(one.kind == "defect" for one in salon.standards))
    assert counted["Never"][0] == str(sum(one.side == "never" for one in salon.never_always))
    later = said[said.index("Written already, for a later version:") + 1 :]
    assert len(later) == len(trades.waiting())
    assert counted["recovery protocols"][0] == str(len(salon.protocols))
    assert counted["test questions"][0] == later[0].split()[-len(names)] == str(len(salon.questions))


def test_trades_as_json_have_the_counts_of_what_new_adds(tmp_path: Path) -> None:
    found = {one["trade"]: one for one in json.loads(cx("trades", "--json").stdout)}
    assert set(found) == {info.trade for info in trades.available()}
    assert set(found["gym"]["waiting"]) < set(found["gym"]["counts"])
    path = tmp_path / "gym.cxdesk"
    cx("new", path, "--trade", "gym", "--name", "Ours")
    added = json.loads(cx("records", path, "standard", "--json").stdout)
    for kind in ("defect", "operational", "experiential", "above_beyond"):
        assert found["gym"]["counts"][kind] == sum(row["kind"] == kind for row in added) > 0
    for section, kind in (("roles", "role"), ("cues", "cue"), ("huddles", "huddle_topic")):
        rows = json.loads(cx("records", path, kind, "--json").stdout)
        assert found["gym"]["counts"][section] == len(rows) > 0


@pytest.mark.parametrize("command", ["sheets", "packs"])
def test_flags_are_shown_as_they_are_typed(command: str) -> None:
    said = cx(command).stdout
    assert "True" not in said
    assert "False" not in said
    assert ("(default: yes)" in said) == (command == "sheets")


def test_new_never_writes_over_a_file(file: Path) -> None:
    before = file.read_bytes()
    result = cx("new", file, "--trade", "salon", "--name", "Other")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "already" in result.stderr
    assert file.read_bytes() == before


def test_kinds_as_json_name_fields_and_choices() -> None:
    kinds = {kind["kind"]: kind for kind in json.loads(cx("kinds", "--json").stdout)}
    fields = {field["name"]: field for field in kinds["standard"]["fields"]}
    assert fields["kind"]["choices"] == ["defect", "operational", "experiential", "above_beyond"]
    assert fields["stage"]["to"] == "stage"


def test_records_as_json_have_id_and_every_field(file: Path) -> None:
    result = cx("records", file, "stage", "--json")
    (row,) = json.loads(result.stdout)
    assert (row["id"], row["name"], row["position"], row["active"]) == (1, "Arrive", 1, True)
    assert result.stderr == ""


def test_set_changes_fields_and_the_history_says_who(file: Path) -> None:
    assert (
        cx("set", file, "standard", 1, "text=Smile first", "seconds=5", "cost=1.50", "--as", "Lea").exit_code
        == 0
    )
    (row,) = json.loads(cx("records", file, "standard", "--json").stdout)
    assert (row["text"], row["seconds"], row["cost"]) == ("Smile first", 5, "1.50")
    ws = Workspace.open(file, read_only=True)
    assert ws.history(Standard, 1)[0].who == "Lea"
    ws.close()


def test_set_and_add_say_what_they_did_in_one_sentence(file: Path) -> None:
    words = ("set", file, "standard", 1, "text=Smile first", "seconds=5")
    first, again = cx(*words), cx(*words)
    assert (first.stdout, first.stderr) == ("", "Changed text, seconds: standard 1 “Smile first”.\n")
    assert again.stderr == "Nothing to change, it said so already: standard 1 “Smile first”.\n"
    newer = cx("set", file, "standard", 1, "text=Smile", "--new-version", "shorter")
    assert newer.stderr == "Version 2 has begun: standard 1 “Smile”.\n"
    added = cx("add", file, "person", "name=Lea", "--json")
    assert (json.loads(added.stdout)["id"], added.stderr) == (1, "Added: person 1 “Lea”.\n")


def test_set_with_a_new_version_freezes_the_old_one(file: Path) -> None:
    assert (
        cx("set", file, "standard", 1, "text=Smile, then speak", "--new-version", "asked twice").exit_code
        == 0
    )
    ws = Workspace.open(file, read_only=True)
    assert [version.text for version in standards.versions(ws, 1)] == ["Smile"]
    ws.close()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (["seconds=soon"], "whole number"),
        (["seconds=-1"], "smallest"),
        (["review_on=3.4.2024"], "year-month-day"),
        (["colour=red"], "not a field"),
        (["stage=9"], "no stage"),
        (["text="], "empty"),
        (["kind=nice"], "Choose one of"),
    ],
)
def test_set_refuses_with_a_sentence_and_changes_nothing(
    file: Path, values: list[str], sentence: str
) -> None:
    before = json.loads(cx("records", file, "standard", "--json").stdout)
    result = cx("set", file, "standard", 1, *values)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr
    assert json.loads(cx("records", file, "standard", "--json").stdout) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["set", "FILE", "standard", "9", "text=x"], 1),
        (["set", "FILE", "custmer", "1", "text=x"], 1),
        (["set", "FILE", "standard", "1", "text"], 2),
        (["set", "FILE", "standard", "one", "text=x"], 2),
        (["records", "nowhere.cxdesk", "stage"], 1),
        (["add", "FILE", "shop", "name=Two"], 1),
        (["frobnicate"], 2),
        (["new"], 2),
    ],
)
def test_exit_codes(file: Path, words: list[str], code: int) -> None:
    result = cx(*(file if word == "FILE" else word for word in words))
    assert result.exit_code == code
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_add_names_the_fields_where_one_is_misspelt(file: Path) -> None:
    result = cx("add", file, "person", "nmae=José")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nmae is not a field here. The fields are: name," in result.stderr


def test_add_prints_the_number_of_the_record(file: Path) -> None:
    result = cx("add", file, "person", "name=José", "joined_on=2024-05-01")
    assert result.stdout == "1\n"
    (row,) = json.loads(cx("records", file, "person", "--json").stdout)
    assert (row["name"], row["joined_on"]) == ("José", "2024-05-01")


def test_an_export_writes_over_nothing_but_an_earlier_export(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "person.csv").write_text("mine")
    done = cx("export", file, "--to", out)
    assert done.exit_code == 1
    assert "There is a file person.csv in" in done.stderr
    assert [path.read_text() for path in out.iterdir()] == ["mine"]
    (out / "person.csv").unlink()
    assert "earlier export" not in cx("export", file, "--to", out).stderr
    again = cx("export", file, "--to", out)
    assert again.exit_code == 0
    assert "replaced the earlier export" in again.stderr


def test_export_and_import_go_round(file: Path, tmp_path: Path) -> None:
    assert cx("export", file, "--to", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out/standard.csv").read_text(encoding="utf-8-sig").startswith("id,stage,position")
    again = tmp_path / "again.cxdesk"
    assert cx("import", tmp_path / "out/cxdesk.json", again).exit_code == 0
    assert json.loads(cx("records", again, "standard", "--json").stdout)[0]["text"] == "Smile"


def test_search_that_lost_a_record_is_told_and_made_again(file: Path) -> None:
    broken = db.connect(file)
    broken.execute("DELETE FROM search_stage")
    broken.close()
    assert cx("check", file).exit_code == 1
    assert cx("check", file, "--rebuild-search").exit_code == 0
    assert cx("check", file).stderr == "willow.cxdesk is whole.\n"


def test_a_foreign_file_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "letter.cxdesk"
    path.write_text("Dear all,\n" * 100)
    result = cx("records", path, "stage")
    assert result.exit_code == 1
    assert "not a CX Desk file" in result.stderr


@pytest.mark.logs
def test_a_fault_of_ours_is_a_sentence_and_its_details_are_in_the_log(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "Anna's " + "secret"

    def broken(_self: Workspace, _kind: str) -> None:
        raise ZeroDivisionError(typed)

    monkeypatch.setattr(Workspace, "spec", broken)
    result = cx("records", file, "stage")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr
    logged = (paths.log_dir() / "cxdesk.log").read_text()
    assert "test_cli.py" in logged
    assert typed not in logged
