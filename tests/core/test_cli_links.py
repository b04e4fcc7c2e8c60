"""Links on the command line: by the name of the other record as well as by its number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.workspace import Workspace
from tests.core.test_cli import cx


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "willow.cxdesk"
    ws = Workspace.create(path, Shop(name="Willow"))
    for name in ("Technician", "Front desk", "Helfer für alles", "Trainee", "Trainee"):
        ws.add(Role(name=name))
    ws.add(Stage(name="Arrive"))
    ws.close()
    return path


def added(file: Path, kind: str, *values: str) -> dict[str, object]:
    done = cx("add", file, kind, *values, "--json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("written", "role"),
    [("Technician", 1), ("front DESK ", 2), ("HELFER FUR ALLES", 3), ("2", 2), ("", None)],
)
def test_a_link_is_a_name_or_a_number(file: Path, written: str, role: int | None) -> None:
    assert added(file, "person", "name=Lea", f"role={written}")["role"] == role


def test_several_links_are_names_or_numbers(file: Path) -> None:
    row = added(file, "standard", "stage=arrive", "text=Smile", "roles=technician; 2")
    assert (row["stage"], row["roles"]) == (1, [1, 2])
    assert cx("set", file, "standard", "1", "roles=Front desk").exit_code == 0
    with_front_desk = Workspace.open(file)
    assert with_front_desk.get(Standard, 1).record.roles == (2,)
    with_front_desk.close()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("trainee", "“trainee” is the name of several: 4 “Trainee”, 5 “Trainee”. Write the number."),
        ("Boss", "There is no “Boss”. There are: 1 “Technician”, 2 “Front desk”,"),
        ("-", "There is no “-”"),
    ],
)
def test_what_names_no_record_or_several_is_said_with_the_choices(
    file: Path, written: str, said: str
) -> None:
    done = cx("add", file, "person", "name=Lea", f"role={written}")
    assert done.exit_code == 1
    assert said in done.stderr
    ws = Workspace.open(file)
    assert ws.count(Person) == 0
    ws.close()


def test_where_there_is_nothing_to_link_to_it_says_so(file: Path) -> None:
    done = cx("add", file, "sign_off", "person=Lea", "item=Smile")
    assert "there are none yet" in done.stderr
