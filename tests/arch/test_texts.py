"""Rules that linters don't know: one place for each kind of act, and texts that can be translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.arch.source import PROGRAM, Source, last_word, sources

TRANSLATE = {"_", "N_", "ngettext"}
# What the shop itself calls its customers and its staff stands in texts as a placeholder.
SHOP_WORDS = re.compile(r"(?<![{\w])(customers?|staff)(?![}\w])", re.IGNORECASE)

OWN_WORDS = {"cxdesk/i18n.py", "ui/shell/other_words.py"}
"""There are the words themselves, and what people type who do not know the shop's."""


def words_of(call: ast.Call) -> list[ast.expr]:
    """Return the arguments that are texts: of ngettext the first two."""
    return call.args[:2] if last_word(call.func) == "ngettext" else call.args[:1]


def translated(file: Source) -> Iterator[ast.expr]:
    """Give every argument that is translated or marked for it."""
    for name, call in file.calls():
        if name in TRANSLATE and isinstance(call.func, ast.Name):
            yield from words_of(call)


def glued(text: ast.expr) -> bool:
    """Tell whether a text is put together before it is translated, so no catalogue has it."""
    if isinstance(text, ast.JoinedStr):
        return True
    if isinstance(text, ast.BinOp):
        return any(isinstance(part, ast.Constant | ast.JoinedStr) for part in (text.left, text.right))
    return isinstance(text, ast.Call) and last_word(text.func) == "format"


def literal(text: ast.expr) -> str:
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else ""


def test_no_text_is_put_together_before_it_is_translated() -> None:
    assert [file.at(text) for file in sources(*PROGRAM) for text in translated(file) if glued(text)] == []


def test_texts_use_the_words_of_the_shop() -> None:
    found = [
        f"{file.at(text)} {literal(text)!r}"
        for file in sources(*PROGRAM)
        if file.path not in OWN_WORDS
        for text in translated(file)
        if SHOP_WORDS.search(literal(text))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "bad"),
    [("Add {customer}", False), ("Customer", True), ("our customers", True), ("{Customers}", False),
     ("customer_id", False), ("All staff sign", True), ("{staff}", False)],
)  # fmt: skip
def test_words_of_the_shop_are_recognised(text: str, bad: bool) -> None:
    assert bool(SHOP_WORDS.search(text)) is bad


def opens_a_transaction(name: str, call: ast.Call) -> bool:
    """Tell whether a call is `x.atomic()` or `db.begin()`."""
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = last_word(call.func.value).strip("_")
    return name == "atomic" or (
        name == "begin" and owner in {"db", "database", "connection", "conn", "store"}
    )


def labels_bare(name: str, call: ast.Call) -> bool:
    """Tell whether a call makes a label or a tool tip, both of which guess that text is HTML."""
    return name in {"QLabel", "setToolTip"}


def lays_out_text(name: str, call: ast.Call) -> bool:
    """Tell whether a call makes a Paragraph, which reads its text as markup."""
    return name == "Paragraph"


def opens_a_message_box(name: str, call: ast.Call) -> bool:
    """Tell whether a call touches a message or file box."""
    boxes = {"QMessageBox", "QFileDialog"}
    return name in boxes or (isinstance(call.func, ast.Attribute) and last_word(call.func.value) in boxes)


def connects_to_a_closure(name: str, call: ast.Call) -> bool:
    """Tell whether a signal is connected to a lambda or partial: it would keep its owner alive."""
    if name != "connect" or not call.args:
        return False
    target = call.args[0]
    return isinstance(target, ast.Lambda) or (
        isinstance(target, ast.Call) and last_word(target.func) == "partial"
    )


RULES = [
    (opens_a_transaction, ("cxdesk", "ui"), "cxdesk/store/"),
    (labels_bare, ("ui",), "ui/widgets/"),
    (lays_out_text, ("cxdesk", "ui"), "cxdesk/output/text.py"),
    (opens_a_message_box, ("ui",), "ui/messages.py"),
    (connects_to_a_closure, ("ui",), "nowhere"),
]


@pytest.mark.parametrize(("breaks", "folders", "allowed"), RULES)
def test_each_act_has_its_place(
    breaks: Callable[[str, ast.Call], bool], folders: tuple[str, ...], allowed: str
) -> None:
    found = [
        file.at(call)
        for file in sources(*folders)
        if not file.path.startswith(allowed)
        for name, call in file.calls()
        if breaks(name, call)
    ]
    assert found == [], f"{breaks.__doc__} Only {allowed} may."


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("self._db.begin('IMMEDIATE')", opens_a_transaction),
        ("db.atomic()", opens_a_transaction),
        ("QtWidgets.QLabel('x')", labels_bare),
        ("w.setToolTip('x')", labels_bare),
        ("Paragraph('x', style)", lays_out_text),
        ("QMessageBox.warning(self, 'a', 'b')", opens_a_message_box),
        ("b.clicked.connect(lambda: self.go())", connects_to_a_closure),
        ("b.clicked.connect(functools.partial(self.go, 1))", connects_to_a_closure),
    ],
)
def test_the_rules_bite(code: str, rule: Callable[[str, ast.Call], bool]) -> None:
    assert any(rule(name, call) for name, call in Source("x.py", code).calls())


def test_a_painter_may_begin() -> None:
    calls = Source("x.py", "painter.begin(device)\nb.clicked.connect(self.go)").calls()
    assert not any(
        rule(name, call) for name, call in calls for rule in (opens_a_transaction, connects_to_a_closure)
    )


def test_tests_wait_for_events_not_for_time() -> None:
    waits = [
        file.at(call)
        for file in sources("tests/core", "tests/ui")
        for name, call in file.calls()
        if isinstance(call.func, ast.Attribute)
        and (last_word(call.func.value), name) in {("time", "sleep"), ("qtbot", "wait")}
    ]
    assert waits == []
