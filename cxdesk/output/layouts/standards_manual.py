"""The manual on paper: a book with a gutter, tabs on the outer edge and its changes at the front."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block, Stack
from cxdesk.output.colour import HAIR, INK, QUIET, WHITE, WRONG
from cxdesk.output.content import ABOVE, DEFECT, EXPERIENTIAL, OPERATIONAL, Item, StageText, VisionText
from cxdesk.output.forms import Field, Fields, Notes, WriteLines
from cxdesk.output.frame import Section, run_together
from cxdesk.output.layouts.manual_front import cover
from cxdesk.output.layouts.training_sheet import never_always, quoted
from cxdesk.output.layouts.vision_poster import pillar_rows
from cxdesk.output.lines import Span, Style, Tag
from cxdesk.output.look import Look
from cxdesk.output.pack import Entry, contents
from cxdesk.output.paper import LEAST, MM, Geometry, bound
from cxdesk.output.shapes import Cross, CutLine, Frame, Marked, Marker, Panel, Plus, Rule, Table, TickBox
from cxdesk.output.sheet import Gathered, Topic
from cxdesk.output.text import Text, draw_line, elided, one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from cxdesk.output.press import Press
    from cxdesk.output.sheets.standards_manual import Change, ManualText, RoleText

_TAB = 7.5 * MM
_TALLEST_TAB = 34 * MM
_READ_ALONG = 45.0  # points: a tab of that height bears the name, a shorter one the number alone
_ROWS, _BLANK_ROWS = 16, 3  # of the sign-off table: at least, and for new people


def sections(gathered: Gathered, press: Press) -> list[Section]:
    """Return the sections of the book, its pages numbered through."""
    topic = gathered.topics[0]
    body: ManualText = topic.body
    look, page = press.look, bound(press.job.paper)
    new = partial(press.section, topic, page)
    parts = [
        new(_promise(body.vision, look), title=_("Our promise"), anchor="promise"),
        new(_rules(body, look), title=_("Never & Always"), anchor="rules"),
    ]
    stages = body.stages or (StageText(""),)
    for i, stage in enumerate(stages):
        made = new(_stage(stage, look), title=stage.name or _("Stage"), anchor=f"stage {i}")
        made.edge = partial(_tab, press, i, len(stages), stage.name)
        parts.append(made)
    if press.options.flag("roles"):
        parts.append(new(_roles(body.roles, look), title=_("Role cards"), anchor="roles"))
    if press.options.flag("sign_off"):
        parts.append(new(_signing(body.team, topic, look), title=_("Sign-off"), anchor="signing"))
    changes = new(_changes(body.changes, press), title=_("What has changed"), anchor="changes")
    list_of = new(title=_("Contents"), anchor="contents")
    lines = contents(_entries([changes, *parts]), look, press.numbers)
    list_of.story = [_title(_("Contents"), look), *lines]
    for one in (list_of, changes, *parts):
        one.level = 2 if one.edge else 1
    book = [cover(press, topic, page, body.vision.statement), list_of, changes, *parts]
    run_together(book, "manual")
    return book


def _entries(listed: Sequence[Section]) -> list[Entry]:
    """Return the lines of the contents: the stages stand under a heading of their own."""
    entries: list[Entry] = []
    for one in listed:
        if one.edge and not entries[-1].within:
            entries.append(Entry(_("Stages"), ""))
        entries.append(Entry(one.title, one.anchor, within=bool(one.edge)))
    return entries


def _title(text: str, look: Look) -> Block:
    return Text(text, look.title, after=look.pt(8), keep=True)


def _heading(text: str, look: Look) -> Block:
    return Text(text, look.heading, before=look.pt(14), after=look.pt(6), keep=True)


def _notes(look: Look) -> Block:
    return Notes(_("Notes"), look.heading, least=3, before=look.pt(16))


def _changes(changes: Sequence[Change], press: Press) -> list[Flowable]:
    look = press.look
    story: list[Flowable] = [_title(_("What has changed"), look)]
    if not changes:
        words = _("No standard has had a new version yet. Note changes made by hand here.")
        return [*story, Text(words, look.body, after=look.pt(6)), WriteLines(14)]
    for i, change in enumerate(changes):
        if i:
            story.append(Rule(HAIR, before=look.pt(7), after=look.pt(7), keep=True))
        day = date_text(change.day, press.job.shop.language) if change.day else ""
        version = _("version {version}").format(version=change.version)
        parts: list[Block] = [
            Text(" · ".join(filter(None, (day, change.stage, version))), look.label, keep=True),
            Text(change.after, look.strong, before=look.pt(2), keep=True),
            Text([Span(_("Before:") + " ", fonts.MEDIUM), Span(change.before)], look.note, before=look.pt(2)),
        ]
        if change.why:
            why = [Span(_("Why:") + " ", fonts.MEDIUM), Span(change.why)]
            parts.append(Text(why, look.note, before=look.pt(1)))
        made = Stack(parts)
        made.whole = True
        story.append(made)
    return [*story, Notes(_("Changes made by hand"), look.heading, before=look.pt(18))]


def _promise(vision: VisionText, look: Look) -> list[Flowable]:
    story: list[Flowable] = [_title(_("Our promise"), look)]
    if not vision.statement:
        return [*story, WriteLines(4), pillar_rows((), look)]
    large = look.style(32, 39, fonts.BOLD, look.brand)
    words: list[Span | Tag] = [Span(quoted(vision.statement))]
    if vision.draft:
        words.append(Tag(_("DRAFT")))
    story.append(Text(words, large, before=look.pt(4), after=look.pt(8)))
    if vision.purpose:
        story += [_heading(_("Why we are here"), look), Text(vision.purpose, look.body)]
    story += [_heading(_("How we keep it"), look), pillar_rows(vision.pillars, look), _notes(look)]
    return story


def _rules(body: ManualText, look: Look) -> list[Flowable]:
    words = _("These hold for everybody, at every stage, on every day.")
    return [
        _title(_("Never & Always"), look),
        Text(words, look.body),
        never_always(body.list, look.scaled(1.4), dense=False),
        _notes(look),
    ]


def _stage(stage: StageText, look: Look) -> list[Flowable]:
    story: list[Flowable] = []
    if stage.place:
        story.append(
            Text(
                _("Stage {place} of {count}").format(place=stage.place, count=stage.of), look.label, keep=True
            )
        )
    story.append(
        _title(stage.name, look) if stage.name else Fields([Field(_("Stage"))], look.label, look.strong)
    )
    if stage.wants:
        wants = [Span(_("What {customers} want here:") + " ", fonts.MEDIUM), Span(stage.wants)]
        story.append(Text(wants, look.body, after=look.pt(4)))
    if stage.aim:
        aim = [Span(_("Aim:") + " ", fonts.MEDIUM), Span(stage.aim)]
        story.append(Text(aim, look.body, after=look.pt(4)))
    tick = TickBox(look.pt(11))
    lists: tuple[tuple[str, str, Marker], ...] = (
        (_("What we always do"), OPERATIONAL, tick),
        (_("How {customers} feel it"), EXPERIENTIAL, tick),
        (_("Above & beyond"), ABOVE, Plus(look.pt(10), look.brand)),
        (_("What can go wrong"), DEFECT, Cross(look.pt(8.5), WRONG)),
    )
    for title, kind, marker in lists:
        story.append(_heading(title, look))
        items = stage.of_kind(kind)
        for i, item in enumerate(items):
            if i:
                story.append(Rule(HAIR, before=look.pt(5), after=look.pt(5), keep=True))
            story.append(_item(item, marker, look))
        if not items:
            story.append(WriteLines(2, marker=marker if marker is tick else None, indent=look.pt(22)))
    if stage.practise:
        story += [_heading(_("Practise it"), look), Text(stage.practise, look.body)]
    return [*story, _notes(look)]


def _item(item: Item, marker: Marker, look: Look) -> Block:
    words: list[Span | Tag] = [Span(item.text)]
    if item.non_negotiable:
        words.append(Tag(_("NON-NEGOTIABLE")))
    if item.draft:
        words.append(Tag(_("DRAFT"), QUIET))
    parts: list[Block] = [Text(words, look.strong, keep=True)]
    if item.why:
        parts.append(Text(item.why, look.note, before=look.pt(1)))
    if item.sounds_like:
        sound = [Span(_("Sounds like:") + " "), Span(quoted(item.sounds_like), fonts.MEDIUM, INK)]
        parts.append(Text(sound, look.note, before=look.pt(1)))
    if item.how_we_know:
        know = [Span(_("How we know:") + " ", fonts.MEDIUM), Span(item.how_we_know)]
        parts.append(Text(know, look.note, before=look.pt(1)))
    made = Marked(marker, Stack(parts), look.strong.leading, indent=look.pt(22))
    made.whole = True
    return made


def _roles(roles: Sequence[RoleText], look: Look) -> list[Flowable]:
    story: list[Flowable] = [_title(_("Role cards"), look), Text(_("Our promise, in my job."), look.body)]
    for role in roles:
        parts: list[Block] = [Text(role.name, look.heading, after=look.pt(4), keep=True)]
        parts.append(Text(role.in_my_job, look.body) if role.in_my_job else WriteLines(2))
        for example in role.examples:
            text = Text(example, look.body)
            parts.append(
                Marked(TickBox(look.pt(10)), text, look.body.leading, indent=look.pt(20), before=look.pt(3))
            )
        story.append(_card(parts, look))
    if not roles:
        blank = [Fields([Field(_("Role"))], look.label, look.strong), WriteLines(3)]
        story += [_card(blank, look) for _card_no in range(3)]
    return [*story, _notes(look)]


def _card(parts: Sequence[Block], look: Look) -> Block:
    return Panel(parts, Frame(line=HAIR, head=look.brand, pad=look.pt(11), radius=0), before=look.pt(10))


def _signing(team: Sequence[str], topic: Topic, look: Look) -> list[Flowable]:
    words = _("I have read version {version}, mark {mark}, and I work by it.").format(
        version=topic.version, mark=topic.mark
    )
    heads = (_("Name"), _("Date"), _("Signature"), _("Trainer"))
    names = [*team, *[""] * max(_BLANK_ROWS, _ROWS - len(team))]
    rows, shares = [[name, "", "", ""] for name in names], (1.5, 0.8, 1.3, 0.7)
    slip = [Field(_("Name"), share=1.3), Field(_("Date"), share=0.7), Field(_("Signature"), share=1.2)]
    return [
        _title(_("Sign-off"), look),
        Text(words, look.body, after=look.pt(8)),
        Table(heads, rows[:-_BLANK_ROWS], shares, look.label, look.body),
        Table(
            (), rows[-_BLANK_ROWS:], shares, look.label, look.body, keep=True
        ),  # so that the slip is never alone
        Stack(
            [
                CutLine(_("Own copy? Cut here and hand this slip in."), look.note, after=look.pt(6)),
                Text(words, look.note),
                Fields(slip, look.label, look.strong),
            ],
            before=look.pt(16),
        ),
    ]


def _tab(press: Press, index: int, count: int, name: str, canv: Canvas, page: Geometry, number: int) -> None:
    """Draw the tab of a stage on the outer edge, inside what every printer prints."""
    top, low = page.height - 30 * MM, 26 * MM
    step = min(_TALLEST_TAB, (top - low) / count)
    high = step - min(2.0, step * 0.1)
    x = page.width - LEAST - _TAB if number % 2 else LEAST
    y = top - (index + 1) * step
    canv.setFillColor(press.look.brand)
    canv.rect(x, y, _TAB, high, stroke=0, fill=1)
    style = Style(min(9.5, high * 0.8), 10, fonts.BOLD, WHITE)
    along = high > _READ_ALONG
    line = elided(f"{index + 1}  {name}", style, high - 8) if along else one_line(str(index + 1), style)
    canv.saveState()
    canv.translate(x + _TAB / 2, y + high / 2)
    if along:
        canv.rotate(-90 if number % 2 else 90)
    draw_line(canv, line, style, -line.width / 2, 0)
    canv.restoreState()
