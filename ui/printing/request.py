"""What the print centre is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdesk.i18n import _
from cxdesk.output import packs, printing
from cxdesk.output.packs import PackJob
from cxdesk.schema.reading import Reader
from ui.printing import pages as pdf
from ui.printing.pages import PdfPages
from ui.tasks import Cancelled

if TYPE_CHECKING:
    from cxdesk.output.sheet import Job as SheetJob
    from cxdesk.output.sheet import Printed
    from ui.tasks import Job


def title_of(name: str) -> str:
    """Return what a sheet or a pack is called."""
    return _(packs.pack(name).title if name in packs.packs() else printing.sheet(name).title)


@dataclass(frozen=True, slots=True)
class Request:
    """A sheet or a pack with its options; `include` names the sheets that go into a pack.

    More than one of the `copies` is drawn of forms only: each has a number of its own.
    """

    sheet: str
    paper: str
    text_size: str
    options: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    copies: int = 1

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.sheet)


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A finished PDF with the request it answers."""

    request: Request
    printed: Printed
    pages: PdfPages
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """Work for `Tasks`: draws a sheet or a pack that was gathered on the main thread."""

    request: Request
    gathered: SheetJob | PackJob
    preview: bool = False

    def __call__(self, job: Job) -> Made:
        if job.cancelled:
            raise Cancelled
        if isinstance(self.gathered, PackJob):
            printed = packs.build_pack(self.gathered)
        else:
            printed = printing.build_job(self.gathered)
        return Made(self.request, printed, pdf.measured(printed.pdf), self.preview)


def gathered(request: Request, reader: Reader, *, numbered: bool = False, preview: bool = False) -> Draw:
    """Read what a request needs, on the thread of the workspace. Raises UserError.

    Forms are `numbered` where their numbers can be reserved by noting the print; a `preview` is only to be
    looked at.
    """
    copies = request.copies
    paper, size, options = request.paper, request.text_size, dict(request.options)
    if request.sheet in packs.packs():
        spec = packs.pack(request.sheet)
        pack = packs.gather_pack(
            spec, reader, options, include=request.include, paper=paper, text_size=size, copies=copies,
            numbered=numbered, preview=preview,
        )  # fmt: skip
        return Draw(request, pack, preview)
    sheet = printing.sheet(request.sheet)
    job = printing.gather_job(
        sheet, reader, options, paper=paper, text_size=size, copies=copies, numbered=numbered,
        preview=preview,
    )  # fmt: skip
    return Draw(request, job, preview)
