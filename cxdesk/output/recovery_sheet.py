"""The paper with a recovery key. It is drawn in memory, no sheet of the print centre, and in no print log."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cxdesk.formats import date_text
from cxdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesk.output.lines import Style

GROUPS_A_LINE = 4
_CODE_MM = 42


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on it. `groups` are those of `Workspace.recovery_key`, the last one is the check."""

    groups: Sequence[str]
    file: str
    day: date
    language: str
    paper: str = "A4"

    def pdf(self) -> bytes:
        """Draw it, one page. Runs on any thread."""
        from reportlab.pdfgen.canvas import Canvas

        from cxdesk.output.paper import geometry

        size = geometry(self.paper, side=22, ends=20)
        out = io.BytesIO()
        canv = Canvas(out, pagesize=(size.width, size.height), pageCompression=1, invariant=1)
        canv.setTitle(_("Recovery key"))
        _Drawing(self, canv, size.inner, size.height - size.top, size.body).draw()
        canv.save()
        return out.getvalue()


class _Drawing:
    """Draws from top to bottom."""

    def __init__(self, sheet: RecoverySheet, canv: Canvas, left: float, top: float, width: float) -> None:
        from cxdesk.output import colour, look

        self._sheet, self._canv = sheet, canv
        self._left, self._top, self._width = left, top, width
        self._look = look.Look(colour.from_hex(""))

    def draw(self) -> None:
        sheet, look = self._sheet, self._look
        from cxdesk.output import fonts

        self._text(_("Recovery key"), look.title, 4)
        self._text(sheet.file, look.style(15, 20, fonts.BOLD), 2)
        made = _("Printed on {day}").format(day=date_text(sheet.day, sheet.language))
        self._text(made, look.style(11, 15), 16)
        self._groups()
        self._code()
        for sentence in _sentences():
            self._text(sentence, look.style(11.5, 16.5), 8)

    def _text(self, words: str, style: Style, gap: float) -> None:
        from cxdesk.output import lines, text

        kept = [[lines.Span(text.esc(words))]]
        broken = lines.break_lines(kept, style, self._width)
        text.draw_lines(self._canv, broken, style, self._left, self._top, self._width)
        self._top -= len(broken) * style.leading + gap

    def _groups(self) -> None:
        from cxdesk.output import fonts, text
        from cxdesk.output.paper import MM

        column, high = self._width / GROUPS_A_LINE, 17 * MM
        small = self._look.style(9, 11)
        large = self._look.style(23, 28, fonts.BOLD)
        for place, group in enumerate(self._sheet.groups):
            x = self._left + place % GROUPS_A_LINE * column
            middle = self._top - place // GROUPS_A_LINE * high
            is_check = place + 1 == len(self._sheet.groups)
            label = _("check") if is_check else str(place + 1)
            text.draw_text(self._canv, label, small, x, middle - 6)
            text.draw_text(self._canv, group, large, x, middle - 24)
        self._top -= -(-len(self._sheet.groups) // GROUPS_A_LINE) * high + 6

    def _code(self) -> None:
        from reportlab.graphics import renderPDF
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        from cxdesk.output.paper import MM

        side = _CODE_MM * MM
        code = QrCodeWidget("-".join(self._sheet.groups), barLevel="M", barWidth=side, barHeight=side)
        drawing = Drawing(side, side)
        drawing.add(code)
        renderPDF.draw(drawing, self._canv, self._left, self._top - side)
        self._top -= side + 18


def _sentences() -> tuple[str, ...]:
    return (
        _(
            "These groups open the file when its passphrase is forgotten. Type them where the passphrase is"
            " asked for; capitals and spaces do not matter. The square holds the same groups."
        ),
        _(
            "Whoever has this paper and the file can read everything in it. Keep it where you keep"
            " contracts and keys, away from the computer."
        ),
        _(
            "It belongs to the passphrase of that day: after another passphrase was set, print it anew and"
            " destroy this one. It still opens backups from before."
        ),
    )
