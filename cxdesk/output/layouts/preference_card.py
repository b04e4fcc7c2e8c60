"""Preference cards on paper: alerts above all, then who it is, and what is to be confirmed with a tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxdesk.formats import date_text
from cxdesk.i18n import _, ngettext
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.cards import (
    CARD_FOOT,
    FLOOR,
    Card,
    Grid,
    feet_in_waste,
    feet_on_cards,
    legible,
    parted,
)
from cxdesk.output.colour import INK, QUIET
from cxdesk.output.fit import fitting, largest
from cxdesk.output.flow import Page, Placed, place, stretch
from cxdesk.output.forms import Field, Fields, Notes, WriteLines
from cxdesk.output.lines import Span, Style, Tag
from cxdesk.output.look import Look
from cxdesk.output.paper import LEAST, MM, PAPERS
from cxdesk.output.shapes import Frame, Marked, Marker, Panel
from cxdesk.output.sheet import Gathered
from cxdesk.output.staff_only import BAR, Bang, StaffBar
from cxdesk.output.text import Text
from cxdesk.preference_sorts import SORTS
from cxdesk.services.customers.paper import INDEX
from cxdesk.text import one_line as in_short

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Foot, Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.preference_card import CardsText, CardText, LineText

_SMALLEST, _LARGEST, _BODY = 8.5, 12.0, 11.5  # points: running text, and what it is in the look
_INDEX = (127 * MM, 76.2 * MM)
_INDEX_PAD = 5 * MM  # there is waste around index cards
_INDEX_LARGEST = 10.5
_AFTER = 3.0  # points, under alerts and name
_LONGEST = 24  # letters of a name in the bar
_BLANKS = 5
_MOST_HEAD = 0.6  # of a card: alerts and name are repeated on the next one unless they take more
_ALERT = Frame(line=INK, thick=1.8, pad=5, side=6)


@dataclass(frozen=True, slots=True)
class _Format:
    """A size of card: where it stands on the paper, and how much room is on it."""

    grid: Grid
    pad: float
    foot: float
    largest: float
    feet: Callable[[Canvas, Foot, str], None]
    low: bool = False

    @property
    def wide(self) -> float:
        return self.grid.wide - 2 * self.pad

    @property
    def room(self) -> float:
        return self.grid.high - 2 * self.pad - self.foot - BAR - 5


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return sheets of four cards, the places that are left as cards to write on."""
    topic = gathered.topics[0]
    body: CardsText = topic.body
    size = _format(press)
    writer = _Writer(press, size)
    cards = [side for card in body.cards for side in writer.sides(card)]
    empty = -len(cards) % size.grid.count or (0 if cards else size.grid.count)
    if empty:
        cards += [writer.blank()] * empty
    _say(body, press)
    section = press.section(topic, size.grid.geometry(), head=False, title=_(press.job.spec.title))
    section.feet = size.feet
    count = size.grid.count
    section.pages = [size.grid.page(cards[i : i + count]) for i in range(0, len(cards), count)]
    return [section]


def _format(press: Press) -> _Format:
    paper = press.job.paper
    if press.options.word("size") == INDEX:
        wide, high = sorted(PAPERS[paper], reverse=True)
        grid = Grid(wide, high, 2, 2, *_INDEX)
        note = _("Print in actual size (100 %). Cut along the lines.")
        return _Format(grid, _INDEX_PAD, 0.0, _INDEX_LARGEST, feet_in_waste(grid, note), low=True)
    grid = parted(paper, 2, 2)
    return _Format(grid, LEAST, CARD_FOOT, _LARGEST, feet_on_cards(grid, LEAST))


def _say(body: CardsText, press: Press) -> None:
    """Tell what is not as one might think. No names: sentences are shown where others look on."""
    if body.nobody:
        press.messages.append(_("Nobody is expected today, so these are blank cards to write on."))
    more = sum(bool(card.more) for card in body.cards)
    if more:
        words = ngettext(
            "{n} card leaves out lines: it says the five that tell most.",
            "{n} cards leave out lines: they say the five that tell most.",
            more,
        )
        press.messages.append(words.format(n=more))
    held = sum(card.held_back for card in body.cards)
    if held:
        words = ngettext(
            "{n} card has an alert that was not ticked: it says to look it up.",
            "{n} cards have an alert that was not ticked: they say to look it up.",
            held,
        )
        press.messages.append(words.format(n=held))


@dataclass(frozen=True)
class _Tick(Marker):
    """A box to tick with square corners: round ones take nine times the strokes, and there are thousands."""

    width: float

    def paint(self, canv: Canvas, x: float, middle: float) -> None:
        canv.setLineWidth(0.9)
        canv.setStrokeColor(INK)
        canv.rect(x, middle - self.width / 2, self.width, self.width)


class _Side(Card):
    """A card, or one of several where alerts and lines need more; the mark for the team at its foot."""

    def __init__(self, page: Page, size: _Format, aside: str = "") -> None:
        super().__init__(page, size.pad, size.grid.high)
        self.bar, self.size = StaffBar(aside=aside), size
        self.bar.fit(size.wide)

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        super().paint(canv, x, top)
        size = self.size
        self.bar.paint(canv, x + size.pad, top - size.grid.high + size.pad + size.foot + BAR)


class _Writer:
    """Sets cards, each as large as its words allow."""

    def __init__(self, press: Press, size: _Format) -> None:
        self.press, self.size = press, size
        self.language = press.job.shop.language
        self.sorts = {key: _(label) for key, label in SORTS}
        self.high = max(_SMALLEST, size.largest * press.look.scale)
        self._looks: dict[float, Look] = {}
        self._notes: dict[tuple[object, ...], Text] = {}

    def sides(self, card: CardText) -> list[_Side]:
        """Return a card: one side, or more where the smallest type is not enough."""
        pages = self._placed(card, self.high)
        if len(pages) > 1:
            size = largest(_SMALLEST, self.high, lambda size: len(self._placed(card, size)) == 1, 0.25)
            pages = self._placed(card, size or _SMALLEST)
        stretch(pages[-1], self.size.room)
        number = _("no. {number}").format(number=card.id)
        if len(pages) == 1:
            return [_Side(pages[0], self.size, number)]
        several = _("card {number} of {count}")
        who = f"{in_short(card.name, _LONGEST)} · {number} · "
        return [
            _Side(page, self.size, who + several.format(number=i, count=len(pages)))
            for i, page in enumerate(pages, 1)
        ]

    def blank(self) -> _Side:
        """Return a card to write on."""
        page = place(self._blank_story(), self.size.wide, self.size.room)[0]
        stretch(page, self.size.room)
        return _Side(page, self.size)

    def _look(self, size: float) -> Look:
        if size not in self._looks:
            self._looks[size] = Look(self.press.look.brand, size / _BODY)
        return self._looks[size]

    def _placed(self, card: CardText, size: float) -> list[Page]:
        """Return the card in this size of type. Where it takes several, each begins with alerts and name."""
        look, wide, room = self._look(size), self.size.wide, self.size.room
        head = self._head(card, look)
        tall = head.fit(wide)
        rest = self._story(card, look)
        pages = place([head, *rest], wide, room)
        if len(pages) == 1 or tall > room * _MOST_HEAD:
            return pages
        pages = place(rest, wide, room - tall - _AFTER)
        for page in pages:
            page.placed = [one._replace(down=one.down + tall + _AFTER) for one in page.placed]
            page.placed.insert(0, Placed(head, 0.0, tall))
            page.used += tall + _AFTER
        return pages

    def _head(self, card: CardText, look: Look) -> Stack:
        """Return alerts, then who it is."""
        parts: list[Block] = []
        if card.alerts or card.held_back:
            parts.append(self._alerts(card, look))
        name = look.style(17, 20, fonts.BOLD)
        parts.append(Text(card.name, fitting(card.name, name, self.size.wide), keep=True))
        if card.called:
            said = _("Say: {name}").format(name=card.called)
            parts.append(Text(said, legible(look.strong)))
        return Stack(parts, after=_AFTER)

    def _story(self, card: CardText, look: Look) -> list[Flowable]:
        """Return what is known, with boxes, and lines for what is new."""
        if card.no_notes:
            return [Text(_("Asked us to keep no notes."), legible(look.body), before=look.pt(6))]
        story: list[Flowable] = []
        small = legible(look.label)
        if card.lines or card.talk:
            story.append(self._hint(small, look))
        story += [self._line(one, look) for one in card.lines]
        if card.talk:
            story.append(Text(_("To talk about"), small, before=look.pt(4), after=look.pt(2), keep=True))
            story += [self._line(one, look) for one in card.talk]
        if not card.lines and not card.talk:
            story.append(WriteLines(2, marker=_Tick(look.pt(9)), indent=look.pt(16)))
        return [*story, Notes(_("New, with date and name"), small, least=1, before=look.pt(6))]

    def _hint(self, style: Style, look: Look) -> Text:
        key = ("hint", look.scale)
        if key not in self._notes:
            words = _("Tick what is still true, cross out what is not.")
            self._notes[key] = Text(words, style, after=look.pt(2), keep=True)
        return self._notes[key]

    def _alerts(self, card: CardText, look: Look) -> Block:
        strong = legible(look.strong)
        bang, tick = Bang(strong.size * 1.05), _Tick(look.pt(10))
        parts: list[Block] = []
        for one in card.alerts:
            words = Stack([Text(one.text, strong, keep=True), self._note(one, look, "alert")])
            parts.append(Marked(bang, words, strong.leading, indent=look.pt(18), right=tick, after=2))
        if card.held_back:
            held = _("There is an alert that is not printed here. Look it up before you begin.")
            parts.append(Marked(bang, Text(held, strong), strong.leading, indent=look.pt(18)))
        return Panel(parts, _ALERT, after=look.pt(5))

    def _line(self, one: LineText, look: Look) -> Block:
        body = legible(look.body)
        style = replace(body, face=fonts.BOLD) if one.strong else body
        words: Block = self._in_one(one, style) if self.size.low else self._in_two(one, style, look)
        return Marked(_Tick(look.pt(9.5)), words, body.leading, indent=look.pt(16), after=look.pt(2))

    def _in_two(self, one: LineText, style: Style, look: Look) -> Block:
        return Stack([Text(_worded(one), style, keep=True), self._note(one, look, "line")])

    def _in_one(self, one: LineText, style: Style) -> Block:
        """Return words and since when they are true in one paragraph: a low card has no room for two."""
        parts: list[Span | Tag] = [*_worded(one), Span(" · " + self._since(one), fonts.REGULAR, QUIET)]
        if one.check:
            parts += [Span(" "), Tag(_("check"))]
        return Text(parts, style)

    def _note(self, one: LineText, look: Look, where: str) -> Text:
        """Return which sort it is, and since when it is known to be true.

        Thousands of cards say the same few: each is set once for each width, that of an alert or of a line.
        """
        key = (where, look.scale, one.sort, one.confirmed, one.check)
        if key not in self._notes:
            style = look.note.sized(max(FLOOR, look.pt(9)))
            words = f"{self.sorts.get(one.sort, '')} · {self._since(one)}"
            tag: list[Span | Tag] = [Tag(_("check"))] if one.check else []
            self._notes[key] = Text([Span(words + " " if tag else words), *tag], style)
        return self._notes[key]

    def _since(self, one: LineText) -> str:
        if one.confirmed is None:
            return _("never confirmed")
        return _("confirmed {date}").format(date=date_text(one.confirmed, self.language))

    def _blank_story(self) -> Sequence[Flowable]:
        """Return places to write on: as many lines as the card has room for."""
        look = self._look(_SMALLEST)
        small, tick = legible(look.label), _Tick(look.pt(11))
        alert = Marked(Bang(12.0), WriteLines(1, pitch=18), 18, indent=18)
        names = [Field(_("Name"), share=1.4), Field(_("Say"))]
        low = self.size.low
        lines = WriteLines(_BLANKS - low, marker=tick, indent=18, pitch=15 if low else 22)
        story: list[Flowable] = [
            Panel([Text(_("Must be known before we begin"), small), alert], _ALERT, after=4),
            Fields(names, small, legible(look.body), after=2),
            Text(_("Likes, dislikes, comfort, products"), small),
            lines,
        ]
        if not low:
            story.append(Notes(_("Seen by, and when"), small, least=1, before=6))
        return story


def _worded(one: LineText) -> list[Span | Tag]:
    """Return the words; of what somebody dislikes, nobody may take them for a wish."""
    if one.sort != "dislikes":
        return [Span(one.text)]
    return [Span(_("Dislikes:") + " ", fonts.BOLD), Span(one.text)]
