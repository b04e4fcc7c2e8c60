"""Text from people: cleaned, folded, split as the search splits it."""

from __future__ import annotations

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given
from hypothesis import strategies as st

from cxdesk import text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("  two \t words ", "two words"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("line\r\nbreak", "line break"),
        ("lone \ud800 half", "lone half"),
        ("e\u0301", "é"),
    ],
)
def test_clean_keeps_one_line_without_control_characters(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


def test_clean_keeps_line_ends_where_they_are_allowed() -> None:
    assert text.clean("one\r\ntwo\rthree", lines=True) == "one\ntwo\nthree"


@given(st.text())
def test_clean_changes_nothing_the_second_time(typed: str) -> None:
    once = text.clean(typed, lines=True)
    assert text.clean(once, lines=True) == once
    once.encode()  # what is kept can always be stored


@given(st.text(), st.booleans())
def test_clean_makes_the_same_of_a_text_that_needs_nothing_as_of_one_that_needs_work(
    typed: str, lines: bool
) -> None:
    assert text.clean(f"{typed}\x00", lines=lines) == text.clean(typed, lines=lines)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("José", "jose"), ("Großmann", "grossmann"), ("Łódź", "lodz"), ("Ødegård", "odegard"), ("ﬁne", "fine")],
)
def test_fold_takes_case_and_accents_away(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@given(st.text(max_size=60))
def test_tokens_are_those_of_the_search_engine(typed: str) -> None:
    """A word that the tokenizer splits further would be a phrase, which `detail=column` refuses."""
    folded = text.fold(text.clean(typed))
    connection = driver.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(x, detail=column, tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO t VALUES (?)", (folded,))
    for word in text.tokens(folded):
        found = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f'"{word}"',)).fetchone()[0]
        assert found in {0, 1}
    connection.close()


@pytest.mark.parametrize("typed", ["o'brien", "+49 171", "don't-stop", "a_b", "50%", "x²", "ⅷ"])
def test_tokens_of_awkward_words_find_their_text(typed: str) -> None:
    connection = driver.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, detail=column)")
    connection.execute("INSERT INTO t VALUES (?)", (text.fold(typed),))
    asked = " ".join(f'"{word}"' for word in text.tokens(text.fold(typed)))
    assert connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (asked,)).fetchone()[0] == 1
    connection.close()


def test_one_line_cuts_with_an_ellipsis() -> None:
    assert text.one_line("a\nb " * 1000, 20) == "a b a b a b a b a b…"
