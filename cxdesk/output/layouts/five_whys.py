"""The Five Whys sheet on paper: the problem on top, why below why beside its evidence, then what changes.

What is registered of a blank one (`cxdesk.output.places`): `{field}` with the fields "problem", "asked_on",
"team", "root", "rule_was_for", "countermeasure", "owner" and "due_on", and `{row, field}` with the fields
"text" and "evidence" of each why, the rows counted from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Columns
from cxdesk.output.colour import HAIR
from cxdesk.output.corners import write_line
from cxdesk.output.flow import place
from cxdesk.output.forms import Notes
from cxdesk.output.look import Look
from cxdesk.output.paper import MM, geometry
from cxdesk.output.places import Form
from cxdesk.output.shapes import TightTable, rule
from cxdesk.output.sheet import Gathered
from cxdesk.output.text import Text, draw_text
from cxdesk.services.paper_forms import Key

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press
    from cxdesk.output.sheets.five_whys import WhysText

FIVE = 5
_LINES = (9.4 * MM, 8.6 * MM, 7.8 * MM, 7 * MM)  # from one to the next: the widest that takes one page
_GAP = 6 * MM
_NUMBER = 9 * MM


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the sheet: a form where it is blank, else what is kept."""
    topic = gathered.topics[0]
    body: WhysText = topic.body
    page = geometry(press.job.paper, landscape=True)
    if body.problem:
        section = press.section(topic, page, title=_(press.job.spec.title))
        return [press.flow(section, lambda look: _filled(body, look))]
    form = press.form(topic)
    hint = _("Ask with those who were there. Go and see: a why that nobody has seen is a guess.")
    section = press.form_section(topic, page, form, hint)
    tried = (place(_blank(press.look, form, pitch), page.body, section.room) for pitch in _LINES)
    section.pages = next((pages for pages in tried if len(pages) == 1), None)
    section.story = _blank(press.look, form, _LINES[-1])
    return [section]


# To fill in by hand


class Ask(Block):
    """A label and lines to write on; their room is noted."""

    def __init__(self, label: str, key: Key, look: Look, form: Form, pitch: float, *, lines: int = 1) -> None:
        super().__init__()
        self.key, self.form, self.pitch, self.lines = key, form, pitch, lines
        self.label = Text(label, look.label)

    def measure(self, width: float) -> float:
        return self.label.fit(width) + self.lines * self.pitch

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        self.label.paint(canv, x, top)
        low = top - self.height
        for line in range(self.lines - 1):
            rule(canv, x, low + (self.lines - 1 - line) * self.pitch, self.width, HAIR, 0.5)
        write_line(canv, self.form, self.key, x, low, self.width, self.lines * self.pitch)


class AskWhy(Block):
    """A numbered row: because, and how we know."""

    def __init__(self, row: int, look: Look, form: Form, pitch: float) -> None:
        super().__init__()
        self.row, self.form, self.pitch = row, form, pitch
        self.number = look.style(17, 17, fonts.BOLD, look.brand)

    def measure(self, width: float) -> float:
        return 2 * self.pitch

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        draw_text(canv, str(self.row), self.number, x, top - self.height * 0.62)
        room = self.width - _NUMBER - _GAP
        low = top - self.height
        for name, left, wide in (
            ("text", x + _NUMBER, room * 0.58),
            ("evidence", x + _NUMBER + room * 0.58 + _GAP, room * 0.42),
        ):
            rule(canv, left, low + self.pitch, wide, HAIR, 0.5)
            write_line(canv, self.form, {"row": self.row, "field": name}, left, low, wide, 2 * self.pitch)


def _blank(look: Look, form: Form, pitch: float) -> list[Flowable]:
    def ask(label: str, field: str, *, lines: int = 1) -> Ask:
        return Ask(label, {"field": field}, look, form, pitch, lines=lines)

    head = Columns(
        [
            ask(_("What went wrong (not for whom)"), "problem"),
            ask(_("Who was there"), "team"),
            ask(_("Day"), "asked_on"),
        ],
        _GAP,
        (3.0, 1.6, 0.8),
        after=6,
    )
    rooms = (1.0, 1.0)
    return [
        head,
        _heads(look),
        *(AskWhy(row, look, form, pitch) for row in range(1, FIVE + 1)),
        Columns(
            [ask(_("The root"), "root", lines=2), ask(_("What was the rule for?"), "rule_was_for", lines=2)],
            _GAP,
            rooms,
            before=4,
        ),
        Columns(
            [
                ask(_("What we change"), "countermeasure"),
                ask(_("Who"), "owner"),
                ask(_("By when"), "due_on"),
            ],
            _GAP,
            (3.0, 1.2, 0.8),
            before=4,
        ),
    ]


class _Heads(Block):
    """The names of the two columns."""

    def __init__(self, left: Text, right: Text) -> None:
        super().__init__()
        self.left, self.right = left, right

    def measure(self, width: float) -> float:
        room = width - _NUMBER - _GAP
        return max(self.left.fit(room * 0.58), self.right.fit(room * 0.42))

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        room = self.width - _NUMBER - _GAP
        self.left.paint(canv, x + _NUMBER, top)
        self.right.paint(canv, x + _NUMBER + room * 0.58 + _GAP, top)


def _heads(look: Look) -> Block:
    return _Heads(
        Text(_("Why? Because…"), look.label), Text(_("How we know: seen, counted, said"), look.label)
    )


# Filled in


def _filled(body: WhysText, look: Look) -> list[Flowable]:
    facts = " · ".join(filter(None, (body.defect, body.asked_on, body.team)))
    story: list[Flowable] = [Text(body.problem, look.style(17, 21, fonts.BOLD), after=look.pt(2))]
    if facts:
        story.append(Text(facts, look.note, after=look.pt(6)))
    story.append(_whys(body, look))
    answers = ((_("The root"), body.root), (_("What was the rule for?"), body.rule_was_for))
    for label, words in (*answers, (_("What we change"), body.countermeasure)):
        story += _answer(label, words, look)
    if body.deeds:
        heads = [_("What to do"), _("Who"), _("By when")]
        rows = [(one.what, one.who or "–", one.due or "–") for one in body.deeds]
        story += [
            Text("", look.label, after=look.pt(4)),
            TightTable(heads, rows, (4.0, 1.4, 1.0), look.label, look.body),
        ]
    return [*story, Notes(_("Notes"), look.label, before=look.pt(10))]


def _whys(body: WhysText, look: Look) -> Block:
    heads = ["", _("Why? Because…"), _("How we know")]
    bare = _("Nothing shows yet that it is so.")
    rows = [
        (
            Text(str(place), look.style(13, 16, fonts.BOLD, look.brand)),
            Text(one.text, look.body),
            Text(one.evidence, look.body) if one.evidence.strip() else Text(bare, look.note),
        )
        for place, one in enumerate(body.whys, 1)
    ]
    return TightTable(heads, rows, (0.3, 4.0, 3.0), look.label, look.body)


def _answer(label: str, words: str, look: Look) -> list[Flowable]:
    if not words.strip():
        return []
    return [Text(label, look.label, before=look.pt(8), keep=True), Text(words, look.style(12.5, 16.5))]
