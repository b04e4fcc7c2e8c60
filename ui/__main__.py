"""The program's entry: `cxdesk`, `cxdesk FILE`, or `cxdesk COMMAND …`.

The window starts without the command line's library; only what the first paint needs is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ui.display import has_display

# The first words that are commands; a file of such a name is opened as ./new. A test compares them.
COMMANDS = frozenset(
    {
        *("new", "kinds", "records", "set", "add", "sheets", "packs", "print", "check", "backup", "restore"),
        *("export", "import", "screenshot", "demo", "self-test"),
    }
)


def main(argv: list[str] | None = None) -> int:
    """Run the command, or open the window; return the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words and (words[0] in COMMANDS or words[0].startswith("-")):
        from ui.commands import run

        return run(words)
    if len(words) > 1:
        print(f"There is no command “{words[0]}”. “cxdesk --help” lists them.", file=sys.stderr)
        return 2
    file = Path(words[0]) if words else None
    if file is not None and not file.exists():
        print(
            f"There is no file or command “{words[0]}”. “cxdesk --help” lists the commands.", file=sys.stderr
        )
        return 1 if file.suffix else 2
    if not has_display():
        print("There is no display here. “cxdesk demo --out demo” makes pictures instead.", file=sys.stderr)
        return 1
    from ui.launch import run_window

    return run_window(file)


if __name__ == "__main__":
    sys.exit(main())
