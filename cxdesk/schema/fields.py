"""The words of a declaration: one function a kind of field.

They return `Any`, so that `name: str = text(...)` type-checks as an ordinary default; the
`@entity` decorator finds the `Field` behind it.
"""

# Without `annotations` of the future: as text those of the named tuples would be compiled at the start.
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from cxdesk.schema import kinds, number_kinds
from cxdesk.text import LONGEST

Choices = tuple[tuple[str, str], ...]


class Field(NamedTuple):
    """What is declared of one field. Labels and hints are marked, not translated."""

    kind: kinds.FieldKind
    label: str
    name: str = ""
    required: bool = False
    search: bool = False
    in_list: bool = False
    hint: str = ""
    default: Any = None
    choices: Choices = ()
    to: str = ""
    on_delete: str = "set null"
    scale: int = 0
    low: int | None = None
    high: int | None = None
    longest: int = LONGEST
    most: int = 200
    pattern: str = ""
    pattern_hint: str = ""
    editable: bool = True
    section: str = ""

    @property
    def initial(self) -> Any:
        """The value of a record that does not give one."""
        return self.kind.empty if self.default is None else self.default

    def named(self, name: str) -> "Field":
        """Return this field under the name that it has in its class."""
        return Field(self.kind, self.label, name, *self[3:])  # `_replace` takes five times as long

    def clean(self, value: Any) -> Any:
        """Return `value` as it is kept. Raises kinds.Refused with a sentence."""
        return self.kind.clean(value, self)

    def found(self, value: Any) -> str:
        """Return the text that a record is found by."""
        return self.kind.found(value, self)

    def to_db(self, value: Any) -> Any:
        """Return what the column holds for `value`."""
        return self.kind.to_db(value, self)

    def from_db(self, stored: Any) -> Any:
        """Return the value of what the column holds."""
        return self.kind.from_db(stored, self)

    def all_from_db(self, stored: Sequence[Any]) -> list[Any]:
        """Return the values of a whole column."""
        return self.kind.all_from_db(stored, self)

    def parse(self, written: str) -> Any:
        """Read plain ISO text. Raises kinds.Refused with a sentence."""
        return self.kind.parse(written, self)

    def write(self, value: Any) -> str:
        """Write `value` as plain ISO text that `parse` reads back."""
        return self.kind.write(value, self)

    def to_json(self, value: Any) -> Any:
        """Return `value` as JSON holds it."""
        return self.kind.to_json(value, self)

    def is_empty(self, value: Any) -> bool:
        """Tell whether `value` says nothing."""
        return self.kind.is_empty(value)


def text(label: str, **more: Any) -> Any:
    """One line of text."""
    return Field(kind=kinds.FieldKind(), label=label, **({"longest": 500} | more))


def long_text(label: str, **more: Any) -> Any:
    """Several lines of text."""
    return Field(kind=kinds.LongText(), label=label, **more)


def colour(label: str, **more: Any) -> Any:
    """A colour as `#RRGGBB`."""
    return Field(kind=kinds.Colour(), label=label, **more)


def phones(label: str, **more: Any) -> Any:
    """Phone numbers as they were typed, found by their digits."""
    return Field(kind=kinds.Phones(), label=label, **more)


def instant(label: str, **more: Any) -> Any:
    """A moment in UTC."""
    return Field(kind=kinds.Instant(), label=label, **more)


def integer(label: str, **more: Any) -> Any:
    """A whole number, with `low` and `high`."""
    return Field(kind=number_kinds.Integer(), label=label, **more)


def position(label: str, **more: Any) -> Any:
    """The place among the siblings, from 1."""
    return Field(kind=number_kinds.Position(), label=label, **more)


def decimal(label: str, *, scale: int = 2, **more: Any) -> Any:
    """A number with at most `scale` decimals."""
    return Field(kind=number_kinds.Scaled(), label=label, scale=scale, **more)


def percent(label: str, *, scale: int = 1, **more: Any) -> Any:
    """A percentage with at most `scale` decimals."""
    return Field(kind=number_kinds.Percent(), label=label, scale=scale, **more)


def money(label: str, *, scale: int = 2, **more: Any) -> Any:
    """An amount in minor units of the shop's currency."""
    return Field(kind=number_kinds.Money(), label=label, scale=scale, **more)


def day(label: str, **more: Any) -> Any:
    """A date."""
    return Field(kind=kinds.Day(), label=label, **more)


def birthday(label: str, **more: Any) -> Any:
    """A day of birth, with or without the year."""
    return Field(kind=kinds.Birthday(), label=label, **({"longest": 40} | more))


def clock_time(label: str, **more: Any) -> Any:
    """A time of day."""
    return Field(kind=kinds.ClockTime(), label=label, **more)


def choice(label: str, choices: Iterable[tuple[str, str]], **more: Any) -> Any:
    """One of (key, marked label) pairs; without a default the first one."""
    pairs = tuple(choices)
    return Field(kind=kinds.Choice(), label=label, choices=pairs, **({"default": pairs[0][0]} | more))


def flag(label: str, **more: Any) -> Any:
    """Yes or no."""
    return Field(kind=kinds.Flag(), label=label, **more)


def ref(label: str, *, to: str, on_delete: str = "set null", **more: Any) -> Any:
    """A record of the kind `to`; `on_delete` is "set null", "cascade" or "restrict"."""
    return Field(kind=number_kinds.Ref(), label=label, to=to, on_delete=on_delete, **more)


def refs(label: str, *, to: str, **more: Any) -> Any:
    """Several records of the kind `to`."""
    return Field(kind=kinds.Refs(), label=label, to=to, **more)


def lines(label: str, **more: Any) -> Any:
    """Short texts in an order, at most `most`."""
    return Field(kind=kinds.Lines(), label=label, **more)


def tags(label: str, **more: Any) -> Any:
    """Short words, each once."""
    return Field(kind=kinds.Tags(), label=label, **more)


def image(label: str, **more: Any) -> Any:
    """A picture."""
    return Field(kind=kinds.Image(), label=label, **more)
