"""Tables as people have them: how a file is read, and its lines one after the other.

What was taken for granted (letters, what parts the columns, which sheet, which line has the headings) is in
`Reading`, is said in words, and can be changed. Lines of text are read one at a time, whatever the size of
the file; a workbook is unpacked in memory, but its rows come one by one, too.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.services.cells import Cell, Line, text_of
from cxdesk.services.imports import letters, workbooks
from cxdesk.services.imports.letters import AUTO
from cxdesk.store.db import file_error

LONGEST_CELL = 1_000_000
DELIMITERS: Final = (",", ";", "\t", "|")
MOST_COLUMNS = 2_000
_LOOK_AT = 60
"""Lines that are looked at to find out how a file is written."""
_END = "\x04 end of file \x04"
"""A last line of our own: inside a cell it tells of a quotation mark that is never closed; `csv` does not."""


class Reading(NamedTuple):
    """How a file is read. Empty and 0 stand for: find out; `described` says what was found."""

    encoding: str = AUTO
    delimiter: str = ""
    sheet: str = ""
    head: int = 0
    """The line with the headings, from 1."""


class Table(NamedTuple):
    """A file that can be read as a table: the headings, the first lines, and how it is read."""

    path: Path
    reading: Reading
    head: tuple[str, ...]
    first: tuple[Line, ...]
    sheets: tuple[str, ...] = ()
    sure: bool = True
    """Whether the letters can be only these."""
    cards: bool = False
    """Whether it is no table, but address cards; then there are no headings and no lines."""

    def lines(self) -> Iterator[Line]:
        """Give the lines below the headings that hold something. Raises UserError with a line number."""
        return (line for line in _lines(self.path, self.reading) if line.number > self.reading.head)


def open_table(path: Path, reading: Reading | None = None) -> Table:
    """Find out how to read a file, as far as `reading` does not say. Raises UserError, EnvironmentFault."""
    if is_cards(path):
        return Table(path, Reading(), (), (), cards=True)
    asked = reading or Reading()
    sheets: tuple[str, ...] = ()
    sure = True
    if workbooks.is_workbook(path):
        sheets = workbooks.sheets(path)
        asked = asked._replace(encoding=AUTO, delimiter="", sheet=asked.sheet or sheets[0])
        if asked.sheet not in sheets:
            raise UserError(
                _("There is no sheet “{sheet}” in {file}. There are: {sheets}.").format(
                    sheet=asked.sheet, file=path.name, sheets=", ".join(sheets)
                )
            )
    else:
        found = letters.detect(path) if asked.encoding == AUTO else letters.checked(asked.encoding)
        sure = found.sure
        asked = asked._replace(encoding=found.encoding, sheet="")
        if not asked.delimiter:
            asked = asked._replace(delimiter=_delimiter(path, asked))
        elif len(asked.delimiter) != 1:
            raise UserError(_("What parts the columns is one sign, such as “;”."))
    first = list(islice(_lines(path, asked), _LOOK_AT))
    if not first:
        raise UserError(_("{file} is empty: there is nothing to take in.").format(file=path.name))
    head = _heading(path, first, asked.head)
    below = tuple(line for line in first if line.number > head.number)
    if not asked.head:
        _only_one_heading(path, head, below)
    return Table(path, asked._replace(head=head.number), _names(head), below, sheets, sure)


def is_cards(path: Path) -> bool:
    """Tell whether a file has address cards (vCard) in it, by how it begins. Raises EnvironmentFault."""
    try:
        with path.open("rb") as file:
            start = file.read(64).replace(b"\0", b"")
    except OSError as error:
        raise file_error(error, path) from error
    return start.removeprefix(codecs.BOM_UTF8).strip(b"\xff\xfe \r\n\t").upper().startswith(b"BEGIN:VCARD")


def described(table: Table) -> str:
    """Say how a file is read, for whoever knows better."""
    reading = table.reading
    if table.cards:
        return _("Address cards (vCard).")
    if reading.sheet:
        return _("Sheet “{sheet}”, headings in line {line}.").format(sheet=reading.sheet, line=reading.head)
    words = _("Letters: {encoding}. Columns parted by {delimiter}, headings in line {line}.")
    if not table.sure:
        words = _(
            "Letters taken for {encoding}: look whether names read well."
            " Columns parted by {delimiter}, headings in line {line}."
        )
    return words.format(
        encoding=letters.name_of(reading.encoding), delimiter=sign_name(reading.delimiter), line=reading.head
    )


def sign_name(delimiter: str) -> str:
    """Return what parts columns in words."""
    names = {",": _("a comma"), ";": _("a semicolon"), "\t": _("a tab"), "|": _("an upright line")}
    return names.get(delimiter, f"“{delimiter}”")


def _lines(path: Path, reading: Reading) -> Iterator[Line]:
    rows = workbooks.rows(path, reading.sheet) if reading.sheet else _text_rows(path, reading)
    for number, cells in rows:
        if len(cells) > MOST_COLUMNS:
            raise UserError(
                _("Line {line} has {count} columns: this is no table of that kind.").format(
                    line=number, count=len(cells)
                )
            )
        if any(not isinstance(cell, str) or text_of(cell) for cell in cells):
            yield Line(number, tuple(cells))


def _text_rows(path: Path, reading: Reading) -> Iterator[tuple[int, Sequence[Cell]]]:
    # The limit is one for the process; ours is beyond all that a field can keep.
    csv.field_size_limit(LONGEST_CELL)
    with letters.opened(path, reading.encoding) as file:
        said = next(file, "")  # Excel tells in a line of its own what parts the columns
        begins = 2 if said.lower().startswith("sep=") and len(said.strip()) <= 5 else 1
        before = () if begins == 2 else (said,)
        reader = csv.reader(chain(before, file, (_END,)), delimiter=reading.delimiter)
        number = begins
        try:
            for cells in reader:
                if cells and cells[-1].endswith(_END):
                    _closed(cells, number)
                    return
                yield number, cells
                number = reader.line_num + begins
        except csv.Error as error:
            raise UserError(
                _(
                    "From line {line} on a cell is longer than can be: a quotation mark that opens it"
                    " is probably never closed."
                ).format(line=number)
            ) from error


def _closed(last: Sequence[str], number: int) -> None:
    """Raise UserError where the end of the file was taken for the inside of a cell."""
    if last != [_END]:
        raise UserError(
            _(
                "The quotation mark that opens a cell in line {line} is never closed. Close it in the file,"
                " or take it out, and choose the file again."
            ).format(line=number)
        )


def _delimiter(path: Path, reading: Reading) -> str:
    """Return what parts the columns most evenly. Raises UserError where nothing does."""
    with letters.opened(path, reading.encoding) as file:
        said = next(file, "").strip()
    if said.lower().startswith("sep=") and len(said) == 5:
        return said[-1]
    best, found = (0.0, 0), ""
    for delimiter in DELIMITERS:
        counts: list[int] = []
        with suppress(UserError):  # a quotation mark may mean nothing with another sign
            rows = islice(_text_rows(path, reading._replace(delimiter=delimiter)), _LOOK_AT)
            counts += (len(cells) for _number, cells in rows if any(cells))
        wide = [count for count in counts if count > 1]
        if wide:
            usual = max(set(wide), key=wide.count)
            best, found = max((best, found), ((wide.count(usual) / len(counts), usual), delimiter))
    if not found:
        if not any(True for _line in _lines(path, reading._replace(delimiter=","))):
            raise UserError(_("{file} is empty: there is nothing to take in.").format(file=path.name))
        raise UserError(
            _(
                "{file} is no table: nothing parts it into columns. In a spreadsheet, save it as CSV,"
                " and choose that file."
            ).format(file=path.name)
        )
    return found


def _heading(path: Path, first: Sequence[Line], asked: int) -> Line:
    """Return the line with the headings: the one asked for, else the first with two cells or more."""
    for line in first:
        if line.number == asked or (not asked and sum(bool(text_of(cell)) for cell in line.cells) > 1):
            return line
    if asked:
        raise UserError(
            _("There is nothing in line {line} of {file} that could be headings.").format(
                line=asked, file=path.name
            )
        )
    raise UserError(_("{file} is no table: no line of it has two columns.").format(file=path.name))


def _only_one_heading(path: Path, head: Line, below: Sequence[Line]) -> None:
    """Raise UserError where a second line looks like headings, too: nobody can tell which one counts."""
    if (
        len(below) > 1
        and not _has_figures(head)
        and not _has_figures(below[0])
        and _filled(below[0]) >= _filled(head)  # a person of whom little is known has gaps
        and all(_has_figures(line) for line in below[1:])
    ):
        raise UserError(
            _(
                "Lines {one} and {other} of {file} both look like headings. Say which one names the columns;"
                " what stands above it is left out."
            ).format(one=head.number, other=below[0].number, file=path.name)
        )


def _filled(line: Line) -> int:
    return sum(bool(text_of(cell)) for cell in line.cells)


def _has_figures(line: Line) -> bool:
    return any(any(char.isdecimal() for char in text_of(cell)) for cell in line.cells)


def _names(head: Line) -> tuple[str, ...]:
    """Return the names of the columns, each different from the others; those without one by their place."""
    names: list[str] = []
    for place, cell in enumerate(head.cells, 1):
        name = " ".join(text_of(cell).split()) or _("Column {n}").format(n=place)
        same, count = name, 1
        while name in names:
            count += 1
            name = f"{same} ({count})"
        names.append(name)
    return tuple(names)
