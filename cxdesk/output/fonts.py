"""Faces for paper: one real text face, a wide second one, and CJK where the system has it.

reportlab knows no fallback, so each run of letters gets the first font that holds all of them.
Fonts are read once a process. Importing this module does not import reportlab.
"""

from __future__ import annotations

import importlib.util
import os
import struct
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cxdesk.output.bidi import has_rtl
from cxdesk.text import has_cjk

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR, MEDIUM, BOLD, BLACK = "regular", "medium", "bold", "black"

_FILES = {
    REGULAR: "Roboto-Regular.ttf",
    MEDIUM: "Roboto-Medium.ttf",
    BOLD: "Roboto-Bold.ttf",
    BLACK: "Roboto-Black.ttf",
}
_WIDE = {
    REGULAR: "DejaVuSans.ttf",
    MEDIUM: "DejaVuSans.ttf",
    BOLD: "DejaVuSans-Bold.ttf",
    BLACK: "DejaVuSans-Bold.ttf",
}
# Scripts whose letters join, stack or move: without a shaping engine they would be wrong, not just plain.
_JOINING = (
    (0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0E00, 0x109F), (0x1780, 0x18AF), (0x1900, 0x1CFF),
    (0xA800, 0xABFF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE),
)  # fmt: skip
# TrueType outlines only, the commonest first: Linux, Windows, macOS.
_CJK_FILES = (
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "droidsansfallbackfull.ttf", "droidsansfallback.ttf",
    "notosanssc[wght].ttf", "notosansjp[wght].ttf", "notosanskr[wght].ttf",
    "msyh.ttc", "msyh.ttf", "simhei.ttf", "simsun.ttc", "meiryo.ttc", "yugothm.ttc", "msgothic.ttc",
    "malgun.ttf", "gulim.ttc", "msjh.ttc", "mingliu.ttc", "arialuni.ttf", "arial unicode.ttf",
    "stheiti medium.ttc", "stheiti light.ttc", "applegothic.ttf", "nanumgothic.ttf", "ipaexg.ttf",
    "ipagp.ttf", "ipag.ttf", "takaopgothic.ttf", "vl-pgothic-regular.ttf", "ukai.ttc", "uming.ttc",
)  # fmt: skip
_DEEPEST = 4
_PRIVATE = (0xE000, 0xF8FF)  # icon fonts of other programs, and where reportlab keeps shaped glyphs
_reading = threading.RLock()


class Widths(dict[str, float]):
    """The advance of each letter of a font in thousandths of its size, filled in as letters come."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._of: Callable[[int], float] = font.face.getCharWidth

    def __missing__(self, char: str) -> float:
        width = 0.0 if unicodedata.category(char) == "Mn" else float(self._of(ord(char)))
        self[char] = width
        return width


class Font:
    """A registered font: its name for reportlab, the widths and the set of its letters."""

    def __init__(self, name: str, path: Path) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        made = TTFont(name, str(path))
        pdfmetrics.registerFont(made)
        self.name = name
        self.widths = Widths(made)
        self._glyphs = made.face.charToGlyph
        self._simple: set[str] = {"\n"}

    def is_simple(self, text: str) -> bool:
        """Tell whether the font has every letter, and all stand in reading order, one after the other."""
        if text.isascii():
            return True
        for char in set(text) - self._simple:
            if char not in self or unicodedata.combining(char) or has_rtl(char) or has_cjk(char):
                return False
            self._simple.add(char)
        return True

    def __contains__(self, char: str) -> bool:
        return ord(char) in self._glyphs


@cache
def font(face: str) -> Font:
    """Return the main font of a face: the text face, or the wide one where that is not installed."""
    with _reading:
        return _main(face)


def font_for(face: str, char: str) -> Font | None:
    """Return the first font of the face that has the letter, or None when it can't be printed right."""
    code = ord(char)
    if code > 0xFFFC or any(low <= code <= high for low, high in (*_JOINING, _PRIVATE)):
        return None
    with _reading:
        return next((one for one in _candidates(face, char) if char in one), None)


def runs(text: str, face: str) -> list[tuple[Font, str]]:
    """Split cleaned text into runs of one font each; letters that no font has are replaced or left out."""
    main = font(face)
    if main.is_simple(text):
        return [(main, text)]
    found: list[tuple[Font, str]] = []
    for char in text:
        one, shown = _shown(face, char)
        if not shown:
            continue
        if found and (found[-1][0] is one or unicodedata.combining(char)):
            found[-1] = (found[-1][0], found[-1][1] + shown)
        else:
            found.append((one, shown))
    return found


@lru_cache(maxsize=4096)
def _shown(face: str, char: str) -> tuple[Font, str]:
    """Return how a letter is shown: itself, a blank to fill in by hand, or (pictures) not at all."""
    main = font(face)
    one = main if char in main else font_for(face, char)
    if one is not None:
        return one, char
    return main, "_" if unicodedata.category(char)[0] in "LN" else ""


def printable(char: str) -> bool:
    """Tell whether a letter of cleaned text comes out as itself."""
    return char.isascii() or font_for(REGULAR, char) is not None


def _candidates(face: str, char: str) -> Iterator[Font]:
    yield _main(face)
    wide = _wide(face)
    if wide is not None:
        yield wide
    if has_cjk(char) or unicodedata.east_asian_width(char) in "WF":
        for path in cjk_paths():
            one = _cjk(path)
            if one is not None:
                yield one


@cache
def _main(face: str) -> Font:
    folder = _package_folder("font_roboto", "files")
    if folder is not None and (folder / _FILES[face]).is_file():
        return Font(f"Text-{face}", folder / _FILES[face])
    wide = _wide(face)
    if wide is None:
        raise FileNotFoundError("neither font-roboto nor matplotlib's fonts are installed")
    return wide


@cache
def _wide(face: str) -> Font | None:
    folder = _package_folder("matplotlib", "mpl-data", "fonts", "ttf")
    if folder is None or not (folder / _WIDE[face]).is_file():
        return None
    return _wide_file(folder / _WIDE[face])


@cache
def _wide_file(path: Path) -> Font:
    return Font(path.stem, path)


@cache
def _cjk(path: Path) -> Font | None:
    """Return the font of a file, or None when reportlab can't use it."""
    if not _has_truetype_outlines(path):
        return None
    try:
        return Font(f"Cjk-{path.stem}", path)
    except Exception:  # noqa: BLE001 - a font of the system may be broken in any way
        return None


def _package_folder(package: str, *parts: str) -> Path | None:
    """Return a folder inside an installed package without importing it."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places)), *parts) if places else None


@cache
def paths(face: str) -> tuple[Path, ...]:
    """Return the files of the main font of a face and of the wide one, as far as they are there.

    Needs no library that draws.
    """
    places = ((("font_roboto", "files"), _FILES), (("matplotlib", "mpl-data", "fonts", "ttf"), _WIDE))
    folders = ((_package_folder(*parts), names) for parts, names in places)
    found = (folder / names[face] for folder, names in folders if folder is not None)
    return tuple(path for path in found if path.is_file())


def font_folders() -> list[Path]:
    """Return where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
        local = os.environ.get("LOCALAPPDATA")
        return folders + ([Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else [])
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    own = [home / ".local" / "share" / "fonts", home / ".fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), *own]


@cache
def cjk_paths() -> tuple[Path, ...]:
    """Return the CJK fonts of this system, the preferred first."""
    found: dict[str, Path] = {}
    for folder in font_folders():
        for path in _files_below(folder):
            if path.name.lower() in _CJK_FILES:
                found.setdefault(path.name.lower(), path)
    return tuple(found[name] for name in _CJK_FILES if name in found)


def _files_below(folder: Path) -> Iterable[Path]:
    start = len(folder.parts)
    for here, below, names in os.walk(folder, onerror=None):
        if len(Path(here).parts) - start >= _DEEPEST:
            below.clear()
        below.sort()
        yield from (Path(here, name) for name in sorted(names))


def _has_truetype_outlines(path: Path) -> bool:
    """Tell from the table directory whether the (first) font has a `glyf` table."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
            if head[:4] == b"ttcf":
                file.seek(struct.unpack(">L", head[12:16])[0])
                head = file.read(12)
            else:
                file.seek(12)
            count = struct.unpack(">H", head[4:6])[0]
            tables = {file.read(16)[:4] for _ in range(count)}
    except (OSError, struct.error):
        return False
    return b"glyf" in tables
