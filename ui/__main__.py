"""The program's entry: `cxdesk`, `cxdesk FILE`, or `cxdesk COMMAND …`.

The window starts without the command line's library; only what the first paint needs is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cxdesk import i18n
from cxdesk.i18n import _
from ui.display import has_display

# The first words that are commands; a file of such a name is opened as ./new. A test compares them.
COMMANDS = frozenset(
    {
        *("new", "kinds", "records", "set", "add", "trades", "sheets", "packs", "print", "check", "backup"),
        *("restore", "export", "import", "undo-import", "metric", "enter", "due", "screenshot", "demo"),
        *("self-test",),
        *("encrypt", "decrypt", "passphrase", "recovery-key"),
        *("find", "fill", "erase", "subject", "duplicates", "merge", "review"),
        "incident",
    }
)


def speak() -> None:
    """Speak the language of this computer's settings."""
    from cxdesk import settings

    i18n.use_language(settings.load().language)


def main(argv: list[str] | None = None) -> int:
    """Run the command, or open the window; return the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words and (words[0] in COMMANDS or words[0].startswith("-")):
        speak()  # before the texts of the commands are read
        from ui.commands import run

        return run(words)
    if len(words) > 1:
        speak()
        sentence = _("There is no command “{word}”. “cxdesk --help” lists them.")
        print(sentence.format(word=words[0]), file=sys.stderr)
        return 2
    file = Path(words[0]) if words else None
    if file is not None and not file.exists():
        speak()
        sentence = _("There is no file or command “{word}”. “cxdesk --help” lists the commands.")
        print(sentence.format(word=words[0]), file=sys.stderr)
        return 1 if file.suffix else 2
    if not has_display():
        speak()
        print(
            _("There is no display here. “cxdesk demo --out demo” makes pictures instead."), file=sys.stderr
        )
        return 1
    from ui.launch import run_window

    return run_window(file)


if __name__ == "__main__":
    sys.exit(main())
