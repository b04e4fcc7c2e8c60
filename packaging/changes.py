"""Reads CHANGELOG.md, and writes it as software centres and Debian want it."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
MAINTAINER = "CX Desk contributors <contributors@cxdesk.invalid>"
_HEAD = re.compile(r"^## \[(?P<name>[^\]]+)\](?: - (?P<day>\d{4}-\d\d-\d\d))?", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """One version and what changed with it."""

    version: str
    day: date
    changes: tuple[str, ...]
    published: bool


def version() -> str:
    """Return the version of the program."""
    found = re.search(r'"(.+)"', (ROOT / "cxdesk/__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise LookupError("cxdesk/__init__.py names no version")
    return found[1]


def releases(text: str, *, today: date) -> list[Release]:
    """Return the releases, newest first; what is not released yet counts as today's, as the program's."""
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        changes = tuple(re.findall(r"^- (.+)$", text[head.end() : end], re.MULTILINE))
        released = head["name"] != "Unreleased"
        if released or changes:
            name = head["name"] if released else version()
            day = date.fromisoformat(head["day"]) if head["day"] else today
            found.append(Release(name, day, changes, released))
    newest = next((one.version for one in found), "")
    if newest != version():
        raise LookupError(f"CHANGELOG.md says {newest or 'nothing'}, the program is {version()}")
    return found


def read(*, today: date) -> list[Release]:
    """Return the releases of CHANGELOG.md."""
    return releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), today=today)


def as_metainfo(found: list[Release]) -> str:
    """Return the releases as AppStream writes them."""
    lines = ["<releases>"]
    for one in found:
        kind = "stable" if one.published else "development"
        lines.append(f'    <release version="{one.version}" date="{one.day}" type="{kind}">')
        lines += ["      <description>", "        <ul>"]
        lines += [f"          <li>{escape(change)}</li>" for change in one.changes]
        lines += ["        </ul>", "      </description>", "    </release>"]
    return "\n".join([*lines, "  </releases>"])


def as_debian(found: list[Release]) -> str:
    """Return the releases as a Debian changelog."""
    parts = []
    for one in found:
        noon = datetime(one.day.year, one.day.month, one.day.day, 12, tzinfo=UTC)
        changes = "\n".join(
            textwrap.fill(change, 78, initial_indent="  * ", subsequent_indent="    ")
            for change in one.changes
        )
        suite = "stable" if one.published else "unstable"
        parts.append(
            f"cxdesk ({one.version}) {suite}; urgency=medium\n\n{changes}\n\n"
            f" -- {MAINTAINER}  {format_datetime(noon)}\n"
        )
    return "\n".join(parts)
