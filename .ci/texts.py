"""Collects every text of the program for translators, and compiles what they wrote.

`python .ci/texts.py` writes `resources/locale/cxdesk.pot`, brings each `cxdesk.po` up to date with it and
compiles it. Nothing in these files depends on the day or on line numbers: they change with the texts only.
"""

from __future__ import annotations

import io
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "cxdesk.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
HEADER = "# Texts of CX Desk. See docs/languages.md: what stands in {braces} stays as it is.\n"
WHEN = datetime(2026, 1, 1, tzinfo=UTC)  # the same in every copy, so that equal texts make equal files
SHOP = {"customer", "staff", "visit"}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def collect() -> Catalog:
    """Return every text that is marked, and what the commands say of themselves."""
    found: set[str | tuple[str, str]] = set()
    for folder in ("cxdesk", "ui"):
        for _file, _line, text, _comments, _context in extract_from_dir(
            str(ROOT / folder), keywords=KEYWORDS
        ):
            found.add(text if isinstance(text, str) else (text[0], text[1]))
    found |= set(command_texts())
    plurals = {text[0] for text in found if isinstance(text, tuple)}
    texts = Catalog(project="CX Desk", fuzzy=False)
    for text in sorted(found, key=str):
        if text and (isinstance(text, tuple) or text not in plurals):
            texts.add(text)
    return texts


def command_texts() -> list[str]:
    """Return what each command says it does: its docstring, which no tool collects."""
    sys.path.insert(0, str(ROOT))
    from ui.commands import group

    return [text for one in (group, *group.commands.values()) for text in (one.help, one.epilog) if text]


def written(texts: Catalog) -> bytes:
    """Return a catalogue as a file that depends on its texts alone."""
    out = io.BytesIO()
    write_po(
        out, texts, no_location=True, omit_header=True, sort_output=True, width=110, ignore_obsolete=True
    )
    head = HEADER + 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    if texts.locale is not None:
        head += f'"Language: {texts.locale}\\n"\n"Plural-Forms: {texts.plural_forms}\\n"\n'
    return head.encode() + b"\n" + out.getvalue()


def read(path: Path, language: str | None = None) -> Catalog:
    """Return a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(path: Path) -> bytes:
    """Return what gettext reads, made from a `.po` file; texts that nobody translated are left out."""
    texts = read(path, path.parent.parent.name)
    texts.creation_date = texts.revision_date = WHEN
    out = io.BytesIO()
    write_mo(out, texts)
    return out.getvalue()


def wrong(texts: Catalog) -> list[str]:
    """Return the translations whose placeholders are not those of the text."""
    found = []
    for message in texts:
        if not message.id or not message.string:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = {name for text in ids for name in _names(text)}
        for text in filter(None, words):
            names = _names(text)
            if names - allowed or (text == words[-1] and names != _names(ids[-1])):
                found.append(f"{ids[0]!r} → {text!r}")
    return found


def _names(text: str) -> set[str]:
    """Return the placeholders of a text; one or many, upper or lower case of the shop's words may differ."""
    found = set()
    for name in PLACEHOLDER.findall(text):
        word = name.strip("{}").lower().rstrip("s")
        found.add(word if word in SHOP else name)
    return found


def main() -> int:
    """Write the template, bring the translations up to date and compile them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    texts = collect()
    LOCALE.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(written(texts))
    problems = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/cxdesk.po")):
        one = read(path, path.parent.parent.name)
        one.update(texts, no_fuzzy_matching=True)
        path.write_bytes(written(one))
        path.with_suffix(".mo").write_bytes(compiled(path))
        done = sum(1 for message in one if message.id and message.string and any(message.string))
        print(f"{path.parent.parent.name}: {done} of {len(texts)} texts")
        problems += wrong(one)
    print("\n".join(problems), end="\n" * bool(problems))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
