"""The kinds of field: how a value is checked, stored, read back, and written as plain ISO text.

A kind knows no window and no SQL beyond its column type. `parse` reads what the command line and
CSV files hold (ISO dates, a decimal point); how people write numbers and dates is `cxdesk.formats`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar

from cxdesk import clock, text
from cxdesk.i18n import _

if TYPE_CHECKING:
    from cxdesk.schema.fields import Field

_ITEM_BREAK = r"[;\n]"
_as_json = json.JSONEncoder(ensure_ascii=False).encode


class Refused(ValueError):  # noqa: N818 - reads as what happened to the value
    """The value can't be kept; the message is a sentence for the person who typed it."""


class FieldKind:
    """Text on one line; the base of all kinds."""

    name: ClassVar[str] = "text"
    sql_type: ClassVar[str] = "TEXT"
    empty: ClassVar[Any] = ""
    lines: ClassVar[bool] = False
    has_figures: ClassVar[bool] = False
    """Whether records are found by any run of figures in it."""

    def clean(self, value: Any, field: Field) -> Any:
        """Return `value` as it is kept. Raises Refused with a sentence."""
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Refused(_("This needs text."))
        kept = text.clean(value, lines=self.lines)
        if len(kept) > field.longest:
            raise Refused(
                _("This is {length} characters long; {limit} fit. Shorten it.").format(
                    length=len(kept), limit=field.longest
                )
            )
        if field.pattern and kept and not re.fullmatch(field.pattern, kept):
            raise Refused(_(field.pattern_hint))
        return kept

    def to_db(self, value: Any, field: Field) -> Any:
        """Return what the column holds for `value`."""
        return value

    def from_db(self, stored: Any, field: Field) -> Any:
        """Return the value of what the column holds."""
        return self.empty if stored is None else stored

    def all_from_db(self, stored: Sequence[Any], field: Field) -> list[Any]:
        """Return the values of a whole column: where they are kept as they are, without a call for each."""
        if self.as_kept:
            return [self.empty if one is None else one for one in stored]
        return [self.from_db(one, field) for one in stored]

    @property
    def as_kept(self) -> bool:
        """Whether a value stands in the column as it is, or the column is empty."""
        return type(self).from_db is FieldKind.from_db

    def parse(self, written: str, field: Field) -> Any:
        """Read plain ISO text. Raises Refused with a sentence."""
        return written

    def write(self, value: Any, field: Field) -> str:
        """Write `value` as plain text that `parse` reads back."""
        return "" if value is None else str(value)

    def found(self, value: Any, field: Field) -> str:
        """Return the text that a record is found by."""
        return self.write(value, field)

    def figures(self, value: Any) -> str:
        """Return the runs of figures that a record is found by."""
        return ""

    def to_json(self, value: Any, field: Field) -> Any:
        """Return `value` as JSON holds it."""
        return value

    def is_empty(self, value: Any) -> bool:
        """Tell whether `value` says nothing."""
        return value is None or value == self.empty


class LongText(FieldKind):
    """Text of several lines."""

    name = "long_text"
    lines = True


class Colour(FieldKind):
    """A colour as `#RRGGBB`."""

    name = "colour"

    def clean(self, value: Any, field: Field) -> Any:
        kept = super().clean(value, field)
        if kept and not re.fullmatch(r"#[0-9A-Fa-f]{6}", kept):
            raise Refused(_("Write a colour as # and six digits, such as #0B746B."))
        return kept.upper()


class Instant(FieldKind):
    """A moment in UTC, as `2026-11-21T19:40:05Z`."""

    name = "instant"

    def clean(self, value: Any, field: Field) -> Any:
        kept = super().clean(value, field)
        try:
            return clock.stamp(clock.parse_stamp(kept)) if kept else ""
        except ValueError:
            raise Refused(_("Write a moment as 2026-11-21T19:40:05Z.")) from None


class Choice(FieldKind):
    """One of a few words."""

    name = "choice"

    def clean(self, value: Any, field: Field) -> Any:
        kept = super().clean(value, field)
        keys = [key for key, _label in field.choices]
        if kept and kept not in keys:
            raise Refused(_("Choose one of: {choices}.").format(choices=", ".join(keys)))
        return kept or (field.default if field.default is not None else "")


class Day(FieldKind):
    """A date of the calendar."""

    name = "day"
    empty = None

    def clean(self, value: Any, field: Field) -> Any:
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise Refused(_("This needs a date."))

    def to_db(self, value: Any, field: Field) -> Any:
        return None if value is None else value.isoformat()

    def from_db(self, stored: Any, field: Field) -> Any:
        return None if stored is None else date.fromisoformat(stored)

    def parse(self, written: str, field: Field) -> Any:
        if not written.strip():
            return None
        try:
            return datetime.strptime(written.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 - a calendar date
        except ValueError:
            raise Refused(_("Write the date as year-month-day, such as 2026-11-21.")) from None

    def write(self, value: Any, field: Field) -> str:
        return "" if value is None else str(value.isoformat())

    def to_json(self, value: Any, field: Field) -> Any:
        return None if value is None else value.isoformat()


class Birthday(FieldKind):
    """A day of birth: `1985-04-12`, or `--04-12` where nobody told the year."""

    name = "birthday"

    def clean(self, value: Any, field: Field) -> Any:
        from cxdesk import birthdays
        from cxdesk.errors import UserError

        kept = super().clean(value, field)
        if not kept:
            return ""
        try:
            born = birthdays.parse_iso(kept)
        except UserError as error:
            raise Refused(error.message) from None
        if born is None:
            raise Refused(_("Write it as 1985-04-12, or as --04-12 without the year."))
        return born.iso


class ClockTime(FieldKind):
    """A time of day, to the minute."""

    name = "clock_time"
    empty = None

    def clean(self, value: Any, field: Field) -> Any:
        if value is None or isinstance(value, time):
            return None if value is None else value.replace(second=0, microsecond=0, tzinfo=None)
        raise Refused(_("This needs a time of day."))

    def to_db(self, value: Any, field: Field) -> Any:
        return None if value is None else value.strftime("%H:%M")

    def from_db(self, stored: Any, field: Field) -> Any:
        return None if stored is None else time.fromisoformat(stored)

    def parse(self, written: str, field: Field) -> Any:
        if not written.strip():
            return None
        match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", written.strip())
        if not match:
            raise Refused(_("Write the time as hours:minutes, such as 14:30."))
        return time(int(match[1]), int(match[2]))

    def write(self, value: Any, field: Field) -> str:
        return "" if value is None else str(value.strftime("%H:%M"))

    def to_json(self, value: Any, field: Field) -> Any:
        return None if value is None else self.write(value, field)


class Flag(FieldKind):
    """Yes or no."""

    name = "flag"
    sql_type = "INTEGER"
    empty = False
    _words: ClassVar = {
        "true": True,
        "yes": True,
        "1": True,
        "false": False,
        "no": False,
        "0": False,
        "": False,
    }

    def clean(self, value: Any, field: Field) -> Any:
        if value is None:
            return False
        if not isinstance(value, bool):
            raise Refused(_("This is either yes or no."))
        return value

    def to_db(self, value: Any, field: Field) -> Any:
        return int(value)

    def from_db(self, stored: Any, field: Field) -> Any:
        return bool(stored)

    def parse(self, written: str, field: Field) -> Any:
        try:
            return self._words[written.strip().lower()]
        except KeyError:
            raise Refused(_("Write yes or no.")) from None

    def write(self, value: Any, field: Field) -> str:
        return "yes" if value else "no"


class _Items(FieldKind):
    """Several values, kept as a JSON list in the order given."""

    empty = ()

    def to_db(self, value: Any, field: Field) -> Any:
        return _as_json(list(value))

    def from_db(self, stored: Any, field: Field) -> Any:
        return () if not stored or stored == "[]" else tuple(json.loads(stored))

    def to_json(self, value: Any, field: Field) -> Any:
        return list(value)


class Lines(_Items):
    """Short texts in an order; written with `;` between them."""

    name = "lines"

    def clean(self, value: Any, field: Field) -> Any:
        items = _as_items(value)
        if not all(isinstance(item, str) for item in items):
            raise Refused(_("This needs a list of texts."))
        kept = tuple(filter(None, [text.clean(item.replace(";", " ").replace("\n", " ")) for item in items]))
        if len(kept) > field.most:
            raise Refused(_("At most {most} fit here.").format(most=field.most))
        if sum(map(len, kept)) > field.longest:
            raise Refused(_("This list is too long. Shorten it."))
        return kept

    def parse(self, written: str, field: Field) -> Any:
        return tuple(filter(None, (item.strip() for item in re.split(_ITEM_BREAK, written))))

    def write(self, value: Any, field: Field) -> str:
        return "; ".join(value)


class Phones(Lines):
    """Phone numbers, as they were typed."""

    has_figures = True

    def figures(self, value: Any) -> str:
        from cxdesk import phones

        return " ".join(phones.found_by(value))


class Tags(Lines):
    """Short words without an order; each is kept once."""

    name = "tags"

    def clean(self, value: Any, field: Field) -> Any:
        seen: dict[str, str] = {}
        for item in super().clean(value, field):
            seen.setdefault(text.fold(item), item)
        return tuple(seen.values())


class Refs(_Items):
    """Several other records, by their ids."""

    name = "refs"

    def clean(self, value: Any, field: Field) -> Any:
        items = _as_items(value)
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in items):
            raise Refused(_("This needs a list of records."))
        return tuple(dict.fromkeys(items))

    def parse(self, written: str, field: Field) -> Any:
        try:
            return tuple(int(item) for item in re.split(_ITEM_BREAK, written) if item.strip())
        except ValueError:
            raise Refused(_("Write the numbers of the records with ; between them.")) from None

    def write(self, value: Any, field: Field) -> str:
        return "; ".join(map(str, value))


class Image(FieldKind):
    """A picture: PNG, JPEG or WebP bytes, re-encoded by `services.images` before they come here."""

    name = "image"
    sql_type = "BLOB"
    empty = None
    MAGIC: ClassVar = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
    LARGEST: ClassVar = 4_000_000

    def clean(self, value: Any, field: Field) -> Any:
        if value is None or value == b"":
            return None
        if not isinstance(value, bytes) or not value.startswith(self.MAGIC):
            raise Refused(_("This is not a PNG, JPEG or WebP picture."))
        if len(value) > self.LARGEST:
            raise Refused(_("This picture is too large. Choose one of at most 4 MB."))
        return value

    def parse(self, written: str, field: Field) -> Any:
        import base64
        import binascii

        try:
            return base64.b64decode(written, validate=True) or None
        except (binascii.Error, ValueError):
            raise Refused(_("Pictures are chosen in the window, not typed.")) from None

    def write(self, value: Any, field: Field) -> str:
        import base64

        return "" if value is None else base64.b64encode(value).decode()

    def to_json(self, value: Any, field: Field) -> Any:
        return None if value is None else self.write(value, field)


def _as_items(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise Refused(_("This needs a list."))
    return value
