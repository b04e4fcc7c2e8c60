"""What a kind of sheet declares, and what printing takes and gives. Nothing here draws."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from cxdesk.i18n import N_
from cxdesk.output.paper import ENLARGED, PAPERS
from cxdesk.schema.reading import Reader

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

# No letter that can be taken for a digit when it is read from paper.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
NOT_MARKED = {"marked": False}  # metadata of a field that does not count for the mark

OptionKind = Literal["choice", "flag", "int", "text"]
Value = str | bool | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an option, and the words for it (translated)."""

    value: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOption:
    """One thing that can be chosen. Titles and hints are marked, not translated.

    `choices` lists the values there are in a workspace; with `many`, several may be given, with
    commas between. With `read`, these are proposals: it takes what else is typed, or raises UserError.
    `none_yet` is said where a value is given that could only be one of what there is not any of yet.
    """

    name: str
    title: str
    kind: OptionKind
    default: Value
    choices: Callable[[Reader], Sequence[Choice]] | None = None
    many: bool = False
    hint: str = ""
    read: Callable[[Reader, str], str] | None = None
    none_yet: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """The checked options of one sheet, and the day it is printed."""

    values: Mapping[str, Value]
    today: date

    def flag(self, name: str) -> bool:
        """Return whether a flag is set."""
        return bool(self.values[name])

    def word(self, name: str) -> str:
        """Return the value of a choice or text."""
        return str(self.values[name])

    def words(self, name: str) -> tuple[str, ...]:
        """Return the values of an option that takes many."""
        value = self.values[name]
        return value if isinstance(value, tuple) else (str(value),)


@dataclass(frozen=True)
class Topic:
    """What one part of a print is about: its content, and by what older copies are told."""

    about: str
    title: str
    body: Any
    version: int = 1
    versioned: bool = True

    @cached_property
    def mark(self) -> str:
        """Four letters that change with any word of the content."""
        content = "\x1f".join(_leaves(self.body)).encode(errors="surrogatepass")
        digest = int.from_bytes(hashlib.sha256(content).digest()[:8], "big")
        letters = []
        for _place in range(4):
            digest, place = divmod(digest, len(_ALPHABET))
            letters.append(_ALPHABET[place])
        return "".join(letters)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a sheet needs from the workspace, as plain records."""

    topics: tuple[Topic, ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShopHead:
    """What stands at the head of every sheet."""

    name: str
    colour: str = ""
    logo: bytes | None = field(default=None, repr=False)
    address: str = ""
    language: str = "en"


Area = Literal["standards", "secret", "recovery", "customers", "metrics", "team"]
AREAS: Mapping[Area, str] = {
    "standards": N_("Standards"),
    "secret": N_("Secret service"),
    "recovery": N_("Recovery"),
    "customers": N_("{Customers}"),
    "metrics": N_("Metrics"),
    "team": N_("Team"),
}
"""What the sheets are listed under, in this order: the pages that they are printed from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSpec:
    """One kind of sheet, listed under its `area` by `order`; one without an area is listed nowhere.

    `whole` are the options with which it covers all it can be about. Where that would take long,
    `named_by` is the option that takes what one print is about instead.
    What is `of_a_day` is over with that day: its copies never count as older ones. A `form` comes back
    filled in: it has a number, and the places of its boxes are kept (`cxdesk.output.places`). A `poster`
    comes on large paper, too. What is `personal` says something of customers: it is in no pack.
    """

    name: str
    title: str
    about: str
    options: tuple[SheetOption, ...]
    gather: Callable[[Reader, Options], Gathered]
    build: Callable[[Gathered, Press], Iterable[Section]]
    area: Area | None = None
    order: int = 0
    whole: Mapping[str, Value] = field(default_factory=dict)
    named_by: str = ""
    of_a_day: bool = False
    form: bool = False
    poster: bool = False
    personal: bool = False

    @property
    def papers(self) -> tuple[str, ...]:
        """The sizes of paper it comes on."""
        return (*PAPERS, *ENLARGED) if self.poster else tuple(PAPERS)


@dataclass(frozen=True, slots=True)
class Job:
    """A sheet ready to be drawn on any thread: no connection in it.

    `first_number` is the first form number that is free; with 0, forms are drawn without numbers. A
    `preview` does not show them: another form may take them until this one is printed.
    """

    spec: SheetSpec
    gathered: Gathered
    options: Options
    shop: ShopHead
    paper: str
    text_size: str
    copies: int = 1
    first_number: int = 0
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing printed, as the print log keeps it."""

    sheet: str
    about: str
    version: int
    mark: str


@dataclass(frozen=True, slots=True)
class FormPart:
    """One numbered form of a print; `part` is its place among the parts, `places` JSON."""

    number: str
    part: int
    pages: int
    places: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, and sentences on what did not come out as wished."""

    pdf: bytes = field(repr=False)
    pages: int
    version: int
    mark: str
    about: str
    messages: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    forms: tuple[FormPart, ...] = ()


def texts(value: Any) -> Iterator[str]:
    """Yield every text in the content of a sheet."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    """Yield every value that says something, with its place. A new field that is empty changes nothing."""
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            if one.metadata.get("marked", True):
                yield from _leaves(getattr(value, one.name), f"{path}.{one.name}")
    elif isinstance(value, tuple | list):
        for i, one in enumerate(value):
            yield from _leaves(one, f"{path}.{i}")
    elif value:
        yield f"{path}={value}"
