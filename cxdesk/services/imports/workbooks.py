"""Workbooks (XLSX, ODS, and old XLS) as rows of text, numbers and days. The reader is loaded on need."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.store.db import file_error

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
LARGEST = 600_000_000
"""Bytes of a workbook when it is unpacked; more would fill the memory of a small computer."""
# A spreadsheet counts in 15 figures; what comes after them is noise of binary fractions.
_AS_COUNTED = Context(prec=15)


def is_workbook(path: Path) -> bool:
    """Tell whether a file is a workbook, by how it begins. Raises EnvironmentFault."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise file_error(error, path) from error
    return start.startswith(_ZIP) or start == _OLE


def sheets(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets that can be seen, at least one. Raises UserError, EnvironmentFault."""
    _refuse_locked(path)
    with _opened(path) as workbook:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        names = tuple(
            one.name
            for one in workbook.sheets_metadata
            if one.visible is SheetVisibleEnum.Visible and one.typ is SheetTypeEnum.WorkSheet
        )
    if not names:
        raise UserError(_("{file} has no sheet with rows.").format(file=path.name))
    return names


def rows(path: Path, sheet: str) -> Iterator[tuple[int, Sequence[Any]]]:
    """Give the rows of a sheet with their numbers. Raises UserError, EnvironmentFault."""
    with _opened(path) as workbook:
        found = workbook.get_sheet_by_name(sheet)
        if found.start is None:
            return
        # Rows begin at the top of the sheet, whatever is empty there.
        for number, row in enumerate(found.iter_rows(), 1):
            yield number, [_cell(value) for value in row]


def _cell(value: Any) -> str | Decimal | date:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return _AS_COUNTED.create_decimal(repr(value)).normalize()
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value
    return str(value) if isinstance(value, time | timedelta) else ""


@contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    import python_calamine as reader

    try:
        workbook = reader.load_workbook(path)
        yield workbook
        workbook.close()
    except reader.PasswordError as error:
        raise _locked(path) from error
    except reader.CalamineError as error:
        raise UserError(
            _("{file} is damaged, or no workbook that can be read here. Save it as XLSX or CSV.").format(
                file=path.name
            )
        ) from error
    except OSError as error:
        raise file_error(error, path) from error


def _locked(path: Path) -> UserError:
    return UserError(
        _(
            "{file} is locked with a password. Open it in its program, save it without one, and try again."
        ).format(file=path.name)
    )


def _refuse_locked(path: Path) -> None:
    """Raise UserError for a workbook with a password, and for one that is too large for the memory."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
            if start == _OLE and _LOCKED in start + file.read(1 << 20):
                raise _locked(path)
        if start == _OLE:
            return
        with zipfile.ZipFile(path) as packed:
            size = sum(one.file_size for one in packed.infolist())
            listed = "META-INF/manifest.xml"
            small = listed in packed.namelist() and packed.getinfo(listed).file_size < LARGEST
            if small and b"encryption-data" in packed.read(listed):
                raise _locked(path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise UserError(
            _("{file} is damaged, or no workbook that can be read here. Save it as XLSX or CSV.").format(
                file=path.name
            )
        ) from error
    except OSError as error:
        raise file_error(error, path) from error
    if size > LARGEST:
        raise UserError(
            _("{file} is too large to be read as a workbook. Save the sheet as CSV, and choose that.").format(
                file=path.name
            )
        )
