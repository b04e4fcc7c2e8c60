"""The kinds of field that are numbers: whole ones, places, other records by their number, decimals, money."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from cxdesk.i18n import _
from cxdesk.schema.kinds import FieldKind, Refused

if TYPE_CHECKING:
    from decimal import Decimal

    from cxdesk.schema.fields import Field

LARGEST = 2**63 - 1


@cache
def _decimal() -> type[Decimal]:
    """Return the class of numbers with decimals; its library is loaded with the first of them."""
    from decimal import Decimal

    return Decimal


class Integer(FieldKind):
    """A whole number."""

    name = "integer"
    sql_type = "INTEGER"
    empty: ClassVar[Any] = None

    def clean(self, value: Any, field: Field) -> Any:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused(_("This needs a whole number."))
        return _in_range(value, field)

    def parse(self, written: str, field: Field) -> Any:
        written = written.strip()
        if not written:
            return None
        if not re.fullmatch(r"[+-]?[0-9]{1,19}", written):
            raise Refused(_("This needs a whole number."))
        return int(written)


class Position(Integer):
    """The place of a record among its siblings, from 1; the store keeps places dense."""

    name = "position"
    empty: ClassVar[Any] = 0

    def clean(self, value: Any, field: Field) -> Any:
        kept = super().clean(value, field)
        return kept or 0

    def parse(self, written: str, field: Field) -> Any:
        return super().parse(written, field) or 0


class Scaled(FieldKind):
    """A number with decimals, kept as an integer of `scale` places, so that nothing is rounded."""

    name = "decimal"
    sql_type = "INTEGER"
    empty = None

    def clean(self, value: Any, field: Field) -> Any:
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            value = _decimal()(value)
        if not isinstance(value, _decimal()) or not value.is_finite():
            raise Refused(_("This needs a number."))
        scaled = value.scaleb(field.scale)
        if scaled != scaled.to_integral_value():
            raise Refused(_("At most {places} decimals fit here.").format(places=field.scale))
        if abs(scaled) > LARGEST:
            raise Refused(_("This number is too large."))
        return _in_range(value, field)

    def to_db(self, value: Any, field: Field) -> Any:
        return None if value is None else int(value.scaleb(field.scale))

    def from_db(self, stored: Any, field: Field) -> Any:
        return None if stored is None else _decimal()(stored).scaleb(-field.scale)

    def parse(self, written: str, field: Field) -> Any:
        if not written.strip():
            return None
        if not re.fullmatch(r"\s*[+-]?[0-9]+(\.[0-9]+)?\s*", written):
            raise Refused(_("Write the number with a point and no thousands sign, such as 1234.50."))
        return _decimal()(written.strip())

    def write(self, value: Any, field: Field) -> str:
        return "" if value is None else f"{value:.{field.scale}f}"

    def to_json(self, value: Any, field: Field) -> Any:
        return None if value is None else self.write(value, field)


class Percent(Scaled):
    """A share, in hundredths: 88.2 means 88.2 %."""

    name = "percent"


class Money(Scaled):
    """An amount in the shop's currency. The value is an integer of minor units (cents)."""

    name = "money"

    def clean(self, value: Any, field: Field) -> Any:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused(_("This needs an amount in whole minor units."))
        return _in_range(value, field)

    def to_db(self, value: Any, field: Field) -> Any:
        return value

    def from_db(self, stored: Any, field: Field) -> Any:
        return stored

    def parse(self, written: str, field: Field) -> Any:
        amount = super().parse(written, field)
        if amount is None:
            return None
        scaled = amount.scaleb(field.scale)
        if scaled != scaled.to_integral_value():
            raise Refused(_("At most {places} decimals fit here.").format(places=field.scale))
        return int(scaled)

    def write(self, value: Any, field: Field) -> str:
        return "" if value is None else f"{_decimal()(value).scaleb(-field.scale):.{field.scale}f}"


class Ref(Integer):
    """Another record, by its id."""

    name = "ref"


def _in_range(value: Any, field: Field) -> Any:
    if abs(value) > LARGEST:
        raise Refused(_("This number is too large."))
    if field.low is not None and value < field.low:
        raise Refused(_("The smallest number that fits here is {low}.").format(low=field.low))
    if field.high is not None and value > field.high:
        raise Refused(_("The largest number that fits here is {high}.").format(high=field.high))
    return value
