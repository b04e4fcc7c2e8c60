"""Printing: which sheets there are, their options checked, and the PDF made.

`gather_job` reads the workspace on the thread that owns it; `build_job` draws on any thread. Neither
this module nor the list of sheets loads reportlab: that happens with the first `build_job`, or in a
quiet moment with `preload`.
"""

from __future__ import annotations

import importlib
import pkgutil
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Protocol, TypedDict, Unpack

from cxdesk.clock import today as this_day
from cxdesk.errors import UserError
from cxdesk.formats import short_day_text
from cxdesk.i18n import _, speaking
from cxdesk.output.content import ALL, NONE, shop_head, shop_of
from cxdesk.output.paper import TEXT_SIZES
from cxdesk.output.sheet import (
    AREAS,
    FormPart,
    Gathered,
    Job,
    Options,
    Part,
    Printed,
    SheetOption,
    SheetSpec,
    Topic,
    Value,
    texts,
)
from cxdesk.schema.reading import Reader
from cxdesk.services.paper_forms import next_number

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press

_PACKAGE = "cxdesk.output.sheets"
_YES = {"yes", "true", "on", "1"}
_NO = {"no", "false", "off", "0"}
_MOST_NAMED = 40
_drawing = threading.Lock()  # fonts belong to one document at a time


@cache
def sheets() -> Mapping[str, SheetSpec]:
    """Return the kinds of sheet by name, in the order of the print centre."""
    package = importlib.import_module(_PACKAGE)
    modules = (
        importlib.import_module(info.name)
        for info in pkgutil.iter_modules(package.__path__, package.__name__ + ".")
    )
    found: list[SheetSpec] = [module.SHEET for module in modules]
    found.sort(key=lambda spec: (spec.order, spec.name))
    return {spec.name: spec for area in AREAS for spec in found if spec.area == area}


def title_of(name: str) -> str:
    """Return what a kind of sheet is called, its name where there is none. Loads no other kind."""
    package = importlib.import_module(_PACKAGE)
    module = name.replace("-", "_")
    if module not in {info.name for info in pkgutil.iter_modules(package.__path__)}:
        return name
    spec: SheetSpec = importlib.import_module(f"{_PACKAGE}.{module}").SHEET
    return _(spec.title) if spec.name == name else name


def sheet(name: str) -> SheetSpec:
    """Return a kind of sheet. Raises UserError that lists what there is."""
    try:
        return sheets()[name]
    except KeyError:
        raise UserError(
            _("There is no sheet called “{sheet}”. There are: {sheets}.").format(
                sheet=name, sheets=", ".join(sheets())
            )
        ) from None


class How(TypedDict, total=False):
    """How a sheet is printed, as `gather_job` takes it."""

    paper: str
    text_size: str
    today: date | None
    copies: int
    numbered: bool
    preview: bool


def gather_job(
    spec: SheetSpec,
    reader: Reader,
    options: Mapping[str, object],
    *,
    paper: str = "",
    text_size: str = "normal",
    today: date | None = None,
    copies: int = 1,
    numbered: bool = False,
    preview: bool = False,
) -> Job:
    """Read what a sheet needs. Paper is the shop's unless given. Raises UserError for unknown options.

    Forms are `numbered` only for those who note the print: a number is reserved by that. A `preview` has the
    place for it and says that it comes.
    """
    shop = shop_of(reader)
    paper = paper or (shop.paper if shop else "") or "A4"
    _known(_("paper size"), paper, spec.papers)
    _known(_("text size"), text_size, TEXT_SIZES)
    if copies < 1:
        raise UserError(_("Print at least one copy."))
    checked = Options(check_options(spec, reader, options), today or this_day())
    number = next_number(reader) if numbered and spec.form else 0
    with speaking(shop.language if shop else ""):
        gathered = spec.gather(reader, checked)
    return Job(spec, gathered, checked, shop_head(reader), paper, text_size, copies, number, preview)


def build_job(job: Job) -> Printed:
    """Draw a sheet."""
    return _print([job], "")


def render(spec: SheetSpec, reader: Reader, options: Mapping[str, object], **how: Unpack[How]) -> Printed:
    """Read and draw a sheet at once."""
    return build_job(gather_job(spec, reader, options, **how))


def pack(jobs: Sequence[Job], title: str) -> Printed:
    """Draw several sheets as one PDF, in order, behind a page of contents, the pages numbered through."""
    if not jobs:
        raise UserError(_("Choose at least one sheet for the pack."))
    return _print(jobs, title.strip() or _("Pack"))


def preload(language: str = "en") -> None:
    """Load what drawing needs, so that the first sheet comes as fast as the next."""
    importlib.import_module("cxdesk.output.press")
    short_day_text(this_day(), language)  # the names of days and months among the options
    fonts = importlib.import_module("cxdesk.output.fonts")
    for face in (fonts.REGULAR, fonts.MEDIUM, fonts.BOLD):
        fonts.font(face)


def _print(jobs: Sequence[Job], title: str) -> Printed:
    from cxdesk.output.frame import Book, run_together
    from cxdesk.output.pack import contents_section
    from cxdesk.output.press import Press

    shop = jobs[0].shop
    with _drawing, speaking(shop.language):
        book = Book(title or _(jobs[0].spec.title), shop.name, shop.language)
        free = count(max(job.first_number for job in jobs))
        presses = [Press(job, book.numbers, f"{i} ", free) for i, job in enumerate(jobs)]
        if title:
            drawn = [(press, list(_sections(press))) for press in presses]
            sections = [
                contents_section(title, drawn),
                *(one for _press, several in drawn for one in several),
            ]
            run_together(sections, "pack")
            pdf, pages = book.write(sections)
        else:
            pdf, pages = book.write(_sections(presses[0]))
    topics = [topic for job in jobs for topic in job.gathered.topics]
    messages = [sentence for press in presses for sentence in press.messages]
    messages = _letters(jobs) + messages
    version, mark = _stamp(topics)
    parts = tuple(
        Part(job.spec.name, topic.about, topic.version, topic.mark)
        for job in jobs
        for topic in job.gathered.topics
    )
    about = "; ".join(dict.fromkeys(topic.about for topic in topics if topic.about))
    said = tuple(dict.fromkeys(messages))
    return Printed(pdf, pages, version, mark, about, said, parts, tuple(_forms(presses)))


def _forms(presses: Sequence[Press]) -> Iterator[FormPart]:
    """Give the numbered forms that were drawn, with their places."""
    before = 0
    for press in presses:
        for form in press.forms:
            if form.number:
                yield FormPart(form.number, before + form.part, len(form.pages), form.written())
        before += len(press.job.gathered.topics)


def _sections(press: Press) -> Iterator[Section]:
    """Give the sections of a job, as often as there are copies; they are made as they are drawn."""
    job = press.job
    sections = job.spec.build(job.gathered, press)
    if job.copies == 1:
        yield from sections
        return
    kept = list(sections)
    yield from kept
    for section in kept:
        section.placed()
    for copy in range(2, job.copies + 1):
        if job.spec.form:  # each copy of a form has a number of its own
            kept = list(job.spec.build(job.gathered, press))
        for section in kept:
            run = f"{section.run} {copy}" if section.run else ""
            yield replace(section, anchor="", title="", run=run)


def _stamp(topics: Sequence[Topic]) -> tuple[int, str]:
    """Return version and mark of a print: those of its topic, or all of them together."""
    if len(topics) == 1:
        return topics[0].version, topics[0].mark
    whole = Topic("", "", tuple(topic.mark for topic in topics))
    return 1 + sum(topic.version - 1 for topic in topics), whole.mark


def _letters(jobs: Iterable[Job]) -> list[str]:
    """Return a sentence that names the letters no font here has."""
    from cxdesk.output.text import unprintable

    said = (text for job in jobs for text in _texts_of(job))
    letters = unprintable(said)
    if not letters:
        return []
    named = " ".join(map(_letter_name, letters[:_MOST_NAMED])) + (" …" if len(letters) > _MOST_NAMED else "")
    return [
        _(
            "No font on this computer has these letters: {letters}. "
            "On paper they are blanks to fill in by hand; little pictures are left out."
        ).format(letters=named)
    ]


def _texts_of(job: Job) -> Iterable[str]:
    gathered: Gathered = job.gathered
    yield from texts([topic.body for topic in gathered.topics])
    yield from gathered.people
    yield from (job.shop.name, job.shop.address)


def _letter_name(char: str) -> str:
    return char if unicodedata.category(char)[0] in "LNSP" else f"U+{ord(char):04X}"


class Choosing(Protocol):
    """A sheet or a pack: a name, and options to choose."""

    @property
    def name(self) -> str: ...

    @property
    def options(self) -> tuple[SheetOption, ...]: ...


def check_options(spec: Choosing, reader: Reader, given: Mapping[str, object]) -> dict[str, Value]:
    """Return a value for every option of a sheet or pack. Raises UserError for what there is not."""
    known = {option.name: option for option in spec.options}
    for name in given:
        if name not in known:
            raise UserError(
                _("“{sheet}” has no option “{option}”. Its options are: {options}.").format(
                    sheet=spec.name, option=name, options=", ".join(known) or _("none")
                )
            )
    return {
        name: _checked(option, reader, given[name]) if name in given else option.default
        for name, option in known.items()
    }


def _checked(option: SheetOption, reader: Reader, value: object) -> Value:
    if option.kind == "flag":
        return _flag(option, value)
    if option.kind == "int":
        return _number(option, value)
    if option.choices is None:
        return str(value)
    choices = [choice.value for choice in option.choices(reader)]
    if not option.many:
        word = str(value).strip()
        if option.read is not None and word.casefold() not in map(str.casefold, choices):
            return option.read(reader, word)
        return _chosen(option, word, choices)
    if isinstance(value, str):
        whole = [one for one in choices if one.casefold() == value.strip().casefold()]
        wanted = whole or [part.strip() for part in value.split(",") if part.strip()]
    else:
        wanted = [str(one) for one in value] if isinstance(value, Iterable) else [str(value)]
    return tuple(dict.fromkeys(_chosen(option, one, choices) for one in wanted)) or (str(option.default),)


def _chosen(option: SheetOption, value: str, choices: Sequence[str]) -> str:
    for choice in choices:
        if choice.casefold() == value.strip().casefold():
            return choice
    if option.none_yet and not set(choices) - {ALL, NONE}:
        raise UserError(_("“{value}” can't be chosen: {why}").format(value=value, why=_(option.none_yet)))
    raise UserError(
        _("“{value}” can't be chosen for “{option}”. There are: {choices}.").format(
            value=value, option=option.name, choices=", ".join(choices)
        )
    )


def _flag(option: SheetOption, value: object) -> bool:
    word = str(value).strip().lower()
    if word in _YES | _NO:
        return word in _YES
    raise UserError(_("“{option}” takes yes or no, not “{value}”.").format(option=option.name, value=value))


def _number(option: SheetOption, value: object) -> int:
    word = str(value).strip() or str(option.default)
    if word.isdecimal():
        return int(word)
    raise UserError(
        _("“{option}” takes a whole number, not “{value}”.").format(option=option.name, value=value)
    )


def _known(what: str, value: str, choices: Iterable[str]) -> None:
    if value not in choices:
        raise UserError(
            _("There is no {what} “{value}”. There are: {choices}.").format(
                what=what, value=value, choices=", ".join(choices)
            )
        )
