"""The head of a form: what it is, what to do with it, and its number in large figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import fonts
from cxdesk.output.colour import QUIET
from cxdesk.output.frame import Head
from cxdesk.output.lines import Style
from cxdesk.output.look import Look
from cxdesk.output.paper import MM
from cxdesk.output.shapes import letter_tile
from cxdesk.output.text import Text, width_of
from cxdesk.text import one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.logo import Logo

_TILE = 8.2 * MM
_LONGEST = 60  # letters of the shop's name
_NUMBER = Style(17, 21, fonts.BOLD, align="right")
_LATER = Style(8, 10.5, fonts.REGULAR, QUIET, "right")  # two lines of it are as high as a number


class FormHead(Head):
    """Stands between the codes of the corners, as wide as they leave room."""

    def __init__(
        self,
        shop: str,
        title: str,
        hint: str,
        number: str,
        look: Look,
        logo: Logo | None = None,
        *,
        later: bool = False,
    ) -> None:
        super().__init__(shop, "", "", look.brand, logo)
        self.title = Text(title, look.style(15, 18.5, fonts.BOLD))
        self.hint = Text(hint, look.note, before=look.pt(1))
        small = Style(9.5, 12.5, fonts.REGULAR, QUIET, "right")
        self.number = Text(number or _("not numbered"), _NUMBER if number else small)
        self.later = Text(_("number when printed"), _LATER) if later else None
        self.shop = Text(one_line(shop, _LONGEST), small)

    def measure(self, width: float) -> float:
        self._mark = self.logo.width if self.logo else (_TILE if self.initial else 0.0)
        self._indent = self._mark + 3 * MM if self._mark else 0.0
        wide = max(width_of("F-00000", _NUMBER), width * 0.17)
        self._high = max(
            self.title.fit(width - self._indent - wide - 4 * MM)
            + self.hint.before
            + self.hint.fit(self.title.width),
            self.number.fit(wide) + self.shop.fit(wide),  # also where the number comes later
            self.logo.height if self.logo else _TILE,
        )
        if self.later:
            self.later.fit(wide)
        return self._high

    def paint(self, canv: Canvas, x: float, top: float) -> None:
        middle = top - _TILE / 2
        if self.logo:
            self.logo.paint(canv, x, top - self.logo.height / 2)
        elif self.initial:
            letter_tile(canv, self.initial, Style(13, 13, fonts.BOLD, self.brand), x, middle, _TILE)
        self.title.paint(canv, x + self._indent, top)
        self.hint.paint(canv, x + self._indent, top - self.title.height - self.hint.before)
        right = x + self.width - self.number.width
        (self.later or self.number).paint(canv, right, top)
        self.shop.paint(canv, right, top - self.number.height)
