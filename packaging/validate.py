"""Lets the desktop's own tools read a Debian package of ours: `python packaging/validate.py FILE.deb`.

Ends with 1 when one of them finds fault. Each tool's Debian package is in TOOLS.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

TOOLS = {
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "xmllint": "libxml2-utils",
    "update-mime-database": "shared-mime-info",
    "gio": "libglib2.0-bin",
    "man": "man-db",
    "lintian": "lintian",
}
MIME = "application/x-cxdesk"


def main() -> int:
    """Run every tool, and return 1 when one of them finds fault."""
    package = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name) / "tree"
        subprocess.run(["dpkg-deb", "--extract", package, tree], check=True)
        share = tree / "usr/share"
        metainfo = sorted(map(str, (share / "metainfo").glob("*.xml")))
        xml = [
            *metainfo,
            *map(str, (share / "mime/packages").glob("*.xml")),
            *map(str, share.glob("icons/**/*.svg")),
        ]
        results = [
            tool("desktop-file-validate", str(share / "applications/cxdesk.desktop")),
            tool("appstreamcli", "validate", "--no-net", "--pedantic", *metainfo),
            tool("xmllint", "--noout", *xml),
            tool(
                "man",
                "--warnings",
                "--local-file",
                "--troff-device=ascii",
                str(share / "man/man1/cxdesk.1.gz"),
                quiet=True,
            ),
            mime_type(share / "mime", Path(name)),
            tool(
                "lintian",
                "--allow-root",
                "--fail-on",
                "error,warning",
                "--tag-display-limit",
                "3",
                str(package),
            ),
        ]
    return 0 if all(results) else 1


def tool(*words: str, quiet: bool = False) -> bool:
    """Run a tool and print what it says; it is well when it ends with 0 (`quiet`: and has no complaint)."""
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, env={**os.environ, "MANWIDTH": "80"}
    )
    said = [*([] if quiet else done.stdout.splitlines()), *done.stderr.splitlines()]
    well = done.returncode == 0 and not (quiet and done.stderr.strip())
    report(words[0], well, said)
    return well


def mime_type(mime: Path, folder: Path) -> bool:
    """Make the database of file types with ours in it, and ask it what our files are."""
    data = folder / "data"
    shutil.copytree("/usr/share/mime/packages", data / "mime/packages")
    for file in (mime / "packages").iterdir():
        shutil.copyfile(file, data / "mime/packages" / file.name)
    made = subprocess.run(
        ["update-mime-database", data / "mime"], capture_output=True, text=True, check=False
    )
    wanted = {"plain": MIME, "other.sqlite3": "application/vnd.sqlite3", "encrypted.cxdesk": MIME}
    database(folder / "plain", application_id())
    database(folder / "other.sqlite3", 0)
    (folder / "encrypted.cxdesk").write_bytes(os.urandom(4096))
    found = {name: asked(folder / name, data) for name in wanted}
    well = made.returncode == 0 and found == wanted
    report("update-mime-database", well, [f"{name} is {kind}" for name, kind in found.items()])
    return well


def application_id() -> int:
    """Return what the program writes into its files."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from cxdesk.store.db import APPLICATION_ID

    return APPLICATION_ID


def database(path: Path, number: int) -> None:
    """Make a small SQLite file."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id={number}")
    connection.execute("CREATE TABLE t (a)")
    connection.close()


def asked(path: Path, data: Path) -> str:
    """Return what the desktop takes a file for."""
    environment = {**os.environ, "XDG_DATA_DIRS": str(data), "XDG_DATA_HOME": str(data / "none")}
    words = ["gio", "info", "--attributes=standard::content-type", str(path)]
    told = subprocess.run(words, capture_output=True, text=True, check=False, env=environment).stdout
    return next((line.split()[-1] for line in told.splitlines() if "content-type" in line), "nothing")


def report(name: str, well: bool, said: Sequence[str]) -> None:
    """Say how a tool took it."""
    print(f"{name}: {'well' if well else 'NOT WELL'}")
    for line in said:
        if line.strip():
            print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main())
