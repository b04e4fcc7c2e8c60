"""Workbooks as small as they can be, written by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_X = "http://schemas.openxmlformats.org"
_TYPES = (
    f'<Types xmlns="{_X}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELS = (
    f'<Relationships xmlns="{_X}/package/2006/relationships"><Relationship Id="r1" Target="xl/workbook.xml"'
    f' Type="{_X}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_STYLES = (
    f'<styleSheet xmlns="{_X}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
Cell = str | float | int | None


class Day(int):
    """A day by its number in a spreadsheet, shown as a date."""


def xlsx(path: Path, sheets: Mapping[str, Mapping[int, Sequence[Cell]]]) -> Path:
    """Write sheets of rows by their numbers."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", _RELS)
        packed.writestr("xl/styles.xml", _STYLES)
        names = "".join(
            f'<sheet name="{escape(name)}" sheetId="{i}" r:id="s{i}"/>' for i, name in enumerate(sheets, 1)
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_X}/spreadsheetml/2006/main"'
            f' xmlns:r="{_X}/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>',
        )
        kind = f"{_X}/officeDocument/2006/relationships"
        links = "".join(
            f'<Relationship Id="s{i}" Type="{kind}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, len(sheets) + 1)
        )
        links += f'<Relationship Id="st" Type="{kind}/styles" Target="styles.xml"/>'
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_X}/package/2006/relationships">{links}</Relationships>',
        )
        for i, rows in enumerate(sheets.values(), 1):
            packed.writestr(f"xl/worksheets/sheet{i}.xml", _sheet(rows))
    return path


def ods(path: Path, rows: Sequence[Sequence[Cell]], *, locked: bool = False) -> Path:
    """Write one sheet of rows; with a lock, its list of parts says that it is encrypted."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0"'
        f' xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Week">'
        f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    secret = "<manifest:encryption-data/>" if locked else ""
    manifest = (
        f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry'
        f' manifest:full-path="content.xml">{secret}</manifest:file-entry></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", content)
    return path


def _sheet(rows: Mapping[int, Sequence[Cell]]) -> str:
    body = "".join(
        f'<row r="{number}">{"".join(_cell(value, number, i) for i, value in enumerate(row))}</row>'
        for number, row in rows.items()
    )
    return f'<worksheet xmlns="{_X}/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'


def _cell(value: Cell, row: int, column: int) -> str:
    place = f"{chr(65 + column)}{row}"
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    style = ' s="1"' if isinstance(value, Day) else ""
    return f'<c r="{place}"{style}><v>{value!r}</v></c>'


def _ods_cell(value: Cell) -> str:
    if isinstance(value, str):
        text = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    if value is None:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
