"""Files as people have them: read as what they are, or refused with a sentence; what was taken is said."""

from __future__ import annotations

import csv
import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.errors import EnvironmentFault, UserError
from cxdesk.services.imports import tables
from cxdesk.services.imports.tables import Reading, open_table
from tests.core.services.imports.workbook_kit import Day, ods, xlsx

ROWS = [("metric", "period", "value"), ("Büro, 1", "2026-W40", "42"), ("Łódź", "2026-W41", "4\n3")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "numbers.csv"


def put(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def cells(path: Path, reading: Reading | None = None) -> list[tuple[object, ...]]:
    return [line.cells for line in open_table(path, reading).lines()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250"])
def test_any_usual_file_is_read_as_it_was_meant(file: Path, delimiter: str, encoding: str) -> None:
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(ROWS)
    reading = Reading(encoding="cp1250") if encoding == "cp1250" else None
    table = open_table(file, reading)
    assert table.head == ROWS[0]
    assert [line.cells for line in table.lines()] == ROWS[1:]
    assert table.reading.delimiter == delimiter


def test_letters_that_are_a_guess_are_said_to_be_one(file: Path) -> None:
    table = open_table(put(file, "metric;value\nBüro;1\n", "cp1252"))
    assert [line.cells for line in table.lines()] == [("Büro", "1")]
    assert not table.sure
    assert "look whether names read well" in tables.described(table)
    assert tables.sign_name(";") in tables.described(table)
    assert "UTF-8" in tables.described(open_table(put(file, "metric;value\nBüro;1\n")))


def test_decimal_commas_do_not_part_columns(file: Path) -> None:
    put(file, "Day;Sales;Note\n" + "".join(f"{day:02}.11.2026;1.{100 + day},50;\n" for day in range(1, 20)))
    assert cells(file)[0] == ("01.11.2026", "1.101,50", "")


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("a,b\n\n1,2\n,\n\f,\u00a0\n3\n", [(3, ("1", "2")), (6, ("3",))]),  # empty and ragged lines
        ('a,b\n"x\ny",2\n3,4\n', [(2, ("x\ny", "2")), (4, ("3", "4"))]),  # the number of where it begins
        ("Sales of 2026\n\na,b\n1,2\n", [(4, ("1", "2"))]),  # a title above
        ("sep=|\na|b\n1|2\n", [(3, ("1", "2"))]),
        ("a,b\n=1+1,@x\n", [(2, ("=1+1", "@x"))]),  # what looks like a formula is text
    ],
)
def test_lines_keep_their_numbers(file: Path, content: str, lines: list[tuple[int, tuple[str, ...]]]) -> None:
    found = [(line.number, line.cells) for line in open_table(put(file, content)).lines()]
    assert found == lines


def test_an_empty_byte_is_no_end(file: Path) -> None:
    (line,) = open_table(put(file, b"a,b\nx\0y,2\n")).lines()
    assert [tables.text_of(cell) for cell in line.cells] == ["xy", "2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n\n", "is empty"),
        (b"Dear diary\ntoday was fine\n", "no table: nothing parts it"),
        (b"%PDF-1.7\n1 0 obj", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture"),
        (b"PK\x03\x04 and then nothing", "is damaged"),
        (bytes(range(256)) * 8, "is no table"),
        (b"a,b\nMon,Tue\n1,2\n3,4\n", "both look like headings"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(file: Path, content: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        list(open_table(put(file, content)).lines())


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line(file: Path) -> None:
    put(file, 'a,b\n1,2\n3,"' + "x" * (tables.LONGEST_CELL + 10) + "\n")
    with pytest.raises(UserError, match="From line 3 on a cell is longer"):
        list(open_table(file).lines())


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_so_it_is_in_a_short_file(file: Path, end: str) -> None:
    put(file, 'name,phone\nAnn,1\n"Bea,2\nCem,3\nDee,4' + end)
    with pytest.raises(UserError, match="line 3 is never closed"):
        list(open_table(file).lines())


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
def test_a_closed_one_may_be_the_last_of_the_file(file: Path, end: str) -> None:
    put(file, 'name,note\nAnn,5" heels\n"Bea","two\nlines"' + end)
    assert cells(file) == [("Ann", '5" heels'), ("Bea", "two\nlines")]


def test_other_letters_can_be_asked_for_and_are_checked(file: Path) -> None:
    put(file, "metric;value\nŁódź;1\n", "cp1250")
    assert cells(file, Reading(encoding="cp1250")) == [("Łódź", "1")]
    with pytest.raises(UserError, match="choose other letters"):
        cells(file, Reading(encoding="utf-8"))
    with pytest.raises(UserError, match="no encoding"):
        cells(file, Reading(encoding="klingon"))


def test_the_line_with_the_headings_can_be_said(file: Path) -> None:
    put(file, "a,b\nMon,Tue\n1,2\n3,4\n")
    assert open_table(file, Reading(head=2)).head == ("Mon", "Tue")
    with pytest.raises(UserError, match="nothing in line 9"):
        open_table(file, Reading(head=9))


def test_columns_of_one_name_are_told_apart(file: Path) -> None:
    assert open_table(put(file, "Week,Sales,Sales,\n1,2,3,4\n")).head == (
        "Week",
        "Sales",
        "Sales (2)",
        "Column 4",
    )


def test_a_missing_file_is_a_fault_of_the_place(file: Path) -> None:
    with pytest.raises(EnvironmentFault, match="not there"):
        open_table(file)


def test_a_workbook_gives_text_numbers_and_days(tmp_path: Path) -> None:
    rows = {3: ("metric", "period", "value"), 5: ("Calls", Day(46346), 0.1 + 0.2), 6: ("=A1", "2026-W41", 42)}
    path = xlsx(tmp_path / "a.xlsx", {"Year 2026": rows, "Other": {1: ("x", "y")}})
    table = open_table(path)
    assert table.sheets == ("Year 2026", "Other")
    assert table.reading.head == 3
    assert [(line.number, *line.cells) for line in table.lines()] == [
        (5, "Calls", date(2026, 11, 20), Decimal("0.3")),
        (6, "=A1", "2026-W41", Decimal(42)),
    ]
    assert open_table(path, Reading(sheet="Other")).head == ("x", "y")
    with pytest.raises(UserError, match="There are: Year 2026, Other"):
        open_table(path, Reading(sheet="2025"))


def test_ods_is_read_and_a_locked_one_says_so(tmp_path: Path) -> None:
    rows = [("metric", "period", "value"), ("Calls", "2026-W40", 42.5)]
    assert cells(ods(tmp_path / "a.ods", rows)) == [("Calls", "2026-W40", Decimal("42.5"))]
    with pytest.raises(UserError, match="locked with a password"):
        open_table(ods(tmp_path / "b.ods", rows, locked=True))


def test_a_long_table_takes_no_memory(file: Path) -> None:
    with file.open("w") as out:
        out.write("metric,period,value\n")
        out.writelines(f"Calls,2026-01-01,{i}\n" for i in range(25_000))
    tracemalloc.start()
    count = sum(1 for _line in open_table(file).lines())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 25_000
    assert peak < 3_000_000


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12),
            min_size=3,
            max_size=3,
        ),
        max_size=12,
    )
)
def test_whatever_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("t") / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["metric", "period", "value"], *rows])
    found = [list(line.cells) for line in open_table(path, Reading("utf-8", ",", head=1)).lines()]
    assert found == [row for row in rows if any(cell.strip() for cell in row)]
