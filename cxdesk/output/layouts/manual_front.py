"""The cover of the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.block import Block
from cxdesk.output.colour import INK, QUIET
from cxdesk.output.forms import Field, Fields
from cxdesk.output.lines import Style
from cxdesk.output.shapes import letter_tile, rule
from cxdesk.output.text import Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.frame import Section
    from cxdesk.output.paper import Geometry
    from cxdesk.output.press import Press
    from cxdesk.output.sheet import Topic

_TILE = 54.0


def cover(press: Press, topic: Topic, page: Geometry, statement: str) -> Section:
    """Return the first page of the book."""
    section = press.section(topic, page, head=False, title=_(press.job.spec.title))
    section.story = [Cover(press, topic, statement, section.room - 1)]
    return section


class Cover(Block):
    """Shop, title and promise; below, whose copy it is."""

    def __init__(self, press: Press, topic: Topic, statement: str, tall: float) -> None:
        super().__init__()
        self.press, self.tall = press, tall
        look, shop = press.look, press.job.shop
        version = _("Version {version} · mark {mark}").format(version=topic.version, mark=topic.mark)
        self.parts = [
            Text(shop.name, Style(22, 27, fonts.MEDIUM, QUIET), after=8),
            Text(
                _("How we look after {customers}"),
                Style(46, 52, fonts.BLACK, INK, track=-0.015, kern=True),
                after=14,
            ),
            Text(statement, Style(19, 26, fonts.MEDIUM, look.brand), after=18),
            Text(version, Style(12, 16, fonts.REGULAR, QUIET)),
            Text(_("printed {date}").format(date=press.day), Style(12, 16, fonts.REGULAR, QUIET)),
        ]
        fields = [Field(_("This copy belongs to"), share=2), Field(_("Copy no."))]
        self.owner = Fields(fields, look.label, look.strong)

    def measure(self, width: float) -> float:
        self.owner.fit(width)
        for part in self.parts:
            part.fit(width)
        return self.tall

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        look, logo = self.press.look, self.press.logo
        if logo:
            logo.paint(canv, x, top - _TILE / 2)
        elif self.press.job.shop.name:
            letter = self.press.job.shop.name[:1].upper()
            letter_tile(canv, letter, Style(30, 30, fonts.BOLD, look.brand), x, top - _TILE / 2, _TILE)
        used = sum(part.height + part.after for part in self.parts)
        down = top - max(_TILE + 30, (self.tall - used) * 0.4)
        rule(canv, x, down + 18, 90, look.brand, 4)
        for part in self.parts:
            part.paint(canv, x, down)
            down -= part.height + part.after
        self.owner.paint(canv, x, top - self.tall + self.owner.height)
