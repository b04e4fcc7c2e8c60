"""Makes the Debian package of a frozen folder: `python packaging/deb.py dist/cxdesk dist`.

Needs dpkg-deb and dpkg-shlibdeps (the Debian package dpkg-dev). The system's libraries become dependencies;
which ones is read from the program's own files.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import changes
import icons
import manual

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
HOME = "usr/lib/cxdesk"
METAINFO = "org.cxdesk.CXDesk.metainfo.xml"
XZ_LEVEL = 4  # 6 takes twice as long for 3 % less

# Plugins that Qt does without where their libraries are missing.
OPTIONAL = {
    "Suggests": re.compile(r"/libqgtk3\.so$"),
    "Recommends": re.compile(r"/wayland-|/libqwayland\.so$|/libQt6W(ayland|lShell)"),
}

CONTROL = """\
Package: cxdesk
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Suggests: {suggests}
Section: misc
Priority: optional
Description: customer experience desk for small shops
 CX Desk is for shops of 3 to 30 people whose customers should come back. It
 holds your service vision, the standards for every stage of the customer's
 journey and what is never and always done, and it prints the sheets that your
 team trains from and signs.
 .
 Everything is in one file on your own computer: no account and no network.
"""


def make(folder: Path, out: Path, work: Path) -> Path:
    """Lay the files out below `work`, pack them, and return the package."""
    shutil.rmtree(work, ignore_errors=True)
    day = build_day()
    shutil.copytree(folder, work / HOME, symlinks=True)
    (work / "usr/bin").mkdir(parents=True)
    (work / "usr/bin/cxdesk").symlink_to("../lib/cxdesk/cxdesk")
    lay_out_desktop(work, day)
    lay_out_docs(work, day)
    set_modes(work)
    write_control(work)
    architecture = told("dpkg", "--print-architecture")
    package = out / f"cxdesk_{changes.version()}_{architecture}.deb"
    options = ["--root-owner-group", "-Zxz", f"-z{XZ_LEVEL}", "--build"]
    subprocess.run(["dpkg-deb", *options, work, package], check=True, stdout=subprocess.DEVNULL)
    return package


def build_day() -> date:
    """Return the day of the sources, which is that of the build as well, so that two builds are alike."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now(UTC)).date()


def lay_out_desktop(work: Path, day: date) -> None:
    """Put what menus, software centres and file managers read into its places."""
    share = work / "usr/share"
    place(LINUX / "cxdesk.desktop", share / "applications/cxdesk.desktop")
    place(LINUX / "cxdesk-mime.xml", share / "mime/packages/cxdesk.xml")
    template = (LINUX / METAINFO).read_text(encoding="utf-8")
    found = changes.read(today=day)
    write(share / "metainfo" / METAINFO, template.replace("<releases/>", changes.as_metainfo(found)))
    own = ROOT / "resources/app"
    for name, kind, source in (
        ("cxdesk", "apps", own / "cxdesk.svg"),
        ("application-x-cxdesk", "mimetypes", LINUX / "application-x-cxdesk.svg"),
    ):
        place(source, share / f"icons/hicolor/scalable/{kind}/{name}.svg")
        for side in icons.SIZES:
            target = share / f"icons/hicolor/{side}x{side}/{kind}/{name}.png"
            drawn = own / f"{name}-{side}.png"
            if drawn.is_file():
                place(drawn, target)
            else:
                icons.draw(source, target, side)


def lay_out_docs(work: Path, day: date) -> None:
    """Put the man page, the changes and the copyright into their places."""
    share = work / "usr/share"
    version = changes.version()
    write_zipped(share / "man/man1/cxdesk.1.gz", manual.page(version, day))
    write_zipped(share / "doc/cxdesk/changelog.gz", changes.as_debian(changes.read(today=day)))
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").partition("\n\n")[2]
    paragraphs = "\n".join(f" {line}" if line.strip() else " ." for line in licence.strip().splitlines()[2:])
    text = (LINUX / "copyright").read_text(encoding="utf-8")
    text = text.replace("@YEAR@", str(day.year)).replace("@LICENSE@", paragraphs)
    write(share / "doc/cxdesk/copyright", text)
    place(LINUX / "lintian-overrides", share / "lintian/overrides/cxdesk")


def set_modes(work: Path) -> None:
    """Give everybody the right to read, and to run what is run."""
    work.chmod(0o755)
    for path in work.rglob("*"):
        if path.is_symlink():
            continue
        runs = path.is_dir() or path == work / HOME / "cxdesk"
        path.chmod(0o755 if runs else 0o644)


def write_control(work: Path) -> None:
    """Write the package's own files."""
    files = sorted(path for path in work.rglob("*") if path.is_file() and not path.is_symlink())
    # Policy: the sum of the files, each rounded up to a kibibyte, and one for everything else.
    kibibytes = sum(-(-path.stat().st_size // 1024) for path in files)
    kibibytes += sum(1 for path in work.rglob("*") if path.is_dir() or path.is_symlink())
    needs = dependencies(work)
    control = CONTROL.format(
        version=changes.version(),
        architecture=told("dpkg", "--print-architecture"),
        maintainer=changes.MAINTAINER,
        size=kibibytes,
        depends=needs["Depends"],
        recommends=needs["Recommends"],
        suggests=needs["Suggests"],
    )
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(work)}\n" for path in files]
    write(work / "DEBIAN/control", control)
    write(work / "DEBIAN/md5sums", "".join(sums))
    (work / "DEBIAN").chmod(0o755)


def dependencies(work: Path) -> dict[str, str]:
    """Return which Debian packages hold the libraries that the program's files load."""
    fields: dict[str, list[Path]] = {"Depends": [], "Recommends": [], "Suggests": []}
    for path in sorted((work / HOME).rglob("*")):
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
            wanted = (field for field, pattern in OPTIONAL.items() if pattern.search(f"/{path}"))
            fields[next(wanted, "Depends")].append(path)
    folders = sorted({path.parent for paths in fields.values() for path in paths})
    words = [
        "dpkg-shlibdeps",
        "-O",
        "--ignore-missing-info",
        "--warnings=0",
        *(f"-l{folder}" for folder in folders),
    ]
    for field, paths in fields.items():
        words += [f"-d{field}", *(f"-e{path}" for path in paths)]
    with tempfile.TemporaryDirectory() as name:
        write(Path(name) / "debian/control", "Source: cxdesk\n\nPackage: cxdesk\nArchitecture: any\n")
        done = subprocess.run(words, cwd=name, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.strip())
    found = dict(line.removeprefix("shlibs:").split("=", 1) for line in done.stdout.splitlines())
    # The theme of GTK is one package and what that needs.
    found["Suggests"] = ", ".join(re.findall(r"libgtk-3-0[^,]*", found.get("Suggests", "")))
    return {field: found.get(field, "") for field in fields}


def place(source: Path, target: Path) -> None:
    """Copy a file to its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write(target: Path, text: str) -> None:
    """Write a file in its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def write_zipped(target: Path, text: str) -> None:
    """Write a file compressed, without the time and name in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def told(*words: str) -> str:
    """Return what a command says."""
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    print(make(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), ROOT / "build" / "deb"))
