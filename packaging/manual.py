"""The man page, with the commands as the program itself lists them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent


def page(version: str, day: date) -> str:
    """Return the man page."""
    sys.path.insert(0, str(ROOT))
    from cxdesk.cli import group
    from ui import commands as _with_a_window  # noqa: F401 - adds its commands to the group

    context = click.Context(group, info_name="cxdesk")
    lines = []
    for name in group.list_commands(context):
        about = group.commands[name].get_short_help_str(limit=400)
        lines += [".TP", rf".B {quoted(name)}", quoted(about)]
    template = (ROOT / "packaging/linux/cxdesk.1.in").read_text(encoding="utf-8")
    filled = {"@DATE@": str(day), "@VERSION@": version, "@COMMANDS@": "\n".join(lines)}
    for key, text in filled.items():
        template = template.replace(key, text)
    return template


def quoted(text: str) -> str:
    """Return a text so that roff takes no part of it for its own."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text
