"""The floor of a training sheet: the same words on the same paper with reportlab's Platypus as it comes.

Paragraphs and tables only, the same fonts and sizes, plain boxes to tick, a line of text at head and foot.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Sequence
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from cxdesk.output.content import ABOVE, DEFECT, EXPERIENTIAL, OPERATIONAL
from cxdesk.output.sheet import Job, Topic

WIDTH = A4[0] - 30 * mm
BRAND, TINT, QUIET, INK = (HexColor(code) for code in ("#0B746B", "#E6F0EF", "#5B6472", "#1C2333"))
FACES = {"Bare": "Roboto-Regular.ttf", "BareMedium": "Roboto-Medium.ttf", "BareBold": "Roboto-Bold.ttf"}


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Register the fonts and return the styles."""
    for name, file in FACES.items():
        path = importlib.resources.files("font_roboto") / "files" / file
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily("Bare", "Bare", "BareBold", "Bare", "BareBold")
    sizes = {
        "title": (27, 32, "BareBold", INK),
        "heading": (14.5, 18, "BareBold", INK),
        "quote": (14, 18.5, "BareMedium", BRAND),
        "strong": (12.5, 16, "BareBold", INK),
        "body": (11.5, 15.5, "Bare", INK),
        "note": (10.5, 14, "Bare", QUIET),
        "label": (9.5, 13, "BareMedium", QUIET),
    }
    return {
        name: ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=colour)
        for name, (size, leading, font, colour) in sizes.items()
    }


def draw(job: Job) -> bytes:
    """Return the PDF of a job: one sheet a topic."""
    story: list[Flowable] = []
    for number, topic in enumerate(job.gathered.topics):
        if number:
            story.append(PageBreak())
        story += _sheet(topic)
    topics = job.gathered.topics

    def frame(canvas: Any, document: Any) -> None:
        topic = topics[min(document.page, len(topics)) - 1]
        canvas.setFont("BareBold", 11)
        canvas.drawString(15 * mm, A4[1] - 16 * mm, job.shop.name)
        canvas.setFont("Bare", 8)
        canvas.drawString(15 * mm, A4[1] - 20 * mm, job.shop.address)
        canvas.drawRightString(A4[0] - 15 * mm, A4[1] - 16 * mm, "Training sheet")
        canvas.line(15 * mm, A4[1] - 23 * mm, A4[0] - 15 * mm, A4[1] - 23 * mm)
        canvas.drawString(15 * mm, 12 * mm, f"{job.shop.name} · Training sheet · {topic.title}")
        told = f"version {topic.version} · mark {topic.mark} · {job.options.today} · page {document.page}"
        canvas.drawRightString(A4[0] - 15 * mm, 12 * mm, told)

    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=15 * mm - 6,
        rightMargin=15 * mm - 6,
        topMargin=24 * mm,
        bottomMargin=14 * mm,
    )
    document.build(story, onFirstPage=frame, onLaterPages=frame)
    return out.getvalue()


def _sheet(topic: Topic) -> list[Flowable]:
    stage = topic.body.stage
    aim = Paragraph(f"<b>After this sheet you can</b> {escape(stage.aim)}", styles()["body"])
    tinted = [("BACKGROUND", (0, 0), (-1, -1), TINT), ("LINEBEFORE", (0, 0), (0, -1), 3, BRAND)]
    further, wrong = ([one.text for one in stage.of_kind(kind)] for kind in (ABOVE, DEFECT))
    gap, small = Spacer(1, 10), Spacer(1, 5)
    return [
        _text(f"Stage {stage.place} of {stage.of}", "label"),
        _text(stage.name, "title"), small,
        _text(f"“{topic.body.vision}”", "quote"), small,
        Table([[aim]], colWidths=[WIDTH], style=tinted), small,
        _text("We always", "heading"),
        _ticked([_standard(one) for one in stage.of_kind(OPERATIONAL, EXPERIENTIAL)]), gap,
        _two([_list("Above & beyond", "+", further), _list("What can go wrong", "×", wrong)]), gap,
        _rules(topic), gap,
        _text("Practise it", "heading"), _text(stage.practise, "body"), gap,
        _text("Check yourself", "heading"),
        _questions([one.how_we_know for one in stage.items if one.how_we_know]), gap, gap, gap,
        _text("Shown, practised and seen done.", "note"), gap, gap, gap,
        _signed(),
    ]  # fmt: skip


def _text(words: str, style: str) -> Paragraph:
    return Paragraph(escape(words), styles()[style])


def _standard(item: Any) -> list[Flowable]:
    tag = ' <font name="BareBold" size="7" backColor="#1C2333" color="#FFFFFF">NON-NEGOTIABLE</font>'
    parts: list[Flowable] = [
        Paragraph(escape(item.text) + (tag if item.non_negotiable else ""), styles()["strong"])
    ]
    if item.why:
        parts.append(_text(item.why, "note"))
    if item.sounds_like:
        sound = f'Sounds like: <font name="BareMedium" color="#1C2333">“{escape(item.sounds_like)}”</font>'
        parts.append(Paragraph(sound, styles()["note"]))
    return parts


def _ticked(rows: Sequence[list[Flowable]]) -> Table:
    cells = [[_Box(), row] for row in rows]
    return Table(
        cells,
        colWidths=[22, WIDTH - 22],
        style=[("LINEBELOW", (0, 0), (-1, -2), 0.5, QUIET), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )


class _Box(Flowable):
    """A box to tick."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 11, 11

    def draw(self) -> None:
        self.canv.rect(0, 0, 11, 11)


def _list(title: str, sign: str, lines: Sequence[str]) -> list[Flowable]:
    marked = ParagraphStyle(
        "marked", styles()["body"], leftIndent=18, bulletFontName="Bare", bulletFontSize=11
    )
    return [_text(title, "heading"), *(Paragraph(escape(line), marked, bulletText=sign) for line in lines)]


def _two(cells: Sequence[list[Flowable]]) -> Table:
    return Table([list(cells)], colWidths=[WIDTH / 2] * 2, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _rules(topic: Topic) -> Table:
    rules = topic.body.list
    sides = []
    for title, lines in (("× Never", rules.never), ("Always", rules.always)):
        half = (len(lines) + 1) // 2
        columns = [[_text(line, "body") for line in part] for part in (lines[:half], lines[half:])]
        sides.append([_text(title, "strong"), Table([columns], colWidths=[WIDTH / 4 - 12] * 2)])
    return Table(
        [sides],
        colWidths=[WIDTH / 2] * 2,
        style=[("BOX", (0, 0), (0, 0), 1, QUIET), ("BOX", (1, 0), (1, 0), 1, BRAND)],
    )


def _questions(questions: Sequence[str]) -> Table:
    rows = [
        [f"{number}.", _text(question, "body"), "yes", _Box(), "no", _Box()]
        for number, question in enumerate(questions, start=1)
    ]
    widths = [18, WIDTH - 118, 28, 22, 28, 22]
    return Table(rows, colWidths=widths, style=[("FONT", (0, 0), (-1, -1), "Bare", 11.5)])


def _signed() -> Table:
    widths = [WIDTH * share for share in (0.4, 0.05, 0.2, 0.05, 0.3)]
    cells = ["Name", "", "Date", "", "Trainer signs"]
    lines = [("LINEABOVE", (i, 0), (i, 0), 1, INK) for i in (0, 2, 4)]
    return Table([cells], colWidths=widths, style=[("FONT", (0, 0), (-1, -1), "BareMedium", 9.5), *lines])
