"""Which column is what, kept under a name: for the next file with the same columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.entities.import_mapping import ImportMapping
from cxdesk.entities.shop import Shop
from cxdesk.errors import UserError
from cxdesk.services.imports import batches, kept_mappings, mapping, tables
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.tables import Reading
from cxdesk.workspace import Workspace, through
from tests.core.test_cli import cx

TILL = "Wer;Kanal;Wann\nAnna Berger;0171 1234567;x\nBen Ost;0171 7654321;y\n"
SAID = Mapping(columns={"name": "Wer", "phone": "Kanal"})
WORDS = st.text(min_size=1, max_size=8)


def opened(ws: Workspace, text: str = TILL, name: str = "till.csv") -> tables.Table:
    path = ws.path.with_name(name)
    path.write_text(text, encoding="utf-8")
    return batches.open_file(path)


def keep(ws: Workspace, name: str = "Till", said: Mapping = SAID) -> int:
    return ws.run("keep", lambda tx: kept_mappings.keep(tx, "customers", name, said, opened(ws)))


def test_the_next_file_with_the_same_columns_is_read_by_it_and_says_so(ws: Workspace) -> None:
    keep(ws)
    again = opened(ws, TILL.replace("Anna Berger", "Cara West"), "next.csv")
    made = through(batches.preview(ws, "customers", again))
    assert made.plan.notices[0] == "Read as kept under “Till”."
    assert [(item.what, item.title) for item in made.plan.tally.items] == [
        ("add", "Cara West"),
        ("add", "Ben Ost"),
    ]


@pytest.mark.parametrize("head", ["Wer;Kanal", "Wer;Kanal;Wann;Wo", "Wer;Kanal;Wo"])
def test_other_columns_are_not(ws: Workspace, head: str) -> None:
    keep(ws)
    body = TILL.split("\n", 1)[1]
    assert kept_mappings.fitting(ws, "customers", opened(ws, f"{head}\n{body}")) is None


def test_the_order_of_columns_does_not_matter_and_the_kind_does(ws: Workspace) -> None:
    keep(ws)
    table = opened(ws, "Wann;Wer;Kanal\nx;Anna Berger;0171 1234567\ny;Ben;0171 1234568\n")
    found = kept_mappings.fitting(ws, "customers", table)
    assert found is not None
    assert found.mapping.columns == SAID.columns
    assert kept_mappings.fitting(ws, "visits", table) is None


def test_the_same_name_gives_way_and_the_newest_counts(ws: Workspace) -> None:
    first = keep(ws)
    other = keep(ws, "Other", Mapping(columns={"name": "Wer"}))
    assert keep(ws, " till ", Mapping(columns={"called": "Wer", "phone": "Kanal"})) == first
    assert [row.record.name for row in ws.rows(ImportMapping)] == ["Other", "Till"]
    found = kept_mappings.fitting(ws, "customers", opened(ws))
    assert found is not None
    assert found.id == other
    assert [one.name for one in kept_mappings.usable(ws, "customers", opened(ws))] == ["Other", "Till"]


def test_what_another_version_wrote_is_passed_over(ws: Workspace) -> None:
    keep(ws)
    for text in ('{"spell": 1}', "[", "{}"):
        ws.add(ImportMapping(name="From elsewhere", kind="customers", columns=text))
    assert [one.name for one in kept_mappings.kept(ws, "customers")] == ["From elsewhere", "Till"]
    found = kept_mappings.fitting(ws, "customers", opened(ws))
    assert found is not None
    assert found.name == "Till"


def test_a_name_that_is_not_kept_is_said_with_those_that_are(ws: Workspace) -> None:
    with pytest.raises(UserError, match="none is kept yet"):
        kept_mappings.named(ws, "customers", "Shop")
    keep(ws)
    assert kept_mappings.named(ws, "customers", "TILL ").columns == SAID.columns
    with pytest.raises(UserError, match="Kept are: Till"):
        kept_mappings.named(ws, "customers", "Shop")


@given(
    st.dictionaries(st.sampled_from(("name", "phone", "note")), WORDS), st.lists(WORDS, unique=True),
    st.sampled_from(("", ".", ",")), st.sampled_from(("", "dmy", "ymd")), st.integers(0, 9), WORDS,
)  # fmt: skip
def test_what_is_kept_is_read_back(
    columns: dict[str, str], headings: list[str], decimal: str, dates: str, head: int, sheet: str
) -> None:
    said = Mapping(
        columns=columns, decimal=decimal, dates=dates, reading=Reading(sheet=sheet, head=head),  # type: ignore[arg-type]
        headings=tuple(headings), fixed={"unknown": "skip"},
    )  # fmt: skip
    assert mapping.from_json(json.loads(json.dumps(mapping.to_json(said)))) == said


def test_headings_are_texts() -> None:
    with pytest.raises(UserError, match="list of texts"):
        mapping.from_json({"headings": [1]})


def test_the_command_line_keeps_one_and_goes_by_it(tmp_path: Path) -> None:
    file, table = tmp_path / "x.cxdesk", tmp_path / "till.csv"
    Workspace.create(file, Shop(name="Willow")).close()
    table.write_text(TILL, encoding="utf-8")
    told = tmp_path / "m.json"
    told.write_text(json.dumps(mapping.to_json(SAID)), encoding="utf-8")

    def run(*words: str) -> tuple[int, str]:
        done = cx("import", file, "customers", table, *words)
        return done.exit_code, done.output

    assert run("--save-mapping", "Till", "--dry-run")[0] == 2
    code, said = run("--mapping", str(told), "--save-mapping", "Till")
    assert (code, "Added 2" in said) == (0, True)
    code, said = run("--mapping", "till", "--dry-run")
    assert (code, "2 are as they are" in said) == (0, True)
    assert "Read as kept under “Till”" in run("--dry-run")[1]
    code, said = run("--mapping", "Shop")
    assert (code, "Kept are: Till" in said) == (1, True)
    assert "is not there" in run("--mapping", "gone.json")[1]
