"""Field kinds: what is kept, what is refused, and that plain text reads back."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesk.schema import fields
from cxdesk.schema.fields import Field
from cxdesk.schema.kinds import Refused

CHOICES = (("a", "A"), ("b", "B"))
SAMPLES: list[tuple[Field, st.SearchStrategy[Any]]] = [
    (fields.text("f"), st.text(max_size=400)),
    (fields.long_text("f"), st.text(max_size=400)),
    (fields.integer("f"), st.none() | st.integers(-(2**63) + 1, 2**63 - 1)),
    (fields.decimal("f", scale=3), st.none() | st.decimals(-(10**9), 10**9, places=3)),
    (fields.percent("f"), st.none() | st.decimals(-1000, 1000, places=1)),
    (fields.money("f"), st.none() | st.integers(-(10**12), 10**12)),
    (fields.day("f"), st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))),
    (
        fields.birthday("f"),
        st.sampled_from(["", "1985-04-12", "--04-12", "--02-29", "2000-02-29", "19850412"]),
    ),
    (fields.clock_time("f"), st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))),
    (fields.choice("f", CHOICES), st.sampled_from(["a", "b"])),
    (fields.flag("f"), st.booleans()),
    (fields.refs("f", to="x"), st.lists(st.integers(1, 10**6), unique=True).map(tuple)),
    (fields.lines("f"), st.lists(st.text(max_size=20), max_size=10).map(tuple)),
    (fields.tags("f"), st.lists(st.text(max_size=20), max_size=10).map(tuple)),
    (fields.image("f"), st.none() | st.binary(max_size=50).map(lambda data: b"\x89PNG\r\n\x1a\n" + data)),
]


@pytest.mark.parametrize(
    ("field", "values"), SAMPLES, ids=lambda value: getattr(getattr(value, "kind", None), "name", "")
)
def test_kept_values_survive_column_and_plain_text(field: Field, values: st.SearchStrategy[Any]) -> None:
    @given(values)
    def check(value: Any) -> None:
        kept = field.clean(value)
        assert field.from_db(field.to_db(kept)) == kept
        assert field.clean(field.parse(field.write(kept))) == kept
        assert field.clean(kept) == kept

    check()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (fields.birthday("f"), "1985-02-31"),
        (fields.birthday("f"), "2001-02-29"),
        (fields.birthday("f"), "in spring"),
        (fields.birthday("f"), "12/04/1985"),
        (fields.integer("f"), 2**63),
        (fields.integer("f"), 1.5),
        (fields.integer("f"), True),
        (fields.integer("f", low=0), -1),
        (fields.integer("f", high=100), 101),
        (fields.decimal("f", scale=2), Decimal("NaN")),
        (fields.decimal("f", scale=2), Decimal("1.005")),
        (fields.decimal("f", scale=2), Decimal("1e30")),
        (fields.money("f"), 12.5),
        (fields.text("f"), "x" * 501),
        (fields.text("f"), 5),
        (fields.choice("f", CHOICES), "c"),
        (fields.colour("f"), "teal"),
        (fields.day("f"), "2026-11-21"),
        (fields.flag("f"), 1),
        (fields.lines("f", most=2), ("a", "b", "c")),
        (fields.image("f"), b"<svg onload=alert(1)>"),
        (fields.instant("f"), "yesterday"),
        (fields.clock_time("f"), "14:30"),
        (fields.lines("f"), "one; two"),
        (fields.lines("f"), 7),
        (fields.lines("f"), ("one", 2)),
        (fields.lines("f", longest=5), ("one", "three")),
        (fields.refs("f", to="x"), (1, "2")),
        (fields.refs("f", to="x"), (True,)),
        (fields.image("f"), b"\x89PNG\r\n\x1a\n" + bytes(5_000_000)),
    ],
)
def test_what_can_not_be_kept_is_refused_with_a_sentence(field: Field, value: Any) -> None:
    with pytest.raises(Refused) as refused:
        field.clean(value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (fields.decimal("f"), Decimal("NaN"), "This needs a number."),
        (fields.decimal("f"), Decimal("Infinity"), "This needs a number."),
        (fields.decimal("f"), 1.5, "This needs a number."),
        (fields.decimal("f", scale=2), Decimal("1.005"), "At most 2 decimals fit here."),
        (fields.money("f"), 2**63, "This number is too large."),
        (fields.money("f"), Decimal("10.10"), "This needs an amount in whole minor units."),
        (fields.integer("f"), -(2**63), "This number is too large."),
        (fields.ref("f", to="x"), 2**70, "This number is too large."),
    ],
)
def test_numbers_that_no_column_holds_are_told_apart(field: Field, value: Any, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        field.clean(value)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (fields.integer("f"), "1,000"),
        (fields.integer("f"), "9" * 40),
        (fields.decimal("f"), "1.234,50"),
        (fields.decimal("f"), "1,5"),
        (fields.money("f"), "1.005"),
        (fields.day("f"), "3.4.2024"),
        (fields.day("f"), "2026-02-30"),
        (fields.clock_time("f"), "25:00"),
        (fields.flag("f"), "maybe"),
        (fields.refs("f", to="x"), "one; two"),
        (fields.image("f"), "not base64!"),
    ],
)
def test_plain_text_is_never_guessed_at(field: Field, written: str) -> None:
    with pytest.raises(Refused):
        field.parse(written)


@pytest.mark.parametrize("field", [field for field, _values in SAMPLES], ids=lambda field: field.kind.name)
def test_nothing_is_kept_as_nothing(field: Field) -> None:
    nothing = field.clean(None)
    assert field.is_empty(nothing) or field.choices
    assert nothing == field.kind.empty or field.choices
    assert field.from_db(None) == field.kind.empty
    assert field.clean(field.parse("")) == nothing
    assert field.to_json(nothing) in (None, "", False, [], nothing)


def test_a_whole_number_is_taken_where_decimals_fit() -> None:
    assert fields.decimal("f", scale=2).clean(12) == Decimal(12)


def test_json_holds_what_plain_text_holds() -> None:
    assert fields.clock_time("f").to_json(time(14, 30)) == "14:30"
    assert fields.day("f").to_json(date(2026, 1, 14)) == "2026-01-14"
    assert fields.decimal("f", scale=2).to_json(Decimal("1.5")) == "1.50"
    assert fields.money("f").to_json(1250) == "12.50"


def test_money_is_written_in_units_and_kept_in_cents() -> None:
    field = fields.money("f")
    assert field.parse("12.5") == 1250
    assert field.write(1250) == "12.50"


def test_tags_keep_each_word_once_whatever_its_case() -> None:
    assert fields.tags("f").clean(("Regular", "regular", "VIP")) == ("Regular", "VIP")


def test_a_text_of_another_shape_is_refused_with_its_hint() -> None:
    field = fields.text("f", pattern=r"F-\d{4}", pattern_hint="Write the number as F-0042.")
    assert field.clean("F-0042") == "F-0042"
    assert field.clean("") == ""
    with pytest.raises(Refused, match="as F-0042"):
        field.clean("42")


def test_a_place_is_a_number_and_none_is_the_end() -> None:
    field = fields.position("f")
    assert (field.parse("3"), field.parse(""), field.clean(None)) == (3, 0, 0)
