"""What is packed agrees with the program: names, numbers, file types, versions, all that discovery finds."""

from __future__ import annotations

import configparser
import importlib.util
import pkgutil
import plistlib
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import cxdesk
from cxdesk.output import fonts
from cxdesk.paths import SUFFIX, notices
from cxdesk.store.db import APPLICATION_ID, MAGIC
from ui.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
DESKTOP = LINUX / "cxdesk.desktop"
MIME = {"mime": "http://www.freedesktop.org/standards/shared-mime-info"}
DAY = date(2026, 11, 22)


class Scripts:
    """The scripts of the folder packaging; it is no package, so that the library of that name is found."""

    def __getattr__(self, name: str) -> ModuleType:
        return importlib.import_module(name)


@pytest.fixture(scope="module")
def scripts() -> Iterator[Scripts]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(PACKAGING), str(PACKAGING / "windows"), *sys.path])
        yield Scripts()
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", "") or "").startswith(str(PACKAGING)):
            del sys.modules[name]


def desktop() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DESKTOP, encoding="utf-8")
    return parser["Desktop Entry"]


def mime_type() -> ET.Element:
    found = ET.parse(LINUX / "cxdesk-mime.xml").getroot().find("mime:mime-type", MIME)
    assert found is not None
    return found


def metainfo() -> ET.Element:
    return ET.parse(LINUX / "org.cxdesk.CXDesk.metainfo.xml").getroot()


def all_modules(package: str) -> set[str]:
    """Return what `pkgutil` finds below a package, with the package itself."""
    found = pkgutil.walk_packages([str(ROOT / package.replace(".", "/"))], f"{package}.")
    return {package, *(module.name for module in found)}


def test_the_spec_names_all_that_discovery_finds(scripts: Scripts) -> None:
    there = {name for package in scripts.contents.PACKAGES for name in all_modules(package)}
    hidden = set(scripts.contents.hidden_imports())
    assert there <= hidden
    for package in scripts.contents.DISCOVERED:
        found = all_modules(package)
        assert len(found) > 1, package
        assert found <= hidden
    assert "reportlab.graphics.barcode.qr" in hidden or "reportlab.graphics.barcode" not in (
        scripts.contents.imported()
    )


def test_nothing_is_left_out_that_the_program_imports(scripts: Scripts) -> None:
    contents = scripts.contents
    assert {"cxdesk.workspace", "PySide6.QtWidgets", "reportlab.pdfgen"} <= contents.imported()
    assert set(contents.excludes()) & contents.imported() == set()


def test_files_of_the_program_stay_in(scripts: Scripts) -> None:
    contents = scripts.contents
    files = [*fonts._FILES.values(), *fonts._WIDE.values()]
    kept = [f"font_roboto/files/{name}" for name in files]
    kept += [path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()]
    kept += [f"{place}/{path.name}" for path, place in contents.guide()]
    kept += [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/plugins/platforms/qwindows.dll",
    ]
    assert [name for name in kept if not contents.is_wanted(name, f"/x/{name}")] == []


def test_the_guide_goes_where_the_program_looks_for_it(scripts: Scripts) -> None:
    files = {f"{place}/{path.name}" for path, place in scripts.contents.guide()}
    assert {"cxdesk/_guide/index.md", "cxdesk/_guide/pictures/standards.png"} <= files
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    left_out = {name.removeprefix("/docs/") for name in wheel["exclude"]} - {"*.py"}
    assert left_out == set(scripts.contents.NOT_GUIDE)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qt_de.qm",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6\\plugins\\sqldrivers\\qsqlite.dll",
        "matplotlib/mpl-data/sample_data/Minduka_Present_Blue_Pack.png",
        "numpy/_core/tests/data/x.csv",
        "font_roboto/files/Roboto-Thin.ttf",
    ],
)
def test_what_nobody_uses_stays_out(scripts: Scripts, name: str) -> None:
    assert not scripts.contents.is_wanted(name, f"/x/{name}")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring no such libraries")
def test_libraries_of_the_system_stay_there(scripts: Scripts) -> None:
    contents = scripts.contents
    assert not contents.is_wanted("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6")
    assert contents.is_wanted("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert contents.is_wanted("libwebp-51b0b3f7.so.7.2.0", "pillow.libs/libwebp-51b0b3f7.so.7.2.0")


def test_only_what_was_compiled_here_is_stripped(scripts: Scripts) -> None:
    stripped = scripts.contents.holds_debug_symbols
    assert stripped("libpython3.11.so.1.0")
    assert stripped("python3.11/lib-dynload/_decimal.cpython-311-x86_64-linux-gnu.so")
    assert not stripped("numpy.libs/libscipy_openblas64_-32a4b2a6.so")
    assert not stripped("PySide6/Qt/lib/libQt6Core.so.6")


def test_a_library_forgets_where_python_was_compiled(scripts: Scripts) -> None:
    library = b"\0a\0/opt/long/prefix/lib\0b\0"
    changed = scripts.contents.without_search_path(library, "/opt/long/prefix")
    assert len(changed) == len(library)
    assert b"\0$ORIGIN\0" in changed
    assert b"/opt/long/prefix/lib" not in changed


def test_the_desktop_file_says_what_the_program_says() -> None:
    entry = desktop()
    # The name of the desktop file ties the window to it.
    assert f'setDesktopFileName("{DESKTOP.stem}")' in (ROOT / "ui/app.py").read_text(encoding="utf-8")
    assert f'setApplicationName("{entry["StartupWMClass"]}")' in (ROOT / "ui/app.py").read_text(
        encoding="utf-8"
    )
    assert entry["Exec"] == "cxdesk %f"
    assert entry["TryExec"] in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert entry["MimeType"] == f"{mime_type().get('type')};"
    assert (ROOT / f"resources/app/{entry['Icon']}.svg").is_file()


def test_files_are_known_by_name_and_by_content() -> None:
    kind = mime_type()
    glob, magic = kind.find("mime:glob", MIME), kind.find("mime:magic/mime:match", MIME)
    number = kind.find("mime:magic/mime:match/mime:match", MIME)
    icon = kind.find("mime:icon", MIME)
    assert glob is not None
    assert magic is not None
    assert number is not None
    assert icon is not None
    assert glob.get("pattern") == f"*{SUFFIX}"
    assert magic.get("value", "").encode().decode("unicode_escape").encode() == MAGIC
    assert (number.get("type"), number.get("offset")) == ("big32", "68")
    assert int(number.get("value", ""), 16) == APPLICATION_ID
    assert (LINUX / f"{icon.get('name')}.svg").is_file()


def test_the_software_centre_reads_the_same(scripts: Scripts) -> None:
    component = metainfo()
    assert component.findtext("launchable") == DESKTOP.name
    assert component.findtext("provides/binary") == desktop()["Exec"].split()[0]
    assert component.findtext("provides/mediatype") == mime_type().get("type")
    assert component.findtext("summary") == desktop()["Comment"]
    assert (component.findtext("metadata_license"), component.findtext("project_license")) == (
        "CC0-1.0",
        "MIT",
    )
    releases = ET.fromstring(scripts.changes.as_metainfo(scripts.changes.read(today=DAY)))
    assert releases[0].get("version") == cxdesk.__version__


def test_versions_come_from_the_changelog(scripts: Scripts, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = scripts.changes
    monkeypatch.setattr(changes, "version", lambda: "0.2.0")
    text = "# Changelog\n\n## [0.2.0] - 2026-12-01\n\n- A & b\n\n## [0.1.0] - 2026-11-01\n\n- First\n"
    found = changes.releases(text, today=DAY)
    assert [(one.version, one.day, one.published) for one in found] == [
        ("0.2.0", date(2026, 12, 1), True),
        ("0.1.0", date(2026, 11, 1), True),
    ]
    assert "<li>A &amp; b</li>" in changes.as_metainfo(found)
    assert changes.as_debian(found).startswith("cxdesk (0.2.0) stable; urgency=medium\n\n  * A & b\n")
    assert changes.releases("## [Unreleased]\n\n- New\n", today=DAY)[0].version == "0.2.0"
    with pytest.raises(LookupError):
        changes.releases("## [0.1.0] - 2026-11-01\n", today=DAY)


def test_the_manual_lists_every_command(scripts: Scripts) -> None:
    page = scripts.manual.page(cxdesk.__version__, DAY)
    listed = {name.replace(r"\-", "-") for name in re.findall(r"^\.TP\n\.B ([\w\\-]+)$", page, re.MULTILINE)}
    assert listed >= COMMANDS
    assert f"CX Desk {cxdesk.__version__}" in page
    assert "@" not in page


def test_windows_is_told_version_paths_and_icon(scripts: Scripts) -> None:
    text = scripts.version.resource("1.2.3", "cxdesk-cli")
    compile(text, "version", "eval")
    assert "(1, 2, 3, 0)" in text
    assert "'cxdesk-cli.exe'" in text
    manifest = ET.parse(PACKAGING / "windows/cxdesk.manifest").getroot()
    told = {element.tag.partition("}")[2]: element.text for element in manifest.iter()}
    assert (told["longPathAware"], told["dpiAwareness"]) == ("true", "PerMonitorV2, PerMonitor")
    assert (ROOT / "resources/app/cxdesk.ico").is_file()


def test_macos_knows_the_same_file_type() -> None:
    info = plistlib.loads((PACKAGING / "macos/info.plist").read_bytes())
    exported = info["UTExportedTypeDeclarations"][0]
    tags = exported["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == [SUFFIX.removeprefix(".")]
    assert tags["public.mime-type"] == [mime_type().get("type")]
    assert info["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert (ROOT / "resources/app/cxdesk.icns").is_file()


def test_notices_name_each_work_with_its_licence(scripts: Scripts, tmp_path: Path) -> None:
    import PySide6
    import sqlcipher3

    files = [next(Path(package.__path__[0]).glob("*.so")) for package in (PySide6, sqlcipher3)]
    made = scripts.notices.write(tmp_path / "notices", map(str, files))
    text = Path(made[0][0]).read_text(encoding="utf-8")
    for words in ("Qt 6", "LGPL-3.0-only", "SQLCipher", "may be replaced", "download.qt.io", "pyinstaller"):
        assert words in text
    assert "pytest" not in text
    for name in re.findall(r"licences/[\w.-]+", text):
        assert (tmp_path / "notices" / name).exists(), name


def test_about_says_where_the_notices_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.about import about_text

    assert notices() is None
    assert "THIRD_PARTY" not in about_text()
    (tmp_path / "THIRD_PARTY.md").touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert str(tmp_path / "THIRD_PARTY.md") in about_text()


def test_the_part_of_pyside_in_python_lies_ready_made_where_pyside_looks(
    scripts: Scripts, tmp_path: Path
) -> None:
    told = (
        "import sys, PySide6.QtCore as c; print(*(n for n in sys.modules if n.startswith('shibokensupport')))"
    )
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    places = dict(scripts.pyside_support.write(tmp_path))
    for name in loaded.stdout.split():
        folder, _, module = f"shiboken6/files.dir/{name.replace('.', '/')}".rpartition("/")
        packed = f"{folder}/{module}/__init__.py"
        source = packed if packed in places else f"{folder}/{module}.py"
        code = Path(importlib.util.cache_from_source(places[source])).read_bytes()
        assert code[:4] == importlib.util.MAGIC_NUMBER
        assert int.from_bytes(code[4:8], "little") == 1, (
            "bytecode that is held against its source at each start"
        )
