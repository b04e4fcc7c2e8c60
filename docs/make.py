"""Makes what can be made of the docs: the tables from the declarations, the pictures from the program.

`python docs/make.py` writes all of it; `--check` says which tables are out of date and writes nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import click

HERE = Path(__file__).resolve().parent


def records() -> str:
    """Return the page on record kinds."""
    from cxdesk.entities import default_registry
    from cxdesk.i18n import _

    lines = [
        "# What each kind of record holds",
        "",
        "Made from the declarations by `make docs`. The command line uses the words of the first column.",
    ]
    for spec in default_registry():
        lines += [
            "",
            f"## {spec.table}: {_(spec.label)}",
            "",
            "| field | in the window | holds |",
            "|---|---|---|",
        ]
        for field in spec.fields.values():
            holds = field.kind.name + (f" → {field.to}" if field.to else "")
            if field.choices:
                holds = ", ".join(key for key, _label in field.choices)
            lines.append(f"| `{field.name}`{' *' if field.required else ''} | {_(field.label)} | {holds} |")
    return "\n".join([*lines, "", "\\* can't be left empty.", ""])


def command_line() -> str:
    """Return the page on the command line."""
    from ui.commands import group

    lines = ["# The command line", "", "Made from the program's own help by `make docs`.", ""]
    context = click.Context(group, info_name="cxdesk", **group.context_settings)
    lines += ["```text", group.get_help(context), "```"]
    for name in group.list_commands(context):
        command = group.commands[name]
        lines += ["", f"## cxdesk {name}", "", "```text"]
        lines += [command.get_help(click.Context(command, info_name=name, parent=context)), "```"]
    return "\n".join([*lines, ""])


def keyboard() -> str:
    """Return the page on keys."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QKeySequence
    from PySide6.QtWidgets import QApplication

    from cxdesk.i18n import _
    from ui.actions import SPECS

    app = QApplication.instance() or QApplication([])
    rows = []
    for spec in SPECS:
        keys = [QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) for key in spec.keys]
        said = ", ".join(f"`{key}`" for key in keys if key) or "by Ctrl+K"
        rows.append(f"| {_(spec.text).replace('&', '')} | {said} |")
    del app
    head = (HERE / "keyboard.head.md").read_text(encoding="utf-8")
    return head + "\n".join(["| act | keys |", "|---|---|", *rows, ""])


def trades() -> str:
    """Return the page on starter content."""
    from cxdesk.services import trades as starters

    found = [starters.load(info.trade) for info in starters.available()]
    rows = [f"- **{trade.name}**: {trade.about}" for trade in found]
    rows += ["", "| trade | stages | defects | standards | Never, Always | cues | topics |"]
    rows.append("|---|---:|---:|---:|---:|---:|---:|")
    for trade in found:
        of = starters.counts(trade)
        standards = of["operational"] + of["experiential"] + of["above_beyond"]
        cells = (of["stages"], of["defect"], standards, of["never"] + of["always"], of["cues"], of["huddles"])
        rows.append(f"| {trade.name} | {' | '.join(map(str, cells))} |")
    head = (HERE / "trades.head.md").read_text(encoding="utf-8")
    return head.replace("@TABLE@", "\n".join(rows))


TABLES = {
    "records.md": records,
    "command-line.md": command_line,
    "keyboard.md": keyboard,
    "trades.md": trades,
}


def stale() -> list[str]:
    """Return the tables that are not what the program says."""
    return [name for name, make in TABLES.items() if _kept(name) != make()]


def _kept(name: str) -> str:
    path = HERE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> int:
    """Write the docs, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say what is out of date, write nothing")
    parser.add_argument("--tables", action="store_true", help="leave the pictures as they are")
    words = parser.parse_args()
    if words.check:
        old = stale()
        print("\n".join(f"docs/{name} is out of date: run make docs" for name in old), end="\n" * bool(old))
        return int(bool(old))
    for name, make in TABLES.items():
        (HERE / name).write_text(make(), encoding="utf-8")
    if not words.tables:
        sys.path.insert(0, str(HERE))
        import scenes

        scenes.draw()
    return 0


if __name__ == "__main__":
    os.environ["COLUMNS"] = "100"
    sys.exit(main())
