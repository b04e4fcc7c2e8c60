"""The shop's own words in every text."""

from __future__ import annotations

import pytest

from cxdesk import i18n
from cxdesk.i18n import _, ngettext


def test_words_fill_every_form() -> None:
    i18n.use_words({"customer": ("patient", "patients")})
    assert _("{Customer} first: greet the {customer}. {Customers} and {customers}.") == (
        "Patient first: greet the patient. Patients and patients."
    )


def test_a_blank_word_takes_the_default() -> None:
    i18n.use_words({"customer": ("", ""), "visit": ("stay", "stays")})
    assert _("{customer} {visit}") == "customer stay"


def test_other_placeholders_stay_for_format() -> None:
    assert _("{count} {customers}").format(count=3) == "3 customers"


def test_braces_in_a_word_can_not_break_a_text() -> None:
    i18n.use_words({"customer": ("{0.__class__}", "x")})
    assert _("{customer} {n}").format(n=1) == "0.__class__ 1"


@pytest.mark.parametrize(("number", "said"), [(1, "1 record"), (0, "0 records"), (1000, "1000 records")])
def test_ngettext_counts(number: int, said: str) -> None:
    assert ngettext("{n} record", "{n} records", number) == said
