"""What goes into the folder and what stays out. Read by build.spec, by the notices and by the tests.

Nothing here imports the program: its files are looked at, so that what is asked for is what is there.
"""

from __future__ import annotations

import ast
import functools
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("cxdesk", "ui")

# Found by discovery when the program runs, so nothing imports them by name.
DISCOVERED = ("cxdesk.entities", "cxdesk.output.sheets", "cxdesk.output.layouts", "ui.pages")

# Pages of `docs` for whoever picks up the code; all others are the user's guide, which F1 shows.
NOT_GUIDE = (
    *("*.head.md", "architecture.md", "decisions.md", "faults.md"),
    *("languages.md", "packaging.md", "performance.md"),
)
GUIDE_HOME = "cxdesk/_guide"

# Never of use to a shop: tools of ours and what libraries would take along if it were there.
TOOLS = (
    "IPython", "PyQt5", "PyQt6", "_pytest", "apsw", "hypothesis", "mypy", "pandas", "pip", "pkg_resources",
    "pypdf", "pytest", "scipy", "setuptools", "tkinter", "wheel", "zxingcpp",
)  # fmt: skip
# No network; AVIF is none of the formats that a picture may have.
UNUSED_MODULES = ("PIL._avif", "PIL._imagingtk", "PIL.ImageQt", "_ssl", "_tkinter", "ssl")
CHARTS = ("matplotlib", "numpy")
# Libraries that import parts of their own by a name put together when they run.
BY_NAME = ("reportlab.graphics.barcode",)

# The faces of paper: cxdesk/output/fonts.py names the files.
FACES = re.compile(r"/(Roboto-(Regular|Medium|Bold|Black)|DejaVuSans(-Bold)?)\.ttf$|/LICENSE\w*$")

_UNWANTED = re.compile(
    r"""
      /plugins/(egldeviceintegrations|generic|networkinformation|qmltooling|sqldrivers|tls|vectorimageformats)/
    | /plugins/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vnc|vkkhrdisplay)\b
    | /plugins/imageformats/(lib)?q(icns|pdf|tga|tiff|wbmp)\b
    | /plugins/platforminputcontexts/(lib)?qtvirtualkeyboard
    | /translations/(?!qtbase_)
    | (lib)?Qt6?(Qml\w*|Quick\w*|VirtualKeyboard\w*|Pdf\w*|Sql|Designer\w*|EglF[Ss]\w*|WaylandCompositor)\b
    | /(opengl32sw|d3dcompiler_\d+)\.dll$
    | /(numpy|matplotlib|mpl_toolkits|contourpy|fontTools|kiwisolver)/(.*/)?tests?/
    | /mpl-data/(sample_data|plot_directive)/
    | \.(pyi|pxd|h|a|lib)$
    """,
    re.VERBOSE,
)
# Parts of Qt that come along for the plugins left out above, unless the program asks for them.
_QT_PARTS = ("Network",)

# An import wherever it stands; one in brackets over several lines is one.
_IMPORT = re.compile(
    r"^[ \t]*((?:from[ \t]+[\w.]+[ \t]+import[ \t]+(?:\([^)]*\)|[\w., \t*]+))|(?:import[ \t]+[\w., \t]+))",
    re.MULTILINE,
)

_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")


@functools.cache
def sources() -> tuple[Path, ...]:
    """Return every Python file of the program."""
    return tuple(sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")))


def module_name(path: Path) -> str:
    """Return the dotted name of a Python file of the program."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def imported() -> frozenset[str]:
    """Return the dotted names that the program imports, each with what stands above it."""
    names: set[str] = set()
    statements: set[str] = set()
    for path in sources():
        statements |= {found.strip() for found in _IMPORT.findall(path.read_text(encoding="utf-8"))}
    for statement in statements:
        for node in ast.walk(ast.parse(statement)):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    for name in list(names):
        parts = name.split(".")
        names |= {".".join(parts[:count]) for count in range(1, len(parts))}
    return frozenset(names)


def guide() -> list[tuple[Path, str]]:
    """Return every file of the user's guide with the folder of the program that it goes to."""
    docs = ROOT / "docs"
    files = [path for path in sorted(docs.glob("*.md")) if not any(path.match(name) for name in NOT_GUIDE)]
    files += sorted((docs / "pictures").glob("*.png"))
    return [
        (path, f"{GUIDE_HOME}/{path.parent.relative_to(docs).as_posix()}".removesuffix("/."))
        for path in files
    ]


def hidden_imports() -> list[str]:
    """Return all modules of the program: what is discovered, and what is imported only inside functions."""
    from PyInstaller.utils.hooks import collect_submodules  # type: ignore[import-untyped]

    by_name = {name for package in BY_NAME if package in imported() for name in collect_submodules(package)}
    return sorted({module_name(path) for path in sources()} | by_name)


def excludes() -> list[str]:
    """Return what the analysis shall not follow."""
    charts = () if set(CHARTS) & imported() else CHARTS
    return [*TOOLS, *UNUSED_MODULES, *charts, *(f"PySide6.{name}" for name in sorted(_unused_qt()))]


def is_wanted(name: str, source: str = "") -> bool:
    """Tell whether a file belongs in the folder; `name` is its place there, `source` where it comes from."""
    name = "/" + name.replace("\\", "/")
    if _UNWANTED.search(name) or any(_qt_part(part).search(name) for part in _QT_PARTS if _is_unused(part)):
        return False
    if name.endswith(".ttf") and not FACES.search(name):
        return "mpl-data" in name and "matplotlib" in imported()
    return not is_of_the_system(name, source)


def is_of_the_system(name: str, source: str) -> bool:
    """Tell whether a library is the system's own, on Linux: the package names it as a dependency instead.

    A copy would be older than the drivers that are loaded beside it, and get no security updates.
    Python's own library goes along wherever it comes from.
    """
    file = name.rpartition("/")[2]
    if not sys.platform.startswith("linux") or not re.match(r"lib[\w.+-]+\.so", file) or "libpython" in file:
        return False
    return source.startswith(_SYSTEM_FOLDERS) and name.count("/") == 1


def holds_debug_symbols(name: str) -> bool:
    """Tell whether symbols for a debugger may be taken out of a file on Linux.

    Only where Python was compiled on this computer, and the SQLite engine: stripping the libraries of
    NumPy breaks them ("ELF load command address/offset not page-aligned").
    """
    return bool(re.search(r"(^|/)(libpython3[^/]*|lib-dynload/[^/]+|sqlcipher3/[^/]+)\.so(\.[\d.]+)?$", name))


def without_search_path(library: bytes, prefix: str) -> bytes:
    """Return a library that looks for others beside itself, not in the folder where Python was compiled."""
    old = f"{prefix}/lib\0".encode()
    new = b"$ORIGIN\0"
    return library.replace(old, new + old[len(new) :]) if len(old) >= len(new) else library


def _is_unused(part: str) -> bool:
    return f"PySide6.Qt{part}" not in imported()


def _unused_qt() -> set[str]:
    import PySide6

    folder = Path(PySide6.__path__[0])
    parts = {
        path.name.partition(".")[0] for pattern in ("*.so", "*.pyd") for path in folder.glob(f"Qt{pattern}")
    }
    return {part for part in parts if _is_unused(part.removeprefix("Qt"))}


def _qt_part(part: str) -> re.Pattern[str]:
    return re.compile(
        rf"/(libQt6{part}\.so[\d.]*|Qt6{part}\.dll|Qt{part}(\.framework/.*|(\.abi3)?\.(so|pyd)))$"
    )
