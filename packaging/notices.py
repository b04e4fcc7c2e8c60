"""Writes who made what is in the folder, and under which licences: THIRD_PARTY.md and the licences' texts.

build.spec calls it with the files that it collected, so the list says what is in there and nothing else.
"""

from __future__ import annotations

import platform
import re
import shutil
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "licences"
NAME = "THIRD_PARTY.md"
FOLDER = "licences"
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|copyright)", re.IGNORECASE)

# Parts of the above that carry no name of their own in the package index: (what, where, licence, text).
INSIDE = (
    ("Qt 6", "pyside6_essentials", "LGPL-3.0-only", "LGPL-3.0.txt"),
    ("ICU, in Qt", "pyside6_essentials", "Unicode-DFS-2016", "ICU.txt"),
    (
        "DejaVu fonts, in matplotlib",
        "matplotlib",
        "Bitstream-Vera and public domain",
        "matplotlib/LICENSE_DEJAVU",
    ),
    ("SQLite", "sqlcipher3", "public domain", ""),
    ("SQLCipher", "sqlcipher3", "BSD-3-Clause", "SQLCipher.txt"),
    ("OpenSSL, in SQLCipher", "sqlcipher3", "Apache-2.0", "Apache-2.0.txt"),
)
# Where the metadata say it at length, or not at all.
TERMS = {
    "matplotlib": "matplotlib licence (as that of Python)",
    "pyinstaller": "GPL-2.0-or-later, with an exception for the programs made with it",
    "sqlcipher3": "Zlib",
}
# Their metadata name the licence, but carry no text of it.
TEXT_OF = {
    "pyside6_essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}

HEAD = """\
# What CX Desk is made of

CX Desk itself is under the MIT licence (LICENSE, beside this file). Made with it, and in this folder, are the
works below; the texts of their licences are in `licences`.

## Qt and PySide6: your rights under the LGPL

This program uses Qt {qt} and Qt for Python (PySide6, Shiboken6) {qt} under the GNU Lesser General Public
License, version 3: `licences/LGPL-3.0.txt`, and `licences/GPL-3.0.txt`, on which it builds. Their libraries
are unchanged.

- **They are separate files and may be replaced:** `PySide6` and `shiboken6` beside this file. Put libraries
  of the same major version that you built or changed in their place; the program loads what is there.
- **Taking apart:** you may modify CX Desk for your own use and reverse-engineer it to find faults in such
  changes.
- **Source:** <https://download.qt.io/official_releases/qt/> for Qt, and for PySide6 and Shiboken6
  <https://download.qt.io/official_releases/QtForPython/>, in the folder of version {qt}.
- The works that Qt itself contains: <https://doc.qt.io/qt-6/licenses-used-in-qt.html>.

## All works

| work | version | licence | texts |
|---|---|---|---|
"""


def write(target: Path, files: Iterable[str]) -> list[tuple[str, str]]:
    """Write the notices on `files` (where they came from) below `target`; return (source, place) pairs."""
    shutil.rmtree(target, ignore_errors=True)
    texts = target / FOLDER
    texts.mkdir(parents=True)
    found = {normal(one.name): one for one in owners(files)}
    found["pyinstaller"] = distribution("pyinstaller")  # its starter is the program's executable
    rows = [("Python", platform.python_version(), "PSF-2.0", _copy(texts, "python", [_python_licence()]))]
    for name, one in sorted(found.items()):
        rows.append((one.name, one.version, licence(one), _texts_of(one, texts)))
        for what, owner, terms, text in INSIDE:
            if owner == name:
                _copy(texts, "", [TEXTS / text] if text and not (texts / text).exists() else [])
                rows.append((what, "", terms, f"{FOLDER}/{text}" if text else ""))
    head = HEAD.format(qt=distribution("PySide6-Essentials").version)
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    (target / NAME).write_text(head + table, encoding="utf-8")
    return [(str(target / NAME), "."), (str(texts), FOLDER)]


def owners(files: Iterable[str]) -> list[Distribution]:
    """Return the installed packages that the files belong to."""
    wanted = set(files)
    return [
        one
        for one in distributions()
        if normal(one.name) != "cxdesk"
        and any(str(one.locate_file(file)) in wanted for file in one.files or ())
    ]


def licence(one: Distribution) -> str:
    """Return the short name of a package's licence."""
    said = TERMS.get(normal(one.name)) or said_by(one, "License-Expression")
    classified = [
        line.rpartition("::")[2].strip()
        for line in one.metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    free = said_by(one, "License").strip().partition("\n")[0]
    if said or (free and len(free) <= 60 and "===" not in free and "Copyright" not in free):
        return said or free
    return ", ".join(classified) or "see its text"


def said_by(one: Distribution, field: str) -> str:
    """Return a field of a package's metadata, empty where it has none."""
    return next(iter(one.metadata.get_all(field) or ()), "")


def normal(name: str) -> str:
    """Return a package's name as it stands in file names."""
    return re.sub(r"[-_.]+", "_", name).lower()


def _texts_of(one: Distribution, texts: Path) -> str:
    name = normal(one.name)
    if name in TEXT_OF:
        _copy(texts, "", [TEXTS / text for text in TEXT_OF[name]])
        return ", ".join(f"{FOLDER}/{text}" for text in TEXT_OF[name])
    own = [Path(str(one.locate_file(file))) for file in one.files or () if _is_licence(str(file))]
    return _copy(texts, name, own) or "in its metadata"


def _is_licence(file: str) -> bool:
    """Tell whether a file of a package is a licence: one of its metadata, or of its fonts."""
    if file.endswith((".py", ".pyc")):
        return False
    place, _slash, name = file.rpartition("/")
    return (".dist-info" in file and (bool(_LICENCE_FILE.search(name)) or "/licenses" in place)) or (
        name.startswith("LICENSE") and place.endswith(("fonts/ttf", "files"))
    )


def _copy(texts: Path, folder: str, files: Iterable[Path]) -> str:
    """Copy licence texts into a folder of their own; return where they are."""
    for file in files:
        target = texts / folder
        target.mkdir(parents=True, exist_ok=True)
        name, number = file.name, 1
        while folder and (target / name).exists():
            number += 1
            name = f"{file.stem}-{number}{file.suffix}"
        text = file.read_bytes()
        try:
            text.decode()
        except UnicodeDecodeError:
            text = text.decode("latin-1").encode()
        (target / name).write_bytes(text)
    return f"{FOLDER}/{folder}" if files else ""


def _python_licence() -> Path:
    standard = Path(sysconfig.get_path("stdlib"))
    for path in (
        standard / "LICENSE.txt",
        standard.parent / "LICENSE.txt",
        standard.parents[1] / "LICENSE.txt",
    ):
        if path.is_file():
            return path
    debian = Path(f"/usr/share/doc/python{sysconfig.get_python_version()}/copyright")
    if debian.is_file():
        return debian
    raise FileNotFoundError("the licence of Python is nowhere beside it")
