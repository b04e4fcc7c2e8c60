"""Which letters a text is written in: told by its first bytes, else by what can't be anything else."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from cxdesk.errors import UserError
from cxdesk.i18n import N_, _
from cxdesk.store.db import file_error

AUTO = ""
ENCODINGS = (
    ("utf-8-sig", N_("UTF-8")),
    ("utf-16", N_("UTF-16")),
    ("utf-16-le", N_("UTF-16, little end first")),
    ("utf-16-be", N_("UTF-16, big end first")),
    ("cp1252", N_("Western European (Windows)")),
    ("cp1250", N_("Central European (Windows)")),
    ("cp1251", N_("Cyrillic (Windows)")),
    ("mac-roman", N_("Western European (Mac)")),
    ("cp850", N_("Western European (DOS)")),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files begin that are no tables.
_OTHERS = (
    (b"%PDF", N_("a PDF")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"SQLite format 3\0", N_("a database")),
    (b"{\\rtf", N_("a text with formats")),
)
_STEP = 1 << 20


class Letters(NamedTuple):
    """An encoding, by Python's name, and whether it can be only that."""

    encoding: str
    sure: bool = True


def detect(path: Path) -> Letters:
    """Find out in which letters a file is written. Raises UserError for what is no text, EnvironmentFault."""
    try:
        with path.open("rb") as file:
            start = file.read(_STEP)
            _refuse_others(path, start)
            for mark, encoding in _MARKS:
                if start.startswith(mark):
                    return Letters(encoding)
            wide = _without_mark(start)
            if wide:
                return Letters(wide, sure=False)
            _refuse_binary(path, start)
            decoder = codecs.getincrementaldecoder("utf-8")()
            while start:
                decoder.decode(start)
                start = file.read(_STEP)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return Letters("cp1252", sure=False)
    except OSError as error:
        raise file_error(error, path) from error
    return Letters("utf-8-sig")


def checked(encoding: str) -> Letters:
    """Return an encoding that was asked for. Raises UserError for one that does not exist."""
    try:
        found = codecs.lookup(encoding)
        "".encode(encoding)  # some codecs are none of letters
    except LookupError:
        names = ", ".join(name for name, _label in ENCODINGS)
        raise UserError(
            _("“{name}” is no encoding of letters. There are: {names}.").format(name=encoding, names=names)
        ) from None
    # A mark at the beginning is no part of the first heading.
    return Letters("utf-8-sig" if found.name == "utf-8" else encoding)


@contextmanager
def opened(path: Path, encoding: str) -> Iterator[TextIO]:
    """Open a file of text. Raises EnvironmentFault, and UserError where the letters are others."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            yield file
    except UnicodeError as error:
        raise UserError(
            _("{file} is not written in {encoding}: choose other letters. Nothing was changed.").format(
                file=path.name, encoding=name_of(encoding)
            )
        ) from error
    except OSError as error:
        raise file_error(error, path) from error


def name_of(encoding: str) -> str:
    """Return what people call an encoding."""
    return _(dict(ENCODINGS).get(encoding, encoding))


def _refuse_others(path: Path, start: bytes) -> None:
    for mark, what in _OTHERS:
        if start.startswith(mark):
            raise UserError(
                _("{file} is {what}, no table. Choose a CSV file or a workbook.").format(
                    file=path.name, what=_(what)
                )
            )


def _without_mark(start: bytes) -> str:
    """Return the kind of UTF-16 that lacks its mark: most letters have an empty byte beside them."""
    sample = start[:4000]
    if len(sample) < 4:
        return ""
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = sample[place::2], sample[1 - place :: 2]
        if half.count(0) > 0.7 * len(half) and other.count(0) < 0.1 * len(other):
            return encoding
    return ""


def _refuse_binary(path: Path, start: bytes) -> None:
    """Raise UserError for what no program writes as text. A few empty bytes are passed over."""
    sample = start[:20_000]
    controls = sum(sample.count(bytes((code,))) for code in range(32) if code not in {9, 10, 11, 12, 13})
    if controls > 0.05 * len(sample) + 3:
        raise UserError(_("{file} is no table. Choose a CSV file or a workbook.").format(file=path.name))
