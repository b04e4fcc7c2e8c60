"""Every text that a person reads goes through translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.arch.source import PROGRAM, Source, last_word, sources

# What shows its texts, and which of its arguments they are (None: all that stand without a name).
SHOWN_FIRST = {
    "PlainLabel", "ElidedLabel", "SectionHeading", "FieldLabel", "WrappedLabel", "Tag", "PrimaryButton",
    "SecondaryButton", "DangerButton", "LinkButton", "CheckBox", "RadioButton", "ToggleSwitch", "QAction",
    "setText", "setToolTip", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription",
    "setWindowTitle", "setTitle", "addItem", "addAction", "addMenu", "set_name", "make_action", "Banner",
    "show_banner", "UserError", "EnvironmentFault", "say", "echo", "print", "ask_folder",
    "drawText", "tidy_view",
}  # fmt: skip
SHOWN = {
    "IconButton", "EmptyState", "set_tip", "tell", "confirm", "ask_open_file", "ask_save_file", "ask_folder",
    "RowButton", "act", "drawText", "InputError", "TextDialog",
}  # fmt: skip
SHOWN_BY_NAME = {
    "help",
    "placeholder",
    "tooltip",
    "label",
    "title",
    "done",
    "more",
    "sentence",
    "about",
    "example",
}
# The first argument of these is no text: an icon, a parent, or the record kind.
NO_TEXT_FIRST = {"IconButton", "EmptyState", "set_tip", "tell", "confirm", "RowButton"}
# A word for a person has two letters in a row with a vowel near; keys, names and formats do not count.
WORDS = re.compile(r"[A-Za-zÀ-ž]{2,}")
NAMES = {"CX Desk", "PDF", "CSV", "JSON", "Roboto", "PNG", "Aa"}
# What is declared as data and marked there, or is no text although it stands in such a place.
KEY = re.compile(r"^[a-z0-9_.:/-]+$")


def is_bare(node: ast.expr) -> bool:
    """Tell whether an expression is a text that nobody translates."""
    if isinstance(node, ast.JoinedStr):
        return any(
            WORDS.search(str(part.value)) and not KEY.match(str(part.value)) and "--" not in str(part.value)
            for part in node.values
            if isinstance(part, ast.Constant)
        )
    if isinstance(node, ast.BinOp):
        return is_bare(node.left) or is_bare(node.right)
    if isinstance(node, ast.IfExp):
        return is_bare(node.body) or is_bare(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return is_bare(node.func.value)
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    text = node.value.strip()
    return bool(WORDS.search(text)) and text not in NAMES and not KEY.match(text)


def bare_texts(file: Source) -> Iterator[ast.expr]:
    """Give every text that is shown without having been translated."""
    for name, call in file.calls():
        if name in SHOWN:
            wanted = call.args[1:] if name in NO_TEXT_FIRST else call.args
        elif name in SHOWN_FIRST:
            wanted = call.args[:1]
        else:
            wanted = []
        by_name = [
            word.value
            for word in call.keywords
            if word.arg in SHOWN_BY_NAME and last_word(call.func) not in {"_", "N_", "ngettext"}
        ]
        yield from (text for text in [*wanted, *by_name] if is_bare(text))


def test_every_text_for_a_person_is_translated() -> None:
    found = [
        f"{file.at(text)} {ast.unparse(text)[:90]}" for file in sources(*PROGRAM) for text in bare_texts(file)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "bare"),
    [
        ('PlainLabel("Your name")', 1), ('PlainLabel(_("Your name"))', 0), ("PlainLabel(text)", 0),
        ('label.setText(f"{n} shops")', 1), ('label.setText(f"{a} – {b}")', 0),
        ('label.setText("Saved" if saved else _("Not yet"))', 1),
        ('IconButton("close", "Close this message")', 1), ('IconButton("close", _("Close"))', 0),
        ('click.option("--to", help="write it here")', 1), ('say("All is well: {x}".format(x=1))', 1),
        ('UserError("There is no such page.")', 1), ('box.addItem("salon_1")', 0),
        ('messages.confirm(self, _("Delete?"), "Delete it", more=_("For good."))', 1),
    ],
)  # fmt: skip
def test_bare_texts_are_recognised(code: str, bare: int) -> None:
    assert len(list(bare_texts(Source("x.py", code)))) == bare
