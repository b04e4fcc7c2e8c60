"""The role card on paper: half a page, the promise in front, what is always done behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from cxdesk.i18n import _, ngettext
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.cards import CARD_FOOT, Card, feet_on_cards, legible, parted
from cxdesk.output.colour import GOOD, INK
from cxdesk.output.content import Item
from cxdesk.output.fit import largest
from cxdesk.output.flow import Page, place, stretch
from cxdesk.output.forms import Field, Fields, Notes, WriteLines
from cxdesk.output.layouts.training_sheet import never_always, quoted
from cxdesk.output.lines import Span, Style
from cxdesk.output.look import Look
from cxdesk.output.paper import LEAST
from cxdesk.output.shapes import Check, Frame, Marked, Panel, Rule, TickBox
from cxdesk.output.sheet import Gathered, Options, Topic
from cxdesk.output.text import Text, width_of

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.role_card import RoleCardText

_SMALLEST, _LARGEST, _BODY = 8.5, 12.5, 11.5  # points: running text, and what it is in the look
_STEP = 0.25


class _Back(Enum):
    """What stands on the back: all of it, or less where that does not fit."""

    WHOLE = auto()
    NO_NOTES = auto()
    BARE = auto()  # nor how it sounds


def sections(gathered: Gathered, press: Press) -> Iterator[Section]:
    """Give a sheet with two cards for each role: on both halves the same."""
    for topic in gathered.topics:
        yield _section(topic, press)


def _section(topic: Topic, press: Press) -> Section:
    body: RoleCardText = topic.body
    grid = parted(press.job.paper, 2, 1, landscape=True)
    wide, room = grid.wide - 2 * LEAST, grid.high - 2 * LEAST - CARD_FOOT

    def sides(size: float, back: _Back) -> tuple[list[Page], list[Page]]:
        look = Look(press.look.brand, size / _BODY)
        front = [press.head(), *_front(body, look, press.options, wide, room)]
        return place(front, wide, room), place(_back(body, look, press.options, back), wide, room)

    high = max(_SMALLEST, _LARGEST * press.look.scale)
    size = None
    for back in _Back:
        fits = partial(_on_one_card, partial(sides, back=back))
        if size := largest(_SMALLEST, high, fits, _STEP):
            break
    else:
        back = _Back.WHOLE
    pages = [page for side in sides(size or _SMALLEST, back) for page in side]
    if size is None:
        _say_long(topic, pages, press)
    elif back is _Back.BARE and press.options.flag("sounds_like"):
        words = _("{role}: how it sounds is left out, so that it fits on one card.")
        press.messages.append(words.format(role=topic.title or _("Everybody")))
    if body.left_out:
        most = sum(len(stage.items) for stage in body.stages)
        words = ngettext(
            "{role}: {n} more standard is not on the card, which holds {most}.",
            "{role}: {n} more standards are not on the card, which holds {most}.",
            body.left_out,
        )
        press.messages.append(words.format(role=topic.title or _("Everybody"), most=most))
    pages += [Page()] * (len(pages) % 2)
    for page in pages:
        stretch(page, room)
    section = press.section(
        topic, grid.geometry(duplex=True), head=False, title=topic.title or _(press.job.spec.title)
    )
    section.leaf = True
    section.feet = feet_on_cards(grid, LEAST)
    section.pages = [
        grid.page([Card(page, LEAST, grid.high)] * grid.count, back=i % 2 == 1)
        for i, page in enumerate(pages)
    ]
    return section


def _on_one_card(sides: Callable[[float], tuple[list[Page], list[Page]]], size: float) -> bool:
    return all(len(side) == 1 for side in sides(size))


def _say_long(topic: Topic, pages: Sequence[Page], press: Press) -> None:
    words = _("“{role}” does not fit on one card, not even in small type: it goes on over {pages} sides.")
    press.messages.append(words.format(role=topic.title or _("Everybody"), pages=len(pages)))


def _front(body: RoleCardText, look: Look, options: Options, wide: float, room: float) -> list[Flowable]:
    story: list[Flowable] = []
    if body.name:
        story.append(Text(body.name, _title(body.name, look, wide), after=look.pt(3), keep=True))
    else:
        story.append(Fields([Field(_("Role"))], legible(look.label), look.strong, after=look.pt(8)))
    if body.vision:
        story.append(Text(quoted(body.vision), legible(look.quote), after=look.pt(6)))
    words: list[Block] = [Text(_("The vision in my job"), legible(look.label), after=look.pt(2), keep=True)]
    if body.in_my_job:
        words.append(Text(body.in_my_job, look.style(14, 18, fonts.BOLD)))
    else:
        words.append(WriteLines(2))
    frame = Frame(fill=look.tint, bar=look.brand, pad=look.pt(9), radius=0)
    story.append(Panel(words, frame, before=look.pt(6), after=look.pt(4)))
    story.append(_heading(_("How it shows"), look))
    check = Check(look.pt(10.5), GOOD)
    for example in body.examples:
        text = Text(example, look.body)
        story.append(Marked(check, text, look.body.leading, indent=look.pt(18), after=look.pt(3)))
    if not body.examples:
        story.append(WriteLines(2))
    if options.flag("never_always"):
        story.append(never_always(body.list, look, dense=False, room=room))
    return [*story, Notes(_("My own words"), _heading_style(look), before=look.pt(12))]


def _back(body: RoleCardText, look: Look, options: Options, back: _Back) -> list[Flowable]:
    story: list[Flowable] = [Text(_("What I always do"), legible(look.style(17, 21, fonts.BOLD)), keep=True)]
    firm = any(item.non_negotiable for stage in body.stages for item in stage.items)
    if firm:
        words = _("What is in bold is non-negotiable: it is never left out.")
        story.append(Text(words, _note(look), after=look.pt(2), keep=True))
    tick = TickBox(look.pt(10))
    for stage in body.stages:
        story.append(_heading(stage.name, look))
        for item in stage.items:
            line = _line(item, look, options, said=back is not _Back.BARE)
            story.append(Marked(tick, line, look.body.leading, indent=look.pt(18), after=look.pt(3.5)))
    if not body.stages:
        story.append(WriteLines(8, marker=tick, indent=look.pt(18)))
    if back is _Back.WHOLE:
        story.append(Notes(_("My notes"), _heading_style(look), before=look.pt(12)))
    if options.flag("sign_off"):
        story.append(_sign_off(look))
    return story


def _line(item: Item, look: Look, options: Options, *, said: bool) -> Block:
    face = fonts.BOLD if item.non_negotiable else fonts.REGULAR
    parts: list[Block] = [Text([Span(item.text, face)], look.body, keep=True)]
    if options.flag("why") and item.why:
        parts.append(Text(item.why, _note(look), keep=bool(item.sounds_like)))
    if said and options.flag("sounds_like") and item.sounds_like:
        parts.append(Text(quoted(item.sounds_like), _note(look)))
    return Stack(parts)


def _sign_off(look: Look) -> Block:
    fields = [Field(_("Name"), share=1.3), Field(_("Date"), share=0.8), Field(_("Trainer signs"), share=1.2)]
    words = Text(_("Shown, practised and seen done."), _note(look), before=look.pt(5), keep=True)
    return Stack(
        [Rule(INK, 1.0, keep=True), words, Fields(fields, legible(look.label), look.body, gap=10)],
        before=look.pt(14),
    )


def _title(name: str, look: Look, wide: float) -> Style:
    """Return the style of the role's name: smaller where a long word would break."""
    style = look.style(25, 29, fonts.BOLD)
    widest = max((width_of(word, style) for word in name.split()), default=0.0)
    return style if widest <= wide else style.sized(max(look.body.size, style.size * wide / widest - 0.1))


def _heading(text: str, look: Look) -> Block:
    return Text(text, _heading_style(look), before=look.pt(8), after=look.pt(3), keep=True)


def _heading_style(look: Look) -> Style:
    return legible(look.style(11.5, 14.5, fonts.BOLD, look.brand))


def _note(look: Look) -> Style:
    return legible(look.note)
